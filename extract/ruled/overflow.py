"""Lines of text too long for their cell: they run on over the border and into the print of the next cell.

Spreadsheets print them so. Such a line is told by a border that cuts one of its letters, or by the next cell's own text
on the same height, over it or behind it. All of the line belongs where it was aligned.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from extract.judge import is_amount
from extract.page.stretches import distinct, stretch_starts
from extract.ruled.lattice import Lattice, Regions
from extract.types import Bools, PageContent

Indices = NDArray[np.intp]

_NEXT, _NEXT_WORD = 0.1, 0.3
"""The letters of a line follow each other with gaps of at most this share of the font size; so do spaces and words."""
_BACK = 0.4
"""Nor do they overlap by more than this share."""
_LEVEL = 0.4
"""Characters whose middles are nearer than this share of the font size stand on one height."""
_CUT = 0.25
"""A border cuts a letter that reaches over it by more than this share of the font size on both sides."""
_ALIGNED = 1.0
"""A line that begins (or ends) within so many font sizes of its cell's border is aligned to it."""
_PLACE = 1.0
"""Texts that begin or end so near to each other (points) are aligned."""
_FEW_LETTERS = 3
_SPACE = 0x20


def keep_lines_whole(content: PageContent, lattice: Lattice, regions: Regions, labels: Indices, here: Indices) -> None:
    """Give all letters of a line that overflows its cell to that cell, in ``labels``; ``here`` are those to look at.

    What OCR has read is left as it is: it takes the texts of neighbours for one line.
    """
    if len(here) < 2 or content.reader is not None:
        return
    label = labels[here]
    crossing = np.flatnonzero(label[1:] != label[:-1])
    if not _follows(content, here[crossing], here[crossing + 1]).any():
        return
    codes = np.frombuffer(content.text.encode("utf-32-le"), "<u4")[here]
    follows = _follows(content, here[:-1], here[1:])
    heights = (content.boxes[here, 1] + content.boxes[here, 3]) / 2
    for line in _crossing(follows, label, codes):
        members = here[line]
        mine = labels[members]
        parts = _amounts(content, members, mine)
        if all(parts):
            continue
        cut = _is_cut(content, lattice, members)
        level = np.abs(heights - float(heights[line[0]])) < _LEVEL * float(content.sizes[members[0]])
        level[line[0] : line[-1] + 1] = False
        others = here[level]
        # An amount whole to its border is never the beginning of its neighbour.
        meets = not any(parts) and (
            _meets_other_text(content, labels, members, others) or _runs_on(content, lattice, regions, labels, members)
        )
        if cut or meets:
            taken = _printed_over(content, labels, members, others)
            labels[here[line[0] : line[-1] + 1]] = _home(content, lattice, regions, members, mine, taken)


def _follows(content: PageContent, left: Indices, right: Indices) -> Bools:
    """Which of the characters ``right`` go on with the line of those of ``left`` before them."""
    x0, y0, x1, y1 = content.boxes.T
    size = np.maximum(content.sizes[right], 1.0)
    level = np.abs((y0[right] + y1[right]) - (y0[left] + y1[left])) < 0.1 * size
    gap = x0[right] - x1[left]
    codes = np.frombuffer(content.text.encode("utf-32-le"), "<u4")
    before, after = codes[left] == _SPACE, codes[right] == _SPACE
    near = (gap <= np.where(before | after, _NEXT_WORD, _NEXT) * size) & (gap >= -_BACK * size) & (x0[right] > x0[left])
    alike = np.abs(content.sizes[right] - content.sizes[left]) < 0.05 * size
    # Two spaces in a row set columns, as in a listing of fixed width.
    in_text = (right == left + 1) & (content.angles[right] == 0) & ~(before & after)
    return np.asarray(level & near & alike & in_text)


def _crossing(follows: Bools, label: Indices, codes: NDArray[np.uint32]) -> Iterator[Indices]:
    """The lines, as places in ``label``, whose inked letters stand in several regions; spaces are left out."""
    line = np.concatenate([[0], np.cumsum(~follows)])
    inked = np.flatnonzero(codes != _SPACE)
    change = (line[inked][1:] == line[inked][:-1]) & (label[inked][1:] != label[inked][:-1])
    for number in distinct(line[inked][1:][change]).tolist():
        first, last = np.searchsorted(line, [number, number + 1])
        members = np.arange(first, last)
        members = members[codes[first:last] != _SPACE]
        if len(members) >= _FEW_LETTERS:
            yield members


def _amounts(content: PageContent, members: Indices, mine: Indices) -> list[bool]:
    """Of each region's share of a line, whether it is an amount: neighbours that touch, not one text."""
    parts = np.split(members, np.flatnonzero(np.diff(mine)) + 1)
    return [is_amount("".join(content.text[i] for i in part.tolist())) for part in parts]


def _is_cut(content: PageContent, lattice: Lattice, members: Indices) -> bool:
    """True where an upright border of the grid, on the line's height, runs through one of its letters."""
    x0, x1 = content.boxes[members, 0], content.boxes[members, 2]
    slack = _CUT * np.minimum(content.sizes[members], x1 - x0)
    first, last = np.searchsorted(lattice.xs, x0 + slack), np.searchsorted(lattice.xs, x1 - slack)
    middle = float((content.boxes[members[0], 1] + content.boxes[members[0], 3]) / 2)
    row = min(max(int(np.searchsorted(lattice.ys, middle)) - 1, 0), len(lattice.upright) - 1)
    drawn = np.append(lattice.upright[row], False)
    return bool(((first < last) & drawn[np.minimum(first, len(drawn) - 1)]).any())


def _meets_other_text(content: PageContent, labels: Indices, members: Indices, others: Indices) -> bool:
    """True where a cell that the line goes through, and does not begin in, holds ``others`` on the line's height."""
    entered = distinct(labels[members])
    others = others[np.isin(labels[others], entered[(entered != labels[members[0]]) & (entered >= 0)])]
    return any(not content.text[i].isspace() for i in others.tolist())


def _runs_on(content: PageContent, lattice: Lattice, regions: Regions, labels: Indices, members: Indices) -> bool:
    """True where a line goes on into an empty cell beside its own, and stands there at no place where that column's
    own texts begin, end or have their middle; or from the middle of its cell into the empty ones on both sides.
    """
    mine = labels[members]
    change = np.flatnonzero(np.diff(mine)) + 1
    parts = np.split(members, change)
    if (mine < 0).any() or len(parts) not in {2, 3}:
        return False
    if len(parts) == 3:
        x = (content.boxes[members[0], 0] + content.boxes[members[-1], 2]) / 2
        own = abs(x - _middle(lattice, regions, int(labels[parts[1][0]]))) < _PLACE
        return bool(own and all(_is_alone(content, labels, part) for part in (parts[0], parts[2])))
    for part, rest, side in ((parts[0], parts[1], 0), (parts[1], parts[0], 2)):
        border = lattice.xs[regions.spans[labels[part[0]], 1 + side]]
        end = part[0] if side == 0 else part[-1]
        aligned = abs(content.boxes[end, side] - border) <= _ALIGNED * content.sizes[end]
        if aligned and _is_alone(content, labels, rest) and _stands_apart(content, lattice, regions, labels, rest):
            return True
    return False


def _is_alone(content: PageContent, labels: Indices, part: Indices) -> bool:
    """True where the cell of ``part`` holds nothing else."""
    held = np.flatnonzero(labels == labels[part[0]])
    return sum(not content.text[i].isspace() for i in held.tolist()) <= len(part)


def _middle(lattice: Lattice, regions: Regions, cell: int) -> float:
    return float(lattice.xs[regions.spans[cell, 1]] + lattice.xs[regions.spans[cell, 3]]) / 2


def _stands_apart(content: PageContent, lattice: Lattice, regions: Regions, labels: Indices, part: Indices) -> bool:
    """True where ``part`` begins, ends and has its middle where none of the texts of its cell's column does."""
    cell = int(labels[part[0]])
    x0, x1 = content.boxes[part[0], 0], content.boxes[part[-1], 2]
    codes = np.frombuffer(content.text.encode("utf-32-le"), "<u4")
    inked = np.flatnonzero((codes > _SPACE) & (labels >= 0))
    others = inked[(labels[inked] != cell) & (regions.spans[labels[inked], 1] == regions.spans[cell, 1])]
    if len(others) < _FEW_LETTERS:
        return False
    starts, ends = (_extremes(content, labels, others, side) for side in (0, 2))
    middle = _middle(lattice, regions, cell)
    near = min(np.abs(starts - x0).min(), np.abs(ends - x1).min(), abs((x0 + x1) / 2 - middle))
    return bool(near > _PLACE)


def _extremes(content: PageContent, labels: Indices, members: Indices, side: int) -> NDArray[np.float32]:
    """Where the text of each cell begins (``side`` 0) or ends (2)."""
    members = members[np.argsort(labels[members], kind="stable")]
    starts = stretch_starts(labels[members])
    extreme = np.minimum if side == 0 else np.maximum
    return np.asarray(extreme.reduceat(content.boxes[members, side], starts))


def _printed_over(content: PageContent, labels: Indices, members: Indices, others: Indices) -> frozenset[int]:
    """The cells whose own text a line runs over: it is none of theirs, for no cell prints over itself.

    ``others`` are the letters on its height that are not its own.
    """
    x0, x1 = content.boxes[others, 0], content.boxes[others, 2]
    over = others[(x0 < content.boxes[members[-1], 2]) & (x1 > content.boxes[members[0], 0])]
    return frozenset(int(labels[i]) for i in over.tolist() if not content.text[i].isspace())


def _home(
    content: PageContent,
    lattice: Lattice,
    regions: Regions,
    members: Indices,
    mine: Indices,
    taken: frozenset[int],
) -> int:
    """The region that a line belongs to: an end of it that no cell it runs over (``taken``) has, else where it is
    aligned to the border, else where most of it stands.
    """
    first, last = int(mine[0]), int(mine[-1])
    if not taken.isdisjoint(mine.tolist()):
        own = next((end for end in (first, last) if end >= 0 and end not in taken), None)
        if own is not None:
            return own
    slack = _ALIGNED * float(content.sizes[members[0]])
    begins = first >= 0 and content.boxes[members[0], 0] - lattice.xs[regions.spans[first, 1]] <= slack
    ends = last >= 0 and lattice.xs[regions.spans[last, 3]] - content.boxes[members[-1], 2] <= slack
    if begins != ends:
        return first if begins else last
    homes, counts = np.unique(mine, return_counts=True)
    return int(homes[counts.argmax()]) if counts.max() * 2 != counts.sum() else first
