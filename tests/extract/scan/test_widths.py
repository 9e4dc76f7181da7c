"""Figures of one font are of one width: an amount that is wider than its digits lacks one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.scan.types import Line, Reading
from extract.scan.widths import with_width

COLUMN = ("1.250.000", "317.400.000", "42.815.900", "9.604.750", "68.300.000", "731.225.500", "15.094.620")


def printed(text: str, row: int, digit: float = 9.0, right: int = 900) -> Line:
    """The line of a text as printed, flush right; marks are half as wide as digits."""
    width = sum(digit if letter.isdigit() else digit / 2 for letter in text) - 0.15 * digit
    return Line(round(right - width), 40 * row, right, 40 * row + 13, row + 1)


def read(text: str, sure: float = 0.98) -> Reading:
    return Reading(text, (sure,) * len(text), tuple((k + 0.5) / len(text) for k in range(len(text))))


def held(shown: str, seen: str, column: tuple[str, ...] = COLUMN, digit: float = 9.0) -> Reading:
    """What is left of a reading ``seen`` of the print ``shown`` below such a column."""
    lines = [printed(text, row, digit) for row, text in enumerate((*column, shown))]
    return with_width(lines, [read(text) for text in (*column, seen)], np.full(len(lines), 18.0))[-1]


@pytest.mark.parametrize(
    ("shown", "seen"),
    [("58.000.000", "5.000.000"), ("5.000.000", "58.000.000"), ("58,000,000", "5,000,000"), ("187,50", "87,50")],
    ids=["a digit overlooked", "a digit too many", "commas", "a percentage"],
)
def test_an_amount_that_is_not_as_wide_as_its_digits_is_in_doubt(shown: str, seen: str) -> None:
    found = held(shown, seen)
    assert found.text == seen
    assert max(found.sure) <= 0.5


def test_a_mark_that_was_overlooked_is_put_where_its_print_has_room_for_it() -> None:
    found = held("3.417.250", "3417.250")
    assert found.text == "3.417.250"
    assert found.sure[0] == found.sure[2] == 0.98
    assert found.sure[1] < 0.9
    assert list(found.middle) == sorted(found.middle)


def test_a_number_that_begins_with_two_zeros_has_lost_its_first_digit() -> None:
    alone = [read("00,00"), read("0,00"), read("100,00")]
    found = with_width([printed(one.text, k) for k, one in enumerate(alone)], alone, np.full(3, 18.0))
    assert [max(one.sure) for one in found] == [0.5, 0.98, 0.98]


def test_an_amount_printed_without_its_mark_stays_so() -> None:
    assert held("3417.250", "3417.250") == read("3417.250")


def test_where_two_fonts_stand_in_a_column_nothing_is_told() -> None:
    lines = [printed(text, row, 9.0 if row % 2 else 6.0) for row, text in enumerate((*COLUMN, "58.000.000"))]
    readings = [read(text) for text in (*COLUMN, "5.000.000")]
    assert with_width(lines, readings, np.full(len(lines), 18.0)) == readings


def test_too_few_amounts_tell_nothing() -> None:
    assert held("58.000.000", "5.000.000", COLUMN[:4]) == read("5.000.000")


@given(st.lists(st.integers(1_000, 10**12), min_size=6, max_size=30), st.floats(4.0, 30.0))
def test_amounts_that_were_read_as_printed_stay_as_they_are(amounts: list[int], digit: float) -> None:
    texts = [f"{amount:,}".replace(",", ".") for amount in amounts]
    lines = [printed(text, row, digit) for row, text in enumerate(texts)]
    readings = [read(text) for text in texts]
    assert with_width(lines, readings, np.full(len(lines), 2 * digit)) == readings
