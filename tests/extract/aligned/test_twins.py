"""White inside a column: texts set to the left, the middle and the right of it are of one column."""

from __future__ import annotations

from collections.abc import Sequence

from extract.aligned.fragments import Line, Word, as_run
from extract.aligned.stripes import Stripe
from extract.aligned.twins import without_twins

Texts = Sequence[tuple[float, str]]


def line(y: float, texts: Texts) -> Line:
    """A line of 8-point texts that begin at the given x, 4 points a letter."""
    runs = tuple(as_run([Word(x, y, x + 4 * len(text), y + 8, 8, text, False, False)], int(y)) for x, text in texts)
    return Line(runs, y, y + 8, 8)


def page(*rows: Texts) -> list[Line]:
    return [line(20.0 * number, row) for number, row in enumerate(rows)]


HEAD = [(10, "Jenis"), (96, "Populasi")]
STRIPES = [Stripe(40, 80), Stripe(96, 120)]


def test_numbers_at_the_right_and_words_at_the_left_of_a_column_are_one_column() -> None:
    lines = page([(10, "Jenis"), (82, "Populasi 2024")], [(10, "Anak"), (80, "N/A")], [(10, "Lansia"), (120, "2.494")])
    lines += [line(80.0, [(10, "Balita"), (80, "N/A")])]
    assert without_twins([lines], STRIPES) == STRIPES[:1]


def test_columns_that_one_row_fills_both_stay_two() -> None:
    lines = page([(10, "Jenis"), (82, "Target")], [(10, "Anak"), (80, "25"), (120, "Orang")])
    assert without_twins([lines], STRIPES) == STRIPES


def test_columns_of_which_each_has_a_title_stay_two_though_no_row_fills_both() -> None:
    lines = page(
        [(10, "Jenis"), (80, "Naik"), (120, "Turun")], [(10, "Anak"), (80, "25")], [(10, "Balita"), (120, "3")]
    )
    assert without_twins([lines], STRIPES) == STRIPES


def test_a_number_over_the_middle_of_a_column_of_amounts_is_no_column() -> None:
    numbers = [(10, "1"), (86, "2"), (160, "3")]
    rows = [[(10, "Anak"), (120, "25.000"), (160, "DAU")], [(10, "Balita"), (120, "35.000"), (160, "DAU")]]
    stripes = [*STRIPES, Stripe(145, 160)]
    assert without_twins([page(numbers, *rows)], stripes) == [stripes[0], stripes[2]]


def test_rows_of_different_pages_are_not_taken_for_one() -> None:
    head = [(10, "Jenis"), (82, "Populasi 2024")]
    first = page(head, [(10, "Anak"), (80, "N/A")], [(10, "Balita"), (80, "N/A")])
    second = page([(10, "Lansia"), (120, "2.494")], [(10, "Remaja"), (120, "1.200")])
    assert without_twins([first, second], STRIPES) == STRIPES[:1]


def test_nothing_is_found_where_nothing_is() -> None:
    assert without_twins([], STRIPES) == STRIPES
    assert without_twins([[]], []) == []


def test_a_header_that_comes_again_in_mid_table_is_no_row_of_its_columns() -> None:
    head = [(10, "Jenis"), (86, "Pagu")]
    rows = [[(10, "Anak"), (120, "25.000")], [(10, "Balita"), (120, "35.000")]]
    assert without_twins([page(head, *rows, head, *rows)], STRIPES) == STRIPES[:1]
