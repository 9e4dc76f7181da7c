"""Printed figures of a row, gathered by what they measure, so that checks compare like with like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from normalize.types import Ukuran, Value
from normalize.ukuran import ALWAYS_MONEY, SURE_VALUE, Certainty, Measure, is_amount, is_number, measure_of

LIMIT = Decimal(10) ** 18
"""Rupiah. No public budget comes near (the whole APBN has 16 digits): a larger figure is a misreading."""

_WORD = re.compile(r"[^\W\d_]{3}")
_MOST_WORDS = 3
"""A longer text in a column of amounts ran over from elsewhere: who knows what it hides."""
_HIDDEN = re.compile(r"[0-9#]")

_UNUSED = frozenset({Ukuran.TARGET, Ukuran.CAPAIAN})  # most of a table, and in no check

Key = Measure
"""What a column holds: two figures are comparable where their keys are equal, slice by slice."""


class Figure(NamedTuple):
    """What is printed under one key. ``total``: sum of the values, None where one of them cannot be read."""

    values: tuple[Value, ...]
    rows: tuple[int, ...]
    total: Decimal | None
    is_sure: bool


Figures = Mapping[Key, Figure]


def is_usable(value: Value) -> bool:
    """True where the value was read as a finite number of a believable size."""
    return is_number(value) and -LIMIT < (value.nilai or 0) < LIMIT


def _is_word(value: Value) -> bool:
    """True where words stand in place of an amount ("nihil", the name of who budgets for it): as good as empty.

    What a spreadsheet prints for an amount that does not fit or fails (`####`, `#REF!`) hides one.
    """
    is_text = value.nilai is None and value.keyakinan >= SURE_VALUE and len(value.teks.split()) <= _MOST_WORDS
    return is_text and _WORD.search(value.teks) is not None and _HIDDEN.search(value.teks) is None


def gather(
    row: int, values: Iterable[Value], certainty: Certainty, key_of: Callable[[Value], Key] = measure_of
) -> tuple[dict[Key, Figure], dict[Key, Figure]]:
    """The row's amounts in rupiah, and its other figures (percentages, weights), each by key.

    What stands in a doubtful column is in doubt like what was read with doubt: it cannot convict the document.
    """
    money: dict[Key, Figure] = {}
    other: dict[Key, Figure] = {}
    rows = (row,)
    for value in values:
        ukuran = value.ukuran
        if ukuran not in _UNUSED and not _is_word(value):
            group = money if is_amount(value) else other
            key = key_of(value)
            is_sure = certainty.is_sure(value) and key.ke is None  # what tells two columns apart was not printed
            # By place, as the tuple it is: every value of a table makes one.
            figure = tuple.__new__(Figure, ((value,), rows, value.nilai if is_usable(value) else None, is_sure))
            held = group.get(key)
            group[key] = figure if held is None else _add(held, figure)
    for key in money.keys() & other.keys():
        if key.ukuran in ALWAYS_MONEY:  # a cell read in pieces, one of them with a unit: neither is the amount
            money[key] = money[key]._replace(is_sure=False)
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
