"""One grid's lattice: which borders are drawn between its elementary places, and the merged cells they leave."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.page.stretches import stretch_starts
from extract.ruled.edges import SNAP, TOUCH, Edges, cluster_places

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Indices = NDArray[np.intp]

MAX_PLACES = 100_000
_OPEN = 5.0
"""Edges that stick out of the outermost crossing edge by more than this (points beside letters of 9) leave the grid
open there."""
_SHORT, _MOST = 6.0, 0.8
"""An edge over a whole cell and this share of the next one is that one's too where it ends so near to its border
(points beside letters of 9); one within a single cell may underline its text.
"""
LOWEST_ROW, NARROWEST_COLUMN = 1.05, 0.67
"""Borders nearer to each other than this (font sizes) with no text between are one border, drawn double or out of line.

A row that holds text is at least 1.1 times as high as its letters, and the stripes without text have two heaps: double
borders and slits below .9, empty rows from 1.2 on. In points the two lie over each other: rows of 4 points hold text on
a sheet that was printed small, and slits of 6.5 hold none on one that was not. Columns have no such gap; theirs
is what 6 points are beside letters of 9.
"""
SHIFT_ACROSS, SHIFT_DOWN = 1.55, 0.78
"""Borders that never bound one cell together are one border where they are this near to each other (font sizes):
columns drawn anew for each row wander farther than rows do."""


class Lattice(NamedTuple):
    """``xs`` (C + 1), ``ys`` (R + 1): borders' places; ``level`` (R + 1, C) and ``upright`` (R, C + 1): is it drawn?

    ``implied``: those of ``ys`` that no rule draws, and only the texts show.
    """

    xs: Array
    ys: Array
    level: Flags
    upright: Flags
    open_top: bool
    open_bottom: bool
    implied: tuple[float, ...] = ()


class Regions(NamedTuple):
    """``owner`` (R, C): the region of each elementary place; ``spans`` (k, 4): r0, c0, r1, c1 of the regions."""

    owner: Indices
    spans: Indices


def build_lattice(grid: Edges) -> Lattice | None:
    """The lattice of one connected grid; None where it has no inner places or absurdly many."""
    xs, ys = _places(grid.upright[:, 0]), _places(grid.level[:, 0])
    xs, ys, open_top, open_bottom = _close(xs, ys, grid)
    while True:
        if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > MAX_PLACES:
            return None
        level, upright = _drawn(grid.level, ys, xs), _drawn(grid.upright, xs, ys).T
        used_x, used_y = np.asarray(upright.any(axis=0)), np.asarray(level.any(axis=1))
        used_x[[0, -1]] = True
        used_y[[0, -1]] = True
        if used_x.all() and used_y.all():
            break
        xs, ys = xs[used_x], ys[used_y]
    # The outer frame counts as drawn: what is not bounded there ends with the grid.
    level[[0, -1]] = True
    upright[:, [0, -1]] = True
    return Lattice(xs, ys, level, upright, open_top, open_bottom)


def _places(values: Array) -> Array:
    clusters = cluster_places(values, SNAP)
    return np.asarray(np.bincount(clusters, weights=values) / np.bincount(clusters))


def _close(xs: Array, ys: Array, grid: Edges) -> tuple[Array, Array, bool, bool]:
    """Borders added where edges stick out beyond the outermost one; whether that was so at the top and bottom."""
    left, right = float(grid.level[:, 1].min()), float(grid.level[:, 2].max())
    top, bottom = float(grid.upright[:, 1].min()), float(grid.upright[:, 2].max())
    open_top, open_bottom = top < ys[0] - _OPEN, bottom > ys[-1] + _OPEN
    ys = np.concatenate([[top] if open_top else [], ys, [bottom] if open_bottom else []])
    xs = np.concatenate([[left] if left < xs[0] - _OPEN else [], xs, [right] if right > xs[-1] + _OPEN else []])
    return xs, ys, bool(open_top), bool(open_bottom)


def _drawn(edges: Array, across: Array, along: Array) -> Flags:
    """(len(across), len(along) - 1): is the border at ``across[i]`` drawn from ``along[j]`` to ``along[j + 1]``?"""
    flags = np.zeros((len(across), len(along) - 1), np.bool_)
    line = np.abs(across[None, :] - edges[:, :1]).argmin(axis=1)
    near = np.abs(across[line] - edges[:, 0]) <= SNAP
    first = np.searchsorted(along, edges[:, 1] - TOUCH).tolist()
    last = (np.searchsorted(along, edges[:, 2] + TOUCH, side="right") - 1).tolist()
    for k, i in enumerate(line.tolist()):
        if near[k] and last[k] > first[k]:
            begin, end = _stretched(along, edges[k], first[k], last[k])
            flags[i, begin:end] = True
    return flags


def _stretched(along: Array, edge: Array, first: int, last: int) -> tuple[int, int]:
    """The borders at which an edge ends, those among them that it fails to reach by little."""
    if first and _reaches(float(along[first] - edge[1]), float(along[first] - along[first - 1])):
        first -= 1
    if last < len(along) - 1 and _reaches(float(edge[2] - along[last]), float(along[last + 1] - along[last])):
        last += 1
    return first, last


def _reaches(drawn: float, whole: float) -> bool:
    return whole - drawn <= _SHORT and drawn >= _MOST * whole


def find_regions(lattice: Lattice) -> Regions:
    """The merged cells: places with no border between them; what is no rectangle is cut into rectangles."""
    n_rows, n_cols = len(lattice.ys) - 1, len(lattice.xs) - 1
    parent = list(range(n_rows * n_cols))
    for place in np.flatnonzero(~lattice.level[1:-1]).tolist():
        _unite(parent, place, place + n_cols)
    closed = lattice.upright[:, 1:].copy()
    closed[:, -1] = True
    for place in np.flatnonzero(~closed).tolist():
        _unite(parent, place, place + 1)
    roots = np.array(parent, np.intp)
    while (roots[roots] != roots).any():
        roots = roots[roots]
    # A region's root is the first of its places: regions are numbered by them.
    numbers = np.cumsum(roots == np.arange(len(roots))) - 1
    return _as_rectangles(numbers[roots].reshape(n_rows, n_cols))


def _root(parent: list[int], k: int) -> int:
    while parent[k] != k:
        parent[k] = parent[parent[k]]
        k = parent[k]
    return k


def _unite(parent: list[int], a: int, b: int) -> None:
    a, b = _root(parent, a), _root(parent, b)
    parent[max(a, b)] = min(a, b)


def _spans(owner: Indices) -> Indices:
    """Bounding spans (k, 4) of each region."""
    flat = owner.ravel()
    # Places of one region, row by row: the first lies in its first row, the last in its last one.
    order = flat.argsort(kind="stable")
    starts = stretch_starts(flat[order])
    ends = np.append(starts[1:], len(order)) - 1
    rows, cols = np.divmod(order, owner.shape[1])
    spans = np.empty((len(starts), 4), np.intp)
    spans[:, 0], spans[:, 1] = rows[starts], np.minimum.reduceat(cols, starts)
    spans[:, 2], spans[:, 3] = rows[ends] + 1, np.maximum.reduceat(cols, starts) + 1
    return spans


def _as_rectangles(owner: Indices) -> Regions:
    spans = _spans(owner)
    area = (spans[:, 2] - spans[:, 0]) * (spans[:, 3] - spans[:, 1])
    ragged = np.flatnonzero(area != np.bincount(owner.ravel()))
    if not len(ragged):
        return Regions(owner, spans)
    fresh = len(spans)
    for region in ragged.tolist():
        fresh = _cut(owner, region, spans[region].tolist(), fresh)
    owner = np.unique(owner, return_inverse=True)[1].reshape(owner.shape)
    return Regions(owner, _spans(owner))


def _cut(owner: Indices, region: int, span: list[int], fresh: int) -> int:
    """Give the rectangles of one ragged region numbers from ``fresh`` on: equal stretches of following rows are one."""
    r0, c0, r1, c1 = span
    above: dict[tuple[int, int], int] = {}
    for r in range(r0, r1):
        mine = np.concatenate([[False], owner[r, c0:c1] == region, [False]])
        ends = (np.flatnonzero(mine[1:] != mine[:-1]) + c0).tolist()
        here: dict[tuple[int, int], int] = {}
        for stretch in zip(ends[::2], ends[1::2], strict=True):
            number = above.get(stretch, fresh)
            fresh += number == fresh
            owner[r, stretch[0] : stretch[1]] = number
            here[stretch] = number
        above = here
    return fresh


def collapse(places: Array, begins: Indices, ends: Indices, has_text: Flags, shift: float, sliver: float) -> Indices:
    """New numbers (len(places),) of borders, those that are one border (double, shifted, unused) falling together.

    ``begins`` and ``ends`` are the border numbers of each region in this direction; no region with text vanishes.
    Borders up to ``sliver`` apart (points) may be double, up to ``shift`` apart shifted.
    """
    n = len(places)
    used = np.zeros(n, np.bool_)
    used[begins] = True
    used[ends] = True
    used[[0, n - 1]] = True
    kept = np.flatnonzero(used).tolist()
    if len(kept) == n and float(np.diff(places).min()) > sliver and _bound_cells(begins, ends, n).all():
        return np.arange(n)
    numbers = np.zeros(n, np.intp)
    group = kept[0]
    number = 0
    for previous, border in pairwise(kept):
        inside = (begins >= group) & (ends <= border)
        near = places[border] - places[group]
        double = near <= sliver and not (inside & has_text).any()
        shifted = near <= shift and not inside.any() and group > 0 and border < n - 1
        if not (double or shifted):
            number += 1
            group = border
        numbers[previous + 1 : border + 1] = number
    return numbers


def _bound_cells(begins: Indices, ends: Indices, n: int) -> Flags:
    """(n - 1,): does a region reach from this border to the next and no farther?"""
    bound = np.zeros(n - 1, np.bool_)
    bound[begins[ends == begins + 1]] = True
    return bound
