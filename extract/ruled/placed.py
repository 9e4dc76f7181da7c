"""Cells left whole over rows that only texts imply: they are parted where their texts stand as those of rows do.

Where a column's lines follow each other evenly, or stand on a border that its neighbours imply, nothing in the column
itself parts them. The rows beside it do: each text begins level with its row's other texts, or has its middle where
theirs is, or in the middle of the several rows that it is the label of.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.page.median import median
from extract.ruled.filled import Filled, Indices
from extract.ruled.heaped import Heap, heap_of
from extract.ruled.lattice import Lattice
from extract.ruled.placing import AMID, HAIR, Row, Span, Text, is_whole, placed
from extract.types import Bools

_AGREE = 0.3
"""Texts of one row begin, or have their middle, so near to each other (font sizes)."""


class _Groups(NamedTuple):
    """How cells join the rows that they stand in, and the leftmost column that does so."""

    spans: Sequence[Span]
    column: int


_NO_GROUPS = _Groups((), 1)
"""What stands in the first column is all rows' where it is one text."""


def with_placed_texts(grid: Filled) -> Lattice | None:
    """The lattice with borders drawn through cells whose texts stand in the rows that texts imply beside them; None
    where none do.
    """
    stripe = _Stripe(grid)
    whole = stripe.left_whole().tolist()
    groups = stripe.groups(whole)
    parted = {region: texts for region in whole if (texts := stripe.part(region, groups))}
    for region, texts in parted.items():
        if any(text.below - text.row > 1 for text in texts):
            stripe.join_beside(texts, *grid.regions.spans[region, [0, 2]].tolist())
    if not parted:
        return None
    lattice = grid.lattice
    moved = dict(zip(lattice.ys.tolist(), stripe.ys.tolist(), strict=True))
    return lattice._replace(ys=stripe.ys, level=stripe.level, implied=tuple(moved[y] for y in lattice.implied))


class _Stripe:
    """A grid's rows and the borders between them, as they become."""

    def __init__(self, grid: Filled) -> None:
        self.grid = grid
        self.ys, self.level = grid.lattice.ys.copy(), grid.lattice.level.copy()
        self.implied = np.isin(self.ys, grid.lattice.implied)
        self.rows: list[Row] = []

    def left_whole(self) -> Indices:
        """The filled regions over several rows that implied borders part beside them."""
        spans = self.grid.regions.spans
        if not self.implied.any():
            return np.empty(0, np.intp)
        before = np.cumsum(self.implied)
        inked = np.bincount(self.grid.labels[self.grid.inked], minlength=len(spans)) > 0
        found = np.flatnonzero(inked & (before[spans[:, 2] - 1] > before[spans[:, 0]]))
        self.rows = rows_of(self.grid, self.implied) if len(found) else []
        return found

    def groups(self, whole: Sequence[int]) -> dict[Span, _Groups]:
        """How the texts of most cells over the same rows join these, none left out; by the rows."""
        found: defaultdict[Span, defaultdict[Sequence[Span], list[int]]] = defaultdict(lambda: defaultdict(list))
        for region in whole:
            r0, c0, r1, _ = self.grid.regions.spans[region].tolist()
            texts = self._placed(region, _NO_GROUPS)[1]
            if is_whole(texts, r1 - r0):
                found[r0, r1][tuple((text.row, text.below) for text in texts)].append(c0)
        best = {
            rows: max(tilings, key=lambda spans: (len(tilings[spans]), len(spans))) for rows, tilings in found.items()
        }
        return {rows: _Groups(spans, min(found[rows][spans])) for rows, spans in best.items()}

    def _placed(self, region: int, groups: _Groups) -> tuple[Heap, Sequence[Text]]:
        r0, c0, r1, _ = self.grid.regions.spans[region].tolist()
        heap = heap_of(self.grid, region, self.grid.members(region))
        rows = self.rows[r0:r1]
        borders = borders_of(rows, self.ys[r0 : r1 + 1].tolist())
        return heap, placed(heap, rows, borders, groups.spans, outer=c0 < groups.column)

    def part(self, region: int, groups: Mapping[Span, _Groups]) -> Sequence[Text]:
        """Draw the borders between the texts of a region; its texts by rows, none where nothing is to be drawn."""
        r0, c0, r1, c1 = self.grid.regions.spans[region].tolist()
        heap, texts = self._placed(region, groups.get((r0, r1), _NO_GROUPS))
        here, drawn = self.rows[r0:r1], self.ys[r0:r1].tolist()
        heights = _heights(heap, texts, here, drawn)
        if not heights or any(y != drawn[row] and not self.implied[r0 + row] for row, y in heights.items()):
            return ()
        for row, y in heights.items():
            self.level[r0 + row, c0:c1], self.ys[r0 + row] = True, y
        self.rows[r0:r1] = _grown(heap, texts, here)
        return texts

    def join_beside(self, texts: Sequence[Text], r0: int, r1: int) -> None:
        """Join the rows of each group in the columns that have one text for each, in its middle too.

        A border that parts such a text from one of its rows, or two of them by none, is of the rows beside it.
        """
        spans = self.grid.regions.spans
        groups = [text._replace(row=r0 + text.row, below=r0 + text.below) for text in texts]
        for column in range(self.level.shape[1]):
            own = (spans[:, 1] == column) & (spans[:, 3] == column + 1) & (spans[:, 0] >= r0) & (spans[:, 2] <= r1)
            if all(self._stands_amid(group, np.flatnonzero(own)) for group in groups):
                for group in groups:
                    self.level[group.row + 1 : group.below, column] = False
                    for row in (group.row, group.below):
                        self.level[row, column] |= r0 < row < r1

    def _stands_amid(self, group: Text, own: Indices) -> bool:
        """True where only one of a column's cells has text in a group's rows, and that stands in their middle."""
        grid, top, bottom = self.grid, float(self.ys[group.row]), float(self.ys[group.below])
        letters = grid.inked[np.isin(grid.labels[grid.inked], own)]
        middles = (grid.content.boxes[letters, 1] + grid.content.boxes[letters, 3]) / 2
        inside = (middles > top) & (middles < bottom)
        if len(set(grid.labels[letters[inside]].tolist())) != 1:
            return False
        off = float(middles[inside].min() + middles[inside].max()) - (top + bottom)
        return abs(off) / 2 <= AMID * float(grid.content.sizes[letters[inside][0]])


def rows_of(grid: Filled, implied: Bools) -> list[Row]:
    """Where the texts of each row stand: those that are its own begin and have their middle, and all of them reach; to
    a rule as far as it.
    """
    content, count = grid.content, len(grid.lattice.ys) - 1
    spans, mine = grid.regions.spans, grid.labels[grid.inked]
    middles = (content.boxes[grid.inked, 1] + content.boxes[grid.inked, 3]) / 2
    first, last = np.full(len(spans), math.inf), np.full(len(spans), -math.inf)
    np.minimum.at(first, mine, middles)
    np.maximum.at(last, mine, middles)
    top, bottom = np.full(count, math.inf), np.full(count, -math.inf)
    np.minimum.at(top, spans[:, 0], first)
    np.maximum.at(bottom, spans[:, 2] - 1, last)
    ys = grid.lattice.ys
    top, bottom = np.where(implied[:-1], top, ys[:-1]), np.where(implied[1:], bottom, ys[1:])
    single = np.flatnonzero((spans[:, 2] - spans[:, 0] == 1) & np.isfinite(first))
    size = float(median(content.sizes[grid.inked]))
    found = []
    for row in range(count):
        own = single[spans[single, 0] == row]
        starts, middle = _common(first[own], size), _common((first[own] + last[own]) / 2, size)
        if not len(own):
            middle = float(ys[row : row + 2].mean())
        at_top, amid = _spread(first[own]) <= _AGREE * size, _spread(first[own] + last[own]) <= 2 * _AGREE * size
        found.append(Row(starts, middle, float(top[row]), float(bottom[row]), at_top > amid, amid > at_top))
    return found


def _spread(heights: NDArray[np.float64]) -> float:
    return float(np.ptp(heights)) if len(heights) else 0.0


def _common(heights: NDArray[np.float64], size: float) -> float:
    """The height that most of them share; not a number where they do not."""
    if not len(heights):
        return math.nan
    middle = float(median(heights))
    return middle if 2 * np.count_nonzero(np.abs(heights - middle) <= _AGREE * size) > len(heights) else math.nan


def borders_of(rows: Sequence[Row], ys: Sequence[float]) -> list[float]:
    """Where each row begins, and the last one ends: amid the white between two rows' texts."""
    white = ((above.bottom + below.top) / 2 for above, below in pairwise(rows))
    return [ys[0], *(y if math.isfinite(y) else drawn for y, drawn in zip(white, ys[1:], strict=False)), ys[-1]]


def _heights(heap: Heap, texts: Sequence[Text], rows: Sequence[Row], ys: Sequence[float]) -> dict[int, float]:
    """The height of each border between the texts, by the row below it, where no line of its rows stands on it; none
    where one would.
    """
    found = {}
    for row in sorted({row for text in texts for row in (text.row, text.below) if 0 < row < len(rows)}):
        above = max((heap.lines[text.end - 1].middle for text in texts if text.below <= row), default=-math.inf)
        below = min((heap.lines[text.start].middle for text in texts if text.row >= row), default=math.inf)
        low, high = max(above, rows[row - 1].bottom) + HAIR, min(below, rows[row].top) - HAIR
        if low <= ys[row] <= high or above + HAIR <= ys[row] <= below - HAIR:
            found[row] = ys[row]
        elif -math.inf < low <= high < math.inf:
            found[row] = (low + high) / 2
        else:
            return {}
    return found


def _grown(heap: Heap, texts: Sequence[Text], rows: Sequence[Row]) -> list[Row]:
    """The rows with what the texts take of them."""
    grown = list(rows)
    for text in texts:
        first, last = text.row, text.below - 1
        grown[first] = grown[first]._replace(top=min(grown[first].top, heap.lines[text.start].middle))
        grown[last] = grown[last]._replace(bottom=max(grown[last].bottom, heap.lines[text.end - 1].middle))
    return grown
