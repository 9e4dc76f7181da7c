"""Answers for programs: JSON and CSV on standard output."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

import typer

from output.harmless import harmless
from renja.errors import UsageFault
from renja.regular import shown
from renja.show.plain_json import json_text
from renja.texts import say

__all__ = ["Guarded", "json_text", "print_csv_line", "print_json", "write_out"]


class Guarded:
    """A terminal to which no document and no file's name speaks: escape sequences are written out."""

    def __init__(self, terminal: TextIO) -> None:
        """``terminal``: what all is passed on to."""
        self._terminal = terminal

    def write(self, text: str) -> int:
        """Writes the text as it may be shown."""
        return self._terminal.write(shown(text))

    def __getattr__(self, name: str) -> Any:
        """Whatever else the terminal has."""
        return getattr(self._terminal, name)


def print_json(data: Any) -> None:
    """The data as JSON on standard output."""
    typer.echo(json_text(data))


def print_csv_line(values: Iterable[Any]) -> None:
    """One line of CSV (RFC 4180), no text of it a formula, through ``sys.stdout``: no line end becomes another."""
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\n").writerow(map(harmless, values))
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
