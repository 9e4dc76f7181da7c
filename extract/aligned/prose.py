"""How sure one may be that aligned text is a table, and not a list, a table of contents, a letterhead or prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.aligned.fragments import is_value
from extract.judge import is_amount

LEADERS = re.compile(r"\.{5,}|(?:\. ){5,}|…{2,}|_{8,}")
_MARKER = re.compile(r"^(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxlIVXL]{1,5})[.)]|[-•●▪◦*➢✓])$")
_PAGE, _CHAPTER = re.compile(r"\d{1,3}"), re.compile(r"bab\s+(?:\d{1,2}|[ivxl]+)\b", re.IGNORECASE)
_CODE = re.compile(r"^\d{1,2}(?:\s?\.\s?\d{1,4}){2,}$")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a table outside its cells: a row of column numbers, a caption, full rules, leading dots."""

    number_row: bool = False
    caption: bool = False
    figure: bool = False
    rules: int = 0
    header_rows: int = 0
    leaders: int = 0


_LONE = 3
_LEAST_ROWS, _FEW_WORDS, _SHORT = 5, 4, 2.5
"""A table of words alone has so many rows, its texts at most so many words, and fewer than so many on average."""
_MANY, _NEARLY = 8, 0.9
"""A list of prices has so many rows, and no larger share of others."""

Grid = Sequence[Sequence[str]]
"""Texts by row and column; empty where a cell is."""


def confidence(body: Grid, evidence: Evidence) -> float:
    """0..1; 0 for what is no table."""
    columns = list(zip(*body, strict=True)) if body else []
    figures = sum(_is_figures(column) for column in columns) or _is_sparse(columns, evidence)
    if not _is_possible(body, columns, figures, evidence):
        return 0.0
    fill = sum(bool(text) for row in body for text in row) / (len(body) * len(columns))
    score = 0.35 + 0.08 * min(figures, 3) + 0.15 * min(fill, 1.0) + 0.03 * min(len(body), 5)
    score += 0.15 * evidence.number_row + 0.08 * evidence.caption + 0.04 * min(evidence.rules, 3)
    score -= 0.3 * evidence.figure
    return round(min(max(score, 0.0), 0.95), 3)


def _is_possible(body: Grid, columns: Sequence[Sequence[str]], figures: int, evidence: Evidence) -> bool:
    if len(columns) < 2 or not body:
        return False
    if evidence.number_row:
        return True
    if _is_list(body, columns) or _is_form(columns) or _is_contents(body):
        return False
    drawn = evidence.rules >= 2 or evidence.leaders > 1
    # Reports print a table of one row for each indicator.
    if len(body) == 1 and evidence.caption and _is_sparse(columns, evidence):
        return not _is_prose(columns)
    if len(body) < (2 if drawn or evidence.caption or len(columns) > 3 else 3):
        return False
    if len(body) >= 6 and any(_is_codes(column) for column in columns[:2]):
        return True
    if figures == 0 and _is_list_of_words(body, columns):
        return True
    if _is_priced(body):
        return True
    if figures == 0 or (figures == 1 and len(columns) == 2 and not (drawn or evidence.caption)):
        return (drawn or evidence.caption) and evidence.header_rows > 0 and not _is_prose(columns)
    return not _is_prose(columns)


def _is_list_of_words(body: Grid, columns: Sequence[Sequence[str]]) -> bool:
    """True for several columns of short words, all filled in every row: names, offices, tasks."""
    if len(body) < _LEAST_ROWS or len(columns) < 3 or not all(text for row in body for text in row):
        return False
    lengths = [len(text.split()) for row in body for text in row]
    return max(lengths) <= _FEW_WORDS and sum(lengths) < _SHORT * len(lengths)


def _is_priced(body: Grid) -> bool:
    """True for many rows of nearly nothing but a name and a whole amount; sentences end in none, line below line."""
    priced = sum(len(row) == 2 and row[0][:1].isalpha() and is_amount(row[1]) for row in body)
    return priced >= _MANY and priced >= _NEARLY * len(body)


def _filled(column: Sequence[str]) -> list[str]:
    return [text for text in column if text]


def _is_figures(column: Sequence[str]) -> bool:
    """True for a column of amounts, shares, counts or quantities with units; list numbers and lone years are none."""
    texts = _filled(column)
    if len(texts) < 2:
        return False
    numeric = sum(is_value(text) and not _MARKER.match(text) for text in texts)
    return numeric * 3 >= 2 * len(texts)


def _is_sparse(columns: Sequence[Sequence[str]], evidence: Evidence) -> bool:
    """True for several titled columns with one figure each, as of years in which one thing was built."""
    texts = [_filled(column) for column in columns[1:]]
    return evidence.header_rows > 0 and sum(len(own) == 1 and is_value(own[0]) for own in texts) >= _LONE


def _is_codes(column: Sequence[str]) -> bool:
    """True for a column of budget codes of three levels and more; chapter numbers seldom reach so deep so often."""
    texts = _filled(column)
    return len(texts) >= 6 and sum(bool(_CODE.match(text)) for text in texts) * 10 >= 7 * len(texts)


def _is_list(body: Grid, columns: Sequence[Sequence[str]]) -> bool:
    """A numbered or bulleted list: markers, then one column of text."""
    first = _filled(columns[0])
    marked = sum(bool(_MARKER.match(text)) for text in first)
    if marked * 10 < 7 * len(first) or not first:
        return False
    return sum(len(_filled(column)) * 3 >= len(body) for column in columns[1:]) < 2


def _is_form(columns: Sequence[Sequence[str]]) -> bool:
    """Labels, colons, values: a letterhead or signature block."""
    for column in columns[1:]:
        texts = _filled(column)
        if texts and sum(text.startswith(":") for text in texts) * 10 >= 6 * len(texts):
            return len(columns) <= 5
    return False


def _is_contents(body: Grid) -> bool:
    """Dot leaders in a third of the rows; or chapters, and page numbers that never go back at the end of most rows."""
    if sum(bool(LEADERS.search(" ".join(row))) for row in body) * 3 >= len(body):
        return True
    pages = [row[-1] for row in body if row[-1]]
    numbered = len(pages) > _LONE and 2 * len(pages) > len(body) and all(map(_PAGE.fullmatch, pages))
    chapters = any(_CHAPTER.match(text) for row in body for text in row)
    return numbered and chapters and sorted(map(int, pages)) == list(map(int, pages))


def _is_prose(columns: Sequence[Sequence[str]]) -> bool:
    """Columns of running text without figures: long texts in most cells."""
    texts = [text for column in columns for text in column if text]
    if not texts:
        return True
    long = sum(len(text.split()) > 6 for text in texts)
    figures = sum(any(ch.isdigit() for ch in text) for text in texts)
    return long * 2 > len(texts) and figures * 3 < len(texts)
