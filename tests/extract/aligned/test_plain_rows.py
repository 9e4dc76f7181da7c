"""Rows and columns that only white and type tell: group titles, words alone, units below, titles over tight columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from extract.aligned.fragments import read_lines, read_words
from extract.aligned.reader import place, read_aligned
from extract.aligned.rowbands import split_rows
from extract.aligned.stripes import Stripe
from extract.types import PageContent
from tests.extract.aligned.grids import texts

MakeContent = Callable[..., PageContent]
Texts = Sequence[tuple[float, float, str]]


def read(page: PageContent) -> list[list[str]]:
    (table,) = read_aligned(page)
    return texts(table)


def right(x: float, y: float, text: str, size: float = 8.0) -> tuple[float, float, str]:
    """A text that ends at x."""
    return (x - 0.5 * size * len(text), y, text)


def sized(page: PageContent, text: str, size: float) -> PageContent:
    """The page with the letters of ``text`` set in another size, on the same base line."""
    at = page.text.index(text)
    boxes, sizes = page.boxes.copy(), page.sizes.copy()
    boxes[at : at + len(text), 3] = boxes[at, 1] + size
    sizes[at : at + len(text)] = size
    return replace(page, boxes=boxes, sizes=sizes)


HEAD = [(50, 40, "Uraian"), right(300, 40, "Target"), right(400, 40, "Capaian")]


def row(y: float, name: str, target: str, reached: str, indent: float = 0) -> Texts:
    return [(50 + indent, y, name), right(300, y, target), right(400, y, reached)]


def test_group_titles_left_of_their_rows_are_rows(make_content: MakeContent) -> None:
    page = [*HEAD, *row(54, "Imunisasi", "95", "91", 10), (50, 68, "Prasarana"), *row(82, "Jalan", "78", "71", 10)]
    page += [*row(96, "Jembatan", "90", "88", 10), (50, 110, "Tata kelola"), *row(124, "Arsip", "70", "68", 10)]
    assert [line[0] for line in read(make_content(page))][1:] == [
        "Imunisasi", "Prasarana", "Jalan", "Jembatan", "Tata kelola", "Arsip",
    ]  # fmt: skip


def test_bold_group_titles_are_rows_where_rows_are_not_indented(make_content: MakeContent) -> None:
    page = [*HEAD, *row(54, "Panjang jalan kabupaten", "95", "91"), (50, 68, "Pendidikan"), *row(82, "Guru", "8", "7")]
    content = make_content([*page, *row(96, "Murid", "90", "88")])
    bold = content.bold.copy()
    at = content.text.index("Pendidikan")
    bold[at : at + len("Pendidikan")] = True
    assert ["Pendidikan", "", ""] in read(replace(content, bold=bold))


def test_names_wrapped_before_words_that_begin_large_are_no_titles(make_content: MakeContent) -> None:
    page, names = list(HEAD), []
    for k, (first, rest) in enumerate(
        (
            ("Penyediaan Sarana Budidaya Laut", "Kabupaten"),
            ("Pembangunan Balai Benih Ikan", "Perikanan Darat"),
            ("Pengelolaan Pelelangan Ikan", "Kecamatan Pesisir"),
            ("Rehabilitasi Saluran Tambak Rakyat", "Primer Utama"),
            ("Penyusunan Dokumen Kawasan", "Minapolitan"),
        )
    ):
        page += [*row(54 + 20 * k, first, "95", "91"), (50, 64 + 20 * k, rest)]
        names.append(f"{first}\n{rest}")
    assert [line[0] for line in read(make_content(page))][1:] == names


def test_short_names_in_a_roomy_column_are_rows_though_few_figures_stand_beside_them(make_content: MakeContent) -> None:
    page = [(50, 40, "Kegiatan"), *(right(230 + 50 * k, 40, str(2021 + k)) for k in range(4))]
    for k, (name, column, count) in enumerate(
        [("Pasar", 1, "12"), ("Taman", 0, "7"), ("Embung", 3, "4"), ("Gor", 2, "9")]
    ):
        page += [(50, 54 + 14 * k, name), right(230 + 50 * column, 54 + 14 * k, count)]
    assert [line[0] for line in read(make_content(page))] == ["Kegiatan", "Pasar", "Taman", "Embung", "Gor"]


def test_lines_centred_under_each_other_stay_one_text(make_content: MakeContent) -> None:
    page = [*HEAD[:2], (352, 40, "Sumber")]
    for k in range(3):
        page += [(50, 60 + 26 * k, f"Pengadaan bibit {k}"), right(300, 60 + 26 * k, f"{k + 3}.250.000")]
        page += [(360, 60 + 26 * k, "APBN"), (336, 69.5 + 26 * k, "(Pembantuan)")]
    assert [line[2] for line in read(make_content(page))[1:]] == ["APBN\n(Pembantuan)"] * 3


def test_columns_of_short_words_are_a_table(make_content: MakeContent) -> None:
    people = [("Andi", "Ketua", "Memimpin rapat"), ("Budi", "Sekretaris", "Mencatat"), ("Cici", "Anggota", "Menyusun")]
    people += [("Dodi", "Anggota", "Mengolah data"), ("Edi", "Anggota", "Menyunting"), ("Fani", "Anggota", "Mencetak")]
    page = [
        (x, 40 + 15 * k, text) for k, line in enumerate(people) for x, text in zip((50, 150, 270), line, strict=True)
    ]
    assert read(make_content(page)) == [list(line) for line in people]


def test_a_few_words_in_columns_are_no_table(make_content: MakeContent) -> None:
    page = [(x, 40 + 15 * k, "Paraf") for k in range(3) for x in (50, 150, 270)]
    assert read_aligned(make_content(page)) == ()


def test_a_unit_in_small_letters_belongs_to_the_number_above(make_content: MakeContent) -> None:
    page = [(50, 40, "Program"), (200, 40, "Sasaran"), right(400, 40, "Pagu")]
    for k, unit in enumerate(("dokumen", "paket", "laporan")):
        page += [(50, 64 + 24 * k, f"Program {k}"), (200, 64 + 24 * k, str(7 + k)), (200, 73.8 + 24 * k, unit)]
        page += [right(400, 64 + 24 * k, f"{k + 1}.250.000")]
    content = make_content(page)
    for unit in ("dokumen", "paket", "laporan"):
        content = sized(content, unit, 5.4)
    assert [line[1] for line in read(content)[1:]] == ["7\ndokumen", "8\npaket", "9\nlaporan"]


def test_a_currency_sign_under_the_title_is_no_column(make_content: MakeContent) -> None:
    page = [(50, 40, "Uraian"), (200, 40, "Pagu"), (400, 40, "Target")]
    for k in range(4):
        page += [
            (50, 60 + 16 * k, f"Belanja {k}"),
            (200, 60 + 16 * k, "Rp"),
            right(330, 60 + 16 * k, f"{k + 1}.500.000"),
        ]
        page += [(400, 60 + 16 * k, f"{k + 4} unit")]
    assert [line[1] for line in read(make_content(page))[1:]] == [f"Rp {k + 1}.500.000" for k in range(4)]


def test_amounts_that_stand_too_near_are_of_two_columns(make_content: MakeContent) -> None:
    page = [(50, 40, "Uraian"), right(220, 40, "Semula"), right(300, 40, "Selisih")]
    for k, (now, change) in enumerate(
        [("14.250.310.000", "(150.000.000.000)"), ("9.870.000", "25.000"), ("4.500", "0")] * 2
    ):
        page += [(50, 60 + 14 * k, f"Belanja {k}"), right(226, 60 + 14 * k, now), right(300, 60 + 14 * k, change)]
    assert read(make_content(page))[1] == ["Belanja 0", "14.250.310.000", "(150.000.000.000)"]


def test_a_title_that_reaches_over_the_white_leaves_the_columns_below_apart(make_content: MakeContent) -> None:
    page = [(50, 40, "Desa"), (150, 40, "Perempuan (jiwa)"), (218.5, 40, "Jumlah penduduk")]
    for k in range(5):
        page += [
            (50, 54 + 15 * k, f"Desa {k}"),
            right(196, 54 + 15 * k, f"{k + 3}.140"),
            right(272, 54 + 15 * k, f"{k + 7}.980"),
        ]
    assert read(make_content(page))[0] == ["Desa", "Perempuan (jiwa)", "Jumlah penduduk"]


@pytest.mark.parametrize("size", [8.0])
def test_titles_that_come_again_stand_under_one_title_each(make_content: MakeContent, size: float) -> None:
    columns = (220, 280, 340, 400, 460, 520)
    page = [(50, 46, "Kabupaten"), (264, 40, "2024"), (444, 40, "2021")]
    page += [right(x, 51, text, size) for x, text in zip(columns, ("Ada", "Tidak", "Total") * 2, strict=True)]
    for k in range(5):
        page += [(50, 70 + 15 * k, f"Daerah {k}"), *(right(x, 70 + 15 * k, f"{k + 3}{x % 7}5") for x in columns)]
    (table,) = read_aligned(make_content(page))
    spans = {cell.text: (cell.col, cell.colspan) for cell in table.cells if cell.row == 0}
    assert spans["2024"] == (1, 3)
    assert spans["2021"] == (4, 3)


def test_dots_lead_to_amounts_in_a_table_of_two_columns(make_content: MakeContent) -> None:
    page: list[tuple[float, float, str]] = [(50, 40, "Rincian"), right(450, 40, "Jumlah (Rp)")]
    for k, name in enumerate(("Belanja pegawai", "Belanja modal", "Belanja hibah", "Belanja lain")):
        amount = f" {k + 2}.415.000"
        dots = "." * int(100 - len(name) - len(amount) - 1)
        page.append((50, 58 + 16 * k, f"{name} {dots}{amount}"))
    assert read(make_content(page))[1:3] == [["Belanja pegawai", "2.415.000"], ["Belanja modal", "3.415.000"]]


def test_a_full_line_of_titles_above_the_first_rule_heads_the_table(make_content: MakeContent) -> None:
    page, rules = list(HEAD), [(45.0, 51.0 + 16 * k, 405.0, 51.0 + 16 * k) for k in range(5)]
    for k in range(4):
        page += row(55 + 16 * k, f"Layanan {k}", f"{k + 40}", f"{k + 30}")
    assert read(make_content(page, rules))[0] == ["Uraian", "Target", "Capaian"]


def test_rows_below_the_last_rule_are_rows_of_the_table_and_what_stands_below_them_is_not(
    make_content: MakeContent,
) -> None:
    """A rule below the first nine rows, as one over a subtotal; the others have none."""
    page: list[tuple[float, float, str]] = [(50, 40, "Kegiatan"), (250, 40, "Pagu"), (350, 40, "Sumber")]
    for k in range(15):
        page += [
            (50, 56 + 14 * k, f"Lomba Perahu {k}"),
            right(300, 56 + 14 * k, f"{k + 11}.350.000"),
            (350, 56 + 14 * k, "DAU"),
        ]
    page += [(50, 268, "Kepala Seksi Muara"), (350, 268, "Juru Bayar")]
    found = read(make_content(page, [(45.0, y, 405.0, y) for y in (37.0, 51.0, 179.0)]))
    assert found[1:] == [[f"Lomba Perahu {k}", f"{k + 11}.350.000", "DAU"] for k in range(15)]


def test_the_page_head_above_a_full_line_of_titles_is_none_of_them(make_content: MakeContent) -> None:
    page: list[tuple[float, float, str]] = [(50, 20, "MARET"), (180, 20, "DAFTAR IZIN USAHA"), (380, 20, "F-27")]
    page += [(200, 30, "KANTOR PERIZINAN"), (50, 46, "No"), (120, 46, "Nama"), (210, 46, "Alamat"), (330, 46, "Nomor")]
    for k in range(8):
        y = 57 + 11 * k
        page += [(50, y, f"{k + 4821}"), (120, y, f"Toko {k}"), (210, y, f"Jalan {k}"), (330, y, f"{k + 31}.204")]
    assert read(make_content(page))[0] == ["No", "Nama", "Alamat", "Nomor"]


def test_amounts_set_lower_than_their_rows_reach_the_last_one(make_content: MakeContent) -> None:
    page = [(50, 40, "Kode"), (110, 40, "Uraian"), (300, 40, "Pagu")]
    for k in range(5):
        page += [
            (50, 54 + 14 * k, f"4.0{k}"),
            (110, 54 + 14 * k, f"Pelatihan kader {k}"),
            right(420, 58 + 14 * k, "91.415.000"),
        ]
    assert [line[2] for line in read(make_content(page))[1:]] == ["91.415.000"] * 5


def test_boxes_of_the_page_are_left_as_they_are(make_content: MakeContent) -> None:
    content = make_content([*HEAD, *row(54, "Gizi", "95", "91"), *row(68, "Balita", "88", "86")])
    before = content.boxes.copy()
    read_aligned(content)
    assert np.array_equal(before, content.boxes)


def test_rows_that_are_ticked_in_different_months_are_rows(make_content: MakeContent) -> None:
    works = ("Menyusun rencana", "Membeli bahan", "Melaksanakan", "Menilai hasil", "Melapor")
    words = [(20, 20, "Kegiatan"), *((140 + 40 * k, 20, m) for k, m in enumerate(("Jan", "Feb", "Mar", "Apr", "Mei")))]
    for k, work in enumerate(works):
        words += [(20, 34 + 13 * k, work), (144 + 40 * k, 34 + 13 * k, "X")]
    grid = read(make_content(words, [(16, y, 340, y) for y in (16, 30, 98)]))
    assert [row[0] for row in grid[1:]] == list(works)


def test_a_list_in_two_halves_under_the_same_header_is_two_tables(make_content: MakeContent) -> None:
    words: list[tuple[float, float, str]] = []
    for x, first in ((20, 1), (220, 6)):
        words += [(x, 20, "No"), (x + 30, 20, "Desa"), (x + 130, 20, "Jiwa")]
        for k in range(5):
            row = 36 + 13 * k
            words += [(x, row, str(first + k)), (x + 30, row, f"Desa {'ABCDEFGHIJ'[first + k - 1]}")]
            words += [(x + 130, row, f"{first + k}.204")]
    rules = [(x, y, x + 160, y) for x in (16, 216) for y in (16, 31, 100)]
    first_half, second_half = map(texts, read_aligned(make_content(words, rules)))
    assert [row[0] for row in first_half] == ["No", "1", "2", "3", "4", "5"]
    assert [row[1] for row in second_half] == ["Desa", *(f"Desa {letter}" for letter in "FGHIJ")]


def test_a_title_of_words_is_not_broken_into_the_figure_below_it(make_content: MakeContent) -> None:
    words = [right(x, 20, t) for x, t in ((160, "Cabang Utara"), (240, "Cabang Timur"), (320, "Cabang Barat"))]
    rows = [("Pegawai", "34", "28", "41"), ("Kendaraan", "6", "5", "9"), ("Dana (juta)", "1.250", "980", "1.730")]
    for k, row in enumerate(rows):
        words += [(20, 35 + 14 * k, row[0]), *(right(160 + 80 * c, 35 + 14 * k, t) for c, t in enumerate(row[1:]))]
    assert read(make_content(words))[:2] == [["", "Cabang Utara", "Cabang Timur", "Cabang Barat"], list(rows[0])]


@pytest.mark.parametrize("indent", [0.0, 10.0])
def test_titles_as_long_as_a_broken_name_are_titles_where_others_can_be_nothing_else(
    make_content: MakeContent, indent: float
) -> None:
    groups = [("", ["Angka kelahiran"]), ("Balai", ["Gizi", "Pencegahan penyakit"])]
    groups += [("Dinas pekerjaan", ["Sanitasi", "Pengelolaan limbah"]), ("Perhubungan darat", ["Penerangan jalan"])]
    page: list[tuple[float, float, str]] = [(50, 40, "Uraian"), right(170, 40, "Target"), right(270, 40, "Capaian")]
    lines = [(title, name) for title, names in groups for name in (["", *names] if title else names)]
    for k, (title, name) in enumerate(lines):
        y = 52 + 12 * k
        values = [right(170, y, "78"), right(270, y, "71")] if name else []
        page += [(50 + indent * bool(name), y, name or title), *values]
    assert [line[0] for line in read(make_content(page))][1:] == [name or title for title, name in lines]


def test_a_name_broken_above_its_values_stays_one_name(make_content: MakeContent) -> None:
    page = [*HEAD, (50, 54, "Pengendalian dan"), *row(66, "pencemaran air", "95", "91")]
    page += [(50, 78, "Pemeliharaan"), *row(90, "saluran tersier", "78", "71"), *row(102, "Arsip", "70", "68")]
    assert [line[0] for line in read(make_content(page))][1:][-2:] == ["Pemeliharaan\nsaluran tersier", "Arsip"]


def test_wide_words_of_a_justified_name_count_as_one_line_of_it(make_content: MakeContent) -> None:
    names = (
        ("Pembuatan tanggul di kali besar", "kawasan pesisir timur"),
        ("Perawatan tiga titian gantung", "warga dusun seberang"),
        ("Pengerukan muara dan alur dermaga", "nelayan dan pelancong"),
    )
    page: list[tuple[float, float, str]] = [(40, 40, "No"), (70, 40, "Uraian"), right(330, 40, "Volume")]
    page += [right(420, 40, "Biaya")]
    for k, (first, rest) in enumerate(names):
        y, words = 52 + 22 * k, first.split()
        gap = (148 - 4 * sum(map(len, words))) / (len(words) - 1)
        page += [(40, y, str(k + 1)), right(330, y, f"{k + 12}0"), right(420, y, f"{k + 31}.500.000")]
        page += [(70 + 4 * sum(map(len, words[:n])) + n * gap, y, word) for n, word in enumerate(words)]
        page += [(70, y + 11, rest)]
    stripes = [Stripe(50, 65), Stripe(225, 300), Stripe(335, 370)]
    lines = read_lines(read_words(make_content(page[4:])))
    rows = split_rows(place([run for line in lines for run in line.runs], stripes))
    assert [" ".join(p.run.text for p in row if p.first == 1) for row in rows] == [" ".join(name) for name in names]


def test_rows_whose_values_stand_in_different_columns_are_rows_however_long_their_names(
    make_content: MakeContent,
) -> None:
    years = ("2031", "2032", "2033")
    page: list[tuple[float, float, str]] = [(50, 40, "Indikator"), (140, 40, "Satuan")]
    page += [right(240 + 60 * k, 40, year) for k, year in enumerate(years)]
    rows = (("Panjang saluran", 0), ("Luas lahan kering", 2), ("Jumlah balai bibit", 1), ("Populasi ternak", 0))
    for k, (name, filled) in enumerate((*rows, ("Hasil tangkap ikan", 2))):
        page += [
            (50, 55 + 15 * k, name),
            (140, 55 + 15 * k, "unit"),
            right(240 + 60 * filled, 55 + 15 * k, f"{31 + k}"),
        ]
    found = read(make_content(page))[1:]
    assert [line[0] for line in found] == [*(name for name, _ in rows), "Hasil tangkap ikan"]
    assert found[1][2:] == ["", "", "32"]


def test_a_justified_line_whose_words_are_drawn_one_by_one_is_no_row_of_titles(make_content: MakeContent) -> None:
    # Text elsewhere on the page draws its spaces; this line's words stand evenly apart, as no columns do.
    words = ["Untuk", "mencapai", "sasaran", "tersebut", "tersedia", "dana", "berikut"]
    x, page = 50.0, [(50, 200 + 14 * k, "Uraian lain yang ditulis biasa saja") for k in range(8)]
    for word in words:
        page.append((x, 40, word))
        x += 4 * len(word) + 6.4
    (line, *_) = read_lines(read_words(make_content(page)))
    assert [run.text for run in line.runs] == [" ".join(words)]


def test_words_that_stand_unevenly_apart_are_titles_of_their_own(make_content: MakeContent) -> None:
    page = [(50, 200 + 14 * k, "Uraian lain yang ditulis biasa saja") for k in range(8)]
    page += [(50, 40, "Sasaran"), (86, 40, "Satuan"), (118, 40, "Target"), (150, 40, "Capaian"), (186.5, 40, "Ket")]
    (line, *_) = read_lines(read_words(make_content(page)))
    assert len(line.runs) == 5


def test_a_name_that_reaches_to_its_amount_is_a_cell_of_its_own(make_content: MakeContent) -> None:
    name, pagu = "Pengelolaan Cadangan Rumput", "1.417.300.000"
    (line,) = read_lines(read_words(make_content([(50, 40, name), right(210, 40, pagu)])))
    assert [run.text for run in line.runs] == [name, pagu]
    placed = place(line.runs, [Stripe(122, 156)])
    assert [(p.run.text, p.first, p.last) for p in placed] == [(name, 0, 0), (pagu, 1, 1)]


def test_a_currency_that_touches_its_amount_is_one_cell_with_it(make_content: MakeContent) -> None:
    (line,) = read_lines(read_words(make_content([(50, 40, "senilai Rp1.417.300.000")])))
    assert len(line.runs) == 1


def test_a_year_in_brackets_below_the_last_title_is_of_the_header(make_content: MakeContent) -> None:
    page: list[tuple[float, float, str]] = [(255, 40, "Realisasi"), (380, 40, "Target"), (382, 50, "Akhir")]
    page += [(50, 55, "Indikator"), (230, 60, "2031"), (300, 60, "2032"), (380, 60, "Renstra"), (382, 70, "(2034)")]
    names = [
        ("Jumlah kunjungan", "wisatawan"),
        ("Lama tinggal", "tamu"),
        ("Jumlah sanggar", "tari"),
        ("Jumlah medali", "emas"),
    ]
    for k, (name, rest) in enumerate(names):
        y = 82 + 20 * k
        page += [(50, y, name), (230, y, f"{12 + k}"), (300, y, f"{17 + k}"), (385, y, f"{30 + k}"), (50, y + 10, rest)]
    found = read(make_content(page, [(48, 37, 420, 37), (220, 50, 340, 50)]))
    assert [line[0].split("\n")[0] for line in found if line[0]] == ["Indikator", *(name for name, _ in names)]
    assert not any(line[3] == "(2034)" for line in found)


def broken(amounts: Sequence[tuple[str, str]]) -> Texts:
    """Rows at even spacing whose names and amounts take two lines each, the amounts right-aligned."""
    page: list[tuple[float, float, str]] = [(50, 40, "Kegiatan"), right(240, 40, "Pagu"), right(300, 40, "Capaian")]
    for k, (upper, lower) in enumerate(amounts):
        page += [(50, 54 + 20 * k, "Pembinaan kelompok nelayan"), right(240, 54 + 20 * k, upper)]
        page += [
            right(300, 54 + 20 * k, f"9{k},{k}5"),
            (50, 64 + 20 * k, "Kecamatan Utara"),
            right(240, 64 + 20 * k, lower),
        ]
    return page


def test_the_last_digits_of_an_amount_that_a_narrow_column_breaks_are_no_row(make_content: MakeContent) -> None:
    found = read(make_content(broken([("41.716.3", "00"), ("28.905.2", "50"), ("63.140.07", "5"), ("19.332.4", "00")])))
    assert [line[1] for line in found[1:]] == ["41.716.3\n00", "28.905.2\n50", "63.140.07\n5", "19.332.4\n00"]


def test_the_rest_of_an_amount_is_no_row_where_titles_stand_alone(make_content: MakeContent) -> None:
    page = [(50, 40, "Kegiatan"), right(240, 40, "Pagu"), right(300, 40, "Capaian")]
    for k in range(3):
        page += [
            (50, 54 + 20 * k, f"Bidang {k}"),
            (60, 64 + 20 * k, "Pelatihan nelayan"),
            right(300, 64 + 20 * k, f"9{k},25"),
        ]
        page.append(right(240, 64 + 20 * k, f"{k + 1}41.716.300"))
    page += [(50, 114, "Jumlah"), right(240, 114, "11.425.148"), right(240, 124, ".900"), right(300, 114, "91,25")]
    assert read(make_content(page))[-1] == ["Jumlah", "11.425.148\n.900", "91,25"]


def test_a_decimal_goes_on_below_where_the_amounts_of_its_row_do(make_content: MakeContent) -> None:
    page = broken([("3.912.42", "4.100"), ("1.409.46", "2.300"), ("2.502.96", "2.750"), ("4.118.30", "6.200")])
    page += [right(300, 64 + 20 * k, "2") for k in range(4)]
    page = [(x, y, re.sub(r",(\d)5$", r",\1", text)) for x, y, text in page]
    found = read(make_content(page))
    assert [line[1] for line in found[1:]][:2] == ["3.912.42\n4.100", "1.409.46\n2.300"]
    assert len(found) == 5


def test_an_amount_below_the_currency_that_did_not_fit_before_it_is_no_row_of_its_own(
    make_content: MakeContent,
) -> None:
    amounts = [("Rp", f"{k + 2}.417.250.000") for k in range(4)]
    found = read(make_content(broken(amounts)))
    assert [line[1] for line in found[1:]] == [f"Rp\n{amount}" for _, amount in amounts]


def test_shares_of_rows_below_each_other_are_no_halves_of_one_number(make_content: MakeContent) -> None:
    page = [*HEAD]
    for k, (name, share) in enumerate([("Pasar ikan", "97.25"), ("Tambak", "8"), ("Kolam", "64.50"), ("Kapal", "3")]):
        page += row(54 + 10 * k, name, f"{k + 4}1", share)
    assert [line[2] for line in read(make_content(page))[1:]] == ["97.25", "8", "64.50", "3"]
