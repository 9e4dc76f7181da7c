"""What a table's body shows as a whole about its rows: widths of columns, where figures stand, keys and titles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from extract.aligned.bands import Band, Placed
from extract.aligned.fragments import CURRENCY, Run, is_numeric
from extract.headwords import are_sentences

_CONJUNCTION = re.compile(r"(?:dan|atau|serta|di|ke|dari|dalam|pada|bagi|untuk|yang|dengan|oleh|secara)\b")
OUTDENT = 0.6
"""A line that begins so many font sizes farther left than the one above goes on with no text of it."""
_ROOMY = 2.2
"""A column is roomy that is so many times as wide as its widest text."""
BEGINS_ITEM = re.compile(r"(?:\(?[a-z\d]{1,3}[.)]|[-–•*]|jumlah\b|total\b)", re.I)
_TICKS = frozenset({"X", "x", "V", "v", "√", "✓", "✔", "✗", "●", "■", "*"})
_KEYED = 0.9
"""Share of the rows with values that begin with a code or number from which a row without one is no item."""
_MANY_RESTS, _MOST_RESTS = 4, 0.75
"""So many of the lines alone, and such a share, can be rests of the names above them where these are wrapped; of a few
titles all may, by chance."""
FULL_ROW = 3
"""Cells of a line by which it is a row of its own: a name and at least two values or dashes."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What a table's body shows as a whole: each column's widest text, the columns of figures and of ticks, whether
    rows are keyed.

    ``keyed``: nearly every row with values begins with a code or number left of its name. ``titled``: lines of words
    alone are titles of groups. ``sentences``: names are printed small but for their first letter.
    """

    widths: dict[int, Width]
    figures: frozenset[int]
    marks: frozenset[int]
    keyed: bool
    titled: bool
    sentences: bool = False

    @property
    def values(self) -> frozenset[int]:
        """The columns of figures that stand right of one of words: no codes and numbers of rows."""
        name = min(self.widths.keys() - self.figures, default=-1)
        return frozenset(column for column in self.figures if column > name)


def habits_of(bands: Sequence[Band]) -> Habits:
    """The habits of a body of these lines."""
    placed = [p for band in bands for p in band.placed]
    full = [[p.run.text for p in band.placed[:2]] for band in bands if len(band.placed) >= FULL_ROW]
    keyed = sum(is_numeric(key) and not is_numeric(name) for key, name in full)
    widths = _widths(placed)
    of_each = bool(full) and keyed >= _KEYED * len(full)
    figures = _figures(placed)
    name = min(widths.keys() - figures, default=-1)
    sentences = are_sentences(p.run.text for p in placed if p.first == name)
    titled = _is_titled(bands, widths) or (of_each and sentences and _stand_alone(bands, name))
    return Habits(widths, figures, _marks(placed), of_each, titled, sentences)


def _stand_alone(bands: Sequence[Band], name: int) -> bool:
    """True where several lines of the names' column stand alone, and each begins large: none is the rest of a name."""
    alone = [band.placed[0].run.text for band in bands if len(band.placed) == 1 and band.placed[0].first == name]
    return len(alone) > 1 and all(text[0].isupper() for text in alone)


def _is_titled(bands: Sequence[Band], widths: dict[int, Width]) -> bool:
    """True where a good part of the lines that stand alone above full rows can be no beginning of the row's name (its
    first word would have fitted, or it is set further in) and none goes on with a text: all of them are titles.

    Where nearly all of them can be the rest of what stands above, names are wrapped: "Pengelolaan Pasar" / "Ikan".
    """
    alone = titles = rests = 0
    for before, (above, below) in zip((None, *bands), pairwise(bands), strict=False):
        name, rest = above.placed[0], below.placed[0]
        if len(above.placed) > 1 or (len(below.placed) > 1 and rest.first != name.first):
            continue
        if name.run.text[:1].islower() or rest.run.text[:1].islower() or _CONJUNCTION.match(rest.run.text):
            return False
        if len(below.placed) >= FULL_ROW:
            alone += 1
            titles += _is_indented(name.run, rest.run) or not can_wrap(name.run, rest.run, widths[name.first])
            rests += before is not None and _is_rest(before, name, widths[name.first])
    are_rests = rests >= max(_MANY_RESTS, _MOST_RESTS * alone)
    return titles * 3 >= alone > 1 and not are_rests


def _is_rest(above: Band, name: Placed, width: Width) -> bool:
    """True where a line that stands alone can go on with the text above it in its column."""
    before = above.by_column.get(name.first)
    return before is not None and before.run.bold == name.run.bold and can_wrap(before.run, name.run, width)


def _is_indented(above: Run, below: Run) -> bool:
    """True where ``below`` begins farther right, and not because ``above`` begins with a number or bullet."""
    return below.x0 - above.x0 > OUTDENT * below.size and not BEGINS_ITEM.match(above.text)


class Width(NamedTuple):
    """How wide a column's texts are at most, and how much room they have: up to the next column's text."""

    text: float
    room: float


def _widths(placed: Iterable[Placed]) -> dict[int, Width]:
    """The widest text of each column, and its room."""
    widths: dict[int, float] = defaultdict(float)
    starts: dict[int, float] = {}
    for p in placed:
        if p.first == p.last:
            widths[p.first] = max(widths[p.first], p.run.width)
            starts[p.first] = min(starts.get(p.first, p.run.x0), p.run.x0)
    following = [*sorted(starts.values())[1:], 0.0]
    rooms = {c: x - starts[c] for c, x in zip(sorted(starts, key=starts.__getitem__), following, strict=True)}
    return defaultdict(lambda: Width(0.0, 0.0), {c: Width(width, rooms[c]) for c, width in widths.items()})


def _figures(placed: Iterable[Placed]) -> frozenset[int]:
    """Columns whose texts are mostly figures."""
    seen: dict[int, list[bool]] = defaultdict(list)
    for p in placed:
        text = p.run.text
        if text.lower() not in CURRENCY:
            seen[p.first].append(is_numeric(text))
    return frozenset(column for column, flags in seen.items() if sum(flags) * 5 > len(flags) * 3)


def _marks(placed: Iterable[Placed]) -> frozenset[int]:
    """Columns that hold nothing but ticks: an X or a check mark below each month in which something is done."""
    seen: dict[int, set[str]] = defaultdict(set)
    for p in placed:
        seen[p.first].add(p.run.text)
    return frozenset(column for column, texts in seen.items() if texts <= _TICKS)


def can_wrap(before: Run, after: Run, width: Width) -> bool:
    """True where the first word of ``after`` did not fit behind ``before`` in a column, or is one that begins no text:
    "dan listrik". Nobody wraps words where as much white again is left beside them.
    """
    if _CONJUNCTION.match(after.text) and not before.text.endswith((".", ":", ";")):
        return True
    if before.text.endswith(("-", "/", ",")) and before.width > 0.5 * width.text:
        return True
    if width.room > _ROOMY * width.text and not after.text[:1].islower():
        return False
    first = after.words[0]
    return before.width + 0.25 * after.size + (first.x1 - first.x0) > 0.97 * width.text
