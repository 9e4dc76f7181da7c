"""The median of a few numbers: a cell has a few lines of some letters. numpy's own takes longer than the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


def median(values: NDArray[np.floating[Any]] | Sequence[float]) -> np.floating[Any]:
    """``np.median`` of finite numbers in a row, at least one, in their own precision.

    >>> float(median(np.array([3.0, 1.0, 2.0]))), float(median(np.array([4.0, 1.0])))
    (2.0, 2.5)
    """
    ranked = np.array(values)
    ranked.sort()
    middle: np.floating[Any] = (ranked[(len(ranked) - 1) // 2] + ranked[len(ranked) // 2]) / 2
    return middle
