"""Which text lines of a scanned page are worth reading: pages without a table are not read in full."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extract.scan.lines import Layout
from extract.scan.types import Line
from extract.types import Box

COVER_PAGES = 3
"""Pages at the front that are read in full: title, letterhead and foreword name the office, the year and the stage."""
_OUTSIDE = 30
"""Lines outside tables that are read on a page with a table: captions, notes, signatures."""
_HEADS = 12
"""Lines that are read on a page without one: headings, captions that wait for the next page."""


def wanted_lines(layout: Layout, number: int) -> list[Line]:
    """The lines that are read: all in tables, and outside them those that can name a table or the document."""
    inside = [line for line in layout.lines if line.cell]
    outside = [line for line in layout.lines if not line.cell]
    # A page may carry a ruled table and one without rules: the columns of the second are read in full too.
    if number <= COVER_PAGES or _stands_in_columns(outside, layout.letter):
        return inside + outside
    if inside:
        return inside + sorted(outside, key=lambda line: _distance(line, layout.tables))[:_OUTSIDE]
    return _headings(outside, layout)


def _distance(line: Line, tables: Sequence[Box]) -> float:
    """Pixels from a line to the nearest table, those above one counting half: captions stand above."""
    gaps = [(box.y0 - line.y1) / 2 if line.y1 <= box.y0 + 5 else max(line.y0 - box.y1, 0) for box in tables]
    return min(map(abs, gaps), default=0.0)


def _stands_in_columns(lines: Sequence[Line], letter: float) -> bool:
    """True where many lines are parted into three and more pieces: a table without rules."""
    rows: dict[int, int] = {}
    for line in lines:
        row = round((line.y0 + line.y1) / 2 / (1.2 * letter))
        rows[row] = rows.get(row, 0) + 1
    return sum(pieces >= 3 for pieces in rows.values()) >= 4


def _headings(lines: Sequence[Line], layout: Layout) -> list[Line]:
    """First and last lines of a page of prose, and those that are large or short: at most ``_HEADS``."""
    if not lines:
        return []
    widest = max(line.x1 - line.x0 for line in lines)
    height = float(np.median([line.height for line in lines]))
    ends = set(lines[:2]) | set(lines[-3:])

    def rank(line: Line) -> tuple[bool, bool, int]:
        is_short = line.x1 - line.x0 < 0.7 * widest
        return (line not in ends, not (line.height > 1.25 * height or is_short), line.y0)

    return sorted(sorted(lines, key=rank)[:_HEADS], key=lambda line: line.y0)
