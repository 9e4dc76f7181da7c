"""Rules that are drawn and not seen, whole or in part: painted over by white, or drawn through a text to strike it out.

Merged cells made by white boxes over a grid, a row's border moved by hand, and struck-out figures all leave such rules
in the file; a grid read from them has cells that no reader sees.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extract.page.boxes import boxes_where
from extract.page.median import median
from extract.page.stretches import distinct
from extract.types import Floats

Array = NDArray[np.float64]
Indices = NDArray[np.intp]

WHITE = 0.985
_MARGIN = 0.4
"""A box covers a rule that lies inside it by more than this (points); where they only meet, both are a cell's side."""
_LEAST = 1.0
"""What is left of a rule is one again if it is so long (points)."""
_MOST_PAIRS = 4_000_000
_THROUGH = 0.22
"""A strike runs at most this share of a letter's height above or below its middle."""
_LETTERS = 3
_BEYOND = 1e6
_FREE = 0.8
"""A border ends nearer to another one than this (points): half of a heavy one is 0.75."""


def uncovered(rules: Array, order: Indices, fills: Array, grey: Array, fill_order: Indices) -> tuple[Array, Indices]:
    """What later white boxes leave of ``rules`` (m, 4), and the number of the rule that each piece is of.

    ``order`` (m,) and ``fill_order`` (k,) say when each was painted.
    """
    whole = np.arange(len(rules))
    if not len(rules) or not len(fills):
        return rules, whole
    later = (grey >= WHITE) & (fill_order > order.min())
    boxes, times = fills[later], fill_order[later]
    if not len(boxes) or len(boxes) * len(rules) > _MOST_PAIRS:
        return rules, whole
    x0, y0, x1, y1 = rules.T[:, :, None]
    bx0, by0, bx1, by1 = boxes.T[:, None, :]
    level = y1 == y0
    across = np.where(level, (y0 > by0 + _MARGIN) & (y0 < by1 - _MARGIN), (x0 > bx0 + _MARGIN) & (x0 < bx1 - _MARGIN))
    along = np.where(level, (x0 < bx1 - _MARGIN) & (x1 > bx0 + _MARGIN), (y0 < by1 - _MARGIN) & (y1 > by0 + _MARGIN))
    hit = across & along & (times > order[:, None])
    touched = np.flatnonzero(hit.any(axis=1))
    if not len(touched):
        return rules, whole
    kept = np.setdiff1d(whole, touched)
    pieces, owners = [rules[kept]], [kept]
    for rule in touched.tolist():
        left = _left_of(rules[rule], boxes[hit[rule]])
        pieces.append(left)
        owners.append(np.full(len(left), rule))
    return np.concatenate(pieces), np.concatenate(owners)


def _left_of(rule: Array, boxes: Array) -> Array:
    """The pieces (n, 4) of a rule outside the boxes."""
    axis = 0 if rule[1] == rule[3] else 1
    at, end = float(rule[axis]), float(rule[axis + 2])
    found: list[Array] = []
    for low, high in [*sorted(boxes[:, [axis, axis + 2]].tolist()), (end, end)]:
        if min(low, end) - at >= _LEAST:
            piece = rule.copy()
            piece[axis], piece[axis + 2] = at, min(low, end)
            found.append(piece)
        at = max(at, high)
    return np.array(found).reshape(-1, 4)


def struck_out(rules: Array, boxes: Floats, inked: NDArray[np.bool_]) -> Indices:
    """The numbers of level rules that run through the middle of letters, and end at no upright one: strikes.

    ``boxes`` (n, 4) are the characters', ``inked`` (n,) true for those that are seen.
    """
    level = np.flatnonzero(rules[:, 1] == rules[:, 3])
    level = level[_ends_free(rules[level], rules[rules[:, 0] == rules[:, 2], 0])] if len(level) else level
    letters = boxes_where(boxes, inked) if len(level) else boxes[:0]
    if not len(letters):
        return level[:0]
    middle, height = (letters[:, 1] + letters[:, 3]) / 2, letters[:, 3] - letters[:, 1]
    order = np.argsort(middle)
    middle, height, letters = middle[order], height[order], letters[order]
    reach = _THROUGH * float(median(height))
    y = rules[level, 1]
    first, last = np.searchsorted(middle, y - reach), np.searchsorted(middle, y + reach)
    near = np.flatnonzero(last - first >= _LETTERS)
    upright = rules[rules[:, 0] == rules[:, 2]]
    return np.array(
        [level[k] for k in near.tolist() if _strikes(rules[level[k]], letters[first[k] : last[k]], upright)], np.intp
    )


def _ends_free(level: Array, upright: Array) -> NDArray[np.bool_]:
    """Which level rules neither begin nor end at the place of an ``upright`` one: a table's never do."""
    places = np.concatenate([[-_BEYOND], np.sort(upright), [_BEYOND]])
    ends = level[:, [0, 2]]
    at = np.searchsorted(places, ends)
    return np.asarray((np.minimum(ends - places[at - 1], places[at] - ends) >= _FREE).all(axis=1))


def _strikes(rule: Array, letters: Floats, upright: Array) -> bool:
    """True where the rule runs through letters, of one cell or of two and more of a row that it strikes out whole."""
    x0, y, x1, _ = rule.tolist()
    x = (letters[:, 0] + letters[:, 2]) / 2
    struck = x[(x > x0) & (x < x1)]
    if len(struck) < _LETTERS:
        return False
    meets = (upright[:, 1] < y) & (upright[:, 3] > y)
    crossed = distinct(upright[meets & (upright[:, 0] > x0) & (upright[:, 0] < x1), 0])
    if not len(crossed):
        return True
    cells = np.bincount(np.searchsorted(crossed, struck))
    return bool(np.count_nonzero(cells >= _LETTERS) > 1)
