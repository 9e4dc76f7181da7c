"""An area and columns that the user gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.engines import read_page
from extract.types import PageContent
from extract.window import Window, parse_measures

MakeContent = Callable[..., PageContent]
WORDS = [
    (50, 40, "Uraian"), (150, 40, "Semula"), (190, 40, "Menjadi"),
    (50, 60, "Gaji"), (150, 60, "1.250"), (190, 60, "1.300"),
    (50, 300, "Narasi di bawah"), (200, 300, "tabel lain"),
]  # fmt: skip


def rows(page: PageContent, window: Window) -> list[list[str]]:
    (table,) = read_page(page, "uji.pdf", window=window).tables
    found = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        found[cell.row][cell.col] = cell.text
    return found


@pytest.mark.parametrize("columns", ["140,184", "%23.4,30.7"])
def test_columns_are_cut_where_the_user_says(make_content: MakeContent, columns: str) -> None:
    window = Window(parse_measures("30,0,80,600", 4), parse_measures(columns))
    assert rows(make_content(WORDS), window)[-1] == ["Gaji", "1.250", "1.300"]


def test_nothing_outside_the_area_is_read(make_content: MakeContent) -> None:
    result = read_page(make_content(WORDS), "uji.pdf", window=Window(parse_measures("%0,0,50,100", 4)))
    assert "Narasi" not in "".join(line.text for line in result.lines)


@pytest.mark.parametrize("text", ["1,2,3", "a,b,c,d", "", "nan,1,2,3"])
def test_an_area_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="numbers"):
        parse_measures(text, 4)
