"""The choice among table engines, and the libraries behind the same Protocol."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from extract.engines import ENGINES, engine_named, read_page
from extract.errors import EngineMissing
from extract.page.orientation import box_back, main_angle, turn_box, turned
from extract.page.pdf import open_pdf
from extract.types import Box, PageContent, PageResult

MakePdf = Callable[..., Path]
MakeContent = Callable[..., PageContent]
GridRules = Callable[..., list[tuple[float, float, float, float]]]

XS, YS = (50, 150, 250, 350), (250, 220, 190, 160)
WORDS = (("Kode", "Nama", "Pagu"), ("1.06", "Program", "350.000"), ("1.07", "Kegiatan", "120.000"))


def table_stream() -> str:
    """A ruled table of three rows and columns with a caption above."""
    lines = [f"{XS[0]} {y} m {XS[-1]} {y} l S" for y in YS] + [f"{x} {YS[0]} m {x} {YS[-1]} l S" for x in XS]
    texts = [
        f"BT /F1 9 Tf {XS[c] + 5} {YS[r + 1] + 10} Td ({word}) Tj ET"
        for r, row in enumerate(WORDS)
        for c, word in enumerate(row)
    ]
    return "\n".join([*lines, *texts, "BT /F1 9 Tf 50 265 Td (Tabel 4.1 Rencana) Tj ET"])


def read(path: Path, engine: str = "auto") -> PageResult:
    with open_pdf(path) as pdf:
        return read_page(pdf.page(1), str(path), engine)


def rows(result: PageResult) -> list[tuple[str, ...]]:
    (table,) = result.tables
    found = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        found[cell.row][cell.col] = cell.text
    return [tuple(row) for row in found]


@pytest.mark.parametrize("engine", ["auto", "ruled", "pdfplumber", "camelot"])
def test_every_engine_that_sees_rules_reads_a_ruled_table(make_pdf: MakePdf, engine: str) -> None:
    result = read(make_pdf(table_stream()), engine)
    assert rows(result) == list(WORDS)
    assert [line.text for line in result.lines] == ["Tabel 4.1 Rencana"]
    assert result.tables[0].engine == ("ruled" if engine == "auto" else engine)
    assert result.tables[0].box == pytest.approx((50, 50, 350, 140), abs=2)


@pytest.mark.parametrize("engine", ["auto", "pdfplumber"])
@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_sideways_pages_are_read_upright_and_boxes_are_as_displayed(
    make_pdf: MakePdf, engine: str, rotate: int
) -> None:
    result = read(
        make_pdf(table_stream().replace("(1.06)", "(1.06 dan kode yang lain)"), page_extra=f"/Rotate {rotate}"), engine
    )
    assert rows(result)[2] == WORDS[2]
    width, height = (300, 400) if rotate in (90, 270) else (400, 300)
    assert (result.width, result.height) == (width, height)
    expected = {90: (160, 50, 250, 350), 180: (50, 160, 350, 250), 270: (50, 50, 140, 350)}[rotate]
    assert result.tables[0].box == pytest.approx(expected, abs=1)


def test_an_unknown_engine_is_named_with_the_choice() -> None:
    with pytest.raises(EngineMissing, match=r"tabula.*auto"):
        engine_named("tabula")
    assert set(ENGINES) == {"auto", "ruled", "aligned", "pdfplumber", "camelot"}


def test_text_in_columns_without_rules_goes_to_alignment(make_content: MakeContent) -> None:
    head = [(20, 40, "Uraian"), (200, 40, "Pagu"), (300, 40, "Realisasi")]
    body = [
        item
        for k in range(8)
        for item in (
            (20, 60 + 14 * k, f"Kegiatan {k}"),
            (190, 60 + 14 * k, f"{k + 1}50.000.000"),
            (300, 60 + 14 * k, "99,5"),
        )
    ]
    (table,) = read_page(make_content([*head, *body]), "").tables
    assert (table.engine, table.n_cols) == ("aligned", 3)


def test_rows_without_borders_are_split_by_alignment(make_content: MakeContent, grid_rules: GridRules) -> None:
    stack = [
        item
        for k in range(6)
        for item in (
            (12, 32 + 10 * k, f"Pajak {k}"),
            (70, 32 + 10 * k, f"{k + 1}50.000.000"),
            (140, 32 + 10 * k, f"{k}20.000.000"),
        )
    ]
    page = make_content(
        [(12, 12, "Uraian"), (70, 12, "Pagu"), (140, 12, "Sisa"), *stack], grid_rules([10, 60, 130, 200], [10, 30, 100])
    )
    (table,) = read_page(page, "").tables
    assert table.n_rows == 7
    assert table.confidence >= 0.5


def test_a_picture_without_text_is_a_scan_without_tables(make_content: MakeContent) -> None:
    page = replace(make_content([]), image_share=0.9)
    result = read_page(page, "")
    assert (result.is_scanned, result.tables, result.lines) == (True, (), ())


def test_a_scans_cells_are_as_sure_as_their_least_sure_character(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    page = make_content(
        [(12, 12, "Kode"), (62, 12, "Pagu"), (12, 32, "1"), (62, 32, "35")], grid_rules([10, 60, 110], [10, 30, 50])
    )
    sure = np.linspace(0.9, 0.4, len(page.text)).astype(np.float32)
    result = read_page(replace(page, char_confidence=sure, reader="rapidocr"), "")
    assert result.is_scanned
    assert [cell.confidence for cell in result.tables[0].cells] == pytest.approx([0.75, 0.55, 0.5, 0.4], abs=0.01)


@pytest.mark.parametrize(("sureness", "tables"), [(0.97, 1), (0.6, 0)])
def test_columns_without_rules_whose_letters_hardly_any_is_sure_are_a_picture_and_no_table(
    make_content: MakeContent, sureness: float, tables: int
) -> None:
    texts = [
        (x, 40 + 14 * k, text)
        for k in range(9)
        for x, text in ((20, f"Uraian {k}"), (190, f"{k + 1}50.000.000"), (300, f"9{k},5"))
    ]
    page = make_content(texts)
    sure = np.full(len(page.text), sureness, np.float32)
    result = read_page(replace(page, char_confidence=sure, reader="rapidocr"), "")
    assert len(result.tables) == tables
    assert tables or any("Uraian" in line.text for line in result.lines)


def test_a_few_sideways_headers_do_not_turn_the_page(make_content: MakeContent) -> None:
    page = make_content([(10, 20, "a" * 40)])
    angles = np.where(np.arange(40) < 15, 270, 0).astype(np.int16)
    assert main_angle(replace(page, angles=angles)) == 0


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_boxes_turn_and_turn_back(make_content: MakeContent, angle: int) -> None:
    page = make_content([(10, 20, "ab")], width=600, height=400)
    box = Box(10, 20, 30, 50)
    there = turn_box(box, angle, 600, 400)
    assert box_back(there, angle, 600, 400) == box
    again = turned(turned(page, angle), (360 - angle) % 360)
    assert np.array_equal(again.boxes, page.boxes)
    assert (again.width, again.height) == (600, 400)
