"""Cells of aligned rows: the runs that a row has in each column, as text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.aligned.bands import Placed
from extract.aligned.fragments import Run
from extract.types import Box, Cell


def as_cell(runs: Sequence[Run], row: int, first: int, last: int, page: int, rowspan: int = 1) -> Cell:
    """One cell that holds ``runs`` in columns ``first .. last``."""
    box = Box(min(r.x0 for r in runs), min(r.y0 for r in runs), max(r.x1 for r in runs), max(r.y1 for r in runs))
    return Cell(row, first, rowspan, last - first + 1, text_of(runs), page, box, bold=all(run.bold for run in runs))


def text_of(runs: Sequence[Run]) -> str:
    """Runs of one cell as text: a line break between lines, a space between runs of one line."""
    ordered = sorted(runs, key=lambda r: (r.line, r.x0))
    text = ordered[0].text
    for before, run in pairwise(ordered):
        text += (" " if run.line == before.line else "\n") + run.text
    return text


def row_cells(row: Sequence[Placed], number: int, page: int) -> list[Cell]:
    """One logical row's cells; runs whose columns overlap share a cell."""
    groups: list[tuple[int, int, list[Run]]] = []
    for p in sorted(row, key=lambda p: (p.first, p.last)):
        if groups and p.first <= groups[-1][1]:
            first, last, runs = groups[-1]
            groups[-1] = (first, max(last, p.last), [*runs, p.run])
        else:
            groups.append((p.first, p.last, [p.run]))
    return [as_cell(runs, number, first, last, page) for first, last, runs in groups]


def row_texts(cells: Sequence[Cell], n_cols: int) -> list[str]:
    """One row's texts by column; a spanning text stands in its first column."""
    texts = [""] * n_cols
    for cell in cells:
        texts[cell.col] = cell.text
    return texts
