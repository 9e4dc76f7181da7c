"""Why a printed percentage is not its row's realisasi / pagu, or a printed realisasi exceeds its pagu."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, localcontext

from audit.document import DocumentView
from audit.figures import Key
from audit.hierarchy import TableView
from audit.sentences import place, row_name, rupiah
from audit.sum_causes import Cause
from audit.tolerance import agrees, printed_digits
from normalize.types import Ukuran
from records.findings import Finding, Penyebab

_COMMON = (Decimal(0), Decimal(100))
"""Percentages that stand in many rows: that a neighbour has them too proves nothing."""


def percent_causes(document: DocumentView, finding: Finding) -> Iterator[Cause]:
    """Every explanation that gives the printed percentage, to its last printed digit."""
    view, row, printed = document.tables[finding.table], finding.row, finding.tertulis
    if row is None or not printed:
        return
    key = Key(Ukuran.PERSEN_REALISASI, finding.konteks, finding.tahun, finding.rincian)
    pagu, realisasi = _amount(view, row, key, Ukuran.PAGU), _amount(view, row, key, Ukuran.REALISASI)
    figure = view.other[row].get(key)
    if not pagu or not realisasi or figure is None:
        return
    digits = printed_digits(figure.values[0].teks, printed)
    if agrees(printed, _ratio(pagu, realisasi), digits):
        yield Cause(Penyebab.RASIO_TERBALIK, "rupanya pagu dibagi realisasi, pembagiannya terbalik")
    if any(agrees(printed, _ratio(realisasi, pagu) * factor, digits) for factor in (Decimal("0.01"), Decimal(100))):
        yield Cause(Penyebab.SKALA_PERSEN, "rupanya rasio dan persen tertukar (berselisih seratus kali)")
    if printed not in _COMMON and digits:
        yield from _neighbours(view, row, key, printed, digits)
        yield from _ancestors(view, row, key, printed, digits)
        yield from _stale(document, view, row, key, printed, digits)


def overspent_causes(document: DocumentView, finding: Finding) -> Iterator[Cause]:
    """The row's own percentage tells which of the two amounts is wrong."""
    view, row = document.tables[finding.table], finding.row
    if row is None or not finding.tertulis or not finding.dihitung:
        return
    figure = view.other[row].get(Key(Ukuran.PERSEN_REALISASI, finding.konteks, finding.tahun, finding.rincian))
    if figure is None or figure.total is None:
        return
    digits = printed_digits(figure.values[0].teks, figure.total)
    realisasi, pagu = finding.tertulis, finding.dihitung
    if agrees(figure.total, _ratio(pagu, realisasi), digits):
        yield Cause(Penyebab.KOLOM_TERTUKAR, "menurut persentasenya, pagu dan realisasi rupanya tertukar tempat")
    if agrees(figure.total, _ratio(realisasi, pagu) / 10, digits):
        yield Cause(Penyebab.ANGKA_NOL, "menurut persentasenya, realisasi rupanya kelebihan satu angka nol")


def _neighbours(view: TableView, row: int, key: Key, printed: Decimal, digits: int) -> Iterator[Cause]:
    """The row above or below has exactly this percentage by its own figures."""
    for other in (row - 1, row + 1):
        if 0 <= other < len(view.matched.rows) and _has_ratio(view, other, key, printed, digits):
            name = row_name(view.matched.rows[other])
            yield Cause(Penyebab.GESER_BARIS, f"angka itu persis persentase {name}, sehingga rupanya bergeser baris")


def _ancestors(view: TableView, row: int, key: Key, printed: Decimal, digits: int) -> Iterator[Cause]:
    """A row above it in the hierarchy, or the table's total, has exactly this percentage."""
    totals = [item.index for item in view.items if item.is_total or item.rank == _top_rank(view)]
    for other in dict.fromkeys((*_parents(view, row), *totals)):
        if other != row and abs(other - row) > 1 and _has_ratio(view, other, key, printed, digits):
            yield Cause(Penyebab.TOTAL_TEMPELAN, f"angka itu persis persentase {row_name(view.matched.rows[other])}")


def _stale(
    document: DocumentView, view: TableView, row: int, key: Key, printed: Decimal, digits: int
) -> Iterator[Cause]:
    """With the pagu or realisasi that another table prints for the same code, the percentage is right."""
    kode = view.matched.rows[row].match.kode
    pagu, realisasi = _amount(view, row, key, Ukuran.PAGU), _amount(view, row, key, Ukuran.REALISASI)
    if kode is None or not pagu or not realisasi:
        return
    for other in document.tables:
        for item in other.items if other is not view else ():
            if item.row.match.kode != kode:
                continue
            for name, figure in item.money.items():
                if not figure.total or name.tahun != key.tahun:
                    continue
                is_pagu = name.ukuran is Ukuran.PAGU
                if name.ukuran is not Ukuran.REALISASI and not is_pagu:
                    continue
                ratio = _ratio(realisasi, figure.total) if is_pagu else _ratio(figure.total, pagu)
                if agrees(printed, ratio, digits):
                    text = f"persentase itu cocok dengan {rupiah(figure.total)} pada {place(other, item.row.row.page)}"
                    yield Cause(Penyebab.PERSEN_LAMA, f"{text}, sehingga rupanya belum diperbarui")


def _top_rank(view: TableView) -> int | None:
    """The highest level that the table prints."""
    return min((item.rank for item in view.items if item.rank is not None), default=None)


def _parents(view: TableView, row: int) -> Iterator[int]:
    for parent, children in view.families:
        if any(child.index == row for child in children):
            yield parent.index
            yield from _parents(view, parent.index)
            return


def _has_ratio(view: TableView, row: int, key: Key, printed: Decimal, digits: int) -> bool:
    pagu, realisasi = _amount(view, row, key, Ukuran.PAGU), _amount(view, row, key, Ukuran.REALISASI)
    return bool(pagu and realisasi and agrees(printed, _ratio(realisasi, pagu), digits))


def _amount(view: TableView, row: int, key: Key, ukuran: Ukuran) -> Decimal | None:
    figures = view.money[row]
    figure = figures.get(key.of(ukuran)) or figures.get(key.of(ukuran)._replace(konteks=None))
    return figure.total if figure is not None else None


def _ratio(part: Decimal, whole: Decimal) -> Decimal:
    with localcontext() as context:
        context.prec = 60
        return part * 100 / whole
