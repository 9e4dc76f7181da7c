"""No picture of a line is read twice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extract.scan.once import Once
from extract.scan.types import Grey, Reading


class Counting:
    """A reader that says how wide each crop is, and remembers what it was asked."""

    name = "uji"

    def __init__(self) -> None:
        self.asked: list[int] = []

    def read(self, crops: Sequence[Grey]) -> list[Reading]:
        """The width of each crop as its text."""
        self.asked += [crop.shape[1] for crop in crops]
        return [Reading(str(crop.shape[1]), (1.0,), (0.5,)) for crop in crops]


def crop(width: int, height: int = 4) -> Grey:
    return np.full((height, width), 255, np.uint8)


def test_crops_that_look_alike_are_read_once_and_keep_their_places() -> None:
    counting = Counting()
    reader = Once(counting)
    first = reader.read([crop(8), crop(6), crop(8)])
    second = reader.read([crop(6), crop(9)])
    assert [reading.text for reading in (*first, *second)] == ["8", "6", "8", "6", "9"]
    assert counting.asked == [8, 6, 9]


def test_what_was_read_with_care_is_not_skimmed_after_it() -> None:
    counting = Counting()
    reader = Once(counting)
    reader.read([crop(8)])
    assert [reading.text for reading in reader.skim([crop(8), crop(6)])] == ["8", "6"]
    assert counting.asked == [8, 6]


def test_crops_of_the_same_pixels_but_another_shape_are_two() -> None:
    counting = Counting()
    texts = [reading.text for reading in Once(counting).read([crop(8, 3), crop(6, 4)])]
    assert texts == ["8", "6"]
