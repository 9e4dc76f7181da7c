"""What a tool read of a document, in the one form that is scored: from its JSON, or from the tables of the contract.

A part is None where the tool says nothing of such things, and empty where it found none.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Fields = dict[str, Any]
Read = Callable[[str], Iterable[Fields]]
"""The rows of a table of the contract."""
PARTS = ("grids", "rows", "findings", "doc")


@dataclass(slots=True)
class Predicted:
    """A document as a tool read it; the fields of rows, values and findings are those of the truth files."""

    grids: list[list[list[str]]] | None
    rows: list[Fields] | None
    findings: list[Fields] | None
    doc: Fields | None = None


def filled(got: Predicted, told: Predicted) -> Predicted:
    """What a tool read, with nothing where it is silent only here and tells of other documents."""
    return Predicted(*(getattr(told if getattr(got, p) is None else got, p) for p in PARTS))


def from_json(path: Path) -> Predicted:
    """A tool's JSON: the format of the truth files, each part of it optional; a table may be a bare list of rows."""
    data: Fields = json.loads(path.read_text(encoding="utf-8"))
    tables = [{"grid": table} if isinstance(table, list) else table for table in data.get("tables", [])]
    grids = [table["grid"] for table in tables if "grid" in table]
    kinds = [{name: t[name] for name in t if name == "jenis_tabel"} for t in tables]
    rows = [kind | row for kind, t in zip(kinds, tables, strict=True) for row in t.get("rows", [])]
    tells = any("rows" in table for table in tables)
    return Predicted(grids or None, rows if tells else None, data.get("findings"), data.get("doc"))


def as_json(got: Predicted) -> str:
    """The same, as a tool writes it."""
    tables: list[Fields] = [{"grid": grid} for grid in got.grids or ()]
    tables += [{"jenis_tabel": row.get("jenis_tabel"), "rows": [row]} for row in got.rows or ()]
    return json.dumps({"doc": got.doc, "tables": tables, "findings": got.findings}, default=str, ensure_ascii=False)


def from_tables(read: Read) -> dict[str, Predicted]:
    """The documents in tables of the contract, by the stem of their file."""
    kinds = {row["tabel_id"]: row["jenis_tabel"] for row in read("tabel")}
    values, rows, found = defaultdict(list), defaultdict(list), defaultdict(list)
    for value in read("nilai"):
        values[value["baris_id"]].append(value)
    for row in sorted(read("baris"), key=lambda r: (r["halaman"] or 0, r["tabel_id"], r["urutan"])):
        told = {"level": row["tingkat_baris"], "nama": row["nama"], "kode": row["kode"]}
        told |= {"jenis_tabel": kinds.get(row["tabel_id"]), "values": values[row["baris_id"]]}
        rows[row["doc_id"]].append(told)
    for finding in read("temuan"):
        found[finding["doc_id"]].append(finding)
    grids = _grids(read)
    return {
        Path(doc["berkas"]).stem: Predicted(grids[doc["doc_id"]], rows[doc["doc_id"]], found[doc["doc_id"]], doc)
        for doc in read("dokumen")
    }


def _grids(read: Read) -> defaultdict[str, list[list[list[str]]]]:
    """The body rows of each document's tables, a merged cell's text once."""
    cells = defaultdict(list)
    for cell in read("sel"):
        if not cell["kepala"]:
            cells[cell["doc_id"], cell["tabel_id"], cell["baris"]].append((cell["kolom"], cell["teks"] or ""))
    tables: defaultdict[str, dict[str, list[list[str]]]] = defaultdict(dict)
    for doc_id, tabel_id, at in sorted(cells):
        row = [text for _, text in sorted(cells[doc_id, tabel_id, at])]
        tables[doc_id].setdefault(tabel_id, []).append(row)
    return defaultdict(list, {doc_id: list(found.values()) for doc_id, found in tables.items()})


def predictions(path: Path) -> dict[str, Predicted]:
    """By stem: a folder of JSON files, or a dataset of the contract (which needs pyarrow)."""
    if not (path / "dokumen").is_dir():
        return {file.stem: from_json(file) for file in sorted(path.glob("[!_]*.json"))}
    import pyarrow.dataset

    def read(table: str) -> list[Fields]:
        stored = pyarrow.dataset.dataset(path / table, format="parquet", partitioning="hive")
        rows: list[Fields] = stored.to_table().to_pylist()
        return rows

    return from_tables(read)
