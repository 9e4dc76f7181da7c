"""Row borders that a grid leaves out: one ruled or painted row that piles up the texts and values of several.

The items stand apart by white only. They are told where columns of values and a column of words fall into the same
blocks from top to bottom; the cells of the other columns, such as the programme's name, become merged ones.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.headwords import is_datum
from extract.ruled.lattice import Lattice, Regions
from extract.types import PageContent

Indices = NDArray[np.intp]

_LEVEL = 0.35
"""Letters whose middles differ by less than this share of the font size stand in one line."""
_WHITE = 0.2
"""What the white between two items has over the spacing of lines in one of them, in font sizes."""
_APART = 1.5
"""Lines of one text stand nearer than this (font sizes)."""
_FEW_DIGITS = 0.08
"""Values with units have a larger share of digits ("2 Dokumen" an eighth)."""
_NEAR = 2.0
"""So many font sizes may a value stand beside its item, and two values of one item apart."""
_SHARE = 0.35
"""But no more than this share of the distance to the next value."""
_COLUMNS = "\t"
_WORDS = 6
"""Letters of an item of words, on average: columns of units alone do not tell rows."""


class _Line(NamedTuple):
    top: float
    middle: float
    bottom: float
    size: float
    text: str


Block = Sequence[_Line]


class _Pile(NamedTuple):
    """A cell's lines, and the region of the grid they stand in."""

    region: int
    lines: tuple[_Line, ...]

    @property
    def is_values(self) -> bool:
        return all(is_datum(line.text) for line in self.lines)


def with_piled_rows(content: PageContent, lattice: Lattice, regions: Regions, labels: Indices) -> Lattice | None:
    """The lattice with the row borders that piles of texts and values imply; None where they imply none."""
    added: list[tuple[float, int, list[int]]] = []
    for row, piles in _piles(content, regions, labels).items():
        cuts, split = _cuts(piles)
        columns = [c for k in split for c in range(*regions.spans[k, [1, 3]].tolist())]
        added += [(y, row, columns) for y in cuts]
    return _with_borders(lattice, added) if added else None


def _with_borders(lattice: Lattice, added: Sequence[tuple[float, int, list[int]]]) -> Lattice:
    """The lattice with each border (y, row it divides, columns it is drawn in)."""
    ys, level, upright = lattice.ys, lattice.level, lattice.upright
    for y, row, columns in sorted(added, reverse=True):
        drawn = np.zeros((1, level.shape[1]), np.bool_)
        drawn[0, columns] = True
        ys = np.insert(ys, row + 1, y)
        level = np.concatenate([level[: row + 1], drawn, level[row + 1 :]])
        upright = np.concatenate([upright[: row + 1], upright[row:]])
    return lattice._replace(ys=ys, level=level, upright=upright)


def _piles(content: PageContent, regions: Regions, labels: Indices) -> dict[int, list[_Pile]]:
    """The filled cells of each single row of the lattice in which at least three cells hold several lines."""
    codes = np.frombuffer(content.text.encode("utf-32-le"), "<u4")
    single = regions.spans[:, 2] - regions.spans[:, 0] == 1
    inked = np.flatnonzero(np.append(single, False)[labels] & (codes != 0x20) & (content.angles == 0))
    if len(inked) < 2:
        return {}
    inked = inked[np.argsort(labels[inked], kind="stable")]
    middle = (content.boxes[inked, 1] + content.boxes[inked, 3]) / 2
    starts = np.flatnonzero(np.append(True, np.diff(labels[inked]) != 0))
    height = np.maximum.reduceat(middle, starts) - np.minimum.reduceat(middle, starts)
    rows = regions.spans[labels[inked[starts]], 0]
    size = content.sizes[inked[starts]]
    tall = Counter(rows[height > size].tolist())
    # Most rows have no two cells that may pile up values, and need not be parted into lines.
    digits = np.add.reduceat((codes[inked] >= 0x30) & (codes[inked] <= 0x39), starts, dtype=np.intp)
    letters = np.diff(np.append(starts, len(inked)))
    valued = Counter(rows[(height > _APART * size) & (digits > _FEW_DIGITS * letters)].tolist())
    found: dict[int, list[_Pile]] = defaultdict(list)
    for row, members in zip(rows.tolist(), np.split(inked, starts[1:]), strict=True):
        if tall[row] > 2 and valued[row] > 1:
            found[row].append(_Pile(int(labels[members[0]]), tuple(_lines(content, members))))
    return found


def _lines(content: PageContent, members: Indices) -> Iterator[_Line]:
    boxes, sizes = content.boxes[members], content.sizes[members]
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    order = np.argsort(middle, kind="stable")
    apart = np.diff(middle[order]) > _LEVEL * np.maximum(sizes[order[1:]], 1.0)
    for part in np.split(order, np.flatnonzero(apart) + 1):
        text = _text(content, members[np.sort(part)])
        top, bottom = float(boxes[part, 1].min()), float(boxes[part, 3].max())
        yield _Line(top, float(np.median(middle[part])), bottom, float(np.median(sizes[part])), text)


def _text(content: PageContent, letters: Indices) -> str:
    """A line's letters, without spaces but where two numbers stand apart: those are of columns not ruled either."""
    text = [content.text[i] for i in letters.tolist()]
    gaps = content.boxes[letters[1:], 0] - content.boxes[letters[:-1], 2]
    for k in np.flatnonzero(gaps > content.sizes[letters[1:]]).tolist():
        if text[k][-1].isdigit() and text[k + 1].isdigit():
            text[k] += _COLUMNS
    return "".join(text)


def _cuts(piles: Sequence[_Pile]) -> tuple[list[float], list[int]]:
    """The heights at which the row is to be cut and the regions that fall into the parts; none without evidence."""
    leaders = _leaders(piles)
    if len(leaders) < 2 or any(_COLUMNS in line.text for pile in piles for line in pile.lines):
        return [], []
    items = [(line,) for line in leaders[0].lines]
    limits = [(a[-1].middle, b[0].middle) for a, b in pairwise(items)]
    split, words = [], 0
    for pile in (*leaders, *(pile for pile in piles if pile not in leaders)):
        blocks = _blocks(pile, leaders[0].lines)
        narrowed = _narrowed(limits, blocks) if blocks else None
        if blocks and narrowed:
            limits = narrowed
            split.append(pile.region)
            words += not pile.is_values and _is_worded(pile, len(items))
    if not words or len(split) < len(leaders) + 1:
        return [], []
    return [(low + high) / 2 for low, high in limits], split


def _leaders(piles: Sequence[_Pile]) -> list[_Pile]:
    """The columns of values that pile up the most lines, each beside those of the first."""
    values = [pile for pile in piles if len(pile.lines) > 1 and pile.is_values and _are_apart(pile.lines)]
    counts = Counter(len(pile.lines) for pile in values)
    several = [n for n, times in counts.items() if times > 1]
    if not several or max(several) < max(counts):
        return []
    values = [pile for pile in values if len(pile.lines) == max(several)]
    return [pile for pile in values if _stand_beside(pile.lines, values[0].lines)]


def _are_apart(values: Sequence[_Line]) -> bool:
    """True for numbers set apart by white; an amount or code too long for its column goes on in the next line."""
    printed = any(char.isdigit() for line in values for char in line.text)
    return printed and all(b.middle - a.middle > _APART * a.size for a, b in pairwise(values))


def _stand_beside(lines: Sequence[_Line], others: Sequence[_Line]) -> bool:
    near = _reach(others)
    return all(abs(a.middle - b.middle) <= near for a, b in zip(lines, others, strict=True))


def _reach(values: Sequence[_Line]) -> float:
    """How far from its value an item may stand (points)."""
    step = min(b.middle - a.middle for a, b in pairwise(values))
    return min(_NEAR * values[0].size, _SHARE * step)


def _blocks(pile: _Pile, values: Sequence[_Line]) -> list[Block]:
    """The pile's lines by the value they belong to; none where they do not fall into as many blocks."""
    lines, count = pile.lines, len(values)
    if len(lines) < count:
        return []
    steps = [b.middle - a.middle for a, b in pairwise(lines)]
    wide = sorted(sorted(range(len(steps)), key=steps.__getitem__)[len(steps) - count + 1 :])
    inner = [step for k, step in enumerate(steps) if k not in wide]
    if inner and min(steps[k] for k in wide) < max(inner) + _WHITE * lines[0].size:
        return []
    ends = [0, *(k + 1 for k in wide), len(lines)]
    blocks = [lines[a:b] for a, b in pairwise(ends)]
    near = _reach(values)
    beside = (
        block[0].middle - near <= value.middle <= block[-1].middle + near
        for block, value in zip(blocks, values, strict=True)
    )
    return list(blocks) if all(beside) else []


def _narrowed(limits: Sequence[tuple[float, float]], blocks: Sequence[Block]) -> list[tuple[float, float]] | None:
    """The stretches in which the row may be cut so that the blocks stay whole too; None where one is used up."""
    found = []
    for (low, high), (above, below) in zip(limits, pairwise(blocks), strict=True):
        low, high = max(low, above[-1].middle), min(high, below[0].middle)
        if high - low < _LEVEL * above[-1].size:
            return None
        found.append((low, high))
    return found


def _is_worded(pile: _Pile, count: int) -> bool:
    return sum(map(str.isalpha, "".join(line.text for line in pile.lines))) >= _WORDS * count
