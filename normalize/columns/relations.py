"""What the numbers of a table say of its columns, blind to the headers: differences, sums and percentages that hold.

A relation is kept where it holds in most of the rows that print all its terms, and in enough rows where it is no
accident: a difference of zeros, a percentage of equal amounts, a sum with one term say nothing. How relations between
columns are found and which of two conflicting ones is dropped follows what AggreCol (Jiang et al., 2022) reports of
466 spreadsheets: candidates blind to headers, kept by the share of rows, the weaker of a conflict dropped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from normalize.columns.facts import Facts, Numbers

_HOLDS = 0.7
"""Share of the rows with all terms in which a relation must hold (AggreCol's figure for hand-typed tables)."""
_LEAST = 2
"""Rows in which it must hold without being trivial."""
_COVERED = 0.3
"""Share of the rows of its emptiest column that a relation must speak of: a few rows of a long table say little."""
_MOST_COLUMNS = 40
_MOST_PARTS = 12
_MOST_OF_ONE = 6
"""Relations of one column: short tables of equal amounts show more by accident."""
_MONEY = 1000.0
"""From this median size on a column's numbers can be money: smaller ones are counts, years, percentages."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between columns that the numbers show.

    ``kind``: ``selisih`` (first = second + third: a total of two, or what two terms leave), ``persen`` (third = 100 x
    first / second), ``jumlah`` (first = sum of the others, three or more), ``kali`` (first = second x third).
    ``support``: rows in which it holds without being trivial. ``printed``: True where the table prints it as a formula.
    """

    kind: str
    columns: tuple[int, ...]
    support: int
    share: float
    printed: bool = False


def find_relations(facts: Sequence[Facts], printed: Sequence[Relation] = ()) -> tuple[Relation, ...]:
    """The relations between a table's numeric columns: those ``printed``, then those with more support first."""
    coded = {f.indeks for f in facts if f.shares.get("kode", 0.0) > 0.3}
    numeric = [f for f in facts if f.filled >= _LEAST and f.numeric > 0.4 and f.indeks not in coded][:_MOST_COLUMNS]
    sizes = [_size(f.numbers) for f in numeric]
    money = [f for f, size in zip(numeric, sizes, strict=True) if size >= _MONEY]
    small = [f for f, size in zip(numeric, sizes, strict=True) if size < _MONEY]
    found = [*_differences(money), *_percentages(money, small), *_percentages(small, small), *_sums(money)]
    found += _products(money, numeric)
    # What the table prints of a percentage leaves no room for what holds by accident.
    told = {r.columns[2] for r in printed if r.kind == "persen"}
    found = [r for r in found if r.kind != "persen" or not told & set(r.columns)]
    return _without_conflicts([*printed, *found])


def _size(numbers: Numbers) -> float:
    known = np.abs(numbers[np.isfinite(numbers)])
    known = np.sort(known[known > 0])
    middle = known[(known.size - 1) // 2 : known.size // 2 + 1]  # as np.median does, which asks much more
    return float(middle.sum() / middle.size) if known.size else 0.0


def _stack(facts: Sequence[Facts]) -> Numbers:
    return np.vstack([f.numbers for f in facts]) if facts else np.empty((0, 0))


def _differences(money: Sequence[Facts]) -> Iterator[Relation]:
    """Triples of which the first is the sum of the other two; a missing term of one row leaves that row open."""
    values = _stack(money)
    for i in range(len(money)):
        for j in range(len(money)):
            if i == j:
                continue
            rest = values[i] - values[j]
            close = np.abs(values - rest) < 1.0  # print drops sen; a whole rupiah is a difference
            both = np.isfinite(values) & np.isfinite(rest)
            telling = close & (values != 0) & (values[j] != 0) & (values[i] != 0)
            for k in range(j + 1, len(money)):
                if k == i or not both[k].any():
                    continue
                share = float(close[k].sum()) / float(both[k].sum())
                support = int(telling[k].sum())
                least = _COVERED * min(money[i].filled, money[j].filled, money[k].filled)
                if support >= _LEAST and share >= _HOLDS and both[k].sum() >= least:
                    columns = (money[i].indeks, money[j].indeks, money[k].indeks)
                    yield Relation("selisih", columns, support, share)


def _percentages(parts: Sequence[Facts], shares: Sequence[Facts]) -> Iterator[Relation]:
    """(part, whole, percentage) where 100 x part / whole is what the third column prints, rounded or cut."""
    if not shares:
        return
    values, printed = _stack(parts), _stack(shares)
    known = np.isfinite(printed)
    for i, part in enumerate(parts):
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(values != 0, values[i] / values * 100, np.nan)
        # A percentage of 100 is the number itself: it says that two columns are equal, not that one divides.
        telling = (np.abs(ratio - 100) > 0.6) & (ratio != 0) & (values != 100)
        both = np.isfinite(ratio)[:, None] & known
        close = both & (np.abs(ratio[:, None] - printed) <= 0.51)
        support = (close & telling[:, None]).sum(axis=2)
        n_close, n_both = close.sum(axis=2), both.sum(axis=2)
        for j, k in np.argwhere((support >= _LEAST) & (n_close >= _HOLDS * n_both)).tolist():
            whole, share = parts[j], shares[k]
            least = _COVERED * min(part.filled, whole.filled, share.filled)
            if j != i and share.indeks not in (part.indeks, whole.indeks) and n_both[j, k] >= least:
                columns = (part.indeks, whole.indeks, share.indeks)
                yield Relation("persen", columns, int(support[j, k]), float(n_close[j, k]) / float(n_both[j, k]))


def _sums(money: Sequence[Facts]) -> Iterator[Relation]:
    """Columns that are the sum of three or more columns in front of them or behind them, empty cells as zero."""
    values = _stack(money)
    for i, total in enumerate(money):
        for run in (range(i - 1, -1, -1), range(i + 1, len(money))):
            yield from _run_sums(values, money, i, total, list(run)[:_MOST_PARTS])


def _run_sums(values: Numbers, money: Sequence[Facts], i: int, total: Facts, run: Sequence[int]) -> Iterator[Relation]:
    added = np.zeros_like(values[i])
    present = np.zeros(values.shape[1], dtype=np.int64)
    for count, j in enumerate(run, 1):
        added = added + np.nan_to_num(values[j])
        present += np.isfinite(values[j]) & (values[j] != 0)
        if count < 3:
            continue
        known = np.isfinite(values[i]) & (present > 0)
        close = known & (np.abs(added - values[i]) < 1.0)
        support = int((close & (present > 1) & (values[i] != 0)).sum())
        if support >= _LEAST and close.sum() >= _HOLDS * known.sum():
            parts = tuple(sorted(money[k].indeks for k in run[:count]))
            yield Relation("jumlah", (total.indeks, *parts), support, float(close.sum()) / float(known.sum()))


def _products(money: Sequence[Facts], numeric: Sequence[Facts]) -> Iterator[Relation]:
    """(amount, count, unit price) where the amount is count x price."""
    for total in money:
        for one, two in pairwise(numeric):
            if total.indeks in (one.indeks, two.indeks):
                continue
            product = one.numbers * two.numbers
            both = np.isfinite(product) & np.isfinite(total.numbers)
            close = both & (np.abs(product - total.numbers) < 1.0)
            support = int((close & (one.numbers > 1) & (two.numbers > 1)).sum())
            if support >= _LEAST and close.sum() >= _HOLDS * both.sum():
                count, price = sorted((one, two), key=lambda f: _size(f.numbers))
                share = float(close.sum()) / float(both.sum())
                yield Relation("kali", (total.indeks, count.indeks, price.indeks), support, share)


def _without_conflicts(found: Sequence[Relation]) -> tuple[Relation, ...]:
    """The relations without the weaker of two over the same columns, and of each column only the strongest few."""
    kept: dict[tuple[str, frozenset[int]], Relation] = {}
    taken: Counter[int] = Counter()
    for relation in sorted(found, key=lambda r: (not r.printed, -r.support, -r.share, r.columns)):
        key = (relation.kind, frozenset(relation.columns))
        if key in kept or any(taken[c] >= _MOST_OF_ONE for c in relation.columns):
            continue
        kept[key] = relation
        taken.update(relation.columns)
    return tuple(kept.values())
