"""Draws the row borders that texts imply, through all the cells of a row that go with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from extract.ruled.begun import begins, may_begin
from extract.ruled.filled import LEVEL, Filled
from extract.ruled.heaped import APART, Heap, heap_of
from extract.ruled.lattice import Lattice

_MANY = 2
"""So many borders part a row into several items."""
Added = Iterable[tuple[float, int, Sequence[int]]]
"""Borders: y, the row that it divides, the columns that it is drawn in."""


def with_borders(grid: Filled, added: Added) -> Lattice:
    """The grid's lattice with each border."""
    rows: defaultdict[int, defaultdict[float, list[int]]] = defaultdict(lambda: defaultdict(list))
    for y, row, columns in added:
        rows[row][y] += columns
    lattice = grid.lattice
    ys, level, upright = lattice.ys, lattice.level, lattice.upright
    for row, borders in sorted(rows.items(), reverse=True):
        for region in _going_along(grid, row, borders):
            for columns in borders.values():
                columns += range(*grid.regions.spans[region, [1, 3]].tolist())
        for y, columns in sorted(borders.items(), reverse=True):
            drawn = np.zeros((1, level.shape[1]), np.bool_)
            drawn[0, columns] = True
            ys = np.insert(ys, row + 1, y)
            level = np.concatenate([level[: row + 1], drawn, level[row + 1 :]])
            upright = np.concatenate([upright[: row + 1], upright[row:]])
    implied = (*lattice.implied, *(y for borders in rows.values() for y in borders))
    return lattice._replace(ys=ys, level=level, upright=upright, implied=implied)


def _going_along(grid: Filled, row: int, borders: Mapping[float, Sequence[int]]) -> Iterator[int]:
    """The regions of a row that no border parts so far though each comes to stand where a text of theirs begins."""
    cells, parted = grid.row_cells, {column for columns in borders.values() for column in columns}
    for number in np.flatnonzero(cells.row == row).tolist():
        region = int(cells.region[number])
        if parted.isdisjoint(range(*grid.regions.spans[region, [1, 3]].tolist())):
            heap = heap_of(grid, region, cells.members(number))
            starts = [sum(line.middle < y for line in heap.lines) for y in sorted(borders)]
            # Where each of several items has its line, all others' as well, lines are theirs.
            one_each = len(starts) >= _MANY and starts == list(range(1, len(heap.lines)))
            if all(_begins_below(heap, y, one_each) for y in borders):
                yield region


def _begins_below(heap: Heap, y: float, one_each: bool) -> bool:
    """True where a text begins below ``y``, and no line stands on it."""
    at = sum(line.middle < y for line in heap.lines)
    if not 0 < at < len(heap.lines) or any(abs(line.middle - y) < LEVEL * line.size for line in heap.lines):
        return False
    above, line = heap.lines[at - 1], heap.lines[at]
    is_apart = one_each or line.middle - above.middle > APART * line.size
    return begins(heap, at) or (is_apart and may_begin(above, line, heap.side))
