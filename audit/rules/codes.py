"""Printed codes: against the name, against each other, against the nomenclature, against the authority.

Kepmendagri 050-5889/2021 and its amendments fix code and name of every program, kegiatan and sub kegiatan.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from audit.build import Remark, remark
from audit.document import DocumentView
from audit.hierarchy import TableView
from audit.printed_code import authority, compare, is_complete, parts
from audit.sentences import level, place, row_name, short
from normalize.types import JenisDokumen, JenisTabel, TingkatBaris
from records.findings import Cek, Finding
from records.matched import CocokMetode, MatchedRow

SURE_MATCH = 0.9
_OTHER_NAME = 40.0
"""Names less alike than this (0..100) cannot be two spellings of one item."""
_SAME_NAME = 85.0
_FIRST_YEAR = 2021
"""The first plans under Permendagri 90/2019; codes of earlier documents follow a nomenclature that is not kept."""


def kode_nama(view: TableView) -> Iterator[Finding]:
    """Codes that belong to another item than the one named beside them."""
    coded = [(index, row) for index, row in coded_rows(view) if row.match.kode is not None]
    wrong = [Remark(index, _code_sentence(view, row)) for index, row in coded if _contradicts(row)]
    yield from remark(Cek.KODE_NAMA, view, len(coded), wrong)


def kode_tak_dikenal(document: DocumentView) -> Iterator[Finding]:
    """Complete codes with names that no edition of the nomenclature knows, among others that it knows; from 2021 on."""
    if document.meta.jenis is JenisDokumen.LAINNYA or _is_old(document):
        return
    for view in filter(_is_known, document.tables):
        coded = [(index, row) for index, row in coded_rows(view) if is_complete(row) and row.row.lanjutan is None]
        wrong = [
            Remark(index, f"Pada {place(view, row.row.page)}, {row_name(row)} tidak ditemukan dalam nomenklatur resmi.")
            for index, row in coded
            if row.match.metode is CocokMetode.TIDAK
        ]
        yield from remark(Cek.KODE_TAK_DIKENAL, view, len(coded), wrong)


def kode_ganda(view: TableView) -> Iterator[Finding]:
    """One code twice under one parent with two different names, in tables whose codes the nomenclature knows.

    Three rows and more with one code are a code column that stops a level too early, not a slip.
    """
    if not _is_known(view):
        return
    for _, children in view.families:
        groups: dict[tuple[int, ...], list[int]] = {}
        for child in children:
            code = parts(child.row.row.kode_asli)
            if code:
                groups.setdefault(code, []).append(child.index)
        for rows in groups.values():
            if len(rows) == 2 and not _alike(view.matched.rows[rows[0]], view.matched.rows[rows[1]]):
                yield from remark(Cek.KODE_GANDA, view, 1, [_twice(view, rows)])


def kewenangan(document: DocumentView) -> Iterator[Finding]:
    """Kegiatan whose authority digit is not that of the region: 1 provinsi, 2 kabupaten or kota.

    Digits 3 to 8 belong to the special regions and are left alone.
    """
    own = _own_authority(document)
    if own is None or _is_old(document) or document.meta.jenis is JenisDokumen.LAINNYA:
        return
    for view in document.tables:
        digits = [(index, row, authority(row)) for index, row in coded_rows(view) if row.level is TingkatBaris.KEGIATAN]
        judged = [(index, row, digit) for index, row, digit in digits if digit in {1, 2}]
        wrong = [Remark(index, _authority_sentence(view, row, own)) for index, row, digit in judged if digit != own]
        yield from remark(Cek.KEWENANGAN, view, len(judged), wrong)


def _is_old(document: DocumentView) -> bool:
    """True for a document before Permendagri 90/2019, whose nomenclature is not kept."""
    return (document.meta.tahun or _FIRST_YEAR) < _FIRST_YEAR


def _is_known(view: TableView) -> bool:
    """True where the nomenclature has most of the table's coded items; else the table follows an older one."""
    coded = [row for _, row in coded_rows(view)]
    return sum(row.match.metode is not CocokMetode.TIDAK for row in coded) * 2 >= len(coded)


def coded_rows(view: TableView) -> Iterator[tuple[int, MatchedRow]]:
    """Rows with a printed code, in tables that speak of budget items."""
    if view.matched.source.jenis is JenisTabel.LAINNYA:
        return
    for index, row in enumerate(view.matched.rows):
        if row.row.kode_asli and row.level in _BUDGETED:
            yield index, row


_BUDGETED = frozenset({TingkatBaris.PROGRAM, TingkatBaris.KEGIATAN, TingkatBaris.SUB_KEGIATAN})


def _contradicts(row: MatchedRow) -> bool:
    """True where code and name surely name two items; a doubtful match gets the benefit of the doubt."""
    if row.match.metode is CocokMetode.KODE:
        return _is_other_name(row)
    if row.match.skor < SURE_MATCH:
        return False
    comparison = compare(row)
    return comparison.is_other and not comparison.only_authority


def _is_other_name(row: MatchedRow) -> bool:
    official, printed = row.match.nama_baku or "", row.row.nama
    if min(len(official), len(printed)) < 10 or not is_complete(row):
        return False
    return fuzz.token_set_ratio(official.lower(), printed.lower()) < _OTHER_NAME


def _code_sentence(view: TableView, row: MatchedRow) -> str:
    name, kode = short(row.row.nama), short(row.row.kode_asli or "")
    head = f'Pada {place(view, row.row.page)}, kode {kode} tercetak untuk {level(row.level)} "{name}"'
    if row.match.metode is CocokMetode.KODE:
        return f'{head}, padahal dalam nomenklatur kode itu bernama "{short(row.match.nama_baku or "")}".'
    return f"{head}, padahal kode resmi nama itu adalah {row.match.kode}."


def _alike(one: MatchedRow, other: MatchedRow) -> bool:
    if one.match.kode is not None and one.match.kode == other.match.kode:
        return True
    return fuzz.ratio(short(one.row.nama).lower(), short(other.row.nama).lower()) >= _SAME_NAME


def _twice(view: TableView, rows: Sequence[int]) -> Remark:
    one, other = (view.matched.rows[row] for row in rows)
    kode = short(other.row.kode_asli or "")
    text = (
        f"Pada {place(view, other.row.page)}, kode {kode} dipakai dua kali dalam satu induk, "
        f'untuk "{short(one.row.nama)}" dan untuk "{short(other.row.nama)}".'
    )
    return Remark(rows[1], text, (rows[0],))


def _authority_sentence(view: TableView, row: MatchedRow, own: int) -> str:
    owners = {1: "provinsi", 2: "kabupaten/kota"}
    return (
        f"Pada {place(view, row.row.page)}, kode {short(row.row.kode_asli or '')} pada kegiatan "
        f'"{short(row.row.nama)}" menunjuk kewenangan {owners[3 - own]}, padahal dokumen ini milik {owners[own]}.'
    )


def _own_authority(document: DocumentView) -> int | None:
    tingkat = document.wilayah.tingkat if document.wilayah else None
    if tingkat is None and document.meta.wilayah:
        first = document.meta.wilayah[0].lower().split()
        tingkat = first[0].rstrip(".") if first else None
    return {"provinsi": 1, "prov": 1, "kabupaten": 2, "kab": 2, "kota": 2}.get(tingkat or "")
