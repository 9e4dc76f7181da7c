"""Sums downwards: children to their parent, the top level to the printed total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from audit.build import Difference, settle
from audit.figures import Figure, Key
from audit.hierarchy import Item, TableView, top_level
from audit.sentences import children_named, level, measure, place, row_name, rupiah
from audit.types import Cek, Finding

_MOST_TOTALS = 100
"""Totals of one table that are checked; no form has nearly as many, but a hostile page may."""


def jumlah_anak(view: TableView) -> Iterator[Finding]:
    """Children that do not add up to their parent, per money column; tolerance 0 rupiah.

    An empty child counts as zero; a parent none of whose children carries the measure is not checked, nor one that
    has a child whose printed amount cannot be read.
    """
    trials: dict[Key, list[Difference | None]] = {}
    for parent, children in view.families:
        for key, figure in parent.money.items():
            parts = _figures(children, key)
            total = _sum(parts)
            if figure.total is None or total is None:
                continue
            wrong = (
                _child_difference(view, parent, children, key, figure.total, total) if figure.total != total else None
            )
            trials.setdefault(key, []).append(wrong)
    for key, results in trials.items():
        yield from settle(Cek.JUMLAH_ANAK, view, key, len(results), [one for one in results if one is not None])


def jumlah_total(view: TableView) -> Iterator[Finding]:
    """Top level that does not add up to the printed JUMLAH or TOTAL row; tolerance 0 rupiah.

    The top level is the highest one that carries the measure. A table with several totals has subtotals: each may
    total the rows since the one before it, all rows above it, or the totals above it.
    """
    totals = [(index, item) for index, item in enumerate(view.items) if item.is_total]
    for place_of_total, total in totals[:_MOST_TOTALS]:
        for key, figure in total.money.items():
            if figure.total is None:
                continue
            wrong = _total_difference(view, place_of_total, key, figure.total)
            if wrong is not None:
                yield from settle(Cek.JUMLAH_TOTAL, view, key, 1, [wrong])


def _child_difference(
    view: TableView, parent: Item, children: Sequence[Item], key: Key, tertulis: Decimal, dihitung: Decimal
) -> Difference:
    text = (
        f"Pada {place(view, parent.row.row.page)}, {measure(key)} {row_name(parent.row)} tertulis {rupiah(tertulis)}, "
        f"sedangkan jumlah {children_named(children)} adalah {rupiah(dihitung)} "
        f"(selisih {rupiah(tertulis - dihitung)})."
    )
    return _difference(parent, children, key, tertulis, dihitung, text)


def total_parts(view: TableView, place_of_total: int, key: Key, tertulis: Decimal) -> Sequence[Item]:
    """What the total row at that place of ``view.items`` totals: the reading that agrees, else the nearest; or none."""
    nearest: tuple[Decimal, Sequence[Item]] | None = None
    for parts in _candidates(view.items, place_of_total, key):
        dihitung = _sum(_figures(parts, key))
        if dihitung is None:
            continue
        if nearest is None or abs(dihitung - tertulis) < abs(nearest[0] - tertulis):
            nearest = dihitung, parts
    return nearest[1] if nearest else ()


def _total_difference(view: TableView, place_of_total: int, key: Key, tertulis: Decimal) -> Difference | None:
    """The difference to the nearest reading of what is totalled; None where one of the readings agrees."""
    total = view.items[place_of_total]
    parts = total_parts(view, place_of_total, key, tertulis)
    dihitung = _sum(_figures(parts, key))
    if dihitung is None or dihitung == tertulis:
        return None
    text = (
        f"Pada {place(view, total.row.row.page)}, {measure(key)} pada baris jumlah tertulis {rupiah(tertulis)}, "
        f"sedangkan penjumlahan {len(parts)} {level(parts[0].row.level)} adalah {rupiah(dihitung)} "
        f"(selisih {rupiah(tertulis - dihitung)})."
    )
    return _difference(total, parts, key, tertulis, dihitung, text)


def _candidates(items: Sequence[Item], place_of_total: int, key: Key) -> Iterator[Sequence[Item]]:
    """What a total row may total: its section, all rows above it, or (a total printed first) all rows below it."""
    above = items[:place_of_total]
    totals = [index for index, item in enumerate(above) if item.is_total]
    ranked = [item for item in above if item.rank is not None]
    if not ranked:
        yield top_level(items[place_of_total + 1 :], key)
        return
    section = above[totals[-1] + 1 :] if totals else above
    yield top_level(section, key)
    if totals:
        yield top_level(above, key)
        yield tuple(above[index] for index in totals)


def _figures(items: Sequence[Item], key: Key) -> list[Figure]:
    return [item.money[key] for item in items if key in item.money]


def _sum(figures: Sequence[Figure]) -> Decimal | None:
    """The figures' sum; None where there is none or one of them cannot be read."""
    totals = [figure.total for figure in figures if figure.total is not None]
    return sum(totals, Decimal(0)) if totals and len(totals) == len(figures) else None


def _difference(
    whole: Item, parts: Sequence[Item], key: Key, tertulis: Decimal, dihitung: Decimal, text: str
) -> Difference:
    rows = (*whole.rows, *(row for part in parts for row in part.rows))
    return Difference(whole.index, key, tertulis, dihitung, (whole.money[key], *_figures(parts, key)), rows, text)
