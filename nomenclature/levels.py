"""What level each row of a table has: evidence from label, code, name and print, weighed over the table as a whole.

Each row's evidence gives points to levels (``petunjuk.py``); the sequence of rows gives points to what may follow
what; the best path through the table wins (Viterbi). Then the rows that were clear teach what the print of each level
looks like in this table (bold, capitals, numbering, filled code cells), and the doubtful rows are read again.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nomenclature import nama as names
from nomenclature.kode import parent_of
from nomenclature.match import Matcher
from nomenclature.money import add_money, row_money, sum_children
from nomenclature.petunjuk import KNOWN, LADDER, Points, Reader, numbering_style, plus, table_points
from normalize.types import BudgetRow, NormalTable, TingkatBaris

L = TingkatBaris
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

    ``usang``: the table follows a nomenclature before Permendagri 90/2019, which has no sub kegiatan: what is finer
    than a kegiatan is ``lainnya``.
    """
    rows = table.rows
    own = [i for i, row in enumerate(rows) if row.lanjutan is None or not 0 <= row.lanjutan < i]
    items = [rows[i] for i in own]
    points = table_points(items, Reader(matcher, office, usang))
    known: list[dict[TingkatBaris, _Known]] = [{} if usang else _known_items(row, matcher) for row in items]
    classes = [_print_class(row) for row in items]
    first = _best_path(points, known)
    learned = _learn(first, points, classes)
    sums = _by_sums(rows, own, first, points)
    below = _by_nesting(items, first)
    goals = _by_goals(items, first)
    points = [
        plus(p, learned.get(classes[n], {}), sums.get(n, {}), below.get(n, {}), goals.get(n, {}))
        for n, p in enumerate(points)
    ]
    best = _best_path(points, known)
    second, margin = _doubts(best, points, known)
    best, second = _as_listed(items, best, usang), _as_listed(items, second, usang)
    place = {i: n for n, i in enumerate(own)}
    at = [place[_item(rows, i)] for i in range(len(rows))]
    return Settled(
        tuple(best[n] for n in at),
        tuple(second[n] for n in at),
        tuple(margin[n] for n in at),
        tuple(classes[n] for n in at),
    )


def _as_listed(rows: Sequence[BudgetRow], levels: Sequence[TingkatBaris], usang: bool) -> list[TingkatBaris]:
    """The levels as the table's kind of list has them: sums of accounts are accounts, a count of staff is no total."""
    accounts = sum(level is L.AKUN for level in levels)
    items = sum(level in LADDER for level in levels)
    money = any(row_money(row) for row in rows)
    found = []
    for row, level in zip(rows, levels, strict=True):
        if level is L.SUB_KEGIATAN and usang:
            level = L.LAINNYA
        if level is L.JUMLAH and accounts > items and names.is_sum_of_accounts(row.nama):
            level = L.AKUN
        if level is L.JUMLAH and not money:
            level = L.LAINNYA
        found.append(level)
    return found


def _by_goals(rows: Sequence[BudgetRow], levels: Sequence[TingkatBaris]) -> dict[int, Points]:
    """Points for tujuan where a goal stands right above another goal: what stands above a sasaran is its tujuan."""
    said_goal = (L.SASARAN, L.TUJUAN)
    goals = [level in said_goal and names.is_goal(row.nama) for row, level in zip(rows, levels, strict=True)]
    said = any(row.level is L.SASARAN for row in rows)
    return {} if said else {n: {L.TUJUAN: 1.3} for n in range(len(rows) - 1) if goals[n] and goals[n + 1]}


def _item(rows: Sequence[BudgetRow], i: int) -> int:
    """Index of the item that a row belongs to: itself, or the first line of what it continues."""
    while (above := rows[i].lanjutan) is not None and 0 <= above < i:
        i = above
    return i


def _known_items(row: BudgetRow, matcher: Matcher) -> dict[TingkatBaris, _Known]:
    known = {}
    for level in (L.PROGRAM, L.KEGIATAN, L.SUB_KEGIATAN):
        codes = frozenset(matcher.codes_named(row.nama, level, KNOWN))
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
    return (filled, numbering_style(row.hints.numbering), row.hints.bold, capitals, row.hints.has_detail)


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
    places = [n for n, level in enumerate(levels) if level in LADDER or (level is L.LAINNYA and unclear[n])]
    children = sum_children([money[own[n]] for n in places])
    height = dict.fromkeys(range(len(places)), 0)
    for i in sorted(children, reverse=True):
        height[i] = 1 + max(height[c] for c in children[i])
    within = {c for group in children.values() for c in group} | set(children)
    clear = [n for n in within if not unclear[places[n]]]
    offsets = Counter(LADDER.index(levels[places[n]]) + height[n] for n in clear)
    base = offsets.most_common(1)[0][0] if offsets else 2
    found: dict[int, Points] = {}
    for n in within:
        at = base - height[n]
        if 0 <= at < len(LADDER):
            found[places[n]] = {LADDER[at]: 2.0}
    return found



def _by_nesting(rows: Sequence[BudgetRow], levels: Sequence[TingkatBaris]) -> dict[int, Points]:
    """Points from codes that begin with the whole code of a row above: what is printed as 19 018 lies below 19.

    This holds for codes of any nomenclature, also for those that are no longer in force or only of the office.
    """
    at: dict[tuple[str, ...], int] = {}
    found: dict[int, Points] = {}
    for n, row in enumerate(rows):
        parts = _code_parts(row)
        above = next((at[parts[:k]] for k in range(len(parts) - 1, 0, -1) if parts[:k] in at), None)
        if above is not None and levels[above] in LADDER[:-1]:
            higher = LADDER[: LADDER.index(levels[above]) + 1]
            found[n] = {LADDER[len(higher)]: 1.5, **dict.fromkeys(higher, -1.5)}
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
