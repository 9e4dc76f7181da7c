"""Table numbers and titles, running lines, and the list of tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.joining.captions import find_caption, list_of_tables, parse_label, with_list
from extract.joining.running import _runs_through, body_lines, is_page_number, stamps, without_furniture
from extract.types import Box, Cell, PageResult, PageTable, TextLine


def line(text: str, y: float, x0: float = 100, x1: float = 500, size: float = 10, *, bold: bool = True) -> TextLine:
    return TextLine(1, text, Box(x0, y, x1, y + size * 1.2), size, bold)


@pytest.mark.parametrize(
    ("text", "nomor", "rest"),
    [
        ("Tabel 2.1 REKAPITULASI EVALUASI", "2.1", "REKAPITULASI EVALUASI"),
        ("TABEL 3.24", "3.24", ""),
        ("Tabel 7", "7", ""),
        ("Tabel T-C.33. Rumusan Rencana", "T-C.33", "Rumusan Rencana"),
        ("TabelT-C.31.", "T-C.31", ""),
        ("Tabel II.1 : Pagu", "II.1", "Pagu"),
        ("Tabel. 4.1.a Rincian", "4.1.a", "Rincian"),
        ("Tabel 2.1: Keadaan Pegawai", "2.1", "Keadaan Pegawai"),
        ("T a b e l 2.1", "2.1", ""),
    ],
)
def test_a_line_that_begins_with_a_table_number_is_a_caption(text: str, nomor: str, rest: str) -> None:
    label = parse_label(text)
    assert label is not None
    assert (label.nomor, label.rest, label.continued) == (nomor, rest, False)


@pytest.mark.parametrize(
    "text",
    [
        "Rinciannya disajikan pada Tabel 2.1 berikut ini:",
        "Tabel 2.1 berikut menunjukkan capaian kinerja",
        "Tabel 2.1 di atas memperlihatkan realisasi",
        "Tabel Realisasi keuangan",
        "Tabel Indikator Kinerja",
        "Tabel 2024",
    ],
)
def test_a_line_that_speaks_of_a_table_is_no_caption(text: str) -> None:
    assert parse_label(text) is None


@pytest.mark.parametrize("text", ["Lanjutan Tabel 2.1", "Tabel 2.1 (lanjutan)", "Sambungan Tabel 2.1 Pagu"])
def test_a_continued_caption_says_so(text: str) -> None:
    label = parse_label(text)
    assert label is not None
    assert label.continued
    assert label.nomor == "2.1"


def test_a_title_over_several_lines_is_one_line() -> None:
    above = [
        line("Hal tersebut tergambar pada Tabel 2.2 berikut ini:", 40, bold=False),
        line("Tabel 2.2", 60, 280, 320),
        line("DATA PEMERLU PELAYANAN KESEJAHTERAAN SOSIAL", 74),
        line("PROVINSI SULAWESI BARAT TAHUN 2023", 88, 180, 420),
    ]
    caption = find_caption(above, width=450)
    assert caption.nomor == "2.2"
    assert caption.judul == "DATA PEMERLU PELAYANAN KESEJAHTERAAN SOSIAL PROVINSI SULAWESI BARAT TAHUN 2023"
    assert caption.above == tuple(above)


def test_an_area_in_smaller_type_and_a_unit_line_are_no_title() -> None:
    above = [
        line("Tabel 4.1 Program dan Kegiatan Provinsi Bali Tahun 2026", 60, size=10),
        line("PROVINSI BALI", 75, 280, 320, size=8.5),
        line("Unit Organisasi : DINAS SOSIAL", 90, 50, 150, size=7, bold=False),
    ]
    assert find_caption(above, width=500).judul == "Program dan Kegiatan Provinsi Bali Tahun 2026"


def test_an_area_that_the_title_names_already_is_not_repeated() -> None:
    above = [line("Tabel 2.2 KINERJA DINAS SOSIAL KABUPATEN LUWU", 60), line("KABUPATEN LUWU", 73, 280, 330)]
    assert find_caption(above, width=800).judul == "KINERJA DINAS SOSIAL KABUPATEN LUWU"


def test_a_bold_line_without_number_is_the_title() -> None:
    above = [
        line("2.3 Sumber Daya", 20),
        line("Keadaan tersebut dapat dilihat pada tabel berikut.", 40, bold=False),
        line("Keadaan Pegawai Dinas Sosial", 60, 200, 400),
        line("menurut Golongan", 72, 250, 350),
    ]
    caption = find_caption(above, width=450, centre=300)
    assert (caption.nomor, caption.judul) == (None, "Keadaan Pegawai Dinas Sosial menurut Golongan")


def test_running_text_above_a_table_is_no_title() -> None:
    above = [line("Rencana tersebut dirinci sebagai berikut:", 40, bold=False)]
    assert find_caption(above, width=450, centre=300).judul is None


def test_a_title_inside_the_grid_counts() -> None:
    caption = find_caption((), ["PEMERINTAH KABUPATEN SUKAMAJU", "RINGKASAN BELANJA", "TAHUN ANGGARAN 2021"])
    assert caption.judul == "RINGKASAN BELANJA TAHUN ANGGARAN 2021"


def listed_page() -> PageResult:
    texts = ["DAFTAR TABEL", "Tabel 2.1 Realisasi ........ 12", "Tabel 2.2 Data Pemerlu Pelayanan", "Sosial ..... 15"]
    texts += ["DAFTAR GAMBAR", "Tabel 9.9 Bukan tabel ..... 3"]
    lines = tuple(line(text, 40 + 20 * i) for i, text in enumerate(texts))
    return PageResult(3, 600, 900, lines, ())


def test_the_list_of_tables_gives_titles_over_several_lines() -> None:
    assert list_of_tables([listed_page()]) == {"2.1": "Realisasi", "2.2": "Data Pemerlu Pelayanan Sosial"}


def test_the_list_of_tables_completes_a_title_but_gives_no_number() -> None:
    listed = list_of_tables([listed_page()])
    cut = with_list(find_caption([line("Tabel 2.2 Data Pemerlu", 60)]), listed)
    unnumbered = with_list(find_caption([line("Realisasi", 60)]), listed)
    assert cut.judul == "Data Pemerlu Pelayanan Sosial"
    assert unnumbered.nomor is None


def test_lines_at_the_same_place_of_many_pages_run_through_the_document() -> None:
    pages = [
        PageResult(
            n, 600, 900, (line(f"Rencana Kerja {2020}", 20), line(f"Tabel 2.{n} Judul", 60), line(f"{n}", 880)), ()
        )
        for n in range(1, 7)
    ]
    kept = body_lines(pages)
    assert [[each.text for each in kept[n]] for n in (1, 6)] == [["Tabel 2.1 Judul"], ["Tabel 2.6 Judul"]]


def test_a_line_that_two_pages_share_does_not_run() -> None:
    pages = [
        PageResult(n, 600, 900, (line("PROVINSI BALI" if n < 3 else f"Baris ke {'x' * n}", 60),), ())
        for n in range(1, 9)
    ]
    assert all(body_lines(pages)[n] for n in range(1, 9))


@pytest.mark.parametrize(("last", "runs"), [(12, True), (5, False)])
def test_what_one_chapter_prints_on_all_of_its_pages_runs_though_another_one_sets_it_elsewhere(
    last: int, runs: bool
) -> None:
    """A chapter on pages 1 to ``last``, and once more at that height on page 60."""
    at_head = {*range(1, last + 1), 60}
    pages = [
        PageResult(n, 600, 900, (line("Dinas Mercusuar", 50 if n in at_head else 82), line(f"Isi {'x' * n}", 90)), ())
        for n in range(1, 61)
    ]
    texts = [[each.text for each in body_lines(pages)[n]] for n in (3, 40)]
    assert texts == [[*([] if runs else ["Dinas Mercusuar"]), "Isi xxx"], [f"Isi {'x' * 40}"]]


def test_feet_of_pages_with_wide_margins_run_but_a_title_at_that_height_from_the_top_stays() -> None:
    pages = [
        PageResult(
            n, 842, 595, (line("REKAPITULASI EVALUASI", 100), line(f"hal {n + 40}", 470), line("RENJA 2024", 482)), ()
        )
        for n in range(1, 5)
    ]
    assert [each.text for each in body_lines(pages)[2]] == ["REKAPITULASI EVALUASI"]


@pytest.mark.parametrize("text", ["12", "- 12 -", "iv", "II-12", "Halaman 3 dari 15", "III.60", "III | 7", "hal 5- 12"])
def test_page_numbers_are_known(text: str) -> None:
    assert is_page_number(text)


@pytest.mark.parametrize("text", ["Jumlah", "2 Dokumen", "PROVINSI BALI", ""])
def test_other_texts_are_no_page_numbers(text: str) -> None:
    assert not is_page_number(text)


def test_a_box_around_a_page_number_is_no_table() -> None:
    box = Box(500, 860, 560, 880)
    furniture = PageTable(1, box, 1, 2, (Cell(0, 0, 1, 1, "13", 1, box), Cell(0, 1, 1, 1, "", 1, box)), "test", 1.0)
    assert without_furniture([furniture], PageResult(1, 600, 900, (), (furniture,))) == []


@given(st.text(max_size=60))
def test_any_text_may_stand_above_a_table(text: str) -> None:
    caption = find_caption([line(text, 60)], [text], 400, 300)
    assert caption.judul is None or caption.judul == " ".join(caption.judul.split())


@pytest.mark.parametrize("text", ["Lembar : 2 dari 3", "Lembar ke 4 dari 13", "Lbr. 7", "Halaman 2 dari 5"])
def test_the_count_of_a_forms_sheets_is_a_page_number(text: str) -> None:
    assert is_page_number(text)


def _foot(number: int, text: str, y: float) -> PageResult:
    line = TextLine(number, text, Box(300, y, 500, y + 10), 9, False)
    return PageResult(number, 842, 595, (line,), ())


def test_two_pages_are_enough_to_know_a_footer_that_counts_with_the_pages() -> None:
    pages = [_foot(7, "RENJA DINAS ALFA | II - 19", 540), _foot(8, "RENJA DINAS ALFA | II - 20", 470)]
    assert body_lines(pages) == {7: (), 8: ()}


def test_lines_whose_numbers_do_not_rise_with_the_pages_are_kept() -> None:
    pages = [_foot(7, "Rencana Kerja - 3", 540), _foot(8, "Rencana Kerja - 9", 470)]
    assert [len(lines) for lines in body_lines(pages).values()] == [1, 1]


def _strip(number: int, texts: list[str]) -> PageResult:
    cells = tuple(Cell(0, i, 1, 1, t, number, Box(50 + 90 * i, 550, 140 + 90 * i, 560)) for i, t in enumerate(texts))
    edges = tuple(50.0 + 90 * i for i in range(len(texts) + 1))
    table = PageTable(number, Box(50, 550, edges[-1], 560), 1, len(texts), cells, "uji", 1.0, edges)
    return PageResult(number, 842, 595, (), (table,))


def test_a_painted_footer_of_many_pages_is_no_table() -> None:
    pages = [_strip(n, ["", "", "DINAS ALFA", "", ""]) for n in (1, 2, 3)]
    assert without_furniture(pages[1].tables, pages[1], stamps(pages)) == []


def test_a_header_that_is_ruled_alone_is_kept_on_each_page() -> None:
    pages = [_strip(n, ["No", "Program", "Target", "Pagu", "Lokasi"]) for n in (1, 2, 3)]
    assert len(without_furniture(pages[1].tables, pages[1], stamps(pages))) == 1


def test_a_text_on_every_third_of_thousands_of_pages_is_told_without_end_of_stack() -> None:
    pages = range(1, 3 * 1200, 3)
    assert not _runs_through(pages, range(1, 3 * 1200))
    assert _runs_through([*pages[:40], *range(4000, 4007)], [*range(1, 200), *range(4000, 4007)])
