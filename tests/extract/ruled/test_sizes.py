"""The same sheet printed smaller and larger: what is near, narrow and low on it is so beside its letters."""

from __future__ import annotations

from collections.abc import Callable

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
