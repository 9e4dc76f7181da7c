"""Sums sideways: a Renstra's years to the total of its period (form T-C.27, closing column)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit.build import Difference, settle
from audit.figures import Figure, Figures, Key
from audit.hierarchy import TableView
from audit.sentences import measure, place, row_name, rupiah
from audit.types import Cek, Finding
from normalize.types import Konteks, Ukuran


def jumlah_tahun(view: TableView) -> Iterator[Finding]:
    """Years that do not add up to the printed total of the period; tolerance 0 rupiah.

    Some offices print the last year's pagu as the "condition at the end of the period": where most rows of the table
    do so, the closing column is no total and is not checked.
    """
    results: dict[Key, list[Difference | None]] = {}
    repeats: dict[Key, int] = {}
    for row, figures in enumerate(view.money):
        for key, closing in figures.items():
            years = _years(figures, key)
            if closing.total is None or not years or any(figure.total is None for figure in years.values()):
                continue
            last = years[max(years)].total
            dihitung = sum((figure.total or Decimal(0) for figure in years.values()), Decimal(0))
            repeats[key] = repeats.get(key, 0) + (closing.total == last != dihitung)
            is_wrong = closing.total != dihitung
            wrong = _difference(view, row, key, closing, years, dihitung) if is_wrong else None
            results.setdefault(key, []).append(wrong)
    for key, trials in results.items():
        if repeats[key] * 2 <= len(trials):
            yield from settle(Cek.JUMLAH_TAHUN, view, key, len(trials), [one for one in trials if one is not None])


def _years(figures: Figures, closing: Key) -> dict[int, Figure]:
    """The yearly amounts that a closing pagu totals; empty where ``closing`` is no closing pagu."""
    if closing.konteks is not Konteks.AKHIR_RENSTRA or closing.ukuran is not Ukuran.PAGU:
        return {}
    return {
        key.tahun: figure
        for key, figure in figures.items()
        if key == closing._replace(konteks=None, tahun=key.tahun) and key.tahun is not None
    }


def _difference(
    view: TableView, row: int, key: Key, closing: Figure, years: dict[int, Figure], dihitung: Decimal
) -> Difference:
    tertulis = closing.total or Decimal(0)
    matched = view.matched.rows[row]
    text = (
        f"Pada {place(view, matched.row.page)}, {measure(key)} {row_name(matched)} tertulis {rupiah(tertulis)}, "
        f"sedangkan jumlah pagu tahun {min(years)} sampai {max(years)} adalah {rupiah(dihitung)} "
        f"(selisih {rupiah(tertulis - dihitung)})."
    )
    return Difference(row, key, tertulis, dihitung, (closing, *years.values()), (), text)
