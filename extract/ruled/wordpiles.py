"""Row borders that a grid leaves out between rows of words: a rule after every third row, or none but the columns'.

Without figures rows show in two ways. All their cells begin a new line at one height, the first column's too; and above
that line stands more white than between the lines of a text, or a line that broke although the next word had room.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from extract.headwords import is_datum, wording
from extract.page.median import median
from extract.ruled.filled import LEVEL, Filled
from extract.ruled.heaped import BLANK, MOST, Heap, HeapLine, heaps
from extract.ruled.keyed import key_cuts, lacks_all_rules
from extract.ruled.lattice import Lattice
from extract.ruled.piles import with_borders

_WHITE = 0.25
"""What the white above an item has over that between the lines of a text, in font sizes."""
_ITEMS = 3
"""So many items are told where lines follow each other evenly."""
_WORDED = 0.5
_GOES_ON = (",", "-", "/", ":", "(", "&", " dan", " atau", " di", " ke")
_NO_START = ("(", "-", "–", "•", "*", ")", "/", "&", "+")


def with_word_rows(grid: Filled) -> Lattice | None:
    """The lattice with the borders between rows of words, or of keys, that no rule parts; None where there are none."""
    added: list[tuple[float, int, list[int]]] = []
    found = heaps(grid)
    is_keyed = not any(map(lacks_all_rules, found.values()))
    for row, cells in found.items():
        for y, parted in (is_keyed and key_cuts(cells)) or _cuts(cells):
            columns = [column for region in parted for column in range(*grid.regions.spans[region, [1, 3]].tolist())]
            added.append((y, row, columns))
    return with_borders(grid.lattice, added) if added else None


def _cuts(cells: Sequence[Heap]) -> Iterator[tuple[float, list[int]]]:
    """The heights at which a row is to be cut, each with the regions that it cuts."""
    words = [line.text for cell in cells for line in cell.lines if not is_datum(line.text)]
    if not words or np.mean([wording(text) for text in words]) >= _WORDED:
        return
    size = float(median(np.array([line.size for cell in cells for line in cell.lines])))
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


def _levels(cells: Sequence[Heap], size: float) -> list[float]:
    """The heights at which lines stand in any of the cells."""
    middles = np.sort([line.middle for cell in cells for line in cell.lines])
    return [float(np.mean(part)) for part in np.split(middles, np.flatnonzero(np.diff(middles) > LEVEL * size) + 1)]


def _begins_item(cells: Sequence[Heap], y: float, size: float) -> bool:
    """True where most cells, and the first, begin at ``y`` what is no rest of the text above."""
    here = [_at(cell, y, size) for cell in cells]
    begun = sum(line is not None for line in here)
    if here[0] is None or begun < 2 or begun < MOST * len(cells):
        return False
    if any(line is not None and line.text.startswith(_NO_START) for line in here) or here[0].text[0].islower():
        return False
    # A unit in small letters begins a cell too, where it would have had room behind the one above.
    return not any(
        above.text.endswith(_GOES_ON) or (line.text[0].islower() and not _had_room(above, line))
        for above, line in _breaks(cells, y, size)
    )


def _at(cell: Heap, y: float, size: float) -> HeapLine | None:
    return next((line for line in cell.lines if abs(line.middle - y) < LEVEL * size), None)


def _breaks(cells: Sequence[Heap], y: float, size: float) -> Iterator[tuple[HeapLine, HeapLine]]:
    """The lines at ``y`` that have another one above them in their cell, each behind that one."""
    for cell in cells:
        yield from (
            (above._replace(x1=above.x1 - cell.side), line)
            for above, line in pairwise(cell.lines)
            if abs(line.middle - y) < LEVEL * size
        )


def _had_room(above: HeapLine, below: HeapLine) -> bool:
    """True where the first word of a line would have stood behind the line above, told by where the cell ends."""
    return above.x1 + BLANK * above.size + below.word - below.x0 < 0


def _goes_with(cell: Heap, starts: Sequence[float], size: float) -> bool:
    """True for a cell whose first line is level with an item's; one in the middle of several belongs to all."""
    return any(abs(cell.lines[0].middle - y) < LEVEL * size for y in starts)
