"""Columns that print a text and its quantity side by side in each cell, with no rule between: indicators and targets.

Programs that print plans draw one cell for both. They are two columns where nearly every cell begins with words and,
behind white that all cells have in common, a value; what the values are is the header's to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from extract.headwords import is_datum
from extract.ruled.filled import Filled, Indices, lines_of
from extract.ruled.lattice import Lattice
from extract.types import Bools, PageContent

_WIDE = 0.9
"""Font sizes between a text and its quantity on one line."""
_WHITE = 0.3
"""And so much of that is white in all cells of the column."""
_CELLS = 4
"""So many cells print both, and this share of those below the first that does. Where another column of the table has
quantities, all cells of one do, however few; several of such columns tell it together.
"""
_SHARE = 0.6
_WORDS = 4
"""Letters that a text has at least: a currency's sign has fewer."""
_ALIGNED = 0.5
"""Quantities begin, or end, at one place to so many font sizes."""


class _Part(NamedTuple):
    x0: float
    x1: float
    text: str


class _Cell(NamedTuple):
    """A cell's row in the lattice, and its lines, each cut where its texts stand apart."""

    row: int
    lines: list[list[_Part]]

    @property
    def is_both(self) -> bool:
        """True where the first line is a text and a quantity."""
        first = self.lines[0]
        return len(first) == 2 and is_datum(first[1].text) and sum(map(str.isalpha, first[0].text)) >= _WORDS


class _Column(NamedTuple):
    """A column with quantities: how many cells print both, whether all do, the row of the first, and the border."""

    number: int
    cells: int
    is_whole: bool
    row: int
    border: float


def with_quantity_columns(grid: Filled) -> Lattice | None:
    """The lattice with a border between the texts and the quantities of such columns; None where it has none."""
    found = [column for number in _candidates(grid) if (column := _parted(grid, number)) is not None]
    sure = [column for column in found if column.cells >= _CELLS]
    whole = [column for column in found if column.is_whole]
    if not sure and (len(whole) < 2 or sum(column.cells for column in whole) < _CELLS):
        return None
    lattice = grid.lattice
    for column in reversed(found):
        if column in sure or column.is_whole:
            lattice = _with_border(grid, lattice, column)
    return lattice


def _candidates(grid: Filled) -> list[int]:
    """The columns in which enough cells print digits, and letters too: the others need not be parted into lines."""
    cells, codes = grid.row_cells, grid.codes[grid.row_cells.letters]
    if not len(codes):
        return []
    spans = grid.regions.spans[cells.region]
    digits = np.add.reduceat((codes >= 0x30) & (codes <= 0x39), cells.starts, dtype=np.intp)
    others = np.diff(cells.starts, append=len(codes)) - digits
    single = spans[:, 3] - spans[:, 1] == 1
    own = (digits > 0) & (others >= _WORDS) & single
    if np.count_nonzero(own) < _CELLS:
        return []
    own &= _have_room(grid)
    if np.count_nonzero(own) < _CELLS:
        return []
    columns = spans[:, 1]
    first = np.full(len(grid.lattice.xs), len(grid.lattice.ys))
    np.minimum.at(first, columns[own], cells.row[own])
    below = np.bincount(columns[single & (cells.row >= first[columns])], minlength=len(first))
    count = np.bincount(columns[own], minlength=len(first))
    return np.flatnonzero((count > 0) & (count >= _SHARE * below)).tolist()


def _have_room(grid: Filled) -> Bools:
    """For each cell, whether white as wide as before a quantity parts two letters of it that follow each other."""
    letters, starts = grid.row_cells.letters, grid.row_cells.starts
    x0, _, x1, _ = grid.content.boxes[letters].T
    wide = np.zeros(len(letters), np.bool_)
    wide[1:] = x0[1:] - x1[:-1] > _WIDE * grid.content.sizes[letters[1:]]
    wide[starts] = False  # the letter before is of another cell
    return np.asarray(np.logical_or.reduceat(wide, starts), np.bool_)


def _cells(grid: Filled, column: int) -> Iterator[_Cell]:
    """The filled cells of one column, top to bottom."""
    cells, spans = grid.row_cells, grid.regions.spans
    own = (spans[cells.region, 1] == column) & (spans[cells.region, 3] == column + 1)
    for number in np.flatnonzero(own)[np.argsort(cells.row[own], kind="stable")].tolist():
        lines = [_parts(grid.content, line) for line in lines_of(grid.content, cells.members(number))]
        yield _Cell(int(cells.row[number]), lines)


def _parts(content: PageContent, line: Indices) -> list[_Part]:
    line = line[np.argsort(content.boxes[line, 0], kind="stable")]
    x0, x1 = content.boxes[line, 0], content.boxes[line, 2]
    parts = np.split(line, np.flatnonzero(x0[1:] - x1[:-1] > _WIDE * content.sizes[line[1:]]) + 1)
    return [
        _Part(float(content.boxes[part[0], 0]), float(content.boxes[part[-1], 2]), _text(content, part))
        for part in parts
    ]


def _text(content: PageContent, letters: Indices) -> str:
    return "".join(content.text[i] for i in letters.tolist())


def _parted(grid: Filled, column: int) -> _Column | None:
    """The column where its quantities begin; None where the cells from the first with one on do not have such."""
    content, cells = grid.content, list(_cells(grid, column))
    cells = cells[next((k for k, cell in enumerate(cells) if cell.is_both), len(cells)) :]
    both = [cell.lines[0] for cell in cells if cell.is_both]
    if not both or len(both) < _SHARE * len(cells):
        return None
    size = float(np.median(content.sizes))
    begins, ends = (np.array([line[1][side] for line in both]) for side in (0, 1))
    if min(np.ptp(begins), np.ptp(ends)) > _ALIGNED * size:
        return None
    high = float(begins.min())
    # Further lines keep to one side as well: what stands over the border is one text.
    left = (part for cell in cells for line in cell.lines for part in line if part.x0 < high - _WHITE * size)
    low = max((part.x1 for part in left), default=high)
    if high - low < _WHITE * size:
        return None
    return _Column(column, len(both), len(both) == len(cells), cells[0].row, (low + high) / 2)


def _with_border(grid: Filled, lattice: Lattice, column: _Column) -> Lattice:
    """The lattice with the column's border, in its cells alone and from the first with a quantity on."""
    spans = grid.regions.spans[grid.regions.owner[:, column.number]]
    drawn = (spans[:, 1] == column.number) & (spans[:, 3] == column.number + 1)
    drawn &= np.arange(len(drawn)) >= column.row
    x0, y0, x1, y1 = grid.content.boxes[grid.inked].T
    across = (x0 < column.border) & (x1 > column.border)
    drawn[np.clip(np.searchsorted(lattice.ys, (y0 + y1)[across] / 2) - 1, 0, len(drawn) - 1)] = False
    at = column.number + 1
    return lattice._replace(
        xs=np.insert(lattice.xs, at, column.border),
        upright=np.insert(lattice.upright, at, drawn, axis=1),
        level=np.insert(lattice.level, at, lattice.level[:, column.number], axis=1),
    )
