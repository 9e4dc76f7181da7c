"""What does not add up in a sheet as it is printed: the findings of its truth, reckoned from rows alone.

A relation counts only where it held in the whole sheet before people made errors: so no form has to say which it keeps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from bench.renjabench.model import Means, Row, Sheet

_RANKS = ("urusan", "bidang_urusan", "perangkat_daerah", "program", "kegiatan", "sub_kegiatan")
_CENT = Decimal("0.01")
D0 = Decimal(0)


class Broken(NamedTuple):
    """A relation that does not hold: the check, the row, what is compared, what is printed and what follows."""

    cek: str
    row: int
    means: Means
    tertulis: Decimal
    dihitung: Decimal

    @property
    def relation(self) -> tuple[str, Means]:
        """What must have held everywhere for this to be an error."""
        return self.cek, self.means


@dataclass(slots=True)
class _Item:
    """A row with its further lines, and what stands in each measure."""

    at: int
    row: Row
    money: dict[Means, Decimal]

    @property
    def rank(self) -> int | None:
        """How deep it stands; none where it takes no part in sums."""
        return _RANKS.index(self.row.level) if self.row.level in _RANKS else None


def broken(sheet: Sheet) -> list[Broken]:
    """Every relation of a sheet that does not hold."""
    items = _items(sheet)
    return [*_children(items), *_totals(items), *_periods(items), *_rows(sheet)]


def findings(sheet: Sheet, place: int, before: Sequence[Broken]) -> list[dict[str, object]]:
    """The findings of the truth; ``before``: what did not hold before people made errors."""
    never = {one.relation for one in before}
    return [
        {
            "cek": one.cek,
            "table": place,
            "grid_row": one.row,
            "ukuran": one.means[0],
            "konteks": one.means[1],
            "tahun": one.means[2],
            "tertulis": str(one.tertulis),
            "dihitung": str(one.dihitung),
        }
        for one in broken(sheet)
        if one.relation not in never
    ]


def _items(sheet: Sheet) -> list[_Item]:
    keys = {c.key: c.means for c in sheet.cols if c.kind == "money" and c.means and c.means[0] != "harga_satuan"}
    items: list[_Item] = []
    by_row: dict[int, _Item] = {}
    for at, row in enumerate(sheet.rows):
        if row.owner is None:
            by_row[id(row)] = item = _Item(at, row, {})
            items.append(item)
        else:
            item = by_row[id(row.owner)]
        for key, value in row.numbers.items():
            if (means := keys.get(key)) is not None:
                item.money[means] = item.money.get(means, D0) + value
    return items


def _children(items: Sequence[_Item]) -> Iterator[Broken]:
    for n, parent in enumerate(items):
        if parent.rank is None:
            continue
        block: list[_Item] = []
        for item in items[n + 1 :]:
            if item.rank is not None and item.rank <= parent.rank:
                break
            block.append(item)
        yield from _sum(parent, _top(block), "jumlah_anak")


def _top(items: Sequence[_Item]) -> list[_Item]:
    ranks = [item.rank for item in items if item.rank is not None]
    return [item for item in items if item.rank == min(ranks)] if ranks else []


def _sum(whole: _Item, parts: Sequence[_Item], cek: str) -> Iterator[Broken]:
    for means, tertulis in whole.money.items():
        known = [part.money[means] for part in parts if means in part.money]
        if known and sum(known, D0) != tertulis:
            yield Broken(cek, whole.at, means, tertulis, sum(known, D0))


def _totals(items: Sequence[_Item]) -> Iterator[Broken]:
    """Totals at the end of a sheet, or at its head; one that names an item totals that item."""
    for total in (item for item in items if item.row.level == "jumlah"):
        named = [i for i in items if i.rank is not None and total.row.nama == f"Jumlah {i.row.nama}"]
        yield from _sum(total, named or _top(items), "jumlah_total")


def _periods(items: Sequence[_Item]) -> Iterator[Broken]:
    for item in items:
        for means, tertulis in item.money.items():
            years = [v for m, v in item.money.items() if m[0] == "pagu" and m[1] is None and m[2] is not None]
            if means[:2] == ("pagu", "akhir_renstra") and years and sum(years, D0) != tertulis:
                yield Broken("jumlah_tahun", item.at, means, tertulis, sum(years, D0))


def _rows(sheet: Sheet) -> Iterator[Broken]:
    means_of = {c.key: c.means for c in sheet.cols if c.means}
    money = {c.key for c in sheet.cols if c.kind == "money"}
    for at, row in enumerate(sheet.rows):
        found: defaultdict[Means, list[Decimal]] = defaultdict(list)
        for key, value in row.numbers.items():
            if key in means_of and (key in money or means_of[key][0] == "persen_realisasi"):
                found[means_of[key]].append(value)
        single = {means: values[0] for means, values in found.items() if len(values) == 1}
        for (ukuran, konteks, tahun), pagu in single.items():
            if ukuran == "pagu":
                yield from _spent(at, single, (konteks, tahun), pagu)


def _spent(at: int, row: dict[Means, Decimal], when: tuple[str | None, int | None], pagu: Decimal) -> Iterator[Broken]:
    real, share, rest = ((u, *when) for u in ("realisasi", "persen_realisasi", "sisa"))
    if real not in row:
        return
    exact = (row[real] / pagu * 100).quantize(_CENT, ROUND_HALF_UP) if pagu else D0
    if share in row and pagu and row[share] != exact:
        yield Broken("persen", at, share, row[share], exact)
    if rest in row and row[rest] != pagu - row[real]:
        yield Broken("sisa", at, rest, row[rest], pagu - row[real])
    if row[real] > pagu:
        yield Broken("realisasi_lebih", at, real, row[real], pagu)
