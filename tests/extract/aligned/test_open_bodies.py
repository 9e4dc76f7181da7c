"""Tables whose rows no rule parts: under a ruled header, between column rules alone, in a frame, in narrow white."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from extract.aligned.bands import Placed
from extract.aligned.columns import find_columns
from extract.aligned.fragments import Run, Word, as_run, is_value, read_lines, read_words
from extract.aligned.reader import read_aligned
from extract.aligned.regions import find_blocks, full_rules, trim, with_head
from extract.aligned.rowbands import split_rows
from extract.engines import AUTO, engine_named
from extract.source import PdfSource
from extract.types import PageContent, PageTable
from tests.extract.aligned.grids import texts

MakeContent = Callable[..., PageContent]
WIDTHS = (10.0, 60.0, 110.0, 210.0, 270.0, 340.0)


def read(page: PageContent) -> tuple[PageTable, ...]:
    source = PdfSource(str(Path("uji.pdf")), 0, page.width, page.height, ())
    return engine_named(AUTO).read(page, source)


def grid_rules(xs: tuple[float, ...], ys: tuple[float, ...]) -> list[tuple[float, float, float, float]]:
    level = [(xs[0], y, xs[-1], y) for y in ys]
    return level + [(x, ys[0], x, ys[-1]) for x in xs]


def ruled_head(make_content: MakeContent, borders: tuple[float, ...] = WIDTHS) -> PageContent:
    """A ruled header of five columns, the second empty in every row, over open rows with a code in two parts."""
    cells = [(x + 2, 12.0, text) for x, text in zip(WIDTHS, ("Kode", "Ket", "Uraian", "Pagu", "Sisa"), strict=False)]
    for k in range(8):
        y = 36.0 + 14 * k
        cells += [(12, y, f"5.{k + 1}"), (38, y, f"0{k + 1}"), (112, y, f"Belanja {k}"), (212, y, f"{k + 1}50.000")]
        cells += [(272, y, f"{k + 1}.000")]
    return make_content(cells, grid_rules(borders, (10.0, 28.0)))


def test_a_ruled_header_and_the_open_rows_below_are_one_table(make_content: MakeContent) -> None:
    (table,) = read(ruled_head(make_content))
    assert table.n_rows == 9
    assert texts(table)[1] == ["5.1", "01", "", "Belanja 0", "150.000", "1.000"]
    head = {cell.text: (cell.col, cell.colspan) for cell in table.cells if cell.row == 0}
    assert head == {"Kode": (0, 2), "Ket": (2, 1), "Uraian": (3, 1), "Pagu": (4, 1), "Sisa": (5, 1)}


def test_a_header_cell_with_the_titles_of_two_columns_is_not_laid_over_them(make_content: MakeContent) -> None:
    undrawn = tuple(x for x in WIDTHS if x != WIDTHS[4])  # between "Pagu" and "Sisa"
    tables = read(ruled_head(make_content, undrawn))
    assert [table.n_rows for table in tables] == [1, 8]
    assert not any("Pagu" in cell.text for cell in tables[1].cells)


def test_a_ruled_table_with_figures_keeps_apart_from_text_in_columns_below(make_content: MakeContent) -> None:
    cells = [(12.0, 12.0, "Kode"), (112.0, 12.0, "Uraian"), (12.0, 32.0, "5.1"), (112.0, 32.0, "250.000")]
    for k in range(5):
        cells += [(12, 56 + 14 * k, f"Pos {k}"), (112, 56 + 14 * k, f"{k}50.000"), (212, 56 + 14 * k, f"{k}5.000")]
    page = make_content(cells, grid_rules((10.0, 110.0, 260.0), (10.0, 28.0, 48.0)))
    assert [table.n_rows for table in read(page)] == [2, 5]


def open_columns(make_content: MakeContent, n: int = 8) -> PageContent:
    """A frame with column rules and a header rule; rows of words, wrapped names, and quantities with units."""
    cells = [(12.0, 12.0, "Kegiatan"), (142.0, 12.0, "Lokasi"), (222.0, 12.0, "Volume")]
    for k in range(n):
        y = 34.0 + 26 * k
        cells += [(12.0, y, "Penyuluhan warga"), (12.0, y + 9, "desa"), (142.0, y, "Karang Anyar")]
        cells += [(222.0, y, f"{k + 1} Paket")]
    bottom = 36.0 + 26 * n
    level = [(10.0, y, 290.0, y) for y in (10.0, 30.0, bottom)]
    return make_content(cells, level + [(x, 10.0, x, bottom) for x in (10.0, 140.0, 220.0, 290.0)])


def test_rows_of_words_between_column_rules_are_split_by_their_quantities(make_content: MakeContent) -> None:
    (table,) = read(open_columns(make_content))
    assert table.n_rows == 9
    assert [" ".join(text.split()) for text in texts(table)[3]] == ["Penyuluhan warga desa", "Karang Anyar", "3 Paket"]


def test_a_cell_that_lists_quantities_beside_one_wrapped_name_stays_whole(make_content: MakeContent) -> None:
    cells = [(12.0, 12.0, "Program"), (142.0, 12.0, "Target")]
    words = ("Pelayanan", "kepada", "warga", "di desa", "dan di", "kota")
    cells += [(12.0, 34.0 + 9 * k, word) for k, word in enumerate(words)]
    cells += [(142.0, 34.0 + 9 * k, f"{k + 1} Orang") for k in range(6)]
    page = make_content(cells, grid_rules((10.0, 140.0, 220.0), (10.0, 30.0, 92.0)))
    (table,) = read(page)
    assert table.n_rows == 2


def test_quantities_are_values_and_codes_with_names_are_none() -> None:
    assert all(map(is_value, ("12", "92,25 Persen", "5 %", "1.250.000")))
    assert not any(map(is_value, ("Persen", "2.19 Program Pemuda dan Olahraga", "", "Karang Anyar")))


def run(x: float, y: float, text: str, line: int) -> Run:
    return as_run([Word(x, y, x + 4 * len(text), y + 8, 8.0, text, False, False)], line)


def test_two_rows_of_amounts_that_stand_close_are_two_rows_in_a_long_table() -> None:
    placed = []
    for k in range(12):
        y = 30.0 * k if k < 11 else 30.0 * 10 + 9
        placed += [Placed(run(x, y, text, k), c, c) for c, x, text in ((0, 10, f"Pos{k}"), (1, 90, "1.250.000"))]
        placed += [Placed(run(160, y, "250.000", k), 2, 2)]
    wrapped = [Placed(run(10, 30.0 * k + 9, "lanjut", 20 + k), 0, 0) for k in range(8)]
    assert len(split_rows(sorted([*placed, *wrapped], key=lambda p: p.run.y0))) == 12


def test_a_title_no_wider_than_the_white_and_its_neighbourhood_hides_no_border(make_content: MakeContent) -> None:
    # Few rows reach far into the white from both sides, so its place is uncertain by more than the title is wide.
    cells: list[tuple[float, float, str]] = [(70.0, 40.0, "TahunKe-2024")]
    for k in range(30):
        y = 60.0 + 14 * k
        cells += [(10, y, "1.250.000"), (60, y, "8" if k % 15 else "92,25")]
        cells += [(120, y, "1.250.000") if k % 15 else (112, y, "100.250.000")]
    page = make_content(cells, height=600)
    assert len(find_columns(read_lines(read_words(page)), page.width)) == 2


def test_amounts_set_flush_right_after_long_names_are_a_column_of_a_small_table(make_content: MakeContent) -> None:
    names = ("Program pelayanan dasar", "Program penataan", "Program pembinaan umum", "Jumlah")
    size = 8.0
    cells = [(10.0, 30.0 + 14 * k, name) for k, name in enumerate(names)]
    words = read_words(make_content(cells))
    edge = max(word.x1 for word in words) + 0.5 * size
    cells += [(edge, 30.0 + 14 * k, f"{k + 1}.250.000") for k in range(4)]
    page = make_content(cells)
    assert len(find_columns(read_lines(read_words(page)), page.width)) == 1


def test_the_upper_lines_of_a_framed_header_belong_to_the_table(make_content: MakeContent) -> None:
    cells = [(160.0, 14.0, "Anggaran"), (22.0, 28.0, "Uraian"), (120.0, 36.0, "Pagu"), (200.0, 36.0, "Sisa")]
    for k in range(6):
        cells += [(22, 60 + 14 * k, f"Belanja {k}"), (120, 60 + 14 * k, f"{k}50.000"), (200, 60 + 14 * k, f"{k}5.000")]
    page = make_content(cells, [(20.0, y, 260.0, y) for y in (10.0, 50.0, 150.0)])
    lines = read_lines(read_words(page))
    block = max(find_blocks(lines, page.width), key=len)
    rules = full_rules(page, 20, 260)
    assert with_head(trim(block, rules), lines, rules)[0].runs[0].text == "Anggaran"
    (table,) = read_aligned(page)
    assert table.n_rows > 6


def test_a_title_inside_the_frame_is_no_header_of_a_column(make_content: MakeContent) -> None:
    cells = [(58.0, 14.0, "Jumlah Pegawai menurut Golongan"), (22.0, 30.0, "Uraian"), (120.0, 30.0, "Pagu")]
    cells += [(200.0, 30.0, "Sisa")]
    for k in range(6):
        cells += [(22, 54 + 14 * k, f"Belanja {k}"), (120, 54 + 14 * k, f"{k}50.000"), (200, 54 + 14 * k, f"{k}5.000")]
    (table,) = read_aligned(make_content(cells, [(20.0, y, 230.0, y) for y in (10.0, 44.0, 144.0)]))
    assert texts(table)[0] == ["Uraian", "Pagu", "Sisa"]


def test_a_column_of_currency_signs_under_a_common_title_joins_the_amounts(make_content: MakeContent) -> None:
    cells = [(10.0, 20.0, "Uraian"), (115.0, 20.0, "Realisasi"), (230.0, 20.0, "Persen")]
    for k in range(8):
        y = 40.0 + 14 * k
        cells += [(10, y, f"Belanja {k}"), (100, y, "Rp"), (150, y, f"{k + 1}50.000"), (230, y, f"{k + 1}0,5")]
    (table,) = read_aligned(make_content(cells))
    assert table.n_cols == 3
    assert texts(table)[-1] == ["Belanja 7", "Rp 850.000", "80,5"]
