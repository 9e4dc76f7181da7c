"""A grid that was let go is indexed again by whoever asks."""

from __future__ import annotations

from extract.types import Box, Cell, Table
from normalize.grid import Grid

_TEXTS = (("Kode", "Nama", "Pagu (Rp)"), ("1", "2", "3"), ("4.01", "Pengadaan bibit", "7.310.000"))


def _grid() -> Grid:
    cells = tuple(
        Cell(r, c, 1, 1, text, 1, Box(c, r, c + 1, r + 1)) for r, row in enumerate(_TEXTS) for c, text in enumerate(row)
    )
    return Grid(Table((1,), None, None, 3, 3, 2, cells, "uji", 1.0, number_row=1))


def test_what_was_let_go_holds_no_index_and_answers_as_before() -> None:
    def answers() -> list[object]:
        row, columns = grid.row_cells(0), [grid.column_texts(col) for col in range(3)]
        return [row, columns, grid.text(0, 1), grid.cell(0, 2), grid.paths, grid.numbers, grid.money_shares]

    grid = _grid()
    fresh, before = set(vars(grid)), answers()
    assert set(vars(grid)) > fresh
    grid.let_go()
    assert set(vars(grid)) == fresh
    assert answers() == before
