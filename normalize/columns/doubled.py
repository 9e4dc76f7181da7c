"""Columns that share a key and print other numbers in the same rows: what tells them apart was not understood."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from normalize.columns.around import DEPTHS
from normalize.columns.assign import Key, complementary, owner
from normalize.columns.facts import Facts, Level
from normalize.columns.rivals import Rivals
from normalize.columns.slipped import slipped_columns
from normalize.types import Column, Ukuran
from normalize.ukuran import DOUBTFUL
from normalize.wording import squash


def without_doubles(columns: Sequence[Column], facts: Sequence[Facts], plan: str, rivals: Rivals) -> list[Column]:
    """The columns; those that share a key with another one that prints other numbers in the same rows are doubtful,
    unless something tells which of them it is (``rivals``).

    What is counted (K) and what is paid for it (Rp) stand under one key in the evaluation of a Renja (T-C.29): their
    units tell them apart. Two percentages have one unit. Targets of several indicators stand side by side, each below
    its own heading, and so does what was reached of each ("Indikator > Keluaran | Hasil" over Target and Realisasi);
    below one heading what tells them apart ("Target > ke-1 | ke-2") was not understood, unless it is the level that
    each is of ("Rencana Tahun 2031 > Capaian Program | Keluaran Sub Kegiatan"). A header of nothing but several years
    ("2022 2023 2024") heads columns that were not told apart: each number is of one of them.

    ``plan``: the kind of the document.
    """
    by_key: defaultdict[tuple[Key, str | None, bool, str, int | None], list[int]] = defaultdict(list)
    ukuran = {str(u) for u in Ukuran} - {str(Ukuran.VOLUME)}
    for c in columns:
        if c.peran in ukuran and facts[c.indeks].filled:
            is_money = c.peran == Ukuran.REALISASI and _is_money(facts[c.indeks])
            of_part = c.peran in _REACHED and _is_of_part(c, columns, facts)
            own = of_part or (c.peran == Ukuran.TARGET and not _names_level(facts[c.indeks]))
            heading = _above(c, facts) if own else ""
            if c.peran != Ukuran.TARGET or heading:
                of = owner(facts, c.indeks) if c.peran == Ukuran.CAPAIAN else None
                by_key[(str(c.peran), c.konteks, c.tahun), c.rincian, is_money, heading, of].append(c.indeks)
    pairs = ((i, j) for same in by_key.values() for i in same for j in same if i != j)
    doubtful = {i for i, j in pairs if not complementary(facts[i], facts[j]) and not rivals.keeps(i, j)}
    doubtful |= _beside_doubted(columns, facts, doubtful) | _of_several_plans(columns, facts, plan)
    doubtful |= _slipped(facts, doubtful) | slipped_columns(facts)
    doubtful |= {f.indeks for f in facts if f.leaf is not None and _HEAPED_YEARS.fullmatch(f.leaf.text.strip())}
    return [replace(c, keyakinan=min(c.keyakinan, DOUBTFUL)) if c.indeks in doubtful else c for c in columns]


def _beside_doubted(columns: Sequence[Column], facts: Sequence[Facts], doubtful: Collection[int]) -> frozenset[int]:
    """Targets of one key below headings whose amounts nobody could tell apart: what tells the targets apart
    ("Usulan > Target | Pagu | Disetujui > Target | Pagu") was understood no better.

    Levels of a cascade ("Program > Target | Pagu | Sub Kegiatan > Target | Pagu") have each a target of their own, and
    so has what is told in words below a heading ("Kelompok Tani > Uraian | Target | Realisasi").
    """
    unclear = {facts[i].levels[-2] for i in doubtful if len(facts[i].levels) > 1}
    worded = {x for f in facts if f.numeric < _NUMBERED and f.filled for x in f.levels[:-1]}
    unclear = {x for x in unclear - worded if not x.axes & DEPTHS and not _is_of_indicator(x)}
    by_key: defaultdict[Key, list[int]] = defaultdict(list)
    for c in columns:
        over = facts[c.indeks].levels[:-1]
        if c.peran == Ukuran.TARGET and over and over[-1] in unclear and not _names_level(facts[c.indeks]):
            by_key[str(c.peran), c.konteks, c.tahun].append(c.indeks)
    return frozenset(i for same in by_key.values() for i in same for j in same if not complementary(facts[i], facts[j]))


def _is_of_indicator(level: Level) -> bool:
    """True for a heading that is all of the words for a kind of indicator: "Keluaran", no "Hasil Verifikasi"."""
    known = "".join(p.text for p in level.phrases)
    return any(p.kind == "indikator" for p in level.phrases) and squash(level.text) == known


_NUMBERED = 0.5


def _of_several_plans(columns: Sequence[Column], facts: Sequence[Facts], own: str) -> frozenset[int]:
    """Targets of one year that differ in the plan which sets them, where it is not the document's ``own`` and the
    contract has no word for it: "Target RPJMD 2031 | Target RKPD 2031". Which of them the document means is not said.
    """
    by_year: defaultdict[int | None, dict[int, frozenset[str]]] = defaultdict(dict)
    for c in columns:
        if c.peran == Ukuran.TARGET and facts[c.indeks].filled:
            by_year[c.tahun][c.indeks] = frozenset(_PLAN.findall(c.judul.lower()))
    return frozenset(
        i
        for plans in by_year.values()
        for i, said in plans.items()
        for j, other in plans.items()
        if said - {own} and other and said != other and columns[i].konteks is None
        if not complementary(facts[i], facts[j])
    )


_PLAN = re.compile(r"\b(?:rpjmn|rpjmd|rpjpd|rpd|rkpd|rkp|renstra|renja|kua|ppas|apbd|rka|dpa)\b")


def _names_level(facts: Facts) -> bool:
    """True where the lowest header text names the kind of indicator or the level of the hierarchy that it is of."""
    leaf = facts.leaf
    return leaf is not None and (bool(leaf.axes & DEPTHS) or any(p.kind == "indikator" for p in leaf.phrases))


_REACHED = frozenset({Ukuran.REALISASI, Ukuran.CAPAIAN})


def _is_of_part(column: Column, columns: Sequence[Column], facts: Sequence[Facts]) -> bool:
    """True for what was reached of one of several indicators: below a heading that names them, beside its target."""
    named = any(p.kind == "indikator" for level in facts[column.indeks].levels[:-1] for p in level.phrases)
    above = _above(column, facts)
    return named and any(c.peran == Ukuran.TARGET and _above(c, facts) == above for c in columns)


def _above(column: Column, facts: Sequence[Facts]) -> str:
    """The header texts that say whose measure it is: those above the column's own, and an indicator's own ("Hasil")."""
    leaf = facts[column.indeks].leaf
    indicates = leaf is not None and {p.kind for p in leaf.phrases if p.kind} == {"indikator"}
    return column.judul if indicates else column.judul.rpartition(">")[0]


def _slipped(facts: Sequence[Facts], doubtful: Iterable[int]) -> frozenset[int]:
    """The columns of a row of quarters or counted years of which one stands over two columns of numbers: which of the
    others stands over its own column, nobody can tell.
    """
    shared = {facts[i].leaf for i in doubtful if _is_counted(facts[i])}
    torn = {leaf for leaf in shared if leaf is not None and leaf.last == leaf.first + 1}
    counted = [f for f in facts if _is_counted(f)]
    if len(torn) != 1 or len({f.leaf for f in counted}) < _LEAST_COUNTED:
        return frozenset()
    return frozenset(f.indeks for f in counted)


_HEAPED_YEARS = re.compile(r"(?:19|20)[0-9]{2}(?:\s+(?:19|20)[0-9]{2})+")
_LEAST_COUNTED = 3
"""Quarters or years side by side of which one can have slipped."""


def _is_counted(facts: Facts) -> bool:
    return facts.quarter is not None or facts.semester is not None or facts.nth is not None


def _is_money(facts: Facts) -> bool:
    """True for a column under Rp, or of amounts where the header names no unit."""
    sign = facts.leaf.sign if facts.leaf else None
    return facts.shares.get("uang", 0.0) > 0.4 if sign is None else sign == "rp"
