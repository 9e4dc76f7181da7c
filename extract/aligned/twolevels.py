"""Rows that were taken for one and print all their figures twice, below each other: two items with no white between.

Each begins level with its figures, as the table's other items of several lines do.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from extract.aligned.bands import Placed
from extract.aligned.fragments import is_value
from extract.aligned.listed import MARK
from extract.aligned.rowbands import Row

_LEVEL = 0.35
"""Runs whose middles differ by less than so many font sizes stand level."""
_COLUMNS = 2
"""Figures in so many columns at least are printed twice."""
_BEGINS = re.compile(r"[-•–*(]?\s*[^\W_a-z]")


def parted_rows(rows: Sequence[Row], values: Collection[int]) -> list[Row]:
    """The rows, those parted that hold several items. ``values``: the columns that hold figures."""
    begun = [begins for row in rows if (begins := _begins_level(row, values)) is not None]
    if 2 * sum(begun) < len(begun) or not begun:
        return list(rows)
    return [part for row in rows for part in _parted(row, values)]


def _levels(row: Row, values: Collection[int]) -> list[list[Placed]]:
    """The row's figures by height."""
    found: list[list[Placed]] = []
    for p in sorted((p for p in row if _is_figure(p, values)), key=lambda p: p.run.middle):
        if found and _is_level(p, found[-1][0]):
            found[-1].append(p)
        else:
            found.append([p])
    return found


def _is_figure(p: Placed, values: Collection[int]) -> bool:
    return p.first in values and p.first == p.last and is_value(p.run.text)


def _is_level(p: Placed, other: Placed) -> bool:
    return abs(p.run.middle - other.run.middle) < _LEVEL * p.run.size


def _begins_level(row: Row, values: Collection[int]) -> bool | None:
    """Whether an item of several lines has its figures beside its first one; None where the row does not tell."""
    levels = _levels(row, values)
    columns = [column for column in _labels(row, values) if len(column) > 1]
    if len(levels) != 1 or not columns:
        return None
    starts = [p for column in columns for at, p in enumerate(column) if not at or MARK.match(p.run.text)]
    return any(_is_level(start, levels[0][0]) for start in starts)


def _labels(row: Row, values: Collection[int]) -> list[list[Placed]]:
    """The lines of the row's columns of words, top to bottom."""
    columns: dict[int, list[Placed]] = {}
    for p in sorted(row, key=lambda p: p.run.middle):
        if p.first not in values:
            columns.setdefault(p.first, []).append(p)
    return list(columns.values())


def _parted(row: Row, values: Collection[int]) -> Iterator[Row]:
    levels = _levels(row, values)
    columns = [sorted(p.first for p in level) for level in levels]
    if len(levels) < 2 or len(columns[0]) < _COLUMNS or any(own != columns[0] for own in columns):
        yield row
        return
    figures = {id(p) for level in levels for p in level}
    if len(set(columns[0])) < len(columns[0]) or not all(
        _has_beginning(row, level[0], figures) for level in levels[1:]
    ):
        yield row
        return
    tops = [level[0].run.middle - _LEVEL * level[0].run.size for level in levels[1:]]
    for low, high in pairwise((float("-inf"), *tops, float("inf"))):
        yield [p for p in row if low <= p.run.middle < high]


def _has_beginning(row: Row, figure: Placed, figures: Collection[int]) -> bool:
    """True where a text that may begin an item stands level with a figure."""
    return any(id(p) not in figures and _is_level(p, figure) and _BEGINS.match(p.run.text) is not None for p in row)
