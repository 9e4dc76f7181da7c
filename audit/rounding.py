"""What a sum may lose where its parts are printed in thousands or millions: each one is off by half a unit at most."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from audit.figures import Figure
from normalize.ukuran import LARGEST_UNIT, printed_unit


def is_rounding(selisih: Decimal, figures: Sequence[Figure]) -> bool:
    """True where less than a rupiah differs, or rounding to the units that the figures are printed in explains it.

    ``figures``: the whole and its parts. Figures printed to the rupiah explain no whole rupiah; a zero among thousands
    may be some hundreds.
    """
    if abs(selisih) < 1:
        return True
    values = [value for figure in figures for value in figure.values]
    if abs(selisih) * 2 > LARGEST_UNIT * len(values):
        return False
    units = [printed_unit(value) for value in values]
    largest = max(units, default=Decimal(1))
    rounded = (unit if value.nilai else largest for value, unit in zip(values, units, strict=True))
    return abs(selisih) * 2 <= sum((unit for unit in rounded if unit > 1), Decimal(0))


def half_unit(figure: Figure) -> Decimal:
    """How far the printed figure may lie from the exact one; 0 where it is printed to the rupiah."""
    unit = max(map(printed_unit, figure.values), default=Decimal(1))
    return unit * len(figure.values) / 2 if unit > 1 else Decimal(0)
