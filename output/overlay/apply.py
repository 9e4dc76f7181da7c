"""A document's entries applied to what was read of it. Pure: tables and findings in, tables and findings out.

A correction never changes what is printed: ``teks`` stays, ``nilai`` becomes what the person read, ``perbaikan`` says
``koreksi:<id>``, ``keyakinan`` is 1. A corrected name or level is taken as it is; a corrected code brings its official
name. Levels move parents, so those are linked anew; the row, where its code was not given, and what stands below it
are matched anew by who knows the nomenclature (``Below``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace

from normalize.types import BudgetRow, Value
from output.overlay.locate import Place, RowFinder, find_value, lacks_value, matching_findings
from output.overlay.originals import changed_rows
from output.overlay.types import Applied, Entri, JenisEntri
from records.findings import Cek, Finding
from records.matched import CocokMetode, Match, MatchedRow, MatchedTable
from records.parents import link_parents

MARK = "koreksi:"
"""Beginning of ``perbaikan``, of a value or a row, where a person decided; the entry's id follows."""


NameOf = Callable[[str], str | None]
"""The official name of a code, None where it has none: given by who asks, since the dataset knows no nomenclature."""


Below = Callable[[Sequence[MatchedTable], Collection[Place], Collection[Place]], tuple[MatchedTable, ...]]
"""The tables with the rows at these places, and all below them, matched anew; those at the second places stay."""


@dataclass(slots=True)
class _Work:
    """A document's rows while entries are applied to them."""

    tables: Sequence[MatchedTable]
    rows: list[list[MatchedRow]]
    relink: set[int] = field(default_factory=set)
    changed: dict[Place, bool] = field(default_factory=dict)
    """Rows whose name, level or code a person gave, and whether the code is among it."""
    spoken: dict[tuple[object, ...], str] = field(default_factory=dict)
    """By what can be corrected the entry that spoke of it last."""
    _renamed: RowFinder | None = None

    def put(self, place: Place, row: MatchedRow) -> None:
        self.rows[place[0]][place[1]] = row
        self._renamed = None

    def find(self, entry: Entri) -> Place | None:
        """The entry's row by the names that were corrected so far: it may have been made when they were."""
        if self._renamed is None:
            self._renamed = RowFinder(self.corrected())
        return self._renamed.find(entry)

    def corrected(self) -> tuple[MatchedTable, ...]:
        """The tables as they stand now."""
        return tuple(with_rows(table, rows) for table, rows in zip(self.tables, self.rows, strict=True))


def apply_corrections(
    tables: Sequence[MatchedTable],
    entries: Sequence[Entri],
    name_of: NameOf,
    below: Below = lambda tables, changed, pinned: tuple(tables),
) -> tuple[tuple[MatchedTable, ...], Applied]:
    """The tables with the corrections among ``entries`` (those that hold, in their order), and what became of them.

    ``below`` matches anew what follows from them.
    """
    corrections = [entry for entry in entries if entry.jenis is JenisEntri.KOREKSI]
    if not corrections:
        return tuple(tables), Applied(tuple(entry.id for entry in entries))
    finder, work = RowFinder(tables), _Work(tables, [list(table.rows) for table in tables])
    done: list[str] = []
    for entry in corrections:
        place = finder.find(entry) or work.find(entry)
        if place is not None and _correct(work, place, entry, name_of):
            done.append(entry.id)
    for number in work.relink:
        work.rows[number] = _relinked(work.rows[number])
    corrected = below(work.corrected(), work.changed, [place for place, with_code in work.changed.items() if with_code])
    lost = tuple(entry.id for entry in corrections if entry.id not in set(done))
    asli = tuple(changed_rows(tables, corrected))
    overruled = _overruled(done, work.spoken.values())
    return corrected, Applied(tuple(e.id for e in entries), tuple(done), lost, asli=asli, diganti=overruled)


def _overruled(done: Sequence[str], last: Collection[str]) -> tuple[str, ...]:
    """Of the entries that found their place those that are the last word on nothing."""
    standing = set(last)
    return tuple(dict.fromkeys(each for each in done if each not in standing))


def attach_decisions(
    tables: Sequence[MatchedTable], findings: Sequence[Finding], entries: Sequence[Entri], applied: Applied
) -> tuple[tuple[Finding, ...], Applied]:
    """The findings with what people decided on them; the last decision on a finding counts.

    Decisions on findings between documents are left out: one document's findings cannot have them.
    """
    decisions = [e for e in entries if e.jenis is JenisEntri.KEPUTUSAN and e.cek is not Cek.ANTAR_DOKUMEN]
    decided, finder = list(findings), RowFinder(tables if decisions else ())
    held: list[str] = []
    last: dict[int, str] = {}
    for entry in decisions:
        for index in matching_findings(findings, entry, finder):
            decided[index] = replace(decided[index], keputusan=str(entry.keputusan), keputusan_id=entry.id)
            held.append(entry.id)
            last[index] = entry.id
    melekat = tuple(dict.fromkeys(held))
    lepas = tuple(entry.id for entry in decisions if entry.id not in set(melekat))
    overruled = (*applied.diganti, *_overruled(held, last.values()))
    return tuple(decided), replace(applied, melekat=melekat, lepas=lepas, diganti=overruled)


def with_rows(table: MatchedTable, rows: Sequence[MatchedRow]) -> MatchedTable:
    """The table with these rows in place of its own; itself where they are its own."""
    if all(new is old for new, old in zip(rows, table.rows, strict=True)):
        return table
    return MatchedTable(replace(table.source, rows=tuple(row.row for row in rows)), tuple(rows))


def _correct(work: _Work, place: Place, entry: Entri, name_of: NameOf) -> bool:
    matched = work.rows[place[0]][place[1]]
    if not entry.is_value:
        _correct_row(work, place, entry, name_of)
        return True
    found = _corrected_values(matched.row, entry)
    if found is None:
        return False
    values, index = found
    work.spoken[place, index] = entry.id
    work.put(place, replace(matched, row=replace(matched.row, values=values)))
    return True


def _corrected_values(row: BudgetRow, entry: Entri) -> tuple[tuple[Value, ...], int] | None:
    """The row's values with the corrected one, and which that is; None where it is not found."""
    values, index = list(row.values), find_value(row, entry)
    if index is None:
        if not lacks_value(row, entry) or entry.ukuran is None:
            return None
        page, box = entry.nilai_halaman or row.page, entry.value_box or row.box
        measure = (entry.ukuran, entry.konteks, entry.tahun)
        values.append(Value(*measure, "", None, None, page, box, 1.0, rincian=entry.rincian))
        index = len(values) - 1
    old = values[index]
    values[index] = replace(
        old,
        nilai=entry.nilai_baru,
        satuan=entry.satuan_baru or old.satuan,
        keyakinan=1.0,
        perbaikan=f"{MARK}{entry.id}",
    )
    return tuple(values), index


def _correct_row(work: _Work, place: Place, entry: Entri, name_of: NameOf) -> None:
    """The row's name, code or level as the entry has them; code and level for its further indicator lines too."""
    table, index = place
    told = {"nama": entry.nama_baru, "kode": entry.kode_baru, "tingkat": entry.tingkat_baru}
    work.spoken.update({(place, name): entry.id for name, value in told.items() if value is not None})
    lines = [i for i, each in enumerate(work.rows[table]) if i == index or each.row.lanjutan == index]
    for i in lines:
        matched = work.rows[table][i]
        row = matched.row
        if entry.nama_baru is not None and i == index:
            row = replace(row, nama=" ".join(entry.nama_baru.split()))
        level = entry.tingkat_baru or matched.level
        if entry.tingkat_baru is not None:
            row = replace(row, level=level)
        match = _match(matched.match, entry, name_of)
        bidang = matched.bidang_urusan
        work.put((table, i), MatchedRow(row, level, match, matched.induk, f"{MARK}{entry.id}", bidang_urusan=bidang))
        work.changed[table, i] = entry.kode_baru is not None or work.changed.get((table, i), False)
    if entry.tingkat_baru is not None:
        work.relink.add(table)


def _match(old: Match, entry: Entri, name_of: NameOf) -> Match:
    if entry.kode_baru is None:
        return old
    nama = name_of(entry.kode_baru)
    return Match(entry.kode_baru, nama, CocokMetode.KODE, 1.0, f"{MARK}{entry.id}")


def _relinked(rows: Sequence[MatchedRow]) -> list[MatchedRow]:
    offices = [row.row.perangkat_daerah for row in rows]
    parents = link_parents([row.level for row in rows], [row.row.lanjutan for row in rows], offices)
    return [
        row if row.induk == parent else replace(row, induk=parent) for row, parent in zip(rows, parents, strict=True)
    ]
