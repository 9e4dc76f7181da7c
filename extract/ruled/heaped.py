"""The cells of ruled rows that may hold several items each, line by line."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import numpy as np

from extract.page.median import median
from extract.ruled.filled import Filled, Indices, lines_of
from extract.types import PageContent

MOST = 0.6
"""So many of a row's cells hold lines, or begin anew where an item does; among them the first."""
BLANK = 0.25
"""White between two words (font sizes)."""
APART = 1.5
"""Lines of one text stand nearer than this (font sizes)."""
WHITE = 0.25
"""What the white above an item has over that between the lines of a text, in font sizes."""
PAD = 0.33
"""White at a cell's sides (font sizes)."""


class HeapLine(NamedTuple):
    """One line of a cell: its height, ends, the end of its first word, the font's size."""

    middle: float
    x0: float
    x1: float
    word: float
    size: float
    text: str


class Heap(NamedTuple):
    """A cell's lines, top to bottom, its region, and the right side that its texts may reach."""

    region: int
    lines: tuple[HeapLine, ...]
    side: float


def heaps(grid: Filled) -> dict[int, list[Heap]]:
    """The filled cells, left to right, of each single row below the first whose first cell, and most, are of lines."""
    cells = grid.row_cells
    tall = cells.height > cells.size
    count, of_lines = np.bincount(cells.row), np.bincount(cells.row, weights=tall)
    heaped = (of_lines >= MOST * count) & (of_lines > 0)
    heaped[:1] = False
    members: dict[int, list[int]] = defaultdict(list)
    columns = grid.regions.spans[cells.region, 1]
    for number in np.flatnonzero(heaped[cells.row]).tolist():
        members[int(cells.row[number])].append(number)
    found = {}
    for row, numbers in members.items():
        numbers.sort(key=columns.__getitem__)
        if len(numbers) > 1 and tall[numbers[0]]:
            found[row] = [heap_of(grid, int(cells.region[number]), cells.members(number)) for number in numbers]
    return found


def heap_of(grid: Filled, region: int, members: Indices) -> Heap:
    """The lines of a region's letters."""
    side = float(grid.lattice.xs[grid.regions.spans[region, 3]]) - PAD * grid.letter
    return Heap(region, tuple(_line(grid.content, line) for line in lines_of(grid.content, members)), side)


def letters_of(content: PageContent, line: Indices) -> list[str]:
    """A line's letters from left to right."""
    return [content.text[i] for i in line[content.boxes[:, 0].take(line).argsort(kind="stable")].tolist()]


def _line(content: PageContent, line: Indices) -> HeapLine:
    x0, y0, x1, y1 = content.boxes[line].T
    order = x0.argsort(kind="stable")
    x0, x1, letters = x0[order], x1[order], [content.text[i] for i in line[order].tolist()]
    size = float(median(content.sizes[line]))
    blanks = np.flatnonzero(x0[1:] - x1[:-1] > BLANK / 2 * size).tolist()
    for k in blanks:
        letters[k] += " "
    word = float(x1[blanks[0] if blanks else -1])
    return HeapLine(float(median((y0 + y1) / 2)), float(x0[0]), float(x1[-1]), word, size, "".join(letters))
