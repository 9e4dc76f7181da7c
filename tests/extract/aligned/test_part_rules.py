"""Tables of level rules alone, some over a few columns: the rows they part, and columns that little tells."""

from __future__ import annotations

from collections.abc import Callable

from extract.aligned.beside import stacks_beside
from extract.aligned.fragments import read_lines, read_words
from extract.aligned.reader import place
from extract.aligned.stripes import Stripe
from extract.types import PageContent
from tests.extract.aligned.grids import rows

MakeContent = Callable[..., PageContent]
XS = (10.0, 120.0, 250.0, 380.0, 470.0)


def goals(make_content: MakeContent) -> PageContent:
    """Goals over several programmes over several works: rules leave out the columns of what goes on."""
    cells = [(x, 12.0, title) for x, title in zip(XS, ("Sasaran", "Program", "Kegiatan", "Pagu"), strict=False)]
    rules = [(10.0, y, 460.0, y) for y in (8.0, 24.0, 146.0)]
    works = (("Pelatihan juru", "baca"), ("Lomba dongeng",), ("Perahu pustaka", "keliling"), ("Penataan rak", "buku"))
    for row, (lines, y) in enumerate(zip(works, (28.0, 58.0, 88.0, 118.0), strict=True)):
        cells += [(XS[2], y + 9 * k, line) for k, line in enumerate(lines)]
        cells.append((XS[3], y, f"{row + 2}.4{row}5.000"))
        if row:
            rules.append((XS[1] if row == 2 else XS[2], y - 4, 460.0, y - 4))
    cells += [(XS[0], 28.0 + 9 * k, line) for k, line in enumerate(("Minat baca anak", "pesisir di kampung", "tumbuh"))]
    cells += [(XS[0], 28.0 + 27 + 9 * k, line) for k, line in enumerate(("serta merata", "di semua pulau"))]
    cells += [(XS[1], 28.0 + 9 * k, line) for k, line in enumerate(("Program Pembinaan", "Perpustakaan", "Kampung"))]
    cells += [(XS[1], 88.0 + 9 * k, line) for k, line in enumerate(("Program Perahu", "Pustaka"))]
    return make_content(cells, rules)


def test_a_text_goes_on_below_a_rule_that_leaves_its_column_out(make_content: MakeContent) -> None:
    assert rows(goals(make_content))[1:] == [
        [
            "Minat baca anak pesisir di kampung tumbuh serta merata di semua pulau",
            "Program Pembinaan Perpustakaan Kampung",
            "Pelatihan juru baca",
            "2.405.000",
        ],
        ["", "", "Lomba dongeng", "3.415.000"],
        ["", "Program Perahu Pustaka", "Perahu pustaka keliling", "4.425.000"],
        ["", "", "Penataan rak buku", "5.435.000"],
    ]


def test_a_rule_under_amounts_alone_parts_no_rows(make_content: MakeContent) -> None:
    given = [("Belanja kapur", "2.405.000"), ("Belanja tikar", "3.415.000"), ("Belanja lontar", "4.425.000")]
    given += [("Jumlah belanja", "10.245.000"), ("Sisa kas", "5.435.000")]
    cells = [(x, 12.0, title) for x, title in ((10, "Uraian"), (120, "Pagu"))]
    cells += [(x, 28.0 + 12 * k, text) for k, row in enumerate(given) for x, text in zip((10, 120), row, strict=True)]
    rules = [*((10.0, y, 170.0, y) for y in (8.0, 24.0, 90.0)), (118.0, 62.0, 170.0, 62.0)]
    assert rows(make_content(cells, rules))[1:] == [list(row) for row in given]


def test_amounts_of_two_rows_are_parted_though_a_title_lies_across_the_white(make_content: MakeContent) -> None:
    cells = [(60.0, 12.0, "Uraian"), (196.0, 12.0, "Realisasi per Triwulan Tahun"), (140.0, 26.0, "Pagu")]
    cells += [(x, 26.0, title) for x, title in zip((200, 255, 310), ("I", "II", "III"), strict=True)]
    rules = [(10.0, y, 370.0, y) for y in (8.0, 38.0, 58.0, 74.0)]
    for y, name, amounts in (
        (42.0, "Pekan Layar", ("81.400.000", "17.350.000", "12.600.000", "19.150.000")),
        (62.0, "Sumur Bor", ("23.700.000", "16.150.000", "14.410.000", "11.250.000")),
    ):
        cells += [(14.0, y, name)]
        cells += [(x, y, amount) for x, amount in zip((130, 190, 245, 300), amounts, strict=True)]
    found = rows(make_content(cells, rules))
    assert found[-2:] == [
        ["Pekan Layar", "81.400.000", "17.350.000", "12.600.000", "19.150.000"],
        ["Sumur Bor", "23.700.000", "16.150.000", "14.410.000", "11.250.000"],
    ]


def test_each_number_above_narrow_white_is_a_columns_where_no_line_has_text_on_both_sides(
    make_content: MakeContent,
) -> None:
    gains = (("Jumlah juru pantun yang", "dibina"), ("Jumlah sumur bor", "dirawat"), ("Panjang saluran", "dikeruk"))
    targets, pagu = ("35 Orang", "12.480 Kegiatan", "850 Meter"), ("7.350.000", "19.150.000", "8.350.000")
    cells = [(x, 12.0, title) for x, title in ((30, "Indikator"), (122, "Target"), (200, "Pagu"))]
    cells += [(x, 26.0, number) for x, number in ((50, "(1)"), (134, "(2)"), (206, "(3)"))]
    rules = [(10.0, y, 250.0, y) for y in (8.0, 24.0, 36.0, 58.0, 80.0, 102.0)]
    for row, (gain, target, amount) in enumerate(zip(gains, targets, pagu, strict=True)):
        y = 40.0 + 22 * row
        cells += [(14.0, y, gain[0]), (14.0, y + 9, gain[1]), (140.0 - 2 * len(target), y + 4.5, target)]
        cells += [(240.0 - 4 * len(amount), y + 4.5, amount)]
    assert rows(make_content(cells, rules))[2:] == [
        [" ".join(gain), target, amount] for gain, target, amount in zip(gains, targets, pagu, strict=True)
    ]


def test_columns_whose_rules_are_drawn_cell_by_cell_are_no_tables_beside_each_other(make_content: MakeContent) -> None:
    heights = [8.0, *(38.0 + 16 * k for k in range(9))]
    touching, apart = ((8.0, 115.0), (115.0, 245.0), (245.0, 375.0)), ((8.0, 115.0), (130.0, 245.0))
    text = [(10.0, 12.0, "Program")]
    assert stacks_beside(make_content(text, [(a, y, b, y) for y in heights for a, b in touching])) == []
    found = stacks_beside(make_content(text, [(a, y, b, y) for y in heights for a, b in apart]))
    assert [(box.x0, box.x1) for box in found] == list(apart)
    # Nor are those which a label over several rows parts, below a rule over all of them.
    rules = [(a, y, b, y) for y in heights[1:-1] for a, b in apart] + [(8.0, y, 245.0, y) for y in heights[::8]]
    assert stacks_beside(make_content(text, rules)) == []


def test_values_of_a_short_table_are_parted_below_a_tall_header_over_them(make_content: MakeContent) -> None:
    cells = [(150.0, 12.0, "Target Capaian Setiap"), (185.0, 22.0, "Tahun"), (300.0, 12.0, "Akhir")]
    cells += [(296.0, 22.0, "Periode"), (300.0, 32.0, "RPJMD"), (40.0, 32.0, "Indikator")]
    cells += [(float(x), 32.0, year) for x, year in ((140, "2026"), (190, "2027"), (240, "2028"))]
    given = (("Juru pantun", "14", "15", "16", "16"), ("Perahu hias", "3.652", "38", "1.734", "1.734"))
    given += (("Tikar lontar", "9", "12", "17", "17"),)
    for k, row in enumerate(given):
        cells += [
            (x - 2.0 * len(text) * (x > 20), 46.0 + 12 * k, text)
            for x, text in zip((14, 148, 198, 248, 310), row, strict=True)
        ]
    rules = [(10.0, y, 340.0, y) for y in (8.0, 43.0, 82.0)]
    assert rows(make_content(cells, rules))[-3:] == [list(row) for row in given]


def test_an_amount_too_wide_for_its_column_stays_apart_from_the_one_beside_it(make_content: MakeContent) -> None:
    total = [(14.0, 12.0, "JUMLAH"), (110.0, 12.0, "1.255.750.000"), (165.0, 12.0, "11.311.750.000")]
    (line,) = read_lines(read_words(make_content(total)))
    placed = place(line.runs, [Stripe(60, 105), Stripe(174, 190)])
    assert [(p.run.text, p.first, p.last) for p in placed] == [
        ("JUMLAH", 0, 0),
        ("1.255.750.000", 1, 1),
        ("11.311.750.000", 2, 2),
    ]
