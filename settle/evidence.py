"""Sums as the judge of doubtful readings: of the numbers that a text may mean, the one that arithmetic asks for.

A printed value is never altered: only what is *meant* (``Value.nilai``) is decided, among the readings that its own
digits allow, and only where exactly one of them makes a relation close whose other figures are beyond doubt. The rule
is recorded in ``Value.perbaikan`` as ``bukti:<relation>``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Protocol

from normalize.angka import read_numbers
from normalize.bagian import PART_OF_ONE
from normalize.nama_bersisi import UNLIKE
from normalize.rumus import Formula
from normalize.types import BudgetRow, Column, Konteks, NumberContext, Ukuran, Value
from normalize.ukuran import MEASURES, Certainty, Measure, is_number, measure_of
from settle.ledger import Ledger, Place, Sum

DOUBT = 0.9
"""Below this confidence a reading is doubtful enough to be asked about."""
SETTLED = 0.96
"""Confidence of a reading that evidence decides or confirms."""
_ROUNDS = 3
_CORE = re.compile(r"\d[\d.,\s]*\d|\d")
_DECIMALS = re.compile(r"[.,](\d{1,2})\s*%?\s*$")
_MAX_CORE = 24


class Relation(Protocol):
    """What binds printed figures, so that the others tell what one of them must be."""

    @property
    def name(self) -> str:
        """The relation's name, as the audit's check has it."""
        ...

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place that takes part."""
        ...

    def asks(self, ledger: Ledger, place: Place) -> Decimal | None:
        """What the figure at the place must be, about; None where another one is not known."""
        ...

    def accepts(self, ledger: Ledger, place: Place, amount: Decimal, printed: str) -> bool:
        """True where the relation holds with the amount at the place, as exactly as the figures are printed."""
        ...


@dataclass(frozen=True, slots=True)
class Ratio:
    """100 x part / whole = percent, to the decimals that the percentage prints. Places: part, whole, percent."""

    name: str
    places: tuple[Place, Place, Place]
    percent: str
    """The percentage as printed."""

    def asks(self, ledger: Ledger, place: Place) -> Decimal | None:
        """The figure that follows from the other two; None where one of them is missing or zero."""
        part, whole, percent = (None if one == place else ledger.get(one) for one in self.places)
        if part is None and whole and percent is not None:
            return whole * percent / 100
        if whole is None and part is not None and percent:
            return part * 100 / percent
        return part * 100 / whole if percent is None and part is not None and whole else None

    def accepts(self, ledger: Ledger, place: Place, amount: Decimal, printed: str) -> bool:
        """True where the ratio holds with the amount at the place, within one unit of the last printed decimal."""
        known = [amount if one == place else ledger.get(one) for one in self.places]
        part, whole, percent = known
        if part is None or not whole or percent is None:
            return False
        decimals = _DECIMALS.search(printed if place == self.places[2] else self.percent)
        step = Decimal(1).scaleb(-len(decimals.group(1))) if decimals else Decimal(1)
        return abs(part * 100 / whole - percent) < step


@dataclass(frozen=True, slots=True)
class Twin:
    """An amount that a row prints twice: as planned and as analysed, or before and after a change. Places: both.

    The two need not be the same. Where one is beyond doubt, and the other's digits may mean that very amount, they do:
    what a scan or a slip made of the marks between them hits no other amount of so many digits by chance.
    """

    name: str
    places: tuple[Place, Place]

    def asks(self, ledger: Ledger, place: Place) -> Decimal | None:
        """The amount at the other place; None where it is in doubt, or too small to say anything."""
        one, two = self.places
        other = ledger.get(two if place == one else one)
        return None if other is None or abs(other) < _LEAST_TWICE else other

    def accepts(self, ledger: Ledger, place: Place, amount: Decimal, printed: str) -> bool:
        """True where the amount is the other place's."""
        del printed
        return amount == self.asks(ledger, place)

    def agrees(self, doubtful: Mapping[Place, Value]) -> bool:
        """True where both prints are doubtful, each for another reason, and read as the same amount."""
        one, two = (doubtful.get(place) for place in self.places)
        if one is None or two is None or one.nilai is None or abs(one.nilai) < _LEAST_TWICE:
            return False
        return one.nilai == two.nilai and one.perbaikan != two.perbaikan


_LEAST_TWICE, _BOTH = 10_000, 2
_TWICE = {Konteks.RANCANGAN_AWAL: Konteks.HASIL_ANALISIS, Konteks.SEBELUM: None}
"""Of the two that a row prints of an amount, by the first one's konteks that of the second."""


@lru_cache(maxsize=16384)
def readings(text: str) -> tuple[Decimal, ...]:
    """Every number that the digits and marks of a text may mean; empty where it holds none or several numerals.

    >>> readings("1.181925")
    (Decimal('1181925'), Decimal('1.181925'))
    >>> readings("5.000,000 km")
    (Decimal('5000000'), Decimal('5000.000'))
    """
    cores = _CORE.findall(text)
    if len(cores) != 1 or len(cores[0]) > _MAX_CORE:
        return ()
    core = "".join(cores[0].split()).strip(".,")
    whole = Decimal(re.sub(r"[.,]", "", core))
    found = [whole]
    last = max(core.rfind("."), core.rfind(","))
    if last > 0:
        found.append(Decimal(re.sub(r"[.,]", "", core[:last]) + "." + core[last + 1 :]))
    if text.strip().startswith(("-", "(", "−")):
        found = [-v for v in found]
    return tuple(dict.fromkeys(found))


def reread(value: Value, wanted: Decimal) -> Decimal | None:
    """The number that the text says once arithmetic asks for ``wanted``; None where it still says none, or several.

    What a scan made of digits is undone (``l.500.000``): eagerly, as the relation must then close to the last digit.
    """
    context = NumberContext(ukuran=value.ukuran, unit=value.satuan, expected=(wanted,), scanned=True)
    numbers = read_numbers(value.teks, context)
    return numbers[0].value if len(numbers) == 1 else None


def settle_rows(
    rows: Sequence[BudgetRow],
    sums: Sequence[Sum],
    columns: Sequence[Column],
    formulas: Sequence[Formula],
    ledger: Ledger,
) -> tuple[BudgetRow, ...]:
    """The rows, doubtful readings settled by the table's relations: sums, percentages, formulas, amounts printed twice.

    ``ledger``: the rows' money, None where in doubt. A reading that evidence confirms keeps its value and gains
    confidence; one that no evidence reaches stays.
    """
    certainty = Certainty(columns)
    doubtful = _doubtful(rows, certainty)
    if not doubtful:
        return tuple(rows)
    known = {**_singles(rows, certainty), **ledger, **dict.fromkeys(doubtful)}
    twins = tuple(_twins(rows))
    relations = _by_place([*sums, *_ratios(rows), *_formula_checks(rows, columns, formulas), *twins], doubtful)
    settled = dict(_agreeing(twins, doubtful))
    known |= {place: amount for place, (amount, _) in settled.items()}
    for _ in range(_ROUNDS):
        before = len(settled)
        for place in sorted(doubtful.keys() - settled.keys(), key=_order):
            decision = _decide(place, doubtful[place], relations.get(place, ()), known)
            if decision is not None:
                settled[place], known[place] = decision, decision[0]
        if len(settled) == before:
            break
    return tuple(_with_settled(i, row, settled) for i, row in enumerate(rows))


def _order(place: Place) -> tuple[int, str]:
    return place[0], str(place[1])


def _doubtful(rows: Sequence[BudgetRow], certainty: Certainty) -> dict[Place, Value]:
    """The doubtful values by place, each the only one of its measure in its row; never those of a doubtful column."""
    found: dict[Place, Value] = {}
    for i, row in enumerate(rows):
        if all(v.keyakinan >= DOUBT for v in row.values):
            continue
        for measure, values in _by_measure(row).items():
            value = values[0]
            is_open = len(values) == 1 and value.keyakinan < DOUBT and any(ch.isdigit() for ch in value.teks)
            if is_open and certainty.column_is_sure(value) and value.perbaikan not in _DECIDED:
                found[i, measure] = value
    return found


_DECIDED = frozenset({"persen_janggal", PART_OF_ONE})
"""Readings whose doubt is the figure's size, or what it is part of, not its digits: no relation can speak for another
reading."""


def _by_measure(row: BudgetRow) -> dict[Measure, list[Value]]:
    found: defaultdict[Measure, list[Value]] = defaultdict(list)
    for value in row.values:
        found[measure_of(value)].append(value)
    return found


def _singles(rows: Sequence[BudgetRow], certainty: Certainty) -> dict[Place, Decimal | None]:
    """Every figure that is the only one of its measure in its row, None where in doubt: percentages, targets."""
    return {
        (i, measure): values[0].nilai if is_number(values[0]) and certainty.is_sure(values[0]) else None
        for i, row in enumerate(rows)
        for measure, values in _by_measure(row).items()
        if len(values) == 1
    }


def _decide(
    place: Place, value: Value, relations: Sequence[Relation], ledger: Mapping[Place, Decimal | None]
) -> tuple[Decimal, str] | None:
    """(number, relation's name) where exactly one reading closes a relation whose other places are beyond doubt."""
    closing: dict[Decimal, str] = {}
    for relation in relations:
        wanted = relation.asks(ledger, place)
        if wanted is None:
            continue
        meant = reread(value, wanted)
        for candidate in dict.fromkeys((*readings(value.teks), *(() if meant is None else (meant,)))):
            if relation.accepts(ledger, place, candidate, value.teks):
                closing.setdefault(candidate, relation.name)
    return next(iter(closing.items())) if len(closing) == 1 else None


def _with_settled(index: int, row: BudgetRow, settled: Mapping[Place, tuple[Decimal, str]]) -> BudgetRow:
    mine = {measure: decision for (i, measure), decision in settled.items() if i == index}
    if not mine:
        return row
    return replace(row, values=tuple(_as_settled(v, mine.get(measure_of(v))) for v in row.values))


def _as_settled(value: Value, decision: tuple[Decimal, str] | None) -> Value:
    if decision is None:
        return value
    nilai, name = decision
    return replace(value, nilai=nilai, keyakinan=max(value.keyakinan, SETTLED), perbaikan=f"bukti:{name}")


def _by_place(relations: Sequence[Relation], wanted: Mapping[Place, Value]) -> dict[Place, list[Relation]]:
    """The relations of each doubtful place."""
    found: dict[Place, list[Relation]] = defaultdict(list)
    for relation in relations:
        for place in relation.places:
            if place in wanted:
                found[place].append(relation)
    return found


def _ratios(rows: Sequence[BudgetRow]) -> Iterator[Ratio]:
    """Realisasi / pagu = percent, and of an indicator realisasi / target, of one row, context, year and slice."""
    for i, row in enumerate(rows):
        values = _by_measure(row)
        for measure, printed in values.items():
            if len(printed) != 1:
                continue
            part = _of(values, measure, Ukuran.REALISASI)
            for whole in (_of(values, measure, ukuran) for ukuran in _WHOLES.get(measure.ukuran, ())):
                if part is not None and whole is not None:
                    yield Ratio("persen", ((i, part), (i, whole), (i, measure)), printed[0].teks)


def _twins(rows: Sequence[BudgetRow]) -> Iterator[Twin]:
    """The amounts that a row prints twice, one of its kind each time; beside another item's name it is another's."""
    for i, row in enumerate(rows):
        values = _by_measure(row)
        for measure, printed in values.items():
            if measure.ukuran is not Ukuran.PAGU or measure.konteks not in _TWICE:
                continue
            other = measure._replace(konteks=_TWICE[measure.konteks])
            both = (*printed, *values.get(other, ()))
            if len(printed) == 1 and len(both) == _BOTH and all(value.perbaikan != UNLIKE for value in both):
                yield Twin("kembar", ((i, measure), (i, other)))


def _agreeing(twins: Sequence[Twin], doubtful: Mapping[Place, Value]) -> Iterator[tuple[Place, tuple[Decimal, str]]]:
    """The doubtful places whose two prints confirm each other, as settled."""
    for twin in twins:
        amount = doubtful[twin.places[0]].nilai if twin.agrees(doubtful) else None
        if amount is not None:
            yield from ((place, (amount, twin.name)) for place in twin.places)


_WHOLES = {Ukuran.PERSEN_REALISASI: (Ukuran.PAGU, Ukuran.TARGET), Ukuran.CAPAIAN: (Ukuran.TARGET,)}
"""What a percentage of each kind may be of."""


def _of(values: Mapping[Measure, Sequence[Value]], measure: Measure, ukuran: Ukuran) -> Measure | None:
    """The row's measure of that ukuran beside a percentage; that of money is printed with or without its context."""
    own = measure.of(ukuran)
    if own in values:
        return own
    plain = own._replace(konteks=None)
    return plain if measure.konteks is Konteks.KEUANGAN and plain in values else None


def _formula_checks(
    rows: Sequence[BudgetRow], columns: Sequence[Column], formulas: Sequence[Formula]
) -> Iterator[Relation]:
    """The printed formulas of the column-number row as relations of every row."""
    held = {c.indeks: _measure(c) for c in columns if c.peran in MEASURES}
    for formula in formulas:
        target, terms = held.get(formula.target), [held.get(column) for _, column in formula.terms]
        known = [term for term in terms if term is not None]
        if target is None or len(known) < len(terms):
            continue
        signed = list(zip((sign for sign, _ in formula.terms), known, strict=True))
        for i, row in enumerate(rows):
            values = _by_measure(row)
            if any(len(values.get(one, ())) != 1 for one in (target, *known)):
                continue
            if formula.kind == "rasio":
                yield Ratio("rumus", ((i, known[0]), (i, known[1]), (i, target)), values[target][0].teks)
            else:
                yield Sum("rumus", tuple((sign, (i, one)) for sign, one in signed), ((i, target),), complete=True)


def _measure(column: Column) -> Measure:
    return Measure(Ukuran(column.peran or ""), column.konteks, column.tahun, column.rincian)
