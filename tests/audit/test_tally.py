"""Sums asked of many neighbours at once: the same as adding them up one by one."""

from __future__ import annotations

from decimal import Decimal
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from audit.tally import Run


def adds_up(amounts, wanted):
    return any(total == wanted for count, total in enumerate(accumulate(amounts), 1) if count > 1)


@given(st.lists(st.integers(-3, 5), max_size=8), st.integers(-1, 17), st.integers(1, 9))
def test_neighbours_meet_an_amount_where_adding_them_up_does(amounts, place, wanted):
    places = [2 * at for at in range(len(amounts))]
    run = Run(places, list(accumulate(map(Decimal, amounts), initial=Decimal(0))))
    behind = [amount for at, amount in zip(places, amounts, strict=True) if at > place]
    before = [amount for at, amount in zip(places, amounts, strict=True) if at < place]
    assert run.meet(place, Decimal(wanted)) is (adds_up(behind, wanted) or adds_up(reversed(before), wanted))


def test_one_neighbour_alone_is_no_sum():
    run = Run([1, 3], [Decimal(0), Decimal(5), Decimal(12)])
    assert not run.meet(0, Decimal(5))
    assert run.meet(0, Decimal(12))
