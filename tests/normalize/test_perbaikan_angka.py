"""Marks of notes, short forms, fractions: what stands in a cell besides the plain digits of a number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.angka import read_numbers
from normalize.perbaikan_angka import plain_digits, without_footnote, without_powers
from normalize.types import NumberContext, Ukuran

PAGU = NumberContext(ukuran=Ukuran.PAGU)
TARGET = NumberContext(ukuran=Ukuran.TARGET)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2.314.750.600 1)", "2314750600"),
        ("2.314.750.6001)", "2314750600"),
        ("2.314.750.600,001)", "2314750600.00"),
        ("2.314.750.600¹", "2314750600"),
        ("4.321.000 [3]", "4321000"),
        ("4.321.000 *)", "4321000"),
        ("4.321.000**", "4321000"),
        ("4.321.000 a)", "4321000"),
        ("3.000.000.,00", "3000000.00"),
        ("3.000.000,.00", "3000000.00"),
        ("6 543 210,00", "6543210.00"),
        ("6 543 210", "6543210"),
        ("6'543'210", "6543210"),
        ("6’543’210", "6543210"),
        ("4,3215E+11", "432150000000"),
        ("4.3E+09", "4300000000"),
        ("25 jt/bln", "25000000"),
        ("15.000/km", "15000"),
        ("Rp.3.000.000.-", "3000000"),
    ],
)
def test_an_amount_is_read_without_what_is_no_part_of_it(text: str, value: str) -> None:
    (number,) = read_numbers(text, PAGU)
    assert (number.value, number.unit) == (Decimal(value), "rupiah")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("3½ Ha", "3.5", "ha"), ("1¾", "1.75", None), ("+8,5", "8.5", None), ("5 Unit 2)", "5", "unit")],
)
def test_a_target_is_read_without_what_is_no_part_of_it(text: str, value: str, unit: str | None) -> None:
    (number,) = read_numbers(text, TARGET)
    assert (number.value, number.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("text", ["(lihat 2)", "1) Laporan 2) Dokumen", "1.234)", "8 m²", "0,5E-05", "2E", "5'10"])
def test_what_is_no_mark_of_a_note_stays(text: str) -> None:
    assert without_powers(plain_digits(without_footnote(text))) == text


def test_a_short_form_is_doubted_for_its_last_digits_are_lost() -> None:
    (number,) = read_numbers("4,3215E+11", PAGU)
    assert number.rule == "ilmiah"
    assert number.confidence < 0.6


@given(st.text(alphabet="0123456789.,'’½¹E+-()[]* ab", max_size=40))
def test_no_garbage_makes_the_mending_fail(text: str) -> None:
    assert isinstance(without_powers(plain_digits(without_footnote(text))), str)
