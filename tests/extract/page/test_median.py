"""The quick median is numpy's own, in the numbers' own precision."""

from __future__ import annotations

import numpy as np
import pytest

from extract.page.median import median


@pytest.mark.parametrize("dtype", ["f4", "f8"])
@pytest.mark.parametrize("count", [1, 2, 5, 8])
def test_it_is_numpys_to_the_last_bit(dtype: str, count: int) -> None:
    values = np.random.default_rng(count).uniform(0.1, 900.7, count).astype(dtype)
    assert (median(values), median(values).dtype) == (np.median(values), np.median(values).dtype)


def test_whole_numbers_may_have_a_half_between_them() -> None:
    assert float(median([4, 1, 9, 2])) == 3.0
    assert float(median([3, 2])) == 2.5
