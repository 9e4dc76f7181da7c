"""Which rows that were read are which rows of the truth: in order, by name, level and numbers."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

_LIKE = 0.6
"""Names that share fewer of their letter pairs are not taken for the same."""


_LARGE = 100_000
"""Of lines of one item the one that shares an amount is the likelier."""


def align(wanted: Sequence[Mapping[str, Any]], read: Sequence[Mapping[str, Any]]) -> list[tuple[int, int]]:
    """Pairs (place in wanted, place in read), both in order, of the greatest gain in all."""
    theirs = [_facts(row) for row in read]
    gains = [[_gain(a, b) for b in theirs] for a in map(_facts, wanted)]
    n, m = len(wanted), len(read)
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        row, below = best[i], best[i + 1]
        for j in range(m - 1, -1, -1):
            row[j] = max(below[j], row[j + 1], below[j + 1] + gains[i][j])
    pairs, i, j = [], 0, 0
    while i < n and j < m:
        if gains[i][j] > 0 and best[i][j] == best[i + 1][j + 1] + gains[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


_Facts = tuple[str, str | None, frozenset[Decimal]]


def _facts(row: Mapping[str, Any]) -> _Facts:
    found = (number(v.get("nilai")) for v in row.get("values", ()))
    return squash(row.get("nama"))[:200], level(row), frozenset(n for n in found if n is not None)


def level(row: Mapping[str, Any]) -> str | None:
    """A row's level; accounts are rows like others: truths say ``lainnya`` of them."""
    return "lainnya" if row.get("level") == "akun" else row.get("level")


def number(value: object) -> Decimal | None:
    """A number in the one form in which equal ones are alike; None for what is none."""
    try:
        return None if value is None else Decimal(str(value)).quantize(Decimal("0.0001")).normalize()
    except InvalidOperation:
        return None


def _gain(a: _Facts, b: _Facts) -> float:
    """What a pair is worth; nothing where the names differ too much. Numbers tell rows of the same name apart."""
    like = likeness(a[0], b[0])
    if like < _LIKE:
        return 0.0
    shared = a[2] & b[2]
    return like + 0.3 * (a[1] == b[1]) + 0.5 * len(shared) / max(1, len(a[2])) + 0.6 * any(n > _LARGE for n in shared)


def squash(text: object) -> str:
    """Letters and digits only, lower case: what must agree for two names to be the same."""
    return re.sub(r"[^0-9a-z]", "", unicodedata.normalize("NFKC", "" if text is None else str(text)).lower())


def likeness(a: str, b: str) -> float:
    """The share of letter pairs that two squashed names have in common.

    >>> likeness("dinassosial", "dinassosial"), likeness("", ""), likeness("abc", "xyz")
    (1.0, 1.0, 0.0)
    """
    if a == b:
        return 1.0
    x, y = _pairs(a), _pairs(b)
    size = x.total() + y.total()
    return 2 * (x & y).total() / size if size else 0.0


@lru_cache(maxsize=4096)
def _pairs(text: str) -> Counter[str]:
    return Counter(text[k : k + 2] for k in range(len(text) - 1))
