"""The cells of ruled rows that may hold several items each, line by line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.page.median import median
from extract.ruled.lattice import Lattice, Regions
from extract.types import PageContent

Indices = NDArray[np.intp]

LEVEL = 0.35
"""Lines whose middles differ by less than this share of the font size stand at one height."""
MOST = 0.6
"""So many of a row's cells hold lines, or begin anew where an item does; among them the first."""
BLANK = 0.25
"""White between two words (font sizes)."""
_PAD = 3.0
"""White at a cell's sides (points)."""
_SPACE = 0x20


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


def heaps(content: PageContent, lattice: Lattice, regions: Regions, labels: Indices) -> dict[int, list[Heap]]:
    """The filled cells, left to right, of each single row below the first whose first cell, and most, are of lines."""
    codes = np.frombuffer(content.text.encode("utf-32-le"), "<u4")
    single = (regions.spans[:, 2] - regions.spans[:, 0] == 1) & (regions.spans[:, 0] > 0)
    inked = np.flatnonzero(np.append(single, False)[labels] & (codes > _SPACE) & (content.angles == 0))
    if len(inked) < 2:
        return {}
    inked = inked[np.argsort(labels[inked], kind="stable")]
    middle = (content.boxes[inked, 1] + content.boxes[inked, 3]) / 2
    starts = np.flatnonzero(np.append(True, np.diff(labels[inked]) != 0))
    tall = np.maximum.reduceat(middle, starts) - np.minimum.reduceat(middle, starts) > content.sizes[inked[starts]]
    rows = regions.spans[labels[inked[starts]], 0]
    heaped = np.bincount(rows, weights=tall) >= MOST * np.bincount(rows)
    heaped &= np.bincount(rows, weights=tall) > 0
    cells: dict[int, list[int]] = defaultdict(list)
    for number in np.flatnonzero(heaped[rows]).tolist():
        cells[int(rows[number])].append(number)
    parts = np.split(inked, starts[1:]) if cells else []
    found = {}
    for row, members in cells.items():
        members.sort(key=lambda number: int(regions.spans[labels[parts[number][0]], 1]))
        if len(members) > 1 and tall[members[0]]:
            found[row] = [_texts(content, lattice, regions, labels, parts[number]) for number in members]
    return found


def _texts(content: PageContent, lattice: Lattice, regions: Regions, labels: Indices, members: Indices) -> Heap:
    region = int(labels[members[0]])
    side = float(lattice.xs[regions.spans[region, 3]]) - _PAD
    return Heap(region, tuple(_lines(content, members)), side)


def _lines(content: PageContent, members: Indices) -> Iterator[HeapLine]:
    x0, y0, x1, y1 = content.boxes[members].T
    middle = (y0 + y1) / 2
    order = np.argsort(middle, kind="stable")
    apart = np.diff(middle[order]) > LEVEL * np.maximum(content.sizes[members[order[1:]]], 1.0)
    order = order[np.lexsort((x0[order], np.append(0, np.cumsum(apart))))]
    x0, x1, middle, sizes = x0[order], x1[order], middle[order], content.sizes[members[order]]
    letters = [content.text[i] for i in members[order].tolist()]
    gap = x0[1:] - x1[:-1]
    for low, high in pairwise((0, *(np.flatnonzero(apart) + 1).tolist(), len(order))):
        size = float(median(sizes[low:high]))
        blanks = (low + np.flatnonzero(gap[low : high - 1] > BLANK / 2 * size)).tolist()
        for k in blanks:
            letters[k] += " "
        word = float(x1[blanks[0] if blanks else high - 1])
        y, text = float(median(middle[low:high])), "".join(letters[low:high])
        yield HeapLine(y, float(x0[low]), float(x1[high - 1]), word, size, text)
