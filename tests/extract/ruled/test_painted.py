"""Tables whose cells are painted and not ruled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from extract.ruled.painted import painted_rules
from extract.ruled.reader import read_ruled
from extract.types import Box, PageContent, PageTable

MakeContent = Callable[..., PageContent]
GridRules = Callable[..., list[tuple[float, float, float, float]]]
XS = [10, 40, 180, 280, 380]
HEAD = ["No", "Program", "Anggaran", "Realisasi"]
ROWS = [[str(n), f"Program {name}", f"{n}50.000.000", f"{n}20.000.000"] for n, name in enumerate("ABCDEFGHIJ", 1)]


def page(make_content: MakeContent, rows: Sequence[Sequence[str]], painted: Sequence[int]) -> PageContent:
    """Rows of 20 points, those of the given numbers with paint behind each cell."""
    words = [(XS[c] + 3.0, 26.0 + 20 * r, t) for r, row in enumerate(rows) for c, t in enumerate(row) if t]
    boxes = [(XS[c], 20.0 + 20 * r, XS[c + 1], 40.0 + 20 * r) for r in painted for c in range(4)]
    content = make_content(words)
    return replace(content, fills=np.array(boxes, np.float32), fill_grey=np.full(len(boxes), 0.8, np.float32))


def texts(table: PageTable) -> list[list[str]]:
    rows = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        rows[cell.row][cell.col] = cell.text
    return rows


def test_every_other_row_painted_gives_all_rows(make_content: MakeContent) -> None:
    (table,) = read_ruled(page(make_content, [HEAD, *ROWS], [0, 1, 3, 5, 7, 9]))
    assert texts(table) == [HEAD, *ROWS]


def test_paint_behind_the_lines_of_a_text_makes_no_cells(make_content: MakeContent) -> None:
    content = page(make_content, [HEAD, *ROWS], range(11))
    behind = [(x + 4, 25.0 + 20 * r, x + 24, 35.0 + 20 * r) for r in range(11) for x in XS[:4]]
    content = replace(content, fills=np.concatenate([content.fills, np.array(behind, np.float32)]))
    (table,) = read_ruled(content)
    assert texts(table) == [HEAD, *ROWS]


def test_a_name_over_two_columns_in_a_row_without_paint_stays_whole(make_content: MakeContent) -> None:
    rows = [list(row) for row in ROWS]
    rows[1] = ["Urusan Wajib Pelayanan Dasar", "", "270.000.000", "240.000.000"]
    (table,) = read_ruled(page(make_content, [HEAD, *rows], [0, 1, 3, 5, 7, 9]))
    assert texts(table)[2] == ["Urusan Wajib Pelayanan Dasar", "", "270.000.000", "240.000.000"]
    assert next(cell.colspan for cell in table.cells if cell.text.startswith("Urusan")) == 2


def test_a_painted_header_alone_makes_no_table(make_content: MakeContent) -> None:
    assert not len(painted_rules(page(make_content, [HEAD, *ROWS], [0])))


def test_a_painted_header_and_two_rows_do_not_hide_the_body_below_them(make_content: MakeContent) -> None:
    assert not len(painted_rules(page(make_content, [HEAD, *ROWS], [0, 1, 2, 3, 4, 5])))


def test_bands_over_whole_rows_show_no_columns(make_content: MakeContent) -> None:
    content = page(make_content, [HEAD, *ROWS], [])
    bands = [(10.0, 20.0 + 20 * r, 380.0, 40.0 + 20 * r) for r in range(0, 11, 2)]
    assert not len(painted_rules(replace(content, fills=np.array(bands, np.float32))))


def test_a_note_below_the_paint_is_no_row(make_content: MakeContent) -> None:
    note = ["Sumber: Laporan Keuangan Dinas Alfa Tahun Anggaran 2024", "", "", ""]
    (table,) = read_ruled(page(make_content, [HEAD, *ROWS[:9], note], range(10)))
    assert texts(table) == [HEAD, *ROWS[:9]]


def test_rules_say_more_than_paint(make_content: MakeContent, grid_rules: GridRules) -> None:
    content = page(make_content, [HEAD, *ROWS], range(11))
    ruled = make_content([], grid_rules([10, 280, 380], [20.0 + 20 * r for r in range(12)]))
    (table,) = read_ruled(replace(content, rules=ruled.rules, rule_widths=ruled.rule_widths))
    assert table.n_cols == 2


def test_a_painted_row_that_holds_several_items_is_a_table_with_white_between_its_cells(
    make_content: MakeContent,
) -> None:
    xs = [10.0, 40, 140, 240, 310, 380, 460]
    head = ["No", "Sasaran", "Sub Kegiatan", "Indikator", "Target", "Pagu"]
    items = [["Latihan Kerja", "Pemula"], ["Lomba Desa"], ["Bantuan Alat"]]
    words = [(x + 3, 24.0, text) for x, text in zip(xs, head, strict=False)]
    words += [(13.0, 54.0, "1."), (43.0, 54.0, "Warga yang terampil")]
    for k, item in enumerate(items):
        words += [(143.0, 54 + 50 * k + 12 * n, text) for n, text in enumerate(item)]
        values = (243.0, "Peserta"), (313.0, f"{k + 2}0"), (383.0, "500.000")
        words += [(x, 54.0 + 50 * k, text) for x, text in values]
    rows = [(20.0, 47.0), (50.0, 220.0)]
    boxes = [(a, y0 + n % 2, b - 1, y1 - n % 2) for y0, y1 in rows for n, (a, b) in enumerate(pairwise(xs))]
    content = replace(
        make_content(words), fills=np.array(boxes, np.float32), fill_grey=np.full(len(boxes), 0.8, np.float32)
    )
    (table,) = read_ruled(content)
    assert texts(table) == [
        head,
        ["1.", "Warga yang terampil", "Latihan Kerja\nPemula", "Peserta", "20", "500.000"],
        ["", "", "Lomba Desa", "Peserta", "30", "500.000"],
        ["", "", "Bantuan Alat", "Peserta", "40", "500.000"],
    ]


def test_columns_that_a_tall_painted_row_leaves_empty_are_columns(make_content: MakeContent) -> None:
    """The row goes on from the page before: what its first columns say is printed there alone."""
    xs = [10.0, 40, 140, 240, 340, 410, 490]
    words = []
    for k, item in enumerate(["Kursus batik", "Lomba perahu", "Bantuan benih"]):
        values = (343.0, f"{k + 4}1"), (413.0, f"{k + 3}12.500")
        words += [(x, 54.0 + 50 * k, text) for x, text in ((143.0, item), *values)]
    boxes = [(a, 50.0 + n % 2, b - 1, 220.0 - n % 2) for n, (a, b) in enumerate(pairwise(xs))]
    boxes += [(a, 222.0, b - 1, 240.0) for a, b in pairwise(xs)]
    fills = np.array(boxes, np.float32)
    content = replace(make_content(words), fills=fills, fill_grey=np.full(len(boxes), 0.8, np.float32))
    (table,) = read_ruled(content)
    assert (table.n_cols, texts(table)[:3]) == (
        6,
        [
            ["", "", "Kursus batik", "", "41", "312.500"],
            ["", "", "Lomba perahu", "", "51", "412.500"],
            ["", "", "Bantuan benih", "", "61", "512.500"],
        ],
    )


def one_painted_row(make_content: MakeContent, texts: Sequence[str]) -> PageContent:
    """A header and one row of seven painted cells with white between them."""
    xs = [10.0, 40, 140, 240, 310, 380, 460, 540]
    head = ["No", "Sasaran", "Sub Kegiatan", "Indikator", "Target", "Pagu", "Bidang"]
    words = [(x + 3, y, t) for y, row in ((24.0, head), (54.0, texts)) for x, t in zip(xs, row, strict=False) if t]
    boxes = [(a, y0, b - 1, y1) for y0, y1 in ((20.0, 47.0), (50.0, 120.0)) for a, b in pairwise(xs)]
    content = make_content(words)
    return replace(content, fills=np.array(boxes, np.float32), fill_grey=np.full(len(boxes), 0.8, np.float32))


def test_one_painted_row_that_is_written_in_every_column_is_a_table(make_content: MakeContent) -> None:
    row = ["4.", "Warga terampil", "Kursus batik", "Peserta", "25", "750.000", "Sosial"]
    (table,) = read_ruled(one_painted_row(make_content, row))
    assert texts(table)[1] == row


def test_one_painted_row_of_words_is_none(make_content: MakeContent) -> None:
    row = ["a", "Warga terampil", "Kursus batik", "Peserta", "banyak", "cukup", "Sosial"]
    assert tuple(read_ruled(one_painted_row(make_content, row))) == ()


def test_paint_inside_what_is_ruled_is_not_looked_at(make_content: MakeContent) -> None:
    content = page(make_content, [HEAD, *ROWS], [0, 1, 3, 5, 7, 9])
    x0, y0 = content.fills[:, :2].min(axis=0)
    x1, y1 = content.fills[:, 2:].max(axis=0)
    assert len(painted_rules(content, [Box(x0, y0, x1, (y0 + y1) / 2)]))
    assert not len(painted_rules(content, [Box(x0, y0, x1, y1)]))


def test_a_rule_across_columns_parts_two_rows_without_paint(make_content: MakeContent) -> None:
    rows = [list(row) for row in ROWS]
    rows[3] = ["", "", "450.000.000", "420.000.000"]
    content = page(make_content, [HEAD, *rows], [0, 1, 3, 6, 8, 10])
    boxes = [(XS[c], 100.0 + 20 * r, XS[c + 1], 120.0 + 20 * r) for r in range(2) for c in (2, 3)]
    content = replace(content, fills=np.concatenate([content.fills, np.array(boxes, np.float32)]))
    content = replace(content, fill_grey=np.full(len(content.fills), 0.8, np.float32))
    rule = np.array([[XS[0], 120.0, XS[-1], 120.0]], np.float32)
    drawn = replace(content, rules=rule, rule_widths=np.ones(1, np.float32))
    assert texts(read_ruled(drawn)[0]) == [HEAD, *rows]
    short = replace(drawn, rules=rule + np.array([20.0, 0.0, -20.0, 0.0], np.float32))
    for undrawn in (content, short):
        assert texts(read_ruled(undrawn)[0])[4][:2] == ["5", "Program E"]
