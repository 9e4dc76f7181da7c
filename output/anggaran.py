"""The wide view: a table's items with their money by year, one row each.

A planning document prints the same money several times (Permendagri 86/2017: the review of the initial plan, form
T-C.31, the plan, T-C.33, often once more as a summary). A sum over all of them counts it twice, so the wide view is
taken from one plan for each office (``output.authority``), and in it from one column for each measure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from normalize.types import Konteks, TingkatBaris, Ukuran, Value
from normalize.ukuran import is_budget
from output.amounts import Certainty, budget_year
from output.slices import Slices
from output.standing import Place, Places, name_key, only
from records.matched import MatchedRow, MatchedTable

PLAIN = (None, Konteks.HASIL_ANALISIS, Konteks.RENJA, Konteks.RANCANGAN_AWAL)
"""The contexts in which a figure may speak for the budget, the best first: of two the better one alone counts."""
QUARTERS = (
    Konteks.TRIWULAN_1,
    Konteks.TRIWULAN_2,
    Konteks.SEMESTER_1,
    Konteks.TRIWULAN_3,
    Konteks.TRIWULAN_4,
    Konteks.SEMESTER_2,
)
"""Parts of a year in the order of their ends."""
NO_ITEM = (TingkatBaris.JUMLAH, TingkatBaris.LAINNYA, TingkatBaris.AKUN)
"""Rows whose money is that of other rows."""
_ENDS = {Konteks.SEMESTER_1: Konteks.TRIWULAN_2, Konteks.SEMESTER_2: Konteks.TRIWULAN_4}
_SEBELUM = "pagu_sebelum"
_NOTHING = Decimal(0)
_MOST_FALLS = 0.1
"""Cumulated figures never fall; so many rows of a table may be misprinted or cut."""


@dataclass(slots=True)
class Item:
    """An item's money in one year. ``table``, ``row``: of its first line; a sum is None where no line prints any.

    A sum is None too where one of its parts is doubtful: a part of the item's money is not its money.
    """

    table: int
    row: int
    first: MatchedRow
    tahun: int | None
    realisasi_sampai: Konteks | None = None
    indikator: str | None = None
    target: Decimal | None = None
    satuan_target: str | None = None
    sumber_dana: str | None = None
    lokasi: str | None = None
    persen: list[Decimal] = field(default_factory=list)
    places: set[Place] = field(default_factory=set)
    _parts: dict[str, list[tuple[int, Decimal]]] = field(default_factory=dict)
    _doubted: set[str] = field(default_factory=set)

    def _sum(self, name: str) -> Decimal | None:
        parts = self._parts.get(name)
        return sum([nilai for _, nilai in parts], _NOTHING) if parts and name not in self._doubted else None

    @property
    def pagu(self) -> Decimal | None:
        """Its budget."""
        return self._sum(Ukuran.PAGU)

    @property
    def pagu_sebelum(self) -> Decimal | None:
        """Its budget before a perubahan."""
        return self._sum(_SEBELUM)

    @property
    def realisasi(self) -> Decimal | None:
        """What was spent, up to ``realisasi_sampai``."""
        return self._sum(Ukuran.REALISASI)

    @property
    def prakiraan_maju(self) -> Decimal | None:
        """Its forward estimate for the year after."""
        return self._sum(Ukuran.PRAKIRAAN_MAJU)

    @property
    def persen_realisasi(self) -> Decimal | None:
        """The printed percentage where one line prints it, else realisasi / pagu x 100."""
        if len(self.persen) == 1:
            return self.persen[0]
        if self.realisasi is None or not self.pagu:
            return None
        return self.realisasi / self.pagu * 100

    @property
    def place(self) -> Place:
        """The program and kegiatan that it is or stands under; None where no row says it, or its lines say several."""
        programs, kegiatan = ({each[i] for each in self.places} for i in range(2))
        return only(programs), only(kegiatan)

    @property
    def dihitung(self) -> list[str]:
        """Which of its figures no one cell prints: sums over lines or sources of funds, a share worked out."""
        several = [name for name, parts in self._parts.items() if len(parts) > 1 and name not in self._doubted]
        summed = [name for name in several if sum(bool(nilai) for _, nilai in self._parts[name]) > 1]
        is_share = self.persen_realisasi is not None and len(self.persen) != 1
        return sorted(map(str, summed)) + (["persen_realisasi"] if is_share else [])

    @property
    def has_amounts(self) -> bool:
        """True where a sum of it is made of amounts beyond doubt."""
        return any(parts for name, parts in self._parts.items() if name not in self._doubted)

    def feed(self, fed: Counter[int]) -> None:
        """Counts in ``fed`` the printed amounts that its sums are made of, by the table that prints them."""
        for name, parts in self._parts.items():
            if name not in self._doubted:
                for table, _ in parts:
                    fed[table] += 1

    def add(self, table: int, name: str, nilai: Decimal, *, is_sure: bool) -> None:
        """Takes an amount of one of the item's lines."""
        self._parts.setdefault(name, []).append((table, nilai))
        if not is_sure:
            self._doubted.add(name)

    def take(self, value: Value) -> None:
        """Takes a percentage, or a target: the first counts."""
        if value.nilai is None:
            return
        if value.ukuran is Ukuran.PERSEN_REALISASI:
            self.persen.append(value.nilai)
        elif self.target is None:
            self.target, self.satuan_target = value.nilai, value.satuan

    def describe(self, matched: MatchedRow) -> None:
        """Takes what a line says besides its values; the first line that says it wins."""
        self.indikator = self.indikator or matched.row.indikator
        self.sumber_dana = self.sumber_dana or matched.row.sumber_dana
        self.lokasi = self.lokasi or matched.row.lokasi


class _Line(NamedTuple):
    """A row that may be an item's, with its values, and for each whether it is doubtful, and whether it is money."""

    table: int
    at: int
    matched: MatchedRow
    name: str
    values: tuple[tuple[Value, bool, bool], ...]

    @property
    def print(self) -> tuple[object, ...] | None:
        """All that the line says of an item; None for a further line of one, and where it has no money."""
        row = self.matched.row
        if row.lanjutan is not None:
            return None
        money = tuple([(v.ukuran, v.konteks, v.tahun, v.nilai) for v, _, is_money in self.values if is_money])
        return (self.matched.level, self.name, row.indikator, row.lokasi, row.sumber_dana, money) if money else None


NOTHING_KNOWN: Mapping[int, Certainty] = {}
Part = tuple[int, MatchedTable, Sequence[int]]
"""A table, by its index in the document, and the rows of it that are meant."""


def items(
    parts: Iterable[Part], tahun: int | None, certainty: Mapping[int, Certainty] = NOTHING_KNOWN
) -> Iterator[Item]:
    """The items of a table, or of one that goes on in others, one for each year that prints money, in printed order.

    ``tahun``: the year of values without one. ``certainty``: of the tables, by their index,
    where it is worked out. Lines of one item (``lanjutan``) and items of
    one code and level are summed; totals and accounts are left out, and so is what a source of funds or a kind of
    belanja has in it (``rincian``; summed where no total is printed), and a row that is printed once more: under each
    sasaran, or over a page break.
    """
    parts = tuple(parts)
    lines = [line for part in parts for line in _lines(*part, certainty.get(part[0]) or Certainty(part[1], tahun))]
    places = Places({number: table for number, table, _ in parts})
    chosen = _Contexts(lines, tahun)
    found: dict[tuple[TingkatBaris, str, int | None], Item] = {}
    printed: set[tuple[object, ...]] = set()
    for line in lines:
        said = line.print
        if said is not None:
            if said in printed:
                continue
            printed.add(said)
        touched: dict[int | None, Item] = {}
        level = line.matched.level
        unsure = chosen.slices.unsure(line.matched.row.values)
        for (value, is_doubtful, is_money), is_unsure in zip(line.values, unsure, strict=True):
            year = budget_year(value, tahun)
            name = chosen.name(value, year, is_money=is_money)
            if name is None:
                continue
            item = touched.get(year)
            if item is None:
                key = (level, line.name, year)
                item = found.get(key)
                if item is None:
                    item = found[key] = Item(line.table, line.at, line.matched, year, chosen.until(year))
                touched[year] = item
            if is_money and value.nilai is not None:
                item.add(line.table, name, value.nilai, is_sure=not (is_doubtful or is_unsure))
            else:
                item.take(value)
        if touched:
            place = places.of(line.table, line.at)
            for item in touched.values():
                item.describe(line.matched)
                item.places.add(place)
    yield from (item for item in found.values() if item.has_amounts)


def _lines(number: int, table: MatchedTable, rows: Sequence[int], certainty: Certainty) -> list[_Line]:
    held = ((index, table.rows[index], certainty.doubtful[index]) for index in rows)
    return [
        _Line(number, index, matched, name_key(matched), tuple(_with_money(matched.row.values, doubtful)))
        for index, matched, doubtful in held
        if matched.level not in NO_ITEM
    ]


def _with_money(values: Sequence[Value], doubtful: Sequence[bool]) -> Iterator[tuple[Value, bool, bool]]:
    """The values, with whether each is doubtful, and whether it is money: all that follows asks that."""
    return zip(values, doubtful, map(is_budget, values), strict=True)


class _Contexts:
    """Which of a table's columns speak: for each measure and year the best context that prints any."""

    def __init__(self, lines: Sequence[_Line], tahun: int | None) -> None:
        self._best: dict[tuple[Ukuran, int | None], Konteks | None] = {}
        self._until: dict[int | None, Konteks] = {}
        self.slices = Slices([line.matched.row.values for line in lines], tahun)
        printed: dict[tuple[Ukuran, int | None], set[Konteks | None]] = defaultdict(set)
        for line in lines:
            for value, _, is_money in line.values:
                if self._speaks(value, is_money=is_money):
                    printed[value.ukuran, budget_year(value, tahun)].add(value.konteks)
        dated = {ukuran for ukuran, year in printed if year is not None}
        for key, contexts in printed.items():
            if key[1] is None and key[0] in dated:
                continue  # beside amounts that have a year, one that has none is of another
            plain = [konteks for konteks in PLAIN if konteks in contexts]
            if plain:
                self._best[key] = plain[0]
        for ukuran, year in printed:
            if ukuran is Ukuran.REALISASI and (ukuran, year) not in self._best:
                self._take_quarter(lines, tahun, year, printed[ukuran, year])

    def _take_quarter(
        self, lines: Sequence[_Line], tahun: int | None, year: int | None, contexts: set[Konteks | None]
    ) -> None:
        """Lets the last printed quarter speak where the quarters are cumulated, or it is the only one."""
        quarters = [each for each in QUARTERS if each in contexts]
        if not quarters or not _is_cumulated(lines, tahun, year):
            return
        last = quarters[-1]
        self._until[year] = _ENDS.get(last, last)
        self._best[Ukuran.REALISASI, year] = self._best[Ukuran.PERSEN_REALISASI, year] = last

    def name(self, value: Value, year: int | None, *, is_money: bool) -> str | None:
        """Which of an item's figures the value is of; None where another column speaks, or none does."""
        if not self._speaks(value, is_money=is_money):
            return None
        if value.ukuran is Ukuran.PAGU and value.konteks is Konteks.SEBELUM:
            return _SEBELUM
        key = (value.ukuran, year)
        return value.ukuran if key in self._best and self._best[key] is value.konteks else None

    def _speaks(self, value: Value, *, is_money: bool) -> bool:
        """True for a plain figure, and for a part of one that is printed by its parts alone."""
        is_one = is_money or value.ukuran in _OTHER
        return is_one and (value.rincian is None or self.slices.speak(value))

    def until(self, year: int | None) -> Konteks | None:
        """Up to which quarter the year's realisasi counts; None for the whole year."""
        return self._until.get(year)


_OTHER = (Ukuran.PERSEN_REALISASI, Ukuran.TARGET)


def _is_cumulated(lines: Sequence[_Line], tahun: int | None, year: int | None) -> bool:
    """True where no later quarter prints less than an earlier one, but for a few slips."""
    falls = rows = 0
    for line in lines:
        figures = {
            value.konteks: value.nilai
            for value, is_doubtful, is_money in line.values
            if value.ukuran is Ukuran.REALISASI and is_money and not is_doubtful and value.rincian is None
            and budget_year(value, tahun) == year
        }  # fmt: skip
        by_time = [nilai for konteks in QUARTERS if (nilai := figures.get(konteks)) is not None]
        rows += bool(by_time)
        falls += any(later < earlier for earlier, later in pairwise(by_time))
    return falls <= rows * _MOST_FALLS
