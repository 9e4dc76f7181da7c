"""The Roman numerals II and III in small print: equal bars side by side, which recognisers take for one letter."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.scan.types import Grey, Reading

_MOST_LETTERS, _SURE = 3, 0.9
"""Longer readings, and surer ones of other letters than bars, are what they are."""
_BARS = frozenset("Il|1!")
_FINER = 3
"""The crop is enlarged this often."""
_FULL, _GAP, _FOOT = 0.6, 0.45, 0.15
"""Columns of a bar have more ink than the first share of the darkest, those between bars less than the second, and
those beside them less than the third: a figure 1 has a flag."""
_JOINED = 0.75
"""Ink between two bars that is darker than this share of what is beside it joins them."""
_BAR_WIDTH, _ALIKE, _FLAG = 0.35, 1.7, 0.15
"""Bars are no wider than this share of their height, like each other within the factor, and nothing as wide as the
last share of their height stands beside them."""
_LIKELY = 0.8
"""Confidence in what the bars' number tells."""


def with_romans(crop: Grey, reading: Reading) -> Reading:
    """``II`` and ``III`` where the crop shows nothing but so many bars; the reading as it is otherwise."""
    text = reading.text.strip()
    if not text or len(text) > _MOST_LETTERS or text.isdigit():
        return reading
    if not set(text) <= _BARS and min(reading.sure) >= _SURE:
        return reading
    bars = _bars(crop)
    if len(bars) < 2 or text == "I" * len(bars):
        return reading
    return Reading("I" * len(bars), (_LIKELY,) * len(bars), tuple(bars))


def _bars(crop: Grey) -> list[float]:
    """The middles (0..1 of the width) of the two or three bars that are all there is in the crop; else none."""
    import cv2

    large: Any = cv2.resize(crop.astype(np.float32), None, fx=_FINER, fy=_FINER, interpolation=cv2.INTER_CUBIC)
    dark = np.clip(np.percentile(large, 85) - large, 0, None)
    rows = np.flatnonzero(dark.max(axis=1) > 0.5 * dark.max(initial=1.0))
    if not len(rows):
        return []
    height = int(rows[-1] - rows[0] + 1)
    inked = dark[rows[0] : rows[-1] + 1]
    profile = inked.mean(axis=0)
    profile /= max(float(profile.max()), 1.0)
    ends = np.flatnonzero(np.diff(np.concatenate([[False], profile >= _FULL, [False]]).astype(np.int8)))
    bars = list(zip(ends[::2].tolist(), ends[1::2].tolist(), strict=True))
    if not 2 <= len(bars) <= 3 or not _are_alike([b - a for a, b in bars], height):
        return []
    if not all(_is_gap(inked[:, end:begin], profile[end:begin]) for (_, end), (begin, _) in pairwise(bars)):
        return []
    foot = np.flatnonzero(profile > _FOOT)
    if max(bars[0][0] - foot[0], foot[-1] + 1 - bars[-1][1]) > _FLAG * height:
        return []
    return [(a + b) / 2 / len(profile) for a, b in bars]


def _is_gap(inked: NDArray[np.float32], profile: NDArray[np.float32]) -> bool:
    """True for columns with little ink from top to bottom: a letter's bars are joined somewhere."""
    column = inked[:, int(profile.argmin())]
    return bool(profile.min() <= _GAP and column.max() <= _JOINED * inked.max(initial=1.0))


def _are_alike(widths: list[int], height: int) -> bool:
    return max(widths) <= min(_ALIKE * min(widths), _BAR_WIDTH * height)
