"""Sums sideways: a Renstra's years to the total of its period (form T-C.27, closing column)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from audit.build import Difference, settle
from audit.figures import Figure, Figures, Key
from audit.hierarchy import Item, TableView
from audit.rounding import is_rounding
from audit.sentences import measure, place, row_name, rupiah, written
from normalize.types import Konteks, Ukuran
from records.findings import Cek, Finding


def jumlah_tahun(view: TableView) -> Iterator[Finding]:
    """Years that do not add up to the printed total of the period; tolerance 0 rupiah. The money of an item is the sum
    over its indicator lines.

    Some offices print the last year's pagu as the "condition at the end of the period": where most rows of the table
    do so, the closing column is no total and is not checked.
    """
    for key, trials in _trials(view).items():
        failed = [wrong for _, wrong in trials if wrong is not None]
        yield from settle(Cek.JUMLAH_TAHUN, view, key, len(trials), failed)


def year_trials(view: TableView) -> Iterator[tuple[int, Key, bool]]:
    """Every printed total of the period that can be compared with its years, and whether it agrees."""
    yield from ((row, key, wrong is None) for key, trials in _trials(view).items() for row, wrong in trials)


def _trials(view: TableView) -> dict[Key, list[tuple[int, Difference | None]]]:
    """By closing column that is a total: the rows that print it, each with its difference where it has one."""
    results: dict[Key, list[tuple[int, Difference | None]]] = {}
    repeats: dict[Key, int] = {}
    for item in view.items:
        for key, closing in item.money.items():
            if not _is_closing(key):
                continue
            years = _years(item.money, key)
            dihitung = _sum(years)
            if closing.total is None or dihitung is None:
                continue
            last = years[max(years)].total
            repeats[key] = repeats.get(key, 0) + (closing.total == last != dihitung)
            agrees = is_rounding(closing.total - dihitung, [closing, *years.values()])
            is_wrong = not agrees and not _each_line_agrees(view, item, key)
            wrong = _difference(view, item.index, key, closing, years, dihitung) if is_wrong else None
            results.setdefault(key, []).append((item.index, wrong))
    return {key: trials for key, trials in results.items() if repeats[key] * 2 <= len(trials)}


def _sum(years: Mapping[int, Figure]) -> Decimal | None:
    """The years' sum; None where there are none, or one cannot be read."""
    totals = [figure.total for figure in years.values()]
    known = [total for total in totals if total is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(totals) else None


def _each_line_agrees(view: TableView, item: Item, key: Key) -> bool:
    """True where every indicator line that prints the closing figure totals its own years; others may print none."""
    closing = [row for row in item.rows if key in view.money[row]]
    return all(view.money[row][key].total == _sum(_years(view.money[row], key)) for row in closing)


def _is_closing(key: Key) -> bool:
    return key.konteks is Konteks.AKHIR_RENSTRA and key.ukuran is Ukuran.PAGU


def _years(figures: Figures, closing: Key) -> dict[int, Figure]:
    """The yearly amounts that a closing pagu totals."""
    return {
        key.tahun: figure
        for key, figure in figures.items()
        if key.konteks is None
        and key.tahun is not None
        and (key.ukuran, key.rincian, key.ke) == (closing.ukuran, closing.rincian, closing.ke)
    }


def _difference(
    view: TableView, row: int, key: Key, closing: Figure, years: dict[int, Figure], dihitung: Decimal
) -> Difference:
    tertulis = closing.total or Decimal(0)
    matched = view.matched.rows[row]
    text = (
        f"Pada {place(view, matched.row.page)}, {measure(key)} {row_name(matched)} {written(closing)}, "
        f"sedangkan jumlah pagu tahun {min(years)} sampai {max(years)} adalah {rupiah(dihitung)} "
        f"(dihitung, selisih {rupiah(tertulis - dihitung)})."
    )
    return Difference(row, key, tertulis, dihitung, (closing, *years.values()), (), text)
