"""Rules that are typed: box-drawing letters, or rows of hyphens and underscores with bars between the texts.

Reports of line printers and accounting programs set their tables so. The letters become rules, as wide as their place,
and are no text any longer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple
from unicodedata import name

import numpy as np
from numpy.typing import NDArray

from extract.page.stretches import distinct
from extract.types import Bools, Box, Floats

Indices = NDArray[np.intp]

_ROW = re.compile(r"[+|]?(?:[-=_]{3,}[+|]?)+")
_BARS = 4
"""A page with typed column rules has so many bars at least."""
_BOX_FIRST, _BOX_LAST = 0x2500, 0x257F
_UNDERSCORE = "_"
_DOWN_REACH = 0.62
"""A bar reaches so many line steps up and down: to the bars of the lines above and below."""
_STEP = 1.7
"""Lines of a typed table follow each other within so many font sizes; a row rule between them doubles it."""


class Typed(NamedTuple):
    """The rules (m, 4) that are typed, and which characters make them."""

    rules: Floats
    letters: Indices


def typed_rules(text: str, boxes: Floats, sizes: Floats, shown: Bools) -> Typed | None:
    """The rules typed among a page's characters (n); None where there are none. ``shown`` (n,): upright and visible."""
    boxed = _boxed(text)
    bars = boxed if len(boxed) else _drawn_with_hyphens(text)
    bars = bars[shown[bars]]
    if len(bars) < _BARS:
        return None
    rules: list[tuple[float, float, float, float]] = []
    steps = _steps(boxes, sizes, bars)
    for k, step in zip(bars.tolist(), steps.tolist(), strict=True):
        rules += _strokes(text[k], Box(*boxes[k].tolist()), step)
    return Typed(np.array(rules, np.float32).reshape(-1, 4), bars)


def _boxed(text: str) -> Indices:
    if text.isascii():
        return np.zeros(0, np.intp)
    codes = np.frombuffer(text.encode("utf-32-le"), "<u4")
    return np.flatnonzero((codes >= _BOX_FIRST) & (codes <= _BOX_LAST))


def _drawn_with_hyphens(text: str) -> Indices:
    """The letters of rows of hyphens or underscores, and the bars, where a page has both."""
    if text.count("|") < _BARS or ("---" not in text and "___" not in text and "===" not in text):
        return np.zeros(0, np.intp)
    rows = [k for match in _ROW.finditer(text) for k in range(*match.span())]
    return distinct(np.array([*rows, *(k for k, letter in enumerate(text) if letter == "|")], np.intp))


def _steps(boxes: Floats, sizes: Floats, bars: Indices) -> Floats:
    """How far each bar reaches up and down: to the next typed line, a font size at least."""
    middle = (boxes[bars, 1] + boxes[bars, 3]) / 2
    lines = distinct(np.round(middle, 0))
    gaps = np.diff(lines)
    usual = float(np.median(gaps[gaps > 1.5])) if (gaps > 1.5).any() else 0.0
    return np.asarray(np.clip(usual, sizes[bars], _STEP * sizes[bars]) * _DOWN_REACH, np.float32)


def _strokes(letter: str, box: Box, reach: float) -> Iterator[tuple[float, float, float, float]]:
    """The strokes of one letter, across and down: where columns meet a row rule, a box-drawing letter has both.

    The bars above and below reach to a typed corner's middle.
    """
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    above, below, across = _directions(letter)
    if above or below:
        yield (x, y - reach if above else y, x, y + reach if below else y)
    if letter == _UNDERSCORE:
        yield (box.x0, box.y1, box.x1, box.y1)
    elif across or not (above or below):
        yield (box.x0, y, box.x1, y)


@cache
def _directions(letter: str) -> tuple[bool, bool, bool]:
    """Whether a letter has a stroke up from its middle, one down, and one across: as Unicode names box-drawing letters.

    >>> [_directions(letter) for letter in "│├└─"]
    [(True, True, False), (True, True, True), (True, False, True), (False, False, True)]
    """
    named = "VERTICAL" if letter == "|" else name(letter) if _BOX_FIRST <= ord(letter) <= _BOX_LAST else ""
    words = set(named.split())
    upright = "VERTICAL" in words
    return upright or "UP" in words, upright or "DOWN" in words, not words.isdisjoint(("HORIZONTAL", "LEFT", "RIGHT"))
