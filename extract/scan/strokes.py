"""Straight strokes among a page's marks: what rules are made of."""

from __future__ import annotations

import numpy as np

from extract.page.picture import Grey

THICK = 4.5
"""Points: no rule is thicker."""


def smooth(marks: Grey, gap: int) -> Grey:
    """The marks with gaps of up to ``gap`` pixels and steps of one pixel closed along level strokes."""
    import cv2

    even = cv2.dilate(marks, np.ones((3, 1), np.uint8))
    return np.asarray(cv2.morphologyEx(even, cv2.MORPH_CLOSE, np.ones((1, gap + 1), np.uint8)), np.uint8)


def opened(even: Grey, length: int) -> Grey:
    """The level strokes of at least ``length`` pixels."""
    import cv2

    return np.asarray(cv2.morphologyEx(even, cv2.MORPH_OPEN, np.ones((1, length), np.uint8)), np.uint8)


def crossed(layer: Grey) -> Grey:
    """The picture with rows and columns exchanged, so that upright strokes lie level."""
    import cv2

    return np.asarray(cv2.transpose(layer), np.uint8)  # numpy takes five times as long
