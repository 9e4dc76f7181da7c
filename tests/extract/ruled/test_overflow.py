"""Lines too long for their cell, and neighbours that only touch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from extract.ruled.reader import read_ruled
from extract.types import PageContent

MakeContent = Callable[..., PageContent]
GridRules = Callable[..., list[tuple[float, float, float, float]]]
BELOW = [(12, 32, "a"), (72, 32, "b"), (132, 32, "c")]


def first_row(page: PageContent) -> list[str]:
    (table,) = read_ruled(page)
    return [cell.text for cell in table.cells if cell.row == 0]


def test_words_that_run_on_under_the_next_cells_text_belong_to_the_cell_they_begin_in(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    rules = grid_rules([10, 70, 130, 190], [10, 30, 50])
    page = make_content([(12, 12, "Rehab Jaringan Irigasi"), (90, 12, "DAK"), (150, 12, "5"), *BELOW], rules)
    assert first_row(page) == ["Rehab Jaringan Irigasi", "DAK", "5"]


def test_the_spaces_of_a_line_do_not_part_the_words_that_it_is_printed_under(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    rules = grid_rules([10, 70, 130, 190], [10, 30, 50])
    page = make_content(
        [(12, 12, "Rehab Jaringan Irigasi dua"), (78.5, 12, "unit kerja"), (150, 12, "5"), *BELOW], rules
    )
    assert first_row(page) == ["Rehab Jaringan Irigasi dua", "unit kerja", "5"]


def test_a_rest_beyond_the_border_is_told_by_the_other_text_of_its_cell(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    # Seven letters of four points end on the border at 40: no letter is cut, and three more stand before "150".
    rules = grid_rules([10, 40, 130, 190], [10, 30, 50])
    page = make_content([(12, 12, "PENAWANGAN"), (90, 12, "150"), (150, 12, "5"), *BELOW], rules)
    assert first_row(page) == ["PENAWANGAN", "150", "5"]


def test_an_indented_name_that_ends_at_the_border_of_the_cell_whose_amount_it_runs_under_is_none_of_that_cell(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    rules = grid_rules([10, 70, 130, 190], [10, 30, 50])
    page = make_content([(26, 12, "Rehab Taman Kota di Utara."), (90, 12, "150.000"), (150, 12, "5"), *BELOW], rules)
    assert first_row(page) == ["Rehab Taman Kota di Utara.", "150.000", "5"]


def test_a_long_name_that_runs_under_an_amount_cells_away_belongs_to_the_cell_it_begins_in(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    rules = grid_rules([10, 70, 130, 190, 250], [10, 30, 50])
    page = make_content([(26, 12, "Rehab Taman Kota di Utara dan Taman Desa"), (160, 12, "150.000"), *BELOW], rules)
    assert first_row(page) == ["Rehab Taman Kota di Utara dan Taman Desa", "", "150.000", ""]


def test_a_centred_text_that_overhangs_both_sides_belongs_to_where_most_of_it_stands(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    rules = grid_rules([10, 70, 130, 190], [10, 30, 50])
    page = make_content([(12, 12, "x"), (52, 12, "Sekretariat Daerah, A"), *BELOW], rules)
    assert first_row(page) == ["x", "Sekretariat Daerah, A", ""]


def test_a_line_set_in_columns_by_spaces_is_not_fused(make_content: MakeContent, grid_rules: GridRules) -> None:
    rules = grid_rules([10, 70, 130, 190], [10, 30, 50])
    page = make_content([(12, 12, "Rapat kerja     Kota A         4 kali"), *BELOW], rules)
    assert first_row(page) == ["Rapat kerja", "Kota A", "4 kali"]


def test_neighbours_that_ocr_read_as_one_line_stay_apart(make_content: MakeContent, grid_rules: GridRules) -> None:
    rules = grid_rules([10, 70, 130, 190], [10, 30, 50])
    page = make_content([(12, 12, "Rapat kerja antar Kota Depok"), (132, 12, "5"), *BELOW], rules)
    read = replace(page, reader="rapidocr")
    assert first_row(page)[0] == "Rapat kerja antar Kota Depok"
    assert first_row(read)[0] != "Rapat kerja antar Kota Depok"


def test_a_line_that_runs_on_into_an_empty_cell_belongs_to_the_cell_it_begins_in(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    rules = grid_rules([10, 70, 130, 190], [10, 30, 50])
    page = make_content([(12, 12, "Rehab saluran dan pintu air"), (150, 12, "5"), *BELOW], rules)
    assert first_row(page) == ["Rehab saluran dan pintu air", "", "5"]


def test_a_line_that_begins_where_the_next_columns_texts_begin_is_of_two_cells(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    rules = grid_rules([10, 70, 130, 190], [10, 30, 50])
    page = make_content([(12, 12, "Rehab saluran 3 unit"), (150, 12, "5"), (12, 32, "a"), (72, 32, "unit")], rules)
    boxes = page.boxes.copy()
    boxes[14:20, [0, 2]] += 72 - boxes[14, 0]
    assert first_row(replace(page, boxes=boxes)) == ["Rehab saluran", "3 unit", "5"]


def test_a_centred_line_that_runs_on_into_empty_cells_at_both_sides_stays_in_the_middle(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    rules = grid_rules([10, 100, 140, 230], [10, 30, 50])
    # Of 24 letters from 72 to 168 the eighth and the seventeenth are spaces: the borders cut no letter.
    page = make_content([(72, 12, "Tanaman bibitmud pesisir"), (12, 32, "a"), (102, 32, "b")], rules)
    assert first_row(page) == ["", "Tanaman bibitmud pesisir", ""]


def test_a_line_set_to_the_right_that_begins_in_an_empty_cell_belongs_where_it_ends(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    rules = grid_rules([10, 70, 130, 190], [10, 30, 50])
    # "Sisa" ends on the border at 130, and the line two points before that at 190.
    page = make_content([(12, 12, "1"), (112, 12, "Sisa dana tahun ini"), (12, 32, "2"), (72, 32, "unit")], rules)
    assert first_row(page) == ["1", "", "Sisa dana tahun ini"]
