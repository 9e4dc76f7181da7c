"""Numbers and moments as people here write them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal


def number_text(number: Decimal | float) -> str:
    """The number as Indonesians write it: dots between thousands, a comma before the fraction.

    >>> number_text(Decimal("1234567.5000"))
    '1.234.567,5'
    """
    text = f"{number:,.4f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def moment_text(moment: datetime | str) -> str:
    """The moment in the time of this machine, with its zone; ISO 8601 or a datetime with a zone.

    >>> len(moment_text("2031-01-02T20:04:05.678+00:00")) > len("2031-01-02 20:04")
    True
    """
    known = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    here = known.astimezone()
    return f"{here:%Y-%m-%d %H:%M} {here.tzname()}"


def short_number(number: float, language: str, places: int = 2) -> str:
    """The number with so many places, and a comma before them in Indonesian.

    >>> short_number(12.345, "id"), short_number(12.345, "en", 1)
    ('12,35', '12.3')
    """
    figure = f"{number:.{places}f}"
    return figure.replace(".", ",") if language == "id" else figure
