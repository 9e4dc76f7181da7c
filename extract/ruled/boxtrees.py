"""Trees of boxes (an organisation, a cascade of aims): boxes set apart whose rows keep to no columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.types import Box

_BOXES = 4
_LEVEL, _FLUSH = 4.0, 3.0
"""Points: boxes of one row begin at one height; columns of boxes at one side."""
_NARROW = 0.6
"""No box is wider than this share of the whole tree."""


def box_trees(boxes: Sequence[Box]) -> list[Box]:
    """The place of the tree that single boxes on a page make; none where they stand as the cells of a table do."""
    if len(boxes) < _BOXES:
        return []
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: (box.y0, box.x0)):
        if rows and box.y0 - rows[-1][0].y0 < _LEVEL:
            rows[-1].append(box)
        else:
            rows.append([box])
    whole = boxes[0]
    for box in boxes:
        whole = whole.union(box)
    wide = any(box.x1 - box.x0 > _NARROW * (whole.x1 - whole.x0) for box in boxes)
    branches = sum(_branches(upper, lower) for upper, lower in pairwise(rows))
    return [whole] if branches * 2 > len(rows) - 1 and not wide else []


def _branches(upper: Sequence[Box], lower: Sequence[Box]) -> bool:
    """True where the boxes of two rows have no common columns, and the lower ones stand clear below."""
    starts = [box.x0 for box in upper]
    flush = sum(any(abs(box.x0 - x) < _FLUSH for x in starts) for box in lower)
    apart = min(box.y0 for box in lower) > max(box.y1 for box in upper) + _LEVEL
    return apart and (2 * flush < len(lower) or len(lower) > 2 * len(upper))
