"""Totals that are printed right below a ruled grid, outside its frame: the last rows of its table."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.aligned.bands import Placed
from extract.aligned.cells import row_cells
from extract.aligned.fragments import Line, is_numeric, read_lines, read_words
from extract.types import Box, Cell, PageContent, PageTable

_TOTAL = re.compile(r"(?:(?:grand|sub)\s*)?(?:jumlah|total)\b", re.IGNORECASE)
_ZONE = 30.0
_NEAR = 1.2
"""The total stands at most so many font sizes below the frame."""
_OVER = 3.0
"""And reaches over its columns' borders by at most so many points."""


def with_totals(content: PageContent, tables: Sequence[PageTable]) -> list[PageTable]:
    """The tables, each with the rows of totals that stand right below its frame."""
    middle = (content.boxes[:, 1] + content.boxes[:, 3]) / 2
    return [_with_total(content, middle, table, tables) for table in tables]


def _with_total(content: PageContent, middle: NDArray[Any], table: PageTable, tables: Sequence[PageTable]) -> PageTable:
    x0, _, x1, y1 = table.box
    if len(table.col_edges) != table.n_cols + 1 or table.open_bottom or any(_holds(t.box, x0, y1) for t in tables):
        return table
    zone = Box(x0 - _OVER, y1, x1 + _OVER, y1 + _ZONE)
    near = np.flatnonzero((middle > zone.y0) & (middle < zone.y1) & content.visible)
    printed = "".join(content.text[i] for i in near.tolist()).lower()
    if "jumlah" not in printed and "total" not in printed:
        return table
    lines = read_lines(read_words(content, zone))
    for number, line in enumerate(lines):
        # Below a total its rounding or a balance may stand: lines of the same build.
        cells = _cells(line, table, first=number == 0) if line.y0 - table.box.y1 < _NEAR * line.size else []
        if not cells:
            break
        box = table.box._replace(y1=max(cell.box.y1 for cell in cells))
        table = replace(table, box=box, n_rows=table.n_rows + 1, cells=(*table.cells, *cells))
    return table


def _holds(box: Box, x: float, y: float) -> bool:
    """True for the box of another table right below."""
    return box.y0 - 1 < y < box.y0 + _ZONE and box.x0 - 1 <= x <= box.x1


def _cells(line: Line, table: PageTable, *, first: bool) -> list[Cell]:
    """The cells of a line whose figures stand in the table's columns, the ``first`` naming a total; else none."""
    inner = table.col_edges[1:-1]
    name = line.runs[0].text
    if len(line.runs) < 2 or not (_TOTAL.match(name) if first else name[:1].isalpha()):
        return []
    if not all(is_numeric(run.text) for run in line.runs[1:]):
        return []
    placed: list[Placed] = []
    for run in line.runs:
        column = bisect_right(inner, run.centre)
        low, high = table.col_edges[column] - _OVER, table.col_edges[column + 1] + _OVER
        if placed and (run.x0 < low or run.x1 > high):
            return []
        placed.append(Placed(run, column, column))
    if len({p.first for p in placed}) < len(placed):
        return []
    return row_cells(placed, table.n_rows, table.page)
