"""How far a grid can be believed, from the page alone, without truth."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extract.types import Cell, PageContent

_AMOUNT = re.compile(r"\(?-?(?:Rp\.?)?\s*\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?(?:,-)?\)?")
HALF_RULED = 0.3
"""The most that a grid gets whose row borders are evidently missing."""


def judge_grid(content: PageContent, cells: Sequence[Cell], labels: NDArray[np.intp]) -> float:
    """0..1: filled cells and whole characters speak for a grid, stacked amounts against it."""
    filled = [cell for cell in cells if cell.text]
    score = 1.0
    share = len(filled) / max(len(cells), 1)
    if share < 0.15:
        score -= 0.3
    if is_half_ruled(filled):
        score = min(score, HALF_RULED)
    return round(max(score, 0.0), 3)


def is_half_ruled(filled: Sequence[Cell]) -> bool:
    """True where a row stacks several amounts in several cells: its inner row borders are not drawn."""
    stacks: Counter[int] = Counter()
    for cell in filled:
        lines = cell.text.split("\n")
        amounts = sum(_AMOUNT.fullmatch(line.strip()) is not None for line in lines)
        if amounts >= 3:
            stacks[cell.row] += 1 + (amounts >= 6)
    return any(count >= 2 for count in stacks.values())
