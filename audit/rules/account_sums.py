"""Sums of accounts: what is booked under 5.1 is what 5.1.01, 5.1.02 and so on add up to (Permendagri 13/2006, 77/2020).

They are marked and accuse nobody: a print may leave out accounts without money, or show one level beside another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from audit.figures import Key
from audit.hierarchy import Item, TableView
from audit.rounding import is_rounding
from normalize.types import TingkatBaris

_Trial = tuple[int, Key, bool]


def account_trials(view: TableView) -> Iterator[_Trial]:
    """Every printed account that accounts below it add up to, or should; none where most of a column do not add up."""
    trials: defaultdict[Key, list[_Trial]] = defaultdict(list)
    for parent, children in _families(view.items):
        for key, figure in parent.money.items():
            parts = [child.money[key] for child in children if key in child.money]
            known = [part.total for part in parts if part.total is not None]
            if figure.total is not None and parts and len(known) == len(parts):
                agrees = is_rounding(figure.total - sum(known, Decimal(0)), [figure, *parts])
                trials[key].append((parent.index, key, agrees))
    for found in trials.values():
        if sum(agrees for _, _, agrees in found) * 2 > len(found):
            yield from found


def _families(items: Sequence[Item]) -> Iterator[tuple[Item, list[Item]]]:
    """Each account that has others below it by code, with the highest of them; a code ends where another one begins."""
    children: dict[int, list[Item]] = {}
    above: list[tuple[tuple[str, ...], Item]] = []
    for item in items:
        parts = tuple(re.findall(r"\d+", item.row.row.kode_asli or ""))
        if item.row.level is not TingkatBaris.AKUN or not parts:
            continue
        while above and (len(above[-1][0]) >= len(parts) or parts[: len(above[-1][0])] != above[-1][0]):
            above.pop()
        if above:
            children.setdefault(above[-1][1].index, []).append(item)
        above.append((parts, item))
    yield from ((item, children[item.index]) for item in items if item.index in children)
