"""Regions from phrases: all of them, in the ways documents print them, and none where the phrase does not tell."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nomenclature.update_wilayah import regions
from nomenclature.wilayah import all_regions, find_wilayah, region_label, region_named, regions_like
from normalize.instansi import find_places
from records.matched import Wilayah


def code(*phrases: str) -> str | None:
    found = find_wilayah(phrases)
    return found.kode_kabkota or found.kode_provinsi


def test_the_list_is_complete() -> None:
    assert Counter(w.tingkat for w in all_regions()) == {"provinsi": 38, "kabupaten": 416, "kota": 98}
    assert len({w.kode_kabkota or w.kode_provinsi for w in all_regions()}) == 552


def test_every_region_is_found_by_its_official_name() -> None:
    for wilayah in all_regions():
        name = wilayah.kabkota or f"Provinsi {wilayah.provinsi}"
        for phrase in (name, name.upper(), f"PEMERINTAH {name.upper()}", f"{name} Tahun 2025"):
            assert find_wilayah([phrase]) == wilayah, phrase


@pytest.mark.parametrize(
    ("phrase", "kode"),
    [
        ("KAB. LUWU", "73.17"),
        ("KABUPATEN PANGKAJENE", "73.10"),
        ("Kab. Luwu Timur", "73.24"),
        ("KABUPATEN LUWU UTARA", "73.22"),
        ("KOTA BENGKULU", "17.71"),
        ("PROVINSI BENGKULU", "17"),
        ("Kabupaten Bogor", "32.01"),
        ("Kota Bogor", "32.71"),
        ("Pangkal Pinang", "19.71"),
        ("KOTA PANGKALPINANG", "19.71"),
        ("Kab. Kep. Meranti", "14.10"),
        ("KABUPATEN KOTA WARINGIN BARAT", "62.01"),
        ("KABUPATEN LIMA PULUH KOTA", "13.07"),
        ("Kota Jakarta Selatan", "31.74"),
        ("DKI Jakarta", "31"),
        ("DIY", "34"),
        ("D.I. Yogyakarta", "34"),
        ("Kota Yogyakarta", "34.71"),
        ("Prov. NTB", "52"),
        ("PROPINSI JAWA TIMUR", "35"),
        ("Provinsi Sumatra Barat", "13"),
        ("PEMERINTAH ACEH", "11"),
        ("BUPATI WONOSOBO", "33.07"),
        ("WALI KOTA BATU", "35.79"),
        ("GUBERNUR BALI", "51"),
        ("Kabupaten Mamuju Utara", "76.01"),
        ("KotaSemarang", "33.74"),
        ("K O T A  M E T R O", "18.72"),
        ("tangsel laporan 2023", "36.74"),
    ],
)
def test_a_region_is_found_as_documents_print_it(phrase: str, kode: str) -> None:
    assert code(phrase) == kode


@pytest.mark.parametrize(("phrase", "kode"), [("KABUPATEN MAMUIU", "76.02"), ("Kabupaten Banyuma5", "33.02")])
def test_a_misread_letter_is_forgiven(phrase: str, kode: str) -> None:
    assert code(phrase) == kode


@pytest.mark.parametrize(
    "phrase",
    ["Bogor", "Bengkulu", "Kabupaten Luwu Selatan", "Kab. Luwuk", "Kabupaten X", "kota berikutnya", "", "2024"],
)
def test_a_phrase_that_does_not_tell_is_passed_over(phrase: str) -> None:
    assert find_wilayah([phrase]) == Wilayah()
    assert code(phrase, "Kota Metro") in ("18.72", None)


def test_the_first_telling_phrase_is_believed() -> None:
    assert code("Kabupaten X", "KABUPATEN LUWU", "Provinsi Sulawesi Barat") == "73.17"


def test_a_later_phrase_chooses_among_regions_of_one_name() -> None:
    assert code("Bogor", "Pemerintah Kota Bogor") == "32.71"
    assert code("Bengkulu", "PROVINSI BENGKULU") == "17"


def test_a_kabupaten_beside_its_province_is_the_region() -> None:
    assert code("KABUPATEN LAMPUNG SELATAN PROVINSI LAMPUNG") == "18.01"


@given(st.lists(st.text(max_size=60), max_size=5))
def test_any_phrases_give_a_region_or_none(phrases: list[str]) -> None:
    found = find_wilayah(phrases)
    assert found == Wilayah() or found in all_regions()


def test_the_list_is_rebuilt_from_a_longer_one() -> None:
    names = {"36.03": "Kabupaten Tangerang ", "36": "Banten", "36.71": "Kota Tangerang", "36.03.01": "Balaraja"}
    assert list(regions(names)) == [
        ("36", "Banten", "provinsi"),
        ("36.03", "Kabupaten Tangerang", "kabupaten"),
        ("36.71", "Kota Tangerang", "kota"),
    ]


def test_every_region_is_known_again_by_its_code_and_by_its_full_name() -> None:
    for region in all_regions():
        label = region_label(region)
        assert region_named(region.kode_kabkota or region.kode_provinsi or "") == region
        assert region_named(label) == region, label
        assert find_wilayah([label]) == region, label


def test_every_region_is_found_in_a_title_and_in_a_sentence() -> None:
    for region in all_regions():
        label = region_label(region)
        for text in (
            f"PEMERINTAH {label.upper()}\nRENCANA KERJA TAHUN 2024",
            f"Kepala Dinas Sosial {label}, dsb",
        ):
            assert find_wilayah(list(find_places(text))) == region, text


def test_a_region_that_several_bear_or_none_is_not_guessed_but_likely_ones_are_offered() -> None:
    assert [region_named(name) for name in ("Bogor", "99.99", "Kabupaten Antah", "", "1")] == [None] * 5
    assert "Kabupaten Ende" in regions_like("Kab. Ennde")
