"""Weighted progress: bobot x percent / 100 (form of the physical and financial report)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit.build import Difference, settle, to_finding
from audit.figures import Figure, Key
from audit.hierarchy import TableView
from audit.sentences import measure, percent, place, row_name, share
from audit.tolerance import printed_digits, rounded
from normalize.types import Konteks, TingkatBaris, Ukuran
from records.findings import Cek, Finding

_TOLERANCE = Decimal("0.01")
_SHARE_OF = {Konteks.FISIK: Ukuran.FISIK, Konteks.KEUANGAN: Ukuran.PERSEN_REALISASI}


def tertimbang(view: TableView) -> Iterator[Finding]:
    """Weighted figures that are not bobot x percent / 100; tolerance 0,01 and the rounding of both factors.

    A financial column that follows another rule throughout, the row's share of all realisasi, is one finding: such
    a column adds up to 100 whatever was spent.
    """
    for key in _keys(view):
        tried = _tried(view, key)
        failed = [one for row in tried if (one := _difference(view, row, key))]
        whole = _all_spent(view, key)
        if whole and len(failed) > 1 and all(_is_share(view, row, key, whole) for row in tried):
            yield to_finding(Cek.TERTIMBANG, view, _as_share(view, key, failed))
        else:
            yield from settle(Cek.TERTIMBANG, view, key, len(tried), failed)


def weighted_trials(view: TableView) -> Iterator[tuple[int, Key, bool]]:
    """Every weighted figure that can be computed, and whether it agrees; a total may also be what is above it."""
    totals = [item.index for item in view.items if item.is_total]
    for key in _keys(view):
        product = {row: _difference(view, row, key) is None for row in _tried(view, key)}
        added = {row: agrees for row in totals if (agrees := _adds_up(view, row, key)) is not None}
        for row in product | added:
            yield row, key, product.get(row, False) or added.get(row, False)


def _keys(view: TableView) -> dict[Key, None]:
    return dict.fromkeys(key for figures in view.other for key in figures if key.ukuran is Ukuran.TERTIMBANG)


def _tried(view: TableView, key: Key) -> list[int]:
    """The rows that print the figure and both of its factors."""
    return [row for row, figures in enumerate(view.other) if key in figures and _expected(view, row, key)]


def _adds_up(view: TableView, row: int, key: Key) -> bool | None:
    """True where the highest rows that print the figure add up to the total in this row; None where none do print it.

    Each of them is rounded for itself.
    """
    printed = view.other[row].get(key)
    ranked = [item for item in view.items if item.rank is not None and key in view.other[item.index]]
    highest = min((item.rank or 0 for item in ranked), default=0)
    parts = [view.other[item.index][key] for item in ranked if item.rank == highest]
    known = [part.total for part in parts if part.total is not None]
    if printed is None or printed.total is None or not parts or len(known) < len(parts):
        return None
    return abs(sum(known, Decimal(0)) - printed.total) <= _TOLERANCE * max(1, len(parts)) / 2 + _TOLERANCE / 2


def _expected(view: TableView, row: int, key: Key) -> tuple[Decimal, Figure, Figure] | None:
    """Bobot x percent / 100 with both factors; None where the row does not print both."""
    share = _SHARE_OF.get(key.konteks) if key.konteks else None
    if share is None:
        return None
    figures = view.other[row]
    bobot = figures.get(Key(Ukuran.BOBOT, None, key.tahun))
    rate = figures.get(Key(share, key.konteks, key.tahun)) or figures.get(Key(share, None, key.tahun))
    if bobot is None or rate is None or bobot.total is None or rate.total is None:
        return None
    return bobot.total * rate.total / 100, bobot, rate


def _difference(view: TableView, row: int, key: Key) -> Difference | None:
    printed, found = view.other[row][key], _expected(view, row, key)
    if found is None or printed.total is None or len(printed.values) != 1:
        return None
    exact, bobot, rate = found
    if abs(printed.total - exact) <= _TOLERANCE:
        return None
    digits = printed_digits(printed.values[0].teks, printed.total)
    matched = view.matched.rows[row]
    dihitung = rounded(exact, digits)
    text = (
        f"Pada {place(view, matched.row.page)}, {measure(key)} {row_name(matched)} tertulis "
        f"{share(printed, digits)}, sedangkan bobot {share(bobot)} dikalikan "
        f"{share(rate)} adalah {percent(dihitung, digits)} (dihitung)."
    )
    return Difference(row, key, printed.total, dihitung, (printed, bobot, rate), (), text)


def _all_spent(view: TableView, key: Key) -> Decimal | None:
    """The printed total of realisasi, for the financial column only."""
    if key.konteks is not Konteks.KEUANGAN:
        return None
    spent = [item.money.get(Key(Ukuran.REALISASI, None, key.tahun)) for item in view.items if item.is_total]
    return spent[0].total if len(spent) == 1 and spent[0] is not None else None


def _is_share(view: TableView, row: int, key: Key, whole: Decimal) -> bool:
    printed, spent = view.other[row][key].total, view.money[row].get(Key(Ukuran.REALISASI, None, key.tahun))
    if printed is None or spent is None or spent.total is None:
        return False
    return abs(printed - spent.total * 100 / whole) <= 2 * _TOLERANCE


def _as_share(view: TableView, key: Key, failed: list[Difference]) -> Difference:
    """One difference for the whole column, at its total where it is printed."""
    levels = {one.row: view.matched.rows[one.row].level for one in failed}
    chosen = next((one for one in failed if levels[one.row] is TingkatBaris.JUMLAH), failed[0])
    text = (
        f"{chosen.text.removesuffix('.')}; seluruh kolom ini memuat bagian realisasi terhadap jumlah realisasi, "
        "bukan bobot dikalikan persentase, sehingga selalu berjumlah 100%."
    )
    others = tuple(one.row for one in failed)
    return Difference(chosen.row, key, chosen.tertulis, chosen.dihitung, chosen.figures, others, text)
