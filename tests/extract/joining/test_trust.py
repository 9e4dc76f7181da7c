"""How far a table is believed: only as far as its own columns and header bear it out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.joining.trust import HALF_PROVEN, OPEN, PROVEN, REFUTED, believable
from extract.types import Box, Cell

HEAD = ["Kode", "Uraian", "Pagu"]
BODY = [["1.06", "Program", "1.000.000"], ["1.07", "Kegiatan", "2.000.000"], ["1.08", "Sub kegiatan", "3.000.000"]]


def cells(rows: Sequence[Sequence[str]]) -> list[Cell]:
    box = Box(0, 0, 1, 1)
    return [Cell(r, c, 1, 1, text, 1, box) for r, row in enumerate(rows) for c, text in enumerate(row)]


def most(rows: Sequence[Sequence[str]], engine: str, n_header_rows: int = 1) -> float:
    return believable(cells(rows), len(rows), len(rows[0]), n_header_rows, engine)


@pytest.mark.parametrize(("engine", "bound"), [("aligned", PROVEN), ("halfruled", HALF_PROVEN)])
def test_a_reading_without_rules_is_believed_up_to_a_bound_where_all_columns_bear_it_out(
    engine: str, bound: float
) -> None:
    assert most([HEAD, *BODY], engine) == bound


def test_a_ruled_grid_of_several_rows_is_left_to_its_own_score() -> None:
    assert most([HEAD, *BODY], "ruled") == 1.0


def test_a_column_that_mixes_values_and_words_leaves_the_question_open() -> None:
    assert most([HEAD, *BODY, ["1.09", "4.000.000", "Sub kegiatan"]], "aligned") == OPEN


def test_a_full_column_without_a_title_leaves_the_question_open() -> None:
    assert most([["Kode", "", "Pagu"], *BODY], "aligned") == OPEN


def test_two_amounts_beside_two_names_in_one_row_leave_the_question_open() -> None:
    assert most([HEAD, *BODY, ["1.09", "Kebun\nPasar", "4.000.000\n5.000.000"]], "halfruled") == OPEN


def test_a_nearly_empty_column_without_a_title_speaks_against_the_reading() -> None:
    rows = [[*HEAD, ""], *([*row, ""] for row in BODY)]
    assert most(rows, "aligned") == REFUTED


def test_a_table_without_a_header_or_with_cells_across_columns_is_not_believed() -> None:
    assert most(BODY, "aligned", n_header_rows=0) == REFUTED
    across = [*cells([HEAD, *BODY]), Cell(4, 0, 1, 2, "Bidang Pasar", 1, Box(0, 0, 1, 1))]
    assert believable(across, 5, 3, 1, "aligned") > REFUTED  # alone in its row it is a group's title
    across.append(Cell(4, 2, 1, 1, "6.000.000", 1, Box(0, 0, 1, 1)))
    assert believable(across, 5, 3, 1, "aligned") == REFUTED


def test_rows_that_pile_up_amounts_are_believed_the_less_the_more_there_are() -> None:
    pile = ["1.09\n1.10", "Lain\nSisa", "4.000.000\n5.000.000"]
    one, most_of_it = most([HEAD, *BODY, pile], "ruled"), most([HEAD, pile, pile, pile, BODY[0]], "ruled")
    assert REFUTED < most_of_it < one < PROVEN
    assert most([HEAD, pile], "ruled") == REFUTED


def test_a_name_of_several_lines_beside_one_amount_is_no_pile() -> None:
    assert most([HEAD, *BODY, ["1.09", "Sub kegiatan\nlain", "4.000.000"]], "ruled") == 1.0


def test_a_ruled_header_without_a_body_and_a_single_row_of_stacks_are_not_believed() -> None:
    assert most([HEAD], "ruled") == REFUTED
    stacks = ["\n".join(column) for column in zip(*BODY, ["1.09", "Lain", "4.000.000"], strict=True)]
    assert most([HEAD, stacks], "ruled") == REFUTED
    assert most([HEAD, BODY[0]], "ruled") == PROVEN


def test_boxes_of_an_organisation_are_no_table_that_is_believed_and_a_form_to_be_filled_in_is() -> None:
    chart = [["", "KEPALA", ""], ["SEKRETARIS", "", ""], ["", "", "BIDANG ARSIP"]]
    form = [["No", "Nama Kebun", "Luas"], ["1", "", ""], ["2", "", ""]]
    assert most(chart, "ruled", 0) == REFUTED
    assert most(form, "ruled") == 1.0
