"""The printed cell behind a value is found by its page and place."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from audit.cells import Cells
from extract.types import Box, Cell, Table
from normalize.types import Ukuran, Value

BOX = Box(10, 20, 90, 34)


def test_cells_at_one_place_of_two_pages_are_told_apart_and_what_no_cell_prints_has_none() -> None:
    first = Cell(1, 3, 2, 1, "8.120.000", 4, BOX)
    cells = Cells(Table((4, 5), None, None, 9, 5, 1, (first, replace(first, row=6, text="640", page=5, col=2)), "u", 1))
    value = Value(Ukuran.PAGU, None, 2024, "8.120.000", Decimal(8_120_000), "rupiah", 4, BOX, 1.0)
    other, nowhere = replace(value, page=5), replace(value, page=6)
    assert [cells.text(v) for v in (value, other, nowhere)] == ["8.120.000", "640", ""]
    assert [cells.n_rows(v) for v in (value, other, nowhere)] == [2, 2, None]
    assert [cells.col(v) for v in (value, other, nowhere)] == [3, 2, None]
    assert cells.text(replace(value, box=Box(0, 0, 1, 1))) == ""
