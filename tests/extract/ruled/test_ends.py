"""Column rules that end inside a grid: a row over several columns begins there, though no rule says so."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extract.ruled.edges import Edges, grids, merged_edges

Rule = tuple[float, float, float, float]
XS = (10.0, 60.0, 160.0, 220.0, 280.0)


def rows_of(rules: list[Rule]) -> list[float]:
    (grid,) = grids(merged_edges(np.array(rules, np.float32)))
    return [round(y) for y in grid.level[:, 0].tolist()]


def frame(bottom: float = 200.0) -> list[Rule]:
    """A frame with a ruled header."""
    level = [(10.0, y, 280.0, y) for y in (10.0, 30.0, bottom)]
    return [*level, *((x, 10.0, x, bottom) for x in (10.0, 280.0))]


def test_the_row_of_totals_begins_where_the_columns_that_it_covers_end() -> None:
    inner = [(60.0, 10.0, 60.0, 180.0), (160.0, 10.0, 160.0, 180.0), (220.0, 10.0, 220.0, 200.0)]
    assert rows_of([*frame(), *inner]) == [10, 30, 180, 200]


def test_one_column_that_ends_early_is_enough_where_it_is_long() -> None:
    inner = [(60.0, 10.0, 60.0, 180.0), *((x, 10.0, x, 200.0) for x in XS[2:4])]
    assert rows_of([*frame(), *inner]) == [10, 30, 180, 200]


def test_a_short_stroke_or_a_rule_with_a_gap_parts_no_row() -> None:
    gap = [(60.0, 10.0, 60.0, 150.0), (60.0, 160.0, 60.0, 200.0)]
    stroke = [(100.0, 30.0, 100.0, 60.0)]
    whole = [(x, 10.0, x, 200.0) for x in XS[2:4]]
    assert rows_of([*frame(), *gap, *whole]) == [10, 30, 200]
    assert rows_of([*frame(), *stroke, *whole]) == [10, 30, 200]


@given(st.lists(st.floats(40, 190), min_size=1, max_size=12))
def test_a_complete_grid_gets_no_further_rows(ys: list[float]) -> None:
    level = sorted({10.0, 30.0, 200.0, *ys})
    rules = [(10.0, y, 280.0, y) for y in level] + [(x, 10.0, x, 200.0) for x in XS]
    found = merged_edges(np.array(rules, np.float32))
    (grid,) = grids(found)
    assert isinstance(grid, Edges)
    assert len(grid.level) == len(found.level)
