"""Sums as the judge of doubtful readings: of the numbers that a text may mean, the one that arithmetic asks for.

A printed value is never altered: only what is *meant* (``Value.nilai``) is decided, among the readings that its own
digits allow, and only where exactly one of them makes a relation close that no other does. The rule is recorded in
``Value.perbaikan`` as ``bukti:<relation>``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from normalize.rumus import Formula
from normalize.types import BudgetRow, Column, Konteks, Ukuran, Value

#: Below this confidence a reading is doubtful enough to be asked about.
DOUBT = 0.9
_ROUNDS = 3
_CORE = re.compile(r"\d[\d.,\s]*\d|\d")
_DECIMALS = re.compile(r"[.,](\d{1,2})\s*%?\s*$")
_MAX_CORE = 24

Key = tuple[Ukuran, Konteks | None, int | None]
Place = tuple[int, int]
"""(row, index of the value in the row)."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Signed places that must add up to zero; or a ratio of two places that a third prints as percent."""

    name: str
    terms: tuple[tuple[int, Place], ...]
    ratio: bool = False

    def closes(self, value_at: Mapping[Place, Decimal], printed: Mapping[Place, str]) -> bool:
        """True where the relation holds for these values; a place without a value leaves it open (False)."""
        values = [value_at.get(place) for _, place in self.terms]
        if any(v is None for v in values):
            return False
        known = [v for v in values if v is not None]
        if self.ratio:
            return _ratio_holds(known, printed.get(self.terms[2][1], ""))
        return sum((sign * v for (sign, _), v in zip(self.terms, known, strict=True)), Decimal(0)) == 0


def _ratio_holds(values: Sequence[Decimal], printed: str) -> bool:
    part, whole, percent = values
    if not whole:
        return False
    found = _DECIMALS.search(printed)
    step = Decimal(1).scaleb(-len(found.group(1))) if found else Decimal(1)
    return abs(part * 100 / whole - percent) < step


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


def settle_rows(
    rows: Sequence[BudgetRow], parents: Sequence[int | None], columns: Sequence[Column], formulas: Sequence[Formula]
) -> tuple[BudgetRow, ...]:
    """The rows, doubtful readings settled by the relations of the table; ``parents[i]`` is the parent of row i.

    A reading that evidence confirms keeps its value and gains confidence; one that no evidence reaches stays.
    """
    places = {(i, j): v for i, row in enumerate(rows) for j, v in enumerate(row.values)}
    doubtful = {p for p, v in places.items() if v.keyakinan < DOUBT and _has_choice(v)}
    if not doubtful:
        return tuple(rows)
    relations = _by_place([*_relations(rows, parents), *_formula_checks(rows, columns, formulas)])
    value_at = {p: v.nilai for p, v in places.items() if v.nilai is not None}
    printed = {p: v.teks for p, v in places.items()}
    settled: dict[Place, tuple[Decimal, str]] = {}
    for _ in range(_ROUNDS):
        before = len(settled)
        for place in sorted(doubtful - settled.keys()):
            open_places = doubtful - settled.keys() - {place}
            decision = _decide(place, places[place], relations.get(place, ()), value_at, printed, open_places)
            if decision is not None:
                settled[place] = decision
                value_at[place] = decision[0]
        if len(settled) == before:
            break
    return tuple(_with_settled(i, row, settled) for i, row in enumerate(rows))


def _has_choice(value: Value) -> bool:
    return len(readings(value.teks)) > 1 or (value.nilai is None and bool(readings(value.teks)))


def _decide(
    place: Place,
    value: Value,
    relations: Iterable[Relation],
    value_at: Mapping[Place, Decimal],
    printed: Mapping[Place, str],
    open_places: set[Place],
) -> tuple[Decimal, str] | None:
    """(number, relation's name) where exactly one reading closes a relation whose other places are beyond doubt."""
    closing: dict[Decimal, str] = {}
    for relation in relations:
        if any(p in open_places for _, p in relation.terms):
            continue
        for candidate in readings(value.teks):
            if relation.closes({**value_at, place: candidate}, printed):
                closing.setdefault(candidate, relation.name)
    if len(closing) != 1:
        return None
    return next(iter(closing.items()))


def _with_settled(index: int, row: BudgetRow, settled: Mapping[Place, tuple[Decimal, str]]) -> BudgetRow:
    mine = {j: decision for (i, j), decision in settled.items() if i == index}
    if not mine:
        return row
    values = [
        replace(v, nilai=mine[j][0], keyakinan=max(v.keyakinan, 0.96), perbaikan=f"bukti:{mine[j][1]}")
        if j in mine
        else v
        for j, v in enumerate(row.values)
    ]
    return replace(row, values=tuple(values))


def _by_place(relations: Iterable[Relation]) -> dict[Place, list[Relation]]:
    found: dict[Place, list[Relation]] = defaultdict(list)
    for relation in relations:
        for _, place in relation.terms:
            found[place].append(relation)
    return found


def _keys(row: BudgetRow) -> dict[Key, list[int]]:
    found: dict[Key, list[int]] = defaultdict(list)
    for j, v in enumerate(row.values):
        found[(v.ukuran, v.konteks, v.tahun)].append(j)
    return found


def _relations(rows: Sequence[BudgetRow], parents: Sequence[int | None]) -> list[Relation]:
    keys = [_keys(row) for row in rows]
    out: list[Relation] = []
    children: dict[int, list[int]] = defaultdict(list)
    for i, parent in enumerate(parents):
        if parent is not None:
            children[parent].append(i)
    for parent, below in children.items():
        for key, places in keys[parent].items():
            if len(places) == 1 and key[0] in {Ukuran.PAGU, Ukuran.PRAKIRAAN_MAJU, Ukuran.REALISASI, Ukuran.SISA}:
                parts = [(1, (c, j)) for c in below for j in keys[c].get(key, ())]
                if parts:
                    out.append(Relation("jumlah_anak", (*parts, (-1, (parent, places[0])))))
    for i, found in enumerate(keys):
        out.extend(_row_relations(i, found))
    return out


def _row_relations(i: int, keys: Mapping[Key, list[int]]) -> list[Relation]:
    """What binds one row: pagu - realisasi = sisa, realisasi / pagu = percent, years = closing column, of one row."""
    out: list[Relation] = []
    single = {key: (i, js[0]) for key, js in keys.items() if len(js) == 1}
    for (ukuran, konteks, tahun), place in single.items():
        if ukuran is Ukuran.PAGU and konteks is Konteks.AKHIR_RENSTRA:
            years = [p for (u, k, _), p in single.items() if u is Ukuran.PAGU and k is None]
            if len(years) > 1:
                out.append(Relation("jumlah_tahun", (*((1, p) for p in years), (-1, place))))
        if ukuran is not Ukuran.PAGU:
            continue
        realisasi = single.get((Ukuran.REALISASI, konteks, tahun))
        sisa = single.get((Ukuran.SISA, konteks, tahun))
        persen = single.get((Ukuran.PERSEN_REALISASI, konteks, tahun))
        if realisasi and sisa:
            out.append(Relation("sisa", ((1, place), (-1, realisasi), (-1, sisa))))
        if realisasi and persen:
            out.append(Relation("persen", ((1, realisasi), (1, place), (1, persen)), ratio=True))
    return out


def _formula_checks(
    rows: Sequence[BudgetRow], columns: Sequence[Column], formulas: Sequence[Formula]
) -> list[Relation]:
    """The printed formulas of the column-number row as relations of every row."""
    key_of = {c.indeks: (c.peran, c.konteks, c.tahun) for c in columns}
    out: list[Relation] = []
    for i, row in enumerate(rows):
        single = {(str(k[0]), k[1], k[2]): (i, js[0]) for k, js in _keys(row).items() if len(js) == 1}
        for formula in formulas:
            places = [single.get((str(key_of[c][0]), *key_of[c][1:])) for _, c in formula.terms if c in key_of]
            target = single.get((str(key_of[formula.target][0]), *key_of[formula.target][1:]))
            if target is None or len(places) != len(formula.terms) or any(p is None for p in places):
                continue
            known = [p for p in places if p is not None]
            if formula.kind == "rasio":
                out.append(Relation("rumus", ((1, known[0]), (1, known[1]), (1, target)), ratio=True))
            else:
                signed = tuple((s, p) for (s, _), p in zip(formula.terms, known, strict=True))
                out.append(Relation("rumus", (*signed, (-1, target))))
    return out
