"""Arithmetic as the judge of doubtful levels: which assignment makes the children's sums meet their parents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from nomenclature.levels import Settled
from nomenclature.money import Measure, Money, row_money
from nomenclature.parents import link_parents
from normalize.types import BudgetRow, TingkatBaris

_DOUBT = 1.5
"""Rows that lost by fewer points than this may be moved."""
_MOST_DOUBTS = 24
_MOST_ROWS = 3000


def settle_by_sums(rows: Sequence[BudgetRow], settled: Settled) -> tuple[TingkatBaris, ...]:
    """The levels, with doubtful rows moved to their next best level where more sums close by that.

    Single rows and all doubtful rows of one print class are tried, at most 24 of each, best first.
    """
    levels = list(settled.levels)
    doubtful = [i for i, margin in enumerate(settled.margin) if margin < _DOUBT and rows[i].lanjutan is None]
    if not doubtful or len(rows) > _MOST_ROWS:
        return settled.levels
    sums = _Sums(rows)
    best = sums.closed(levels)
    for group in _groups(doubtful, settled):
        tried = list(levels)
        for i in group:
            tried[i] = settled.second[i]
        _carry(rows, tried)
        count = sums.closed(tried)
        if count > best:
            levels, best = tried, count
    return tuple(levels)


def _groups(doubtful: Sequence[int], settled: Settled) -> Iterable[tuple[int, ...]]:
    """Rows to be moved together: those that look alike and lost to the same level, then each by itself."""
    alike: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for i in doubtful:
        alike[(settled.classes[i], settled.levels[i], settled.second[i])].append(i)
    together = [tuple(group) for group in alike.values() if len(group) > 1]
    singles = [(i,) for i in sorted(doubtful, key=lambda i: settled.margin[i])]
    return [*together[:_MOST_DOUBTS], *singles[:_MOST_DOUBTS]]


def _carry(rows: Sequence[BudgetRow], levels: list[TingkatBaris]) -> None:
    for i, row in enumerate(rows):
        if row.lanjutan is not None and 0 <= row.lanjutan < i:
            levels[i] = levels[row.lanjutan]


class _Sums:
    """The money of a table's rows by measure, for counting sums that close."""

    def __init__(self, rows: Sequence[BudgetRow]) -> None:
        self.lanjutan = [row.lanjutan for row in rows]
        self.offices = [row.perangkat_daerah for row in rows]
        self.money: list[Money] = [row_money(row) for row in rows]

    def closed(self, levels: Sequence[TingkatBaris]) -> int:
        """Sums of children that meet their parent, less those that do not."""
        parents = link_parents(levels, self.lanjutan, self.offices)
        total: defaultdict[tuple[int, Measure], Decimal] = defaultdict(Decimal)
        for i, parent in enumerate(parents):
            if parent is not None:
                for measure, amount in self.money[i].items():
                    total[(parent, measure)] += amount
        met = sum(1 for (i, m), amount in total.items() if self.money[i].get(m) == amount)
        missed = sum(1 for (i, m), amount in total.items() if m in self.money[i] and self.money[i][m] != amount)
        return met - missed
