"""Which way up a scanned page lies: sideways pages are told by how their letters stand together."""

from __future__ import annotations

import numpy as np

from extract.page.picture import Grey, Picture, ink, shrunk, spots

_DPI = 150.0
"""Enough to see how letters stand together; a finer picture shows more dust, not more letters."""


def turn_picture(picture: Picture, angle: int) -> Picture:
    """The picture turned so that text at ``angle`` (0, 90, 180, 270 degrees clockwise) comes to read at 0."""
    return Picture(np.ascontiguousarray(np.rot90(picture.grey, angle // 90)), picture.scale) if angle else picture


def is_sideways(picture: Picture) -> bool:
    """True where the page's lines run up or down: letters join their neighbours above sooner than those beside."""
    letters, size = _letters(shrunk(picture, _DPI))
    if size == 0:
        return False
    reach = max(2, round(0.6 * size))
    beside, above = _count_joined(letters, (1, reach)), _count_joined(letters, (reach, 1))
    return above < 0.75 * beside


def _letters(picture: Picture) -> tuple[Grey, float]:
    """The marks of the size of letters, and their usual shorter side; 0 where there are too few to tell.

    The longer side is a word's where letters of small print run together, and farther than from line to line.
    """
    found = spots(ink(picture, 30))
    stats = found.stats
    longer = stats[:, 2:4].max(axis=1)
    keep = (longer >= 2.5 * picture.scale) & (longer <= 20 * picture.scale)
    keep[0] = False
    if not 50 <= int(keep.sum()) <= 200_000:
        return np.zeros((1, 1), np.uint8), 0.0
    return found.marked(keep), float(np.median(stats[keep, 2:4].min(axis=1)))


def _count_joined(marks: Grey, shape: tuple[int, int]) -> int:
    import cv2

    return len(spots(np.asarray(cv2.morphologyEx(marks, cv2.MORPH_CLOSE, np.ones(shape, np.uint8)), np.uint8)).stats)
