"""Dots and commas in numbers, settled by the picture: a comma reaches below the feet of digits, a dot does not.

Recognisers confuse the two in small print, and the difference is a factor of a hundred or a thousand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.scan.types import Reading

Grey = NDArray[np.uint8]
Floats32 = NDArray[np.float32]

_NUMBER = re.compile(r"(?<![A-Za-z])\d+(?:[.,]\d+)+")
_FINER = 3
"""The crop is enlarged this often: the difference is a fraction of a pixel of a coarse scan."""
_DOT, _COMMA = 0.2, 0.25
"""Share of a mark's ink below the digits' feet: dots have less than the first, commas more than the second."""
_CLEAR_DOT, _CLEAR_COMMA, _NO_MARK = 0.15, 0.3, 0.56
_TRUSTED, _CERTAIN = 0.97, 0.998
_DECIMAL = re.compile(r"(?<![\d.,])\d{1,3}([.,])\d{1,2}(?![\d.,])")
_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,]\d{3}){2,}(?![\d.,])")
_CONTESTED, _SETTLED = 0.95, 0.85
"""A separator of less confidence goes by what the page prints, which is the second's worth of confidence."""
_ENOUGH, _SHARE = 5, 0.9
"""So many of one use, and so large a share of them, make the page's custom."""


class _Digits(NamedTuple):
    """An enlarged crop of dark ink on 0, the rows and columns of its digits, the last row of their feet."""

    dark: Floats32
    middle: tuple[float, ...]
    height: float
    feet: int


def settled_separators(crop: Grey, reading: Reading) -> Reading:
    """The reading with the dots and commas between digits as the crop shows them, with their confidence."""
    places = [
        match.start() + k
        for match in _NUMBER.finditer(reading.text)
        for k, letter in enumerate(match.group())
        if letter in ".,"
    ]
    digits = _digits(crop, reading) if places else None
    if digits is None:
        return reading
    letters, sure = list(reading.text), list(reading.sure)
    for place in places:
        letters[place], sure[place] = _judged(letters[place], sure[place], _share_below(digits, place))
    return Reading("".join(letters), tuple(sure), reading.middle)


def with_usual_separators(readings: Sequence[Reading]) -> list[Reading]:
    """The readings with separators of which reader and picture are in doubt as the page prints them elsewhere.

    Only where what they part is certain: one or two digits are decimals, two groups of three are none.
    """
    out = list(readings)
    for uses in (_decimals, _groups):
        places = [(k, place) for k, reading in enumerate(out) for place in uses(reading.text)]
        sure = Counter(out[k].text[place] for k, place in places if out[k].sure[place] >= _CONTESTED)
        if not sure or sure.total() < _ENOUGH:
            continue
        usual, count = sure.most_common(1)[0]
        for k, place in places:
            if count >= _SHARE * sure.total() and out[k].text[place] != usual and out[k].sure[place] < _CONTESTED:
                out[k] = _with_letter(out[k], place, usual)
    return out


def _decimals(text: str) -> list[int]:
    return [found.start(1) for found in _DECIMAL.finditer(text)]


def _groups(text: str) -> list[int]:
    return [found.start() + k for found in _GROUPS.finditer(text) for k, sign in enumerate(found[0]) if sign in ".,"]


def _with_letter(reading: Reading, place: int, letter: str) -> Reading:
    text, sure = reading.text, reading.sure
    return reading._replace(
        text=text[:place] + letter + text[place + 1 :], sure=(*sure[:place], _SETTLED, *sure[place + 1 :])
    )


def _judged(letter: str, sure: float, share: float | None) -> tuple[str, float]:
    """The separator and its confidence from the recogniser's opinion and the share of ink below the digits."""
    if share is None or _DOT < share < _COMMA:
        return letter, sure
    shown = "." if share <= _DOT else ","
    is_clear = share <= _CLEAR_DOT or share >= _CLEAR_COMMA
    if shown == letter:
        return letter, 1 - (1 - sure) * (0.2 if is_clear else 0.5)
    if sure >= _CERTAIN or (sure >= _TRUSTED and not is_clear):
        return letter, 0.5 * sure
    return shown, 0.9 if is_clear and sure < _TRUSTED else 0.7


def _digits(crop: Grey, reading: Reading) -> _Digits | None:
    import cv2

    large: Any = cv2.resize(crop.astype(np.float32), None, fx=_FINER, fy=_FINER, interpolation=cv2.INTER_CUBIC)
    dark = np.clip(np.percentile(large, 80) - large, 0, None)
    dark[dark < 12] = 0
    middle = tuple(place * large.shape[1] for place in reading.middle)
    height = _ink_height(dark)
    columns = _columns(reading.text, middle, height, large.shape[1])
    profile = dark[:, columns].sum(axis=1)
    if not len(profile) or profile.max() <= 0:
        return None
    feet = int(np.flatnonzero(profile > 0.5 * profile.max())[-1])
    return _Digits(dark, middle, height, feet)


def _ink_height(dark: Floats32) -> float:
    rows = np.flatnonzero(dark.sum(axis=1) > 0.1 * dark.sum(axis=1).max(initial=1.0))
    return float(rows[-1] - rows[0] + 1) if len(rows) else 1.0


def _columns(text: str, middle: Sequence[float], height: float, width: int) -> NDArray[np.bool_]:
    """The columns where digits stand and no separator does."""
    columns = np.zeros(width, np.bool_)
    for wanted, reach in (("0123456789", 0.2), (".,", 0.22)):
        for place, letter in zip(middle, text, strict=True):
            if letter in wanted:
                columns[max(int(place - reach * height), 0) : int(place + reach * height) + 1] = wanted != ".,"
    return columns


def _share_below(digits: _Digits, place: int) -> float | None:
    """The share of the mark's ink below the digits' feet; None where the mark is not found between its neighbours."""
    dark, middle, height, feet = digits
    beside = max(1, int(0.1 * height))
    low = max(int(middle[place - 1]), int(middle[place] - 0.32 * height), 0)
    high = min(int(middle[place + 1]), int(middle[place] + 0.32 * height), dark.shape[1] - 1) + 1
    if high <= low:
        return None
    knee = max(feet - int(0.35 * height), 0)
    window = np.ones(2 * beside + 1)
    above = np.convolve(dark[: knee + 1].sum(axis=0), window, "same")[low:high]
    below = np.convolve(dark[max(feet - int(0.25 * height), 0) :].sum(axis=0), window, "same")[low:high]
    best = int(np.argmax(below - 2 * above))
    if above[best] > 0.5 * below[best]:
        return None
    mark = dark[:, max(low + best - beside, 0) : low + best + beside + 1].sum(axis=1)
    under, upper = float(mark[feet + 1 :].sum()), float(mark[max(feet - int(0.3 * height), 0) : feet + 1].sum())
    share = under / max(under + upper, 1.0)
    return share if share < _NO_MARK else None
