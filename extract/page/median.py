"""The median of a few numbers: a cell has a few lines of some letters, and numpy's own takes longer than the rest."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def median(values: NDArray[np.floating[Any]]) -> np.floating[Any]:
    """``np.median`` of one row of finite numbers, at least one, in their own precision.

    >>> float(median(np.array([3.0, 1.0, 2.0]))), float(median(np.array([4.0, 1.0])))
    (2.0, 2.5)
    """
    ranked = np.sort(values)
    middle: np.floating[Any] = (ranked[(len(ranked) - 1) // 2] + ranked[len(ranked) // 2]) / 2
    return middle
