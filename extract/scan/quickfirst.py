"""Two recognisers as one: a quick one reads every line, the thorough one what the quick one does not read for certain.

The quick one does a fifth of the work and loses a narrow letter here and there, or a point, with full confidence. So
it is believed where no sign may be another one, where words are words, and where a number's own form (groups of three
digits, evenly spaced) would show the loss. The rest is cut out at the white between words and read again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress, pairwise
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from extract.scan.evidence import mean_sure
from extract.scan.types import Grey, Reading

_SURE, _OTHER = 0.9, 0.1
"""Confidence in a word's signs at least, and in any sign besides them at most, where the quick reading stands."""
_SURE_KNOWN, _OTHER_KNOWN = 0.8, 0.5
"""The same for a word that is read for certain elsewhere on the page."""
_SURE_DIGIT, _OTHER_DIGIT = 0.97, 0.05
"""The same for a number, and for what is as easily mistaken."""
_NUMBER = re.compile(r"(?:Rp\.?)?([0-9]{1,3}(?:[.,][0-9]{3})+(?:[.,][0-9]{2})?|[0-9]{2,4})")
_LETTERS = 3
"""A word has so many letters: in fewer, one that is wrong is not noticed."""
_BEFORE, _AFTER = "([\"'-", ")]\"'.,:;-"
"""What stands about a number. A point before it is what is left of its first digits."""
_WIDER, _SEPARATED, _OUTSIDE = 1.7, 2.2, 1.15
"""From a digit's middle to the next one's, to the next one's beyond a separator, and to the end of the ink, at most, in
widths of a digit: with a digit that was overlooked between it is more."""
_CONTEXT = 2.5
"""A word shorter than so many heights of its line is read again with its neighbours: alone, an I is a 1 and a percent
sign 96."""
_STROKE = re.compile(r"[I/|]|(?<![A-Za-z])l|(?<=[A-Z])l|1(?=[A-Za-z])")
"""Upright strokes alike, which only the rest of a line tells apart."""
_SLASH = re.compile(r"(?<=[A-Z])[I/|l](?=[A-Z])")
"""Among capitals a slash is taken for an I, and the other way round, with little doubt."""
_WELL = 0.9
"""Mean confidence in the signs of a line that is read well."""
_MOSTLY = 0.6
"""Where so much of a line is to be read again, all of it is: words are read better among others."""
_PAPER, _WHITE = 75, 40
"""Percentile of a crop's grey levels that is its paper's, and how much darker a white column's darkest pixel may be."""


class Look(NamedTuple):
    """A reading, and for each sign the highest chance of another one there or just before it that is not read."""

    reading: Reading
    others: tuple[float, ...]


class Looker(Protocol):
    """A recogniser that says what else it may have seen."""

    name: str

    def read(self, crops: Sequence[Grey]) -> list[Reading]:
        """The text of each crop, in order."""
        ...

    def looks(self, crops: Sequence[Grey]) -> list[Look]:
        """The text of each crop, and what else each of its signs may be."""
        ...


class _Words(NamedTuple):
    """A page's words as they were read quickly and surely: those it is ``known`` to have, and ``slips``: once read, and
    a letter away from one of the others.
    """

    known: frozenset[str]
    slips: frozenset[str]

    @classmethod
    def of(cls, looks: Sequence[Look]) -> _Words:
        """The words of a page's lines."""
        counts = Counter(word for look in looks for word in _certain_words(look))
        slips = frozenset(
            word
            for word, count in counts.items()
            if count == 1 and any(Levenshtein.distance(word, other, score_cutoff=1) == 1 for other in counts)
        )
        return cls(frozenset(counts) - slips, slips)


class _Line(NamedTuple):
    """A line as it was read quickly: its signs' middles in pixels, which of its columns show paper alone, and the
    words of its page.
    """

    look: Look
    places: list[int]
    white: NDArray[np.bool_]
    words: _Words


class _Piece(NamedTuple):
    """A stretch of a line between two whites: its columns, and its signs' places in the reading."""

    left: int
    right: int
    begin: int
    end: int


class QuickFirst:
    """A quick recogniser before a thorough one."""

    def __init__(self, quick: Looker, thorough: Looker) -> None:
        self._quick, self._thorough = quick, thorough
        self.name = thorough.name

    def read(self, crops: Sequence[Grey]) -> list[Reading]:
        """The text of each crop, in order."""
        return self._read(crops, skims=False)

    def skim(self, crops: Sequence[Grey]) -> list[Reading]:
        """As ``read``, but words are taken as the quick one reads them where it reads their line well."""
        return self._read(crops, skims=True)

    def _read(self, crops: Sequence[Grey], *, skims: bool) -> list[Reading]:
        looks = self._quick.looks(crops)
        words = _Words.of(looks)
        doubtful = [_doubtful(look, crop, words, skims) for look, crop in zip(looks, crops, strict=True)]
        cut = [
            crop[:, piece.left : piece.right] for crop, pieces in zip(crops, doubtful, strict=True) for piece in pieces
        ]
        again = iter(self._thorough.read(cut))
        return [
            _spliced(look.reading, crop.shape[1], [(piece, next(again)) for piece in pieces])
            for look, crop, pieces in zip(looks, crops, doubtful, strict=True)
        ]


def _certain_words(look: Look) -> Iterator[str]:
    """The words of a line that stand by themselves, as ``_bare``: where another line has one of them, it is no slip."""
    begin = 0
    for word in look.reading.text.split(" "):
        end = begin + len(word)
        if _are_sure(look, begin, end, _SURE, _OTHER) and len(bare := _bare(word)) > _LETTERS:
            yield bare
        begin = end + 1


def _bare(word: str) -> str:
    return word.strip(_BEFORE + _AFTER).lower()


def _are_sure(look: Look, begin: int, end: int, sure: float, other: float) -> bool:
    """True where the signs from ``begin`` are so sure, and any other there so unlikely."""
    likely = max(look.others[max(begin - 1, 0) : end], default=0.0)
    return min(look.reading.sure[begin:end], default=1.0) >= sure and likely <= other


def _doubtful(look: Look, crop: Grey, words: _Words, skims: bool) -> list[_Piece]:
    """The stretches of a line that are to be read again, those side by side as one. ``skims``: only those with digits,
    where the line is read well.
    """
    text, width = look.reading.text, crop.shape[1]
    skims = skims and mean_sure(look.reading) >= _WELL
    white = np.asarray(crop.min(axis=0) >= np.percentile(crop, _PAPER) - _WHITE)
    line = _Line(look, [round(middle * width) for middle in look.reading.middle], white, words)
    pieces = _pieces(line)
    wrong = np.array([not (_stands(line, piece) or (skims and not _has_digit(text, piece))) for piece in pieces])
    if not skims and any(_STROKE.search(text[piece.begin : piece.end]) for piece in compress(pieces, wrong)):
        return [_Piece(0, width, 0, len(text))]
    short = np.array([_is_short(text, piece, _CONTEXT * len(crop)) for piece in pieces]) & wrong
    wrong[:-1] |= short[1:]
    wrong[1:] |= short[:-1]
    joined: list[_Piece] = []
    for piece in compress(pieces, wrong):
        before = joined.pop() if joined and joined[-1].right == piece.left else piece
        joined.append(_Piece(before.left, piece.right, before.begin, piece.end))
    if not text or sum(piece.right - piece.left for piece in joined) > _MOSTLY * width:
        return [_Piece(0, width, 0, len(text))]
    return joined


def _pieces(line: _Line) -> list[_Piece]:
    """A line cut at its spaces, where the paper between the words is white indeed."""
    text, places = line.look.reading.text, line.places
    spaces = [k for k in range(1, len(places) - 1) if text[k] == " "]
    gaps = [(_widest(line.white, places[k - 1], places[k + 1]), k, k + 1) for k in spaces]
    cuts = [(0, 0, 0), *(gap for gap in gaps if gap[0]), (len(line.white), len(places), len(places))]
    return [_Piece(here[0], there[0], here[2], there[1]) for here, there in pairwise(cuts)]


def _widest(white: NDArray[np.bool_], low: int, high: int) -> int:
    """The middle of the widest white between two columns, 0 where there is none."""
    ends = np.flatnonzero(np.diff(np.concatenate([[False], white[low:high], [False]]).astype(np.int8)))
    if not len(ends):
        return 0
    widest = 2 * int(np.argmax(ends[1::2] - ends[::2]))
    return low + int(ends[widest] + ends[widest + 1]) // 2


def _stands(line: _Line, piece: _Piece) -> bool:
    """True where the quick reading of a stretch needs no second one."""
    begin = piece.begin
    for word in line.look.reading.text[piece.begin : piece.end].split(" "):
        if not _is_certain(line, begin, begin + len(word)):
            return False
        begin += len(word) + 1
    return True


def _has_digit(text: str, piece: _Piece) -> bool:
    return any(map(str.isdigit, text[piece.begin : piece.end]))


def _is_short(text: str, piece: _Piece, wide: float) -> bool:
    return piece.right - piece.left < wide and sum(map(str.isdigit, text[piece.begin : piece.end])) < 3


def _is_certain(line: _Line, begin: int, end: int) -> bool:
    """True where each sign of a word is beyond doubt, and its form tells that none was overlooked."""
    look, text = line.look, line.look.reading.text
    word = text[begin:end]
    figures = sum(map(str.isdigit, word))
    if not figures and sum(map(str.isalpha, word)) >= _LETTERS:
        is_closed = ")" not in word or "(" in text[:end]  # a bracket and the letter after it may be taken for one
        limits = (_SURE_KNOWN, _OTHER_KNOWN) if _bare(word) in line.words.known else (_SURE, _OTHER)
        limits = (_SURE_DIGIT, _OTHER_DIGIT) if _SLASH.search(word) else limits
        return is_closed and _bare(word) not in line.words.slips and _are_sure(look, begin, end, *limits)
    if not _are_sure(look, begin, end, _SURE_DIGIT, _OTHER_DIGIT):
        return False
    number = _NUMBER.fullmatch(word.lstrip(_BEFORE).rstrip(_AFTER))
    if number is None:
        return not figures and len(text) > len(word)
    begin += word.index(number[0]) + number.start(1)
    return _is_whole(line, begin, begin + len(number[1]))


def _is_whole(line: _Line, begin: int, end: int) -> bool:
    """True where a number's digits stand as close as they do without a sign more between or beside them."""
    text, places = line.look.reading.text, line.places
    digits = [k for k in range(begin, end) if text[k].isdigit()]
    gaps = [(places[b] - places[a], b - a) for a, b in pairwise(digits)]
    width = float(np.median([gap for gap, signs in gaps if signs == 1]))
    if any(gap > (_WIDER if signs == 1 else _SEPARATED) * width for gap, signs in gaps):
        return False
    first = 0 if begin == 0 else round(places[begin] - width / 2)
    last = len(line.white) if end == len(text) else round(places[end - 1] + width / 2)
    inked = first + np.flatnonzero(~line.white[first:last])
    if not len(inked) or max(places[begin] - inked[0], inked[-1] - places[end - 1]) > _OUTSIDE * width:
        return False
    return int(np.count_nonzero(np.diff(inked) > 1)) < end - begin


def _spliced(reading: Reading, width: int, again: Sequence[tuple[_Piece, Reading]]) -> Reading:
    """A line's reading with some of its stretches as they were read again."""
    signs = list(zip(*reading, strict=True))
    for piece, second in reversed(again):
        scale = (piece.right - piece.left) / max(width, 1)
        middle = [piece.left / max(width, 1) + place * scale for place in second.middle]
        signs[piece.begin : piece.end] = zip(second.text, second.sure, middle, strict=True)
    text = "".join(sign for sign, _, _ in signs)
    return Reading(text, tuple(sure for _, sure, _ in signs), tuple(middle for _, _, middle in signs))
