"""Texts whose last lines stand below their row."""

from __future__ import annotations

from collections.abc import Callable

from extract.ruled.reader import read_ruled
from extract.types import PageContent

MakeContent = Callable[..., PageContent]
GridRules = Callable[..., list[tuple[float, float, float, float]]]


def texts(page: PageContent) -> list[list[str]]:
    (table,) = read_ruled(page)
    return [
        [" ".join(c.text.split()) for c in table.cells if c.row == row and c.col < 3] for row in range(table.n_rows)
    ]


def test_a_line_above_the_next_rows_own_text_belongs_to_the_text_it_goes_on_with(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    rules = grid_rules([10, 110, 160], [10, 34, 64])
    lower = [(12, 44, "Rapat kerja"), (12, 54, "dinas"), (112, 40, "7")]
    page = make_content(
        [(12, 12, "Tingkat sinergi"), (12, 23, "Provinsi dan"), (12, 34, "Daerah"), (112, 12, "5"), (112, 40, "7")],
        rules,
    )
    spilt = make_content(
        [(12, 12, "Tingkat sinergi"), (12, 23, "Provinsi dan"), (12, 34, "Daerah"), (112, 12, "5"), *lower], rules
    )
    assert texts(spilt) == [["Tingkat sinergi Provinsi dan Daerah", "5"], ["Rapat kerja dinas", "7"]]
    assert texts(page) == [["Tingkat sinergi Provinsi dan Daerah", "5"], ["", "7"]]


def test_the_text_of_a_row_of_its_own_stays_there(make_content: MakeContent, grid_rules: GridRules) -> None:
    rules = grid_rules([10, 110, 160], [10, 34, 64])
    rows = [(12, 12, "Tingkat sinergi"), (12, 23, "Provinsi"), (112, 12, "5"), (12, 36, "Daerah"), (112, 36, "7")]
    assert texts(make_content(rows, rules)) == [["Tingkat sinergi Provinsi", "5"], ["Daerah", "7"]]


def test_rows_that_a_file_prints_column_by_column_stay_apart(make_content: MakeContent, grid_rules: GridRules) -> None:
    rules = grid_rules([10, 110, 160], [10, 21, 32, 43])
    names = [(12, 12 + 11 * k, f"Rapat {k}") for k in range(3)]
    page = make_content([*names, *((112, 12 + 11 * k, str(k)) for k in range(3))], rules)
    assert texts(page) == [["Rapat 0", "0"], ["Rapat 1", "1"], ["Rapat 2", "2"]]


def test_a_text_below_a_row_that_the_file_prints_whole_is_no_rest_of_its_first_cell(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    rules = grid_rules([10, 110, 160], [10, 21, 64])
    body = [(12, 23, "I"), (112, 23, "Belanja"), (12, 44, "II"), (112, 44, "Transfer")]
    page = make_content([(12, 12, "1"), (112, 12, "2"), *body], rules)
    assert texts(page) == [["1", "2"], ["I II", "Belanja Transfer"]]


def test_codes_at_even_spacing_are_no_text(make_content: MakeContent, grid_rules: GridRules) -> None:
    rules = grid_rules([10, 110, 160], [10, 34, 64])
    codes = [(12, 12, "1.06"), (12, 23, "1.06.07"), (12, 34, "1.06.07.2"), (112, 12, "5")]
    page = make_content([*codes, (12, 45, ".01"), (112, 45, "7")], rules)
    assert texts(page) == [["1.06 1.06.07", "5"], ["1.06.07.2 .01", "7"]]
