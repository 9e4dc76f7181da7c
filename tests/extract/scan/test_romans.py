"""Bars side by side are a Roman numeral, whatever one letter a reader takes them for."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2")

import numpy as np

from extract.scan.romans import with_romans
from extract.scan.types import Grey, Reading


def bars(count: int, *, joined: bool = False, flagged: bool = False) -> Grey:
    """Upright bars of 3 by 16 pixels, 4 pixels apart."""
    picture = np.full((26, 50), 250, np.uint8)
    for k in range(count):
        picture[5:21, 12 + 7 * k : 15 + 7 * k] = 20
        if flagged:
            picture[7:10, 9 + 7 * k : 12 + 7 * k] = 20
    if joined:
        picture[12:15, 12 : 12 + 7 * count - 4] = 20
    return picture


def reading(text: str, sure: float) -> Reading:
    return Reading(text, (sure,) * len(text), tuple((k + 0.5) / len(text) for k in range(len(text))))


@pytest.mark.parametrize(("text", "sure", "count"), [("a", 0.4, 2), ("I", 0.99, 2), ("m", 0.3, 3), ("Il", 0.9, 3)])
def test_bars_are_counted(text: str, sure: float, count: int) -> None:
    found = with_romans(bars(count), reading(text, sure))
    assert found.text == "I" * count
    assert max(found.sure) < 0.9
    assert len(found.middle) == count


@pytest.mark.parametrize(
    ("picture", "text", "sure"),
    [
        (bars(2, joined=True), "H", 0.5),
        (bars(2), "n", 0.97),
        (bars(2), "11", 0.5),
        (bars(2, flagged=True), "Il", 0.5),
        (bars(1), "I", 0.6),
        (bars(2), "Ha. I", 0.5),
    ],
)
def test_a_letter_a_number_and_a_sure_reading_stay(picture: Grey, text: str, sure: float) -> None:
    assert with_romans(picture, reading(text, sure)).text == text
