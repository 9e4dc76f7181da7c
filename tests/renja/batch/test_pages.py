"""Page ranges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renja.batch.pages import LAST_PAGE, parse_pages


@given(st.sets(st.integers(1, 500), min_size=1, max_size=20))
def test_a_list_of_pages_reads_back(pages: set[int]) -> None:
    assert parse_pages(",".join(map(str, pages))) == pages


def test_an_open_range_goes_to_the_last_page_that_can_be() -> None:
    assert parse_pages("9998-") == {9998, 9999, LAST_PAGE}


@pytest.mark.parametrize("text", ["", "0", "5-3", "a", "1--2", "-3", "1-99999999", "1;2"])
def test_what_is_no_range_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="3-9,12"):
        parse_pages(text)
