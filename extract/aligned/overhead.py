"""A header that is printed without rules above a body that is ruled: its words put over the body's columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extract.aligned.bands import Placed
from extract.aligned.fragments import Line, Run, is_numeric, read_lines, read_words
from extract.aligned.reader import header_cells
from extract.aligned.regions import CAPTION
from extract.aligned.stripes import Stripe
from extract.aligned.turnedtitles import turned_titles
from extract.headwords import wording
from extract.types import Box, Cell, PageContent, PageTable

_NEAR = 1.5
"""The lines of a header stand at most so many font sizes above each other, and above the body."""
_OVERLAP = 0.2
"""Lines share more than this of their height (font sizes) that stand beside each other."""
_TALLEST = 90.0
_LEAST_COLUMNS = 3
_DEEPEST = 5
_HEADING = 0.6
"""A text wider than this share of the table, alone in its line, is a heading of the whole table."""
_WORDED = 0.5
"""A header is made of header words by at least this share."""
_FILLED = 0.6
"""And names at least this share of the columns."""


def with_heads(content: PageContent, tables: Sequence[PageTable]) -> list[PageTable]:
    """The tables, those that begin with body rows joined with the unruled header right above them."""
    return [_with_head(content, table, tables) if _begins_with_body(table) else table for table in tables]


def _begins_with_body(table: PageTable) -> bool:
    if table.n_cols < _LEAST_COLUMNS or table.n_rows < 2 or len(table.col_edges) != table.n_cols + 1:
        return False
    return any(cell.row == 0 and is_numeric(cell.text) for cell in table.cells)


def _with_head(content: PageContent, table: PageTable, tables: Sequence[PageTable]) -> PageTable:
    lines = _lines_above(content, table, tables)
    runs = [run for line in lines for run in line.runs]
    if content.angles.any():
        box = table.box
        zone = Box(box.x0, box.y0 - _TALLEST, box.x1, box.y0 + 1)
        runs += turned_titles(content, zone, lines[0] if lines else None)
    # Where each column has one text of its own above it, no word has to say that these are titles.
    if not runs or (_worded(runs) < _WORDED and not _names_each(runs, table)):
        return table
    cores = [Stripe(a, b) for a, b in zip(table.col_edges[:-1], table.col_edges[1:], strict=True)]
    cells, depth = header_cells([Placed(run, 0, 0) for run in runs], cores, table.page)
    if depth > _DEEPEST or not _fits(cells, table):
        return table
    body = [replace(cell, row=cell.row + depth) for cell in table.cells]
    box = table.box._replace(y0=min(run.y0 for run in runs))
    return replace(table, box=box, n_rows=table.n_rows + depth, cells=(*cells, *body))


def _lines_above(content: PageContent, table: PageTable, tables: Sequence[PageTable]) -> list[Line]:
    """The lines that may be the table's header, from the body upwards."""
    x0, y0, x1, _ = table.box
    top = max((t.box.y1 for t in tables if t is not table and t.box.y1 <= y0 + 1), default=0.0)
    zone = Box(x0 - 3, max(top, y0 - _TALLEST), x1 + 3, y0 + 1)
    bottoms = content.boxes[:, 3]
    if not ((bottoms > y0 - 2 * _NEAR * 7) & (bottoms < y0 + 3) & content.visible).any():
        return []
    found: list[Line] = []
    edge, slanting = y0, bool(content.angles.any())
    for line in sorted(read_lines(read_words(content, zone)), key=lambda line: -line.y1):
        size = max(run.size for run in line.runs)
        # A title centred beside two lines of others stands between them, and belongs to them whatever its word.
        between = bool(found) and line.y1 > edge + _OVERLAP * size
        if edge - line.y1 > _NEAR * size or not (between or _may_be_titles(line, x1 - x0, slanting)):
            break
        found.append(line)
        edge = min(edge, line.y0)
    return found


def _may_be_titles(line: Line, width: float, slanting: bool) -> bool:
    """False for a caption, a heading of the whole table, and what is alone in its line and not worded as a title.

    Beside titles that are turned or ``slanting`` one may stand alone.
    """
    if any(":" in run.text for run in line.runs) or CAPTION.match(line.runs[0].text):
        return False
    worded = slanting or _worded(line.runs) >= _WORDED
    return len(line.runs) > 1 or (line.x1 - line.x0 <= _HEADING * width and worded)


def _worded(runs: Sequence[Run]) -> float:
    return float(np.mean([wording(run.text.strip("() ")) for run in runs]))


def _names_each(runs: Sequence[Run], table: PageTable) -> bool:
    """True for as many runs as columns, each over a column of its own."""
    inner = table.col_edges[1:-1]
    return sorted(bisect_right(inner, run.centre) for run in runs) == list(range(table.n_cols))


def _fits(cells: Sequence[Cell], table: PageTable) -> bool:
    """True where the titles stand over their own columns, and over most of the table's."""
    named = {column for cell in cells for column in range(cell.col, cell.col + cell.colspan)}
    edges, slack = table.col_edges, 3.0
    inside = all(
        edges[cell.col] - slack < cell.box.x0 and cell.box.x1 < edges[cell.col + cell.colspan] + slack for cell in cells
    )
    return inside and len(named) >= _FILLED * table.n_cols
