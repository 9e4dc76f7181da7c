"""Headers printed without rules above ruled bodies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from extract.engines import read_page
from extract.types import PageContent, PageTable

MakeContent = Callable[..., PageContent]
XS = (10, 40, 180, 250, 320)


def rules() -> list[tuple[float, float, float, float]]:
    ys = (60, 80, 100, 120)
    return [(XS[0], y, XS[-1], y) for y in ys] + [(x, ys[0], x, ys[-1]) for x in XS]


def rows() -> list[tuple[float, float, str]]:
    names = ("Rapat kerja", "Bimbingan teknis", "Pengawasan")
    return [
        each
        for k, name in enumerate(names)
        for each in [
            (14, 64 + 20 * k, str(k + 1)),
            (44, 64 + 20 * k, name),
            (190, 64 + 20 * k, f"1{k}0.000.000"),
            (260, 64 + 20 * k, f"9{k}.000.000"),
        ]
    ]


def the_table(page: PageContent, tmp_path: Path) -> PageTable:
    (table,) = read_page(page, str(tmp_path)).tables
    return table


def test_titles_right_above_the_columns_become_the_header(make_content: MakeContent, tmp_path: Path) -> None:
    head = [(16, 48, "No"), (90, 48, "Kegiatan"), (200, 48, "Pagu"), (262, 48, "Realisasi"), (212, 36, "Anggaran (Rp)")]
    table = the_table(make_content([*head, *rows()], rules()), tmp_path)
    assert table.n_rows == 5
    cells = {(c.row, c.col): (c.text, c.rowspan, c.colspan) for c in table.cells if c.row < 2}
    assert cells[0, 2] == ("Anggaran (Rp)", 1, 2)
    assert (cells[1, 2][0], cells[1, 3][0]) == ("Pagu", "Realisasi")


def test_prose_and_what_the_sheet_says_of_itself_are_no_header(make_content: MakeContent, tmp_path: Path) -> None:
    prose = [(14, 48, "Uraian kegiatan dan pagu anggaran menurut program adalah sebagai berikut")]
    sheet = [(14, 48, "Unit Kerja : Sekretariat"), (200, 48, "Tahun : 2024")]
    for above in (prose, sheet):
        assert the_table(make_content([*above, *rows()], rules()), tmp_path).n_rows == 3


def test_a_caption_is_no_header_however_it_is_worded(make_content: MakeContent, tmp_path: Path) -> None:
    caption = (90.0, 48.0, "Tabel 4.1 Program Kegiatan 2024")
    assert the_table(make_content([caption, *rows()], rules()), tmp_path).n_rows == 3


def test_a_line_far_above_is_no_header(make_content: MakeContent, tmp_path: Path) -> None:
    head = [(16, 20, "No"), (90, 20, "Kegiatan"), (200, 20, "Pagu"), (262, 20, "Realisasi")]
    assert the_table(make_content([*head, *rows()], rules()), tmp_path).n_rows == 3
