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

from renja.show.sandbox import sandboxed
from renja.show.wording import number_text
from renja.texts import say

MAX_ROWS = 1000
"""So many rows of an answer are printed; a program asks with ``--json`` and gets all."""
_RISKY = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Answer:
    """A query, its columns and rows."""

    query: str
    columns: tuple[str, ...]
    rows: list[dict[str, Any]]


class SeveralStatements(ValueError):  # noqa: N818 - says what was given
    """None or several statements, where the answer of one is wanted."""


def answers(root: Path, text: str) -> list[Answer]:
    """The answer of each statement in ``text``, in order. ``ValueError`` with DuckDB's words for a bad query."""
    with sandboxed(root) as connection:
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
    found = connection.sql(query)
    table = pa.table({}) if found is None else found.to_arrow_table()
    return Answer(query.strip(), tuple(distinct_names(table.column_names)), _rows(table))


def _rows(table: pa.Table) -> list[dict[str, Any]]:
    names = distinct_names(table.column_names)
    values = [_as_python(column) for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*values, strict=True)]


def _as_python(column: Any) -> list[Any]:
    """A column's values; a sum of whole numbers, which Arrow holds as decimals without places, is whole again."""
    values: list[Any] = column.to_pylist()
    if not pa.types.is_decimal(column.type) or column.type.scale:
        return values
    return [None if value is None else int(value) for value in values]


def answer_table(root: Path, text: str) -> pa.Table:
    """The answer of one statement as an Arrow table, money in its decimals. ``ValueError`` for a bad or further one."""
    with sandboxed(root) as connection:
        try:
            return one_answer(connection, text)
        except duckdb.Error as error:
            raise ValueError(say("query.bad", error=error)) from error


def one_answer(connection: duckdb.DuckDBPyConnection, text: str, most: int | None = None) -> pa.Table:
    """The answer of the one statement in ``text``, at most so many rows of it.

    ``SeveralStatements``, ``ValueError`` for one that does more than ask, ``duckdb.Error``.
    """
    statements = _statements(text)
    if len(statements) != 1:
        raise SeveralStatements(say("query.one_statement", count=len(statements)))
    found = connection.sql(statements[0].query)
    if found is None:
        return pa.table({})
    return (found if most is None else found.limit(most)).to_arrow_table()


def csv_bytes(table: pa.Table) -> bytes:
    """The table as CSV (RFC 4180) with a header, lists and structs as JSON."""
    from pyarrow import csv

    held = io.BytesIO()
    plain = [_flat(column) for column in table.columns]
    csv.write_csv(pa.table(dict(zip(distinct_names(table.column_names), plain, strict=True))), held)
    return held.getvalue()


def guarded(table: pa.Table) -> pa.Table:
    """The table, its texts that a spreadsheet would run as a formula kept from it by a leading apostrophe."""
    columns = [_guarded(column) if pa.types.is_string(column.type) else column for column in table.columns]
    return pa.table(columns, names=[f"'{name}" if name.startswith(_RISKY) else name for name in table.column_names])


def _guarded(column: Any) -> Any:
    import pyarrow.compute as pc

    risky = pc.match_substring_regex(column, f"^[{re.escape(''.join(_RISKY))}]")
    return pc.if_else(risky, pc.binary_join_element_wise("'", column, ""), column)


def json_bytes(table: pa.Table) -> bytes:
    """The rows as JSON, as ``renja query --format json`` gives them."""
    from renja.show.plain_json import json_text

    return json_text(_rows(table)).encode()


def parquet_bytes(table: pa.Table) -> bytes:
    """The table as a Parquet file."""
    import pyarrow.parquet as pq

    held = io.BytesIO()
    pq.write_table(pa.table(table.columns, names=distinct_names(table.column_names)), held, compression="zstd")
    return held.getvalue()


def _flat(column: Any) -> Any:
    if not pa.types.is_nested(column.type):
        return column
    texts = [None if each is None else json.dumps(each, ensure_ascii=False, default=str) for each in column.to_pylist()]
    return pa.array(texts, pa.string())


def distinct_names(names: Sequence[str]) -> list[str]:
    """The names, those that come again numbered: no column may be lost.

    >>> distinct_names(["n", "tahun", "n"])
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
