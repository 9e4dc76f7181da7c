"""Columns of one measure side by side, told apart by their place: "Anggaran pada tahun ke-1 .. ke-5".

Which year each one is, the table does not say; that the first of the budgets and the first of what was spent belong
together, it does. Added up over the years they would be figures that nobody printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from audit.cells import Cells
from audit.figures import Key
from normalize.types import Column, Ukuran, Value
from normalize.ukuran import MEASURES, is_amount, measure_of


class Places:
    """Which of several columns of the same measure a value stands in."""

    def __init__(self, columns: Sequence[Column], cells: Cells, rows: Iterable[Sequence[Value]]) -> None:
        """``columns``: the table's; ``cells``: its grid; ``rows``: the values of its rows."""
        self._cells = cells
        self._ke = _numbered(columns)
        self._known: dict[Key, Key] = {}
        self._side_by_side = self._beside(rows) if self._ke else set()

    def _beside(self, rows: Iterable[Sequence[Value]]) -> set[tuple[Key, bool]]:
        """The measures (amounts apart from counts) whose columns rows fill side by side.

        Where each level fills another of them, they are one column; where one counts and one is rupiah, each is alone.
        """
        one: Counter[tuple[Key, bool]] = Counter()
        several: Counter[tuple[Key, bool]] = Counter()
        for values in rows:
            places = {(measure_of(v), is_amount(v), self._cells.col(v)) for v in values}
            filled = Counter((key, amount) for key, amount, _ in places)
            one.update(kind for kind, n in filled.items() if n == 1)
            several.update(kind for kind, n in filled.items() if n > 1)
        return {kind for kind, n in several.items() if n > one[kind]}

    def key(self, value: Value) -> Key:
        """What the value measures, with its column's number where there are several of the kind."""
        key = measure_of(value)
        key = self._known.setdefault(key, key)  # one for all rows: they are many
        numbers = self._ke.get(key)
        if numbers is None or (key, is_amount(value)) not in self._side_by_side:
            return key
        col = self._cells.col(value)
        return key if col is None else key._replace(ke=numbers.get(col))


def _numbered(columns: Sequence[Column]) -> dict[Key, dict[int, int]]:
    """By measure of several columns, each column's number among them, from 1.

    Groups of different lengths do not pair: theirs are numbered on from each other, so that no two ever meet.
    """
    groups: dict[Key, list[int]] = {}
    for column in columns:
        if column.peran is not None and column.peran in MEASURES:
            key = Key(Ukuran(column.peran), column.konteks, column.tahun, column.rincian)
            groups.setdefault(key, []).append(column.indeks)
    several = {key: cols for key, cols in groups.items() if len(cols) > 1}
    found: dict[Key, dict[int, int]] = {}
    first: dict[tuple[object, ...], int] = {}
    for key, cols in several.items():
        beside = [len(others) for one, others in several.items() if one[1:] == key[1:]]
        start = first.get(key[1:], 1) if len(set(beside)) > 1 else 1
        first[key[1:]] = start + len(cols)
        found[key] = {col: start + at for at, col in enumerate(sorted(cols))}
    return found
