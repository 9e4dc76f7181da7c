"""Sums of accounts: what is booked under 5.1 is what 5.1.01, 5.1.02 and so on add up to (Permendagri 13/2006, 77/2020).

They are marked and accuse nobody: a print may leave out accounts without money, or show one level beside another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from audit.figures import Figure, Key
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


def account_totals(view: TableView) -> Iterator[_Trial]:
    """Printed totals that the accounts since the total before, or all accounts above, add up to; others are open."""
    since: list[Item] = []
    above: list[Item] = []
    for item in view.items:
        if not item.is_total:
            since += [item] if item.row.level is TingkatBaris.AKUN else []
            continue
        above += since
        for key, figure in item.money.items():
            if figure.total is not None and any(_agrees(figure, parts, key) for parts in (since, above)):
                yield item.index, key, True
        since = []


def _agrees(total: Figure, accounts: Sequence[Item], key: Key) -> bool:
    parts = [item.money[key] for item in outermost([one for one in accounts if key in one.money], key)]
    known = [part.total for part in parts if part.total is not None]
    if total.total is None or not parts or len(known) < len(parts):
        return False
    return is_rounding(total.total - sum(known, Decimal(0)), [total, *parts])


def outermost(accounts: Sequence[Item], key: Key) -> Sequence[Item]:
    """The accounts that stand in no other one: by their codes, else without those that add up to the one above them.

    ``accounts``: all print the measure; programs may stand between them.
    """
    codes = [tuple(re.findall(r"\d+", item.row.row.kode_asli or "")) for item in accounts]
    if all(codes):
        known = set(codes)
        inner = [any(code[:n] in known for n in range(1, len(code))) for code in codes]
        return tuple(item for item, is_inner in zip(accounts, inner, strict=True) if not is_inner)
    found: list[Item] = []
    waiting = list(accounts)
    while waiting:
        head, *waiting = waiting
        found.append(head)
        running = accumulate(part.money[key].total or Decimal(0) for part in waiting)
        parts = next((n for n, amount in enumerate(running, 1) if amount == head.money[key].total), 0)
        waiting = waiting[parts:]
    return tuple(found)
