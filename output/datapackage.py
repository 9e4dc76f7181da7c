"""``datapackage.json``: the dataset described as a Data Package (datapackage.org, version 2), one resource a table."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from output.columns import TABLES, ColumnDoc, TableDoc

_TYPES = {
    "string": ("string", None),
    "int16": ("integer", None),
    "int32": ("integer", None),
    "float32": ("number", None),
    "double": ("number", None),
    "bool": ("boolean", None),
    "decimal128(24,4)": ("number", None),
    "timestamp(UTC)": ("datetime", None),
    "list<string>": ("list", "string"),
    "list<int32>": ("list", "integer"),
}

_FOREIGN = {"doc_id": "dokumen", "tabel_id": "tabel", "baris_id": "baris"}


def describe(root: Path) -> dict[str, Any]:
    """The Data Package of the dataset as it lies there now; paths are relative to ``root``."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "renja",
        "title": "Dokumen perencanaan dan kinerja pemerintah daerah (Renja, Renstra, LKjIP)",
        "description": "Tables read from planning documents of Indonesian regional governments, with page and place.",
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "resources": [_resource(root, table) for table in TABLES],
    }


def _resource(root: Path, table: TableDoc) -> dict[str, Any]:
    files = sorted(f"{folder}/{name}" for folder, names in _folders(root, table.name) for name in names)
    return {
        "name": table.name,
        "description": f"One row is {table.unit}.",
        "path": files,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "partitions": [table.year_key, "kode_provinsi"],
        "schema": _schema(table),
    }


def _folders(root: Path, table: str) -> Iterator[tuple[str, list[str]]]:
    """The folders of a table, relative to ``root``, and the names of their Parquet files."""
    for folder, _, names in os.walk(root / table):
        yield Path(folder).relative_to(root).as_posix(), [name for name in names if name.endswith(".parquet")]


def _schema(table: TableDoc) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(c) for c in table.columns]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    schema["foreignKeys"] = [
        {"fields": [c.name], "reference": {"resource": _FOREIGN[c.name], "fields": [c.name]}}
        for c in table.columns
        if _FOREIGN.get(c.name, table.name) != table.name
    ]
    return schema


def _field(column: ColumnDoc) -> dict[str, Any]:
    kind, item = _TYPES.get(column.type, ("object" if column.type.startswith("struct") else "array", None))
    field: dict[str, Any] = {"name": column.name, "type": kind, "description": column.meaning}
    if item:
        field["itemType"] = item
    if not column.nullable:
        field["constraints"] = {"required": True}
    return field


def write_datapackage(root: Path) -> Path:
    """Writes the description beside the tables, whole or not at all; its path."""
    path = root / "datapackage.json"
    draft = root / ".renja" / "datapackage.json.tmp"
    draft.parent.mkdir(exist_ok=True)
    draft.write_text(json.dumps(describe(root), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(draft, path)
    return path
