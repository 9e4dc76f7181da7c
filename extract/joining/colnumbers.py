"""The row of column numbers that the forms of Permendagri 86/2017 print below their header.

It is the surest sign of where a header ends: ``1 2 3``, ``(1) (2)``, ``8 = (7/6)``, ``10=(5+7+9)``. Numbers may be
skipped, repeated, lettered (``3 3a 3b``), begin above 1, or read ``-1 -2`` where a spreadsheet took ``(1)`` for a
negative number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_NUMBER = re.compile(r"[-–(\[]{0,2}(\d{1,2})[a-e]?[)\].]{0,2}(?:[=:(]+[\d()+\-–*/x×:%=.,\[\]]{0,40})?", re.IGNORECASE)
_BEGINNINGS = frozenset("0123456789-–([ \t\n")
_MAX_FIRST = 6
_LEAST_FURTHER = 3
_MAX_LETTERS = 3
_MIN_NUMBERED = 0.75
_MIN_STEPS = 0.7
_MIN_STEPS_RISING = 0.5
"""Less is asked of numbers that only rise: a form may leave out many columns."""
_MIN_COVER = 0.6


def column_number(text: str) -> int | None:
    """The number that a cell of such a row bears, None where the text is no column number.

    >>> column_number("10=(5+7+9)"), column_number("(2)"), column_number("-3"), column_number("8 = (7/6")
    (10, 2, 3, 8)
    >>> column_number("3a"), column_number("(10b)")
    (3, 10)
    >>> column_number("1.06") is None, column_number("2024") is None
    (True, True)
    """
    match = _NUMBER.fullmatch("".join(text.split()))
    return int(match[1]) if match else None


def counts_columns(texts: Sequence[str], covered: int, n_cols: int) -> bool:
    """True where a row's printed cells count its columns.

    ``texts`` are the row's texts from left to right, without empty cells; ``covered`` the columns under these cells.
    """
    if covered < _MIN_COVER * n_cols or not _may_be_numbers(texts):
        return False
    texts = [part for text in texts for part in _apart(text)]
    if len(texts) < 2:
        return False
    if any(len(text) > _MAX_LETTERS and sum(map(str.isalpha, text)) > _MAX_LETTERS for text in texts):
        return False
    numbers = [n for n in map(column_number, texts) if n is not None]
    if len(numbers) < 2 or len(numbers) < _MIN_NUMBERED * len(texts):
        return False
    if len(texts) == 2:
        return numbers == [1, 2]
    steps = [b - a for a, b in pairwise(numbers)]
    if numbers[0] > _MAX_FIRST:
        return _goes_on(texts, steps)
    least = _MIN_STEPS_RISING if min(steps) > 0 else _MIN_STEPS
    return sum(step in (1, 2) for step in steps) >= least * len(steps)


def _may_be_numbers(texts: Sequence[str]) -> bool:
    """False where so many texts begin otherwise that they cannot be numbers mostly: nearly every row of a table."""
    parts = sum(len(text.split()) for text in texts if text[:1] in _BEGINNINGS)
    others = sum(text[:1] not in _BEGINNINGS for text in texts)
    return parts >= _MIN_NUMBERED * (parts + others)


def _apart(text: str) -> list[str]:
    """The numbers of a cell that counts two or more columns with one border around them; else the text.

    >>> _apart("(1) (2)"), _apart("12 14"), _apart("8 = 7 / 6")
    (['(1)', '(2)'], ['12 14'], ['8 = 7 / 6'])
    """
    parts = text.split()
    if len(parts) < 2:
        return [text]
    numbers = [n for n in map(column_number, parts) if n is not None]
    rising = len(numbers) == len(parts) and all(b - a == 1 for a, b in pairwise(numbers))
    return parts if rising else [text]


def _goes_on(texts: Sequence[str], steps: Sequence[int]) -> bool:
    """True for the further numbers of a table whose first columns stand on another sheet: each one more, none left out.

    >>> _goes_on(["(9)", "(10)", "(11)"], [1, 1]), _goes_on(["9", "10", "11"], [1, 1]), _goes_on(["75", "80"], [5])
    (True, False, False)
    """
    in_brackets = all(text.strip().startswith("(") for text in texts)
    return len(texts) >= (_LEAST_FURTHER if in_brackets else _LEAST_FURTHER + 1) and all(step == 1 for step in steps)
