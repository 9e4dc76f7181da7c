"""Boxes that lines join are no table, however close they stand."""

from __future__ import annotations

import pytest

from extract.ruled.figures import is_tree
from extract.types import Box, Cell


@pytest.mark.parametrize(("gap", "expected"), [(8.0, True), (2.0, False)])
def test_boxes_below_each_other_are_a_tree_where_a_gap_parts_them_and_rows_where_a_double_rule_does(
    gap: float, expected: bool
) -> None:
    texts = {(0, 2): "KEPALA", (2, 0): "SEKSI A", (3, 0): "SEKSI B", (2, 4): "SEKSI C", (3, 4): "SEKSI D"}
    cells = [
        Cell(row, col, 1, 1, texts.get((row, col), ""), 1, Box(90.0 * col, top, 90.0 * col + 80, top + 20))
        for row in range(4)
        for top in [row * (20 + gap)]
        for col in range(5)
    ]
    assert is_tree(cells, 4, 5) is expected
