"""Doubtful readings settled by sums, years, remainders and printed formulas; nothing settled without them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.types import Box
from normalize.nama_bersisi import UNLIKE
from normalize.rumus import Formula, column_numbers, evaluate, read_formulas
from normalize.types import BudgetRow, Column, Konteks, TingkatBaris, Ukuran, Value
from normalize.ukuran import Certainty
from settle.evidence import readings, settle_rows
from settle.ledger import build_sums, measures_of, read_ledger

BOX = Box(0, 0, 1, 1)


def value(
    ukuran: Ukuran,
    teks: str,
    nilai: str | None,
    keyakinan: float = 0.99,
    konteks: Konteks | None = None,
    tahun: int = 2024,
) -> Value:
    return Value(ukuran, konteks, tahun, teks, None if nilai is None else Decimal(nilai), "rupiah", 1, BOX, keyakinan)


def row(index: int, *values: Value) -> BudgetRow:
    return BudgetRow(index, index, None, None, f"baris {index}", None, values, 1, BOX)


def settle(
    rows: Sequence[BudgetRow],
    parents: Sequence[int | None],
    columns: Sequence[Column] = (),
    formulas: Sequence[Formula] = (),
) -> tuple[BudgetRow, ...]:
    """The rows as the stage settles them; which rows are totals plays no part here."""
    ledger = read_ledger(rows, Certainty(columns))
    sums = build_sums(rows, parents, [TingkatBaris.LAINNYA] * len(rows), measures_of(ledger))
    return settle_rows(rows, sums, columns, formulas, ledger)


def test_a_lost_separator_is_settled_by_the_sum_of_the_children() -> None:
    rows = [
        row(0, value(Ukuran.PAGU, "3.181.925", "3181925")),
        row(1, value(Ukuran.PAGU, "1.181925", "1.181925", 0.6)),
        row(2, value(Ukuran.PAGU, "2.000.000", "2000000")),
    ]
    settled = settle(rows, [None, 0, 0])
    only = settled[1].values[0]
    assert (only.nilai, only.teks, only.perbaikan) == (Decimal(1181925), "1.181925", "bukti:jumlah_anak")


def test_without_a_relation_that_closes_the_reading_stands() -> None:
    rows = [row(0, value(Ukuran.PAGU, "9.999.999", "9999999")), row(1, value(Ukuran.PAGU, "1.181925", "1.181925", 0.6))]
    assert settle(rows, [None, 0]) == tuple(rows)


def test_a_sure_value_that_breaks_the_sum_is_never_touched() -> None:
    rows = [row(0, value(Ukuran.PAGU, "3.000", "3000")), row(1, value(Ukuran.PAGU, "2.000", "2000"))]
    assert settle(rows, [None, 0]) == tuple(rows)


def test_two_doubtful_places_in_one_relation_settle_nothing() -> None:
    rows = [
        row(0, value(Ukuran.PAGU, "3.000", "3000")),
        row(1, value(Ukuran.PAGU, "1.000", "1", 0.5)),
        row(2, value(Ukuran.PAGU, "2.000", "2", 0.5)),
    ]
    assert settle(rows, [None, 0, 0]) == tuple(rows)


def test_a_remainder_settles_the_amount_that_it_remains_of() -> None:
    only = row(
        0,
        value(Ukuran.PAGU, "5.000,000", "5000", 0.5),
        value(Ukuran.REALISASI, "4.000.000", "4000000"),
        value(Ukuran.SISA, "1.000.000", "1000000"),
    )
    assert settle([only], [None])[0].values[0].nilai == Decimal(5000000)


def test_a_printed_formula_settles_a_doubtful_target() -> None:
    columns = [
        Column(0, "4", "target", Konteks.RENSTRA, 2024),
        Column(1, "5", "realisasi", Konteks.RENSTRA, 2021),
        Column(2, "10", "realisasi", Konteks.PERKIRAAN, 2023),
    ]
    only = row(
        0,
        value(Ukuran.TARGET, "688", "688", konteks=Konteks.RENSTRA),
        value(Ukuran.REALISASI, "595", "595", konteks=Konteks.RENSTRA, tahun=2021),
        value(Ukuran.REALISASI, "1.283", "1.283", 0.6, konteks=Konteks.PERKIRAAN, tahun=2023),
    )
    settled = settle([only], [None], columns, read_formulas(["4", "5", "10=(4+5)"]))
    assert settled[0].values[2].nilai == Decimal(1283)
    assert settled[0].values[2].perbaikan == "bukti:rumus"


@given(st.integers(1, 10**12))
def test_a_grouped_amount_is_always_among_its_own_readings(amount: int) -> None:
    assert Decimal(amount) in readings(f"{amount:,}")


@given(st.text(max_size=40))
def test_readings_of_any_text_are_finite_and_few(text: str) -> None:
    found = readings(text)
    assert len(found) <= 2
    assert all(v.is_finite() for v in found)


def test_damaged_formulas_are_read_and_repeated_numbers_are_not_trusted() -> None:
    assert [f.kind for f in read_formulas(["5", "7", "9", "10 = (5+7+9", "8 = (7/5)"])] == ["jumlah", "rasio"]
    assert column_numbers(["(1)", "(2)", "(2)"]) == {1: 0}


def test_a_ratio_is_given_as_percent_and_not_at_all_over_zero() -> None:
    (formula,) = read_formulas(["6", "7", "8=(7/6)"])
    assert evaluate(formula, lambda c: Decimal([4, 3, 0][c])) == Decimal(75)
    assert evaluate(formula, lambda c: Decimal([0, 3, 0][c])) is None


def test_letters_that_a_scan_made_of_digits_are_read_again_with_what_the_sum_asks_for() -> None:
    rows = [
        row(0, value(Ukuran.PAGU, "3.450.000", "3450000")),
        row(1, value(Ukuran.PAGU, "l.25O.000", "25", 0.4)),
        row(2, value(Ukuran.PAGU, "2.200.000", "2200000")),
    ]
    only = settle(rows, [None, 0, 0])[1].values[0]
    assert (only.nilai, only.teks, only.perbaikan) == (Decimal(1250000), "l.25O.000", "bukti:jumlah_anak")


def test_no_other_digits_are_put_in_than_those_that_the_text_may_mean() -> None:
    rows = [
        row(0, value(Ukuran.PAGU, "3.450.000", "3450000")),
        row(1, value(Ukuran.PAGU, "l.27O.000", None, 0.4)),
        row(2, value(Ukuran.PAGU, "2.200.000", "2200000")),
    ]
    assert settle(rows, [None, 0, 0]) == tuple(rows)


def test_a_percentage_settles_the_realisasi_that_it_is_of() -> None:
    percent = replace(value(Ukuran.PERSEN_REALISASI, "49,13", "49.13"), satuan="persen")
    only = row(
        0, value(Ukuran.PAGU, "2.405.900", "2405900"), value(Ukuran.REALISASI, "1.181925", "1.181925", 0.6), percent
    )
    assert settle([only], [None])[0].values[1].nilai == Decimal(1181925)


@pytest.mark.parametrize("kind", [Ukuran.CAPAIAN, Ukuran.PERSEN_REALISASI])
def test_what_was_reached_of_a_target_settles_its_percentage(kind: Ukuran) -> None:
    target, reached = (
        replace(value(ukuran, f"{number}%", number), satuan="persen")
        for ukuran, number in ((Ukuran.TARGET, "4"), (Ukuran.REALISASI, "650.48"))
    )
    percent = replace(value(kind, "16.262", "16.262", 0.67), satuan="persen")
    assert settle([row(0, target, reached, percent)], [None])[0].values[2].nilai == Decimal(16262)
    other = replace(percent, teks="16.362", nilai=Decimal("16.362"))
    assert settle([row(0, target, reached, other)], [None])[0].values[2] == other


def test_a_share_printed_as_a_part_of_one_is_not_read_as_its_digits_without_the_mark() -> None:
    share = replace(value(Ukuran.CAPAIAN, "1.00", "1.00", 0.45), satuan="persen", perbaikan="bagian_satu")
    counts = [replace(value(ukuran, "40", "40"), satuan="unit") for ukuran in (Ukuran.TARGET, Ukuran.REALISASI)]
    rows = [row(0, *counts, share)]
    assert settle(rows, [None]) == tuple(rows)


def test_a_figure_in_doubt_settles_no_other() -> None:
    rows = [
        row(0, value(Ukuran.PAGU, "3181925", "3181925", 0.5)),
        row(1, value(Ukuran.PAGU, "1.181925", "1.181925", 0.6)),
        row(2, value(Ukuran.PAGU, "2.000.000", "2000000")),
    ]
    assert settle(rows, [None, 0, 0])[1].values[0].nilai == Decimal("1.181925")


def test_a_column_in_doubt_is_neither_settled_nor_asked() -> None:
    columns = [Column(1, "Rp", "pagu", None, 2024, None, 0.4)]
    rows = [
        row(0, value(Ukuran.PAGU, "3.181.925", "3181925")),
        row(1, value(Ukuran.PAGU, "1.181925", "1.181925", 0.6)),
        row(2, value(Ukuran.PAGU, "2.000.000", "2000000")),
    ]
    assert settle(rows, [None, 0, 0], columns) == tuple(rows)


def test_a_slice_is_never_added_to_the_plain_measure() -> None:
    apbn = replace(value(Ukuran.PAGU, "1.181.925", "1181925"), rincian="apbn")
    rows = [
        row(0, value(Ukuran.PAGU, "2.363.850", "2363850")),
        row(1, value(Ukuran.PAGU, "1.181925", "1.181925", 0.6), apbn),
    ]
    assert settle(rows, [None, 0]) == tuple(rows)


@pytest.mark.parametrize("konteks", [(Konteks.RANCANGAN_AWAL, Konteks.HASIL_ANALISIS), (Konteks.SEBELUM, None)])
def test_an_amount_that_its_row_prints_twice_settles_how_the_other_print_is_read(
    konteks: tuple[Konteks, Konteks | None],
) -> None:
    whole = value(Ukuran.PAGU, "1.273.000.000", "1273000000", konteks=konteks[0])
    torn = value(Ukuran.PAGU, "1273000.000", "1273000", 0.45, konteks=konteks[1])
    only = settle([row(0, whole, torn)], [None])[0].values[1]
    assert (only.nilai, only.perbaikan, only.keyakinan) == (Decimal(1273000000), "bukti:kembar", 0.96)


@pytest.mark.parametrize("other", ["1.278.000.000", "1.273"])
def test_an_amount_that_no_reading_of_the_other_print_gives_settles_nothing(other: str) -> None:
    """Nor does one of so few digits that both might be the same by chance."""
    whole = value(Ukuran.PAGU, other, other.replace(".", ""), konteks=Konteks.RANCANGAN_AWAL)
    torn = value(Ukuran.PAGU, "1273000.000", "1273000", 0.45, konteks=Konteks.HASIL_ANALISIS)
    assert settle([row(0, whole, torn)], [None])[0].values[1] == torn


def test_an_amount_beside_another_items_name_is_no_print_of_the_first_one_s() -> None:
    one = value(Ukuran.PAGU, "350.000.000", "350000000", konteks=Konteks.RANCANGAN_AWAL)
    other = replace(
        value(Ukuran.PAGU, "350.000.000", "350000000", 0.45, konteks=Konteks.HASIL_ANALISIS), perbaikan=UNLIKE
    )
    assert settle([row(0, one, other)], [None])[0].values[1] == other


@pytest.mark.parametrize(("rule", "is_settled"), [("sambung", True), ("pemisah_hilang", False)])
def test_two_doubtful_prints_of_an_amount_confirm_each_other_where_they_are_doubtful_for_two_reasons(
    rule: str, is_settled: bool
) -> None:
    one = replace(value(Ukuran.PAGU, "4 058.200.000", "4058200000", 0.6, Konteks.RANCANGAN_AWAL), perbaikan=rule)
    two = value(Ukuran.PAGU, "4058.200000", "4058200000", 0.5, Konteks.HASIL_ANALISIS)
    settled = settle([row(0, one, replace(two, perbaikan="pemisah_hilang"))], [None])[0].values
    assert [v.perbaikan == "bukti:kembar" for v in settled] == [is_settled] * 2
