"""Answers for programs: JSON and CSV on standard output."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable
from typing import Any

import typer


def json_text(data: Any) -> str:
    """Readable JSON; dates and decimals as their texts."""
    return json.dumps(data, ensure_ascii=False, indent=1, default=str)


def print_json(data: Any) -> None:
    """The data as JSON on standard output."""
    typer.echo(json_text(data))


def print_csv_line(values: Iterable[Any]) -> None:
    """One line of CSV (RFC 4180), written through ``sys.stdout`` so that no line end is turned into another."""
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\n").writerow(values)
    sys.stdout.write(line.getvalue())
