"""Money of a higher level that stands beside the first of several items of the level below, in a cascade of columns.

"Kegiatan | Sub Kegiatan | Anggaran": where every kegiatan begins with an amount and none of its further sub kegiatan
prints one, the amount is the kegiatan's, though the first sub kegiatan stands in its line.
"""

from __future__ import annotations

from itertools import pairwise

from extract.types import Box
from normalize.grid import Grid, letters
from normalize.peran_baris import Roles
from normalize.ukuran import BUDGET

_LEAST = 2
"""Items of the higher level with several below them that must show the habit: one may have lost an amount."""


def money_of_higher(grid: Grid, roles: Roles) -> frozenset[Box]:
    """The cells whose amount may be that of the level above the item in whose row it stands."""
    columns = sorted(col for col, _ in roles.level_columns)
    if len(columns) < 2:
        return frozenset()
    named = {col: [row for row in range(grid.n_rows) if letters(grid.text(row, col)) > 1] for col in columns}
    found: set[Box] = set()
    for value in roles.values:
        if value.column.peran in BUDGET:
            col = value.column.indeks
            filled = [row for row in range(grid.n_rows) if any(ch.isdigit() for ch in grid.text(row, col))]
            for higher, deeper in pairwise(columns):
                if col > deeper:
                    found |= _boxes(grid, col, _beside_first(named[higher], named[deeper], filled))
    return frozenset(found)


def _beside_first(begins: list[int], items: list[int], filled: list[int]) -> list[int]:
    """The filled rows that begin a higher item with several below it, where no other row of an item is filled."""
    if not begins or not filled or not set(filled) <= set(begins):
        return []
    ends = [*begins[1:], max(items, default=0) + 1]
    several = [start for start, end in zip(begins, ends, strict=True) if sum(start <= row < end for row in items) > 1]
    beside = sorted(set(several) & set(items) & set(filled))
    return beside if len(beside) >= _LEAST else []


def _boxes(grid: Grid, col: int, rows: list[int]) -> set[Box]:
    return {cell.box for row in rows if (cell := grid.cell(row, col)) is not None}
