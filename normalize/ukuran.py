"""What a figure measures, and which figures may prove something: the one home of measure keys and sets of measures.

Two figures are comparable where their :class:`Measure` is equal; a slice (``rincian``) is a measure of its own and is
never added to the plain one. What is doubtful, by its own reading or by its column's, is kept and said, and proves
nothing: a sum with one wrong part is a wrong figure that looks like a right one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from normalize.types import BudgetRow, Column, Konteks, Ukuran, Value

SEVERAL = "beberapa"
"""The rule of an amount that stands with others in its cell (``normalize.angka``)."""
SURE_VALUE = 0.6
"""A value below this was read with doubt: it proves nothing, and nothing is held against a document on it."""
SURE_COLUMN = 0.5
"""A column below this has a second reading at least as likely as the one that was taken."""
DOUBTFUL = 0.45
"""Confidence of columns and values between whose readings nothing decides: below what any reader sums (contract)."""

BUDGET = (Ukuran.PAGU, Ukuran.REALISASI, Ukuran.PRAKIRAAN_MAJU)
"""The measures that a budget is made of."""
MONEY = frozenset({*BUDGET, Ukuran.SISA})
"""The measures that add up: over children, over years, to a printed total."""
ALWAYS_MONEY = MONEY - {Ukuran.REALISASI}
"""Measures that are amounts of rupiah whatever is printed; a realisasi may as well count things."""
CONTRACTED = frozenset({"kontrak", "hps", "swakelola"})
"""Slices of a pagu (``rincian``) that are no source of funds nor kind of belanja: what of it is bound by contract, the
office's own estimate for that, what the office does itself. They stand beside whatever else splits the measure, and
need not add up to it: much is not under contract yet."""
LARGEST_UNIT = Decimal(1_000_000_000)
"""Rupiah. No form prints its amounts in larger units."""
MEASURES = frozenset(map(str, Ukuran))
"""What a column's ``peran`` is where it holds values."""


class Measure(NamedTuple):
    """What a figure measures: ukuran, konteks, tahun, and the slice (None: the plain figure).

    ``ke``: which of several columns of the same measure it stands in, from 1, where a table prints years without
    saying which ("Tahun ke-1 .. ke-5"); None where one column holds it.
    """

    ukuran: Ukuran
    konteks: Konteks | None = None
    tahun: int | None = None
    rincian: str | None = None
    ke: int | None = None

    def of(self, ukuran: Ukuran) -> Measure:
        """Another ukuran with the same context, year and slice."""
        return self._replace(ukuran=ukuran)


_ZERO, _ONE = Decimal(0), Decimal(1)
_SURELY_MONEY = 1_000_000
_NO_DIGIT = re.compile(r"\D+")


def measure_of(value: Value) -> Measure:
    """What a value measures; made as the tuple it is, since every stage asks it of every value."""
    return tuple.__new__(Measure, (value.ukuran, value.konteks, value.tahun, value.rincian, None))


def is_amount(value: Value) -> bool:
    """True for an amount of rupiah of a measure that adds up; in the evaluation form, realisasi may count things.

    Where that form prints no Rp at all, the size tells: nothing else that an office reports reaches millions unnamed.
    """
    if value.satuan is None:
        large = value.nilai is not None and abs(value.nilai) >= _SURELY_MONEY
        return value.ukuran in ALWAYS_MONEY or (value.ukuran in MONEY and large)
    return value.satuan == "rupiah" and value.ukuran in MONEY


class Certainty:
    """Which values of a table are beyond doubt: by their own reading and by that of their column."""

    def __init__(self, columns: Iterable[Column]) -> None:
        """``columns``: the table's, with how sure each one's meaning is."""
        self._columns = _least_sure(columns)
        # A row that names a year of its own ("2019" before its amounts) dates them otherwise than their column does.
        self._of_any_year = _without_years(self._columns)
        self._all_sure = all(sure >= SURE_COLUMN for sure in self._columns.values())

    def is_sure(self, value: Value) -> bool:
        """True where neither the value nor its column is in doubt.

        That a rule is recorded (an amount's lone group read as thousands) is no doubt in itself; its confidence tells.
        """
        return value.keyakinan >= SURE_VALUE and self.column_is_sure(value)

    def column_is_sure(self, value: Value) -> bool:
        """True where the value's column is not in doubt, or the value comes from none (out of a text, by a person)."""
        return self._all_sure or is_corrected(value) or self._of_column(measure_of(value)) >= SURE_COLUMN

    def of_column(self, value: Value) -> float:
        """How sure the meaning of the value's column is, 0..1; 1 where it comes from none."""
        return 1.0 if is_corrected(value) else self._of_column(measure_of(value))

    def _of_column(self, measure: Measure) -> float:
        dated = self._columns.get(measure)
        return dated if dated is not None else self._of_any_year.get(measure._replace(tahun=None), 1.0)


def is_corrected(value: Value) -> bool:
    """True where a person read the value: then it matters no more how surely the column was."""
    return value.perbaikan is not None and value.perbaikan.startswith("koreksi:")


def _least_sure(columns: Iterable[Column]) -> dict[Measure, float]:
    """Confidence by what a column holds; of two columns of one kind the lower."""
    found: dict[Measure, float] = {}
    for column in columns:
        if column.peran is not None and column.peran in MEASURES:
            measure = Measure(Ukuran(column.peran), column.konteks, column.tahun, column.rincian)
            found[measure] = min(column.keyakinan, found.get(measure, 1.0))
    return found


def _without_years(columns: Mapping[Measure, float]) -> dict[Measure, float]:
    found: dict[Measure, float] = {}
    for measure, sure in columns.items():
        undated = measure._replace(tahun=None)
        # What a column without a year holds is dated by the row alone.
        found[undated] = columns.get(undated, min(sure, found.get(undated, 1.0)))
    return found


NO_DOUBT = Certainty(())
"""Of rows whose columns are not known: only their values tell."""

Amounts = dict[Measure, Decimal | None]
"""Amount by measure; None where something is printed that proves nothing. What is not printed is missing."""


def amounts(values: Iterable[Value], certainty: Certainty = NO_DOUBT, of: Collection[Ukuran] = MONEY) -> Amounts:
    """The money of a row's values by measure, several values of one measure added; None where one is in doubt.

    ``of``: the measures that are asked for.
    """
    found: Amounts = {}
    for value in values:
        if value.ukuran in of and is_amount(value):
            key = measure_of(value)
            before = found.get(key, Decimal(0))
            known = value.nilai if is_number(value) and certainty.is_sure(value) else None
            found[key] = None if known is None or before is None else before + known
    return found


def is_number(value: Value) -> bool:
    """True where the value was read as a finite number."""
    return value.nilai is not None and value.nilai.is_finite()


def printed_unit(value: Value) -> Decimal:
    """The rupiah that the last printed digit counts: 10.000 in "1.234,57" million; 1 where digits say the amount."""
    if not is_number(value):
        return _ONE
    digits, printed = str(value.nilai), value.teks.replace(".", "")
    if printed == digits or printed.replace(",", "") == digits.replace(".", ""):
        return _ONE  # most amounts: digits and marks
    return _unit_of(value.teks, value.nilai)


@lru_cache(maxsize=1 << 14)
def _unit_of(teks: str, nilai: Decimal | None) -> Decimal:
    """Remembered: levels, sums and their causes ask it of each amount in turn."""
    printed = Decimal(_NO_DIGIT.sub("", teks) or 0)
    if not printed or not nilai:
        return Decimal(1)
    unit = abs(nilai) / printed
    is_power = 1 < unit <= LARGEST_UNIT and unit.normalize().as_tuple().digits == (1,)
    return Decimal(int(unit)) if is_power else Decimal(1)


def has_money(row: BudgetRow) -> bool:
    """True where the row prints an amount of a budget's measure, however surely it was read."""
    return any(is_budget(value) for value in row.values)


def is_budget(value: Value) -> bool:
    """True for a number of a budget's measure; a count that is called realisasi is none."""
    return value.ukuran in BUDGET and value.nilai is not None and is_amount(value)


def add_amounts(one: Mapping[Measure, Decimal | None], two: Mapping[Measure, Decimal | None]) -> Amounts:
    """The sum of two rows' money, measure by measure; None where one of them proves nothing."""
    return {
        key: _add(one.get(key, Decimal(0)), two.get(key, Decimal(0)))
        for key in (*one, *(k for k in two if k not in one))
    }


def _add(one: Decimal | None, two: Decimal | None) -> Decimal | None:
    return None if one is None or two is None else one + two


def common_units(rows: Sequence[BudgetRow]) -> defaultdict[Measure, Decimal]:
    """The unit in which each measure of money is printed, where all its amounts print the same; else a rupiah."""
    found: dict[Measure, Decimal | None] = {}
    for row in rows:
        for value in row.values:
            if value.ukuran in MONEY and value.nilai:
                key = measure_of(value)
                known = found.get(key, _ZERO)
                if known is not None:  # None: two amounts of it print two units
                    unit = printed_unit(value)
                    found[key] = unit if known in (unit, _ZERO) else None
    return defaultdict(lambda: Decimal(1), {key: unit for key, unit in found.items() if unit is not None})
