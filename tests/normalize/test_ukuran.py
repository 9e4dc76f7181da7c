"""What measures what, and which figures may prove something."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extract.types import Box, Cell, Table
from normalize.grid import Grid
from normalize.kolom_nilai import value_columns
from normalize.nilai import read_values
from normalize.types import Column, Ukuran, Value
from normalize.ukuran import Certainty, Measure, amounts, is_amount, printed_unit

PAGU = Value(Ukuran.PAGU, None, 2026, "500", Decimal(500), "rupiah", 1, Box(0, 0, 1, 1), 1.0)
PLAIN = Measure(Ukuran.PAGU, None, 2026)


def column(keyakinan: float, tahun: int | None = 2026) -> Column:
    return Column(1, "Pagu", "pagu", None, tahun, None, keyakinan)


def test_a_slice_is_a_measure_of_its_own() -> None:
    found = amounts([PAGU, replace(PAGU, rincian="apbn", nilai=Decimal(200))])
    assert found == {PLAIN: Decimal(500), PLAIN._replace(rincian="apbn"): Decimal(200)}


@pytest.mark.parametrize("doubt", [replace(PAGU, keyakinan=0.59), replace(PAGU, nilai=None)])
def test_what_is_in_doubt_is_there_and_proves_nothing(doubt: Value) -> None:
    assert amounts([PAGU, doubt]) == {PLAIN: None}


def test_a_column_in_doubt_makes_all_its_values_doubtful_but_those_that_a_person_read() -> None:
    certainty = Certainty([column(0.49)])
    assert not certainty.is_sure(PAGU)
    assert certainty.is_sure(replace(PAGU, perbaikan="koreksi:kasus-1"))
    assert Certainty([column(0.5)]).is_sure(PAGU)
    assert not Certainty([column(0.49, None)]).is_sure(PAGU)  # an undated column of dated values


def test_a_row_that_dates_its_values_itself_keeps_the_doubt_of_their_column() -> None:
    doubtful = Certainty([column(0.41)])
    assert doubtful.of_column(replace(PAGU, tahun=2019)) == 0.41
    assert Certainty([column(0.41), column(0.9, None)]).of_column(replace(PAGU, tahun=2019)) == 0.9


def test_realisasi_without_a_unit_is_no_amount() -> None:
    assert is_amount(replace(PAGU, satuan=None))
    assert not is_amount(replace(PAGU, ukuran=Ukuran.REALISASI, satuan=None))


def read(text: str, engine: str, confidence: float | None) -> list[Decimal | None]:
    cells = (
        Cell(0, 0, 1, 1, "Realisasi", 1, Box(0, 0, 9, 9), is_header=True),
        Cell(1, 0, 1, 1, text, 1, Box(0, 10, 9, 19), confidence=confidence),
    )
    grid = Grid(Table((1,), None, None, 2, 1, 1, cells, engine, 1.0))
    columns = value_columns(grid, [Column(0, "Realisasi", "realisasi", None, 2026)])
    return [value.nilai for value in read_values(grid, 0, columns)]


@pytest.mark.parametrize(("engine", "confidence"), [("ruled+rapidocr", None), ("ruled", 0.9)])
def test_letters_for_digits_are_undone_in_cells_that_were_recognised(engine: str, confidence: float | None) -> None:
    assert read("1O5", engine, confidence) == [105]


def test_letters_between_digits_of_a_digital_page_stay_letters() -> None:
    assert read("1l5", "ruled", None) != [115]


@pytest.mark.parametrize(
    ("teks", "nilai", "unit"),
    [
        ("1.500.000", "1500000", 1),
        ("1.500.000,00", "1500000.00", 1),
        ("1,500,000.00", "1500000.00", 1),
        ("1.500", "1500000", 1000),
        ("1.500,00", "1500000.00", 10),
        ("1,5", "1500000", 100_000),
        ("0,00", "0.00", 1),
    ],
)
def test_the_unit_of_the_last_printed_digit(teks: str, nilai: str, unit: int) -> None:
    assert printed_unit(replace(PAGU, teks=teks, nilai=Decimal(nilai))) == unit
