"""Tables that stand so close, below or beside each other, that their frames seem to be one border drawn double.

They are two where nothing is drawn through the slit between them and each has columns that the other lacks.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from extract.ruled.edges import SNAP, TOUCH, Edges, grids, merged_edges
from extract.types import Floats

Array = NDArray[np.float64]

_SLIT = (0.8, 6.0)
"""Frames stand so far apart (points); less is one rule drawn twice, more is white."""
_SHARED = 0.8
"""Both frames have this share of the narrower one in common."""
_FEW = 3
"""Of so many borders one may be such a slit; where more are, the cells are boxes of their own."""
_MOST_RULES = 20_000
"""A page with more rules is a drawing."""
_TURNED = [1, 0, 3, 2]


def grids_apart(rules: Floats) -> Iterator[Edges]:
    """The grids that rules (m, 4) form, close neighbours parted."""
    for grid in grids(merged_edges(rules)):
        parts = _parts(grid, rules)
        if parts is None:
            yield grid
        else:
            for part in parts:
                yield from grids_apart(part)


def _parts(grid: Edges, rules: Floats) -> tuple[Floats, Floats] | None:
    """The rules of the grid's two tables, None where it is one."""
    if min(len(grid.level), len(grid.upright)) < _FEW or len(rules) > _MOST_RULES:
        return None
    left, right = grid.level[:, 1].min() - TOUCH, grid.level[:, 2].max() + TOUCH
    top, bottom = grid.upright[:, 1].min() - TOUCH, grid.upright[:, 2].max() + TOUCH
    x0, y0, x1, y1 = rules.T
    own = rules[(x0 >= left) & (x1 <= right) & (y0 >= top) & (y1 <= bottom)]
    for turned, borders in ((False, len(grid.level)), (True, len(grid.upright))):
        seen = own[:, _TURNED] if turned else own
        cut = _slit(seen.astype(np.float64), borders)
        if cut is not None:
            return own[seen[:, 3] <= cut], own[seen[:, 1] >= cut]
    return None


def _slit(rules: Array, borders: int) -> float | None:
    """The middle of the white between two frames below each other."""
    level = rules[rules[:, 1] == rules[:, 3]]
    near = np.diff(np.sort(np.round(level[:, 1], 1)))
    if not ((near >= _SLIT[0]) & (near <= _SLIT[1])).any():
        return None
    upright = rules[(rules[:, 0] == rules[:, 2]) & (rules[:, 3] > rules[:, 1])]
    slits = [pair for pair in _pairs(_bars(level)) if not _is_crossed(pair, upright)]
    cuts = [slit for slit in slits if _parts_columns(slit, upright)]
    return (cuts[0][0][0] + cuts[0][1][0]) / 2 if cuts and len(slits) * _FEW <= borders else None


def _bars(level: Array) -> Array:
    """Place, begin and end (k, 3) of all level rules at one place together."""
    places, which = np.unique(np.round(level[:, 1], 1), return_inverse=True)
    low, high = np.full(len(places), np.inf), np.full(len(places), -np.inf)
    np.minimum.at(low, which, level[:, 0])
    np.maximum.at(high, which, level[:, 2])
    return np.stack([places, low, high], axis=1)


def _pairs(bars: Array) -> list[tuple[list[float], list[float]]]:
    near = np.diff(bars[:, 0])
    found = []
    for k in np.flatnonzero((near >= _SLIT[0]) & (near <= _SLIT[1])).tolist():
        above, below = bars[k].tolist(), bars[k + 1].tolist()
        common = min(above[2], below[2]) - max(above[1], below[1])
        if common >= _SHARED * min(above[2] - above[1], below[2] - below[1]):
            found.append((above, below))
    return found


def _is_crossed(pair: tuple[list[float], list[float]], upright: Array) -> bool:
    middle = (pair[0][0] + pair[1][0]) / 2
    return bool(((upright[:, 1] < middle) & (upright[:, 3] > middle)).any())


def _parts_columns(pair: tuple[list[float], list[float]], upright: Array) -> bool:
    """True where column rules that end above and those that begin below are others, on both sides."""
    above, below = pair
    sides = np.array([above[1], above[2], below[1], below[2]])
    inner = upright[np.abs(upright[:, :1] - sides).min(axis=1) > SNAP]
    ending = inner[np.abs(inner[:, 3] - above[0]) <= TOUCH, 0]
    beginning = inner[np.abs(inner[:, 1] - below[0]) <= TOUCH, 0]
    if not len(ending) or not len(beginning):
        return False
    apart = np.abs(ending[:, None] - beginning) > SNAP
    return bool(apart.all(axis=1).any() and apart.all(axis=0).any())
