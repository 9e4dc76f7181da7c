"""Quantities that a narrow cell broke over two lines ("47.3" above "65"), told by how much room the cell has.

Two numbers below each other look the same. A number is broken where one more digit did not fit: the line is as wide as
its cell, which the texts of the table's other cells measure, and no line of its column is wider. Money is put together
elsewhere, by its groups alone (`normalize.potongan`).
"""

from __future__ import annotations

import re

from extract.types import Cell
from normalize.grid import Grid

_PADDING = 8.0
"""Points of a cell beside its text."""
_BROKEN = re.compile(r"(?m)^([0-9][0-9.,]*)\n([0-9]{1,3})(?![0-9.,])")
"""Digits that have a line to themselves above others."""
_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:,[0-9]{3})+")
_DECIMALS = re.compile(r"[0-9]+[.,][0-9]{2}")
_FULL, _SURELY_FULL = 0.75, 0.85
"""Share of its cell's room that a broken line and one more digit take at least: where marks show that the whole is one
number, and where nothing does. The room is reckoned from words, somewhat too large."""
_SLACK = 1.0
"""Digits by which another line of the column may be wider: letters are not all as wide as they are taken for."""
_LINES, _CELLS, _WIDTH = 3, 3, 40.0
"""Of cells with so many lines, and so wide (points), the texts fill the room; so many of them are needed."""
_MOST_FULL = 0.9
"""Of these cells the one that comes after this share of them, by how full they are: few texts run over."""


def joined(grid: Grid, cell: Cell) -> str:
    """The text of a cell, its number put together where the cell's width broke it."""
    found = _BROKEN.search(cell.text) if "\n" in cell.text else None
    if found is None or not grid.table.engine.startswith("ruled"):
        return cell.text
    least = _least(found[1], found[1] + found[2])
    room = _letters_per_point(grid) * (cell.box.x1 - cell.box.x0 - _PADDING)
    line = _width(found[1]) + 1.0
    if least is None or room <= 0.0 or line < least * room or _widest_beside(grid, cell) > line - 1.0 + _SLACK:
        return cell.text
    return cell.text[: found.end(1)] + cell.text[found.start(2) :]


def _least(first: str, whole: str) -> float | None:
    """How full the first line has to be; None where the whole is no sound number, or the first one is a better one."""
    if _GROUPED.fullmatch(first) or (_DECIMALS.fullmatch(first) and not _GROUPED.fullmatch(whole)):
        return None
    if _GROUPED.fullmatch(whole) or _DECIMALS.fullmatch(whole):
        return _FULL
    return _SURELY_FULL if whole.isdecimal() else None


def _widest_beside(grid: Grid, cell: Cell) -> float:
    """The widest line of the body's cells that are of one width with a cell and in its column, in digits."""
    width = cell.box.x1 - cell.box.x0
    alike = (c for c in grid.table.cells if c.col == cell.col and not c.is_header and c.colspan == cell.colspan)
    lines = (line for c in alike if abs(c.box.x1 - c.box.x0 - width) < 1.0 for line in c.text.split("\n"))
    return max(map(_width, lines), default=0.0)


def _letters_per_point(grid: Grid) -> float:
    """How many digits stand beside each other in a point of the table's body; 0 where its texts do not tell."""
    full = sorted(
        max(map(_width, lines)) / (cell.box.x1 - cell.box.x0 - _PADDING)
        for cell in grid.table.cells
        if not cell.is_header and cell.colspan == 1 and cell.box.x1 - cell.box.x0 > _WIDTH
        if len(lines := cell.text.split("\n")) >= _LINES
    )
    return full[int(len(full) * _MOST_FULL)] if len(full) >= _CELLS else 0.0


def _width(text: str) -> float:
    """A text's width, in digits, as most fonts print it."""
    narrow, wide = sum(text.count(c) for c in " .,:;/()iljtfr'"), sum(text.count(c) for c in "mwMW%")
    return len(text) - 0.5 * narrow + 0.5 * wide - 0.1 * sum(map(str.islower, text))
