"""Printed figures of a row, gathered by what they measure, so that checks compare like with like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from normalize.types import Konteks, Ukuran, Value

SURE = 0.6
"""A value read with less confidence than this cannot convict the document (it makes a finding ``tak_pasti``)."""

LIMIT = Decimal(10) ** 18
"""Rupiah. No public budget comes near (the whole APBN has 16 digits): a larger figure is a misreading."""

_MONEY = frozenset({Ukuran.PAGU, Ukuran.PRAKIRAAN_MAJU, Ukuran.REALISASI, Ukuran.SISA})
_ALWAYS_MONEY = _MONEY - {Ukuran.REALISASI}  # realisasi without a unit may be a physical one


class Key(NamedTuple):
    """What a column holds: two figures are comparable where their keys are equal."""

    ukuran: Ukuran
    konteks: Konteks | None
    tahun: int | None

    def of(self, ukuran: Ukuran) -> Key:
        """The key of another measure with the same context and year."""
        return Key(ukuran, self.konteks, self.tahun)


@dataclass(frozen=True, slots=True)
class Figure:
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
    return value.nilai is not None and value.nilai.is_finite() and abs(value.nilai) < LIMIT


def is_sure(value: Value) -> bool:
    """True where the text alone gave the number, with confidence: only then the document can be blamed."""
    return value.perbaikan is None and value.keyakinan >= SURE


def gather(row: int, values: Iterable[Value], *, money: bool) -> dict[Key, Figure]:
    """The row's amounts in rupiah (``money``), or its other figures (percentages, weights), by key."""
    groups: dict[Key, list[Value]] = {}
    for value in values:
        if is_money(value) is money:
            groups.setdefault(Key(value.ukuran, value.konteks, value.tahun), []).append(value)
    return {key: _figure(tuple(group), (row,)) for key, group in groups.items()}


def merge(first: Figures, further: Figures) -> dict[Key, Figure]:
    """Both lines' figures together: the money of an item is the sum over its indicator lines."""
    merged = dict(first)
    for key, figure in further.items():
        held = merged.get(key)
        merged[key] = figure if held is None else _figure(held.values + figure.values, held.rows + figure.rows)
    return merged


def _figure(values: tuple[Value, ...], rows: tuple[int, ...]) -> Figure:
    numbers = [value.nilai for value in values if is_usable(value) and value.nilai is not None]
    total = sum(numbers, Decimal(0)) if len(numbers) == len(values) else None
    return Figure(values, rows, total, all(map(is_sure, values)))
