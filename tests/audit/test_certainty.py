"""Who is accused and who is not: what is in doubt, what may be above its target, what a total may total."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from normalize.types import Column
from records.findings import Sebab


def brief(found):
    return [(one.cek.value, one.row, one.tertulis) for one in found]


@pytest.mark.parametrize(
    ("nama", "asli"),
    [
        ("Pendapatan Pajak Daerah", None),
        ("Hasil Retribusi Daerah", None),
        ("Retribusi Pasar", "4.1.02.01"),
        ("Penerimaan Pembiayaan", "6.1"),
        ("SURPLUS / (DEFISIT)", None),
    ],
)
def test_what_comes_in_may_exceed_its_target(row, table, audit, nama, asli):
    assert audit(table([row("akun", nama, asli=asli, pagu="100", realisasi="120")], "realisasi_anggaran")) == ()


@pytest.mark.parametrize(("nama", "asli"), [("Belanja Modal", None), ("Tanah", "5.2.01"), ("Pengeluaran", "6.2")])
def test_what_goes_out_may_not(row, table, audit, nama, asli):
    found = audit(table([row("akun", nama, asli=asli, pagu="100", realisasi="120")], "realisasi_anggaran"))
    assert brief(found) == [("realisasi_lebih", 0, 120)]


def test_accounts_that_say_nothing_are_of_the_side_above_them(row, table, audit):
    rows = [
        row("akun", "PENDAPATAN", pagu="100", realisasi="120"),
        row("akun", "Hotel", pagu="100", realisasi="120"),
        row("akun", "BELANJA", pagu="130", realisasi="130"),
        row("akun", "Pegawai", pagu="130", realisasi="131"),
    ]
    assert brief(audit(table(rows, "realisasi_anggaran"))) == [("realisasi_lebih", 3, 131)]


def test_a_program_of_the_revenue_office_spends_all_the_same(row, table, audit):
    rows = [row("program", "Pendapatan Daerah", pagu="100", realisasi="120")]
    assert brief(audit(table(rows, "realisasi_anggaran"))) == [("realisasi_lebih", 0, 120)]


def test_figures_of_a_column_in_doubt_convict_nobody(row, table, audit):
    matched = table([row("program", "P", pagu="50"), row("kegiatan", "K", pagu="40")])
    columns = (Column(3, "Rp", "pagu", None, 2024, None, 0.4),)
    (only,) = audit(replace(matched, source=replace(matched.source, columns=columns)))
    assert only.sebab is Sebab.TAK_PASTI


def test_slices_are_summed_by_themselves_and_named(row, table, value, audit):
    def both(plain: str, apbn: str):
        return [value("pagu", plain), value("pagu", apbn, rincian="apbn")]

    rows = [row("program", "P", values=both("50", "30")), row("kegiatan", "K", values=both("50", "20"))]
    (only,) = audit(table(rows))
    assert (only.rincian, only.tertulis, only.dihitung) == ("apbn", 30, 20)
    assert "pagu apbn tahun 2024" in only.penjelasan


def test_a_total_may_add_accounts_beside_the_programs(row, table, audit):
    rows = [
        row("program", "P", pagu="50"),
        row("program", "Q", pagu="70"),
        row("jumlah", "Jumlah Kegiatan", pagu="120"),
        row("akun", "Belanja Tidak Langsung", pagu="300"),
        row("akun", "Belanja Pegawai", pagu="300"),
        row("jumlah", "Jumlah Total", pagu="420"),
    ]
    assert audit(table(rows)) == ()


def test_a_nameless_sum_below_a_program_without_amount_is_that_programs(row, table, audit):
    rows = [
        row("program", "P", pagu="50"),
        row("kegiatan", "K", pagu="50"),
        row("program", "Q"),
        row("kegiatan", "L", pagu="30"),
        row("kegiatan", "M", pagu="40"),
        row("jumlah", "", pagu="70"),
        row("jumlah", "Jumlah", pagu="120"),
    ]
    assert [one for one in audit(table(rows)) if one.cek.value == "jumlah_total"] == []


def test_kegiatan_that_add_up_excuse_no_program_that_does_not(row, table, audit):
    rows = [
        row("program", "P", pagu="60"),
        row("kegiatan", "K", pagu="50"),
        row("jumlah", "Jumlah", pagu="50"),
    ]
    assert brief(audit(table(rows))) == [("jumlah_anak", 0, 60), ("jumlah_total", 2, 50)]


def test_children_that_all_print_zero_are_not_filled_in(row, table, audit):
    rows = [row("program", "P", pagu="60"), row("kegiatan", "K", pagu="0"), row("kegiatan", "L", pagu="0")]
    assert audit(table(rows)) == ()


def test_the_sentence_speaks_of_the_nearest_reading_of_an_office_and_its_units(row, table, audit):
    rows = [
        row("perangkat_daerah", "Dinas Sosial", pagu="101"),
        row("program", "P", pagu="60"),
        row("perangkat_daerah", "UPTD Panti", pagu="40"),
        row("program", "Q", pagu="40"),
    ]
    (only,) = audit(table(rows))
    assert (only.tertulis, only.dihitung) == (101, 100)


def test_an_office_may_total_the_units_behind_its_own_rows(row, table, audit):
    rows = [
        row("perangkat_daerah", "DINAS PERKEBUNAN", pagu="90"),
        row("program", "P", pagu="60"),
        row("perangkat_daerah", "UPTD BALAI BENIH", pagu="30"),
        row("program", "Q", pagu="30"),
    ]
    assert audit(table(rows)) == ()
    rows[0] = row("perangkat_daerah", "DINAS PERKEBUNAN", pagu="91")
    assert brief(audit(table(rows))) == [("jumlah_anak", 0, 91)]


def test_closing_figures_are_judged_over_the_lines_of_an_item(row, table, audit):
    rows = [
        row("kegiatan", "K", pagu__2024="10", pagu__2025="20", pagu__akhir_renstra__2025="70"),
        row("kegiatan", "K", lanjutan=0, pagu__2024="40", pagu__2025="30", pagu__akhir_renstra__2025="30"),
    ]
    assert audit(table(rows, "pendanaan_renstra")) == ()


def test_a_line_that_prints_no_closing_figure_is_not_missed_in_it(row, table, audit):
    rows = [
        row("kegiatan", "K", pagu__2024="10", pagu__2025="20", pagu__akhir_renstra__2025="30"),
        row("kegiatan", "K", lanjutan=0, pagu__2024="40", pagu__2025="30"),
    ]
    assert audit(table(rows, "pendanaan_renstra")) == ()


def _shares(row, *printed: str):
    return [
        row("kegiatan", f"K{i}", pagu="900", realisasi=str(amount), persen_realisasi=text)
        for i, (amount, text) in enumerate(zip((599, 599, 599, 599), printed, strict=True))
    ]


def test_a_percentage_that_is_cut_in_a_column_that_rounds_is_told(row, table, audit):
    found = audit(table(_shares(row, "66.56", "66.56", "66.56", "66.55"), "realisasi_anggaran"))
    assert [(one.cek.value, one.row, one.tertulis, one.keparahan.value) for one in found] == [
        ("persen", 3, Decimal("66.55"), "info")
    ]


def test_a_column_that_cuts_is_right_to_do_so(row, table, audit):
    assert audit(table(_shares(row, "66.55", "66.55", "66.55", "66.55"), "realisasi_anggaran")) == ()


def _on_page(matched, page: int, tahun: int = 2024):
    columns = (Column(3, "Rp", "pagu", None, tahun),)
    grid = replace(matched.source.table, pages=(page,), nomor=None)
    return replace(matched, source=replace(matched.source, table=grid, columns=columns))


def test_a_total_stands_under_all_tables_that_go_on_with_each_other(row, table, audit):
    first = _on_page(table([row("program", "P", pagu="60"), row("kegiatan", "K", pagu="20")]), 3)
    second = _on_page(table([row("kegiatan", "L", pagu="40"), row("jumlah", "Jumlah", pagu="60")]), 4)
    assert audit(first, second) == ()


def test_a_table_with_other_columns_is_another_table(row, table, audit):
    first = _on_page(table([row("program", "P", pagu="60"), row("kegiatan", "K", pagu="20")]), 3)
    second = _on_page(table([row("program", "Q", pagu__2025="40")]), 4, 2025)
    assert brief(audit(first, second)) == [("jumlah_anak", 0, 60)]


def test_a_total_adds_programs_above_the_first_urusan_to_the_urusan(row, table, audit):
    rows = [
        row("program", "P", pagu="50"),
        row("kegiatan", "K", pagu="50"),
        row("urusan", "Urusan Penunjang", pagu="30"),
        row("program", "Q", pagu="30"),
        row("jumlah", "TOTAL", pagu="80"),
    ]
    assert audit(table(rows)) == ()
    rows[-1] = row("jumlah", "TOTAL", pagu="81")
    (only,) = audit(table(rows))
    assert (only.cek.value, only.tertulis, only.dihitung) == ("jumlah_total", 81, 80)


def test_accounts_alone_tell_no_total(row, table, audit):
    rows = [
        row("akun", "Belanja Operasi", pagu="50"),
        row("akun", "Belanja Pegawai", pagu="20"),
        row("akun", "Belanja Barang", pagu="30"),
        row("lainnya", "Kertas", pagu="30"),
        row("kegiatan", "K"),
        row("jumlah", "Jumlah", pagu="60"),
    ]
    assert audit(table(rows)) == ()
