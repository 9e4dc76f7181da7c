"""The pixels of a page's rules, told from those of its letters."""

from __future__ import annotations

import numpy as np

from extract.page.picture import Grey, Picture
from extract.scan.rules import SHORT
from extract.types import Floats

_GAP, _BROKEN = 3.2, 0.95
"""Points between the dashes of a rule of which less than this share is inked."""


def rule_marks(picture: Picture, marks: Grey, rules: Floats, widths: Floats) -> Grey:
    """255 on the pixels of ``marks`` that belong to these rules (points): straight strokes beside their middle."""
    length = picture.points(SHORT)
    found = np.zeros_like(marks)
    if not len(rules):
        return found
    half = widths * picture.scale / 2 + 2.0
    shapes = (length, 1), (1, length)
    strokes = [_strokes(marks, shape) for shape in shapes]
    for (x0, y0, x1, y1), more in zip((rules * picture.scale).tolist(), half.tolist(), strict=True):
        is_level = x0 != x1
        across_x, across_y = (1.0, more) if is_level else (more, 1.0)
        rows = slice(max(round(y0 - across_y), 0), round(y1 + across_y) + 1)
        columns = slice(max(round(x0 - across_x), 0), round(x1 + across_x) + 1)
        found[rows, columns] |= strokes[is_level][rows, columns]
        band = marks[rows, columns]
        if band.size and _share_along(band, is_level) < _BROKEN:
            found[rows, columns] |= _dashes(band, shapes[is_level], picture.points(_GAP))
    return found


def _dashes(band: Grey, shape: tuple[int, int], gap: int) -> Grey:
    """255 where the strip about a rule holds its dashes, those that are no farther apart than ``gap`` pixels."""
    import cv2

    is_level = shape[0] == 1
    inner = band.copy()
    inner[:: max(len(band) - 1, 1) if is_level else 1, :: 1 if is_level else max(band.shape[1] - 1, 1)] = 0
    reach = (1, gap + 1) if is_level else (gap + 1, 1)
    return _strokes(np.asarray(cv2.morphologyEx(inner, cv2.MORPH_CLOSE, np.ones(reach, np.uint8)), np.uint8), shape)


def _strokes(marks: Grey, shape: tuple[int, int]) -> Grey:
    """The marks that hold straight strokes of this shape, and a pixel about them."""
    import cv2

    return np.asarray(
        cv2.dilate(cv2.morphologyEx(marks, cv2.MORPH_OPEN, np.ones(shape, np.uint8)), np.ones((3, 3), np.uint8)),
        np.uint8,
    )


def _share_along(band: Grey, is_level: bool) -> float:
    """The share of a rule's length that is inked."""
    inked = np.asarray(band.any(axis=0 if is_level else 1))
    return np.count_nonzero(inked) / inked.size
