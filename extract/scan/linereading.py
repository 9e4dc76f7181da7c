"""What the text lines of a scanned page say: crops to a reader, second looks, and signs that readers overlook."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extract.scan.evidence import covered, elected, is_amount, mean_sure
from extract.scan.lines import Layout, Line
from extract.scan.separators import settled_separators
from extract.scan.types import OcrReader, Reading

_MARGIN, _OTHER_MARGINS = 0.2, (0.05, 0.3)
"""Paper above and below a line's crop, in heights of the line."""
_DASH_SURE = 0.9
_ROUND = frozenset("OoQ")
_LIKE_PERCENT = re.compile(r"96|[0-9oO°]?[%/][0-9oO°]{0,2}")
"""What a percent sign in small print is taken for; where any of several readings sees the sign, it is one."""
_SIGN_WIDTH = 1.5
"""A percent sign is about as wide as high; with a digit beside it (``0%`` is a value) it is twice as wide."""
_PERCENT_MARGINS, _PERCENT_SURE, _MAX_PERCENT = (0.15, 0.4, 0.5), 0.8, 20
_CAPITAL_IN_SMALL = re.compile(r"(?<=[a-z])I(?![A-Z0-9])")
_SMALL_IN_CAPITALS = re.compile(r"(?<=[A-Z])l(?=[A-Z])|(?<![A-Za-z])l(?=[A-Z]{2})|(?<=[A-Z]{2})l(?![A-Za-z])")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,:][0-9]{3}){2,}(?:[.,][0-9]{2})?")
_LIKE_POINT = 0.8
"""Confidence in a point that was seen with a speck above it: the looks decide."""
_LIKELY = 0.9
"""Confidence in a letter that its neighbours decide."""
_DOUBTFUL, _DOUBTFUL_DIGIT = 0.75, 0.97
"""Lines with a letter of less confidence are read again, and amounts with a digit of less than the second."""
_MIN_SURE = 0.35
"""Lines read with less confidence are noise: spots, stamps, signatures."""


def crop_of(layout: Layout, line: Line, margin: float = _MARGIN) -> NDArray[np.uint8]:
    """The line with some paper around it; low marks (a dash) keep a letter's height."""
    height = max(line.height, 1.3 * layout.letter)
    above = (height - line.height) / 2 + margin * height
    grey = layout.clean.grey
    rows = slice(max(round(line.y0 - above), 0), round(line.y1 + above))
    return grey[rows, slice(*reach_of(layout, line))]


def reach_of(layout: Layout, line: Line) -> tuple[int, int]:
    """The first and last column of a line's crop."""
    beside = 0.25 * max(line.height, 1.3 * layout.letter)
    return max(round(line.x0 - beside), 0), min(round(line.x1 + beside), layout.clean.grey.shape[1])


def read_lines(layout: Layout, lines: Sequence[Line], reader: OcrReader) -> list[Reading]:
    """What the lines say; doubtful ones are read again with more and less paper around them, and put to the vote."""
    readings = [Reading("-", (_DASH_SURE,), (0.5,))] * len(lines)
    printed = [k for k, line in enumerate(lines) if not _is_dash(line, layout.letter)]
    first = _read_once(layout, [lines[k] for k in printed], reader, _MARGIN)
    for k, reading in zip(printed, first, strict=True):
        readings[k] = reading
    doubtful = [k for k in printed if _is_doubtful(readings[k])][: len(lines) // 4 + 1]
    again = [_read_once(layout, [lines[k] for k in doubtful], reader, margin) for margin in _OTHER_MARGINS]
    for k, *others in zip(doubtful, *again, strict=True):
        readings[k] = elected([readings[k], *others])
    for k in printed:
        readings[k] = covered(readings[k], lines[k], reach_of(layout, lines[k]), layout.letter)
    _percent_signs(layout, lines, readings, reader)
    return readings


def _is_doubtful(reading: Reading) -> bool:
    return bool(reading.text) and min(reading.sure) < (_DOUBTFUL_DIGIT if is_amount(reading.text) else _DOUBTFUL)


def _percent_signs(layout: Layout, lines: Sequence[Line], readings: list[Reading], reader: OcrReader) -> None:
    """Put a percent sign where a reading looks like one in small print and any other look at it sees the sign."""
    likely = (k for k, reading in enumerate(readings) if _LIKE_PERCENT.fullmatch(reading.text))
    alike = [k for k in likely if lines[k].x1 - lines[k].x0 <= _SIGN_WIDTH * lines[k].height][:_MAX_PERCENT]
    looks = [_read_once(layout, [lines[k] for k in alike], reader, margin) for margin in _PERCENT_MARGINS]
    for k, *seen in zip(alike, *looks, strict=True):
        if any("%" in reading.text for reading in (readings[k], *seen)):
            readings[k] = Reading("%", (_PERCENT_SURE,), (0.5,))


def _is_dash(line: Line, letter: float) -> bool:
    """True for a short flat stroke that stands alone: a value that is not there. Recognisers overlook it."""
    width = line.x1 - line.x0
    is_thin = line.height <= 0.35 * letter and 1.2 * line.height <= width and 0.25 * letter <= width
    is_bold = line.height <= 0.45 * letter and line.height <= width and 0.4 * letter <= width
    return (is_thin or is_bold) and width <= 2.5 * letter


def _read_once(layout: Layout, lines: Sequence[Line], reader: OcrReader, margin: float) -> list[Reading]:
    crops = [crop_of(layout, line, margin) for line in lines]
    return [
        _of_one_case(settled_separators(crop, _with_points(reading)))
        for crop, reading in zip(crops, reader.read(crops), strict=True)
    ]


def _with_points(reading: Reading) -> Reading:
    """The reading of an amount with a colon between its groups as the point that it is, with dust above it."""
    if ":" not in reading.text or not _GROUPED.fullmatch(reading.text):
        return reading
    pairs = zip(reading.text, reading.sure, strict=True)
    sure = tuple(min(value, _LIKE_POINT) if letter == ":" else value for letter, value in pairs)
    return reading._replace(text=reading.text.replace(":", "."), sure=sure)


def _of_one_case(reading: Reading) -> Reading:
    """The reading with an ``I`` after small letters as ``l`` and an ``l`` among capitals as ``I``: they look alike."""
    text = _CAPITAL_IN_SMALL.sub("l", reading.text)
    text = _SMALL_IN_CAPITALS.sub("I", text)
    if text == reading.text:
        return reading
    pairs = zip(reading.text, text, reading.sure, strict=True)
    return reading._replace(text=text, sure=tuple(min(sure, _LIKELY) if a != b else sure for a, b, sure in pairs))


def sensible(lines: Sequence[Line], readings: Sequence[Reading], letter: float) -> list[tuple[Line, Reading]]:
    """The lines with something to say, and their readings: no dust, no stamps; a lone round letter is a zero.

    ``letter``: the height of letters in pixels.
    """
    return [
        (line, reading)
        for line, reading in zip(lines, _lone_zeros(lines, readings), strict=True)
        if _says_something(reading) and not _is_scratch(line, lines, letter)
    ]


def _is_scratch(line: Line, lines: Sequence[Line], letter: float) -> bool:
    """True for a small flat spot beside other lines of its cell, or outside of tables: dust. A dash stands alone."""
    if not _is_dash(line, letter) or line.x1 - line.x0 >= 0.6 * letter:
        return False
    return not line.cell or sum(other.cell == line.cell for other in lines) > 1


def _lone_zeros(lines: Sequence[Line], readings: Sequence[Reading]) -> list[Reading]:
    """The readings with a letter O that is all there is in its cell taken for the zero that it is."""
    alone = Counter(line.cell for line in lines)
    return [
        reading._replace(text="0") if reading.text in _ROUND and line.cell and alone[line.cell] == 1 else reading
        for line, reading in zip(lines, readings, strict=True)
    ]


def _says_something(reading: Reading) -> bool:
    text = reading.text.strip()
    if not text or mean_sure(reading) < _MIN_SURE:
        return False
    # A lone dot, comma or quote is dust; a lone dash is a value that is not there, and is printed as such.
    return not (len(text) <= 2 and all(letter in ".,'`’‘:;\"^~·•" for letter in text))
