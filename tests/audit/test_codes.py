"""Checks of codes, weights and of tables against each other: few, and right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audit.registry import CHECKS
from records.findings import Cek, Sebab
from records.matched import CocokMetode, Match, Wilayah


def by_name(kode, nama="Program Penanganan Bencana", skor=1.0, **changes):
    return Match(kode, nama, CocokMetode.NAMA, skor, **changes)


def names(findings):
    return [(finding.cek.value, finding.row) for finding in findings]


def test_a_code_of_another_item_is_reported_with_the_official_one(row, table, audit):
    rows = [row("program", "PROGRAM PENANGANAN BENCANA", asli="1.06.01.2.06", match=by_name("1.06.06"))]
    (only,) = audit(table(rows))
    assert names([only]) == [("kode_nama", 0)]
    assert only.penjelasan == (
        "Pada Tabel 4.1 halaman 3, kode 1.06.01.2.06 tercetak untuk program "
        '"PROGRAM PENANGANAN BENCANA", padahal kode resmi nama itu adalah 1.06.06.'
    )


@pytest.mark.parametrize(
    "asli",
    [
        "1 06 06",
        "1. 6. 06.",
        "1 0 6 06",  # split by a narrow cell
        "06",  # urusan and bidang left out
        "1 06 2,1",  # rounded by Excel
        "1 06 ##",
        "1 06 06 06",  # a doubled cell
    ],
)
def test_a_damaged_code_is_not_a_wrong_one(row, table, audit, asli):
    rows = [row("program", "PROGRAM PENANGANAN BENCANA", asli=asli, match=by_name("1.06.06"))]
    assert audit(table(rows)) == ()


@pytest.mark.parametrize("match", [by_name("1.06.06", skor=0.8), by_name("1.06.06", skor=0.85, runner_up="1.06.05")])
def test_an_unsure_match_does_not_accuse(row, table, audit, match):
    assert audit(table([row("program", "PROGRAM BENCANA", asli="1.06.05", match=match)])) == ()


def test_a_code_matched_alone_is_compared_by_its_official_name(row, table, audit):
    match = Match("1.06.04", "Program Rehabilitasi Sosial", CocokMetode.KODE, 0.4)
    (only,) = audit(table([row("program", "Pengelolaan Perpustakaan Umum", asli="1.06.04", match=match)]))
    assert 'dalam nomenklatur kode itu bernama "Program Rehabilitasi Sosial"' in only.penjelasan


def test_a_whole_table_under_other_codes_is_one_remark(row, table, audit):
    rows = [row("program", f"Program {n}", asli=f"1.06.{n:02}", match=by_name(f"1.06.{n + 1:02}")) for n in range(1, 8)]
    (only,) = audit(table(rows))
    assert (only.cek, only.sebab, only.row, len(only.bukti)) == ("kode_nama", "tak_pasti", None, 7)


def test_one_code_for_two_names_under_one_parent_is_reported(row, table, audit):
    rows = [
        row("kegiatan", "Rehabilitasi Sosial Dasar", kode="1.06.04.2.01", asli="04 2.01"),
        row("sub_kegiatan", "Penyediaan Permakanan", kode="1.06.04.2.01.0001", asli="04 2.01 01"),
        row("sub_kegiatan", "Penyediaan Sandang", asli="04 2.01. 01"),
    ]
    found = audit(table(rows))
    assert names(found) == [("kode_ganda", 2)]
    assert found[0].bukti == ((0, 2), (0, 1))


def test_a_table_in_a_nomenclature_that_is_not_kept_has_no_duplicates(row, table, audit):
    rows = [row("kegiatan", "Administrasi Perkantoran", asli="01 002")]
    twice = [row("sub_kegiatan", name, asli="01 002 07") for name in ("Jasa Komunikasi", "Pengadaan Pakaian")]
    assert audit(table(rows + twice)) == ()


def test_one_item_named_twice_or_a_code_column_that_stops_early_is_no_duplicate(row, table, audit):
    rows = [row("kegiatan", "Rehabilitasi Sosial Dasar")]
    same = [row("sub_kegiatan", name, asli="1 06 01") for name in ("Penyediaan Sandang", "Penyediaan  sandang")]
    early = [row("sub_kegiatan", name, asli="1 06 01") for name in ("Makanan", "Pengadaan Mesin", "Gaji ASN")]
    assert audit(table(rows + same)) == ()
    assert audit(table(rows + early)) == ()


def test_a_complete_code_that_no_edition_knows_is_worth_knowing(row, table, audit):
    rows = [
        row("kegiatan", "Kegiatan A", kode="1.06.04.2.01", asli="1.06.04.2.01"),
        row("kegiatan", "Kegiatan Lama", asli="1.06.04.2.77"),
        row("kegiatan", "Tanpa kode"),
    ]
    (only,) = audit(table(rows))
    assert (only.cek, only.row, only.keparahan) == ("kode_tak_dikenal", 1, "info")
    assert audit(table(rows), tahun=2019) == ()


@pytest.mark.parametrize(("tingkat", "digit"), [("provinsi", "2"), ("kabupaten", "1"), ("kota", "1")])
def test_the_authority_digit_must_be_that_of_the_region(row, table, audit, tingkat, digit):
    asli = f"1.06.04.{digit}.01"
    rows = [row("kegiatan", "Rehabilitasi Sosial Dasar", kode=asli, asli=asli)]
    (only,) = audit(table(rows), wilayah=Wilayah(tingkat))
    assert (only.cek, only.row) == ("kewenangan", 0)
    assert "menunjuk kewenangan" in only.penjelasan


def test_authority_of_special_regions_is_left_alone(row, table, audit):
    rows = [row("kegiatan", "Otonomi Khusus", kode="1.06.04.5.01", asli="1.06.04.5.01")]
    assert audit(table(rows), wilayah=Wilayah("provinsi")) == ()


def test_the_region_is_taken_from_the_cover_and_without_one_nothing_is_judged(row, table, audit_of):
    rows = table([row("kegiatan", "Rehabilitasi", kode="1.06.04.1.01", asli="1.06.04.1.01")])
    assert names(audit_of([rows], phrases=("Kab. Luwu",))) == [("kewenangan", 0)]
    assert audit_of([rows], phrases=("Provinsi Bali",)) == ()
    assert audit_of([rows], phrases=()) == ()


def test_a_weight_that_is_not_its_share_is_reported(row, table, audit):
    rows = [
        row("program", "P", pagu="600", bobot="60.00"),
        row("program", "Q", pagu="300", bobot="30.00"),
        row("program", "R", pagu="100", bobot="11.00"),
        row("jumlah", "JUMLAH", pagu="1000", bobot="100.00"),
    ]
    found = audit(table(rows, "realisasi_anggaran"))
    assert [(f.cek, f.row, f.tertulis, f.dihitung) for f in found] == [("bobot", 2, 11, 10), ("bobot", 3, 100, 101)]


def test_weights_accuse_no_total_whose_pagu_is_not_that_of_the_rows_either(row, table, audit):
    rows = [
        row("program", "P", pagu="600", bobot="60.00"),
        row("program", "Q", pagu="400", bobot="40.00"),
        row("program", "bagian dari Q", pagu="300", bobot="30.00"),
        row("jumlah", "JUMLAH", pagu="1000", bobot="100.00"),
    ]
    assert {f.sebab for f in audit(table(rows, "realisasi_anggaran")) if f.cek is Cek.BOBOT} == {Sebab.TAK_PASTI}


def test_weights_that_follow_another_rule_are_left_alone(row, table, audit):
    rows = [row("program", name, pagu=pagu, bobot="25.00") for name, pagu in zip("PQRS", "1234", strict=True)]
    assert audit(table(rows, "realisasi_anggaran")) == ()


def test_an_amount_that_two_tables_print_differently_is_a_warning(row, table, audit):
    rows = [row("program", "P", kode="1.06.01", pagu="10"), row("program", "Q", kode="1.06.02", pagu="20")]
    other = [rows[0], row("program", "Q", kode="1.06.02", pagu="21")]
    (only,) = audit(table(rows, nomor="3.2"), table(other))
    assert (only.cek, only.keparahan, only.table, only.row) == ("antar_tabel", "peringatan", 1, 1)
    assert (only.tertulis, only.dihitung, only.bukti) == (21, 20, ((1, 1), (0, 1)))
    assert "pada Tabel 3.2 halaman 3 tertulis Rp20,00" in only.penjelasan


def test_tables_of_two_stages_are_compared_in_one_sentence(row, table, audit):
    codes = [f"1.06.{n:02}" for n in range(1, 8)]
    first = table([row("program", kode, kode=kode, pagu="10") for kode in codes])
    (only,) = audit(first, table([row("program", kode, kode=kode, pagu="12") for kode in codes]))
    assert (only.cek, only.keparahan, only.row) == ("antar_tabel", "info", None)
    assert "7 dari 7" in only.penjelasan


def test_pledges_split_between_divisions_are_not_compared(row, table, audit):
    one = table([row("kegiatan", "K", kode="1.06.04.2.02", pagu="48")], "perjanjian_kinerja")
    two = table([row("kegiatan", "K", kode="1.06.04.2.02", pagu="116")], "perjanjian_kinerja")
    assert audit(one, two) == ()


def test_findings_come_in_printed_order_and_point_into_their_table(row, table, audit):
    wrong = table([row("program", "P", pagu="10"), row("kegiatan", "A", pagu="9"), row("jumlah", "JUMLAH", pagu="11")])
    found = audit(wrong, replace(wrong))
    assert [(f.table, f.row) for f in found] == [(0, 0), (0, 2), (1, 0), (1, 2)]


def test_every_check_is_explained():
    for entry in CHECKS:
        for text in (entry.judul, entry.aturan, entry.toleransi, entry.dasar, entry.contoh):
            assert text.strip()
    assert sorted(entry.cek for entry in CHECKS) == sorted(Cek)
