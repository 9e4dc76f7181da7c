"""A page's picture made straight: its tilt by lines of text, its bends by the rules that are traced on it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extract.page.picture import Array, Grey, Picture, Straightening, bend_terms, ink, spots, straighten, tilt
from extract.scan.coarse import count_long
from extract.scan.strokes import THICK, crossed, opened, smooth

_FEWEST = 3
"""Rules that tell how a page is bent, at least."""
_UNEVEN = 1.7
"""A rule is nowhere so many times as thick as it usually is."""
_RIDGE = (1e-4, 3e-3, 3e-3, 1e-4, 3e-3)
"""How much each of ``bend_terms`` is held at zero."""


def straightened(picture: Picture) -> tuple[Picture, Straightening]:
    """The picture with level lines, and how it was done. Rules lead where there are some, else lines of text."""
    marks = ink(picture)
    rows, columns = marks.shape
    none = np.zeros(5)
    middle, unit = (columns / 2, rows / 2), max(rows, columns) / 2
    how = Straightening(tilt(marks), middle, none, none, unit)
    turned = straighten(picture, how) if how.angle else picture
    marks = ink(turned) if how.angle else marks
    bend_y = _bend(_traces(marks, turned), middle, unit)
    bend_x = _bend(_traces(crossed(marks), turned), middle[::-1], unit)
    if not (bend_x.any() or bend_y.any()):
        return turned, how
    how = Straightening(how.angle, middle, bend_x, bend_y, unit)
    return straighten(picture, how), how


def _traces(marks: Grey, picture: Picture) -> list[Array]:
    """Courses (n, 2) along and across of the long level rules, one point every half centimetre; none of too few."""
    even = smooth(marks, picture.points(1.0))
    if count_long(even, picture.points(20), picture.points(100)) < _FEWEST:
        return []
    labels, stats, _ = spots(opened(even, picture.points(20)))
    traces = []
    for k in _longest(stats, picture.points(100)):
        x, y, width, height = stats[k, :4].tolist()
        if height > 0.03 * width + picture.points(2 * THICK):
            continue
        part = labels[y : y + height, x : x + width] == k
        weight = part.sum(axis=0)
        centre = (part * np.arange(height)[:, None]).sum(axis=0) / np.maximum(weight, 1) + y
        bins = np.arange(width) // picture.points(14)
        thick = np.bincount(bins, weights=weight)
        mean = thick / np.bincount(bins)
        # Where a rule runs on along a painted row, that row's edge is no part of its course.
        use = (thick > 0) & (mean <= _UNEVEN * np.median(mean))
        places = np.bincount(bins, weights=centre * weight)[use] / thick[use]
        along = np.bincount(bins, weights=(np.arange(width) + x) * weight)[use] / thick[use]
        traces.append(np.stack([along, places], axis=1))
    return traces


def _longest(stats: NDArray[np.int32], length: int) -> list[int]:
    """Numbers of the longest components (at most 200), none shorter than ``length``."""
    order = np.argsort(-stats[1:, 2])[:200] + 1
    return [int(k) for k in order if stats[k, 2] >= length]


def _bend(traces: list[Array], middle: tuple[float, float], unit: float) -> Array:
    """Weights of ``bend_terms`` that make the traces level; zeros where too few are known."""
    if len(traces) < _FEWEST:
        return np.zeros(5)
    places = (np.concatenate(traces) - middle) / unit
    line = np.repeat(np.arange(len(traces)), [len(trace) for trace in traces])
    lengths = np.bincount(line)
    terms = bend_terms(places[:, 0], places[:, 1])
    goal = -places[:, 1] * unit
    use = np.ones(len(line), np.bool_)
    weights = np.zeros(5)
    for _ in range(3):
        if np.count_nonzero(use) < 12:
            return np.zeros(5)
        counts = np.maximum(np.bincount(line[use], minlength=len(lengths)), 1)
        centred = [
            column - (np.bincount(line[use], weights=column[use], minlength=len(lengths)) / counts)[line]
            for column in (*terms.T, goal)
        ]
        design, wanted = np.stack(centred[:5], axis=1), centred[5]
        # A little ridge keeps terms at zero that few rules speak for: bows more than what a camera's angle does.
        ridge = np.diag(_RIDGE) * np.count_nonzero(use)
        weights = np.linalg.solve(design[use].T @ design[use] + ridge, design[use].T @ wanted[use])
        rest = np.abs(design @ weights - wanted)
        use = rest <= max(2.5 * float(np.median(rest[use])), 1.5)
    return np.zeros(5) if float(np.abs(terms @ weights).max()) < 0.7 else weights
