"""The dataset as a folder to put into a CKAN portal: a CSV a table, the dataset's record, and a dictionary of columns.

``dataset.json`` is what ``package_create`` takes; each of its resources names the file to upload beside it. The raw
grids (``sel``) are left out: they are many times the rest, and the Parquet files hold them.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from output.columns import TABLES, ColumnDoc, TableDoc
from output.harmless import harmless_sql
from output.read import asked

if TYPE_CHECKING:
    import duckdb

_LEFT_OUT = "sel"
_DATASTORE = {"int16": "int", "int32": "int", "float32": "float", "double": "float", "bool": "bool"}
"""Types of the DataStore; what is none of these, money apart, is a text."""
_README = """# {title}

```
ckanapi action package_create -I dataset.json -r https://PORTAL -a TOKEN
for f in data/*.csv; do
  ckanapi action resource_create package_id={name} name="$(basename "$f" .csv)" format=CSV upload@"$f" \\
    -r https://PORTAL -a TOKEN
done
```

`kamus/*.json`: for each table the columns' types and meanings, as the DataStore's `fields` (Data Dictionary).
Kolom bertipe daftar (list) ditulis sebagai JSON. Uang dalam rupiah (money in rupiah, four decimals).
"""


@dataclass(frozen=True, slots=True)
class About:
    """What a portal wants to know of a dataset."""

    title: str
    license_id: str | None = None
    owner_org: str | None = None


def write_ckan(root: Path, folder: Path, about: About) -> int:
    """Writes the folder; how many rows its tables have."""
    count = 0
    for part in ("data", "kamus"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for table in _tables():
        count += _write_csv(root, table, folder / "data" / f"{table.name}.csv")
        _write_json(folder / "kamus" / f"{table.name}.json", [_field(column) for column in table.columns])
    record = ckan_dataset(about)
    _write_json(folder / "dataset.json", record)
    readme = _README.format(title=about.title, name=record["name"])
    (folder / "README.md").write_text(readme, encoding="utf-8")
    return count


def ckan_dataset(about: About) -> dict[str, Any]:
    """The record that ``package_create`` takes, its files not yet among it."""
    record = {
        "name": re.sub(r"[^a-z0-9]+", "-", about.title.lower()).strip("-")[:100] or "renja",
        "title": about.title,
        "notes": "Rows and money of planning documents (Renja, Renstra, LKjIP), each with its page. "
        + " ".join(f"{table.name}: one row is {table.unit}." for table in _tables()),
        "license_id": about.license_id or "notspecified",
        "tags": [{"name": name} for name in ("anggaran", "perencanaan", "renja")],
        "extras": [{"key": "bahasa", "value": "id"}, {"key": "satuan", "value": "rupiah"}],
    }
    return record | ({"owner_org": about.owner_org} if about.owner_org else {})


def _tables() -> list[TableDoc]:
    return [table for table in TABLES if table.name != _LEFT_OUT]


def _field(column: ColumnDoc) -> dict[str, Any]:
    return {"id": column.name, "type": _datastore(column.type), "info": {"label": column.name, "notes": column.meaning}}


def _datastore(kind: str) -> str:
    if kind.startswith("decimal"):
        return "numeric"
    return "timestamp" if kind.startswith("timestamp") else _DATASTORE.get(kind, "text")


def _write_csv(root: Path, table: TableDoc, path: Path) -> int:
    """The table as CSV, lists and structs as JSON; how many rows."""
    columns = ", ".join(map(_csv_column, table.columns))
    target = str(path).replace("'", "''")

    def write(connection: duckdb.DuckDBPyConnection) -> int:
        connection.execute("SET TimeZone = 'UTC'")
        done = connection.execute(f"COPY (SELECT {columns} FROM {table.name}) TO '{target}' (FORMAT csv, HEADER)")
        count = done.fetchone()
        return int(count[0]) if count else 0

    return asked(root, (table.name,), write)


def _csv_column(column: ColumnDoc) -> str:
    if column.type.startswith(("list", "struct")):
        return f"{harmless_sql(f'to_json({column.name})::VARCHAR')} AS {column.name}"
    return f"{harmless_sql(column.name)} AS {column.name}" if column.type == "string" else column.name


def _write_json(path: Path, data: Any) -> None:
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
