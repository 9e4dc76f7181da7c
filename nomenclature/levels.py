"""What level each row of a table has: evidence from label, code, name and form, weighed over the table as a whole.

Each row's evidence gives points to levels (:func:`evidence`); the sequence of rows gives points to what may follow
what; the best path through the table wins (Viterbi). Then the rows that were clear teach what the print of each level
looks like in this table (bold, capitals, numbering, filled code cells), and the doubtful rows are read again.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nomenclature import nama as names
from nomenclature.kode import is_organisasi, parent_of, readings
from nomenclature.match import Matcher
from nomenclature.money import add_money, row_money, sum_children
from normalize.types import BudgetRow, JenisTabel, NormalTable, TingkatBaris

Points = dict[TingkatBaris, float]

L = TingkatBaris
_NOT_BUDGET = (JenisTabel.KINERJA_PELAYANAN, JenisTabel.INDIKATOR_KINERJA, JenisTabel.LAINNYA)
_OFTEN_ACCOUNTS = (JenisTabel.REALISASI_ANGGARAN, *_NOT_BUDGET)
"""Kinds of table that may list accounts, sources of money or services instead of programs."""
_GIVEN, _LABEL, _TOTAL, _ANNOUNCED, _HEADED = 9.0, 6.0, 8.0, 1.5, 1.5
_KNOWN, _LONG_NAME = 0.87, 20
_CLEAR = 2.5
"""Points between the best and the next level from which a row counts as clear."""

# What the next row's level may be after a row's level: points, 0 where not named.
_AFTER: dict[TingkatBaris | None, Points] = {
    None: {L.SUB_KEGIATAN: -2.0, L.KEGIATAN: -0.8, L.PROGRAM: 0.5, L.JUMLAH: -0.5, L.PERANGKAT_DAERAH: 0.3},
    L.URUSAN: {L.BIDANG_URUSAN: 0.7, L.SUB_KEGIATAN: -2.5, L.KEGIATAN: -1.0, L.URUSAN: -1.0},
    L.BIDANG_URUSAN: {L.PROGRAM: 0.5, L.SUB_KEGIATAN: -2.5, L.KEGIATAN: -0.8, L.BIDANG_URUSAN: -1.0},
    L.PERANGKAT_DAERAH: {L.PROGRAM: 0.5, L.SUB_KEGIATAN: -2.0, L.KEGIATAN: -0.8},
    L.TUJUAN: {L.SASARAN: 1.0, L.SUB_KEGIATAN: -2.0, L.KEGIATAN: -1.0, L.TUJUAN: -0.5},
    L.SASARAN: {L.PROGRAM: 0.5, L.SUB_KEGIATAN: -2.0, L.KEGIATAN: -0.8, L.TUJUAN: -0.5},
    L.PROGRAM: {L.KEGIATAN: 0.6, L.PROGRAM: -0.7, L.SUB_KEGIATAN: -2.5, L.URUSAN: -0.7, L.BIDANG_URUSAN: -0.7},
    L.KEGIATAN: {L.SUB_KEGIATAN: 0.4, L.KEGIATAN: -0.4, L.PROGRAM: -0.5, L.URUSAN: -0.7, L.BIDANG_URUSAN: -0.7},
    L.SUB_KEGIATAN: {L.URUSAN: -0.5, L.BIDANG_URUSAN: -0.5, L.PERANGKAT_DAERAH: -0.7},
    L.JUMLAH: {L.SUB_KEGIATAN: -1.0},
    L.LAINNYA: {},
}


@dataclass(frozen=True, slots=True)
class Settled:
    """A table's levels, and for each row the next best level and by how many points it lost."""

    levels: tuple[TingkatBaris, ...]
    second: tuple[TingkatBaris, ...]
    margin: tuple[float, ...]
    classes: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """Codes that a row's name may stand for at one level, and the codes of their parents."""

    codes: frozenset[str]
    parents: frozenset[str]


def settle_levels(table: NormalTable, matcher: Matcher, office: str | None = None, usang: bool = False) -> Settled:
    """The level of every row of a table; a row that continues an item has the item's level.

    ``usang``: the table follows a nomenclature before Permendagri 90/2019, which has no sub kegiatan.
    """
    rows = table.rows
    own = [i for i, row in enumerate(rows) if row.lanjutan is None or not 0 <= row.lanjutan < i]
    points = [evidence(rows[i], table.jenis, matcher, office, usang) for i in own]
    if table.jenis in _OFTEN_ACCOUNTS and not any(_is_anchor(p) for p in points):
        points = [p if max(p.values()) >= 2.5 else _plus(p, {L.LAINNYA: 3.0}) for p in points]
    known = [_known_items(rows[i], matcher) for i in own]
    classes = [_print_class(rows[i]) for i in own]
    first = _best_path(points, known)
    learned = _learn(first, points, classes)
    sums = _by_sums(rows, own, first, points)
    below = _by_nesting([rows[i] for i in own], first)
    points = [_plus(p, learned.get(classes[n], {}), sums.get(n, {}), below.get(n, {})) for n, p in enumerate(points)]
    best = _best_path(points, known)
    second, margin = _doubts(best, points, known)
    place = {i: n for n, i in enumerate(own)}
    items = [place[_item(rows, i)] for i in range(len(rows))]
    return Settled(
        tuple(best[n] for n in items),
        tuple(second[n] for n in items),
        tuple(margin[n] for n in items),
        tuple(classes[n] for n in items),
    )


def _is_anchor(points: Points) -> bool:
    """True for a row that speaks for program, kegiatan or sub kegiatan by name, label or whole code."""
    return max(points[level] for level in _LADDER) >= 2.5


def _item(rows: Sequence[BudgetRow], i: int) -> int:
    """Index of the item that a row belongs to: itself, or the first line of what it continues."""
    while (above := rows[i].lanjutan) is not None and 0 <= above < i:
        i = above
    return i


def evidence(row: BudgetRow, jenis: JenisTabel, matcher: Matcher, office: str | None, usang: bool) -> Points:
    """Points of each level for one row by itself."""
    points: Points = dict.fromkeys(TingkatBaris, 0.0)
    if row.level is not None:
        points[row.level] += _GIVEN
    if row.hints.label is not None:
        points[row.hints.label] += _LABEL
    if row.hints.announced is not None:
        points[row.hints.announced] += _ANNOUNCED
    for level in row.hints.header_levels:
        points[level] += _HEADED / len(row.hints.header_levels)
    for more in (_by_code(row, usang), _by_name(row, matcher), _by_words(row, office), _by_kind(row, jenis, usang)):
        for level, value in more.items():
            points[level] += value
    return points


def _by_code(row: BudgetRow, usang: bool) -> Points:
    """The depth of the printed code; of several readings the likeliest counts most."""
    if usang:
        return {}
    if row.kode_asli and is_organisasi(row.kode_asli):
        return {L.PERANGKAT_DAERAH: 4.0}
    found = readings(row.kode_asli, row.hints.code_cells)
    points: Points = {}
    for reading in found:
        level = reading.level
        if level is not None and level not in points:
            points[level] = max(0.0, 3.2 - 2.0 * (reading.cost - found[0].cost) - 0.5 * found[0].cost)
    return points


def _by_name(row: BudgetRow, matcher: Matcher) -> Points:
    """Likeness to official names; a long name that only one level knows is nearly proof."""
    points = {level: _alike_points(alike) for level, alike in matcher.level_likeness(row.nama).items()}
    sure = [level for level, value in points.items() if value >= 3.5]
    if len(sure) == 1 and len(row.nama) >= _LONG_NAME:
        points[sure[0]] += 2.0
    return points


def _alike_points(alike: float) -> float:
    for least, points in ((1.0, 4.0), (0.93, 3.5), (_KNOWN, 3.0), (0.8, 1.5), (0.75, 0.6)):
        if alike >= least:
            return points
    return 0.0


def _by_words(row: BudgetRow, office: str | None) -> Points:
    """What the name begins with, or is as a whole."""
    nama = row.nama
    if not nama.strip():
        return {L.JUMLAH: 8.0} if row_money(row) and not row.kode_asli else {L.LAINNYA: 0.5}
    if names.is_total(nama):
        return {L.JUMLAH: _TOTAL}
    if names.is_urusan(nama):
        return {L.URUSAN: 5.0}
    if names.is_bidang(nama):
        return {L.BIDANG_URUSAN: 5.0}
    if names.is_office(nama):
        own = office is not None and names.key(nama).startswith(names.key(office)[:40])
        return {L.PERANGKAT_DAERAH: 6.0 if own else 3.0}
    label, _ = names.split_label(nama)
    if label is not None:
        return {label: {L.PROGRAM: 4.5, L.KEGIATAN: 3.0}.get(label, 5.0)}
    return _by_goal(nama)


def _by_goal(nama: str) -> Points:
    lower = nama.lower()
    if lower.startswith("tujuan"):
        return {L.TUJUAN: 4.0}
    if lower.startswith("sasaran"):
        return {L.SASARAN: 4.0}
    if names.is_goal(nama):
        return {L.SASARAN: 3.0, L.TUJUAN: 2.0}
    if names.is_account(nama):
        return {L.LAINNYA: 3.0}
    return {L.LAINNYA: 4.0} if names.is_indicator(nama) else {}


def _by_kind(row: BudgetRow, jenis: JenisTabel, usang: bool) -> Points:
    """What the kind of table and the filled cells make likely before the row is read."""
    points: Points = dict(_RARE)
    points[L.LAINNYA] = 2.5 if jenis in _NOT_BUDGET else 0.0
    points[L.SUB_KEGIATAN] = -4.0 if usang else 0.3
    if usang:
        points[L.KEGIATAN] = 0.6
    if jenis in (JenisTabel.PENDANAAN_RENSTRA, JenisTabel.INDIKATOR_KINERJA):
        points[L.TUJUAN] += 1.3
    elif row.kode_asli or row_money(row):
        points[L.LAINNYA] -= 1.5
    if jenis is JenisTabel.USULAN_MASYARAKAT and not row.kode_asli:
        points[L.LAINNYA] += 3.5
    if row.hints.has_detail:
        points[L.SUB_KEGIATAN] += 0.8
    return points


# Levels that no row has without evidence of its own.
_RARE = {
    L.URUSAN: -2.0,
    L.BIDANG_URUSAN: -2.0,
    L.PERANGKAT_DAERAH: -2.0,
    L.JUMLAH: -3.0,
    L.TUJUAN: -2.0,
    L.SASARAN: -1.0,
}


def _known_items(row: BudgetRow, matcher: Matcher) -> dict[TingkatBaris, _Known]:
    known = {}
    for level in (L.PROGRAM, L.KEGIATAN, L.SUB_KEGIATAN):
        codes = frozenset(matcher.codes_named(row.nama, level, _KNOWN))
        if codes:
            known[level] = _Known(codes, frozenset(p for c in codes if (p := parent_of(c))))
    return known


def _between(before: dict[TingkatBaris, _Known], after: dict[TingkatBaris, _Known], pair: tuple[L, L]) -> float:
    """Points for two rows in sequence whose names the nomenclature knows: are they parent and child, or siblings?"""
    one, two = before.get(pair[0]), after.get(pair[1])
    if one is None or two is None:
        return 0.0
    if pair in ((L.PROGRAM, L.KEGIATAN), (L.KEGIATAN, L.SUB_KEGIATAN)):
        return 0.8 if one.codes & two.parents else -1.5
    if pair == (L.SUB_KEGIATAN, L.SUB_KEGIATAN):
        return 0.5 if one.parents & two.parents else -1.0
    return 0.0


def _best_path(points: Sequence[Points], known: Sequence[dict[TingkatBaris, _Known]]) -> list[TingkatBaris]:
    """The sequence of levels with the most points."""
    total: dict[TingkatBaris | None, float] = {None: 0.0}
    steps: list[dict[TingkatBaris, TingkatBaris | None]] = []
    for i, own in enumerate(points):
        step: dict[TingkatBaris, TingkatBaris | None] = {}
        now: dict[TingkatBaris | None, float] = {}
        for level in _worth_trying(own):
            before = max(total, key=lambda b: total[b] + _follow(b, level, known, i))
            step[level] = before
            now[level] = total[before] + _follow(before, level, known, i) + own[level]
        steps.append(step)
        total = now
    path: list[TingkatBaris] = []
    at = max(total, key=lambda b: total[b])
    for step in reversed(steps):
        assert at is not None  # only the start is None, and it has no step
        path.append(at)
        at = step[at]
    return path[::-1]


def _worth_trying(points: Points) -> list[TingkatBaris]:
    """Levels that can still win: what may follow what moves at most some points."""
    top = max(points.values())
    return [level for level, value in points.items() if value >= top - 7.0]


def _follow(
    before: TingkatBaris | None, level: TingkatBaris, known: Sequence[dict[TingkatBaris, _Known]], i: int
) -> float:
    gain = _AFTER.get(before, {}).get(level, 0.0)
    return gain if before is None or i == 0 else gain + _between(known[i - 1], known[i], (before, level))


def _print_class(row: BudgetRow) -> tuple[object, ...]:
    """How the row is printed: rows of one level look alike within a table."""
    cells = row.hints.code_cells
    printed = len(re.findall(r"[^\s.]+", row.kode_asli or ""))
    filled = max((i + 1 for i, cell in enumerate(cells) if cell.strip()), default=printed)
    capitals = row.nama.isupper()
    return (filled, _numbering_style(row.hints.numbering), row.hints.bold, capitals, row.hints.has_detail)


def _numbering_style(text: str | None) -> str:
    """A letter for the kind of number: I, A, a, 1, or as many 1 as it has parts.

    >>> [_numbering_style(t) for t in ("IV.", "B", "c)", "2", "1.1.3", None)]
    ['I', 'A', 'a', '1', '111', '']
    """
    clean = (text or "").strip(" .()")
    if not clean:
        return ""
    if all(part.isdigit() for part in clean.split(".")):
        return "1" * min(6, clean.count(".") + 1)
    if set(clean) <= set("IVX"):
        return "I"
    return "A" if clean[0].isupper() else "a"


def _learn(
    levels: Sequence[TingkatBaris], points: Sequence[Points], classes: Sequence[tuple[object, ...]]
) -> Mapping[tuple[object, ...], Points]:
    """Points of each level for each print class, from the rows whose own evidence is clear."""
    seen: defaultdict[tuple[object, ...], Counter[TingkatBaris]] = defaultdict(Counter)
    for level, own, look in zip(levels, points, classes, strict=True):
        if _is_clear(level, own):
            seen[look][level] += 1
    learned: dict[tuple[object, ...], Points] = {}
    for look, counts in seen.items():
        total = sum(counts.values())
        if total >= 2:
            learned[look] = {level: 2.5 * count / (total + 1.0) for level, count in counts.items()}
    return learned


def _by_sums(
    rows: Sequence[BudgetRow], own: Sequence[int], levels: Sequence[TingkatBaris], points: Sequence[Points]
) -> dict[int, Points]:
    """Points from the tree of sums: totals of leaf rows are one level above what the clear leaf rows are."""
    money = [row_money(row) for row in rows]
    for i in range(len(rows)):
        if (item := _item(rows, i)) != i:
            money[item] = add_money(money[item], money[i])
    unclear = [not _is_clear(level, own_points) for level, own_points in zip(levels, points, strict=True)]
    places = [n for n, level in enumerate(levels) if level in _LADDER or (level is L.LAINNYA and unclear[n])]
    children = sum_children([money[own[n]] for n in places])
    height = dict.fromkeys(range(len(places)), 0)
    for i in sorted(children, reverse=True):
        height[i] = 1 + max(height[c] for c in children[i])
    within = {c for group in children.values() for c in group} | set(children)
    clear = [n for n in within if not unclear[places[n]]]
    offsets = Counter(_LADDER.index(levels[places[n]]) + height[n] for n in clear)
    base = offsets.most_common(1)[0][0] if offsets else 2
    found: dict[int, Points] = {}
    for n in within:
        at = base - height[n]
        if 0 <= at < len(_LADDER):
            found[places[n]] = {_LADDER[at]: 2.0}
    return found


_LADDER = (L.PROGRAM, L.KEGIATAN, L.SUB_KEGIATAN)


def _by_nesting(rows: Sequence[BudgetRow], levels: Sequence[TingkatBaris]) -> dict[int, Points]:
    """Points from codes that begin with the whole code of a row above: what is printed as 19 018 lies below 19.

    This holds for codes of any nomenclature, also for those that are no longer in force or only of the office.
    """
    at: dict[tuple[str, ...], int] = {}
    found: dict[int, Points] = {}
    for n, row in enumerate(rows):
        parts = _code_parts(row)
        above = next((at[parts[:k]] for k in range(len(parts) - 1, 0, -1) if parts[:k] in at), None)
        if above is not None and levels[above] in _LADDER[:-1]:
            higher = _LADDER[: _LADDER.index(levels[above]) + 1]
            found[n] = {_LADDER[len(higher)]: 1.5, **dict.fromkeys(higher, -1.5)}
        if parts:
            at[parts] = n
    return found


def _code_parts(row: BudgetRow) -> tuple[str, ...]:
    """The parts of the printed code: its cells where it stands in several, else what its dots part.

    A space inside of a cell parts nothing: narrow cells print a code's digits below each other.
    """
    cells = [re.sub(r"\s", "", cell) for cell in row.hints.code_cells if cell.strip()]
    printed = cells if len(cells) > 1 else re.split(r"[.\s]+", " ".join(cells) or row.kode_asli or "")
    return tuple(part for part in printed if part)


def _is_clear(level: TingkatBaris, points: Points) -> bool:
    others = max(value for other, value in points.items() if other is not level)
    return points[level] - others >= _CLEAR


def _plus(points: Points, *more: Points) -> Points:
    return {level: value + sum(m.get(level, 0.0) for m in more) for level, value in points.items()}


def _doubts(
    levels: Sequence[TingkatBaris], points: Sequence[Points], known: Sequence[dict[TingkatBaris, _Known]]
) -> tuple[list[TingkatBaris], list[float]]:
    """For each row the next best level with its neighbours held, and the points between the two."""
    second, margin = [], []
    for i, level in enumerate(levels):
        before = levels[i - 1] if i else None

        def value(this: TingkatBaris, i: int = i, before: TingkatBaris | None = before) -> float:
            ahead = _AFTER.get(this, {}).get(levels[i + 1], 0.0) if i + 1 < len(levels) else 0.0
            return points[i][this] + _follow(before, this, known, i) + ahead

        other = max((x for x in points[i] if x is not level), key=value)
        second.append(other)
        margin.append(value(level) - value(other))
    return second, margin
