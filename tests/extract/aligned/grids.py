"""What the reader of tables without rules makes of a page, as texts."""

from __future__ import annotations

from extract.aligned.reader import read_aligned
from extract.types import PageContent, PageTable


def texts(table: PageTable) -> list[list[str]]:
    """The texts of a table, row by row, "" where no cell begins."""
    found = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        found[cell.row][cell.col] = cell.text
    return found


def rows(page: PageContent) -> list[list[str]]:
    """The texts of the page's only table, row by row, white space as one blank."""
    (table,) = read_aligned(page)
    return [[" ".join(text.split()) for text in row] for row in texts(table)]


def body(page: PageContent) -> list[list[str]]:
    """The same without the first row, the header."""
    return rows(page)[1:]
