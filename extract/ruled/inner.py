"""Borders that a grid leaves out and its texts keep to: rows of a label column, and columns within a ruled group.

A grid may rule its figures row by row and leave the labels beside them in one tall place, or rule only the groups of
columns and leave the columns of each group to the white between their figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.headwords import is_datum
from extract.page.median import median
from extract.page.stretches import distinct
from extract.ruled.filled import LEVEL, Filled, Indices, lines_of
from extract.ruled.lattice import Lattice, Regions
from extract.types import PageContent

_ROWS = 3
_BESIDE = 0.3
"""A label stands on one height with its row's figures to this share of the font size."""
_PITCH = 1.6
"""Rows farther apart than so many font sizes are no lines of one text."""
_WIDE = 0.9
"""Figures of two columns stand so many font sizes apart at least."""
_WHITE = 0.3
"""And so much white is common to all rows."""
_SHARE = 0.7
"""This share of a group's rows have a figure in each column."""


class _Line(NamedTuple):
    middle: float
    text: str


def with_label_rows(grid: Filled) -> Lattice | None:
    """The lattice with the row borders of label columns that are ruled beside them only; None where there are none."""
    content, lattice, regions, labels = grid.content, grid.lattice, grid.regions, grid.labels
    tall = np.flatnonzero(regions.spans[:, 2] - regions.spans[:, 0] >= _ROWS)
    if not len(tall):
        return None
    inked = grid.inked
    parted: list[int] = []
    for region in tall.tolist():
        lines = _lines(content, inked[labels[inked] == region])
        r0, _, r1, _ = regions.spans[region].tolist()
        if len(lines) < r1 - r0:
            continue
        if not _are_labels(content, lattice, regions, labels, (inked, region), lines):
            # Where one column piles up lines that are no rows' labels, those beside it tell nothing.
            return None
        parted.append(region)
    level = lattice.level.copy()
    for r0, c0, r1, c1 in regions.spans[parted].tolist():
        level[r0 + 1 : r1, c0:c1] = True
    return lattice._replace(level=level) if parted else None


def _lines(content: PageContent, members: Indices) -> list[_Line]:
    """A cell's lines, top to bottom."""
    return [
        _Line(float(median(_heights(content, line))), "".join(content.text[i] for i in np.sort(line).tolist()))
        for line in lines_of(content, members)
        if len(line)
    ]


def _are_labels(
    content: PageContent,
    lattice: Lattice,
    regions: Regions,
    labels: Indices,
    place: tuple[Indices, int],
    lines: Sequence[_Line],
) -> bool:
    """True where each row beside the tall place has a label of its own there, on one height with its figures."""
    inked, region = place
    r0, _, r1, _ = regions.spans[region].tolist()
    parts = [[line for line in lines if low < line.middle < high] for low, high in _rows(lattice, r0, r1)]
    if any(not part or (len(part[0].text) < 2 and part[0].text.isalpha()) for part in parts):
        return False
    size = float(median(content.sizes[inked[labels[inked] == region]]))
    single = regions.spans[:, 2] - regions.spans[:, 0] == 1
    rows = [
        _heights_beside(content, labels, inked[single[labels[inked]] & (regions.spans[labels[inked], 0] == row)])
        for row in range(r0, r1)
    ]
    if all(_are_near(line.middle, row, size) for row, part in zip(rows, parts, strict=True) for line in part):
        # Each line has figures of its own beside it, also where a rule stands after every second one only.
        return _parted_by(parts, _PITCH * size)
    inner = max((b.middle - a.middle for part in parts for a, b in pairwise(part)), default=0.0)
    if not _parted_by(parts, max(_PITCH * size * (inner == 0), inner + _WHITE * size)):
        return False
    # Beside a label of several lines the figures stand at its first one or at its middle.
    return all(
        _are_near(part[0].middle, row, size) or _are_near((part[0].middle + part[-1].middle) / 2, row, size)
        for row, part in zip(rows, parts, strict=True)
    )


def _heights_beside(content: PageContent, labels: Indices, letters: Indices) -> NDArray[np.float32]:
    """The heights of a row's letters, and the middle of each of its cells' texts, beside which a label is centred."""
    heights, cells = _heights(content, letters), labels[letters]
    middles = [(heights[cells == cell].min() + heights[cells == cell].max()) / 2 for cell in distinct(cells).tolist()]
    return np.append(heights, np.array(middles, heights.dtype))


def _heights(content: PageContent, letters: Indices) -> NDArray[np.float32]:
    return np.asarray((content.boxes[letters, 1] + content.boxes[letters, 3]) / 2)


def _are_near(height: float, others: NDArray[np.float32], size: float) -> bool:
    return bool((np.abs(others - height) < _BESIDE * size).any())


def _parted_by(parts: Sequence[Sequence[_Line]], white: float) -> bool:
    return all(below[0].middle - above[-1].middle >= white for above, below in pairwise(parts))


def _rows(lattice: Lattice, first: int, last: int) -> Iterator[tuple[float, float]]:
    for row in range(first, last):
        yield float(lattice.ys[row]), float(lattice.ys[row + 1])


class _Parts(NamedTuple):
    """A line of a cell whose texts stand apart: the cell's row, and the extents and texts of the parts."""

    row: int
    ends: list[tuple[float, float]]
    texts: list[str]

    @property
    def is_data(self) -> bool:
        """True where figures fill at least half of the columns; units may stand beside them."""
        return 2 * sum(map(is_datum, self.texts)) >= len(self.texts)

    @property
    def is_titles(self) -> bool:
        return not any(map(is_datum, self.texts))


def with_group_columns(grid: Filled) -> Lattice | None:
    """The lattice with the columns of ruled groups parted by the white between their figures; None where it has none.

    Each of them must have a title of its own: a code in parts, or an amount and its share, may fill one column.
    """
    content, labels, spans = grid.content, grid.labels, grid.regions.spans
    single = (spans[:, 3] - spans[:, 1] == 1) & (spans[:, 2] - spans[:, 0] == 1)
    inked = grid.inked.compress(single.take(labels.take(grid.inked)))
    columns = spans[:, 1].take(labels.take(inked))
    found: list[tuple[int, int, list[float]]] = []
    for column in _with_gaps(content, labels, inked, columns):
        mine = inked[columns == column]
        mine = mine[np.argsort(labels[mine], kind="stable")]
        group = _group(list(_parts(content, mine, labels, spans)), float(np.median(content.sizes[mine])))
        if group is not None:
            found.append((column, *group))
    return _with_columns(content, grid.lattice, inked, found) if found else None


def _with_gaps(content: PageContent, labels: Indices, inked: Indices, columns: Indices) -> list[int]:
    """The columns in which letters of one cell and line, in the order of the file, often stand far apart."""
    x0, _, x1, _ = content.boxes.T
    apart = x0.take(inked[1:]) - x1.take(inked[:-1]) > _WIDE * content.sizes.take(inked[1:])
    after = np.flatnonzero(apart) + 1
    left, right = inked[after - 1], inked[after]
    level = np.abs(content.boxes[right, 1] - content.boxes[left, 1]) < LEVEL * content.sizes[right]
    counts = np.bincount(columns[after][level & (labels[left] == labels[right])], minlength=1)
    return np.flatnonzero(counts > _ROWS).tolist()


def _parts(content: PageContent, members: Indices, labels: Indices, spans: Indices) -> Iterator[_Parts]:
    """The lines of one column's cells, each cut where its texts stand apart."""
    for cell in np.split(members, np.flatnonzero(np.diff(labels[members])) + 1):
        for line in lines_of(content, cell):
            across = line[np.argsort(content.boxes[line, 0], kind="stable")]
            yield _in_parts(content, across, int(spans[labels[cell[0]], 0]))


def _in_parts(content: PageContent, line: Indices, row: int) -> _Parts:
    x0, x1 = content.boxes[line, 0], content.boxes[line, 2]
    parts = np.split(line, np.flatnonzero(x0[1:] - x1[:-1] > _WIDE * content.sizes[line[1:]]) + 1)
    ends = [(float(content.boxes[part[0], 0]), float(content.boxes[part[-1], 2])) for part in parts]
    return _Parts(row, ends, ["".join(content.text[i] for i in part.tolist()) for part in parts])


def _group(lines: Sequence[_Parts], size: float) -> tuple[int, list[float]] | None:
    """The row of the titles and the borders of a group's columns; None where it is one column."""
    count = int(np.median([len(line.ends) for line in lines]))
    full = [line for line in lines if len(line.ends) == count]
    data = [line for line in full if line.is_data]
    titles = [line for line in full if line.is_titles]
    if count < 2 or not titles or len(data) < _ROWS or titles[-1].row >= data[0].row:
        return None
    # Units beside figures are columns where a title stands over all of them; else a text may hold a figure.
    if not titles[0].row and not all(map(is_datum, data[0].texts)):
        return None
    if len(data) < _SHARE * sum(line.row >= data[0].row for line in lines):
        return None
    borders = []
    for k in range(count - 1):
        low, high = max(line.ends[k][1] for line in full), min(line.ends[k + 1][0] for line in full)
        if high - low < _WHITE * size:
            return None
        borders.append((low + high) / 2)
    return titles[0].row, borders


def _with_columns(
    content: PageContent, lattice: Lattice, inked: Indices, found: Sequence[tuple[int, int, list[float]]]
) -> Lattice:
    """The lattice with borders at x in each column, from the row of its titles on."""
    xs, level, upright = lattice.xs, lattice.level, lattice.upright
    for column, row, borders in sorted(found, reverse=True):
        for x in reversed(borders):
            across = inked[(content.boxes[inked, 0] < x) & (content.boxes[inked, 2] > x)]
            heights = (content.boxes[across, 1] + content.boxes[across, 3]) / 2
            drawn = np.ones((len(upright), 1), np.bool_)
            drawn[:row] = False
            drawn[np.clip(np.searchsorted(lattice.ys, heights) - 1, 0, len(upright) - 1)] = False
            xs = np.insert(xs, column + 1, x)
            upright = np.concatenate([upright[:, : column + 1], drawn, upright[:, column + 1 :]], axis=1)
            level = np.concatenate([level[:, : column + 1], level[:, column:]], axis=1)
    return lattice._replace(xs=xs, level=level, upright=upright)
