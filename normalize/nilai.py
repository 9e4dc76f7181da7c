"""The values of a printed row: each value column's text read with what the column and the row say of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extract.types import Cell, Table
from normalize.angka import GIVEN_SCALE, NumberReader
from normalize.angka_putus import doubt_broken, joined
from normalize.bagian import PART_OF_ONE
from normalize.grid import Grid
from normalize.kata_putus import mended as unbroken
from normalize.kolom_nilai import EVALUATED, RUPIAH_WORD, ValueColumn
from normalize.nomor_urut import is_numbered_list
from normalize.perbaikan_angka import without_line_break
from normalize.satuan import PERSEN, RUPIAH, Jenis, unit_kind
from normalize.sel_lebar import reaching_amount
from normalize.skala import by_row
from normalize.types import Konteks, Number, NumberContext, Ukuran, Value
from normalize.ukuran import ALWAYS_MONEY, DOUBTFUL, measure_of
from normalize.wording import one_line, squash

_DIGIT = re.compile(r"[0-9]")
_COUNT = re.compile(r"[1-9][0-9]{0,2}(?:[.,][0-9]{1,2})?")
_PROGNOSIS = re.compile(r"prognos[ai]", re.I)
"""What half-year reports of the budget (PP 12/2019) call the money of the months to come; T-C.29 has no such word."""
_DASHES = frozenset({"-", "–", "—", "Rp -", "Rp. -", "Rp-"})
# Rules by which the text alone decided need no mention; every other rule is evidence that a reader must see.
_PLAIN_RULES = frozenset({"bulat", "ribuan", "ribuan_desimal", "desimal", "bukan_angka", "strip_nol", GIVEN_SCALE})

_SHARE_ROW = re.compile(r"\(\s*(?:%|persen|prosen)\s*\)\s*$|^\s*(?:%|p(?:er|ro)sentase)(?:\s|$)", re.I)
_MOST_PERCENT = Decimal(1000)


def read_values(grid: Grid, row: int, columns: Sequence[ValueColumn]) -> tuple[Value, ...]:
    """The values of a body row, in column order; a cell with several values gives several."""
    values: list[Value] = []
    unkept: list[int] = []
    money = {column.column.indeks for column in columns if column.money}
    reaching = {col: cell for col in money if (cell := reaching_amount(grid, row, col, money)) is not None}
    for column in columns:
        cell = grid.cell(row, column.column.indeks) or reaching.get(column.column.indeks)
        if reaching and not column.money and cell in reaching.values():
            continue  # money that begins below a target is none
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
    evaluated = column.column.konteks in EVALUATED and not _PROGNOSIS.search(column.column.judul)
    open_column = column.ukuran is Ukuran.REALISASI and evaluated
    return open_column and not RUPIAH_WORD.search(f"{column.column.judul} {text}")


def cell_values(grid: Grid, row: int, column: ValueColumn, cell: Cell) -> list[Value]:
    """The values of a cell's text, read as standing in the given row and value column.

    A value's ``teks`` is all that its cell prints (`98,50 %`, `1.735.000,-`), where the cell has several its own part.
    """
    unit = grid.text(row, column.unit_col) if column.unit_col is not None else None
    text, of = one_line(cell.text), column.column
    base = 1.0 if cell.confidence is None else cell.confidence
    whole, sure = (cell.text, 1.0) if column.money else joined(cell, column, grid.table.engine)
    asked = (whole, unit, is_recognised(cell, grid.table))
    numbers = column.known.get(asked)
    if numbers is None:
        numbers = column.known[asked] = _cell_numbers(column, *asked)
    if whole != cell.text:
        numbers = tuple(replace(n, rule="sambung", confidence=min(n.confidence, sure)) for n in numbers)
    elif len(numbers) > 1:
        numbers = doubt_broken(numbers, cell, column)
    if unit and not (numbers and numbers[0].value is not None) and _is_unit_alone(numbers, text, unit):
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


def _is_unit_alone(numbers: Sequence[Number], text: str, unit: str) -> bool:
    """True where a cell holds nothing but what its number would count."""
    return all(n.value is None for n in numbers) and squash(text) == squash(unit)


def _cell_numbers(column: ValueColumn, text: str, unit: str | None, scanned: bool) -> tuple[Number, ...]:
    """The numbers of a cell's text as it is printed in the column, in a row of this unit; a list in words has none."""
    if is_numbered_list(text):
        return (Number(one_line(text), None, None, "tulisan", 0.9),)
    told = _told_by_row(column, unit, text)
    reader = column.readers.get((told, scanned))
    if reader is None:
        context = NumberContext(
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
        reader = column.readers[told, scanned] = NumberReader(context)
    numbers = reader.read(one_line(unbroken(without_line_break(text), column.whole) if "\n" in text else text))
    return tuple(map(_part_of_one, numbers)) if column.of_one else numbers


def _part_of_one(number: Number) -> Number:
    """The number of a column of parts of one, which counts as percent by its column; nothing is nothing either way."""
    if number.unit != PERSEN or not number.value:
        return number
    return replace(number, rule=PART_OF_ONE, confidence=min(number.confidence, DOUBTFUL))
