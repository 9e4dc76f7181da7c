"""Numbers as people here write them."""

from __future__ import annotations

from decimal import Decimal


def number_text(number: Decimal | float) -> str:
    """The number as Indonesians write it: dots between thousands, a comma before the fraction.

    >>> number_text(Decimal("1234567.5000"))
    '1.234.567,5'
    """
    text = f"{number:,.4f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))
