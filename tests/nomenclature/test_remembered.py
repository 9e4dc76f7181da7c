"""Answers that are kept never become more than so many, however many are asked."""

from __future__ import annotations

import pytest

from nomenclature import remembered
from nomenclature.catalog import Catalog
from nomenclature.match import Matcher
from nomenclature.remembered import Remembered
from normalize.types import TingkatBaris


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(remembered, "MOST_REMEMBERED", 3)
    return 3


def test_what_was_asked_last_is_known_and_no_more_than_so_many(few: int) -> None:
    squares: Remembered[int, int] = Remembered()
    for number in range(20):
        squares[number] = number * number
        assert squares[number] == number * number
        assert len(squares) <= few


def test_a_matcher_answers_the_same_when_it_has_forgotten(few: int) -> None:
    catalog = Catalog.load(user=False)
    names = [e.nama for e in catalog.entries if e.level is TingkatBaris.SUB_KEGIATAN][:12]
    asked = [(nama, "1.06.04.2.01") for nama in names]
    forgetful = Matcher(catalog, "kabupaten", "1.06", listed=True)
    found = [forgetful.match(nama, TingkatBaris.SUB_KEGIATAN, None, parent) for nama, parent in asked]
    equal = [forgetful.same_named(nama, TingkatBaris.SUB_KEGIATAN, None, parent) for nama, parent in asked]
    for (nama, parent), match, codes in zip(asked, found, equal, strict=True):
        fresh = Matcher(catalog, "kabupaten", "1.06", listed=True)
        assert match == fresh.match(nama, TingkatBaris.SUB_KEGIATAN, None, parent)
        assert codes == fresh.same_named(nama, TingkatBaris.SUB_KEGIATAN, None, parent)
    kept = [each for each in vars(forgetful).values() if isinstance(each, Remembered)]
    assert len(kept) >= 5
    assert all(len(each) <= few for each in kept)
