"""Rows that only texts imply, joined where several columns print one text in the middle of them: a work's code, name
and amount beside the second of its three indicators.

Told from rows that lack these where all rows between rules are shared out so, and texts stand in the middle of rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from extract.headwords import is_datum
from extract.ruled.filled import Filled
from extract.ruled.heaped import Heap, heap_of
from extract.ruled.lattice import Lattice
from extract.ruled.placed import borders_of, rows_of
from extract.ruled.placing import Row, Span, tiled

_COLUMNS = 2
"""So many columns share out the rows in one way, words in one of them."""
_ROWS = 3
"""One text in the middle of fewer rows stands in the white between two."""


def with_joined_rows(grid: Filled) -> Lattice | None:
    """The lattice without the implied borders between rows that belong together; None where there are none."""
    lattice = grid.lattice
    implied = np.isin(lattice.ys, lattice.implied)
    stretches = [(a, b) for a, b in pairwise(np.flatnonzero(~implied).tolist()) if b - a >= _ROWS]
    rows = rows_of(grid, implied) if stretches else []
    level, found = lattice.level.copy(), False
    for first, last in stretches:
        spans, columns = _shared_out(grid, rows[first:last], first)
        for row, below in spans:
            level[first + row + 1 : first + below, columns] = False
            found = True
    return lattice._replace(level=level) if found else None


def _shared_out(grid: Filled, rows: Sequence[Row], first: int) -> tuple[Sequence[Span], list[int]]:
    """How the rows are shared out, and the columns that do so; nothing where too few do."""
    if not any(row.is_amid for row in rows) or any(row.is_at_top for row in rows):
        return (), []
    borders = borders_of(rows, grid.lattice.ys[first : first + len(rows) + 1].tolist())
    ways: defaultdict[tuple[Span, ...], dict[int, bool]] = defaultdict(dict)
    for column, heap in _columns(grid, first, len(rows)):
        spans = tiled(heap, rows, borders)
        if spans:
            ways[spans][column] = all(is_datum(line.text) for line in heap.lines)
    spans = max(ways, key=lambda way: len(ways[way]), default=())
    columns = ways.get(spans, {})
    enough = len(columns) >= _COLUMNS and not all(columns.values())
    return (spans, list(columns)) if enough else ((), [])


def _columns(grid: Filled, first: int, count: int) -> Iterator[tuple[int, Heap]]:
    """The columns that have a cell of their own in each of the rows, and text in some of them, each as one cell."""
    spans, labels = grid.regions.spans, grid.labels[grid.inked]
    inside = (spans[:, 2] - spans[:, 0] == 1) & (spans[:, 0] >= first) & (spans[:, 2] <= first + count)
    for column in range(grid.lattice.level.shape[1]):
        own = inside & (spans[:, 1] == column) & (spans[:, 3] == column + 1)
        letters = grid.inked[own[labels]]
        if np.count_nonzero(own) == count and 1 < len(set(grid.labels[letters].tolist())) < count:
            yield column, heap_of(grid, int(np.flatnonzero(own)[0]), letters)
