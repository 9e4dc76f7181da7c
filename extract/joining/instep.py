"""Headers whose columns are as many as the body's and stand out of line with them: matched in order, not by place.

A table that was put together from two has its header in other widths than its body. Where the header counts its
columns 1 to n and the body's rows have n cells, each cell stands below the number that counts it, wherever it is drawn.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.joining.colnumbers import column_number
from extract.joining.header import find_header
from extract.types import Cell, PageTable

_LEAST = 4
"""Columns that a header counts at least."""
_MOVED = 2
"""So many borders stand elsewhere in the body: a single one may be a cell that one row parts and another merges."""

_Borders = tuple[int, ...]


def in_step(table: PageTable) -> PageTable:
    """The grid with as many columns as its header counts, where its body is drawn out of line; else the grid itself."""
    header = find_header(table)
    if header.number_row is None:
        return table
    rows = _rows(table)
    above = _borders(rows[header.number_row])
    below = _below(table, rows[header.end :], above) if _counts_all(rows[header.number_row], table.n_cols) else None
    if below is None:
        return table
    cells: list[Cell] = []
    for number, row in enumerate(rows):
        borders = above if number < header.end or not _fits(row, below) else below
        if not _fits(row, borders):
            return table
        cells += [_moved(cell, borders) for cell in row]
    edges = tuple(table.col_edges[border] for border in below) if table.col_edges else ()
    return replace(table, n_cols=len(above) - 1, cells=tuple(cells), col_edges=edges)


def _rows(table: PageTable) -> list[list[Cell]]:
    """The cells that begin in each row, left to right."""
    rows: list[list[Cell]] = [[] for _ in range(table.n_rows)]
    for cell in table.cells:
        rows[cell.row].append(cell)
    return [sorted(row, key=lambda cell: cell.col) for row in rows]


def _borders(row: Iterable[Cell]) -> _Borders:
    return tuple(sorted({border for cell in row for border in (cell.col, cell.col + cell.colspan)}))


def _counts_all(row: Sequence[Cell], n_cols: int) -> bool:
    """True for a row that counts 1 to n over all columns, fewer than the grid has."""
    numbers = [column_number(cell.text) for cell in row]
    counted = numbers == list(range(1, len(row) + 1)) and sum(cell.colspan for cell in row) == n_cols
    return counted and _LEAST <= len(row) < n_cols


def _below(table: PageTable, rows: Sequence[Sequence[Cell]], above: _Borders) -> _Borders | None:
    """The borders of the body's full rows where these are as many as the header's and others; None where they vary."""
    full = Counter(_borders(row) for row in rows if sum(cell.colspan for cell in row) == table.n_cols)
    alike = [borders for borders in full if len(borders) == len(above)]
    if len(alike) != 1 or any(cell.rowspan > 1 for row in rows for cell in row):
        return None
    return alike[0] if len(set(alike[0]) - set(above)) >= _MOVED else None


def _fits(row: Sequence[Cell], borders: _Borders) -> bool:
    return set(_borders(row)) <= set(borders)


def _moved(cell: Cell, borders: _Borders) -> Cell:
    first, end = (bisect_right(borders, border) - 1 for border in (cell.col, cell.col + cell.colspan))
    return replace(cell, col=first, colspan=end - first)
