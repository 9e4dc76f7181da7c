"""A document's results as the seven Arrow tables of the contract.

Nothing is computed here but ids, the wide view and the coverage (``output.coverage``): what a column says is what a
stage found. What does not fit a column's type (a year beyond int16, an amount of more than 20 digits, a broken
surrogate in a name) becomes null or is cleaned, since a PDF may print anything and one cell must not cost the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import partial
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa

from extract.types import Box, Cell
from normalize.types import Column, JenisDokumen, Value
from output import ids
from output.amounts import amounts_in_no_table
from output.anggaran import Item
from output.coverage import Budget, Coverage, budget, columns_confidence
from output.schema import SCHEMAS, VERSI_SKEMA
from output.types import DocumentResult
from records.findings import Finding
from records.matched import MatchedRow, MatchedTable

Row = dict[str, Any]
Columns = dict[str, Sequence[Any]]
"""Some rows of a table, column by column."""
T = TypeVar("T")

_DIGITS_BEFORE_POINT = Decimal(10) ** 20
_SEN = Decimal("0.0001")
_PORTION = 2_000
"""Rows that are held as objects at a time."""
_PORTIONS = 10
"""So many of these make a part, which becomes a row group of the file: smaller ones would make it slow to read."""


def to_tables(result: DocumentResult) -> dict[str, pa.Table]:
    """The seven tables of one document, by name, with exactly the contract's columns and types."""
    return {name: pa.concat_tables(parts) for name, parts in each_table(result)}


def each_table(result: DocumentResult) -> Iterator[tuple[str, Iterator[pa.Table]]]:
    """The same one after the other, each in parts: of a long document not even one table need be held whole."""
    wide = budget(result.tables, result.meta, result.anggaran)
    columns: dict[str, Iterable[Columns]] = {
        "dokumen": _by_column("dokumen", [_dokumen(result, wide)]),
        "tabel": _by_column("tabel", (_tabel(result, i, t, wide.coverage[i]) for i, t in enumerate(result.tables))),
        "sel": map(partial(_sel, result.doc_id), _portions(_cells(result))),
        "baris": _by_column("baris", _baris(result)),
        "nilai": map(partial(_nilai, result.doc_id), _portions(_values(result))),
        "temuan": _by_column("temuan", _all_temuan(result)),
        "anggaran": _by_column("anggaran", _anggaran(result, wide)),
    }
    for name in SCHEMAS:
        yield name, _parts(name, columns[name])


def _parts(name: str, portions: Iterable[Columns]) -> Iterator[pa.Table]:
    """Arrow tables from portions of a table's columns; an empty one where there are none."""
    schema = SCHEMAS[name].arrow
    held: list[pa.Table] = []
    is_begun = False
    for columns in portions:
        held.append(pa.Table.from_arrays([_array(columns[f.name], f.type) for f in schema], schema=schema))
        if len(held) == _PORTIONS:
            yield pa.concat_tables(held)
            held, is_begun = [], True
    if held or not is_begun:
        yield pa.concat_tables(held or [schema.empty_table()])


def _by_column(name: str, rows: Iterable[Row]) -> Iterator[Columns]:
    """Rows as dicts that have all of a table's columns, portion by portion as columns."""
    names = SCHEMAS[name].arrow.names
    of_row = itemgetter(*names)
    for some in _portions(iter(rows)):
        yield dict(zip(names, zip(*map(of_row, some), strict=True), strict=True))


def _portions(rows: Iterator[T]) -> Iterator[list[T]]:
    """The rows in portions: before they are columns they take ten times the memory of the table."""
    while some := list(islice(rows, _PORTION)):
        yield some


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:  # half a surrogate pair: pdfium gives them for fonts with a broken character map
        return pa.array([_clean(v) for v in values], kind)


def _clean(value: Any) -> Any:
    """The value with every text in it encodable."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_clean(v) for v in value]
    if isinstance(value, dict):
        return {k: _clean(v) for k, v in value.items()}
    return value


def decimal(value: Decimal | None) -> Decimal | None:
    """The number as decimal128(24,4) holds it; None where it cannot.

    >>> decimal(Decimal("1.5"))
    Decimal('1.5000')
    >>> decimal(Decimal("1e30")) is None
    True
    """
    if value is None or not value.is_finite() or abs(value) >= _DIGITS_BEFORE_POINT:
        return None
    try:
        return value.quantize(_SEN)
    except InvalidOperation:
        return None


def year(value: int | None) -> int | None:
    """The year where it can be one, else None: 0 is the folder of unknown years, and int16 ends at 32767.

    >>> year(2024), year(0), year(99999)
    (2024, None, None)
    """
    return value if value is not None and 1000 <= value <= 9999 else None


def _place(page: int, box: Box) -> Row:
    return {"halaman": page, "x0": box.x0, "y0": box.y0, "x1": box.x1, "y1": box.y1}


def _wilayah(result: DocumentResult) -> Row:
    place = result.wilayah
    return {
        "tingkat": place.tingkat,
        "kode_provinsi": place.kode_provinsi,
        "provinsi": place.provinsi,
        "kode_kabkota": place.kode_kabkota,
        "kabkota": place.kabkota,
    }


def _identity(result: DocumentResult) -> Row:
    """The columns that ``dokumen`` and ``anggaran`` share, but for the year."""
    meta = result.meta
    return _wilayah(result) | {
        "doc_id": result.doc_id,
        "berkas": result.berkas,
        "jenis_dokumen": meta.jenis if meta else JenisDokumen.LAINNYA,
        "tahap": meta.tahap if meta else None,
        "perangkat_daerah": meta.perangkat_daerah if meta else None,
    }


def _dokumen(result: DocumentResult, wide: Budget) -> Row:
    first = year(result.meta.tahun) if result.meta else None
    last = year(result.meta.tahun_akhir) if result.meta else None
    return _identity(result) | {
        "sha256": result.sha256,
        "tahun": first,
        "tahun_akhir": last or first,
        "jumlah_halaman": result.jumlah_halaman,
        "halaman_pindai": result.halaman_pindai,
        "status": result.status,
        "cakupan": _whole_coverage(result, wide),
        "pesan": list(result.pesan),
        "versi": result.versi,
        "versi_skema": VERSI_SKEMA,
        "waktu_ingest": result.waktu_ingest,
        "wilayah_tercetak": list(result.meta.wilayah) if result.meta else [],
        "edisi": result.meta.edisi if result.meta else None,
        "identitas": list(result.koreksi.identitas),
        "pembuat": result.pembuat,
    }


def _whole_coverage(result: DocumentResult, wide: Budget) -> Row:
    """The document's coverage: its tables' together, and what its running text prints."""
    in_tables = sum(each.tercetak for each in wide.coverage)
    return {
        "tercetak": in_tables + result.uang_di_teks + amounts_in_no_table(result.tables),
        "tabel": in_tables,
        "bermakna": sum(each.bermakna for each in wide.coverage),
        "ragu": sum(each.ragu for each in wide.coverage),
        "anggaran": sum(each.anggaran for each in wide.coverage),
    }


def _tabel(result: DocumentResult, index: int, matched: MatchedTable, coverage: Coverage) -> Row:
    table = matched.source.table
    return {
        "tabel_id": ids.tabel_id(result.doc_id, index),
        "doc_id": result.doc_id,
        "nomor": table.nomor,
        "judul": table.judul,
        "jenis_tabel": matched.source.jenis,
        "halaman": list(table.pages),
        "jumlah_baris": table.n_rows,
        "jumlah_kolom": table.n_cols,
        "mesin": table.engine,
        "keyakinan": table.confidence,
        "keyakinan_kolom": columns_confidence(matched),
        "cakupan": {each: getattr(coverage, each) for each in ("tercetak", "bermakna", "ragu", "anggaran")},
        "alasan": coverage.alasan,
        "resep": matched.source.resep,
        "kolom": [_kolom(c) for c in matched.source.columns],
        "baris_kepala": table.n_header_rows,
        "baris_nomor": table.number_row,
        "tingkat_kolom": [",".join(c.tingkat) for c in matched.source.columns],
        "teks_di_atas": [line.text for line in table.above],
        "kolom_tahun_lain": sorted(table.redated),
    }


def _kolom(column: Column) -> Row:
    return {
        "indeks": column.indeks,
        "judul": column.judul,
        "peran": column.peran,
        "konteks": column.konteks,
        "tahun": year(column.tahun),
        "rincian": column.rincian,
        "keyakinan": column.keyakinan,
    }


def _cells(result: DocumentResult) -> Iterator[tuple[str, Cell]]:
    """Every cell with its table's id."""
    for index, matched in enumerate(result.tables):
        table = ids.tabel_id(result.doc_id, index)
        yield from ((table, cell) for cell in matched.source.table.cells)


def _sel(doc_id: str, some: Sequence[tuple[str, Cell]]) -> Columns:
    """The columns of some cells, one after the other without rows between: no table has so many."""
    cells = [cell for _, cell in some]
    return _boxes([cell.box for cell in cells]) | {
        "tabel_id": [table for table, _ in some],
        "doc_id": [doc_id] * len(some),
        "halaman": [cell.page for cell in cells],
        "baris": [cell.row for cell in cells],
        "kolom": [cell.col for cell in cells],
        "rentang_baris": [cell.rowspan for cell in cells],
        "rentang_kolom": [cell.colspan for cell in cells],
        "teks": [cell.text for cell in cells],
        "tebal": [cell.bold for cell in cells],
        "kepala": [cell.is_header for cell in cells],
        "keyakinan": [cell.confidence for cell in cells],
    }


def _boxes(boxes: Sequence[Box]) -> Columns:
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return {"x0": x0, "y0": y0, "x1": x1, "y1": y1}


def _baris(result: DocumentResult) -> Iterator[Row]:
    for index, matched in enumerate(result.tables):
        table = ids.tabel_id(result.doc_id, index)
        for number, row in enumerate(matched.rows):
            yield (
                {"doc_id": result.doc_id}
                | _office(result, row)
                | _one_row(table, number, row)
                | {"baris_kisi": matched.source.table.n_header_rows + row.row.grid_row}
            )


def _office(result: DocumentResult, matched: MatchedRow) -> Row:
    """The row's office, else the document's."""
    return {"perangkat_daerah": matched.row.perangkat_daerah or (result.meta and result.meta.perangkat_daerah)}


def _one_row(table: str, number: int, matched: MatchedRow) -> Row:
    row, match = matched.row, matched.match
    return _place(row.page, row.box) | {
        "baris_id": ids.baris_id(table, number),
        "tabel_id": table,
        "urutan": row.urutan,
        "tingkat_baris": matched.level,
        "induk_id": None if matched.induk is None else ids.baris_id(table, matched.induk),
        "lanjutan_id": None if row.lanjutan is None else ids.baris_id(table, row.lanjutan),
        "kode_asli": row.kode_asli,
        "kode": match.kode,
        "nama": row.nama,
        "nama_baku": match.nama_baku,
        "cocok_metode": match.metode,
        "cocok_skor": match.skor,
        "indikator": row.indikator,
        "lokasi": row.lokasi,
        "sumber_dana": row.sumber_dana,
        "cocok_alasan": match.alasan or None,
        "edisi": match.edisi,
        "perbaikan": matched.perbaikan,
        "cocok_lain": match.runner_up,
        "bidang_urusan": matched.bidang_urusan,
    }


def _values(result: DocumentResult) -> Iterator[tuple[str, str, Value]]:
    """Every value with its table's and its row's id."""
    for index, matched in enumerate(result.tables):
        table = ids.tabel_id(result.doc_id, index)
        for number, row in enumerate(matched.rows):
            baris = ids.baris_id(table, number)
            yield from ((table, baris, value) for value in row.row.values)


def _nilai(doc_id: str, some: Sequence[tuple[str, str, Value]]) -> Columns:
    values = [value for *_, value in some]
    return _boxes([value.box for value in values]) | {
        "baris_id": [baris for _, baris, _ in some],
        "tabel_id": [table for table, *_ in some],
        "doc_id": [doc_id] * len(some),
        "halaman": [value.page for value in values],
        "ukuran": [value.ukuran for value in values],
        "konteks": [value.konteks for value in values],
        "rincian": [value.rincian for value in values],
        "tahun": [year(value.tahun) for value in values],
        "teks": [value.teks for value in values],
        "nilai": [decimal(value.nilai) for value in values],
        "satuan": [value.satuan for value in values],
        "keyakinan": [value.keyakinan for value in values],
        "perbaikan": [value.perbaikan for value in values],
    }


def _all_temuan(result: DocumentResult) -> Iterator[Row]:
    named = ids.Numbered()
    for finding in result.findings:
        yield _temuan(result, finding) | {
            "temuan_id": named(ids.temuan_id(result.doc_id, "f", _about(result, finding)))
        }


def _about(result: DocumentResult, finding: Finding) -> tuple[object, ...]:
    """What a finding is about, as the paper has it: a corrected name or a further table changes nothing of it."""
    box = finding.box
    if finding.row is not None and box is None:
        box = result.tables[finding.table].rows[finding.row].row.box
    # Single precision first: a document read back from the dataset has no more.
    place = () if box is None else tuple(round(float(np.float32(part))) for part in box)
    measure = (finding.ukuran, finding.konteks, finding.tahun, *((finding.rincian,) if finding.rincian else ()))
    return (finding.cek, finding.page, *place, *measure)


def _temuan(result: DocumentResult, finding: Finding) -> Row:
    table = ids.tabel_id(result.doc_id, finding.table)
    x0, y0, x1, y1 = finding.box or (None,) * 4
    return {
        "x0": x0,
        "y0": y0,
        "x1": x1,
        "y1": y1,
        "doc_id": result.doc_id,
        "tabel_id": table,
        "baris_id": None if finding.row is None else ids.baris_id(table, finding.row),
        "cek": finding.cek,
        "keparahan": finding.keparahan,
        "sebab": finding.sebab,
        "ukuran": finding.ukuran,
        "konteks": finding.konteks,
        "tahun": year(finding.tahun),
        "rincian": finding.rincian,
        "tertulis": decimal(finding.tertulis),
        "dihitung": decimal(finding.dihitung),
        "selisih": decimal(finding.selisih),
        "halaman": finding.page,
        "penjelasan": finding.penjelasan,
        "bukti": [ids.baris_id(ids.tabel_id(result.doc_id, t), r) for t, r in finding.bukti],
        "penyebab": finding.penyebab,
        "keputusan": finding.keputusan,
        "keputusan_id": finding.keputusan_id,
    }


def _anggaran(result: DocumentResult, wide: Budget) -> Iterator[Row]:
    shared = _identity(result)
    for speaker, items in wide.items:
        for item in items:
            named = {} if speaker.is_whole and shared["perangkat_daerah"] else _office(result, item.first)
            yield shared | named | _budget(ids.tabel_id(result.doc_id, item.table), item)


def _budget(table: str, item: Item) -> Row:
    matched = item.first
    program, kegiatan = item.place
    return {
        "tahun": year(item.tahun),
        "tingkat_baris": matched.level,
        "kode": matched.match.sure_kode,
        "nama_baku": matched.match.nama_baku if matched.match.sure_kode else None,
        "nama": matched.row.nama,
        "pagu": decimal(item.pagu),
        "realisasi": decimal(item.realisasi),
        "prakiraan_maju": decimal(item.prakiraan_maju),
        "persen_realisasi": decimal(item.persen_realisasi),
        "indikator": item.indikator,
        "target": decimal(item.target),
        "satuan_target": item.satuan_target,
        "sumber_dana": item.sumber_dana,
        "lokasi": item.lokasi,
        "realisasi_sampai": item.realisasi_sampai if item.realisasi is not None else None,
        "pagu_sebelum": decimal(item.pagu_sebelum),
        "baris_id": ids.baris_id(table, item.row),
        "halaman": matched.row.page,
        "dihitung": item.dihitung,
        "program": program,
        "kegiatan": kegiatan,
        "bidang_urusan": matched.bidang_urusan,
    }
