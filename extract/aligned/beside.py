"""Tables beside each other that only row rules draw: each stack of rules is a table of its own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extract.page.stretches import distinct
from extract.types import Box, Floats, PageContent

_LEVEL = 0.7
"""A page of row-ruled tables has so large a share of level rules."""
_RULES = 4
"""A stack has so many rules at least."""
_FLUSH = 1.5
"""They begin and end at the same places to so many points."""
_SHARED = 0.5
"""Stacks stand beside each other where they share this part of their height."""
_MOST = 40


def stacks_beside(content: PageContent) -> list[Box]:
    """The places of row-ruled tables that have another one beside them; none where rules stand upright among them."""
    rules = content.rules
    level = rules[rules[:, 1] == rules[:, 3]]
    if len(level) < max(2 * _RULES, _LEVEL * len(rules)):
        return []
    level = _joined(level)
    stacks = _stacks(level)
    if not 2 <= len(stacks) <= _MOST:
        return []
    upright = rules[rules[:, 0] == rules[:, 2]]
    beside = [
        box for box in stacks if any(_are_beside(box, other) and not _are_one(level, box, other) for other in stacks)
    ]
    return [box for box in beside if not _crosses(upright, box)]


def _joined(level: Floats) -> Floats:
    """The level rules, those that touch at one height as one: a table's rules may be drawn cell by cell."""
    ranked = level[np.lexsort((level[:, 0], np.round(level[:, 1])))]
    apart = np.abs(np.diff(ranked[:, 1])) > _FLUSH
    apart |= ranked[1:, 0] > ranked[:-1, 2] + _FLUSH
    starts = np.concatenate(([0], np.flatnonzero(apart) + 1))
    joined = ranked[starts]
    joined[:, 2] = np.maximum.reduceat(ranked[:, 2], starts)
    return joined


def _stacks(level: Floats) -> list[Box]:
    order = np.lexsort((level[:, 2], np.round(level[:, 0] / _FLUSH)))
    ranked = level[order]
    apart = (np.abs(np.diff(ranked[:, 0])) > _FLUSH) | (np.abs(np.diff(ranked[:, 2])) > _FLUSH)
    groups = np.split(ranked, np.flatnonzero(apart) + 1)
    return [
        Box(float(g[:, 0].min()), float(g[:, 1].min()), float(g[:, 2].max()), float(g[:, 1].max()))
        for g in groups
        if len(distinct(np.round(g[:, 1]))) >= _RULES
    ]


def _are_beside(box: Box, other: Box) -> bool:
    apart = box.x1 < other.x0 or other.x1 < box.x0
    shared = min(box.y1, other.y1) - max(box.y0, other.y0)
    return apart and shared > _SHARED * max(box.y1 - box.y0, other.y1 - other.y0)


def _are_one(level: Floats, box: Box, other: Box) -> bool:
    """True where a rule reaches over both stacks, or a row above or below: one table, which leaves a column between
    them out in some rows.
    """
    row = max(box.y1 - box.y0, other.y1 - other.y0) / (_RULES - 1)
    x0, x1 = min(box.x0, other.x0) + _FLUSH, max(box.x1, other.x1) - _FLUSH
    y0, y1 = min(box.y0, other.y0) - row, max(box.y1, other.y1) + row
    inside = (level[:, 1] >= y0) & (level[:, 1] <= y1)
    return bool((inside & (level[:, 0] <= x0) & (level[:, 2] >= x1)).any())


def _crosses(upright: Floats, box: Box) -> bool:
    """True where an upright rule stands in the box or at its side."""
    near = (upright[:, 0] > box.x0 - _FLUSH) & (upright[:, 0] < box.x1 + _FLUSH)
    return bool((near & (upright[:, 1] < box.y1) & (upright[:, 3] > box.y0)).any())


def not_inside(boxes: Sequence[Box], taken: Sequence[Box]) -> list[Box]:
    """The boxes that no taken one meets."""
    return [b for b in boxes if not any(b.x0 < t.x1 and t.x0 < b.x1 and b.y0 < t.y1 and t.y0 < b.y1 for t in taken)]
