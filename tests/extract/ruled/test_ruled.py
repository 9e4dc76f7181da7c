"""Tables from ruling lines."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from extract.page.orientation import upright
from extract.page.pdf import open_pdf
from extract.ruled.reader import read_ruled, survey
from extract.types import PageContent, PageTable

MakeContent = Callable[..., PageContent]
GridRules = Callable[..., list[tuple[float, float, float, float]]]


def texts(table: PageTable) -> list[list[str]]:
    rows = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        rows[cell.row][cell.col] = cell.text
    return rows


def one(content: PageContent) -> PageTable:
    (table,) = read_ruled(content)
    return table


def test_a_plain_grid_gives_its_cells(make_content: MakeContent, grid_rules: GridRules) -> None:
    page = make_content(
        [(12, 12, "Kode"), (62, 12, "Pagu"), (12, 32, "1.06"), (62, 32, "350.000")],
        grid_rules([10, 60, 110], [10, 30, 50]),
    )
    table = one(page)
    assert texts(table) == [["Kode", "Pagu"], ["1.06", "350.000"]]
    assert (table.engine, table.confidence, table.col_edges) == ("ruled", 1.0, (10.0, 60.0, 110.0))
    assert table.cells[3].box == (60, 30, 110, 50)


def test_merged_cells_span_and_their_text_is_kept_once(make_content: MakeContent, grid_rules: GridRules) -> None:
    rules = [*grid_rules([10, 110], [10, 30, 50, 70]), (60, 30, 60, 70)]
    table = one(
        make_content([(20, 12, "Target dan Pagu"), (12, 32, "T"), (62, 32, "P"), (12, 52, "1"), (62, 52, "2")], rules)
    )
    head = table.cells[0]
    assert (head.text, head.rowspan, head.colspan) == ("Target dan Pagu", 1, 2)


def test_texts_that_touch_at_a_border_stay_in_their_cells(make_content: MakeContent, grid_rules: GridRules) -> None:
    # 19 characters of 4 points end on the border at 88; the next cell's text begins right there.
    page = make_content(
        [(12, 12, "210.948.975.550,00"), (84.4, 12, "Sekretariat"), (12, 32, "a"), (90, 32, "b")],
        grid_rules([10, 84.2, 150], [10, 30, 50]),
    )
    assert texts(one(page))[0] == ["210.948.975.550,00", "Sekretariat"]


def test_a_word_that_overhangs_its_cell_stays_whole(make_content: MakeContent, grid_rules: GridRules) -> None:
    page = make_content(
        [(12, 12, "Penanggungjawab"), (12, 32, "x"), (80, 32, "y")], grid_rules([10, 62, 110], [10, 30, 50])
    )
    assert texts(one(page))[0] == ["Penanggungjawab", ""]


def test_a_word_whose_last_letter_lies_beyond_the_border_stays_whole(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    page = make_content(
        [(12, 12, "Informasi"), (60, 20, "9.500"), (12, 32, "x"), (80, 32, "y")],
        grid_rules([10, 44, 110], [10, 30, 50]),
    )
    assert texts(one(page))[0] == ["Informasi", "9.500"]


def test_a_footnotes_mark_that_reaches_over_the_border_is_none_of_the_next_cells_amount(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    # "875" ends a point before the border; the small "12" behind it stands half beyond.
    words = [(12, 12, "Jagung"), (88, 12, "875"), (100.4, 12, "12"), (120, 12, "902"), (12, 32, "Padi")]
    page = make_content(words, grid_rules([10, 60, 103, 160], [10, 30, 50]))
    sizes, boxes, mark = page.sizes.copy(), page.boxes.copy(), slice(9, 11)
    sizes[mark], boxes[9, 2] = 4.0, 102.8
    boxes[10, 0], boxes[10, 2] = 102.8, 105.2
    small = replace(page, sizes=sizes, boxes=boxes)
    assert [text.replace(" ", "") for text in texts(one(small))[0]] == ["Jagung", "87512", "902"]


def test_two_amounts_that_overlap_the_border_are_not_fused(make_content: MakeContent, grid_rules: GridRules) -> None:
    page = make_content(
        [(12, 12, "129.531.408"), (56, 12, "120.981.038"), (12, 32, "x"), (80, 32, "y")],
        grid_rules([10, 57, 110], [10, 30, 50]),
    )
    assert texts(one(page))[0] == ["129.531.408", "120.981.038"]


def test_hidden_text_and_watermarks_are_in_no_cell(make_content: MakeContent, grid_rules: GridRules) -> None:
    page = make_content(
        [(12, 12, "a"), (62, 12, "b"), (12, 32, "c"), (62, 32, "dXW")], grid_rules([10, 60, 110], [10, 30, 50])
    )
    visible, angles = np.ones(6, np.bool_), np.zeros(6, np.int16)
    visible[4], angles[5] = False, 45
    assert texts(one(replace(page, visible=visible, angles=angles)))[1] == ["c", "d"]


def test_fills_are_no_borders(make_content: MakeContent, grid_rules: GridRules) -> None:
    page = make_content(
        [(12, 12, "a"), (62, 12, "b"), (12, 32, "c"), (62, 32, "d")], grid_rules([10, 60, 110], [10, 30, 50])
    )
    shaded = replace(page, fills=np.array([[10, 10, 35, 50]], np.float32), fill_grey=np.array([0.8], np.float32))
    assert one(shaded) == one(page)


def test_a_row_cut_by_the_page_break_leaves_the_table_open(make_content: MakeContent) -> None:
    rules = [(10, 10, 110, 10), (10, 30, 110, 30), (10, 10, 10, 80), (60, 10, 60, 80), (110, 10, 110, 80)]
    table = one(make_content([(12, 12, "a"), (62, 12, "b"), (12, 42, "c"), (62, 42, "d")], rules))
    assert (table.open_top, table.open_bottom, table.n_rows) == (False, True, 2)


def test_column_borders_of_the_header_hold_for_rows_that_keep_to_them(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    rules = [*grid_rules([10, 210], [10, 30, 50, 70, 90]), (80, 10, 80, 30), (150, 10, 150, 30)]
    rows = [[(12, y, "Negara"), (100, y, "12,5"), (170, y, "7")] for y in (12, 32, 52, 72)]
    table = one(make_content([text for row in rows for text in row], rules))
    assert texts(table) == [["Negara", "12,5", "7"]] * 4


def test_a_heading_across_columns_is_not_cut(make_content: MakeContent, grid_rules: GridRules) -> None:
    rules = [*grid_rules([10, 210], [10, 30, 50, 70]), (80, 10, 80, 30), (80, 50, 80, 70)]
    page = make_content(
        [(12, 12, "a"), (90, 12, "b"), (12, 32, "Program Penunjang Urusan Pemerintahan"), (12, 52, "c"), (90, 52, "d")],
        rules,
    )
    assert texts(one(page))[1] == ["Program Penunjang Urusan Pemerintahan", ""]


def test_missing_row_borders_make_a_grid_doubtful(make_content: MakeContent, grid_rules: GridRules) -> None:
    stack = [(x, 32 + 10 * k, f"{k + 1}50.000.000") for x in (70, 140) for k in range(4)]
    page = make_content(
        [(12, 12, "Uraian"), (70, 12, "Pagu"), (140, 12, "Sisa"), *stack], grid_rules([10, 60, 130, 200], [10, 30, 80])
    )
    assert one(page).confidence < 0.5


def test_a_chart_is_no_table(make_content: MakeContent, grid_rules: GridRules) -> None:
    ys = [20.0, 40.0, 60.0, 80.0]
    labels = [(30.0, y - 4, f"{k}000") for k, y in enumerate(ys)]
    page = make_content(
        [*labels, (80, 28, "Realisasi"), (140, 48, "Target"), (82, 68, "x")], grid_rules([60, 120, 200], ys)
    )
    assert survey(page).tables == ()
    assert len(survey(page).charts) == 1


@pytest.mark.parametrize("word", ["", "Kotak"])
def test_a_box_around_text_is_no_table(make_content: MakeContent, grid_rules: GridRules, word: str) -> None:
    assert read_ruled(make_content([(12, 12, word)], grid_rules([10, 100], [10, 30]))) == ()


def test_thousands_of_stray_rules_are_survived(make_content: MakeContent) -> None:
    rng = np.random.default_rng(7)
    corner = rng.uniform(0, 400, (6000, 2))
    length = rng.uniform(0, 60, 6000)
    rules = np.stack([corner[:, 0], corner[:, 1], corner[:, 0] + length, corner[:, 1]], axis=1)
    rules[::2, 2], rules[::2, 3] = rules[::2, 0], rules[::2, 1] + length[::2]
    page = make_content([(12, 12, "teks")], [tuple(rule) for rule in rules.tolist()])
    for table in read_ruled(page):
        assert all(cell.rowspan > 0 and cell.colspan > 0 for cell in table.cells)


def squeeze(text: object) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(text or "")))


@pytest.mark.parametrize(
    "stem", ["bengkulu_renstra_2021_word", "bengkulu_lkjip_2025_s49_rotated", "sambas_lkjip_2024_s36_excel"]
)
def test_rows_of_sample_documents_are_read_as_printed(samples: Path, stem: str) -> None:
    truth = json.loads((samples / f"{stem}.truth.json").read_text())
    have: Counter[tuple[str, ...]] = Counter()
    with open_pdf(samples / f"{stem}.pdf") as pdf:
        for number in range(1, pdf.n_pages + 1):
            for table in read_ruled(upright(pdf.page(number))):
                have.update(tuple(map(squeeze, row)) for row in texts(table))
    need = Counter(tuple(map(squeeze, row)) for table in truth["tables"] for row in table["grid"])
    # Rows that a page break cuts are whole only after pages are joined.
    assert (need & have).total() >= 0.98 * need.total()
