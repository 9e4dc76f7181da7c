"""Body rows that a spreadsheet prints again below the header of each page."""

from __future__ import annotations

import pytest

from extract.joining.stitch import join_pages
from extract.types import Box, Cell, PageResult, PageTable, TextLine

HEAD = ["Kode", "Program/Kegiatan", "Pagu (Rp)"]
SUM = ["3.31", "URUSAN PEMERINTAHAN BIDANG TENUN", "9.000.000"]
ROWS = [[f"3.31.0{n}", f"PROGRAM TENUN {n}", f"{n}.500.000"] for n in range(1, 7)]
EDGES = (40.0, 120.0, 420.0, 520.0)


def grid(page: int, rows: list[list[str]]) -> PageTable:
    cells = tuple(
        Cell(r, c, 1, 1, text, page, Box(EDGES[c], 60 + 20 * r, EDGES[c + 1], 80 + 20 * r))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return PageTable(page, Box(40, 60, 520, 60 + 20 * len(rows)), len(rows), 3, cells, "ruled", 0.9, EDGES)


def codes(*grids: PageTable) -> list[str]:
    tables = join_pages([PageResult(each.page, 595, 842, (), (each,)) for each in grids])
    return [cell.text for t in tables for cell in t.cells if cell.col == 0 and not cell.is_header]


def test_a_sum_printed_as_a_title_of_each_page_is_one_row() -> None:
    pages = [grid(1, [HEAD, SUM, *ROWS[:2]]), grid(2, [HEAD, SUM, *ROWS[2:4]]), grid(3, [HEAD, SUM, *ROWS[4:]])]
    assert codes(*pages) == ["3.31", *(row[0] for row in ROWS)]


@pytest.mark.parametrize("changed", [{2: "8.000.000"}, {1: "URUSAN PEMERINTAHAN BIDANG PASAR"}, {2: ""}])
def test_a_row_that_differs_stays(changed: dict[int, str]) -> None:
    again = [changed.get(col, text) for col, text in enumerate(SUM)]
    assert codes(grid(1, [HEAD, SUM, *ROWS[:2]]), grid(2, [HEAD, again, *ROWS[2:4]])).count("3.31") == 2


def test_a_heading_without_an_amount_stays() -> None:
    title = ["3.31", "URUSAN PEMERINTAHAN BIDANG TENUN", ""]
    assert codes(grid(1, [HEAD, title, *ROWS[:2]]), grid(2, [HEAD, title, *ROWS[2:4]])).count("3.31") == 2


def test_a_table_printed_twice_keeps_its_rows() -> None:
    assert codes(grid(1, [HEAD, SUM, *ROWS]), grid(2, [HEAD, SUM, *ROWS])).count("3.31") == 2


@pytest.mark.parametrize(
    ("top", "kept"),
    [
        (["1", "Kain lurik", "2.250.000"], 2),
        (["", "Belanja benang", "2.250.000"], 2),
        (["1", "Rumah tenun", "90.250.000"], 1),
        (["", "Jumlah Seluruhnya", "2.250.000"], 1),
    ],
)
def test_of_rows_without_a_code_only_the_sum_of_the_others_is_a_title(top: list[str], kept: int) -> None:
    items = [[str(n), f"Alat tenun {n}", f"{n}.500.000"] for n in range(2, 8)]
    pages = [grid(1, [HEAD, top, *items[:3]]), grid(2, [HEAD, top, *items[3:]])]
    cells = [cell.text for t in join_pages([PageResult(g.page, 595, 842, (), (g,)) for g in pages]) for cell in t.cells]
    assert cells.count(top[1]) == kept


def signed(last: list[list[str]], above: str = "KEPALA DINAS TENUN") -> list[str]:
    """The codes of a table whose last page holds ``last`` and the rest of a signature that the page break cut."""
    grids = [grid(1, [HEAD, SUM, *ROWS]), grid(2, last)]
    texts = [(1, "Laut Kidul, 12 Februari 2024"), (1, above), (2, "SRI WAHYUNI")]
    lines = [TextLine(page, text, Box(360, 300, 520, 312), 10, True) for page, text in texts]
    pages = [PageResult(g.page, 595, 842, tuple(x for x in lines if x.page == g.page), (g,)) for g in grids]
    return [cell.text for t in join_pages(pages) for cell in t.cells if cell.col == 0 and not cell.is_header]


def test_titles_alone_above_the_rest_of_a_signature_hold_no_row() -> None:
    assert signed([HEAD, SUM]) == ["3.31", *(row[0] for row in ROWS)]


def test_another_row_above_the_rest_of_a_signature_stays() -> None:
    other = ["3.32", "URUSAN PEMERINTAHAN BIDANG PASAR", "4.000.000"]
    assert signed([HEAD, other]) == ["3.31", *(row[0] for row in ROWS), "3.32"]


def test_the_same_row_below_a_caption_is_of_another_table() -> None:
    assert signed([HEAD, SUM], "Tabel 2.2 Ringkasan") == ["3.31", *(row[0] for row in ROWS), "3.31"]
