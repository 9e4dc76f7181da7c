"""Header rows that stand a column beside their own columns: on pages without rules a wide first cell pushes them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from normalize.columns.facts import Facts
from normalize.wording import squash, years_in

_LEAST = 2
"""Columns of each kind whose cells must deny their header: one amount in a "Target" is a slip of the pen."""
_HARDLY, _MOSTLY = 0.1, 0.6
"""Shares of a column's cells: amounts below what counts, and what holds amounts."""


def slipped_columns(facts: Sequence[Facts]) -> frozenset[int]:
    """The measures of a table whose lowest header row, or the row of years above it, slipped by a column.

    Every "Rp" stands over counts and every "Target" over amounts; or the years' groups begin with their last column:
    "Target | 2031 > Pagu | 2031 > Target | 2032 > Pagu". Which header is whose, the cells alone cannot say for sure.
    """
    if not (_are_exchanged(facts) or _are_turned(facts)):
        return frozenset()
    return frozenset(f.indeks for f in facts if f.numeric > _MOSTLY or _headed(f) is not None)


def _are_exchanged(facts: Sequence[Facts]) -> bool:
    filled = [f for f in facts if f.filled and f.leaf]
    priced = [f for f in filled if _headed(f) == "pagu"]
    aimed = [f for f in filled if _headed(f) == "target" and f.numeric > _MOSTLY]
    if min(len(priced), len(aimed)) < _LEAST:
        return False
    counted = all(f.shares.get("uang", 0.0) < _HARDLY and f.numeric > _MOSTLY for f in priced)
    return counted and all(f.shares.get("uang", 0.0) > _MOSTLY for f in aimed)


def _headed(facts: Facts) -> str | None:
    """``pagu`` for a column below "Rp" or a budget, ``target`` below a quantity."""
    leaf = facts.leaf
    if leaf is None:
        return None
    if leaf.sign in ("rp", "k"):
        return "pagu" if leaf.sign == "rp" else "target"
    kind = next((p.kind for p in leaf.phrases if p.kind), None)
    return {"pagu": "pagu", "target": "target", "volume": "target"}.get(kind or "")


def _are_turned(facts: Sequence[Facts]) -> bool:
    """True where groups of years side by side all begin with what stands second in a pair, and the last lacks its own.

    What stands right before the first of them, below no year, is what they end with.
    """
    groups = [list(group) for _, group in groupby(facts, key=_group)]
    dated = [i for i, group in enumerate(groups) if _group(group[0]) is not None]
    if len(dated) < _LEAST + 1 or dated != list(range(dated[0], dated[-1] + 1)) or not dated[0]:
        return False
    texts = [tuple(squash(f.leaf.text) if f.leaf else "" for f in groups[i]) for i in dated]
    before = groups[dated[0] - 1][-1]
    whole = texts[0]
    return (
        len(whole) > 1
        and set(texts[:-1]) == {whole}
        and texts[-1] == whole[:-1]
        and before.leaf is not None
        and squash(before.leaf.text) == whole[-1]
        and before.numeric > _HARDLY
    )


def _group(facts: Facts) -> tuple[int, int] | None:
    """The header cell with a year above a column's own header, as its first and last column."""
    over = facts.levels[:-1]
    return next(((x.first, x.last) for x in reversed(over) if years_in(x.text)), None)
