"""The index over names that finds those like a name, and the bits by which it knows them."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from nomenclature.letterbits import count, groups, letters, letters_of
from nomenclature.nearest import NameIndex

NAMES = tuple("".join(parts) for parts in product(("tanam", "rawat", "pangkas"), map(str, range(120)), ("pohon",)))
"""More than are compared in full."""
LONG = tuple(
    f"{work}{thing}{place}{number}"
    for work, thing, place in product(
        ("penanaman", "perawatan"), ("pohonbakau", "rumputlaut"), ("dipesisir", "dipulau")
    )
    for number in range(60)
)
INDEX, SHORT = NameIndex(LONG), NameIndex(LONG[::8])
KEYS = st.text("abcdefghijklmnopqrstuvwxyz0123456789", max_size=90)


def test_the_nearest_names_are_those_that_a_comparison_with_all_finds() -> None:
    found = NameIndex(NAMES).nearest("rawatt17pohon", 0.8)
    ratios = sorted((fuzz.ratio("rawatt17pohon", name) / 100 for name in NAMES), reverse=True)
    assert [ratio for _, ratio in found] == [ratio for ratio in ratios if ratio >= 0.8]
    assert NAMES[found[0][0]] == "rawat17pohon"


def test_letters_at_the_end_of_one_name_and_the_beginning_of_the_next_are_no_group_of_either() -> None:
    apart, glued = groups(["abcd", "efgh"]), groups(["abcdefgh"])
    assert count(apart, np.uint16).tolist() == [2, 2]
    assert count(glued, np.uint16).tolist() == [6]


@pytest.mark.parametrize("names", [(), ("apa",), NAMES])
def test_an_empty_name_is_like_none_and_no_list_too_short(names: tuple[str, ...]) -> None:
    assert NameIndex(names).nearest("", 0.7) == []
    assert NameIndex(names).nearest("x" * 500, 0.7) == []


@st.composite
def changed(draw: st.DrawFn) -> str:
    """A name of the list with a few letters lost, wrong or more."""
    name = draw(st.sampled_from(LONG))
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(name)))
        name = name[:at] + draw(st.sampled_from(("", "z", "ak"))) + name[at + draw(st.integers(0, 1)) :]
    return name


@given(changed(), st.sampled_from((0.85, 0.9, 0.95)))
def test_all_that_are_much_alike_are_found_the_most_alike_first(name: str, cutoff: float) -> None:
    every = [(i, r / 100) for i, each in enumerate(LONG) if (r := fuzz.ratio(name, each)) >= 100 * cutoff]
    assert INDEX.nearest(name, cutoff) == sorted(every, key=lambda each: (-each[1], each[0]))


@given(st.lists(changed(), max_size=9), st.sampled_from((0.7, 0.76, 0.8, 0.9, 0.95)))
def test_many_names_asked_together_find_what_each_finds_by_itself(names: list[str], cutoff: float) -> None:
    for index in (INDEX, SHORT):
        assert index.nearest_of(names, cutoff) == [index.nearest(name, cutoff) for name in names]


def test_many_names_asked_together_are_told_apart_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [name[:3] + name[4:] for name in LONG[:200]]
    together = INDEX.nearest_of(names, 0.9)
    assert all(found[0][0] == place for place, found in enumerate(together))
    monkeypatch.setattr("nomenclature.nearest._MOST_TOLD", 100)
    assert INDEX.nearest_of(names, 0.9) == together


@pytest.mark.parametrize("names", [(), ("apa",), NAMES])
def test_of_no_names_or_an_empty_one_nothing_is_found(names: tuple[str, ...]) -> None:
    assert NameIndex(names).nearest_of([], 0.7) == []
    assert NameIndex(names).nearest_of(["", "x" * 500], 0.7) == [[], []]


def test_a_name_that_is_just_alike_enough_by_its_length_is_found() -> None:
    beginning = "abcdefghij"  # 2 * 10 / (10 + 15) = .8
    assert NameIndex((*NAMES, beginning)).nearest(beginning + "klmop", 0.8) == [(len(NAMES), 0.8)]


@given(changed(), st.sampled_from((0.7, 0.8)))
def test_of_less_alike_names_the_most_alike_is_found(name: str, cutoff: float) -> None:
    best = max(fuzz.ratio(name, each) for each in LONG) / 100
    assert INDEX.nearest(name, cutoff)[0][1] == best


@given(KEYS, KEYS)
def test_no_more_bits_differ_than_letters(one: str, two: str) -> None:
    differ = int(count(letters_of(one) ^ letters_of(two), np.uint8)[0])
    assert differ <= len(one) + len(two) - round(fuzz.ratio(one, two) / 100 * (len(one) + len(two)))


@given(st.lists(KEYS, max_size=5))
def test_the_letters_of_many_names_are_those_of_each(names: list[str]) -> None:
    assert letters(names).T.tolist() == [letters_of(name)[:, 0].tolist() for name in names]
