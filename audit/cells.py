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
        self._texts: dict[tuple[int, Box], str] | None = None
        self._n_rows: dict[tuple[int, Box], int] | None = None
        self._cols: dict[tuple[int, Box], int] | None = None
        self._places: dict[tuple[int, int], Cell] | None = None

    def text(self, value: Value) -> str:
        """The text of the cell that a value was read from; empty where the grid is not known."""
        if self._texts is None:
            self._texts = {(cell.page, cell.box): cell.text for cell in self._table.cells}
        return self._texts.get((value.page, value.box), "")

    def n_rows(self, value: Value) -> int | None:
        """How many rows of the grid the cell of a value covers; None where the grid is not known."""
        if self._n_rows is None:
            self._n_rows = {(cell.page, cell.box): cell.rowspan for cell in self._table.cells}
        return self._n_rows.get((value.page, value.box))

    def col(self, value: Value) -> int | None:
        """The column of the grid that a value stands in; None where the grid is not known."""
        if self._cols is None:
            self._cols = {(cell.page, cell.box): cell.col for cell in self._table.cells}
        return self._cols.get((value.page, value.box))

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
