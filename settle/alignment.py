"""Sums as an alignment oracle: a row whose amounts contradict its sums may have been read in the wrong columns.

Where exactly one rereading of one row (cells shifted, doubled, cut, run together) makes every sum close that it
touches, the row is read so and says it (``perbaikan`` = ``bukti:<what>``). Where several do, the printed reading stands
and the values in question become doubtful; where none does, it stands as it is: then the document says so. No printed
text is altered.
"""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.types import Box
from normalize.grid import Grid
from normalize.kolom_nilai import ValueColumn, value_columns
from normalize.types import BudgetRow, Column, Value
from normalize.ukuran import SEVERAL, SURE_VALUE, Amounts, Certainty, Measure, amounts, measure_of
from settle.ledger import Ledger, Place, Sum, followed_states, read_ledger
from settle.rereading import Rereading, SlotReader, misfits, rereadings

REPAIRED, DOUBTFUL = 0.9, 0.55
"""Confidence of what a rereading gives, and of what several rereadings dispute (below .6: the audit is not sure)."""
_ROUNDS = 3
_MOST_SUSPECTS = 80
_MANY = 12
"""From so many broken sums on, more than half of them broken speaks of levels or columns misread, not of a row."""
_LEAST = Decimal(1000)

Vector = frozenset[tuple[Measure, Decimal | None]]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A rereading of a row under which every sum that it touches closes."""

    row: int
    what: str
    values: tuple[Value, ...]
    vector: Vector
    changed: frozenset[Measure]
    cost: int
    """Texts under unsuitable headers: the fewer the likelier, among rereadings with the same money."""


def realign_rows(
    rows: Sequence[BudgetRow], sums: Sequence[Sum], grid: Grid, columns: Sequence[Column]
) -> tuple[BudgetRow, ...]:
    """The rows, each misread one read in the only way in which its sums close; all others as they were."""
    certainty = Certainty(columns)
    printed, rows = rows, [_as_known(row) for row in rows]
    ledger = read_ledger(rows, certainty)
    states = dict(followed_states(sums, ledger))
    if not any(state is False for state in states.values()):
        return tuple(printed)
    search = _Search(grid, value_columns(grid, columns), list(states), certainty)
    done = list(rows)
    found = search.explanations(done, ledger, states)
    for _ in range(_ROUNDS):
        settled = _undisputed(found)
        if not settled:
            break
        for explanation in settled:
            done[explanation.row] = _reread(done[explanation.row], explanation)
        ledger = read_ledger(done, certainty)
        found = search.explanations(done, ledger, {one: one.holds(ledger) for one in search.sums})
    for disputed in found.values():
        for explanation in disputed:
            done[explanation.row] = _doubted(done[explanation.row], explanation.changed)
    return tuple(_as_doubtful(row) for row in done)


def _as_known(row: BudgetRow) -> BudgetRow:
    """The row with several amounts of one cell as if they were sure: which one is meant is what is asked here."""
    if all(v.perbaikan != SEVERAL for v in row.values):
        return row
    known = tuple(
        replace(v, keyakinan=max(v.keyakinan, SURE_VALUE)) if v.perbaikan == SEVERAL else v for v in row.values
    )
    return replace(row, values=known)


def _as_doubtful(row: BudgetRow) -> BudgetRow:
    """The row with what still stands beside another amount in its cell in doubt again."""
    if all(v.perbaikan != SEVERAL for v in row.values):
        return row
    return _doubted(row, frozenset(measure_of(v) for v in row.values if v.perbaikan == SEVERAL))


def _undisputed(found: Mapping[Sum, Sequence[Explanation]]) -> list[Explanation]:
    """The explanations without a rival in any broken sum that they mend, nor in their row."""
    rivals: defaultdict[tuple[int, Vector], set[tuple[int, Vector]]] = defaultdict(set)
    by_row: defaultdict[int, set[Vector]] = defaultdict(set)
    all_found = {(one.row, one.vector): one for several in found.values() for one in several}
    for several in found.values():
        for one in several:
            rivals[(one.row, one.vector)].update((other.row, other.vector) for other in several)
            by_row[one.row].add(one.vector)
    return [one for name, one in all_found.items() if rivals[name] == {name} and len(by_row[one.row]) == 1]


@dataclass(frozen=True, slots=True)
class _Trial:
    """A row under question: its amounts as read, those of its sums' other rows, and which sums hold so far."""

    row: int
    before: Amounts
    others: dict[Place, Decimal | None]
    states: Mapping[Sum, bool | None]
    broken: Sequence[tuple[Sum, frozenset[Measure]]]
    """The broken sums that the row is part of, each with what the row gives to it."""


class _Search:
    """The search for rereadings in one table."""

    def __init__(self, grid: Grid, columns: Sequence[ValueColumn], sums: Sequence[Sum], certainty: Certainty) -> None:
        self.grid = grid
        self.certainty = certainty
        self.columns = columns
        self.sums = sums
        self.of_row: defaultdict[int, list[tuple[Sum, frozenset[Measure]]]] = defaultdict(list)
        """The sums that a row is part of, each with what the row gives to it."""
        self.readers: dict[int, SlotReader] = {}
        for one in sums:
            given: defaultdict[int, set[Measure]] = defaultdict(set)
            for row, key in one.places:
                given[row].add(key)
            for row, keys in given.items():
                self.of_row[row].append((one, frozenset(keys)))

    def explanations(
        self, rows: Sequence[BudgetRow], ledger: Ledger, states: Mapping[Sum, bool | None]
    ) -> dict[Sum, list[Explanation]]:
        """For each broken sum that some rereading mends, the explanations: one for each row and money vector.

        ``ledger``: the rows' money; ``states``: which sums hold with it.
        """
        broken = [one for one, state in states.items() if state is False]
        checked = sum(state is not None for state in states.values())
        if not broken or (len(broken) >= _MANY and 2 * len(broken) > checked):
            return {}
        suspects = dict.fromkeys(place[0] for one in broken for place in one.places)
        by_sum: defaultdict[Sum, list[Explanation]] = defaultdict(list)
        for i in list(suspects)[:_MOST_SUSPECTS]:
            for explanation in self._of_row(i, rows[i], ledger, states):
                for one in self._touched(i, explanation.changed):
                    if states[one] is False:
                        by_sum[one].append(explanation)
        return by_sum

    def _of_row(self, i: int, row: BudgetRow, ledger: Ledger, states: Mapping[Sum, bool | None]) -> list[Explanation]:
        """The row's explanations, the likeliest rereading for each money vector; none where two are equally likely."""
        at = self._grid_row(row)
        if at is None:
            return []
        reader = self.readers.get(at)
        if reader is None:
            reader = self.readers[at] = SlotReader(self.grid, at, self.columns)
        near = {place for one, _ in self.of_row[i] for place in one.places if place[0] != i}
        others = {place: ledger[place] for place in near if place in ledger}
        broken = [pair for pair in self.of_row[i] if states[pair[0]] is False]
        asked = {key for _, given in broken for key in given}
        places = [place for place, column in enumerate(self.columns) if column.measure in asked]
        trial = _Trial(i, amounts(row.values, self.certainty), others, states, broken)
        by_vector: dict[Vector, list[Explanation]] = {}
        mends: dict[tuple[tuple[str, Box] | None, ...], bool] = {}
        for rereading in rereadings(reader.slots):
            # Most rereadings differ in other places than those that give something to a broken sum.
            cells = (rereading.slots[place + 1] for place in places)
            given = tuple([None if cell is None else (cell.text, cell.box) for cell in cells])
            if given not in mends:
                mends[given] = self._mends(trial, amounts(reader.values(rereading.slots, places), self.certainty))
            explanation = self._try(trial, rereading, reader) if mends[given] else None
            if explanation is not None:
                by_vector.setdefault(explanation.vector, []).append(explanation)
        return [best for found in by_vector.values() for best in _likeliest(found)]

    def _try(self, trial: _Trial, rereading: Rereading, reader: SlotReader) -> Explanation | None:
        values = reader.values(rereading.slots)
        before, after = trial.before, amounts(values, self.certainty)
        if before == after:
            return None
        changed = frozenset(k for k in before.keys() | after.keys() if before.get(k, "") != after.get(k, ""))
        if not self._closes(trial, changed, after):
            return None
        cost = misfits(self.columns, rereading.slots)
        return Explanation(trial.row, rereading.what, values, frozenset(after.items()), changed, cost)

    def _mends(self, trial: _Trial, after: Amounts) -> bool:
        """True where a broken sum is touched, and every one that is holds: what few of very many rereadings do.

        ``after``: what the rereading gives to broken sums; nothing else is read before that is known.
        """
        ledger: Mapping[Place, Decimal | None] | None = None
        for one, given in trial.broken:
            if any(trial.before.get(key, "") != after.get(key, "") for key in given):
                ledger = ledger or {**trial.others, **{(trial.row, key): amount for key, amount in after.items()}}
                if not one.holds(ledger):
                    return False
        return ledger is not None

    def _closes(self, trial: _Trial, changed: frozenset[Measure], after: Amounts) -> bool:
        """True where all touched sums hold, a broken one among them, and each changed amount is in one that holds."""
        touched = self._touched(trial.row, changed)
        if not any(trial.states[one] is False for one in touched):
            return False
        if not any(abs(amount) >= _LEAST for key in changed if (amount := after.get(key)) is not None):
            return False
        ledger = ChainMap({(trial.row, key): amount for key, amount in after.items()}, trial.others)
        vouched: set[Measure] = set()
        for one in touched:
            state = one.holds(ledger)
            if state is False or (state is None and trial.states[one] is not None):
                return False
            if state:
                vouched.update(key for row, key in one.places if row == trial.row)
        return changed <= vouched

    def _touched(self, i: int, changed: frozenset[Measure]) -> list[Sum]:
        return [one for one, given in self.of_row[i] if not given.isdisjoint(changed)]

    def _grid_row(self, row: BudgetRow) -> int | None:
        """The grid row that the row's values were read from: its own or the one below; None where they are several."""
        printed = {(v.page, v.box) for v in row.values}
        for at in (row.grid_row, row.grid_row + 1):
            cells = {(c.page, c.box) for c in self.grid.row_cells(at)}
            if printed and printed <= cells:
                return at
        return None


def _likeliest(found: Sequence[Explanation]) -> Iterator[Explanation]:
    """The likeliest of rereadings that agree in money, where it is one: others may differ in targets."""
    least = min(one.cost for one in found)
    distinct = {_printed(one.values): one for one in reversed(found) if one.cost == least}
    if len(distinct) == 1:
        yield next(iter(distinct.values()))


def _printed(values: Sequence[Value]) -> tuple[tuple[object, ...], ...]:
    return tuple((measure_of(v), v.teks) for v in values)


def _reread(row: BudgetRow, explanation: Explanation) -> BudgetRow:
    known = {(measure_of(v), v.teks): v for v in row.values if v.perbaikan != SEVERAL}
    values = tuple(
        known.get((measure_of(v), v.teks))
        or replace(v, keyakinan=min(v.keyakinan, REPAIRED), perbaikan=f"bukti:{explanation.what}")
        for v in explanation.values
    )
    return replace(row, values=values)


def _doubted(row: BudgetRow, keys: frozenset[Measure]) -> BudgetRow:
    values = tuple(replace(v, keyakinan=min(v.keyakinan, DOUBTFUL)) if measure_of(v) in keys else v for v in row.values)
    return replace(row, values=values)
