"""Amounts that a second look shows otherwise, or beside which ink stays unread, are not sure."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2")

from extract.scan.evidence import covered, elected, is_misgrouped
from extract.scan.types import Line, Reading

LETTER = 20.0


def reading(text: str, sure: float = 0.99, first: float = 0.0) -> Reading:
    """Signs of one width; ``first``: where the first one begins, 0..1 of the crop."""
    n = len(text)
    return Reading(text, (sure,) * n, tuple(first + (k + 0.5) / n * (1 - first) for k in range(n)))


def test_digits_that_each_look_shows_otherwise_are_not_sure() -> None:
    found = elected([reading("4.716.300", 0.98), reading("4716.30", 0.6), reading("47630", 0.3)])
    assert found.text == "4.716.300"
    assert max(found.sure) <= 0.5


def test_an_outvoted_look_leaves_an_amount_short_of_certain() -> None:
    found = elected([reading("4.716.300"), reading("4.716.300", 0.7), reading("4.716.800")])
    assert found.text == "4.716.300"
    assert 0.5 < max(found.sure) < 0.9


def test_looks_that_differ_in_marks_alone_agree_on_the_digits() -> None:
    assert max(elected([reading("4.716.300"), reading("4,716.300"), reading("4.716.300")]).sure) > 0.9


def test_a_look_that_sees_every_separator_is_believed() -> None:
    found = elected([reading("4716.300"), reading("4.716.300", 0.8), reading("4716.300")])
    assert found.text == "4.716.300"
    assert is_misgrouped("4716.300")
    assert not is_misgrouped("716.300")


def test_the_look_that_shows_letters_largest_is_believed_unless_it_is_much_less_sure() -> None:
    near, far = reading("Titik Layanan", 0.9), reading("Titk Layanan", 0.93)
    assert elected([near, far], near).text == "Titik Layanan"
    assert elected([reading("Titik Layanan", 0.5), far], near).text == "Titk Layanan"


@pytest.mark.parametrize(("first", "height", "is_sure"), [(0.0, 20, True), (0.2, 20, False), (0.0, 50, False)])
def test_an_amount_is_sure_where_its_signs_account_for_the_ink(first: float, height: int, is_sure: bool) -> None:
    line = Line(100, 50, 226, 50 + height, 3)
    found = covered(reading("4.716.300", first=first), line, (95, 231), LETTER)
    assert found.text == "4.716.300"
    assert (min(found.sure) > 0.9) == is_sure


def test_a_name_in_a_high_line_keeps_its_confidence() -> None:
    found = covered(reading("RENCANA KERJA 2031"), Line(100, 50, 300, 110, 0), (95, 305), LETTER)
    assert min(found.sure) > 0.9
