"""Rows of a table without level rules some of whose cells are of several rows, and hide the white between them.

A name, a code or an amount of several indicators begins level with the first of their lines and goes on beside the
next; or it stands in the middle of them: between two, or level with one, where it seems to be that one's. The columns
that are filled in each row show the rows. Each text of the others must then begin level with a row; or be centred
beside one row or several, while some column names all rows, from the first to the last, with nothing left out. Where
one text does not fit, nothing is said.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from extract.aligned.bands import Placed, bands_of
from extract.aligned.fragments import is_numeric, is_value
from extract.aligned.rowbands import TIGHT, Row, cut_at_white, leading_of

_LEAST = 6
"""A body of fewer runs shows no habit."""
_WHITE = 0.2
"""Lines of one text stand no farther apart than its table's usual spacing and this (font sizes)."""
_NEAR = 0.4
"""A text is centred that is so near to the middle of its rows (font sizes)."""
_TOUCH = 0.1
"""Lines that overlap by no more than this stand below each other (font sizes)."""
_STEP = 0.1
"""Rows follow each other line by line where they are so nearly some lines apart."""
_LEVEL = 0.15
"""Lines of one height differ by no more than this (font sizes)."""
_ITEM = re.compile(r"(?:[-–•*]|\(?[a-z\d]{1,3}[.)])\s", re.I)
"""So begins an item of a list."""
_PAD = 0.25
"""So much white stands above a table's first text and below its last (font sizes)."""


@dataclass(frozen=True, slots=True)
class _Text:
    """The lines of one cell, from ``y0`` to ``y1``."""

    runs: tuple[Placed, ...]
    y0: float
    y1: float

    @classmethod
    def of(cls, runs: Sequence[Placed]) -> _Text:
        return cls(tuple(runs), min(p.run.y0 for p in runs), max(p.run.y1 for p in runs))

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows ``first .. last``, from ``y0`` to ``y1``, that ``text`` is of; ``cut`` where the page's end cut its cell."""

    first: int
    last: int
    y0: float
    y1: float
    text: _Text | None = None
    cut: bool = False

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


def merged_rows(body: Sequence[Placed], separators: Sequence[float]) -> list[Row]:
    """A body's runs by row, those of a cell of several rows with the first of them; none where no cell is of several.

    ``separators``: y of drawn row borders, ascending.
    """
    leading = leading_of(body, separators)
    if leading is None or leading > TIGHT or len(body) < _LEAST:
        return []
    texts = _texts(body, leading, separators)
    columns = sorted(texts, key=lambda column: (len(texts[column]), column))
    counts = [len(texts[column]) for column in columns]
    # The more columns of cells of several rows are known, the more rows the others show.
    ways = (
        _with_labels(body, texts, columns[:at], leading, separators) for at in range(counts.index(counts[-1]), 0, -1)
    )
    return max(ways, key=len, default=[])


def _texts(body: Sequence[Placed], leading: float, separators: Sequence[float]) -> dict[int, list[_Text]]:
    """The texts of each column, top to bottom; one over several columns in each of them."""
    by_column: defaultdict[int, Row] = defaultdict(list)
    for p in sorted(body, key=lambda p: p.run.middle):
        for column in range(p.first, p.last + 1):
            by_column[column].append(p)
    return {column: [_Text.of(runs) for runs in _blocks(of, leading, separators)] for column, of in by_column.items()}


def _blocks(runs: Sequence[Placed], leading: float, separators: Sequence[float]) -> Iterator[list[Placed]]:
    block: list[Placed] = []
    for p in runs:
        above = block[-1].run if block else p.run
        step = (p.run.middle - above.middle) / max(p.run.size, above.size)
        parted = bisect_right(separators, p.run.middle) != bisect_right(separators, above.middle)
        if block and (parted or step > leading + _WHITE):
            yield block
            block = []
        block.append(p)
    if block:
        yield block


def _with_labels(
    body: Sequence[Placed],
    texts: dict[int, list[_Text]],
    labels: Sequence[int],
    leading: float,
    separators: Sequence[float],
) -> list[Row]:
    """The rows that the other columns show, with the texts of these; none where one fits beside no rows."""
    size = max(p.run.size for p in body)
    rest = [p for p in body if p.first not in labels]
    # A total has a name and an amount, and none of what tells the other rows.
    apart = _apart([t for column in labels for t in texts[column]], rest, size)
    rows_already = frozenset(map(id, apart))
    own = {c: list(_own(c, texts[c], rows_already)) for c in labels}
    if any(_holds_several(text.runs) for of in own.values() for text in of):
        return []
    rows = _shown([*rest, *apart], leading, separators)
    if len(rows) < 2 or any(map(_holds_several, rows)) or _are_lines(rows, labels):
        return []
    if any(_keeps_step(text, rows, leading * size) for of in own.values() for text in of):
        return []
    cells = {
        c: [part for text in of for part in _begun(text, rows, [p for p in body if p.last < c], size)]
        for c, of in own.items()
    }
    homes = _level(own, cells, rows, size)
    if homes is None:
        tiled = {c: groups for c in labels if (groups := _tiled(texts[c], _gaps(body, rows, separators, size), size))}
        homes = _centred(cells, tiled, rows, size, (leading - 0.95 + _WHITE) * size)
    for text, row in homes or ():
        rows[row] = [*rows[row], *text.runs]
    return rows if homes else []


def _own(column: int, texts: Sequence[_Text], rows_already: frozenset[int]) -> Iterator[_Text]:
    """A column's texts without what begins in another one or is a row already; of those the runs' ``id``."""
    for text in texts:
        runs = [p for p in text.runs if p.first == column and id(p) not in rows_already]
        if len(runs) == len(text.runs):
            yield text
        elif runs:
            yield _Text.of(runs)


_Homes = list[tuple[_Text, int]]


def _begun(text: _Text, rows: Sequence[Row], left: Sequence[Placed], size: float) -> Iterator[_Text]:
    """A block of lines, cut at one level with a row of its own: of a list, or where each has a code ``left`` of it.

    Names of a line more than their values leave no white below them: "4.1.3 A name of | two lines | 4.1.4 Another".
    """
    parts = [[text.runs[0]]]
    for p in text.runs[1:]:
        one, other = parts[-1][0].run, p.run
        listed = _ITEM.match(one.text) and _ITEM.match(other.text)
        coded = listed or (_has_code(one.middle, left, size) and _has_code(other.middle, left, size))
        if coded and any(abs(min(of.run.middle for of in row) - other.middle) <= _NEAR * size for row in rows):
            parts.append([])
        parts[-1].append(p)
    return map(_Text.of, parts)


def _has_code(y: float, left: Sequence[Placed], size: float) -> bool:
    """True where a code or number, and nothing else, stands left of a line in the middle of which is ``y``."""
    beside = [p.run.text for p in left if abs(p.run.middle - y) <= _NEAR * size]
    return bool(beside) and all(map(is_numeric, beside))


def _level(
    own: Mapping[int, Sequence[_Text]], cells: Mapping[int, Sequence[_Text]], rows: Sequence[Row], size: float
) -> _Homes | None:
    """Each cell with the row whose first line it begins level with; None where one does not, or the first row has none.

    Empty where no text goes on beside a second row: the white between rows shows without this.
    """
    tops = [min(p.run.y0 for p in row) for row in rows]
    homes = _nearest(cells, tops)
    if any(abs(tops[row] - text.y0) > _LEVEL * size for text, row in homes) or all(row for _, row in homes):
        return None
    ends = [*tops[1:], float("inf")]
    return homes if any(text.y1 > ends[row] + _TOUCH * size for text, row in _nearest(own, tops)) else []


def _nearest(texts: Mapping[int, Sequence[_Text]], tops: Sequence[float]) -> _Homes:
    """Each text with the row whose first line is nearest to its own."""
    heights = np.array(tops)
    return [(text, int(np.abs(heights - text.y0).argmin())) for of in texts.values() for text in of]


def _centred(
    own: Mapping[int, Sequence[_Text]],
    tiled: Mapping[int, Sequence[_Group]],
    rows: Sequence[Row],
    size: float,
    white: float,
) -> _Homes:
    """Each text with the first of the rows that it is centred beside; none where one is not.

    ``white``: what stands between two rows at least, in points.
    """
    every = [group for groups in tiled.values() for group in groups if not group.cut]
    crossed = any(_cross(one, other) for one in every for other in every)
    if crossed or not any(_contradicts(groups, rows, size, white) for groups in tiled.values()):
        return []
    homes: _Homes = []
    for column, texts in own.items():
        for text in texts:
            home = _home(text, (tiled.get(column, every), _alone(rows)), size)
            if home is None:
                return []
            homes.append((text, home))
    return homes


def _cross(one: _Group, other: _Group) -> bool:
    """True for groups of which each has rows that the other has not, and some that both have."""
    return one.first < other.first <= one.last < other.last


def _home(text: _Text, places: Sequence[Sequence[_Group]], size: float) -> int | None:
    """The first row of the group that a text is centred in; one row alone only where no group is so near."""
    for groups in places:
        near = min(groups, key=lambda group: abs(group.middle - text.middle))
        if abs(near.middle - text.middle) <= _NEAR * size:
            return near.first
    return None


def _apart(texts: Sequence[_Text], rest: Sequence[Placed], size: float) -> list[Placed]:
    """The runs of labels that stand beside no line of the other columns, a name and a value at least: rows.

    Values alone between two rows are of both.
    """
    tops = np.array([p.run.y0 for p in rest]) + _TOUCH * size
    bottoms = np.array([p.run.y1 for p in rest]) - _TOUCH * size
    clear = [t for t in texts if not ((bottoms > t.y0) & (tops < t.y1)).any()]
    found: dict[int, Placed] = {}
    for text in clear:
        beside = [t for t in clear if abs(t.middle - text.middle) < _NEAR * size]
        runs = [p for t in beside for p in t.runs]
        if len({p.first for p in runs}) > 1 and len({is_value(p.run.text) for p in runs}) > 1:
            found.update((id(p), p) for p in text.runs)
    return list(found.values())


def _keeps_step(text: _Text, rows: Sequence[Row], leading: float) -> bool:
    """True for a text of several lines beside several rows that follow each other line by line: no white is hidden by
    it, and its lines may as well be theirs.
    """
    beside = [min(p.run.y0 for p in row) for row in rows if text.y0 < _middle(row) < text.y1]
    steps = [(below - above) / leading for above, below in pairwise(beside)]
    return len(text.runs) > 1 and bool(steps) and all(abs(step - round(step)) < _STEP for step in steps)


def _shown(rest: Sequence[Placed], leading: float, separators: Sequence[float]) -> list[Row]:
    """The rows that white and drawn borders part."""
    parts: defaultdict[int, Row] = defaultdict(list)
    for p in rest:
        parts[bisect_right(separators, p.run.middle)].append(p)
    groups = [group for key in sorted(parts) for group in cut_at_white(bands_of(parts[key]), leading)]
    return [[p for band in group for p in band.placed] for group in groups]


def _holds_several(row: Sequence[Placed]) -> bool:
    """True for a row or cell with several values below each other in a column: rows that no white parts."""
    counts: defaultdict[int, set[int]] = defaultdict(set)
    for p in row:
        if is_value(p.run.text):
            counts[p.first].add(p.run.line)
    return any(len(lines) > 1 for lines in counts.values())


def _are_lines(rows: Sequence[Row], labels: Sequence[int]) -> bool:
    """True where one column alone shows rows, each of one line: they may as well be the lines of longer texts."""
    shown = [[p.first for p in row if p.first not in labels] for row in rows]
    return len({column for columns in shown for column in columns}) == 1 and max(map(len, shown)) == 1


def _gaps(
    body: Sequence[Placed], rows: Sequence[Row], separators: Sequence[float], size: float
) -> list[tuple[float, float]]:
    """Between which heights each row begins, and the last one ends; a drawn border says it exactly."""
    top, bottom = min(p.run.y0 for p in body) - _PAD * size, max(p.run.y1 for p in body) + _PAD * size
    found = [(top, top)]
    for above, below in pairwise(rows):
        low, high = max(p.run.y1 for p in above), min(p.run.y0 for p in below)
        drawn = [y for y in separators if low - size < y < high + size]
        found.append((drawn[0], drawn[0]) if len(drawn) == 1 else (low, high))
    return [*found, (bottom, bottom)]


def _tiled(texts: Sequence[_Text], gaps: Sequence[tuple[float, float]], size: float) -> list[_Group]:
    """The groups of rows that a column's texts stand in the middle of, one after the other from the first row to the
    last; none where one does not.

    Where a group ends, the next begins: with its text's middle that says where this one ends. A cell that the page's
    end cuts has its text at its top.
    """
    start, top, found = 0, gaps[0][0], list[_Group]()
    for text in texts:
        bottom = 2 * text.middle - top
        far, end = min(((_outside(bottom, gaps[k]), k) for k in range(start + 1, len(gaps))), default=(size, start))
        row = gaps[start][1] + (0.0 if start else _PAD * size)
        if text is texts[-1] and end < len(gaps) - 1 and abs(text.y0 - row) <= _LEVEL * size:
            return [*found, _Group(start, len(gaps) - 2, text.y0, text.y1, text, cut=True)]
        if far > 2 * _NEAR * size:
            return []
        bottom = min(max(bottom, gaps[end][0]), gaps[end][1])
        found.append(_Group(start, end - 1, top, bottom, text))
        start, top = end, bottom
    return found if start == len(gaps) - 1 else []


def _outside(y: float, gap: tuple[float, float]) -> float:
    return max(gap[0] - y, y - gap[1], 0.0)


def _contradicts(groups: Sequence[_Group], rows: Sequence[Row], size: float, white: float) -> bool:
    """True where a text of several rows is level with none of them, or with one that is not the table's first, or
    stands nearer to the lines of those above or below than rows do.
    """
    middles = [_middle(row) for row in rows]
    several = [group for group in groups if group.last > group.first and not group.cut]
    between = any(min(abs(group.middle - y) for y in middles) > _NEAR * size for group in several)
    first = bool(several) and several[0].first == 0
    return between or first or any(_reaches_over(group, rows, white) for group in several)


def _reaches_over(group: _Group, rows: Sequence[Row], white: float) -> bool:
    """True where the text in the middle of rows leaves no white to those beside the one that it is level with."""
    if group.text is None:
        return False
    at = min(range(group.first, group.last + 1), key=lambda k: abs(_middle(rows[k]) - group.middle))
    others = [p.run for k in range(group.first, group.last + 1) if k != at for p in rows[k]]
    return any(run.y0 - white < group.text.y1 and group.text.y0 - white < run.y1 for run in others)


def _alone(rows: Sequence[Row]) -> list[_Group]:
    return [_Group(k, k, _middle(row), _middle(row)) for k, row in enumerate(rows)]


def _middle(row: Row) -> float:
    return (min(p.run.y0 for p in row) + max(p.run.y1 for p in row)) / 2
