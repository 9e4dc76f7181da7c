"""The headers of a dataset's tables, without their bodies: enough to tell which recipe fits which table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq

from extract.types import Box, Cell, Table
from normalize.recipes.types import RecipeUse
from output.layout import MERGED, own_files
from output.read import read_table
from output.rebuild import recipe_uses

_CELL = ["doc_id", "tabel_id", "baris", "kolom", "rentang_baris", "rentang_kolom", "teks", "kepala"]
_TABLE = [
    "doc_id", "tabel_id", "halaman", "judul", "jumlah_baris", "jumlah_kolom", "baris_kepala", "baris_nomor", "cakupan",
    "mesin", "teks_di_atas",
]  # fmt: skip
_NOWHERE = Box(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Heads:
    """A document's tables, each with its header alone as extraction gave it, and what became of recipes on them."""

    doc_id: str
    berkas: str
    pembuat: str | None
    tables: tuple[Table, ...]
    resep: tuple[RecipeUse, ...]
    lost: tuple[int, ...]
    """For each table how many printed amounts of it are not understood with certainty."""
    is_whole: bool = True
    """False for a document of an older version, which did not keep all that its tables must be understood with."""


def heads(root: Path, least_rows: int = 0, doc_ids: Collection[str] | None = None) -> Iterator[Heads]:
    """The documents of a dataset, or those named, that have tables. ``least_rows``: rows that count as header at least.

    Raises ``NotADataset``.
    """
    documents = {row["doc_id"]: row for row in read_table(root, "dokumen").to_pylist()}
    uses = recipe_uses(root)
    moved = [use.kepala for held in uses.values() for use in held if use.kepala is not None]
    tables: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in read_table(root, "tabel").select(_TABLE).to_pylist():
        tables[row["doc_id"]].append(row)
    for path in own_files(root, "sel"):
        if doc_ids is not None and not path.name.startswith(MERGED) and path.stem not in doc_ids:
            continue
        cells: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in _header_cells(path, max([least_rows, *moved])):
            cells[row["tabel_id"]].append(row)
        for doc_id in dict.fromkeys(name.rsplit("-t", 1)[0] for name in cells):
            if doc_id in documents and (doc_ids is None or doc_id in doc_ids):
                yield _heads(documents[doc_id], tables[doc_id], cells, uses.get(doc_id, ()))


def _header_cells(path: Path, least_rows: int) -> list[dict[str, Any]]:
    """The header cells of a file, and all cells of its first rows."""
    import pyarrow.dataset as pads  # with it comes pandas, which an ingest without recipes never needs

    wanted = pc.field("kepala") | (pc.field("baris") < least_rows)
    try:
        schema = pq.read_schema(path)
        data = pads.dataset(str(path), schema=schema, format="parquet", partitioning=None)
        found: list[dict[str, Any]] = data.to_table(columns=_CELL, filter=wanted).to_pylist()
    except FileNotFoundError:
        return []  # another run has just replaced it
    return found


def _heads(
    document: dict[str, Any],
    tables: list[dict[str, Any]],
    cells: dict[str, list[dict[str, Any]]],
    uses: tuple[RecipeUse, ...],
) -> Heads:
    before = {use.tabel: use for use in uses if use.kepala is not None and not use.ditolak}
    ordered = sorted(tables, key=lambda row: (len(row["tabel_id"]), row["tabel_id"]))
    skeletons = tuple(_table(row, cells.get(row["tabel_id"], []), before.get(n)) for n, row in enumerate(ordered))
    counts = [row["cakupan"] or {} for row in ordered]
    lost = tuple(each.get("tercetak", 0) - each.get("bermakna", 0) for each in counts)
    whole = all(row["teks_di_atas"] is not None for row in ordered)
    return Heads(document["doc_id"], document["berkas"], document["pembuat"], skeletons, uses, lost, whole)


def _table(row: dict[str, Any], cells: list[dict[str, Any]], use: RecipeUse | None) -> Table:
    head, number = row["baris_kepala"] or 0, row["baris_nomor"]
    if use is not None and use.kepala is not None:
        head, number = use.kepala, use.nomor
    found = tuple(
        Cell(
            each["baris"], each["kolom"], each["rentang_baris"], each["rentang_kolom"], each["teks"], 0, _NOWHERE,
            is_header=each["baris"] < head,
        )
        for each in cells
    )  # fmt: skip
    return Table(
        tuple(row["halaman"]), None, row["judul"], row["jumlah_baris"], row["jumlah_kolom"], head, found, row["mesin"],
        1.0, number,
    )  # fmt: skip
