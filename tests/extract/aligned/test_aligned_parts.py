"""The stages of reading aligned text: words, columns, rows, half-ruled grids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.aligned.bands import Placed
from extract.aligned.columns import find_columns
from extract.aligned.fragments import Run, Word, _once, as_run, read_lines, read_words
from extract.aligned.halfruled import is_incomplete, split_table
from extract.aligned.heads import is_number_row, lay_out, read_blocks
from extract.aligned.pageends import without_foot, without_signature
from extract.aligned.prose import Evidence, confidence
from extract.aligned.reader import place, read_aligned, split_head
from extract.aligned.regions import trim
from extract.aligned.rowbands import split_rows
from extract.aligned.stripes import Stripe
from extract.judge import is_half_ruled
from extract.ruled.reader import read_ruled
from extract.types import Box, Cell, PageContent
from tests.extract.aligned.grids import texts

MakeContent = Callable[..., PageContent]


def run(x: float, y: float, text: str, line: int, size: float = 8.0) -> Run:
    words, at = [], x
    for order, part in enumerate(text.split()):
        words.append(Word(at, y, at + 4 * len(part), y + size, size, part, False, order > 0, order))
        at += 4 * len(part) + 2
    return as_run(words, line)


def word(x: float, text: str) -> Word:
    return Word(x, 10, x + 4 * len(text), 18, 8, text, False, False)


@pytest.mark.parametrize(
    ("words", "runs"),
    [
        ([word(10, "dusun"), word(32, "Rp"), word(60, "7.400.000")], ["dusun", "Rp 7.400.000"]),
        ([word(10, "7.400.000"), word(48, "Rp."), word(80, "61.000")], ["7.400.000", "Rp. 61.000"]),
        ([word(10, "Rp"), word(32, "7.400.000")], ["Rp", "7.400.000"]),
        ([word(10, "Satuan"), word(36, "Rp"), word(60, "2031")], ["Satuan Rp", "2031"]),
    ],
)
def test_a_currencys_sign_is_of_the_amount_right_of_it(words: list[Word], runs: list[str]) -> None:
    (line,) = read_lines(words)
    assert [run.text for run in line.runs] == runs


def test_a_space_of_a_justified_line_ends_no_run(make_content: MakeContent) -> None:
    page = make_content([(50, 40, "Penyusunan"), (98, 40, "rencana"), (134, 40, "kerja"), (162, 40, "daerah")])
    (line,) = read_lines(read_words(page))
    assert [part.text for part in line.runs] == ["Penyusunan rencana kerja daerah"]


def test_slanted_hidden_and_huge_letters_are_no_words(make_content: MakeContent) -> None:
    page = make_content([(50, 40, "Pagu"), (90, 40, "x"), (120, 40, "y"), (150, 40, "z")])
    page.angles[4] = 45
    page.visible[5] = False
    page.sizes[6] = 120
    assert [word.text for word in read_words(page)] == ["Pagu"]


def test_a_title_over_two_columns_hides_no_border(make_content: MakeContent) -> None:
    rows = [(x, 60 + 14 * k, "1.000") for k in range(12) for x in (50, 120, 190)]
    page = make_content([(60, 40, "Realisasi keuangan"), *rows])
    assert len(find_columns(read_lines(read_words(page)), page.width)) == 2


def test_columns_half_a_letter_apart_are_told_where_few_words_have_a_space_before_them(
    make_content: MakeContent,
) -> None:
    names = ["Budi Rahayu", "Siti Aminah", "Joko Widada", "Rini Puspita", "Agus Salima"]
    rows = [
        (x, 60 + 12 * k, t) for k, name in enumerate(names) for x, t in ((40, name), (88, "Arsiparis"), (128, "II/b"))
    ]
    lines = read_lines(read_words(make_content([(40, 46, "Nama"), (88, 46, "Jabatan"), (128, 46, "Ruang"), *rows])))
    assert [[run.text for run in line.runs] for line in lines][:2] == [
        ["Nama", "Jabatan", "Ruang"],
        ["Budi Rahayu", "Arsiparis", "II/b"],
    ]


def test_words_of_a_sheet_that_is_drawn_twice_are_read_once(make_content: MakeContent) -> None:
    rows = [(40.0, 60.0, "Bibit"), (88.0, 60.0, "41.700"), (88.0, 72.0, "41.700")]
    again = [(x + shift, y + 0.2, text) for shift in (0.3, 0.6) for x, y, text in rows]
    assert [word.text for word in read_words(make_content([*rows, *again]))] == ["Bibit", "41.700", "41.700"]
    assert len(read_words(make_content([*rows, (90.5, 60.0, "41.700")]))) == 4


def test_a_title_over_two_columns_of_a_short_table_hides_no_border(make_content: MakeContent) -> None:
    # "Realisasi" and "Keuangan" stand over the white between amount and share, and two lines are many beside six.
    rows = [(x, 80 + 14 * k, text) for k in range(6) for x, text in ((40, "Bibit"), (140, "283.846"), (186, "75,90"))]
    page = make_content([(150, 40, "Realisasi"), (152, 50, "Keuangan"), (150, 60, "Rp"), (190, 60, "%"), *rows])
    assert len(find_columns(read_lines(read_words(page)), page.width)) == 2


def test_a_title_that_leans_over_the_white_beside_its_column_hides_no_border(make_content: MakeContent) -> None:
    # The year is centred over unit and amount: it covers most of the white between them, and some of the unit.
    rows = [(x, 80 + 14 * k, t) for k in range(6) for x, t in ((40, "Bibit"), (140, "Laporan"), (182, "834.709.312"))]
    page = make_content([(165.8, 40, "2025"), (142, 60, "Satuan"), (186, 60, "Pagu"), *rows])
    assert len(find_columns(read_lines(read_words(page)), page.width)) == 2


def test_narrow_white_between_cells_whose_lines_stand_at_other_heights_is_a_border(make_content: MakeContent) -> None:
    """Indicators of two lines beside quantities of one, centred: hardly a line has both."""
    page = [
        (10.0, 12.0, "Sasaran"),
        (120.0, 12.0, "Indikator Kinerja Utama"),
        (245.0, 12.0, "Target"),
        (320, 12, "Capaian"),
    ]
    widths = (("yang ditata tahun ini", "310 Petak"), ("yang dikeringkan musim ini", "4.060 Petak"),
              ("tambak", "9 Petak"), ("muara", "81 Petak"))  # fmt: skip
    for k, (words, quantity) in enumerate(widths):
        y = 30.0 + 26 * k
        page += [(10, y, f"Tambak {'ABCD'[k]}"), (10, y + 9, "garam")]
        page += [(120, y, f"Luas {words}"), (120, y + 9, "setiap kali")]
        page += [(271 - 2 * len(quantity), y + 4.5, quantity), (320, y + 4.5, f"{k + 81},50")]
    (table,) = read_aligned(make_content(page))
    assert [[cell.text for cell in table.cells if cell.col == 2], table.n_cols] == [
        ["Target", *(quantity for _, quantity in widths)],
        4,
    ]


@pytest.mark.parametrize(
    ("foot", "y", "kept"),
    [
        (((10, "Dinas Kelautan Kota Muara"), (390, "14")), 380, 6),
        (((10, "Pengerukan"), (390, "14.500.000")), 380, 7),
        (((10, "Pengerukan"), (390, "14")), 124, 7),
    ],
    ids=["a foot", "an amount", "a row"],
)
def test_a_page_s_foot_is_no_row_of_the_table_above(
    make_content: MakeContent, foot: tuple[tuple[float, str], ...], y: float, kept: int
) -> None:
    texts = [
        cell for k in range(6) for cell in [(10.0, 40.0 + 14 * k, f"Tambak {k}"), (380.0, 40.0 + 14 * k, "81.400")]
    ]
    lines = read_lines(read_words(make_content([*texts, *((x, y, text) for x, text in foot)])))
    assert len(without_foot(lines, 400)) == kept


@pytest.mark.parametrize(
    ("below", "kept"),
    [
        (["Kota Muara, 12 Januari 2031", "KEPALA DINAS", "Drs. Lontar, M.Si"], 6),
        (["Kota Muara, 12 Januari 2031", "Jumlah 81.400.000"], 8),
        (["Rapat di Kota Muara, 12 Januari 2031 malam", "Undangan"], 8),
    ],
    ids=["a signature", "a row with an amount", "prose"],
)
def test_a_signature_below_a_table_is_none_of_its_rows(make_content: MakeContent, below: list[str], kept: int) -> None:
    rows = [(40.0 + 14 * k, f"Tambak {k}") for k in range(6)]
    texts = [cell for top, name in rows for cell in [(10.0, top, name), (380.0, top, "81.400")]]
    texts += [(250.0, 140.0 + 14 * k, text) for k, text in enumerate(below)]
    assert len(without_signature(read_lines(read_words(make_content(texts))))) == kept


def test_the_middle_one_of_three_header_levels_is_no_title_of_the_whole_height() -> None:
    def title(x: float, y: float, text: str) -> Run:
        return run(x, y, text, int(y))

    years = [title(120 + 80 * k, 54, str(2031 + k)) for k in range(3)]
    leaves = [title(100 + 40 * k, 68, ("Target", "Pagu")[k % 2]) for k in range(6)]
    blocks = read_blocks([title(40, 54, "Program"), title(180, 40, "Kerangka Pendanaan"), *years, *leaves])
    cores = [Stripe(40, 80), *(Stripe(96 + 40 * k, 132 + 40 * k) for k in range(6))]
    assert lay_out(blocks, cores) == 3
    assert [(b.first, b.last) for b in blocks if b.runs[0].text.startswith("203")] == [(1, 2), (3, 4), (5, 6)]


def test_a_title_over_the_middle_of_two_others_lies_over_both_however_short_it_is() -> None:
    def title(x: float, y: float, text: str) -> Run:
        return run(x - 2 * len(text), y, text, int(y))

    halves = [title(160, 54, "Paruh I"), title(240, 54, "Paruh II")]
    leaves = [title(140 + 40 * k, 68, ("K", "Rp")[k % 2]) for k in range(4)]
    blocks = read_blocks([title(60, 54, "Program"), title(200, 40, "Dana dan Hasil"), *halves, *leaves])
    cores = [Stripe(40, 80), *(Stripe(130 + 40 * k, 150 + 40 * k) for k in range(4))]
    assert lay_out(blocks, cores) == 3
    assert [(b.level, b.first, b.last) for b in blocks if b.runs[0].text == "Dana dan Hasil"] == [(0, 1, 4)]


def test_titles_over_two_columns_that_were_read_as_one_are_of_that_one_and_push_no_other_title_aside() -> None:
    def title(x: float, y: float, text: str) -> Run:
        return run(x - 2 * len(text), y, text, int(y))

    # The last column holds the forecast and the office, which nothing told apart.
    tops = [title(180, 40, "Rencana 2031"), title(270, 40, "Prakiraan 2032"), title(350, 40, "Dinas")]
    leaves = [title(150, 68, "Volume"), title(210, 68, "Pagu (Rp)"), title(270, 68, "Pagu (Rp)")]
    blocks = read_blocks([title(60, 54, "Uraian"), *tops, *leaves])
    cores = [Stripe(40, 110), Stripe(135, 165), Stripe(190, 230), Stripe(240, 370)]
    assert lay_out(blocks, cores) == 2
    found = {b.runs[0].text: (b.first, b.last) for b in blocks if b.level == 0}
    assert found == {"Uraian": (0, 0), "Rencana 2031": (1, 2), "Prakiraan 2032": (3, 3), "Dinas": (3, 3)}
    assert [(b.first, b.last) for b in blocks if b.level == 1] == [(1, 1), (2, 2), (3, 3)]


def test_a_first_row_that_counts_in_roman_numerals_ends_the_header(make_content: MakeContent) -> None:
    rows = [("I", "PROGRAM PASAR IKAN", "53 Persen"), ("1", "Pendataan kios", "28 Kali"), ("2", "Lomba", "7 Orang")]
    rows += [("II", "PROGRAM BIBIT KAKAO", "80 Persen"), ("1", "Pembibitan", "4 Unit")]
    body = [(x, 60 + 20 * k, t) for k, row in enumerate(rows) for x, t in zip((50, 90, 280), row, strict=True)]
    page = make_content([(48, 40, "No"), (110, 40, "Kegiatan"), (284, 40, "Volume"), *body])
    lines = read_lines(read_words(page))
    head, _ = split_head(place((r for line in lines for r in line.runs), find_columns(lines, page.width)), [], None)
    assert [p.run.text for p in head] == ["No", "Kegiatan", "Volume"]


def head_of(page: PageContent, rules: list[float]) -> list[str]:
    """The header's texts of a page that is one table."""
    lines = read_lines(read_words(page))
    runs = (r for line in lines for r in line.runs)
    return [p.run.text for p in split_head(place(runs, find_columns(lines, page.width)), rules, None)[0]]


def years_of_a_plan(make_content: MakeContent) -> PageContent:
    """Two groups of three years, which are only counted, over six columns of amounts."""
    xs = (140, 200, 260, 320, 380, 440)
    titles = [(40, 54, "Uraian"), (180, 40, "Anggaran Tahun ke"), (360, 40, "Realisasi Tahun ke")]
    titles += [(x + 16, 54, str(k % 3 + 1)) for k, x in enumerate(xs)]
    body = [(x, 74 + 16 * k, f"{k + 2}{x}.500") for k in range(7) for x in xs]
    return make_content([*titles, *body, *[(40, 74 + 16 * k, "Belanja") for k in range(7)]])


def test_years_that_are_counted_below_their_title_belong_to_the_header(make_content: MakeContent) -> None:
    assert head_of(years_of_a_plan(make_content), []).count("3") == 2


def test_a_rule_below_the_upper_titles_does_not_end_the_header(make_content: MakeContent) -> None:
    assert head_of(years_of_a_plan(make_content), [36, 50, 66, *range(86, 190, 16)]).count("3") == 2


def test_a_title_alone_in_the_painted_header_is_not_the_table_s_caption(make_content: MakeContent) -> None:
    titles = [(50, 70, "Program"), (150, 70, "Uraian"), (250, 70, "Target"), (330, 70, "Ket")]
    rows = [(x, 90 + 16 * k, t) for k in range(6) for x, t in ((50, f"Pasar {k}"), (150, "Kios"), (250, f"{k + 3}2"))]
    page = make_content([(150, 20, "Pengukuran Kerja"), (185, 46, "Kegiatan"), *titles, *rows])
    painted = replace(page, fills=np.array([(45, 40, 360, 84)], np.float32), fill_grey=np.full(1, 0.8, np.float32))
    assert "Kegiatan" not in [text for table in read_aligned(page) for row in texts(table) for text in row]
    (table,) = read_aligned(painted)
    assert "Kegiatan" in texts(table)[0]
    ground = replace(page, fills=np.array([(0, 0, 600, 400)], np.float32), fill_grey=np.full(1, 0.9, np.float32))
    assert [texts(t) for t in read_aligned(ground)] == [texts(t) for t in read_aligned(page)]


def test_rows_part_where_the_white_is_wider_than_in_cells() -> None:
    placed = [Placed(run(50, y, text, i), 0, 0) for i, (y, text) in enumerate([(0, "satu"), (9, "dua"), (22, "tiga")])]
    placed += [Placed(run(120, y, "5", i), 1, 1) for i, y in ((0, 0), (2, 22))]
    assert [sorted(p.run.text for p in row) for row in split_rows(placed)] == [["5", "dua", "satu"], ["5", "tiga"]]


def test_lines_with_amounts_in_several_columns_are_rows_also_where_other_blocks_hide_what_rows_fill() -> None:
    lines = [["01", "Program", "9.000.000", "9.000.000"], ["02", "Penyediaan Jasa Telepon"]]
    lines += [["", "dan listrik", "4.000.000", "4.000.000"], ["07", "Rapat", "5.000.000", "5.000.000"]]
    placed = [
        Placed(run(50 + 90 * c, 9 * i, text, i), c, c)
        for i, line in enumerate(lines)
        for c, text in enumerate(line)
        if text
    ]
    placed += [Placed(run(140, 60 + 24 * k, "Pembina Utama Muda", 10 + k), 1, 1) for k in range(8)]
    rows = [" ".join(p.run.text for p in row) for row in split_rows(placed)]
    assert rows[:3] == [
        "01 Program 9.000.000 9.000.000",
        "02 Penyediaan Jasa Telepon dan listrik 4.000.000 4.000.000",
        "07 Rapat 5.000.000 5.000.000",
    ]


def test_a_heading_in_capitals_close_below_a_sum_that_is_set_further_in_is_a_row_of_its_own() -> None:
    lines = [(0, 50, "BELANJA OPERASI", ()), (24, 54, "Belanja Jasa", ("7.000.000", "6.000.000"))]
    lines += [(48, 80, "Jumlah Belanja Operasi", ("7.000.000", "-")), (57, 50, "BELANJA MODAL LAINNYA", ())]
    lines += [(81, 54, "Belanja Mesin Jahit dan", ("3.000.000", "2.000.000")), (90, 54, "Mesin Bordir", ())]
    placed = [
        Placed(run(x, y, text, i), c, c)
        for i, (y, at, name, amounts) in enumerate(lines)
        for c, (x, text) in enumerate([(at, name), *zip((240, 320), amounts, strict=False)])
    ]
    assert [" ".join(p.run.text for p in row) for row in split_rows(placed)] == [
        "BELANJA OPERASI",
        "Belanja Jasa 7.000.000 6.000.000",
        "Jumlah Belanja Operasi 7.000.000 -",
        "BELANJA MODAL LAINNYA",
        "Belanja Mesin Jahit dan 3.000.000 2.000.000 Mesin Bordir",
    ]


CODED = (
    (0, "07", "Penyediaan Peralatan Sanggar", "8.000.000", "7.000.000"),
    (13, "", "Budaya", "", ""),
    (26, "11", "Rapat Warga", "5.000.000", "4.000.000"),
    (39, "", "Bagian Pertanian", "", ""),
    (52, "15", "Penyediaan Bibit", "3.000.000", "2.000.000"),
    (65, "19", "Pemeliharaan Kebun Bibit Milik Dinas Alfa", "2.000.000", "1.000.000"),
    (74, "", "dan Dinas Beta", "", ""),
    (87, "23", "Pameran Hasil Tani di Kota", "2.000.000", "1.000.000"),
    (96, "", "dan di Desa", "", ""),
)


def test_a_line_without_code_and_values_below_a_long_name_is_the_rest_that_its_author_broke_off() -> None:
    placed = [
        Placed(run((40, 60, 260, 330)[c], y, text, i), c, c)
        for i, (y, *cells) in enumerate(CODED)
        for c, text in enumerate(cells)
        if text
    ]
    rows = [" ".join(p.run.text for p in row) for row in split_rows(placed)]
    assert rows[0] == "07 Penyediaan Peralatan Sanggar 8.000.000 7.000.000 Budaya"
    assert rows[2] == "Bagian Pertanian"  # a heading: the name above it is short


def test_a_drawn_border_parts_rows_without_white() -> None:
    placed = [Placed(run(50, 9 * i, word, i), 0, 0) for i, word in enumerate(["a", "b", "c"])]
    assert len(split_rows(placed, [17.5])) == 2


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5)), min_size=1, max_size=60, unique=True))
def test_every_run_lands_in_one_row(places: list[tuple[int, int]]) -> None:
    placed = [Placed(run(60 * column, 9 * line, "12", line), column, column) for line, column in places]
    rows = split_rows(placed)
    assert sorted(map(id, placed)) == sorted(id(p) for row in rows for p in row)
    middles = [p.run.middle for row in rows for p in sorted(row, key=lambda p: p.run.middle)]
    assert middles == sorted(middles)


def test_column_numbers_may_skip_repeat_and_carry_formulas() -> None:
    assert is_number_row(["1", "2", "3", "8 = (6/7)", "9", "10=(5+7+9)"])
    assert is_number_row(["1", "2", "4", "5", "3", "6", "7", "8", "9"])
    assert is_number_row(["1", "2", "4", "5", "6", "7", "8 = (6/7)"])
    assert is_number_row(["(1)", "(2)", "(4)", "(2)", "(4)"])
    assert not is_number_row(["2022", "2023", "2024"])
    assert not is_number_row(["12", "4", "55", "3"])
    assert not is_number_row(["1", "100", "69,38", "2"])


def test_a_row_of_column_numbers_makes_a_table_surer() -> None:
    body = [["1", "Gaji", "100"], ["2", "Alat", "200"], ["3", "Dinas", "300"]]
    assert confidence(body, Evidence(number_row=True)) > confidence(body, Evidence()) > 0
    assert confidence(body, Evidence(figure=True)) < confidence(body, Evidence())


def half_ruled(make_content: MakeContent, n: int = 12) -> PageContent:
    """A frame with column rules, a header rule and no row rules."""
    cells = [(12.0, 12.0, "Kode"), (62.0, 12.0, "Uraian"), (212.0, 12.0, "Jumlah")]
    for k in range(n):
        y = 34.0 + 12 * k
        cells += [(12.0, y, f"5.2.{k + 10}"), (62.0, y, f"Belanja {k}"), (212.0, y, f"{k + 1}50.000")]
    bottom = 40.0 + 12 * n
    level = [(10.0, y, 260.0, y) for y in (10.0, 30.0, bottom)]
    return make_content(cells, level + [(x, 10.0, x, bottom) for x in (10.0, 60.0, 210.0, 260.0)])


def test_rows_of_a_grid_with_column_rules_only_are_split(make_content: MakeContent) -> None:
    page = half_ruled(make_content)
    (hint,) = read_ruled(page)
    assert hint.n_rows == 2
    assert is_incomplete(hint)
    (table,) = read_aligned(page, hint.box, hint)
    assert table.engine == "halfruled"
    assert texts(table)[0] == ["Kode", "Uraian", "Jumlah"]
    assert texts(table)[3] == ["5.2.12", "Belanja 2", "350.000"]
    assert table.n_rows == 13


def test_white_parts_columns_where_their_rule_is_broken(make_content: MakeContent) -> None:
    page = half_ruled(make_content)
    gone = (page.rules[:, 0] == 210) & (page.rules[:, 2] == 210)
    rest = np.array([[210, 10, 210, 30], [210, 150, 210, 184], [10, 150, 260, 150]], np.float32)
    rules = np.vstack([page.rules[~gone], rest])
    broken = PageContent(**{**fields(page), "rules": rules, "rule_widths": np.full(len(rules), 0.5, np.float32)})
    (hint,) = read_ruled(broken)
    table = split_table(broken, hint)
    assert table is not None
    assert texts(table)[3] == ["5.2.12", "Belanja 2", "350.000"]


def test_a_complete_grid_is_left_alone(make_content: MakeContent) -> None:
    page = half_ruled(make_content, 3)
    rules = np.vstack([page.rules, np.array([[10, y, 260, y] for y in (43.5, 55.5)], np.float32)])
    widths = np.full(len(rules), 0.5, np.float32)
    (hint,) = read_ruled(PageContent(**{**fields(page), "rules": rules, "rule_widths": widths}))
    assert not is_incomplete(hint)
    assert split_table(page, hint) is None


def fields(page: PageContent) -> dict[str, object]:
    return {name: getattr(page, name) for name in PageContent.__dataclass_fields__}


def test_a_stack_of_an_amount_and_dashes_shows_that_row_borders_are_missing() -> None:
    stacked = [Cell(0, c, 1, 1, "4.500.000\n-\n-", 1, Box(60 * c, 0, 60 * c + 60, 40)) for c in range(2)]
    listed = [Cell(0, c, 1, 1, "Sekretariat\n-\n-", 1, Box(60 * c, 0, 60 * c + 60, 40)) for c in range(2)]
    assert (is_half_ruled(stacked), is_half_ruled(listed)) == (True, False)


def test_a_header_set_with_wide_lines_has_cells_of_several_lines_and_titles_over_their_years() -> None:
    # The title begins where the second "Tahun" does, and yet stands over all three years.
    def title(x: float, y: float, text: str) -> Run:
        return run(x, y, text, int(y))

    titles = [title(106, 40, "Target Rencana Strategis"), title(286, 40, "Realisasi Kinerja")]
    words = [title(40, 54, "Indikator"), *(title(100 + 60 * k, 54, "Tahun") for k in range(6))]
    years = [title(101 + 60 * k, 68, str(2031 + k % 3)) for k in range(6)]
    blocks = read_blocks([*titles, *words, *years])
    assert lay_out(blocks, [Stripe(30, 80), *(Stripe(96 + 60 * k, 126 + 60 * k) for k in range(6))]) == 2
    found = {" ".join(r.text for r in b.runs): (b.first, b.last) for b in blocks if b.level == 0}
    assert found == {"Indikator": (0, 0), "Target Rencana Strategis": (1, 3), "Realisasi Kinerja": (4, 6)}
    assert [" ".join(r.text for r in b.runs) for b in blocks if b.level == 1][:3] == [
        f"Tahun {2031 + k}" for k in range(3)
    ]


def test_words_of_two_sizes_are_never_one(make_content: MakeContent) -> None:
    # Squares of 1.6 and of 2.25 points bear the same numbers at places far apart.
    small, large = make_content([(32, 32, "Pajak")], size=6.0), make_content([(45, 45, "Pajak")], size=9.0)
    words = [*read_words(small), *read_words(large)]
    assert len(_once(words)) == 2


def test_of_lines_that_end_in_the_caption_of_the_next_table_nothing_is_left(make_content: MakeContent) -> None:
    page = make_content(
        [(20, 20, "Tujuan"), (150, 20, "Meningkatnya layanan"), (20, 32, "Tabel 3.9"), (150, 32, "Capaian")]
    )
    assert trim(read_lines(read_words(page)), []) == []
