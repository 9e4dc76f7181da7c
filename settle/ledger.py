"""A table's money as a ledger: the amount of every row and measure, and the sums that must hold between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from normalize.types import BudgetRow, Konteks, TingkatBaris, Ukuran
from normalize.ukuran import MONEY, Certainty, Measure, amounts

Place = tuple[int, Measure]
"""(row, measure)."""
Ledger = Mapping[Place, Decimal | None]
"""Amount by place; None where something is printed that proves nothing. What is not printed is missing."""

_NO_ITEM = (TingkatBaris.JUMLAH, TingkatBaris.LAINNYA)
_CHANCE = 1_000_000
"""A whole so many times the gap: closing that nearly by chance is out of the question."""
_CHANCE_IN_UNITS = 1_000
"""The same where amounts have three digits less, and a sum is one vote of many."""
_ZERO, _ONE = Decimal(0), Decimal(1)
_FEW = 4
"""Fewer checks than this cannot show that a column does not follow a relation."""


class Family(NamedTuple):
    """Rows that add up: a parent with its further indicator lines (``own``), and its children (``below``)."""

    own: tuple[int, ...]
    below: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """Signed parts that make up the whole. Parts that are not printed count as zero unless ``complete``."""

    name: str
    parts: tuple[tuple[int, Place], ...]
    whole: tuple[Place, ...]
    complete: bool = False

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place that takes part."""
        return (*(place for _, place in self.parts), *self.whole)

    @property
    def family(self) -> tuple[str, Measure]:
        """The relation and the measure that it gives: what holds or fails for a column as a whole."""
        return self.name, self.whole[0][1]

    def holds(self, ledger: Ledger, unit: Decimal = _ONE) -> bool | None:
        """Whether it holds; None where it cannot be checked: whole or parts not printed, or something in doubt.

        Computed forecasts are rounded one by one: half a rupiah a part is no reason to read a row otherwise, where the
        whole is so large that it cannot come about by chance. In a table of thousands (``unit``) each figure is rounded
        for itself, the whole too.
        """
        gap = self._gap(ledger)
        if gap is None or gap == 0:
            return None if gap is None else True
        whole = sum((amount for place in self.whole if (amount := ledger.get(place)) is not None), _ZERO)
        if unit > 1:
            return abs(gap) * 2 <= unit * len(self.places) and abs(gap) * _CHANCE_IN_UNITS <= abs(whole)
        return abs(gap) * 2 <= len(self.parts) and abs(gap) * _CHANCE <= abs(whole)

    def asks(self, ledger: Ledger, place: Place) -> Decimal | None:
        """The amount with which it holds at a place that is printed; None where another one is not known."""
        gap = self._gap(_With(ledger, place))
        if gap is None:
            return None
        sign = next((sign for sign, part in self.parts if part == place), None)
        return gap if sign is None else -sign * gap

    def accepts(self, ledger: Ledger, place: Place, amount: Decimal, printed: str) -> bool:
        """True where the amount is the one that it asks for at the place."""
        del printed  # of amounts every rupiah is printed
        return self.asks(ledger, place) == amount

    def _gap(self, ledger: Ledger) -> Decimal | None:
        """The parts' sum less the whole; None where it cannot be told."""
        gap, n_parts, n_wholes = _ZERO, 0, 0
        for sign, place in self.parts:
            if place in ledger:
                amount = ledger[place]
                if amount is None:
                    return None
                gap += amount if sign > 0 else -amount
                n_parts += 1
        for place in self.whole:
            if place in ledger:
                amount = ledger[place]
                if amount is None:
                    return None
                gap -= amount
                n_wholes += 1
        is_told = n_wholes and n_parts and not (self.complete and n_parts < len(self.parts))
        return gap if is_told else None


class _With(Mapping[Place, Decimal | None]):
    """A ledger with zero at one place."""

    def __init__(self, ledger: Ledger, place: Place) -> None:
        self._ledger = ledger
        self._place = place

    def __getitem__(self, place: Place) -> Decimal | None:
        return Decimal(0) if place == self._place else self._ledger[place]

    def __contains__(self, place: object) -> bool:
        return place == self._place or place in self._ledger

    def __iter__(self) -> Iterator[Place]:
        return iter(self._ledger)

    def __len__(self) -> int:
        return len(self._ledger)


def read_ledger(rows: Sequence[BudgetRow], certainty: Certainty) -> dict[Place, Decimal | None]:
    """The money of all rows; what is in doubt is None."""
    return {(i, key): amount for i, row in enumerate(rows) for key, amount in amounts(row.values, certainty).items()}


def measures_of(ledger: Ledger) -> list[Measure]:
    """The measures that a ledger holds, in printed order."""
    return list(dict.fromkeys(key for _, key in ledger))


def build_sums(
    rows: Sequence[BudgetRow],
    parents: Sequence[int | None],
    levels: Sequence[TingkatBaris],
    keys: Iterable[Measure],
) -> list[Sum]:
    """The sums of a table over the given measures: children, years, remainders, the printed total.

    ``parents[i]`` is the index of row i's parent; further indicator lines add to their item.
    """
    keys = [key for key in keys if key.ukuran in MONEY]
    out = [one for family in families(rows, parents) for one in child_sums(family, keys)]
    for total, top in _totals(parents, levels):
        out.extend(_sum("jumlah_total", top, (total,), key) for key in keys)
    out.extend(_row_sums(len(rows), keys))
    return out


def child_sums(family: Family, keys: Iterable[Measure]) -> Iterator[Sum]:
    """The sums of a family's children to their parent, measure by measure."""
    return (_sum("jumlah_anak", family.below, family.own, key) for key in keys)


def families(rows: Sequence[BudgetRow], parents: Sequence[int | None]) -> Iterator[Family]:
    """Each parent that has children, with them."""
    return families_of(further_lines(rows), parents)


def families_of(lines: Mapping[int, Sequence[int]], parents: Sequence[int | None]) -> Iterator[Family]:
    """The same with the rows' further lines as ``further_lines`` gives them, for trying many parents."""
    children: defaultdict[int, list[int]] = defaultdict(list)
    for i, parent in enumerate(parents):
        if parent is not None:
            children[parent].append(i)
    return (Family((parent, *lines.get(parent, ())), tuple(below)) for parent, below in children.items())


def followed(sums: Iterable[Sum], ledger: Ledger) -> list[Sum]:
    """The sums without those of a column that mostly contradicts them: a closing column may be no total of years.

    Printed tables are mostly right, so a relation that fails in most rows is not the column's.
    """
    return [one for one, _ in followed_states(sums, ledger)]


def followed_states(sums: Iterable[Sum], ledger: Ledger) -> list[tuple[Sum, bool | None]]:
    """The same, each with whether it holds."""
    found = [(one, one.holds(ledger)) for one in sums]
    tally: defaultdict[tuple[str, Measure], list[bool]] = defaultdict(list)
    for one, state in found:
        if state is not None:
            tally[one.family].append(state)
    broken = {family for family, states in tally.items() if len(states) >= _FEW and sum(states) * 2 < len(states)}
    return [(one, state) for one, state in found if one.family not in broken] if broken else found


def _sum(name: str, parts: Iterable[int], whole: Iterable[int], key: Measure) -> Sum:
    return Sum(name, tuple([(1, (part, key)) for part in parts]), tuple([(row, key) for row in whole]))


def further_lines(rows: Sequence[BudgetRow]) -> dict[int, list[int]]:
    """The further indicator lines of each item that has any, by row."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        if row.lanjutan is not None:
            found[row.lanjutan].append(i)
    return found


def _totals(parents: Sequence[int | None], levels: Sequence[TingkatBaris]) -> Iterator[tuple[int, list[int]]]:
    """The table's only total row, with the top rows that it totals where they are of one level."""
    totals = [i for i, level in enumerate(levels) if level is TingkatBaris.JUMLAH]
    if len(totals) != 1:
        return
    top = [i for i, parent in enumerate(parents) if parent is None and levels[i] not in _NO_ITEM]
    if len({levels[i] for i in top}) == 1:
        yield totals[0], top


def _row_sums(n_rows: int, keys: Sequence[Measure]) -> Iterator[Sum]:
    """What binds each row: years make the closing column, pagu less realisasi the remainder; slice by slice."""
    bound = [
        (name, parts, key)
        for key in keys
        for name, parts in (("jumlah_tahun", _years_of(key, keys)), ("sisa", _remainder_of(key, keys)))
        if parts
    ]
    for i in range(n_rows):
        for name, parts, key in bound:
            yield Sum(name, tuple([(sign, (i, part)) for sign, part in parts]), ((i, key),), complete=name == "sisa")


def _years_of(key: Measure, keys: Sequence[Measure]) -> list[tuple[int, Measure]]:
    """The years that a closing column totals, signed; none of another column."""
    if key.ukuran is not Ukuran.PAGU or key.konteks is not Konteks.AKHIR_RENSTRA:
        return []
    years = [(1, one) for one in keys if _is_year_of(one, key)]
    return years if len(years) > 1 else []


def _remainder_of(key: Measure, keys: Sequence[Measure]) -> list[tuple[int, Measure]]:
    """What a remainder is the difference of, signed; none of another column."""
    pagu, realisasi = key.of(Ukuran.PAGU), key.of(Ukuran.REALISASI)
    return [(1, pagu), (-1, realisasi)] if key.ukuran is Ukuran.SISA and pagu in keys and realisasi in keys else []


def _is_year_of(one: Measure, closing: Measure) -> bool:
    is_plain_year = one.konteks is None and one.tahun is not None
    return one.ukuran is closing.ukuran and is_plain_year and one.rincian == closing.rincian
