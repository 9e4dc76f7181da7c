"""What a reading's confidence rests on besides the recogniser's own word: a second look, and ink that it accounts for.

A recogniser is sure of each digit that it sees, and says nothing of one that it does not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from extract.scan.types import Line, Reading

_OUTVOTED, _ALONE = 0.85, 0.5
"""Confidence at most in digits that one look of several shows otherwise, and in those that nothing else speaks for."""
_AMOUNT = re.compile(r"\D{0,4}\d[\d.,\s]{3,}\d\D{0,3}")
_MISGROUPED = re.compile(r"\d{4,}(?:[.,]\d{3})+")
_NEARER = 0.05
"""How much less sure a look may be that shows letters larger, and be believed."""
_OUTSIDE = 1.3
"""Ink farther out than this from the middle of the first or last sign, in widths of a digit, is of a sign not read."""
_HIGH = 1.9
"""A line this many times as high as the page's letters holds something besides its digits."""


def is_amount(text: str) -> bool:
    """True for a text that is a long number with little about it."""
    return _AMOUNT.fullmatch(text) is not None


def is_misgrouped(text: str) -> bool:
    """True for an amount that lacks a separator before its groups of three (``1379.011``): a sign was overlooked."""
    return _MISGROUPED.fullmatch(text) is not None


def elected(readings: Sequence[Reading], nearest: Reading | None = None) -> Reading:
    """The reading that most looks agree on, else the surest. What others read differently lowers no confidence twice,
    but digits of which each look shows others are no sure ones, however sure that look is.

    ``nearest``: the look that shows letters largest, where narrow letters may be lost in others.
    """
    votes = Counter(reading.text for reading in readings)
    best = max(readings, key=lambda reading: (votes[reading.text], mean_sure(reading) + _NEARER * (reading is nearest)))
    if votes[best.text] == len(readings):
        return best._replace(sure=tuple(1 - (1 - value) * 0.5 for value in best.sure))
    same = [reading for reading in readings if _digits(reading) == _digits(best)]
    if is_misgrouped(best.text):
        best = next((reading for reading in same if not is_misgrouped(reading.text)), best)
    if not _digits(best) or len(same) == len(readings):
        return best
    return _at_most(best, _OUTVOTED if 2 * len(same) > len(readings) else _ALONE)


def covered(reading: Reading, line: Line, reach: tuple[int, int], letter: float) -> Reading:
    """The reading of an amount, without its certainty where its line shows ink that no sign of it accounts for.

    ``reach``: the columns that were read; ``letter``: the height of the page's letters.
    """
    if not is_amount(reading.text):
        return reading
    places = reach[0] + np.array(reading.middle) * (reach[1] - reach[0])
    beside = [k for k in range(1, len(places)) if reading.text[k - 1 : k + 1].isdigit()]
    if line.height <= _HIGH * letter and not beside:
        return reading
    width = float(np.median([places[k] - places[k - 1] for k in beside])) if beside else 0.0
    outside = max(places[0] - line.x0, line.x1 - places[-1])
    return in_doubt(reading) if line.height > _HIGH * letter or outside > _OUTSIDE * width else reading


def in_doubt(reading: Reading) -> Reading:
    """The reading without its certainty: something that it does not account for is seen."""
    return _at_most(reading, _ALONE)


def mean_sure(reading: Reading) -> float:
    """The mean confidence of a reading's characters, 0 for an empty one."""
    return float(np.mean(reading.sure)) if reading.sure else 0.0


def _at_most(reading: Reading, most: float) -> Reading:
    return reading._replace(sure=tuple(min(value, most) for value in reading.sure))


def _digits(reading: Reading) -> str:
    return "".join(filter(str.isdigit, reading.text))
