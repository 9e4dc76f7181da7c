"""Which of the items that a row of a cascade names side by side its values belong to.

What stands between two level columns is the left one's ("Program | Indikator | Target | Kegiatan | ..."). And
"Kegiatan | Sub Kegiatan | Anggaran": where every kegiatan begins with an amount and none of its further sub kegiatan
prints one, the amount is the kegiatan's, though the first sub kegiatan stands in its line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from normalize.grid import Grid, letters
from normalize.peran_baris import Roles
from normalize.ukuran import BUDGET

_LEAST = 2
"""Items of the higher level with several below them that must show the habit: one may have lost an amount."""


def money_of_higher(grid: Grid, roles: Roles) -> dict[int, dict[int, int]]:
    """The level column that owns an amount printed in the line of an item below it: {row: {value column: level}}."""
    columns = sorted(col for col, _ in roles.level_columns)
    named = {col: [row for row in range(grid.n_rows) if letters(grid.text(row, col)) > 1] for col in columns}
    owners: dict[int, dict[int, int]] = {}
    for value in roles.values if len(columns) > 1 else ():
        if value.column.peran in BUDGET:
            col = value.column.indeks
            filled = [row for row in range(grid.n_rows) if _is_filled(grid, row, col)]
            for higher, deeper in pairwise(columns):
                for row in _beside_first(named[higher], named[deeper], filled) if col > deeper else ():
                    owners.setdefault(row, {})[col] = higher
    return owners


def items_of(grid: Grid, row: int, roles: Roles, owners: Mapping[int, int]) -> Iterator[Roles]:
    """The roles of the columns for each item that a printed row is about, the highest first, the row's own last.

    A higher item is one whose cell begins in this row beside money of its own: in its own columns, or by ``owners``.
    Targets alone only say what the items below are for.
    """
    named = [col for col, _ in roles.level_columns if letters(grid.text(row, col)) > 1]
    before = -1
    for level, below in pairwise(named):
        item = _higher_item(roles, before, level, below, owners)
        if any(v.column.peran in BUDGET and _is_filled(grid, row, v.column.indeks) for v in item.values):
            yield item
        before = level
    own = tuple(v for v in roles.values if v.column.indeks not in owners)
    yield replace(roles, values=own) if owners else roles


def _higher_item(roles: Roles, before: int, level: int, below: int, owners: Mapping[int, int]) -> Roles:
    """The roles for the item of column ``level``: its own columns end where the next level's name begins."""
    coded = tuple(c for c in roles.kode if before < c < level) if len(roles.kode) > 1 else ()
    return replace(
        roles,
        kode=coded,
        level_columns=tuple(x for x in roles.level_columns if x[0] <= level),
        indikator=tuple(c for c in roles.indikator if c < below),
        values=tuple(
            v for v in roles.values if level < v.column.indeks < below or owners.get(v.column.indeks) == level
        ),
    )


def _beside_first(begins: list[int], items: list[int], filled: list[int]) -> list[int]:
    """The filled rows that begin a higher item with several below it, where no other row of an item is filled."""
    if not begins or not filled or not set(filled) <= set(begins):
        return []
    ends = [*begins[1:], max(items, default=0) + 1]
    several = [start for start, end in zip(begins, ends, strict=True) if sum(start <= row < end for row in items) > 1]
    beside = sorted(set(several) & set(items) & set(filled))
    return beside if len(beside) >= _LEAST else []


def _is_filled(grid: Grid, row: int, col: int) -> bool:
    return any(ch.isdigit() for ch in grid.text(row, col))
