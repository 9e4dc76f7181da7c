"""Budget against spending within a row: percentage, remainder, overspending (Permenpan 53/2014, LKjIP)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal, localcontext
from itertools import chain
from typing import NamedTuple

from audit.accounts import Side, sides
from audit.build import Difference, settle, to_finding
from audit.doubts import row_doubt
from audit.figures import Figure, Figures, Key
from audit.hierarchy import TableView
from audit.rounding import half_unit, is_rounding
from audit.sentences import measure, percent, place, row_name, rupiah, share, stated, written
from audit.tolerance import percent_agrees, printed_digits, rounded, truncated
from normalize.types import Konteks, Ukuran
from records.findings import Cek, Finding, Keparahan

# What one row tells: None = nothing to compare, True = it agrees, else the difference.
Verdict = Difference | bool | None

_LEAST_ROUNDED = 3
"""Figures that must tell rounding from cutting before a column is known to round."""


def persen(view: TableView) -> Iterator[Finding]:
    """Printed percentages that are not realisasi / pagu; tolerance: rounding as printed, or cutting throughout.

    A column is computed by one formula: where most of its telling figures are rounded, one that is cut was not.
    """
    yield from _each(Cek.PERSEN, view, view.other, Ukuran.PERSEN_REALISASI, _persen)
    for key in dict.fromkeys(key for figures in view.other for key in figures if key.ukuran is Ukuran.PERSEN_REALISASI):
        yield from _cut(view, key)


def _cut(view: TableView, key: Key) -> Iterator[Finding]:
    """The percentages that are cut off in a column that rounds."""
    n_rounded, cut = 0, []
    for row, figures in enumerate(view.other):
        found = _ratio(view, row, key, figures[key]) if key in figures else None
        if found is None:
            continue
        tertulis, exact, digits = figures[key].total or Decimal(0), found.exact, found.digits
        is_exact = not (half_unit(found.pagu) or half_unit(found.realisasi))
        if is_exact and rounded(exact, digits) != truncated(exact, digits):
            n_rounded += tertulis == rounded(exact, digits)
            if tertulis == truncated(exact, digits):
                cut.append(_percent_difference(view, row, key, found))
    if n_rounded >= _LEAST_ROUNDED and n_rounded > len(cut):
        yield from (replace(to_finding(Cek.PERSEN, view, one), keparahan=Keparahan.INFO) for one in cut)


def sisa(view: TableView) -> Iterator[Finding]:
    """Printed remainders that are not pagu - realisasi, by a rupiah or more. A dash in their column states zero."""
    yield from _each(Cek.SISA, view, view.money, Ukuran.SISA, _sisa)


def realisasi_lebih(view: TableView) -> Iterator[Finding]:
    """Spending above the pagu, also where the pagu is a printed zero; what comes in may exceed its target."""
    spending = tuple(
        figures if side is Side.SPENDING else {} for figures, side in zip(view.money, sides(view.matched), strict=True)
    )
    yield from _each(Cek.REALISASI_LEBIH, view, spending, Ukuran.REALISASI, _lebih)


def _each(
    cek: Cek,
    view: TableView,
    table: tuple[Figures, ...],
    ukuran: Ukuran,
    judge: Callable[[TableView, int, Key, Figure], Verdict],
) -> Iterator[Finding]:
    """The verdicts over every row that prints ``ukuran``, settled column by column."""
    verdicts: dict[Key, list[Difference | bool]] = {}
    for _, key, verdict in _verdicts(view, table, ukuran, judge):
        verdicts.setdefault(key, []).append(verdict)
    for key, found in verdicts.items():
        failed = [verdict for verdict in found if isinstance(verdict, Difference)]
        yield from settle(cek, view, key, len(found), failed)


def row_trials(view: TableView) -> Iterator[tuple[int, Key, bool]]:
    """Every printed percentage and remainder that can be computed from its row, and whether it agrees."""
    shares = _verdicts(view, view.other, Ukuran.PERSEN_REALISASI, _persen)
    rests = _verdicts(view, view.money, Ukuran.SISA, _sisa)
    yield from ((row, key, verdict is True) for row, key, verdict in chain(shares, rests))


def _verdicts(
    view: TableView,
    table: tuple[Figures, ...],
    ukuran: Ukuran,
    judge: Callable[[TableView, int, Key, Figure], Verdict],
) -> Iterator[tuple[int, Key, Difference | bool]]:
    for row, figures in enumerate(table):
        for key, figure in figures.items():
            if key.ukuran is ukuran and (verdict := judge(view, row, key, figure)) is not None:
                yield row, key, verdict


def _money(view: TableView, row: int, key: Key, ukuran: Ukuran) -> Figure | None:
    """The row's amount that belongs to a figure under ``key``; None where it is not printed or not readable."""
    figures = view.money[row]
    figure = figures.get(key.of(ukuran))
    if figure is None and key.konteks is Konteks.KEUANGAN:
        figure = figures.get(key.of(ukuran)._replace(konteks=None))
    return figure if figure is not None and figure.total is not None else None


class _Ratio(NamedTuple):
    """A printed percentage with what it is of, exactly, and to how many decimals it is printed."""

    printed: Figure
    pagu: Figure
    realisasi: Figure
    exact: Decimal
    digits: int


def _ratio(view: TableView, row: int, key: Key, printed: Figure) -> _Ratio | None:
    pagu, realisasi = _money(view, row, key, Ukuran.PAGU), _money(view, row, key, Ukuran.REALISASI)
    if pagu is None or realisasi is None or not pagu.total or printed.total is None or len(printed.values) != 1:
        return None
    with localcontext() as context:
        context.prec = 60
        exact = (realisasi.total or Decimal(0)) * 100 / pagu.total
    return _Ratio(printed, pagu, realisasi, exact, printed_digits(printed.values[0].teks, printed.total))


def _persen(view: TableView, row: int, key: Key, printed: Figure) -> Verdict:
    found = _ratio(view, row, key, printed)
    if found is None or printed.total is None:
        return None
    if percent_agrees(printed.total, _nearest(printed.total, found), printed.values[0].teks):
        return True
    return _percent_difference(view, row, key, found)


def _nearest(printed: Decimal, found: _Ratio) -> Decimal:
    """The exact percentage; the printed one where amounts printed in thousands or millions may have given that."""
    pagu, realisasi = found.pagu.total or Decimal(0), found.realisasi.total or Decimal(0)
    slack = half_unit(found.pagu), half_unit(found.realisasi)
    if not any(slack) or abs(pagu) <= slack[0]:
        return found.exact
    # Which of them is lowest depends on the signs: a deficit has two.
    shares = [(realisasi + a) * 100 / (pagu + b) for a in (-slack[1], slack[1]) for b in (-slack[0], slack[0])]
    return min(max(printed, min(shares)), max(shares))


def _percent_difference(view: TableView, row: int, key: Key, found: _Ratio) -> Difference:
    printed, pagu, realisasi, exact, digits = found
    tertulis, dihitung = printed.total or Decimal(0), rounded(exact, digits)
    matched = view.matched.rows[row]
    text = (
        f"Pada {place(view, matched.row.page)}, {measure(key)} {row_name(matched)} "
        f"tertulis {share(printed, digits)}, sedangkan realisasi {stated(realisasi)} "
        f"dibagi pagu {stated(pagu)} adalah {percent(dihitung, digits)} (dihitung)."
    )
    figures = (printed, pagu, realisasi)
    return Difference(row, key, tertulis, dihitung, figures, (), text, row_doubt(view, figures))


def _sisa(view: TableView, row: int, key: Key, printed: Figure) -> Verdict:
    pagu, realisasi = _money(view, row, key, Ukuran.PAGU), _money(view, row, key, Ukuran.REALISASI)
    if pagu is None or realisasi is None or printed.total is None:
        return None
    dihitung = (pagu.total or Decimal(0)) - (realisasi.total or Decimal(0))
    figures = (printed, pagu, realisasi)
    if is_rounding(printed.total - dihitung, figures):
        return True
    matched = view.matched.rows[row]
    text = (
        f"Pada {place(view, matched.row.page)}, {measure(key)} {row_name(matched)} {written(printed)}, "
        f"sedangkan pagu {stated(pagu)} dikurangi realisasi {stated(realisasi)} adalah {rupiah(dihitung)} "
        f"(dihitung, selisih {rupiah(printed.total - dihitung)})."
    )
    return Difference(row, key, printed.total, dihitung, figures, (), text, row_doubt(view, figures))


def _lebih(view: TableView, row: int, key: Key, realisasi: Figure) -> Verdict:
    pagu = _money(view, row, key, Ukuran.PAGU)
    if pagu is None or pagu.total is None or realisasi.total is None:
        return None
    if realisasi.total <= pagu.total:
        return True
    matched = view.matched.rows[row]
    text = (
        f"Pada {place(view, matched.row.page)}, {measure(key)} {row_name(matched)} sebesar {stated(realisasi)} "
        f"melampaui pagunya {stated(pagu)} (dihitung, lebih {rupiah(realisasi.total - pagu.total)})."
    )
    figures = (realisasi, pagu)
    return Difference(row, key, realisasi.total, pagu.total, figures, (), text, row_doubt(view, figures))
