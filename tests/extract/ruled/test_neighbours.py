"""Ruled tables a point or two apart, below and beside each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest

from extract.ruled.reader import read_ruled
from extract.types import PageContent

MakeContent = Callable[..., PageContent]
GridRules = Callable[..., list[tuple[float, float, float, float]]]
Grid = Sequence[Sequence[str]]
GOODS = (("Alat", "Unit", "Harga"), ("Lemari", "4", "7.150.000"), ("Kipas", "9", "3.240.000"))
POSTS = (("Petugas", "Lama"), ("Juru bayar", "6 tahun"), ("Juru tulis", "3 tahun"))


def words(xs: Sequence[float], ys: Sequence[float], grid: Grid) -> list[tuple[float, float, str]]:
    return [(xs[c] + 4, ys[r] + 6, text) for r, line in enumerate(grid) for c, text in enumerate(line)]


def read(page: PageContent) -> list[tuple[tuple[str, ...], ...]]:
    found = []
    for table in read_ruled(page):
        rows = [[""] * table.n_cols for _ in range(table.n_rows)]
        for cell in table.cells:
            rows[cell.row][cell.col] = cell.text
        found.append(tuple(map(tuple, rows)))
    return found


@pytest.mark.parametrize("gap", [1.5, 3.0, 5.0])
def test_tables_with_other_columns_close_below_each_other_are_two(
    make_content: MakeContent, grid_rules: GridRules, gap: float
) -> None:
    above, below = (60.0, 160.0, 240.0, 340.0), (60.0, 210.0, 340.0)
    first, second = [40.0 + 20 * k for k in range(4)], [100 + gap + 20 * k for k in range(4)]
    rules = grid_rules(above, first) + grid_rules(below, second)
    page = make_content([*words(above, first, GOODS), *words(below, second, POSTS)], rules)
    assert read(page) == [GOODS, POSTS]


def test_tables_with_other_rows_close_beside_each_other_are_two(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    left, right = (60.0, 130.0, 180.0, 250.0), (253.0, 350.0, 430.0)
    first, second = (40.0, 60.0, 80.0, 100.0), (40.0, 70.0, 100.0, 130.0)
    rules = grid_rules(left, first) + grid_rules(right, second)
    page = make_content([*words(left, first, GOODS), *words(right, second, POSTS)], rules)
    assert read(page) == [GOODS, POSTS]


def test_a_double_rule_below_a_header_parts_no_table(make_content: MakeContent, grid_rules: GridRules) -> None:
    xs, ys = (60.0, 160.0, 240.0, 340.0), (40.0, 60.0, 80.0, 100.0)
    rules = grid_rules((60.0, 160.0, 340.0), ys[:2]) + grid_rules(xs, [61.8, 80.0, 100.0])
    page = make_content(words(xs, ys, (("Alat", "Belanja", ""), *GOODS[1:])), rules)
    assert read(page) == [(("Alat", "Belanja", ""), *GOODS[1:])]


def test_cells_that_are_boxes_of_their_own_are_one_table(make_content: MakeContent, grid_rules: GridRules) -> None:
    widths = ((60, 160, 240, 340), (60, 160, 240, 340), (60, 240, 340), (60, 160, 340))
    grid: Grid = (*GOODS, ("Jumlah", "", "9"))
    rules, texts = [], []
    for row, xs in enumerate(widths):
        y = 40 + 22.0 * row
        for x0, x1 in pairwise(xs):
            rules += grid_rules((x0 + 1, x1 - 1), (y + 1, y + 21))
            texts.append((x0 + 5.0, y + 7, grid[row][(60, 160, 240).index(x0)]))
    assert len(read(make_content(texts, rules))) == 1
