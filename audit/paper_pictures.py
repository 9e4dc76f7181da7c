"""The working paper's sheet of pictures: each finding's cells as printed, with its figures and what was decided."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from openpyxl.drawing.image import Image
from openpyxl.worksheet.pagebreak import Break

from audit.listing import ListedFinding
from audit.paper_style import LEFT, MONEY, TITLE, WRAP, fit_to_page, link_to, moment, put, set_height, set_widths

MOST_PICTURES = 300
"""Pictures of one workbook: with more it can neither be mailed nor opened in good time. The cover counts the others."""
_SHEET = "Gambar"
_LINK = 25
"""Column of the findings' sheet that leads to the picture."""
_WIDTHS = (12, 24, 12, 20, 12, 22)
_WIDEST = 740
"""Pixels: as wide as the sheet's columns together."""
_POINTS = 0.75
"""Of a pixel."""
_GAP = 6.0
_PAGE = 500.0
"""Points of A4 landscape between its margins."""
_HIGHEST_ROW = 400.0
"""Points: a row can be no higher than 409; a higher picture stands over several."""
Picture = Callable[[ListedFinding], bytes | None]


def write_pictures(book: Any, findings_sheet: Any, findings: Sequence[ListedFinding], picture: Picture) -> int:
    """Adds the sheet, each picture linked from its finding and back; how many pictures it has. None: no sheet."""
    sheet, row, used, count = None, 1, 0.0, 0
    for number, finding in enumerate(findings, 1):
        png = picture(finding) if count < MOST_PICTURES else None
        if png is None:
            continue
        sheet = sheet or book.create_sheet(_SHEET, index=2)
        put(findings_sheet, number + 1, _LINK, f"gambar {number}", WRAP)
        link_to(findings_sheet.cell(number + 1, _LINK), _SHEET, row)
        after = _block(sheet, row, number, finding, png)
        high = sum(sheet.row_dimensions[each].height for each in range(row, after))
        if used and used + high > _PAGE:
            sheet.row_breaks.append(Break(id=row - 1))  # a picture that two pages share proves nothing on either
            used = 0.0
        row, used, count = after, used + high, count + 1
    if sheet is not None:
        set_widths(sheet, _WIDTHS)
        fit_to_page(sheet)
        sheet.sheet_properties.pageSetUpPr.fitToPage = False  # it fits, and spreadsheets that fit heed no breaks
    return count


def _block(sheet: Any, row: int, number: int, finding: ListedFinding, png: bytes) -> int:
    """A finding's lines and its picture below them, from this row on; the first row after it."""
    head = f"{number}. {finding.cek}, {Path(finding.berkas).name}, halaman {finding.halaman}"
    _line(sheet, row, 1, head, TITLE)
    link_to(sheet.cell(row, 1), "Temuan", number + 1)
    sheet.cell(row, 1).style = TITLE
    sheet.row_dimensions[row].height = 18
    _line(sheet, row + 1, 1, finding.penjelasan, WRAP)
    set_height(sheet, row + 1, (finding.penjelasan, sum(_WIDTHS)))
    figures = (("Tertulis", finding.tertulis), ("Dihitung", finding.dihitung), ("Selisih", finding.selisih))
    for at, (name, amount) in enumerate(figures):
        put(sheet, row + 2, 2 * at + 1, name, LEFT)
        put(sheet, row + 2, 2 * at + 2, amount, MONEY)
    sheet.row_dimensions[row + 2].height = 15
    decided = _decided(finding)
    put(sheet, row + 3, 1, "Keputusan", LEFT)
    _line(sheet, row + 3, 2, decided, WRAP)
    set_height(sheet, row + 3, (decided, sum(_WIDTHS[1:])))
    sheet.row_dimensions[row + 4].height = _GAP
    after = _place(sheet, row + 5, png)
    sheet.row_dimensions[after].height = 2 * _GAP
    return after + 1


def _line(sheet: Any, row: int, first: int, text: str, style: Any) -> None:
    """A text over the sheet's columns from ``first`` on."""
    put(sheet, row, first, text, style)
    sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=len(_WIDTHS))


def _decided(finding: ListedFinding) -> str:
    """What was decided, by whom, when and why."""
    if finding.keputusan is None:
        return "belum diputuskan"
    said = (f"{finding.keputusan} oleh {finding.oleh or '-'}", moment(finding.waktu))
    return ", ".join(part for part in said if part) + f": {finding.alasan or '-'}"


def _place(sheet: Any, row: int, png: bytes) -> int:
    """The picture from this row on, the rows as high as it; the first row after it."""
    image = Image(io.BytesIO(png))
    scale = min(1.0, _WIDEST / image.width)
    image.width, image.height = round(image.width * scale), round(image.height * scale)
    sheet.add_image(image, f"A{row}")
    left = image.height * _POINTS + 4
    while left > 0:
        sheet.row_dimensions[row].height = min(left, _HIGHEST_ROW)
        left -= _HIGHEST_ROW
        row += 1
    return row
