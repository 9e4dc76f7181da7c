"""A document's results as the seven Arrow tables of the contract.

Nothing is computed here but ids, the wide view and the coverage (``output.coverage``): what a column says is what a
stage found. What does not fit a column's type (a year beyond int16, an amount of more than 20 digits, a broken
surrogate in a name) becomes null or is cleaned, since a PDF may print anything and one cell must not cost the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import partial
from itertools import chain, islice, repeat
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

import numpy as np
import pyarrow as pa

from extract.types import Box
from normalize.types import Column, JenisDokumen
from output import ids
from output.amounts import amounts_in_no_table
from output.anggaran import Item
from output.coverage import Budget, Coverage, budget, columns_confidence
from output.schema import SCHEMAS, VERSI_SKEMA
from output.types import DocumentResult
from records.findings import Finding
from records.matched import MatchedRow, MatchedTable

Row = dict[str, Any]
T = TypeVar("T")


class _Same(NamedTuple):
    """A column with one value in all of so many rows."""

    value: Any
    n_rows: int


Columns = dict[str, Sequence[Any] | _Same]
"""Some rows of a table, column by column: of a table of many rows no row is ever made."""

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
        "sel": _sel(result),
        "baris": map(partial(_baris, result), _portions(_rows(result))),
        "nilai": _nilai(result),
        "temuan": map(partial(_temuan, result, ids.Numbered()), _portions(iter(result.findings))),
        "anggaran": map(partial(_anggaran, result), _portions(_items(wide))),
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
        yield held[0] if len(held) == 1 else pa.concat_tables(held or [schema.empty_table()])


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


def _array(values: Sequence[Any] | _Same, kind: pa.DataType) -> pa.Array:
    if isinstance(values, _Same):
        return pa.repeat(_array([values.value], kind)[0], values.n_rows)
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


def _sel(result: DocumentResult) -> Iterator[Columns]:
    """Every cell: no table has so many rows."""
    tables = [matched.source.table for matched in result.tables]
    named = chain.from_iterable(
        repeat(ids.tabel_id(result.doc_id, index), len(table.cells)) for index, table in enumerate(tables)
    )
    for cells in _portions(chain.from_iterable(table.cells for table in tables)):
        yield _boxes([cell.box for cell in cells]) | {
            "tabel_id": list(islice(named, len(cells))),
            "doc_id": _Same(result.doc_id, len(cells)),
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


_NOWHERE = (None,) * 4
"""The box of what stands nowhere."""


def _boxes(boxes: Sequence[Box | tuple[None, ...]]) -> Columns:
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return {"x0": x0, "y0": y0, "x1": x1, "y1": y1}


def _rows(result: DocumentResult) -> Iterator[tuple[str, int, int, MatchedRow]]:
    """Every row with its table's id, its number in it, and how many header rows the table has."""
    for index, matched in enumerate(result.tables):
        table, head = ids.tabel_id(result.doc_id, index), matched.source.table.n_header_rows
        yield from ((table, number, head, row) for number, row in enumerate(matched.rows))


def _baris(result: DocumentResult, some: Sequence[tuple[str, int, int, MatchedRow]]) -> Columns:
    rows, matches = [each.row for *_, each in some], [each.match for *_, each in some]
    matched = [each for *_, each in some]
    return _boxes([row.box for row in rows]) | {
        "doc_id": _Same(result.doc_id, len(some)),
        "perangkat_daerah": [row.perangkat_daerah or _own_office(result) for row in rows],
        "halaman": [row.page for row in rows],
        "baris_id": [ids.baris_id(table, number) for table, number, *_ in some],
        "tabel_id": [table for table, *_ in some],
        "urutan": [row.urutan for row in rows],
        "tingkat_baris": [each.level for each in matched],
        "induk_id": [None if each.induk is None else ids.baris_id(table, each.induk) for table, *_, each in some],
        "lanjutan_id": [
            None if each.row.lanjutan is None else ids.baris_id(table, each.row.lanjutan) for table, *_, each in some
        ],
        "kode_asli": [row.kode_asli for row in rows],
        "kode": [match.kode for match in matches],
        "nama": [row.nama for row in rows],
        "nama_baku": [match.nama_baku for match in matches],
        "cocok_metode": [match.metode for match in matches],
        "cocok_skor": [match.skor for match in matches],
        "indikator": [row.indikator for row in rows],
        "lokasi": [row.lokasi for row in rows],
        "sumber_dana": [row.sumber_dana for row in rows],
        "cocok_alasan": [match.alasan or None for match in matches],
        "edisi": [match.edisi for match in matches],
        "perbaikan": [each.perbaikan for each in matched],
        "cocok_lain": [match.runner_up for match in matches],
        "bidang_urusan": [each.bidang_urusan for each in matched],
        "baris_kisi": [head + each.row.grid_row for _, _, head, each in some],
    }


def _own_office(result: DocumentResult) -> str | None:
    """The document's office."""
    return result.meta.perangkat_daerah if result.meta else None


def _nilai(result: DocumentResult) -> Iterator[Columns]:
    """Every value of every row."""
    known = [(table, ids.baris_id(table, number), row.row.values) for table, number, _, row in _rows(result)]
    tables = chain.from_iterable(repeat(table, len(values)) for table, _, values in known)
    rows = chain.from_iterable(repeat(baris, len(values)) for _, baris, values in known)
    for values in _portions(chain.from_iterable(values for *_, values in known)):
        yield _boxes([value.box for value in values]) | {
            "baris_id": list(islice(rows, len(values))),
            "tabel_id": list(islice(tables, len(values))),
            "doc_id": _Same(result.doc_id, len(values)),
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


def _about(result: DocumentResult, finding: Finding) -> tuple[object, ...]:
    """What a finding is about, as the paper has it: a corrected name or a further table changes nothing of it."""
    box = finding.box
    if finding.row is not None and box is None:
        box = result.tables[finding.table].rows[finding.row].row.box
    # Single precision first: a document read back from the dataset has no more.
    place = () if box is None else tuple(round(float(np.float32(part))) for part in box)
    measure = (finding.ukuran, finding.konteks, finding.tahun, *((finding.rincian,) if finding.rincian else ()))
    return (finding.cek, finding.page, *place, *measure)


def _temuan(result: DocumentResult, named: ids.Numbered, some: Sequence[Finding]) -> Columns:
    tables = [ids.tabel_id(result.doc_id, finding.table) for finding in some]
    return _boxes([finding.box or _NOWHERE for finding in some]) | {
        "temuan_id": [named(ids.temuan_id(result.doc_id, "f", _about(result, finding))) for finding in some],
        "doc_id": _Same(result.doc_id, len(some)),
        "tabel_id": tables,
        "baris_id": [
            None if finding.row is None else ids.baris_id(table, finding.row)
            for table, finding in zip(tables, some, strict=True)
        ],
        "cek": [finding.cek for finding in some],
        "keparahan": [finding.keparahan for finding in some],
        "sebab": [finding.sebab for finding in some],
        "ukuran": [finding.ukuran for finding in some],
        "konteks": [finding.konteks for finding in some],
        "tahun": [year(finding.tahun) for finding in some],
        "rincian": [finding.rincian for finding in some],
        "tertulis": [decimal(finding.tertulis) for finding in some],
        "dihitung": [decimal(finding.dihitung) for finding in some],
        "selisih": [decimal(finding.selisih) for finding in some],
        "halaman": [finding.page for finding in some],
        "penjelasan": [finding.penjelasan for finding in some],
        "bukti": [[ids.baris_id(ids.tabel_id(result.doc_id, t), r) for t, r in finding.bukti] for finding in some],
        "penyebab": [finding.penyebab for finding in some],
        "keputusan": [finding.keputusan for finding in some],
        "keputusan_id": [finding.keputusan_id for finding in some],
    }


def _items(wide: Budget) -> Iterator[tuple[bool, Item]]:
    """Every item of the wide view, and whether its office is the document's."""
    return ((speaker.is_whole, item) for speaker, items in wide.items for item in items)


def _anggaran(result: DocumentResult, some: Sequence[tuple[bool, Item]]) -> Columns:
    items = [item for _, item in some]
    firsts, places = [item.first for item in items], [item.place for item in items]
    codes, own = [first.match.sure_kode for first in firsts], _own_office(result)
    same = {name: _Same(value, len(some)) for name, value in _identity(result).items()}
    return same | {
        "perangkat_daerah": [
            own if own and is_whole else item.first.row.perangkat_daerah or own for is_whole, item in some
        ],
        "tahun": [year(item.tahun) for item in items],
        "tingkat_baris": [first.level for first in firsts],
        "kode": codes,
        "nama_baku": [first.match.nama_baku if code else None for first, code in zip(firsts, codes, strict=True)],
        "nama": [first.row.nama for first in firsts],
        "pagu": [decimal(item.pagu) for item in items],
        "realisasi": [decimal(item.realisasi) for item in items],
        "prakiraan_maju": [decimal(item.prakiraan_maju) for item in items],
        "persen_realisasi": [decimal(item.persen_realisasi) for item in items],
        "indikator": [item.indikator for item in items],
        "target": [decimal(item.target) for item in items],
        "satuan_target": [item.satuan_target for item in items],
        "sumber_dana": [item.sumber_dana for item in items],
        "lokasi": [item.lokasi for item in items],
        "realisasi_sampai": [item.realisasi_sampai if item.realisasi is not None else None for item in items],
        "pagu_sebelum": [decimal(item.pagu_sebelum) for item in items],
        "baris_id": [ids.baris_id(ids.tabel_id(result.doc_id, item.table), item.row) for item in items],
        "halaman": [first.row.page for first in firsts],
        "dihitung": [item.dihitung for item in items],
        "program": [program for program, _ in places],
        "kegiatan": [kegiatan for _, kegiatan in places],
        "bidang_urusan": [first.bidang_urusan for first in firsts],
    }
