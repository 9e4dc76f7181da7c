"""Boxes of the characters that OCR read, as a font would have set them.

A line's ink is as tall as its letters happen to be: ``aman`` is half as tall as ``Jalan``, and stands elsewhere. The
engines measure the white between lines, so every line of one font gets the same height about its baseline.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extract.page.picture import Grey
from extract.scan.types import Line, Reading

Floats64 = NDArray[np.float64]

_TALL = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789bdfhklt()[]{}/|%&$!?\"'")
_DEEP = {**dict.fromkeys("gjpqy()|[]{}", 0.2), **dict.fromkeys(",;", 0.14)}
"""How far signs reach below the baseline, in font sizes. A slash stands on it in most fonts."""
_CAPITALS, _SMALL = 0.72, 0.52
"""Heights of tall and of small letters over the baseline, in font sizes."""
_ASCENT, _DESCENT = 0.9, 0.21
"""The loose box of a character over and below the baseline, as fonts usually have it."""
_THIN = 0.02
"""Pixels: no box is narrower."""
_MIDDLE = 0.3
"""Height of a dash over the baseline."""
_ALIKE = 1.18
"""Sizes that differ by less than this factor are measurements of one size."""
_FAINT, _DARK, _SPECK = 24.0, 0.35, 0.04
"""Ink is darker than paper by so many grey levels and by this share of the blackest; a column with less ink than the
last share of its height is white."""
_SPACE, _TIGHT = 0.22, 0.12
"""White between two letters that is wider than the first (in font sizes) is a space, where letters stand tight."""
_COLUMN, _COLUMN_TIMES, _USUAL_SPACE = 0.6, 1.9, 0.35
"""White is too wide for a space above this many font sizes, and this many times the line's usual space."""


def font_sizes(lines: Sequence[Line], texts: Sequence[str]) -> Floats64:
    """(n,) the font size of each line in pixels: from its ink's height and the letters in it; the usual one where it
    has none (a dash).
    """
    lettered = np.array([any(map(str.isalnum, text)) for text in texts], np.bool_)
    heights = np.array([line.height for line in lines], np.float64)
    sizes = heights / [_height(text) for text in texts]
    usual = float(np.median(sizes[lettered])) if lettered.any() else float(heights.max(initial=1.0)) / _CAPITALS
    return np.where(lettered, sizes, usual)


def _height(text: str) -> float:
    above = _CAPITALS if any(letter in _TALL for letter in text) else _SMALL
    return above + _below(text)


def _below(text: str) -> float:
    return max((_DEEP.get(letter, 0.0) for letter in text), default=0.0)


def settled_sizes(sizes: Floats64) -> Floats64:
    """Each size as the median of those alike: they are measured on ink and waver by a pixel."""
    order = np.sort(sizes)
    first = np.searchsorted(order, sizes / _ALIKE, "left")
    last = np.searchsorted(order, sizes * _ALIKE, "right") - 1
    return np.asarray(order[(first + last) // 2]) if len(order) else order


def char_boxes(line: Line, reading: Reading, size: float, gaps: Floats64) -> Floats64:
    """Boxes (n, 4) of a line's characters in pixels, out to the white between them.

    ``gaps`` (n - 1, 2): the columns of white after each character but the last.
    """
    gaps = _between_letters(reading.text, gaps, size)
    x0 = np.concatenate([[line.x0], gaps[:, 1]])
    x1 = np.concatenate([gaps[:, 0], [line.x1]])
    base = _baseline(line, reading.text, size)
    rows = np.tile([base - _ASCENT * size, base + _DESCENT * size], (len(x0), 1))
    return np.stack([x0, rows[:, 0], np.maximum(x1, x0 + _THIN), rows[:, 1]], axis=1)


def _between_letters(text: str, gaps: Floats64, size: float) -> Floats64:
    """The gaps with those closed that are no more than the white a letter brings along: a 1 has much of it."""
    is_word = np.array([not (a.isspace() or b.isspace()) for a, b in pairwise(text)], np.bool_)
    close = is_word & (gaps[:, 1] - gaps[:, 0] <= _COLUMN * size)
    return np.where(close[:, None], gaps.mean(axis=1, keepdims=True), gaps)


def white_gaps(grey: Grey, line: Line, reading: Reading, reach: tuple[int, int]) -> Floats64:
    """(n - 1, 2) the widest stretch of white columns between the middles of neighbours; where they touch, a point.

    A space character gets the stretch in which it stands for itself. ``reach``: the first and last column of the crop
    that was read.
    """
    left, right = reach
    middle = np.clip(left + np.array(reading.middle) * (right - left), line.x0 + 1, line.x1 - 1)
    middle = np.maximum.accumulate(middle)
    white = _white_columns(grey, line)
    gaps = np.repeat((middle[1:] + middle[:-1])[:, None] / 2, 2, axis=1)
    printed = [k for k, letter in enumerate(reading.text) if not letter.isspace()]
    for before, after in pairwise(printed):
        low, high = int(middle[before]) + 1 - line.x0, int(np.ceil(middle[after])) - line.x0
        widest = max(_stretches(white[low:high]), key=lambda stretch: stretch[1] - stretch[0], default=None)
        if widest is not None:
            gaps[before:after] = widest[0] + low + line.x0, widest[1] + low + line.x0
        if after > before + 1:
            gaps[before, 1], gaps[after - 1, 0] = gaps[before, 0], gaps[after - 1, 1]
    return gaps


def _white_columns(grey: Grey, line: Line) -> NDArray[np.bool_]:
    """(width,) True where a line's picture shows paper from top to bottom; a watermark under it is paper too."""
    part = grey[line.y0 : line.y1, line.x0 : line.x1].astype(np.float32)
    if not part.size:
        return np.zeros(max(line.x1 - line.x0, 0), np.bool_)
    paper, black = np.percentile(part, (85, 2))
    dark = part < paper - max(_FAINT, _DARK * (paper - black))
    return np.asarray(dark.sum(axis=0) <= _SPECK * len(part))


def _stretches(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    ends = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8))).tolist()
    return list(zip(ends[::2], ends[1::2], strict=True))


def with_seen_spaces(reading: Reading, gaps: Floats64, size: float) -> tuple[Reading, Floats64]:
    """The reading with the spaces that its picture shows, and the white after each of its characters.

    A recogniser leaves out narrow spaces (``danPelayanan``). A space far wider than a line's others is none: there two
    columns stand side by side.
    """
    text, width = reading.text, (gaps[:, 1] - gaps[:, 0]) / max(size, 1.0)
    spans = _space_widths(text, gaps, size)
    usual = float(np.median(list(spans.values()))) if len(spans) > 1 else _USUAL_SPACE
    wide = {k for k, span in spans.items() if span > max(_COLUMN, _COLUMN_TIMES * usual)}
    inner = [width[k] for k in range(len(text) - 1) if text[k].isalpha() and text[k + 1].isalpha()]
    is_tight = bool(inner) and float(np.median(inner)) <= _TIGHT
    places: list[int | None] = []
    for k, letter in enumerate(text):
        if not (letter.isspace() and k in wide):
            places.append(k)
        # Beside a space that was read, the white is that space's: letters' places are known to half a letter.
        is_inner = text[max(k - 1, 0) : k + 3].isalpha()
        if k < len(width) and is_tight and is_inner and width[k] > _SPACE:
            places.append(None)
    if None not in places and len(places) == len(text):
        return reading, gaps
    return _rearranged(reading, gaps, places)


def _space_widths(text: str, gaps: Floats64, size: float) -> dict[int, float]:
    """The white in which each lone space character stands, in font sizes."""
    inside = range(1, len(text) - 1)
    return {k: float(gaps[k, 1] - gaps[k - 1, 0]) / max(size, 1.0) for k in inside if text[k].isspace()}


def _rearranged(reading: Reading, gaps: Floats64, places: Sequence[int | None]) -> tuple[Reading, Floats64]:
    """The reading of these characters in order; None is a space in the white after the character before it."""
    text, sure, middle = "", list[float](), list[float]()
    after: list[tuple[float, float]] = []
    ends = np.concatenate([gaps, gaps[-1:]])
    for k, place in enumerate(places):
        before = places[k - 1] if place is None else place
        assert before is not None
        follows = k + 1 < len(places) and places[k + 1] is None
        low, high = ends[before].tolist()
        if place is None:
            text, after = text + " ", [*after, (high, high)]
            middle.append((reading.middle[before] + reading.middle[before + 1]) / 2)
        else:
            text, after = text + reading.text[place], [*after, (low, low if follows else high)]
            middle.append(reading.middle[place])
        sure.append(reading.sure[before])
    for k in range(len(places) - 1):
        this, following = places[k], places[k + 1]
        # Where a space was dropped, the white on both its sides is one.
        if this is not None and following is not None and following > this + 1:
            after[k] = (after[k][0], float(ends[following - 1][1]))
    return Reading(text, tuple(sure), tuple(middle)), np.array(after[:-1], np.float64).reshape(-1, 2)


def _baseline(line: Line, text: str, size: float) -> float:
    """Where the line's letters stand: at the bottom of its ink, or above where letters reach below."""
    if not any(map(str.isalnum, text)) and not _below(text):
        return (line.y0 + line.y1) / 2 + _MIDDLE * size
    return line.y1 - _below(text) * size
