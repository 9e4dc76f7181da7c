"""Names shortened, cut and misspelt, and the index that finds the names most like one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from nomenclature.catalog import Catalog, Entry
from nomenclature.likeness import alikeness, is_cut, is_shortened
from nomenclature.match import Matcher
from nomenclature.nama import key
from nomenclature.nearest import NameIndex
from normalize.types import TingkatBaris

SUB = TingkatBaris.SUB_KEGIATAN
CATALOG = Catalog.load(user=False)
WORDS = [
    *("Penyediaan", "Pembinaan", "Pengelolaan", "Jembatan", "Irigasi", "Pasar", "Balai", "Latihan", "Nelayan"),
    *("Terminal", "Bendungan", "Arsip", "Perpustakaan", "Kendaraan", "Peralatan", "Pelabuhan", "Wilayah", "Kampung"),
    *("Usaha", "Bibit", "Ternak", "Layanan", "Rujukan", "Posyandu", "Taman", "Budaya", "Situs"),
]
NAMES = st.lists(st.sampled_from(WORDS), min_size=4, max_size=8).map(" ".join)


def big_list() -> list[str]:
    """More names than are compared in full, each by itself."""
    keys = {key(f"{a} {b} {c} Daerah {b}") for a in WORDS for b in WORDS for c in WORDS[:9] if a != b}
    return sorted(keys)


BIG = big_list()
INDEX = NameIndex(BIG)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(BIG), st.data())
def test_the_index_finds_what_comparing_all_finds(name: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(name) - 1))
        name = name[:at] + data.draw(st.sampled_from("aeix")) + name[at + data.draw(st.integers(0, 1)) :]
    best = process.extractOne(name, BIG, scorer=fuzz.ratio)
    assert INDEX.nearest(name, 0.7)[0][1] == pytest.approx(best[1] / 100)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(BIG), st.data())
def test_the_index_finds_all_that_are_much_alike(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name) - 1))
    name = name[:at] + data.draw(st.sampled_from(("", "x", "ee"))) + name[at + 1 :]
    every = process.extract(name, BIG, scorer=fuzz.ratio, score_cutoff=93, limit=None)
    assert dict(INDEX.nearest(name, 0.93)) == {place: ratio / 100 for _, ratio, place in every}


@given(st.text(max_size=80))
def test_the_index_answers_any_text(name: str) -> None:
    assert all(0.7 <= ratio <= 1 for _, ratio in INDEX.nearest(name, 0.7))


@given(NAMES, st.data())
def test_a_name_that_is_cut_is_the_beginning_of_its_whole(name: str, data: st.DataObject) -> None:
    end = data.draw(st.integers(1, len(key(name)) - 1))
    assert is_cut(key(name)[:end], key(name))
    assert not is_cut(name, name)


@given(NAMES, NAMES, st.data())
def test_a_cut_name_may_have_two_misprints_and_no_more(one: str, two: str, data: st.DataObject) -> None:
    name = key(one)[: data.draw(st.integers(1, len(key(one))))]
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(name)))
        name = name[:at] + data.draw(st.sampled_from(("", "q"))) + name[at + data.draw(st.integers(0, 1)) :]
    for whole in (key(one), key(two)):
        forgiven = min(2, len(name) // 12)
        beginnings = (whole[:end] for end in range(len(whole) + 1))
        fewest = min(Levenshtein.distance(name, beginning) for beginning in beginnings)
        assert is_cut(name, whole) == (len(name) < len(whole) and fewest <= forgiven)


@given(NAMES, st.data())
def test_a_name_without_one_of_its_words_is_shortened(name: str, data: st.DataObject) -> None:
    words = name.split()
    gone = data.draw(st.integers(0, len(words) - 1))
    short = " ".join(words[:gone] + words[gone + 1 :])
    if len(key(short)) >= 0.56 * len(key(name)):
        assert is_shortened(short, name)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Rehabilitasi Jembatan di luar Kota", "Rehabilitasi Berat Jembatan di dalam Kota"),
        ("Pembinaan Usaha Nelayan Kecil", "Pembinaan Usaha Petani Kecil dan Menengah"),
        ("Jembatan Gantung Pembangunan", "Pembangunan Jembatan Gantung"),
    ],
)
def test_another_item_is_no_shortened_name(one: str, two: str) -> None:
    assert not is_shortened(one, two)


def matcher_of(*entries: tuple[str, str], bidang: str | None = None) -> Matcher:
    found = [Entry(kode, SUB, nama, "kabkota", "", "impor") for kode, nama in entries]
    return Matcher(CATALOG.with_entries(found), "kabupaten", bidang)


def test_a_shortened_name_is_the_only_item_under_its_parent_that_it_can_be() -> None:
    names = ("1.03.10.2.77.0001", "Pembangunan Jembatan Uji Gantung Pejalan Kaki"), ("1.03.10.2.77.0002", "Survei Uji")
    found = matcher_of(*names).match("Pembangunan Jembatan Pejalan Kaki", SUB, None, "1.03.10.2.77")
    assert found.kode == "1.03.10.2.77.0001"


def test_a_name_that_shortens_two_items_names_neither_without_a_code() -> None:
    names = (
        ("1.03.10.2.77.0001", "Penataan Dermaga Uji Terapung bagi Perahu Layar"),
        ("1.03.10.2.77.0002", "Penataan Dermaga Uji Terjangkar bagi Perahu Layar"),
    )
    matcher = matcher_of(*names)
    nama = "Penataan Dermaga Uji Ter"
    assert matcher.match(nama, SUB, None, "1.03.10.2.77").kode is None
    assert matcher.match(nama, SUB, "1.03.10.2.77.02", "1.03.10.2.77").kode == "1.03.10.2.77.0002"


@pytest.mark.parametrize(
    ("printed", "official"),
    [
        ("Pembinaan SDM Uji Pelabuhan", "Pembinaan Sumber Daya Manusia Uji Pelabuhan"),
        ("Pembinaan Aparatur Sipil Negara Uji Kelautan", "Pembinaan ASN Uji Kelautan"),
        ("Pengadaan Sarpras Uji Pasar Rakyat", "Pengadaan Sarana dan Prasarana Uji Pasar Rakyat"),
        (
            "Koordinasi Uji dgn Pemda utk Kec. Pesisir",
            "Koordinasi Uji dengan Pemerintah Daerah untuk Kecamatan Pesisir",
        ),
    ],
)
def test_what_offices_shorten_is_what_the_nomenclature_spells_out(printed: str, official: str) -> None:
    found = matcher_of(("3.25.03.2.77.0001", official)).match(printed, SUB, None, "3.25.03.2.77")
    assert found.kode == "3.25.03.2.77.0001"


@given(NAMES, NAMES)
def test_likeness_is_a_share_and_full_only_for_equal_keys(one: str, two: str) -> None:
    found = alikeness(one, two, fuzz.ratio(key(one), key(two)) / 100)
    assert 0.0 <= found <= 1.0
    assert (found == 1.0) == (key(one) == key(two))
