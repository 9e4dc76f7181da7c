"""DuckDB queries over a dataset, and their answers as text."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from output.read import connect
from renja.show.wording import number_text
from renja.texts import say

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
            return [_answer(connection, statement.query) for statement in _statements(text)]
        except duckdb.Error as error:
            raise ValueError(say("query.bad", error=error)) from error


def _statements(text: str) -> list[duckdb.Statement]:
    """The statements of a text. ``ValueError`` where one does more than ask: it might write files or load code."""
    statements = duckdb.extract_statements(text)
    for statement in statements:
        asked = statement
        if asked.type is _KIND.EXPLAIN:
            # "EXPLAIN ANALYZE COPY ..." runs what it explains.
            asked = next(iter(duckdb.extract_statements(_EXPLAIN.sub("", asked.query, count=1))), statement)
        if asked.type not in _ASKING and not (asked.type is _KIND.MULTI and _PIVOT.match(asked.query)):
            raise ValueError(say("query.writes", kind=asked.type.name))
    return statements


_KIND = duckdb.StatementType
_ASKING = frozenset({_KIND.SELECT, _KIND.RELATION, _KIND.LOGICAL_PLAN})
"""SHOW, DESCRIBE and SUMMARIZE are of these too."""
_PIVOT = re.compile(r"\s*(?:pivot|from|select|with)\b", re.IGNORECASE)
"""What pivots is several statements to DuckDB, the last of them the one that is printed: COPY may be that."""
_EXPLAIN = re.compile(r"\s*explain\b(?:\s+analyze\b)?(?:\s*\([^)]*\))?", re.IGNORECASE)


def _answer(connection: duckdb.DuckDBPyConnection, query: str) -> Answer:
    cursor = connection.execute(query)
    columns = tuple(_apart([str(column[0]) for column in cursor.description or ()]))
    rows = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    return Answer(query.strip(), columns, rows)


def answer_table(root: Path, text: str) -> pa.Table:
    """The answer of one statement as an Arrow table, money in its decimals. ``ValueError`` for a bad or further one."""
    with connect(root) as connection:
        try:
            statements = _statements(text)
            if len(statements) != 1:
                raise ValueError(say("query.one_statement", count=len(statements)))
            found = connection.sql(statements[0].query)
            return pa.table({}) if found is None else found.to_arrow_table()
        except duckdb.Error as error:
            raise ValueError(say("query.bad", error=error)) from error


def csv_bytes(table: pa.Table) -> bytes:
    """The table as CSV (RFC 4180) with a header, lists and structs as JSON."""
    from pyarrow import csv

    held = io.BytesIO()
    plain = [_flat(column) for column in table.columns]
    csv.write_csv(pa.table(dict(zip(_apart(table.column_names), plain, strict=True))), held)
    return held.getvalue()


def parquet_bytes(table: pa.Table) -> bytes:
    """The table as a Parquet file."""
    import pyarrow.parquet as pq

    held = io.BytesIO()
    pq.write_table(pa.table(table.columns, names=_apart(table.column_names)), held, compression="zstd")
    return held.getvalue()


def _flat(column: Any) -> Any:
    if not pa.types.is_nested(column.type):
        return column
    texts = [None if each is None else json.dumps(each, ensure_ascii=False, default=str) for each in column.to_pylist()]
    return pa.array(texts, pa.string())


def _apart(names: Sequence[str]) -> list[str]:
    """The names, those that come again numbered: no column may be lost.

    >>> _apart(["n", "tahun", "n"])
    ['n', 'tahun', 'n_2']
    """
    return [
        name if names[:i].count(name) == 0 else f"{name}_{names[: i + 1].count(name)}" for i, name in enumerate(names)
    ]


def answer_text(answer: Answer, *, show_query: bool = False) -> str:
    """The rows in columns, numbers to the right; with the query above where asked for."""
    shown = [[_text(row[c]) for c in answer.columns] for row in answer.rows[:MAX_ROWS]]
    widths = [max(len(row[i]) for row in [list(answer.columns), *shown]) for i in range(len(answer.columns))]
    numeric = [all(isinstance(row[c], int | float | Decimal | None) for row in answer.rows) for c in answer.columns]
    lines = [_line(row, widths, numeric) for row in [list(answer.columns), ["-" * w for w in widths], *shown]]
    if len(answer.rows) > MAX_ROWS:
        lines.append(say("query.more_rows", count=len(answer.rows) - MAX_ROWS))
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
