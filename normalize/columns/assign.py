"""The best joint reading of all columns of a table: what each may be, weighed with relations, siblings and uniqueness.

Starting from the best candidate of each column, columns and the columns of one relation are moved together as long as
the whole gains (coordinate ascent; tables have few columns and few rivals a column). The margin of a column is what
the whole loses where the column is read as its best rival.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

from normalize.columns.axes import Place, place
from normalize.columns.candidates import Candidate
from normalize.columns.facts import Facts
from normalize.columns.fits import FITS, fit
from normalize.columns.given import NOTHING, Givens, placed, with_given
from normalize.columns.kinds import MEASURE_WORDS, MEASURES
from normalize.columns.layout import Layout
from normalize.columns.parts import tells_period
from normalize.columns.planned import planned_parts
from normalize.columns.relations import Relation
from normalize.columns.weights import PAIR
from normalize.wording import squash

_RIVALS = 8
"""Candidates of a column that are tried."""
_WITHIN = 7.0
"""Log-odds behind the best within which a candidate is tried: relations and siblings move at most some of them."""
_ROUNDS = 4
_MOST_ALIKE = 5
"""Columns of one wording from which on their pairs are not tried: they are months or years, not two measures."""
_SURE = 5
"""Rows of support from which a relation counts fully."""

_NAMING = frozenset({"nama", "indikator", "sasaran", "tujuan", "perangkat_daerah", "lokasi"})

_KEYED = frozenset(MEASURES) - {"target", "volume"}

Key = tuple[str, str | None, int | None]
Measured = tuple[Key, bool, str | None, int | None]
"""What a column measures, whether its cells are money, the sign in its header, and the column of whose indicator."""
Faults = tuple[int, int, bool]
"""Columns too many under one key, name columns too many, and whether nothing names the rows."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A column's kind in the best joint reading, where it stands, by how much it won, and over what."""

    kind: str
    place: Place | None
    score: float
    margin: float
    runner_up: str
    because: tuple[str, ...]

    @property
    def is_shown(self) -> bool:
        """True where a relation of the column's numbers to others speaks for its kind."""
        return any(why.startswith("hubungan") for why in self.because)


def assign(
    facts: Sequence[Facts],
    found: Sequence[Sequence[Candidate]],
    relations: Sequence[Relation],
    layout: Layout,
    given: Givens = NOTHING,
) -> tuple[Reading, ...]:
    """One reading a column; what is ``given`` of a column decides it and informs the others."""
    return _Search(facts, with_given(found, given), relations, layout, given).readings()


class _Search:
    """The joint reading of one table's columns."""

    def __init__(
        self,
        facts: Sequence[Facts],
        found: Sequence[Sequence[Candidate]],
        relations: Sequence[Relation],
        layout: Layout,
        given: Givens,
    ) -> None:
        self.facts = facts
        self.given = given
        self.layout = layout
        self.relations = relations
        self.scores = [{c.kind: c.score for c in options} for options in found]
        self.because = [{c.kind: c.because for c in options} for options in found]
        self.rivals = [[c.kind for c in o if c.score >= o[0].score - _WITHIN][:_RIVALS] for o in found]
        self.kinds = [o[0].kind for o in found]
        self.siblings = _siblings(facts)
        self.parts = sum_parts(facts, relations)
        planned = planned_parts(facts)
        self.slices = [i in self.parts or i in planned or _names_slice(f) for i, f in enumerate(facts)]
        self.places: dict[tuple[int, str], Place] = {}
        self.conflicts: dict[tuple[int, int], bool] = {}
        self.keys: list[dict[str, Measured | None]] = [{} for _ in facts]
        # Columns without a header may be of any year: nothing says that they are one measure twice.
        self.is_keyed = [bool(f.filled and f.levels) and not self.slices[i] for i, f in enumerate(facts)]
        self.filled = [f.filled > 0 for f in facts]

    def readings(self) -> tuple[Reading, ...]:
        """The readings of the best that was found; a measure that would gain as one not tried is moved at last.

        What the numbers say tells measures apart, and never a measure from a name.
        """
        for _ in range(_ROUNDS):
            self._climb()
            found = tuple(self._reading(i) for i in range(len(self.facts)))
            wrong = [i for i, r in enumerate(found) if r.margin < 0 and {r.kind, r.runner_up} <= set(MEASURES)]
            if not wrong:
                break
            last = min(wrong, key=lambda i: found[i].margin)
            self.kinds = self._with(last, found[last].runner_up)
        return found

    def _climb(self) -> None:
        best = self.total(self.kinds)
        groups: list[tuple[tuple[int, ...], list[tuple[str, ...]]]] = [
            ((i,), [(kind,) for kind in rivals]) for i, rivals in enumerate(self.rivals) if len(rivals) > 1
        ]
        groups += [(r.columns, self._together(r)) for r in self.relations]
        groups += [(pair, self._both(pair)) for pair in _worded_alike(self.facts)]
        for _ in range(_ROUNDS):
            before = best
            for group, tries in groups:
                best = self._move(group, tries, best)
            if best <= before:
                return

    def _together(self, relation: Relation) -> list[tuple[str, ...]]:
        """The kinds that suit a relation's columns, none of them hopeless for its column."""
        if relation.kind == "jumlah":
            suiting = [(kind,) * len(relation.columns) for kind in ("pagu", "realisasi", "sisa", "prakiraan_maju")]
        else:
            suiting = list(FITS[relation.kind])
            suiting += [(a, c, b) for a, b, c in suiting if relation.kind == "selisih"]
        least = [max(self.scores[i].values()) - _WITHIN for i in relation.columns]
        return [
            kinds
            for kinds in suiting
            if all(self.scores[i][k] >= low for i, k, low in zip(relation.columns, kinds, least, strict=True))
        ]

    def _both(self, pair: tuple[int, int]) -> list[tuple[str, ...]]:
        """The kinds of two columns of one wording: which of them is which, no move of one alone can settle."""
        left, right = (self.rivals[i] for i in pair)
        return [(a, b) for a in left for b in right if a != b and a in right and b in left]

    def _move(self, group: tuple[int, ...], tries: Sequence[tuple[str, ...]], best: float) -> float:
        """The best total after the columns of a group were given their best kinds, the others held."""
        held = [self.kinds[i] for i in group]
        near = self._near(group)
        base = best - self._part(group, near, self.kinds)
        for kinds in tries:
            if list(kinds) == held:
                continue
            tried = list(self.kinds)
            for i, kind in zip(group, kinds, strict=True):
                tried[i] = kind
            total = base + self._part(group, near, tried)
            if total > best + 1e-9:
                best, self.kinds = total, tried
        return best

    def _near(self, group: tuple[int, ...]) -> tuple[list[Relation], list[tuple[int, int]]]:
        """The relations and the pairs of siblings that columns of a group take part in."""
        mine = set(group)
        relations = [r for r in self.relations if mine & set(r.columns)]
        return relations, [pair for pair in self.siblings if mine & set(pair)]

    def _part(
        self,
        group: Sequence[int],
        near: tuple[list[Relation], list[tuple[int, int]]],
        kinds: Sequence[str],
        faults: Faults | None = None,
    ) -> float:
        """The part of the score that depends on the kinds of a group's columns; ``faults`` where they are known."""
        relations, siblings = near
        score = sum(self.scores[i][kinds[i]] for i in group)
        score += sum(PAIR["relation"] * fit(r, kinds) * _weight(r) for r in relations)
        score += sum(PAIR["sibling"] for i, j in siblings if kinds[i] == kinds[j])
        duplicates, further_names, is_nameless = faults or self._faults(kinds)
        score += PAIR["duplicate"] * duplicates + PAIR["second_name"] * further_names
        score += PAIR["nameless"] * is_nameless
        return score

    def _faults(self, kinds: Sequence[str]) -> Faults:
        """What speaks against the joint reading as a whole."""
        return self._duplicates(self._keys(kinds)), self._further_names(kinds), self._is_nameless(kinds)

    def total(self, kinds: Sequence[str]) -> float:
        """The score of a joint reading."""
        return self._part(range(len(kinds)), (list(self.relations), list(self.siblings)), kinds)

    def _duplicates(self, keys: Sequence[Measured | None]) -> int:
        """Columns too many under one key: pairs that print different numbers in one row.

        Targets of one year may stand side by side, and amounts and quantities of one measure (K and Rp of T-C.29).
        """
        same: defaultdict[Measured, list[int]] = defaultdict(list)
        for i, key in enumerate(keys):
            if key is not None:
                same[key].append(i)
        return sum(
            any(self._conflict(i, other) for other in members[:n])
            for members in same.values()
            if len(members) > 1
            for n, i in enumerate(members)
        )

    def _keys(self, kinds: Sequence[str]) -> list[Measured | None]:
        return [
            known[kind] if kind in known else self._key(i, kind)
            for i, (kind, known) in enumerate(zip(kinds, self.keys, strict=True))
        ]

    def _key(self, i: int, kind: str) -> Measured | None:
        """What a column of a kind measures, remembered; None where there may be several columns of it."""
        known = self.keys[i]
        if kind not in known:
            known[kind] = self._measured(i, kind) if kind in _KEYED and self.is_keyed[i] else None
        return known[kind]

    def _measured(self, i: int, kind: str) -> Measured:
        f, at = self.facts[i], self.place(i, kind)
        money = f.shares.get("uang", 0.0) > 0.4
        # Years that are only counted ("Tahun ke-2", "n-1", "Tahun Lalu") differ, also where nothing says which.
        year = at.tahun if at.tahun is not None else f.nth or f.offset or (-1 if f.names_last_year else None)
        of = owner(self.facts, i) if kind == "capaian" else None
        # "Progres Minggu Lalu | Minggu Ini | s.d. Minggu Ini" are of one measure, each of its own time.
        told = None if f.leaf is None else f.leaf.text if tells_period(f) else f.leaf.sign
        return (at.ukuran, at.konteks, year), money, told, of

    def _conflict(self, i: int, j: int) -> bool:
        known = self.conflicts.get((i, j))
        if known is None:
            known = self.conflicts[i, j] = not complementary(self.facts[i], self.facts[j])
        return known

    def _further_names(self, kinds: Sequence[str]) -> int:
        """Columns of names beyond one a side that are no level of a cascade."""
        names = [i for i, kind in enumerate(kinds) if kind == "nama" and self.filled[i]]
        if len(names) < 2:
            return 0
        heads = {(self.facts[i].first, self.layout.side(self.facts[i])): i for i in names}
        levels = [_own_levels(self.facts[i]) for i in heads.values()]
        cascade = len(levels) > 1 and all(levels) and len({max(x) for x in levels}) == len(levels)
        sides = 2 if self.layout.split is not None else 1
        return 0 if cascade else max(0, len(heads) - sides)

    def _is_nameless(self, kinds: Sequence[str]) -> bool:
        """True where no filled column says what the rows are about."""
        return not any(kind in _NAMING and filled for kind, filled in zip(kinds, self.filled, strict=True))

    def place(self, i: int, kind: str) -> Place:
        """Where a column of a kind stands, remembered."""
        known = self.places.get((i, kind))
        if known is None:
            known = self.places[i, kind] = placed(place(self.facts[i], kind, self.layout), self.given.get(i))
        return known

    def _reading(self, i: int) -> Reading:
        kind = self.kinds[i]
        near = self._near((i,))
        own = self._part((i,), near, self.kinds)
        rivals: dict[str, float] = {}
        keys = self._keys(self.kinds)
        # Many kinds are the same to the other columns: all that are neither a measure nor a name.
        doubled: dict[Measured | None, int] = {}
        naming: dict[tuple[bool, bool], tuple[int, bool]] = {}
        # What other columns can add at most: a kind, the likeliest first, that is farther behind is no rival.
        most = PAIR["relation"] * len(near[0]) + PAIR["sibling"] * len(near[1])
        best = -math.inf
        for other, score in self.scores[i].items():
            if score + most < best:
                break
            if other != kind:
                key, named, tried = self._key(i, other), (other == "nama", other in _NAMING), self._with(i, other)
                if key not in doubled:
                    doubled[key] = self._duplicates([*keys[:i], key, *keys[i + 1 :]])
                if named not in naming:
                    naming[named] = (self._further_names(tried), self._is_nameless(tried))
                part = self._part((i,), near, tried, (doubled[key], *naming[named]))
                rivals[other], best = own - part, max(best, part)
        runner = min(rivals, key=lambda k: rivals[k])
        at = self.place(i, kind) if kind in MEASURES else None
        because = self.because[i][kind] + tuple(self._proofs(i))
        return Reading(kind, at, self.scores[i][kind], rivals[runner], runner, because)

    def _with(self, i: int, kind: str) -> list[str]:
        return [*self.kinds[:i], kind, *self.kinds[i + 1 :]]

    def _proofs(self, i: int) -> Iterable[str]:
        for relation in self.relations:
            if i in relation.columns and fit(relation, self.kinds) > 0:
                columns = ", ".join(map(str, relation.columns))
                held = "rumus tercetak" if relation.printed else f"di {relation.support} baris"
                yield f"hubungan {relation.kind} ({columns}) {held}"


def owner(facts: Sequence[Facts], i: int) -> int | None:
    """The column of indicators to the left of a column; "Indikator | Capaian | Program | Indikator | Capaian" has two,
    each with its own achievement.
    """
    told = (f.indeks for f in reversed(facts[:i]) if f.leaf and any(p.kind == "indikator" for p in f.leaf.phrases[:1]))
    return next(told, None)


def _weight(relation: Relation) -> float:
    """How much a relation counts, up to 1: by its rows, and fully where the table prints it."""
    return 1.0 if relation.printed else min(1.0, relation.support / _SURE)


def _names_slice(facts: Facts) -> bool:
    """True where the header names a source of funds, a kind of belanja or a month."""
    return facts.month is not None or any(p.rincian for level in facts.levels for p in level.phrases)


def _worded_alike(facts: Sequence[Facts]) -> list[tuple[int, int]]:
    """Pairs of filled columns whose headers begin with one kind: "Capaian (%)" of the work and of its money."""
    by_kind: defaultdict[str | None, list[int]] = defaultdict(list)
    for f in facts:
        named = next((p.kind for p in f.leaf.phrases if p.kind), None) if f.leaf else None
        if f.filled and named in MEASURE_WORDS:
            by_kind[named].append(f.indeks)
    return [pair for same in by_kind.values() if len(same) < _MOST_ALIKE for pair in combinations(same, 2)]


def _siblings(facts: Sequence[Facts]) -> tuple[tuple[int, int], ...]:
    """Pairs of columns, the nearest, whose lowest header texts read alike apart from digits, under other headers."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for f in facts:
        if f.leaf is not None and len(f.levels) > 1 and (f.leaf.sign or any(p.kind for p in f.leaf.phrases)):
            groups[re.sub(r"\d", "", squash(f.leaf.text))].append(f.indeks)
    pairs = [pair for members in groups.values() for pair in pairwise(members)]
    return tuple((i, j) for i, j in pairs if facts[i].first != facts[j].first)


_DEPTH = {"urusan": 1, "bidang_urusan": 2, "program": 3, "kegiatan": 4, "sub_kegiatan": 5}


def _own_levels(facts: Facts) -> tuple[int, ...]:
    """Depths of the levels that a name column's lowest header text names."""
    return tuple(_DEPTH[axis] for axis in sorted(facts.leaf.axes & _DEPTH.keys())) if facts.leaf else ()


def sum_parts(facts: Sequence[Facts], relations: Sequence[Relation]) -> frozenset[int]:
    """Columns that add up to another one and whose own headers name no measure, or each a budget of its own.

    Offices, places and months are such parts, and "Alokasi Dasar | Alokasi Kinerja | Alokasi Formula".

    They split the total's measure as sources of funds do; only the numbers say so.
    """
    parts = {i for r in relations if r.kind == "jumlah" for i in r.columns[1:]}
    return frozenset(i for i in parts if not _is_timed(facts[i]) and _names_no_measure(facts[i]))


def _is_timed(facts: Facts) -> bool:
    return bool(facts.years or facts.nth or facts.quarter or facts.semester)


def _names_no_measure(facts: Facts) -> bool:
    leaf = facts.leaf
    if leaf is None or leaf.sign is not None:
        return False
    measures = {p.kind for p in leaf.phrases if p.kind in MEASURE_WORDS}
    staged = any(p.axes & {"sebelum", "setelah", "renstra", "maju"} for p in leaf.phrases)
    return not measures or (measures == {"pagu"} and not staged)


def complementary(one: Facts, two: Facts) -> bool:
    """True where no row prints a number in both columns, so that they can be one measure printed in two places."""
    return not bool((np.isfinite(one.numbers) & np.isfinite(two.numbers) & (one.numbers != two.numbers)).any())
