"""What the text lines of a scanned page say: crops to a reader, second looks, and signs that readers overlook."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extract.scan.custom import with_usual_cells, with_usual_words
from extract.scan.evidence import covered, elected, is_amount, is_misgrouped, mean_sure
from extract.scan.leaders import leader
from extract.scan.linechoice import running_text, skimmed_lines
from extract.scan.lines import Layout
from extract.scan.ordinals import with_ordinals
from extract.scan.percent import PERCENT_SURE, with_percent
from extract.scan.romans import with_romans
from extract.scan.separators import settled_separators, with_usual_separators
from extract.scan.types import Line, OcrReader, Reading, skimmed
from extract.scan.years import with_years

_MARGIN, _TIGHT, _WIDE = 0.2, 0.05, 0.3
"""Paper above and below a line's crop, in heights of the line. The less there is, the larger are the letters that the
reader sees, and the longer it looks."""
_SMALL_PRINT = 12
"""Pixels: where letters are no higher, narrow ones are lost unless they are seen as large as can be."""
_DASH_SURE = 0.9
_ROUND = frozenset("OoQ")
_LIKE_PERCENT = re.compile(r"96|[0-9oO°]?[%/][0-9oO°]{0,2}")
"""What a percent sign in small print is taken for; where any of several readings sees the sign, it is one."""
_SIGN_WIDTH = 1.5
"""A percent sign is about as wide as high; with a digit beside it (``0%`` is a value) it is twice as wide."""
_PERCENT_MARGINS, _MAX_PERCENT = (0.15, 0.4, 0.5), 20
_CAPITAL_IN_SMALL = re.compile(r"(?<=[a-z])I(?![A-Z0-9])")
_SMALL_IN_CAPITALS = re.compile(r"(?<=[A-Z])l(?=[A-Z])|(?<![A-Za-z])l(?=[A-Z]{2})|(?<=[A-Z]{2})l(?![A-Za-z])")
_BETWEEN_LEVELS = re.compile(
    r"(?i:\b(urusan|program|kegiatan)\s?)[Il|](?=(?i:\s?(?:bidang|urusan|program|(?:sub\s?)?kegiatan)\b))"
)
"""A slash between two levels, which stands upright in some fonts."""
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,:;][0-9]{3}){2,}(?:[.,][0-9]{2})?")
_SPECKED = str.maketrans(":;", ".,")
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


def read_lines(layout: Layout, lines: Sequence[Line], reader: OcrReader, number: int) -> list[Reading]:
    """What the lines of page ``number`` say; doubtful ones are read again, with more and less paper around them, and
    put to the vote.
    """
    dash = Reading("-", (_DASH_SURE,), (0.5,))
    readings = [leader(line, layout.letter) if line.is_leader else dash for line in lines]
    printed = [k for k, line in enumerate(lines) if not (line.is_leader or _is_dash(line, layout.letter))]
    for k, reading in zip(printed, first_look(layout, [lines[k] for k in printed], reader, number), strict=True):
        readings[k] = reading
    _look_again(layout, lines, readings, reader)
    for k in printed:
        readings[k] = covered(readings[k], lines[k], reach_of(layout, lines[k]), layout.letter)
    _percent_signs(layout, lines, readings, reader)
    readings = with_usual_cells(lines, with_usual_separators(readings))
    return with_usual_words(with_ordinals(lines, with_years(lines, readings)))


def first_look(layout: Layout, lines: Sequence[Line], reader: OcrReader, number: int) -> list[Reading]:
    """What the lines of page ``number`` say at first sight."""
    lightly = set(skimmed_lines(layout, number))
    seen: dict[Line, Reading] = {}
    for skims in (False, True):
        alike = [line for line in lines if (line in lightly) is skims]
        seen |= dict(zip(alike, _read_once(layout, alike, reader, _margin(layout), skims), strict=True))
    return [seen[line] for line in lines]


def _margin(layout: Layout) -> float:
    return _TIGHT if layout.letter <= _SMALL_PRINT else _MARGIN


def _look_again(layout: Layout, lines: Sequence[Line], readings: list[Reading], reader: OcrReader) -> None:
    """Put to the vote what is doubtful: an amount by two more looks, a text by one."""
    prose, margin = running_text(layout), _margin(layout)
    doubtful = [k for k, reading in enumerate(readings) if lines[k] not in prose and _is_doubtful(reading)]
    doubtful = doubtful[: len(lines) // 4 + 1]
    amounts = [k for k in doubtful if is_amount(readings[k].text)]
    texts = [k for k in doubtful if not is_amount(readings[k].text)]
    other, third = (_MARGIN, _WIDE) if margin == _TIGHT else (_TIGHT, _WIDE)
    seen = _read_once(layout, [lines[k] for k in (*texts, *amounts)], reader, other)
    last = _read_once(layout, [lines[k] for k in amounts], reader, third)
    for k, reading in zip(texts, seen[: len(texts)], strict=True):
        near, far = (readings[k], reading) if margin == _TIGHT else (reading, readings[k])
        readings[k] = elected([near, far], near)
    for k, *others in zip(amounts, seen[len(texts) :], last, strict=True):
        readings[k] = elected([readings[k], *others])


def _is_doubtful(reading: Reading) -> bool:
    if is_misgrouped(reading.text):
        return True
    return bool(reading.text) and min(reading.sure) < (_DOUBTFUL_DIGIT if is_amount(reading.text) else _DOUBTFUL)


def _percent_signs(layout: Layout, lines: Sequence[Line], readings: list[Reading], reader: OcrReader) -> None:
    """Put a percent sign where a reading looks like one in small print and any other look at it sees the sign."""
    likely = (k for k, reading in enumerate(readings) if _LIKE_PERCENT.fullmatch(reading.text))
    alike = [k for k in likely if lines[k].x1 - lines[k].x0 <= _SIGN_WIDTH * lines[k].height][:_MAX_PERCENT]
    looks = [_read_once(layout, [lines[k] for k in alike], reader, margin) for margin in _PERCENT_MARGINS]
    for k, *seen in zip(alike, *looks, strict=True):
        if any("%" in reading.text for reading in (readings[k], *seen)):
            readings[k] = Reading("%", (PERCENT_SURE,), (0.5,))


def _is_dash(line: Line, letter: float) -> bool:
    """True for a short flat stroke that stands alone: a value that is not there. Recognisers overlook it."""
    width = line.x1 - line.x0
    is_thin = line.height <= 0.35 * letter and 1.2 * line.height <= width and 0.25 * letter <= width
    is_bold = line.height <= 0.45 * letter and line.height <= width and 0.4 * letter <= width
    return line.is_dash or ((is_thin or is_bold) and width <= 2.5 * letter)


def _read_once(
    layout: Layout, lines: Sequence[Line], reader: OcrReader, margin: float, skims: bool = False
) -> list[Reading]:
    crops = [crop_of(layout, line, margin) for line in lines]
    return [
        _of_one_case(settled_separators(crop, _with_points(with_percent(crop, with_romans(crop, reading)))))
        for crop, reading in zip(crops, skimmed(reader, crops) if skims else reader.read(crops), strict=True)
    ]


def _with_points(reading: Reading) -> Reading:
    """The reading of an amount with a colon or semicolon between its groups as the point or comma that it is, with dust
    above it.
    """
    if not (":" in reading.text or ";" in reading.text) or not _GROUPED.fullmatch(reading.text):
        return reading
    pairs = zip(reading.text, reading.sure, strict=True)
    sure = tuple(min(value, _LIKE_POINT) if letter in ":;" else value for letter, value in pairs)
    return reading._replace(text=reading.text.translate(_SPECKED), sure=sure)


def _of_one_case(reading: Reading) -> Reading:
    """The reading with an ``I`` after small letters as ``l``, an ``l`` among capitals as ``I``, and either between two
    levels (``Program I Kegiatan``) as a slash: they look alike.
    """
    text = _CAPITAL_IN_SMALL.sub("l", reading.text)
    text = _SMALL_IN_CAPITALS.sub("I", text)
    text = _BETWEEN_LEVELS.sub(lambda found: found[0][:-1] + "/", text)
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
    if line.is_dash or not _is_dash(line, letter) or line.x1 - line.x0 >= 0.6 * letter:
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
