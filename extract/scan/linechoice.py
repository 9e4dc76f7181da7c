"""Which text lines of a scanned page are worth reading: pages without a table are not read in full."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from extract.scan.lines import Layout
from extract.scan.types import Line
from extract.types import Box

COVER_PAGES = 3
"""Pages at the front of which all is read but most of the running text: title, letterhead and foreword name the office,
the year and the stage."""
_OUTSIDE = 30
"""Lines outside tables that are read on a page with a table: captions, notes, signatures."""
_HEADS = 12
"""Lines that are read on a page without one: headings, captions that wait for the next page."""
_PROSE, _FILLED = 30.0, 0.7
"""Running text is set so many letter heights wide at least, and fills so much of its widest line."""
_TALL = 1.25
"""Lines so many times as high as most are large print."""
_PARAGRAPHS = 8
"""Lines of running text that are read of a page at the front."""


def wanted_lines(layout: Layout, number: int) -> list[Line]:
    """The lines that are read: all in tables, and outside them those that can name a table or the document."""
    inside = [line for line in layout.lines if line.cell]
    outside = [line for line in layout.lines if not line.cell]
    # A page may carry a ruled table and one without rules: the columns of the second are read in full too.
    if _stands_in_columns(outside, layout.letter):
        return inside + outside
    if number <= COVER_PAGES:
        prose = running_text(layout)
        return inside + [line for line in outside if line not in prose or prose[line] < _PARAGRAPHS]
    if inside:
        return inside + sorted(outside, key=lambda line: _distance(line, layout.tables))[:_OUTSIDE]
    return _headings(outside, layout)


def running_text(layout: Layout) -> dict[Line, int]:
    """The lines of running text on a page without a table, numbered from 0 from top to bottom."""
    lines = [line for line in layout.lines if not line.is_leader]
    if not lines or any(line.cell for line in lines) or _stands_in_columns(lines, layout.letter):
        return {}
    widest = max(line.x1 - line.x0 for line in lines)
    low = _TALL * float(np.median([line.height for line in lines]))
    wide = max(_PROSE * layout.letter, _FILLED * widest)
    prose = [line for line in lines if line.height <= low and line.x1 - line.x0 >= wide]
    return {line: k for k, line in enumerate(sorted(prose, key=lambda line: line.y0))}


def skimmed_lines(layout: Layout, number: int) -> Collection[Line]:
    """The lines that are read with less care: running text, and on a page without a table all that stands there, but
    for the first pages, which name the document.
    """
    prose = running_text(layout)
    return layout.lines if prose and number > COVER_PAGES else prose


def _distance(line: Line, tables: Sequence[Box]) -> float:
    """Pixels from a line to the nearest table, those above one counting half: captions stand above."""
    gaps = [(box.y0 - line.y1) / 2 if line.y1 <= box.y0 + 5 else max(line.y0 - box.y1, 0) for box in tables]
    return min(map(abs, gaps), default=0.0)


def _stands_in_columns(lines: Sequence[Line], letter: float) -> bool:
    """True where many lines are parted into three and more pieces: a table without rules."""
    rows: dict[int, int] = {}
    for line in lines:
        row = round((line.y0 + line.y1) / 2 / (1.2 * letter))
        # A row of dots joins what stands beside it.
        rows[row] = rows.get(row, 0) + (-1 if line.is_leader else 1)
    return sum(pieces >= 3 for pieces in rows.values()) >= 4


def _headings(lines: Sequence[Line], layout: Layout) -> list[Line]:
    """The last lines of a page of prose (a caption waits there for the next page), and those that are no running text,
    the first, large or short ones before others: at most ``_HEADS``, and all leaders, which cost nothing.
    """
    leaders = [line for line in lines if line.is_leader]
    lines = [line for line in lines if not line.is_leader]
    if not lines:
        return []
    widest = max(line.x1 - line.x0 for line in lines)
    height = float(np.median([line.height for line in lines]))
    ends = set(lines[:2]) | set(lines[-3:])

    def rank(line: Line) -> tuple[bool, bool, int]:
        is_short = line.x1 - line.x0 < 0.7 * widest
        return (line not in ends, not (line.height > _TALL * height or is_short), line.y0)

    prose = running_text(layout)
    heads = [line for line in lines if line in lines[-3:] or line not in prose]
    return sorted(sorted(heads, key=rank)[:_HEADS] + leaders, key=lambda line: line.y0)
