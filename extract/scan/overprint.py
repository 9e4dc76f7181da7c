"""Stamps, signatures and the pen's strokes across print, told from it by their paler ink.

A stamp joins the amounts that it crosses to one blot, and a digit that touches it is lost with full confidence.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from extract.page.picture import Grey, Labels, darker, grown, spots
from extract.scan.coarse import may_stand

_BLACK = 0.6
"""Ink at least so dark (share of the page's blackest letters) is print."""
_EDGE = 0.45
"""Points about print in which paler pixels are its blurred edges."""
_HIGH, _WIDE = 4.0, 2.0
"""Letter heights: pale ink that hangs together over more is no line of print in grey."""
_STROKE = 1.8
"""A ring's arc or a signature's stroke is higher than so many letters where no print crosses it."""
_PART = 1.6
"""And what is higher than this within the bounds of such ink belongs to it: the letters of a stamp."""


def overprint(marks: Grey, darkness: Grey, usual: float, letter: float, scale: float) -> Grey:
    """255 where ink is of a stamp or pen. ``usual``: how dark the page's letters are, ``letter``: their height."""
    import cv2

    print_edge = 2 * max(1, round(_EDGE * scale)) + 1
    black = grown(darker(darkness, math.ceil(_BLACK * usual) - 1), print_edge // 2, print_edge // 2)
    pale = np.asarray(cv2.subtract(marks, black), np.uint8)
    if not may_stand(pale, print_edge, _WIDE * letter, _HIGH * letter):
        return np.zeros_like(marks)
    # Print and rules that it crosses cut it to pieces.
    joined = cv2.morphologyEx(pale, cv2.MORPH_CLOSE, np.ones((2 * print_edge + 1,) * 2, np.uint8))
    found = spots(np.asarray(joined, np.uint8))
    large = (found.stats[:, 3] > _HIGH * letter) & (found.stats[:, 2] > _WIDE * letter)
    if not large[1:].any():
        return np.zeros_like(marks)
    foreign = _foreign(found.stats, large & _stroked(pale, found.labels, letter), letter)
    if not foreign.any():
        return np.zeros_like(marks)
    ink = cv2.dilate(cv2.min(found.marked(foreign), pale), np.ones((3, 3), np.uint8))
    return np.where(black > 0, 0, ink).astype(np.uint8)


def _stroked(pale: Grey, labels: Labels, letter: float) -> NDArray[np.bool_]:
    """By label: True where one stroke alone is higher than letters; the edges of blurred letters hang together too."""
    strokes = spots(pale)
    high = strokes.stats[:, 3] > _STROKE * letter
    high[0] = False
    stroked = np.zeros(int(labels.max()) + 1, np.bool_)
    stroked[labels[strokes.marked(high) > 0]] = True
    return stroked


def _foreign(stats: NDArray[np.int32], large: NDArray[np.bool_], letter: float) -> NDArray[np.bool_]:
    """By label: True for ``large`` ink, and for parts of a stamp that stand apart inside of it."""
    x, y, width, height = stats[:, :4].T
    large[0] = False
    inside = np.zeros(len(stats), np.bool_)
    for k in np.flatnonzero(large).tolist():
        inside |= (x >= x[k]) & (y >= y[k]) & (x + width <= x[k] + width[k]) & (y + height <= y[k] + height[k])
    inside[0] = False
    return np.asarray(large | (inside & (height > _PART * letter)), np.bool_)
