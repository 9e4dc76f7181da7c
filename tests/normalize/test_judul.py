"""Header wordings as offices print them: broken, misspelt, and sometimes wrong."""

from __future__ import annotations

import pytest

from normalize.judul import read_heading, wording_kind


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
