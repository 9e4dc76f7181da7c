"""What stands around a page's tables and is of none: a chapter's heading, a signature, the page's foot."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.aligned.fragments import Line
from extract.judge import is_amount

_CHAPTER = re.compile(r"BAB\s+(?:[IVXL]+|\d{1,2})\b(?:\s*[-–:.]?\s*[^a-z\d]*)?")
_CHAPTER_LINES, _TOP = 4, 0.2
"""A chapter's heading takes so many lines at most, and begins within this share of the page's height from the top."""
_FEWEST = 6
"""A page of fewer lines has nothing to be told apart."""
_LOW, _FOOT_OFF = 0.92, 1.5
"""A page's foot begins so low on it, and so many font sizes below the last line."""
_PAGE = re.compile(r"\d{1,4}")
DATED = re.compile(r"[^\W\d_][^\d,]{2,40},\s*(?:\d{1,2}|\.{2,})?\s*[^\W\d_]{3,9}\.?\s+(?:19|20)\d\d\b")
"""Where and when something is signed."""
_SIGNED = 8
"""What follows a place and date takes so many lines at most."""


def without_chapter(lines: list[Line], height: float) -> list[Line]:
    """A page's lines without the chapter's heading at its top: "BAB III" and the title in capitals below it."""
    first = next((at for at, line in enumerate(lines[:_CHAPTER_LINES]) if _CHAPTER.fullmatch(_text(line))), None)
    if first is None or lines[first].y0 > _TOP * height:
        return lines
    end = first + 1
    while end < min(len(lines), first + _CHAPTER_LINES) and len(lines[end].runs) == 1 and _text(lines[end]).isupper():
        end += 1
    return lines[:first] + lines[end:]


def without_foot(lines: list[Line], height: float) -> list[Line]:
    """A page's lines without its foot: a text and the page's number, low on the page and off from all above."""
    if len(lines) < _FEWEST or lines[-1].y0 < _LOW * height:
        return lines
    texts = [run.text for run in lines[-1].runs]
    numbered = len(texts) in (2, 3) and sum(map(str.isdecimal, texts)) == 1 and any(map(_PAGE.fullmatch, texts))
    off = lines[-1].y0 - lines[-2].y1 > _FOOT_OFF * lines[-1].size
    return lines[:-1] if numbered and off else lines


def without_signature(lines: list[Line]) -> list[Line]:
    """A page's lines without a place and date that stand alone, and the office and name below them, up to the end."""
    at = next((at for at, line in enumerate(lines) if len(line.runs) == 1 and DATED.fullmatch(_text(line))), None)
    if at is None or len(lines) - at > _SIGNED or not _stand_alone(lines[at:]):
        return lines
    return lines[:at]


def _stand_alone(lines: Sequence[Line]) -> bool:
    words = (word for line in lines for run in line.runs for word in run.words)
    return all(len(line.runs) <= 2 for line in lines) and not any(is_amount(word.text) for word in words)


def _text(line: Line) -> str:
    return " ".join(run.text for run in line.runs)
