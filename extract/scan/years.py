"""Years on scanned pages: letters among their digits, and a doubtful one between the year before and the year after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.scan.types import Line, Reading

_LIKE_YEAR = re.compile(r"(?<![^\W_])[12][0OoQD][0-9OoQDlIZzSB]{2}(?![^\W_])")
_DIGITS = str.maketrans("OoQDlIZzSB", "0000112258")
_YEAR = re.compile(r"(?:(?:tahun|thn|th|ta)\.?\s*)?((?:19|20)\d\d)", re.IGNORECASE)
_MOST_LETTERS = 2
_LEVEL = 0.5
"""Lines whose middles are no farther apart than this, in heights of a line, are on one level."""
_CERTAIN, _LIKELY = 0.98, 0.7
"""A year of less confidence may be misread; and the confidence in what its neighbours or its shape tell."""


def with_years(lines: Sequence[Line], readings: Sequence[Reading]) -> list[Reading]:
    """The readings with ``2O21`` as the year that it is, and ``2027`` between 2020 and 2022 where it was in doubt."""
    out = [_with_digits(reading) for reading in readings]
    for before, k, after in _neighbours(lines, out):
        expected = _year(out[before]) + 1
        place = out[k].text.index(str(_year(out[k])))
        unsure = min(out[k].sure[place : place + 4]) < _CERTAIN
        if unsure and _year(out[after]) == expected + 1 and _is_a_slip(str(_year(out[k])), str(expected)):
            out[k] = _with_year(out[k], place, str(expected))
    return out


def _with_digits(reading: Reading) -> Reading:
    for found in _LIKE_YEAR.finditer(reading.text):
        year = found[0].translate(_DIGITS)
        letters = sum(map(str.isalpha, found[0]))
        if 0 < letters <= _MOST_LETTERS and _YEAR.fullmatch(year):
            reading = _with_year(reading, found.start(), year)
    return reading


def _with_year(reading: Reading, place: int, year: str) -> Reading:
    """The reading with these four digits from ``place`` on."""
    text, sure = reading.text, list(reading.sure)
    for k in range(place, place + 4):
        sure[k] = min(sure[k], _LIKELY)
    return reading._replace(text=text[:place] + year + text[place + 4 :], sure=tuple(sure))


def _neighbours(lines: Sequence[Line], readings: Sequence[Reading]) -> Iterator[tuple[int, int, int]]:
    """Three cells with nothing but years beside each other."""
    years = [k for k, reading in enumerate(readings) if lines[k].cell and _YEAR.fullmatch(reading.text.strip())]
    years.sort(key=lambda k: (lines[k].y0 + lines[k].y1, lines[k].x0))
    levels: list[list[int]] = []
    for before, k in pairwise([None, *years]):
        if k is None:
            continue
        if before is not None and _is_level(lines[before], lines[k]):
            levels[-1].append(k)
        else:
            levels.append([k])
    for level in levels:
        level.sort(key=lambda k: lines[k].x0)
        yield from zip(level, level[1:], level[2:], strict=False)


def _is_level(line: Line, other: Line) -> bool:
    return abs(line.y0 + line.y1 - other.y0 - other.y1) / 2 <= _LEVEL * line.height


def _year(reading: Reading) -> int:
    found = _YEAR.fullmatch(reading.text.strip())
    return int(found[1]) if found else 0


def _is_a_slip(year: str, expected: str) -> bool:
    """True for one digit that differs."""
    return sum(a != b for a, b in zip(year, expected, strict=True)) == 1
