"""Formulas that a table prints in its column-number row: ``8 = (7/6)``, ``10=(5+7+9)``, ``11 = (10/4)``.

Source: form T-C.29 in the annex of Permendagri 86/2017; offices print them damaged (``10 = (5+7+9``) or reversed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

_PLAIN = re.compile(r"^\(?\s*-?\s*(\d{1,2})\s*\)?$")
_FORMULA = re.compile(r"^\(?\s*(\d{1,2})\s*\)?\s*=\s*(.+)$")
_SUM = re.compile(r"^\(?\s*(\d{1,2}(?:\s*[+-]\s*\d{1,2})+)\s*\)?$")
_RATIO = re.compile(r"^\(?\s*\(?(\d{1,2})\s*[/:]\s*(\d{1,2})\)?\s*\)?\s*(?:[x*×]\s*100\s*%?)?\)?$", re.I)
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
        match = _FORMULA.match(text.strip())
        formula = _read_one(index, match.group(2).strip(), numbers, text) if match else None
        if formula is not None:
            out.append(formula)
    return tuple(out)


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
