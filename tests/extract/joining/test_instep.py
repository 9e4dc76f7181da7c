"""Headers that count as many columns as the body has, and stand out of line with them."""

from __future__ import annotations

from collections.abc import Sequence

from extract.joining.instep import in_step
from extract.types import Box, Cell, PageTable

Row = Sequence[tuple[str, int]]
HEAD: list[Row] = [
    [("No", 1), ("Kegiatan", 2), ("Lokasi", 2), ("Keluaran", 1), ("Pagu", 2)],
    [("1", 1), ("2", 2), ("3", 2), ("4", 1), ("5", 2)],
]
BODY: list[Row] = [
    [("7", 2), ("Kursus batik", 2), ("Desa Alfa", 1), ("20 orang", 2), ("3.500.000", 1)],
    [("8", 2), ("Lomba perahu", 2), ("Desa Beta", 1), ("2 lomba", 2), ("1.250.000", 1)],
]


def grid(rows: Sequence[Row]) -> PageTable:
    """Rows of texts, each with the columns that its cell covers."""
    cells = []
    for r, row in enumerate(rows):
        col = 0
        for text, span in row:
            box = Box(20.0 * col, 12.0 * r, 20.0 * (col + span), 12.0 * (r + 1))
            cells.append(Cell(r, col, 1, span, text, 1, box))
            col += span
    n_cols = sum(span for _, span in rows[0])
    whole = Box(0, 0, 20.0 * n_cols, 12.0 * len(rows))
    edges = tuple(20.0 * k for k in range(n_cols + 1))
    return PageTable(1, whole, len(rows), n_cols, tuple(cells), "uji", 1.0, edges)


def texts(table: PageTable) -> list[list[str]]:
    found = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        found[cell.row][cell.col] = cell.text
    return found


def test_each_cell_of_a_body_out_of_line_stands_below_the_number_that_counts_it() -> None:
    table = in_step(grid([*HEAD, *BODY]))
    assert texts(table) == [[text for text, _ in row] for row in [*HEAD, *BODY]]
    assert table.col_edges == (0.0, 40.0, 80.0, 100.0, 140.0, 160.0)


def test_a_row_that_keeps_to_the_header_is_read_by_it() -> None:
    heading: Row = [("A", 1), ("Program Alfa", 5), ("4.750.000", 2)]
    total: Row = [("Jumlah", 4), ("", 3), ("4.750.000", 1)]
    found = texts(in_step(grid([*HEAD, heading, *BODY, total])))
    assert found[2] == ["A", "Program Alfa", "", "", "4.750.000"]
    assert found[5] == ["Jumlah", "", "", "", "4.750.000"]


def test_a_row_that_merges_two_cells_and_parts_another_does_not_move_the_columns() -> None:
    parted: Row = [("7 Kursus batik", 3), ("Desa", 1), ("Alfa", 1), ("20 orang", 1), ("3.500.000", 2)]
    table = grid([*HEAD, parted])
    assert in_step(table) is table


def test_a_body_with_fewer_or_various_cells_is_left_as_it_is_drawn() -> None:
    other: Row = [("8", 1), ("Lomba perahu", 3), ("Desa Beta", 1), ("2 lomba", 1), ("1.250.000", 2)]
    for rows in ([*HEAD, BODY[0][:4]], [*HEAD, BODY[0], other], BODY):
        table = grid(rows)
        assert in_step(table) is table
