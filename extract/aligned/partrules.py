"""Rows between level rules of which some cover a few columns only: what one leaves out goes on below it.

A table without upright rules prints a cell over several rows by drawing the rules between these in the other columns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from extract.aligned.bands import Placed
from extract.aligned.fragments import is_value
from extract.aligned.rowbands import Row
from extract.aligned.stripes import Stripe
from extract.types import Floats, PageContent

_ONE = 1.5
"""Rules no farther apart than this (points) are drawn at one height."""
_COVERS = 0.8
"""A rule covers a column over so much of whose texts' extent it is drawn."""
_NEXT = 1.7
"""Lines of one cell stand no farther below each other than this (font sizes)."""


class Rule(NamedTuple):
    """The height of a level rule, and which columns it covers."""

    y: float
    columns: frozenset[int]


def ruled_rows(content: PageContent, body: Sequence[Placed], columns: Sequence[Stripe]) -> list[Row]:
    """A body's runs by row, those of a cell with the row that it begins in; none where no rule leaves columns out, or
    rules part not all rows. ``columns``: where each one's text is.
    """
    inner = _rules_by_column(content, body, columns)
    if not any(len(rule.columns) < len(columns) for rule in inner):
        return []
    heights = [rule.y for rule in inner]
    cells: defaultdict[tuple[int, int], Row] = defaultdict(list)
    for p in body:
        # The cell begins at the last rule above that covers its column.
        above = bisect_right(heights, p.run.middle)
        begun = next((k for k in range(above, 0, -1) if p.first in inner[k - 1].columns), 0)
        cells[begun, p.first].append(p)
    if any(_are_several(cell) for cell in cells.values()):
        return []
    rows = [[p for (row, _), cell in sorted(cells.items()) if row == at for p in cell] for at in range(len(inner) + 1)]
    return rows if all(len({p.first for p in row}) > 1 for row in rows) else []


def _rules_by_column(content: PageContent, body: Sequence[Placed], columns: Sequence[Stripe]) -> list[Rule]:
    """The level rules between a body's lines by the columns that they cover, top to bottom."""
    middles = [p.run.middle for p in body] or [0.0]
    _, y0, _, y1 = content.rules.T
    rules = content.rules[(y0 == y1) & (y0 > min(middles)) & (y0 < max(middles))]
    rules = rules[np.argsort(rules[:, 1], kind="stable")]
    found = []
    for group in np.split(rules, np.flatnonzero(np.diff(rules[:, 1]) > _ONE) + 1) if len(rules) else ():
        covered = frozenset(at for at, column in enumerate(columns) if _covers(group, column))
        if covered:
            found.append(Rule(float(group[:, 1].mean()), covered))
    return found


def _covers(group: Floats, column: Stripe) -> bool:
    reach, total = column.x0, 0.0
    for x0, _, x1, _ in sorted(group.tolist()):
        total += max(0.0, min(x1, column.x1) - max(x0, reach))
        reach = max(reach, x1)
    return total >= _COVERS * (column.x1 - column.x0)


def _are_several(cell: Row) -> bool:
    """True for a cell of several values, or of lines with white between them as between rows."""
    lines = sorted({p.run.line: p.run for p in cell}.values(), key=lambda run: run.middle)
    steps = [(below.middle - above.middle) / below.size for above, below in pairwise(lines)]
    return sum(is_value(run.text) for run in lines) > 1 or max(steps, default=0.0) > _NEXT
