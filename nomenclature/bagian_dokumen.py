"""Which office each row belongs to: columns of offices, rows that head an office's block, headings over tables.

Where a document has one office only, that is the document's and rows carry none. A document of many offices (all of a
region's, or an office's own units) prints them as section rows (``1.03.2.10.0.00.01.0000 Dinas Pendidikan``), in a
column, or above each table (``SKPD : 1.02.01 Dinas Kesehatan``): sums and codes must not cross from one to the next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nomenclature import nama as names
from nomenclature.kode import bidang_of, is_organisasi, readings
from nomenclature.offices import bidang_of_office
from normalize.instansi import find_office, title_case
from normalize.types import BudgetRow, DocumentMeta, NormalTable, TingkatBaris

_CODE_IN_FRONT = re.compile(r"^[\d.\sxX]+[-–:]?\s*(?=[^\W\d_]{2})")
_LABELLED = re.compile(
    r"^(?:nama\s+)?(?:skpd|opd|perangkat\s+daerah|satuan\s+kerja(?:\s+perangkat\s+daerah)?|(?:sub\s+)?unit"
    r"(?:\s+(?:organisasi|kerja|skpd))?|organisasi)\s*(?::|\s-\s)\s*(?P<name>\S.*)$",
    re.I,
)
_LONGEST_HEADING = 110
_UNIT_OF_AN_OFFICE = re.compile(r"(?:upt|bidang|bagian|balai|seksi|cabang|puskesmas|subbag)", re.I)
_WHOLE_DOCUMENT = re.compile(r"keseluruhan|seluruh|grand|total", re.I)


def with_offices(
    tables: Sequence[NormalTable], levels: Sequence[Sequence[TingkatBaris]], meta: DocumentMeta
) -> tuple[NormalTable, ...]:
    """The tables, each row with its office where that is not simply the document's."""
    headings = _headings(tables, meta)
    found = []
    for table, own, heading in zip(tables, levels, headings, strict=True):
        offices = row_offices(table.rows, own, heading)
        rows = tuple(_of_office(row, office, meta) for row, office in zip(table.rows, offices, strict=True))
        found.append(replace(table, rows=rows))
    return tuple(found)


def row_offices(
    rows: Sequence[BudgetRow], levels: Sequence[TingkatBaris], heading: str | None = None
) -> list[str | None]:
    """The office of each row: its column's, else that of the section row above it, else the heading's.

    A section lasts until the next one; an urusan over offices and a last total over several sections are nobody's.
    """
    sections = 0
    office = heading
    found: list[str | None] = []
    above = _over_offices(levels)
    for row, level, over in zip(rows, levels, above, strict=True):
        if over:
            office = heading
        if level is TingkatBaris.PERANGKAT_DAERAH and row.nama:
            office, sections = office_name(row.nama), sections + 1
        total = level is TingkatBaris.JUMLAH and sections > 1
        over_all = total and (row is rows[-1] or _WHOLE_DOCUMENT.search(row.nama) is not None)
        own = office_name(row.perangkat_daerah) if row.perangkat_daerah else None
        found.append(None if over_all else own or office)
    return found


def _over_offices(levels: Sequence[TingkatBaris]) -> list[bool]:
    """True for each urusan and bidang whose block begins with an office."""
    over: list[bool] = []
    below: TingkatBaris | None = None
    for level in reversed(levels):
        if level not in (TingkatBaris.URUSAN, TingkatBaris.BIDANG_URUSAN):
            below = level
            over.append(False)
        else:
            over.append(below is TingkatBaris.PERANGKAT_DAERAH)
    return over[::-1]


def office_name(printed: str) -> str:
    """An office's name as printed, without code and number in front, in title case.

    >>> office_name("1.02.0.00.0.00.01.0000 DINAS KESEHATAN"), office_name("UPTD Metrologi")
    ('Dinas Kesehatan', 'UPTD Metrologi')
    """
    return title_case(names.clean(_CODE_IN_FRONT.sub("", " ".join(printed.split()))))


def office_bidang(row: BudgetRow, level: TingkatBaris, before: str | None) -> str | None:
    """The bidang of a section's office, for overhead items without a code; None where it is the document's.

    A section row says it by its own code, else by the office's name; a unit is of the office that it belongs to.
    """
    if row.perangkat_daerah is None:
        return None
    if level is not TingkatBaris.PERANGKAT_DAERAH:
        return before
    if row.kode_asli and is_organisasi(row.kode_asli):
        first = next(iter(readings(".".join(re.findall(r"\d+", row.kode_asli)[:2]))), None)
        return bidang_of(first.kode) if first is not None and first.kode else None
    return before if is_unit_of_an_office(row.perangkat_daerah) else bidang_of_office(row.nama)


def own_bidang(row: BudgetRow) -> str | None:
    """The bidang of the office that stands beside a row or over its table, where no section says one."""
    office = row.perangkat_daerah
    return None if office is None or is_unit_of_an_office(office) else bidang_of_office(office)


def is_unit_of_an_office(name: str) -> bool:
    """True for the name of a part of an office: UPTD, Bidang, Balai, Puskesmas ...."""
    return _UNIT_OF_AN_OFFICE.match(name) is not None


def _headings(tables: Sequence[NormalTable], meta: DocumentMeta) -> list[str | None]:
    """The office named over each table, or over the last one above that names one; nothing unless there are several."""
    over: list[str | None] = []
    for table in tables:
        named = _heading_office(table, meta)
        over.append(named or (over[-1] if over else None))
    several = len({names.key(office) for office in over if office}) > 1
    return over if several else [None] * len(tables)


def _heading_office(table: NormalTable, meta: DocumentMeta) -> str | None:
    lines = [" ".join(line.text.split()) for line in table.table.above]
    for line in reversed(lines):
        labelled = _LABELLED.match(line)
        if labelled and (office := find_office(labelled["name"])):
            return office
        if len(line) <= _LONGEST_HEADING and names.is_unit(_CODE_IN_FRONT.sub("", line)) and line[-1:] not in ".,;:":
            return find_office(line)
    # A title names an office in passing; where the document has none of its own, it says whose the table is.
    return find_office(table.table.judul or "") if meta.perangkat_daerah is None else None


def _of_office(row: BudgetRow, office: str | None, meta: DocumentMeta) -> BudgetRow:
    told = _unless_own(office, meta) if office or row.perangkat_daerah else row.perangkat_daerah
    return row if told == row.perangkat_daerah else replace(row, perangkat_daerah=told)


def _unless_own(office: str | None, meta: DocumentMeta) -> str | None:
    if office is None or (meta.perangkat_daerah and names.key(office) == names.key(meta.perangkat_daerah)):
        return None
    return office
