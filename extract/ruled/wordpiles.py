"""Row borders that a grid leaves out between rows of words: a rule after every third row, or none but the columns'.

Without figures rows show in two ways. All their cells begin a new line at one height, the first column's too; and above
that line stands more white than between the lines of a text, or a line that broke although the next word had room.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from extract.headwords import is_datum, wording
from extract.page.median import median
from extract.ruled.begun import NO_START, are_values, begins, had_room, may_begin
from extract.ruled.filled import LEVEL, Filled
from extract.ruled.heaped import APART, MOST, WHITE, Heap, HeapLine, heaps
from extract.ruled.keyed import key_cuts, lacks_all_rules
from extract.ruled.lattice import Lattice
from extract.ruled.parting import with_borders

_ITEMS = 3
"""So many items are told where lines follow each other evenly."""
_EVENLY = 7
"""Or one of them where all have a line of each item, and items and cells together are so many."""
_MARK = re.compile(r"(?:\d{1,2}|[A-Za-z])[.)]\s")
"""How an item of a list within a cell begins."""
_WORDED = 0.5
_SOLID = 0.8
"""Nor do they stand nearer than this."""
_WHOLE = 3
"""So many cells have something of each item that only white parts from the next."""
_TELL = 2
"""So many cells tell each item that no white parts from the one above."""


def with_word_rows(grid: Filled) -> Lattice | None:
    """The lattice with the borders between rows of words, or of keys, that no rule parts; None where there are none."""
    added: list[tuple[float, int, list[int]]] = []
    found = heaps(grid)
    leading = _leading(found.values())
    is_keyed = not any(map(lacks_all_rules, found.values()))
    items = _ITEMS
    for _ in range(2):
        for row, cells in list(found.items()):
            cuts = (is_keyed and key_cuts(cells)) or list(_cuts(cells, items)) or list(_white_cuts(cells, leading))
            cuts = cuts or _block_cuts(cells, leading)
            for y, parted in cuts:
                spans = grid.regions.spans[parted]
                added.append((y, row, [column for span in spans.tolist() for column in range(span[1], span[3])]))
                found.pop(row, None)
        # A table that lacks rules elsewhere lacks them between two items too.
        items = _ITEMS - 1 if added or grid.lattice.implied else _ITEMS
    return with_borders(grid, added) if added else None


def _cuts(cells: Sequence[Heap], items: int) -> Iterator[tuple[float, list[int]]]:
    """The heights at which a row is to be cut, each with the regions that it cuts."""
    if _are_titles(cells):
        return
    size = float(median(np.array([line.size for cell in cells for line in cell.lines])))
    levels = _levels(cells, size)
    starts = [level for level in levels[1:] if _begins_item(cells, level, size)]
    inner = [b - a for a, b in pairwise(levels) if b not in starts]
    white = min((b - a for a, b in pairwise(levels) if b in starts), default=0.0)
    most = max(inner, default=0.0)
    is_white, is_even = inner and white >= most + WHITE * size, white + WHITE * size > most
    if not starts or not (is_white or (is_even and _are_told(cells, levels, starts, items))):
        return
    parted = [cell.region for cell in cells if _goes_with(cell, [levels[0], *starts], size)]
    for y in starts:
        above = max(level for level in levels if level < y)
        yield (above + y) / 2, parted


def _leading(rows: Iterable[Sequence[Heap]]) -> float:
    """The least distance between two lines of a cell, in font sizes."""
    lines = (pair for cells in rows for cell in cells for pair in pairwise(cell.lines))
    return min((step for a, b in lines if (step := (b.middle - a.middle) / a.size) > _SOLID), default=math.inf)


def _white_cuts(cells: Sequence[Heap], leading: float) -> Iterator[tuple[float, list[int]]]:
    """The heights at which a stripe of white runs through all of a row's texts, which stand level in their middles."""
    size = float(median(np.array([line.size for cell in cells for line in cell.lines])))
    levels = _levels(cells, size)
    wide = [(a, b) for a, b in pairwise(levels) if b - a >= (leading + WHITE) * size]
    ends = [-math.inf, *((a + b) / 2 for a, b in wide), math.inf]
    if not wide or leading > APART or _are_titles(cells):
        return
    for low, high in pairwise(ends):
        here = [sum(low < line.middle < high for line in cell.lines) for cell in cells]
        if not here[0] or sum(map(bool, here)) < max(_WHOLE, MOST * len(cells)):
            return
    parted = [cell for cell in cells if all(_may_part(cell, y) for y in ends[1:-1])]
    if len(parted) >= max(_WHOLE, MOST * len(cells)) and parted[0] is cells[0]:
        for y in ends[1:-1]:
            yield y, [cell.region for cell in parted]


def _block_cuts(cells: Sequence[Heap], leading: float) -> list[tuple[float, list[int]]]:
    """The heights above items that white tells in two columns of texts at the same places, beside groups' labels."""
    if leading > APART or _are_titles(cells):
        return []
    blocks = sorted(((cell.region, _blocks(cell, leading)) for cell in cells), key=lambda found: len(found[1]))
    (one, texts), (other, others) = blocks[-2:]
    if len(texts) < _ITEMS or len(texts) != len(others):
        return []
    if any(abs(a[0].middle - b[0].middle) > LEVEL * a[0].size for a, b in zip(texts, others, strict=True)):
        return []
    ends = [max(a[-1].middle, b[-1].middle) for a, b in zip(texts, others, strict=True)]
    return [((end + below[0].middle) / 2, [one, other]) for end, below in zip(ends, texts[1:], strict=False)]


def _blocks(cell: Heap, leading: float) -> list[Sequence[HeapLine]]:
    """A cell's broken texts, parted at white; none where they are values or a list, or go on behind white."""
    white = (leading + WHITE) * cell.lines[0].size
    starts = [at for at in range(1, len(cell.lines)) if cell.lines[at].middle - cell.lines[at - 1].middle >= white]
    blocks: list[Sequence[HeapLine]] = [cell.lines[a:b] for a, b in pairwise((0, *starts, len(cell.lines)))]
    is_text = len(blocks) < len(cell.lines) and not any(is_datum(b[0].text) or _MARK.match(b[0].text) for b in blocks)
    begun = all(may_begin(cell.lines[at - 1], cell.lines[at], cell.side) for at in starts)
    return blocks if is_text and begun else []


def _may_part(cell: Heap, y: float) -> bool:
    at = sum(line.middle < y for line in cell.lines)
    return 0 < at < len(cell.lines) and may_begin(cell.lines[at - 1], cell.lines[at], cell.side)


def _are_titles(cells: Sequence[Heap]) -> bool:
    words = [line.text for cell in cells for line in cell.lines if not is_datum(line.text)]
    return not words or float(np.mean([wording(text) for text in words])) >= _WORDED


def _are_told(cells: Sequence[Heap], levels: Sequence[float], starts: Sequence[float], items: int) -> bool:
    """True where two cells at least tell that an item begins at each of the ``starts``, and no word of a cell could
    have stood behind the line above elsewhere.
    """
    if lacks_all_rules(cells):
        return False
    size = cells[0].lines[0].size
    told = [[(cell, at) for cell, at in _breaks(cells, y, size) if begins(cell, at)] for y in starts]
    if not _are_enough([len(here) for here in told], cells):
        return False
    # Two lines in each cell may be a name and what stands below it: columns of numbers tell them.
    figures = (sum(are_values(cell.lines[at - 1], cell.lines[at]) for cell, at in here) for here in told)
    if len(starts) + 1 < items and min(figures) < _TELL:
        return False
    rest = [(cell, at) for y in levels[1:] if y not in starts for cell, at in _breaks(cells, y, size)]
    return not any(had_room(cell.lines[at - 1], cell.lines[at], cell.side) for cell, at in rest)


def _are_enough(told: Sequence[int], cells: Sequence[Heap]) -> bool:
    """True for two cells that tell each item, of many items some one; or one that does so where texts, several and
    hardly by chance, all have one line of each.
    """
    one_each = all(len(cell.lines) == len(told) + 1 for cell in cells)
    if one_each and len(told) + 1 + len(cells) >= _EVENLY:
        return min(told) > 0
    return min(told) >= (_TELL if len(told) < _ITEMS else 1) and sum(told) >= _TELL * len(told)


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
    if here[0].text[0].islower() or any(
        line is not None and line.text.startswith(NO_START) and not is_datum(line.text) for line in here
    ):
        return False
    # Where a cell has a first line of its own there, nothing above it can go on.
    return all(may_begin(cell.lines[at - 1], cell.lines[at], cell.side) for cell, at in _breaks(cells, y, size))


def _at(cell: Heap, y: float, size: float) -> HeapLine | None:
    return next((line for line in cell.lines if abs(line.middle - y) < LEVEL * size), None)


def _breaks(cells: Sequence[Heap], y: float, size: float) -> Iterator[tuple[Heap, int]]:
    """The cells that have a line at ``y`` below another one, each with that line's number."""
    for cell in cells:
        yield from ((cell, at) for at, line in enumerate(cell.lines) if at and abs(line.middle - y) < LEVEL * size)


def _goes_with(cell: Heap, starts: Sequence[float], size: float) -> bool:
    """True for a cell whose first line is level with an item's; one in the middle of several belongs to all."""
    return any(abs(cell.lines[0].middle - y) < LEVEL * size for y in starts)
