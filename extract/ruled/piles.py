"""Row borders that a grid leaves out: one ruled or painted row that piles up the texts and values of several.

The items stand apart by white only. They are told where columns of values and columns of words fall into the same
blocks from top to bottom; the cells of the other columns, such as the programme's name, become merged ones. An item may
lack a value, and at a page's ends a text may be without any: the rest of an item that the page break cuts.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise, product
from typing import NamedTuple

import numpy as np

from extract.headwords import is_datum, is_year
from extract.judge import is_amount
from extract.page.median import median
from extract.ruled.begun import starts_beside
from extract.ruled.filled import LEVEL, Filled, Indices, lines_of
from extract.ruled.heaped import APART, heap_of
from extract.ruled.keyed import MANY
from extract.ruled.lattice import Lattice
from extract.ruled.parting import with_borders
from extract.ruled.placing import placed_beside
from extract.types import PageContent

_FEW_TALL = 1
"""Rows with no more cells of several lines pile up nothing; one more may be values and words."""
_WHITE = 0.2
"""What the white between two items has over the spacing of lines in one of them, in font sizes."""
_FEW_DIGITS = 0.08
"""Values with units have a larger share of digits ("2 Dokumen" an eighth)."""
_MANY_DIGITS = 0.25
"""Of a single column of values so many letters are digits: names hold a year or a number too."""
_NEAR = 2.0
"""So many font sizes may a value stand beside its item, and two values of one item apart."""
_SHARE = 0.35
"""But no more than this share of the distance to the next value."""
_GROUPED = 2
"""So many labels beside a pile are those of groups; one alone is the whole pile's."""
_LONE_WORDS = 2
"""Columns of words that must fall into the same blocks where only one column piles up values."""
_LONE_VALUES = 2
"""So many columns with a value of one item alone, none that all of them may share, tell as much as a second pile."""
_EDGE = 0.3
"""A page break may cut a table that begins, or ends, within this share of the page's height from its edge."""
_SAME_LINE, _HAIR = 2.0, 0.5
"""Lines of two texts that differ by so much are level (points); a border passes a line's middle at this distance."""
_OPEN_NUMBER, _GROUPS = re.compile(r"\d[.,]$"), re.compile(r"\d{3}(?!\d)")
"""How a line ends whose amount goes on in the next one, and how that one begins."""
_NUMBER, _UNIT = re.compile(r"\d[\d.,]*"), re.compile(r"[^\W\d_]{2,}(?:/[^\W\d_]{2,})?")
_COLUMNS = "\t"
_WORDS, _SHORT_WORDS = 6, 4
"""Letters of an item of words, on average: columns of units alone do not tell rows. Names may be shorter."""


class _Line(NamedTuple):
    top: float
    middle: float
    bottom: float
    size: float
    text: str
    last: float
    """The middle of the last line of an amount over several; else ``middle``."""


Block = Sequence[_Line]


class _Stretch(NamedTuple):
    low: float
    high: float


class _Pile(NamedTuple):
    """A cell's lines, the region of the grid they stand in, and its letters."""

    region: int
    lines: tuple[_Line, ...]
    members: Indices

    @property
    def is_values(self) -> bool:
        return all(is_datum(line.text) for line in self.lines)


def with_piled_rows(grid: Filled) -> Lattice | None:
    """The lattice with the row borders that piles of texts and values imply; None where they imply none."""
    added: list[tuple[float, int, list[int]]] = []
    content, lattice, regions = grid.content, grid.lattice, grid.regions
    top, bottom = lattice.ys[0] < _EDGE * content.height, lattice.ys[-1] > (1 - _EDGE) * content.height
    for row, piles in _piles(grid).items():
        cuts: defaultdict[float, list[int]] = defaultdict(list)
        for y, region in _cuts(grid, piles, top and row == 0, bottom and row == len(lattice.ys) - 2):
            cuts[y] += range(*regions.spans[region, [1, 3]].tolist())
        added += [(y, row, columns) for y, columns in cuts.items()]
    return with_borders(grid, added) if added else None


def _piles(grid: Filled) -> dict[int, list[_Pile]]:
    """The filled cells of each single row of the lattice in which several cells hold several lines."""
    cells, codes = grid.row_cells, grid.codes[grid.row_cells.letters]
    digits = np.add.reduceat((codes >= 0x30) & (codes <= 0x39), cells.starts, dtype=np.intp)
    letters = np.diff(cells.starts, append=len(codes))
    # Most rows have no two cells that may pile up values, and need not be parted into lines.
    piled = cells.height > APART * cells.size
    tall, valued, surely = (
        np.bincount(cells.row[of_them], minlength=len(grid.lattice.ys))
        for of_them in (
            cells.height > cells.size,
            piled & (digits > _FEW_DIGITS * letters),
            piled & (digits > _MANY_DIGITS * letters),
        )
    )
    found: dict[int, list[_Pile]] = defaultdict(list)
    piling = (tall > _FEW_TALL) & ((valued > 1) | (surely > 0))
    for number in np.flatnonzero(piling[cells.row]).tolist():
        members = cells.members(number)
        pile = _Pile(int(cells.region[number]), tuple(_lines(grid.content, members)), members)
        found[int(cells.row[number])].append(pile)
    return found


def _lines(content: PageContent, members: Indices) -> Iterator[_Line]:
    """A cell's lines; an amount that the cell's width breaks ("1.250." over "000") is one, and a number over its unit
    where others have theirs beside them.
    """
    lines = list(_printed_lines(content, members))
    has_units = any(is_datum(line.text) and line.text[-1].isalpha() for line in lines)
    held: _Line | None = None
    for line in lines:
        if held is not None and (
            (_OPEN_NUMBER.search(held.text) and _GROUPS.match(line.text))
            or (has_units and _NUMBER.fullmatch(held.text) and _UNIT.fullmatch(line.text) and _is_below(line, held))
        ):
            held = held._replace(bottom=line.bottom, text=held.text + line.text, last=line.last)
            continue
        if held is not None:
            yield held
        held = line
    if held is not None:
        yield held


def _is_below(line: _Line, above: _Line) -> bool:
    return line.middle - above.last < APART * line.size


def _printed_lines(content: PageContent, members: Indices) -> Iterator[_Line]:
    for line in lines_of(content, members):
        _, y0, _, y1 = content.boxes[line].T
        centre, size = float(median((y0 + y1) / 2)), float(median(content.sizes[line]))
        yield _Line(float(y0.min()), centre, float(y1.max()), size, _text(content, np.sort(line)), centre)


def _text(content: PageContent, letters: Indices) -> str:
    """A line's letters, without spaces but where two numbers stand apart: those are of columns not ruled either."""
    text = [content.text[i] for i in letters.tolist()]
    gaps = content.boxes[letters[1:], 0] - content.boxes[letters[:-1], 2]
    for k in np.flatnonzero(gaps > content.sizes[letters[1:]]).tolist():
        if text[k][-1].isdigit() and text[k + 1].isdigit():
            text[k] += _COLUMNS
    return "".join(text)


def _cuts(grid: Filled, piles: Sequence[_Pile], first: bool, last: bool) -> Iterator[tuple[float, int]]:
    """The heights at which the row is to be cut, each with a region that it cuts; none without evidence.

    ``first`` and ``last`` tell that a page break may cut the row's first item, its last one.
    """
    values, is_sure = _values(piles)
    if not values or any(_COLUMNS in line.text for pile in piles for line in pile.lines):
        return
    items = values[0].lines
    # Values line below line are no sign that the texts beside them have as many parts as lines.
    tight = not _are_white_between(items)
    if tight and len(items) >= MANY:
        return
    several = is_sure and (sum(len(pile.lines) > 1 for pile in values) > 1 or len(values) > _LONE_VALUES)
    sure = is_sure
    among = _limits(((), *((line,) for line in items), ()))
    room, split, words = among, dict.fromkeys((pile.region for pile in values), among), 0
    groups: dict[int, set[int]] = {}
    for pile in (pile for pile in piles if pile not in values):
        blocks = [] if tight else _blocks(pile, items, first, last)
        told = [] if blocks else _blocks_beside(grid, pile, items, piles)
        is_told = bool(told) or (not several and _are_placed(grid, pile, blocks, items))
        blocks = blocks or told
        narrowed = _narrowed(room, limits := _limits(blocks)) if blocks else None
        if narrowed:
            room, split[pile.region] = narrowed, limits
            sure |= is_told
            words += _LONE_WORDS if is_told else not pile.is_values and _is_worded(pile, len(items))
        elif begun := _begun(pile.lines, items):
            groups[pile.region], split[pile.region] = begun, among
    if not sure or words < (1 if several else _LONE_WORDS):
        return
    for at, (low, high) in enumerate(room):
        if math.isfinite(low) and math.isfinite(high):
            middle = (low + high) / 2
            yield from (
                (min(max(middle, a[at].low + _HAIR), a[at].high - _HAIR), region)
                for region, a in split.items()
                if at in groups.get(region, (at,))
            )


def _values(piles: Sequence[_Pile]) -> tuple[list[_Pile], bool]:
    """The columns of values, the one that piles up the most lines first: the others stand beside some of them.

    False where columns of several values do not go together: one of them may list several for an item.
    """
    every = [pile for pile in piles if pile.is_values]
    values = sorted((pile for pile in every if _are_apart(pile.lines)), key=lambda pile: -len(pile.lines))
    most = len(values[0].lines) if values else 0
    if most < 2:
        return [], False
    found = [pile for pile in values if _stand_beside(pile.lines, values[0].lines)]
    alone = sum(len(pile.lines) > 1 for pile in found) == 1
    found = [p for p in found if len(p.lines) > 1 or (alone and not _may_be_shared(p.lines[0], values[0].lines))]
    unlike = any(len(pile.lines) > 1 and pile not in found for pile in every)
    return found, not unlike or sum(len(pile.lines) == most for pile in found) > 1


def _are_apart(values: Sequence[_Line]) -> bool:
    """True for numbers set apart by white, or whole ones; an amount or code too long for its column goes on below."""
    printed = any(char.isdigit() for line in values for char in line.text)
    return printed and (_are_white_between(values) or all(_is_whole(line.text) for line in values))


def _are_white_between(values: Sequence[_Line]) -> bool:
    return all(b.middle - a.middle > APART * a.size for a, b in pairwise(values))


def _is_whole(text: str) -> bool:
    """True for an amount, or a number with its unit."""
    return is_amount(text) or (text[-1].isalpha() and text[0].isdigit()) or text.endswith("%")


def _stand_beside(lines: Sequence[_Line], others: Sequence[_Line]) -> bool:
    near = _reach(others)
    return all(min(abs(line.middle - other.middle) for other in others) <= near for line in lines)


def _may_be_shared(line: _Line, items: Sequence[_Line]) -> bool:
    """True where a lone value stands as one does that all items share: at their top, or in their middle."""
    near = _reach(items)
    return any(abs(line.middle - y) <= near for y in (items[0].middle, (items[0].middle + items[-1].middle) / 2))


def _reach(values: Sequence[_Line]) -> float:
    """How far from its value an item may stand (points)."""
    step = min(b.middle - a.middle for a, b in pairwise(values))
    return min(_NEAR * values[0].size, _SHARE * step)


def _blocks(pile: _Pile, values: Sequence[_Line], first: bool, last: bool) -> list[Block]:
    """The pile's lines by the value they belong to, between what stands before the first one and behind the last.

    None where they do not fall into as many blocks, each beside its value, and only a cut item's rest (``first``,
    ``last``) is left over.
    """
    near = _reach(values)
    for before, behind in product((True, False)[not first :], (True, False)[not last :]):
        blocks = _parted(pile.lines, len(values) + before + behind)
        if not blocks:
            continue
        head, tail = (blocks[0] if before else ()), (blocks[-1] if behind else ())
        items = blocks[before : len(blocks) - behind]
        beside = (
            block[0].middle - near <= value.middle <= block[-1].middle + near
            for block, value in zip(items, values, strict=True)
        )
        if all(beside) and _stand_apart(head, items[0]) and _stand_apart(items[-1], tail):
            return [head, *items, tail]
    return []


def _blocks_beside(grid: Filled, pile: _Pile, values: Sequence[_Line], piles: Sequence[_Pile]) -> list[Block]:
    """The pile's lines by the value they belong to where no white parts them, but the values' places and words do."""
    if pile.is_values or len(pile.lines) < len(values):
        return []
    heap = heap_of(grid, pile.region, pile.members)
    starts: list[int] = []
    if len(heap.lines) == len(pile.lines):
        others = [line for other in piles if other is not pile for line in other.lines]
        heights = [value.middle for value in values]
        starts = starts_beside(heap, heights, _is_filler(pile.lines, values, others))
        starts = starts or placed_beside(heap, _extents(values))
    ends = [*starts, len(pile.lines)]
    return [(), *(pile.lines[a:b] for a, b in pairwise(ends)), ()] if starts else []


def _are_placed(grid: Filled, pile: _Pile, blocks: Sequence[Block], values: Sequence[_Line]) -> bool:
    """True where blocks of words begin, or have their middles, just where enough values stand."""
    if pile.is_values or not blocks or any(blocks[:: len(blocks) - 1]):
        return False
    starts = placed_beside(heap_of(grid, pile.region, pile.members), _extents(values))
    return bool(starts) and starts == list(accumulate((len(block) for block in blocks[1:-2]), initial=0))


def _extents(values: Sequence[_Line]) -> list[tuple[float, float]]:
    return [(value.middle, value.last) for value in values]


def _is_filler(lines: Block, values: Block, others: Block) -> bool:
    """True where values stand apart because of these lines: no other text of the row has any between them there."""
    return any(
        any(_is_between(line, above, below) for line in lines)
        and not any(_is_between(line, above, below) for line in others)
        for above, below in pairwise(values)
    )


def _is_between(line: _Line, above: _Line, below: _Line) -> bool:
    near = LEVEL * line.size
    return above.middle + near < line.middle < below.middle - near


def _begun(labels: Block, items: Block) -> set[int]:
    """The items with which groups begin, where each line of a column is the label of some: set apart, and level with
    the first of them.
    """
    if len(labels) < _GROUPED or not all(b.middle - a.middle > APART * a.size for a, b in pairwise(labels)):
        return set()
    begun = [
        next((k for k, item in enumerate(items) if abs(item.middle - label.middle) < LEVEL * label.size), None)
        for label in labels
    ]
    return {k for k in begun if k} if begun[0] == 0 and None not in begun else set()


def _stand_apart(above: Block, below: Block) -> bool:
    """True where a text ends and another begins: by white, and as sentences begin."""
    if not above or not below:
        return True
    return below[0].middle - above[-1].middle > APART * below[0].size and not below[0].text[:1].islower()


def _parted(lines: Sequence[_Line], count: int) -> list[Block]:
    """The lines parted into so many blocks where the white is widest; none where it is not wider than elsewhere."""
    if len(lines) < count:
        return []
    steps = [b.middle - a.middle for a, b in pairwise(lines)]
    wide = sorted(sorted(range(len(steps)), key=steps.__getitem__)[len(steps) - count + 1 :])
    inner = [step for k, step in enumerate(steps) if k not in wide]
    if inner and min(steps[k] for k in wide) < max(inner) + _WHITE * lines[0].size:
        return []
    ends = [0, *(k + 1 for k in wide), len(lines)]
    return [lines[a:b] for a, b in pairwise(ends)]


def _limits(blocks: Sequence[Block]) -> list[_Stretch]:
    """Between which heights each block ends and the next one begins; endless where there is none."""
    return [
        _Stretch(above[-1].last if above else -math.inf, below[0].middle if below else math.inf)
        for above, below in pairwise(blocks)
    ]


def _narrowed(room: Sequence[_Stretch], limits: Sequence[_Stretch]) -> list[_Stretch] | None:
    """The stretches in which the row may be cut so that further blocks stay whole too; None where one is used up.

    One text may begin in the line in which the text beside it ends.
    """
    found = [_Stretch(max(a.low, b.low), min(a.high, b.high)) for a, b in zip(room, limits, strict=True)]
    return None if any(high - low < -_SAME_LINE for low, high in found) else found


def _is_worded(pile: _Pile, count: int) -> bool:
    """True for a column of names: long ones, or short ones written as names are and each another; or of years."""
    texts = [line.text for line in pile.lines]
    if len(texts) == count and all(map(is_year, texts)):
        return sorted(set(texts)) == texts
    letters = sum(map(str.isalpha, "".join(texts)))
    named = len(set(texts)) == len(texts) and all(text[0].isupper() and not text.isupper() for text in texts)
    return letters >= (_SHORT_WORDS if named else _WORDS) * count
