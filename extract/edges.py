"""Table borders from a page's rules: fragments joined into whole edges, and edges grouped into grids."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.types import Floats

Array = NDArray[np.float64]
Indices = NDArray[np.intp]

SNAP = 2.0
"""Parallel rules no farther apart (points) are one edge, drawn twice or cell by cell."""
JOIN = 3.6
"""Pieces of one edge with gaps up to this (points; dashes, corners left out) are joined."""
TOUCH = 2.6
"""An edge that ends this near to another one (points) meets it."""
MIN_LENGTH = 4.0
MAX_EDGES = 4000


class Edges(NamedTuple):
    """``level`` (h, 3): y, x0, x1 of horizontal edges; ``upright`` (v, 3): x, y0, y1 of vertical ones."""

    level: Array
    upright: Array


def merged_edges(rules: Floats) -> Edges:
    """The edges that rules (m, 4) form."""
    pieces: Array = rules.astype(np.float64)
    dx, dy = pieces[:, 2] - pieces[:, 0], pieces[:, 3] - pieces[:, 1]
    level, upright = pieces[(dx > 0) & (dx >= dy)], pieces[(dy > 0) & (dy > dx)]
    return Edges(
        _merge(level[:, 1], level[:, 0], level[:, 2]),
        _merge(upright[:, 0], upright[:, 1], upright[:, 3]),
    )


def _merge(place: Array, low: Array, high: Array) -> Array:
    """Edges (k, 3) of parallel pieces at ``place`` that reach from ``low`` to ``high``."""
    if not len(place):
        return np.zeros((0, 3))
    cluster = cluster_places(place, SNAP)
    order = np.lexsort((low, cluster))
    cluster, place, low, high = cluster[order], place[order], low[order], high[order]
    # Each cluster gets its own stretch of one long axis, so that one running maximum serves them all.
    far = float(high.max() - low.min()) + 100.0
    reach = np.maximum.accumulate(high + cluster * far)
    starts = np.flatnonzero(np.concatenate([[True], (low + cluster * far)[1:] > reach[:-1] + JOIN]))
    length = np.maximum(high - low, 0.01)
    middle = np.add.reduceat(place * length, starts) / np.add.reduceat(length, starts)
    edges = np.stack([middle, low[starts], np.maximum.reduceat(high, starts)], axis=1)
    long_enough = edges[:, 2] - edges[:, 1] >= MIN_LENGTH
    return np.asarray(edges[long_enough])


def cluster_places(places: Array, width: float) -> Indices:
    """Cluster numbers, rising with the place: neighbours fall together while their cluster stays within ``width``."""
    order = np.argsort(places, kind="stable")
    ranked = places[order]
    clusters = np.zeros(len(places), np.intp)
    if not len(places):
        return clusters
    # Values that stand apart begin a cluster anyway; only long chains need a walk.
    fresh = np.concatenate([[True], np.diff(ranked) > width])
    bounds = np.append(np.flatnonzero(fresh), len(ranked)).tolist()
    for begin, end in pairwise(bounds):
        while ranked[end - 1] - ranked[begin] > width:
            begin = begin + int(np.searchsorted(ranked[begin:end], ranked[begin] + width, side="right"))
            fresh[begin] = True
    clusters[order] = np.cumsum(fresh) - 1
    return clusters


def grids(edges: Edges) -> list[Edges]:
    """The groups of edges that hang together, each with at least two edges in both directions, top to bottom."""
    level, upright = map(_longest, edges)
    if len(level) < 2 or len(upright) < 2:
        return []
    rows, columns = _crossings(level, upright)
    row_group, column_group = _joined(rows, columns, len(level), len(upright))
    members = np.bincount(column_group[column_group >= 0], minlength=len(level))
    groups = np.flatnonzero((np.bincount(row_group, minlength=len(level)) >= 2) & (members >= 2)).tolist()
    found = [Edges(level[row_group == group], upright[column_group == group]) for group in groups]
    return sorted(found, key=lambda grid: (float(grid.level[:, 0].min()), float(grid.upright[:, 0].min())))


def _longest(edges: Array) -> Array:
    """The edges, the longest ones where there are too many: what is left out are the strokes of a drawing."""
    if len(edges) <= MAX_EDGES:
        return edges
    return edges[np.sort(np.argsort(edges[:, 1] - edges[:, 2], kind="stable")[:MAX_EDGES])]


def _crossings(level: Array, upright: Array) -> tuple[Indices, Indices]:
    """Pairs of a level and an upright edge that meet."""
    y, x0, x1 = level.T[:, :, None]
    x, y0, y1 = upright.T[:, None, :]
    meets = (x >= x0 - TOUCH) & (x <= x1 + TOUCH) & (y >= y0 - TOUCH) & (y <= y1 + TOUCH)
    rows, columns = np.nonzero(meets)
    return rows, columns


def _joined(rows: Indices, columns: Indices, n_rows: int, n_columns: int) -> tuple[Indices, Indices]:
    """The group of each level and of each upright edge (-1 where it meets nothing): the number of its first row."""
    row_group = np.arange(n_rows)
    column_group = np.full(n_columns, n_rows)
    while True:
        np.minimum.at(column_group, columns, row_group[rows])
        before = row_group.copy()
        np.minimum.at(row_group, rows, column_group[columns])
        if np.array_equal(before, row_group):
            return row_group, np.where(column_group == n_rows, -1, column_group)
