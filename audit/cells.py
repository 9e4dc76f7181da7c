"""The printed cells behind a table's rows: their whole texts, and the dashes that state a zero."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from audit.figures import Figure, Figures, Key
from extract.types import Box, Cell, Table
from normalize.types import Column, Ukuran, Value
from normalize.ukuran import SURE_COLUMN, SURE_VALUE
from records.matched import MatchedRow, MatchedTable

_DASH = re.compile(r"\s*(?:Rp\.?)?\s*[-–—]\s*(?:,-)?\s*", re.IGNORECASE)
_MOST_SPAN = 50
"""Rows of one merged cell that are looked at."""


class Cells:
    """A grid's cells by their place in the grid and on the page, gathered when first asked for."""

    def __init__(self, table: Table) -> None:
        """``table``: the grid."""
        self._table = table
        self._printed: dict[int, dict[Box, Cell]] | None = None
        self._places: dict[tuple[int, int], Cell] | None = None

    def text(self, value: Value) -> str:
        """The text of the cell that a value was read from; empty where the grid is not known."""
        cell = self._of(value)
        return "" if cell is None else cell.text

    def n_rows(self, value: Value) -> int | None:
        """How many rows of the grid the cell of a value covers; None where the grid is not known."""
        cell = self._of(value)
        return None if cell is None else cell.rowspan

    def col(self, value: Value) -> int | None:
        """The column of the grid that a value stands in; None where the grid is not known."""
        cell = self._of(value)
        return None if cell is None else cell.col

    def _of(self, value: Value) -> Cell | None:
        """The cell that a value was read from."""
        if self._printed is None:
            self._printed = {}
            for cell in self._table.cells:
                self._printed.setdefault(cell.page, {})[cell.box] = cell
        on_page = self._printed.get(value.page)
        return None if on_page is None else on_page.get(value.box)

    def at(self, row: int, col: int) -> Cell | None:
        """The cell that covers a place of the grid's body; None where none does, or the grid is not known."""
        if self._places is None:
            first = self._table.n_header_rows
            self._places = {
                (cell.row + down - first, cell.col): cell
                for cell in self._table.cells
                for down in range(min(cell.rowspan, _MOST_SPAN))
            }
        return self._places.get((row, col))


def add_dashes(matched: MatchedTable, cells: Cells, money: Sequence[Figures]) -> tuple[Figures, ...]:
    """The rows' amounts, with a zero for each dash in a column of remainders.

    Elsewhere a dash says that nothing is planned or known; pagu less realisasi is always known, and its dash is what
    spreadsheets print for zero.
    """
    columns = [
        column
        for column in matched.source.columns
        if column.peran == Ukuran.SISA and column.keyakinan >= SURE_COLUMN and column.rincian is None
    ]
    if not columns:
        return tuple(money)
    return tuple(
        {**figures, **{key: zero for column in columns for key, zero in _zero(row, index, figures, column, cells)}}
        for index, (row, figures) in enumerate(zip(matched.rows, money, strict=True))
    )


def _zero(row: MatchedRow, index: int, figures: Figures, column: Column, cells: Cells) -> Iterator[tuple[Key, Figure]]:
    """The zero that the row's dash in the column stands for, where one is surely printed and nothing else was read."""
    tahun = next((key.tahun for key in figures if key.ukuran is Ukuran.PAGU), column.tahun)
    key = Key(Ukuran.SISA, column.konteks, tahun)
    cell = None if key in figures else cells.at(row.row.grid_row, column.indeks)
    if cell is None or _DASH.fullmatch(cell.text) is None:
        return
    sure = 1.0 if cell.confidence is None else cell.confidence
    if sure >= SURE_VALUE:
        value = Value(
            key.ukuran, key.konteks, tahun, cell.text.strip(), Decimal(0), "rupiah", cell.page, cell.box, sure
        )
        yield key, Figure((value,), (index,), Decimal(0), is_sure=True)
