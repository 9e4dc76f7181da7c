"""Names of several items that stand in one tall cell: whose amounts are whose cannot be told, so all are in doubt.

Where no rule parts the rows, the names of a table may come as one merged cell while numbers and amounts beside it stand
in rows of their own. Lines of one item's indicators bear no number of their own, or one name that has fewer lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from normalize.grid import Grid
from normalize.peran_baris import Roles
from normalize.sambungan import Pending
from normalize.ukuran import DOUBTFUL

_LEAST = 2
"""Rows with a number and an amount of their own from which a cell beside them holds several names."""


def doubt_heaped_names(grid: Grid, roles: Roles, rows: Sequence[Pending]) -> None:
    """Puts the values of rows in doubt that share a cell of several items' names."""
    shared = {row for span in _heaps(grid, roles) for row in span}
    for pending in rows:
        if pending.grid_row in shared:
            pending.values = tuple(replace(v, keyakinan=min(v.keyakinan, DOUBTFUL)) for v in pending.values)


def _heaps(grid: Grid, roles: Roles) -> Iterator[range]:
    marks = [*roles.nomor, *roles.kode]
    money = [c.column.indeks for c in roles.values if c.money]
    for column in roles.nama:
        for row in range(grid.n_rows):
            cell = grid.cell(row, column)
            if cell is None or cell.rowspan < _LEAST or not cell.text.strip():
                continue
            span = range(row, min(row + cell.rowspan, grid.n_rows))
            items = [r for r in span if _filled(grid, r, marks) and _filled(grid, r, money)]
            if len(items) >= _LEAST and cell.text.strip().count("\n") + 1 >= len(items):
                yield span


def _filled(grid: Grid, row: int, columns: Sequence[int]) -> bool:
    return any(any(letter.isalnum() for letter in grid.text(row, column)) for column in columns)
