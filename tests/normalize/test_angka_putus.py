"""Quantities that a narrow cell breaks in two, and two quantities below each other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.types import Box, Cell, Table
from normalize.grid import Grid
from normalize.kolom_nilai import value_columns
from normalize.nilai import read_values
from normalize.types import Column
from normalize.ukuran import DOUBTFUL

LINES = "Terlatihnya pengrajin\nanyaman bambu dan rotan\ndi dua belas kecamatan"
"""About 22 digits wide: it fills a column of 110 points, of which 102 are for text."""


def read(
    *texts: str, width: float = 36.0, engine: str = "ruled", indicator: str = LINES
) -> list[list[tuple[Decimal | None, str | None]]]:
    """What a column of targets, so wide (points), says in the rows of a table with an indicator each."""
    return [
        [(value, unit) for value, unit, _ in row]
        for row in certain(*texts, width=width, engine=engine, indicator=indicator)
    ]


def certain(
    *texts: str, width: float = 36.0, engine: str = "ruled", indicator: str = LINES
) -> list[list[tuple[Decimal | None, str | None, float]]]:
    """The same, and how sure it is."""
    rows = [("Indikator", "Target"), *((indicator, text) for text in texts)]
    cells = [
        Cell(r, c, 1, 1, text, 1, Box(110.0 * c, 40.0 * r, 110.0 + width * c, 40.0 * r + 40), is_header=not r)
        for r, of in enumerate(rows)
        for c, text in enumerate(of)
    ]
    grid = Grid(Table((1,), None, "", len(rows), 2, 1, tuple(cells), engine, 1.0))
    columns = value_columns(grid, [Column(0, "Indikator", "indikator"), Column(1, "Target", "target")])
    return [[(v.nilai, v.satuan, v.keyakinan) for v in read_values(grid, row, columns)] for row in range(len(texts))]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("417.3\n62", 417362, None),
        ("417.36\n2 Ekor", 417362, "ekor"),
        ("52840\n0 Ha", 528400, "ha"),
        ("3914,\n06", Decimal("3914.06"), None),
    ],
)
def test_a_number_as_wide_as_its_cell_goes_on_in_the_next_line(text: str, value: Decimal, unit: str | None) -> None:
    assert read(text, "73 %", "81 %", "12")[0] == [(Decimal(value), unit)]


@pytest.mark.parametrize("width", [36.0, 90.0])
@pytest.mark.parametrize("text", ["14\n23 Unit", "1.250\n300", "86\n7", "62,40\n85 Unit"])
def test_numbers_below_each_other_that_had_room_are_two(text: str, width: float) -> None:
    assert len(read(text, "73 %", "81 %", "12", width=width)[0]) == 2


def test_the_halves_of_a_broken_number_say_nothing_of_how_their_column_begins_decimals() -> None:
    assert read("46.50\n0", "6", "65")[0] == [(Decimal(46500), None)]
    assert read("46,50\n0", "6", "65", "7,25")[0] != [(Decimal(46500), None)]


def test_two_lines_are_two_numbers_where_nothing_tells_how_wide_the_cell_is() -> None:
    assert len(read("417.3\n62", "73 %", "81 %", "12", engine="aligned")[0]) == 2
    assert len(read("417.3\n62", "73 %", "81 %", "12", indicator="Padi")[0]) == 2


def test_two_lines_are_two_numbers_below_a_wider_line_of_their_column() -> None:
    assert len(read("417.3\n62", "1250 Ekor", "81 %", "12")[0]) == 2


@pytest.mark.parametrize("width", [20.0, 24.0, 28.0, 32.0])
@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("100\n50", "100 50"),
        ("100\n100\n100", "100 100 100"),
        ("95\n90", "95 90"),
        ("12\n6\n3", "12 6 3"),
        ("100\n5 Unit", "100 5"),
    ],
)
def test_targets_below_each_other_that_fill_a_narrow_cell_are_no_longer_number(
    text: str, values: str, width: float
) -> None:
    assert [value for value, _ in read(text, "100", "80", "12", width=width)[0]] == list(map(Decimal, values.split()))


def test_a_mark_that_stands_before_decimals_elsewhere_groups_no_broken_number() -> None:
    assert len(read("12,5\n80", "73", "81", "12")[0]) == 2
    assert len(read("12.5\n80", "7.25", "81", "12", width=28.0)[0]) == 2


def test_what_is_a_number_without_its_next_line_too_is_put_together_in_doubt() -> None:
    [(value, _, sure)] = certain("638.4\n7", "73 %", "81 %", "12")[0]
    assert value == Decimal("638.47")
    assert sure <= DOUBTFUL


@pytest.mark.parametrize(
    ("others", "is_sure"),
    [(("93,91", "80,01"), False), (("93,91 kelompok tani", "80,01 unit"), False), (("93,9", "80"), True)],
)
def test_one_decimal_above_a_digit_is_in_doubt_where_its_column_prints_two(
    others: tuple[str, ...], is_sure: bool
) -> None:
    found = certain("85,0\n2", *others, engine="aligned")[0]
    assert [sure > DOUBTFUL for *_, sure in found] == [is_sure, is_sure]


def test_digits_below_the_unit_of_the_number_above_it_are_in_doubt() -> None:
    found = certain("3400\nekor\n0", "73 ekor", "81 ekor", engine="aligned")[0]
    assert [sure <= DOUBTFUL for *_, sure in found] == [True, True]
    own = certain("3400\nekor\n15\nunit", "73 ekor", "81 ekor", engine="aligned")[0]
    assert [sure > DOUBTFUL for *_, sure in own] == [True, True]


@pytest.mark.parametrize(("others", "is_sure"), [(("93,91", "80,01"), False), (("93", "80"), True)])
def test_a_blank_behind_the_mark_of_decimals_leaves_open_whether_it_is_one_number(
    others: tuple[str, ...], is_sure: bool
) -> None:
    found = certain("74, 50 nilai", *others)[0]
    assert [sure > DOUBTFUL for *_, sure in found] == [is_sure, is_sure]


@pytest.mark.parametrize(("beside", "sure"), [(("65,\n11", "7,50"), True), (("65,\n11", "12"), False)])
def test_decimals_stand_below_the_mark_that_ends_the_line_above(beside: tuple[str, ...], sure: bool) -> None:
    (first, *_) = certain("83,\n23", *beside, engine="aligned")
    assert [(value, certainty > DOUBTFUL) for value, _, certainty in first] == [(Decimal("83.23"), sure)]


def test_a_dot_that_ends_a_line_begins_no_decimals_where_amounts_are_grouped_by_dots() -> None:
    assert read("83.\n230", "65,11", engine="aligned")[0] != [(Decimal("83.23"), None)]
