"""Votes: the heaviest value wins, the first one in a draw, and the reasons are the winner's own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from normalize.suara import BOBOT, Sumber, bagi, pilih, satu


def test_several_weak_places_do_not_outvote_a_cover() -> None:
    weak = [satu(2023, source) for source in (Sumber.BAB, Sumber.TABEL, Sumber.ISI, Sumber.BERKAS)]
    found = pilih([satu(2024, Sumber.SAMPUL, "TAHUN 2024"), *weak])
    assert found is not None
    assert found.nilai == 2024
    assert found.alasan("tahun") == 'tahun: sampul "TAHUN 2024"'


def test_two_good_places_outvote_a_third() -> None:
    votes = [satu("a", Sumber.TANDA_TANGAN), satu("b", Sumber.PENGANTAR), satu("b", Sumber.BAB)]
    found = pilih(votes)
    assert found is not None
    assert found.nilai == "b"


def test_the_first_value_wins_a_draw_and_nobody_wins_without_votes() -> None:
    found = pilih([satu("a", Sumber.BAB), satu("b", Sumber.TABEL)])
    assert found is not None
    assert found.nilai == "a"
    assert pilih([]) is None
    assert bagi([], Sumber.ISI) == []


@given(st.lists(st.tuples(st.integers(2020, 2024), st.text(max_size=9)), min_size=1, max_size=30))
def test_a_place_that_speaks_often_weighs_no_more_than_its_weight(said: list[tuple[int, str]]) -> None:
    votes = bagi(said, Sumber.TABEL)
    assert abs(sum(v.bobot for v in votes) - BOBOT[Sumber.TABEL]) < 1e-9
