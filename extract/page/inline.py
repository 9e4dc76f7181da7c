"""What stands on a line without being set on it: raised and lowered marks, and blanks that no reader sees.

A footnote's mark behind an amount or a code belongs to its line and not to its digits: it is set level, after a blank.
The square of "m2" is part of its word. A blank without width between the digits of an amount is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.page.median import median
from extract.types import Bools, Floats

Indices = NDArray[np.intp]

_SMALLER = 0.8
"""A mark is set smaller than its word by this factor at least."""
_OFF = (0.12, 0.8)
"""And so many font sizes higher or lower."""
_BESIDE = 0.22
"""It stands nearer to its word than this (font sizes)."""
_MOST = 4
"""And has no more letters than this."""
_SEARCHES = 100
"""For so many marks on a page the word is looked for that was not drawn right before them."""
_JUMP = 4.0
"""A letter so many font sizes away from the one before, or on another line, begins another text."""
_NO_WHITE = 0.05
_SPACE = 0x20
_NOTE_SIGNS = frozenset("*)†‡")


class InLine(NamedTuple):
    """Characters after all marks are set level: ``source`` gives each one's number among those given."""

    source: Indices
    codes: NDArray[np.uint32]
    boxes: Floats


def set_in_line(codes: NDArray[np.uint32], boxes: Floats, sizes: Floats, upright: Bools) -> InLine | None:
    """The characters with marks set level and unseen blanks left out; None where the page has neither.

    ``upright`` (n,): which characters read from left to right; others are left as they are.
    """
    if len(codes) < 2:
        return None
    unseen = _unseen_blanks(codes, boxes, sizes, upright)
    marks = list(_marks(codes, boxes, sizes, upright))
    if not marks and not len(unseen):
        return None
    boxes, place = boxes.copy(), np.arange(len(codes), dtype=np.float64)
    notes = np.array([mark.first for mark in marks if mark.is_note], np.intp)
    for base, first, end, _ in marks:
        boxes[first:end, 1], boxes[first:end, 3] = boxes[base, 1], boxes[base, 3]
        # Wherever it was drawn, it is read behind its word.
        place[first:end] = base + np.linspace(0.2, 0.8, end - first)
    kept = np.setdiff1d(np.arange(len(codes)), unseen)
    source = np.concatenate([kept, notes])
    order = np.argsort(np.concatenate([place[kept], place[notes] - 0.1]), kind="stable")
    blank = order >= len(kept)
    codes, boxes = codes[source[order]], boxes[source[order]]
    codes[blank] = _SPACE
    boxes[blank, 2] = boxes[blank, 0]
    return InLine(source[order], codes, boxes)


def _unseen_blanks(codes: NDArray[np.uint32], boxes: Floats, sizes: Floats, upright: Bools) -> Indices:
    """Blanks between two figures that touch."""
    at = np.flatnonzero(codes[1:-1] == _SPACE) + 1
    at = at[_are_figures(codes[at - 1])]
    at = at[_are_figures(codes[at + 1]) & upright[at]]
    gap, size = boxes[at + 1, 0] - boxes[at - 1, 2], sizes[at]
    touch = (gap < _NO_WHITE * size) & (gap > -_BESIDE * size)
    touch &= np.abs(boxes[at + 1, 1] - boxes[at - 1, 1]) < _OFF[0] * size
    return np.asarray(at[touch])


def _are_figures(codes: NDArray[np.uint32]) -> Bools:
    """Which characters are digits, or the dot and comma between them."""
    return np.asarray(((codes >= 0x30) & (codes <= 0x39)) | (codes == 0x2E) | (codes == 0x2C))


class _Mark(NamedTuple):
    """The letters from ``first`` to before ``end``, behind the letter ``base``; do they name a note?"""

    base: int
    first: int
    end: int
    is_note: bool


def _marks(codes: NDArray[np.uint32], boxes: Floats, sizes: Floats, upright: Bools) -> Iterator[_Mark]:
    smaller = (sizes[1:] < _SMALLER * sizes[:-1]) & upright[1:] & upright[:-1] & (codes[1:] > _SPACE)
    # Several marks may be drawn one after another when all else is.
    small = np.flatnonzero((sizes[1:] < _SMALLER * median(sizes)) & (sizes[1:] == sizes[:-1]) & upright[1:]) + 1
    apart = np.abs(boxes[small, :2] - boxes[small - 1, :2])
    jumps = (apart[:, 0] > _JUMP * sizes[small]) | (apart[:, 1] > sizes[small])
    searches = 0
    for first in sorted({*(np.flatnonzero(smaller) + 1).tolist(), *small[jumps].tolist()}):
        base = first - 1 - (codes[first - 1] == _SPACE and first > 1)
        end = _mark_end(codes, boxes, sizes, first)
        if end - first <= _MOST and not _is_mark(boxes, sizes, base, first):
            searches += 1
            base = _beside(boxes, sizes, first) if searches < _SEARCHES else -1
        if base >= 0 and codes[base] > _SPACE and end - first <= _MOST and _is_mark(boxes, sizes, base, first):
            raised = boxes[first, 1] + boxes[first, 3] < boxes[base, 1] + boxes[base, 3]
            note = raised and _is_note(chr(codes[base]), "".join(map(chr, codes[first:end].tolist())))
            yield _Mark(base, first, end, bool(note and base != first - 2))


def _beside(boxes: Floats, sizes: Floats, first: int) -> int:
    """The letter that a mark drawn at another time stands behind; -1 where there is none."""
    x0, middle, size = float(boxes[first, 0]), float(boxes[first, 1] + boxes[first, 3]) / 2, float(sizes[first])
    apart = np.abs(boxes[:, 2] - x0)
    off = np.abs((boxes[:, 1] + boxes[:, 3]) / 2 - middle)
    near = (apart < _BESIDE * sizes) & (off < _OFF[1] * sizes) & (size < _SMALLER * sizes)
    found = np.flatnonzero(near)
    return int(found[off[found].argmin()]) if len(found) else -1


def _mark_end(codes: NDArray[np.uint32], boxes: Floats, sizes: Floats, first: int) -> int:
    """Where the small letters that begin at ``first`` end: the number of the character after them."""
    end = first + 1
    while end < min(len(codes), first + _MOST + 1) and codes[end] > _SPACE:
        apart = boxes[end, 0] - boxes[end - 1, 2] > _BESIDE * sizes[first] or boxes[end, 0] < boxes[first, 0]
        if apart or sizes[end] != sizes[first] or abs(boxes[end, 1] - boxes[first, 1]) > 0.1 * sizes[first]:
            break
        end += 1
    return end


def _is_mark(boxes: Floats, sizes: Floats, base: int, first: int) -> bool:
    """True for small letters right behind a word, higher or lower than its line."""
    size = float(sizes[base])
    off = float(boxes[first, 1] + boxes[first, 3] - boxes[base, 1] - boxes[base, 3]) / 2
    gap = float(boxes[first, 0] - boxes[base, 2])
    return abs(gap) < _BESIDE * size and _OFF[0] * size < abs(off) < _OFF[1] * size


def _is_note(before: str, mark: str) -> bool:
    """True where a raised mark names a note: behind a figure, or with a sign that no unit has."""
    return before.isdigit() or before in ")%" or not _NOTE_SIGNS.isdisjoint(mark)
