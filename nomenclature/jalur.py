"""The best sequence of levels for a table's rows: what may follow what, by points (Viterbi)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nomenclature.kode import parent_of
from nomenclature.match import Matcher
from nomenclature.petunjuk import Points
from normalize.types import BudgetRow, TingkatBaris

L = TingkatBaris
_WORTH_TRYING = 7.0
"""Points below a row's best level from which a level cannot win: what may follow what moves at most some points."""

# What the next row's level may be after a row's level: points, 0 where not named.
_AFTER: dict[TingkatBaris | None, Points] = {
    None: {L.SUB_KEGIATAN: -2.0, L.KEGIATAN: -0.8, L.PROGRAM: 0.5, L.JUMLAH: -0.5, L.PERANGKAT_DAERAH: 0.3},
    L.URUSAN: {L.BIDANG_URUSAN: 2.5, L.SUB_KEGIATAN: -2.5, L.KEGIATAN: -1.0, L.URUSAN: -1.0},
    L.BIDANG_URUSAN: {L.PROGRAM: 0.5, L.SUB_KEGIATAN: -2.5, L.KEGIATAN: -0.8, L.BIDANG_URUSAN: -1.0},
    L.PERANGKAT_DAERAH: {L.PROGRAM: 0.5, L.SUB_KEGIATAN: -2.0, L.KEGIATAN: -0.8},
    L.TUJUAN: {L.SASARAN: 1.0, L.SUB_KEGIATAN: -2.0, L.KEGIATAN: -1.0, L.TUJUAN: -0.5},
    L.SASARAN: {L.PROGRAM: 0.5, L.SUB_KEGIATAN: -2.0, L.KEGIATAN: -0.8, L.TUJUAN: -0.5},
    L.PROGRAM: {L.KEGIATAN: 0.6, L.PROGRAM: -0.7, L.SUB_KEGIATAN: -2.5, L.URUSAN: -0.7, L.BIDANG_URUSAN: -0.7},
    L.KEGIATAN: {L.SUB_KEGIATAN: 0.4, L.KEGIATAN: -0.4, L.PROGRAM: -0.5, L.URUSAN: -0.7, L.BIDANG_URUSAN: -0.7},
    L.SUB_KEGIATAN: {L.URUSAN: -0.5, L.BIDANG_URUSAN: -0.5, L.PERANGKAT_DAERAH: -0.7},
    L.AKUN: {L.AKUN: 0.5, L.SUB_KEGIATAN: -0.5},
    L.JUMLAH: {L.SUB_KEGIATAN: -1.0},
    L.LAINNYA: {L.LAINNYA: 0.3},
}
_NOTHING: Points = {}
# Before 2020 a kegiatan has nothing below it: kegiatan follows kegiatan.
_AFTER_OLD = {**_AFTER, L.KEGIATAN: {**_AFTER[L.KEGIATAN], L.KEGIATAN: 0.3, L.SUB_KEGIATAN: 0.0, L.PROGRAM: -0.2}}


@dataclass(frozen=True, slots=True)
class Known:
    """Codes that a row's name may stand for at one level, and the codes of their parents."""

    codes: frozenset[str]
    parents: frozenset[str]


Named = dict[TingkatBaris, Known]
_NOBODY: Named = {}
_LINKED: tuple[tuple[L, L], ...] = (
    (L.PROGRAM, L.KEGIATAN),
    (L.KEGIATAN, L.SUB_KEGIATAN),
    (L.SUB_KEGIATAN, L.SUB_KEGIATAN),
)


def known_items(row: BudgetRow, matcher: Matcher) -> Named:
    """What a row's name may stand for, by level."""
    known = {}
    for level in (L.PROGRAM, L.KEGIATAN, L.SUB_KEGIATAN):
        codes = matcher.codes_named(row.nama, level)
        if codes:
            known[level] = Known(codes, frozenset(p for c in codes if (p := parent_of(c))))
    return known


class Chain:
    """The rows of one table as a sequence; ``usang`` where they follow a nomenclature before 2020."""

    def __init__(self, known: Sequence[Named], usang: bool = False) -> None:
        self.links = [_links(*pair) for pair in pairwise((_NOBODY, *known))]
        self.after = _AFTER_OLD if usang else _AFTER

    def best_path(self, points: Sequence[Points]) -> list[TingkatBaris]:
        """The sequence of levels with the most points."""
        total: dict[TingkatBaris | None, float] = {None: 0.0}
        steps: list[dict[TingkatBaris, TingkatBaris | None]] = []
        for i, own in enumerate(points):
            step: dict[TingkatBaris, TingkatBaris | None] = {}
            now: dict[TingkatBaris | None, float] = {}
            links = self.links[i]
            ways = [(before, value, self.after.get(before, _NOTHING)) for before, value in total.items()]
            for level in _worth_trying(own):
                if links:
                    gains = [
                        value + (after.get(level, 0.0) + links.get((before, level), 0.0))
                        for before, value, after in ways
                    ]
                else:
                    gains = [value + after.get(level, 0.0) for _, value, after in ways]
                most = max(gains)
                step[level] = ways[gains.index(most)][0]
                now[level] = most + own[level]
            steps.append(step)
            total = now
        path: list[TingkatBaris] = []
        at = max(total, key=lambda b: total[b])
        for step in reversed(steps):
            assert at is not None  # only the start is None, and it has no step
            path.append(at)
            at = step[at]
        return path[::-1]

    def doubts(
        self, levels: Sequence[TingkatBaris], points: Sequence[Points]
    ) -> tuple[list[TingkatBaris], list[float]]:
        """For each row the next best level with its neighbours held, and the points between the two."""
        second, margin = [], []
        for i, level in enumerate(levels):
            values = self._values(levels, points, i)
            other = max((x for x in values if x is not level), key=values.__getitem__)
            second.append(other)
            margin.append(values[level] - values[other])
        return second, margin

    def _values(self, levels: Sequence[TingkatBaris], points: Sequence[Points], i: int) -> Points:
        """What each level of a row is worth between its neighbours."""
        before, ahead = levels[i - 1] if i else None, levels[i + 1] if i + 1 < len(levels) else None
        follow, links, after = self.after.get(before, _NOTHING), self.links[i], self.after
        values = {}
        for this, own in points[i].items():
            gain = follow.get(this, 0.0) + (links.get((before, this), 0.0) if links else 0.0)
            values[this] = own + gain + (after.get(this, _NOTHING).get(ahead, 0.0) if ahead else 0.0)
        return values


def _links(before: Named, after: Named) -> dict[tuple[L | None, L], float]:
    """Points for two rows in sequence whose names the nomenclature knows: are they parent and child, or siblings?"""
    found: dict[tuple[L | None, L], float] = {}
    for pair in _LINKED:
        one, two = before.get(pair[0]), after.get(pair[1])
        if one is not None and two is not None:
            if pair[0] is pair[1]:
                found[pair] = 0.5 if one.parents & two.parents else -1.0
            else:
                found[pair] = 0.8 if one.codes & two.parents else -1.5
    return found


def _worth_trying(points: Points) -> list[TingkatBaris]:
    """Levels that can still win."""
    top = max(points.values())
    return [level for level, value in points.items() if value >= top - _WORTH_TRYING]
