"""How far a grid can be believed, from the page alone, without truth."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from extract.types import Cell, PageTable

_AMOUNT = re.compile(r"\(?-?(?:Rp\.?)?\s*\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?(?:,-)?\)?")
_DASHES = frozenset({"-", "–", "—"})
HALF_RULED = 0.3
"""The most that a grid gets whose row borders are evidently missing."""


def judge_grid(cells: Sequence[Cell], overhang: float) -> float:
    """0..1: filled cells speak for a grid; characters over its borders (``overhang``, a share) and stacked amounts
    against it.
    """
    filled = [cell for cell in cells if cell.text]
    score = 1.0 - min(3.0 * overhang, 0.4)
    if len(filled) < 0.15 * len(cells):
        score -= 0.2
    if is_half_ruled(filled):
        score = min(score, HALF_RULED)
    return round(max(score, 0.0), 3)


@lru_cache(maxsize=1 << 14)
def is_amount(text: str) -> bool:
    """True for a whole amount of money as printed: digits in groups of three. Remembered, for words come again."""
    return _AMOUNT.fullmatch(text.strip()) is not None


def is_half_ruled(filled: Sequence[Cell]) -> bool:
    """True where a row stacks several amounts in several cells: its inner row borders are not drawn.

    Three whole amounts are evidence; of other numbers five, as a cell may well list a few.
    """
    stacks: Counter[int] = Counter()
    for cell in filled:
        if cell.text.count("\n") < 2:
            continue
        lines = cell.text.split("\n")
        amounts = sum(is_amount(line) for line in lines)
        if amounts and all(is_amount(line) or line.strip() in _DASHES for line in lines):
            amounts = len(lines)  # a dash among amounts stands for one
        numbers = sum(len(line) > 1 and _is_number(line) for line in lines) if len(lines) >= 5 else 0
        if amounts >= 3:
            stacks[cell.row] += 1 + (amounts >= 6)
        elif numbers >= 5:
            # A merged cell that is a mere list of numbers stands beside rows that only one column rules.
            stacks[cell.row] += 1 + (cell.rowspan > 1 and numbers >= 0.8 * len(lines))
    return any(count >= 2 for count in stacks.values())


def agreement(table: PageTable) -> float:
    """0..1: the mean share of each column's filled body cells that are of one kind (numbers or words)."""
    kinds: dict[int, list[bool]] = {}
    for cell in table.cells:
        if cell.text and cell.row > 0 and cell.colspan == 1:
            kinds.setdefault(cell.col, []).append(_is_number(cell.text))
    columns = [kind for kind in kinds.values() if len(kind) >= 2]
    if not columns:
        return 0.5
    shares = [max(sum(kind), len(kind) - sum(kind)) / len(kind) for kind in columns]
    return float(np.mean(shares))


def _is_number(text: str) -> bool:
    return sum(map(str.isdigit, text)) * 2 > len(text) - sum(map(str.isspace, text))
