"""Rows of a document's tables with their level, official code and parent.

Levels first (``levels.py``), which the ``settle`` stage may yet move by sums; then parents (``parents.py``), then codes
from the top down, so that each row is matched under its parent. Where the nomenclature lacks an item, the document's
own coded tables serve the tables that print no code: what one table prints as ``2.15.02.2.05 Penyediaan ...`` is the
code of that name in the others.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from nomenclature.bagian_dokumen import office_bidang, own_bidang, with_offices
from nomenclature.below import settle_below
from nomenclature.beside import settle_beside
from nomenclature.catalog import MATCHED_LEVELS, Catalog, Entry
from nomenclature.cutnames import rejoin_cut_names
from nomenclature.editions import OLD_EDITION, is_four_digit, likely_editions
from nomenclature.kode import bidang_of, first_reading, level_of, parent_of
from nomenclature.levels import Leveled, Settled, settle_levels
from nomenclature.match import Matcher
from nomenclature.mending import mend_names
from nomenclature.nama import key, split_label
from nomenclature.offices import bidang_of_office
from nomenclature.repairs import BY_SUMS, joined, kode_repair
from nomenclature.slipped import mend_codes
from nomenclature.urusan import with_bidang
from normalize.types import BudgetRow, DocumentMeta, NormalTable, TingkatBaris
from records.matched import NO_MATCH, CocokMetode, Match, MatchedRow, MatchedTable, Wilayah
from records.parents import link_parents
from vocabulary.jembatan import BRIDGE

_LAST_OLD_YEAR = 2020
"""Budgets up to this year follow Permendagri 13/2006."""
_FEW_CODES = 4
"""Fewer printed codes than this may be running numbers; the office's name is the better witness."""
_OLD_KEGIATAN = [1, 2, 2, 2]
"""Digits of the code of a kegiatan until 2020: urusan, bidang, program, kegiatan; an account's is ``5.1.02.01``."""
_OLD_PROGRAMS = frozenset(key(bridge.nama) for bridge in BRIDGE)
_OLD = Match(None, None, CocokMetode.TIDAK, 0.0, "nomenklatur sebelum Permendagri 90/2019", edisi=OLD_EDITION)


def level_tables(
    tables: Sequence[NormalTable], meta: DocumentMeta, wilayah: Wilayah, catalog: Catalog | None = None
) -> Leveled:
    """The tables, halves of cut rows made one, with the level of every row, its runner-up and by how much it lost.

    ``wilayah.tingkat`` sets the kewenangan; ``catalog`` is :meth:`Catalog.load` where not given.
    """
    catalog = catalog if catalog is not None else Catalog.load()
    tables = rejoin_cut_names(tables, catalog)
    old = old_tables(tables, meta, catalog)
    home = home_bidang([t for t, usang in zip(tables, old, strict=True) if not usang], meta, catalog)
    matcher = Matcher(catalog, wilayah.tingkat, home, document_editions(tables, meta))
    levels = (settle_levels(t, matcher, meta.perangkat_daerah, usang) for t, usang in zip(tables, old, strict=True))
    return Leveled(tuple(tables), tuple(levels), old, matcher)


def match_tables(leveled: Leveled, meta: DocumentMeta) -> tuple[MatchedTable, ...]:
    """One matched table for each table, one matched row for each row, in the same order: codes, parents, names.

    Items of a nomenclature before 2020 have level and parent, but no code.
    """
    matcher, catalog = leveled.matcher, leveled.matcher.catalog
    levels = [settled.levels for settled in leveled.levels]
    tables = with_offices(leveled.tables, levels, meta)
    done = [_match_table(*args, matcher) for args in zip(tables, levels, leveled.old, strict=True)]
    learned = tuple(own_entries(done, catalog))
    if learned and any(_lacks_code(table) for table in done):
        matcher = Matcher(catalog.with_entries(learned), matcher.tingkat, matcher.bidang, matcher.editions)
        done = [_match_table(*args, matcher) for args in zip(tables, levels, leveled.old, strict=True)]
    done = [_with_repairs(table, settled) for table, settled in zip(done, leveled.levels, strict=True)]
    return with_bidang(mend_names(mend_codes(done, catalog), catalog), catalog, meta)


def _with_repairs(table: MatchedTable, levels: Settled) -> MatchedTable:
    """The table with what each row was put right by, and how sure its level is (sums that close settle it)."""
    rows = tuple(
        replace(
            m,
            perbaikan=joined(m.row.perbaikan, _moved(i, levels), kode_repair(m.row.kode_asli, m.match.kode)),
            yakin=1.0 if i in levels.by_sums else level_certainty(levels.margin[i]),
        )
        for i, m in enumerate(table.rows)
    )
    return replace(table, rows=rows)


def level_certainty(margin: float) -> float:
    """The chance that a row's level is right by its points before the next best level's, 0..1.

    >>> [round(level_certainty(points), 2) for points in (0.0, 1.0, 4.0)]
    [0.82, 0.92, 1.0]
    """
    return 1.0 / (1.0 + math.exp(-1.5 - margin))


def _moved(i: int, levels: Settled) -> str | None:
    return BY_SUMS if i in levels.by_sums else None


def document_editions(tables: Sequence[NormalTable], meta: DocumentMeta) -> tuple[str, ...]:
    """Marks of the editions that a document may follow: by what it cites, its printed codes and its year."""
    codes = (row.kode_asli for table in tables for row in table.rows)
    return likely_editions(meta.edisi, meta.tahun, is_four_digit(codes))


def old_tables(tables: Sequence[NormalTable], meta: DocumentMeta, catalog: Catalog) -> tuple[bool, ...]:
    """For each table whether it is in a nomenclature before Permendagri 90/2019.

    By its own programs: the overhead program is "penunjang urusan pemerintahan daerah" since 2021, and had six other
    names until 2020. What a table prints outweighs the document's year, which may be misread, or be another than the
    table's. Tables that print none of these go by the years; but a plan of before 2020 may reach beyond (Renstra 2018
    to 2023), so there its codes, its other tables, and the years of the table's own columns are asked. The urusan
    "penunjang urusan pemerintahan" (PP 18/2016) is no program.
    """
    own = [_own_nomenclature(table) for table in tables]
    begun = meta.tahun is not None and meta.tahun <= _LAST_OLD_YEAR
    spoken = _has_old_codes(tables, catalog) or (begun and True in own)
    old = spoken and False not in own
    return tuple(
        old or _by_years(table, meta) or _looks_back(table, catalog) if said is None else said
        for table, said in zip(tables, own, strict=True)
    )


def _own_nomenclature(table: NormalTable) -> bool | None:
    """Whether the table's programs are of before 2020, or of today; None where they do not tell."""
    found = [key(row.nama) for row in table.rows]
    if any(map(_is_new_overhead, table.rows, found)):
        return False
    return True if any(k in _OLD_PROGRAMS for k in found) else None


def _has_old_codes(tables: Sequence[NormalTable], catalog: Catalog) -> bool:
    """True where kegiatan are numbered right below their program, as until 2020, and official names are few.

    A kegiatan of today has a kewenangan between (``1.06.04.2.01``); who leaves it out still prints the names of today.
    """
    forms: Counter[bool] = Counter()
    named = 0
    for row in (row for table in tables for row in table.rows if row.kode_asli):
        widths = [len(part) for part in re.findall(r"\d+", row.kode_asli or "")]
        is_old = widths == _OLD_KEGIATAN
        if is_old or (len(widths) > len(_OLD_KEGIATAN) and widths[0] == widths[3] == 1):
            forms[is_old] += 1
            named += key(row.nama) in catalog.by_key
    return forms[True] >= _FEW_CODES and not forms[False] and named * 4 < forms[True]


def _by_years(table: NormalTable, meta: DocumentMeta) -> bool:
    last = meta.tahun_akhir or meta.tahun or max((c.tahun for c in table.columns if c.tahun), default=None)
    return last is not None and last <= _LAST_OLD_YEAR


def _looks_back(table: NormalTable, catalog: Catalog) -> bool:
    """True where a table's columns are of several years, all before 2021, and few of its names are official today.

    A plan tells the budgets of the years before it in the nomenclature that they had.
    """
    years = {column.tahun for column in table.columns if column.tahun}
    named = sum(key(row.nama) in catalog.by_key for row in table.rows)
    return len(years) > 1 and max(years) <= _LAST_OLD_YEAR and named * 4 < len(table.rows)


def _is_new_overhead(row: BudgetRow, name: str) -> bool:
    if not name.startswith("penunjangurusanpemerintah"):
        return False
    said = TingkatBaris.PROGRAM in (row.hints.label, split_label(row.nama)[0])
    return said or name.startswith("penunjangurusanpemerintahandaerah")


def home_bidang(tables: Sequence[NormalTable], meta: DocumentMeta, catalog: Catalog) -> str | None:
    """The bidang of the office's overhead program: as printed on it, else by most codes, office name, item names."""
    overhead: Counter[str] = Counter()
    printed: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for row in (row for table in tables for row in table.rows):
        for kode in _whole_codes(row.kode_asli):
            bidang = bidang_of(kode) or ""
            printed[bidang] += 1
            overhead[bidang] += kode.split(".")[2] == "01"
        found = {bidang_of(e.kode) or "" for e in catalog.by_key.get(key(row.nama), ()) if not e.is_umum}
        if len(found) == 1:
            named[found.pop()] += 1
    if sum(overhead.values()) >= _FEW_CODES:
        return overhead.most_common(1)[0][0]
    office = bidang_of_office(meta.perangkat_daerah)
    if office is not None and (sum(printed.values()) < _FEW_CODES or printed[office]):
        return office
    for votes in (printed, named):
        if votes:
            return votes.most_common(1)[0][0]
    return office


def _whole_codes(kode_asli: str | None) -> Iterator[str]:
    """The code where the print is whole and of program depth at least."""
    first = first_reading(kode_asli)
    kode = first.kode if first and first.cost < 1 and first.urusan not in (None, "X") else None
    if kode is not None and kode.count(".") >= 2:
        yield kode


def _match_table(table: NormalTable, levels: Sequence[TingkatBaris], usang: bool, matcher: Matcher) -> MatchedTable:
    return MatchedTable(table, tuple(match_rows(table, levels, usang, matcher, {})))


def match_rows(
    table: NormalTable,
    levels: Sequence[TingkatBaris],
    usang: bool,
    matcher: Matcher,
    given: Mapping[int, Match],
) -> list[MatchedRow]:
    """The table's rows with codes and parents, each looked for under the one above; ``given``: what some are."""
    offices = [row.perangkat_daerah for row in table.rows]
    parents = link_parents(levels, [row.lanjutan for row in table.rows], offices)
    matched: list[MatchedRow] = []
    asked: list[tuple[str | None, Matcher | None]] = []
    home: str | None = None
    for i, row in enumerate(table.rows):
        item = row.lanjutan
        home = office_bidang(row, levels[i], home)
        above, asks = None, None
        if i in given:
            match = given[i]
        elif item is not None and 0 <= item < i:
            match = matched[item].match
        elif levels[i] not in MATCHED_LEVELS:
            match = NO_MATCH
        elif usang:
            match = _OLD
        else:
            above, asks = (
                _ancestor_code(parents[i], parents, matched, levels[i]),
                matcher.of_bidang(home or own_bidang(row)),
            )
            match = asks.match(row.nama, levels[i], row.kode_asli, above)
        matched.append(MatchedRow(row, levels[i], match, parents[i]))
        asked.append((above, asks))
    matchers = [m for _, m in asked]
    return settle_below(settle_beside(matched, [a for a, _ in asked], matchers), matchers)


def _ancestor_code(
    parent: int | None, parents: Sequence[int | None], matched: Sequence[MatchedRow], level: TingkatBaris
) -> str | None:
    """The code of the nearest row above that has one and may be an ancestor of this level."""
    while parent is not None:
        kode = matched[parent].match.kode
        if kode is not None and kode.count(".") < _DOTS.get(level, 0):
            return kode
        parent = parents[parent]
    return None


_DOTS = {
    TingkatBaris.BIDANG_URUSAN: 1,
    TingkatBaris.PROGRAM: 2,
    TingkatBaris.KEGIATAN: 4,
    TingkatBaris.SUB_KEGIATAN: 5,
}


def own_entries(done: Iterable[MatchedTable], catalog: Catalog) -> Iterator[Entry]:
    """Items that the document itself names with a code that the nomenclature lacks, one name for each code.

    Only prints that stand under their own parent count: a block of shifted codes teaches nothing.
    """
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in (row for table in done for row in table.rows):
        match = row.match
        if (
            match.metode not in (CocokMetode.KODE, CocokMetode.KODE_NAMA)
            or match.nama_baku is not None
            or match.kode is None
            or match.skor < 0.7
            or row.row.lanjutan is not None
        ):
            continue
        if level_of(match.kode) is row.level and parent_of(match.kode) is not None and key(row.row.nama):
            names[match.kode][row.row.nama] += 1
    for kode, spellings in names.items():
        level = level_of(kode)
        if level is not None and not catalog.lookup(kode):
            yield Entry(kode, level, spellings.most_common(1)[0][0], "umum", "", "sendiri")


def _lacks_code(table: MatchedTable) -> bool:
    """True where a code is missing, or has no better ground than what the other kewenangan's list has there."""
    rows = (row.match for row in table.rows if row.level in MATCHED_LEVELS)
    return any(m.kode is None or (m.nama_baku is None and m.metode is CocokMetode.NAMA) for m in rows)
