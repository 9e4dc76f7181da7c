"""How often reference cycles are searched for while a document is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from extract.garbage import seldom_searched


@pytest.fixture(autouse=True)
def usual_thresholds() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*before)


def test_cycles_are_searched_for_seldom_only_while_a_document_is_read() -> None:
    with seldom_searched():
        assert gc.get_threshold()[0] > 10_000
    assert gc.get_threshold() == (700, 10, 10)


def test_a_document_that_fails_leaves_the_search_as_it_was() -> None:
    with pytest.raises(ValueError, match="rusak"), seldom_searched():
        raise ValueError("rusak")
    assert gc.get_threshold() == (700, 10, 10)


def test_of_two_documents_at_once_the_last_one_restores_the_search() -> None:
    first, second = seldom_searched(), seldom_searched()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert gc.get_threshold()[0] > 10_000
    second.__exit__(None, None, None)
    assert gc.get_threshold() == (700, 10, 10)


def test_a_search_that_was_turned_off_stays_off() -> None:
    gc.set_threshold(0)
    with seldom_searched():
        assert gc.get_threshold()[0] == 0
    assert gc.get_threshold()[0] == 0
