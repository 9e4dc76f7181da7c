"""A page's dashes are of one pen and on their rows' lines; specks in empty cells are neither."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2")

import numpy as np

from extract.scan.dashes import with_dashes_settled
from extract.scan.types import Grey, Line

LETTER = 14.0
HIGH, WIDE = 30, 200
ROWS = 5


class Page:
    """Rows of two cells: a text on the left, a dash of 5 by 3 pixels on its line on the right, but in the last row."""

    def __init__(self) -> None:
        self.dark: Grey = np.zeros((HIGH * ROWS, 2 * WIDE), np.uint8)
        self.dust: Grey = np.zeros_like(self.dark)
        self.cells = np.array(
            [(WIDE * k, HIGH * r, WIDE * (k + 1), HIGH * (r + 1)) for r in range(ROWS) for k in (0, 1)]
        )
        self.lines = [Line(20, HIGH * r + 8, 120, HIGH * r + 22, 2 * r + 1) for r in range(ROWS)]
        for r in range(ROWS - 1):
            self.stroke(r, 15, 5, 3)

    def stroke(self, row: int, top: int, width: int, height: int, ink: int = 180) -> None:
        """A line of its own in the right cell of a row."""
        self.lines.append(self.mark(row, top, width, height, ink))

    def mark(self, row: int, top: int, width: int, height: int, ink: int) -> Line:
        """Ink in the right cell of a row."""
        y, x = HIGH * row + top, WIDE + 40
        self.dark[y : y + height, x : x + width] = ink
        return Line(x, y, x + width, y + height, 2 * row + 2)

    def speck(self, row: int, top: int, width: int, height: int, ink: int = 180) -> None:
        """A mark that was taken for dust."""
        line = self.mark(row, top, width, height, ink)
        self.dust[line.y0 : line.y1, line.x0 : line.x1] = 255

    def filled(self) -> list[int]:
        """The rows whose right cell holds a line."""
        lines = with_dashes_settled(self.lines, self.dark, self.dust, self.cells, LETTER)
        return sorted(line.cell // 2 - 1 for line in lines if line.cell % 2 == 0)


def test_dashes_stay() -> None:
    assert Page().filled() == [0, 1, 2, 3]


@pytest.mark.parametrize(("top", "ink"), [(15, 60), (2, 120), (25, 120)])
def test_a_paler_stroke_and_one_off_its_line_is_a_speck(top: int, ink: int) -> None:
    page = Page()
    page.stroke(4, top, 4, 2, ink)
    assert page.filled() == [0, 1, 2, 3]


def test_a_dash_set_otherwise_in_its_cell_stays_where_it_has_the_ink_of_one() -> None:
    page = Page()
    page.stroke(4, 2, 5, 3)
    assert page.filled() == [0, 1, 2, 3, 4]


def test_a_bold_dash_that_was_taken_for_dust_comes_back_as_a_dash() -> None:
    page = Page()
    page.speck(4, 14, 5, 5)
    lines = with_dashes_settled(page.lines, page.dark, page.dust, page.cells, LETTER)
    assert lines[-1] == Line(WIDE + 40, 4 * HIGH + 14, WIDE + 45, 4 * HIGH + 19, 10, is_dash=True)


@pytest.mark.parametrize(("top", "size"), [(14, 3), (24, 5)])
def test_dust_stays_dust_where_it_is_slight_or_off_the_line(top: int, size: int) -> None:
    page = Page()
    page.speck(4, top, size, size)
    assert page.filled() == [0, 1, 2, 3]


def test_a_page_with_few_dashes_tells_nothing() -> None:
    page = Page()
    page.lines = page.lines[:-3]
    page.stroke(4, 15, 4, 2, 60)
    assert page.filled() == [0, 4]
