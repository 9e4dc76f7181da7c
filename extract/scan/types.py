"""What readers of text-line pictures take and give, below every one of them and below the choice among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]


class Reading(NamedTuple):
    """What stands in a crop: ``text``, and for each character its probability and its middle (0..1 of the width)."""

    text: str
    sure: tuple[float, ...]
    middle: tuple[float, ...]


class OcrReader(Protocol):
    """Something that reads pictures of single text lines."""

    name: str

    def read(self, crops: Sequence[Grey]) -> list[Reading]:
        """The text of each crop (height, width), 0 black .. 255 white, in order."""
        ...
