"""Twins: numbers that only the other kewenangan's list has."""

from __future__ import annotations

from extract.types import Box, Table
from nomenclature.catalog import Catalog, Entry
from nomenclature.match import Matcher
from nomenclature.resolve import level_tables, match_tables
from nomenclature.twin import KEMBARAN, Twins, authority_free
from normalize.types import BudgetRow, DocumentMeta, JenisDokumen, JenisTabel, NormalTable, TingkatBaris
from records.matched import CocokMetode, Wilayah

SUB, KEGIATAN, PROGRAM = TingkatBaris.SUB_KEGIATAN, TingkatBaris.KEGIATAN, TingkatBaris.PROGRAM


def _entry(kode: str, level: TingkatBaris, nama: str, kewenangan: str, edisi: str = "050-5889/2021") -> Entry:
    return Entry(kode, level, nama, kewenangan, edisi, "impor")


ENTRIES = (
    _entry("2.23.02", PROGRAM, "PROGRAM TAMAN BACA", "umum"),
    _entry("2.23.02.2.01", KEGIATAN, "Pengelolaan Taman Baca Daerah Kabupaten/Kota", "kabkota"),
    _entry("2.23.02.2.01.0001", SUB, "Penataan Rak Taman Baca Kewenangan Kabupaten/Kota", "kabkota"),
    _entry("2.23.02.2.01.0002", SUB, "Lomba Bercerita Tingkat Kabupaten/Kota", "kabkota"),
    _entry("2.23.02.2.02", KEGIATAN, "Pembinaan Penjaga Taman Baca", "kabkota"),
    _entry("2.23.02.1.03", KEGIATAN, "Pengelolaan Taman Baca Daerah Provinsi", "provinsi"),
    _entry("2.23.02.1.03.0002", SUB, "Pekan Dongeng Provinsi", "provinsi"),
)
CATALOG = Catalog.build(ENTRIES)


def _provinsi(editions: tuple[str, ...] = ("5889",)) -> Matcher:
    return Matcher(CATALOG, "provinsi", "2.23", editions)


def test_an_item_that_only_the_other_kewenangan_lists_takes_its_twins_number() -> None:
    found = _provinsi().match("Penataan Rak Taman Baca Kewenangan Provinsi", SUB, None, "2.23.02.1.03")
    assert (found.kode, found.metode) == ("2.23.02.1.03.0001", CocokMetode.NAMA)
    assert found.nama_baku is None, "the twin's name is not this item's"
    assert found.skor < 0.85
    assert "kembaran" in found.alasan


def test_the_twin_of_a_kegiatan_is_its_namesake_whatever_its_number() -> None:
    assert [e.kode for e, _ in Twins(CATALOG, "1").under("2.23.02.1.03")] == ["2.23.02.1.03.0001"]


def test_a_number_that_is_taken_by_another_name_is_not_given_twice() -> None:
    found = _provinsi().match("Lomba Bercerita Tingkat Provinsi", SUB, None, "2.23.02.1.03")
    assert found.kode is None


def test_a_kegiatan_under_a_known_program_takes_its_twins_number() -> None:
    assert _provinsi().match("Pembinaan Penjaga Taman Baca", KEGIATAN, None, "2.23.02").kode == "2.23.02.1.02"


def test_the_printed_number_of_a_sibling_goes_before_the_twins() -> None:
    name = "Penataan Rak Taman Baca Kewenangan Provinsi"
    found = _provinsi().match(name, SUB, "2.23.02.1.03.0007", "2.23.02.1.03")
    assert (found.kode, found.metode) == ("2.23.02.1.03.0007", CocokMetode.KODE_NAMA)


def test_an_own_name_goes_before_the_twin_of_another_edition() -> None:
    own = _entry(
        "2.23.02.1.03.0009", SUB, "Penataan Rak Baru Taman Baca Kewenangan Provinsi", "provinsi", "daftar 2027"
    )
    matcher = Matcher(Catalog.build((*ENTRIES, own)), "provinsi", "2.23", ("3406",))
    assert matcher.match("Penataan Rak Baru Taman Baca", SUB, None, "2.23.02.1.03").kode == own.kode


def test_derived_entries_say_where_they_are_from() -> None:
    assert {e.sumber for e, _ in Twins(CATALOG, "1").under("2.23.02.1.03")} == {KEMBARAN}


def test_words_of_authority_do_not_tell_items_apart() -> None:
    one = authority_free("Lomba Mural Tingkat Daerah Provinsi dan Lintas Daerah Kabupaten/Kota")
    assert one == authority_free("Lomba Mural Kewenangan Kab/Kota") == "lomba mural"


def test_what_the_document_prints_elsewhere_goes_before_the_twins_number() -> None:
    names = (
        "PROGRAM TAMAN BACA",
        "Pengelolaan Taman Baca Daerah Provinsi",
        "Penataan Rak Taman Baca Kewenangan Provinsi",
    )
    printed = ("2.23.02", "2.23.02.1.03", "2.23.02.1.03.0007")
    levels = (PROGRAM, KEGIATAN, SUB)
    box = Box(0.0, 0.0, 1.0, 1.0)
    tables = []
    for codes in (printed, (None, None, None)):
        rows = [
            BudgetRow(i, i, level, kode, nama, None, (), 1, box)
            for i, (level, kode, nama) in enumerate(zip(levels, codes, names, strict=True))
        ]
        grid = Table((1,), None, None, 3, 2, 0, (), "uji", 1.0)
        tables.append(NormalTable(grid, JenisTabel.RENCANA_PENDANAAN, (), tuple(rows)))
    meta = DocumentMeta(JenisDokumen.RENJA, None, 2031, 2031, (), "Dinas Perpustakaan")
    done = match_tables(level_tables(tables, meta, Wilayah("provinsi"), CATALOG), meta)
    assert [t.rows[2].match.kode for t in done] == ["2.23.02.1.03.0007"] * 2


def test_the_one_kegiatan_of_a_program_that_says_more_or_less_is_the_twin() -> None:
    """Of sub kegiatan there are too many, and of two such kegiatan neither is."""
    matcher = _provinsi()
    name = "Pembinaan bagi Penjaga dan Relawan Taman Baca Tingkat Daerah Provinsi"
    assert matcher.match(name, KEGIATAN, None, "2.23.02").kode == "2.23.02.1.02"
    assert matcher.match("Penataan Ulang Rak dan Lemari Taman Baca", SUB, None, "2.23.02.1.03").kode is None
    second = _entry("2.23.02.2.04", KEGIATAN, "Pembinaan Relawan Taman Baca", "kabkota")
    doubtful = Matcher(Catalog.build((*ENTRIES, second)), "provinsi", "2.23", ("5889",))
    assert doubtful.match(name, KEGIATAN, None, "2.23.02").kode is None
