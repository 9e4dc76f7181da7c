"""A long narrow table that is printed in two or three blocks side by side, laid out again as one block.

"No | Uraian | Satuan | Target | No | Uraian | Satuan | Target": the right block goes on where the left one ends. A form
with two sides (T-C.31) repeats its header too, but its sides name the same items row by row, and say what they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.types import Cell, Table
from normalize.wording import squash

_BLOCKS = (2, 3)
_LEAST_COLUMNS = 2
_LEAST_ROWS = 3
"""Rows that must name something in both blocks before these can be said to go on with each other."""
_SAME_NAMES = 0.6
"""Share of the rows in which both blocks may name the same: the sides of a form name the same nearly always."""
_SAME_ROWS = 0.1
"""... and in which they may print the same amount beside it too."""
_AMOUNT_DIGITS = 3
"""Digits from which a text is no running number, which every block begins anew."""


def unfolded(table: Table) -> Table:
    """The table in one block where it is printed in several, else the table itself."""
    for blocks in _BLOCKS:
        width, rest = divmod(table.n_cols, blocks)
        if not rest and width >= _LEAST_COLUMNS and _is_folded(table, width):
            return _laid_down(table, width)
    return table


def _is_folded(table: Table, width: int) -> bool:
    cells = [cell for cell in table.cells if cell.text.strip()]
    if any(cell.col // width != (cell.col + cell.colspan - 1) // width for cell in cells):
        return False
    heads = [_head(cells, table, first, width) for first in range(0, table.n_cols, width)]
    if len(heads[0]) < _LEAST_COLUMNS or any(head != heads[0] for head in heads):
        return False
    return all(_names_others(cells, table, first, width) for first in range(width, table.n_cols, width))


def _head(cells: list[Cell], table: Table, first: int, width: int) -> dict[tuple[int, int], str]:
    """The header texts of a block by row and column within it."""
    return {
        (cell.row, cell.col - first): squash(cell.text)
        for cell in cells
        if cell.row < table.n_header_rows and first <= cell.col < first + width and cell.row != table.number_row
    }


def _names_others(cells: list[Cell], table: Table, first: int, width: int) -> bool:
    """True where a block says other things in its rows than the first block does in the same ones."""
    body = {(cell.row, cell.col): squash(cell.text) for cell in cells if cell.row >= table.n_header_rows}
    letters = [sum(len(text) for (_, col), text in body.items() if col == c and text.isalpha()) for c in range(width)]
    name = letters.index(max(letters))
    rows = [
        row for row in range(table.n_header_rows, table.n_rows) if {(row, name), (row, first + name)} <= body.keys()
    ]
    named = [row for row in rows if body[row, name] == body[row, first + name]]
    same = [row for row in named if any(_is_again(body, row, c, first) for c in range(width))]
    return len(rows) >= _LEAST_ROWS and len(named) <= _SAME_NAMES * len(rows) and len(same) <= _SAME_ROWS * len(rows)


def _is_again(body: dict[tuple[int, int], str], row: int, col: int, first: int) -> bool:
    """True where the first block's column and the other one's print the same amount in a row."""
    text = body.get((row, col), "")
    return sum(ch.isdigit() for ch in text) >= _AMOUNT_DIGITS and text == body.get((row, first + col))


def _laid_down(table: Table, width: int) -> Table:
    """The blocks of each page below each other, the left one first; one header."""
    places = {at: table.n_header_rows + i for i, at in enumerate(_in_reading_order(table, width))}
    cells = [cell for cell in table.cells if cell.row < table.n_header_rows and cell.col < width]
    for cell in table.cells:
        block, col = divmod(cell.col, width)
        if cell.row >= table.n_header_rows and (cell.row, block) in places:
            cells.append(replace(cell, row=places[cell.row, block], col=col))
    cells.sort(key=lambda cell: (cell.row, cell.col))
    return replace(table, n_cols=width, n_rows=table.n_header_rows + len(places), cells=tuple(cells))


def _in_reading_order(table: Table, width: int) -> Iterator[tuple[int, int]]:
    """(row, block) of the body as it is read: page by page, block by block, without rows that are empty in a block."""
    filled: dict[tuple[int, int], int] = {}
    for cell in table.cells:
        if cell.row >= table.n_header_rows and cell.text.strip():
            for row in range(cell.row, cell.row + cell.rowspan):
                filled.setdefault((row, cell.col // width), cell.page)
    yield from sorted(filled, key=lambda at: (filled[at], at[1], at[0]))
