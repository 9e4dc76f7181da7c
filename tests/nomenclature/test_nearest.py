"""The index over names that finds those like a name."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from nomenclature.nearest import SOON, NameIndex, Pieces

NAMES = tuple("".join(parts) for parts in product(("tanam", "rawat", "pangkas"), map(str, range(120)), ("pohon",)))
"""More than are compared in full."""


def test_the_nearest_names_are_those_that_a_comparison_with_all_finds() -> None:
    found = NameIndex(NAMES).nearest("rawatt17pohon", 3, 80)
    ratios = sorted((fuzz.ratio("rawatt17pohon", name) for name in NAMES), reverse=True)
    assert [ratio for _, ratio in found] == ratios[:3]
    assert NAMES[found[0][0]] == "rawat17pohon"


def test_letters_at_the_end_of_one_name_and_the_beginning_of_the_next_are_no_group_of_either() -> None:
    names = ("abcdexyz", "uvwdefghi", *(f"{number:03}lain" for number in range(400)))
    assert NameIndex(names).nearest("xyzuvw", 5, 40) == []


def test_an_index_of_no_names_finds_none() -> None:
    assert NameIndex(()).nearest("apa", 3, 70) == []


LONG = tuple(
    f"{work}{thing}{place}{number}"
    for work, thing, place in product(
        ("penanaman", "perawatan"), ("pohonbakau", "rumputlaut"), ("dipesisir", "dipulau")
    )
    for number in range(60)
)


@st.composite
def changed(draw: st.DrawFn) -> str:
    """A name of the list with a few letters lost, wrong or more."""
    name = draw(st.sampled_from(LONG))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(name)))
        name = name[:at] + draw(st.sampled_from(("", "z", "ak"))) + name[at + draw(st.integers(0, 1)) :]
    return name


@given(changed(), st.sampled_from((90.0, 95.0, 97.5)))
def test_what_is_all_but_a_name_shares_one_of_its_pieces_whatever_letters_are_lost(name: str, cutoff: float) -> None:
    found = Pieces(LONG).nearest(name, cutoff)
    if found is not None:
        assert sorted(found) == [(i, r) for i, each in enumerate(LONG) if (r := fuzz.ratio(name, each)) >= cutoff]


@pytest.mark.parametrize("name", ["", "rumput", "penanaman"])
def test_names_with_too_few_letters_to_tell_are_not_looked_for_by_pieces(name: str) -> None:
    assert Pieces(LONG).nearest(name, 90.0) is None
    assert Pieces(()).nearest("penanamanpohonbakau", 97.5) == []


@given(changed())
def test_groups_of_four_letters_find_what_is_four_fifths_alike(name: str) -> None:
    index = NameIndex(LONG, SOON)
    best = max(fuzz.ratio(name, each) for each in LONG)
    assert index.nearest(name, 1, 80.0)[0][1] == best
