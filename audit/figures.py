"""Printed figures of a row, gathered by what they measure, so that checks compare like with like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from normalize.types import Konteks, Ukuran, Value

SURE = 0.6
"""A value read with less confidence than this cannot convict the document (it makes a finding ``tak_pasti``)."""

LIMIT = Decimal(10) ** 18
"""Rupiah. No public budget comes near (the whole APBN has 16 digits): a larger figure is a misreading."""

_MONEY = frozenset({Ukuran.PAGU, Ukuran.PRAKIRAAN_MAJU, Ukuran.REALISASI, Ukuran.SISA})
_UNUSED = frozenset({Ukuran.TARGET, Ukuran.CAPAIAN})  # most of a table, and in no check
_ALWAYS_MONEY = _MONEY - {Ukuran.REALISASI}  # realisasi without a unit may be a physical one


class Key(NamedTuple):
    """What a column holds: two figures are comparable where their keys are equal."""

    ukuran: Ukuran
    konteks: Konteks | None
    tahun: int | None

    def of(self, ukuran: Ukuran) -> Key:
        """The key of another measure with the same context and year."""
        return Key(ukuran, self.konteks, self.tahun)


class Figure(NamedTuple):
    """What is printed under one key. ``total``: sum of the values, None where one of them cannot be read."""

    values: tuple[Value, ...]
    rows: tuple[int, ...]
    total: Decimal | None
    is_sure: bool


Figures = Mapping[Key, Figure]


def is_money(value: Value) -> bool:
    """True for an amount in rupiah: pagu, prakiraan maju, realisasi or sisa."""
    if value.satuan is None:
        return value.ukuran in _ALWAYS_MONEY
    return value.satuan == "rupiah" and value.ukuran in _MONEY


def is_usable(value: Value) -> bool:
    """True where the value was read as a finite number of a believable size."""
    nilai = value.nilai
    return nilai is not None and nilai.is_finite() and -LIMIT < nilai < LIMIT


def is_sure(value: Value) -> bool:
    """True where the reading is beyond doubt, whichever rule gave it: only then the document can be blamed.

    That a rule is recorded (an amount's lone group read as thousands) is no doubt in itself; its confidence tells.
    """
    return value.keyakinan >= SURE


def gather(row: int, values: Iterable[Value]) -> tuple[dict[Key, Figure], dict[Key, Figure]]:
    """The row's amounts in rupiah, and its other figures (percentages, weights), each by key."""
    money: dict[Key, Figure] = {}
    other: dict[Key, Figure] = {}
    rows = (row,)
    for value in values:
        ukuran = value.ukuran
        if ukuran not in _UNUSED:
            group = money if is_money(value) else other
            key = Key(ukuran, value.konteks, value.tahun)
            figure = Figure((value,), rows, value.nilai if is_usable(value) else None, value.keyakinan >= SURE)
            held = group.get(key)
            group[key] = figure if held is None else _add(held, figure)
    return money, other


def _is_broken(one: Figure, other: Figure) -> bool:
    """True for one printed amount that was read in two pieces: doubtful values out of one cell add up to nothing."""
    doubtful = not (one.is_sure and other.is_sure)
    boxes = {(value.page, value.box) for value in one.values}
    return doubtful and any((value.page, value.box) in boxes for value in other.values)


def merge(first: Figures, further: Figures) -> dict[Key, Figure]:
    """Both lines' figures together: the money of an item is the sum over its indicator lines."""
    merged = dict(first)
    for key, figure in further.items():
        held = merged.get(key)
        merged[key] = figure if held is None else _add(held, figure)
    return merged


def _add(one: Figure, other: Figure) -> Figure:
    if _is_broken(one, other):
        return Figure(one.values + other.values, one.rows + other.rows, None, False)
    total = None if one.total is None or other.total is None else one.total + other.total
    return Figure(one.values + other.values, one.rows + other.rows, total, one.is_sure and other.is_sure)
