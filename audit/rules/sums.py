"""Sums downwards: children to their parent, the top level to the printed total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from audit.build import Difference, is_misread, misread, settle, to_finding
from audit.digits import slip
from audit.doubts import family_doubt
from audit.figures import Figure, Key
from audit.hierarchy import Item, TableView, top_level
from audit.rounding import is_rounding
from audit.rules.account_sums import outermost
from audit.sentences import children_named, level, measure, place, row_name, rupiah, written
from audit.tally import Tally, sum_of
from audit.total_doubts import total_doubt
from normalize.types import TingkatBaris
from records.findings import Cek, Finding

_UNIT = re.compile(r"\s*(?:UPTD?B?\b|unit\b|cabang\b|balai\b|sub ?(?:bagian|bidang)\b|seksi\b|bidang\b|bagian\b)", re.I)
"""Parts of an office that documents print as offices of their own; their pagu is part of the office's."""
_MOST_TOTALS = 100
"""Totals of one table that are checked; no form has nearly as many, but a hostile page may."""


class Trial(NamedTuple):
    """A printed sum with what it was compared with, and whether it agrees."""

    whole: Item
    key: Key
    parts: Sequence[Item]
    tertulis: Decimal
    dihitung: Decimal
    agrees: bool


def child_trials(view: TableView) -> Iterator[Trial]:
    """Every parent's amount that can be compared with its children's."""
    for parent, children in view.families:
        for key, figure in parent.money.items():
            total = sum_of(children, key)
            if figure.total is None or total is None or not _is_filled(children, key):
                continue
            if _may_have_more(view, parent) and total < figure.total:
                continue
            parts, total = _nearest_parts(view, parent, children, key, total)
            agrees = is_rounding(figure.total - total, [figure, *_figures(parts, key)])
            yield Trial(parent, key, parts, figure.total, total, agrees)


def total_trials(view: TableView) -> Iterator[Trial]:
    """Every printed total that can be compared with what it totals."""
    totals = [(index, item) for index, item in enumerate(view.items) if item.is_total]
    for place_of_total, total in totals[:_MOST_TOTALS]:
        for key, figure in total.money.items():
            if figure.total is None or (not figure.total and _is_of_nothing(view, place_of_total, key)):
                continue
            parts = total_parts(view, place_of_total, key, figure.total)
            dihitung = sum_of(parts, key)
            if dihitung is None or not _is_filled(parts, key):
                continue
            agrees = is_rounding(figure.total - dihitung, [figure, *_figures(parts, key)])
            yield Trial(total, key, parts, figure.total, dihitung, agrees)


def _is_of_nothing(view: TableView, place_of_total: int, key: Key) -> bool:
    """True where no row since the total before prints the measure: they come to the zero of their own total."""
    section = _sections(_standing((*view.before, *view.items[:place_of_total])))[1]
    return any(item.rank is not None for item in section) and not any(key in item.money for item in section)


def jumlah_anak(view: TableView) -> Iterator[Finding]:
    """Children that do not add up to their parent, per money column; tolerance 0 rupiah.

    An empty child counts as zero; a parent none of whose children carries the measure is not checked, nor one that
    has a child whose printed amount cannot be read. Children that all print zero are not filled in: a sheet's formula
    prints them. An office may total the units (UPTD) that are printed behind its own rows.
    """
    trials: dict[Key, list[Trial]] = {}
    for one in child_trials(view):
        trials.setdefault(one.key, []).append(one)
    for key, results in trials.items():
        wrong = [one for one in results if not one.agrees]
        if is_misread(len(results), [_figures((one.whole, *one.parts), key) for one in wrong]):
            yield misread(Cek.JUMLAH_ANAK, view, key, len(results), [one.whole.index for one in wrong])
        else:
            tally = Tally(view, key)
            yield from (to_finding(Cek.JUMLAH_ANAK, view, _child_difference(tally, one)) for one in wrong)


def _nearest_parts(
    view: TableView, parent: Item, children: Sequence[Item], key: Key, total: Decimal
) -> tuple[Sequence[Item], Decimal]:
    """The children and their sum, with an office's units where the printed amount is nearer to that."""
    with_units = (*children, *_units(view, parent))
    printed, more = parent.money[key].total or Decimal(0), sum_of(with_units, key)
    is_nearer = more is not None and abs(more - printed) < abs(total - printed)
    return (with_units, more) if is_nearer and more is not None else (children, total)


def jumlah_total(view: TableView) -> Iterator[Finding]:
    """Top level that does not add up to the printed JUMLAH or TOTAL row; tolerance 0 rupiah.

    The top level is the highest one that carries the measure. A table with several totals has subtotals: each may
    total the rows since the one before it, all rows above it, or the totals above it.
    """
    for one in total_trials(view):
        if not one.agrees:
            yield from settle(Cek.JUMLAH_TOTAL, view, one.key, 1, [_total_difference(view, one)])


def _child_difference(tally: Tally, trial: Trial) -> Difference:
    parent, key, children, tertulis, dihitung, _ = trial
    where = place(tally.view, parent.row.row.page)
    text = (
        f"Pada {where}, {measure(key)} {row_name(parent.row)} {written(parent.money[key])}, "
        f"sedangkan jumlah {children_named(children)} adalah {rupiah(dihitung)} "
        f"(dihitung, selisih {rupiah(tertulis - dihitung)})."
    )
    found = _difference(parent, children, key, tertulis, dihitung, text)
    return replace(found, doubt=family_doubt(tally, parent, children))


def total_parts(view: TableView, place_of_total: int, key: Key, tertulis: Decimal) -> Sequence[Item]:
    """What the total row at that place of ``view.items`` totals: the reading that agrees, else the nearest; or none.

    A slip of the pen may be nearer to a reading that is none: one that a slip turns into what is printed goes first,
    and a rare one last.
    """
    best: tuple[tuple[bool, bool, Decimal], Sequence[Item]] | None = None
    for is_rare, parts in _candidates((*view.before, *view.items), len(view.before) + place_of_total, key):
        dihitung = sum_of(parts, key)
        if dihitung is None:
            continue
        distance = abs(dihitung - tertulis)
        figures = [view.items[place_of_total].money[key], *_figures(parts, key)]
        is_far = not is_rounding(distance, figures) and slip(tertulis, dihitung) is None
        rank = is_far, is_rare, distance
        if best is None or rank < best[0]:
            best = rank, parts
    return best[1] if best else ()


def _total_difference(view: TableView, trial: Trial) -> Difference:
    """The difference to the nearest reading of what is totalled."""
    total, key, parts, tertulis, dihitung, _ = trial
    text = (
        f"Pada {place(view, total.row.row.page)}, {measure(key)} pada baris jumlah {written(total.money[key])}, "
        f"sedangkan penjumlahan {len(parts)} {level(parts[0].row.level)} adalah {rupiah(dihitung)} "
        f"(dihitung, selisih {rupiah(tertulis - dihitung)})."
    )
    found = _difference(total, parts, key, tertulis, dihitung, text, _here(view, parts))
    return replace(found, doubt=total_doubt(Tally(view, key), total, parts))


def _here(view: TableView, parts: Sequence[Item]) -> list[Item]:
    """The parts that stand in the table itself, not in one that it goes on with."""
    return [part for part in parts if not any(part is one for one in view.before)]


def _candidates(items: Sequence[Item], place_of_total: int, key: Key) -> Iterator[tuple[bool, Sequence[Item]]]:
    """What a total row may total, and whether that is rare; the frequent readings come first."""
    yield from ((False, parts) for parts in _frequent(items, place_of_total, key))
    above = _standing(items[:place_of_total])
    if any(item.rank is not None for item in above):
        totals, section = _sections(above)
        yield from ((True, parts) for parts in _with_others(above, section, totals, key))


def _standing(items: Sequence[Item]) -> list[Item]:
    """The items without the sums that pages carry on."""
    return [item for item in items if not item.is_carried]


def _sections(above: Sequence[Item]) -> tuple[list[int], Sequence[Item]]:
    """Where the totals stand, and the items since the last of them."""
    totals = [index for index, item in enumerate(above) if item.is_total]
    return totals, above[totals[-1] + 1 :] if totals else above


def _frequent(items: Sequence[Item], place_of_total: int, key: Key) -> Iterator[Sequence[Item]]:
    """What a total row may total: its section, all rows above it, or (a total printed first) all rows below it.

    One that names an item above it prints what that item comes to. Of a section it may total the top rows; where some
    of them print no amount, all rows of a lower level, or those behind the last top row. Rarely it totals with them
    totals above it, or accounts (belanja tidak langsung). What a page carries to the next repeats rows above it.
    """
    total, above = items[place_of_total], _standing(items[:place_of_total])
    yield [item for item in above if item.index == total.of]
    if total.is_carried:
        yield from _carried(items[:place_of_total], key)
    if not any(item.rank is not None for item in above):
        yield top_level(items[place_of_total + 1 :], key)
        return
    totals, section = _sections(above)
    yield top_level(section, key)
    yield _roots(section, key)
    if totals:
        yield top_level(above, key)
        yield _roots(above, key)
        yield tuple(above[index] for index in totals)
    if any(_has_parts(section, at) and key not in item.money for at, item in enumerate(section)):
        for rank in sorted({item.rank for item in section if item.rank is not None and key in item.money})[1:]:
            yield tuple(item for item in section if item.rank == rank)
        yield _last_block(section, key)


def _carried(above: Sequence[Item], key: Key) -> Iterator[Sequence[Item]]:
    """What a sum at a page's foot or head may total: the one before it, with the page's rows; the page's rows alone.

    A page may begin in the midst of a program: its rows then add up on the lowest level only.
    """
    places = [at for at, item in enumerate(above) if item.is_total]
    before, page = (above[places[-1] : places[-1] + 1], above[places[-1] + 1 :]) if places else ((), above)
    ranked = [item for item in above if item.rank is not None and key in item.money]
    lowest = max((item.rank or 0 for item in ranked), default=0)
    leaves = [item for item in page if item.rank == lowest]
    yield leaves
    yield (*before, *leaves)
    yield (*before, *top_level(page, key))
    yield [item for item in ranked if item.rank == lowest]


def _with_others(
    above: Sequence[Item], section: Sequence[Item], totals: Sequence[int], key: Key
) -> Iterator[Sequence[Item]]:
    """The rarer readings of a total: subtotals and accounts beside the top rows."""
    top, earlier = top_level(above, key), tuple(above[index] for index in totals)
    accounts = [item for item in above if item.row.level is TingkatBaris.AKUN and key in item.money]
    here = [item for item in section if item.row.level is TingkatBaris.AKUN and key in item.money]
    for more in (here[:1], here, accounts[:1], accounts):
        if top:
            yield (*top, *more)  # accounts alone are a tree of their own, whose sums levels do not tell
        if earlier:
            yield (*earlier[-1:], *more)
            yield (*earlier, *more)
    if top and len(accounts) > 1:
        yield outermost(accounts, key)
    if earlier:
        # The heading of the first section prints that section's sum, the others have a total of their own.
        heads = (item for item in above if item.row.level is TingkatBaris.LAINNYA and key in item.money)
        yield (*islice(heads, 1), *earlier)
        yield (*top, *earlier)
        yield (*earlier[-1:], *top_level(section, key))


def _roots(section: Sequence[Item], key: Key) -> Sequence[Item]:
    """The rows that stand under no other: programs above the first urusan, which has programs of its own."""
    roots: list[Item] = []
    above: list[int] = []
    for item in section:
        if item.rank is None:
            continue
        while above and above[-1] >= item.rank:
            above.pop()
        if not above and key in item.money:
            roots.append(item)
        above.append(item.rank)
    return tuple(roots)


def _has_parts(section: Sequence[Item], at: int) -> bool:
    """True for an item that has items of a lower level right below it."""
    ranks = [item.rank for item in section[at : at + 2]]
    return len(ranks) == 2 and None not in ranks and (ranks[0] or 0) < (ranks[1] or 0)


def _last_block(section: Sequence[Item], key: Key) -> Sequence[Item]:
    """The rows of one level at the section's end that print the measure: those of a parent whose sum stands below."""
    block: list[Item] = []
    for item in reversed(section):
        if item.rank is None or (key not in item.money and not block):
            continue
        if block and item.rank < (block[0].rank or 0):
            break
        if not block or item.rank == block[0].rank:
            block.append(item)
    return tuple(reversed(block))


def _units(view: TableView, office: Item) -> tuple[Item, ...]:
    """The units of an office that are printed behind its own rows, each with rows of its own; none for other rows."""
    if office.row.level is not TingkatBaris.PERANGKAT_DAERAH or _UNIT.match(office.row.row.nama):
        return ()
    found: list[Item] = []
    for item in view.items:
        if item.index <= office.index or item.rank is None:
            continue
        if item.rank < (office.rank or 0):
            break
        if item.rank == office.rank:
            if not _UNIT.match(item.row.row.nama):
                break
            found.append(item)
    return tuple(found)


def _may_have_more(view: TableView, parent: Item) -> bool:
    """True for the last parent of its rank in a table that the next one goes on with: more children may stand there."""
    return view.is_continued and not any(
        item.rank is not None and item.index > parent.index and item.rank <= (parent.rank or 0) for item in view.items
    )


def _is_filled(parts: Sequence[Item], key: Key) -> bool:
    """True where one of the parts prints more than zero."""
    return any(figure.total != 0 for figure in _figures(parts, key))


def _figures(items: Sequence[Item], key: Key) -> list[Figure]:
    return [item.money[key] for item in items if key in item.money]


def _difference(
    whole: Item,
    parts: Sequence[Item],
    key: Key,
    tertulis: Decimal,
    dihitung: Decimal,
    text: str,
    here: Sequence[Item] | None = None,
) -> Difference:
    """``here``: the parts that stand in the table itself, which the finding can point at; all where not given."""
    rows = (*whole.rows, *(row for part in (parts if here is None else here) for row in part.rows))
    return Difference(whole.index, key, tertulis, dihitung, (whole.money[key], *_figures(parts, key)), rows, text)
