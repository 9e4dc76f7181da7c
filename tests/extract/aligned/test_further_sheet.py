"""A spreadsheet's page of further columns: amounts unevenly far apart, with no names beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from extract.aligned.fragments import read_lines, read_words
from extract.aligned.furthersheet import further_sheet
from extract.document import extract
from extract.types import PageContent

MakePdf = Callable[..., Path]
MakeContent = Callable[..., PageContent]
STEPS = (16, 30, 16, 44, 16, 16, 44, 30, 16)
AMOUNTS = ("12.750.000", "4.100.000", "0", "3.250.000", "2.900.000", "7.400.000", "1.150.000", "-", "6.300.000")
END, PER_LETTER = 90, 4.5


def right(text: str, y: float, end: float = END) -> str:
    return f"BT /F1 8 Tf {end - PER_LETTER * len(text)} {y} Td ({text}) Tj ET "


def at(text: str, x: float, y: float) -> str:
    return f"BT /F1 8 Tf {x} {y} Td ({text}) Tj ET "


def page(amounts: Sequence[str]) -> str:
    """Two titles, and below them in rows of very different height an amount and, in some, a remark."""
    text, y = at("Sisa (Rp)", 50, 280) + at("Kendala", 150, 280), 280.0
    for number, (amount, step) in enumerate(zip(amounts, STEPS, strict=True)):
        y -= step
        text += right(amount, y) + (at("Tidak ada", 150, y) if number % 3 == 0 else "")
    return text


def first_column(path: Path) -> list[str]:
    cells = [cell for table in extract(path).tables for cell in table.cells if cell.col == 0 and not cell.is_header]
    return [cell.text for cell in sorted(cells, key=lambda cell: cell.row)]


def test_every_amount_of_a_further_sheet_is_read_however_far_apart_the_rows_are(make_pdf: MakePdf) -> None:
    path = make_pdf(page(AMOUNTS))
    (table,) = extract(path).tables
    assert (table.n_header_rows, table.n_cols) == (1, 2)
    assert first_column(path) == list(AMOUNTS)


@pytest.mark.parametrize(("x", "before", "found"), [(0.0, "", 9), (5.0, "Batik", 0), (0.0, "1", 0)])
def test_amounts_behind_names_or_keys_are_those_of_an_ordinary_table(
    make_content: MakeContent, x: float, before: str, found: int
) -> None:
    rows = [(50.0 - 4 * len(text), 40.0 * at, text) for at, text in enumerate(["8.750.000"] * 9)]
    keys = [(x, 40.0 * at, before) for at in range(9) if before]
    assert len(further_sheet(read_lines(read_words(make_content([*rows, *keys]))))) == found


def test_amounts_that_end_at_different_places_are_no_column_of_a_further_sheet(make_content: MakeContent) -> None:
    rows = [(50.0 + 12 * (at % 3), 40.0 * at, "8.750.000 rupiah") for at in range(9)]
    assert further_sheet(read_lines(read_words(make_content(rows)))) == []
