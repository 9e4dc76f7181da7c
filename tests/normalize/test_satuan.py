"""Units, their kinds, and the scales that headers announce."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.satuan import (
    Jenis,
    header_scale,
    header_unit,
    is_grade,
    printed_unit,
    read_unit,
    same_unit,
    trailing_unit,
    unit_kind,
)
from normalize.terbilang import read_words


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Org", "orang"),
        ("Dok.", "dokumen"),
        ("LAP", "laporan"),
        ("%", "persen"),
        ("Rp.", "rupiah"),
        ("KPM", "kpm"),
        ("Orang/ Bulan", "orang/bulan"),
        ("M2", "m²"),
        ("", None),
        (" - ", None),
    ],
)
def test_a_unit_is_lower_case_with_abbreviations_written_out(text: str, unit: str | None) -> None:
    assert read_unit(text) == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Dok.", "dok"),
        ("Keg", "keg"),
        ("BLN", "bln"),
        ("Org/ Bln", "org/bln"),
        ("Kab./Kota;", "kab./kota"),
        ("US$", "us$"),
        ("/km", "/km"),
        ("8 M2", "8 m²"),
        ("Prosen", "persen"),
        ("persen dari penduduk", "persen"),
        ("Rp.", "rupiah"),
        ("-", None),
    ],
)
def test_a_unit_is_handed_on_as_printed_and_not_written_out(text: str, unit: str | None) -> None:
    assert printed_unit(text) == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [("doku men", "dokumen"), ("Desa/ Kelurah an", "desa/kelurahan"), ("kepala desa", "kepala desa"), ("a n", "a n")],
)
def test_a_unit_broken_by_a_narrow_cell_is_one_word_again(text: str, unit: str) -> None:
    assert printed_unit(text) == unit


def test_units_are_the_same_by_what_they_mean() -> None:
    assert same_unit("keg", "kegiatan")
    assert not same_unit("org", "org/bln")
    assert same_unit(None, None)


def test_a_rate_is_no_thing_counted() -> None:
    assert unit_kind("/km") is Jenis.TAK_TAHU
    assert unit_kind("dok") is Jenis.BENDA


@given(st.text(max_size=30))
def test_a_printed_unit_means_what_its_print_means(text: str) -> None:
    unit = printed_unit(text)
    assert unit is None or unit == unit.strip()


@given(st.text(max_size=30))
def test_a_read_unit_is_read_as_itself(text: str) -> None:
    unit = read_unit(text)
    assert unit is None or read_unit(unit) == unit or not unit.isascii()


def test_a_long_remark_is_not_a_unit() -> None:
    assert trailing_unit("Dokumen perencanaan yang disusun tepat waktu") == "dokumen"


@pytest.mark.parametrize(
    ("unit", "kind"),
    [("rupiah", Jenis.UANG), ("persen", Jenis.PERSEN), ("orang/kali", Jenis.BENDA), ("km", Jenis.UKUR),
     ("indeks", Jenis.NILAI), (None, Jenis.TAK_TAHU)],
)  # fmt: skip
def test_units_have_kinds(unit: str | None, kind: Jenis) -> None:
    assert unit_kind(unit) is kind


@pytest.mark.parametrize(
    ("header", "factor"),
    [
        ("Pagu (dalam ribuan rupiah)", 1000),
        ("Anggaran (juta Rp)", 10**6),
        ("PAGU INDIKATIF (Rp. Juta)", 10**6),
        ("Dana (dalam milyar)", 10**9),
        ("Pagu (Rp.000)", 1000),
        ("Anggaran (Rp 1.000,-)", 1000),
        ("Pagu (Rp000)", 1000),
        ("Pagu ( Rp. .000,-)", 1000),
        ("Pagu (Rp.000) > 2031", 1000),
        ("Pagu (dlm juta)", 10**6),
        ("Pagu (Rp. Jt)", 10**6),
        ("Pagu (Rp) > 3000", 1),
        ("Pagu (Rp)", 1),
        ("Jumlah penduduk (juta jiwa)", 1),
        ("Pagu 2000", 1),
    ],
)
def test_a_headers_scale_is_a_scale_of_money(header: str, factor: int) -> None:
    assert header_scale(header) == factor


def test_a_header_tells_the_unit_by_its_sign() -> None:
    assert header_unit("Tingkat Capaian (%)") == "persen"
    assert header_unit("PAGU INDIKATIF (RP)") == "rupiah"
    assert header_unit("Perpustakaan") is None


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Target (orang)", "orang"),
        ("Tangkapan (Ton) > 2016", "ton"),
        ("Luas Tambak ( M2 )", "m²"),
        ("Target (ekor) %", "persen"),
        ("Pegawai (L)", None),
        ("Pegawai (L/P)", None),
        ("Target (Renstra)", None),
        ("Orang yang dilatih", None),
    ],
)
def test_a_header_tells_in_brackets_what_it_counts(header: str, unit: str | None) -> None:
    assert header_unit(header) == unit


def test_grades_are_capital_letters_only() -> None:
    assert is_grade("BB")
    assert not is_grade("bb")
    assert not is_grade("Baik")


def test_number_words_are_read_only_where_all_are_number_words() -> None:
    assert read_words("tiga miliar dua ratus lima puluh juta seribu") == 3_250_001_000
    assert read_words("delapan belas") == 18
    assert read_words("dua dokumen") is None
    assert read_words("2 (dua)") is None
