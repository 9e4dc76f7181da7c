"""Items piled up in one ruled row, line upon line, told by their keys."""

from __future__ import annotations

from collections.abc import Callable

from extract.ruled.reader import read_ruled
from extract.types import PageContent, PageTable

MakeContent = Callable[..., PageContent]
GridRules = Callable[..., list[tuple[float, float, float, float]]]
XS = [10, 60, 200, 270, 350]
HEAD = [(12, 12, "No"), (62, 12, "Uraian"), (202, 12, "Target"), (272, 12, "Pagu")]


def texts(table: PageTable) -> list[list[str]]:
    rows = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        rows[cell.row][cell.col] = cell.text
    return rows


def read(make_content: MakeContent, grid_rules: GridRules, lines: list[list[str]]) -> list[list[str]]:
    """The body rows of one ruled row with these lines, 10 points apart, at a font size of 8."""
    words = [(x + 2, 34 + 10 * k, t) for k, line in enumerate(lines) for x, t in zip(XS, line, strict=False) if t]
    rules = grid_rules(XS, [10, 30, 38 + 10 * len(lines)])
    (table,) = read_ruled(make_content([*HEAD, *words], rules))
    return texts(table)[1:]


def test_lines_piled_up_without_white_are_rows_where_each_begins_with_its_key(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    for keys in (("1", "2"), ("4.", "5."), ("a)", "b)"), ("2.11.03", "2.11.07")):
        lines = [[keys[0], "Kursus anyaman", "8 kelas", "31.500.000"], [keys[1], "Lomba perahu", "2 kali", "9.250.000"]]
        assert read(make_content, grid_rules, lines) == lines


def test_a_keyed_item_may_lack_a_value_and_wrap_where_the_next_key_waits_for_it(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    lines = [
        ["1", "Kursus anyaman", "8 kelas", "31.500."],
        ["", "Rotan", "", "000"],
        ["2", "Lomba perahu", "", "9.250.000"],
    ]
    assert read(make_content, grid_rules, lines) == [
        ["1", "Kursus anyaman\nRotan", "8 kelas", "31.500.\n000"],
        ["2", "Lomba perahu", "", "9.250.000"],
    ]


def test_amounts_in_two_columns_are_keys_of_rows_that_have_names(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    lines = [["Anyaman", "", "31.500.000", "30.100.000"], ["Perahu", "", "9.250.000", "9.000.000"]]
    assert read(make_content, grid_rules, lines) == lines
    goes_on = [["Anyaman", "", "31.500.000", "30.100.000"], ["dan rotan", "", "9.250.000", "9.000.000"]]
    assert len(read(make_content, grid_rules, goes_on)) == 1


def test_a_code_that_its_cell_breaks_and_numbers_that_do_not_count_are_no_keys(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    for keys in (("2.11.", "03"), ("12", "85"), ("2.11.03", "7.01")):
        lines = [[keys[0], "Kursus Anyaman", "8 kelas"], [keys[1], "Ibu Nelayan", "2 kali"]]
        assert len(read(make_content, grid_rules, lines)) == 1


def test_cells_whose_texts_do_not_begin_beside_the_keys_stay_whole(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    lines = [["1", "Kursus", "8 kelas"], ["2", "Anyaman", "2 kali"], ["", "Rotan", ""]]
    assert len(read(make_content, grid_rules, lines)) == 1
