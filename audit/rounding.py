"""What a sum may lose where its parts are printed in thousands or millions: each one is off by half a unit at most."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from audit.figures import Figure
from audit.tolerance import printed_digits
from normalize.types import Ukuran, Value
from normalize.ukuran import printed_unit


def is_rounding(selisih: Decimal, figures: Sequence[Figure]) -> bool:
    """True where less than a rupiah differs, or rounding to the units that the figures are printed in explains it.

    ``figures``: the whole and its parts. Budgets are fixed to the rupiah, and so printed they explain no whole rupiah.
    A forward estimate is a budget raised by some percent, whose parts of a rupiah the print hides. A zero among
    thousands may be some hundreds.
    """
    if abs(selisih) < 1:
        return True
    values = [value for figure in figures for value in figure.values]
    if abs(selisih) * 2 <= sum(map(_hides_cents, values)):
        return True
    units = [printed_unit(value) for value in values]
    largest = max(units, default=Decimal(1))
    rounded = (unit if value.nilai else largest for value, unit in zip(values, units, strict=True))
    return abs(selisih) * 2 <= sum((unit for unit in rounded if unit > 1), Decimal(0))


def _hides_cents(value: Value) -> bool:
    return value.ukuran is Ukuran.PRAKIRAAN_MAJU and printed_digits(value.teks, value.nilai or Decimal(0)) == 0


def half_unit(figure: Figure) -> Decimal:
    """How far the printed figure may lie from the exact one; 0 where it is printed to the rupiah."""
    unit = max(map(printed_unit, figure.values), default=Decimal(1))
    return unit * len(figure.values) / 2 if unit > 1 else Decimal(0)
