"""The search for what a name means leaves most entries unread, and gives what reading all of them would give."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from nomenclature.answers import Printed, is_accepted
from nomenclature.catalog import Catalog, Entry, entry_key
from nomenclature.kode import bidang_of, first_reading, parent_of, readings
from nomenclature.likely import Likely, name_key
from nomenclature.likeness import MOST_ALIKE, alikeness
from nomenclature.match import Matcher
from nomenclature.ranking import EQUAL, EQUALS, Wanted
from nomenclature.search import Places, Search
from nomenclature.twin import Twins
from normalize.types import TingkatBaris

CATALOG = Catalog.load(user=False)
KABUPATEN = Places(Likely(CATALOG, "kabkota", None), Twins(CATALOG, "2"))
ENTRIES = tuple(e for e in CATALOG.entries if e.kewenangan in ("kabkota", "umum") and e.kode.count(".") > 1)
CODES = tuple(e.kode for e in ENTRIES if not e.is_umum)


def misprinted(draw: st.DrawFn, name: str) -> str:
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(name) - 1))
        name = name[:at] + draw(st.sampled_from(("", "e", "xi"))) + name[at + 1 :]
    return name


def cut(draw: st.DrawFn, name: str) -> str:
    return name[: draw(st.integers(len(name) // 2, len(name)))]


def without_word(draw: st.DrawFn, name: str) -> str:
    words = name.split()
    gone = draw(st.integers(0, len(words) - 1))
    return " ".join(words[:gone] + words[gone + 1 :])


def exchanged(draw: st.DrawFn, name: str) -> str:
    words = name.split()
    return " ".join([*words[1:], words[0]]) if draw(st.booleans()) else " ".join(words[::-1])


def continued(_: st.DrawFn, name: str) -> str:
    return f"{name} Tahun Jamak"


CHANGES: tuple[Callable[[st.DrawFn, str], str], ...] = (misprinted, cut, without_word, exchanged, continued)


@st.composite
def rows(draw: st.DrawFn) -> tuple[str, Entry, Wanted]:
    """A changed name, the entry that it was made from, and what else speaks for an item: rightly, wrongly or not."""
    entry = draw(st.sampled_from(ENTRIES))
    name = entry.nama
    for change in draw(st.lists(st.sampled_from(CHANGES), max_size=2)):
        name = change(draw, name) or name
    place = "1.06" + entry.kode[4:] if entry.is_umum else entry.kode
    wrong = draw(st.sampled_from(CODES))
    parent = draw(st.sampled_from((parent_of(place), parent_of(place), bidang_of(place), parent_of(wrong), None)))
    kode = draw(st.sampled_from((None, None, place, *(c for c in CODES[:5] if c.count(".") == place.count(".")))))
    printed = Printed(kode, parent is None or kode.startswith(parent + ".")) if kode else None
    bidang = draw(st.sampled_from((bidang_of(place), "2.13", None)))
    editions = draw(st.sampled_from(((), ("5889", "3708"))))
    return name, entry, Wanted(printed, parent, "2", bidang, editions, entry.level)


@settings(max_examples=400, deadline=None)
@given(rows())
def test_the_best_that_is_found_soon_is_the_best_of_all(row: tuple[str, Entry, Wanted]) -> None:
    name, _, wanted = row
    every = Search(KABUPATEN, name, wanted, 0).candidates()
    best = Search(KABUPATEN, name, wanted, 1).candidates()
    assert [(c.kode, c.alike, c.score) for c in best[:1]] == [(c.kode, c.alike, c.score) for c in every[:1]]


@settings(max_examples=400, deadline=None)
@given(rows())
def test_so_is_the_next_best_where_it_is_asked_for(row: tuple[str, Entry, Wanted]) -> None:
    name, _, wanted = row
    found = [Search(KABUPATEN, name, wanted, places).candidates() for places in (0, 2)]
    two = [list(dict.fromkeys(c.kode for c in candidates))[:2] for candidates in found]
    assert two[0] == two[1]
    assert [c.score for c in found[0][:1]] == [c.score for c in found[1][:1]]


@settings(max_examples=400, deadline=None)
@given(rows())
def test_so_are_all_that_equal_the_best_that_is_good_enough(row: tuple[str, Entry, Wanted]) -> None:
    name, _, wanted = row
    found = [[c for c in Search(KABUPATEN, name, wanted, n).candidates() if is_accepted(c)] for n in (0, EQUALS)]
    equal = [[(c.kode, c.score, c.by_parent) for c in each if c.score >= each[0].score - EQUAL] for each in found]
    assert list(dict.fromkeys(equal[0])) == list(dict.fromkeys(equal[1]))


@settings(max_examples=200, deadline=None)
@given(rows())
def test_no_entry_that_was_left_unread_is_better(row: tuple[str, Entry, Wanted]) -> None:
    name, entry, wanted = row
    best = Search(KABUPATEN, name, wanted, 1).candidates()
    key = name_key(name, entry.level)
    if KABUPATEN.likely.same(key, entry.level):
        return  # nothing that is only like a listed name is asked for at most levels
    for other in ENTRIES:
        ratio = fuzz.ratio(key, entry_key(other)) / 100
        if other.level is entry.level and ratio >= 0.8:
            likeness = alikeness(name, other.nama, ratio)
            assert likeness <= MOST_ALIKE * ratio
            for candidate in wanted.weigh(other, likeness):
                assert candidate.score <= best[0].score + 1e-9


@settings(max_examples=200, deadline=None)
@given(rows())
def test_the_level_that_is_likeliest_is_the_one_most_alike(row: tuple[str, Entry, Wanted]) -> None:
    matcher = Matcher(CATALOG, "kabupaten", listed=True)
    alike = matcher.level_likeness(row[0])
    assert matcher.likeliest_level(row[0]) == (max(alike, key=lambda level: alike[level]) if alike else None)


@settings(max_examples=200, deadline=None)
@given(rows(), st.sampled_from((0.6, 0.75, 0.9)))
def test_where_less_alike_names_may_be_left_out_all_others_are_told_as_ever(
    row: tuple[str, Entry, Wanted], least: float
) -> None:
    every = Matcher(CATALOG, "kabupaten").level_likeness(row[0])
    some = Matcher(CATALOG, "kabupaten").level_likeness(row[0], least=least)
    assert {level: alike for level, alike in some.items() if alike >= least} == {
        level: alike for level, alike in every.items() if alike >= least
    }


@settings(max_examples=200, deadline=None)
@given(rows())
def test_of_less_alike_names_those_under_the_parent_are_found_though_no_others_are(
    row: tuple[str, Entry, Wanted],
) -> None:
    name, entry, wanted = row
    if wanted.parent is None or wanted.parent.count(".") != 1 or entry.level is not TingkatBaris.SUB_KEGIATAN:
        return
    accepted = [
        [c for c in Search(KABUPATEN, name, wanted, places).candidates() if is_accepted(c)] for places in (1, 0)
    ]
    assert [(c.kode, c.score) for c in accepted[0][:1]] == [(c.kode, c.score) for c in accepted[1][:1]]


def prints() -> Iterator[str]:
    for kode in CODES[::7]:
        yield from (kode, kode.replace(".", " "), kode[2:], kode[:-2], kode[:-1] + "O", kode + ".0", " " + kode)


def test_the_first_reading_of_a_code_is_the_first_of_all_readings() -> None:
    for text in (
        *prints(),
        "1.06.00.2.01",
        "1.06.04.9.01.0001",
        "1.06.04.2.01.0000",
        "9.99.04.2.01",
        "",
        "X.XX.01.2.06",
    ):
        assert first_reading(text) == next(iter(readings(text)), None), text


@pytest.mark.parametrize(("most", "found"), [(1, False), (None, True)])
def test_names_of_a_list_are_searched_however_many_those_of_a_document_not(most: int | None, found: bool) -> None:
    likely = Likely(CATALOG, "kabkota", most)
    for number in range(3):
        likely.near(f"tidakadanamanya{number}", TingkatBaris.SUB_KEGIATAN)
    assert bool(likely.near("penyediaansandanng", TingkatBaris.SUB_KEGIATAN)) is found
