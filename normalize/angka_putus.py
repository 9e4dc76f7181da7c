"""Quantities that a narrow cell broke over two lines ("47.3" above "65"), told by how much room the cell has.

Two numbers below each other look the same. A number is broken where one more digit did not fit: the line is as wide as
its cell, which the texts of the table's other cells measure, and no line of its column is wider; then it is put
together (:func:`joined`). Where the room does not tell, what may be two halves of one number is in doubt
(:func:`doubt_broken`). Money is put together elsewhere, by its groups alone (`normalize.potongan`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.types import Cell
from normalize.grid import Grid
from normalize.kolom_nilai import ValueColumn
from normalize.types import Number
from normalize.ukuran import DOUBTFUL
from normalize.wording import one_line

PIECE = "pecahan"
"""The rule of a number that may be a half."""

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

_HALVES = re.compile(
    r"(?<![0-9.,])(?P<first>[0-9]{1,3}(?:[.,][0-9]{3})*(?P<mark>[.,])(?P<tail>[0-9]{1,2}))(?: (?P<word>[^\W\d_]+))?\n"
    r"(?P<rest>[0-9]{1,2})(?![0-9.,])(?: (?P<end>[^\W\d_]+))?"
)
_GROUP = 3
_DECIMAL_MARK = {"titik": ",", "koma": "."}
"""By how the table's amounts group thousands."""


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


def doubt_broken(numbers: tuple[Number, ...], cell: Cell, grid: Grid, column: ValueColumn) -> tuple[Number, ...]:
    """The numbers of a cell; two of them in doubt where both may be one number that the cell's width broke.

    The first then ends in a piece of a group, which the second completes at the beginning of the next line, and no
    line of the column is longer than both in one piece. Units of their own speak for two numbers; a word that is
    broken at the same place, for one.
    """
    found = _HALVES.search(cell.text)
    if found is None or len(found["tail"]) + len(found["rest"]) != _GROUP:
        return numbers
    at = next((i for i, n in enumerate(numbers) if n.text == found["first"]), len(numbers))
    pair = numbers[at : at + 2]
    if len(pair) < 2 or found["mark"] == _DECIMAL_MARK.get(column.amounts or "") or not _is_one(found, pair, column):
        return numbers
    if len(found.group().split("\n")[0]) + len(found["rest"]) < _longest(grid, cell.col):
        return numbers
    doubted = (replace(n, rule=PIECE, confidence=min(n.confidence, DOUBTFUL)) for n in pair)
    return (*numbers[:at], *doubted, *numbers[at + 2 :])


def _is_one(found: re.Match[str], pair: Sequence[Number], column: ValueColumn) -> bool:
    """True where the words beside two pieces of numbers leave it open whether they are one."""
    if found["word"]:
        return found["end"] is not None and f"{found['word']}{found['end']}".lower() in column.whole
    return pair[0].unit in (None, pair[1].unit)


def _longest(grid: Grid, col: int) -> int:
    """The letters of the longest line that fits into the column."""
    cells = (grid.cell(row, col) for row in range(grid.n_rows))
    lines = (line for cell in cells if cell is not None and cell.colspan == 1 for line in cell.text.split("\n"))
    return max((len(one_line(line)) for line in lines), default=0)


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
