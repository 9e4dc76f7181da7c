"""Specks that stand alone are dust; points, dashes and leaders are print."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2")

from extract.scan.dust import dust

LETTER = 16


def page() -> np.ndarray:
    """Four letters on a line from 100 on, their feet at row 116."""
    marks = np.zeros((300, 400), np.uint8)
    for x in range(100, 180, 20):
        marks[100:116, x : x + 11] = 255
    return marks


def kept(marks: np.ndarray, y: int, x: int) -> bool:
    return bool((marks & ~dust(marks, LETTER))[y, x])


@pytest.mark.parametrize(("y", "x"), [(40, 300), (108, 210), (140, 120)])
def test_a_speck_that_stands_alone_is_dust(y: int, x: int) -> None:
    marks = page()
    marks[y : y + 3, x : x + 3] = 255
    assert not kept(marks, y, x)
    assert kept(marks, 110, 105)


@pytest.mark.parametrize(("y", "x", "height", "width"), [(113, 114, 3, 3), (93, 104, 3, 3), (108, 300, 2, 6)])
def test_a_point_beside_letters_and_a_dash_are_none(y: int, x: int, height: int, width: int) -> None:
    marks = page()
    marks[y : y + height, x : x + width] = 255
    assert kept(marks, y, x)


def test_leaders_are_none() -> None:
    marks = page()
    for x in range(200, 330, 12):
        marks[113:116, x : x + 3] = 255
    assert kept(marks, 114, 321)


def test_a_colon_that_a_form_sets_off_from_its_word_is_none() -> None:
    marks = page()
    marks[104:107, 250:253] = marks[113:116, 250:253] = 255
    assert kept(marks, 105, 251)
    assert kept(marks, 114, 251)
