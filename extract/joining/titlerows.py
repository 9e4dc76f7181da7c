"""Body rows that a spreadsheet prints again at the top of each page: marked as titles together with the header above.

Who sets the rows to repeat easily takes one too many, and the sum of the office stands on every page, right below the
header. Read as a row it counts twice. Two items of a list may be worded and priced alike, too: they are two rows.
"""

from __future__ import annotations

import re

from extract.headwords import is_total, squash
from extract.types import PageTable

_AMOUNT = re.compile(r"(?<!\d)\d{1,3}(?:[.,]\d{3}){2,}(?!\d)")
_CODE = re.compile(r"\d{1,2}(?:\.\d{1,4})+\.?")
_PART = re.compile(r"\d{1,4}")
_MOST = 2
"""More rows that come again are the table once more."""

_Texts = dict[int, str]


def titled_rows(first: PageTable, first_body: int, table: PageTable, start: int) -> int:
    """How many rows of ``table``, from row ``start`` below its header, are the first body rows of the first page again.

    A row comes again with all its texts, an amount among them; the row after those differs. That it is the same row,
    and not a second one alike, is told by its code, the word of a total, or an amount above all others of both pages.
    """
    mine, theirs = (_texts(grid, at, _MOST + 1) for grid, at in ((first, first_body), (table, start)))
    pairs = enumerate(zip(mine, theirs, strict=False))
    count = next((n for n, (old, new) in pairs if old != new), min(len(mine), len(theirs)))
    if not 0 < count <= _MOST or not all(map(_amounts, mine[:count])):
        return 0
    further = (*_texts(first, first_body + count, first.n_rows), *_texts(table, start + count, table.n_rows))
    others = [row for row in further if not any(map(is_total, row.values()))]
    return count if any(_is_one(row, others) for row in mine[:count]) else 0


def _is_one(row: _Texts, others: list[_Texts]) -> bool:
    """True for a row that a table has once: one with a code, a total, or the sum of all ``others``."""
    leading = [text for _, text in sorted(row.items())]
    parts = next((n for n, text in enumerate(leading) if not _PART.fullmatch(text)), len(leading))
    if parts > 1 or _CODE.fullmatch(leading[0]) or any(is_total(text) for text in leading):
        return True
    return any(_tops(total, [_amount(other.get(col, "")) for other in others]) for col, total in _amounts(row))


def _tops(total: int, others: list[int]) -> bool:
    """True for an amount that none of the ``others`` is above: its only child may equal it, but not most of a list."""
    return total >= max(others, default=0) and sum(other < total for other in others) > len(others) / 2


def _amounts(row: _Texts) -> list[tuple[int, int]]:
    return [(col, amount) for col, text in row.items() if (amount := _amount(text))]


def _amount(text: str) -> int:
    """The digits of an amount without its sen as one number, 0 where there is none."""
    found = _AMOUNT.search(text)
    return int(re.sub(r"\D", "", found[0])) if found else 0


def _texts(table: PageTable, begin: int, most: int) -> list[_Texts]:
    """The texts of each row by column, of the ``most`` rows from row ``begin`` on."""
    end = min(begin + most, table.n_rows)
    rows: list[_Texts] = [{} for _ in range(begin, end)]
    for cell in table.cells:
        if begin <= cell.row < end and squash(cell.text):
            rows[cell.row - begin][cell.col] = " ".join(cell.text.split())
    return rows
