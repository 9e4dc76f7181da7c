"""One measure down a table: what each item prints of it and which items add up, worked out once for all its sums."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import accumulate

from audit.figures import Key
from audit.hierarchy import Item, TableView
from audit.rounding import is_rounding
from normalize.ukuran import printed_unit


class Tally:
    """The amounts of one measure of a table. A table with a thousand wrong sums asks the same of its rows each time."""

    def __init__(self, view: TableView, key: Key) -> None:
        self.view = view
        self.key = key
        self.taken: dict[int, list[int]] = {}
        """Rows that may have been read a level too high, by the parent above whose own children they follow."""
        self._runs: dict[int | None, Run] = {}

    def amount(self, item: Item) -> Decimal | None:
        """What the item prints; None where it prints nothing, or nothing that can be read."""
        figure = item.money.get(self.key)
        return None if figure is None else figure.total

    def total(self, items: Iterable[Item]) -> Decimal | None:
        """The sum of the amounts; None where there is none, or one of them cannot be read."""
        return sum_of(items, self.key)

    def prints(self, item: Item) -> bool:
        """True where something is printed, whether it can be read or not."""
        return self.key in item.money

    def closes_with(self, parent: Item, parts: Sequence[Item]) -> bool:
        """True where the parts add up to the parent, but for what rounding to a printed unit explains."""
        whole, under = self.amount(parent), self.total(parts)
        if whole is None or under is None or (abs(whole - under) >= 1 and not self.is_rounded):
            return False
        figures = [item.money[self.key] for item in (parent, *parts) if self.prints(item)]
        return is_rounding(whole - under, figures)

    @cached_property
    def is_rounded(self) -> bool:
        """True where some amount is printed in thousands or more; else rounding explains no rupiah."""
        figures = (item.money.get(self.key) for item in self.view.items)
        return any(printed_unit(value) > 1 for figure in figures if figure is not None for value in figure.values)

    @cached_property
    def closing(self) -> frozenset[int]:
        """The parents, by index, whose amount is what their children add up to."""
        return frozenset(
            owner.index
            for owner, below in self.view.families
            if self.prints(owner) and self.amount(owner) == self.total(below)
        )

    @cached_property
    def fitting(self) -> frozenset[int]:
        """The children of those, by index."""
        families = (below for owner, below in self.view.families if owner.index in self.closing)
        return frozenset(item.index for below in families for item in below)

    def lines(self, item: Item) -> int:
        """How many lines of the item print the measure."""
        figure = item.money.get(self.key)
        return 0 if figure is None else len(set(figure.rows))

    @cached_property
    def lines_add_up(self) -> bool:
        """True where some sum of the table closes with the amounts of an item's further lines.

        Not by one child alone: rows whose names are read as one are all that stands below their parent, too.
        """
        families = (each for each in self.view.families if each[0].index in self.closing and len(each[1]) > 1)
        return any(self.lines(item) > 1 for owner, below in families for item in (owner, *below))

    def peers(self, rank: int | None) -> Run:
        """The amounts of all items of a rank, in printed order."""
        if rank not in self._runs:
            items = [item for item in self.view.items if item.rank == rank]
            amounts = (self.amount(item) or Decimal(0) for item in items)
            self._runs[rank] = Run([item.index for item in items], list(accumulate(amounts, initial=Decimal(0))))
        return self._runs[rank]


class Run:
    """Amounts in printed order, for asking which neighbours add up without adding them up again."""

    def __init__(self, places: Sequence[int], sums: Sequence[Decimal]) -> None:
        """``sums``: of the amounts before each place, and of all."""
        self._places = places
        self._sums = sums
        self._last = {total: at for at, total in enumerate(sums)}
        self._first = {total: len(sums) - at for at, total in enumerate(reversed(sums), 1)}

    def meet(self, place: int, wanted: Decimal) -> bool:
        """True where two or more amounts right behind the place, or right before it, add up to the one wanted."""
        behind, before = bisect_right(self._places, place), bisect_left(self._places, place)
        ends = self._last.get(self._sums[behind] + wanted, behind)
        begins = self._first.get(self._sums[before] - wanted, before)
        return ends - behind > 1 or before - begins > 1


def sum_of(items: Iterable[Item], key: Key) -> Decimal | None:
    """The sum of what the items print under the key; None where that is nothing, or one of them cannot be read."""
    total = None
    for item in items:
        figure = item.money.get(key)
        if figure is not None:
            if figure.total is None:
                return None
            total = figure.total if total is None else total + figure.total
    return total
