"""The columns of a table that hold values: what header and whole body of each tell about reading one of its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from normalize.angka import NumberReader
from normalize.bagian import parts_of_one
from normalize.columns.looks import quick_number
from normalize.grid import Grid
from normalize.pemisah import group_marks, sure_style
from normalize.ruang_sel import Room
from normalize.satuan import header_scale, is_grade, is_unit
from normalize.skala import scaled_spending, shared_scales, stated_scale, unmeant_scales
from normalize.types import Column, Konteks, Number, Ukuran
from normalize.ukuran import ALWAYS_MONEY, MEASURES, Measure
from normalize.wording import squash
from vocabulary.spelling import mended

RUPIAH_WORD = re.compile(r"\brp(?![a-z])|rupiah", re.I)
EVALUATED = frozenset({Konteks.RENSTRA, Konteks.RENJA, Konteks.PERKIRAAN})
"""Whose targets and realisations the evaluation form (T-C.29) prints."""
_DIGIT = re.compile(r"[0-9]")
_BUDGET = re.compile(r"anggaran|keuangan|belanja|\bdana\b", re.I)
_WORK = re.compile(r"kinerja|fisik|output|keluaran|hasil|outcome|indikator|target|sasaran", re.I)
_SAT = re.compile(r"\bsat\b|\bunit\b", re.I)
_OF_WORK = re.compile(r"\bkinerja\b", re.I)
_COUNTS = frozenset({Ukuran.TARGET, Ukuran.VOLUME})
_UNIT_WORDS, _FEW = 4, 3
_SIBLINGS = 40
_MONEY_SHARE = 0.3
"""A column with so many amounts among its filled cells holds money, whatever else it counts."""
_LARGE = 10_000_000.0
"""Rupiah, of which the largest amount that was spent in a table is seldom less, and counts of things seldom more."""
_CENT = 0.01
_SLACK = 0.02
"""By so much of itself a printed share may differ from the exact one: offices round, and cut."""
_CAPTION = 2
"""Lines above a table that may say what its amounts are."""


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """A value column with what its whole body tells about reading one cell of it."""

    column: Column
    ukuran: Ukuran
    room: Room = field(repr=False, compare=False)
    """How much text its cells have room for."""
    unit_col: int | None
    style: str | None
    siblings: tuple[str, ...]
    money: bool
    """True where the column holds amounts in rupiah, by its ukuran, its header's Rp or most of its cells."""
    says_rupiah: bool = False
    """True where the header itself says so: then every number of the column is money."""
    scaled: bool = True
    """False where the header's scale is not meant: the amounts are in whole rupiah."""
    caption_scale: int = 1
    """The factor that the table's caption states where no header does."""
    header: str = ""
    """Its header as far as it speaks of this column's numbers."""
    counted: bool = False
    """True where it holds realisations as large as money that are none."""
    share: bool = False
    """True where it holds what part of a target was reached: a column beside it holds what was reached."""
    amounts: str | None = None
    """How the table's amounts group thousands."""
    whole: frozenset[str] = frozenset()
    """Words of the document in one piece, by which units that a narrow cell broke are made whole."""
    of_one: bool = False
    """True where it prints shares as parts of one."""
    known: dict[tuple[str, str | None, bool], tuple[Number, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )
    """What its cells were read as, by text, unit of the row, and whether letters were recognised: texts come again."""
    readers: dict[tuple[str | None, bool], NumberReader] = field(default_factory=dict, repr=False, compare=False)
    """What reads its cells, by the unit that stands beside them and whether letters were recognised."""

    @property
    def unkept_scale(self) -> int:
        """The scale that the header announces in vain; 1 where it means it, or announces none."""
        return 1 if self.scaled else header_scale(self.column.judul)

    @property
    def measure(self) -> Measure:
        """What each value of the column measures."""
        return Measure(self.ukuran, self.column.konteks, self.column.tahun, self.column.rincian)


def value_columns(grid: Grid, columns: Sequence[Column]) -> tuple[ValueColumn, ...]:
    """The table's value columns, each with its unit column, group style and sibling texts."""
    out = []
    worded = {c.indeks for c in columns if c.peran in MEASURES and _holds_units(c.indeks, columns, grid)}
    whole = unmeant_scales(grid, columns)
    stated, shared = stated_scale(grid, columns), shared_scales(grid, columns, whole)
    spending = scaled_spending(grid, columns, stated)
    of_one = parts_of_one(grid, columns)
    marks = {c.indeks: group_marks(grid.column_texts(c.indeks)) for c in columns if c.peran in MEASURES}
    amounts = sure_style(marks.values())
    room = Room(grid)
    for c in columns:
        if c.peran not in MEASURES or c.indeks in worded:
            continue
        texts = [t for t in grid.column_texts(c.indeks) if t]
        change = _is_change(c, columns, grid)
        known = change or c.indeks in spending
        money = known or _is_money(c, grid)
        out.append(
            ValueColumn(
                c,
                Ukuran(c.peran),
                room,
                _unit_column(c.indeks, columns, grid, worded),
                marks[c.indeks].style,
                tuple(dict.fromkeys(texts))[:_SIBLINGS],
                money,
                known or _says_rupiah(c) or (money and (_is_spent(c) or _is_of_budget(c, columns))),
                c.indeks not in whole,
                shared.get(c.indeks, stated),
                _own_header(c, columns, grid),
                c.peran == Ukuran.REALISASI and not money and grid.money_shares[c.indeks] > _MONEY_SHARE,
                _is_share(c, columns, grid),
                amounts,
                grid.whole,
                c.indeks in of_one,
            )
        )
    return tuple(out)


def _is_money(column: Column, grid: Grid) -> bool:
    if column.peran in ALWAYS_MONEY:
        return True
    if column.peran not in (Ukuran.REALISASI, Ukuran.SELISIH):
        return False
    if _says_rupiah(column):
        return True
    if grid.money_shares[column.indeks] <= _MONEY_SHARE:
        return False
    # "3.436" and "450.000" may be people as well: either words say that it is money, or the size of some amount.
    said = (mended(column.judul), grid.table.judul or "", *(line.text for line in grid.table.above[-_CAPTION:]))
    if any(_BUDGET.search(text) or RUPIAH_WORD.search(text) for text in said):
        return True
    if grid.of_things:
        return False
    heads = (text for path in grid.paths for text in path)
    if any(map(_OF_WORK.search, said)) and not any(_BUDGET.search(text) or RUPIAH_WORD.search(text) for text in heads):
        return False  # tons of rice below "Realisasi Kinerja"
    return any((quick_number(text) or 0.0) >= _LARGE for text in grid.column_texts(column.indeks))


def _is_change(column: Column, columns: Sequence[Column], grid: Grid) -> bool:
    """True for what was added to a budget where the table has nothing but money: most of its rows print 0,00.

    It is a share where a sign says so, or where no two amounts beside what was added differ by as much.
    """
    beside = [c for c in columns if c.peran in MEASURES and c.indeks != column.indeks]
    if column.peran != Ukuran.SELISIH or not beside or not {c.peran for c in beside} <= ALWAYS_MONEY:
        return False
    closes = []
    for row in range(grid.n_rows):
        added = quick_number(grid.text(row, column.indeks))
        amounts = [n for c in beside if (n := quick_number(grid.text(row, c.indeks))) is not None]
        if added and len(amounts) > 1:
            closes.append(any(abs(abs(a - b) - abs(added)) <= _CENT for a, b in combinations(amounts, 2)))
    return (not closes or any(closes)) and not any("%" in text for text in grid.column_texts(column.indeks))


def _own_header(column: Column, columns: Sequence[Column], grid: Grid) -> str:
    """The column's header without the Rp that its group says of the money beside it: ``Program (Rp) > Target | Pagu``.

    A table whose Satuan column is not read would count its targets in rupiah.
    """
    group, _, own = column.judul.rpartition(">")
    is_money = _is_money(column, grid) or grid.money_shares[column.indeks] > _MONEY_SHARE
    if is_money or not RUPIAH_WORD.search(group) or RUPIAH_WORD.search(own):
        return column.judul
    beside = [c for c in columns if c.indeks != column.indeks and c.judul.rpartition(">")[0] == group]
    meant_for_others = any(_is_money(c, grid) for c in beside) and _is_work(column, beside, grid)
    return RUPIAH_WORD.sub("", column.judul) if meant_for_others else column.judul


def _is_work(column: Column, beside: Sequence[Column], grid: Grid) -> bool:
    """True where a column under one header with money counts something else, or may.

    What was realised of a pagu is as much money as the pagu is; millions with decimals ("936,20") only look like
    counts. It may be work where a target stands beside it, or where the money spent has a column of its own.
    """
    if column.peran != Ukuran.REALISASI or column.konteks is Konteks.FISIK:
        return True
    spent = (c for c in beside if c.peran == Ukuran.REALISASI and c.tahun == column.tahun)
    return any(c.peran in _COUNTS for c in beside) or any(_is_money(c, grid) for c in spent)


def _says_rupiah(column: Column) -> bool:
    return bool(RUPIAH_WORD.search(column.judul.rpartition(">")[2]))


def _is_spent(column: Column) -> bool:
    """True where the header speaks of money that was spent, and of no work done beside it."""
    if column.peran != Ukuran.REALISASI or column.konteks in (*EVALUATED, Konteks.FISIK):
        return False
    judul = mended(column.judul)
    return bool(_BUDGET.search(judul)) and not _WORK.search(judul)


def _is_of_budget(column: Column, columns: Sequence[Column]) -> bool:
    """True for what was spent below one heading with the pagu that it is of, and with nothing that is counted."""
    group = column.judul.rpartition(">")[0]
    beside = {c.peran for c in columns if group and c.judul.rpartition(">")[0] == group}
    is_spent = column.peran == Ukuran.REALISASI and column.konteks not in (*EVALUATED, Konteks.FISIK)
    return is_spent and Ukuran.PAGU in beside and not beside & _COUNTS


def _is_share(column: Column, columns: Sequence[Column], grid: Grid) -> bool:
    """True for an achievement of work beside which the table prints what was reached: "Target | Realisasi | Capaian".

    Without that column it may be what was reached itself, in the unit of its indicator ("Target 2019 | Capaian 2019");
    and with it, where the numbers are no such share ("Capaian kumulatif").
    """
    if column.peran != Ukuran.CAPAIAN or "capai" not in squash(column.judul):
        return False
    year = [c for c in columns if c.tahun == column.tahun]
    reached = [
        c.indeks
        for c in year
        if c.peran == Ukuran.REALISASI and c.konteks in (column.konteks, Konteks.FISIK) and not _is_money(c, grid)
    ]
    aimed = [c.indeks for c in year if c.peran == Ukuran.TARGET]
    return bool(reached) and not _denied(column.indeks, reached, aimed, grid)


def _denied(share: int, reached: Sequence[int], aimed: Sequence[int], grid: Grid) -> bool:
    """True where most numbers of a column are not what was reached in percent of what was aimed at."""
    right = wrong = 0
    for row in range(grid.n_rows):
        printed = quick_number(grid.text(row, share))
        parts = [quick_number(grid.text(row, c)) for c in reached]
        wholes = [quick_number(grid.text(row, c)) for c in aimed]
        shares = [100 * part / whole for part in parts for whole in wholes if part is not None and whole]
        if printed is None or not shares:
            continue
        if any(abs(printed - exact) <= max(1.0, _SLACK * exact) for exact in shares):
            right += 1
        else:
            wrong += 1
    return wrong > 1 and wrong > right


def _holds_units(col: int, columns: Sequence[Column], grid: Grid) -> bool:
    """True for the second column under a header, which holds the words that the numbers in the first one count."""
    texts = [t for t in grid.column_texts(col) if t.strip(" -")]
    words = [t for t in texts if not _DIGIT.search(t) and len(t.split()) <= _UNIT_WORDS and not is_grade(t)]
    if len(texts) < _FEW or len(words) < 0.9 * len(texts):
        return False
    beside = (
        c.indeks
        for c in columns
        if abs(c.indeks - col) == 1 and c.peran in MEASURES and grid.header_groups[c.indeks] == grid.header_groups[col]
    )
    # A text without a number beside it is itself what is aimed at ("Baik").
    rows = [r for r in range(grid.n_rows) if grid.text(r, col).strip(" -")]
    return any(sum(bool(_DIGIT.search(grid.text(r, b))) for r in rows) > len(rows) / 2 for b in beside)


def _unit_column(col: int, columns: Sequence[Column], grid: Grid, worded: set[int]) -> int | None:
    """The Satuan column of a value column: the one under the same header, else the nearest one on the side where the
    table's quantities have their units, else any.
    """
    units = [c.indeks for c in columns if (c.peran == "satuan" and _tells_units(c, grid)) or c.indeks in worded]
    if not units:
        return None
    same = [u for u in units if grid.header_groups[u] == grid.header_groups[col]]
    if same:
        return same[0]
    # A unit column under another value's header belongs to that value alone.
    free = [
        u
        for u in units
        if all(
            c.peran not in MEASURES or c.indeks in worded or grid.header_groups[c.indeks] != grid.header_groups[u]
            for c in columns
        )
    ]
    before, after = [u for u in free if u < col], [u for u in free if u > col]
    counts = [c.indeks for c in columns if c.peran in _COUNTS and c.indeks not in worded]
    if after and free and min(counts, default=col) < free[0]:
        return after[0]  # "Volume | Satuan | Target | Satuan": where the first quantity precedes its unit, all do
    return max(before) if before else (free[0] if free else None)


def _tells_units(column: Column, grid: Grid) -> bool:
    """True for a Satuan column whose header says so, or of which most different texts are known units.

    What only looks like one holds other short words: marks ("V", "X") below "Tercapai / Tidak", places, offices.
    """
    if "satua" in squash(column.judul) or _SAT.search(column.judul):
        return True
    texts = {t.strip().lower() for t in grid.column_texts(column.indeks)} - {"", "-"}
    return 2 * sum(map(is_unit, texts)) >= len(texts)
