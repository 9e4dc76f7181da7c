"""A header's scale is applied only where the amounts below it can bear it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from normalize.types import Column
from normalize.ukuran import SURE_VALUE
from tests.normalize.test_nilai import values_of

SCALED = [Column(0, "Kegiatan", "nama"), Column(1, "Pagu (Rp.000)", "pagu", tahun=2031)]


def pagu(texts: list[str], columns: list[Column] = SCALED, judul: str = "") -> list[Decimal | None]:
    """The amounts of made rows, each with the texts of its columns divided by ``|``."""
    header = [c.judul for c in columns]
    rows = values_of(header, [[f"Kegiatan {i}", *t.split("|")] for i, t in enumerate(texts)], columns, judul)
    return [v.nilai for row in rows for v in row]


def test_amounts_in_thousands_are_multiplied() -> None:
    assert pagu(["415.000", "83.250", "1.120.000", "64.500", "9.305.000"])[:2] == [
        Decimal(415_000_000),
        Decimal(83_250_000),
    ]


def test_whole_rupiah_under_a_header_that_kept_its_scale_are_not_multiplied() -> None:
    whole = ["415.000.000", "83.250.000", "1.120.000.000", "64.500.000", "9.305.000.000"]
    assert pagu(whole) == [Decimal(t.replace(".", "")) for t in whole]


def test_large_amounts_that_end_in_any_digits_are_in_thousands() -> None:
    # Totals by year of a whole office, rounded to a thousand rupiah.
    totals = ["61.327.418", "74.810.233", "69.501.877", "80.122.645"]
    assert pagu(totals)[0] == Decimal("61327418000")


@pytest.mark.parametrize("sparse", ["", "-"])
def test_a_sparse_half_follows_the_other_half_of_its_form(sparse: str) -> None:
    columns = [
        Column(0, "Kegiatan", "nama"),
        Column(1, "Rancangan > Pagu (Rp.000)", "pagu", "rancangan_awal", 2031),
        Column(2, "Hasil > Dana (Rp.000)", "pagu", "hasil_analisis", 2031),
    ]
    rows = ["415.000.000|" + sparse, "83.250.000|" + sparse, "1.120.000.000|" + sparse, "64.500.000|18.000.000"]
    assert pagu(rows, columns)[-1] == Decimal(18_000_000)


def test_a_few_large_amounts_prove_nothing_against_the_header() -> None:
    assert pagu(["415.000.000", "83.250.000"]) == [Decimal("415000000000"), Decimal("83250000000")]


TWO_PLANS = [
    Column(0, "Kegiatan", "nama"),
    Column(1, "Rancangan > Pagu (Rp.000)", "pagu", "rancangan_awal", 2031),
    Column(2, "Hasil > Pagu (Rp.000)", "pagu", "hasil_analisis", 2031),
]
WHOLE = ["415.000.000|420.000.000", "83.250.000|83.250.000", "1.120.000.000|990.000.000", "64.500.000|64.500.000"]


def last_row(text: str) -> list[tuple[Decimal | None, bool, str | None]]:
    """The amounts of a row below others in whole rupiah: number, whether it may be summed, and by which rule."""
    rows = [[f"Kegiatan {i}", *each.split("|")] for i, each in enumerate([*WHOLE, text])]
    found = values_of([c.judul for c in TWO_PLANS], rows, TWO_PLANS)[-1]
    return [(v.nilai, v.keyakinan >= SURE_VALUE, v.perbaikan) for v in found]


def test_a_row_in_thousands_among_whole_rupiah_is_told_by_the_same_amount_beside_it() -> None:
    assert last_row("3.417.260.000|3.417.260,00") == [
        (Decimal(3_417_260_000), True, None),
        (Decimal(3_417_260_000), True, "skala_baris"),
    ]


def test_a_row_that_may_be_in_thousands_among_whole_rupiah_is_in_doubt() -> None:
    assert last_row("8.125.300.000|7.460.000,00")[1] == (Decimal(7_460_000), False, "skala_ragu")


@pytest.mark.parametrize("text", ["8.125.300.000|7.460.000.000", "8.125.300.000|120.000", "7.460.000,00|"])
def test_an_amount_that_no_other_one_makes_a_thousandth_stays_sure(text: str) -> None:
    assert all(is_sure and not (rule or "").startswith("skala") for _, is_sure, rule in last_row(text))


PLAIN = [Column(0, "Kegiatan", "nama"), Column(1, "Pagu 2031", "pagu", tahun=2031)]
CAPTION = "Rencana Pendanaan (dalam jutaan rupiah)"


def test_a_scale_that_the_caption_states_holds_for_money_whose_header_states_none() -> None:
    assert pagu(["415,25", "83,10", "1.120,00", "64,50"], PLAIN, CAPTION)[0] == Decimal(415_250_000)


def test_a_header_that_states_a_scale_outdoes_the_caption() -> None:
    assert pagu(["415.000", "83.250", "1.120.000", "64.500"], SCALED, CAPTION)[0] == Decimal(415_000_000)


def test_whole_rupiah_under_a_caption_that_kept_its_scale_are_not_multiplied() -> None:
    whole = ["415.000.000", "83.250.000", "1.120.000.000", "64.500.000"]
    assert pagu(whole, PLAIN, CAPTION) == [Decimal(t.replace(".", "")) for t in whole]


def test_under_a_caption_whole_rupiah_need_not_end_in_zeros() -> None:
    whole = ["415.300.217", "83.250.140", "1.120.007.315", "64.500.922"]
    assert pagu(whole, PLAIN, CAPTION)[0] == Decimal(415_300_217)


def test_a_caption_multiplies_no_target() -> None:
    columns = [Column(0, "Kegiatan", "nama"), Column(1, "Target", "target", tahun=2031)]
    assert pagu(["4", "7", "12", "30"], columns, CAPTION)[0] == Decimal(4)


def test_so_many_large_amounts_are_whole_rupiah_whatever_digits_they_end_in() -> None:
    whole = ["415.118.204", "583.250.117", "1.120.733.900", "264.500.661", "9.305.412.087", "118.400.250"]
    assert pagu(whole)[0] == Decimal(415_118_204)


SHARED = [Column(0, "Kegiatan", "nama"), Column(1, "Pagu (Rp. 000)", "pagu", tahun=2031), Column(2, "Sisa", "sisa")]


def test_a_scale_over_the_first_amounts_holds_for_those_of_one_size_beside_them() -> None:
    rows = ["415.000|12.450", "83.250|83", "1.120.000|96.300", "64.500|7.120", "9.305.000|412.000"]
    assert pagu(rows, SHARED)[:2] == [Decimal(415_000_000), Decimal(12_450_000)]


def test_amounts_in_whole_rupiah_beside_some_in_thousands_are_left_as_they_are() -> None:
    rows = ["415.000|12.450.000", "83.250|8.300.000", "1.120.000|96.300.000", "64.500|7.120.000"]
    assert pagu(rows, SHARED)[:2] == [Decimal(415_000_000), Decimal(12_450_000)]


@pytest.mark.parametrize(
    ("judul", "factor"),
    [
        ("Pagu Indikatif Kegiatan (Rp 000)", 1_000),
        ("Plafon Anggaran (dalam Rp.000,-)", 1_000),
        ("Plafon Anggaran (x Rp 1.000.000)", 1_000_000),
        ("Tarif di atas Rp 1.000", 1),
        ("Kelahiran Hidup (1.000)", 1),
    ],
)
def test_noughts_in_brackets_of_a_caption_are_its_scale(judul: str, factor: int) -> None:
    assert pagu(["415", "83", "1.120", "64"], PLAIN, judul)[:2] == [Decimal(415 * factor), Decimal(83 * factor)]


SPENT = [
    Column(0, "Program", "nama"),
    Column(1, "Anggaran", "pagu", tahun=2031),
    Column(2, "Realisasi", "realisasi", tahun=2031),
]
IN_MILLIONS = ["1.415,20|1.302,75", "983,40|947,15", "3.120,00|2.988,60", "64,50|61,35"]


def units(columns: list[Column], rows: list[str], judul: str) -> list[tuple[Decimal | None, str | None]]:
    body = [[f"Program {i}", *each.split("|")] for i, each in enumerate(rows)]
    found = values_of([c.judul for c in columns], body, columns, judul)
    return [(v.nilai, v.satuan) for row in found for v in row]


def test_what_was_realised_of_a_pagu_in_millions_is_in_millions_too() -> None:
    assert units(SPENT, IN_MILLIONS, "Rekapitulasi (juta rupiah)")[2:4] == [
        (Decimal(983_400_000), "rupiah"),
        (Decimal(947_150_000), "rupiah"),
    ]


def test_what_was_realised_beside_a_target_or_far_below_the_pagu_may_be_something_counted() -> None:
    target = [*SPENT, Column(3, "Target", "target", tahun=2031)]
    rows = [f"{each}|1.400,00" for each in IN_MILLIONS]
    assert units(target, rows, "Rekapitulasi (juta rupiah)")[1] == (Decimal("1302.75"), None)
    few = ["1.415,20|12", "983,40|7", "3.120,00|24", "164,50|2"]
    assert units(SPENT, few, "Rekapitulasi (juta rupiah)")[1] == (Decimal(12), None)
