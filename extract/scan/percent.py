"""Percent signs in small print, told by the picture: one sign is about as wide as high, and two digits are wider.

Recognisers see a nine and a six in a percent sign of a dozen pixels ("10096"), with full confidence.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.scan.types import Grey, Reading

_DOUBLED = re.compile(r"(?<=%)[6oO0°](?=$|\s)")
"""The second ring of a sign, read once more: nothing is printed so."""
_LIKE = re.compile(r"(?:^|(?<![\d.,])(?!1996$)\d{1,3}(?:(?:[.,]\d{2})?\s?(?=96)|[.,]?\d*\s))(96?)$")
"""A short number and what its sign may have been read as; a long one, one in groups and a year end as they are."""
_LEAST, _LEAST_OF_ONE, _MOST = 0.8, 0.92, 1.1
"""A sign is so many times as wide as high, at least (more where it was read as one digit, which bold print has wide)
and at most: two digits are wider."""
_FINER, _INK = 3, 0.35
"""The crop is enlarged this often; ink is darker than this share of the blackest."""
PERCENT_SURE = 0.8
"""Confidence in a sign that its width tells."""


def with_percent(crop: Grey, reading: Reading) -> Reading:
    """The reading with a percent sign at its end where its crop shows one that was read as digits."""
    doubled = _DOUBLED.search(reading.text)
    if doubled:
        return _without(reading, doubled.start())
    found = _LIKE.search(reading.text)
    shape = _shape(crop, reading, found.start(1)) if found else None
    if found is None or shape is None:
        return reading
    at, least = found.start(1), _LEAST if len(found[1]) > 1 else _LEAST_OF_ONE
    if not least <= shape <= _MOST:
        return reading
    middle = (*reading.middle[:at], float(np.mean(reading.middle[at:])))
    return Reading(reading.text[:at] + "%", (*reading.sure[:at], PERCENT_SURE), middle)


def _without(reading: Reading, at: int) -> Reading:
    text, sure, middle = reading
    return Reading(text[:at] + text[at + 1 :], sure[:at] + sure[at + 1 :], middle[:at] + middle[at + 1 :])


def _shape(crop: Grey, reading: Reading, at: int) -> float | None:
    """Width over height of the ink from this character to the end; None where its beginning is not seen."""
    import cv2

    large: Any = cv2.resize(crop.astype(np.float32), None, fx=_FINER, fy=_FINER, interpolation=cv2.INTER_CUBIC)
    dark = np.clip(np.percentile(large, 85) - large, 0, None)
    ink = dark > _INK * dark.max(initial=1.0)
    before = next((k for k in range(at - 1, -1, -1) if not reading.text[k].isspace()), None)
    # The place of a digit that is none is known to half a digit.
    inside = float(np.mean(reading.middle[at : at + 2]))
    begin = 0 if before is None else _white_between(ink, reading.middle[before], inside)
    if begin is None:
        return None
    rows, columns = np.flatnonzero(ink[:, begin:].any(axis=1)), np.flatnonzero(ink[:, begin:].any(axis=0))
    return float((columns[-1] - columns[0] + 1) / (rows[-1] - rows[0] + 1)) if len(rows) else None


def _white_between(ink: NDArray[np.bool_], left: float, right: float) -> int | None:
    """The last column of the widest white between two places (shares of the width)."""
    low, high = int(left * ink.shape[1]), int(np.ceil(right * ink.shape[1]))
    inked = np.flatnonzero(np.concatenate([[True], ink[:, low:high].any(axis=0), [True]]))
    gap, end = max(((b - a, b) for a, b in pairwise(inked.tolist())), default=(0, 0))
    return low + end - 1 if gap > 1 else None
