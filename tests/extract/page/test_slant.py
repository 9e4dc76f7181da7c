"""Pages drawn askew are read as if they stood straight, and their boxes are told where they are seen."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.document import extract
from extract.page.pdf import open_pdf

MakePdf = Callable[..., Path]
XS, YS = (50, 120, 250, 350), (80, 110, 140, 170, 200)
ROWS = (
    ("Jumlah", "Seluruhnya", "9.310"),
    ("7.02", "Bina pasar desa", "3.110"),
    ("7.01", "Tata ruang terbuka", "6.200"),
    ("Kode", "Uraian pekerjaan", "Pagu"),
)
RULES = "".join(f"{XS[0]} {y} m {XS[-1]} {y} l S " for y in YS) + "".join(
    f"{x} {YS[0]} m {x} {YS[-1]} l S " for x in XS
)
WORDS = "".join(
    f"BT /F1 9 Tf 1 0 0 1 {x + 4} {y + 10} Tm ({text}) Tj ET "
    for y, row in zip(YS, ROWS, strict=False)
    for x, text in zip(XS, row, strict=False)
)


def turned(stream: str, degrees: float) -> str:
    """The stream drawn turned about the middle of a page of 400 x 300."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    e, f = 200 - 200 * cos + 150 * sin, 150 - 200 * sin - 150 * cos
    return f"q {cos:.6f} {sin:.6f} {-sin:.6f} {cos:.6f} {e:.4f} {f:.4f} cm {stream} Q "


def grid(path: Path) -> list[list[str]]:
    (table,) = extract(path).tables
    rows = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        rows[cell.row][cell.col] = cell.text
    return rows


@pytest.mark.parametrize("degrees", [-4.0, -1.3, 0.4, 2.6])
@pytest.mark.parametrize("rules", [RULES, ""], ids=["ruled", "open"])
def test_a_table_drawn_askew_is_read_as_a_straight_one(make_pdf: MakePdf, degrees: float, rules: str) -> None:
    assert grid(make_pdf(turned(rules + WORDS, degrees))) == [list(row) for row in reversed(ROWS)]


def test_a_page_askew_that_is_shown_turned_is_read_too(make_pdf: MakePdf) -> None:
    sideways = "0 1 -1 0 350 -50 cm " + turned(RULES + WORDS, 1.8)
    path = make_pdf(sideways, page_extra="/Rotate 90", size=(400, 300))
    assert ["7.01", "Tata ruang terbuka", "6.200"] in grid(path)


def test_cells_are_told_where_they_are_seen(make_pdf: MakePdf) -> None:
    (straight,), (askew,) = (extract(make_pdf(turned(RULES + WORDS, a), name=f"{a}.pdf")).tables for a in (0.0, 2.0))
    first, last = askew.cells[0].box, askew.cells[-1].box
    rise = math.tan(math.radians(2.0)) * 250
    assert last.x1 - first.x0 == pytest.approx(straight.cells[-1].box.x1 - straight.cells[0].box.x0, abs=6)
    assert first.y0 - straight.cells[0].box.y0 == pytest.approx(rise / 2, abs=5)
    assert last.y1 - straight.cells[-1].box.y1 == pytest.approx(-rise / 2 + rise * 100 / 250, abs=6)


def test_letters_that_lean_on_a_straight_page_do_not_turn_it(make_pdf: MakePdf) -> None:
    leaning = turned("BT /F1 30 Tf 60 150 Td (SALINAN) Tj ET", 7.0)
    with open_pdf(make_pdf(RULES + WORDS + leaning)) as pdf:
        page = pdf.page(1)
    assert page.tilt is None
    assert len(page.rules) == len(XS) + len(YS)
