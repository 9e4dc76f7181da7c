"""One ledger for all who judge by sums: what it asks for, and which columns follow a relation at all."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from normalize.types import Konteks, Ukuran
from normalize.ukuran import Measure
from settle.ledger import Place, Sum, followed

PAGU = Measure(Ukuran.PAGU, None, 2026)
CLOSING = Measure(Ukuran.PAGU, Konteks.AKHIR_RENSTRA, 2026)


def family(*children: int) -> Sum:
    return Sum("jumlah_anak", tuple((1, (i, PAGU)) for i in children), ((0, PAGU),))


@given(st.lists(st.integers(0, 10**12), min_size=2, max_size=6), st.data())
def test_what_a_sum_asks_for_makes_it_hold(parts: list[int], data: st.DataObject) -> None:
    sums = family(*range(1, len(parts) + 1))
    ledger: dict[Place, Decimal | None] = {(i, PAGU): Decimal(n) for i, n in enumerate(parts, 1)}
    ledger[0, PAGU] = Decimal(data.draw(st.integers(0, 10**12)))
    place = data.draw(st.sampled_from(sums.places))
    wanted = sums.asks(ledger, place)
    assert wanted is not None
    assert sums.holds({**ledger, place: wanted})


def test_a_sum_with_a_part_in_doubt_neither_holds_nor_fails_nor_asks() -> None:
    ledger: dict[Place, Decimal | None] = {(0, PAGU): Decimal(5), (1, PAGU): Decimal(2), (2, PAGU): None}
    assert family(1, 2).holds(ledger) is None
    assert family(1, 2).asks(ledger, (1, PAGU)) is None
    assert family(1, 2).asks(ledger, (2, PAGU)) == Decimal(3)


def test_a_closing_column_that_mostly_contradicts_its_years_is_no_judge() -> None:
    year = Measure(Ukuran.PAGU, None, 2025)
    sums = [Sum("jumlah_tahun", ((1, (i, year)), (1, (i, PAGU))), ((i, CLOSING),)) for i in range(5)]
    ledger: dict[Place, Decimal | None] = {}
    for i in range(5):
        ledger |= {(i, year): Decimal(3), (i, PAGU): Decimal(4), (i, CLOSING): Decimal(4)}
    assert followed(sums, ledger) == []
    assert followed(sums[:3], ledger) == sums[:3]  # three rows show nothing yet


def test_forecasts_that_were_rounded_one_by_one_hold() -> None:
    def printed(whole: int) -> dict[Place, Decimal | None]:
        return {(0, PAGU): Decimal(whole), (1, PAGU): Decimal(31_250_117), (2, PAGU): Decimal(68_300_422)}

    assert family(1, 2).holds(printed(99_550_538))
    assert family(1, 2).holds(printed(99_550_536)) is False
    assert family(1, 2).holds({(0, PAGU): Decimal(8), (1, PAGU): Decimal(2), (2, PAGU): Decimal(5)}) is False
