"""What the reader of ruled tables makes of a page, as texts."""

from __future__ import annotations

from extract.ruled.reader import read_ruled
from extract.types import PageContent


def rows(page: PageContent) -> list[list[str]]:
    """The texts of the page's only table, row by row, white space as one blank."""
    (table,) = read_ruled(page)
    found = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        found[cell.row][cell.col] = " ".join(cell.text.split())
    return found
