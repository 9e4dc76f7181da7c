"""The same sheet printed smaller and larger: what is near, narrow and low on it is so beside its letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from extract.ruled.reader import read_ruled
from extract.types import PageContent

MakeContent = Callable[..., PageContent]
GridRules = Callable[..., list[tuple[float, float, float, float]]]
SIZES = (0.4, 0.6, 0.75, 1.0, 1.35, 2.0, 3.5)
Rule = tuple[float, float, float, float]


def as_read(
    make_content: MakeContent, texts: list[tuple[float, float, str]], rules: list[Rule], size: float
) -> list[tuple[int, int, tuple[tuple[int, int, int, int, str], ...]]]:
    """The tables of a sheet that is drawn for letters of 9 points, printed ``size`` times as large."""
    page = make_content(
        [(x * size, y * size, text) for x, y, text in texts],
        [(x0 * size, y0 * size, x1 * size, y1 * size) for x0, y0, x1, y1 in rules],
        size=9 * size,
        width=600 * size,
        height=400 * size,
    )
    return [
        (t.n_rows, t.n_cols, tuple((c.row, c.col, c.rowspan, c.colspan, c.text) for c in t.cells))
        for t in read_ruled(page)
    ]


@pytest.mark.parametrize("size", SIZES)
def test_slits_between_rows_are_no_rows_and_empty_rows_are_at_any_size_of_print(
    make_content: MakeContent, grid_rules: GridRules, size: float
) -> None:
    xs, ys = (20.0, 120.0, 240.0), (20.0, 34.0, 40.5, 54.0, 66.0, 80.0)
    texts = [(24.0, y, name) for y, name in ((22.0, "Uraian"), (43.0, "Jalan desa"), (69.0, "Irigasi"))]
    texts += [(130.0, y, value) for y, value in ((22.0, "Pagu"), (43.0, "731.400"), (69.0, "218.650"))]
    ((n_rows, n_cols, cells),) = as_read(make_content, texts, grid_rules(xs, ys), size)
    assert (n_rows, n_cols) == (4, 2)
    assert [cell[4] for cell in cells if cell[0] == 2] == ["", ""]
    assert (3, 1, 1, 1, "218.650") in cells


@pytest.mark.parametrize("size", SIZES)
def test_rules_that_stop_short_of_each_other_bound_the_same_cells_at_any_size_of_print(
    make_content: MakeContent, size: float
) -> None:
    xs, ys = (20.0, 120.0, 240.0), (20.0, 36.0, 52.0, 68.0)
    # Drawn cell by cell: the pieces of a border lie beside each other, and none quite reaches the next.
    level = [
        (x0 + 1.8, y + shift, x1 - 1.4, y + shift)
        for y in ys
        for x0, x1, shift in ((20.0, 120.0, 0.0), (120.0, 240.0, 1.9))
    ]
    rules = level + [(x, y0 + 1.0, x, y1 - 0.6) for x in xs for y0, y1 in pairwise(ys)]
    texts = [(24.0, y + 4, name) for y, name in zip(ys, ("Uraian", "Jembatan", "Pasar"), strict=False)]
    texts += [(130.0, y + 4, value) for y, value in zip(ys, ("Pagu", "482.300", "95.160"), strict=False)]
    ((n_rows, n_cols, cells),) = as_read(make_content, texts, rules, size)
    assert (n_rows, n_cols, len(cells)) == (3, 2, 6)


@pytest.mark.parametrize("size", SIZES)
def test_column_borders_out_of_line_from_row_to_row_are_one_at_any_size_of_print(
    make_content: MakeContent, grid_rules: GridRules, size: float
) -> None:
    ys = (20.0, 36.0, 52.0, 68.0)
    rules = [
        rule
        for y0, y1, x in zip(ys, ys[1:], (120.0, 128.0, 122.0), strict=False)
        for rule in grid_rules((20.0, x, 240.0), (y0, y1))
    ]
    texts = [(24.0, y + 4, name) for y, name in zip(ys, ("Uraian", "Terminal", "Gudang"), strict=False)]
    texts += [(140.0, y + 4, value) for y, value in zip(ys, ("Pagu", "64.900", "117.250"), strict=False)]
    ((n_rows, n_cols, cells),) = as_read(make_content, texts, rules, size)
    assert (n_rows, n_cols, len(cells)) == (3, 2, 6)


@pytest.mark.parametrize("claimed", [0.0, 0.01, 50_000.0])
def test_letters_that_claim_a_size_that_nobody_prints_do_not_tell_how_large_a_page_is_printed(
    make_content: MakeContent, grid_rules: GridRules, claimed: float
) -> None:
    texts = [(24.0, 22.0, "Uraian"), (130.0, 22.0, "Pagu"), (24.0, 62.0, "Irigasi"), (130.0, 62.0, "218.650")]
    page = make_content(texts, grid_rules((20.0, 120.0, 240.0), (20.0, 60.0, 100.0)))
    (table,) = read_ruled(replace(page, sizes=np.full_like(page.sizes, claimed)))
    assert [cell.text for cell in table.cells] == ["Uraian", "Pagu", "Irigasi", "218.650"]
