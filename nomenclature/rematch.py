"""Rows matched anew after a person corrected one: the row itself, and what stands below it, under its new code.

Everything else of the document stays as it was matched, so that a correction does what it says and no more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from nomenclature.catalog import Catalog
from nomenclature.match import Matcher
from nomenclature.repairs import BY_SUMS, joined, kode_repair
from nomenclature.resolve import document_editions, home_bidang, match_rows, old_tables, own_entries
from nomenclature.urusan import with_bidang
from normalize.types import DocumentMeta
from records.matched import Match, MatchedRow, MatchedTable, Wilayah

Place = tuple[int, int]
"""Index of a table, and of a row in it."""


def rematch_below(
    tables: Sequence[MatchedTable],
    changed: Collection[Place],
    pinned: Collection[Place],
    meta: DocumentMeta,
    wilayah: Wilayah,
) -> tuple[MatchedTable, ...]:
    """The tables, ``changed`` rows and all that stand below them matched anew; ``pinned`` rows keep their code.

    Levels and parents are those that the rows have now.
    """
    if not changed:
        return tuple(tables)
    catalog = Catalog.load()
    sources = [table.source for table in tables]
    old = old_tables(sources, meta, catalog)
    home = home_bidang([s for s, usang in zip(sources, old, strict=True) if not usang], meta, catalog)
    known = catalog.with_entries(tuple(own_entries(tables, catalog)))
    matcher = Matcher(known, wilayah.tingkat, home, document_editions(sources, meta))
    fixed = _by_table(pinned)
    found = list(tables)
    for t, rows in _by_table(changed).items():
        found[t] = _rematched(found[t], _with_below(found[t].rows, rows) - fixed[t], matcher, old[t])
    return with_bidang(found, catalog, meta)


def _by_table(places: Collection[Place]) -> defaultdict[int, set[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for table, row in places:
        found[table].add(row)
    return found


def _with_below(rows: Sequence[MatchedRow], tops: Collection[int]) -> set[int]:
    """The rows and all below them; a row comes after its parent, and a further line after its item."""
    found = set(tops)
    for i, row in enumerate(rows):
        if row.induk in found or row.row.lanjutan in found:
            found.add(i)
    return found


def _rematched(table: MatchedTable, wanted: Collection[int], matcher: Matcher, usang: bool) -> MatchedTable:
    given = {i: row.match for i, row in enumerate(table.rows) if i not in wanted}
    anew = match_rows(table.source, [row.level for row in table.rows], usang, matcher, given)
    rows = tuple(_row(i, old, new, given) for i, (old, new) in enumerate(zip(table.rows, anew, strict=True)))
    return table if rows == table.rows else replace(table, rows=rows)


def _row(i: int, old: MatchedRow, new: MatchedRow, given: Mapping[int, Match]) -> MatchedRow:
    """The row with its new code and what that was got by; itself where the code stays."""
    if i in given or (new.match.kode, new.match.nama_baku) == (old.match.kode, old.match.nama_baku):
        return old
    kept = [part for part in (old.perbaikan or "").split(";") if part == BY_SUMS or part.startswith("koreksi:")]
    return replace(old, match=new.match, perbaikan=joined(*kept, kode_repair(old.row.kode_asli, new.match.kode)))
