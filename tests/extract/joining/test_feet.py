"""Footers below tables without rules, which stand in their columns like a row."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.joining.feet import with_feet_as_lines
from extract.types import Box, Cell, PageResult, PageTable, TextLine

WIDTH, HEIGHT = 842.0, 595.0
EDGES = (36.0, 300.0, 500.0, 800.0)


def cell(page: int, row: int, col: int, text: str, y: float) -> Cell:
    return Cell(row, col, 1, 1, text, page, Box(EDGES[col], y, EDGES[col] + 60, y + 8))


def grid(page: int, *rows: tuple[str, str, str], foot: float = 566.0) -> PageTable:
    """A grid whose last row stands at ``foot``, the others above it."""
    cells = tuple(
        cell(page, r, c, text, foot if r == len(rows) - 1 else 100.0 + 20 * r)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text
    )
    box = Box(36.0, 100.0, 800.0, foot + 8)
    return PageTable(page, box, len(rows), 3, cells, "aligned", 0.9, EDGES)


def sheet(number: int, *tables: PageTable, lines: tuple[str, ...] = ()) -> PageResult:
    printed = tuple(TextLine(number, text, Box(36.0, 565.0, 200.0, 574.0), 8.0, bold=False) for text in lines)
    return PageResult(number, WIDTH, HEIGHT, printed, tables)


HEAD = ("Program", "Target", "Pagu (Rp)")
ITEM = ("Program Penyuluhan Nelayan", "12 Orang", "71.300.000")


def test_a_last_row_that_the_next_page_prints_with_its_own_number_is_a_footer() -> None:
    first = sheet(1, grid(1, HEAD, ITEM, ("Dinas Perikanan", "", "1")))
    second = sheet(2, lines=("Dinas Perikanan", "2"))
    got, _ = with_feet_as_lines([first, second])
    assert got.tables[0].n_rows == 2
    assert "1" not in [c.text for c in got.tables[0].cells]
    assert [line.text for line in got.lines] == ["Dinas Perikanan", "1"]


def test_footers_that_two_tables_took_are_known_by_each_other() -> None:
    pages = [sheet(n, grid(n, HEAD, ITEM, ("Dinas Perikanan", "", str(n + 6)))) for n in (1, 2)]
    assert [page.tables[0].n_rows for page in with_feet_as_lines(pages)] == [2, 2]


def test_a_column_that_only_the_footer_had_goes_with_it() -> None:
    rows = [
        ("Program", "Pagu (Rp)", ""),
        ("Program Penyuluhan Nelayan", "71.300.000", ""),
        ("Dinas Perikanan", "", "1"),
    ]
    got, _ = with_feet_as_lines([sheet(1, grid(1, *rows)), sheet(2, lines=("Dinas Perikanan", "2"))])
    assert (got.tables[0].n_cols, got.tables[0].col_edges) == (2, (36.0, 300.0, 500.0))


def test_a_sum_at_the_foot_of_two_pages_stays_a_row() -> None:
    pages = [sheet(n, grid(n, HEAD, ITEM, ("Jumlah", "", f"{n}71.300.000"))) for n in (1, 2)]
    assert with_feet_as_lines(pages) == pages


def test_a_number_that_does_not_rise_with_the_page_stays_a_row() -> None:
    pages = [sheet(n, grid(n, HEAD, ITEM, ("Jumlah Program", "", "3"))) for n in (1, 2)]
    assert with_feet_as_lines(pages) == pages


def test_a_row_above_the_foot_of_the_page_stays() -> None:
    pages = [sheet(n, grid(n, HEAD, ITEM, ("Dinas Perikanan", "", str(n)), foot=430.0)) for n in (1, 2)]
    assert with_feet_as_lines(pages) == pages


def test_a_row_into_which_a_cell_from_above_reaches_stays() -> None:
    table = grid(1, HEAD, ITEM, ("", "Dinas Perikanan", "1"))
    tall = tuple(replace(c, rowspan=2) if c.text.startswith("Program P") else c for c in table.cells)
    pages = [sheet(1, replace(table, cells=tall)), sheet(2, lines=("Dinas Perikanan", "2"))]
    assert with_feet_as_lines(pages) == pages


@pytest.mark.parametrize(("number", "at", "rows"), [("1", 566.0, 2), ("7", 566.0, 3), ("1", 530.0, 3)])
def test_the_only_page_has_a_footer_where_its_own_number_is_set_off_from_the_rows(
    number: str, at: float, rows: int
) -> None:
    table = grid(1, HEAD, ITEM, ("Dinas Perikanan", "", number), foot=at)
    above = tuple(replace(c, box=c.box._replace(y0=510.0, y1=518.0)) if c.row == 1 else c for c in table.cells)
    (got,) = with_feet_as_lines([sheet(1, replace(table, cells=above))])
    assert got.tables[0].n_rows == rows


def test_a_place_a_date_and_who_signs_below_a_table_are_no_row_of_it() -> None:
    signed = grid(1, HEAD, ITEM, ("", "Enrekang, 29 Desember 2031\nKEPALA DINAS", ""), foot=300.0)
    (got,) = with_feet_as_lines([sheet(1, signed)])
    assert got.tables[0].n_rows == 2
    assert [(line.text, line.box.y0) for line in got.lines] == [
        ("Enrekang, 29 Desember 2031", 300.0),
        ("KEPALA DINAS", 304.0),
    ]
