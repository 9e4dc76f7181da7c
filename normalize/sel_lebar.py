"""Amounts in cells that are merged over several columns: totals that begin below words and end below the money."""

from __future__ import annotations

from collections.abc import Collection

from extract.types import Cell
from normalize.grid import Grid, is_money
from normalize.wording import one_line


def reaching_amount(grid: Grid, row: int, col: int, money: Collection[int]) -> Cell | None:
    """The cell of a body row that begins left of a column of money, ends in it and prints an amount; None where the
    column has a cell of its own, or the amount may be that of another one. ``money``: the columns of money.
    """
    if grid.cell(row, col) is not None:
        return None
    cell = next((cell for left in range(col - 1, -1, -1) if (cell := grid.cell(row, left)) is not None), None)
    if cell is None or cell.col + cell.colspan != col + 1 or not is_money(one_line(cell.text)):
        return None
    return cell if sum(cell.col <= each <= col for each in money) == 1 else None
