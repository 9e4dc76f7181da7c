"""The values of a printed row: each value column's text read with what the column and the row say of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extract.types import Cell, Table
from normalize.angka import GIVEN_SCALE, group_style, read_numbers
from normalize.columns.looks import quick_number
from normalize.grid import Grid
from normalize.kata_putus import mended as unbroken
from normalize.nomor_urut import is_numbered_list
from normalize.pemisah import sure_style
from normalize.perbaikan_angka import without_line_break
from normalize.satuan import PERSEN, RUPIAH, Jenis, header_scale, is_grade, is_unit, unit_kind
from normalize.sel_lebar import reaching_amount
from normalize.skala import by_row, shared_scales, stated_scale, unmeant_scales
from normalize.types import Column, Konteks, Number, NumberContext, Ukuran, Value
from normalize.ukuran import ALWAYS_MONEY, DOUBTFUL, MEASURES, Measure, measure_of
from normalize.wording import one_line, squash
from vocabulary.spelling import mended

_DIGIT = re.compile(r"[0-9]")
_COUNT = re.compile(r"[1-9][0-9]{0,2}(?:[.,][0-9]{1,2})?")
_RUPIAH = re.compile(r"\brp(?![a-z])|rupiah", re.I)
_BUDGET = re.compile(r"anggaran|keuangan|belanja|\bdana\b", re.I)
_WORK = re.compile(r"kinerja|fisik|output|keluaran|hasil|outcome|indikator|target|sasaran", re.I)
_SAT = re.compile(r"\bsat\b|\bunit\b", re.I)
_OF_WORK = re.compile(r"\bkinerja\b", re.I)
_PROGNOSIS = re.compile(r"prognos[ai]", re.I)
"""What half-year reports of the budget (PP 12/2019) call the money of the months to come; T-C.29 has no such word."""
_EVALUATED = frozenset({Konteks.RENSTRA, Konteks.RENJA, Konteks.PERKIRAAN})
_COUNTS = frozenset({Ukuran.TARGET, Ukuran.VOLUME})
_UNIT_WORDS, _FEW = 4, 3
_SIBLINGS = 40
_MONEY_SHARE = 0.3
"""A column with so many amounts among its filled cells holds money, whatever else it counts."""
_LARGE = 10_000_000.0
"""Rupiah, of which the largest amount that was spent in a table is seldom less, and counts of things seldom more."""
_CAPTION = 2
"""Lines above a table that may say what its amounts are."""
_DASHES = frozenset({"-", "–", "—", "Rp -", "Rp. -", "Rp-"})
# Rules by which the text alone decided need no mention; every other rule is evidence that a reader must see.
_PLAIN_RULES = frozenset({"bulat", "ribuan", "ribuan_desimal", "desimal", "bukan_angka", "strip_nol", GIVEN_SCALE})

_SHARE_ROW = re.compile(r"\(\s*(?:%|persen|prosen)\s*\)\s*$|^\s*(?:%|p(?:er|ro)sentase)(?:\s|$)", re.I)
_MOST_PERCENT = Decimal(1000)


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """A value column with what its whole body tells about reading one cell of it."""

    column: Column
    ukuran: Ukuran
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
    known: dict[tuple[str, str | None, bool], tuple[Number, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )
    """What its cells were read as, by text, unit of the row, and whether letters were recognised: texts come again."""
    contexts: dict[tuple[str | None, bool], NumberContext] = field(default_factory=dict, repr=False, compare=False)
    """What is known of its cells, by the unit that stands beside them and whether letters were recognised."""

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
    amounts = sure_style(t for c in columns if c.peran in MEASURES for t in grid.column_texts(c.indeks))
    for c in columns:
        if c.peran not in MEASURES or c.indeks in worded:
            continue
        texts = [t for t in grid.column_texts(c.indeks) if t]
        change = _is_change(c, columns)
        money = change or _is_money(c, grid)
        out.append(
            ValueColumn(
                c,
                Ukuran(c.peran),
                _unit_column(c.indeks, columns, grid, worded),
                group_style(texts),
                tuple(dict.fromkeys(texts))[:_SIBLINGS],
                money,
                change or _says_rupiah(c) or (money and (_is_spent(c) or _is_of_budget(c, columns))),
                c.indeks not in whole,
                shared.get(c.indeks, stated),
                _own_header(c, columns, grid),
                c.peran == Ukuran.REALISASI and not money and grid.money_shares[c.indeks] > _MONEY_SHARE,
                _is_share(c, columns, grid),
                amounts,
                grid.whole,
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
    if any(_BUDGET.search(text) or _RUPIAH.search(text) for text in said):
        return True
    if grid.of_things:
        return False
    heads = (text for path in grid.paths for text in path)
    if any(map(_OF_WORK.search, said)) and not any(_BUDGET.search(text) or _RUPIAH.search(text) for text in heads):
        return False  # tons of rice below "Realisasi Kinerja"
    return any((quick_number(text) or 0.0) >= _LARGE for text in grid.column_texts(column.indeks))


def _is_change(column: Column, columns: Sequence[Column]) -> bool:
    """True for what was added to a budget where the table has nothing but money: most of its rows print 0,00."""
    others = {c.peran for c in columns if c.peran in MEASURES and c.indeks != column.indeks}
    return column.peran == Ukuran.SELISIH and bool(others) and others <= ALWAYS_MONEY


def _own_header(column: Column, columns: Sequence[Column], grid: Grid) -> str:
    """The column's header without the Rp that its group says of the money beside it: ``Program (Rp) > Target | Pagu``.

    A table whose Satuan column is not read would count its targets in rupiah.
    """
    group, _, own = column.judul.rpartition(">")
    is_money = _is_money(column, grid) or grid.money_shares[column.indeks] > _MONEY_SHARE
    if is_money or not _RUPIAH.search(group) or _RUPIAH.search(own):
        return column.judul
    beside = [c for c in columns if c.indeks != column.indeks and c.judul.rpartition(">")[0] == group]
    meant_for_others = any(_is_money(c, grid) for c in beside) and _is_work(column, beside, grid)
    return _RUPIAH.sub("", column.judul) if meant_for_others else column.judul


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
    return bool(_RUPIAH.search(column.judul.rpartition(">")[2]))


def _is_spent(column: Column) -> bool:
    """True where the header speaks of money that was spent, and of no work done beside it."""
    if column.peran != Ukuran.REALISASI or column.konteks in (*_EVALUATED, Konteks.FISIK):
        return False
    judul = mended(column.judul)
    return bool(_BUDGET.search(judul)) and not _WORK.search(judul)


def _is_of_budget(column: Column, columns: Sequence[Column]) -> bool:
    """True for what was spent below one heading with the pagu that it is of, and with nothing that is counted."""
    group = column.judul.rpartition(">")[0]
    beside = {c.peran for c in columns if group and c.judul.rpartition(">")[0] == group}
    is_spent = column.peran == Ukuran.REALISASI and column.konteks not in (*_EVALUATED, Konteks.FISIK)
    return is_spent and Ukuran.PAGU in beside and not beside & _COUNTS


def _is_share(column: Column, columns: Sequence[Column], grid: Grid) -> bool:
    """True for an achievement of work beside which the table prints what was reached: "Target | Realisasi | Capaian".

    Without that column it may be what was reached itself, in the unit of its indicator ("Target 2019 | Capaian 2019").
    """
    return column.peran == Ukuran.CAPAIAN and "capai" in squash(column.judul) and any(
        c.peran == Ukuran.REALISASI and c.tahun == column.tahun and c.konteks in (column.konteks, Konteks.FISIK)
        and not _is_money(c, grid)
        for c in columns
    )  # fmt: skip


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


def read_values(grid: Grid, row: int, columns: Sequence[ValueColumn]) -> tuple[Value, ...]:
    """The values of a body row, in column order; a cell with several values gives several."""
    values: list[Value] = []
    unkept: list[int] = []
    money = {column.column.indeks for column in columns if column.money}
    for column in columns:
        cell = grid.cell(row, column.column.indeks)
        cell = reaching_amount(grid, row, column.column.indeks, money) if cell is None and column.money else cell
        if cell is None or not cell.text.strip() or grid.is_remark(row, column.column.indeks):
            continue
        values += [v for v in cell_values(grid, row, column, cell) if not _is_repeated(v, values)]
        unkept += [column.unkept_scale] * (len(values) - len(unkept))
    if max(unkept, default=1) > 1:
        values = by_row(values, unkept)
    return tuple(_read_alike(values)) + _dashed_remainders(grid, row, columns, values)


def _read_alike(values: Sequence[Value]) -> list[Value]:
    """The values; those in doubt of which one measure prints the same text twice in the row, read in two ways.

    Two columns have two styles, and "12,480 km" is ten in one of them and ten thousand in the other: one is wrong.
    """
    texts = [(value.ukuran, " ".join(value.teks.casefold().split())) for value in values]
    if len(set(texts)) == len(values):
        return list(values)  # nearly every row
    read: dict[tuple[Ukuran, str], set[Decimal | None]] = {}
    for text, value in zip(texts, values, strict=True):
        read.setdefault(text, set()).add(value.nilai)
    return [
        replace(v, keyakinan=min(v.keyakinan, DOUBTFUL), perbaikan="baca_beda") if len(read[text]) > 1 else v
        for text, v in zip(texts, values, strict=True)
    ]


def _is_repeated(value: Value, before: Sequence[Value]) -> bool:
    """True where a column of the same key, to the left, prints the same amount in this row.

    Reports spread one measure over columns by level ("Per Paket | Per Sub Kegiatan | Per Kegiatan"): it is said once.
    Targets stand side by side (columns 6 and 9 of T-C.29), each of them meant, also where both are the same money.
    """
    if value.satuan != RUPIAH or value.ukuran is Ukuran.TARGET:
        return False
    alike = [v for v in before if v.ukuran is value.ukuran and v.nilai == value.nilai and v.satuan == RUPIAH]
    return any(v.box != value.box and measure_of(v) == measure_of(value) for v in alike)


def shares(name: str, values: tuple[Value, ...]) -> tuple[Value, ...]:
    """The values of a row whose name says that it prints shares, as percent; () where it does not, or prints amounts.

    "Persentase terhadap total (%)" below a column of rupiah: 8,44 is no money.
    """
    money = [abs(v.nilai) for v in values if v.satuan == RUPIAH and v.nilai is not None]
    if _SHARE_ROW.search(name) is None or not money or max(money) > _MOST_PERCENT:
        return ()
    return tuple(replace(v, satuan=PERSEN) if v.satuan == RUPIAH else v for v in values)


def _dashed_remainders(
    grid: Grid, row: int, columns: Sequence[ValueColumn], values: Sequence[Value]
) -> tuple[Value, ...]:
    """Remainders printed as a dash that arithmetic shows to be zero: pagu and realisasi of the row are the same.

    A dash is no value, and stays none wherever nothing proves it: it may as well mean "not reported".
    """
    found = []
    for column in columns:
        cell = grid.cell(row, column.column.indeks) if column.ukuran is Ukuran.SISA else None
        if cell is None or one_line(cell.text) not in _DASHES:
            continue
        when = (column.column.konteks, column.column.tahun)
        pagu = [v.nilai for v in values if v.ukuran is Ukuran.PAGU and (v.konteks, v.tahun) == when]
        realisasi = [v.nilai for v in values if v.ukuran is Ukuran.REALISASI and (v.konteks, v.tahun) == when]
        if len(pagu) == len(realisasi) == 1 and pagu[0] is not None and pagu == realisasi:
            zero = Value(
                Ukuran.SISA, *when, cell.text.strip(), Decimal(0), "rupiah", cell.page, cell.box, 0.9, "bukti:sisa"
            )
            found.append(zero)
    return tuple(found)


def is_recognised(cell: Cell, table: Table) -> bool:
    """True where a cell's letters were recognised in a picture: letters may stand for digits (``l.500.000``)."""
    return cell.confidence is not None or "+" in table.engine


def _told_by_row(column: ValueColumn, unit: str | None, text: str) -> str | None:
    """The unit that stands beside a cell: its row's own, where a column of money counts other things in that row.

    A planned share of the physical progress is a percentage whatever the Satuan column counts.
    """
    if column.ukuran is Ukuran.TARGET and column.column.konteks is Konteks.FISIK:
        return PERSEN
    if not column.money:
        return None if not unit or unit[0].isdecimal() else unit  # "3 rute" is a quantity itself
    if column.ukuran in ALWAYS_MONEY or column.says_rupiah:
        return RUPIAH
    if unit and _DIGIT.search(unit) is None and unit_kind(unit) not in (Jenis.UANG, Jenis.TAK_TAHU):
        return unit
    # Only the column's other cells speak of money here: a bare count among them does not.
    return None if _COUNT.fullmatch(text.strip()) else RUPIAH


def _leaves_unit_open(column: ValueColumn, text: str) -> bool:
    """True in the evaluation form (T-C.29) where neither header nor cell prints Rp: its columns hold both kinds.

    The amount is read as one; only the unit is left out, as the print leaves it out.
    """
    evaluated = column.column.konteks in _EVALUATED and not _PROGNOSIS.search(column.column.judul)
    open_column = column.ukuran is Ukuran.REALISASI and evaluated
    return open_column and not _RUPIAH.search(f"{column.column.judul} {text}")


def cell_values(grid: Grid, row: int, column: ValueColumn, cell: Cell) -> list[Value]:
    """The values of a cell's text, read as standing in the given row and value column.

    A value's ``teks`` is all that its cell prints (`98,50 %`, `1.735.000,-`), where the cell has several its own part.
    """
    unit = grid.text(row, column.unit_col) if column.unit_col is not None else None
    text, of = one_line(cell.text), column.column
    base = 1.0 if cell.confidence is None else cell.confidence
    asked = (cell.text, unit, is_recognised(cell, grid.table))
    numbers = column.known.get(asked)
    if numbers is None:
        numbers = column.known[asked] = _cell_numbers(column, *asked)
    if unit and all(n.value is None for n in numbers) and squash(text) == squash(unit):
        return []  # the unit alone, its number left out
    return [
        Value(  # by place: no object is made so often
            column.ukuran,
            of.konteks,
            of.tahun,
            text if len(numbers) == 1 else number.text or text,
            number.value,
            None if number.unit == RUPIAH and _leaves_unit_open(column, text) else number.unit,
            cell.page,
            cell.box,
            round(base * number.confidence, 4),
            of.sumber if number.rule in _PLAIN_RULES else number.rule,
            of.rincian,
        )
        for number in numbers
    ]


def _cell_numbers(column: ValueColumn, text: str, unit: str | None, scanned: bool) -> tuple[Number, ...]:
    """The numbers of a cell's text as it is printed in the column, in a row of this unit; a list in words has none."""
    if is_numbered_list(text):
        return (Number(one_line(text), None, None, "tulisan", 0.9),)
    told = _told_by_row(column, unit, text)
    context = column.contexts.get((told, scanned))
    if context is None:
        context = column.contexts[told, scanned] = NumberContext(
            ukuran=column.ukuran,
            unit=told,
            header=column.header,
            style=column.style,
            siblings=column.siblings,
            scanned=scanned,
            scaled=column.scaled,
            caption_scale=column.caption_scale,
            given_scale=column.column.skala,
            counted=column.counted,
            share=column.share,
            amounts=column.amounts,
        )
    return read_numbers(one_line(unbroken(without_line_break(text), column.whole)), context)
