"""Table borders from a page's rules: fragments joined into whole edges, and edges grouped into grids.

All lengths are points beside letters of 9: who calls brings the page to that size.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.page.median import median
from extract.types import Floats

Array = NDArray[np.float64]
Indices = NDArray[np.intp]

SNAP = 2.4
"""Parallel rules no farther apart (points) are one edge, drawn twice or cell by cell.

Beside its letters few rules stand from .35 to .95 apart, so that there is room above; in points there is no such gap.
"""
JOIN = 3.6
"""Pieces of one edge with gaps up to this (points; dashes, corners left out) are joined."""
TOUCH = 2.6
"""An edge that ends this near to another one (points) meets it. Few end from .25 to .3 of the letters away."""
MIN_LENGTH = 4.0
_LONG = 18.0
"""Twice this is the height of a row of three lines: column rules so long may be a grid of their own."""
_BARE = 4
"""So many column rules of one height are a grid without row rules."""
_NARROW = 8.0
_MAX_STARTS = 2
"""The column rules of a table begin at few heights; the strokes of a drawing begin anywhere."""
_TOGETHER = 0.4
"""This share of a grid's inner column rules, or a rule over this share of its height, ends where a row over several
columns begins."""
_MOST_ENDS = 60
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
    fresh = np.ones(len(place), np.bool_)
    fresh[1:] = (low + cluster * far)[1:] > reach[:-1] + JOIN
    starts = fresh.nonzero()[0]
    length = np.maximum(high - low, 0.01)
    middle = np.add.reduceat(place * length, starts) / np.add.reduceat(length, starts)
    edges = np.stack([middle, low[starts], np.maximum.reduceat(high, starts)], axis=1)
    long_enough = edges[:, 2] - edges[:, 1] >= MIN_LENGTH
    return np.asarray(edges[long_enough])


def cluster_places(places: Array, width: float) -> Indices:
    """Cluster numbers, rising with the place: neighbours fall together while their cluster stays within ``width``."""
    clusters = np.zeros(len(places), np.intp)
    if not len(places):
        return clusters
    order = places.argsort(kind="stable")
    ranked = places[order]
    fresh = np.ones(len(places), np.bool_)
    fresh[1:] = ranked[1:] - ranked[:-1] > width
    # Values that stand apart begin a cluster anyway; only long chains need a walk.
    starts = fresh.nonzero()[0]
    ends = np.append(starts[1:], len(ranked))
    for chain in (ranked[ends - 1] - ranked[starts] > width).nonzero()[0].tolist():
        begin, end = int(starts[chain]), int(ends[chain])
        while ranked[end - 1] - ranked[begin] > width:
            begin += int(ranked[begin:end].searchsorted(ranked[begin] + width, side="right"))
            fresh[begin] = True
    clusters[order] = fresh.cumsum() - 1
    return clusters


def grids(edges: Edges) -> list[Edges]:
    """The groups of edges that hang together, each with at least two edges in both directions, top to bottom.

    Column rules that no row rule meets belong to the grid in which they stand; beside each other they are one.
    """
    level, upright = map(_longest, edges)
    if len(upright) < 2:
        return []
    found, loose = _groups(level, upright) if len(level) > 1 else ([], upright)
    found = [_with_ends(_with_loose(grid, loose)) for grid in found]
    if len(loose):
        found += _bare(loose, found)
    return sorted(found, key=lambda grid: (float(grid.level[:, 0].min()), float(grid.upright[:, 0].min())))


def _groups(level: Array, upright: Array) -> tuple[list[Edges], Array]:
    """The groups of edges that hang together, and the upright edges of none."""
    rows, columns = _crossings(level, upright)
    row_group, column_group = _joined(rows, columns, len(level), len(upright))
    members = np.bincount(column_group[column_group >= 0], minlength=len(level))
    groups = np.flatnonzero((np.bincount(row_group, minlength=len(level)) >= 2) & (members >= 2)).tolist()
    found = [Edges(level[row_group == group], upright[column_group == group]) for group in groups]
    # What meets nothing has the number -1, which finds the last flag.
    is_found = np.zeros(len(level) + 1, np.bool_)
    is_found[groups] = True
    return found, upright[~is_found[column_group]]


def _with_loose(grid: Edges, loose: Array) -> Edges:
    """The grid with the long column rules inside it that meet no row rule: where they begin, the header ends.

    Such a rule may meet the grid's lower border: then it is among the grid's own.
    """
    left, right = float(grid.level[:, 1].min()), float(grid.level[:, 2].max())
    top, bottom = float(grid.upright[:, 1].min()), float(grid.upright[:, 2].max())
    x, y0, y1 = loose.T
    inside = (x > left + TOUCH) & (x < right - TOUCH) & (y0 > top - TOUCH) & (y1 < bottom + TOUCH)
    upright = np.concatenate([grid.upright, loose[inside]])
    tall = upright[upright[:, 2] - upright[:, 1] >= max(_LONG, 0.3 * (bottom - top))]
    free = np.abs(tall[:, 1:2] - grid.level[None, :, 0]).min(axis=1) > TOUCH
    starts = _means(tall[free & (tall[:, 1] > top + _LONG / 2), 1])
    if not 0 < len(starts) <= _MAX_STARTS:
        return grid
    level = np.concatenate([grid.level, [[y, left, right] for y in starts]])
    return Edges(level[np.argsort(level[:, 0], kind="stable")], upright[np.argsort(upright[:, 0], kind="stable")])


def _with_ends(grid: Edges) -> Edges:
    """The grid with row borders where column rules end without one: a row merged over these columns lies beyond.

    Many of them together tell it, or a single long one that nothing continues.
    """
    left, right = float(grid.level[:, 1].min()), float(grid.level[:, 2].max())
    inner = grid.upright[(grid.upright[:, 0] > left + TOUCH) & (grid.upright[:, 0] < right - TOUCH)]
    ends = inner[:, 1:].ravel()
    free = _free_ends(grid.level[:, 0], ends)
    if not len(free):
        return grid
    clusters = cluster_places(ends[free], SNAP)
    columns = cluster_places(inner[:, 0], SNAP)
    alone = np.bincount(columns)[columns] == 1
    height = float(grid.upright[:, 2].max() - grid.upright[:, 1].min())
    long = alone & (inner[:, 2] - inner[:, 1] >= _TOGETHER * height)
    told = np.bincount(clusters) >= max(2, _TOGETHER * (int(columns.max()) + 1))
    told |= np.bincount(clusters, weights=long[free // 2]) > 0
    if not 0 < np.count_nonzero(told) <= _MOST_ENDS:
        return grid
    level = np.concatenate([grid.level, [[y, left, right] for y in np.array(_means(ends[free]))[told]]])
    return Edges(level[np.argsort(level[:, 0], kind="stable")], grid.upright)


def _free_ends(rows: Array, ends: Array) -> Indices:
    """Which of the ends lie between the first and the last of ``rows``, and touch none."""
    rows = np.sort(rows)
    at = np.searchsorted(rows, ends)
    inside = (at > 0) & (at < len(rows))
    below, above = rows[np.maximum(at - 1, 0)], rows[np.minimum(at, len(rows) - 1)]
    return np.flatnonzero(inside & (np.minimum(ends - below, above - ends) > TOUCH))


def _means(places: Array) -> list[float]:
    clusters = cluster_places(places, SNAP)
    return [float(place) for place in np.bincount(clusters, weights=places) / np.bincount(clusters)]


def _bare(loose: Array, found: Sequence[Edges]) -> list[Edges]:
    """Grids of column rules alone, all of one height: a page that the table neither begins nor ends on."""
    tall = loose[loose[:, 2] - loose[:, 1] >= 2 * _LONG]
    if len(tall) < _BARE:
        return []
    ends = cluster_places(tall[:, 2], SNAP)
    grids_of: list[Edges] = []
    for end in range(int(ends.max()) + 1):
        upright = tall[ends == end]
        begins = _means(upright[:, 1])
        box = (upright[:, 0].min(), begins[0], upright[:, 0].max(), upright[:, 2].mean())
        narrow = len(upright) < _BARE or float(median(np.diff(np.sort(upright[:, 0])))) < _NARROW
        if narrow or len(begins) > _MAX_STARTS or any(_meets(box, grid) for grid in found):
            continue
        grids_of.append(Edges(np.array([[y, box[0], box[2]] for y in (*begins, box[3])]), upright))
    return grids_of


def _meets(box: tuple[float, float, float, float], grid: Edges) -> bool:
    x0, y0, x1, y1 = box
    wide = grid.level[:, 1].min() < x1 and grid.level[:, 2].max() > x0
    return bool(wide and grid.upright[:, 1].min() < y1 and grid.upright[:, 2].max() > y0)


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
