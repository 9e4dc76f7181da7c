"""The tree that the sums of rows make: which rows are the totals of the rows right below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from normalize.ukuran import Amounts, Measure

_MOST_CHILDREN = 80
_FEWEST = 2
_ZERO = Decimal(0)
_MANY_MEASURES = 3
"""Measures of which all but one that close are no accident."""


def sum_children(
    money: Sequence[Amounts], units: Mapping[Measure, Decimal] = MappingProxyType({})
) -> dict[int, tuple[int, ...]]:
    """For each row that is the total of two rows or more below it: the indexes of those rows.

    Read from the bottom up: a row takes the fewest rows or finished totals right below it whose sum meets it in every
    measure that both print beyond doubt; where none do and it prints many measures, in all but one: people err in one
    figure, and the others say what the row is. One row below with the same money says nothing, as many items repeat
    an amount. ``units``: what a measure is printed in; of figures in thousands each is rounded for itself.
    """
    children: dict[int, tuple[int, ...]] = {}
    roots: list[int] = []  # finished rows below, the nearest last
    for i in range(len(money) - 1, -1, -1):
        count = _meets(money[i], [money[r] for r in roots[: -_MOST_CHILDREN - 1 : -1]], units)
        if count:
            children[i] = tuple(roots[: -count - 1 : -1])
            del roots[-count:]
        roots.append(i)
    return children


def _meets(total: Amounts, below: Sequence[Amounts], units: Mapping[Measure, Decimal]) -> int:
    """How many of the rows below add up to the total, two at least; 0 where none do."""
    rest = {key: amount for key, amount in total.items() if amount is not None}
    if not any(rest.values()):
        return 0
    half = {key: units[key] / 2 if units.get(key, 1) > 1 else _ZERO for key in rest}
    return _closing(rest, below, half, 0) or (_closing(rest, below, half, 1) if len(rest) >= _MANY_MEASURES else 0)


def _closing(
    total: Mapping[Measure, Decimal], below: Sequence[Amounts], half: Mapping[Measure, Decimal], wrong: int
) -> int:
    """The fewest rows with which all measures but so many close, each figure off by its half unit at most."""
    rest, is_rounded = dict(total), any(half.values())
    for count, own in enumerate(below, 1):
        for key, amount in own.items():
            if amount is None:
                rest.pop(key, None)  # one part in doubt, and the measure proves nothing
            elif key in rest:
                rest[key] -= amount
        play = {key: each * (count + 1) for key, each in half.items()} if is_rounded else half
        over = sum([value < -play[key] for key, value in rest.items()])
        if over > wrong or len(rest) < (_MANY_MEASURES if wrong else 1):
            return 0
        if count >= _FEWEST and sum([abs(value) > play[key] for key, value in rest.items()]) <= wrong:
            return count
    return 0
