"""The money of rows, and the tree that their sums make: which rows are the totals of the rows right below them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from normalize.types import BudgetRow, Konteks, Ukuran

Measure = tuple[Ukuran, Konteks | None, int | None]
Money = dict[Measure, Decimal]

_MONEY = frozenset({Ukuran.PAGU, Ukuran.REALISASI, Ukuran.PRAKIRAAN_MAJU})
_MOST_CHILDREN = 80


def row_money(row: BudgetRow) -> Money:
    """The row's money in rupiah by measure (ukuran, konteks, tahun); what cannot be read as a number is left out."""
    money: Money = {}
    for value in row.values:
        if value.ukuran in _MONEY and value.nilai is not None and value.nilai.is_finite():
            key = (value.ukuran, value.konteks, value.tahun)
            money[key] = money.get(key, Decimal(0)) + value.nilai
    return money


def add_money(one: Money, two: Money) -> Money:
    """The sum of two rows' money, measure by measure."""
    return {key: one.get(key, Decimal(0)) + two.get(key, Decimal(0)) for key in one.keys() | two.keys()}


def sum_children(money: Sequence[Money]) -> dict[int, tuple[int, ...]]:
    """For each row that is the total of two rows or more below it: the indexes of those rows.

    Read from the bottom up: a row takes the fewest rows or finished totals right below it whose sum meets it in every
    measure that it prints. One row below with the same money says nothing, as many items repeat an amount.
    """
    children: dict[int, tuple[int, ...]] = {}
    roots: list[int] = []  # finished rows below, the nearest last
    for i in range(len(money) - 1, -1, -1):
        count = _meets(money[i], [money[r] for r in roots[: -_MOST_CHILDREN - 1 : -1]])
        if count:
            children[i] = tuple(roots[: -count - 1 : -1])
            del roots[-count:]
        roots.append(i)
    return children


def _meets(total: Money, below: Sequence[Money]) -> int:
    """How many of the rows below add up to the total, two at least; 0 where none do."""
    if not any(total.values()):
        return 0
    rest = dict(total)
    for count, own in enumerate(below, 1):
        for key in rest:
            rest[key] -= own.get(key, Decimal(0))
        if any(value < 0 for value in rest.values()):
            return 0
        if count >= 2 and not any(rest.values()):
            return count
    return 0
