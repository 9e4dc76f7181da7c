"""Dust of scanners and of copies of copies: dots that stand where no print puts one.

Points, commas and the dots of an i stand beside letters, leaders stand in a row, and a dash is flat. What is as small
and stands alone says nothing, but a recogniser that sees it beside a figure makes a sign of it.
"""

from __future__ import annotations

import numpy as np

from extract.page.picture import Grey, spots

_SMALL = 0.42
"""Letter heights: no speck is wider or higher."""
_BESIDE = 0.55
"""And what stands nearer to a letter belongs to its line."""
_FLAT = 1.5
"""A dash is so many times as wide as it is high."""
_LEADERS, _ROW = 1.6, 3
"""Dots no farther apart than this (letter heights), so many at least, are leaders."""


def dust(marks: Grey, letter: float) -> Grey:
    """255 where a mark is a speck that stands alone; ``letter``: the height of letters in pixels."""
    found = spots(marks)
    width, height = found.stats[:, 2], found.stats[:, 3]
    small = (width <= _SMALL * letter) & (height <= _SMALL * letter) & (width < _FLAT * height)
    small[0] = False
    if not small.any():
        return np.zeros_like(marks)
    large = ~small
    large[0] = False
    alone = small & ~_touched(found.labels, _grown(large[found.labels], _BESIDE * letter, _BESIDE * letter))
    alone &= ~_in_rows(found.labels, alone, letter)
    return np.asarray(alone[found.labels], np.uint8) * 255


def _grown(where: np.ndarray, across: float, up: float) -> Grey:
    import cv2

    shape = (2 * round(up) + 1, 2 * round(across) + 1)
    return np.asarray(cv2.dilate(where.astype(np.uint8), np.ones(shape, np.uint8)), np.uint8)


def _touched(labels: np.ndarray, area: Grey) -> np.ndarray:
    """By label: True where any pixel of the spot lies in the area."""
    touched = np.zeros(int(labels.max()) + 1, np.bool_)
    touched[labels[area > 0]] = True
    return touched


def _in_rows(labels: np.ndarray, specks: np.ndarray, letter: float) -> np.ndarray:
    """By label: True for specks that stand in a row with others."""
    rows = spots(_grown(specks[labels], _LEADERS * letter / 2, 0.0))
    inked = np.flatnonzero(specks[labels])
    pairs = np.unique(np.stack([rows.labels.ravel()[inked], labels.ravel()[inked]], axis=1), axis=0)
    members = np.bincount(pairs[:, 0], minlength=len(rows.stats))
    in_row = np.zeros(len(specks), np.bool_)
    in_row[pairs[members[pairs[:, 0]] >= _ROW, 1]] = True
    return in_row
