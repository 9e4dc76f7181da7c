"""Lists of codes printed as tables: the annexes of the regulations themselves, over a thousand pages of PDF.

Their codes stand in one cell or in a cell for each level, of which some print only what is new in the row. The table
reader of ``extract`` gives the grids; here is only what such a grid says: which columns are code, which is the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from extract.document import extract
from extract.scan.ocr import NO_OCR
from extract.types import Table
from normalize.grid import Grid

_PART = re.compile(r"[\dXx]{1,4}(?:\s*\.\s*[\dXx]{1,4})*\s*\.?")
_LEAST_CODES = 0.9
"""Share of a column's filled cells that must be codes, or parts of them, for it to hold codes."""
_LEVELS = 5
"""Urusan, bidang urusan, program, kegiatan, sub kegiatan: no annex has more cells for a code."""


class AnnexRow(NamedTuple):
    """A row of an annex: its page, its code with the parts that rows above print for it, its name as printed."""

    halaman: int
    kode: str
    nama: str


class Annex(NamedTuple):
    """What a PDF gave: its rows in order, and the pages that were not read, each with the reason."""

    rows: tuple[AnnexRow, ...]
    unread: tuple[tuple[int, str], ...]


def read_annex(path: Path) -> Annex:
    """The rows of all tables of a PDF that hold codes and names. Pages that are pictures are not read: a misread
    letter would become an official name.

    Raises the errors of ``extract``, ``OSError`` where the file cannot be opened.
    """
    read = extract(path, ocr=NO_OCR)
    unread = tuple(
        (page.number, "halaman pindaian tidak dibaca" if page.is_scanned else page.issue or "")
        for page in read.pages
        if page.is_scanned or page.issue
    )
    return Annex(tuple(row for table in read.tables for row in _table_rows(table)), unread)


def _table_rows(table: Table) -> Iterator[AnnexRow]:
    grid = Grid(table)
    codes = tuple(takewhile(lambda col: _holds_codes(grid.column_texts(col)), range(grid.n_cols)))
    if not codes or len(codes) > _LEVELS or len(codes) == grid.n_cols:
        return
    above: list[str] = []
    for row in range(grid.n_rows):
        parts = ["".join(grid.text(row, col).split()).strip(".") for col in codes]
        nama = grid.text(row, len(codes))
        cells = grid.row_cells(row)
        if not cells or not (any(parts) or nama):
            continue
        above = _completed(parts, above)
        yield AnnexRow(cells[0].page, ".".join(filter(None, above)) if any(parts) else "", nama)


def _holds_codes(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    return bool(filled) and sum(_PART.fullmatch(text) is not None for text in filled) >= _LEAST_CODES * len(filled)


def _completed(parts: Sequence[str], above: Sequence[str]) -> list[str]:
    """The parts of a row's code; what its first cells leave out stands in the row above.

    >>> _completed(["", "", "", "2.01", ""], ["1", "01", "02", "", ""])
    ['1', '01', '02', '2.01', '']
    """
    if not any(parts):
        return list(above)
    first = next(at for at, part in enumerate(parts) if part)
    return [*(above[:first] if len(above) >= first else parts[:first]), *parts[first:]]
