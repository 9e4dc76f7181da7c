"""Column borders that a grid draws in some rows only, and that the text of the other rows keeps to.

Many reports rule the header's columns and only the lines between body rows: each body row is then one place across all
columns, its text in stacks that respect every border of the header.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.page.stretches import stretch_starts
from extract.ruled.filled import Filled
from extract.ruled.lattice import Lattice
from extract.types import Bools, PageContent

Indices = NDArray[np.intp]

_WIDE = 1.0
"""Texts of two columns stand at least this many font sizes apart; words of one text do not."""
_LINES = 3
"""So many lines of a single place tell what several places would."""
_LEVEL = 0.35
"""Letters whose middles differ by less than this share of the font size stand in one line."""
_CROSS = 0.4
"""A character that reaches over a border by more than this (points) on both sides crosses it."""


class _Row(NamedTuple):
    """One merged place: may its borders be drawn (no text crosses), and does its text ask for them?"""

    region: int
    allows: bool
    asks: bool


def with_implied_columns(grid: Filled) -> Lattice | None:
    """The lattice with the borders drawn that the text implies; None where it implies none."""
    groups = _merged_rows(grid)
    lattice, regions = grid.lattice, grid.regions
    upright = lattice.upright.copy()
    found = False
    for (c0, c1), rows in groups.items():
        asking = sum(row.asks for row in rows)
        alone = len({row.region for row in rows}) == 1
        if asking < (_LINES if alone else 2) or asking < 0.6 * len(rows) or (alone and not all(r.allows for r in rows)):
            continue
        found = True
        for row in rows:
            if row.allows:
                r0, _, r1, _ = regions.spans[row.region].tolist()
                upright[r0:r1, c0 + 1 : c1] = True
    return lattice._replace(upright=upright) if found else None


def _merged_rows(grid: Filled) -> dict[tuple[int, int], list[_Row]]:
    """The merged places with text by their first and last column; of one alone, a body in a single frame, its lines."""
    content, regions, labels, xs = grid.content, grid.regions, grid.labels, grid.lattice.xs
    groups: dict[tuple[int, int], list[_Row]] = defaultdict(list)
    merged, alike = _merged(regions.spans)
    if not merged.any():
        return groups
    # Characters of no region have the label -1, which finds the False at the end.
    inked = np.flatnonzero(np.append(merged, False)[labels] & (grid.codes != 0x20))
    if not len(inked):
        return groups
    inked = inked[np.argsort(labels[inked], kind="stable")]
    starts = stretch_starts(labels[inked])
    middle = (content.boxes[inked, 1] + content.boxes[inked, 3]) / 2
    height = np.maximum.reduceat(middle, starts) - np.minimum.reduceat(middle, starts)
    held = labels[inked[starts]]
    # Too few lines stand in a place that is no higher than this.
    telling = alike[held] | (height >= (_LINES - 1) * np.maximum.reduceat(content.sizes[inked], starts))
    ends = np.append(starts[1:], len(inked))
    for k in np.flatnonzero(telling).tolist():
        members, region = inked[starts[k] : ends[k]], int(held[k])
        _, c0, _, c1 = regions.spans[region].tolist()
        for part in [members] if alike[region] else _lines(content, members):
            groups[c0, c1].append(_look(content, part, xs[c0 + 1 : c1], region))
    return groups


def _lines(content: PageContent, members: Indices) -> list[Indices]:
    """The letters of each line of a place."""
    middle = (content.boxes[members, 1] + content.boxes[members, 3]) / 2
    size = float(content.sizes[members].max())
    order = np.argsort(middle, kind="stable")
    return np.split(members[order], np.flatnonzero(np.diff(middle[order]) > _LEVEL * size) + 1)


def _merged(spans: Indices) -> tuple[Bools, Bools]:
    """Which regions go over several columns, and which of them over the same ones as another."""
    merged = spans[:, 3] - spans[:, 1] > 1
    across = spans[:, 1] * (int(spans[:, 3].max()) + 1) + spans[:, 3]
    return merged, merged & (np.bincount(across[merged], minlength=int(across.max()) + 1)[across] > 1)


def _look(content: PageContent, inked: Indices, borders: NDArray[np.float64], region: int) -> _Row:
    x0, x1 = content.boxes[inked, 0], content.boxes[inked, 2]
    # A character that crosses a border has it between its two sides.
    if (np.searchsorted(borders, x0 + _CROSS) < np.searchsorted(borders, x1 - _CROSS)).any():
        return _Row(region, False, False)
    column = np.searchsorted(borders, (x0 + x1) / 2)
    filled = np.flatnonzero(np.bincount(column))
    if len(filled) < 2:
        return _Row(region, True, False)
    ends = [float(x1[column == k].max()) for k in filled[:-1].tolist()]
    starts = [float(x0[column == k].min()) for k in filled[1:].tolist()]
    wide = _WIDE * float(content.sizes[inked].max())
    gaps = [start - end for start, end in zip(starts, ends, strict=True)]
    return _Row(region, True, sum(gap >= wide for gap in gaps) >= 0.75 * len(gaps))
