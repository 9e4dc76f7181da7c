"""What belongs to a ruled grid and stands outside its frame: totals below, titles that are turned above."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from extract.engines import read_page
from extract.types import PageContent

MakeContent = Callable[..., PageContent]
GridRules = Callable[..., list[tuple[float, float, float, float]]]
XS, YS = (10, 100, 200, 300), (100, 120, 140, 160)
NAMES = ("Layanan rujukan", "Air minum", "Arsip daerah")
Texts = Sequence[tuple[float, float, str]]
HEAD = [(14, 84, "Indikator"), (120, 84, "Target"), (220, 84, "Realisasi")]


def body() -> Texts:
    rows = enumerate(NAMES)
    return [
        t
        for k, name in rows
        for t in [(14, 106 + 20 * k, name), (140, 106 + 20 * k, f"8{k},5"), (240, 106 + 20 * k, f"7{k},1")]
    ]


def read(page: PageContent) -> list[list[str]]:
    (table,) = read_page(page, "uji.pdf").tables
    rows = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        rows[cell.row][cell.col] = cell.text
    return rows


@pytest.mark.parametrize("name", ["Jumlah", "TOTAL BELANJA"])
def test_a_total_right_below_the_frame_is_the_last_row(
    make_content: MakeContent, grid_rules: GridRules, name: str
) -> None:
    page = make_content([*body(), (14, 165, name), (140, 165, "243,5"), (240, 165, "213,3")], grid_rules(XS, YS))
    assert read(page)[-1] == [name, "243,5", "213,3"]


@pytest.mark.parametrize(
    "below", [[(14, 165, "Jumlah penduduk menurut sensus")], [(14, 200, "Jumlah"), (140, 200, "9")]]
)
def test_prose_and_what_stands_off_below_the_frame_is_no_row(
    make_content: MakeContent, grid_rules: GridRules, below: Texts
) -> None:
    assert len(read(make_content([*body(), *below], grid_rules(XS, YS)))) == 3


def turned_text(
    page: PageContent, text: str, x: float, foot: float, angle: int, step: tuple[float, float]
) -> PageContent:
    """The page with ``text`` printed at ``angle`` from (x, foot) on, each letter moved by ``step``."""
    n = len(text)
    letters = np.array(
        [(x + k * step[0], foot + k * step[1], x + 8 + k * step[0], foot + 6 + k * step[1]) for k in range(n)]
    )
    return replace(
        page,
        text=page.text + text,
        boxes=np.vstack([page.boxes, letters.astype(np.float32)]),
        sizes=np.append(page.sizes, np.full(n, 8, np.float32)),
        bold=np.append(page.bold, np.zeros(n, np.bool_)),
        angles=np.append(page.angles, np.full(n, angle, np.int16)),
        visible=np.append(page.visible, np.ones(n, np.bool_)),
    )


@pytest.mark.parametrize(("angle", "step"), [(270, (0.0, -5.0)), (315, (4.0, -4.0))])
def test_titles_printed_upwards_or_slanting_head_their_columns(
    make_content: MakeContent, grid_rules: GridRules, angle: int, step: tuple[float, float]
) -> None:
    page = make_content([(14, 88, "Indikator"), *body()], grid_rules(XS, YS))
    for x, title in ((142, "Target"), (242, "Realisasi")):
        page = turned_text(page, title, x, 90, angle, step)
    assert read(page)[0] == ["Indikator", "Target", "Realisasi"]


@pytest.mark.parametrize("step", [(0.0, -5.0), (2.5, -4.3)])
def test_titles_need_no_word_of_a_header_where_each_column_has_one(
    make_content: MakeContent, grid_rules: GridRules, step: tuple[float, float]
) -> None:
    page = make_content([(14, 88, "Desa"), *body()], grid_rules(XS, YS))
    for x, title in ((142, "Posyandu"), (242, "Apotek")):
        page = turned_text(page, title, x, 90, 270 if not step[0] else 300, step)
    assert read(page)[0] == ["Desa", "Posyandu", "Apotek"]


def test_a_table_printed_sideways_on_an_upright_page_is_read_upright(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    upright = make_content([*HEAD, *body()], grid_rules(XS, (80, *YS)), width=600, height=400)
    x0, y0, x1, y1 = upright.boxes.T
    sideways = replace(
        upright,
        width=400.0,
        height=600.0,
        boxes=np.stack([y0, 600 - x1, y1, 600 - x0], axis=1),
        rules=np.stack(
            [upright.rules[:, 1], 600 - upright.rules[:, 2], upright.rules[:, 3], 600 - upright.rules[:, 0]], axis=1
        ),
        angles=np.full(len(upright.text), 270, np.int16),
    )
    prose = make_content([(20, 20 + 12 * k, "Uraian halaman ini dicetak tegak seperti biasa saja") for k in range(4)])
    page = replace(
        sideways,
        text=sideways.text + prose.text,
        boxes=np.vstack([sideways.boxes, prose.boxes]),
        sizes=np.append(sideways.sizes, prose.sizes),
        bold=np.append(sideways.bold, prose.bold),
        angles=np.append(sideways.angles, prose.angles),
        visible=np.append(sideways.visible, prose.visible),
    )
    assert [row[0] for row in read(page)] == ["Indikator", *NAMES]


def test_row_ruled_tables_beside_each_other_are_two_and_the_left_one_comes_first(make_content: MakeContent) -> None:
    words: list[tuple[float, float, str]] = []
    rules: list[tuple[float, float, float, float]] = []
    for x, top, animals in ((50, 50, ("Kucing", "Kambing", "Sapi")), (290, 40, ("Anjing", "Ayam", "Bebek"))):
        for k, name in enumerate(("Hewan", *animals)):
            words += [(x + 3, top + 7 + 20 * k, name), (x + 83, top + 7 + 20 * k, f"Kandang {name[:3]}")]
            rules += [(x, top + 20 * k, x + 200, top + 20 * k)]
        rules += [(x, top + 80, x + 200, top + 80)]
    tables = read_page(make_content(words, rules), "uji.pdf").tables
    assert len(tables) == 2
    assert [{cell.text for cell in table.cells if cell.row == 1 and cell.col == 0} for table in tables] == [
        {"Kucing"},
        {"Anjing"},
    ]


def test_lines_below_a_total_that_are_built_like_it_are_rows_too(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    total = [(14, 164, "Jumlah"), (140, 164, "243,5"), (240, 164, "213,3")]
    rounded = [(14, 176, "Dibulatkan"), (140, 176, "244"), (240, 176, "213")]
    signed = [(14, 188, "Mengetahui,"), (140, 188, "Kepala Dinas")]
    page = make_content([*body(), *total, *rounded, *signed], grid_rules(XS, YS))
    assert read(page)[3:] == [["Jumlah", "243,5", "213,3"], ["Dibulatkan", "244", "213"]]


def figures(names: Sequence[tuple[float, str]]) -> Texts:
    """Three ruled columns of figures from x = 110 on, with texts left of them."""
    cells = [(118 + 60 * c, 106 + 20 * r, f"{3 + 2 * c + r},{r}") for c in range(3) for r in range(3)]
    return [*cells, *((x, 106 + 20 * r, name) for r, (x, name) in enumerate(names))]


def test_labels_left_of_a_frame_of_figures_are_its_first_column(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    page = make_content(figures([(20, name) for name in NAMES]), grid_rules((85, 170, 230, 290), YS))
    assert [row[0] for row in read(page)] == list(NAMES)


@pytest.mark.parametrize("names", [[(20, "Catatan")], [(20, "Arsip"), (47, "Air minum"), (31, "Rujukan")]])
def test_notes_left_of_a_frame_are_no_labels(
    make_content: MakeContent, grid_rules: GridRules, names: Sequence[tuple[float, str]]
) -> None:
    page = make_content(figures(names), grid_rules((85, 170, 230, 290), YS))
    assert {len(row) for row in read(page)} == {3}


def test_labels_of_several_lines_left_of_a_frame_are_one_cell_each(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    wrapped = [(20.0, 102.0 + 20 * k + 9 * n, f"{name} {n}") for k, name in enumerate(NAMES) for n in range(2)]
    page = make_content([*figures([]), *wrapped], grid_rules((110, 170, 230, 290), YS))
    assert [row[0] for row in read(page)] == [f"{name} 0\n{name} 1" for name in NAMES]


def test_a_title_centred_beside_two_levels_above_the_frame_belongs_to_the_header(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    head = [(30, 86, "Cabang"), (130, 80, "Semester I"), (230, 80, "Semester II")]
    head += [(134, 91, "Realisasi"), (234, 91, "Realisasi")]
    found = read(make_content([*body(), *head], grid_rules(XS, YS)))
    assert found[0][0] == "Cabang"
    assert found[-3][0] == NAMES[0]
