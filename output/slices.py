"""Money that a table prints by sources of funds or kinds of belanja alone, without a total beside them.

A row that fills one of the columns has that money (contract, conventions, rule 2). What a row has that fills several is
their sum, unless one of the columns may hold what the others are parts of ("APBD" beside "PAD" and "DAU"): that cannot
be told from the row, and then it has none that could be compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from normalize.types import Konteks, Ukuran, Value
from normalize.ukuran import CONTRACTED, is_budget
from output.amounts import budget_year

_Measure = tuple[Ukuran, Konteks | None, int | None]
_MOST = 8
"""Slices of one measure; of more it is not worked out which are parts of which."""
_KIND = "belanja"
_Line = Mapping[str, Decimal]


class Slices:
    """The measures of which a table's rows print slices alone, two or more of one kind."""

    def __init__(self, rows: Sequence[Sequence[Value]], tahun: int | None) -> None:
        """``tahun``: the document's year, for values without one."""
        self._tahun = tahun
        lines: defaultdict[_Measure, list[_Line]] = defaultdict(list)
        for values in rows:
            parts = [value for value in values if value.rincian is not None]
            if not parts:
                continue  # nearly every row
            here: defaultdict[_Measure, dict[str, Decimal]] = defaultdict(dict)
            for value in parts:
                if _is_part(value) and is_budget(value) and value.nilai is not None:
                    here[self._measure(value)][value.rincian or ""] = value.nilai
            for key, line in here.items():
                lines[key].append(line)
        plain = self._plain(rows) if lines else set()  # most tables print no slices
        self._apart = {key: _stand_apart(found) for key, found in lines.items() if key not in plain and _are_one(found)}

    def _plain(self, rows: Sequence[Sequence[Value]]) -> set[_Measure]:
        return {
            self._measure(value) for values in rows for value in values if value.rincian is None and is_budget(value)
        }

    def __bool__(self) -> bool:
        """True where there are any."""
        return bool(self._apart)

    def speak(self, value: Value) -> bool:
        """True for a slice of a measure that the rows print by slices alone."""
        return bool(self._apart) and _is_part(value) and is_budget(value) and self._measure(value) in self._apart

    def unsure(self, values: Sequence[Value]) -> tuple[bool, ...]:
        """For each value of a row: True where it stands beside others of which it may be a part, or the whole."""
        if not self._apart:
            return (False,) * len(values)
        keys = [self._measure(value) if self.speak(value) and value.nilai else None for value in values]
        filled = Counter(keys)
        return tuple(key is not None and filled[key] > 1 and not self._apart[key] for key in keys)

    def _measure(self, value: Value) -> _Measure:
        return value.ukuran, value.konteks, budget_year(value, self._tahun)


def _is_part(value: Value) -> bool:
    return value.rincian is not None and value.rincian not in CONTRACTED


def _are_one(lines: Sequence[_Line]) -> bool:
    """True for two slices or more that are all sources of funds, or all kinds of belanja."""
    names = {name for line in lines for name in line}
    return 1 < len(names) <= _MOST and len({name.startswith(_KIND) for name in names}) == 1


def _stand_apart(lines: Sequence[_Line]) -> bool:
    """True where no slice may be the whole, or a part, of others: each has a line that it is too small for."""
    filled = [{name: amount for name, amount in line.items() if amount} for line in lines]
    names = {name for line in filled for name in line}
    return not any(_may_be_whole(name, filled) or _is_made_of_others(name, filled) for name in names)


def _may_be_whole(name: str, lines: Sequence[_Line]) -> bool:
    return all(line.get(name, Decimal(0)) * 2 >= sum(line.values()) for line in lines)


def _is_made_of_others(name: str, lines: Sequence[_Line]) -> bool:
    """True where some of the others add up to it in every line that prints it beside others."""
    beside = [(line[name], [n for other, n in line.items() if other != name]) for line in lines if name in line]
    beside = [(whole, others) for whole, others in beside if others]
    return bool(beside) and all(_adds_up(whole, others) for whole, others in beside)


def _adds_up(whole: Decimal, others: Sequence[Decimal]) -> bool:
    return any(sum(some) == whole for n in range(1, len(others) + 1) for some in combinations(others, n))
