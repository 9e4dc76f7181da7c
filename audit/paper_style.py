"""How the working paper looks, and what may stand in its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins

_THIN = Side(style="thin", color="BFBFBF")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
# The locale tag asks for Indonesian marks (1.234,50) wherever the program heeds it; else the user's own apply.
_FACE = "Calibri"
_NUMBER = "[$-421]#,##0.00;[RED]-#,##0.00"

HEAD = NamedStyle(
    "renja_kepala",
    font=Font(name=_FACE, size=10, bold=True, color="FFFFFF"),
    fill=PatternFill("solid", fgColor="1F4E78"),
    alignment=Alignment(wrap_text=True, vertical="center", horizontal="center"),
    border=_BORDER,
)
TITLE = NamedStyle(
    "renja_judul",
    font=Font(name=_FACE, size=11, bold=True),
    fill=PatternFill("solid", fgColor="DDEBF7"),
    alignment=Alignment(vertical="center"),
    border=_BORDER,
)
_PLAIN = Font(name=_FACE, size=10)
WRAP = NamedStyle("renja_teks", font=_PLAIN, alignment=Alignment(wrap_text=True, vertical="top"), border=_BORDER)
LEFT = NamedStyle(
    "renja_kiri", font=_PLAIN, alignment=Alignment(wrap_text=True, vertical="top", horizontal="left"), border=_BORDER
)
MONEY = NamedStyle(
    "renja_angka", font=_PLAIN, number_format=_NUMBER, alignment=Alignment(vertical="top"), border=_BORDER
)
COMPUTED = NamedStyle(
    "renja_hitung",
    number_format=_NUMBER,
    font=Font(name=_FACE, size=10, italic=True, color="375623"),
    alignment=Alignment(vertical="top"),
    border=_BORDER,
)
SIGN = NamedStyle("renja_tanda", font=_PLAIN, alignment=Alignment(horizontal="center", vertical="top"), border=_BORDER)
MARK = PatternFill("solid", fgColor="FFF2CC")
_RED = PatternFill("solid", bgColor="F8CBAD")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MOST_CHARS = 32_000
_A3, _A4 = 8, 9
_MOST_ON_A4 = 230
"""Characters that a line of A4 landscape bears in print that can be read."""


def clean(value: str | int | Decimal | None) -> str | int | Decimal | None:
    """What a cell can hold: no control characters, no endless text.

    >>> clean("Rp" + chr(7) + " 5")
    'Rp 5'
    """
    if not isinstance(value, str):
        return value
    return _UNPRINTABLE.sub("", value)[:_MOST_CHARS]


def put(sheet: Any, row: int, column: int, value: str | int | Decimal | None, style: Any = None) -> None:
    """Writes what a document printed: a text that begins with "=" stays a text."""
    cell = sheet.cell(row, column, clean(value))
    if isinstance(value, str):
        cell.data_type = "s"
    if style is not None:
        cell.style = style


def moment(iso: str | None) -> str | None:
    """A moment as the clock here shows it; what is no moment is no text either."""
    if iso is None:
        return None
    try:
        return f"{datetime.fromisoformat(iso).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return None


def link_to(cell: Any, sheet: str, row: int) -> None:
    """A link to a row of a sheet of this workbook: a place in it, not an address to be opened."""
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{sheet}'!A{row}")


def title_cell(sheet: Any, row: int, text: str) -> None:
    """A title over the sheet's columns."""
    put(sheet, row, 1, text)
    sheet.cell(row, 1).font = Font(name=_FACE, bold=True, size=14)


def set_height(sheet: Any, row: int, *texts: tuple[str | None, float]) -> None:
    """A row high enough for its longest text; each comes with its column's width. Programs do not fit it themselves."""
    lines = max((1 + int(len(text or "") / max(width * 1.1, 1)) for text, width in texts), default=1)
    sheet.row_dimensions[row].height = 14.0 * min(lines, 25)


def set_widths(sheet: Any, widths: Sequence[float]) -> None:
    """Column widths, in characters."""
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def freeze_and_filter(sheet: Any, *, row: int, column: int, n_rows: int, n_columns: int) -> None:
    """Headers that stay (``row`` is the header row, columns before ``column`` stay too) and a filter over the table."""
    sheet.freeze_panes = sheet.cell(row + 1, column)
    sheet.auto_filter.ref = f"A{row}:{get_column_letter(n_columns)}{max(n_rows, row)}"
    fit_to_page(sheet)
    sheet.print_title_rows = f"{row}:{row}"


def fit_to_page(sheet: Any) -> None:
    """Printed landscape, as wide as one page (A3 where A4 would be too small to read), its pages numbered."""
    width = sum(each.width for each in sheet.column_dimensions.values())
    sheet.page_setup.paperSize = _A3 if width > _MOST_ON_A4 else _A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.oddFooter.left.text = "&A"
    sheet.oddFooter.right.text = "Halaman &P dari &N"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def mark_differences(sheet: Any, column: int, first: int, last: int) -> None:
    """Cells of a column light up while they differ from zero by a sen or more."""
    letter = get_column_letter(column)
    rule = FormulaRule(formula=[f"AND(ISNUMBER({letter}{first}),ABS({letter}{first})>=0.005)"], fill=_RED)
    sheet.conditional_formatting.add(f"{letter}{first}:{letter}{last}", rule)
