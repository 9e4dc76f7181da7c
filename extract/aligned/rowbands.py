"""Logical rows of a table without row rules: which text lines belong to one row.

Evidence, strongest first: separators that are drawn (rules, borders of fills, breaks of vertical rules); white between
rows that is wider than the line spacing inside cells; and, where rows follow each other at even spacing, whether a line
can be the wrapped rest of the line above (a word only wraps where it did not fit).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.aligned.bands import Band, Placed, bands_of
from extract.aligned.fragments import CURRENCY, Run, is_numeric, is_value
from extract.aligned.rowhabits import BEGINS_ITEM, FULL_ROW, OUTDENT, Habits, Width, can_wrap, habits_of
from extract.judge import is_amount

TIGHT = 1.45
"""Line spacing (in font sizes) up to which lines below each other may be one cell's text."""
_ROW_WHITE = 0.2
"""What a gap between rows has over the line spacing in cells, in font sizes."""


_DASHES = frozenset({"-", "–", "—"})
_NEXT_LINE = 2.2
"""Distance in font sizes up to which a line can be the next one of a text."""
_LONG_NAME = 0.6
"""Share of the column's widest text from which a name is long enough to have been broken by hand."""


_CUT_GROUP, _GROUP = re.compile(r"\d{1,3}(?P<more>(?:\.\d{3})*)\.(?P<cut>\d{1,2})"), 3
"""A number whose last group of thousands lacks a digit or two; or, with one mark, one with decimals."""
_REST = re.compile(r"(\d{1,2})(?:\.\d{3})*(?:,\d\d)?")
"""What completes it."""
_HALF_DECIMAL = re.compile(r"\d{1,3},\d")

Row = list[Placed]


def split_rows(placed: Sequence[Placed], separators: Sequence[float] = ()) -> list[Row]:
    """The runs of a table's body by logical row, top to bottom. ``separators``: y of drawn row borders, ascending."""
    if not placed:
        return []
    parts: dict[int, list[Band]] = defaultdict(list)
    bands = bands_of(placed)
    for band in bands:
        parts[bisect_right(separators, band.middle)].append(band)
    blocks = [parts[key] for key in sorted(parts)]
    leading, habits = _leading(blocks), habits_of(bands)
    if leading is None or leading > TIGHT:
        groups = [group for block in blocks for group in _by_content(block, habits)]
    else:
        groups = _by_white(blocks, leading, habits)
    groups = _with_rests(groups, habits)
    return [[p for band in group for p in band.placed] for group in groups]


def leading_of(placed: Sequence[Placed], separators: Sequence[float] = ()) -> float | None:
    """The line spacing inside a body's cells in font sizes, None where no column has two lines."""
    parts: dict[int, list[Band]] = defaultdict(list)
    for band in bands_of(placed):
        parts[bisect_right(separators, band.middle)].append(band)
    return _leading(list(parts.values()))


def _leading(blocks: Sequence[Sequence[Band]]) -> float | None:
    """The line spacing inside cells in font sizes: the smallest distance in one column that occurs at least twice."""
    steps: list[float] = []
    for block in blocks:
        last: dict[int, Placed] = {}
        for band in block:
            for p in band.placed:
                above = last.get(p.first)
                if above is not None:
                    step = (p.run.middle - above.run.middle) / max(p.run.size, above.run.size)
                    if step > 0.7:
                        steps.append(step)
                last[p.first] = p
    steps.sort()
    twice = (a for a, b in pairwise(steps) if b - a < 0.06)
    return next(twice, steps[0] if steps else None)


def _by_white(blocks: Sequence[Sequence[Band]], leading: float, habits: Habits) -> list[list[Band]]:
    """Bands cut where the white is wider than between lines of a cell, and by content where white tells nothing."""
    groups = [group for block in blocks for group in cut_at_white(block, leading)]
    anchors = _anchors(groups)
    several = [group for group in groups if len(group) > 1]
    rowlike = (g for g in several if _starts(g, anchors) > 1 or _sums(g) > 1)
    heaps = [g for g in rowlike if len(_by_content(g, habits)) > 1]
    # One heap in a long table is a row with lists in its cells; many, or a large one, are rows at even spacing.
    if len(heaps) * 3 <= len(several) and sum(map(len, heaps)) * 3 <= sum(map(len, groups)):
        heaps = [group for group in heaps if _sums(group) > 1]
        parted = {id(group) for group in heaps}
        return [p for g in groups for p in (_by_content(g, habits) if id(g) in parted else [g])]
    return [part for group in groups for part in (_by_content(group, habits) if len(group) > 1 else [group])]


def _anchors(groups: Sequence[Sequence[Band]]) -> frozenset[int]:
    """Columns that most groups fill."""
    counts: dict[int, int] = defaultdict(int)
    for group in groups:
        for column in {p.first for band in group for p in band.placed}:
            counts[column] += 1
    return frozenset(column for column, count in counts.items() if count * 5 >= len(groups) * 3)


def _starts(group: Sequence[Band], anchors: frozenset[int]) -> int:
    """How many of the group's lines fill nearly all the columns that a row fills."""
    if len(anchors) < 2:
        return 0
    return sum(len(anchors & band.by_column.keys()) * 10 >= 7 * len(anchors) for band in group)


def _sums(group: Sequence[Band]) -> int:
    """How many of the group's lines have whole amounts of money in several columns: each is a row's."""
    return sum(sum(is_amount(p.run.text) for p in band.placed) > 1 for band in group)


def cut_at_white(block: Sequence[Band], leading: float) -> list[list[Band]]:
    """Lines cut where the white above one is wider than ``leading`` (font sizes) and a row's lines have."""
    groups: list[list[Band]] = []
    bottom = -1e9
    for band in block:
        size = max(band.size, groups[-1][-1].size) if groups else band.size
        usual = (leading - 0.95) * size
        apart = not groups or band.y0 - bottom > usual + _ROW_WHITE * size
        if apart or _heads_anew(groups[-1], band):
            groups.append([])
        groups[-1].append(band)
        bottom = max(bottom, band.y1)
    return groups


def _heads_anew(group: Sequence[Band], band: Band) -> bool:
    """True for a heading in capitals right below a sum that is set further in: no rest of the sum's name.

    Reports of accounts print "Jumlah Belanja Operasi" close to the "BELANJA MODAL" that begins left of it.
    """
    if len(band.placed) != 1 or max(len(one.placed) for one in group) < FULL_ROW:
        return False
    head = band.placed[0]
    above = next((p for one in reversed(group) for p in one.placed if p.first == head.first), None)
    if above is None or head.run.x0 > above.run.x0 - band.size:
        return False
    words = re.findall(r"[^\W\d_]+", head.run.text)
    return len(words) > 1 and head.run.text.isupper() and not above.run.text.isupper()


def _by_content(block: Sequence[Band], habits: Habits) -> list[list[Band]]:
    """Evenly spaced lines as rows: lines join the row above where their text can be the wrapped rest."""
    groups: list[list[Band]] = []
    row: dict[int, Placed] = {}
    for blob in _blobs(block):
        first = {p.first: p for band in reversed(blob) for p in band.placed}
        if groups and _continues(groups[-1][-1], row, blob[0], first, habits):
            groups[-1] += blob
        else:
            groups.append(blob)
            row = {}
        row.update({p.first: p for band in blob for p in band.placed})
    return groups


def _blobs(block: Sequence[Band]) -> list[list[Band]]:
    """Lines that overlap vertically: cells centred in their row, with different numbers of lines, stand like this."""
    blobs: list[list[Band]] = []
    bottom = -1e9
    for band in block:
        if not blobs or band.y0 > bottom - 0.12 * band.size:
            blobs.append([])
        blobs[-1].append(band)
        bottom = max(bottom, band.y1)
    return blobs


def _continues(
    above: Band,
    row: dict[int, Placed],
    band: Band,
    first: dict[int, Placed],
    habits: Habits,
) -> bool:
    """True where the lines that begin with ``band``, in each column with ``first``, can go on with ``row``."""
    if band.middle - above.middle > _NEXT_LINE * band.size:
        return False
    if not habits.marks.isdisjoint(first) and not habits.marks.isdisjoint(row):
        return False
    if len(first) == 1 and _goes_on(row, first, habits):
        return True
    if 1 in (len(row), len(first)) and (habits.titled or _is_titled_row(row, first, habits)):
        return False
    # A row's values stand on one line, whichever it is.
    values = habits.values & first.keys()
    if values and not values <= row.keys() and habits.values & row.keys():
        return False
    wrapped, named = False, any(column not in habits.figures for column in row)
    money = habits.figures & row.keys() & first.keys()
    torn = any(_is_broken(row[column].run, first[column].run, habits.widths[column].text) for column in money)
    for column, p in first.items():
        before = row.get(column)
        if before is None:
            continue
        if p.last != before.last:
            return False
        if column in habits.figures:
            width = habits.widths[column]
            fits = _is_broken(before.run, p.run, width.text, first.keys() <= row.keys()) or _is_unit(
                before.run, p.run, width
            )
            fits = fits or (torn and p.run.text.isdecimal() and _HALF_DECIMAL.fullmatch(before.run.text) is not None)
            # "K | Rp" below a title heads columns; below a name it is the beginning of an amount.
            fits = fits or (named and before.run.text.lower() in CURRENCY and is_amount(p.run.text))
        else:
            fits = _is_one_text(before.run, p.run) and can_wrap(before.run, p.run, habits.widths[column])
        if not fits:
            return False
        wrapped = True
    return wrapped


def _goes_on(row: dict[int, Placed], first: dict[int, Placed], habits: Habits) -> bool:
    """True where a line holds nothing but the end of an amount above, whatever lines alone are in this table."""
    ((column, p),) = first.items()
    before = row.get(column)
    if before is None or column not in habits.figures or p.last != before.last:
        return False
    return is_amount(before.run.text + p.run.text) and _is_broken(before.run, p.run, habits.widths[column].text, True)


def _is_titled_row(row: dict[int, Placed], first: dict[int, Placed], habits: Habits) -> bool:
    """True for a line alone above a keyed row whose name begins large, where only sentences do: a group's title."""
    if not (habits.keyed and habits.sentences) or len(row) != 1 or len(first) < FULL_ROW:
        return False
    name = first.get(next(iter(row)))
    return name is not None and name.run.text[:1].isupper() and min(first) < name.first


def _is_broken(before: Run, after: Run, width: float, alone: bool = False) -> bool:
    """True where a code or amount too long for its column goes on in the next line: 1.06.01.2 / .01.03.

    ``alone``: nothing stands in its line that the lines above have not begun.
    """
    start, end = after.text, before.text
    if start[0] in ".,":
        return True  # nothing begins with a dot, however much of its column it takes
    if end[-1] in ".,":
        return after.width < 0.9 * width
    cut = _CUT_GROUP.fullmatch(end)
    rest = _REST.fullmatch(start)
    if cut and rest and len(cut["cut"]) + len(rest[1]) == _GROUP and (cut["more"] or alone):
        return before.width > 0.8 * width
    printed = sum(map(str.isdigit, end)) > sum(map(str.isalpha, end))
    return printed and len(end) > 8 and before.width > 0.9 * width and after.width < 0.5 * width


def _is_unit(number: Run, after: Run, width: Width) -> bool:
    """True where a word below a number is its unit, which did not fit beside it: 1.250 / Hektare."""
    alone = is_numeric(number.text) and not is_numeric(after.text)
    return alone and is_value(f"{number.text} {after.text}") and can_wrap(number, after, width)


def _with_rests(groups: Sequence[list[Band]], habits: Habits) -> list[list[Band]]:
    """The rows, where each has its code those without one that can only be the rest of the name above joined to it."""
    joined: list[list[Band]] = []
    for group in groups:
        above = joined[-1] if joined and habits.keyed else []
        texts = [p for p in group[0].placed if p.run.text not in _DASHES]
        near = bool(above) and group[0].middle - above[-1].middle < _NEXT_LINE * group[0].size
        name = next((p for p in above[-1].placed if texts and p.first == texts[0].first), None) if near else None
        full = bool(above) and len(above[0].placed) >= FULL_ROW
        rest = len(group) == len(texts) == 1 and full and name is not None
        # Where names are sentences, a line that begins large is the title of what comes below.
        titled = bool(texts) and habits.sentences and texts[0].run.text[:1].isupper()
        if rest and name and not titled and _is_hand_wrapped(name.run, texts[0].run, habits.widths[name.first].text):
            above.append(replace(group[0], placed=tuple(texts)))
        else:
            joined.append(group)
    return joined


def _is_hand_wrapped(before: Run, after: Run, width: float) -> bool:
    """True where a line without code and values, printed like the name above it, can be its rest: spreadsheets whose
    authors broke long names themselves, before the column was full.
    """
    alike = before.words[-1].bold == after.words[0].bold and before.text.isupper() == after.text.isupper()
    flush = abs(after.x0 - before.x0) < after.size and after.width < before.width
    return alike and flush and before.width > _LONG_NAME * width and not BEGINS_ITEM.match(after.text)


def _is_one_text(before: Run, after: Run) -> bool:
    """False where the type changes from bold, as below a group's title, or a line begins farther left than the text."""
    # Centred and right-aligned texts have lines that begin anywhere.
    off = (before.x0 - after.x0, abs(before.centre - after.centre), abs(before.x1 - after.x1))
    outdented = min(off) > OUTDENT * after.size
    return before.bold == after.bold and not (outdented and not after.text[:1].islower())
