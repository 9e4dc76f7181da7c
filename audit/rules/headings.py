"""What headings promise: years that fit the document, programs in both chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from audit.build import Remark, remark
from audit.document import DocumentView
from audit.hierarchy import TableView
from audit.sentences import place, short
from normalize.types import JenisDokumen, JenisTabel, TingkatBaris
from records.findings import Cek, Finding

_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_BASE = re.compile(
    r"(?:tahun dasar|harga (?:konstan|berlaku)|nomor [0-9/. ]*tahun|no\.? ?[0-9/. ]*tahun)\W*20[0-9]{2}", re.I
)
"""Years that a caption names as a base of prices or of a regulation, not as what the table is about."""
_ROLES = {"pagu": 0, "target": 0, "prakiraan_maju": 1}
"""Columns of a plan's table and how many years after the document's year they speak of."""
_PLANS = frozenset({JenisTabel.RENCANA_PENDANAAN, JenisTabel.REVIEW_RKPD})


def tahun_judul(document: DocumentView) -> Iterator[Finding]:
    """Years in a plan's column headings and captions that are not the document's year (forward estimate: the next)."""
    year = document.meta.tahun
    if year is None or document.meta.jenis is not JenisDokumen.RENJA:
        return
    for view in document.tables:
        if view.matched.source.jenis in _PLANS and view.matched.rows:
            wrong = [Remark(0, text) for text in dict.fromkeys(_wrong_years(view, year))]
            yield from (replace(found, row=None, bukti=()) for found in remark(Cek.TAHUN_JUDUL, view, 99, wrong))


def _wrong_years(view: TableView, year: int) -> Iterator[str]:
    where = place(view, view.matched.source.table.pages[0])
    is_plan = view.matched.source.jenis is JenisTabel.RENCANA_PENDANAAN
    for column in view.matched.source.columns:
        after = _ROLES.get(column.peran or "")
        printed = _heading_years(column.judul, is_forward=after == 1)
        allowed = {year + 1} if after == 1 else {year, year + 1}
        if after is None or not printed or printed & allowed:
            continue
        if column.tahun is not None and column.tahun != year + after:
            continue  # the column was understood to speak of another year: no slip of the heading
        text = f'Pada {where}, judul kolom "{short(column.judul)}" menyebut tahun {min(printed)}'
        yield f"{text}, padahal menurut tahun dokumen seharusnya {year + after}."
    caption = {int(found) for found in _YEAR.findall(_BASE.sub("", view.matched.source.table.judul or ""))}
    if is_plan and caption and not caption & {year, year + 1}:
        text = (
            f'Pada {where}, judul tabel "{short(view.matched.source.table.judul or "")}" menyebut tahun {min(caption)}'
        )
        yield f"{text}, padahal dokumen ini untuk tahun {year}."


def _heading_years(judul: str, *, is_forward: bool) -> set[int]:
    """The years of a heading; of a forward estimate only those beside its own words, not those of a group above it."""
    parts = [part for part in judul.split(">") if not is_forward or "kiraan" in part.lower()]
    return {int(found) for part in parts for found in _YEAR.findall(part)}


def program_antarbab(document: DocumentView) -> Iterator[Finding]:
    """Programs that one chapter lists (Bab III) and the plan with its money lacks (Bab IV), or the reverse."""
    lists = [view for view in document.tables if view.matched.source.jenis is JenisTabel.DAFTAR_KODE]
    plans = [view for view in document.tables if view.matched.source.jenis is JenisTabel.RENCANA_PENDANAAN]
    if len(lists) != 1 or len(plans) != 1:
        return
    listed, planned = _programs(lists[0]), _programs(plans[0])
    if len(listed.keys() & planned.keys()) * 2 <= max(len(listed), len(planned)):
        return
    yield from _missing(lists[0], listed, plans[0], planned)
    yield from _missing(plans[0], planned, lists[0], listed)


def _missing(view: TableView, own: Mapping[str, int], other: TableView, others: Mapping[str, int]) -> Iterator[Finding]:
    rows = [(kode, row) for kode, row in own.items() if kode not in others]
    where = place(other, other.matched.source.table.pages[0])
    wrong = [
        Remark(
            row,
            f"Program {kode} tercantum pada {place(view, view.matched.rows[row].row.page)} "
            f"tetapi tidak ada pada {where}.",
        )
        for kode, row in rows
    ]
    yield from remark(Cek.PROGRAM_ANTARBAB, view, len(own) * 2, wrong)


def _programs(view: TableView) -> dict[str, int]:
    """The table's programs by official code, with the row."""
    found: dict[str, int] = {}
    for index, row in enumerate(view.matched.rows):
        if row.level is TingkatBaris.PROGRAM and row.match.kode is not None:
            found.setdefault(row.match.kode, index)
    return found
