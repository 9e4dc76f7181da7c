"""Amounts that a page prints at a table and no row of it has: what a sum lacks may be one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from audit.document import DocumentView
from audit.hierarchy import TableView
from extract.types import Box, PageResult
from records.findings import UNREAD, Cek, Finding, Keparahan, Sebab

_SUMMED = (Cek.JUMLAH_ANAK, Cek.JUMLAH_TOTAL)
_AMOUNT = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?![\d.,]*\d{4})")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_NEAR = 30.0
"""Points between a table and a line that may be a row of it."""
_MOST_WORDS = 10
"""Words beside the amount: more are running text."""


class Loose:
    """The amounts by page, as digits, gathered when first asked for."""

    def __init__(self, document: DocumentView) -> None:
        """``document``: its tables and pages."""
        self._document = document
        self._lines: dict[int, frozenset[str]] = {}
        self._cells: dict[int, dict[int, set[str]]] = {}

    def doubt(self, finding: Finding) -> Finding:
        """The finding; it accuses nobody where what its sum lacks is printed there."""
        if finding.cek not in _SUMMED or finding.sebab is not Sebab.DOKUMEN or (finding.selisih or 0) < 1000:
            return finding
        wanted = _spellings(finding)
        if not any(wanted & self._on(page, finding.table) for page in self._pages(finding)):
            return finding
        text = f"{finding.penjelasan.removesuffix('.')}, tetapi {UNREAD}."
        return replace(finding, sebab=Sebab.TAK_PASTI, keparahan=Keparahan.PERINGATAN, penjelasan=text)

    def _pages(self, finding: Finding) -> range:
        """From the first row that takes part to the last."""
        rows = [self._document.tables[table].matched.rows[row].row.page for table, row in finding.bukti]
        return range(min(rows), max(rows) + 1)

    def _on(self, number: int, table: int) -> set[str] | frozenset[str]:
        if not self._lines:
            self._lines = {page.number: frozenset(_beside(page)) for page in self._document.pages}
        if table not in self._cells:
            self._cells[table] = _unread(self._document.tables[table])
        return self._lines.get(number, frozenset()) | self._cells[table].get(number, set())


def _spellings(finding: Finding) -> set[str]:
    """The digits of what is lacking, to the rupiah and in thousands."""
    exact = int(finding.selisih or 0)
    return {str(exact), str(exact // 1000)} if exact % 1000 == 0 and exact >= 1_000_000 else {str(exact)}


def _beside(page: PageResult) -> Iterator[str]:
    """Amounts in lines that stand at a table, but for running text."""
    boxes = [table.box for table in page.tables]
    for line in page.lines:
        if len(_LETTERS.findall(line.text)) <= _MOST_WORDS and any(_is_near(line.box, box) for box in boxes):
            yield from _digits(line.text)


def _is_near(line: Box, table: Box) -> bool:
    middle = (line.y0 + line.y1) / 2
    return line.x0 < table.x1 and line.x1 > table.x0 and table.y0 - _NEAR <= middle <= table.y1 + _NEAR


def _unread(view: TableView) -> dict[int, set[str]]:
    """Amounts in rows of the grid that are no row of the table, by page."""
    table = view.matched.source.table
    boxes = {(value.page, value.box) for row in view.matched.rows for value in row.row.values}
    read = {cell.row for cell in table.cells if (cell.page, cell.box) in boxes}
    read |= {row.row.grid_row + table.n_header_rows for row in view.matched.rows}
    found: dict[int, set[str]] = {}
    for cell in table.cells:
        if cell.row not in read:
            found.setdefault(cell.page, set()).update(_digits(cell.text))
    return found


def _digits(text: str) -> Iterator[str]:
    """Each amount of a text without its dots, to the rupiah."""
    return (re.sub(r"\D", "", amount) for amount in _AMOUNT.findall(text))
