"""What a document is, read from cover, signature and table head."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.page.pdf import open_pdf
from extract.page.text import text_lines
from extract.types import Box, Cell, PageResult, PageTable, TextLine
from normalize.dokumen import read_meta
from normalize.instansi import find_office, find_places, short_office, without_addresses
from normalize.types import DocumentMeta, JenisDokumen, Tahap

SAMPLES = Path(__file__).parents[2] / "samples"
DIGITAL = sorted(p.stem for p in SAMPLES.glob("*.pdf") if "scan" not in p.stem)


def page(*texts: str, number: int = 1, size: float = 16.0, tables: tuple[PageTable, ...] = ()) -> PageResult:
    """A page whose lines stand below each other, 30 points apart."""
    lines = tuple(
        TextLine(number, text, Box(80, 100 + 30 * i, 520, 116 + 30 * i), size, True) for i, text in enumerate(texts)
    )
    return PageResult(number, 600, 850, lines, tables)


def _with_foot(result: PageResult, text: str) -> PageResult:
    foot = TextLine(result.number, text, Box(80, 820, 520, 830), 8.0, False)
    return PageResult(result.number, result.width, result.height, (*result.lines, foot), result.tables)


def _table(*rows: tuple[str, ...], number: int = 1) -> PageTable:
    """A grid below the lines of a page."""
    cells = tuple(
        Cell(r, c, 1, 1, text, number, Box(80 + 90 * c, 500 + 20 * r, 170 + 90 * c, 520 + 20 * r))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return PageTable(number, Box(80, 500, 520, 800), len(rows), max(map(len, rows)), cells, "uji", 1.0)


def meta(*cover: str) -> DocumentMeta:
    return read_meta([page(*cover)])


@pytest.mark.parametrize(
    ("title", "jenis", "tahap"),
    [
        ("RENCANA KERJA (RENJA)", JenisDokumen.RENJA, Tahap.MURNI),
        ("RENCANA KERJA (RENJA) PERUBAHAN", JenisDokumen.RENJA, Tahap.PERUBAHAN),
        ("PERUBAHAN RENCANA KERJA", JenisDokumen.RENJA, Tahap.PERUBAHAN),
        ("P-RENJA", JenisDokumen.RENJA, Tahap.PERUBAHAN),
        ("RANCANGAN AWAL RENJA", JenisDokumen.RENJA, Tahap.RANCANGAN),
        ("RANCANGAN AKHIR RENCANA STRATEGIS", JenisDokumen.RENSTRA, Tahap.RANCANGAN),
        ("RENCANA STRATEGIS (RENSTRA)", JenisDokumen.RENSTRA, None),
        ("RENCANA STRATEGIS (RENSTRA) PERUBAHAN", JenisDokumen.RENSTRA, Tahap.PERUBAHAN),
        ("REVIU RENCANA STRATEGIS (RENSTRA)", JenisDokumen.RENSTRA, None),
        ("DRAFT RENCANA KERJA", JenisDokumen.RENJA, Tahap.RANCANGAN),
        ("RENNCANA KERJA", JenisDokumen.RENJA, Tahap.MURNI),
        ("RENCANA KERJA TAHUN 2024 (PERUBAHAN)", JenisDokumen.RENJA, Tahap.PERUBAHAN),
        ("LAPORAN KINERJA INSTANSI PEMERINTAH (LKjIP)", JenisDokumen.LKJIP, None),
        ("LAKIP", JenisDokumen.LKJIP, None),
        ("PERJANJIAN KINERJA", JenisDokumen.LAINNYA, None),
        ("RENCANA KERJA PEMERINTAH DAERAH (RKPD)", JenisDokumen.LAINNYA, None),
        ("RENCANA KERJA TAHUNAN (RKT)", JenisDokumen.LAINNYA, None),
        ("RENCANA KINERJA TAHUNAN PERUBAHAN", JenisDokumen.LAINNYA, Tahap.PERUBAHAN),
        ("PERJANJIAN KINERJA PERUBAHAN", JenisDokumen.LAINNYA, Tahap.PERUBAHAN),
        ("RENCANA KERJA DAN ANGGARAN (RKA)", JenisDokumen.LAINNYA, None),
        ("RINGKASAN APBD", JenisDokumen.LAINNYA, Tahap.MURNI),
        ("RINGKASAN PERUBAHAN APBD", JenisDokumen.LAINNYA, Tahap.PERUBAHAN),
        ("LAPORAN REALISASI ANGGARAN PENDAPATAN DAN BELANJA DAERAH", JenisDokumen.LAINNYA, None),
        ("LAPORAN PERUBAHAN EKUITAS", JenisDokumen.LAINNYA, None),
        ("REALISASI FISIK DAN KEUANGAN APBD", JenisDokumen.LAINNYA, None),
        ("LAPORAN KINERJA TRIWULAN III", JenisDokumen.LAINNYA, None),
        ("EVALUASI HASIL RENJA TRIWULAN II", JenisDokumen.RENJA, None),
    ],
)
def test_kind_and_stage_stand_in_the_title(title: str, jenis: JenisDokumen, tahap: Tahap | None) -> None:
    found = meta(title, "DINAS SOSIAL", "KABUPATEN GARUT", "TAHUN 2024")
    assert (found.jenis, found.tahap) == (jenis, tahap)


def test_a_stage_may_stand_on_the_line_before_or_behind() -> None:
    assert meta("RANCANGAN", "RENCANA KERJA", "DINAS SOSIAL", "TAHUN 2024").tahap is Tahap.RANCANGAN
    assert meta("RENCANA KERJA (RENJA)", "PERUBAHAN", "DINAS SOSIAL", "TAHUN 2024").tahap is Tahap.PERUBAHAN


def test_a_renja_without_a_readable_cover_is_murni_where_its_preface_names_no_stage() -> None:
    def preface(title: str) -> DocumentMeta:
        text = page("KATA PENGANTAR", f"{title} Dinas Sosial Kota Metro Tahun 2024 telah disusun.", number=2)
        return read_meta([PageResult(1, 600, 850, (), ()), text])

    found = preface("Rencana Kerja (Renja)")
    assert (found.jenis, found.tahap, found.tahun) == (JenisDokumen.RENJA, Tahap.MURNI, 2024)
    assert found.perangkat_daerah == "Dinas Sosial"
    assert preface("Perubahan Rencana Kerja (Renja)").tahap is Tahap.PERUBAHAN


def test_a_file_name_alone_is_no_evidence_of_a_stage() -> None:
    found = read_meta([page("URAIAN", "JUMLAH")], berkas="renja2024.pdf")
    assert (found.jenis, found.tahap) == (JenisDokumen.RENJA, None)


@pytest.mark.parametrize(
    ("lines", "years"),
    [
        (("RENCANA KERJA", "TAHUN 2024", "PEMERINTAH KOTA METRO", "TAHUN 2023"), (2024, 2024)),
        (("PEMERINTAH KOTA METRO", "2023", "RENCANA KERJA", "TAHUN 2024"), (2024, 2024)),
        (("LAPORAN KINERJA", "DINAS SOSIAL", "TAHUN 2023", "2024"), (2023, 2023)),
        (("RENCANA KERJA", "TA. 2025", "Metro, 3 Juni 2024"), (2025, 2025)),
        (("RENCANA KERJA TAHUN ANGGARAN 2025",), (2025, 2025)),
        (("RENCANA STRATEGIS", "TAHUN 2021-2026", "TAHUN 2021"), (2021, 2026)),
        (("RENSTRA", "2025 –", "2029"), (2025, 2029)),
        (("RENCANA KERJA", "TAHUN 2O24"), (2024, 2024)),
        (("RENJA", "T.A 2 0 2 4"), (2024, 2024)),
        (("LAPORAN KINERJA", "SATPOL PP DAN DAMKAR", "TAHUN 2023"), (2023, 2023)),
        (("KEPUTUSAN NOMOR 12 TAHUN 2023", "RENCANA KERJA DINAS", "TAHUN 2024"), (2024, 2024)),
        (("RENCANA KERJA", "DINAS SOSIAL"), (None, None)),
        (("RENCANA KERJA TAHUN 2024", "BAGIAN DARI RENCANA KERJA TAHUN 2021-2026"), (2024, 2024)),
        (("UNDANG-UNDANG REPUBLIK INDONESIA", "NOMOR 14 TAHUN 2008", "LAPORAN KINERJA TAHUN 2024"), (2024, 2024)),
        (("PERATURAN BUPATI TENTANG RENCANA KERJA", "TAHUN 2025", "NOMOR 7 TAHUN 2024"), (2025, 2025)),
        (("LAPORAN REALISASI ANGGARAN", "YANG BERAKHIR SAMPAI DENGAN 31 DESEMBER 2023 DAN 2022"), (2023, 2023)),
        (("REALISASI FISIK DAN KEUANGAN", "Bulan : Agustus 2023"), (2023, 2023)),
    ],
)
def test_the_planning_year_is_not_the_printing_year(lines: tuple[str, ...], years: tuple[int | None, ...]) -> None:
    found = meta(*lines)
    assert (found.tahun, found.tahun_akhir) == years


@pytest.mark.parametrize(
    ("lines", "office"),
    [
        (("DINAS SOSIAL, PEMBERDAYAAN PEREMPUAN DAN", "PERLINDUNGAN ANAK", "KOTA BENGKULU"),
         "Dinas Sosial, Pemberdayaan Perempuan dan Perlindungan Anak"),
        (("INSPEKTORAT", "KABUPATEN", "MALANG"), "Inspektorat"),
        (("SATUAN POLISI PAMONG PRAJA KOTA MALANG",), "Satuan Polisi Pamong Praja"),
        (("SEKRETARIAT DPRD PROVINSI BALI",), "Sekretariat DPRD"),
        (("KECAMATAN BANJARSARI", "KOTA SURAKARTA"), "Kecamatan Banjarsari"),
        (("RSUD DR. SOETOMO", "PROVINSI JAWA TIMUR"), "RSUD Dr. Soetomo"),
        (("RSUD dr. SOETOMO", "PROVINSI JAWA TIMUR"), "RSUD dr. Soetomo"),
        (("PEMERINTAH KABUPATEN GARUT",), None),
        (("DINAS PARIWISATA", "Kotabaru, Juli 2023"), "Dinas Pariwisata"),
        (("DINAS PARIWISATA", "PEMKOT METRO"), "Dinas Pariwisata"),
        (("BAGIAN HUKUM", "SETDA KOTA METRO"), "Bagian Hukum"),
    ],
)  # fmt: skip
def test_the_office_stands_without_its_region(lines: tuple[str, ...], office: str | None) -> None:
    assert meta("RENCANA KERJA (RENJA)", *lines, "TAHUN 2024").perangkat_daerah == office


def test_a_letterheads_smaller_lines_are_no_part_of_the_office() -> None:
    head = page("DINAS PEKERJAAN UMUM", size=16)
    small = TextLine(1, "PUSPEM MANGUPRAJA", Box(80, 120, 520, 128), 8, False)
    cover = PageResult(1, 600, 850, (*head.lines, small, *page("", "RENCANA KERJA TAHUN 2024").lines), ())
    assert read_meta([cover]).perangkat_daerah == "Dinas Pekerjaan Umum"


def test_places_are_ordered_by_trust_and_addresses_are_left_out() -> None:
    cover = page("RENCANA KERJA", "DINAS SOSIAL", "KABUPATEN LUWU", "JL. MERDEKA KOTA PALOPO TELP. 21", "TAHUN 2024")
    body = page("Seperti di Kabupaten Temanggung, Kabupaten Temanggung, Kabupaten Temanggung.", number=2, size=12)
    last = page("KEPALA DINAS SOSIAL", "KABUPATEN LUWU,", "RINA, SH", number=3)
    assert read_meta([cover, body, last]).wilayah == ("KABUPATEN LUWU",)


def test_two_officials_side_by_side_do_not_name_the_office() -> None:
    lines = (
        "Evaluasi Terhadap Hasil Renja",
        "Kota Metro",
        "Periode Pelaksanaan: 2021",
        "KEPALA DINAS ... KEPALA BAPPEDA",
    )
    found = meta(*lines)
    assert (found.jenis, found.tahun, found.perangkat_daerah) == (JenisDokumen.RENJA, 2021, None)


def test_the_file_name_is_the_last_resort() -> None:
    found = read_meta([page("URAIAN", "JUMLAH")], berkas="luwu_renja-2024.pdf")
    assert (found.jenis, found.tahun, found.wilayah) == (JenisDokumen.RENJA, 2024, ("luwu renja 2024",))
    assert read_meta([page("REVENUE", "TOTAL")], berkas="luwu_renja-2024.pdf").wilayah == ()


def test_a_cover_outvotes_what_the_body_says_of_other_plans_and_regions() -> None:
    cover = page("RENCANA KERJA", "DINAS SOSIAL", "KABUPATEN LUWU", "TAHUN 2024")
    body = page(
        "BAB I PENDAHULUAN",
        "Undang-Undang Nomor 11 Tahun 2008 tentang Informasi; Renstra Dinas Kesehatan Kota Palopo Tahun 2019-2024;",
        "Renstra, Renstra dan Renstra; Pemerintah Kota Palopo, Pemerintah Kota Palopo dan Pemerintah Kota Palopo.",
        number=2,
        size=12,
    )
    found = read_meta([cover, body], berkas="palopo_renstra_2019.pdf")
    assert (found.jenis, found.tahun, found.perangkat_daerah) == (JenisDokumen.RENJA, 2024, "Dinas Sosial")
    assert found.wilayah[0] == "KABUPATEN LUWU"


def test_a_chapter_alone_is_known_by_its_page_head() -> None:
    texts = ("BAB II", "EVALUASI PELAKSANAAN RENJA TAHUN 2022", "Renstra dan RPJMN 2020-2024 menjadi acuan.")
    pages = [_with_foot(page(*texts, number=n), f"Renja Dinas Sosial Kota Metro Tahun 2024 | II - {n}") for n in (1, 2)]
    found = read_meta(pages)
    assert (found.jenis, found.tahap, found.tahun) == (JenisDokumen.RENJA, Tahap.MURNI, 2024)
    assert (found.perangkat_daerah, found.wilayah[:1]) == ("Dinas Sosial", ("Kota Metro",))


def test_a_bare_table_is_known_by_its_title_and_filled_in_lines() -> None:
    sheet = page(
        "PEMERINTAH KABUPATEN LUWU",
        "RINCIAN BELANJA SUB KEGIATAN TAHUN ANGGARAN 2024",
        "Unit Organisasi : 1.06.2.08.0.00.01.0000 DINAS SOSIAL DAN PEMBERDAYAAN",
        "Jumlah 2023 : Rp. 1.000.000",
        tables=(_table(("Kode", "Uraian"), ("5.1", "Belanja Operasi")),),
    )
    found = read_meta([sheet])
    assert (found.jenis, found.tahap, found.tahun) == (JenisDokumen.LAINNYA, None, 2024)
    assert (found.perangkat_daerah, found.wilayah) == ("Dinas Sosial dan Pemberdayaan", ("KABUPATEN LUWU",))


def test_a_document_of_many_offices_has_none() -> None:
    names = ("Dinas Sosial", "Dinas Kesehatan", "Dinas Pasar", "Inspektorat Daerah")
    rows = [("1.01.01", "Program penunjang", "100 %")] * 3

    def sheets(*lines: str, last: bool) -> list[PageResult]:
        grids = (_table(*rows, ("1.01", name, "")) if last else _table(*rows) for name in names)
        return [
            page(*(line.format(name) for line in lines), number=i, tables=(grid,))
            for i, (name, grid) in enumerate(zip(names, grids, strict=True), 1)
        ]

    assert read_meta(sheets("RINGKASAN PPAS TAHUN 2024", "KABUPATEN LUWU", last=True)).perangkat_daerah is None
    filled = sheets("LAMPIRAN PERATURAN BUPATI", "Organisasi : {}", last=False)
    assert read_meta(filled).perangkat_daerah is None
    assert read_meta(filled[:1]).perangkat_daerah == "Dinas Sosial"


@pytest.mark.parametrize(("head", "office"), [("Dinas Pasar", None), ("Dinas Kelautan", "Dinas Kelautan")])
def test_of_a_plafon_by_offices_who_prints_its_foot_is_the_office_of_no_other(head: str, office: str | None) -> None:
    rows = [("1.01", head, ""), ("1.01.01", "Program penunjang", "7.350.000")] * 2
    sheets = [
        page("PRIORITAS DAN PLAFON ANGGARAN SEMENTARA TAHUN 2031" if n == 1 else "", number=n, tables=(_table(*rows),))
        for n in range(1, 4)
    ]
    found = read_meta([_with_foot(sheet, "Dinas Kelautan Kabupaten Luwu") for sheet in sheets])
    assert found.perangkat_daerah == office


def test_a_column_of_one_office_names_it_in_full() -> None:
    rows = [("1", "Dinas Energi dan Sumber\nDaya Mineral")] * 3
    found = read_meta([page("TABEL 3.1 RENCANA DINAS ESDM TAHUN 2024", tables=(_table(*rows),))])
    assert found.perangkat_daerah == "Dinas Energi dan Sumber Daya Mineral"


def test_who_keeps_the_regions_books_is_not_the_office_of_its_budget() -> None:
    title = ("PEMERINTAH KOTA METRO", "LAPORAN REALISASI ANGGARAN PENDAPATAN DAN BELANJA", "TAHUN ANGGARAN 2023")
    grid = (_table(("Uraian", "Anggaran")),)

    def signed(office: str) -> str | None:
        last = page(f"KEPALA {office}", number=2)
        return read_meta([page(*title, tables=grid), last]).perangkat_daerah

    assert signed("BADAN KEUANGAN DAERAH") is None
    assert signed("DINAS KESEHATAN") == "Dinas Kesehatan"


def test_a_national_document_has_no_region_and_no_regional_office() -> None:
    found = read_meta(
        [
            page(
                "KEMENTERIAN KESEHATAN REPUBLIK INDONESIA", "RENCANA STRATEGIS 2020-2024", "BADAN PENGAWASAN KOTA METRO"
            )
        ],
        berkas="renstra_metro.pdf",
    )
    assert (found.jenis, found.wilayah, found.perangkat_daerah) == (JenisDokumen.RENSTRA, (), None)


def test_a_list_of_places_of_works_is_not_the_region() -> None:
    places = "Kab. Luwu; Kab. Bone; Kota Palopo; Kab. Wajo; Kota Parepare"
    sheet = page("TABEL 3.1 RENCANA PROGRAM", "PROVINSI SULAWESI SELATAN", tables=(_table(("Lokasi",), (places,)),))
    assert read_meta([sheet]).wilayah[0] == "PROVINSI SULAWESI SELATAN"


def test_rows_that_name_an_activity_are_no_titles() -> None:
    rows = ("1.06.01.2.01 Penyusunan Renja 12.500.000", "1.06.01.2.02 Penyusunan laporan kinerja 1.500.000")
    assert read_meta([page("KODE URAIAN", *rows)]).jenis is JenisDokumen.LAINNYA
    assert read_meta([page("Penyusunan laporan kinerja", "12 dokumen")]).jenis is JenisDokumen.LAINNYA


def test_a_contents_page_is_neither_preface_nor_title() -> None:
    contents = page("DAFTAR ISI", "KATA PENGANTAR ........ i", "2.2 Perjanjian Kinerja ........ 9", number=1)
    body = [_with_foot(page("Uraian.", number=n), "LAPORAN KINERJA (LKIP) TAHUN 2023") for n in (2, 3, 4)]
    found = read_meta([contents, *body])
    assert (found.jenis, found.tahun) == (JenisDokumen.LKJIP, 2023)


def test_an_offices_region_without_its_kind_is_no_part_of_its_name() -> None:
    found = meta("RENCANA KERJA", "DINAS SOSIAL LUWU", "KABUPATEN LUWU", "TAHUN 2024")
    assert found.perangkat_daerah == "Dinas Sosial"


@pytest.mark.parametrize(
    ("official", "office"),
    [
        ("KEPALA DINAS SOSIAL KABUPATEN LUWU", "Dinas Sosial"),
        ("INSPEKTUR KABUPATEN LUWU", "Inspektorat"),
        ("CAMAT BAJO KABUPATEN LUWU", "Kecamatan Bajo"),
        ("BUPATI LUWU", None),
    ],
)
def test_who_signs_names_the_office(official: str, office: str | None) -> None:
    sheet = page("PENGUKURAN KINERJA TAHUN 2024", tables=(_table(*[("Sasaran", "Target", "Realisasi")] * 4),))
    assert read_meta([sheet, page(official, number=2)]).perangkat_daerah == office


def test_an_agreement_is_the_office_of_the_first_official_whose_post_it_prints() -> None:
    text = (
        "PERJANJIAN KINERJA TAHUN 2024",
        "Nama : RINA",
        "Jabatan : Kepala Dinas Sosial Kab. Luwu",
        "Jabatan : Bupati",
    )
    found = meta(*text)
    assert (found.jenis, found.perangkat_daerah) == (JenisDokumen.LAINNYA, "Dinas Sosial")


def test_the_planner_on_the_cover_of_the_regions_plan_is_not_its_office() -> None:
    planner = ("BADAN PERENCANAAN PEMBANGUNAN DAERAH", "KABUPATEN LUWU", "TAHUN 2024")
    assert meta("RENCANA KERJA PEMERINTAH DAERAH (RKPD)", *planner).perangkat_daerah is None
    assert meta("RENCANA KERJA", *planner).perangkat_daerah == "Badan Perencanaan Pembangunan Daerah"


def test_a_report_of_the_whole_region_has_no_office_though_its_tables_name_many() -> None:
    cover = page("LAPORAN KINERJA INSTANSI PEMERINTAH", "PEMERINTAH KABUPATEN LUWU", "TAHUN 2024")
    offices = ("Dinas Sosial", "Dinas Kesehatan", "Dinas Pasar", "Badan Kepegawaian")
    body = [page(f"Tabel 3.{n} Realisasi {name} Kabupaten Luwu", "Uraian.", number=n + 1)
            for n, name in enumerate(offices, 1)]  # fmt: skip
    found = read_meta([cover, *body, page("BUPATI LUWU,", number=9)])
    assert (found.jenis, found.perangkat_daerah) == (JenisDokumen.LKJIP, None)


def test_title_rows_of_a_spreadsheet_are_the_title() -> None:
    rows = [("REALISASI FISIK DAN KEUANGAN", ""), ("DINAS SOSIAL KOTA METRO", ""), ("TAHUN ANGGARAN 2024", "")]
    found = read_meta([page(tables=(_table(*rows, ("Uraian", "Rp"), *[("Belanja", "1")] * 9),))])
    assert (found.jenis, found.tahun, found.perangkat_daerah) == (JenisDokumen.LAINNYA, 2024, "Dinas Sosial")


def test_a_governments_site_names_its_region() -> None:
    body = page("BAB I", "Data dinas tersedia di sosial.garutkab.go.id bagi kegiatan dan anggaran.")
    assert read_meta([body]).wilayah == ("Kabupaten garut",)


def test_the_reasons_are_kept() -> None:
    found = meta("RENCANA KERJA", "DINAS SOSIAL", "KABUPATEN LUWU", "TAHUN 2024")
    assert 'jenis: sampul "RENCANA KERJA"' in found.alasan
    assert 'tahun: sampul "TAHUN 2024"' in found.alasan
    assert all(len(reason) < 400 for reason in found.alasan)


def test_long_lines_of_capitals_cost_no_time() -> None:
    started = time.process_time()
    read_meta([page(*(["DINAS" + "PEKERJAAN UMUM DAN " * 300, "KABUPATEN" * 500, "2024 - " * 800] * 4))])
    assert time.process_time() - started < 5


def test_the_edition_of_a_tables_title_goes_before_a_later_one_cited() -> None:
    law = page("Keputusan Menteri Dalam Negeri Nomor 900.1.15.5-1317 Tahun 2023", number=2)
    table = page("Tabel 3.1 Program (sesuai Kepmendagri 050-5889 Tahun 2021)", number=3)
    assert read_meta([page("RENCANA KERJA"), law]).edisi == "900.1.15.5-1317/2023"
    assert read_meta([page("RENCANA KERJA"), law, table]).edisi == "050-5889/2021"


def test_an_empty_document_is_something_else() -> None:
    assert read_meta([]) == DocumentMeta(JenisDokumen.LAINNYA, None, None, None, (), None)


@given(st.lists(st.lists(st.text(max_size=60), max_size=8), max_size=4))
def test_any_text_is_read_without_a_crash(texts: list[list[str]]) -> None:
    found = read_meta([page(*lines, number=i + 1) for i, lines in enumerate(texts)])
    assert found.tahun is None or 2005 <= found.tahun <= 2049


def test_an_office_is_not_found_in_words_that_only_begin_like_one() -> None:
    assert find_office("SATUAN KERJA PERANGKAT DAERAH") is None
    assert find_office("Dinas yang menangani urusan sosial") is None
    assert find_places("kabupaten dan kota") == ()


@pytest.mark.parametrize(
    "title",
    ["ANGGARAN KAS TAHUN 2031", "KEADAAN S/D BULAN MEI", "MATRIKS RENCANA AKSI", "POHON KINERJA", "REKAPITULASI DPA"],
)
def test_the_next_line_of_a_title_is_no_part_of_the_office(title: str) -> None:
    assert find_office(f"DINAS PASAR {title}") == "Dinas Pasar"


def test_behind_a_joining_word_such_a_word_belongs_to_the_office() -> None:
    assert find_office("BIRO PERENCANAAN DAN ANGGARAN") == "Biro Perencanaan dan Anggaran"


def _front(stem: str) -> list[PageResult]:
    with open_pdf(SAMPLES / f"{stem}.pdf") as pdf:
        numbers = [*range(1, min(6, pdf.n_pages) + 1), pdf.n_pages]
        contents = [pdf.page(n) for n in dict.fromkeys(numbers)]
    return [PageResult(c.number, c.width, c.height, tuple(text_lines(c)), ()) for c in contents]


def test_there_are_digital_samples() -> None:
    assert len(DIGITAL) >= 5


@pytest.mark.parametrize("stem", DIGITAL)
def test_the_samples_are_what_their_truth_says(stem: str) -> None:
    want = json.loads((SAMPLES / f"{stem}.truth.json").read_text(encoding="utf-8"))["doc"]
    found = read_meta(_front(stem))
    assert found.jenis == want["jenis_dokumen"]
    assert found.tahap == want["tahap"]
    assert (found.tahun, found.tahun_akhir) == (want["tahun"], want["tahun_akhir"])
    assert re.sub(r"\W", "", found.perangkat_daerah or "") == re.sub(r"\W", "", want["perangkat_daerah"])
    assert found.wilayah[0].casefold().endswith((want["kabkota"] or want["provinsi"]).split(" ", 1)[-1].casefold())


def test_a_list_by_unit_is_the_offices_that_is_named_behind_it() -> None:
    title = "REKAPITULASI REALISASI ANGGARAN PER UPTD DINAS PASAR TAHUN ANGGARAN 2031"
    assert find_office(title) == "Dinas Pasar"
    assert find_office("REKAPITULASI PER KECAMATAN SATUAN POLISI PAMONG PRAJA") == "Satuan Polisi Pamong Praja"
    assert find_office("UPTD PASAR IKAN DINAS PASAR") == "UPTD Pasar Ikan"
    assert find_office("PEMERINTAH KABUPATEN TIRTA BAGIAN TIMUR DINAS PASAR TAHUN 2031") == "Dinas Pasar"
    assert find_places("PEMERINTAH KABUPATEN KARANG JATI REKAPITULASI REALISASI") == ("KABUPATEN KARANG JATI",)


def test_a_short_word_glued_to_a_regions_name_is_set_apart() -> None:
    assert find_places("DINAS SOSIAL KAB.LUWU") == ("KAB. LUWU",)


@pytest.mark.parametrize(
    ("line", "is_kept"),
    [
        ("PEMERINTAH KOTA MUARA, TAHUN 2031", True),
        ("Renja Kota Muara, 2031", True),
        ("Muara Biru, Tahun 2031", True),
        ("Muara Biru, Juli 2031", False),
        ("Muara, 12 Juli 2031", False),
    ],
)
def test_a_title_with_its_year_is_no_line_of_where_a_document_was_printed(line: str, is_kept: bool) -> None:
    assert without_addresses(line) == (line if is_kept else "|")
    assert find_office("RENCANA KERJA DINAS SOSIAL KAB.LUWU TAHUN 2031") == "Dinas Sosial"


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("RENJA DINSOS KAB. LUWU TAHUN 2031", "DINSOS"),
        ("RENSTRA DPUPR KABUPATEN LUWU", "DPUPR"),
        ("RENJA DP3AKB KOTA METRO", "DP3AKB"),
        ("DISUSUN OLEH TIM", None),
        ("DPA TAHUN 2031", None),
    ],
)
def test_short_names_of_offices_are_told_from_other_short_words(text: str, office: str | None) -> None:
    assert short_office(text) == office


def test_a_short_name_counts_where_the_office_is_written_out_nowhere() -> None:
    short = meta("RENJA", "DINSOS KABUPATEN LUWU", "TAHUN 2031")
    whole = meta("RENJA DINSOS", "DINAS SOSIAL KABUPATEN LUWU", "TAHUN 2031")
    assert (short.perangkat_daerah, whole.perangkat_daerah) == ("DINSOS", "Dinas Sosial")


def test_what_stands_behind_a_table_is_no_cover_but_its_last_row_or_a_date_and_a_signature() -> None:
    many = _table(("Program", "Pagu (Rp)", "Ket"), *((f"Program Air {i}", f"{i}.700.000", "APBD") for i in range(2, 9)))
    first = page("PERJANJIAN KINERJA TAHUN 2018", "DINAS PERIKANAN", tables=(many,))
    last = page("Kabupaten Luwu, 12 Januari 2031", "KEPALA DINAS", "Drs. BUDI SANTOSO", "NIP 1970", number=2)
    assert read_meta([first, last]).tahun == 2018
    rest = _table(("Program Air Bersih bagi Desa Terpencil 2031", "9.713.300", "APBD"), number=2)
    assert read_meta([first, page(number=2, tables=(rest,))]).perangkat_daerah == "Dinas Perikanan"
