"""The lines of a cell by the rows they belong to, told by where a row's other texts stand."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from itertools import pairwise
from typing import NamedTuple

from extract.headwords import is_datum
from extract.ruled.begun import begins, may_begin
from extract.ruled.heaped import APART, WHITE, Heap

HAIR = 0.5
"""A border passes the middle of a line at this distance (points)."""
_NEAR, AMID = 0.3, 0.45
"""A text stands no farther (font sizes) from its row's place, and from the middle of several rows."""
_LEVEL = 0.05
"""A line printed level with its row's others is no farther off (font sizes)."""
_SHOWN = 0.5
"""This share of a cell's texts, behind the first, are set apart by white or told by how they begin."""
_HIDDEN = 1.0
"""What a text that nothing sets apart costs, in font sizes."""
_PROVING = 4
"""So many values prove where texts stand."""
_SHORT = 2
"""A longer text alone in its cell may be set by hand to the middle of all rows."""
_LONGEST = 12
"""More lines than this are no text of one row."""


Span = tuple[int, int]
"""Rows from one to another, that one not included."""


class Row(NamedTuple):
    """Where a row's own texts begin and have their middle (not a number where they do not agree), and how far all
    reach.
    """

    first: float
    middle: float
    top: float
    bottom: float
    is_at_top: bool = False
    """True where its texts begin level and have their middles elsewhere."""
    is_amid: bool = False
    """True where its texts have their middles level and begin elsewhere."""


class Text(NamedTuple):
    """Lines ``start`` to ``end`` (not included), which belong to the rows ``row`` to ``below`` (not included)."""

    start: int
    end: int
    row: int
    below: int


Found = tuple[float, tuple[Text, ...]]
_Spans = Callable[[int, int, int], Iterator[tuple[float, int, int]]]
"""The rows (from, to, and how far off) that a text of some lines may belong to where rows from some one on are free."""
_NOTHING: Found = (math.inf, ())


def placed(
    heap: Heap, rows: Sequence[Row], borders: Sequence[float], groups: Sequence[Span] = (), *, outer: bool = False
) -> Sequence[Text]:
    """The cell's texts, each in its rows; none where its lines do not stand as those of rows do, or are of all rows.

    ``borders``: where each row begins, and the last one ends. ``groups``: how other cells join the rows, ``outer``
    for one left of these, which may join more of them.
    """
    cell = _Cell(heap, rows, borders)
    return next((texts for texts in cell.readings(groups, outer) if cell.is_shown(texts)), ()) or (
        () if outer else cell.in_one_row()
    )


def is_whole(texts: Sequence[Text], count: int) -> bool:
    """True for texts that join some of so many rows and leave none out."""
    return bool(texts) and texts[0].row == 0 and texts[-1].below == count and len(texts) < count


def tiled(heap: Heap, rows: Sequence[Row], borders: Sequence[float]) -> tuple[Span, ...]:
    """How the cell's texts join all the rows, each in the middle of its own; none where they do not."""
    cell = _Cell(heap, rows, borders)
    texts = cell.parted(cell.amid, tiled=True)
    return tuple((text.row, text.below) for text in texts) if is_whole(texts, len(rows)) else ()


def placed_beside(heap: Heap, values: Sequence[tuple[float, float]]) -> list[int]:
    """The lines with which a cell's texts begin that stand beside values, each with its middle where the value's is or
    each with its first line; none where there are fewer or more than values.

    ``values``: the middles of each value's first line and of its last one.
    """
    if len(values) < _PROVING:
        return []
    rows = [Row(first, (first + last) / 2, first, last) for first, last in values]
    borders = [-math.inf, *((above.bottom + below.top) / 2 for above, below in pairwise(rows)), math.inf]
    texts = placed(heap, rows, borders)
    return [text.start for text in texts] if len(texts) == len(values) else []


class _Cell:
    """A cell's lines beside the rows that it stands in."""

    def __init__(self, heap: Heap, rows: Sequence[Row], borders: Sequence[float]) -> None:
        self.lines, self.rows, self.borders = heap.lines, rows, borders
        self.size = heap.lines[0].size
        steps = [b.middle - a.middle for a, b in pairwise(heap.lines)]
        white = min(min(steps, default=0.0) + WHITE * self.size, APART * self.size)
        self.is_wide = [True, *(step >= white for step in steps)]
        inner = range(1, len(heap.lines))
        self.may_begin = [True, *(may_begin(heap.lines[at - 1], heap.lines[at], heap.side) for at in inner)]
        self.is_told = [True, *(self.is_wide[at] or begins(heap, at) for at in inner)]

    def readings(self, groups: Sequence[Span], outer: bool) -> Iterator[Sequence[Text]]:
        """The texts as they may be read, the most likely way first."""
        if len(self.lines) < 2:
            return
        if groups:
            texts = self.parted(self.amid, tiled=True) if outer else ()
            if is_whole(texts, len(self.rows)) and {text.row for text in texts} <= {first for first, _ in groups}:
                yield texts
            yield self.parted(partial(self.amid_groups, groups))
        yield self.parted(self.at_middles)
        yield self.parted(self.at_firsts)
        yield self.parted(self.amid, tiled=True)

    def parted(self, spans: _Spans, tiled: bool = False) -> tuple[Text, ...]:
        """The lines parted into texts at the least distance from where ``spans`` has them; ``tiled``: no row between
        two of them belongs to none.
        """
        lines, count = self.lines, len(self.rows)

        @cache
        def best(start: int, row: int) -> Found:
            if start == len(lines):
                return tiled * (count - row) * self.size, ()
            found = _NOTHING
            for end in range(start + 1, min(start + _LONGEST, len(lines)) + 1):
                if end < len(lines) and not self.may_begin[end]:
                    continue
                for far, first, below in spans(start, end, row):
                    if tiled and start and first != row:
                        continue
                    rest, texts = best(end, below)
                    outside = self.size * (tiled * (first - row) + _HIDDEN * (not self.is_told[start]))
                    cost = far + rest + outside
                    if cost < found[0]:
                        found = cost, (Text(start, end, first, below), *texts)
                if end < len(lines) and self.is_wide[end]:
                    break
            return found

        return best(0, 0)[1] if count > 1 else ()

    def at_middles(self, start: int, end: int, row: int) -> Iterator[tuple[float, int, int]]:
        """The row in whose middle lines stand, and out of which they do not reach."""
        first, last = self.lines[start].middle, self.lines[end - 1].middle
        for at in range(row, len(self.rows)):
            far = abs((first + last) / 2 - self.rows[at].middle)
            if far <= _NEAR * self.size and self.borders[at] < first and last < self.borders[at + 1]:
                yield far, at, at + 1

    def at_firsts(self, start: int, end: int, row: int) -> Iterator[tuple[float, int, int]]:
        """The row level with whose first lines a text begins, and those below that it reaches into."""
        for at in range(row, len(self.rows)):
            far = abs(self.lines[start].middle - self.rows[at].first)
            if far <= _NEAR * self.size:
                last = self.lines[end - 1].middle + HAIR
                below = (k for k in range(at + 1, len(self.rows)) if self.rows[k].top > last)
                yield far, at, next(below, len(self.rows))

    def amid(self, start: int, end: int, row: int) -> Iterator[tuple[float, int, int]]:
        """The rows in the middle of which lines stand."""
        middle = (self.lines[start].middle + self.lines[end - 1].middle) / 2
        for first in range(row, len(self.rows)) if start == 0 else (row,):
            for below in range(first + 1, len(self.borders)):
                far = abs(middle - (self.borders[first] + self.borders[below]) / 2)
                if far <= AMID * self.size:
                    yield far, first, below

    def amid_groups(self, groups: Sequence[Span], start: int, end: int, row: int) -> Iterator[tuple[float, int, int]]:
        """The group of rows in the middle of which lines stand."""
        middle = (self.lines[start].middle + self.lines[end - 1].middle) / 2
        for first, below in groups:
            far = abs(middle - (self.borders[first] + self.borders[below]) / 2)
            if first >= row and far <= AMID * self.size:
                yield far, first, below

    def in_one_row(self) -> tuple[Text, ...]:
        """One short text that stands in a row below the first, and not in the middle of all rows."""
        count, every = len(self.lines), (self.borders[0] + self.borders[-1]) / 2
        middle = (self.lines[0].middle + self.lines[-1].middle) / 2
        at_firsts = (span for span in self.at_firsts(0, count, 0) if self.rows[span[1]].is_at_top)
        far, row, below = min((*self.at_middles(0, count, 0), *at_firsts), default=(0.0, 0, 0))
        near = AMID if far <= _LEVEL * self.size and count == 1 else 1.0
        is_amid = abs(middle - every) <= near * self.size and not self.rows[row].is_at_top
        return (Text(0, count, row, below),) if row and count <= _SHORT and not is_amid else ()

    def is_shown(self, texts: Sequence[Text]) -> bool:
        """True for several texts that white parts, or what they say; where no white does, each of them."""
        if len(texts) < 2:
            return False
        words = ["".join(line.text for line in self.lines[text.start : text.end]) for text in texts]
        shown = [
            self.is_told[text.start] or words[at] in (words[at - 1], *words[at + 1 : at + 2]) or is_datum(words[at])
            for at, text in enumerate(texts)
        ][1:]
        is_white = any(self.is_wide[text.start] for text in texts[1:])
        return sum(shown) >= (_SHOWN if is_white else 1.0) * len(shown)
