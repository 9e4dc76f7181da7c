"""DuckDB queries over a dataset, and their answers as text."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pyarrow as pa

from output.harmless import harmless_column
from output.read import connect, steadily
from renja.show.sandbox import sandboxed
from renja.show.unknown import unknown_text
from renja.show.wording import number_text
from renja.texts import say

T = TypeVar("T")
MAX_ROWS = 1000
"""So many rows of an answer are printed; a program asks with ``--json`` and gets all."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A query, its columns and rows."""

    query: str
    columns: tuple[str, ...]
    rows: list[dict[str, Any]]
    n_rows: int
    """How many there are; ``rows`` may hold the first of them only."""


def answers(root: Path, text: str, *, most: int | None = None, unsafe: bool = False) -> list[Answer]:
    """The answer of each statement in ``text``, in order, with at most so many rows of each kept.

    Only what asks is run, and nothing but the dataset can be read, unless it is ``unsafe``. ``ValueError`` with
    DuckDB's words for a bad query, and for none.
    """
    return _asked(
        root,
        text,
        lambda connection: [_answer(connection, each.query, most) for each in statements_of(text, unsafe=unsafe)],
        unsafe=unsafe,
    )


def _told(error: duckdb.Error, text: str) -> str:
    """What is wrong with a query: the name that is not there with the nearest that are, and DuckDB's own words."""
    said = unknown_text(str(error), text, say)
    if not said:
        return say("query.bad", error=error)
    return f"{say('query.bad', error=said)}\n{say('query.words_of_duckdb', words=error)}"


class QueryError(ValueError):
    """What a text asks cannot be answered, in words that say why."""


def _asked(root: Path, text: str, work: Callable[[duckdb.DuckDBPyConnection], T], *, unsafe: bool) -> T:
    """What ``work`` makes of the dataset. An ``unsafe`` text is run once: it may write.

    Only what the text asks is its own fault: a dataset that cannot be opened raises DuckDB's own error.
    """

    def once() -> T:
        with connect(root) if unsafe else sandboxed(root) as connection:
            try:
                return work(connection)
            except duckdb.Error as error:
                raise QueryError(_told(error, text)) from error

    return once() if unsafe else steadily(root, once, (duckdb.Error, QueryError))


def statements_of(text: str, *, unsafe: bool = False) -> list[duckdb.Statement]:
    """The statements of a text. ``ValueError`` where there are none, or one does more than ask: it might write."""
    statements = duckdb.extract_statements(text)
    if not statements:
        raise ValueError(say("query.empty"))
    for statement in statements if not unsafe else ():
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


def _answer(connection: duckdb.DuckDBPyConnection, query: str, most: int | None) -> Answer:
    """The rows, read through Arrow: moments with a time zone need no further package so."""
    found = connection.sql(query)
    if found is None:
        return Answer(query.strip(), (), [], 0)
    reader = found.to_arrow_reader(_ROWS)
    columns = tuple(distinct_names(reader.schema.names))
    rows: list[dict[str, Any]] = []
    n_rows = 0
    for batch in reader:
        n_rows += batch.num_rows
        kept = batch if most is None else batch.slice(0, max(0, most - len(rows)))
        values = ([_plain(value) for value in column.to_pylist()] for column in kept.columns)
        rows.extend(dict(zip(columns, row, strict=True)) for row in zip(*values, strict=True))
    return Answer(query.strip(), columns, rows, n_rows)


_ROWS = 10_000
"""Rows that are read at a time."""


def _plain(value: Any) -> Any:
    """A whole number of DuckDB's widest kind as one."""
    return int(value) if isinstance(value, Decimal) and value.as_tuple().exponent == 0 else value


def answer_table(root: Path, text: str, *, unsafe: bool = False) -> pa.Table:
    """The answer of one statement as an Arrow table, money in its decimals. ``ValueError`` for a bad or further one."""

    def work(connection: duckdb.DuckDBPyConnection) -> pa.Table:
        statements = statements_of(text, unsafe=unsafe)
        if len(statements) != 1:
            raise ValueError(say("query.one_statement", count=len(statements)))
        found = connection.sql(statements[0].query)
        return pa.table({}) if found is None else found.to_arrow_table()

    return _asked(root, text, work, unsafe=unsafe)


def csv_bytes(table: pa.Table) -> bytes:
    """The table as CSV (RFC 4180) with a header, lists and structs as JSON, no text a formula."""
    from pyarrow import csv

    held = io.BytesIO()
    plain = [harmless_column(_flat(column)) for column in table.columns]
    csv.write_csv(pa.table(dict(zip(distinct_names(table.column_names), plain, strict=True))), held)
    return held.getvalue()


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
    if answer.columns and not answer.n_rows:
        lines.append(say("query.no_rows"))
    if answer.n_rows > len(shown):
        lines.append(say("query.more_rows", count=answer.n_rows - len(shown)))
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
