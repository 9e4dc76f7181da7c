"""Matching: name against printed code, parents, likeness of names, and reasons."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nomenclature.catalog import Catalog, Entry
from nomenclature.kode import parent_of
from nomenclature.likeness import alikeness
from nomenclature.match import Matcher
from nomenclature.nama import is_total, key, split_label
from normalize.types import TingkatBaris
from records.matched import CocokMetode

SUB, KEGIATAN, PROGRAM = TingkatBaris.SUB_KEGIATAN, TingkatBaris.KEGIATAN, TingkatBaris.PROGRAM
CATALOG = Catalog.load(user=False)


@pytest.fixture
def kabupaten() -> Matcher:
    return Matcher(CATALOG, "kabupaten", "1.06")


def test_name_and_code_that_agree_are_the_surest_match(kabupaten: Matcher) -> None:
    found = kabupaten.match("Penyediaan Sandang", SUB, "1.06.04.2.01.02", "1.06.04.2.01")
    assert (found.kode, found.metode, found.skor) == ("1.06.04.2.01.0002", CocokMetode.KODE_NAMA, 1.0)
    assert found.nama_baku == "Penyediaan Sandang"


def test_the_name_wins_over_a_code_that_names_something_else(kabupaten: Matcher) -> None:
    found = kabupaten.match("Koordinasi dan Penyusunan Dokumen RKA-SKPD", SUB, "1 06 01 2.01 01", "1.06.01.2.01")
    assert (found.kode, found.metode) == ("1.06.01.2.01.0002", CocokMetode.NAMA)
    assert found.runner_up == "1.06.01.2.01.0001"
    assert "tercetak" in found.alasan


def test_the_same_name_under_two_parents_is_settled_by_the_parent(kabupaten: Matcher) -> None:
    name = "Pemberian Layanan Data dan Pengaduan"
    assert kabupaten.match(name, SUB, None, "1.06.04.2.01").kode == "1.06.04.2.01.0009"
    assert kabupaten.match(name, SUB, None, "1.06.04.2.02").kode == "1.06.04.2.02.0001"


def test_a_whole_code_that_fits_the_name_outweighs_a_stale_parent(kabupaten: Matcher) -> None:
    found = kabupaten.match("Penyediaan Sandang", SUB, "1.06.06.2.01.02", "1.06.04.2.01")
    assert found.kode == "1.06.06.2.01.0002"


def test_a_name_known_at_two_levels_is_matched_at_the_asked_one(kabupaten: Matcher) -> None:
    name = "Pemeliharaan Taman Makam Pahlawan Nasional Kabupaten/Kota"
    assert kabupaten.match(name, KEGIATAN).kode == "1.06.07.2.01"
    assert kabupaten.match(name, SUB).kode == "1.06.07.2.01.0002"


def test_the_kewenangan_follows_the_region() -> None:
    name = "Administrasi Umum Perangkat Daerah"
    assert Matcher(CATALOG, "provinsi", "2.15").match(name, KEGIATAN).kode == "2.15.01.1.06"
    assert Matcher(CATALOG, "kota", "2.15").match(name, KEGIATAN).kode == "2.15.01.2.06"


def test_an_unlisted_item_keeps_its_printed_code(kabupaten: Matcher) -> None:
    found = kabupaten.match("Pembuatan Menara Uji Coba", SUB, "2.15 02 2.99 0007", "2.15.02.2.99")
    assert (found.kode, found.metode, found.nama_baku) == ("2.15.02.2.99.0007", CocokMetode.KODE, None)
    assert found.skor < 1


def test_an_unlisted_item_without_code_has_none(kabupaten: Matcher) -> None:
    found = kabupaten.match("Pembuatan Menara Uji Coba", SUB, None, "2.15.02.2.02")
    assert (found.kode, found.metode) == (None, CocokMetode.TIDAK)


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Penyusunan Dok Perencanaan Perangkat Daerah", "1.06.01.2.01.0001"),
        ("PenyediaanGaji dan Tunjangan ASN", "1.06.01.2.02.0001"),
        ("Penyediaan Barang Cetak dan Penggandaan", "1.06.01.2.06.0005"),
        ("Penyediaan Bahan Bacaan dan Peraturan Perundang-undanqan", "1.06.01.2.06.0006"),
    ],
)
def test_abbreviations_lost_spaces_and_misprints_do_not_matter(kabupaten: Matcher, printed: str, code: str) -> None:
    assert kabupaten.match(printed, SUB).kode == code


def test_a_name_cut_by_the_page_is_found_under_its_parent(kabupaten: Matcher) -> None:
    found = kabupaten.match("Penyediaan Jasa Komunikasi, Sumber", SUB, None, "1.06.01.2.08")
    assert found.kode == "1.06.01.2.08.0002"


def test_another_word_is_another_item() -> None:
    one, two = "Pelaksanaan Kampung Siaga Bencana Daerah", "Pelaksanaan Taruna Siaga Bencana Daerah"
    typo = "Pelaksanaan Karnpung Siaga Bencana Daerah"
    assert alikeness(one, two, 0.85) < alikeness(one, typo, 0.85)


def test_an_unreadable_part_is_taken_from_the_parent(kabupaten: Matcher) -> None:
    found = kabupaten.match("Item yang tidak terdaftar", SUB, "1 06 01 2,1 02", "1.06.01.2.08")
    assert found.kode == "1.06.01.2.08.0002"


def test_numbers_of_the_unverified_lists_give_way_to_a_sound_print() -> None:
    entry = Entry("3.30.03.2.01.0005", SUB, "Pembangunan Los Pasar Uji", "kabkota", "", "daftar")
    matcher = Matcher(CATALOG.with_entries([entry]), "kota")
    found = matcher.match("Pembangunan Los Pasar Uji", SUB, "3.30.03.2.01.0006", "3.30.03.2.01")
    assert (found.kode, found.nama_baku) == ("3.30.03.2.01.0006", "Pembangunan Los Pasar Uji")


def test_levels_without_codes_are_not_matched(kabupaten: Matcher) -> None:
    assert kabupaten.match("Meningkatnya Kesejahteraan", TingkatBaris.SASARAN).kode is None


def test_urusan_are_known_by_their_words(kabupaten: Matcher) -> None:
    assert kabupaten.match("URUSAN WAJIB PELAYANAN DASAR", TingkatBaris.URUSAN).kode == "1"
    assert kabupaten.match("Urusan Wajib Non Pelayanan Dasar", TingkatBaris.URUSAN).kode == "2"
    assert kabupaten.match("Bidang Urusan Perhubungan", TingkatBaris.BIDANG_URUSAN).kode == "2.15"


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([e for e in CATALOG.entries if e.level is SUB and e.kewenangan == "kabkota"]), st.data())
def test_one_changed_letter_still_finds_the_item_under_its_parent(entry: Entry, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(entry.nama) - 1))
    printed = entry.nama[:at] + "x" + entry.nama[at + 1 :]
    found = Matcher(CATALOG, "kabupaten").match(printed, SUB, None, parent_of(entry.kode))
    assert found.kode == entry.kode


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120), st.sampled_from([PROGRAM, KEGIATAN, SUB]), st.text(max_size=30))
def test_any_text_gives_an_answer_with_a_sane_score(nama: str, level: TingkatBaris, kode: str) -> None:
    found = Matcher(CATALOG, "kota", "1.02").match(nama, level, kode, "1.02.01")
    assert 0.0 <= found.skor <= 1.0


@given(st.text(max_size=80))
def test_the_key_of_a_name_has_letters_and_digits_only(nama: str) -> None:
    assert all(c.isascii() and c.isalnum() for c in key(nama))


@pytest.mark.parametrize("nama", ["JUMLAH", "J U M L A H", "Total", "TOTAL ANGGARAN", "Jumlah Total", "GRAND TOTAL"])
def test_totals_are_recognised(nama: str) -> None:
    assert is_total(nama)


@pytest.mark.parametrize("nama", ["Jumlah Sarana Sosial", "Jumlah orang yang dilatih", "Totalitas Pelayanan"])
def test_indicators_are_no_totals(nama: str) -> None:
    assert not is_total(nama)


def test_labels_are_split_from_names() -> None:
    assert split_label("Kegaitan Pemulangan Migran") == (KEGIATAN, "Pemulangan Migran")
    assert split_label("PROGRAMPEMBERDAYAAN SOSIAL") == (PROGRAM, "PEMBERDAYAAN SOSIAL")
    assert split_label("Programming Aplikasi")[0] is None


@pytest.mark.parametrize(("level", "label"), [(PROGRAM, "program"), (KEGIATAN, "kegiatan")])
def test_one_letter_of_a_label_may_be_lost_wrong_or_more(level: TingkatBaris, label: str) -> None:
    for at in range(len(label)):
        for put, behind in (("", 1), ("w", 1), ("w", 0)):
            assert split_label(f"{label[:at]}{put}{label[at + behind :]} Wisata Rawa") == (level, "Wisata Rawa")
    assert split_label(f"{label[:2]}w{label[3:-1]}w Wisata Rawa")[0] is None


def test_a_name_that_goes_on_behind_an_official_one_is_that_item(kabupaten: Matcher) -> None:
    for tail in ("Tahun 2031", "(DAU)", "di Kecamatan Melati"):
        name = f"Koordinasi dan Penyusunan Dokumen RKA-SKPD {tail}"
        assert kabupaten.match(name, SUB, None, "1.06.01.2.01").kode == "1.06.01.2.01.0002"


def test_a_name_cut_far_from_its_end_is_the_only_one_that_begins_so() -> None:
    long = "Pendampingan Penyusunan Kurikulum Sanggar Tari bagi Kelompok Remaja dan Lanjut Usia Perdesaan"
    entry = Entry("2.22.03.2.01.0004", SUB, long, "kabkota", "", "impor")
    matcher = Matcher(Catalog.build((*CATALOG.entries, entry)), "kabupaten", "2.22")
    assert matcher.match("Pendampingan Penyusunan Kurikulum Sang", SUB).kode == entry.kode
    assert matcher.match("Pendampingan", SUB).kode is None


def test_items_of_special_regions_yield_to_those_of_every_region() -> None:
    twice = [Entry(f"2.13.04.{d}.01", KEGIATAN, "Penataan Balai Warga", "kabkota", "", "impor") for d in ("3", "2")]
    assert Matcher(Catalog.build(twice), "kabupaten", "2.13").match("Penataan Balai Warga", KEGIATAN).kode == (
        "2.13.04.2.01"
    )


def test_words_of_authority_may_be_left_out(kabupaten: Matcher) -> None:
    entries = [
        Entry("2.24.02.2.01.0001", SUB, "Penataan Arsip Foto Kewenangan Kabupaten/Kota", "kabkota", "", "impor"),
        Entry("2.24.02.2.01.0002", SUB, "Penataan Arsip Peta Kewenangan Kabupaten/Kota", "kabkota", "", "impor"),
    ]
    found = Matcher(Catalog.build(entries), "kota", "2.24").match("Penataan Arsip Foto", SUB, None, "2.24.02.2.01")
    assert found.kode == "2.24.02.2.01.0001"


def test_digits_that_only_the_document_makes_a_code_name_no_item_of_another_name(kabupaten: Matcher) -> None:
    """Beside a rank, "0 4" counts men and women and is not program 04 of the office's bidang."""
    assert kabupaten.match("Penata Muda", PROGRAM, "0 4").kode is None
    assert kabupaten.match("PROGRAM REHABILITASI SOSIL", PROGRAM, "0 4").kode == "1.06.04"
    assert kabupaten.match("PROGRAM REHABIL", PROGRAM, "0 4").kode == "1.06.04"
    assert kabupaten.match("Penata Muda", PROGRAM, "1 06 04").kode == "1.06.04"


def test_a_word_of_doing_before_a_name_that_says_it_adds_nothing(kabupaten: Matcher) -> None:
    found = kabupaten.match("Pelaksanaan Penyediaan Sandang (PSD)", SUB, None, "1.06.04.2.01")
    assert found.kode == "1.06.04.2.01.0002"


NAMED_ALIKE = ("Pemberian Layanan Data dan Pengaduan", "Penyediaan Sandang", "Penyediaan Jasa Penunjang", "Pasar Malam")
ASKS = st.tuples(
    st.sampled_from((None, "1.02", "2.15")),
    st.sampled_from(NAMED_ALIKE),
    st.sampled_from((SUB, KEGIATAN)),
    st.sampled_from((None, "7", "9.99.12.4.03", "1.06.04.2.02.01", "1.06.04.2.01.0009", "X.XX.01.2.08")),
    st.sampled_from((None, "1.06.04.2.01", "1.06.04.2.02", "1.06.01")),
)


@settings(max_examples=60, deadline=None)
@given(asks=st.lists(ASKS, min_size=2, max_size=12))
def test_what_was_asked_before_changes_no_answer(
    asks: list[tuple[str | None, str, TingkatBaris, str | None, str | None]],
) -> None:
    asked = Matcher(CATALOG, "kabupaten", "1.06")
    for bidang, *ask in asks:
        one, fresh = asked.of_bidang(bidang), Matcher(CATALOG, "kabupaten", bidang or "1.06")
        assert one.match(*ask) == fresh.match(*ask)
        assert one.same_named(*ask) == fresh.same_named(*ask)


@pytest.mark.parametrize(
    ("bidang", "parent", "front"),
    [
        ("1.06", "2.13.05", "1.06.01"),
        ("1.06", "2.13.01", "2.13.01"),
        ("1.06", "2.13", "2.13.01"),
        (None, "2.13.05", "2.13.01"),
    ],
)
def test_an_overhead_item_whose_program_is_not_printed_stands_in_the_document_s_bidang_not_in_the_program_s_above(
    bidang: str | None, parent: str, front: str
) -> None:
    matcher = Matcher(CATALOG, "kabupaten", bidang)
    item = next(e for e in CATALOG.entries if e.is_umum and e.level is KEGIATAN and matcher.fits(e))
    assert (matcher.match(item.nama, KEGIATAN, None, parent).kode or "")[:7] == front
