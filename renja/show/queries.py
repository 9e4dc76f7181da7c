"""DuckDB queries over a dataset, and their answers as text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from output.read import connect
from renja.show.wording import number_text

MAX_ROWS = 1000
"""So many rows of an answer are printed; a program asks with ``--json`` and gets all."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A query, its columns and rows."""

    query: str
    columns: tuple[str, ...]
    rows: list[dict[str, Any]]


def answers(root: Path, text: str) -> list[Answer]:
    """The answer of each statement in ``text``, in order. ``ValueError`` with DuckDB's words for a bad query."""
    with connect(root) as connection:
        try:
            statements = duckdb.extract_statements(text)
            return [_answer(connection, statement.query) for statement in statements]
        except duckdb.Error as error:
            raise ValueError(f"kueri salah (bad query): {error}") from error


def _answer(connection: duckdb.DuckDBPyConnection, query: str) -> Answer:
    cursor = connection.execute(query)
    columns = tuple(str(column[0]) for column in cursor.description or ())
    rows = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    return Answer(query.strip(), columns, rows)


def answer_text(answer: Answer, *, show_query: bool = False) -> str:
    """The rows in columns, numbers to the right; with the query above where asked for."""
    shown = [[_text(row[c]) for c in answer.columns] for row in answer.rows[:MAX_ROWS]]
    widths = [max(len(row[i]) for row in [list(answer.columns), *shown]) for i in range(len(answer.columns))]
    numeric = [all(isinstance(row[c], int | float | Decimal | None) for row in answer.rows) for c in answer.columns]
    lines = [_line(row, widths, numeric) for row in [list(answer.columns), ["-" * w for w in widths], *shown]]
    if len(answer.rows) > MAX_ROWS:
        lines.append(f"... {len(answer.rows) - MAX_ROWS} baris lagi (more rows)")
    return "\n".join([*([answer.query, ""] if show_query else []), *lines])


def _line(cells: list[str], widths: list[int], numeric: list[bool]) -> str:
    sides = (c.rjust(w) if right else c.ljust(w) for c, w, right in zip(cells, widths, numeric, strict=True))
    return "  ".join(sides).rstrip()


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal | float):
        return number_text(value)
    return str(value).replace("\n", " ")
