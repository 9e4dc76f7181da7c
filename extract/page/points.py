"""The points of a page's paths, all at once, with as few calls as will do: a drawing has tens of thousands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.page import pdfium_calls as c

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

LINE, CURVE, MOVE = 0, 1, 2
MAX_SEGMENTS = 500_000


class Points(NamedTuple):
    """The points of all paths one after another: place, kind, path and subpath.

    Where a path closes its figure pdfium has a line back to its first point.
    """

    x: Array
    y: Array
    kind: NDArray[np.intp]
    path: NDArray[np.intp]
    sub: NDArray[np.intp]


def applied(m: Array, x: Array, y: Array) -> tuple[Array, Array]:
    """Points moved by matrices whose components stand along axis 1 of ``m``."""
    return m[:, 0] * x + m[:, 2] * y + m[:, 4], m[:, 1] * x + m[:, 3] * y + m[:, 5]


def read_points(handles: Sequence[Any], matrices: Array, counts: NDArray[np.intp]) -> Points:
    """The points of paths, moved by their ``matrices`` (p, 6); of ``counts`` (p,) what is not read becomes 0."""
    # Drawings beyond the limit are maps or pictures in vectors, never table rules: the first ones will do.
    counts[np.cumsum(counts) > MAX_SEGMENTS] = 0
    path = np.repeat(np.arange(len(counts)), counts)
    inside = np.arange(len(path)) - (np.cumsum(counts) - counts)[path]
    segments = _segments(handles, counts, path, inside)
    xy = c.fill_rows(c.segment_point, segments, n=len(path), width=2, dtype="f4", split=True).astype(np.float64)
    x, y = applied(matrices[path], xy[:, 0], xy[:, 1])
    kind = _kinds(segments, counts, path, inside)
    return Points(x, y, kind, path, np.cumsum(kind == MOVE) - 1)


def _segments(
    handles: Sequence[Any], counts: NDArray[np.intp], path: NDArray[np.intp], inside: NDArray[np.intp]
) -> list[Any]:
    """Pointers to all points: pdfium keeps those of a path side by side, so that its first and last tell the others."""
    owners = [handles[k] for k in np.flatnonzero(counts).tolist()]
    steps = counts[counts > 0] - 1
    first, last = (c.collect(c.path_segment, owners, at, count=len(owners)) for at in (repeat(0), steps.tolist()))
    width = int((last - first).max(initial=0)) // max(int(steps.max(initial=0)), 1)
    if (last - first == width * steps).all():
        return c.pointers((np.repeat(first, steps + 1) + width * inside).tolist())
    return c.pointers(map(c.path_segment, [handles[k] for k in path.tolist()], inside.tolist()))


def _kinds(
    segments: Sequence[Any], counts: NDArray[np.intp], path: NDArray[np.intp], inside: NDArray[np.intp]
) -> NDArray[np.intp]:
    """The kinds of points. A path begins with a move, has no other as its second or last point, and curves take three
    points: the points between tell whether those two need to be asked.
    """
    kind = np.where(inside == 0, MOVE, LINE)

    def ask(which: Flags) -> None:
        asked = np.flatnonzero(which)
        kind[asked] = c.collect(c.segment_type, [segments[k] for k in asked.tolist()], count=len(asked))

    between = (inside > 1) & (inside < counts[path] - 1)
    ask(between)
    if (kind == CURVE).any():
        curved = np.zeros(len(counts), np.bool_)
        curved[path[kind == CURVE]] = True
        ask(curved[path] & ~between & (inside > 0))
    return kind
