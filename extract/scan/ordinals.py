"""Quarters and stages that head columns, I II III IV: a doubtful one between certain ones is the one that is due.

Roman numerals are a few upright strokes, and in small print or on a copy's dust one of them is ``ui`` or ``1``; what
stands below it then belongs to no quarter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.scan.types import Line, Reading

_LIKE_NUMERAL = re.compile(r"[IVXilJtuvnmUNMHWT1!|/\[\]]{1,4}\.?")
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_STROKE = frozenset("1l|!i/")
"""What a lone I is taken for, with whatever certainty."""
_FEWEST, _CERTAIN = 3, 2
"""So many stand beside each other at least, and so many of them, and half, are read as they are due."""
_LEVEL = 0.5
"""Lines whose middles are no farther apart than this, in heights of a line, are on one level."""
_SURE, _LIKELY = 0.95, 0.7
"""A surer reading is what it is; and the confidence in what its neighbours tell."""


def with_ordinals(lines: Sequence[Line], readings: Sequence[Reading]) -> list[Reading]:
    """The readings with the Roman numerals of a row that counts up from I as they are due."""
    out = list(readings)
    for row in _rows(lines, readings):
        due = dict(zip(row, _NUMERALS, strict=False))
        other = [k for k in row if _text(out[k]) != due.get(k)]
        certain = len(row) - len(other)
        if certain < max(_CERTAIN, len(other)) or not all(_may_be(out[k], due.get(k)) for k in other):
            continue
        for k in other:
            n = len(due[k])
            out[k] = Reading(due[k], (_LIKELY,) * n, tuple((place + 0.5) / n for place in range(n)))
    return out


def _text(reading: Reading) -> str:
    return reading.text.strip().rstrip(".")


def _may_be(reading: Reading, due: str | None) -> bool:
    """True where a reading other than the numeral that is due may still be it: a stroke gets lost, not several."""
    text = _text(reading)
    if due is None or (text in _NUMERALS and _NUMERALS.index(text) < _NUMERALS.index(due) - 1):
        return False
    return min(reading.sure) < _SURE or (due == "I" and text in _STROKE)


def _rows(lines: Sequence[Line], readings: Sequence[Reading]) -> Iterator[list[int]]:
    """Numbers of lines on one level, left to right, that look like Roman numerals."""
    alike = [k for k, reading in enumerate(readings) if _LIKE_NUMERAL.fullmatch(reading.text.strip())]
    row: list[int] = []
    for k in sorted(alike, key=lambda k: lines[k].y0 + lines[k].y1):
        if row and abs(_middle(lines[k]) - _middle(lines[row[-1]])) > _LEVEL * lines[k].height:
            yield from _counts(sorted(row, key=lambda k: lines[k].x0), readings)
            row = []
        row.append(k)
    yield from _counts(sorted(row, key=lambda k: lines[k].x0), readings)


def _counts(row: Sequence[int], readings: Sequence[Reading]) -> Iterator[list[int]]:
    """A level's numerals from I to I: the quarters of a target and those of what was reached count each by itself."""
    part: list[int] = []
    for k in row:
        if _text(readings[k]) == "I" or (len(part) >= _FEWEST and _text(readings[k]) in _STROKE):
            if len(part) >= _FEWEST:
                yield part
            part = []
        part.append(k)
    if len(part) >= _FEWEST:
        yield part


def _middle(line: Line) -> float:
    return (line.y0 + line.y1) / 2
