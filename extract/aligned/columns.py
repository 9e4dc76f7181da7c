"""Columns of a table from the white between its texts: no ruling line is needed.

A line with two runs of text votes for a column border in the white between them; a run that lies across votes against.
Runs that reach into the text on both sides of a border are titles over several columns and do not count.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.aligned.bands import overlapping
from extract.aligned.fragments import CURRENCY, RUN_GAP, Line, Run, as_run, is_numeric, is_value, writes_spaces
from extract.aligned.stripes import Stripe
from extract.aligned.uppertitles import has_figures, leans_out, without_between
from extract.judge import is_amount
from extract.page.median import median

Counts = NDArray[np.int32]
MAX_COLUMNS = 80
BINS = 2
"""Steps per point in which the white is counted."""
_CLOSE = 3.0
"""A gap up to this width (in font sizes) has two neighbouring cells on its sides."""
_NARROWEST = 0.06
"""The narrowest border, in font sizes."""
TIGHT_GAP = 0.42
"""The narrowest gap between words (in font sizes) that may be a column border."""
_AGAINST = 0.1
"""A border stands while at most this share of the lines that speak for it speak against it."""
_EDGE_WHITE = 0.3
_EDGE_LINES = 8
_EDGE_SHARE = 0.2
_EDGE_MOST = 0.6
"""Where a column of text begins or ends flush in so many lines, narrow white beside it is a border; in a small table
that is most of them."""
_LEAST_CLEAR, _CLEAR = 4, 0.8
"""White is a border's that so many lines, and such a share of those with several texts, keep clear."""
_BODY_LINES = 4
_BODY_SHARE, _EVEN_SHARE = 0.6, 0.4
_VALUES, _VALUED_LINES = 3, 2
"""So few lines of so many values each are a body."""
_BODY_SPEAK = 0.3
"""What lies below a table's titles is its body where it is so large a part, and a border where so many of its lines
leave a gap and none has text."""
_MARKER = re.compile(r"^(?:\(?(?:\d{1,2}|[a-z])[.)]|[•●▪◦])$")
_TITLES_APART = 2.0
"""Two titles so far from each other (font sizes) are of two columns."""
_TOTAL = re.compile(r"(?:(?:grand|sub)\s*)?(?:j\s?u\s?m\s?l\s?a\s?h|t\s?o\s?t\s?a\s?l)(?:\s+total)?\W*", re.IGNORECASE)


@dataclass(slots=True)
class Votes:
    """For each point across the page: how many lines leave a gap there, how many a narrow one, how many have text."""

    width: int
    gaps: Counts = field(init=False)
    close: Counts = field(init=False)
    ink: Counts = field(init=False)
    lines: int = 0

    def __post_init__(self) -> None:
        """Start without votes."""
        n = int(min(max(self.width, 1), 20_000) * BINS) + 2
        self.gaps, self.close, self.ink = np.zeros(n, np.int32), np.zeros(n, np.int32), np.zeros(n, np.int32)

    def add(self, *rows: Sequence[Run]) -> None:
        """Count the runs, left to right, of each line in ``rows``."""
        self.lines += len(rows)
        most = len(self.ink) - 1
        ink: list[tuple[int, int]] = []
        gaps: list[tuple[int, int]] = []
        close: list[tuple[int, int]] = []
        for runs in rows:
            last, end = -1, 0.0
            for run in runs:
                # Done for each run of each line, many times over: comparisons are quicker than min and max.
                x0, x1 = run.x0, run.x1
                low = int(x0 * BINS)
                low = 0 if low < 0 else most if low > most else low
                high = ceil(x1 * BINS)
                high = low + 1 if high <= low else high if high <= most else most + 1
                ink.append((low, high))
                if 0 <= last < low:
                    gaps.append((last, low))
                    if x0 - end < _CLOSE * run.size:
                        close.append((last, low))
                last, end = high if high > last else last, x1 if x1 > end else end
        for counts, spans in ((self.ink, ink), (self.gaps, gaps), (self.close, close)):
            _count(counts, spans)

    def stripes(self, least: int = 1, against: float = _AGAINST) -> list[Stripe]:
        """Where at least ``least`` lines leave a gap and hardly any (a share of ``against``) has text."""
        return _runs_of((self.gaps >= least) & (self.ink <= against * self.gaps))

    def core(self, stripe: Stripe) -> Stripe:
        """The widest part of the stripe over which the fewest lines have text."""
        start = int(stripe.x0 * BINS)
        ink = self.ink[start : int(stripe.x1 * BINS)]
        if not len(ink):
            return stripe
        x0, x1 = max(_runs_of(ink == ink.min()), key=lambda s: s.x1 - s.x0)
        return Stripe(x0 + start / BINS, x1 + start / BINS)

    def close_gaps(self, stripe: Stripe) -> int:
        """How many lines have a narrow gap in the stripe."""
        return int(self.close[int(stripe.x0 * BINS) : int(stripe.x1 * BINS)].max(initial=0))

    def flush(self, stripe: Stripe) -> int:
        """How many lines have text that ends or begins right at the stripe, on the side where more have."""
        return int(max(self.ink[max(int(stripe.x0 * BINS) - 1, 0)], self.ink[int(stripe.x1 * BINS)]))


def _meet(one: Stripe, other: Stripe) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1


def _count(counts: Counts, spans: Sequence[tuple[int, int]]) -> None:
    """Add one at every place of every span."""
    if len(spans) < 8:
        for low, high in spans:
            counts[low:high] += 1
        return
    ends = np.array(spans)
    n = len(counts)
    steps = np.bincount(ends[:, 0], minlength=n + 1) - np.bincount(ends[:, 1], minlength=n + 1)
    counts += np.cumsum(steps)[:n].astype(np.int32)


def _runs_of(flags: NDArray[np.bool_]) -> list[Stripe]:
    bounded = np.zeros(len(flags) + 2, np.bool_)
    bounded[1:-1] = flags
    edges = np.flatnonzero(bounded[1:] != bounded[:-1])
    return [Stripe(a / BINS, b / BINS) for a, b in edges.reshape(-1, 2).tolist()]


def crossed(run: Run, stripes: Sequence[Stripe]) -> int:
    """How many of the stripes, left to right, the run lies across from side to side."""
    x1 = run.x1
    first = last = bisect_right(stripes, (run.x0, math.inf))
    while last < len(stripes) and stripes[last][1] < x1:
        last += 1
    return last - first


class _Sheet(NamedTuple):
    """What a table's lines have in common: the page's width, whether spaces are drawn, how many lines have several
    runs, and the font size. ``shown``: white that cells beside each other show whose lines stand at other heights.
    """

    width: float
    spaces: bool
    several: int
    size: float
    shown: tuple[Stripe, ...] = ()

    def votes(self, rows: Iterable[Sequence[Run]]) -> Votes:
        """The votes of all rows."""
        votes = Votes(int(self.width))
        votes.add(*rows)
        return votes

    def backed(self, stripes: Sequence[Stripe], votes: Votes) -> list[Stripe]:
        """The stripes that are borders: by their width or backing, or as the only white that a title leaves of a
        stripe that nearly all lines keep clear.
        """
        clear = votes.stripes(max(_LEAST_CLEAR, math.ceil(_CLEAR * self.several)), 1.0)
        alone = [inside[0] for white in clear if len(inside := [s for s in stripes if _meet(s, white)]) == 1]
        return [s for s in stripes if s in alone or self.is_backed(s, votes)]

    def is_backed(self, stripe: Stripe, votes: Votes) -> bool:
        """True for a wide stripe, and for a narrow one in which many lines have a narrow gap."""
        if stripe.x1 - stripe.x0 >= RUN_GAP * self.size:
            return True
        enough = votes.close_gaps(stripe) >= self._least(self.several) or self._is_edge(stripe, votes)
        return enough or any(_meet(stripe, white) for white in self.shown)

    def _least(self, several: int) -> float:
        """How many narrow gaps back a border: where spaces are drawn a gap between runs is no space, and a few do."""
        return max(3, 0.08 * several) if self.spaces else max(4, 0.25 * several)

    def beside(self, body: Sequence[Sequence[Run]]) -> tuple[Stripe, ...]:
        """The white that all lines of ``body`` keep clear, and that parts cells beside each other in many rows.

        Cells of one and of two lines, centred in their row, have no line at one height: none votes for the white.
        """
        rows = list(overlapping(body))
        if len(rows) == len(body):
            return ()
        votes, several = self.votes(rows), sum(len(row) > 1 for row in rows)
        most = votes.stripes(max(_LEAST_CLEAR, ceil(_CLEAR * several)), 0.0)
        white = [s for s in votes.stripes(1, 0.0) if votes.close_gaps(s) >= self._least(several)]
        return tuple(s for s in (*most, *white) if s.x1 - s.x0 >= _EDGE_WHITE * self.size)

    def _is_edge(self, stripe: Stripe, votes: Votes) -> bool:
        """True for clear white that a good part of the lines keeps to on one side: a column set flush."""
        wide = stripe.x1 - stripe.x0 >= _EDGE_WHITE * self.size
        few, many = max(_EDGE_LINES, _EDGE_SHARE * self.several), max(3, _EDGE_MOST * self.several)
        return wide and votes.flush(stripe) >= min(few, many)


def find_columns(lines: Sequence[Line], width: float, numbers: Line | None = None) -> list[Stripe]:
    """The white stripes between the columns of a table made of ``lines``, left to right.

    ``numbers``: the line of column numbers, if there is one; each of its runs is a column's.
    """
    # Cells may stand closer than two runs do: what recurs at one place in many lines is a border all the same.
    cut = [[part for run in _telling(line) for part in _recut(run)] for line in lines if line is not numbers]
    sheet = _Sheet(
        width,
        writes_spaces([word for line in lines for run in line.runs for word in run.words]),
        sum(len(runs) > 1 for runs in cut),
        float(median([line.size for line in lines])),
    )
    cut = _without_lone_titles(cut, sheet)
    head, white = _below_titles(cut, sheet)
    cut[:head] = without_between(cut[:head], white)
    sheet = sheet._replace(shown=sheet.beside(cut[head:]))
    votes = sheet.votes(cut)
    coarse = sheet.backed(votes.stripes(max(1, min(3, sheet.several // 4))), votes)
    # Where few columns have text the stripe may be wider than a title over it: the core tells that it lies across.
    cores = [votes.core(stripe) for stripe in coarse]
    # In a short table a title over two columns outvotes the white between them.
    below = [s for s in white if not any(_meet(s, other) for other in coarse)]
    coarse, cores = sorted([*coarse, *below]), sorted([*cores, *below])
    if not coarse:
        return []
    parts = [[part for run in runs for part in split_at(run, coarse)] for runs in cut]
    kept = [[run for run in runs if not crossed(run, cores)] for runs in parts]
    found = _exact(kept, sheet, coarse)
    # The votes are counted anew only where texts have been left out: in a long table that is most of the work.
    leaning = [[run for run in runs if not leans_out(run, white)] for runs in kept[:head]]
    if leaning != kept[:head]:
        kept[:head] = leaning
        found = _exact(kept, sheet, coarse)
    found = _between_titles(found, cut[:head], kept[head:], sheet)
    if numbers is None:
        return found
    kept.append([run for run in _standing(numbers, sheet.votes(kept), sheet.size) if not crossed(run, found)])
    found = _exact(kept, sheet, coarse)
    if strays := _strays(kept, found, numbers, sheet.several):
        kept = [[run for run in runs if id(run) not in strays] for runs in kept]
        found = _exact(kept, sheet, coarse)
    if shared := _shared(kept, found, numbers):
        kept = [[run for run in runs if id(run) not in shared] for runs in kept]
        found = _exact(kept, sheet, coarse)
    return _between(found, sheet.votes(kept).stripes(1, 0.0), numbers.runs)


def _below_titles(cut: Sequence[Sequence[Run]], sheet: _Sheet) -> tuple[int, list[Stripe]]:
    """How many lines stand above the first figures, and the white that all below them keeps to."""
    first = next((i for i, runs in enumerate(cut) if has_figures(runs)), len(cut))
    body = cut[first:]
    several = sum(len(runs) > 1 for runs in body)
    # No two of several values on a line are ever of one column.
    valued = sum(sum(is_value(run.text) for run in runs) >= _VALUES for runs in body)
    least = valued if _VALUED_LINES <= valued < _BODY_LINES else _BODY_LINES
    # A tall header may take half of a short table, whose body is lines of several texts each, or of values mostly.
    told = valued >= _BODY_LINES or 2 * valued > several
    share = _EVEN_SHARE if told or several == len(body) else _BODY_SHARE
    if not first or several < least or len(body) < share * len(cut):
        return 0, []
    clear = sheet.votes(body).stripes(ceil(max(least, _BODY_SPEAK * several)), 0.0)
    return first, [s for s in clear if s.x1 - s.x0 >= _EDGE_WHITE * sheet.size]


def _without_lone_titles(cut: Sequence[list[Run]], sheet: _Sheet) -> list[list[Run]]:
    """The lines without those of a single text that lies across white which all lines of several keep clear: a group's
    title that begins in the column of its items' numbers.
    """
    rows = [runs for runs in cut if len(runs) > 1]
    if len(rows) < _BODY_LINES:
        return list(cut)
    clear = sheet.votes(rows).stripes(ceil(max(_BODY_LINES, _BODY_SHARE * len(rows))), 0.0)
    white = [s for s in clear if s.x1 - s.x0 >= _EDGE_WHITE * sheet.size]
    return [[] if len(runs) == 1 and crossed(runs[0], white) else runs for runs in cut]


def _telling(line: Line) -> Sequence[Run]:
    """The line's runs but for the word that begins a row of totals: it may stand over any columns."""
    runs = line.runs
    return runs[1:] if len(runs) > 1 and _TOTAL.fullmatch(runs[0].text) else runs


def _shared(rows: Iterable[Sequence[Run]], stripes: Sequence[Stripe], numbers: Line) -> set[int]:
    """Numbers alone in their column between two columns that have none: they stand over both."""
    borders = [stripe.middle for stripe in stripes]
    counts: dict[int, int] = {}
    for run in (run for runs in rows for run in runs):
        column = bisect_right(borders, run.centre)
        counts[column] = counts.get(column, 0) + 1
    homes = {bisect_right(borders, run.centre): run for run in numbers.runs}
    return {
        id(run)
        for column, run in homes.items()
        if counts.get(column) == 1
        and all(counts.get(side, 0) > 1 and side not in homes for side in (column - 1, column + 1))
    }


def _standing(numbers: Line, votes: Votes, size: float) -> list[Run]:
    """The numbers that stand over a column, and not over the narrow white between two columns that share them."""
    white = [s for s in votes.stripes(1, 0.0) if s.x1 - s.x0 < 2.2 * size and votes.close_gaps(s) >= 2]
    return [n for n in numbers.runs if not any(s.x0 <= n.x0 and n.x1 <= s.x1 for s in white)]


def _between_titles(
    found: list[Stripe], head: Sequence[Sequence[Run]], body: Sequence[Sequence[Run]], sheet: _Sheet
) -> list[Stripe]:
    """The stripes, and the white of the body between two titles far from each other that none of them parts."""
    pairs = [
        (one, other)
        for titles in head
        for one, other in pairwise(titles)
        if other.x0 - one.x1 >= _TITLES_APART * one.size
        and not any(one.centre < s.middle < other.centre for s in found)
    ]
    white = sheet.votes(body).stripes(1, 0.0) if pairs else []
    for pair in pairs:
        found = _between(found, white, pair)
    return found


def _between(found: list[Stripe], white: Sequence[Stripe], titles: Sequence[Run]) -> list[Stripe]:
    """The stripes, and between two numbers or titles that none parts the widest white: each is a column's.

    White that too few lines speak for is such where a value stands between two lines of the text beside it.
    """
    added = []
    for one, other in pairwise(titles):
        inside = [s for s in white if one.x1 <= s.x0 and s.x1 <= other.x0 and s.x1 - s.x0 >= _EDGE_WHITE * one.size]
        if inside and not any(one.centre < s.middle < other.centre for s in found):
            added.append(max(inside, key=lambda s: s.x1 - s.x0))
    return sorted([*found, *added])[: MAX_COLUMNS - 1]


def _strays(rows: Iterable[Sequence[Run]], stripes: Sequence[Stripe], numbers: Line, several: int) -> set[int]:
    """Runs that stand alone between two numbered columns in a few lines: text centred over both."""
    borders = [stripe.middle for stripe in stripes]
    columns: dict[int, list[Run]] = {}
    for run in (run for runs in rows for run in runs):
        columns.setdefault(bisect_right(borders, run.centre), []).append(run)
    lines = {column: {run.line for run in found} for column, found in columns.items()}
    numbered = {bisect_right(borders, run.centre) for run in numbers.runs}
    strays: set[int] = set()
    for column, own in lines.items():
        if column in numbered or not {column - 1, column + 1} <= numbered or len(own) >= 0.2 * several:
            continue
        if len(own & (lines[column - 1] | lines[column + 1])) * 5 <= len(own):
            strays.update(id(run) for run in columns[column])
    return strays


def _recut(run: Run) -> list[Run]:
    """The run cut at gaps that are wider than a space but narrower than those between runs."""
    words, start, parts = run.words, 0, []
    for i in range(1, len(words)):
        linked = words[i].spaced and words[i].order == words[i - 1].order + 1
        limit = RUN_GAP if linked else TIGHT_GAP
        if words[i].x0 - words[i - 1].x1 > limit * min(words[i].size, words[i - 1].size):
            parts.append(as_run(words[start:i], run.line))
            start = i
    return [*parts, as_run(words[start:], run.line)] if parts else [run]


def _exact(rows: Iterable[Sequence[Run]], sheet: _Sheet, coarse: Sequence[Stripe]) -> list[Stripe]:
    """The stripes that no run touches; of the slits in one wide coarse stripe, the widest alone needs no backing."""
    votes = sheet.votes(rows)
    inked = _runs_of(votes.ink > 0)
    stripes = [Stripe(a.x1, b.x0) for a, b in pairwise(inked) if b.x0 - a.x1 >= _NARROWEST * sheet.size]
    widest = set()
    for wide in coarse:
        inside = [s for s in stripes if s.x0 < wide.x1 and s.x1 > wide.x0]
        if inside and wide.x1 - wide.x0 >= RUN_GAP * sheet.size:
            widest.add(max(inside, key=lambda s: s.x1 - s.x0))
    backed = sheet.backed(stripes, votes)
    return [s for s in stripes if s in widest or s in backed][: MAX_COLUMNS - 1]


def split_at(run: Run, stripes: Sequence[Stripe]) -> list[Run]:
    """The run cut where one of its word gaps is a column border: two cells that stand too close to each other.

    Only a gap wider than the run's own spaces is cut, so a title over several columns stays whole.
    """
    if len(run.words) < 2 or not crossed(run, stripes):
        return [run]
    words, parts = run.words, []
    gaps = [words[i + 1].x0 - words[i].x1 for i in range(len(words) - 1)]
    usual = min(sorted(gaps)[len(gaps) // 2], 0.35 * run.size)
    start = 0
    for i, gap in enumerate(gaps):
        low, high = words[i].x1, words[i + 1].x0
        at_border = any(low < stripe.x1 and high > stripe.x0 for stripe in stripes)
        # A figure after a word, or the reverse, is a likelier border than the space between two words.
        kinds = is_numeric(words[i].text) != is_numeric(words[i + 1].text)
        beside = is_amount(words[i].text) and is_amount(words[i + 1].text)
        wide = gap > (1.15 if kinds else 1.5) * usual and gap > (0.3 if kinds else 0.4) * run.size
        if at_border and (beside or wide):
            parts.append(as_run(words[start : i + 1], run.line))
            start = i + 1
    return [*parts, as_run(words[start:], run.line)]


def join_signs(columns: Sequence[Sequence[str]]) -> list[int]:
    """Columns of nothing but currency signs, or list markers inside the table: part of the column on their right.

    >>> join_signs([["Gaji"], ["Rp", "Rp."], ["5.000", "7.000"]])
    [1]
    >>> join_signs([["Gaji"], ["Pagu", "Rp", "Rp."], ["5.000", "7.000"]])
    [1]
    """
    found = []
    for number, (texts, right) in enumerate(pairwise(columns)):
        filled = [text.strip().lower() for text in texts if text.strip()]
        # A title over the sign and the amount may stand over the sign alone.
        titles = next((k for k, text in enumerate(filled) if text in CURRENCY), 0)
        signs = filled[titles:] if 0 < titles < len(filled) - 1 and right and is_numeric(right[0]) else filled
        if signs and (
            all(text in CURRENCY for text in signs) or (number and all(_MARKER.match(text) for text in filled))
        ):
            found.append(number)
    return found
