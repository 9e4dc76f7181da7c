"""Votes: the heaviest value wins, the first one in a draw, and the reasons are the winner's own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from normalize.votes import WEIGHTS, Source, heaviest, one_vote, shared_votes


def test_several_weak_places_do_not_outvote_a_cover() -> None:
    weak = [one_vote(2023, source) for source in (Source.BAB, Source.TABEL, Source.ISI, Source.BERKAS)]
    found = heaviest([one_vote(2024, Source.SAMPUL, "TAHUN 2024"), *weak])
    assert found is not None
    assert found.value == 2024
    assert found.reasons("tahun") == 'tahun: sampul "TAHUN 2024"'


def test_two_good_places_outvote_a_third() -> None:
    votes = [one_vote("a", Source.TANDA_TANGAN), one_vote("b", Source.PENGANTAR), one_vote("b", Source.BAB)]
    found = heaviest(votes)
    assert found is not None
    assert found.value == "b"


def test_the_first_value_wins_a_draw_and_nobody_wins_without_votes() -> None:
    found = heaviest([one_vote("a", Source.BAB), one_vote("b", Source.TABEL)])
    assert found is not None
    assert found.value == "a"
    assert heaviest([]) is None
    assert shared_votes([], Source.ISI) == []


@given(st.lists(st.tuples(st.integers(2020, 2024), st.text(max_size=9)), min_size=1, max_size=30))
def test_a_place_that_speaks_often_weighs_no_more_than_its_weight(said: list[tuple[int, str]]) -> None:
    votes = shared_votes(said, Source.TABEL)
    assert abs(sum(v.weight for v in votes) - WEIGHTS[Source.TABEL]) < 1e-9
