"""The pixels of a page's rules, told from those of its letters."""

from __future__ import annotations

import numpy as np

from extract.page.picture import Grey, Picture
from extract.scan.rules import SHORT
from extract.types import Floats


def rule_marks(picture: Picture, marks: Grey, rules: Floats, widths: Floats) -> Grey:
    """255 on the pixels of ``marks`` that belong to these rules (points): straight strokes beside their middle."""
    import cv2

    length = picture.points(SHORT)
    found = np.zeros_like(marks)
    if not len(rules):
        return found
    half = widths * picture.scale / 2 + 2.0
    strokes = [
        cv2.dilate(cv2.morphologyEx(marks, cv2.MORPH_OPEN, np.ones(shape, np.uint8)), np.ones((3, 3), np.uint8))
        for shape in ((length, 1), (1, length))
    ]
    for (x0, y0, x1, y1), more in zip((rules * picture.scale).tolist(), half.tolist(), strict=True):
        is_level = x0 != x1
        across_x, across_y = (1.0, more) if is_level else (more, 1.0)
        rows = slice(max(round(y0 - across_y), 0), round(y1 + across_y) + 1)
        columns = slice(max(round(x0 - across_x), 0), round(x1 + across_x) + 1)
        found[rows, columns] |= strokes[is_level][rows, columns]
    return found
