"""Draws the row borders that texts imply, through all the cells of a row that go with them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise

import numpy as np

from extract.ruled.begun import begins, may_begin
from extract.ruled.filled import LEVEL, Filled
from extract.ruled.heaped import APART, WHITE, Heap, HeapLine, heap_of
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
        for region, heights in list(_going_along(grid, row, borders)):
            for y in heights:
                borders[y] += range(*grid.regions.spans[region, [1, 3]].tolist())
        for y, columns in sorted(borders.items(), reverse=True):
            drawn = np.zeros((1, level.shape[1]), np.bool_)
            drawn[0, columns] = True
            ys = np.insert(ys, row + 1, y)
            level = np.concatenate([level[: row + 1], drawn, level[row + 1 :]])
            upright = np.concatenate([upright[: row + 1], upright[row:]])
    implied = (*lattice.implied, *(y for borders in rows.values() for y in borders))
    return lattice._replace(ys=ys, level=level, upright=upright, implied=implied)


def _going_along(
    grid: Filled, row: int, borders: Mapping[float, Sequence[int]]
) -> Iterator[tuple[int, Sequence[float]]]:
    """The regions of a row that no border parts so far, each with the borders that part it too."""
    cells, columns = grid.row_cells, {column for columns in borders.values() for column in columns}
    heaps = [heap_of(grid, int(cells.region[k]), cells.members(k)) for k in np.flatnonzero(cells.row == row).tolist()]
    parted = [not columns.isdisjoint(range(*grid.regions.spans[heap.region, [1, 3]].tolist())) for heap in heaps]
    ys = sorted(borders)
    first = {
        line.middle for heap, is_parted in zip(heaps, parted, strict=True) if is_parted for line in _firsts(heap, ys)
    }
    for heap, is_parted in zip(heaps, parted, strict=True):
        if is_parted or len(heap.lines) < 2:
            continue
        starts = [sum(line.middle < y for line in heap.lines) for y in ys]
        # Where each of several items has its line, all others' as well, lines are theirs.
        one_each = len(starts) >= _MANY and starts == list(range(1, len(heap.lines)))
        if all(_begins_below(heap, y, one_each) for y in ys):
            yield heap.region, ys
        elif heights := _at_white(heap, ys, first):
            yield heap.region, heights


def _firsts(heap: Heap, ys: Sequence[float]) -> Iterator[HeapLine]:
    """The first line of a cell in each of the bands between the heights, where it has one."""
    for low, high in pairwise((-math.inf, *ys, math.inf)):
        yield from islice((line for line in heap.lines if low < line.middle < high), 1)


def _at_white(heap: Heap, ys: Sequence[float], level: Collection[float]) -> list[float]:
    """The heights at which a cell is parted whose texts stand apart by white, each level with an item's first line.

    A text that goes on below a height is not; an item may have none.
    """
    lines = heap.lines
    white = min(b.middle - a.middle for a, b in pairwise(lines)) + WHITE * lines[0].size
    found, begun = [], int(lines[0].middle < ys[0])
    for y in ys:
        at = sum(line.middle < y for line in lines)
        below = next((other for other in ys if other > y), math.inf)
        if at == len(lines) or lines[at].middle > below:
            found.append(y)
        elif not at or lines[at].middle - lines[at - 1].middle >= white:
            if (at and not may_begin(lines[at - 1], lines[at], heap.side)) or not _is_level(lines[at], level):
                return []
            found.append(y)
            begun += 1
    return found if begun >= _MANY else []


def _is_level(line: HeapLine, level: Collection[float]) -> bool:
    return any(abs(line.middle - y) < LEVEL * line.size for y in level)


def _begins_below(heap: Heap, y: float, one_each: bool) -> bool:
    """True where a text begins below ``y``, and no line stands on it."""
    at = sum(line.middle < y for line in heap.lines)
    if not 0 < at < len(heap.lines) or any(abs(line.middle - y) < LEVEL * line.size for line in heap.lines):
        return False
    above, line = heap.lines[at - 1], heap.lines[at]
    is_apart = one_each or line.middle - above.middle > APART * line.size
    return begins(heap, at) or (is_apart and may_begin(above, line, heap.side))
