"""Body rows that a spreadsheet prints again at the top of each page: marked as titles together with the header above.

Who sets the rows to repeat easily takes one too many, and the sum of the office stands on every page, right below the
header. Read as a row it counts twice.
"""

from __future__ import annotations

import re

from extract.headwords import squash
from extract.types import PageTable

_AMOUNT = re.compile(r"(?<!\d)\d{1,3}(?:[.,]\d{3}){2,}(?!\d)")
_MOST = 2
"""More rows that come again are the table once more."""


def titled_rows(first: PageTable, first_body: int, table: PageTable, start: int) -> int:
    """How many rows of ``table``, from row ``start`` below its header, are the first body rows of the first page again.

    A row comes again with all its texts, an amount among them; the row after those differs.
    """
    mine, theirs = (_texts(grid, at, at + _MOST + 1) for grid, at in ((first, first_body), (table, start)))
    count = next((n for n, (old, new) in enumerate(zip(mine, theirs, strict=True)) if old != new), _MOST + 1)
    amounts = all(any(_AMOUNT.search(text) for text in row.values()) for row in mine[:count])
    further = count <= _MOST and bool(mine[count]) and start + count <= table.n_rows
    return count if amounts and further else 0


def _texts(table: PageTable, begin: int, end: int) -> list[dict[int, str]]:
    """The texts of each row by column, from row ``begin`` to before ``end``; empty beyond the grid's last row."""
    rows: list[dict[int, str]] = [{} for _ in range(begin, end)]
    for cell in table.cells:
        if begin <= cell.row < end and squash(cell.text):
            rows[cell.row - begin][cell.col] = " ".join(cell.text.split())
    return rows
