"""Lines of text, and what readers of their pictures take and give: below every reader and the choice among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]


class Reading(NamedTuple):
    """What stands in a crop: ``text``, and for each character its probability and its middle (0..1 of the width)."""

    text: str
    sure: tuple[float, ...]
    middle: tuple[float, ...]


class Line(NamedTuple):
    """A line of text, or a piece of one, in pixels; ``cell`` numbers the cells from 1, 0 is outside of tables.

    ``is_dash``: it is known to be a dash, however it looks; ``is_leader``: it is a row of dots.
    """

    x0: int
    y0: int
    x1: int
    y1: int
    cell: int
    is_dash: bool = False
    is_leader: bool = False

    @property
    def height(self) -> int:
        """Pixels from the top of its ink to the bottom."""
        return self.y1 - self.y0


class OcrReader(Protocol):
    """Something that reads pictures of single text lines."""

    name: str

    def read(self, crops: Sequence[Grey]) -> list[Reading]:
        """The text of each crop (height, width), 0 black .. 255 white, in order."""
        ...


@runtime_checkable
class Skimmer(OcrReader, Protocol):
    """A reader that can also read for less, where a letter more or less does no harm."""

    def skim(self, crops: Sequence[Grey]) -> list[Reading]:
        """As ``read``, words with less care; numbers as ever."""
        ...


def skimmed(reader: OcrReader, crops: Sequence[Grey]) -> list[Reading]:
    """The text of each crop, read with less care where the reader knows how to."""
    return reader.skim(crops) if isinstance(reader, Skimmer) else reader.read(crops)
