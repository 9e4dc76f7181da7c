"""Answers for programs: JSON and CSV on standard output."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import typer

from renja.errors import UsageFault
from renja.show.plain_json import json_text
from renja.texts import say

__all__ = ["json_text", "print_csv_line", "print_json", "write_out"]


def print_json(data: Any) -> None:
    """The data as JSON on standard output."""
    typer.echo(json_text(data))


def print_csv_line(values: Iterable[Any]) -> None:
    """One line of CSV (RFC 4180), written through ``sys.stdout`` so that no line end is turned into another."""
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\n").writerow(values)
    sys.stdout.write(line.getvalue())


def write_out(made: str | bytes, out: Path | None) -> None:
    """What a command made, to a file, whose name is printed then, or to standard output.

    ``UsageFault`` where the file cannot be written, and for bytes that would go to a terminal.
    """
    if out is None and isinstance(made, bytes) and _is_terminal(made):
        raise UsageFault(say("common.needs_out"))
    if out is None:
        _print(made)
        return
    try:
        out.write_bytes(made if isinstance(made, bytes) else (made.rstrip("\n") + "\n").encode("utf-8"))
    except OSError as error:
        raise UsageFault(say("common.unwritable", file=out, reason=error.strerror)) from error
    typer.echo(str(out))


def _is_terminal(made: bytes) -> bool:
    return sys.stdout.isatty() and b"\0" in made


def _print(made: str | bytes) -> None:
    if isinstance(made, str):
        typer.echo(made, nl=not made.endswith("\n"))
    else:
        sys.stdout.flush()
        typer.echo(made, nl=False)
