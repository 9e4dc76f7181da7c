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
from nomenclature.jalur import Chain, known_items
from nomenclature.match import Matcher
from nomenclature.money import sum_children
from nomenclature.petunjuk import LADDER, Points, Reader, is_said_program, numbering_style, plus, table_points
from normalize.types import BudgetRow, NormalTable, TingkatBaris
from normalize.ukuran import BUDGET, Certainty, add_amounts, amounts, common_units, has_money

L = TingkatBaris
_OF_BIDANG = 2
"""Parts of a bidang urusan's code; a program's has one more."""
_CLEAR = 2.5
"""Points between the best and the next level from which a row counts as clear."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A table's levels, and for each row the next best level and by how many points it lost."""

    levels: tuple[TingkatBaris, ...]
    second: tuple[TingkatBaris, ...]
    margin: tuple[float, ...]
    classes: tuple[tuple[object, ...], ...]
    by_sums: frozenset[int] = frozenset()
    """Rows whose level sums decided."""


@dataclass(frozen=True, slots=True)
class Leveled:
    """A document's tables with their rows' levels, before codes are looked for under their parents.

    ``old``: for each table whether it follows a nomenclature before Permendagri 90/2019.
    """

    tables: tuple[NormalTable, ...]
    levels: tuple[Settled, ...]
    old: tuple[bool, ...]
    matcher: Matcher


def settle_levels(table: NormalTable, matcher: Matcher, office: str | None = None, usang: bool = False) -> Settled:
    """The level of every row of a table; a row that continues an item has the item's level.

    ``usang``: the table follows a nomenclature before Permendagri 90/2019, which has no sub kegiatan: what is finer
    than a kegiatan is ``lainnya``.
    """
    rows = table.rows
    own = [i for i, row in enumerate(rows) if row.lanjutan is None or not 0 <= row.lanjutan < i]
    items = [rows[i] for i in own]
    points = table_points(items, Reader(matcher, office, usang))
    chain = Chain([{} if usang else known_items(row, matcher) for row in items], usang)
    classes = [_print_class(row) for row in items]
    first = chain.best_path(points)
    learned = _learn(first, points, classes)
    sums = _by_sums(table, own, first, points)
    below = _by_nesting(items, first, usang)
    goals = _by_goals(items, first)
    points = [plus(p, sums.get(n, {}), below.get(n, {}), goals.get(n, {})) for n, p in enumerate(points)]
    best = chain.best_path([plus(p, learned.get(classes[n], {})) for n, p in enumerate(points)])
    # What sums and nesting have made clear teaches in turn: rows numbered 4.3 are what those numbered 1.2 are.
    learned = {**learned, **_learn(best, points, classes)}
    points = [plus(p, learned.get(classes[n], {})) for n, p in enumerate(points)]
    best = chain.best_path(points)
    second, margin = chain.doubts(best, points)
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
    """The levels as the table's kind of list has them: a count of staff is no total."""
    items = any(level in LADDER for level in levels)
    money = any(has_money(row) for row in rows)
    found = []
    for row, level in zip(rows, levels, strict=True):
        unlisted = (level is L.SUB_KEGIATAN and usang) or (level is L.JUMLAH and not money and not items)
        if unlisted and row.hints.given is not level:  # a person's word stands
            level = L.LAINNYA
        found.append(level)
    return found


def _by_goals(rows: Sequence[BudgetRow], levels: Sequence[TingkatBaris]) -> dict[int, Points]:
    """Points for tujuan where a goal stands right above another goal, and programs below: what is above a sasaran."""
    said_goal = (L.SASARAN, L.TUJUAN)
    goals = [level in said_goal and names.is_goal(row.nama) for row, level in zip(rows, levels, strict=True)]
    said = any(row.level is L.SASARAN for row in rows) or not any(level in LADDER for level in levels)
    return {} if said else {n: {L.TUJUAN: 1.3} for n in range(len(rows) - 1) if goals[n] and goals[n + 1]}


def _item(rows: Sequence[BudgetRow], i: int) -> int:
    """Index of the item that a row belongs to: itself, or the first line of what it continues."""
    while (above := rows[i].lanjutan) is not None and 0 <= above < i:
        i = above
    return i


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
    table: NormalTable, own: Sequence[int], levels: Sequence[TingkatBaris], points: Sequence[Points]
) -> dict[int, Points]:
    """Points from the tree of sums: totals of leaf rows are one level above what the clear leaf rows are."""
    rows, certainty = table.rows, Certainty(table.columns)
    money = [amounts(row.values, certainty, BUDGET) for row in rows]
    for i in range(len(rows)):
        if (item := _item(rows, i)) != i:
            money[item] = add_amounts(money[item], money[i])
    unclear = [not _is_clear(level, own_points) for level, own_points in zip(levels, points, strict=True)]
    places = [n for n, level in enumerate(levels) if level in LADDER or (level is L.LAINNYA and unclear[n])]
    children = sum_children([money[own[n]] for n in places], common_units(rows))
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


def _by_nesting(rows: Sequence[BudgetRow], levels: Sequence[TingkatBaris], usang: bool) -> dict[int, Points]:
    """Points from codes that begin with the whole code of a row above: what is printed as 19 018 lies below 19.

    This holds for codes of any nomenclature, also for those that are no longer in force or only of the office. Where
    codes have no depth of their own (``usang``) what has a row below it by code is no lowest row. What prints the
    code of a program less its last part is the bidang urusan.
    """
    at: dict[tuple[str, ...], int] = {}
    found: dict[int, Points] = {}
    for n, row in enumerate(rows):
        parts = _code_parts(row)
        above = next((at[parts[:k]] for k in range(len(parts) - 1, 0, -1) if parts[:k] in at), None)
        if above is not None and levels[above] in LADDER[:-1]:
            higher = LADDER[: LADDER.index(levels[above]) + 1]
            found[n] = {LADDER[len(higher)]: 1.5, **dict.fromkeys(higher, -1.5)}
        if above is not None and is_said_program(row) and not is_said_program(rows[above]):
            is_office = names.is_office(rows[above].nama)
            if len(_code_parts(rows[above])) == _OF_BIDANG == len(parts) - 1 and not is_office:
                found[above] = {L.BIDANG_URUSAN: 5.0, **dict.fromkeys(LADDER, -1.5)}
        if usang and above is not None and levels[above] is levels[n] and levels[n] in LADDER[1:]:
            found[above] = {LADDER[LADDER.index(levels[n]) - 1]: 2.0, levels[n]: -1.5}
        if parts:
            at[parts] = n
    return found


def _code_parts(row: BudgetRow) -> tuple[str, ...]:
    """The parts of the printed code: its cells where it stands in several, else what its dots part.

    A space inside of a cell parts nothing: narrow cells print a code's digits below each other. Where no code is
    printed a number like "2.1" tells as much: it stands below "2".
    """
    cells = [bare for cell in row.hints.code_cells if (bare := "".join(cell.split()))]
    code = " ".join(cells) or row.kode_asli or (row.hints.numbering or "").strip(" .()")
    printed = cells if len(cells) > 1 else re.split(r"[.,\s]+", code)
    return tuple(part for part in printed if part)


def _is_clear(level: TingkatBaris, points: Points) -> bool:
    others = max(value for other, value in points.items() if other is not level)
    return points[level] - others >= _CLEAR
