"""Fonts whose digits are drawn as other digits than the file says: the map from glyphs to characters is wrong.

Nothing else tells: the text is clean, its amounts are well formed, and every copy of it is wrong. So of each font some
digits are drawn, once a document, and compared with how digits look. Only a font that clearly draws others is told; one
whose digits look like nothing (handwriting, ornaments) is believed.
"""

from __future__ import annotations

import ctypes
import math
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.page import pdfium_calls as c
from extract.page.chars import Chars, Font
from extract.page.clips import open_box

_ROWS, _COLUMNS = 16, 12
_SHAPES = Path(__file__).with_name("digit_shapes.txt")
_TALL = 40.0
"""Pixels of a font size: a digit is about 28 high."""
_LEAST_TALL = 10
"""Pixels of ink: below this a digit's shape is lost."""
_FOOT, _HEAD = 0.25, 0.8
"""Shares of a line's height between which its digits stand, at the least."""
_DARK = 100
"""Opacity (0..255) of what is ink."""
_WIDEST = 6000
"""Pixels of a text that is drawn for one of its digits."""
_LOOKS = 2
"""So many of each digit of a font are looked at, on as many pages: one may be cut off, or drawn over."""
_SINGLE, _LIKE = 0.35, 0.5
"""A digit looks more like another than like itself by this, and like that other by so much; correlations."""
_PAIR, _PAIR_OF_ONE = 0.3, 0.6
"""Two digits that look like each other gain this by being exchanged; honest fonts gain nothing.

Measured on 290 fonts of published documents: without 1, the best gain of an honest one was 0, and 98 % of all exchanges
gain more than .35. A 1 has a foot or none, so that it may look like anything (.4).
"""
_ONE = 1
_WHOLE = 0.9
"""A digit's ink is so high at least, of that of the highest in its font."""


_Font = tuple[str, int]


class _Look(NamedTuple):
    """One drawn digit: how high its ink is in pixels, and how like it is to each of the ten shapes."""

    rows: int
    likeness: NDArray[np.float64]


class DigitWatch:
    """What was seen of the digits of a document's fonts, which are known by name and by how long their files are."""

    def __init__(self) -> None:
        self._looks: dict[tuple[_Font, int], list[_Look | None]] = {}
        self._lying: set[_Font] = set()

    def misnamed(self, document: Any, chars: Chars) -> bool:
        """True where digits of the page are named otherwise than they are drawn."""
        digits = np.flatnonzero((chars.codes >= 0x30) & (chars.codes <= 0x39))
        if not len(digits):
            return False
        fonts = [_identity(font) for font in chars.runs.fonts]
        keys = chars.runs.font.take(chars.runs.of.take(digits)) * 10 + (chars.codes[digits].astype(np.intp) - 0x30)
        firsts = np.zeros(len(fonts) * 10, np.intp)
        firsts[keys[::-1]] = digits[::-1] + 1
        inks: dict[int, NDArray[np.uint8] | None] = {}
        doubted = set()
        printed = np.flatnonzero(firsts)
        for key, place in zip(printed.tolist(), (firsts[printed] - 1).tolist(), strict=True):
            font = fonts[key // 10]
            looks = self._looks.setdefault((font, key % 10), [])
            if len(looks) < _LOOKS:
                look = _drawn(document, chars, place, inks)
                looks.append(look)
                if look is not None and look.likeness.argmax() != key % 10:
                    doubted.add(font)  # what looks most like itself makes nobody a liar
        self._lying.update(font for font in doubted if self._lies(font))
        return not self._lying.isdisjoint(fonts[key // 10] for key in printed.tolist())

    def _lies(self, font: _Font) -> bool:
        held = {digit: [look for look in self._looks.get((font, digit), []) if look] for digit in range(10)}
        highest = max((look.rows for looks in held.values() for look in looks), default=0)
        # A clip may have cut one; of figures with rises and falls only the tall ones are compared.
        whole = {
            digit: np.array([look.likeness for look in looks if look.rows > _WHOLE * highest])
            for digit, looks in held.items()
        }
        return is_other({digit: likeness for digit, likeness in whole.items() if len(likeness)})


def _identity(font: Font) -> _Font:
    """What tells a font from others while pages come and go: pdfium gives their addresses to others."""
    size = ctypes.c_size_t()
    c.library.FPDFFont_GetFontData(ctypes.cast(font.address, c.library.FPDF_FONT), None, 0, size)
    return font.name, size.value


def is_other(looks: dict[int, NDArray[np.float64]]) -> bool:
    """True where digits (by name, the likeness of each look to the ten shapes) are drawn as others."""
    for digit, likeness in looks.items():
        others = np.delete(likeness, digit, axis=1).max(axis=1)
        clear = (others - likeness[:, digit] > _SINGLE) & (others > _LIKE)
        if digit != _ONE and np.count_nonzero(clear) > 1:
            return True
    mean = {digit: likeness.mean(axis=0) for digit, likeness in looks.items()}
    for a in mean:
        for b in mean:
            gain = mean[a][b] + mean[b][a] - mean[a][a] - mean[b][b]
            if a < b and gain > (_PAIR_OF_ONE if _ONE in (a, b) else _PAIR):
                return True
    return False


def _drawn(document: Any, chars: Chars, place: int, inks: dict[int, NDArray[np.uint8] | None]) -> _Look | None:
    """A character as it is drawn; None where it cannot be drawn alone, upright and large enough.

    ``inks``: what was drawn of the page's texts so far.
    """
    runs, run = chars.runs, int(chars.runs.of[place])
    x, y = runs.directions[run].tolist()
    size = float(runs.sizes[run])
    if not (x > 0 and abs(y) < 0.01 * x and 0 < size < 1000 and runs.drawn[run]):
        return None
    thing = ctypes.cast(int(runs.objects[run]), c.library.FPDF_PAGEOBJECT)
    sides = [ctypes.c_float() for _ in range(4)]
    if not thing or not c.library.FPDFPageObj_GetBounds(thing, *sides):
        return None
    left, bottom, right, top = (side.value for side in sides)
    x0, y0, x1, y1 = chars.boxes[place].tolist()
    scale = _TALL / size
    # In a form the object's bounds are the form's, not the page's: then it is not known where the digit stands.
    inside = left - 0.3 * size <= x0 < x1 <= right + 0.3 * size and y0 < top and bottom < y1
    if not inside or not (right - left) * scale < _WIDEST or not (top - bottom) * scale < 4 * _TALL:
        return None
    window = open_box(c.Handle(int(runs.objects[run])))
    low, high = y0 + _FOOT * (y1 - y0), y0 + _HEAD * (y1 - y0)
    if window is not None and not (window.x0 <= x0 and x1 <= window.x1 and window.y0 <= low and high <= window.y1):
        return None
    if run not in inks:
        inks[run] = _bitmap(document, thing, scale)
    ink = inks[run]
    if ink is None:
        return None
    part = ink[:, max(0, round((x0 - left) * scale)) : max(0, round((x1 - left) * scale))]
    return _look(part)


def _bitmap(document: Any, thing: Any, scale: float) -> NDArray[np.uint8] | None:
    """The opacity of a text object's own picture."""
    bitmap = c.library.FPDFTextObj_GetRenderedBitmap(document, None, thing, scale)
    if not bitmap:
        return None
    try:
        width, rows = c.library.FPDFBitmap_GetWidth(bitmap), c.library.FPDFBitmap_GetHeight(bitmap)
        stride = c.library.FPDFBitmap_GetStride(bitmap)
        if c.library.FPDFBitmap_GetFormat(bitmap) != c.library.FPDFBitmap_BGRA:
            return None
        buffer = ctypes.cast(c.library.FPDFBitmap_GetBuffer(bitmap), ctypes.POINTER(ctypes.c_ubyte * (stride * rows)))
        held = np.frombuffer(buffer.contents, np.uint8).reshape(rows, stride)[:, : 4 * width]
        return held[:, 3::4].copy()
    finally:
        c.library.FPDFBitmap_Destroy(bitmap)


def _look(ink: NDArray[np.uint8]) -> _Look | None:
    dark = ink > _DARK
    rows, columns = (np.logical_or.reduce(dark, axis=axis).nonzero()[0] for axis in (1, 0))
    if not len(rows) or rows[-1] - rows[0] < _LEAST_TALL:
        return None
    cut = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].astype(np.float64)
    high, wide = cut.shape
    return _Look(high, _shapes() @ _normal(_means(_ROWS, high) @ cut @ _means(_COLUMNS, wide).T))


@lru_cache(maxsize=256)
def _means(rows: int, length: int) -> NDArray[np.float64]:
    """(rows, length): the weights with which so many lines of a picture make each of fewer (or more) rows."""
    edges = np.linspace(0, length, rows + 1)
    shares = np.clip(edges[1:, None] - np.arange(length), 0, 1) - np.clip(edges[:-1, None] - np.arange(length), 0, 1)
    return np.asarray(shares * (rows / length))


def _normal(picture: NDArray[np.float64]) -> NDArray[np.float64]:
    flat = picture.ravel()
    flat = flat - flat.sum() / len(flat)
    length = math.sqrt(
        flat.dot(flat)
    )  # a dozen of these for each page: numpy's own look at all that they might be asked
    return np.asarray(flat / length if length else flat, np.float64)


@cache
def _shapes() -> NDArray[np.float64]:
    """(10, places): how each digit looks."""
    lines = [line for line in _SHAPES.read_text(encoding="ascii").splitlines() if line and not line.startswith("#")]
    pictures = np.array([[int(place) for place in line] for line in lines], np.float64).reshape(10, _ROWS, _COLUMNS)
    return np.stack([_normal(picture) for picture in pictures])
