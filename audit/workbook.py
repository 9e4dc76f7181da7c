"""The working paper (kertas kerja): cover, findings, and each checked table with its sums as live formulas.

An auditor must be able to follow each figure without us: printed values stand beside formulas over printed values, and
differences light up by conditional formatting, so that a corrected cell clears its mark.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import Workbook

from audit.hierarchy import view_table
from audit.listing import ListedFinding
from audit.paper_pictures import Picture, write_pictures
from audit.paper_style import (
    HEAD,
    LEFT,
    MONEY,
    WRAP,
    fit_to_page,
    freeze_and_filter,
    link_to,
    moment,
    put,
    set_height,
    set_widths,
    title_cell,
)
from audit.paper_table import Signs, write_table
from records.matched import MatchedTable

MOST_TABLES = 200
"""Sheets of tables; a workbook with more cannot be used. The cover says how many were left out."""
_FINDINGS = "Temuan"
_HEADINGS = (
    "No", "Berkas", "Tabel", "Halaman", "Kode", "Uraian", "Cek", "Keparahan", "Sebab", "Penyebab", "Ukuran", "Konteks",
    "Tahun", "Tertulis", "Dihitung", "Selisih", "Penjelasan", "Id temuan", "Keputusan", "Alasan", "Diputuskan oleh",
    "Waktu", "Tanggapan", "Simpulan pemeriksa", "Gambar",
)  # fmt: skip
_WIDTHS = (5, 24, 8, 9, 18, 28, 15, 12, 12, 15, 13, 13, 7, 19, 19, 19, 62, 23, 12, 30, 18, 17, 24, 24, 12)
_TERTULIS, _DIHITUNG = 14, 15


@dataclass(frozen=True, slots=True)
class CheckedTable:
    """A table that gets a sheet: its document's file name, its id in the dataset, and its rows."""

    berkas: str
    tabel_id: str
    matched: MatchedTable
    signs: Signs = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """What a working paper has: sheets of tables, pictures of findings, findings whose cells could not be shown."""

    tables: int
    pictures: int
    without_picture: int


def write_workbook(
    path: Path | BinaryIO,
    facts: Mapping[str, str],
    findings: Sequence[ListedFinding],
    tables: Iterable[CheckedTable],
    picture: Picture | None = None,
) -> Written:
    """Writes the working paper; what it has.

    ``facts`` are lines of the cover (dataset, date, version); ``picture`` gives a finding's cells as PNG, None where
    there is none. Raises ``OSError`` where ``path`` cannot be written.
    """
    book = Workbook()
    cover = book.active
    cover.title = "Sampul"
    sheet = book.create_sheet(_FINDINGS)
    marks = _by_row(findings)
    rows: dict[str, tuple[str, int]] = {}
    n_tables = left_out = 0
    for table in tables:
        if n_tables == MOST_TABLES:
            left_out += 1
            continue
        n_tables += 1
        name = f"T{n_tables:03d}"
        view = view_table(0, table.matched)
        first = write_table(book.create_sheet(name), view, table.berkas, table.tabel_id, marks, table.signs)
        rows[table.tabel_id] = (name, first)
    _write_findings(sheet, findings, rows)
    n_pictures = 0 if picture is None else write_pictures(book, sheet, findings, picture)
    done = Written(n_tables, n_pictures, len(findings) - n_pictures)
    _write_cover(cover, facts, done, left_out)
    if isinstance(path, Path):
        made = io.BytesIO()  # a full disk is then one error at one place
        book.save(made)
        path.write_bytes(made.getvalue())
    else:
        book.save(path)
    return done


def _by_row(findings: Sequence[ListedFinding]) -> dict[str, list[ListedFinding]]:
    """The findings of each row, by baris_id."""
    found: dict[str, list[ListedFinding]] = {}
    for finding in findings:
        if finding.baris_id is not None:
            found.setdefault(finding.baris_id, []).append(finding)
    return found


def _write_findings(sheet: Any, findings: Sequence[ListedFinding], rows: Mapping[str, tuple[str, int]]) -> None:
    for column, text in enumerate(_HEADINGS, 1):
        sheet.cell(1, column, text).style = HEAD
    for number, finding in enumerate(findings, 1):
        _write_finding(sheet, number, finding)
        place = rows.get(finding.tabel_id)
        if place is not None:
            name, first = place
            at = first + _index(finding.baris_id) if finding.baris_id else 1
            link_to(sheet.cell(number + 1, 3), name, at)
    set_widths(sheet, _WIDTHS)
    freeze_and_filter(sheet, row=1, column=4, n_rows=len(findings) + 1, n_columns=len(_HEADINGS))


def _write_finding(sheet: Any, number: int, finding: ListedFinding) -> None:
    row = number + 1
    texts = (
        number, Path(finding.berkas).name, finding.nomor or "-", finding.halaman, finding.kode, finding.nama,
        finding.cek, finding.keparahan, finding.sebab, finding.penyebab, finding.ukuran, finding.konteks, finding.tahun,
        finding.tertulis, finding.dihitung, None, finding.penjelasan, finding.temuan_id,
        finding.keputusan, finding.alasan, finding.oleh, moment(finding.waktu), None, None, None,
    )  # fmt: skip
    for column, value in enumerate(texts, 1):
        put(sheet, row, column, value, MONEY if column in (_TERTULIS, _DIHITUNG) else WRAP)
    set_height(sheet, row, (finding.penjelasan, _WIDTHS[16]), (finding.nama, _WIDTHS[5]), (finding.alasan, _WIDTHS[19]))
    difference = sheet.cell(row, _DIHITUNG + 1)
    difference.style = MONEY
    if finding.tertulis is not None and finding.dihitung is not None:
        difference.value = f"=N{row}-O{row}"


def _index(baris_id: str) -> int:
    """Index of a row in its table, from its id (`...-b0012` is row 11)."""
    tail = baris_id.rpartition("-b")[2]
    return int(tail) - 1 if tail.isdigit() else 0


def _write_cover(sheet: Any, facts: Mapping[str, str], done: Written, left_out: int) -> None:
    title_cell(sheet, 1, "KERTAS KERJA PEMERIKSAAN DOKUMEN PERENCANAAN")
    for row, (name, value) in enumerate(facts.items(), 3):
        put(sheet, row, 1, name, WRAP)
        put(sheet, row, 2, value, WRAP)
    first = 3 + len(facts)
    lines: list[tuple[str, Any]] = [
        (f"Temuan {name}", f'=COUNTIFS({_FINDINGS}!H:H,"{name}",{_FINDINGS}!S:S,"<>ditolak")')
        for name in ("galat", "peringatan", "info")
    ]
    lines.append(("Temuan ditolak", f'=COUNTIF({_FINDINGS}!S:S,"ditolak")'))
    lines += [("Lembar tabel", done.tables), ("Tabel tanpa lembar", left_out)]
    lines += [("Temuan bergambar", done.pictures), ("Temuan tanpa gambar", done.without_picture)]
    lines += [(name, None) for name in ("Disusun oleh", "Direviu oleh", "Tanggal reviu", "Paraf")]
    for row, (name, count) in enumerate(lines, first):
        sheet.cell(row, 1, name).style = WRAP
        sheet.cell(row, 2, count).style = LEFT
    notes = (
        "Kolom (tertulis) memuat angka sebagaimana tercetak; kolom di sebelahnya rumus hidup atas angka tercetak.",
        "Tanda: ✓ cocok, ✗ galat dokumen, ? belum cocok dan tidak ada yang dipersalahkan.",
        "Selisih bukan nol diberi warna; sel bertanda kuning memuat penjelasan temuan.",
        "Sebab pembacaan atau tak_pasti: lihat dahulu halaman dokumennya sebelum ditindaklanjuti.",
    )
    for row, note in enumerate(notes, first + len(lines) + 1):
        sheet.cell(row, 1, note)
    set_widths(sheet, (28, 70))
    fit_to_page(sheet)
