"""Rows whose parent the table does not print: placed by the rows beside them.

A list of sub kegiatan under their program alone, or of kegiatan under nothing, leaves open which of several same-named
items a row is, and a misspelt name has no parent to be looked for under. Plans list items in the order of their codes,
those of one parent together, each once: so of same-named items the one is meant that carries on where the row above
stopped, and an unknown name between two items of one parent is looked for under that parent, a badly spelt one among
the items between the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nomenclature.catalog import CODED
from nomenclature.kode import parent_of
from nomenclature.match import Matcher
from records.matched import MatchedRow

_REPEATED, _BACK, _OTHER_PARENT = 3.0, 0.5, 1.0
"""What it costs that a code comes again, that numbers go back, and that another parent begins."""


def settle_beside(
    rows: Sequence[MatchedRow], above: Sequence[str | None], matchers: Sequence[Matcher | None]
) -> list[MatchedRow]:
    """The rows, those without a printed parent matched anew by their neighbours.

    ``above``: the code each row was matched under; ``matchers``: what matched it, None where nothing did.
    """
    settled = list(rows)
    parents = {row.induk for row in rows}
    for run in _runs(rows, above, matchers, parents):
        _fill(settled, run, matchers)
        _choose(settled, run, above, matchers)
    _carry_on(settled, matchers)
    return with_lines(settled)


def with_lines(rows: Sequence[MatchedRow]) -> list[MatchedRow]:
    """The rows, further lines of an item matched as the item is."""
    settled = list(rows)
    for i, row in enumerate(rows):
        item = row.row.lanjutan
        if item is not None and 0 <= item < i:
            settled[i] = replace(row, match=settled[item].match)
    return settled


def _runs(
    rows: Sequence[MatchedRow],
    above: Sequence[str | None],
    matchers: Sequence[Matcher | None],
    parents: set[int | None],
) -> Iterator[list[int]]:
    """Rows of one level under one row that is not their parent, or under none; those with children are none."""
    found: dict[tuple[object, int | None], list[int]] = {}
    for i, row in enumerate(rows):
        if row.row.lanjutan is not None or matchers[i] is None or row.level not in CODED or i in parents:
            continue
        kode = row.match.kode
        if kode is None or above[i] is None or parent_of(kode) != above[i]:
            found.setdefault((row.level, row.induk), []).append(i)
    yield from (run for run in found.values() if len(run) > 1)


def _fill(rows: list[MatchedRow], run: Sequence[int], matchers: Sequence[Matcher | None]) -> None:
    """Looks for unknown names under the parent of the nearest known rows, where those above and below have the same."""
    known = [parent_of(rows[i].match.kode or "") for i in run]
    for place, i in enumerate(run):
        row, matcher = rows[i], matchers[i]
        if row.match.kode is not None or matcher is None:
            continue
        before = next((p for p in reversed(known[:place]) if p), None)
        behind = next((p for p in known[place + 1 :] if p), before)
        if before is None or before != behind:
            continue
        match = matcher.match(row.row.nama, row.level, row.row.kode_asli, before)
        if match.kode is not None and parent_of(match.kode) == before:
            rows[i] = replace(row, match=replace(match, alasan=f"{match.alasan} (induk menurut baris di sekitarnya)"))


def _carry_on(rows: list[MatchedRow], matchers: Sequence[Matcher | None]) -> None:
    """Gives a name that nothing knows the item between those right above and below it, if its letters are like it."""
    siblings: dict[tuple[object, int | None], list[int]] = {}
    for i, row in enumerate(rows):
        if row.row.lanjutan is None and matchers[i] is not None and row.level in CODED:
            siblings.setdefault((row.level, row.induk), []).append(i)
    for run in siblings.values():
        for before, i, behind in zip(run, run[1:], run[2:], strict=False):
            row, matcher = rows[i], matchers[i]
            low, high = rows[before].match.kode, rows[behind].match.kode
            if row.match.kode is None and matcher and low and high and low < high and parent_of(low) == parent_of(high):
                found = matcher.between(row.row.nama, row.level, low, high)
                rows[i] = replace(row, match=found) if found else row


def _choose(
    rows: list[MatchedRow], run: Sequence[int], above: Sequence[str | None], matchers: Sequence[Matcher | None]
) -> None:
    """Chooses among same-named items so that the run's codes go on as plans list them."""
    known = [i for i in run if rows[i].match.kode is not None]
    options = [_options(rows[i], above[i], matchers[i]) for i in known]
    if all(len(codes) < 2 for codes in options):
        return
    for i, kode in zip(known, _cheapest(options), strict=True):
        row, matcher = rows[i], matchers[i]
        if kode != row.match.kode and matcher is not None:
            match = matcher.match(row.row.nama, row.level, row.row.kode_asli, parent_of(kode))
            if match.kode == kode:
                rows[i] = replace(row, match=replace(match, alasan=f"{match.alasan} (menurut baris di sekitarnya)"))


def _options(row: MatchedRow, above: str | None, matcher: Matcher | None) -> tuple[str, ...]:
    """The codes that a row may have, that of its match first."""
    own = row.match.kode or ""
    others = matcher.same_named(row.row.nama, row.level, row.row.kode_asli, above) if matcher else ()
    return (own, *(kode for kode in others if kode != own)) if own in others else (own,)


def _cheapest(options: Sequence[tuple[str, ...]]) -> list[str]:
    """One of each row's codes so that their order costs least; of equal ones the first."""
    paths = [(0.0, [kode]) for kode in options[0]]
    for codes in options[1:]:
        paths = [_extended(paths, kode) for kode in codes]
    return min(paths, key=lambda path: path[0])[1]


def _extended(paths: Sequence[tuple[float, list[str]]], kode: str) -> tuple[float, list[str]]:
    cost, path = min(((cost + _step(path[-1], kode), path) for cost, path in paths), key=lambda found: found[0])
    return cost, [*path, kode]


def _step(one: str, two: str) -> float:
    if one == two:
        return _REPEATED
    return _OTHER_PARENT * (parent_of(one) != parent_of(two)) + _BACK * (two < one)
