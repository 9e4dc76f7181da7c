"""The text layer that an OCR left in a scan, as a second opinion on each line, or as the text where it must do."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.scan.types import Reading

AGREED = 0.5
"""The share of the remaining doubt that agreement of two readings takes away."""
DOUBTED = 0.6
"""What is left of a letter's confidence where the layer reads another one."""
LAYER_ALONE = 0.6
"""Confidence of what only the layer says."""


class Layer(NamedTuple):
    """Characters of the layer and their boxes (n, 4) in the pixels of the straight picture."""

    text: str
    boxes: NDArray[np.float64]

    def line(self, box: Sequence[float]) -> tuple[str, tuple[float, ...]]:
        """What the layer says stands in a line's box, left to right, and each letter's middle (0..1 of the width)."""
        x0, y0, x1, y1 = box
        middle = (self.boxes[:, :2] + self.boxes[:, 2:]) / 2
        slack = 0.25 * (y1 - y0)
        here = (middle[:, 0] >= x0 - slack) & (middle[:, 0] <= x1 + slack)
        here &= (middle[:, 1] >= y0 - slack) & (middle[:, 1] <= y1 + slack)
        found = np.flatnonzero(here)
        order = found[np.argsort(middle[found, 0], kind="stable")]
        places = np.clip((middle[order, 0] - x0) / max(x1 - x0, 1.0), 0.0, 1.0)
        return "".join(self.text[k] for k in order.tolist()), tuple(places.tolist())


def weighed(reading: Reading, second: str) -> Reading:
    """The reading with its letters' confidence raised where ``second`` agrees, lowered where it does not.

    The text stays: which of two readings is right is settled later, by sums and by the nomenclature.
    """
    second = "".join(second.split())
    if not second or not reading.text:
        return reading
    places = [k for k, letter in enumerate(reading.text) if not letter.isspace()]
    first = "".join(reading.text[k] for k in places)
    sure = list(reading.sure)
    agreed = {
        k
        for block in SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
        for k in range(block.a, block.a + block.size)
    }
    # A second reading that has little in common looked at something else.
    if len(agreed) < 0.5 * len(first):
        return reading
    for k, place in enumerate(places):
        sure[place] = 1 - (1 - sure[place]) * AGREED if k in agreed else sure[place] * DOUBTED
    return reading._replace(sure=tuple(sure))
