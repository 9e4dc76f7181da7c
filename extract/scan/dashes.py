"""The dash of a value that is not there, told from dust: by its height in the row's line, and by the page's other ones.

In small print a dash is a few pixels wide, and so is a speck in an empty cell; a bold one is as high as wide, like a
speck. But all dashes of a page are printed by one pen, at the height of small letters, and on the line of its row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.page.picture import Grey, spots
from extract.scan.types import Line

Boxes = NDArray[np.float64] | NDArray[np.int_]

_SMALL, _FLAT = 0.6, 0.45
"""Letter heights: a longer dash is no speck, and no dash is higher."""
_LOW, _HIGH = 0.2, 0.75
"""Where a dash's middle stands over the feet of its line, in letter heights; feet may reach below."""
_ROW = 1.2
"""Lines whose middles are no farther apart than this, in letter heights, may be of one row."""
_ENOUGH = 3
"""So many dashes on their lines tell how dashes look on this page."""
_WEAK, _STRONG, _BOLD = 0.5, 0.8, 1.2
"""How much of their ink a flat stroke on its row's line has at least, one that stands elsewhere, and a bold one that
is as high as wide."""


class _Mark(NamedTuple):
    """A small stroke that stands alone in its cell: the sum of its ink, and whether it stands where a dash does."""

    line: Line
    ink: float
    is_level: bool


def with_dashes_settled(lines: Sequence[Line], dark: Grey, dust: Grey, cells: Boxes, letter: float) -> list[Line]:
    """The lines without the specks that stand where a dash might, and with the dashes that were taken for dust.

    ``dark``: how dark each pixel is; ``dust``: 255 where a mark was taken for dust; ``cells`` (k, 4): the boxes by
    which lines are numbered; ``letter``: the height of letters in pixels.
    """
    filled = Counter(line.cell for line in lines)
    feet = np.array([(line.y0, line.y1) for line in lines if line.cell and line.height >= _SMALL * letter], np.float64)
    feet = feet.reshape(-1, 2)
    small = {k: _mark(line, dark, feet, letter) for k, line in enumerate(lines) if _is_small(line, filled, letter)}
    level = [mark.ink for mark in small.values() if mark.is_level]
    if len(level) < _ENOUGH:
        return list(lines)
    usual = float(np.median(level))
    weak = {k for k, mark in small.items() if mark.ink < (_WEAK if mark.is_level else _STRONG) * usual}
    lost = (_mark(line, dark, feet, letter) for line in _alone(dust, cells, filled))
    return [line for k, line in enumerate(lines) if k not in weak] + [
        mark.line for mark in lost if mark.is_level and mark.ink >= _BOLD * usual
    ]


def _is_small(line: Line, filled: Mapping[int, int], letter: float) -> bool:
    """True for what dust may be: it stands alone in its cell, and is far smaller than a letter."""
    is_alone = bool(line.cell) and filled[line.cell] == 1
    return is_alone and line.height <= _FLAT * letter and line.x1 - line.x0 < _SMALL * letter


def _mark(line: Line, dark: Grey, feet: Boxes, letter: float) -> _Mark:
    middle = (line.y0 + line.y1) / 2
    near = feet[np.abs(feet.mean(axis=1) - middle) <= _ROW * letter]
    over = (near[:, 1] - middle) / letter
    is_level = bool(((over >= _LOW) & (over <= _HIGH)).any())
    return _Mark(line, float(dark[line.y0 : line.y1, line.x0 : line.x1].sum()), is_level)


def _alone(dust: Grey, cells: Boxes, filled: Mapping[int, int]) -> list[Line]:
    """The specks that are all there is in their cells."""
    x, y, width, height = spots(dust).stats[1:, :4].T
    found = []
    for number, (x0, y0, x1, y1) in enumerate(cells.tolist(), 1):
        if filled[number]:
            continue
        inside = np.flatnonzero((x >= x0) & (x + width <= x1) & (y >= y0) & (y + height <= y1))
        if len(inside) == 1:
            k = int(inside[0])
            ends = int(x[k] + width[k]), int(y[k] + height[k])
            found.append(Line(int(x[k]), int(y[k]), *ends, number, is_dash=True))
    return found
