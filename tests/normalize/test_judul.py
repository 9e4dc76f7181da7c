"""Header wordings as offices print them: broken, misspelt, and sometimes wrong."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.ejaan import mended
from normalize.judul import read_heading, wording_kind

WORDINGS = (
    ("Urusan / Bidang Urusan / Program / Kegiatan / Sub Kegiatan", "nama"),
    ("Program/ Kegiatan", "nama"),
    ("Indikator Kinerja Program / Kegiatan", "indikator"),
    ("Target Capaian Kinerja", "target"),
    ("Realisasi Anggaran", "realisasi"),
    ("Capaian Renstra", "capaian"),
    ("Prakiraan Maju", "prakiraan_maju"),
    ("Lokasi", "lokasi"),
    ("Satuan", "satuan"),
    ("Sasaran", "sasaran"),
    ("Tujuan", "tujuan"),
    ("Keterangan", "keterangan"),
    ("Penanggung Jawab", "penanggung_jawab"),
    ("Kelompok Sasaran", "kelompok_sasaran"),
    ("Populasi", "jumlah"),
    ("Proyeksi", "proyeksi"),
    ("Bobot Fisik", "bobot"),
    ("Volume", "target"),
)


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("Kode Rekening", "kode"),
        ("Urusan/Bidang Pemerintah Daerahan Daerah dan Program/Kegiatan", "nama"),
        ("Nama Program, Kegiatan dan Sub Kegiatan", "nama"),
        ("Indikator Kinerja Program (outcome)/Kegiatan (output)", "indikator"),
        ("KEBUTUHAN DAN / PAGU INDIKATIF (RP)", "pagu"),
        ("Pagu indikator (Rp)", "pagu"),
        ("Ketera ngan", "keterangan"),
        ("Perang kat Daerah Penang gung Jawab", "penanggung_jawab"),
        ("Tareget Program dan Kegiatan (Renja Perangkat Daerah)", "target"),
        ("Realisasi Target Kinerja Hasil Program dan Kegiatan s/d Tahun 2023", "realisasi"),
        ("Tingkat Capaian Realisasi Target Renstra (%)", "persen_realisasi"),
        ("% Capaian Kinerja", "capaian"),
        ("Sisa Pagu", "sisa"),
        ("Sumber Dana", "sumber_dana"),
        ("SUMBER DATA", "keterangan"),
        ("Sasaran Strategis", "sasaran"),
        ("Besaran/ Volume", "target"),
        ("SATUAN", "satuan"),
    ],
)
def test_a_header_wording_names_its_kind(printed: str, kind: str) -> None:
    assert wording_kind(printed) == kind


@pytest.mark.parametrize(
    "printed",
    ["Data Capaian pada Tahun Awal Perencanaan (2020)", "Kondisi Awal (2020)", "Tahun Dasar 2020", "Baseline 2020"],
)
def test_what_stands_before_a_plan_s_first_year_is_its_baseline(printed: str) -> None:
    heading = read_heading((printed,))
    assert (heading.kind, heading.awal, heading.years) == ("capaian", True, (2020,))


def test_a_misspelt_forward_estimate_is_still_one() -> None:
    heading = read_heading(("PRKIRAKAN MAJU TAHUN 2025", "Kebutuhan Dana/Pagu Indikatif"))
    assert heading.prakiraan
    assert heading.years == (2025,)


def test_a_relative_year_counts_from_the_document_year() -> None:
    assert read_heading(("Target Renstra Perangkat Daerah", "Tahun- n-2")).offset == -2


def test_a_roman_numeral_under_triwulan_is_the_quarter() -> None:
    path = ("Realisasi Triwulan I s.d. IV Tahun 2025", "III", "Rp")
    assert read_heading(path).triwulan == 3


def test_the_nearest_printed_year_wins_over_one_farther_up() -> None:
    path = ("Target Program dan Kegiatan (Renja) (2022)", "Realisasi Tahun 2021")
    assert read_heading(path).years == (2021,)


@given(st.sampled_from(WORDINGS), st.data())
def test_a_word_that_a_narrow_cell_breaks_keeps_its_kind(case: tuple[str, str], data: st.DataObject) -> None:
    text, kind = case
    at = data.draw(st.integers(1, len(text) - 1))
    assert wording_kind(text[:at] + data.draw(st.sampled_from([" ", "\n"])) + text[at:]) == kind
    assert wording_kind(text.replace(" ", "")) == kind


@settings(max_examples=300)
@given(st.sampled_from(WORDINGS), st.data())
def test_one_slip_in_a_header_keeps_its_kind(case: tuple[str, str], data: st.DataObject) -> None:
    text, kind = case
    at = data.draw(st.sampled_from([i for i, ch in enumerate(text) if ch.isalpha()]))
    slips = [text[:at] + text[at + 1 :], text[:at] + text[at] + text[at:], text[:at] + "k" + text[at + 1 :]]
    assert wording_kind(data.draw(st.sampled_from(slips))) == kind


@given(st.text(max_size=80))
def test_mending_ends_and_changes_nothing_twice(text: str) -> None:
    once = mended(text)
    assert mended(once) == once


@pytest.mark.parametrize(
    "word", ["Alokasi", "Pendataan", "Proteksi", "Urutan", "Jurusan", "Penyerahan", "Kode", "Pagu"]
)
def test_words_of_their_own_are_not_mended(word: str) -> None:
    assert mended(word) == word
