"""Counts that a narrow cell may have broken over two lines: "204.15" above "8 Unit" is one count or two.

Money is put together where the whole is sound (``normalize.potongan``): it has many digits and no company. A count may
stand above another one, so that nothing is joined here, and what may be two halves of one number is in doubt.
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
_BROKEN = re.compile(
    r"(?<![0-9.,])(?P<first>[0-9]{1,3}(?:[.,][0-9]{3})*(?P<mark>[.,])(?P<tail>[0-9]{1,2}))(?: (?P<word>[^\W\d_]+))?\n"
    r"(?P<rest>[0-9]{1,2})(?![0-9.,])(?: (?P<end>[^\W\d_]+))?"
)
_GROUP = 3
_DECIMAL_MARK = {"titik": ",", "koma": "."}
"""By how the table's amounts group thousands."""


def doubt_broken(numbers: tuple[Number, ...], cell: Cell, grid: Grid, column: ValueColumn) -> tuple[Number, ...]:
    """The numbers of a cell; two of them in doubt where both may be one number that the cell's width broke.

    The first then ends in a piece of a group, which the second completes at the beginning of the next line, and no
    line of the column is longer than both in one piece. Units of their own speak for two numbers; a word that is
    broken at the same place, for one.
    """
    found = _BROKEN.search(cell.text)
    if found is None or len(found["tail"]) + len(found["rest"]) != _GROUP:
        return numbers
    at = next((i for i, n in enumerate(numbers) if n.text == found["first"]), len(numbers))
    pair = numbers[at : at + 2]
    if len(pair) < 2 or found["mark"] == _DECIMAL_MARK.get(column.amounts or "") or not _is_one(found, pair, column):
        return numbers
    if len(found.group().split("\n")[0]) + len(found["rest"]) < _width(grid, cell.col):
        return numbers
    doubted = (replace(n, rule=PIECE, confidence=min(n.confidence, DOUBTFUL)) for n in pair)
    return (*numbers[:at], *doubted, *numbers[at + 2 :])


def _is_one(found: re.Match[str], pair: Sequence[Number], column: ValueColumn) -> bool:
    """True where the words beside two pieces of numbers leave it open whether they are one."""
    if found["word"]:
        return found["end"] is not None and f"{found['word']}{found['end']}".lower() in column.whole
    return pair[0].unit in (None, pair[1].unit)


def _width(grid: Grid, col: int) -> int:
    """The letters of the longest line that fits into the column."""
    cells = (grid.cell(row, col) for row in range(grid.n_rows))
    lines = (line for cell in cells if cell is not None and cell.colspan == 1 for line in cell.text.split("\n"))
    return max((len(one_line(line)) for line in lines), default=0)
