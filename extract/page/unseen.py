"""Text that is in the file and not seen on the page: white on white, under a box, or a watermark over the print."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.page.chars import Runs
from extract.page.median import median
from extract.page.paths import Drawing
from extract.page.stretches import stretch_starts
from extract.types import Bools, Floats

_WHITE = 0.97
"""Text of this grey level and lighter is white."""
_HUGE, _TIMES_USUAL = 30.0, 3.0
"""Letters of a watermark are larger than so many points, and than so many times the page's usual ones."""
_LARGE = 1.5
"""Pale ones than so many times."""
_MOST_HUGE = 200
_EDGE = 0.25
"""So much of a letter's box, above and below, holds no ink."""
_SHEET, _MOST_PAIRS = 0.5, 2_000_000
"""A fill of this share of the page is its ground, and hides no text by intent."""
_MOST_WHITE = 20_000
_DARK = 0.9
"""White text is seen on a fill that is darker than this grey level."""
_PAPER = np.array([[-np.inf, -np.inf, np.inf, np.inf]])


def under_fills(
    boxes: Floats,
    runs: Runs,
    drawing: Drawing,
    painted: tuple[NDArray[np.float64], NDArray[np.float64]],
    page_size: NDArray[np.float64],
) -> Bools:
    """Which runs are painted over whole: an old figure below the box on which the new one is written.

    ``painted``: the boxes of the fills as displayed, and which of the page's paths each is.
    """
    hidden = np.zeros(len(runs.objects), np.bool_)
    fills, order = painted
    small = (fills[:, 2] - fills[:, 0]) * (fills[:, 3] - fills[:, 1]) < _SHEET * float(page_size.prod())
    used = small & (order >= 0)
    fills, order = fills[used], order[used]
    if not len(fills) or not len(hidden) or len(fills) * len(hidden) > _MOST_PAIRS:
        return hidden
    starts = stretch_starts(runs.of)
    ends = np.append(starts[1:], len(runs.of)) - 1
    x, y = (boxes[starts, 0] + boxes[starts, 2]) / 2, (boxes[starts, 1] + boxes[starts, 3]) / 2
    run, fill = np.nonzero((y[:, None] > fills[:, 1]) & (y[:, None] < fills[:, 3]) & (x[:, None] > fills[:, 0]))
    x, y = (boxes[ends, 0] + boxes[ends, 2]) / 2, (boxes[ends, 1] + boxes[ends, 3]) / 2
    held = (x[run] < fills[fill, 2]) & (y[run] > fills[fill, 1]) & (y[run] < fills[fill, 3])
    run, fill = run[held], fill[held]
    if len(run):
        before = drawing.paths_before(frozenset(runs.objects[run].tolist()))
        for k, last in zip(run.tolist(), order[fill].tolist(), strict=True):
            hidden[k] |= last >= before.get(int(runs.objects[k]), last + 1)
    return hidden


def lost_in_white(
    runs: Runs,
    of: NDArray[np.intp],
    x: NDArray[np.floating[Any]],
    y: NDArray[np.floating[Any]],
    fills: tuple[NDArray[np.float64], NDArray[np.float64]],
    images: NDArray[np.float64],
) -> NDArray[np.intp]:
    """White characters (numbers) on white paper; white text on a dark fill or on an image is seen.

    ``of`` (n,) tells each character's run, ``x`` and ``y`` its middle; ``fills`` are boxes and their greys in order of
    painting.
    """
    if not (runs.grey > _WHITE).any():
        return np.zeros(0, np.intp)
    white = np.flatnonzero((runs.grey > _WHITE)[of])[:_MOST_WHITE]
    # The paper is a fill below all others that holds every place.
    boxes, shades = np.vstack([_PAPER, fills[0]]), np.append(1.0, fills[1])
    step = max(1, _MOST_PAIRS // (len(boxes) + len(images)))
    lost = [white[:0]]
    for part in (white[low : low + step] for low in range(0, len(white), step)):
        under = len(boxes) - 1 - _hold(boxes, x[part], y[part])[:, ::-1].argmax(axis=1)
        lost.append(part[(shades[under] >= _DARK) & ~_hold(images, x[part], y[part]).any(axis=1)])
    return np.concatenate(lost)


def _hold(boxes: NDArray[np.float64], x: NDArray[np.floating[Any]], y: NDArray[np.floating[Any]]) -> Bools:
    """(n, k): which boxes (k, 4) hold each point."""
    x0, y0, x1, y1 = boxes.T
    x, y = x[:, None], y[:, None]
    return np.asarray((x0 <= x) & (x <= x1) & (y0 <= y) & (y <= y1))


def is_pale(runs: Runs) -> Bools:
    """True for runs of letters that shine through or are light grey."""
    return np.asarray((runs.alpha < 0.6) | (runs.grey > 0.7))


def is_watermark(runs: Runs) -> Bools:
    """True for runs of huge pale letters (a DRAFT or COPY across the page)."""
    if not len(runs.of):
        return np.zeros(0, np.bool_)
    pale = is_pale(runs) & (runs.sizes > _HUGE)
    if not pale.any():
        return pale
    return np.asarray(pale & (runs.sizes > _TIMES_USUAL * median(runs.sizes[runs.of])))


def huge_letters(
    codes: NDArray[np.uint32], boxes: Floats, sizes: Floats, upright: Bools, runs: Runs
) -> NDArray[np.intp]:
    """The huge letters that lie over the page's small print, however dark, and large ones that are pale."""
    if not (is_pale(runs) | (runs.sizes > _HUGE)).any():
        return np.zeros(0, np.intp)
    inked, pale = upright & (codes > 0x20), is_pale(runs)[runs.of]
    if not (inked & ((sizes > _HUGE) | pale)).any():
        return np.zeros(0, np.intp)
    usual = float(median(sizes[~pale] if not pale.all() else sizes))
    # A word lies over print with most of its letters, or is a title that a line comes near to; print over pale ones
    # leaves no such doubt.
    kinds = (((sizes > _HUGE) & (sizes > _TIMES_USUAL * usual), 1 / 3), (pale & (sizes > _LARGE * usual), 1 / 20))
    found = [_over_print(codes, boxes, sizes, np.flatnonzero(inked & kind), usual, share) for kind, share in kinds]
    return np.concatenate(found)


def _over_print(
    codes: NDArray[np.uint32], boxes: Floats, sizes: Floats, huge: NDArray[np.intp], usual: float, share: float
) -> NDArray[np.intp]:
    """The letters, where this share of them lies over letters of the usual size; else none."""
    if not len(huge):
        return huge
    small = np.flatnonzero((sizes < 1.5 * usual) & (codes > 0x20))
    x, y = boxes[small, [[0], [2]]].mean(axis=0), boxes[small, [[1], [3]]].mean(axis=0)
    over = []
    for k in huge[:_MOST_HUGE].tolist():
        x0, y0, x1, y1 = boxes[k].tolist()
        edge = _EDGE * (y1 - y0)
        over.append(np.count_nonzero((x > x0) & (x < x1) & (y > y0 + edge) & (y < y1 - edge)))
    return huge if np.count_nonzero(over) > share * len(over) else huge[:0]
