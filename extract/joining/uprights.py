"""Pages printed sideways, as results: their lines and tables placed as a reader holds the page.

Engines give boxes as displayed. What lies above what, and what follows what, is told in the direction of reading.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from extract.page.orientation import turn_box, turned_size
from extract.types import PageResult, PageTable


def reading_angle(table: PageTable) -> int:
    """The direction in which a table's columns follow each other on the displayed page: 0, 90, 180 or 270 degrees."""
    votes: Counter[int] = Counter()
    ordered = sorted(table.cells[:400], key=lambda cell: (cell.row, cell.col))
    for cell, after in pairwise(ordered):
        if cell.row == after.row and cell.col < after.col:
            dx = after.box.x0 + after.box.x1 - cell.box.x0 - cell.box.x1
            dy = after.box.y0 + after.box.y1 - cell.box.y0 - cell.box.y1
            votes[(0 if dx >= 0 else 180) if abs(dx) >= abs(dy) else (90 if dy > 0 else 270)] += 1
    return votes.most_common(1)[0][0] if votes else 0


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
