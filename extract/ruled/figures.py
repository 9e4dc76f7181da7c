"""Charts and boxes that look like ruled grids: told from tables by what stands around and in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.page.stretches import distinct
from extract.ruled.lattice import Lattice
from extract.types import Box, Cell, PageContent

_AXIS = 45.0
"""How far (points) the labels of a chart's axis stand from it."""
_TREE, _SPARSE = 4, 0.3
"""A tree of boxes makes a grid of so many rows and columns at least, and fills at most this share of it."""
_GAP = 0.25
"""Boxes of a tree stand apart by more than this share of their height."""
_ON_LINE = 2.5
_TICK = frozenset("0123456789.,-%")


def is_boxed_text(lattice: Lattice, cells: Sequence[Cell], n_rows: int, n_cols: int) -> bool:
    """True where a grid is a few boxes with text rather than a table."""
    filled = sum(bool(cell.text) for cell in cells)
    if n_cols < 2 or not filled:
        return True
    # What a page break leaves of a row may be one word; otherwise two texts in boxes are no table.
    piece = n_rows == 1 or lattice.open_top or lattice.open_bottom
    return (filled < 3 and not piece) or (filled < 2 and n_cols < 4)


def is_tree(cells: Sequence[Cell], n_rows: int, n_cols: int) -> bool:
    """True for boxes set apart and joined by lines: no text has one beside it or below it, as a table's texts have."""
    if n_rows < _TREE or n_cols < _TREE or sum(bool(cell.text) for cell in cells) > _SPARSE * len(cells):
        return False
    filled = np.full((n_rows + 1, n_cols + 1), -1)
    for number, cell in enumerate(cells):
        if cell.text:
            filled[cell.row : cell.row + cell.rowspan, cell.col : cell.col + cell.colspan] = number
    beside = (filled[:, 1:] >= 0) & (filled[:, :-1] >= 0) & (filled[:, 1:] != filled[:, :-1])
    below = (filled[1:] >= 0) & (filled[:-1] >= 0) & (filled[1:] != filled[:-1])
    stacked = zip(filled[:-1][below].tolist(), filled[1:][below].tolist(), strict=True)
    return not beside.any() and not any(_meet(cells[upper].box, cells[lower].box) for upper, lower in stacked)


def _meet(upper: Box, lower: Box) -> bool:
    """True for boxes one below the other with no gap worth the name, as a low stripe between two rows is none."""
    return lower.y0 - upper.y1 <= _GAP * min(upper.y1 - upper.y0, lower.y1 - lower.y0)


def has_axis(content: PageContent, lattice: Lattice) -> bool:
    """True where numbers outside stand on the lines instead of between them, as on the axis of a chart."""
    x0, x1 = float(lattice.xs[0]), float(lattice.xs[-1])
    y0, y1 = float(lattice.ys[0]), float(lattice.ys[-1])
    boxes = content.boxes
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    beside = (x < x0) & (x > x0 - _AXIS) & (y > y0 - 6) & (y < y1 + 6) & content.visible
    if _on_lines(content, np.flatnonzero(beside), y, lattice.ys):
        return True
    below = (y > y1) & (y < y1 + _AXIS / 2) & (x > x0 - 12) & (x < x1 + 12) & content.visible
    return _on_lines(content, np.flatnonzero(below), x, lattice.xs, across=True)


def _on_lines(
    content: PageContent,
    members: NDArray[np.intp],
    middle: NDArray[np.floating[Any]],
    lines: NDArray[np.float64],
    across: bool = False,
) -> bool:
    """True where at least three numbers among the characters, and nearly nothing else, have their middle on a line."""
    if not 3 <= len(members) <= 200:
        return False
    members = members[[not content.text[i].isspace() for i in members.tolist()]]
    ticks = sum(content.text[i] in _TICK for i in members.tolist())
    if len(members) < 3 or ticks < 0.9 * len(members):
        return False
    places = _word_middles(content, members) if across else distinct(np.round(middle[members], 0))
    if not 3 <= len(places) <= 2 * len(lines):
        return False
    distance = np.abs(places[:, None] - lines[None, :]).min(axis=1)
    return bool(np.count_nonzero(distance <= _ON_LINE) >= 0.75 * len(places))


def _word_middles(content: PageContent, members: NDArray[np.intp]) -> NDArray[np.float64]:
    """Middles of the words along a line of characters."""
    members = members[np.argsort(content.boxes[members, 0])]
    boxes, size = content.boxes[members], content.sizes[members]
    apart = np.concatenate([[True], boxes[1:, 0] - boxes[:-1, 2] > 0.3 * size[1:]])
    starts = np.flatnonzero(apart)
    left, right = boxes[starts, 0], np.maximum.reduceat(boxes[:, 2], starts)
    return np.asarray((left + right) / 2, dtype=np.float64)
