"""Pages printed sideways, as results: their lines and tables placed as a reader holds the page.

Engines give boxes as displayed. What lies above what, and what follows what, is told in the direction of reading.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from extract.page.orientation import turn_box, turned_size
from extract.types import Box, PageResult, PageTable

_VOTERS = 100
"""So many cells tell how a table is read: all of them are asked in vain on every upright page."""


def reading_angle(table: PageTable) -> int:
    """The direction in which a table's columns follow each other on the displayed page: 0, 90, 180 or 270 degrees."""
    ordered = sorted(table.cells[:_VOTERS], key=attrgetter("row", "col"))
    votes = Counter(_direction(a.box, b.box) for a, b in pairwise(ordered) if a.row == b.row and a.col < b.col)
    return votes.most_common(1)[0][0] if votes else 0


def _direction(box: Box, after: Box) -> int:
    dx, dy = after.x0 + after.x1 - box.x0 - box.x1, after.y0 + after.y1 - box.y0 - box.y1
    if abs(dx) >= abs(dy):
        return 0 if dx >= 0 else 180
    return 90 if dy > 0 else 270


def as_read(page: PageResult) -> PageResult:
    """The page with lines and tables (not their cells) where they stand for the reader; upright pages unchanged.

    ``col_edges`` are in reading direction already.
    """
    angle = next((angle for angle in map(reading_angle, page.tables) if angle), 0)
    if angle == 0:
        return page
    width, height = turned_size(page.width, page.height, angle)
    size = page.width, page.height
    return replace(
        page,
        width=width,
        height=height,
        lines=tuple(replace(line, box=turn_box(line.box, angle, *size)) for line in page.lines),
        tables=tuple(replace(table, box=turn_box(table.box, angle, *size)) for table in page.tables),
    )
