"""The data contract as text and as data, for ``renja schema`` and the documentation."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from output.columns import TABLES, ColumnDoc, TableDoc
from renja import texts

_MEANINGS = Path(texts.__file__).parent / "kolom.toml"


def contract_text() -> str:
    """All tables with their columns, for the eye."""
    return "\n\n".join(_table_text(table) for table in TABLES)


def _table_text(table: TableDoc) -> str:
    names = max(len(c.name) for c in table.columns)
    head = f"{table.name}: satu baris (one row) = {table.unit}\n  {table.name}/{table.year_key}=YYYY/kode_provinsi=PP/"
    lines = [f"  {c.name:<{names}}  {_type_text(c):<17}  {c.meaning}" for c in table.columns]
    return "\n".join([head, *lines])


def _type_text(column: ColumnDoc) -> str:
    """The type as the contract writes it; a list of structs in short."""
    kind = "list<struct<...>>" if column.type.startswith("list<struct") else column.type
    return kind + ("?" if column.nullable else "")


def contract_dict() -> dict[str, Any]:
    """All tables with their columns, for a program."""
    return {
        table.name: {
            "unit": table.unit,
            "key": list(table.key),
            "partitions": [table.year_key, "kode_provinsi"],
            "columns": [
                {"name": c.name, "type": c.type, "nullable": c.nullable, "meaning": c.meaning} for c in table.columns
            ],
        }
        for table in TABLES
    }


def unit(table: TableDoc, lang: str) -> str:
    """What one row of a table is, in a language."""
    return _meanings()["satuan"][table.name] if lang == "id" else table.unit


def meaning(table: TableDoc, column: ColumnDoc, lang: str) -> str:
    """What a column of a table means, in a language. ``KeyError`` for one that nobody put into Indonesian."""
    if lang != "id":
        return column.meaning
    known = _meanings()
    return known[table.name].get(column.name) or known["umum"][column.name]


@cache
def _meanings() -> dict[str, dict[str, str]]:
    return tomllib.loads(_MEANINGS.read_text(encoding="utf-8"))
