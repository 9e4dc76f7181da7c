"""Large numbers of tables in which nothing speaks of money: people, animals, tons by region or by kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from normalize.columns.around import DEPTHS
from normalize.columns.facts import Facts
from normalize.columns.layout import Layout
from normalize.grid import Grid
from normalize.types import Column, Ukuran
from normalize.ukuran import ALWAYS_MONEY, DOUBTFUL, MONEY
from vocabulary.kata import MONEY_NOUNS
from vocabulary.words import Phrase

_OF_MONEY = frozenset({"pagu", "prakiraan_maju", "sisa", "belanja", "keuangan", "sumber_dana", "harga_satuan", "saldo"})
_PRICED = re.compile(
    rf"\b(?:anggaran|belanja|biaya|dana|keuangan|program|kegiatan|{'|'.join(MONEY_NOUNS.split())})\b", re.I
)
_SCALED = re.compile(r"\b(?:(?:ribu|juta|mil[iy]ar|tril[iy]?un)(?:an)?|0{3}|rp|rupiah)\b", re.I)
_CODED = 0.3
_LARGE = 0.4
_LEAST = 2
_SMALLEST = 1000.0
"""What no item of a budget falls below, in rupiah."""
_BUDGETED = frozenset({*MONEY, Ukuran.PERSEN_REALISASI})


def without_money(columns: Sequence[Column], facts: Sequence[Facts], layout: Layout, grid: Grid) -> list[Column]:
    """The columns; those of money are doubtful where only sizes and sums call them so.

    Statistics add up too and have their percentages (unemployed of all, by schooling). A header word of a budget, its
    title, a code or the names of the rows must speak of money or of what money is planned for; a table without any
    header has nothing to contradict its numbers. Nor is it money where no cell of a column reaches a thousand and no
    word says that the amounts are in thousands or millions ("Sisa" of the posts to be filled).
    """
    columns = [
        replace(c, keyakinan=min(c.keyakinan, DOUBTFUL)) if c.peran in ALWAYS_MONEY and _counts(f, layout) else c
        for c, f in zip(columns, facts, strict=True)
    ]
    if not any(f.levels for f in facts) or any(map(_is_priced, facts)):
        return columns
    # What stands above a table whose names are counted in kilograms and dollars speaks of something else.
    said = () if grid.of_things else (layout.title, *layout.above)
    if any(map(_PRICED.search, said)) or _names_items(columns, grid):
        return columns
    # What was reached of an indicator is a realisation too, and needs no money beside it.
    reached = any(p.kind == "realisasi" for f in facts for level in f.levels for p in level.phrases)
    unproven = ALWAYS_MONEY if reached else _BUDGETED
    # Tons in the size of rupiah would be read as rupiah where no column tells their unit.
    large = {f.indeks for f in facts if f.shares.get("uang", 0.0) > _LARGE}
    if reached and (grid.of_things or any(c.peran == "satuan" for c in columns)):
        large = set()
    of_counts = {c.indeks for c in columns if c.peran == Ukuran.REALISASI and c.indeks in large}
    if of_counts:  # ... and what of a target was reached is no share of money
        of_counts |= {c.indeks for c in columns if c.peran == Ukuran.PERSEN_REALISASI and c.konteks is None}
    return [
        replace(c, keyakinan=min(c.keyakinan, DOUBTFUL)) if c.peran in unproven or c.indeks in of_counts else c
        for c in columns
    ]


def _counts(facts: Facts, layout: Layout) -> bool:
    known = np.abs(facts.numbers[np.isfinite(facts.numbers)])
    scaled = facts.spoken("rp") or any(map(_SCALED.search, (layout.title, *layout.above)))
    return not scaled and int((known > 0).sum()) >= _LEAST and float(known.max()) < _SMALLEST


def _is_priced(facts: Facts) -> bool:
    coded = facts.shares.get("kode", 0.0) > _CODED
    worded = any(_speaks(p) for level in facts.levels for p in level.phrases)
    return coded or worded or any(_PRICED.search(level.text) for level in facts.levels)


def _speaks(phrase: Phrase) -> bool:
    named = phrase.kind in _OF_MONEY and phrase.text != "sumber"  # "Standar Nasional (sumber: BPS)"
    return bool(named or phrase.rincian or phrase.axes & {"uang", "rp", *DEPTHS})


def _names_items(columns: Sequence[Column], grid: Grid) -> bool:
    """True where a name among the rows is that of a program, of a belanja or of what else money is for."""
    named = [c.indeks for c in columns if c.peran == "nama"]
    return any(_PRICED.search(text) for col in named for text in grid.column_texts(col))
