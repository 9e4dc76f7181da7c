"""How much text the cells of a table have room for, told by the texts of its other cells; each is reckoned once."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property

from extract.types import Cell
from normalize.grid import Grid
from normalize.wording import one_line

_PADDING = 8.0
"""Points of a cell beside its text."""
_SHOWN = re.compile(r"(?<![0-9.,])[0-9]+([.,])[0-9]{1,2}(?![0-9.,\n])")
"""A number with decimals that nothing broke."""
_LINES, _CELLS, _WIDTH = 3, 3, 40.0
"""Of cells with so many lines, and so wide (points), the texts fill the room; so many of them are needed."""
_MOST_FULL = 0.9
"""Of these cells the one that comes after this share of them, by how full they are: few texts run over."""


class Room:
    """What the texts of a grid tell of the room in its cells; a table has thousands that ask."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._longest: dict[int, int] = {}
        self._decimal: dict[int, frozenset[str]] = {}

    def of(self, cell: Cell) -> float:
        """How many digits a line of the cell has room for; 0 or less where the table's texts do not tell."""
        return self._letters_per_point * (cell.box.x1 - cell.box.x0 - _PADDING)

    def widest_beside(self, cell: Cell) -> float:
        """The widest line of the body's cells that are of one width with a cell and in its column, in digits."""
        width = cell.box.x1 - cell.box.x0
        alike = self._widest[cell.col, cell.colspan]
        return max((line for other, line in alike.items() if abs(other - width) < 1.0), default=0.0)

    def longest(self, col: int) -> int:
        """The letters of the longest line that fits into the column."""
        if col not in self._longest:
            lines = (line for cell in self._column(col) if cell.colspan == 1 for line in cell.text.split("\n"))
            self._longest[col] = max((len(one_line(line)) for line in lines), default=0)
        return self._longest[col]

    def decimal_marks(self, col: int) -> frozenset[str]:
        """The marks that stand before decimals in the column."""
        if col not in self._decimal:
            shown = map(_SHOWN.search, (cell.text for cell in self._column(col)))
            self._decimal[col] = frozenset(found[1] for found in shown if found)
        return self._decimal[col]

    def _column(self, col: int) -> list[Cell]:
        cells = (self._grid.cell(row, col) for row in range(self._grid.n_rows))
        return [cell for cell in cells if cell is not None]

    @cached_property
    def _widest(self) -> dict[tuple[int, int], dict[float, float]]:
        """By column and span: the widest line of the cells of each width (tenths of a point)."""
        found: dict[tuple[int, int], dict[float, float]] = defaultdict(lambda: defaultdict(float))
        for cell in self._grid.table.cells:
            if not cell.is_header:
                alike, width = found[cell.col, cell.colspan], round(cell.box.x1 - cell.box.x0, 1)
                alike[width] = max(alike[width], *map(digits_wide, cell.text.split("\n")))
        return found

    @cached_property
    def _letters_per_point(self) -> float:
        """How many digits stand beside each other in a point of the table's body; 0 where its texts do not tell."""
        full = sorted(
            max(map(digits_wide, lines)) / (cell.box.x1 - cell.box.x0 - _PADDING)
            for cell in self._grid.table.cells
            if not cell.is_header and cell.colspan == 1 and cell.box.x1 - cell.box.x0 > _WIDTH
            if len(lines := cell.text.split("\n")) >= _LINES
        )
        return full[int(len(full) * _MOST_FULL)] if len(full) >= _CELLS else 0.0


def digits_wide(text: str) -> float:
    """A text's width, in digits, as most fonts print it."""
    narrow, wide = sum(text.count(c) for c in " .,:;/()iljtfr'"), sum(text.count(c) for c in "mwMW%")
    return len(text) - 0.5 * narrow + 0.5 * wide - 0.1 * sum(map(str.islower, text))
