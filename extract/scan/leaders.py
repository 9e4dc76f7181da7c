"""Leaders of tables of contents, told by the picture: dots from a title to its page number.

To a recogniser they are half of such a page, a hundred signs of which it is never sure and which say nothing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extract.page.picture import Grey
from extract.scan.types import Line, Reading

Flags = NDArray[np.bool_]

_DOT, _LEVEL = 0.45, 0.25
"""Letter heights: a dot is no higher, and stands no farther than the second from where most of its row do."""
_BLEMISH = 0.12
"""Letter heights: what is higher over no more than this is no letter."""
_LONG = 4.0
"""Letter heights: a row of dots is so long at least: three are an ellipsis. A coarse scan runs them together."""
_APART = 1.6
"""Letter heights: they stand no farther from each other."""
_STEP = 0.6
"""Letter heights from dot to dot in what is read: as forms print them."""
_SURE = 0.9


def parted_at_leaders(line: Line, marks: Grey, letter: float) -> list[Line]:
    """The line's pieces from left to right, rows of dots for themselves; ``letter``: the letters' height in pixels."""
    part = marks[line.y0 : line.y1, line.x0 : line.x1] > 0
    rows = _rows_of_dots(part, letter)
    pieces, begin = [], 0
    for first, last in [*rows, (part.shape[1], part.shape[1])]:
        pieces += _text(line, part, begin, first)
        if first < last:
            pieces.append(line._replace(x0=line.x0 + first, x1=line.x0 + last, is_leader=True))
        begin = last
    return [line] if not pieces or pieces[0].is_leader else pieces


def leader(line: Line, letter: float) -> Reading:
    """What a row of dots says."""
    dots = round((line.x1 - line.x0) / (_STEP * letter))
    return Reading("." * dots, (_SURE,) * dots, tuple((k + 0.5) / dots for k in range(dots)))


def _rows_of_dots(part: Flags, letter: float) -> list[tuple[int, int]]:
    """Where rows of dots begin and end among a line's columns."""
    inked: Flags = np.asarray(part.any(axis=0), np.bool_)
    bottom = len(part) - part[::-1].argmax(axis=0)
    low: Flags = np.asarray(~inked | (bottom - part.argmax(axis=0) <= _DOT * letter), np.bool_)
    found: list[tuple[int, int]] = []
    for begin, end in _stretches(~_wider(~low, _BLEMISH * letter), _LONG * letter):
        # The arm of the last letter may be as low as a dot, but stands elsewhere.
        here = np.arange(begin, end)[inked[begin:end]]
        if len(here):
            level = np.zeros(len(low), np.bool_)
            level[here[np.abs(bottom[here] - np.median(bottom[here])) <= _LEVEL * letter]] = True
            found += _stretches(~_wider(~level, _APART * letter), _LONG * letter)
    return found


def _stretches(flags: Flags, length: float) -> list[tuple[int, int]]:
    ends = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8))).tolist()
    return [(begin, end) for begin, end in zip(ends[::2], ends[1::2], strict=True) if end - begin >= length]


def _wider(flags: Flags, least: float) -> Flags:
    """Only the stretches of True that are wider than this, or reach an end."""
    kept = np.zeros_like(flags)
    for begin, end in _stretches(flags, 0.0):
        kept[begin:end] = end - begin > least or begin == 0 or end == len(flags)
    return kept


def _text(line: Line, part: Flags, begin: int, end: int) -> list[Line]:
    """What stands in these columns of a line, as a line of its own; nothing where that is white."""
    columns, rows = (np.flatnonzero(part[:, begin:end].any(axis=axis)) for axis in (0, 1))
    if not len(columns):
        return []
    x0, y0 = line.x0 + begin, line.y0
    return [
        line._replace(
            x0=x0 + int(columns[0]), x1=x0 + int(columns[-1]) + 1, y0=y0 + int(rows[0]), y1=y0 + int(rows[-1]) + 1
        )
    ]
