"""A frame around page or chapter that shares its sides with a table: what it holds above and below is no row of it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extract.page.median import median
from extract.page.stretches import distinct
from extract.ruled.filled import Filled
from extract.ruled.lattice import Lattice

Indices = NDArray[np.intp]

_TALL, _TIMES = 60.0, 3.0
"""Such a place is so many points high, and so many times as high as the table's rows."""
_EMPTY = 0.35
"""And text fills no more than this share of its height."""
_LEAST_ROWS = 4


def without_frame(grid: Filled) -> Lattice | None:
    """The lattice without a tall, mostly empty place over all columns at its top or bottom; None where it has none."""
    lattice = grid.lattice
    ys = lattice.ys
    if max(ys[-1] - ys[-2], ys[1] - ys[0]) < _TALL or len(ys) <= _LEAST_ROWS or lattice.level.shape[1] < 2:
        return None
    heights = np.diff(ys)
    usual = float(median(heights))
    first, last = 0, len(heights)
    if _is_frame(grid, last - 1, usual):
        last -= 1
    if _is_frame(grid, 0, usual):
        first += 1
    if last - first == len(heights) or last - first < 2:
        return None
    level, upright = lattice.level[first : last + 1].copy(), lattice.upright[first:last]
    return lattice._replace(ys=lattice.ys[first : last + 1], level=level, upright=upright)


def _is_frame(grid: Filled, row: int, usual: float) -> bool:
    content, regions, labels = grid.content, grid.regions, grid.labels
    height = float(grid.lattice.ys[row + 1] - grid.lattice.ys[row])
    owners = regions.owner[row]
    if height < max(_TALL, _TIMES * usual) or (owners != owners[0]).any():
        return False
    r0, _, r1, _ = regions.spans[owners[0]].tolist()
    if r1 - r0 > 1:
        return False
    inked = np.flatnonzero(labels == owners[0])
    inked = inked[[not content.text[i].isspace() for i in inked.tolist()]]
    lines = len(distinct(np.round(content.boxes[inked, 3]))) if len(inked) else 0
    size = float(median(content.sizes[inked])) if len(inked) else 0.0
    return lines * size < _EMPTY * height
