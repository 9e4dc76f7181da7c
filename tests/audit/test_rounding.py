"""Negatives: differences that printed documents show because of rounding, and that must not be reported."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.tolerance import agrees, percent_agrees, printed_digits, rounded, truncated

# Weights of a province's physical and financial report: each share is rounded, so the sum of the children is not
# the parent's rounded share. None of these rows is wrong.
WEIGHTS = [
    ("program", "Penunjang", "8322485080", "69.50"),
    ("program", "Perlindungan", "2325500000", "19.42"),
    ("kegiatan", "Anak", "1115500000", "9.32"),
    ("kegiatan", "Fakir Miskin", "1210000000", "10.11"),
    ("program", "Lainnya", "1326869780", "11.08"),
]


def test_rounded_weights_that_miss_their_parent_by_a_hundredth_are_not_reported(row, table, audit):
    rows = [row(level, name, pagu=pagu, bobot=bobot) for level, name, pagu, bobot in WEIGHTS]
    rows.append(row("jumlah", "JUMLAH", pagu="11974854860", bobot="100.00"))
    assert audit(table(rows, "realisasi_anggaran")) == ()


def test_a_share_of_a_deficit_printed_in_millions_is_as_near_as_both_are_rounded(row, table, audit, value):
    def printed(share):
        amounts = (("pagu", "(42,00)", -42_000_000), ("realisasi", "(39,36)", -39_360_000))
        money = [replace(value(name, "1"), teks=text, nilai=Decimal(amount)) for name, text, amount in amounts]
        shown = value("persen_realisasi", share)
        return audit(table([row("lainnya", "SURPLUS/(DEFISIT)", values=[*money, shown])], "realisasi_anggaran"))

    assert printed("93.70") == ()
    assert [found.cek for found in printed("93.65")] == ["persen"]


def test_an_amount_in_rupiah_among_thousands_is_as_near_as_its_parts_are_rounded(row, table, audit, value):
    def printed(level, text, amount):
        return row(level, text, values=[replace(value("pagu", "1"), teks=text, nilai=Decimal(amount))])

    def plan(whole, amount):
        parts = [printed("kegiatan", "3.201", 3_201_000), printed("kegiatan", "5.404", 5_404_000)]
        return audit(table([printed("program", whole, amount), *parts]))

    assert plan("8.604.600", 8_604_600) == ()
    zeros = [printed("kegiatan", text, amount) for text, amount in (("3.201", 3_201_000), ("0", 0), ("0", 0))]
    assert audit(table([printed("program", "3.203", 3_203_000), *zeros])) == ()
    assert [finding.selisih for finding in plan("8.602.600", 8_602_600)] == [-2400]


def test_millions_with_decimals_are_rounded_to_their_last_printed_digit(row, table, audit, value):
    def printed(level, text, amount):
        return row(level, text, values=[replace(value("pagu", "1"), teks=text, nilai=Decimal(amount))])

    parts = [printed("kegiatan", "617,28", 617_280_000), printed("kegiatan", "617,28", 617_280_000)]
    assert audit(table([printed("program", "1.234,57", 1_234_570_000), *parts])) == ()
    (found,) = audit(table([printed("program", "1.234,59", 1_234_590_000), *parts]))
    assert found.selisih == 30_000


@pytest.mark.parametrize(("text", "value", "digits"), [("98,46 %", "98.46", 2), ("98.4", "98.4", 1), ("100", "100", 0)])
def test_printed_digits_are_counted_in_the_text(text, value, digits):
    assert printed_digits(text, Decimal(value)) == digits


def test_a_group_mark_is_no_decimal_mark():
    assert printed_digits("1.283", Decimal(1283)) == 0


def test_a_ratio_printed_with_a_percent_sign_is_wrong():
    assert percent_agrees(Decimal("0.98"), Decimal("98.46"), "0,98")
    assert not percent_agrees(Decimal("0.98"), Decimal("98.46"), "0,98 %")


amounts = st.decimals("-1000000", "1000000", places=6)


@given(amounts, st.integers(0, 4))
def test_what_is_rounded_or_truncated_always_agrees(exact, digits):
    assert agrees(rounded(exact, digits), exact, digits)
    assert agrees(truncated(exact, digits), exact, digits)


@given(amounts, st.integers(0, 4), st.integers(2, 1000))
def test_what_is_two_units_off_never_agrees(exact, digits, units):
    assert not agrees(rounded(exact, digits) + Decimal(units).scaleb(-digits), exact, digits)


def in_thousands(value, column, text, amount):
    return value(column, amount, teks=text, nilai=Decimal(amount))


def test_a_percentage_of_amounts_that_are_printed_in_thousands_may_be_that_of_the_exact_ones(row, table, audit, value):
    # 3.914.449 of 5.599.600 is 69,91 %; what is printed of them is 69,89 %.
    printed = [
        in_thousands(value, "pagu", "5.600", "5600000"),
        in_thousands(value, "realisasi", "3.914", "3914000"),
        value("persen_realisasi", "69.91"),
    ]
    assert audit(table([row("kegiatan", "K", values=printed)], "realisasi_anggaran")) == ()


def test_a_percentage_that_no_rounding_of_the_amounts_explains_is_wrong(row, table, audit, value):
    printed = [
        in_thousands(value, "pagu", "5.600", "5600000"),
        in_thousands(value, "realisasi", "3.914", "3914000"),
        value("persen_realisasi", "69.95"),
    ]
    (found,) = audit(table([row("kegiatan", "K", values=printed)], "realisasi_anggaran"))
    assert found.cek == "persen"
