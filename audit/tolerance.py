"""How far a printed figure may lie from the computed one before it is wrong."""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, localcontext

_GROUPED = re.compile(r"\d{1,3}[.,]\d{3}")
_DECIMALS = re.compile(r"[.,](\d{1,4})\D*$")


def printed_digits(text: str, value: Decimal) -> int:
    """Number of decimals that ``text`` prints.

    >>> printed_digits("98,50 %", Decimal("98.5")), printed_digits("100", Decimal(100))
    (2, 0)
    """
    exponent = value.as_tuple().exponent
    stored = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    tail = _DECIMALS.search(text)
    if tail is None:
        return min(stored, 4)
    digits = tail.group(1)
    is_decimal = abs(value) % 1 == Decimal(digits).scaleb(-len(digits))
    return len(digits) if is_decimal else min(stored, 4)


def rounded(exact: Decimal, digits: int) -> Decimal:
    """``exact`` with as many decimals as are printed, half rounded up (what Excel prints)."""
    with localcontext() as context:
        context.prec = 60
        return exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def truncated(exact: Decimal, digits: int) -> Decimal:
    """``exact`` cut off after the printed decimals."""
    with localcontext() as context:
        context.prec = 60
        return exact.quantize(Decimal(1).scaleb(-digits), ROUND_DOWN)


def agrees(printed: Decimal, exact: Decimal, digits: int) -> bool:
    """True where ``printed`` is ``exact`` rounded (either way at the half) or cut off at ``digits`` decimals.

    >>> agrees(Decimal("99.99"), Decimal("99.996"), 2)
    True
    >>> agrees(Decimal("98.77"), Decimal("99.33"), 2)
    False
    """
    half = Decimal(5).scaleb(-digits - 1)
    return abs(printed - exact) <= half or printed == truncated(exact, digits)


def percent_agrees(printed: Decimal, exact: Decimal, text: str) -> bool:
    """True where a printed percentage states ``exact`` percent, also as a ratio (`0,98`, without a percent sign).

    Three digits behind the mark may be thousands; a bare ``1`` is the ratio of a whole or nearly so.

    >>> percent_agrees(Decimal("3.125"), Decimal("3125.4"), "3.125 %")
    True
    >>> percent_agrees(Decimal(1), Decimal("99.99"), "1"), percent_agrees(Decimal(1), Decimal(100), "1%")
    (True, False)
    """
    digits = printed_digits(text, printed)
    if agrees(printed, exact, digits):
        return True
    if _GROUPED.fullmatch(text.strip(" %")) and agrees(printed * 1000, exact, 0):
        return True
    if "%" not in text and printed == 1 and digits == 0:
        return agrees(printed, exact / 100, 0)
    is_ratio = "%" not in text and digits >= 2
    return is_ratio and agrees(printed * 100, exact, digits - 2)
