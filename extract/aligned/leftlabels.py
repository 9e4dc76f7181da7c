"""Row labels that are printed left of a ruled grid, outside its frame: the first column of its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from extract.aligned.fragments import Run, as_run, is_numeric, read_lines, read_words
from extract.headwords import is_datum
from extract.types import Box, Cell, PageContent, PageTable

_ROWS = 3
_NAMED = 0.8
"""This share of the rows has a label."""
_NEAR, _ROOM = 12.0, 60.0
"""Labels end at one place this near to the frame (points), or begin at one, the longest so near."""
_FLUSH = 2.0
_WIDEST = 0.5
"""Of the page's width."""
_GAP = 2.5
"""Texts so many font sizes apart are several columns, no label."""


def with_left_labels(content: PageContent, tables: Sequence[PageTable]) -> list[PageTable]:
    """The tables, those of figures only with the labels that stand left of their rows."""
    return [_with_labels(content, table, tables) for table in tables]


def _with_labels(content: PageContent, table: PageTable, tables: Sequence[PageTable]) -> PageTable:
    left = table.box.x0
    beside = np.flatnonzero(content.visible & (content.boxes[:, 2] < left + 1))
    bands = _bands(table) if len(beside) > _ROWS else []
    if len(bands) < _ROWS:
        return table
    top, bottom = bands[0][1], bands[-1][2]
    middle = (content.boxes[beside, 1] + content.boxes[beside, 3]) / 2
    beside = beside[(middle > top) & (middle < bottom)]
    if len(beside) < len(bands) or any(_stands_left(other.box, table.box) for other in tables):
        return table
    zone = Box(max(0.0, left - _WIDEST * content.width), top, left + 1, bottom)
    labels = _labels(content, zone, bands)
    if (
        labels is None
        or not _are_flush([run for runs in labels.values() for run in runs], left)
        or len(labels) < _NAMED * len(bands)
    ):
        return table
    x0 = min(run.x0 for runs in labels.values() for run in runs) - 1
    shifted = [replace(cell, col=cell.col + 1) for cell in table.cells]
    cells = [_label_cell(table, band, labels[band[0]], x0) for band in bands if band[0] in labels]
    box = table.box._replace(x0=x0)
    cells = sorted([*shifted, *cells], key=lambda cell: (cell.row, cell.col))
    return replace(table, box=box, n_cols=table.n_cols + 1, cells=tuple(cells), col_edges=(x0, *table.col_edges))


def _bands(table: PageTable) -> list[tuple[int, float, float]]:
    """The rows of figures (number, top, bottom) of a table whose first column holds nothing else; none of others."""
    if table.engine != "ruled" or len(table.col_edges) != table.n_cols + 1:
        return []
    firsts = [cell for cell in table.cells if cell.col == 0 and cell.text.strip()]
    if 2 * sum(is_numeric(cell.text) for cell in firsts) < len(firsts):
        return []
    filled = [cell for cell in table.cells if cell.text.strip()]
    rows = {cell.row for cell in filled if is_datum(cell.text)}
    if any(cell.rowspan > 1 for cell in firsts) or not all(is_numeric(c.text) for c in firsts if c.row in rows):
        return []
    # Running numbers, codes and years name their rows themselves.
    if len({cell.text for cell in firsts}) > 1 and _counts([cell.text for cell in firsts if cell.row in rows]):
        return []
    return [(cell.row, cell.box.y0, cell.box.y1) for cell in firsts if cell.row in rows]


def _counts(texts: Sequence[str]) -> bool:
    """True for running numbers and years, one more in each row."""
    numbers = [int(text.rstrip(".")) for text in texts if text.rstrip(".").isdecimal()]
    return len(numbers) == len(texts) and all(abs(step) == 1 for step in np.diff(numbers).tolist())


def _stands_left(other: Box, box: Box) -> bool:
    return other.x1 <= box.x0 + 1 and other.y0 < box.y1 and box.y0 < other.y1


def _labels(content: PageContent, zone: Box, bands: Sequence[tuple[int, float, float]]) -> dict[int, list[Run]] | None:
    """The lines of each row's label; None where what stands there is in columns, or beside no row."""
    found: dict[int, list[Run]] = {}
    for line in read_lines(read_words(content, zone)):
        words = [word for run in line.runs for word in run.words]
        run = as_run(words, line.runs[0].line)
        row = next((number for number, y0, y1 in bands if y0 < line.middle < y1), None)
        if row is None or any(b.x0 - a.x1 > _GAP * b.size for a, b in pairwise(words)):
            return None
        found.setdefault(row, []).append(run)
    return found if not any(is_numeric(run.text) for runs in found.values() for run in runs) else None


def _are_flush(labels: Sequence[Run], left: float) -> bool:
    """True for texts that end at one place at the frame, or begin at one place and come near to it."""
    if not labels:
        return False
    ends, starts = [run.x1 for run in labels], [run.x0 for run in labels]
    room = left - max(ends)
    return (max(ends) - min(ends) < _FLUSH and room < _NEAR) or (max(starts) - min(starts) < _FLUSH and room < _ROOM)


def _label_cell(table: PageTable, band: tuple[int, float, float], lines: Sequence[Run], x0: float) -> Cell:
    row, y0, y1 = band
    text, bold = "\n".join(run.text for run in lines), all(run.bold for run in lines)
    return Cell(row, 0, 1, 1, text, table.page, Box(x0, y0, table.box.x0, y1), bold=bold)
