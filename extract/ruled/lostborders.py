"""Borders between rows that the print leaves out in one column: its values stand one above the other in a tall place.

Each of them is level with the texts of a row of its own. The texts of the places beside it, over the same rows, are
parted with it where they begin anew on the height of the same value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extract.headwords import is_datum
from extract.ruled.filled import LEVEL, Filled
from extract.ruled.heaped import APART, HeapLine, heap_of
from extract.ruled.lattice import Lattice

_DIGITS = 0.3
"""So many letters of values with units are digits at least."""
_CUT = re.compile(r"[.,]$")
"""How a line of an amount ends that goes on below."""
_REST = re.compile(r"[.,]|0\d")
"""How a line begins that goes on with the amount above it."""
_GROUPED, _GROUP = re.compile(r"\d{1,3}(?:[.,]\d{3})+"), re.compile(r"\d{3}(?!\d)")
"""Whole groups, behind which another one may follow in the next line."""

_Rows = dict[int, HeapLine]
"""The only line of a place in each row in which it has one, by the lattice's row."""


def with_lost_borders(grid: Filled) -> Lattice | None:
    """The lattice with the row borders that columns of values leave out; None where none does."""
    tall = _tall(grid)
    parted: dict[int, _Rows] = {}
    heights: dict[int, NDArray[np.float64]] = {}
    for region in tall:
        values = _values(grid, region)
        for row in values:
            if row not in heights:
                heights[row] = _first_lines(grid, row)
        if values and all(_is_near(line, heights[row]) for row, line in values.items()):
            parted[region] = values
    if not parted:
        return None
    level = grid.lattice.level.copy()
    for region, row in _borders(grid, tall, parted):
        _, c0, _, c1 = grid.regions.spans[region].tolist()
        level[row, c0:c1] = True
    return grid.lattice._replace(level=level)


def _tall(grid: Filled) -> list[int]:
    """The filled places of several rows."""
    spans = grid.regions.spans
    filled = np.bincount(grid.labels[grid.inked], minlength=len(spans)) > 1
    return np.flatnonzero(filled & (spans[:, 2] - spans[:, 0] > 1)).tolist()


def _values(grid: Filled, region: int) -> _Rows:
    """The lines of a place that holds whole values alone, at most one in each of its rows; {} where it does not."""
    members = grid.members(region)
    codes = grid.codes[members]
    if np.count_nonzero((codes >= 0x30) & (codes <= 0x39)) < _DIGITS * len(members):
        return {}
    lines = heap_of(grid, region, members).lines
    rows = np.searchsorted(grid.lattice.ys, [line.middle for line in lines]) - 1
    if len(lines) < 2 or len(set(rows.tolist())) < len(lines) or not all(is_datum(line.text) for line in lines):
        return {}
    if any(_goes_on(above.text, below.text) for above, below in pairwise(lines)):
        return {}
    return dict(zip(rows.tolist(), lines, strict=True))


def _goes_on(above: str, below: str) -> bool:
    """True where two lines may be one amount that is too long for its column."""
    is_group = _GROUPED.fullmatch(above.strip()) and _GROUP.match(below.strip())
    return bool(_CUT.search(above.strip()) or _REST.match(below.strip()) or is_group)


def _first_lines(grid: Filled, row: int) -> NDArray[np.float64]:
    """The heights of the first lines of the row's own cells."""
    cells = grid.row_cells
    tops = [
        heap_of(grid, int(cells.region[number]), cells.members(number)).lines[0].middle
        for number in np.flatnonzero(cells.row == row).tolist()
    ]
    return np.array(tops, np.float64)


def _is_near(line: HeapLine, heights: NDArray[np.float64]) -> bool:
    return bool((np.abs(heights - line.middle) < LEVEL * line.size).any())


def _borders(grid: Filled, tall: Sequence[int], parted: dict[int, _Rows]) -> Iterator[tuple[int, int]]:
    """The borders to be drawn: the region that each parts, and the row that it begins."""
    spans = grid.regions.spans
    found: dict[tuple[int, int], _Rows] = {}
    for region, values in parted.items():
        found.setdefault((int(spans[region, 0]), int(spans[region, 2])), {}).update(values)
        yield from ((region, row) for row in list(values)[1:])
    for region in tall:
        values = found.get((int(spans[region, 0]), int(spans[region, 2])), {})
        if region not in parted and values:
            yield from ((region, row) for row in _begun(heap_of(grid, region, grid.members(region)).lines, values))


def _begun(lines: Sequence[HeapLine], values: _Rows) -> list[int]:
    """The rows in which a text begins anew beside a value, set apart from what stands above it."""
    return [
        row
        for row, value in list(values.items())[1:]
        for above, line in pairwise(lines)
        if abs(line.middle - value.middle) < LEVEL * line.size and line.middle - above.middle > APART * line.size
    ]
