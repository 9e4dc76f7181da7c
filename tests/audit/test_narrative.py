"""Sentences against tables: compared only where they say what they speak of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audit.mentions import amounts, shares
from audit.narrative import audit_narrative
from audit.prose import sentences
from extract.types import Box, PageResult, PageTable, TextLine


def page(number, *lines):
    """A page of lines, 14 points apart; an empty text leaves a gap."""
    printed = [
        TextLine(number, text, Box(70, 100 + 14 * n, 70 + 450 * min(1, len(text) / 80), 110 + 14 * n), 10, False)
        for n, text in enumerate(lines)
        if text
    ]
    return PageResult(number, 595, 842, tuple(printed), ())


@pytest.fixture
def plan(row, table):
    """A plan of two programs with its total, printed on page 3 as Tabel 4.1."""
    rows = [
        row("program", "PROGRAM REHABILITASI SOSIAL", kode="1.06.04", pagu="600000000"),
        row("program", "PROGRAM PENANGANAN BENCANA", kode="1.06.06", pagu="400000000"),
        row("jumlah", "JUMLAH", pagu="1000000000"),
    ]
    return table(rows)


def judge(meta, tables, *pages):
    return audit_narrative(tables, pages, meta)


@pytest.fixture
def meta():
    from normalize.types import DocumentMeta, JenisDokumen

    return DocumentMeta(JenisDokumen.RENJA, None, 2024, 2024, ("Kabupaten Luwu",), "Dinas Sosial")


@pytest.mark.parametrize("where", ["Tabel 4.1", "tabel berikut"])
def test_a_sentence_that_announces_a_table_is_compared_with_its_total(plan, meta, where):
    text = f"Pagu indikatif Tahun 2024 sebesar Rp. 1.000.900.000 dengan rincian sebagaimana {where}."
    (found,) = judge(meta, [plan], page(2, text))
    assert (found.cek, found.table, found.row, found.page) == ("narasi", 0, 2, 2)
    assert (found.tertulis, found.dihitung, found.selisih) == (1000900000, 1000000000, 900000)
    assert found.box == Box(70, 100, 520, 110)
    assert (
        "sedangkan pagu tahun 2024 baris jumlah pada Tabel 4.1 halaman 3 tertulis Rp1.000.000.000,00"
        in found.penjelasan
    )


@pytest.mark.parametrize(
    "text",
    [
        "Pagu indikatif Tahun 2024 sebesar Rp. 1.000.000.000,- dengan rincian sebagaimana Tabel 4.1.",
        "Pagu indikatif Tahun 2024 sebesar Rp 1,0 miliar dengan rincian sebagaimana Tabel 4.1.",
        "Pagu indikatif Tahun 2024 sebesar Rp. 1.000.900.000.",  # says not where it comes from
        "Pendapatan sebesar Rp. 1.000.900.000 dengan rincian sebagaimana Tabel 4.1.",  # another measure
        "Pagu tahun lalu sebesar Rp. 9.000.000 dengan rincian sebagaimana Tabel 4.1.",  # far from any total
        "Pagu sebesar Rp. 5.000.900.000 dengan rincian sebagaimana Tabel 9.9.",
    ],
)
def test_a_sentence_that_agrees_or_speaks_of_something_else_is_left_alone(plan, meta, text):
    assert judge(meta, [plan], page(2, text)) == ()


@pytest.mark.parametrize(("printed", "told"), [("1000000000", False), ("999999999.50", False), ("999999999", True)])
def test_a_rupiah_counts_and_sen_that_a_sentence_leaves_out_do_not(row, table, meta, printed, told):
    plan = table([row("program", "PROGRAM A", pagu="5"), row("jumlah", "JUMLAH", pagu=printed)])
    text = "Pagu indikatif Tahun 2024 sebesar Rp. 1.000.000.000 dengan rincian sebagaimana Tabel 4.1."
    assert bool(judge(meta, [plan], page(2, text))) is told


@pytest.mark.parametrize(
    ("said", "told"), [("1.302.747.250", False), ("1.302.754.100", False), ("1.302.761.000", True)]
)
def test_an_amount_that_a_table_prints_in_millions_may_lie_half_its_last_digit_away(row, table, meta, said, told):
    from tests.audit.conftest import make_value

    printed = replace(make_value("pagu", "1302750000"), teks="1.302,75")
    plan = table([row("program", "PROGRAM A", pagu="5"), row("jumlah", "JUMLAH", values=[printed])])
    text = f"Pagu indikatif Tahun 2024 sebesar Rp. {said} dengan rincian sebagaimana Tabel 4.1."
    assert bool(judge(meta, [plan], page(2, text))) is told


def test_a_sentence_that_names_a_program_and_a_year_is_compared_with_its_row(plan, meta):
    text = "Anggaran Program Penanganan Bencana tahun 2024 sebesar Rp400.500.000,-."
    (found,) = judge(meta, [plan], page(2, text))
    assert (found.row, found.dihitung, found.bukti) == (1, 400000000, ((0, 1),))


def test_without_a_year_a_plan_is_not_compared(plan, meta):
    title, text = "1. Program Penanganan Bencana", "Total anggaran Rp380.500.000,- dapat terealisasi."
    assert judge(meta, [plan], page(2, title, "", "", text)) == ()


def test_a_quoted_sentence_begins_and_ends_between_words_so_that_no_number_is_cut(plan, meta):
    text = (
        "Dari Rp7.107.159.901.780 yang tersedia bagi seluruh bidang di dinas itu, alokasi sebesar Rp5.000.000 dengan "
        "realisasi sebesar Rp4.000.000 atau 90,00% yang dipakai di Kecamatan Tambak Sari senilai Rp3.971.455.000."
    )
    (found,) = judge(meta, [plan], page(2, text))
    quoted = found.penjelasan.split('"')[1]
    words = quoted.strip("…").split()
    assert quoted.startswith("…")
    assert words == text.split()[text.split().index(words[0]) :][: len(words)]


def test_a_sum_of_programs_beside_which_accounts_print_money_is_no_total_that_a_sentence_must_name(row, table, meta):
    plan = table(
        [
            row("akun", "BELANJA TIDAK LANGSUNG", pagu="30"),
            row("program", "A", pagu="50"),
            row("program", "B", pagu="40"),
        ]
    )
    text = "Pagu indikatif Tahun 2024 sebesar Rp. 120 dengan rincian sebagaimana Tabel 4.1."
    assert judge(meta, [plan], page(2, text)) == ()


def test_a_percentage_is_compared_with_the_amounts_of_its_sentence(plan, meta):
    text = "alokasi belanja sebesar Rp. 3.567.990.000,- dengan realisasi sebesar Rp. 3.559.976.400,- atau 99,79 %."
    (found,) = judge(meta, [plan], page(2, text))
    assert (found.ukuran, str(found.tertulis), str(found.dihitung)) == ("persen_realisasi", "99.7900", "99.7800")


@pytest.mark.parametrize(
    "text",
    [
        "anggaran Rp. 1.004.248.300,- terealisasi sebesar Rp. 1.001.608.107,- atau 99,74%.",
        "anggaran Rp. 1.004.248.300,- terealisasi sebesar Rp. 1.001.608.107,- naik 12,5% dari tahun lalu.",
        "target 100%, tercapai 95%.",
        "belanja operasi sebesar Rp40.000.000 dan belanja modal sebesar Rp60.000.000, realisasi Rp90.000.000 atau 90%.",
        "realisasi belanja modal Rp30.000.000 atau 60,00% dari anggaran Rp50.000.000, sedangkan realisasi belanja "
        "operasi Rp36.000.000 atau 90,00% dari anggaran Rp40.000.000.",
        "realisasi belanja modal Rp30.000.000 atau 60,00% dari anggaran Rp50.000.000, sedangkan realisasi belanja "
        "operasi Rp36.000.000 atau 90,00%.",
    ],
)
def test_a_right_percentage_and_one_of_something_else_are_left_alone(plan, meta, text):
    assert judge(meta, [plan], page(2, text)) == ()


def test_an_amount_is_compared_with_the_words_behind_it(plan, meta):
    right = "Biaya sebesar Rp. 12.500.000,- (dua belas juta lima ratus ribu rupiah) tersedia."
    wrong = "Biaya sebesar Rp. 12.500.000,- (dua belas juta lima puluh ribu rupiah) tersedia."
    assert judge(meta, [plan], page(2, right)) == ()
    (found,) = judge(meta, [plan], page(2, wrong))
    assert (found.tertulis, found.dihitung) == (12500000, 12050000)


def test_a_change_of_plan_tells_two_stages_so_an_item_is_information(plan, meta):
    from normalize.types import Tahap

    text = "Anggaran Program Penanganan Bencana tahun 2024 sebesar Rp400.500.000,-."
    (found,) = judge(replace(meta, tahap=Tahap.PERUBAHAN), [plan], page(2, text))
    assert (found.keparahan, found.sebab) == ("info", "tak_pasti")


def test_sentences_go_over_lines_and_keep_the_place_of_their_lines():
    found = list(
        sentences(
            [
                page(
                    4,
                    "Pagu indikatif Tahun 2024 untuk seluruh program dan kegiatan dinas sebesar",
                    "Rp. 5.000.000 dengan rincian. Kalimat kedua yang cukup panjang sampai ke tepi",
                    "halaman lalu selesai.",
                )
            ]
        )
    )
    assert [one.text[:14] for one in found] == ["Pagu indikatif", "Kalimat kedua "]
    assert (found[0].box.y0, found[0].box.y1) == (100, 124)
    assert found[0].paragraph == found[1].paragraph


def test_a_list_marker_begins_a_paragraph_and_a_short_line_ends_one():
    found = list(
        sentences([page(1, "1. Program Rehabilitasi Sosial", "Program ini memiliki dua kegiatan yang", "2. Lain")])
    )
    assert len({one.paragraph for one in found}) == 3
    assert found[1].heading == "1. Program Rehabilitasi Sosial"


def test_amounts_are_read_with_their_measure_and_their_rounding():
    text = "sisa anggaran Rp 4,9 miliar, prakiraan maju Rp.1. 226.155,- dan Rp. 14,000,000.00"
    found = amounts(text)
    assert [int(one.value) for one in found] == [4_900_000_000, 1_226_155, 14_000_000]
    assert [one.ukuran for one in found] == ["sisa", "prakiraan_maju", None]
    assert [int(one.slack) for one in found] == [50_000_000, 0, 0]


def test_percentages_are_read_in_all_printed_forms():
    assert [str(one.value) for one in shares("82,39 %, 100%, 46,8 persen, 131,57,%")] == [
        "82.39",
        "100",
        "46.8",
        "131.57",
    ]


@pytest.mark.parametrize("text", ["Rp", "Rp. ,,,", "Rp 1" * 5000, "%" * 5000, "(" * 5000 + "Rp 5", "Rp. " + "9" * 4000])
def test_hostile_lines_neither_crash_nor_take_long(plan, meta, text):
    assert isinstance(judge(meta, [plan], page(2, text)), tuple)


FULL = "Pagu indikatif tahun 2024 untuk seluruh program dan kegiatan pada Tabel 4.1 berikut,"


def test_a_sentence_that_a_page_break_cuts_is_read_whole_and_placed_where_its_amount_stands(plan, meta):
    before = page(1, "Pendahuluan yang ada di atasnya dan selesai.", FULL + " yaitu sebesar")
    after = page(2, "Rp1.000.000.500,00 sebagaimana dirinci lebih lanjut dalam tabel itu.", "", "Paragraf lain.")
    (found,) = judge(meta, [plan], before, after)
    assert (found.page, found.tertulis, found.dihitung) == (2, 1000000500, 1000000000)
    assert (found.box.y0, found.box.y1) == (100, 110)
    assert "Pada halaman 2" in found.penjelasan


def test_an_amount_before_the_page_break_keeps_its_page(plan, meta):
    before = page(1, "Pendahuluan.", "", FULL.replace("berikut,", "sebesar Rp1.000.000.500,00 sebagaimana"))
    (found,) = judge(meta, [plan], before, page(2, "dirinci lebih lanjut dalam tabel itu."))
    assert (found.page, found.box.y0) == (1, 128)


def test_headers_footers_and_page_numbers_do_not_keep_a_sentence_apart():
    foot = TextLine(1, "RENJA DINAS SOSIAL 2024", Box(70, 800, 300, 810), 10, False)
    number = TextLine(2, "12", Box(300, 72, 310, 80), 10, False)
    first, second = page(1, "x" * 80), page(2, "yang lanjutannya di sini.")
    pages = [replace(first, lines=(*first.lines, foot)), replace(second, lines=(number, *second.lines))]
    assert any(one.text == "x" * 80 + " yang lanjutannya di sini." for one in sentences(pages))


@pytest.mark.parametrize(
    ("end", "begin"),
    [
        ("x" * 79 + ".", "yang baru."),
        ("baris pendek", "yang baru."),
        ("x" * 80, "1. Program lain"),
        ("x" * 80, "PROGRAM PENANGANAN BENCANA"),
    ],
)
def test_what_ends_or_begins_at_a_page_break_stays_apart(end, begin):
    long = "baris yang panjang sekali " * 3 + "sampai tepi kanan."
    found = [one.text for one in sentences([page(1, long, "", end), page(2, begin)])]
    assert found[-1] == begin


def test_a_table_between_keeps_paragraphs_apart():
    grid = PageTable(1, Box(70, 300, 500, 700), 1, 1, (), "ruled", 1.0)
    first = replace(page(1, "x" * 80), tables=(grid,))
    assert [one.text for one in sentences([first, page(2, "yang baru.")])] == ["x" * 80, "yang baru."]


def test_a_sum_of_ours_and_an_amount_in_words_are_not_called_printed(row, table, meta):
    rows = [
        row("program", "PROGRAM REHABILITASI SOSIAL", kode="1.06.04", pagu="600000000"),
        row("program", "PROGRAM PENANGANAN BENCANA", kode="1.06.06", pagu="400000000"),
    ]
    text = "Pagu indikatif Tahun 2024 sebesar Rp. 1,2 miliar dengan rincian sebagaimana Tabel 4.1."
    (found,) = judge(meta, [table(rows)], page(2, text))
    assert "dihitung sebesar Rp1.000.000.000,00" in found.penjelasan
    assert 'menyebut Rp1.200.000.000,00 (tertulis "Rp. 1,2 miliar")' in found.penjelasan
