"""What a row's label, code, name and cells say of its level, each row by itself, and what kind of list its table is.

Points are about log-odds, set by hand from how often each witness was right in 4,988 labelled rows of 39 documents:
the word Program 546 of 546, Kegiatan 250 of 250; the depth of a whole code 1,897 of 1,914; the official name 2,783 of
2,827 where equal (the others stand at two levels), 102 of 103 where .93 alike, 12 of 12 where .87, 12 of 14 where .80,
7 of 9 where .75; a long name that one level alone knows 2,703 of 2,703; the words of an urusan 22 of 22, of a bidang 23
of 23, of a unit 21 of 21, of accounts 43 of 43, of a goal 78 of 79 for sasaran, of an indicator 160 of 169, of a total
45 of 45. Where a table says Program of two programs, a row without the word was one in 2 of 3,304. The table's title
and kind are no witnesses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from nomenclature import nama as names
from nomenclature.kode import is_organisasi, readings
from nomenclature.match import Matcher
from normalize.baris import is_account_code
from normalize.types import BudgetRow, TingkatBaris, Ukuran
from normalize.ukuran import has_money

Points = dict[TingkatBaris, float]

L = TingkatBaris
_NO_POINTS: Points = dict.fromkeys(L, 0.0)
LADDER = (L.PROGRAM, L.KEGIATAN, L.SUB_KEGIATAN)
KNOWN = 0.87
"""Likeness to an official name from which a row counts as naming it."""
_POINTS_ALIKE = ((1.0, 4.0), (0.93, 3.5), (KNOWN, 3.0), (0.8, 1.5), (0.75, 0.6))
"""Points for a level by the likeness to its official names; less alike says nothing."""
ANCHOR = 2.5
"""Points from which a row by itself speaks for program, kegiatan or sub kegiatan."""
_GIVEN, _LABEL, _TOTAL, _ANNOUNCED, _HEADED = 9.0, 6.0, 8.0, 1.5, 1.5
_SAID = 100.0
"""Points for what a person says: more than all print together can have."""
_LONG_NAME = 20
_NO_ITEMS, _FEW_ITEMS = 3.0, 0.2
"""Points for lainnya in a list without items; the share of rows that speak for items from which a list is one."""
_PRICED = 6.0
"""Points for lainnya of an uncoded row with a price for each piece, above those of a name like an account's."""
_FEW_BARE = 0.4
"""Share of rows that may lack values in a list in which lacking them says something."""
_SAYS_PROGRAM = 2
"""Rows that begin with "Program" from which the table says so of every program."""
_SHARE_SAID = 0.6
"""Share of the rows of a style of numbering that must say "Program" for it to be that of programs."""
_WORK = 13.0
"""Points for lainnya of a numbered row without a code among coded ones: above name, print and sums together."""
_CODED = 0.9
"""Share of the clear items with a code from which an uncoded row below them is none (works below a sub kegiatan)."""

# Levels that no row has without evidence of its own.
_RARE = {
    L.URUSAN: -2.0,
    L.BIDANG_URUSAN: -2.0,
    L.PERANGKAT_DAERAH: -2.0,
    L.JUMLAH: -3.0,
    L.TUJUAN: -2.0,
    L.SASARAN: -1.0,
    L.AKUN: -2.0,
}


@dataclass(frozen=True, slots=True)
class Reader:
    """What is the same for all rows of a table: the nomenclature, the office, whether the table is of before 2020."""

    matcher: Matcher
    office: str | None = None
    usang: bool = False


def table_points(rows: Sequence[BudgetRow], reader: Reader) -> list[Points]:
    """Points of each level for each row, with what the table as a whole makes likely."""
    points = [row_points(row, reader) for row in rows]
    points = _by_list(rows, _by_named_totals(rows, points))
    points = _by_habit(rows, points)
    points = _by_old_works(rows, _by_money(rows, points)) if reader.usang else points
    return _by_works(rows, _by_coding(rows, points))


def _by_named_totals(rows: Sequence[BudgetRow], points: list[Points]) -> list[Points]:
    """A row with money called "Jumlah" of an office, or of what a row above is called, closes its block: a total."""
    found = list(points)
    above: set[str] = set()
    for i, row in enumerate(rows):
        whose = names.total_of(row.nama) if has_money(row) and not row.kode_asli else None
        if whose and (names.key(whose) in above or (names.is_office(whose) and " yang " not in whose)):
            # No indicator, though it begins like one.
            found[i] = plus(points[i], {L.JUMLAH: _TOTAL, L.LAINNYA: -4.0})
        above.add(names.key(row.nama))
    return found


def row_points(row: BudgetRow, reader: Reader) -> Points:
    """Points of each level for one row by itself."""
    points = dict(_NO_POINTS)
    hints = row.hints
    told = (row.level, _GIVEN), (hints.given, _SAID), (hints.label, _LABEL), (hints.announced, _ANNOUNCED)
    for said, weight in told:
        if said is not None:
            points[said] += weight
    for level in row.hints.header_levels:
        points[level] += _HEADED / len(row.hints.header_levels)
    sources = (_by_code(row, reader.usang), _by_name(row, reader), _by_words(row, reader), _by_cells(row, reader.usang))
    for level, value in (pair for more in sources for pair in more.items()):
        points[level] += value
    return points


def plus(points: Points, *more: Points) -> Points:
    """The points of several witnesses together."""
    found = dict(points)
    added: Points = {}
    for level, value in (pair for witness in more for pair in witness.items()):
        added[level] = added.get(level, 0.0) + value
    for level, value in added.items():
        found[level] += value
    return found


def is_anchor(points: Points) -> bool:
    """True for a row that speaks for program, kegiatan or sub kegiatan by name, label or whole code."""
    return points[L.PROGRAM] >= ANCHOR or points[L.KEGIATAN] >= ANCHOR or points[L.SUB_KEGIATAN] >= ANCHOR


def _is_headed_works(row: BudgetRow) -> bool:
    return row.hints.header_levels == (L.LAINNYA,)


def is_said_program(row: BudgetRow) -> bool:
    """True for a row whose label or name says that it is a program."""
    return row.hints.label is L.PROGRAM or names.split_label(row.nama)[0] is L.PROGRAM


def _by_list(rows: Sequence[BudgetRow], points: list[Points]) -> list[Points]:
    """What kind of list the table is: of accounts, of items, or of anything else.

    A list of items shows it by names, codes or words of at least one row in five, or by a heading that names program
    or kegiatan, or a program among rows with codes or money; where nothing does, a row is ``lainnya`` unless it speaks
    for itself (lists of personnel, of goods, of services: none of their rows is an item).
    """
    anchors = sum(is_anchor(p) and not _is_account(p) for p in points)
    accounts = sum(p[L.AKUN] >= ANCHOR for p in points)
    headed = any(level in LADDER for row in rows for level in row.hints.header_levels)
    said = any(map(is_said_program, rows)) and sum(map(_counts, rows)) * 2 > len(rows)
    # Headed "Pekerjaan", a list may hold the programs and kegiatan too that the works belong to.
    works = any(map(_is_headed_works, rows)) and sum(map(is_said_program, rows)) < _SAYS_PROGRAM
    if works:
        return [
            p if is_anchor(p) and row.kode_asli else plus(p, {L.LAINNYA: _NO_ITEMS})
            for row, p in zip(rows, points, strict=True)
        ]
    if accounts > anchors:
        other = [_among_accounts(row) for row in rows]
        return [p if is_anchor(p) else plus(p, more) for p, more in zip(points, other, strict=True)]
    if headed or said or anchors > _FEW_ITEMS * len(rows):
        return [plus(p, {L.LAINNYA: -1.5}) if _counts(row) else p for row, p in zip(rows, points, strict=True)]
    more = 1.0 if anchors else _NO_ITEMS
    return [p if _speaks(row, p) else plus(p, {L.LAINNYA: more}) for row, p in zip(rows, points, strict=True)]


def _among_accounts(row: BudgetRow) -> Points:
    """What a row of a list of accounts is by its money: an account, or, called "Jumlah Belanja Operasi", their sum."""
    counted = has_money(row) or any(v.satuan == "rupiah" and v.nilai is not None for v in row.values)
    if not counted or _is_priced(row):
        return {L.LAINNYA: _NO_ITEMS}
    if names.totals_account(row.nama) and not row.kode_asli:
        return {L.JUMLAH: _TOTAL, L.LAINNYA: -4.0}  # no indicator, though it begins like one
    return {L.AKUN: 4.0}


def _is_priced(row: BudgetRow) -> bool:
    """True for what a budget buys by the piece: a line with a price and no code."""
    return not row.kode_asli and any(v.ukuran is Ukuran.HARGA_SATUAN and v.nilai for v in row.values)


def _is_account(points: Points) -> bool:
    """True for a row that speaks for an account louder than for an item: an account's code reads as an item's too."""
    return points[L.AKUN] >= ANCHOR and points[L.AKUN] > max(points[level] for level in LADDER)


def _speaks(row: BudgetRow, points: Points) -> bool:
    return max(points.values()) >= ANCHOR or names.is_goal(row.nama)


def _counts(row: BudgetRow) -> bool:
    return bool(row.kode_asli or has_money(row))


def _by_habit(rows: Sequence[BudgetRow], points: list[Points]) -> list[Points]:
    """Where programs are called Program, a row that is not is none, unless its name says otherwise.

    Where a code is printed the code is the better witness of what its name leaves out.
    """
    said = [is_said_program(row) for row in rows]
    if sum(said) < _SAYS_PROGRAM:
        return points
    less = [0.0 if yes else -1.0 if row.kode_asli else -2.5 for yes, row in zip(said, rows, strict=True)]
    return [plus(p, {L.PROGRAM: value}) for value, p in zip(less, points, strict=True)]


def _by_money(rows: Sequence[BudgetRow], points: list[Points]) -> list[Points]:
    """Before 2020, where nearly all rows have values, one that has none heads a block: a program."""
    bare = [not row.values for row in rows]
    if not any(bare) or sum(bare) > _FEW_BARE * len(rows):
        return points
    return [plus(p, {L.PROGRAM: 1.5}) if lacks else p for lacks, p in zip(bare, points, strict=True)]


def _by_coding(rows: Sequence[BudgetRow], points: list[Points]) -> list[Points]:
    """Where items have codes, a row with neither a code nor an official name is something finer: a work, a note.

    So is one with an official name that alone is numbered: a work may be called like the sub kegiatan that it is of.
    Where only programs have codes, what stands below them are their kegiatan.
    """
    clear = [(row, max(p, key=lambda level: p[level])) for row, p in zip(rows, points, strict=True) if is_anchor(p)]
    coded = [level for row, level in clear if row.kode_asli]
    if len(clear) < 5 or len(coded) < _CODED * len(clear) or not {L.KEGIATAN, L.SUB_KEGIATAN} & set(coded):
        return points
    numbered = any(row.kode_asli and row.hints.numbering for row in rows)
    found = []
    for row, own in zip(rows, points, strict=True):
        is_work = bool(row.hints.numbering) and not numbered
        lacks = not row.kode_asli and (is_work or not is_anchor(own))
        found.append(plus(own, {L.LAINNYA: _WORK if is_work and is_anchor(own) else 3.0}) if lacks else own)
    return found


def _by_old_works(rows: Sequence[BudgetRow], points: list[Points]) -> list[Points]:
    """Before 2020, in a list headed "Pekerjaan", what is numbered unlike the first row below a program is a work.

    So is what has no number below a numbered kegiatan, and what a work lists below itself: numbered alike, but from 1.
    """
    found = list(points)
    if not any(map(_is_headed_works, rows)):
        return found
    kegiatan: str | None = None
    is_work, last, below = False, 0, 0  # the row above; the numbers of the last kegiatan, of a work's last item
    programs, counted, listed = _style_of_programs(rows), set[int](), False
    for i, (row, own) in enumerate(zip(rows, points, strict=True)):
        style, number = numbering_style(row.hints.numbering), _number(row)
        lists = is_work and style == kegiatan and number == below + 1 != last + 1
        if is_said_program(row) or style in programs:
            found[i] = own if is_said_program(row) else plus(own, {L.PROGRAM: _LABEL})
            kegiatan, is_work, below = "", False, 0
        elif kegiatan is None or row.hints.label is not None or (not style and (not kegiatan or row.lanjutan)):
            continue
        elif (not kegiatan or style == kegiatan) and not lists:
            kegiatan, is_work, last, below = style, False, number, 0
            found[i] = plus(own, {L.KEGIATAN: _ANNOUNCED})
            counted.add(i)
        elif not row.kode_asli:
            is_work, below, listed = True, number if lists else 0, listed or lists
            found[i] = plus(own, {L.LAINNYA: _NO_ITEMS, L.KEGIATAN: -_NO_ITEMS})
    # Where works list items by numbers like those of kegiatan, what most rows with such numbers are says nothing.
    return [plus(p, {L.KEGIATAN: _NO_ITEMS}) if listed and i in counted else p for i, p in enumerate(found)]


def _number(row: BudgetRow) -> int:
    """The row's running number, 0 where it has none."""
    digits = (row.hints.numbering or "").strip(" .()")
    return int(digits) if digits.isdecimal() else 0


def _style_of_programs(rows: Sequence[BudgetRow]) -> frozenset[str]:
    """The styles in which the table numbers its programs and hardly anything else."""
    styles = [numbering_style(row.hints.numbering) for row in rows]
    used = Counter(styles)
    said = Counter(style for style, row in zip(styles, rows, strict=True) if is_said_program(row))
    return frozenset(s for s, n in said.items() if s and n >= _SAYS_PROGRAM and n > _SHARE_SAID * used[s])


def _by_works(rows: Sequence[BudgetRow], points: list[Points]) -> list[Points]:
    """What is numbered right below a sub kegiatan that is not, and has no code or official name: its works."""
    found = list(points)
    under: str | None = None
    for i, (row, own) in enumerate(zip(rows, points, strict=True)):
        style = numbering_style(row.hints.numbering)
        if is_anchor(own) or row.kode_asli or not style:
            best = max(own, key=own.__getitem__)
            under = style if best is L.SUB_KEGIATAN and is_anchor(own) else None
        elif under is not None and style != under:
            found[i] = plus(own, {L.LAINNYA: 4.0})
    return found


def _by_code(row: BudgetRow, usang: bool) -> Points:
    """The depth of the printed code; of several readings the likeliest counts most.

    An account's code tells more than any reading of it as a program's code, but less than the word Program.
    """
    if row.kode_asli and is_organisasi(row.kode_asli):
        return {L.PERANGKAT_DAERAH: 7.0}
    points: Points = {L.AKUN: 5.5} if row.kode_asli and is_account_code(row.kode_asli) else {}
    found = () if usang else readings(row.kode_asli, row.hints.code_cells)
    for reading in found:
        level = reading.level
        if level is not None and level not in points:
            points[level] = max(0.0, 3.2 - 2.0 * (reading.cost - found[0].cost) - 0.5 * found[0].cost)
    return points


def _by_name(row: BudgetRow, reader: Reader) -> Points:
    """Likeness to official names; a long name that only one level knows is nearly proof.

    In a nomenclature before 2020 what is a sub kegiatan today was a kegiatan.
    """
    alike = reader.matcher.level_likeness(row.nama, in_part=not reader.usang, least=_POINTS_ALIKE[-1][0])
    points = {level: _alike_points(most) for level, most in alike.items()}
    if reader.usang:
        points[L.KEGIATAN] = max(points.pop(L.SUB_KEGIATAN, 0.0), points.pop(L.KEGIATAN, 0.0))
    sure = [level for level, value in points.items() if value >= 3.5]
    if len(sure) == 1 and len(row.nama) >= _LONG_NAME:
        points[sure[0]] += 2.0
    return points


def _says_of_money(row: BudgetRow) -> bool:
    """True where the row prints money, or what share of it was spent."""
    return has_money(row) or any(v.ukuran is Ukuran.PERSEN_REALISASI and v.nilai is not None for v in row.values)


def _alike_points(alike: float) -> float:
    for least, points in _POINTS_ALIKE:
        if alike >= least:
            return points
    return 0.0


def _by_words(row: BudgetRow, reader: Reader) -> Points:
    """What the name begins with, or is as a whole."""
    nama = row.nama
    if not nama.strip():
        return {L.JUMLAH: 8.0} if has_money(row) and not row.kode_asli else {L.LAINNYA: 0.5}
    if names.is_total(nama):
        return {L.JUMLAH: _TOTAL}
    if names.is_budget_total(nama) and _says_of_money(row) and not row.kode_asli:
        return {L.JUMLAH: _TOTAL}
    if names.is_balance(nama) or (names.is_fund(nama) and not row.kode_asli):
        return {L.LAINNYA: 8.0}
    if names.is_part_of_bidang(nama) and not row.values:
        return {L.LAINNYA: 8.0}
    if names.is_urusan(nama, usang=reader.usang and not _is_coded_deep(row)):
        return {L.URUSAN: 5.0}
    if reader.usang and names.is_urusan(nama, usang=True):
        return {L.BIDANG_URUSAN: 5.0}  # "2.14 Urusan Statistik": the code's first part is the urusan, its second this
    if names.is_bidang(nama):
        return {L.BIDANG_URUSAN: 5.0}
    if names.is_office(nama):
        return {L.PERANGKAT_DAERAH: _office_points(row, reader)}
    label, _ = names.split_label(nama)
    if label is not None:
        return {label: {L.PROGRAM: 4.5, L.KEGIATAN: 3.0}.get(label, 5.0)}
    if L.SASARAN in row.hints.header_levels and names.is_indicator(nama):
        return {L.SASARAN: 3.0}  # "Tersedianya ..." heads a sasaran as it does an indicator; the column tells which
    return _by_goal(nama)


def _office_points(row: BudgetRow, reader: Reader) -> float:
    """The document's own office, a unit or a whole name says so nearly alone; other words may begin another name."""
    own = reader.office is not None and names.key(row.nama).startswith(names.key(reader.office)[:40])
    return 6.0 if own or names.is_unit(row.nama) else 4.0


def _by_goal(nama: str) -> Points:
    lower = nama.lower()
    if lower.startswith(("visi", "misi")):
        return {L.LAINNYA: 6.0}
    if lower.startswith("tujuan"):
        return {L.TUJUAN: 4.0}
    if lower.startswith("sasaran"):
        return {L.SASARAN: 4.0}
    if names.is_goal(nama):
        return {L.SASARAN: 3.0, L.TUJUAN: 2.0}
    if names.is_account(nama):
        return {L.AKUN: 5.0}
    return {L.LAINNYA: 4.0} if names.is_indicator(nama) else {}


def _is_coded_deep(row: BudgetRow) -> bool:
    """True where the row prints a code of several parts, dotted or a cell each."""
    return len(re.findall(r"\d+", row.kode_asli or "")) > 1


def _by_cells(row: BudgetRow, usang: bool) -> Points:
    """What the filled cells make likely before the row is read; what is finer than a kegiatan was rare before 2020."""
    points: Points = dict(_RARE)
    if _is_priced(row):
        points[L.LAINNYA] = _PRICED
    points[L.SUB_KEGIATAN] = -2.5 if usang else 0.3
    if usang:
        points[L.KEGIATAN] = 0.6
    if row.hints.has_detail:
        points[L.KEGIATAN if usang else L.SUB_KEGIATAN] = points.get(L.KEGIATAN if usang else L.SUB_KEGIATAN, 0.0) + 0.8
    return points


@lru_cache(maxsize=1 << 12)
def numbering_style(text: str | None) -> str:
    """A letter for the kind of each part of a number: I, A, a, 1, and 0 where it is padded.

    >>> [numbering_style(t) for t in ("IV.", "B", "c)", "2", "02.", "1.1.3", "I.1.2", None)]
    ['I', 'A', 'a', '1', '0', '111', 'I11', '']
    """
    parts = [p for p in re.split(r"[.\s]+", (text or "").strip(" .()")) if p]
    return "".join(_part_style(part) for part in parts[:6])


def _part_style(part: str) -> str:
    if part.isdigit():
        return "0" if part.startswith("0") else "1"
    if set(part) <= set("IVX"):
        return "I"
    return "A" if part[0].isupper() else "a"
