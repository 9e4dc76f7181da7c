"""The rows that corrections changed, as they had been read.

They are kept with the document, so that a revoked correction leaves no trace and no PDF need be read again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from extract.types import Box
from normalize.types import Konteks, TingkatBaris, Ukuran, Value
from records.matched import CocokMetode, Match, MatchedRow, MatchedTable

Original = dict[str, Any]


def changed_rows(read: Sequence[MatchedTable], corrected: Sequence[MatchedTable]) -> Iterator[Original]:
    """Each row that differs, as it was read, as plain data for JSON."""
    for t, (before, after) in enumerate(zip(read, corrected, strict=True)):
        for r, (old, new) in enumerate(zip(before.rows, after.rows, strict=True)):
            if old is not new and old != new:
                yield {"tabel": t, "baris": r} | _plain(old)


def _plain(matched: MatchedRow) -> Original:
    match = matched.match
    return {
        "nama": matched.row.nama,
        "tingkat": str(matched.level),
        "induk": matched.induk,
        "bidang_urusan": matched.bidang_urusan,
        "perbaikan": matched.perbaikan,
        "kode": [match.kode, match.nama_baku, str(match.metode), match.skor, match.alasan, match.edisi],
        "nilai": [_plain_value(value) for value in matched.row.values],
    }


def _plain_value(value: Value) -> list[Any]:
    nilai = None if value.nilai is None else str(value.nilai)
    konteks = None if value.konteks is None else str(value.konteks)
    return [
        str(value.ukuran), konteks, value.tahun, value.teks, nilai, value.satuan, value.page, *value.box,
        value.keyakinan, value.perbaikan, value.rincian,
    ]  # fmt: skip


def restored(tables: Sequence[MatchedTable], originals: Sequence[Original]) -> tuple[MatchedTable, ...]:
    """The tables with these rows as they had been read. ``KeyError``, ``IndexError``, ``ValueError`` for bad data."""
    rows = [list(table.rows) for table in tables]
    for each in originals:
        rows[each["tabel"]][each["baris"]] = _row(rows[each["tabel"]][each["baris"]], each)
    return tuple(
        table if not any(each["tabel"] == t for each in originals)
        else MatchedTable(replace(table.source, rows=tuple(row.row for row in rows[t])), tuple(rows[t]))
        for t, table in enumerate(tables)
    )  # fmt: skip


def _row(now: MatchedRow, was: Original) -> MatchedRow:
    kode, nama_baku, metode, skor, alasan, edisi = was["kode"]
    level = TingkatBaris(was["tingkat"])
    row = replace(now.row, nama=was["nama"], level=level, values=tuple(map(_value, was["nilai"])))
    match = Match(kode, nama_baku, CocokMetode(metode), skor, alasan, None, edisi)
    return MatchedRow(row, level, match, was["induk"], was["perbaikan"], bidang_urusan=was.get("bidang_urusan"))


def _value(plain: Sequence[Any]) -> Value:
    ukuran, konteks, tahun, teks, nilai, satuan, page, x0, y0, x1, y1, keyakinan, perbaikan, *further = plain
    return Value(
        Ukuran(ukuran), None if konteks is None else Konteks(konteks), tahun, teks,
        None if nilai is None else Decimal(nilai), satuan, page, Box(x0, y0, x1, y1), keyakinan, perbaikan,
        further[0] if further else None,  # a dataset of the first contract keeps none
    )  # fmt: skip
