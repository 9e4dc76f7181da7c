"""Pages whose letters are spaced out: the white between letters given back to them, as the font would have it.

Some print drivers draw each letter by itself and far from the next ("P a g u", "1 2 . 5 0 0"). A PDF counts such white
as part of the letter's advance; once it is, words, numbers and columns of such a page are read as those of any other.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from extract.page.median import median
from extract.page.stretches import distinct
from extract.types import Bools, Floats

SPACED = 0.19
"""Letters farther apart than this share of the font size look like words."""
_WIDEST = 1.0
"""Letters so far apart are of different columns."""
_SPREAD = 1.6
"""Inside a word no gap is wider than so many usual ones: the white between words is."""
_SHORTEST = 5
"""The shortest amount has so many characters: 1.250."""
_EVEN = 0.06
"""Digits spread evenly stand apart by gaps that differ by less than this share of the font size."""
_AMOUNT = re.compile(r"\(?-?\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?\)?")
_FEW_LETTERS = 80
_MOST = 0.6


def with_spacing(codes: NDArray[np.uint32], boxes: Floats, sizes: Floats) -> Floats:
    """The boxes (n, 4) of upright characters in the order of the file, letters of a spaced-out page made as wide as
    their place; the same boxes where the page's letters adjoin, as they nearly always do.
    """
    if len(codes) < _FEW_LETTERS:
        return boxes
    size = np.maximum(np.minimum(sizes[1:], sizes[:-1]), 1.0)
    gap = (boxes[1:, 0] - boxes[:-1, 2]) / size
    if np.count_nonzero((gap > SPACED) & (gap < _WIDEST)) < _MOST * _FEW_LETTERS:
        return boxes
    inside = _side_by_side(codes, boxes, size) & (gap > -0.5) & (gap < _WIDEST)
    letters = inside & _is_letter(codes[1:]) & _is_letter(codes[:-1])
    if letters.sum() < _FEW_LETTERS or np.count_nonzero(gap[letters] > SPACED) < _MOST * letters.sum():
        return boxes
    usual = float(median(gap[letters]))
    filled = boxes.copy()
    within = np.flatnonzero(inside & (gap > 0) & (gap < _SPREAD * usual))
    filled[within, 2] = boxes[within + 1, 0]
    return filled


def with_spread_figures(codes: NDArray[np.uint32], boxes: Floats, sizes: Floats, of: NDArray[np.intp]) -> Floats:
    """The boxes with the digits of amounts that are spread evenly made as wide as their place; ``of`` (n,): the text
    object of each character. A code printed digit by digit keeps its gaps: there each one means something.
    """
    if len(codes) < _SHORTEST:
        return boxes
    size = np.maximum(sizes[1:], 1.0)
    gap = (boxes[1:, 0] - boxes[:-1, 2]) / size
    apart = (gap > SPACED * 0.9) & (gap < _WIDEST) & (of[1:] == of[:-1]) & (codes[1:] > 0x20) & (codes[:-1] > 0x20)
    if np.count_nonzero(apart) < _SHORTEST - 1:
        return boxes
    filled = boxes.copy()
    for run in distinct(of[1:][apart]).tolist():
        first, end = np.searchsorted(of, [run, run + 1]).tolist()
        text = str(codes[first:end].astype("<u4").tobytes(), "utf-32-le")
        inner = gap[first : end - 1]
        if _AMOUNT.fullmatch(text) and float(inner.max() - inner.min()) < _EVEN:
            filled[first : end - 1, 2] = boxes[first + 1 : end, 0]
    return filled


def _side_by_side(codes: NDArray[np.uint32], boxes: Floats, size: Floats) -> Bools:
    """Which inked characters are followed by another one on the same line."""
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    inked = codes > 0x20
    return np.asarray(inked[1:] & inked[:-1] & (np.abs(np.diff(middle)) < 0.3 * size))


def _is_letter(codes: NDArray[np.uint32]) -> Bools:
    lower = codes | 0x20
    return np.asarray((lower >= 0x61) & (lower <= 0x7A))
