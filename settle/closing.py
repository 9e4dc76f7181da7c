"""Arithmetic as the judge of doubtful levels: which assignment makes the children's sums meet their parents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from nomenclature.levels import Settled
from nomenclature.petunjuk import LADDER
from normalize.types import BudgetRow, NormalTable, TingkatBaris
from normalize.ukuran import BUDGET, Certainty, common_units
from records.parents import link_parents
from settle.ledger import Family, Place, child_sums, families_of, further_lines, measures_of, read_ledger

_DOUBT = 1.5
"""Rows that lost by fewer points than this may be moved where more sums close."""
_FIRM = 4.0
"""Rows that lost by fewer points than this may be moved where a sum of several rows that failed closes by it, and
none fails anew: no two amounts make up a third by chance."""
_MOST_DOUBTS = 24
_MOST_ROWS = 3000


def close_levels(table: NormalTable, settled: Settled) -> Settled:
    """The levels, with doubtful rows moved to their next best level where more sums close by that.

    Single rows and all doubtful rows of one print class are tried, at most 24 of each, best first; then single rows
    that were clearer, where a sum that fails asks for it.
    """
    rows = table.rows
    doubtful = [i for i, margin in enumerate(settled.margin) if margin < _FIRM and rows[i].lanjutan is None]
    if not doubtful or len(rows) > _MOST_ROWS:
        return settled
    sums = _Sums(table)
    if not sums.keys:
        return replace(settled, by_sums=frozenset())
    open_to_doubt = [i for i in doubtful if settled.margin[i] < _DOUBT]
    levels = _mended(_closed(list(settled.levels), open_to_doubt, settled, sums), doubtful, settled, sums)
    moved = frozenset(i for i, (new, old) in enumerate(zip(levels, settled.levels, strict=True)) if new is not old)
    return replace(settled, levels=tuple(levels), by_sums=moved)


def _closed(levels: list[TingkatBaris], doubtful: Sequence[int], settled: Settled, sums: _Sums) -> list[TingkatBaris]:
    """The levels with doubtful rows moved where more sums close."""
    best = sums.closed(levels) if doubtful else 0
    for group in _groups(doubtful, settled):
        tried = list(levels)
        for i in group:
            # What its class was moved to may be wrong for one row of it: by itself it may go back.
            is_back = len(group) == 1 and levels[i] is settled.second[i]
            tried[i] = settled.levels[i] if is_back else settled.second[i]
        _carry(sums.rows, tried)
        count = sums.closed(tried)
        if count > best:
            levels, best = tried, count
    return levels


def _mended(levels: list[TingkatBaris], doubtful: Sequence[int], settled: Settled, sums: _Sums) -> list[TingkatBaris]:
    """The levels with single rows moved where a sum of several that fails closes by it and none fails anew."""
    _, failing = sums.of_several(levels)
    doubtful = [i for i in doubtful if settled.second[i] in LADDER]  # what leaves all sums proves nothing by it
    for i in sorted(doubtful, key=lambda i: settled.margin[i])[:_MOST_DOUBTS] if failing else ():
        tried = list(levels)
        tried[i] = settled.second[i]
        _carry(sums.rows, tried)
        held, broken = sums.of_several(tried)
        if held & failing and broken < failing:
            levels, failing = tried, broken
    return levels


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


class _Told(NamedTuple):
    """What a family's sums say: how many close less those that do not, where several children meet, where they fail."""

    balance: int
    held: frozenset[Place]
    failed: frozenset[Place]


class _Sums:
    """The sums of a table's money, for counting how many close under an assignment of levels."""

    def __init__(self, table: NormalTable) -> None:
        self.rows = table.rows
        self.lines = further_lines(table.rows)
        self.lanjutan = [row.lanjutan for row in table.rows]
        self.offices = [row.perangkat_daerah for row in table.rows]
        self.ledger = read_ledger(table.rows, Certainty(table.columns))
        self.keys = [key for key in measures_of(self.ledger) if key.ukuran in BUDGET]
        self.units = common_units(table.rows)
        self._known: dict[Family, _Told] = {}  # most families are the same, whichever row is moved

    def closed(self, levels: Sequence[TingkatBaris]) -> int:
        """Sums of children that meet their parent, less those that do not.

        The printed total is not asked: what it totals is itself told by levels, and one that agrees by chance would
        move rows that no parent vouches for.
        """
        return sum(told.balance for told in self._told(levels))

    def of_several(self, levels: Sequence[TingkatBaris]) -> tuple[frozenset[Place], frozenset[Place]]:
        """The places whose several children meet them, and those whose children, one or several, do not."""
        told = list(self._told(levels))
        return frozenset().union(*[one.held for one in told]), frozenset().union(*[one.failed for one in told])

    def _told(self, levels: Sequence[TingkatBaris]) -> Iterator[_Told]:
        """What the sums of each family say under these levels."""
        for family in families_of(self.lines, link_parents(levels, self.lanjutan, self.offices)):
            told = self._known.get(family)
            if told is None:
                told = self._known[family] = self._asked(family)
            yield told

    def _asked(self, family: Family) -> _Told:
        """What the sums of a family say; nothing that is nothing speaks for no level."""
        balance, held, failed = 0, set[Place](), set[Place]()
        for one in child_sums(family, self.keys):
            if not any(self.ledger.get(at) for at in one.places):
                continue
            state = one.holds(self.ledger, self.units[one.family[1]])
            if state is False:
                balance -= 1
                failed.add(one.whole[0])
            elif state:
                balance += 1
                if sum(bool(self.ledger.get(at)) for _, at in one.parts) > 1:
                    held.add(one.whole[0])
        return _Told(balance, frozenset(held), frozenset(failed))
