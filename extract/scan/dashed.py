"""Rules that are printed in dashes, closed so that they are seen as the rules that they are.

A scan shows the white between dashes wider here and narrower there: without this, one rule of a dashed table is found
and the next is not, and its dashes stand among the letters.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extract.page.picture import Grey, spots
from extract.scan.strokes import crossed

_SHORT, _WIDE, _THICK, _GAP = 1.6, 9.0, 1.8, 3.2
"""Points: a dash is so long at least and at most, no thicker, and no farther from the next."""
_LONG, _FEWEST = 8.0, 3
"""Points that a row of dashes is long, and how many it has at least."""
_FLAT = 1.2
"""Dashes are usually so many times as long as thick: dots are leaders."""
_ALONE = 0.5
"""So much of a row stands by itself: the feet and bars of letters hang on letters, as a dash that another crosses."""
_ALIKE, _MOST = 0.35, 0.6
"""By how much of the usual length dashes differ, for such a share of them: here and there two have run together."""
_SOME = 24
"""A table in dashes has so many of them in each direction, and many times more; most pages have fewer."""

Layers = tuple[Grey, Grey]
"""Marks, and how dark each pixel is."""


def with_whole_rules(marks: Grey, depth: Grey, scale: float) -> tuple[Layers, Layers]:
    """The marks and how dark they are, with rules in dashes as whole ones: the level ones, and, rows and columns
    exchanged, the upright ones. ``scale``: pixels a point.
    """
    whole = spots(marks)
    width, height = whole.stats[1:, 2], whole.stats[1:, 3]
    turned = crossed(marks), crossed(depth)
    if min(_count(width, height, scale), _count(height, width, scale)) < _SOME:
        return (marks, depth), turned
    alone = whole.stats[:, 3] <= _THICK * scale, whole.stats[:, 2] <= _THICK * scale
    level = _closed(marks, depth, whole.marked(alone[0]), scale)
    return level, _closed(*turned, crossed(whole.marked(alone[1])), scale)


def _count(long: NDArray[np.int32], thick: NDArray[np.int32], scale: float) -> int:
    """How many spots may be dashes of these lengths and thicknesses."""
    flat = (thick <= _THICK * scale) & (long >= _FLAT * thick)
    return int(np.count_nonzero(flat & (long >= _SHORT * scale) & (long <= _WIDE * scale)))


def _closed(marks: Grey, depth: Grey, alone: Grey, scale: float) -> Layers:
    """The layers with the white between level dashes filled; ``alone``: the marks that are no higher than a dash."""
    import cv2

    dashed = _dashed(marks, alone, scale)
    filled = cv2.morphologyEx(depth, cv2.MORPH_CLOSE, _across(_GAP * scale))
    return marks | dashed, np.where(dashed > 0, np.asarray(filled, np.uint8), depth)


def _dashed(marks: Grey, alone: Grey, scale: float) -> Grey:
    """255 along the level rows of dashes, the white between them too."""
    import cv2

    # An upright dash that a level one crosses is taken off it.
    found = spots(np.asarray(cv2.morphologyEx(marks, cv2.MORPH_OPEN, _across(_SHORT * scale)), np.uint8))
    small = (found.stats[:, 3] <= _THICK * scale) & (found.stats[:, 2] <= _WIDE * scale)
    small[0] = False
    joined = cv2.morphologyEx(found.marked(small), cv2.MORPH_CLOSE, _across(_GAP * scale))
    rows = spots(np.asarray(cv2.morphologyEx(joined, cv2.MORPH_OPEN, _across(_LONG * scale)), np.uint8))
    dashes = found.stats[small]
    x, y = (dashes[:, :2] + dashes[:, 2:4] // 2).T
    by_itself, home = alone[y, x] > 0, rows.labels[y, x]
    is_rule = np.zeros(len(rows.stats), np.bool_)
    for row in np.flatnonzero(np.bincount(home[by_itself], minlength=len(is_rule)) >= _FEWEST * _ALONE).tolist():
        is_rule[row] = row > 0 and _are_a_rule(dashes[home == row], by_itself[home == row])
    return rows.marked(is_rule)


def _across(length: float) -> Grey:
    return np.ones((1, round(length) | 1), np.uint8)


def _are_a_rule(dashes: NDArray[np.int32], by_itself: NDArray[np.bool_]) -> bool:
    """True for a row (``Spots.stats``) of enough flat dashes of about one length, most of which stand by themselves."""
    long, thick = dashes[:, 2].astype(np.float64), dashes[:, 3]
    alike = np.abs(long - np.median(long)) <= _ALIKE * np.median(long)
    return bool(
        len(dashes) >= _FEWEST
        and long.sum() >= _FLAT * thick.sum()
        and long[by_itself].sum() >= _ALONE * long.sum()
        and alike.mean() >= _MOST
    )
