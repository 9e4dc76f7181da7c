"""A stamp across print is told from it by its paler ink; print in grey, a heading and a faded line are no stamps."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2")

import cv2

from extract.scan.overprint import overprint

LETTER, USUAL, SCALE = 16, 200, 200 / 72


def page(print_ink: int = USUAL) -> np.ndarray:
    """How dark each pixel is: lines of letters."""
    dark = np.zeros((500, 600), np.uint8)
    for y in range(60, 460, 50):
        for x in range(60, 540, 14):
            dark[y : y + LETTER, x : x + 3] = print_ink
            dark[y : y + 3, x : x + 9] = print_ink
    return dark


def of_other_ink(dark: np.ndarray) -> np.ndarray:
    marks = np.where(dark > 18, 255, 0).astype(np.uint8)
    return overprint(marks, dark, USUAL, LETTER, SCALE) > 0


def test_a_stamps_ring_is_taken_off_the_letters_it_crosses() -> None:
    dark, ring = page(), np.zeros((500, 600), np.uint8)
    cv2.circle(ring, (300, 250), 110, 90, 6)
    cv2.putText(ring, "SAH", (250, 250), cv2.FONT_HERSHEY_DUPLEX, 1.6, 90, 4)
    letters = dark > 0
    found = of_other_ink(np.maximum(dark, ring))
    assert not (found & letters).any()
    alone = cv2.erode((ring > 0).astype(np.uint8), np.ones((3, 3))) > 0
    away = cv2.dilate(letters.astype(np.uint8), np.ones((7, 7))) == 0
    assert found[alone & away].mean() > 0.9


@pytest.mark.parametrize("ink", [USUAL, 100, 60])
def test_lines_of_print_stay_whether_black_or_grey(ink: int) -> None:
    assert not of_other_ink(page(ink)).any()


def test_a_grey_heading_stays() -> None:
    dark = page()
    cv2.putText(dark, "RENCANA KERJA", (80, 45), cv2.FONT_HERSHEY_DUPLEX, 1.3, 90, 3)
    assert not of_other_ink(dark).any()


def test_the_blurred_edges_of_lines_set_close_are_no_stamp() -> None:
    dark = np.zeros((500, 600), np.uint8)
    for y in range(60, 440, 26):
        for x in range(60, 540, 18):
            dark[y - 3 : y + LETTER + 3, x - 3 : x + 9] = 60
            dark[y : y + LETTER, x : x + 5] = USUAL
    assert not of_other_ink(dark).any()
