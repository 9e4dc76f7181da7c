"""Whether a picture shows texts in columns, told before its letters are read: reading is dear."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extract.page.picture import Picture, ink, shrunk, spots

Sides = NDArray[np.float64]

_DPI = 150.0
_CONTRAST = 30
_LOW, _HIGH = 2.5, 22.0
"""Letters are so high (points)."""
_WIDE = 4.0
"""And at most so many times as wide as high: letters that touch are one spot."""
_PAPER = 0.5
"""So much of the picture is of one shade: photos have many."""
_LETTERS, _LINES = 40, 3
_INKED = 0.5
"""This share of the ink is letters: charts have bars, maps and photos have areas."""
_ALIKE = 0.55
"""This share of them is of one height, capitals and small letters, to a half more or less."""
_APART = 1.6
"""Columns stand so many letter heights apart."""
_SHARE = 0.6
"""This share of the lines has texts in several columns, and leaves the same white."""


def shows_columns(picture: Picture) -> bool:
    """True where lines of letters leave the same white between their texts, line after line."""
    picture = shrunk(picture, _DPI)
    shades = np.bincount(picture.grey.ravel() >> 4, minlength=16)
    if shades.max() < _PAPER * picture.grey.size:
        return False
    boxes, total = _letters(picture)
    if len(boxes) < _LETTERS or _inked(boxes) < _INKED * total:
        return False
    heights = boxes[:, 3] - boxes[:, 1]
    height = float(np.median(heights))
    if np.mean(np.abs(heights - height) < height / 2) < _ALIKE:
        return False
    lines = _lines(boxes[heights > height / 3], height)
    parted = [line for line in lines if len(_gaps(line, height))]
    if len(parted) < _LINES or len(parted) < _SHARE * len(lines):
        return False
    return _common_white(lines, height) > 0


def _letters(picture: Picture) -> tuple[Sides, float]:
    """The boxes (n, 4) and areas of spots as large as letters, level rules left out, and how much ink there is."""
    stats = spots(ink(picture, _CONTRAST)).stats[1:].astype(np.float64)
    x, y, width, height, area = stats.T
    rule = (width > 8 * height) & (height < 2 * picture.scale) | (height > 8 * width) & (width < 2 * picture.scale)
    letter = (height >= _LOW * picture.scale) & (height <= _HIGH * picture.scale) & (width <= _WIDE * height) & ~rule
    boxes = np.stack([x, y, x + width, y + height, area], axis=1)[letter]
    return boxes, float(area[~rule].sum())


def _inked(boxes: Sides) -> float:
    return float(boxes[:, 4].sum())


def _lines(boxes: Sides, height: float) -> list[Sides]:
    """The letters by line, each from left to right."""
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    order = np.argsort(middle, kind="stable")
    parts = np.split(boxes[order], np.flatnonzero(np.diff(middle[order]) > height / 2) + 1)
    return [part[np.argsort(part[:, 0])] for part in parts if len(part) > 2]


def _gaps(line: Sides, height: float) -> Sides:
    """The white stretches (k, 2) between the texts of a line."""
    right = np.maximum.accumulate(line[:, 2])[:-1]
    wide = line[1:, 0] - right > _APART * height
    return np.stack([right[wide], line[1:, 0][wide]], axis=1)


def _common_white(lines: list[Sides], height: float) -> int:
    """How many stretches of white go down through most lines, with texts on both sides of them."""
    end = int(max(line[:, 2].max() for line in lines)) + 1
    covered = np.zeros((len(lines), end), np.bool_)
    inside = np.zeros((len(lines), end), np.bool_)
    for k, line in enumerate(lines):
        inside[k, int(line[0, 0]) : int(line[:, 2].max())] = True
        for x0, _, x1, _, _ in line.tolist():
            covered[k, int(x0) : int(x1) + 1] = True
    white = ((inside & ~covered).sum(axis=0) >= _SHARE * len(lines)) & (covered.sum(axis=0) <= 0.15 * len(lines))
    steps = np.diff(np.concatenate([[0], white.astype(np.int8), [0]]))
    return int(np.count_nonzero(np.flatnonzero(steps < 0) - np.flatnonzero(steps > 0) > height / 2))
