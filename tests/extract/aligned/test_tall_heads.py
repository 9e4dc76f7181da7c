"""Tall headers, whose cells have different numbers of lines, and quantities whose unit stands in the next line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.aligned.fragments import read_lines, read_words
from extract.aligned.reader import read_aligned
from extract.aligned.regions import with_head
from extract.types import PageContent

MakeContent = Callable[..., PageContent]
Texts = list[tuple[float, float, str]]
TITLES: Texts = [
    (150, 12, "Tahun 2031"), (310, 12, "Tahun 2032"),
    (140, 26, "Pagu"), (200, 24, "Serapan"), (300, 26, "Pagu"), (360, 24, "Serapan"), (430, 34, "Naik/"),
    (40, 38, "Program"), (200, 33, "(dalam"), (360, 33, "(dalam"), (430, 43, "(Turun)"),
    (136, 36, "(Rp."), (296, 36, "(Rp."),
    (200, 42, "ribuan"), (360, 42, "ribuan"),
    (138, 46, "000)"), (298, 46, "000)"), (200, 51, "rupiah)"), (360, 51, "rupiah)"),
]  # fmt: skip
NAMES = ("Penataan Tambak", "Pembinaan Juru Pantun", "Lomba Perahu", "Perawatan Sumur", "Pengadaan Tenun")


def body(top: float) -> Texts:
    columns = ((136, 81_400), (200, 73_500), (296, 92_600), (360, 90_150), (430, 16_650))
    return [
        cell
        for k, name in enumerate(NAMES)
        for cell in [
            (20.0, top + 14 * k, name),
            *((float(x), top + 14 * k, f"{value + 11 * k:,}".replace(",", ".")) for x, value in columns),
        ]
    ]


def head_of(page: PageContent, **boxes: list[tuple[float, float]] | list[float]) -> str:
    """The text of the header that is found above a body below these painted or ruled boxes."""
    lines = read_lines(read_words(page))
    at = next(i for i, line in enumerate(lines) if line.runs[0].text == NAMES[0])
    found = with_head(lines[at:], lines, boxes.get("rules", []), boxes.get("bands", []))  # type: ignore[arg-type]
    return " ".join(run.text for line in found[: found.index(lines[at])] for run in line.runs)


PROSE: Texts = [(16, 2, "Serapan menurut program disajikan dalam tabel yang disusun menurut tugas perangkat daerah")]


@pytest.mark.parametrize("boxes", [{"bands": [(10.0, 68.0)]}, {"rules": [10.0, 68.0, 85.0, 99.0, 113.0, 127.0, 141.0]}])
def test_a_tall_header_in_a_box_above_the_body_is_read_whole(
    make_content: MakeContent, boxes: dict[str, list[float]]
) -> None:
    titles = [(x, y + 2, text) for x, y, text in TITLES]
    head = head_of(make_content([*PROSE, *titles, *body(76)]), **boxes)
    assert sorted(head.split()) == sorted(" ".join(text for _, _, text in TITLES).split())


def test_a_box_of_values_above_a_body_is_no_header(make_content: MakeContent) -> None:
    """Another table that ends right above, all of it in one painted box."""
    above = [(x, y, f"{int(x) + int(y)}.000") for x, y, _ in TITLES]
    assert head_of(make_content([*above, *body(74)]), bands=[(6.0, 68.0)]) == ""


@pytest.mark.parametrize("lines", [("3.384", "Hektare"), ("21", "Sanggar")])
def test_a_unit_below_its_number_is_of_the_same_row(make_content: MakeContent, lines: tuple[str, str]) -> None:
    """In most rows all cells have two lines, so that the second ones look like rows."""
    cells: Texts = [(14, 12, "No"), (60, 12, "Indikator"), (166, 12, "2031"), (216, 12, "2032"), (266, 12, "2033")]
    for k in range(6):
        y = 28 + 24.0 * k
        cells += [(14, y, str(k + 1)), (40, y, "Jumlah sanggar pantun"), (40, y + 9, "pesisir yang dibina")]
        cells += [(x, y + 9 * n, text) for x in (162.0, 212.0, 262.0) for n, text in enumerate(lines)]
    for k in range(6, 14):
        y = 28 + 24.0 * 6 + 14 * (k - 6)
        cells += [(14, y, str(k + 1)), (40, y, "Persentase juru pantun")]
        cells += [(x, y, f"{40 + k},35%") for x in (162.0, 212.0, 262.0)]
    (table,) = read_aligned(make_content(cells))
    texts = [" ".join(cell.text.split()) for cell in table.cells]
    assert texts.count(" ".join(lines)) == 18
    assert texts.count("Jumlah sanggar pantun pesisir yang dibina") == 6


def test_a_title_s_second_line_beside_titles_that_come_again_goes_on_with_it(make_content: MakeContent) -> None:
    head: Texts = [
        (300, 8, "Rencana 2031"),
        (430, 8, "Prakiraan 2032"),
        (30, 16, "Program"),
        (150, 13, "Indikator Mutu"),
    ]
    head += [(146, 22, "Program/Kegiatan")]
    head += [cell for x in (280.0, 410.0) for cell in [(x, 22.0, "Target"), (x + 60, 22.0, "Pagu")]]
    printed = [*head]
    for k, name in enumerate(NAMES):
        y = 40.0 + 14 * k
        printed += [(20, y, name), (140, y, f"Mutu garam {'ABCDE'[k]}")]
        for x in (280, 410):
            printed += [(x + 4, y, f"{k + 3} Ton"), (x + 50, y, f"{81 + k}.{400 + x}.000")]
    (table,) = read_aligned(make_content(printed))
    titles = {(cell.row, cell.col): (cell.text, cell.rowspan) for cell in table.cells if cell.row < 2}
    assert titles[0, 1] == ("Indikator Mutu\nProgram/Kegiatan", 2)
    assert [titles[1, col][0] for col in (2, 3, 4, 5)] == ["Target", "Pagu"] * 2


def test_lines_that_come_again_as_often_are_one_title_below_those_of_both_halves(make_content: MakeContent) -> None:
    head: Texts = [(180, 6, "Rancangan Muara"), (450, 6, "Hasil Telaah")]
    printed = [*head]
    for x in (40.0, 310.0):
        printed += [(x, 28, "Program"), (x + 90, 28, "Lokasi"), (x + 154, 19, "Target"), (x + 150, 28, "Capaian")]
        printed += [(x + 150, 37, "Kinerja"), (x + 200, 28, "Anggaran")]
        for k, name in enumerate(NAMES):
            y = 52.0 + 14 * k
            printed += [(x - 6, y, name[:20]), (x + 90, y, f"Muara {'ABCDE'[k]}"), (x + 152, y, f"{k + 14} Ton")]
            printed += [(x + 196, y, f"{81 + k}.{400 + int(x)}.000")]
    (table,) = read_aligned(make_content(printed))
    titles = [cell.text for cell in sorted(table.cells, key=lambda cell: cell.col) if cell.row == 1]
    assert titles == ["Program", "Lokasi", "Target\nCapaian\nKinerja", "Anggaran"] * 2
    assert [cell.text for cell in table.cells if cell.row == 0] == ["Rancangan Muara", "Hasil Telaah"]


@pytest.mark.parametrize(
    "leaves", [("Bulan I", "II", "Bulan III"), ("2031", "2032", "2033"), ("Hulu Muara", "Muara", "Hilir Muara")]
)
def test_the_middle_one_of_three_titles_is_no_second_line_of_the_one_over_them(
    make_content: MakeContent, leaves: tuple[str, str, str]
) -> None:
    over = "Serapan Anggaran Kelurahan (Rp)"
    printed: Texts = [(30, 14, "Program"), (194, 9, over)]
    places = (196.0, 256.0, 316.0)
    printed += [(x + 2 - 2 * len(t), 19, t) for x, t in zip(places, leaves, strict=True)]
    for k, name in enumerate(NAMES):
        printed += [(10, 34 + 14 * k, name), *((x - 18, 34.0 + 14 * k, f"{k + 7}.{x:.0f}.000") for x in places)]
    (table,) = read_aligned(make_content(printed))
    assert [cell.text for cell in table.cells if cell.row == 1] == list(leaves)
    assert next((cell.col, cell.colspan) for cell in table.cells if cell.text == over) == (1, 3)


def test_two_titles_far_from_each_other_are_of_two_columns_also_where_one_row_alone_fills_both(
    make_content: MakeContent,
) -> None:
    printed: Texts = [(24, 12, "Tujuan"), (90, 12, "Sasaran"), (170, 12, "Program"), (300, 12, "Pagu")]
    printed += [(10, 52, "Majunya tambak"), (10, 61, "garam rakyat"), (70.5, 52, "Mutu garam"), (70.5, 61, "meningkat")]
    for k, name in enumerate(NAMES):
        printed += [(150, 30 + 14 * k, name), (290, 30 + 14 * k, f"{k + 7}.350.000")]
    (table,) = read_aligned(make_content(printed))
    assert table.n_cols == 4
    titles = {cell.text: cell.col for cell in table.cells if cell.row == 0}
    assert titles == {"Tujuan": 0, "Sasaran": 1, "Program": 2, "Pagu": 3}


@pytest.mark.parametrize(("top", "kept"), [(50.0, True), (8.0, False)])
def test_titles_far_above_a_tall_row_of_column_numbers_are_the_header(
    make_content: MakeContent, top: float, kept: bool
) -> None:
    titles = [(20, top, "Program"), (136, top, "Pagu"), (200, top, "Serapan"), (296, top, "Sisa"), (360, top, "Bobot")]
    numbers = [(float(x), 88.0, f"{n}") for n, x in enumerate((30, 140, 210, 300, 370, 440), 1)]
    (table,) = read_aligned(make_content([*titles, (430, top, "Lokasi"), *numbers, *body(104.0)]))
    assert any(cell.text == "Serapan" for cell in table.cells) == kept
