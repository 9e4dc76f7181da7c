"""Measures that a header's words leave open or a column's own numbers deny: kept, and said to be in doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from normalize.columns.assign import Reading
from normalize.columns.facts import Facts
from normalize.columns.kinds import MEASURE_WORDS
from normalize.grid import Grid
from normalize.types import Column, Ukuran
from normalize.ukuran import DOUBTFUL

_COUNTS = frozenset({Ukuran.CAPAIAN, Ukuran.TARGET})
_SHARES = frozenset({Ukuran.PERSEN_REALISASI, Ukuran.FISIK, Ukuran.BOBOT, Ukuran.TERTIMBANG})
_LEAST_NEGATIVE, _MANY = 2, 0.2
_TOLD_OTHERWISE = frozenset({"awal", "akhir", "kinerja", "renstra", "renja", "perkiraan"})
"""Axes that say of a number of things whose it is: what was reached, or what is aimed at."""


_GRADED = frozenset({Ukuran.CAPAIAN, Ukuran.TARGET, Ukuran.REALISASI, Ukuran.PERSEN_REALISASI})
_GRADE = re.compile(
    r"(?:(?:sangat|amat|cukup|kurang|tidak)\s+)?(?:baik|tinggi|sedang|rendah|buruk|kurang|cukup|memuaskan|berhasil|gagal"
    r"|hijau|kuning|merah|biru|[a-e]{1,3})(?:\s+sekali)?\s*(?:\([^()]*\))?",
    re.I,
)
_BOUND = re.compile(
    r"[<>≤≥]|\d\s*%?\s*(?:[-–]|s\s*[./]?\s*d\b|sampai|hingga)[^\d]*\d|\b(?:di\s?)?(?:atas|bawah)\b"
    r"|\b(?:lebih|kurang) dari\b",
    re.I,
)
_LEAST_GRADES = 3


def without_proof(
    columns: Sequence[Column], facts: Sequence[Facts], readings: Sequence[Reading], grid: Grid
) -> list[Column]:
    """The columns; those whose measure nothing shows are doubtful.

    "Jumlah" alone counts staff, vehicles, inhabitants of a district as well as what an indicator reached: neither a
    target nor an achievement is said, and no share printed beside it shows one. And no part of a budget that was spent
    is negative: percentages of which many are, are growth. Bounds beside as many grades are the scale by which
    achievements are judged.
    """
    is_scale = any(_holds_grades(grid.column_texts(c.indeks)) for c in columns if c.peran not in _GRADED)
    return [
        replace(c, keyakinan=min(c.keyakinan, DOUBTFUL))
        if _is_open(c, f, r) or _is_growth(c, f) or (is_scale and c.peran in _GRADED and _holds_bounds(c, grid))
        else c
        for c, f, r in zip(columns, facts, readings, strict=True)
    ]


def _holds_grades(texts: Sequence[str]) -> bool:
    """True where every row names a grade of its own: "Sangat Tinggi", "Tinggi", "Sedang"."""
    told = [text.lower() for text in texts if text]
    return len(told) >= _LEAST_GRADES and len(set(told)) == len(told) and all(map(_GRADE.fullmatch, told))


def _holds_bounds(column: Column, grid: Grid) -> bool:
    told = [text for text in grid.column_texts(column.indeks) if text]
    return 2 * sum(_BOUND.search(text) is not None for text in told) > len(told)


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
