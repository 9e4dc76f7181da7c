"""A long list printed in halves beside each other, its header above each of them: as many tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extract.headwords import is_datum
from extract.types import Box, Cell, PageTable

_PARTS = (2, 3)
_TITLES = 2
"""So many titles come again over each part."""


def parted(tables: Iterable[PageTable]) -> Iterator[PageTable]:
    """The tables, those whose header comes again in the middle cut into their parts, left to right."""
    for table in tables:
        titles = _titles(table)
        count = next((n for n in _PARTS if _repeats(titles, n)), 1)
        width = table.n_cols // count
        parts = [_part(table, first, first + width) for first in range(0, table.n_cols, width)] if count > 1 else []
        yield from parts if all(part.n_rows > 1 for part in parts) and parts else [table]


def _titles(table: PageTable) -> list[str]:
    """The texts of the first row by column; none where one lies over several columns or is a value."""
    texts = [""] * table.n_cols
    for cell in table.cells:
        if cell.row == 0:
            if cell.colspan > 1 or is_datum(cell.text):
                return []
            texts[cell.col] = " ".join(cell.text.split()).casefold()
    return texts


def _repeats(titles: Sequence[str], count: int) -> bool:
    width, rest = divmod(len(titles), count)
    part = list(titles[:width])
    return not rest and len(set(part) - {""}) >= _TITLES and all(part) and part * count == list(titles)


def _part(table: PageTable, first: int, end: int) -> PageTable:
    """The columns ``first`` to before ``end`` as a table of their own, empty rows at its foot left out."""
    cells = [cell for cell in table.cells if first <= cell.col and cell.col + cell.colspan <= end]
    filled = [cell for cell in cells if cell.text.strip()]
    n_rows = max((cell.row + cell.rowspan for cell in filled), default=0)
    return replace(
        table,
        box=_around(filled, table.box),
        n_rows=n_rows,
        n_cols=end - first,
        cells=tuple(replace(cell, col=cell.col - first) for cell in cells if cell.row < n_rows),
        col_edges=table.col_edges[first : end + 1],
    )


def _around(cells: Sequence[Cell], whole: Box) -> Box:
    box = cells[0].box if cells else whole
    for cell in cells:
        box = box.union(cell.box)
    return box
