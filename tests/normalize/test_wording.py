"""What most texts are is told at a glance, and as the slow way tells it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.columns.looks import classify, quick_number
from normalize.wording import squash
from output.amounts import count_amounts


@given(st.text(st.characters(codec="ascii")))
def test_an_ascii_text_is_squashed_as_it_is_among_other_signs(text: str) -> None:
    assert squash(text) == squash(f"{text}•")


@pytest.mark.parametrize("text", ["1.250.000", "1.250.000,00", "12.345.678.901,50", "1.250.000,5", "1,25"])
def test_an_amount_is_seen_with_and_without_a_blank_behind_it(text: str) -> None:
    assert (classify(text), quick_number(text)) == (classify(f"{text} "), quick_number(f"{text} "))
    assert count_amounts(text) == count_amounts(f"{text} ")
