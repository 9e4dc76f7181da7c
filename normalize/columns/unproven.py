"""Measures that a header's words leave open or a column's own numbers deny: kept, and said to be in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from normalize.columns.assign import Reading
from normalize.columns.facts import Facts
from normalize.columns.kinds import MEASURE_WORDS
from normalize.types import Column, Ukuran
from normalize.ukuran import DOUBTFUL

_COUNTS = frozenset({Ukuran.CAPAIAN, Ukuran.TARGET})
_SHARES = frozenset({Ukuran.PERSEN_REALISASI, Ukuran.FISIK, Ukuran.BOBOT, Ukuran.TERTIMBANG})
_LEAST_NEGATIVE, _MANY = 2, 0.2
_TOLD_OTHERWISE = frozenset({"awal", "akhir", "kinerja", "renstra", "renja", "perkiraan"})
"""Axes that say of a number of things whose it is: what was reached, or what is aimed at."""


def without_proof(columns: Sequence[Column], facts: Sequence[Facts], readings: Sequence[Reading]) -> list[Column]:
    """The columns; those whose measure nothing shows are doubtful.

    "Jumlah" alone counts staff, vehicles, inhabitants of a district as well as what an indicator reached: neither a
    target nor an achievement is said, and no share printed beside it shows one. And no part of a budget that was spent
    is negative: percentages of which many are, are growth.
    """
    return [
        replace(c, keyakinan=min(c.keyakinan, DOUBTFUL)) if _is_open(c, f, r) or _is_growth(c, f) else c
        for c, f, r in zip(columns, facts, readings, strict=True)
    ]


def _is_open(column: Column, facts: Facts, reading: Reading) -> bool:
    if column.peran not in _COUNTS or any(why.startswith("hubungan") for why in reading.because):
        return False
    named = {p.kind for level in facts.levels for p in level.phrases} & MEASURE_WORDS
    signed = any(level.sign for level in facts.levels)
    return named == {"jumlah"} and not signed and not facts.axes & _TOLD_OTHERWISE


def _is_growth(column: Column, facts: Facts) -> bool:
    if column.peran not in _SHARES:
        return False
    known = facts.numbers[np.isfinite(facts.numbers)]
    negative = int((known < 0).sum())
    return negative >= _LEAST_NEGATIVE and negative > _MANY * len(known)
