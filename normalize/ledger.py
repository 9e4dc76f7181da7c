"""A table's money as a ledger: the amount of every row and measure, and the sums that must hold between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from normalize.types import BudgetRow, Konteks, TingkatBaris, Ukuran, Value

Key = tuple[Ukuran, Konteks | None, int | None]
Place = tuple[int, Key]
"""(row, measure)."""
Amounts = dict[Key, Decimal | None]
"""Amount by measure; None where something is printed that is no number. A measure that is not printed is missing."""

SUMMED = frozenset({Ukuran.PAGU, Ukuran.PRAKIRAAN_MAJU, Ukuran.REALISASI, Ukuran.SISA})
_NO_ITEM = (TingkatBaris.JUMLAH, TingkatBaris.LAINNYA)


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

    def holds(self, ledger: Mapping[Place, Decimal | None]) -> bool | None:
        """Whether it holds; None where it cannot be checked: whole or parts not printed, or something unreadable."""
        parts = [(sign, ledger[place]) for sign, place in self.parts if place in ledger]
        whole = [ledger[place] for place in self.whole if place in ledger]
        if not whole or not parts or (self.complete and len(parts) < len(self.parts)):
            return None
        total, have = Decimal(0), Decimal(0)
        for sign, amount in parts:
            if amount is None:
                return None
            total += sign * amount
        for amount in whole:
            if amount is None:
                return None
            have += amount
        return total == have


def amounts(values: Iterable[Value]) -> Amounts:
    """The money of a row's values by measure, several values of one measure added."""
    found: Amounts = {}
    for value in values:
        if value.ukuran not in SUMMED or value.satuan != "rupiah":
            continue  # in the evaluation form, realisasi counts things as often as money
        key = (value.ukuran, value.konteks, value.tahun)
        before = found.get(key, Decimal(0))
        found[key] = None if value.nilai is None or before is None else before + value.nilai
    return found


def build_sums(
    rows: Sequence[BudgetRow], parents: Sequence[int | None], levels: Sequence[TingkatBaris], keys: Iterable[Key]
) -> list[Sum]:
    """The sums of a table over the given measures: children, years, remainders, the printed total.

    ``parents[i]`` is the index of row i's parent; further indicator lines add to their item.
    """
    keys = [key for key in keys if key[0] in SUMMED]
    lines = _lines(rows)
    children: defaultdict[int, list[int]] = defaultdict(list)
    for i, parent in enumerate(parents):
        if parent is not None:
            children[parent].append(i)
    out: list[Sum] = []
    for parent, below in children.items():
        own = (parent, *lines.get(parent, ()))
        out.extend(_sum("jumlah_anak", below, own, key) for key in keys)
    for total, top in _totals(rows, parents, levels):
        out.extend(_sum("jumlah_total", top, (total,), key) for key in keys)
    for i in range(len(rows)):
        out.extend(_row_sums(i, keys))
    return out


def _sum(name: str, parts: Iterable[int], whole: Iterable[int], key: Key) -> Sum:
    return Sum(name, tuple((1, (part, key)) for part in parts), tuple((row, key) for row in whole))


def _lines(rows: Sequence[BudgetRow]) -> dict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        if row.lanjutan is not None:
            found[row.lanjutan].append(i)
    return found


def _totals(
    rows: Sequence[BudgetRow], parents: Sequence[int | None], levels: Sequence[TingkatBaris]
) -> Iterator[tuple[int, list[int]]]:
    """The table's only total row, with the top rows that it totals where they are of one level."""
    totals = [i for i, level in enumerate(levels) if level is TingkatBaris.JUMLAH]
    if len(totals) != 1:
        return
    top = [i for i, parent in enumerate(parents) if parent is None and levels[i] not in _NO_ITEM]
    if len({levels[i] for i in top}) == 1:
        yield totals[0], top


def _row_sums(i: int, keys: Sequence[Key]) -> Iterator[Sum]:
    """What binds one row: years make the closing column, pagu less realisasi the remainder."""
    years = [key for key in keys if key[0] is Ukuran.PAGU and key[1] is None and key[2] is not None]
    for key in keys:
        if key[0] is Ukuran.PAGU and key[1] is Konteks.AKHIR_RENSTRA and len(years) > 1:
            yield Sum("jumlah_tahun", tuple((1, (i, year)) for year in years), ((i, key),))
        if key[0] is Ukuran.SISA:
            pagu, realisasi = (Ukuran.PAGU, *key[1:]), (Ukuran.REALISASI, *key[1:])
            if pagu in keys and realisasi in keys:
                yield Sum("sisa", ((1, (i, pagu)), (-1, (i, realisasi))), ((i, key),), complete=True)
