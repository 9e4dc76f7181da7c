"""Areas of small filled boxes: matrix codes (QR), shading of dots, maps. What they are made of rules no table.

Told from borders drawn in pieces: those are thin, or stand in one line; a pattern's blocks fill an area.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

_PIECE, _BLOCK = 24.0, 8.0
"""The longest piece of a pattern (points), and how often as long as broad it is at most."""
_FEW = 150
"""No more pieces than this make a pattern."""
_CELL = 10.0
"""Width (points) of the squares in which pieces are counted."""
_APART = 1.0
"""Pieces in one square that stand so far apart in both directions are no line's."""
_MOST = 7
"""So many of a square and the eight around it hold pieces like that."""


def in_patterns(boxes: Array) -> Flags:
    """Which of the boxes (n, 4) are pieces of a pattern."""
    none = np.zeros(len(boxes), np.bool_)
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    length = np.maximum(width, height)
    short = np.flatnonzero((length <= _PIECE) & (length <= _BLOCK * np.minimum(width, height)))
    if len(short) <= _FEW:
        return none
    middle = (boxes[short, :2] + boxes[short, 2:]) / 2
    square = np.floor(middle / _CELL).astype(np.intp)
    square -= square.min(axis=0)
    filled = _filled(middle, square)
    if not filled.any():
        return none
    none[short] = _near(filled)[square[:, 0] + 1, square[:, 1] + 1]
    return none


def _filled(middle: Array, square: NDArray[np.intp]) -> Flags:
    """The squares of a frame one wider all around that hold pieces apart in both directions, as most around them do."""
    size = square.max(axis=0) + 3
    place = np.ravel_multi_index((square[:, 0] + 1, square[:, 1] + 1), (int(size[0]), int(size[1])))
    order = np.argsort(place, kind="stable")
    starts = np.flatnonzero(np.diff(place[order], prepend=-1))
    ranked = middle[order]
    apart = np.maximum.reduceat(ranked, starts) - np.minimum.reduceat(ranked, starts)
    several = np.zeros(int(size[0] * size[1]), np.bool_)
    several[place[order][starts]] = (apart >= _APART).all(axis=1)
    grid = several.reshape(int(size[0]), int(size[1]))
    return grid & (sum(part.astype(np.intp) for part in _around(grid)) >= _MOST)


def _near(grid: Flags) -> Flags:
    """The squares at most two away from one of the grid's: a code's corners are emptier than its middle."""
    for _ in range(2):
        grid = np.logical_or.reduce(list(_around(grid)))
    return grid


def _around(grid: Flags) -> Iterator[Flags]:
    """The grid, and the grid moved by one square in each direction."""
    wide = np.pad(grid, 1)
    rows, cols = grid.shape
    for down in range(3):
        for across in range(3):
            yield wide[down : down + rows, across : across + cols]
