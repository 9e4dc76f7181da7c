"""The tree that the sums of rows make: which rows are the totals of the rows right below them."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.ukuran import Amounts

_MOST_CHILDREN = 80


def sum_children(money: Sequence[Amounts]) -> dict[int, tuple[int, ...]]:
    """For each row that is the total of two rows or more below it: the indexes of those rows.

    Read from the bottom up: a row takes the fewest rows or finished totals right below it whose sum meets it in every
    measure that both print beyond doubt. One row below with the same money says nothing, as many items repeat an
    amount.
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


def _meets(total: Amounts, below: Sequence[Amounts]) -> int:
    """How many of the rows below add up to the total, two at least; 0 where none do."""
    rest = {key: amount for key, amount in total.items() if amount is not None}
    if not any(rest.values()):
        return 0
    for count, own in enumerate(below, 1):
        for key, amount in own.items():
            if amount is None:
                rest.pop(key, None)  # one part in doubt, and the measure proves nothing
            elif key in rest:
                rest[key] -= amount
        if not rest or any(value < 0 for value in rest.values()):
            return 0
        if count >= 2 and not any(rest.values()):
            return count
    return 0
