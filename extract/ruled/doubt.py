"""Rows that still look like several when all that shows rows has been tried: how far a ruled grid is believed then.

Such a row is told by texts that begin anew at one height in several of its cells, and by list marks or codes, several
in one cell, beside a single number. It may be right as printed: it is doubted, not cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from extract.headwords import is_datum
from extract.page.stretches import distinct
from extract.ruled.begun import begins
from extract.ruled.filled import LEVEL, Filled, Indices, lines_of
from extract.ruled.heaped import BLANK, PAD, Heap, heap_of
from extract.types import Bools, Cell, Floats

_MOST, _LEAST = 0.89, 0.6
"""How far a grid is believed of which a row, or all rows, may be several."""
_IMPLIED, _FEW = 0.95, 0.05
"""And one whose rows no rules but texts part, or of which no larger a share may be several."""
_TELL = 2
"""So many cells of a row begin anew at one height."""
_BEYOND = 1e5
"""More than any coordinate in a grid."""
_MARK = re.compile(r"^(?:(?:\d{1,2}|[A-Za-z])[.)]|[-•*])\s*(?=[^\W\d])", re.MULTILINE)
_DOTS = 4
"""Two codes have so many dots together."""
_CODE = re.compile(r"^\d{1,2}(?:\.\d{1,4}){2,}\b(?!\.$)", re.MULTILINE)


def believed(grid: Filled, cells: Sequence[Cell], row_of: Indices) -> float:
    """The most (0..1) that a grid is believed, by the share of its rows that may be several.

    ``row_of`` numbers the lattice's row borders as ``cells`` do.
    """
    doubtful = {int(row_of[row]) for row in (*_beginning_anew(grid), *_left_whole(grid))} | set(_listing(cells))
    if not doubtful:
        return _IMPLIED if grid.lattice.implied else 1.0
    filled = len({cell.row for cell in cells if cell.text and cell.row})
    share = min(1.0, len(doubtful) / max(filled, 1))
    return _IMPLIED if share < _FEW else round(_MOST - (_MOST - _LEAST) * share, 3)


def _left_whole(grid: Filled) -> Iterator[int]:
    """The rows at which cells of several lines begin that implied borders leave whole, though they part others."""
    if not grid.lattice.implied:
        return
    implied = np.isin(grid.lattice.ys, grid.lattice.implied)
    before = np.cumsum(implied)
    r0, r1 = grid.regions.spans[:, 0], grid.regions.spans[:, 2]
    whole: Indices = before[r1 - 1] - before[r0]
    for region in np.flatnonzero(whole > 0).tolist():
        members = grid.members(region)
        if sum(1 for _ in lines_of(grid.content, members)) > whole[region] and len(members):
            yield int(r0[region])


def _listing(cells: Sequence[Cell]) -> Iterator[int]:
    """The rows in which a cell has several codes, or several list marks before a lone number."""
    marked: dict[int, int] = {}
    for cell in cells:
        if "\n" in cell.text and cell.row and cell.rowspan == 1:
            if cell.text.count(".") >= _DOTS and len(_CODE.findall(cell.text)) > 1:
                yield cell.row
            elif len(_MARK.findall(cell.text)) > 1:
                marked.setdefault(cell.row, cell.col)
    for cell in cells if marked else ():
        if cell.col > marked.get(cell.row, cell.col) and is_datum(cell.text) and "\n" not in cell.text:
            yield cell.row


def _beginning_anew(grid: Filled) -> Iterator[int]:
    """The rows of the lattice, but the first, in which several cells, half of those of lines, begin anew together."""
    for row, numbers in _rows_with_room(grid):
        cells = grid.row_cells
        heaps = [heap_of(grid, int(cells.region[number]), cells.members(number)) for number in numbers]
        if any(_begin(heaps, line.middle, line.size) for heap in heaps[:_TELL] for line in heap.lines[1:]):
            yield row


def _begin(heaps: Sequence[Heap], y: float, size: float) -> bool:
    level = [
        (heap, at) for heap in heaps for at, line in enumerate(heap.lines) if at and abs(line.middle - y) < LEVEL * size
    ]
    told = sum(begins(heap, at) for heap, at in level)
    if len({len(heap.lines) for heap in heaps}) == 1 and len(level) == len(heaps) > _TELL:
        # So many texts hardly break into as many lines each.
        return told > 0
    return told >= _TELL and 2 * told >= len(heaps)


class _Lines(NamedTuple):
    """The lines of many cells, cell by cell from top to bottom: their cell's number, height, width, that of their
    first word, font size, and whether a digit is printed first.
    """

    owner: Indices
    height: Floats
    width: Floats
    word: Floats
    size: Floats
    is_number: Bools


def _rows_with_room(grid: Filled) -> Iterator[tuple[int, list[int]]]:
    """The rows with cells of lines, in two of which, at one height, a line follows on one that had room for its first
    word, or a number on a number; and those cells, by number.
    """
    cells = grid.row_cells
    tall = (cells.height > LEVEL * cells.size) & (cells.row > 0)
    tall &= np.bincount(cells.row[tall], minlength=len(grid.lattice.ys))[cells.row] >= _TELL
    if not tall.any():
        return
    lines = _lines(grid, tall)
    row, spans = cells.row[lines.owner], grid.regions.spans[cells.region[lines.owner]]
    side = grid.lattice.xs[spans[:, 3]] - grid.lattice.xs[spans[:, 1]] - 2 * PAD * grid.letter
    room = lines.width[:-1] + BLANK * lines.size[:-1] + lines.word[1:] < side[:-1]
    anew = room | (lines.is_number[1:] & lines.is_number[:-1])
    below = np.flatnonzero(anew & (lines.owner[1:] == lines.owner[:-1])) + 1
    below = below[np.lexsort((lines.height[below], row[below]))]
    level = np.diff(lines.height[below]) < LEVEL * lines.size[below[1:]]
    together = level & (np.diff(row[below]) == 0)
    for number in distinct(row[below[1:]][together]).tolist():
        yield number, np.flatnonzero(tall & (cells.row == number)).tolist()


def _lines(grid: Filled, wanted: Bools) -> _Lines:
    """The lines of the wanted cells, all in one go: a page has hundreds."""
    cells, boxes, sizes = grid.row_cells, grid.content.boxes, grid.content.sizes
    counts = np.diff(np.append(cells.starts, len(cells.letters)))
    letters = cells.letters[np.repeat(wanted, counts)]
    of = np.repeat(np.flatnonzero(wanted), counts[wanted])
    left, top, right, bottom = boxes.T
    middle = (top.take(letters) + bottom.take(letters)) / 2
    # One stable sort by one number finds nearly all in order, and costs a fifth of a sort by two.
    order = (of * _BEYOND + middle).argsort(kind="stable")
    of, letters, middle = of.take(order), letters.take(order), middle.take(order)
    first = np.ones(len(of), np.bool_)
    first[1:] = (middle[1:] - middle[:-1] > LEVEL * sizes.take(letters[1:])) | (of[1:] != of[:-1])
    line = first.cumsum() - 1
    order = (line * _BEYOND + left.take(letters)).argsort(kind="stable")
    letters, starts = letters.take(order), first.nonzero()[0]
    x0, x1 = left.take(letters), right.take(letters)
    # A line's first word ends where the first blank is, or with the line.
    last = np.append(starts[1:], len(letters)) - 1
    ends = np.append(x0[1:] - x1[:-1] > BLANK / 2 * sizes.take(letters[1:]), True)
    ends[last] = True
    blank = np.flatnonzero(ends)
    word = x1[blank[np.searchsorted(blank, starts)]] - x0[starts]
    codes = grid.codes[letters[starts]]
    is_number = (codes >= 0x30) & (codes <= 0x39)
    return _Lines(of[starts], middle[starts], x1[last] - x0[starts], word, sizes[letters[starts]], is_number)
