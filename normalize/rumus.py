"""Formulas that a table prints in its column-number row or its headers: ``8 = (7/6)``, ``10=(5+7+9)``, ``(5/4)*100``.

Source: form T-C.29 in the annex of Permendagri 86/2017; offices print them damaged (``10 = (5+7+9``) or reversed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

_PLAIN = re.compile(r"^\(?\s*-?\s*(\d{1,2})\s*\)?$")
_FORMULA = re.compile(r"^\(?\s*(\d{1,2})\s*\)?\s*(?:\(?\s*%\s*\)?\s*)?=\s*(.+)$")
_SUM = re.compile(r"^\(?\s*(\d{1,2}(?:\s*[+-]\s*\d{1,2})+)\s*\)?$")
_RATIO = re.compile(r"^\(?\s*\(?(\d{1,2})\s*[/:]\s*(\d{1,2})\)?\s*\)?\s*(?:[x*×]\s*100\s*%?)?\)?$", re.I)
_IN_HEADER = re.compile(
    r"(?<![\d.,/])(\d{1,2})\)?[/:]\(?(\d{1,2})\)*%?[x*×]\(?100(?!\d)|\((?:\d{1,2}=)?\(?(\d{1,2})[/:](\d{1,2})\)+", re.I
)
_LEFT_IN_HEADER = re.compile(r"\((?:\d{1,2}=)?(\d{1,2})-(\d{1,2})\)")
_COLUMN_WORD = re.compile(r"\s+|\bkol(?:om)?\b\.?", re.I)
_TERM = re.compile(r"([+-]?)\s*(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Formula:
    """A column's printed formula: ``kind`` "jumlah" (signed terms) or "rasio" (two terms), over column indices."""

    target: int
    kind: str
    terms: tuple[tuple[int, int], ...]
    """(sign, column index) of each term; for a ratio numerator then denominator."""
    text: str


def column_numbers(printed: Sequence[str]) -> dict[int, int]:
    """Printed number to column index; a number that stands twice is left out, nobody could say which is meant.

    >>> column_numbers(["1", "2", "8= (7/6)", "(7)", "-4"])
    {1: 0, 2: 1, 8: 2, 7: 3, 4: 4}
    """
    found: dict[int, int] = {}
    twice: set[int] = set()
    for index, text in enumerate(printed):
        match = _PLAIN.match(text.strip()) or _FORMULA.match(text.strip())
        if match:
            number = int(match.group(1))
            if number in found:
                twice.add(number)
            found[number] = index
    return {n: i for n, i in found.items() if n not in twice}


def read_formulas(printed: Sequence[str]) -> tuple[Formula, ...]:
    """The formulas of a column-number row, one text a column, over column indices.

    >>> read_formulas(["4", "5", "6", "7", "8 = (7/6)", "9", "10=(5+7+9"])[1].terms
    ((1, 1), (1, 3), (1, 5))
    """
    numbers = column_numbers(printed)
    out = []
    for index, text in enumerate(printed):
        match = _FORMULA.match("".join(text.split()))  # narrow columns break "(8/6)*10 0%"
        formula = _read_one(index, match.group(2), numbers, text) if match else None
        if formula is not None:
            out.append(formula)
    return tuple(out)


def header_formula(index: int, text: str, numbers: Mapping[int, int]) -> Formula | None:
    """The formula that a header text prints behind its words, over column indices; None where it prints none.

    ``numbers``: printed column number to column index. Only ratios and differences of two columns stand in headers.

    >>> header_formula(5, "Realisasi 2024 thd 2023 (5/4)*100", {4: 3, 5: 4}).terms
    ((1, 4), (1, 3))
    >>> header_formula(4, "Sisa (3 - 4)", {3: 2, 4: 3}).terms, header_formula(2, "Nomor 8/2008", {1: 0, 8: 7})
    (((1, 2), (-1, 3)), None)
    """
    bare = _COLUMN_WORD.sub("", text)
    for pattern, kind, sign in ((_IN_HEADER, "rasio", 1), (_LEFT_IN_HEADER, "jumlah", -1)):
        found = pattern.search(bare)
        if found:
            one, two = (numbers.get(int(n)) for n in found.groups() if n)
            if one is not None and two is not None and index not in (one, two) and one != two:
                return Formula(index, kind, ((1, one), (sign, two)), text.strip())
    return None


def _read_one(index: int, body: str, numbers: Mapping[int, int], text: str) -> Formula | None:
    ratio = _RATIO.match(body)
    if ratio:
        parts = [numbers.get(int(ratio.group(k))) for k in (1, 2)]
        if None in parts:
            return None
        return Formula(index, "rasio", tuple((1, p) for p in parts if p is not None), text.strip())
    total = _SUM.match(body.rstrip(")"))
    if not total:
        return None
    terms = [(-1 if sign == "-" else 1, numbers.get(int(n))) for sign, n in _TERM.findall(total.group(1))]
    if any(column is None for _, column in terms):
        return None
    return Formula(index, "jumlah", tuple((s, c) for s, c in terms if c is not None), text.strip())


def evaluate(formula: Formula, value_of: Callable[[int], Decimal | None]) -> Decimal | None:
    """What the formula gives for a row, a ratio as percent; None where a term is missing or a divisor is zero."""
    values = [value_of(column) for _, column in formula.terms]
    if any(v is None for v in values):
        return None
    known = [v for v in values if v is not None]
    if formula.kind == "rasio":
        return known[0] * 100 / known[1] if known[1] else None
    return sum((sign * v for (sign, _), v in zip(formula.terms, known, strict=True)), Decimal(0))
