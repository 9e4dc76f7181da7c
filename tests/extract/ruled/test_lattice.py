"""Edges joined from fragments, and the merged cells that a lattice of borders leaves."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as stn

from extract.ruled.edges import SNAP, Edges, cluster_places, grids, merged_edges
from extract.ruled.lattice import Lattice, build_lattice, collapse, find_regions


def rules(*segments: tuple[float, float, float, float]) -> np.ndarray:
    return np.array(segments, np.float32).reshape(-1, 4)


def grid(*segments: tuple[float, float, float, float]) -> Edges:
    (found,) = grids(merged_edges(rules(*segments)))
    return found


def frame(xs: list[float], ys: list[float]) -> list[tuple[float, float, float, float]]:
    return [(xs[0], y, xs[-1], y) for y in ys] + [(x, ys[0], x, ys[-1]) for x in xs]


def test_dashes_and_pieces_per_cell_become_one_edge() -> None:
    dashes = [(x, 50.0, x + 3, 50.0) for x in range(10, 200, 6)]
    pieces = [(10.0, 80.2, 100.0, 80.2), (100.0, 79.8, 202.0, 79.8)]
    edges = merged_edges(rules(*dashes, *pieces))
    assert edges.level == pytest.approx(np.array([[50, 10, 199], [80, 10, 202]]), abs=0.3)


def test_a_gap_of_a_cell_stays_a_gap() -> None:
    assert len(merged_edges(rules((10, 50, 60, 50), (80, 50, 120, 50))).level) == 2


def test_lone_dots_are_no_edges() -> None:
    edges = merged_edges(rules((10, 50, 10.5, 50), (300, 20, 300, 20.5)))
    assert (len(edges.level), len(edges.upright)) == (0, 0)


@given(stn.arrays(np.float64, st.integers(0, 60), elements=st.floats(0, 200)))
def test_clusters_are_narrow_and_ordered(places: np.ndarray) -> None:
    clusters = cluster_places(places, SNAP)
    for number in set(clusters.tolist()):
        assert np.ptp(places[clusters == number]) <= SNAP
    order = np.argsort(places, kind="stable")
    assert (np.diff(clusters[order]) >= 0).all()


def test_two_tables_on_a_page_are_two_grids() -> None:
    found = grids(merged_edges(rules(*frame([10, 50, 90], [10, 30]), *frame([10, 50, 90], [60, 80, 100]))))
    assert [float(g.level[:, 0].min()) for g in found] == [10, 60]


def test_thousands_of_little_boxes_are_told_apart_quickly() -> None:
    boxes = [(x, y) for x in range(0, 900, 25) for y in range(0, 900, 25)]
    segments = [side for x, y in boxes for side in frame([x, x + 12.0], [y, y + 12.0])]
    assert len(grids(merged_edges(rules(*segments)))) == len(boxes)


def test_a_frame_that_touches_no_table_is_its_own_grid() -> None:
    assert len(grids(merged_edges(rules(*frame([0, 300], [0, 300]), *frame([50, 90, 130], [60, 80, 100]))))) == 2


def test_missing_borders_merge_places() -> None:
    segments = [*frame([0, 100], [0, 20, 40, 60]), (50.0, 20.0, 50.0, 60.0)]
    lattice = build_lattice(grid(*segments))
    assert lattice is not None
    assert sorted(map(tuple, find_regions(lattice).spans.tolist())) == [
        (0, 0, 1, 2),
        (1, 0, 2, 1),
        (1, 1, 2, 2),
        (2, 0, 3, 1),
        (2, 1, 3, 2),
    ]


def test_a_missing_upper_border_leaves_the_grid_open() -> None:
    segments = [(0, 40, 100, 40), (0, 60, 100, 60), (0, 10, 0, 60), (50, 10, 50, 60), (100, 10, 100, 60)]
    lattice = build_lattice(grid(*segments))
    assert lattice is not None
    assert (lattice.open_top, lattice.open_bottom) == (True, False)
    assert lattice.ys.tolist() == [10, 40, 60]


def test_a_ragged_region_is_cut_into_rectangles() -> None:
    level = np.array([[True, True], [False, True], [True, True]])
    upright = np.array([[True, False, True], [True, True, True]])
    spans = find_regions(Lattice(np.arange(3.0), np.arange(3.0), level, upright, False, False)).spans
    assert sorted(map(tuple, spans.tolist())) == [(0, 0, 1, 2), (1, 0, 2, 1), (1, 1, 2, 2)]


@settings(max_examples=80)
@given(st.data())
def test_regions_tile_the_lattice_whatever_borders_are_drawn(data: st.DataObject) -> None:
    n_rows, n_cols = data.draw(st.integers(1, 6)), data.draw(st.integers(1, 6))
    level = data.draw(stn.arrays(np.bool_, (n_rows + 1, n_cols)))
    upright = data.draw(stn.arrays(np.bool_, (n_rows, n_cols + 1)))
    regions = find_regions(Lattice(np.arange(n_cols + 1.0), np.arange(n_rows + 1.0), level, upright, False, False))
    covered = np.zeros((n_rows, n_cols), int)
    for number, (r0, c0, r1, c1) in enumerate(regions.spans.tolist()):
        covered[r0:r1, c0:c1] += 1
        assert (regions.owner[r0:r1, c0:c1] == number).all()
    assert (covered == 1).all()


def test_double_borders_fall_together_unless_text_stands_between() -> None:
    places = np.array([0.0, 50.0, 53.0, 100.0])
    begins, ends = np.array([0, 1, 2]), np.array([1, 2, 3])
    assert collapse(places, begins, ends, np.array([True, False, True]), 14.0, 6.0).tolist() == [0, 1, 1, 2]
    assert collapse(places, begins, ends, np.array([True, True, True]), 14.0, 6.0).tolist() == [0, 1, 2, 3]


def test_borders_out_of_line_that_bound_no_cell_together_are_one() -> None:
    places = np.array([0.0, 50.0, 59.0, 100.0])
    begins, ends = np.array([0, 1, 0, 2]), np.array([1, 3, 2, 3])
    assert collapse(places, begins, ends, np.ones(4, np.bool_), 14.0, 6.0).tolist() == [0, 1, 1, 2]
    assert collapse(places, begins, ends, np.ones(4, np.bool_), 7.0, 6.0).tolist() == [0, 1, 2, 3]


def test_a_row_rule_over_several_cells_that_ends_just_before_a_border_bounds_that_cell_too() -> None:
    outer = frame([10.0, 60.0, 110.0, 160.0, 210.0], [10.0, 50.0])
    lattice = build_lattice(grid(*outer, (64.0, 30.0, 205.0, 30.0)))
    assert lattice is not None
    assert lattice.level[1].tolist() == [False, True, True, True]


def test_an_underlined_text_within_a_cell_bounds_no_cell() -> None:
    outer = frame([10.0, 60.0, 110.0, 160.0], [10.0, 50.0, 90.0])
    lattice = build_lattice(grid(*outer, (14.0, 30.0, 56.0, 30.0)))
    assert lattice is not None
    assert 30.0 not in lattice.ys
