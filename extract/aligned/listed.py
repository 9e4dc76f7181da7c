"""Rows of a body without row rules whose items are numbered or bulleted: each goes on until the next mark.

White tells them badly: a heading has no figures, and an item of many lines has them beside its middle. Where a mark
begins each item, and no item has two rows of figures, the marks tell them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from extract.aligned.bands import Placed
from extract.aligned.fragments import is_value
from extract.aligned.rowbands import Row

MARK = re.compile(r"(?:[-•–*]|\(?(?:\d{1,2}|[A-Za-z])[.)]|\d{1,2}(?:\.\d{1,2})+\.?)(?=\s|$)")
"""How an item of a list begins."""
_MANY = 4
"""So many items must be marked, and so many have figures."""
_FULL = 2
"""Figures in so many columns, or in all that hold any, are a row's."""


def listed_rows(rows: Sequence[Row], values: Collection[int]) -> list[Row]:
    """The rows gathered from mark to mark of the column with the most marks; none where marks do not tell them.

    ``values``: the columns that hold figures.
    """
    marks = Counter(column for row in rows for column in {p.first for p in row if _is_marked(p, values)})
    if not marks or max(marks.values()) < _MANY:
        return []
    key = max(marks, key=lambda column: (marks[column], column))
    items: list[Row] = []
    for row in rows:
        if not items or any(p.first == key and _is_marked(p, values) for p in row):
            items.append([])
        items[-1] += row
    return _with_labels_whole(items, key) if _hold_one_row_each(items, values) else []


def _is_marked(p: Placed, values: Collection[int]) -> bool:
    """True for a mark left of the figures: right of them a dash says that there is nothing to remark."""
    return p.first < min(values, default=p.first) and MARK.match(p.run.text) is not None


def _hold_one_row_each(items: Sequence[Row], values: Collection[int]) -> bool:
    """True where each item has one figure in each of several columns, or none at all as a heading has."""
    figures = [Counter(p.first for p in item if p.first in values) for item in items]
    most = max(map(len, figures))
    full = [counted for counted in figures if counted]
    return (
        len(full) >= max(_MANY, len(items) / 2)
        and all(max(counted.values()) == 1 and len(counted) >= min(_FULL, most) for counted in full)
        and all(is_value(p.run.text) for item in items for p in item if p.first in values)
    )


def _with_labels_whole(items: Sequence[Row], key: int) -> list[Row]:
    """The items, with what goes on of a text left of the marks in the item in which it begins."""
    found: list[Row] = []
    home: dict[int, Row] = {}
    for item in items:
        own: Row = []
        top = min((p.run.line for p in item if p.first == key), default=0)
        for p in item:
            if p.first >= key or p.run.line == top or MARK.match(p.run.text):
                home[p.first] = own
            home.setdefault(p.first, own).append(p)
        found.append(own)
    return found
