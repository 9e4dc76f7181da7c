"""Matrix codes and dots by the ten thousand beside a table, and borders drawn in pieces that look like them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from extract.page import paths
from extract.page.patterns import in_patterns
from extract.page.pdf import open_pdf
from extract.ruled.reader import read_ruled

MakePdf = Callable[..., Path]
TABLE = "0.5 w " + " ".join(
    [f"40 {y} m 340 {y} l S" for y in range(120, 281, 20)] + [f"{x} 120 m {x} 280 l S" for x in (40, 140, 240, 340)]
)
WORDS = "BT /F1 8 Tf " + " ".join(
    f"1 0 0 1 {x + 3} {y + 6} Tm (Isi {x} {y}) Tj" for x in (40, 140, 240) for y in range(120, 261, 20)
)


def squares(size: float, left: float, bottom: float, count: int = 25) -> str:
    g = random.Random(9)
    places = [(i, j) for i in range(count) for j in range(count) if g.random() < 0.5]
    return "0 g " + " ".join(f"{left + i * size:g} {bottom + j * size:g} {size} {size} re f" for i, j in places)


def shape(path: Path) -> list[tuple[int, int]]:
    with open_pdf(str(path)) as pdf:
        return [(table.n_rows, table.n_cols) for table in read_ruled(pdf.page(1))]


def test_a_matrix_code_within_a_table_or_touching_it_adds_no_columns(make_pdf: MakePdf) -> None:
    for place in ((245.0, 150.0), (40.0, 70.0), (150.0, 90.0)):
        assert shape(make_pdf(f"{TABLE} {WORDS} ET {squares(2, *place)}")) == [(8, 3)]


def test_a_page_of_more_dots_than_are_looked_at_one_by_one_keeps_its_table(make_pdf: MakePdf) -> None:
    few = paths._MANY_PATHS
    g = random.Random(2)
    dots = " ".join(f"{g.uniform(40, 340):.1f} {g.uniform(20, 110):.1f} 1.2 1.2 re f" for _ in range(few + 1))
    assert shape(make_pdf(f"{TABLE} {WORDS} ET 0 g {dots}")) == [(8, 3)]


def dotted(rows: int) -> Iterator[tuple[float, float]]:
    for row in range(rows):
        yield from ((40.0 + 2 * k, 12.0 * row) for k in range(100))


def test_dotted_borders_of_narrow_rows_are_no_pattern() -> None:
    dots = np.array([(x, y, x + 1, y + 1) for x, y in dotted(20)])
    assert not in_patterns(dots).any()


def test_borders_drawn_cell_by_cell_around_narrow_cells_are_no_pattern() -> None:
    level = [(10.0 * i, 10.0 * j, 10.0 * i + 10, 10.0 * j + 0.5) for i in range(30) for j in range(30)]
    upright = [(10.0 * i, 10.0 * j, 10.0 * i + 0.5, 10.0 * j + 10) for i in range(30) for j in range(30)]
    corners = [(10.0 * i, 10.0 * j, 10.0 * i + 0.5, 10.0 * j + 0.5) for i in range(30) for j in range(30)]
    assert not in_patterns(np.array(level + upright + corners)).any()
