"""The index over names that finds those like a name."""

from __future__ import annotations

from itertools import product

from rapidfuzz import fuzz

from nomenclature.nearest import NameIndex

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
