"""Cells made many at once are those that one call each would make."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extract.ruled.bulkcells import copied_cells, make_boxes, make_cells
from extract.types import Box, Cell

small = st.integers(0, 9)
number = st.floats(0, 900)
rows = st.lists(st.tuples(small, small, small, small, st.text(max_size=5), st.tuples(*[number] * 4), st.booleans()))


@given(rows)
def test_cells_made_at_once_equal_cells_made_one_by_one(
    wanted: list[tuple[int, int, int, int, str, Box, bool]],
) -> None:
    row, col, rowspan, colspan, text, sides, bold = map(list, zip(*wanted, strict=True)) if wanted else [[]] * 7
    boxes = [Box(*box) for box in sides]
    made = make_cells(row, col, rowspan, colspan, text, 3, boxes, bold)
    assert made == tuple(Cell(r, c, rs, cs, t, 3, Box(*box), b) for r, c, rs, cs, t, box, b in wanted)
    assert all(hash(cell) == hash(cell) and cell.confidence is None and not cell.is_header for cell in made)


def test_copies_differ_in_the_columns_that_are_given_and_leave_the_cells_as_they_are() -> None:
    cells = [Cell(k, 1, 1, 2, f"baris {k}", 4, Box(k, 0.0, k + 5.0, 9.0), k == 1, confidence=0.5) for k in range(3)]
    copies = copied_cells(cells, row=[7, 8, 9], colspan=[1, 1, 3], is_header=[True, False, True])
    changed = zip(cells, (7, 8, 9), (1, 1, 3), (True, False, True), strict=True)
    assert copies == [replace(cell, row=row, colspan=span, is_header=head) for cell, row, span, head in changed]
    assert [cell.row for cell in cells] == [0, 1, 2]
    assert copied_cells([]) == []


def test_borders_that_cells_share_are_one_number() -> None:
    spans = np.array([[0, 0, 1, 1], [1, 0, 2, 1]])
    upper, lower = make_boxes([1000.0, 4000.0], [2000.0, 3000.0, 5000.0], spans)
    assert (upper, lower) == (Box(1000, 2000, 4000, 3000), Box(1000, 3000, 4000, 5000))
    assert upper.x0 is lower.x0
    assert upper.y1 is lower.y0
