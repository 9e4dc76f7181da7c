"""Measures that a table splits by source of funds or kind of belanja: which column is the total, which are slices."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from normalize.columns.assign import complementary, sum_parts
from normalize.columns.axes import Place
from normalize.columns.facts import Facts
from normalize.columns.parts import period_above
from normalize.columns.planned import plan_text, planned_parts
from normalize.columns.relations import Relation
from normalize.types import Ukuran
from normalize.ukuran import CONTRACTED, MONEY

_TWO_AND_SUM = 3


def with_slices(
    facts: Sequence[Facts],
    places: Sequence[Place | None],
    relations: Sequence[Relation],
) -> list[str | None]:
    """The slice of each column: the total of a split measure is plain, the columns beside it carry a slice.

    Without a total, columns of which each row fills only one are one plain measure (contract, conventions, rule 2).
    """
    planned = planned_parts(facts)
    slices = [plan_text(f) if _is_part(f, at, planned) else _bound(f, at) for f, at in zip(facts, places, strict=True)]
    # What is under contract adds up with nothing: it is a part of each pagu beside it.
    relations = [r for r in relations if not any(slices[i] for i in r.columns)]
    parts = sum_parts(facts, relations) | _parts_of_one(facts, places, relations)
    groups: defaultdict[tuple[Ukuran, object, int | None], list[int]] = defaultdict(list)
    for f, at, bound in zip(facts, places, slices, strict=True):
        if at is not None and at.ukuran in MONEY and bound is None:
            groups[at.ukuran, at.konteks, at.tahun].append(f.indeks)
    for group in groups.values():
        income = _income(facts, group)
        slices = [_income_text(facts[i]) if i in income else part for i, part in enumerate(slices)]
        members = [i for i in group if i not in income]
        named = [i for i in members if _slice(facts[i], parts)]
        one_slice = len({_slice(facts[i], parts) for i in named}) == 1 and named == members
        if not named or len(members) < 2 or one_slice:
            continue
        total = _total(facts, members, named, relations)
        filled = [i for i in members if _has_money(facts[i])]
        if total is None and (len(filled) <= 1 or _fill_in_turn([facts[i] for i in filled])):
            for i in members:
                slices[i] = None if i in filled else _slice(facts[i], parts)
            continue
        for i in named:
            if i != total:
                slices[i] = _slice(facts[i], parts)
        for i in _beside_named(members, named, total, relations):
            slices[i] = _leaf(facts[i])
    return _until_now(facts, places, _of_stocks(facts, places, _by_period(facts, places, slices)))


def _until_now(facts: Sequence[Facts], places: Sequence[Place | None], slices: list[str | None]) -> list[str | None]:
    """The slices; what a period reached by itself is a part of what was reached until its end, also where no third
    column adds them up: "Bulan Ini | s.d Bulan Ini". In no row it is more.
    """
    alone = {
        (at.konteks, at.tahun, _leaf(facts[i]) or ""): i
        for i, at in enumerate(places)
        if at is not None and at.ukuran is Ukuran.REALISASI and slices[i] is None
    }
    found = list(slices)
    for (konteks, year, leaf), whole in alone.items():
        until = _UNTIL.match(leaf)
        part = alone.get((konteks, year, leaf[until.end() :])) if until else None
        if part is not None and not (facts[part].numbers > facts[whole].numbers).any():
            found[part] = _leaf(facts[part])
    return found


_UNTIL = re.compile(r"(?:s\s*[./]?\s*d\b\.?|sampai\s+dengan|hingga)\s*")


def _of_stocks(facts: Sequence[Facts], places: Sequence[Place | None], slices: list[str | None]) -> list[str | None]:
    """The slices; the balance with which a year begins stands beside the one with which it ends: "awal" and "akhir"."""
    told = {
        i: next((p.text.removeprefix("saldo") for x in f.levels for p in x.phrases if p.kind == "saldo"), "")
        for i, (f, at) in enumerate(zip(facts, places, strict=True))
        if at is not None and at.ukuran is Ukuran.SALDO
    }
    both = sorted(told.values()) == ["akhir", "awal"]
    return [told.get(i, part) if both else part for i, part in enumerate(slices)]


def _income(facts: Sequence[Facts], members: Sequence[int]) -> frozenset[int]:
    """Columns of what comes in beside those of what is spent ("Pendapatan | Belanja > Operasi | Modal | Jumlah").

    The summary of an APBD by office prints both (Permendagri 13/2006 and 77/2020); its budget is what is spent.
    """
    words = {i: {p.text for level in facts[i].levels for p in level.phrases} for i in members}
    income = {i for i, told in words.items() if told & _INCOME and not told & _SPENT}
    return frozenset(income) if any(told & _SPENT for told in words.values()) else frozenset()


def _income_text(facts: Facts) -> str | None:
    """What the header calls that comes in: "Pendapatan > Realisasi" is of the pendapatan."""
    told = (x.text.lower() for x in reversed(facts.levels) if any(p.text in _INCOME for p in x.phrases))
    return next(told, None)


_INCOME = frozenset({"pendapatan", "pembiayaan", "penerimaan"})
_SPENT = frozenset({"belanja", "totalbelanja", "jumlahbelanja"})


def _by_period(facts: Sequence[Facts], places: Sequence[Place | None], slices: list[str | None]) -> list[str | None]:
    """The slices; where parts of one wording are told apart by the period above them ("s.d. Bulan Lalu | Bulan Ini >
    Keuangan (Rp) | Fisik (%)"), that names them and the shares beside them.
    """
    parted = [i for i, part in enumerate(slices) if part is not None and part == _leaf(facts[i])]
    alike = {i for i in parted for j in parted if i != j and slices[i] == slices[j]}
    periods = {above: above.text.lower() for i in alike if (above := period_above(facts[i])) is not None}
    beside = {i for i, at in enumerate(places) if i in alike or (at is not None and at.ukuran in _SHARES)}
    named = {i: periods[above] for i in beside if (above := period_above(facts[i])) in periods}
    return [named.get(i, part) for i, part in enumerate(slices)]


_SHARES = frozenset({Ukuran.FISIK, Ukuran.PERSEN_REALISASI, Ukuran.TERTIMBANG})


def _beside_named(
    members: Sequence[int], named: Sequence[int], total: int | None, relations: Sequence[Relation]
) -> set[int]:
    """Columns that add up to the total together with named slices: slices too, though their words are not known."""
    sums = [set(r.columns[1:]) for r in relations if r.kind in ("selisih", "jumlah") and r.columns[0] == total]
    return {i for parts in sums if parts <= set(members) and parts & set(named) for i in parts} - set(named)


def _is_part(facts: Facts, at: Place | None, planned: frozenset[int]) -> bool:
    return facts.indeks in planned and at is not None and at.ukuran is Ukuran.PAGU


def _bound(facts: Facts, at: Place | None) -> str | None:
    """The slice of a pagu that says how it is spent, by contract or without one; None for all other columns."""
    part = _slice(facts, frozenset()) if at is not None and at.ukuran is Ukuran.PAGU else None
    return part if part in CONTRACTED else None


def _parts_of_one(
    facts: Sequence[Facts], places: Sequence[Place | None], relations: Sequence[Relation]
) -> frozenset[int]:
    """Columns that two by two add up to a third which measures the same: "s/d Bulan Lalu" and "Bulan Ini" of a report.

    All three are called alike: what was taken off a pagu and what is left of it add up too. What is told apart by a
    konteks or a year is no part, nor what its header calls the total, or what stood before or stands after a change.
    """
    found: set[int] = set()
    for r in relations:
        keys = {(at.ukuran, at.konteks, at.tahun) if (at := places[i]) is not None else None for i in r.columns}
        at = places[r.columns[0]]
        called = at is not None and all(_says(facts[i], at.ukuran) for i in r.columns[1:])
        whole = facts[r.columns[0]]
        called = called and at is not None and (_says(whole, at.ukuran) or whole.spoken("jumlah"))
        if len(r.columns) == _TWO_AND_SUM and r.kind in ("selisih", "jumlah") and len(keys) == 1 and called:
            found.update(r.columns[1:])
    return frozenset(i for i in found if (leaf := facts[i].leaf) is not None and "jumlah" not in leaf.axes)


def _says(facts: Facts, ukuran: Ukuran) -> bool:
    """True where a header names the measure itself, and no change of it."""
    words = {str(ukuran)} | _OTHER_WORDS.get(ukuran, set())
    said = any(p.kind in words for level in facts.levels for p in level.phrases)
    return said and not facts.spoken("sebelum") and not facts.spoken("setelah")


_OTHER_WORDS = {Ukuran.REALISASI: {"keuangan"}, Ukuran.PAGU: {"belanja"}}


def _slice(facts: Facts, parts: frozenset[int]) -> str | None:
    """The slice that the column's lowest header text names, else one above it ("Belanja Modal > Realisasi"); None for
    a total.
    """
    for level in reversed(facts.levels):
        if "jumlah" in level.axes:
            return None
        found = next((p.rincian for p in level.phrases if p.rincian), None)
        if found is not None:
            return found
    # Offices that the numbers show to be parts of a total are told apart by what heads them, and months always.
    return _leaf(facts) if facts.indeks in parts else facts.month.lower() if facts.month else None


def _leaf(facts: Facts) -> str | None:
    return facts.leaf.text.lower() if facts.leaf else None


def _total(
    facts: Sequence[Facts], members: Sequence[int], named: Sequence[int], relations: Sequence[Relation]
) -> int | None:
    """The column that holds the total: the one that no slice names, or that the numbers show to be the sum."""
    unnamed = [i for i in members if i not in named]
    if len(unnamed) == 1:
        return unnamed[0]
    sums = [r.columns[0] for r in relations if r.kind in ("selisih", "jumlah") and set(r.columns) <= set(members)]
    return sums[0] if sums else next((i for i in unnamed if "jumlah" in facts[i].axes), None)


def _has_money(facts: Facts) -> bool:
    return bool((np.nan_to_num(facts.numbers) != 0).any())


def _fill_in_turn(columns: Sequence[Facts]) -> bool:
    """True where no row has money in two of the columns; a zero counts as empty."""
    filled = np.vstack([np.nan_to_num(f.numbers) != 0 for f in columns])
    return bool((filled.sum(axis=0) <= 1).all())


__all__ = ["complementary", "with_slices"]
