"""Words of a scanned page as the page spells them elsewhere: recognisers lose narrow letters, or take two for one.

A page of a plan says its words over and over. One of which the reader is not sure, and which is a letter shape away
from one that is read more often (``dasamya`` beside ``dasarnya``), is that word. A misprint read with certainty stays.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extract.scan.types import Line, Reading

_WORD = re.compile(r"[^\W\d_]{6,}")
_TWO_AS_ONE = {"m": ("rn",), "n": ("ri",), "d": ("cl",), "h": ("li",), "r": ("rn",)}
"""Letters, and the two narrow ones that are taken for them."""
_NARROW = "iltjfr"
"""Letters that are lost beside others. At a word's end they are endings: "fasilitas" is not "fasilitasi"."""
_ALIKE = {"i": "lj", "l": "it", "j": "i", "t": "lf", "f": "t"}
"""Letters that are taken for each other."""
_TIMES = 2
"""How many times as often the page has the word that is meant."""
_SHORT, _CELLS = 12, 3
"""Letters of a short line, and in how many other cells at least a text stands that is usual in its column."""
_UNSURE, _LIKELY = 0.95, 0.85
"""Words with a letter of less confidence are meant; and the confidence in the letters of a word that was mended."""


def with_usual_words(readings: Sequence[Reading]) -> list[Reading]:
    """The readings with words that lost a letter or have one for another as the page has them elsewhere."""
    counts = Counter(word.lower() for reading in readings for word in _WORD.findall(reading.text))
    return [_mended(reading, counts) for reading in readings]


def with_usual_cells(lines: Sequence[Line], readings: Sequence[Reading]) -> list[Reading]:
    """The readings of short lines as those of the same place and width in other cells of their column: ``KK`` as the
    ``IKK`` that stands there in cell after cell, and is as wide.
    """
    columns: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for k, line in enumerate(lines):
        if line.cell and readings[k].text.isalpha() and len(readings[k].text) <= _SHORT:
            columns[line.x0 // 2, line.x1 // 2].append(k)
    out = list(readings)
    for column in columns.values():
        counts = Counter(readings[k].text for k in column)
        for k in column:
            found = {
                text for text in _usual(readings[k].text) if counts[text] >= max(_CELLS, _TIMES * counts[out[k].text])
            }
            if len(found) == 1:
                out[k] = _with_word(out[k], 0, len(out[k].text), found.pop())
    return out


def _usual(text: str) -> Iterator[str]:
    """What a short text may be that was read with a narrow letter lost, capitals and small ones."""
    yield from (text[:k] + lost + text[k:] for k in range(len(text) + 1) for lost in _NARROW + "IJ")


def _meant(word: str, counts: Mapping[str, int]) -> str | None:
    """The page's word that was misread as this one."""
    seen = counts[word]
    found = {other for other in (*_fuller(word), *_alike(word)) if counts.get(other, 0) >= _TIMES * seen}
    return found.pop() if len(found) == 1 else None


def _fuller(word: str) -> Iterator[str]:
    """Words of one letter more that a recogniser may have read as this one."""
    for k, letter in enumerate(word):
        for two in _TWO_AS_ONE.get(letter, ()):
            yield word[:k] + two + word[k + 1 :]
        if k:
            yield from (word[:k] + lost + word[k:] for lost in _NARROW)


def _alike(word: str) -> Iterator[str]:
    for k, letter in enumerate(word):
        yield from (word[:k] + other + word[k + 1 :] for other in _ALIKE.get(letter, ""))


def _mended(reading: Reading, counts: Mapping[str, int]) -> Reading:
    for found in reversed(list(_WORD.finditer(reading.text))):
        is_unsure = min(reading.sure[found.start() : found.end()]) < _UNSURE
        other = _meant(found[0].lower(), counts) if is_unsure else None
        if other is not None:
            reading = _with_word(reading, found.start(), found.end(), _in_case_of(found[0], other))
    return reading


def _with_word(reading: Reading, begin: int, end: int, word: str) -> Reading:
    """The reading with another word from ``begin`` to ``end``; its letters stand evenly where the old ones stood."""
    text, sure, middle = reading
    first, last = middle[begin], middle[end - 1]
    step = (last - first) / (len(word) - 1)
    return Reading(
        text[:begin] + word + text[end:],
        (*sure[:begin], *(min(_LIKELY, min(sure[begin:end])),) * len(word), *sure[end:]),
        (*middle[:begin], *(first + step * k for k in range(len(word))), *middle[end:]),
    )


def _in_case_of(word: str, other: str) -> str:
    if word.isupper():
        return other.upper()
    return other.capitalize() if word[0].isupper() else other
