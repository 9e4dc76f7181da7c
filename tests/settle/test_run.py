"""What the stage says of a table's values in the end."""

from __future__ import annotations

from decimal import Decimal

from extract.types import Box, Cell, Table
from normalize.grid import Grid
from normalize.types import BudgetRow, Column, JenisTabel, NormalTable, TingkatBaris, Ukuran, Value
from records.matched import NO_MATCH, MatchedRow, MatchedTable
from settle.run import settle_readings, with_certainty

BOX = Box(0, 0, 9, 9)


def sureness(n_values: int) -> float:
    """The least confidence in the values of a row that has so many targets of one year."""
    targets = [Value(Ukuran.TARGET, None, 2024, str(k), Decimal(k), "unit", 1, BOX, 0.99) for k in range(n_values)]
    row = BudgetRow(0, 0, None, None, "Pembibitan", None, tuple(targets), 1, BOX)
    columns = (Column(0, "Target", Ukuran.TARGET, None, 2024),)
    table = NormalTable(Table((1,), None, None, 1, 1, 0, (), "uji", 1.0), JenisTabel.LAINNYA, columns, (row,))
    settled = with_certainty(MatchedTable(table, (MatchedRow(row, TingkatBaris.LAINNYA, NO_MATCH),)))
    return min(value.keyakinan for value in settled.rows[0].row.values)


def test_values_of_a_row_that_has_so_many_of_one_kind_are_never_sure() -> None:
    assert sureness(9) > 0.9
    assert sureness(10) < 0.9


def test_grids_are_let_go_once_the_readings_of_their_rows_are_decided() -> None:
    source = Table((1,), None, None, 2, 1, 1, (Cell(0, 0, 1, 1, "Target", 1, BOX),), "uji", 1.0)
    grid = Grid(source)
    fresh = set(vars(grid))
    assert grid.paths == (("Target",),)
    table = NormalTable(source, JenisTabel.LAINNYA, (), (), matrix=grid)
    (settled,) = settle_readings([MatchedTable(table, ())])
    assert settled.source.grid is grid
    assert set(vars(grid)) == fresh
