"""The probable cause of each arithmetic finding, where the evidence supports exactly one.

A cause is evidence, not a verdict: where two explanations fit (a row left out, and one digit wrong), none is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from audit.digits import SLIP_CLAUSES, rounded_slip, slip
from audit.document import DocumentView
from audit.ratio_causes import overspent_causes, percent_causes
from audit.sum_causes import ROUNDED_SINGLY, Cause, is_rounded_singly, sum_causes, year_causes
from normalize.ukuran import is_budget, printed_unit
from records.findings import Cek, Finding, Keparahan, Penyebab, Sebab

_CAUSES: dict[Cek, Callable[[DocumentView, Finding], Iterator[Cause]]] = {
    Cek.JUMLAH_ANAK: sum_causes,
    Cek.JUMLAH_TOTAL: sum_causes,
    Cek.JUMLAH_TAHUN: year_causes,
    Cek.PERSEN: percent_causes,
    Cek.REALISASI_LEBIH: overspent_causes,
}
_SLIPS = frozenset(
    {Cek.JUMLAH_ANAK, Cek.JUMLAH_TOTAL, Cek.JUMLAH_TAHUN, Cek.PERSEN, Cek.SISA, Cek.ANTAR_TABEL, Cek.NARASI}
)


def explain(document: DocumentView, finding: Finding) -> Finding:
    """The finding with its probable cause in ``penyebab`` and in its sentence; as it is where none or several fit."""
    if finding.penyebab is not None or finding.selisih is None or finding.keparahan is Keparahan.INFO:
        return finding
    if is_rounded_singly(document, finding):
        sentence = f"{finding.penjelasan.removesuffix('.')}, {ROUNDED_SINGLY}."
        keparahan = Keparahan.INFO  # it does not add up, and nobody made a mistake
        return replace(finding, penyebab=Penyebab.PEMBULATAN, penjelasan=sentence, keparahan=keparahan)
    causes = {cause.penyebab: cause for cause in _candidates(document, finding)}
    if len(causes) != 1:
        return finding
    (cause,) = causes.values()
    sentence = f"{finding.penjelasan.removesuffix('.')}, {cause.clause}."
    sebab = _blame(finding.sebab, cause.sebab)
    is_cleared = sebab is not Sebab.DOKUMEN and finding.keparahan is Keparahan.GALAT
    keparahan = Keparahan.PERINGATAN if is_cleared else finding.keparahan
    return replace(finding, penyebab=cause.penyebab, penjelasan=sentence, sebab=sebab, keparahan=keparahan)


def _candidates(document: DocumentView, finding: Finding) -> Iterator[Cause]:
    specific = _CAUSES.get(finding.cek)
    if specific is not None:
        yield from specific(document, finding)
    if finding.cek in _SLIPS and finding.tertulis is not None and finding.dihitung is not None:
        found = slip(finding.tertulis, finding.dihitung)
        if found is None and (unit := _unit(document, finding)) is not None:
            found = rounded_slip(finding.tertulis, finding.dihitung, unit)
        if found is not None:
            yield _scanned(found) if _is_scanned(document, finding) else Cause(found, SLIP_CLAUSES[found])


def _is_scanned(document: DocumentView, finding: Finding) -> bool:
    return any(page.is_scanned for page in document.pages if page.number == finding.page)


def _scanned(found: Penyebab) -> Cause:
    """A slip in a figure that was read from a picture: as likely as not the reading's own."""
    return Cause(found, f"{SLIP_CLAUSES[found]}, atau salah terbaca dari hasil pindai", Sebab.TAK_PASTI)


def _unit(document: DocumentView, finding: Finding) -> Decimal | None:
    """The unit above a rupiah in which all rows that take part print their money; None where there is none such."""
    rows = document.tables[finding.table].matched.rows
    values = (value for table, row in finding.bukti if table == finding.table for value in rows[row].row.values)
    common: Decimal | None = None
    for unit in (printed_unit(value) for value in values if is_budget(value) and value.nilai):
        if unit <= 1 or common not in (None, unit):
            return None  # most tables print rupiah, which the first amount tells
        common = unit
    return common


def _blame(known: Sebab, told: Sebab | None) -> Sebab:
    """The cause's word on whose fault it is; it may clear the document, never convict it."""
    return known if told is None else told
