"""Merged cells that a page break cuts above their text: the lines of one item stand on two pages."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.joining.stitch import join_pages
from extract.types import Box, Cell, PageResult, PageTable, Table

HEAD = ["Kode", "Sub Kegiatan", "Indikator", "Target", "Pagu (Rp)"]
EDGES = (40.0, 120.0, 320.0, 460.0, 500.0, 580.0)
Item = tuple[str, str, Sequence[tuple[str, str]], str]
"""Code, name, lines of indicator and target, pagu; an item of several lines has merged cells."""
ITEMS: list[Item] = [
    ("1.01", "Menenun Kain", [("Jumlah kain", "5"), ("Panjang kain", "90")], "7.000.000"),
    ("1.02", "Mewarnai Benang", [("Jumlah benang", "8"), ("Warna benang", "3")], "6.000.000"),
    ("1.03", "Menjual Kain", [("Jumlah pasar", "2"), ("Jumlah pembeli", "40"), ("Nilai jual", "12")], "9.000.000"),
    ("1.04", "Merawat Alat", [("Jumlah alat", "6")], "1.000.000"),
]


def grid(page: int, items: Sequence[Item], *, header: bool = True) -> PageTable:
    row = int(header)
    cells = [Cell(0, c, 1, 1, text, page, Box(EDGES[c], 60, EDGES[c + 1], 80)) for c, text in enumerate(HEAD) if header]
    for code, name, lines, pagu in items:
        spots = [(row, 0, len(lines), code), (row, 1, len(lines), name), (row, 4, len(lines), pagu)]
        spots += [(row + at, c, 1, text) for at, line in enumerate(lines) for c, text in enumerate(line, 2)]
        cells += [
            Cell(r, c, span, 1, text, page, Box(EDGES[c], 60 + 20 * r, EDGES[c + 1], 60 + 20 * (r + span)))
            for r, c, span, text in spots
        ]
        row += len(lines)
    cells.sort(key=lambda cell: (cell.row, cell.col))
    return PageTable(page, Box(40, 60, 580, 60 + 20 * row), row, 5, tuple(cells), "ruled", 0.9, EDGES)


def joined(*grids: PageTable) -> Table:
    (table,) = join_pages([PageResult(each.page, 595, 842, (), (each,)) for each in grids])
    return table


def spans(table: Table, col: int) -> list[tuple[str, int, int]]:
    return [(cell.text, cell.rowspan, cell.page) for cell in table.cells if cell.col == col and not cell.is_header]


@pytest.mark.parametrize("above", [1, 2])
def test_lines_above_the_break_are_of_the_item_whose_name_stands_below_it(above: int) -> None:
    code, name, lines, pagu = ITEMS[2]
    first = grid(1, [*ITEMS[:2], ("", "", lines[:above], "")])
    table = joined(first, grid(2, [(code, name, lines[above:], pagu), ITEMS[3]]))
    assert spans(table, 0) == [("1.01", 2, 1), ("1.02", 2, 1), ("1.03", 3, 2), ("1.04", 1, 2)]
    assert spans(table, 4)[2] == ("9.000.000", 3, 2)
    assert [text for text, _, _ in spans(table, 3)] == ["5", "90", "8", "3", "2", "40", "12", "6"]


def test_a_line_without_a_name_stays_where_no_cells_are_merged() -> None:
    single = [(code, name, lines[:1], pagu) for code, name, lines, pagu in ITEMS]
    table = joined(grid(1, [*single[:2], ("", "", [("Warna benang", "3")], "")]), grid(2, single[2:]))
    assert [text for text, _, _ in spans(table, 0)] == ["1.01", "1.02", "", "1.03", "1.04"]


def test_a_line_without_a_name_stays_where_others_have_none_either() -> None:
    lone: Item = ("", "", [("Warna benang", "3")], "")
    table = joined(grid(1, [ITEMS[0], lone, ITEMS[1], lone]), grid(2, ITEMS[2:]))
    assert [text for text, _, _ in spans(table, 0)] == ["1.01", "", "1.02", "", "1.03", "1.04"]


def test_the_rest_of_an_item_over_a_whole_page_is_not_of_the_next_one() -> None:
    code, name, lines, pagu = ITEMS[2]
    pages = [
        grid(1, [*ITEMS[:2], (code, name, lines[:1], pagu)]),
        grid(2, [("", "", lines[1:], "")], header=False),
        grid(3, [ITEMS[3]], header=False),
    ]
    kept = [text for text, _, _ in spans(joined(*pages), 0)]
    assert kept == ["1.01", "1.02", "1.03", "", "1.04"]
