"""Words and runs of words of a page, as reading without ruling lines needs them.

A *run* is text on one baseline that no wide gap interrupts: what a cell's line is made of. All sizes are in points.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import compress, pairwise, repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.judge import is_amount
from extract.page.boxes import boxes_at
from extract.page.median import median
from extract.types import Bools, Box, Floats, PageContent

RUN_GAP = 0.75
"""A gap wider than this share of the font size ends a run."""
LINKED_GAP = 1.0
"""A space character that a justified line stretches is at most so wide."""
UNLINKED_GAP = 0.2
"""Words drawn apart, without a space character between them, are of different runs at this gap already."""
MAX_WORDS = 20_000
_SAME, _SHADOW = 1.6, 0.25
"""Equal words at places half as far apart (points; font sizes) are one, printed twice or with a shadow."""
_WORD_GAP = 0.18
_SPACE = 0.12
_SLIT = 0.08
"""Between two whole amounts so narrow a gap, in font sizes, is one between columns."""
_ENDS_AMOUNT = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?:,\d\d)?")
_BEGINS_AMOUNT = re.compile(r"\(?-?\d{1,3}[.,]\d{3}(?!\d)")
_BRIDGED = 10.0
"""A reader who asks for gaps wider than this (font sizes) wants whole lines."""
_GLUED = re.compile(r"[^\W\d_]{4}(?<!rp)(?=[0-9]{1,3}(?:[.,][0-9]{3}){2,}(?![0-9]))", re.IGNORECASE)
"""A name that reaches to the amount in the next column."""
_LEAST_GAPS, _EVEN = 3, 0.05
"""More gaps than this, none wider than another by so much (font sizes), are those of a justified line."""
_LONGEST = 24
"""An amount has no more characters than this."""
_SPACED = 0.15
"""Where a page draws spaces so many words have one before them, even in tables of short cells."""
_BELOW = dict.fromkeys("gjpqyQ()[]{}|/@", 0.21) | dict.fromkeys(",;", 0.15) | dict.fromkeys("-–—=~+*'\"•·°^", -1.0)
"""How far a letter's ink reaches below the baseline, in font sizes; -1 where it does not stand on it."""
_NUMBER = re.compile(r"^[(\-–]?(?:Rp\.?|USD|€|\$)?[\s\-–]*\(?[\d.,/:%\s]*\d[\d.,/:%\s]*\)?[%)\-–,*]*$", re.IGNORECASE)
_LEADERS = re.compile(
    r"(?<!\.)(?<!\.\s)((?:\.\s?){5,}+)(?=\s*(?:Rp\.?\s*)?\(?-?\d{1,3}(?:\.\d{3})+(?!\d(?!\d{0,2}\.\d{3})))", re.I
)
CURRENCY = frozenset({"rp", "rp.", "idr", "usd", "$", "€"})
"""Signs that stand beside an amount, in small letters."""
_QUANTITY = re.compile(r"\d[\d.,]*\s*(?:%|[^\W\d]+(?:[ /][^\W\d]+)?)\.?")


class Word(NamedTuple):
    """Characters without white between them; ``spaced`` where a space character precedes it.

    ``y0`` and ``y1`` lie 0.75 font sizes above and 0.2 below the baseline, whatever letters the word has. ``order`` is
    the word's place in the order in which the page draws its words.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    text: str
    bold: bool
    spaced: bool
    order: int = 0

    @property
    def middle(self) -> float:
        """Y of the word's middle."""
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True)
class Run:
    """Words of one line that belong together; ``line`` is the index of the text line on the page."""

    words: tuple[Word, ...]
    line: int
    x0: float
    y0: float
    x1: float
    y1: float
    size: float

    @cached_property
    def text(self) -> str:
        """The words, with a space where the page shows one."""
        return joined(self.words)

    @property
    def middle(self) -> float:
        """Y of the run's middle."""
        return (self.y0 + self.y1) / 2

    @property
    def centre(self) -> float:
        """X of the run's middle."""
        return (self.x0 + self.x1) / 2

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0

    @property
    def bold(self) -> bool:
        """True where every word is bold."""
        return all(word.bold for word in self.words)


@dataclass(frozen=True, slots=True)
class Line:
    """All runs on one baseline, left to right."""

    runs: tuple[Run, ...]
    y0: float
    y1: float
    size: float

    @property
    def x0(self) -> float:
        """Left end."""
        return self.runs[0].x0

    @property
    def x1(self) -> float:
        """Right end."""
        return max(run.x1 for run in self.runs)

    @property
    def middle(self) -> float:
        """Y of the line's middle."""
        return (self.y0 + self.y1) / 2


def joined(words: Sequence[Word]) -> str:
    """Words of one line as text.

    >>> a = Word(0, 0, 10, 10, 10, "Rp", False, False)
    >>> joined([a, a._replace(x0=13, x1=20, text="5")]), joined([a, a._replace(x0=10.5, x1=20, text="5")])
    ('Rp 5', 'Rp5')
    """
    parts = [word.text for word in words[:1]]
    for before, word in pairwise(words):
        apart = word.spaced or word.x0 - before.x1 > _SPACE * word.size
        parts.append(f" {word.text}" if apart else word.text)
    return "".join(parts)


@lru_cache(maxsize=1 << 14)
def is_numeric(text: str) -> bool:
    """True for what a column of figures holds: amounts, shares, years, a dash.

    Remembered: it is asked of each word of a page several times, and words come again.

    >>> [is_numeric(t) for t in ("1.250.000,00", "-", "99,5 %", "(3)", "Rp 5.000", "4 Dokumen", "")]
    [True, True, True, True, True, False, False]
    """
    text = text.strip()
    return text in {"-", "–", "—"} or bool(_NUMBER.match(text[:60]))


def is_value(text: str) -> bool:
    """True for a figure or a quantity with its unit.

    >>> [is_value(text) for text in ("1.250.000", "92,25 Kegiatan", "2.19 Program Kepemudaan dan Olahraga", "Km")]
    [True, True, False, False]
    """
    return is_numeric(text) or bool(_QUANTITY.fullmatch(text.strip()))


def read_words(content: PageContent, region: Box | None = None, exclude: Sequence[Box] = ()) -> list[Word]:
    """The page's visible upright words inside ``region`` and outside ``exclude``, in the page's own order.

    Empty where the page holds more than ``MAX_WORDS`` words: no table is read letter by letter out of noise.
    """
    boxes = content.boxes
    keep = _wanted(content, region, exclude)
    at = np.flatnonzero(keep)
    if not len(at):
        return []
    starts, spaced = _word_starts(content, boxes, at)
    if len(starts) > MAX_WORDS:
        return []
    ends = np.append(starts[1:], len(at))
    boxes = boxes_at(boxes, at)
    letters = "".join(compress(content.text, keep.tolist()))
    sizes = np.maximum(content.sizes[at], 1.0)
    base = np.add.reduceat(_baselines(boxes, sizes, letters), starts) / (ends - starts)
    size = sizes[starts].astype(np.float64)
    columns = (
        np.minimum.reduceat(boxes[:, 0], starts).tolist(),
        (base - 0.75 * size).tolist(),
        np.maximum.reduceat(boxes[:, 2], starts).tolist(),
        (base + 0.2 * size).tolist(),
        size.tolist(),
        [letters[i:j] for i, j in zip(starts.tolist(), ends.tolist(), strict=True)],
        content.bold[at[starts]].tolist(),
        spaced.tolist(),
        range(len(starts)),
    )
    # As ``Word._make``, without its detour through Python.
    return _once(list(map(tuple.__new__, repeat(Word), zip(*columns, strict=True))))


def _once(words: Sequence[Word]) -> list[Word]:
    """The words without those that are printed again at the same place, as where a whole sheet is drawn twice."""
    kept: list[Word] = []
    times = Counter([word.text for word in words])
    seen: set[tuple[str, float, int, int, int]] = set()
    for word in words:
        if times[word.text] == 1:
            kept.append(word)
            continue
        same = max(_SAME, _SHADOW * word.size)
        x, y = word.x0 / same, word.y0 / same
        # Of two places that near one falls into the same square as the other, in one of four sets of squares.
        squares = [
            (word.text, same, 0, int(x), int(y)),
            (word.text, same, 1, int(x + 0.5), int(y)),
            (word.text, same, 2, int(x), int(y + 0.5)),
            (word.text, same, 3, int(x + 0.5), int(y + 0.5)),
        ]
        if seen.isdisjoint(squares):
            kept.append(word)
        seen.update(squares)
    return kept


def leaders(text: str) -> list[tuple[int, int]]:
    """Where dots lead to an amount, from label to value; to a page's number they lead in a table of contents.

    >>> leaders("Gaji ......... 1.250.000"), leaders("Pendahuluan ........ 12")
    ([(5, 15)], [])
    >>> leaders("Gaji .......1.250.0001.310.000")  # two columns, without a space between them
    [(5, 12)]
    """
    return [match.span(1) for match in _LEADERS.finditer(text)] if "....." in text or ". . . ." in text else []


def _baselines(boxes: NDArray[np.float32], sizes: NDArray[np.float32], letters: str) -> Floats:
    """Each character's baseline: its box is the font's line or the letter's ink, whatever the font lets pdfium know."""
    height = boxes[:, 3] - boxes[:, 1]
    line = boxes[:, 3] - 0.21 * height
    is_line = height >= 0.98 * sizes
    if is_line.all():
        return np.asarray(line, np.float32)
    codes, below = _codes(letters), np.zeros(len(letters), np.float32)
    for letter in _BELOW.keys() & set(letters):
        below[codes == ord(letter)] = _BELOW[letter]
    ink = np.where(below < 0, (boxes[:, 1] + boxes[:, 3]) / 2 + 0.3 * sizes, boxes[:, 3] - below * sizes)
    return np.where(is_line, line, ink).astype(np.float32)


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def _wanted(content: PageContent, region: Box | None, exclude: Sequence[Box]) -> Bools:
    boxes = content.boxes
    codes = _codes(content.text)
    keep: Bools = content.visible & (content.angles == 0) & np.isfinite(boxes).all(axis=1)
    for letter in filter(str.isspace, set(content.text)):
        keep &= codes != ord(letter)
    for first, end in leaders(content.text):
        keep[first:end] = False
    with np.errstate(invalid="ignore", over="ignore"):
        x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    if region is not None:
        keep &= (x >= region.x0) & (x <= region.x1) & (y >= region.y0) & (y <= region.y1)
    for box in exclude:
        keep &= ~((x >= box.x0) & (x <= box.x1) & (y >= box.y0) & (y <= box.y1))
    if keep.any():
        # Huge letters under small print are a watermark whose direction is not told.
        keep &= content.sizes <= 5 * median(content.sizes[keep])
    return keep


def _word_starts(
    content: PageContent, boxes: NDArray[np.float32], at: NDArray[np.intp]
) -> tuple[NDArray[np.intp], Bools]:
    """Places in ``at`` where a word begins, and whether a space character precedes each."""
    box, size = boxes_at(boxes, at), np.maximum(content.sizes[at], 1.0)
    middle = (box[:, 1] + box[:, 3]) / 2
    step = box[1:, 0] - box[:-1, 2]
    space = np.diff(at) > 1
    limit = np.minimum(size[1:], size[:-1])
    new = space | (step > _WORD_GAP * limit) | (step < -0.6 * limit)
    new |= np.abs(np.diff(middle)) > 0.3 * limit
    slits = ~new & (step > _SLIT * limit)
    new[_amount_ends(content.text, at, new, np.flatnonzero(slits))] = True
    for glued in _GLUED.finditer(content.text):
        place = int(np.searchsorted(at, glued.end()))
        new[place - 1 : place] |= at[place - 1 : place] == glued.end() - 1
    starts = np.concatenate(([0], np.flatnonzero(new) + 1))
    return starts, np.concatenate(([False], space))[starts]


def _amount_ends(text: str, at: NDArray[np.intp], new: Bools, slits: NDArray[np.intp]) -> list[int]:
    """The slits behind which, in the same word, another whole amount begins: columns set so close that they touch."""
    ends: list[int] = []
    for slit in slits.tolist():
        if not text[at[slit]].isdigit():
            continue
        begin = max(ends[-1] + 1 if ends else 0, slit + 1 - _LONGEST)
        earlier = np.flatnonzero(new[begin:slit])
        begin += int(earlier[-1]) + 1 if len(earlier) else 0
        before = "".join(text[i] for i in at[begin : slit + 1].tolist())
        after = "".join(text[i] for i in at[slit + 1 : slit + 8].tolist())
        if _ENDS_AMOUNT.fullmatch(before) and _BEGINS_AMOUNT.match(after):
            ends.append(slit)
    return ends


def read_lines(words: Sequence[Word], gap: float = RUN_GAP, first: int = 0) -> list[Line]:
    """Words grouped by baseline, top to bottom, each line cut into runs at gaps wider than ``gap`` font sizes.

    The lines' numbers begin at ``first``.
    """
    lines: list[list[Word]] = []
    # Where spaces are drawn, words without one between them are of different cells.
    spaces = writes_spaces(words)
    reference = size = -1e9
    for word in sorted(words, key=lambda w: w.middle):
        if not lines or word.middle - reference > 0.35 * min(size, word.size):
            lines.append([])
            reference, size = word.middle, word.size
        lines[-1].append(word)
    return [_line(sorted(line, key=lambda w: w.x0), number, gap, spaces) for number, line in enumerate(lines, first)]


def _line(words: list[Word], number: int, gap: float, spaces: bool) -> Line:
    stretched = _stretched(words)
    # A justified line's words may be drawn one by one, without their spaces: its even gaps tell it all the same.
    spaces = spaces and not (stretched and _is_even(words))
    gap = max(gap, stretched)
    groups: list[list[Word]] = [[words[0]]]
    for word in words[1:]:
        before = groups[-1][-1]
        limit = gap
        if gap <= _BRIDGED and is_amount(before.text) and is_amount(word.text):
            limit = 0.0
        elif gap <= _BRIDGED and _is_glued(before, word):
            limit = -1.0
        elif spaces:
            limit = _limit(before, word, gap)
        if word.x0 - before.x1 > limit * min(word.size, before.size):
            groups.append([])
        groups[-1].append(word)
    if gap <= _BRIDGED:
        _give_signs(groups)
    runs = tuple(as_run(group, number) for group in groups)
    return Line(runs, min(r.y0 for r in runs), max(r.y1 for r in runs), max(r.size for r in runs))


def _is_glued(before: Word, word: Word) -> bool:
    """True for an amount whose column the name before it reaches: no white is left between them."""
    close = word.x0 - before.x1 < _SLIT * before.size and not word.spaced
    return close and is_amount(word.text) and len(before.text) > len("Rp.") and before.text[-1].isalpha()


def _give_signs(groups: Sequence[list[Word]]) -> None:
    """Gives a currency's sign to the amount right of it: where signs stand at their columns' left sides, the amounts or
    names of the column before come nearer to them than their own.
    """
    for left, right in pairwise(groups):
        if len(left) > 1 and left[-1].text.lower() in CURRENCY and is_amount(right[0].text):
            right.insert(0, left.pop())


def _limit(before: Word, word: Word, gap: float) -> float:
    """The widest gap between two words of one run, on a page that draws its spaces."""
    if gap > _BRIDGED:
        return gap
    if word.order != before.order + 1:
        # Drawn at another time: another cell, however near.
        return -0.2
    return max(gap, LINKED_GAP) if word.spaced else min(gap, UNLINKED_GAP)


def writes_spaces(words: Sequence[Word]) -> bool:
    """True where the page draws space characters between words."""
    return sum(word.spaced for word in words) >= _SPACED * len(words)


def _stretched(words: list[Word]) -> float:
    """The run gap that a justified line asks for: its spaces are wide but all alike; 0 for any other line."""
    if len(words) < 4 or sum(is_numeric(w.text) for w in words) * 2 > len(words):
        return 0.0
    gaps = sorted((b.x0 - a.x1) / b.size for a, b in pairwise(words))
    middle, low = gaps[len(gaps) // 2], gaps[len(gaps) // 5]
    # A list's number stands further off than the words; two such gaps would be columns.
    second = gaps[-2]
    return second * 1.05 if low > 0.3 and second < 1.5 * middle and middle < 1.8 else 0.0


def _is_even(words: Sequence[Word]) -> bool:
    """True where all words stand equally far apart, but for a list's number; columns never do."""
    gaps = [(b.x0 - a.x1) / b.size for a, b in pairwise(words)][-len(words) + 2 :]
    return len(gaps) > _LEAST_GAPS and max(gaps) - min(gaps) < _EVEN


def as_run(words: Sequence[Word], line: int) -> Run:
    """Words of one line, sorted by x, as one run."""
    if len(words) == 1:
        x0, y0, x1, y1, size = words[0][:5]
        return Run((words[0],), line, x0, y0, x1, y1, size)
    return Run(
        tuple(words),
        line,
        words[0].x0,
        min([w.y0 for w in words]),
        max([w.x1 for w in words]),
        max([w.y1 for w in words]),
        max([w.size for w in words]),
    )
