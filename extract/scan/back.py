"""The rules of a sheet's back that show through thin paper, told from its own where its letters show through as well.

Pale rules alone are no sign: many tables are drawn in grey.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extract.page.picture import Array, Grey, Picture, ink, spots
from extract.types import Floats

_BLACKEST = 90
"""Percentile of how dark the spots as large as letters are that is the sheet's own print."""
_PALE = 0.4
"""The back's letters are less dark than this share of it ..."""
_MANY = 0.1
"""... and at least this share of all."""
_RULE = 0.35
"""Its rules are less dark than this."""
_LOW, _HIGH = 2.5, 30.0
"""Points: letters are so high."""


def without_back(picture: Picture, rules: Floats, widths: Floats) -> tuple[Floats, Floats]:
    """The rules (m, 4; points) and their widths without those of the sheet's back."""
    if not len(rules):
        return rules, widths
    dark = picture.darkness
    darkest = _letters(ink(picture), dark, picture.scale)
    if not len(darkest):
        return rules, widths
    usual = float(np.percentile(darkest, _BLACKEST))
    if float((darkest < _PALE * usual).mean()) < _MANY:
        return rules, widths
    own = np.array([_depth(dark, rule) >= _RULE * usual for rule in (rules * picture.scale).tolist()], np.bool_)
    return rules[own], widths[own]


def _letters(marks: Grey, dark: Grey, scale: float) -> NDArray[np.uint8]:
    """How dark each spot as large as a letter is where it is darkest."""
    found = spots(marks)
    inked = np.flatnonzero(marks)
    darkest = np.zeros(len(found.stats), np.uint8)
    np.maximum.at(darkest, found.labels.ravel()[inked], dark.ravel()[inked])
    width, height = found.stats[:, 2:4].T
    lettered = (height >= _LOW * scale) & (height <= _HIGH * scale) & (width <= _HIGH * scale)
    lettered[0] = False
    return np.asarray(darkest[lettered], np.uint8)


def _depth(dark: Grey, rule: list[float]) -> float:
    """How dark a level or upright rule (pixels) usually is along its middle, to a pixel beside it."""
    x0, y0, x1, y1 = (round(side) for side in rule)
    band = dark[max(y0 - 1, 0) : y1 + 2, max(x0 - 1, 0) : x1 + 2]
    along: Array = band.max(axis=0 if x1 - x0 > y1 - y0 else 1).astype(np.float64)
    return float(np.median(along)) if along.size else 0.0
