"""Dust of scanners and of copies of copies: dots that stand where no print puts one.

Points, commas and the dots of an i stand beside letters, leaders in a row, a colon's dots one over the other, and a
dash is flat. What is as small and stands alone says nothing, but a recogniser makes a sign of it beside a figure.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extract.page.picture import Grey, Spots, grown, halved, spots

_SMALL = 0.42
"""Letter heights: no speck is wider or higher."""
_BESIDE = 0.55
"""And what stands nearer to a letter belongs to its line."""
_FLAT = 1.2
"""A dash is so many times as wide as it is high."""
_LEADERS, _ROW = 1.6, 3
"""Dots no farther apart than this (letter heights), so many at least, are leaders."""
_COLON = 1.0
"""And two of them one over the other no farther apart than this are a colon, which forms set off from its word."""

Flags = NDArray[np.bool_]


def dust(marks: Grey, letter: float) -> Grey:
    """255 where a mark is a speck that stands alone; ``letter``: the height of letters in pixels."""
    import cv2

    found = spots(marks)
    width, height = found.stats[:, 2], found.stats[:, 3]
    small = (width <= _SMALL * letter) & (height <= _SMALL * letter) & (width < _FLAT * height)
    small[0] = False
    if not small.any():
        return np.zeros_like(marks)
    specks, beside = found.marked(small), round(_BESIDE * letter)
    near = cv2.min(specks, grown(np.asarray(cv2.subtract(marks, specks), np.uint8), beside, beside))
    alone = small.copy()
    alone[found.labels[near > 0]] = False
    rows = _lined_up(found, alone, _LEADERS * letter / 2, 0.0, _ROW)
    alone &= ~(rows | _lined_up(found, alone, 0.0, _COLON * letter / 2, 2))
    return found.marked(alone)


def _lined_up(found: Spots, specks: Flags, across: float, up: float, least: int) -> Flags:
    """By label: True for specks of which so many stand in line, each no farther than this from the next."""
    in_line = np.zeros(len(specks), np.bool_)
    if np.count_nonzero(specks) < least:
        return in_line
    lines = spots(grown(halved(found.marked(specks)), round(across / 2), round(up / 2)))
    x, y, width, height = found.stats[specks, :4].T
    line = lines.labels[(y + height // 2) // 2, (x + width // 2) // 2]
    in_line[specks] = np.bincount(line)[line] >= least
    return in_line
