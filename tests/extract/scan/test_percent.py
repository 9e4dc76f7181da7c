"""A percent sign that was read as digits is told by its width."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2")

import cv2
import numpy as np

from extract.scan.percent import PERCENT_SURE, with_percent
from extract.scan.types import Grey, Reading

DIGIT, HIGH, GAP = 10, 18, 4


def crop(digits: int, sign: str) -> Grey:
    """So many digits, and behind them a percent sign, or a nine and a six."""
    picture = np.full((HIGH + 12, (digits + 4) * (DIGIT + GAP)), 255, np.uint8)
    for k in range(digits):
        box(picture, 6 + k * (DIGIT + GAP))
    x = 6 + digits * (DIGIT + GAP)
    if sign == "%":
        cv2.circle(picture, (x + 4, 10), 4, 0, 2)
        cv2.circle(picture, (x + 13, 19), 4, 0, 2)
        cv2.line(picture, (x + 14, 6), (x + 3, 23), 0, 2)
    else:
        for k in range(len(sign)):
            box(picture, x + k * (DIGIT + GAP))
    return picture


def box(picture: Grey, x: int) -> None:
    cv2.rectangle(picture, (x, 6), (x + DIGIT, 6 + HIGH), 0, 2)


def reading(text: str, digits: int, width: int) -> Reading:
    """The text as a reader sees it: its last signs share the place of the percent sign."""
    ends = [6 + k * (DIGIT + GAP) + DIGIT / 2 for k in range(digits)]
    ends += [6 + digits * (DIGIT + GAP) + 5 + 7 * k for k in range(len(text) - digits)]
    return Reading(text, (0.99,) * len(text), tuple(x / width for x in ends))


@pytest.mark.parametrize(
    ("text", "meant"), [("10096", "100%"), ("100%6", "100%"), ("6796", "67%"), ("96", "%"), ("9", "%")]
)
def test_a_sign_as_wide_as_high_is_a_percent_sign(text: str, meant: str) -> None:
    digits = len(meant) - 1
    picture = crop(digits, "%")
    found = with_percent(picture, reading(text, digits, picture.shape[1]))
    assert found.text == meant
    assert len(found.sure) == len(found.middle) == len(meant)
    assert min(found.sure) >= PERCENT_SURE


@pytest.mark.parametrize("text", ["10096", "96", "6796", "99"])
def test_a_nine_and_a_six_stay(text: str) -> None:
    digits = len(text) - 2
    picture = crop(digits, text[-2:])
    assert with_percent(picture, reading(text, digits, picture.shape[1])).text == text


@pytest.mark.parametrize("text", ["1.234.596", "15.696", "123496", "879", "1996"])
def test_amounts_are_never_percents(text: str) -> None:
    picture = crop(len(text) - 2, "%")
    assert with_percent(picture, reading(text, len(text) - 2, picture.shape[1])).text == text
