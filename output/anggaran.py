"""The wide view: which table of a document speaks for its money, and its items with their money summed by year.

A planning document prints the same money several times (Permendagri 86/2017: the review of the initial plan, form
T-C.31, the plan, T-C.33, often once more as a summary). A sum over all of them counts it twice, so the wide view is
taken from one table alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from nomenclature.types import MatchedRow, MatchedTable
from normalize.types import JenisDokumen, JenisTabel, Konteks, TingkatBaris, Ukuran, Value

PRIORITY: dict[JenisDokumen, tuple[JenisTabel, ...]] = {
    JenisDokumen.RENJA: (
        JenisTabel.RENCANA_PENDANAAN,
        JenisTabel.REVIEW_RKPD,
        JenisTabel.PERJANJIAN_KINERJA,
        JenisTabel.REALISASI_ANGGARAN,
    ),
    JenisDokumen.RENSTRA: (
        JenisTabel.PENDANAAN_RENSTRA,
        JenisTabel.RENCANA_PENDANAAN,
        JenisTabel.INDIKATOR_KINERJA,
    ),
    JenisDokumen.LKJIP: (
        JenisTabel.REALISASI_ANGGARAN,
        JenisTabel.PERJANJIAN_KINERJA,
        JenisTabel.PENGUKURAN_KINERJA,
        JenisTabel.RENCANA_PENDANAAN,
    ),
    JenisDokumen.LAINNYA: (
        JenisTabel.REALISASI_ANGGARAN,
        JenisTabel.RENCANA_PENDANAAN,
        JenisTabel.PENDANAAN_RENSTRA,
        JenisTabel.PERJANJIAN_KINERJA,
    ),
}
"""For each kind of document, the kinds of table that may speak for its money, the most trustworthy first."""

_MONEY = (Ukuran.PAGU, Ukuran.REALISASI, Ukuran.PRAKIRAAN_MAJU)
_OUTSIDE = (Konteks.AKHIR_RENSTRA, Konteks.RANCANGAN_AWAL, Konteks.FISIK, Konteks.RENSTRA, Konteks.PERKIRAAN)
_QUARTERS = (Konteks.TRIWULAN_1, Konteks.TRIWULAN_2, Konteks.TRIWULAN_3, Konteks.TRIWULAN_4)
_NO_ITEM = (TingkatBaris.JUMLAH, TingkatBaris.LAINNYA)


@dataclass(slots=True)
class Item:
    """An item's money in one year. ``row``: index of its first row; money None where no line prints any."""

    row: int
    first: MatchedRow
    tahun: int | None
    pagu: Decimal | None = None
    realisasi: Decimal | None = None
    prakiraan_maju: Decimal | None = None
    indikator: str | None = None
    target: Decimal | None = None
    satuan_target: str | None = None
    sumber_dana: str | None = None
    lokasi: str | None = None
    persen: list[Decimal] = field(default_factory=list)

    @property
    def persen_realisasi(self) -> Decimal | None:
        """The printed percentage where one line prints it, else realisasi / pagu x 100."""
        if len(self.persen) == 1:
            return self.persen[0]
        if self.realisasi is None or not self.pagu:
            return None
        return self.realisasi / self.pagu * 100

    def add(self, value: Value) -> None:
        """Takes a value of one of the item's lines: money is summed, the first target kept."""
        if value.nilai is None:
            return
        if value.ukuran in _MONEY:
            name = value.ukuran.value
            setattr(self, name, (getattr(self, name) or Decimal(0)) + value.nilai)
        elif value.ukuran is Ukuran.PERSEN_REALISASI:
            self.persen.append(value.nilai)
        elif value.ukuran is Ukuran.TARGET and self.target is None:
            self.target, self.satuan_target = value.nilai, value.satuan

    def describe(self, matched: MatchedRow) -> None:
        """Takes what a line says besides its values; the first line that says it wins."""
        self.indikator = self.indikator or matched.row.indikator
        self.sumber_dana = self.sumber_dana or matched.row.sumber_dana
        self.lokasi = self.lokasi or matched.row.lokasi

    @property
    def has_money(self) -> bool:
        """True where any line prints money in this year."""
        return not (self.pagu is None and self.realisasi is None and self.prakiraan_maju is None)


def authoritative(tables: Sequence[MatchedTable], jenis: JenisDokumen) -> int | None:
    """Index of the table that speaks for the document's money: the best kind, of it the most complete, then the last.

    None where no table of a fitting kind has money.
    """
    for kind in PRIORITY[jenis]:
        lines = [(_money_lines(t), i) for i, t in enumerate(tables) if t.source.jenis is kind]
        best = max(lines, default=(0, -1))
        if best[0]:
            return best[1]
    return None


def _money_lines(table: MatchedTable) -> int:
    """Rows with money."""
    return sum(1 for r in table.rows if r.level not in _NO_ITEM and any(map(_is_money, r.row.values)))


def _is_money(value: Value) -> bool:
    return value.ukuran in _MONEY and value.satuan in ("rupiah", None) and value.nilai is not None


def _is_wanted(value: Value) -> bool:
    """False for closing columns, quarters, the half of a review that was replaced, and counts named realisasi."""
    if value.konteks in _OUTSIDE or value.konteks in _QUARTERS:
        return False
    return value.ukuran not in _MONEY or _is_money(value)


def items(table: MatchedTable, tahun: int | None) -> Iterator[Item]:
    """The table's items with their money, one for each year that prints any, in the table's order.

    ``tahun``: the document's year, for values whose year is not known. A forward estimate stands with the plan of the
    year before it. Lines of one item (``lanjutan``) and items of one code and level are summed; totals are left out.
    """
    found: dict[tuple[TingkatBaris, str, int | None], Item] = {}
    for index, matched in enumerate(table.rows):
        if matched.level in _NO_ITEM:
            continue
        touched: dict[int | None, Item] = {}
        for value in filter(_is_wanted, matched.row.values):
            key = (matched.level, _name_key(matched), _year_of(value, tahun))
            item = found.setdefault(key, Item(index, matched, key[2]))
            touched[key[2]] = item
            item.add(value)
        for item in touched.values():
            item.describe(matched)
    yield from (item for item in found.values() if item.has_money)


def _year_of(value: Value, tahun: int | None) -> int | None:
    """The budget year that a value belongs to."""
    if value.ukuran is Ukuran.PRAKIRAAN_MAJU:
        return value.tahun - 1 if value.tahun is not None else tahun
    return value.tahun if value.tahun is not None else tahun


def _name_key(matched: MatchedRow) -> str:
    """What makes two rows one item: the official code, else the name without case and punctuation."""
    return matched.match.kode or re.sub(r"\W+", "", matched.row.nama).lower()
