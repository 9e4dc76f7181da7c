"""Row borders that a grid leaves out between rows of words: a rule after every third row, or none but the columns'.

Without figures rows show in two ways. All their cells begin a new line at one height, the first column's too; and above
that line stands more white than between the lines of a text, or a line that broke although the next word had room.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.headwords import is_datum, wording
from extract.page.median import median
from extract.ruled.lattice import Lattice, Regions
from extract.ruled.piles import with_borders
from extract.types import PageContent

Indices = NDArray[np.intp]

_LEVEL = 0.35
"""Lines whose middles differ by less than this share of the font size stand at one height."""
_SHARE = 0.6
"""So many of a row's cells begin anew where an item does, among them the first."""
_WHITE = 0.25
"""What the white above an item has over that between the lines of a text, in font sizes."""
_ITEMS = 3
"""So many items are told where lines follow each other evenly."""
_PAD, _BLANK = 3.0, 0.25
"""White at a cell's sides (points) and between two words (font sizes)."""
_WORDED = 0.5
_SPACE = 0x20
_GOES_ON = (",", "-", "/", ":", "(", "&", " dan", " atau", " di", " ke")
_NO_START = ("(", "-", "–", "•", "*", ")", "/", "&", "+")


class _Line(NamedTuple):
    """One line of a cell: its height, ends, the end of its first word, the font's size."""

    middle: float
    x0: float
    x1: float
    word: float
    size: float
    text: str


class _Texts(NamedTuple):
    """A cell's lines, top to bottom, its region, and the right side that its texts may reach."""

    region: int
    lines: tuple[_Line, ...]
    side: float


def with_word_rows(content: PageContent, lattice: Lattice, regions: Regions, labels: Indices) -> Lattice | None:
    """The lattice with the borders between rows of words that no rule parts; None where there are none."""
    added: list[tuple[float, int, list[int]]] = []
    for row, cells in _heaps(content, lattice, regions, labels).items():
        for y, parted in _cuts(cells):
            columns = [column for region in parted for column in range(*regions.spans[region, [1, 3]].tolist())]
            added.append((y, row, columns))
    return with_borders(lattice, added) if added else None


def _heaps(content: PageContent, lattice: Lattice, regions: Regions, labels: Indices) -> dict[int, list[_Texts]]:
    """The filled cells, left to right, of each single row below the first whose first cell, and most, are of lines."""
    codes = np.frombuffer(content.text.encode("utf-32-le"), "<u4")
    single = (regions.spans[:, 2] - regions.spans[:, 0] == 1) & (regions.spans[:, 0] > 0)
    inked = np.flatnonzero(np.append(single, False)[labels] & (codes > _SPACE) & (content.angles == 0))
    if len(inked) < 2:
        return {}
    inked = inked[np.argsort(labels[inked], kind="stable")]
    middle = (content.boxes[inked, 1] + content.boxes[inked, 3]) / 2
    starts = np.flatnonzero(np.append(True, np.diff(labels[inked]) != 0))
    tall = np.maximum.reduceat(middle, starts) - np.minimum.reduceat(middle, starts) > content.sizes[inked[starts]]
    rows = regions.spans[labels[inked[starts]], 0]
    heaped = np.bincount(rows, weights=tall) >= _SHARE * np.bincount(rows)
    heaped &= np.bincount(rows, weights=tall) > 0
    cells: dict[int, list[int]] = defaultdict(list)
    for number in np.flatnonzero(heaped[rows]).tolist():
        cells[int(rows[number])].append(number)
    parts = np.split(inked, starts[1:]) if cells else []
    found = {}
    for row, members in cells.items():
        members.sort(key=lambda number: int(regions.spans[labels[parts[number][0]], 1]))
        if len(members) > 1 and tall[members[0]]:
            found[row] = [_texts(content, lattice, regions, labels, parts[number]) for number in members]
    return found


def _texts(content: PageContent, lattice: Lattice, regions: Regions, labels: Indices, members: Indices) -> _Texts:
    region = int(labels[members[0]])
    side = float(lattice.xs[regions.spans[region, 3]]) - _PAD
    return _Texts(region, tuple(_lines(content, members)), side)


def _lines(content: PageContent, members: Indices) -> Iterator[_Line]:
    x0, y0, x1, y1 = content.boxes[members].T
    middle = (y0 + y1) / 2
    order = np.argsort(middle, kind="stable")
    apart = np.diff(middle[order]) > _LEVEL * np.maximum(content.sizes[members[order[1:]]], 1.0)
    order = order[np.lexsort((x0[order], np.append(0, np.cumsum(apart))))]
    x0, x1, middle, sizes = x0[order], x1[order], middle[order], content.sizes[members[order]]
    letters = [content.text[i] for i in members[order].tolist()]
    gap = x0[1:] - x1[:-1]
    for low, high in pairwise((0, *(np.flatnonzero(apart) + 1).tolist(), len(order))):
        size = float(median(sizes[low:high]))
        blanks = (low + np.flatnonzero(gap[low : high - 1] > _BLANK / 2 * size)).tolist()
        for k in blanks:
            letters[k] += " "
        word = float(x1[blanks[0] if blanks else high - 1])
        y, text = float(median(middle[low:high])), "".join(letters[low:high])
        yield _Line(y, float(x0[low]), float(x1[high - 1]), word, size, text)


def _cuts(cells: Sequence[_Texts]) -> Iterator[tuple[float, list[int]]]:
    """The heights at which a row is to be cut, each with the regions that it cuts."""
    words = [line.text for cell in cells for line in cell.lines if not is_datum(line.text)]
    if not words or np.mean([wording(text) for text in words]) >= _WORDED:
        return
    size = float(median([line.size for cell in cells for line in cell.lines]))
    levels = _levels(cells, size)
    starts = [level for level in levels[1:] if _begins_item(cells, level, size)]
    inner = [b - a for a, b in pairwise(levels) if b not in starts]
    white = min((b - a for a, b in pairwise(levels) if b in starts), default=0.0)
    if not starts or (inner and white < max(inner) + _WHITE * size):
        return
    roomy = [sum(_had_room(above, below) for above, below in _breaks(cells, y, size)) for y in starts]
    if not inner and (len(starts) + 1 < _ITEMS or min(roomy) < 2):
        return
    parted = [cell.region for cell in cells if _goes_with(cell, [levels[0], *starts], size)]
    for y in starts:
        above = max(level for level in levels if level < y)
        yield (above + y) / 2, parted


def _levels(cells: Sequence[_Texts], size: float) -> list[float]:
    """The heights at which lines stand in any of the cells."""
    middles = np.sort([line.middle for cell in cells for line in cell.lines])
    return [float(np.mean(part)) for part in np.split(middles, np.flatnonzero(np.diff(middles) > _LEVEL * size) + 1)]


def _begins_item(cells: Sequence[_Texts], y: float, size: float) -> bool:
    """True where most cells, and the first, begin at ``y`` what is no rest of the text above."""
    here = [_at(cell, y, size) for cell in cells]
    begun = sum(line is not None for line in here)
    if here[0] is None or begun < 2 or begun < _SHARE * len(cells):
        return False
    if any(line is not None and line.text.startswith(_NO_START) for line in here) or here[0].text[0].islower():
        return False
    # A unit in small letters begins a cell too, where it would have had room behind the one above.
    return not any(
        above.text.endswith(_GOES_ON) or (line.text[0].islower() and not _had_room(above, line))
        for above, line in _breaks(cells, y, size)
    )


def _at(cell: _Texts, y: float, size: float) -> _Line | None:
    return next((line for line in cell.lines if abs(line.middle - y) < _LEVEL * size), None)


def _breaks(cells: Sequence[_Texts], y: float, size: float) -> Iterator[tuple[_Line, _Line]]:
    """The lines at ``y`` that have another one above them in their cell, each behind that one."""
    for cell in cells:
        yield from (
            (above._replace(x1=above.x1 - cell.side), line)
            for above, line in pairwise(cell.lines)
            if abs(line.middle - y) < _LEVEL * size
        )


def _had_room(above: _Line, below: _Line) -> bool:
    """True where the first word of a line would have stood behind the line above, told by where the cell ends."""
    return above.x1 + _BLANK * above.size + below.word - below.x0 < 0


def _goes_with(cell: _Texts, starts: Sequence[float], size: float) -> bool:
    """True for a cell whose first line is level with an item's; one in the middle of several belongs to all."""
    return any(abs(cell.lines[0].middle - y) < _LEVEL * size for y in starts)
