"""Characters that a clipping path hides: a text page names them, the printed page does not show them.

Reading the clipping path of every text would cost more than reading the text. Texts printed over each other are looked
at, each line's first one, and what stands on the line or in the column of one that is hidden: a list's number that is
cut away lies under the words of the cell beside it, and of a hidden row of a spreadsheet all cells are cut away.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from math import inf
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.page import pdfium_calls as c
from extract.page.stretches import stretch_starts
from extract.types import Bools, Floats

Indices = NDArray[np.intp]
Sides = NDArray[np.float64]

_LEVEL = 0.3
"""Texts whose middles are nearer than this share of their height stand on one line."""
_OVER = 0.3
"""Texts overlap that share more than this share of their height; the boxes of slanted letters touch."""
_ALIKE = 1.5
"""Lines of one table are alike in height; a slanting watermark's box is as high as its word is long."""
_REST = 0.2
"""A letter is hidden of which a clip leaves less than this share, in height or in width."""
_LINE, _MOST_LINES, _MOST_IN_LINE = 3.0, 200, 40
"""Of so many lines that stand so far (points) apart the first text is looked at, of one so many texts."""
_INTO, _MOST_PAIRS = 0.45, 1_000_000
"""Lines nearer than this share of their height are printed over each other."""
_NEXT = 0.5
"""The gap between words of one text is at most this share of their height."""
_SAME_PLACE = 3.0
"""Points. Within a form, objects are told in its own space: their bounds do not meet their letters."""
_BEYOND = 1e6
"""More than any coordinate on a page."""
_LONG, _NEAR = 40.0, 3.0
"""Rules so long (points) are looked at, where no rule across is so near to an end."""
_HALF = 1.0
_POINT, _MOST_PATHS, _MOST_POINTS = 2, 8, 12


def clipped(handles: Sequence[Any], of: Indices, boxes: Floats) -> Indices:
    """The characters (numbers) of texts that lie wholly outside the clipping path of the object that draws them.

    ``handles`` are the text objects, ``of`` (n,) gives each character's, ``boxes`` (n, 4) its box in user space. What
    goes on with a text that is shown stays: a spreadsheet cuts a long text where the next cell begins.
    """
    hidden = np.zeros(len(of), np.bool_)
    if len(handles) < 2:
        return np.flatnonzero(hidden)
    starts = stretch_starts(of)
    sides = boxes.T  # in memory each side's numbers lie side by side
    low = np.minimum.reduceat(sides[:2], starts, axis=1).T
    high = np.maximum.reduceat(sides[2:], starts, axis=1).T
    ends = np.append(starts[1:], len(of))
    asked = np.zeros(len(starts), np.bool_)
    over = _printed_over(low[:, 0], high[:, 0], low[:, 1], high[:, 1])
    # Where nothing else is printed, half a letter that a clip leaves is still read.
    half = set(over)
    waiting = sorted(over.union(_samples(low[:, 0], low[:, 1], high[:, 1]).tolist()))
    while waiting:
        # A row that a spreadsheet hides is cut away in all of its cells, also those that nothing is printed over.
        beside: set[int] = set()
        asked[waiting] = True
        for run in _with_clips(handles, waiting):
            start, end = int(starts[run]), int(ends[run])
            window = open_box(handles[run])
            hides = _outside if run in half else _unseen
            if window is None or not hides(boxes[start:end], window).all():
                continue
            if _is_in_page_space(handles[run], low[run], high[run]):
                hidden[start:end] = start == 0 or hidden[start - 1] or not _goes_on(boxes[start - 1], boxes[start])
                level = np.flatnonzero(_level_with(run, low[:, 1], high[:, 1])).tolist()
                half.update(level)
                beside.update(level)
                beside.update(np.flatnonzero(np.abs(low[:, 0] - low[run, 0]) < _SAME_PLACE).tolist())
        waiting = sorted(run for run in beside if not asked[run])
    return np.flatnonzero(hidden)


def _level_with(run: int, y0: Floats, y1: Floats) -> Bools:
    """The texts that stand on the line of one of them."""
    middle = (y0 + y1) / 2
    return np.asarray(np.abs(middle - middle[run]) < _LEVEL * (y1[run] - y0[run]))


def _goes_on(before: Floats, after: Floats) -> bool:
    """True where a character follows on another's line without a gap."""
    height = float(before[3] - before[1])
    level = abs(float(after[1] - before[1])) < _LEVEL * height
    return level and abs(float(after[0] - before[2])) < _NEXT * height


def _samples(x0: Floats, y0: Floats, y1: Floats) -> Indices:
    """Texts that are looked at though nothing is printed over them: each line's first one, and a whole line.

    A row that a spreadsheet hides, and a column, have some of them.
    """
    heights = np.round((y0 + y1) / 2 / _LINE)
    order = np.lexsort((x0, heights))
    firsts = stretch_starts(heights[order])
    ends = np.append(firsts[1:], len(order))
    longest = int(np.argmax(ends - firsts))
    line = order[firsts[longest] : ends[longest]][:_MOST_IN_LINE]
    return np.concatenate([order[firsts][:_MOST_LINES], line])


def _printed_over(x0: Floats, x1: Floats, y0: Floats, y1: Floats) -> set[int]:
    """The texts that overlap the one before or after them on their line."""
    middle, height = (y0 + y1) / 2, y1 - y0
    # One sort by one number is several times quicker than a sort by two keys.
    order = np.argsort(np.round(middle).astype(np.float64) * _BEYOND + x0)
    left, right = order[:-1], order[1:]
    level = np.abs(middle[left] - middle[right]) < _LEVEL * height[left]
    # Along a line, what begins under the longest text so far overlaps it.
    over = level & (np.minimum(x1[left], x1[right]) - x0[right] > _OVER * np.minimum(height[left], height[right]))
    return set(np.concatenate([left[over], right[over], *_printed_into(x0, x1, middle, height)]).tolist())


def _printed_into(x0: Floats, x1: Floats, middle: NDArray[Any], height: NDArray[Any]) -> tuple[Indices, Indices]:
    """Pairs of texts on two lines that overlap: a line too many for its row lies over the next row's first."""
    order = np.argsort(middle, kind="stable")
    low, high = middle[order] + _LEVEL * height[order], middle[order] + _INTO * height[order]
    first, last = np.searchsorted(middle[order], low), np.searchsorted(middle[order], high)
    count = np.maximum(last - first, 0)
    if not count.any() or int(count.sum()) > _MOST_PAIRS:
        return order[:0], order[:0]
    upper = np.repeat(np.arange(len(order)), count)
    lower = np.arange(len(upper)) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
    one, other = order[upper], order[lower]
    shared = np.minimum(x1[one], x1[other]) - np.maximum(x0[one], x0[other])
    low, high = np.minimum(height[one], height[other]), np.maximum(height[one], height[other])
    over = (shared > _OVER * low) & (high < _ALIKE * low)
    return one[over], other[over]


def unclipped(rules: Sides, of: Indices, handles: Sequence[Any], on_page: Bools) -> tuple[Sides, Indices]:
    """What clipping paths leave of rules (m, 4) in user space, and the number of the rule that each piece is of.

    ``of`` (m,): the path of each, ``handles`` those paths. Long rules that end at no other one are looked at, for where
    a clip ends a table, borders of what it hides reach beyond the last one that is seen; all others where one is cut.
    """
    long = on_page[of] & ((rules[:, 2:] - rules[:, :2]).max(axis=1, initial=0.0) >= _LONG)
    if not _with_clips(handles, list(set(of[long].tolist()))):
        long[:] = False
    doubtful = np.flatnonzero(long)
    doubtful = doubtful[_sticks_out(rules[doubtful], rules)] if len(doubtful) else doubtful
    cut = _cut(rules, doubtful, of, handles)
    if cut is not rules:
        cut = _cut(cut, np.setdiff1d(np.flatnonzero(long), doubtful), of, handles)
    kept = np.flatnonzero((cut[:, :2] <= cut[:, 2:]).all(axis=1))
    return cut[kept], kept


def _cut(rules: Sides, which: Indices, of: Indices, handles: Sequence[Any]) -> Sides:
    """The rules with some cut to their clips, the same array where none is; a hidden one ends before it begins."""
    found = rules
    for rule in which.tolist():
        window = open_box(handles[of[rule]])
        if window is None:
            continue
        # Half of a border's width shows where its middle lies on the clip's edge.
        (x0, y0, x1, y1), rest = window, rules[rule]
        low, high = np.maximum(rest[:2], (x0 - _HALF, y0 - _HALF)), np.minimum(rest[2:], (x1 + _HALF, y1 + _HALF))
        if (low > rules[rule, :2]).any() or (high < rules[rule, 2:]).any():
            found = rules.copy() if found is rules else found
            found[rule] = (*low, *high)
    return found


def _sticks_out(rules: Sides, among: Sides) -> Bools:
    """Which rules have an end that is not near any rule across ``among`` all."""
    across, others = rules[:, 0] == rules[:, 2], among[:, 0] == among[:, 2]
    far = np.zeros(len(rules), np.bool_)
    for axis, mine, crossing in ((1, across, ~others), (0, ~across, others)):
        places = np.sort(among[crossing, axis])
        for end in (axis, axis + 2):
            far |= mine & _is_far(rules[:, end], places)
    return far


def _is_far(values: NDArray[np.float64], places: NDArray[np.float64]) -> Bools:
    """Which values have none of the ``places`` near them."""
    bounded = np.concatenate([[-_BEYOND], places, [_BEYOND]])
    at = np.searchsorted(bounded, values)
    below, above = values - bounded[np.maximum(at - 1, 0)], bounded[np.minimum(at, len(bounded) - 1)] - values
    return np.asarray(np.minimum(below, above) > _NEAR)


def _with_clips(handles: Sequence[Any], which: Sequence[int]) -> list[int]:
    """Those of the objects that have clipping paths: on many pages none, or the head and foot alone."""
    clips = map(c.object_clip, [handles[k] for k in which])
    return list(compress(which, c.collect(c.clip_count, clips, count=len(which)) > 0))


class Window(NamedTuple):
    x0: float
    y0: float
    x1: float
    y1: float


def open_box(drawn: Any) -> Window | None:
    """What an object's clipping paths leave open, in the object's space; None where it has none."""
    clip = c.object_clip(drawn)
    n_paths = c.clip_count(clip) if clip else 0
    if not 0 < n_paths <= _MOST_PATHS:
        return None
    x0, y0, x1, y1 = -inf, -inf, inf, inf
    for path in range(n_paths):
        count = c.clip_points(clip, path)
        if not _POINT < count <= _MOST_POINTS:
            return None
        xs, ys = c.points_of([c.clip_segment(clip, path, k) for k in range(count)])
        x0, y0, x1, y1 = max(x0, min(xs)), max(y0, min(ys)), min(x1, max(xs)), min(y1, max(ys))
    return Window(x0, y0, x1, y1)


def _is_in_page_space(text: Any, low: Floats, high: Floats) -> bool:
    (x0, y0, x1, y1) = c.fill_rows(c.object_bounds, [text], n=1, width=4, dtype="f4", split=True)[0].tolist()
    across = low[0] - _SAME_PLACE <= x0 and x1 <= high[0] + _SAME_PLACE
    return bool(across and low[1] - _SAME_PLACE <= y0 and y1 <= high[1] + _SAME_PLACE)


def _outside(boxes: Floats, window: Window) -> Bools:
    """Which characters have their middles outside the window."""
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    inside = (x >= window.x0) & (x <= window.x1) & (y >= window.y0) & (y <= window.y1)
    return np.asarray(~inside)


def _unseen(boxes: Floats, window: Window) -> Bools:
    """Which characters the window leaves hardly anything of."""
    shown = np.minimum(boxes[:, 2:], window[2:]) - np.maximum(boxes[:, :2], window[:2])
    return np.asarray((shown < _REST * (boxes[:, 2:] - boxes[:, :2])).any(axis=1))
