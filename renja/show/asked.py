"""The answer of one query that somebody else wrote, and its forms as files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from renja.show.plain_json import json_text
from renja.show.queries import distinct_names, statements_of
from renja.texts import say

if TYPE_CHECKING:
    import duckdb


class SeveralStatements(ValueError):  # noqa: N818 - says what was given
    """None or several statements, where the answer of one is wanted."""


def one_answer(connection: duckdb.DuckDBPyConnection, text: str, most: int | None = None) -> pa.Table:
    """The answer of the one statement in ``text``, at most so many rows of it; what is not wanted is not made.

    ``SeveralStatements``, ``ValueError`` for one that does more than ask, ``duckdb.Error``.
    """
    statements = statements_of(text)
    if len(statements) != 1:
        raise SeveralStatements(say("query.one_statement", count=len(statements)))
    found = connection.sql(statements[0].query)
    if found is None:
        return pa.table({})
    return apart((found if most is None else found.limit(most)).to_arrow_table())


def apart(table: pa.Table) -> pa.Table:
    """The table, names that come again numbered."""
    return pa.table(table.columns, names=distinct_names(table.column_names))


def json_bytes(table: pa.Table) -> bytes:
    """The rows as JSON, as ``renja query --format json`` gives them."""
    values = [_as_python(column) for column in table.columns]
    return json_text([dict(zip(table.column_names, row, strict=True)) for row in zip(*values, strict=True)]).encode()


def _as_python(column: Any) -> list[Any]:
    """A column's values; a sum of whole numbers, which Arrow holds as decimals without places, is whole again."""
    values: list[Any] = column.to_pylist()
    if not pa.types.is_decimal(column.type) or column.type.scale:
        return values
    return [None if value is None else int(value) for value in values]
