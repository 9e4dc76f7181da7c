"""Weights: an item's share of the whole budget, in percent (form of the physical and financial report)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal, localcontext

from audit.build import Difference, to_finding
from audit.figures import Figure, Key
from audit.hierarchy import Item, TableView, top_level
from audit.rounding import is_rounding
from audit.sentences import measure, percent, place, row_name, rupiah, share, stated
from audit.tally import Tally
from audit.tolerance import printed_digits, rounded
from audit.total_doubts import total_doubt
from normalize.types import Ukuran
from records.findings import Cek, Finding

_Trials = list[tuple[int, Difference | None]]


def bobot(view: TableView) -> Iterator[Finding]:
    """Weights that are not pagu / total pagu, and a printed total that the weights do not reach.

    Tolerance: one unit of the last printed decimal, and half a unit for each child whose rounded weight was added. A
    table most of whose weights follow another rule (shares of the program, of time) is left alone.
    """
    for key in _keys(view):
        shares = _share_trials(view, key)
        failed = [wrong for _, wrong in shares if wrong is not None]
        if _whole(view, key.of(Ukuran.PAGU)) is not None and len(failed) * 2 <= len(shares):
            failed += [wrong for _, wrong in _total_trials(view, key) if wrong is not None]
            yield from (to_finding(Cek.BOBOT, view, difference) for difference in failed)


def weight_trials(view: TableView) -> Iterator[tuple[int, Key, bool]]:
    """Every printed weight that can be computed, and whether it agrees; of totals those that weights add up to."""
    for key in _keys(view):
        for row, wrong in (*_share_trials(view, key), *_total_trials(view, key)):
            yield row, key, wrong is None


def _keys(view: TableView) -> dict[Key, None]:
    return dict.fromkeys(key for figures in view.other for key in figures if key.ukuran is Ukuran.BOBOT)


def _whole(view: TableView, key: Key) -> Decimal | None:
    """The pagu that all weights share: the printed total, else the sum of the top level."""
    totals = [item.money[key].total for item in view.items if item.is_total and key in item.money]
    if len(totals) > 1:
        return None  # subtotals: which whole a weight refers to cannot be told
    if not totals:
        top = [item.money[key].total for item in top_level(view.items, key) if key in item.money]
        totals = [sum((one for one in top if one is not None), Decimal(0))] if top and None not in top else []
    return totals[0] if totals and totals[0] else None


def _whole_stated(view: TableView, key: Key, whole: Decimal) -> str:
    printed = (item.money.get(key.of(Ukuran.PAGU)) for item in view.items if item.is_total)
    return next((stated(figure) for figure in printed if figure is not None), f"{rupiah(whole)} (dihitung)")


def _weight(view: TableView, item: Item, key: Key) -> Figure | None:
    figure = view.other[item.index].get(key)
    return figure if figure is not None and figure.total is not None and len(figure.values) == 1 else None


def _share_trials(view: TableView, key: Key) -> _Trials:
    """The rows whose weight can be computed, each with its difference where it has one."""
    pagu, children = key.of(Ukuran.PAGU), {parent.index: len(found) for parent, found in view.families}
    whole = _whole(view, pagu)
    if whole is None:
        return []
    tried = [item for item in view.items if _weight(view, item, key) and not item.is_total and pagu in item.money]
    return [(item.index, _share(view, item, key, whole, children.get(item.index, 0))) for item in tried]


def _share(view: TableView, item: Item, key: Key, whole: Decimal, n_children: int) -> Difference | None:
    printed, pagu = _weight(view, item, key), item.money.get(key.of(Ukuran.PAGU))
    if printed is None or printed.total is None or pagu is None or pagu.total is None:
        return None
    digits = printed_digits(printed.values[0].teks, printed.total)
    with localcontext() as context:
        context.prec = 60
        exact = pagu.total * 100 / whole
    tolerance = Decimal(max(2, n_children)) * Decimal(5).scaleb(-digits - 1)
    if abs(printed.total - exact) <= tolerance:
        return None
    dihitung = rounded(exact, digits)
    text = (
        f"Pada {place(view, item.row.row.page)}, {measure(key)} {row_name(item.row)} "
        f"tertulis {share(printed, digits)}, sedangkan pagu {stated(pagu)} "
        f"dibagi jumlah pagu {_whole_stated(view, key, whole)} adalah {percent(dihitung, digits)} (dihitung)."
    )
    return Difference(item.index, key, printed.total, dihitung, (printed, pagu), (), text)


def _total_trials(view: TableView, key: Key) -> _Trials:
    """The printed totals of the weights against the top level's weights."""
    pagu, found = key.of(Ukuran.PAGU), _Trials()
    for total in (item for item in view.items if item.is_total):
        printed = _weight(view, total, key)
        parts = [item for item in top_level(view.items, pagu) if _weight(view, item, key)]
        if printed is None or printed.total is None or not parts:
            continue
        weights = [figure for item in parts if (figure := _weight(view, item, key))]
        dihitung = sum((figure.total for figure in weights if figure.total is not None), Decimal(0))
        digits = max(printed_digits(figure.values[0].teks, figure.total or Decimal(0)) for figure in weights)
        if abs(dihitung - printed.total) <= Decimal(max(2, len(parts))) * Decimal(5).scaleb(-digits - 1):
            found.append((total.index, None))
            continue
        wrong = _total_difference(view, total, key, printed, parts, dihitung, digits)
        found.append((total.index, replace(wrong, doubt=_doubt(view, total, parts, pagu))))
    return found


def _doubt(view: TableView, total: Item, parts: Sequence[Item], pagu: Key) -> str | None:
    """Why these rows may not be those that the total totals: their pagu, too, may not meet its pagu."""
    printed, amounts = total.money.get(pagu), [item.money[pagu] for item in parts if pagu in item.money]
    known = [figure.total for figure in amounts if figure.total is not None]
    if printed is None or printed.total is None or len(known) < len(parts):
        return total_doubt(Tally(view, pagu), total, parts)
    if not is_rounding(printed.total - sum(known, Decimal(0)), [printed, *amounts]):
        return "pagu baris-baris itu pun tidak berjumlah pagu baris jumlahnya"
    return total_doubt(Tally(view, pagu), total, parts)


def _total_difference(
    view: TableView, total: Item, key: Key, printed: Figure, parts: Sequence[Item], dihitung: Decimal, digits: int
) -> Difference:
    tertulis = printed.total or Decimal(0)
    text = (
        f"Pada {place(view, total.row.row.page)}, {measure(key)} pada baris jumlah "
        f"tertulis {share(printed, digits)}, sedangkan penjumlahan {len(parts)} baris di atasnya "
        f"adalah {percent(dihitung, digits)} (dihitung)."
    )
    return Difference(total.index, key, tertulis, dihitung, (printed,), tuple(item.index for item in parts), text)
