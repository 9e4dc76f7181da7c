"""A workbook of several sheets: numbers as numbers, texts as texts, and nothing that a spreadsheet would run."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

_MONEY = ("pagu", "realisasi", "pagu_realisasi", "pagu_kantor")
_PERCENT = ("persen", "bagian", "cakupan")
_WIDE = ("wilayah", "nama", "perangkat_daerah", "sebab", "kalimat", "kriteria", "berkas")
_MOST_LETTERS = 32_000
"""Of a cell: with more a spreadsheet says that the file is broken."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its ``name``, its rows as records, and which of their values stand in it, in order."""

    name: str
    columns: Sequence[str]
    records: Sequence[Mapping[str, Any]]


def workbook(sheets: Sequence[Sheet], about: Sequence[tuple[str, str]] = (), about_name: str = "keterangan") -> bytes:
    """The sheets as XLSX, each with its first row and first columns in sight; last what they are ``about``."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for each in sheets:
        _fill(book.create_sheet(each.name), each)
    if about:
        notes = book.create_sheet(about_name)
        for i, pair in enumerate(about, 1):
            for j, text in enumerate(pair, 1):
                _put(notes.cell(i, j), text)
        notes.column_dimensions["A"].width, notes.column_dimensions["B"].width = 40, 100
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _fill(sheet: Any, given: Sheet) -> None:
    from openpyxl.styles import Font

    for j, name in enumerate(given.columns, 1):
        head = sheet.cell(1, j)
        _put(head, name)
        head.font = Font(bold=True)
        sheet.column_dimensions[head.column_letter].width = 40 if name in _WIDE else 18
        form = "0.00" if name in _PERCENT else "#,##0" if name in _MONEY else "General"
        for i, record in enumerate(given.records, 2):
            cell = sheet.cell(i, j)
            _put(cell, record[name])
            cell.number_format = form
    sheet.freeze_panes = "C2"


def _put(cell: Any, value: Any) -> None:
    """A value into a cell; a text stays one, whatever it begins with, and loses what no file of this kind may hold."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_MOST_LETTERS]
        if cell.value is not None:
            cell.data_type = "s"
        return
    cell.value = float(value) if isinstance(value, Decimal) else value
