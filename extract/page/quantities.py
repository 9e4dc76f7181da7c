"""A quantity beside its unit in one cell, on different heights, told by the white between them."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from extract.page.stretches import stretch_starts

Indices = NDArray[np.intp]

_CLEAR = 0.6
"""A quantity stands clear of its unit by this share of the font size at least, which no space is wide."""
_QUANTITY = re.compile(r"\s*(?:-|[0-9]+(?:[.,][0-9]+)*)\s*")
_BLANK, _COMMA, _DASH, _DOT, _ZERO, _NINE = map(ord, " ,-.09")


def quantities_first(
    label: Indices,
    line: Indices,
    start: NDArray[np.float32],
    end: NDArray[np.float32],
    size: NDArray[np.float32],
    code: NDArray[np.uint32],
) -> Indices | None:
    """The lines of characters in reading order, a lone quantity on the left of its cell before all lines of its unit;
    None where that changes nothing.

    "4200" stands half way down the broken word "kegia / tan", or below "orang". Numbers on several lines stay where
    they are: each may have a unit of its own.
    """
    blocks = stretch_starts(label)
    if not len(label) or line[-1] - line[0] == len(blocks) - 1:
        return None  # each cell has one line
    number = ((code >= _ZERO) & (code <= _NINE)) | (code == _DASH)
    word = ~number & (code != _BLANK) & (code != _DOT) & (code != _COMMA)
    places = np.arange(len(code))
    last = np.maximum.reduceat(np.where(number, places, -1), blocks)
    among = last > np.minimum.reduceat(np.where(word, places, len(code)), blocks)
    if not among.any():
        return None
    far = np.maximum.reduceat(np.where(number, end, -np.inf), blocks)
    near = np.minimum.reduceat(np.where(word, start, np.inf), blocks)
    ends = np.append(blocks[1:], len(code))
    found = None
    for k in np.flatnonzero(among & (near - far >= _CLEAR * size[blocks])).tolist():
        cell = places[blocks[k] : ends[k]]
        is_left = start[cell] < near[k]
        left, right = cell[is_left], cell[~is_left]
        inked = left[code[left] != _BLANK]
        text = str(code[left].astype("<u4").tobytes(), "utf-32-le")
        if line[inked[0]] == line[inked[-1]] and _QUANTITY.fullmatch(text):
            found = line * 2 if found is None else found
            found[left] = line[cell[0]] * 2
            found[right] = line[cell[0]] * 2 + 1 + _ranks(line[right])
    return found


def _ranks(line: Indices) -> Indices:
    """The number of each character's line among these, counted from 0."""
    rank = np.zeros(len(line), np.intp)
    np.cumsum(line[1:] != line[:-1], out=rank[1:])
    return rank
