"""A header that is ruled, and below it a body that is not: two grids that are one table.

Many reports draw the header's cells and leave the rows below open. The header's borders name the columns that the body
leaves empty; the white of the body divides what the header has in one, such as the parts of a code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from extract.aligned.fragments import is_numeric
from extract.aligned.heads import is_number_row
from extract.headwords import is_total
from extract.types import Box, Cell, Floats, PageContent, PageTable

_NEAR, _FAR = 14.0, 64.0
"""The body begins at most so far (points) below the header's last rule; farther where nothing is printed between."""
_SIDE = 3.0
_DEEPEST = 9
_LEAST_WIDTH = 0.5
_TITLES_APART = 0.7
"""White between the titles of two columns, in font sizes: words of one title stand closer."""
_CROSSED = 0.2
"""Share of the header's borders on which text of the body may stand."""


def with_bodies(content: PageContent, tables: Sequence[PageTable], engine: str) -> list[PageTable]:
    """The tables, with every ruled header made one with the table of ``engine`` (alignment) right below it."""
    found = list(tables)
    for head in tables:
        body = _body_of(content, head, found, engine) if head.engine != engine and is_header_only(head) else None
        joined = None if body is None else _joined(content, head, body)
        if joined is not None:
            found = [table for table in found if table is not head and table is not body] + [joined]
    return found


def is_header_only(table: PageTable) -> bool:
    """True for a grid of few rows with titles and perhaps column numbers, and no other figures but those of a total."""
    if table.n_rows > _DEEPEST or table.n_cols < 2 or len(table.col_edges) != table.n_cols + 1:
        return False
    rows: list[list[str]] = [[] for _ in range(table.n_rows)]
    for cell in sorted(table.cells, key=lambda cell: cell.col):
        if cell.text.strip():
            rows[cell.row].append(cell.text)
    # The sum of all rows may stand above them in a box of its own.
    rows = [row for row in rows if not any(map(is_total, row))] if len(rows) > 1 else rows
    values = [row for row in rows if any(is_numeric(text) and not _is_year(text) for text in row)]
    counted = bool(rows) and bool(rows[-1]) and is_number_row(rows[-1])
    return any(rows) and len(values) == counted


def _is_year(text: str) -> bool:
    text = text.strip()
    return len(text) == 4 and text.isdigit() and text[:2] in {"19", "20"}


def _body_of(content: PageContent, head: PageTable, tables: Sequence[PageTable], engine: str) -> PageTable | None:
    """The aligned table right below, inside the header's sides."""
    x0, _, x1, y1 = head.box
    for table in tables:
        gap = table.box.y0 - y1
        near = table.engine == engine and -_SIDE < gap < _FAR
        near = near and (gap < _NEAR or not _is_printed(content, Box(x0, y1, x1, table.box.y0)))
        inside = table.box.x0 > x0 - _SIDE and table.box.x1 < x1 + _SIDE
        if near and inside and table.box.x1 - table.box.x0 > _LEAST_WIDTH * (x1 - x0):
            return table
    return None


def _is_printed(content: PageContent, box: Box) -> bool:
    """True where letters have their middle in ``box``."""
    x, y = content.boxes[:, [0, 2]].mean(1), content.boxes[:, [1, 3]].mean(1)
    return bool(((x > box.x0) & (x < box.x1) & (y > box.y0) & (y < box.y1) & content.visible).any())


def _joined(content: PageContent, head: PageTable, body: PageTable) -> PageTable | None:
    """One table of both; None where the body's text does not keep to the header's borders, nor the header to them."""
    own = cores(body)
    if own is None:
        return None
    inner = head.col_edges[1:-1]
    free = [edge for edge in inner if not any(x0 + 1 < edge < x1 - 1 for x0, x1 in own)]
    if len(inner) - len(free) > _CROSSED * len(inner):
        return None
    edges, places = _laid_out(head, own, free)
    cells = _head_cells(head, edges)
    if any(_holds_two(content, cell, edges) for cell in cells):
        return None
    for cell in body.cells:
        col, end = places[cell.col][0], places[cell.col + cell.colspan - 1][1]
        cells.append(replace(cell, row=cell.row + head.n_rows, col=col, colspan=end - col))
    return replace(
        body,
        box=head.box.union(body.box),
        n_rows=head.n_rows + body.n_rows,
        n_cols=len(edges) - 1,
        cells=tuple(cells),
        confidence=min(head.confidence, body.confidence),
        col_edges=tuple(edges),
        open_top=False,
    )


def cores(body: PageTable) -> list[tuple[float, float]] | None:
    """The extent of each column's text, left to right; None where a column has none of its own.

    A group's title, alone in its row, may begin left of the column that it was put into.
    """
    ends = [(1e9, -1e9)] * body.n_cols
    in_row = Counter(cell.row for cell in body.cells if cell.text.strip())
    for cell in body.cells:
        if cell.colspan == 1 and in_row[cell.row] > 1:
            x0, x1 = ends[cell.col]
            ends[cell.col] = min(x0, cell.box.x0), max(x1, cell.box.x1)
    apart = all(left[1] <= right[0] for left, right in pairwise(ends))
    return ends if apart and all(x0 <= x1 for x0, x1 in ends) else None


def _laid_out(
    head: PageTable, own: Sequence[tuple[float, float]], free: Sequence[float]
) -> tuple[list[float], list[tuple[int, int]]]:
    """The borders of the joined table, and for each of the body's columns the numbers of its first and last border.

    In the white between two columns the header's borders count; where it has none, the middle of the white.
    """
    edges = [head.col_edges[0], *(edge for edge in free if edge <= own[0][0] + 1)]
    places: list[tuple[int, int]] = []
    for (_, x1), (following, _) in zip(own, [*own[1:], (head.col_edges[-1] - 1, 0.0)], strict=True):
        start = len(edges) - 1
        white = [edge for edge in free if x1 - 1 <= edge <= following + 1 and edge > edges[-1]]
        last = len(places) == len(own) - 1
        edges += white or ([] if last else [(x1 + following) / 2])
        places.append((start, start + 1))
    edges.append(head.col_edges[-1])
    return edges, places


def _head_cells(head: PageTable, edges: Sequence[float]) -> list[Cell]:
    """The header's cells in the columns of ``edges``; one that has none of its own there is left out."""
    at = [_nearest(edges, x) for x in head.col_edges]
    places = [(cell, at[cell.col], at[cell.col + cell.colspan]) for cell in head.cells]
    return [replace(cell, col=col, colspan=end - col) for cell, col, end in places if end > col]


def _holds_two(content: PageContent, cell: Cell, edges: Sequence[float]) -> bool:
    """True for a header cell over several columns whose words stand on both sides of a border and leave it white: the
    titles of two columns, whose own border is not drawn. Which words are whose is not told by the cell.
    """
    borders = edges[cell.col + 1 : cell.col + cell.colspan]
    if not borders:
        return False
    x, y = content.boxes[:, [0, 2]].mean(1), content.boxes[:, [1, 3]].mean(1)
    x0, y0, x1, y1 = cell.box
    inside = np.flatnonzero((x > x0) & (x < x1) & (y > y0) & (y < y1) & content.visible)
    letters = np.array([i for i in inside.tolist() if not content.text[i].isspace()], np.intp)
    white = _TITLES_APART * float(content.sizes[letters].max(initial=0.0))
    return any(_gap(content.boxes[letters], x[letters], border) > white for border in borders)


def _gap(boxes: Floats, middles: Floats, border: float) -> float:
    """The white between the letters on both sides of a border; none where a side has no letters."""
    right, left = boxes[middles > border, 0], boxes[middles <= border, 2]
    return float(right.min() - left.max()) if right.size and left.size else 0.0


def _nearest(edges: Sequence[float], x: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - x))
