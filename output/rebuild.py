"""A document's tables read back from the dataset as the audit sees them: rows, levels, codes and values, no grids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from extract.types import Box, Table
from nomenclature.types import CocokMetode, Match, MatchedRow, MatchedTable
from normalize.types import BudgetRow, Column, JenisTabel, Konteks, NormalTable, TingkatBaris, Ukuran, Value
from output.read import read_table

Row = dict[str, Any]


def read_matched(root: Path, doc_id: str) -> tuple[MatchedTable, ...]:
    """The document's tables in order; ``rows[i]`` is the row whose baris_id counts i + 1. Cells are left out.

    Raises ``NotADataset`` where ``root`` is none; a document that is not there gives no tables.
    """
    rows = _grouped(read_table(root, "baris", doc_id).to_pylist(), "tabel_id")
    values = _grouped(read_table(root, "nilai", doc_id).to_pylist(), "baris_id")
    tables = sorted(
        read_table(root, "tabel", doc_id).to_pylist(), key=lambda each: (len(each["tabel_id"]), each["tabel_id"])
    )
    return tuple(_table(table, sorted(rows.get(table["tabel_id"], ()), key=_by_id), values) for table in tables)


def _grouped(rows: Sequence[Row], key: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row)
    return found


def _by_id(row: Row) -> tuple[int, str]:
    return len(row["baris_id"]), row["baris_id"]  # b10000 comes after b9999


def _table(table: Row, rows: Sequence[Row], values: dict[str, list[Row]]) -> MatchedTable:
    place = {row["baris_id"]: index for index, row in enumerate(rows)}
    matched = tuple(_row(row, place, values.get(row["baris_id"], ())) for row in rows)
    grid = Table(
        tuple(table["halaman"]), table["nomor"], table["judul"], table["jumlah_baris"], table["jumlah_kolom"], 0, (),
        table["mesin"], table["keyakinan"],
    )  # fmt: skip
    columns = tuple(_columns(table["kolom"] or ()))
    normal = NormalTable(grid, JenisTabel(table["jenis_tabel"]), columns, tuple(row.row for row in matched))
    return MatchedTable(normal, matched)


def _columns(columns: Sequence[Row]) -> Iterator[Column]:
    for each in columns:
        konteks = Konteks(each["konteks"]) if each["konteks"] else None
        yield Column(each["indeks"], each["judul"], each["peran"], konteks, each["tahun"])


def _row(row: Row, place: dict[str, int], values: Sequence[Row]) -> MatchedRow:
    level = TingkatBaris(row["tingkat_baris"])
    budget = BudgetRow(
        urutan=row["urutan"],
        grid_row=row["urutan"],
        level=level,
        kode_asli=row["kode_asli"],
        nama=row["nama"],
        indikator=row["indikator"],
        values=tuple(map(_value, values)),
        page=row["halaman"],
        box=_box(row),
        lanjutan=place.get(row["lanjutan_id"] or ""),
    )
    match = Match(row["kode"], row["nama_baku"], CocokMetode(row["cocok_metode"]), row["cocok_skor"])
    return MatchedRow(budget, level, match, place.get(row["induk_id"] or ""))


def _value(value: Row) -> Value:
    return Value(
        ukuran=Ukuran(value["ukuran"]),
        konteks=Konteks(value["konteks"]) if value["konteks"] else None,
        tahun=value["tahun"],
        teks=value["teks"],
        nilai=_as_read(value["nilai"]),
        satuan=value["satuan"],
        page=value["halaman"],
        box=_box(value),
        keyakinan=value["keyakinan"],
        perbaikan=value["perbaikan"],
    )


def _as_read(nilai: Decimal | None) -> Decimal | None:
    """The number without the column's four decimals: how many are printed matters to the audit."""
    if nilai is None:
        return None
    return nilai.quantize(Decimal(1)) if nilai == nilai.to_integral_value() else nilai.normalize()


def _box(row: Row) -> Box:
    return Box(row["x0"], row["y0"], row["x1"], row["y1"])
