"""Stretches of equal values that follow each other: a text's letters, a line's, a cell's."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def stretch_starts(values: NDArray[Any]) -> NDArray[np.intp]:
    """Where each stretch of equal values begins; several times quicker than ``np.diff`` with something prepended.

    >>> stretch_starts(np.array([4, 4, 2, 2, 2, 4])).tolist()
    [0, 2, 5]
    """
    fresh = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=fresh[1:])
    return fresh.nonzero()[0]


def distinct(values: NDArray[Any]) -> NDArray[Any]:
    """The different values of an array of finite numbers, rising.

    ``np.unique`` loads numpy's masked arrays, which takes longer than reading a page, and is slower on a few numbers.

    >>> distinct(np.array([4, 2, 4, 3])).tolist()
    [2, 3, 4]
    """
    ranked = np.sort(values, axis=None)
    return np.asarray(ranked[stretch_starts(ranked)])
