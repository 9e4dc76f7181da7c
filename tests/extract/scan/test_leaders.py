"""Dots from a title to its page number are told by the picture; recognisers see titles and numbers alone."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2")

from extract.page.picture import Picture
from extract.scan.leaders import leader, parted_at_leaders
from extract.scan.lines import find_layout
from extract.scan.types import Line

LETTER = 16
ROWS = slice(100, 116)


def letters(marks: np.ndarray, x0: int, n: int) -> int:
    """So many letters from x0 on, each of two stems and a bar; where they end."""
    for x in range(x0, x0 + 14 * n, 14):
        marks[100:116, x : x + 3] = marks[100:116, x + 8 : x + 11] = marks[106:109, x : x + 11] = 255
    return x0 + 14 * n


def dots(marks: np.ndarray, x0: int, x1: int, step: int = 8, size: int = 4) -> None:
    for x in range(x0, x1, step):
        marks[117 - size : 117, x : x + size] = 255


def parts(marks: np.ndarray) -> list[tuple[int, int, bool]]:
    columns = np.flatnonzero(marks[95:120].any(axis=0))
    line = Line(int(columns[0]), 100, int(columns[-1]) + 1, 117, 0)
    return [(part.x0, part.x1, part.is_leader) for part in parted_at_leaders(line, marks, LETTER)]


def entry(step: int = 8, size: int = 4) -> np.ndarray:
    """A title of five letters, a row of dots, and a page number."""
    marks = np.zeros((200, 800), np.uint8)
    dots(marks, letters(marks, 50, 5) + 4, 600, step, size)
    letters(marks, 620, 1)
    return marks


@pytest.mark.parametrize("step", [8, 4], ids=["apart", "run together"])
def test_a_title_its_dots_and_its_page_number_are_three_pieces(step: int) -> None:
    title, row, number = parts(entry(step=step))
    assert title == (50, 117, False)
    assert row[2]
    assert row[0] >= 120
    assert 596 <= row[1] <= 604
    assert number == (620, 631, False)


def test_an_ellipsis_and_a_hyphen_stay_in_their_line() -> None:
    marks = np.zeros((200, 800), np.uint8)
    end = letters(marks, 50, 5)
    dots(marks, end, end + 24)
    marks[107:109, end + 40 : end + 50] = 255
    letters(marks, end + 60, 4)
    assert [part[2] for part in parts(marks)] == [False]


def test_dots_without_a_title_are_no_leader() -> None:
    marks = np.zeros((200, 800), np.uint8)
    dots(marks, 50, 600)
    assert [part[2] for part in parts(marks)] == [False]


def test_a_leader_reads_as_dots_that_a_table_of_contents_is_known_by() -> None:
    reading = leader(Line(100, 100, 500, 116, 0, is_leader=True), LETTER)
    assert set(reading.text) == {"."}
    assert len(reading.text) > 5
    assert all(a < b for a, b in zip(reading.middle, reading.middle[1:], strict=False))


def test_dots_are_not_taken_for_a_pages_letters() -> None:
    page = np.full((900, 800), 250, np.uint8)
    for k in range(12):
        # As large as a bold print's dots: small letters could be so high.
        page[60 + 60 * k : 85 + 60 * k][entry(step=12, size=6)[95:120] > 0] = 20
    layout = find_layout(Picture(page, 2.0), np.zeros((0, 4), np.float32), np.zeros(0, np.float32))
    assert layout.letter >= 14
    assert sum(line.is_leader for line in layout.lines) == 12
