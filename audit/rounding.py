"""What a sum may lose where its parts are printed in thousands or millions: each one is off by half a unit at most."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from audit.figures import Figure
from normalize.ukuran import printed_unit


def is_rounding(selisih: Decimal, figures: Sequence[Figure]) -> bool:
    """True where less than a rupiah differs, or all figures are printed to one larger unit and rounding explains it.

    ``figures``: the whole and its parts. Figures printed to the rupiah explain no whole rupiah.
    """
    if abs(selisih) < 1:
        return True
    units = {printed_unit(value) for figure in figures for value in figure.values}
    if len(units) != 1:
        return False
    unit = units.pop()
    n_values = sum(len(figure.values) for figure in figures)
    return unit > 1 and abs(selisih) <= unit * n_values / 2


def half_unit(figure: Figure) -> Decimal:
    """How far the printed figure may lie from the exact one; 0 where it is printed to the rupiah."""
    unit = max(map(printed_unit, figure.values), default=Decimal(1))
    return unit * len(figure.values) / 2 if unit > 1 else Decimal(0)
