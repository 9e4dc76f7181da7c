"""A region among its peers: who they are, and what is said where they are too few."""

from __future__ import annotations

from decimal import Decimal

from output.compare import RegionRow
from renja.show.peers import Standing, standing


def row(kode: str, bagian: float | None, kantor: str = "Dinas Perikanan", tahap: str = "murni") -> RegionRow:
    return RegionRow(
        kode, kode, 2024, Decimal(1), None, None, None, None, bagian, (), (), (tahap,), ("renja",), (kantor,)
    )


def test_a_region_stands_among_those_of_its_level_kind_of_office_and_stage() -> None:
    rows = [
        row("32.01", 30.0), row("32.02", 10.0), row("32.03", 20.0), row("33.04", 40.0),
        row("32.71", 1.0),  # a kota
        row("35.01", 2.0, "Badan Perikanan"),
        row("35.02", 3.0, tahap="perubahan"),
        row("35.03", None),
    ]  # fmt: skip
    assert standing(rows, "32.01") == Standing(30.0, "kabupaten", "dinas", 3, 2, 1, 1)
    found = standing(rows, "32.01")
    assert found is not None
    assert found.percent == 67


def test_nothing_is_said_of_a_region_without_a_share_and_no_rank_among_few() -> None:
    rows = [row("32.01", 30.0), row("32.02", 10.0), row("32.03", None)]
    assert standing(rows, "32.03") is None
    assert standing(rows, "99.99") is None
    few = standing(rows, "32.01")
    assert few is not None
    assert (few.sejenis, few.percent) == (1, None)


def test_equal_shares_are_not_lower() -> None:
    rows = [row(f"32.0{n}", 5.0) for n in range(1, 6)]
    found = standing(rows, "32.01")
    assert found is not None
    assert (found.di_bawah, found.percent) == (0, 0)
