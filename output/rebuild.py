"""A document read back from the dataset: its tables as the audit sees them, or all that was written of it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from extract.types import Box, Cell, Table, TextLine
from normalize.recipes.types import RecipeUse
from normalize.types import (
    BudgetRow,
    Column,
    DocumentMeta,
    JenisDokumen,
    JenisTabel,
    Konteks,
    NormalTable,
    Tahap,
    TingkatBaris,
    Ukuran,
    Value,
)
from output.amounts import amounts_in_no_table
from output.errors import DocumentNotFound
from output.layout import footers, recipes_of
from output.read import read_table
from output.types import DocumentResult, Status
from records.findings import Cek, Finding, Keparahan, Penyebab, Sebab
from records.matched import CocokMetode, Match, MatchedRow, MatchedTable, Wilayah

Row = dict[str, Any]


def read_matched(root: Path, doc_id: str, *, cells: bool = False) -> tuple[MatchedTable, ...]:
    """The document's tables in order; ``rows[i]`` is the row whose baris_id counts i + 1. ``cells``: with their cells.

    Raises ``NotADataset`` where ``root`` is none; a document that is not there gives no tables.
    """
    printed = _grouped(read_table(root, "sel", doc_id).to_pylist(), "tabel_id") if cells else {}
    rows = _grouped(read_table(root, "baris", doc_id).to_pylist(), "tabel_id")
    values = _grouped(read_table(root, "nilai", doc_id).to_pylist(), "baris_id")
    tables = sorted(read_table(root, "tabel", doc_id).to_pylist(), key=lambda each: _length_first(each["tabel_id"]))
    offices = {row["perangkat_daerah"] for row in read_table(root, "dokumen", doc_id).to_pylist()}
    for row in (row for held in rows.values() for row in held):
        if row["perangkat_daerah"] in offices:
            row["perangkat_daerah"] = None  # the document's, which a row need not say
    return tuple(
        _table(each, sorted(rows.get(each["tabel_id"], ()), key=_by_id), values, printed.get(each["tabel_id"], ()))
        for each in tables
    )


def read_result(root: Path, doc_id: str) -> DocumentResult:
    """All that the dataset holds of a document; ``output.arrow.to_tables`` makes the same rows of it again.

    Raises ``NotADataset``, ``DocumentNotFound``.
    """
    found = read_table(root, "dokumen", doc_id).to_pylist()
    if not found:
        raise DocumentNotFound(f"{doc_id}: tidak ada dalam dataset {root} / no such document")
    row = found[0]
    tables = read_matched(root, doc_id, cells=True)
    findings = read_table(root, "temuan", doc_id).to_pylist()
    return DocumentResult(
        sha256=row["sha256"],
        berkas=row["berkas"],
        status=Status(row["status"]),
        pesan=tuple(row["pesan"] or ()),
        jumlah_halaman=row["jumlah_halaman"],
        halaman_pindai=row["halaman_pindai"],
        versi=row["versi"],
        waktu_ingest=row["waktu_ingest"],
        meta=_meta(row),
        wilayah=Wilayah(row["tingkat"], row["kode_provinsi"], row["provinsi"], row["kode_kabkota"], row["kabkota"]),
        tables=tables,
        resep=recipe_uses(root, [doc_id]).get(doc_id, ()),
        pembuat=row["pembuat"],
        uang_di_teks=_in_text(row) - amounts_in_no_table(tables),
        findings=tuple(
            sorted(map(_finding, findings), key=lambda each: (each.table, -1 if each.row is None else each.row))
        ),
    )


def recipe_uses(root: Path, doc_ids: Collection[str] | None = None) -> dict[str, tuple[RecipeUse, ...]]:
    """By doc_id: what became of recipes on the tables of documents; those that no recipe fits are left out."""
    return {doc_id: _uses(text) for doc_id, text in footers(root, recipes_of, doc_ids).items()}


def _uses(text: str) -> tuple[RecipeUse, ...]:
    lists = ("hilang", "kembar")
    return tuple(RecipeUse(**use | {key: tuple(use.get(key, ())) for key in lists}) for use in json.loads(text))


def _in_text(row: Row) -> int:
    """Amounts of the running text: what is printed in all less what tables print."""
    coverage = row["cakupan"] or {"tercetak": 0, "tabel": 0}
    return int(coverage["tercetak"]) - int(coverage["tabel"])


def _meta(row: Row) -> DocumentMeta:
    """What the document says of itself."""
    tahap = Tahap(row["tahap"]) if row["tahap"] else None
    jenis = JenisDokumen(row["jenis_dokumen"])
    return DocumentMeta(
        jenis,
        tahap,
        row["tahun"],
        row["tahun_akhir"],
        tuple(row["wilayah_tercetak"] or ()),
        row["perangkat_daerah"],
        row["edisi"],
    )


def _finding(row: Row) -> Finding:
    table, index = row["tabel_id"], row["baris_id"]
    return Finding(
        cek=Cek(row["cek"]),
        keparahan=Keparahan(row["keparahan"]),
        sebab=Sebab(row["sebab"]),
        table=_counted(table, "-t"),
        row=None if index is None else _counted(index, "-b"),
        ukuran=Ukuran(row["ukuran"]) if row["ukuran"] else None,
        konteks=Konteks(row["konteks"]) if row["konteks"] else None,
        tahun=row["tahun"],
        tertulis=row["tertulis"],
        dihitung=row["dihitung"],
        selisih=row["selisih"],
        page=row["halaman"],
        penjelasan=row["penjelasan"],
        bukti=tuple((_counted(each.rsplit("-b", 1)[0], "-t"), _counted(each, "-b")) for each in row["bukti"] or ()),
        penyebab=Penyebab(row["penyebab"]) if row["penyebab"] else None,
        box=None if row["x0"] is None else _box(row),
        keputusan=row["keputusan"],
        keputusan_id=row["keputusan_id"],
        rincian=row.get("rincian"),
    )


def _counted(name: str, mark: str) -> int:
    """The index, from 0, that an id ends in."""
    return int(name.rsplit(mark, 1)[1]) - 1


def _length_first(name: str) -> tuple[int, str]:
    return len(name), name  # b10000 comes after b9999


def _grouped(rows: Sequence[Row], key: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row)
    return found


def _by_id(row: Row) -> tuple[int, str]:
    return _length_first(row["baris_id"])


def _table(table: Row, rows: Sequence[Row], values: dict[str, list[Row]], printed: Sequence[Row]) -> MatchedTable:
    place = {row["baris_id"]: index for index, row in enumerate(rows)}
    matched = tuple(_row(row, place, values.get(row["baris_id"], ()), table["baris_kepala"] or 0) for row in rows)
    cells = tuple(map(_cell, printed))
    n_header = _header_rows(table, cells)
    grid = Table(
        tuple(table["halaman"]), table["nomor"], table["judul"], table["jumlah_baris"], table["jumlah_kolom"],
        n_header, cells, table["mesin"], table["keyakinan"], table["baris_nomor"], _above(table),
        frozenset(table["kolom_tahun_lain"] or ()),
    )  # fmt: skip
    columns = tuple(_columns(table["kolom"] or (), table["tingkat_kolom"] or ()))
    normal = NormalTable(
        grid, JenisTabel(table["jenis_tabel"]), columns, tuple(row.row for row in matched), resep=table["resep"]
    )
    return MatchedTable(normal, matched)


def _above(table: Row) -> tuple[TextLine, ...]:
    """The lines above the table; where they stand no later stage asks."""
    page = table["halaman"][0] if table["halaman"] else 0
    return tuple(TextLine(page, text, Box(0, 0, 0, 0), 0.0, bold=False) for text in table["teks_di_atas"] or ())


def _header_rows(table: Row, cells: Sequence[Cell]) -> int:
    """How many header rows the grid has; a dataset of the first contract tells by its cells alone."""
    if table["baris_kepala"] is not None:
        return int(table["baris_kepala"])
    return max((cell.row + cell.rowspan for cell in cells if cell.is_header), default=0)


def _cell(row: Row) -> Cell:
    return Cell(
        row["baris"], row["kolom"], row["rentang_baris"], row["rentang_kolom"], row["teks"], row["halaman"], _box(row),
        row["tebal"], row["kepala"], None if row["keyakinan"] is None else _confidence(row["keyakinan"]),
    )  # fmt: skip


def _columns(columns: Sequence[Row], levels: Sequence[str]) -> Iterator[Column]:
    for at, each in enumerate(columns):
        konteks = Konteks(each["konteks"]) if each["konteks"] else None
        held = levels[at].split(",") if at < len(levels) and levels[at] else ()
        sure = 1.0 if each["keyakinan"] is None else each["keyakinan"]
        yield Column(
            each["indeks"], each["judul"], each["peran"], konteks, each["tahun"], each["rincian"], sure,
            tuple(map(TingkatBaris, held)),
        )  # fmt: skip


def _row(row: Row, place: dict[str, int], values: Sequence[Row], n_header: int) -> MatchedRow:
    level = TingkatBaris(row["tingkat_baris"])
    budget = BudgetRow(
        urutan=row["urutan"],
        grid_row=row["urutan"] if row["baris_kisi"] is None else row["baris_kisi"] - n_header,
        level=level,
        kode_asli=row["kode_asli"],
        nama=row["nama"],
        indikator=row["indikator"],
        values=tuple(map(_value, values)),
        page=row["halaman"],
        box=_box(row),
        lanjutan=place.get(row["lanjutan_id"] or ""),
        lokasi=row["lokasi"],
        sumber_dana=row["sumber_dana"],
        perangkat_daerah=row["perangkat_daerah"],
    )
    alasan, method = row["cocok_alasan"] or "", CocokMetode(row["cocok_metode"])
    match = Match(row["kode"], row["nama_baku"], method, row["cocok_skor"], alasan, row["cocok_lain"], row["edisi"])
    induk, bidang = place.get(row["induk_id"] or ""), row["bidang_urusan"]
    return MatchedRow(budget, level, match, induk, row["perbaikan"], bidang_urusan=bidang)


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
        keyakinan=_confidence(value["keyakinan"]),
        perbaikan=value["perbaikan"],
        rincian=value["rincian"],
    )


def _confidence(stored: float) -> float:
    """The confidence without what single precision adds: 0.85 must not come back as less than 0.85."""
    return round(stored, 6)


def _as_read(nilai: Decimal | None) -> Decimal | None:
    """The number without the column's four decimals: how many are printed matters to the audit."""
    if nilai is None:
        return None
    return nilai.quantize(Decimal(1)) if nilai == nilai.to_integral_value() else nilai.normalize()


def _box(row: Row) -> Box:
    return Box(row["x0"], row["y0"], row["x1"], row["y1"])
