"""Stretches of equal values begin where a value differs from the one before it; different values are told once."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extract.page.stretches import distinct, stretch_starts


@given(st.lists(st.integers(0, 3)))
def test_a_stretch_begins_at_the_first_value_and_wherever_the_next_one_differs(values: list[int]) -> None:
    wanted = [k for k, value in enumerate(values) if k == 0 or value != values[k - 1]]
    assert stretch_starts(np.array(values, np.intp)).tolist() == wanted


@given(st.lists(st.lists(st.integers(-2, 2), min_size=2, max_size=2)))
def test_each_value_is_told_once_rising_whatever_the_shape(rows: list[list[int]]) -> None:
    values = np.array(rows, np.float64).reshape(-1, 2)
    assert distinct(values).tolist() == sorted({float(value) for row in rows for value in row})
