"""Tables below each other without upright rules, and names that end beyond the middle of the white beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.aligned import reader
from extract.aligned.fragments import Run, Word, as_run, read_lines, read_words
from extract.aligned.reader import read_aligned
from extract.aligned.stacked import stacked
from extract.aligned.stripes import Stripe, cleared
from extract.types import PageContent

MakeContent = Callable[..., PageContent]
Texts = list[tuple[float, float, str]]
GOALS: Texts = [(12, 12, "No"), (70, 12, "Sasaran"), (190, 12, "Indikator"), (330, 12, "Satuan"), (400, 12, "Target")]
GOALS += [
    cell
    for k, (goal, indicator, unit) in enumerate(
        (("Tambak garam rakyat", "Luas tambak garam", "Hektare"), ("Sastra pesisir", "Jumlah juru pantun", "Orang"))
    )
    for cell in (
        (14.0, 28.0 + 14 * k, str(k + 1)), (40.0, 28.0 + 14 * k, goal), (190.0, 28.0 + 14 * k, indicator),
        (330.0, 28.0 + 14 * k, unit), (405.0, 28.0 + 14 * k, f"{17 + k}"),
    )
]  # fmt: skip
PAGU = ("81.400.000", "7.350.000", "112.600.000")


def programs(y: float, titles: tuple[str, str, str, str]) -> Texts:
    """A table of programs whose amounts stand in the white of the goals' columns."""
    cells: Texts = [(12, y, titles[0]), (60, y, titles[1]), (285, y, titles[2]), (400, y, titles[3])]
    for k, pagu in enumerate(PAGU):
        row = y + 16 + 14 * k
        cells += [(14, row, str(k + 1)), (40, row, f"Program Pembinaan Juru Pantun Pesisir {k}")]
        cells += [(300, row, pagu), (400, row, "APBD")]
    return cells


def grids(page: PageContent) -> list[list[list[str]]]:
    found = []
    for table in read_aligned(page):
        rows = [[""] * table.n_cols for _ in range(table.n_rows)]
        for cell in table.cells:
            rows[cell.row][cell.col] = " ".join(cell.text.split())
        found.append(rows)
    return found


def test_a_table_below_another_one_begins_with_its_own_titles(make_content: MakeContent) -> None:
    rules = [(10, y, 440, y) for y in (3, 17, 31, 45, 77, 91, 107, 121, 135)]
    page = make_content([*GOALS, *programs(86, ("No", "Uraian Program", "Jumlah Anggaran (Rp)", "Sumber Dana"))], rules)
    goals, spending = grids(page)
    assert [len(goals), len(goals[0])] == [3, 5]
    assert [len(spending), len(spending[0])] == [4, 4]
    assert [row[2] for row in spending[1:]] == list(PAGU)


@pytest.mark.parametrize(
    ("titles", "tables"),
    [
        (("No", "Uraian Program", "Jumlah Anggaran", "Sumber Dana"), 2),
        (("No", "Program", "Pagu", "Sumber"), 1),
        (("3", "Lomba Perahu Hias", "9.150.000", "DAU"), 1),
        (("No", "Lomba Perahu Hias", "Regu Muara", "Sumber"), 1),
    ],
    ids=["titles of its own", "titles of the table above again", "a row", "a row of words"],
)
def test_lines_that_stand_apart_are_a_table_where_new_titles_begin_them(
    make_content: MakeContent, titles: tuple[str, str, str, str], tables: int
) -> None:
    printed = programs(12, ("No", "Program", "Pagu", "Sumber")) + programs(90, titles)
    found = list(stacked(read_lines(read_words(make_content(printed)))))
    assert [line for table in found for line in table] == read_lines(read_words(make_content(printed)))
    assert len(found) == tables


def test_a_short_table_above_one_with_the_same_titles_is_no_head_of_the_page(make_content: MakeContent) -> None:
    titles = ("No", "Program", "Pagu", "Sumber")
    found = grids(make_content([*programs(20, titles)[:12], *programs(110, titles)]))
    assert [row[2] for table in found for row in table] == ["Pagu", *PAGU[:2], "Pagu", *PAGU]


SHORT: dict[str, Texts] = {
    "one row": [
        (32, 110, "No"), (60, 110, "Program"), (210, 110, "Pagu (Rp)"), (295, 110, "Sumber Dana"),
        (32, 124, "1"), (60, 124, "Lomba Perahu Hias"), (205, 124, "640.200.000"), (295, 124, "DAU"),
    ],
    "no amount": [
        (12, 110, "No"), (40, 110, "Sasaran"), (210, 110, "Satuan"), (260, 110, "Target"),
        (12, 124, "1"), (40, 124, "Tambak Garam"), (210, 124, "Hektare"), (262, 124, "53"),
    ],
    "two columns": [
        (92, 160, "Kegiatan"), (212, 160, "Realisasi"),
        (32, 174, "Regu Penabuh"), (226, 174, "17.640.000"), (32, 188, "Lomba Layar"), (234, 188, "912.500"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("short", list(SHORT))
def test_a_short_table_with_titles_of_its_own_is_no_less_a_table_than_the_one_above(
    make_content: MakeContent, short: str
) -> None:
    above = programs(20, ("No", "Program", "Pagu", "Sumber"))
    first, second = grids(make_content([*above, *SHORT[short]]))
    assert [row[2] for row in first[1:]] == list(PAGU)
    lines = sorted({y for _, y, _ in SHORT[short]})
    assert second == [[text for _, y, text in SHORT[short] if y == line] for line in lines]


@pytest.mark.parametrize(
    "texts",
    [
        [(12, 20, "Program"), (90, 20, "Target"), (12, 34, "menurut rencana"), (110, 34, "tahun ini")],
        [(12, 20, "Program"), (90, 20, "Pagu"), (160, 20, "Sumber"), (12, 34, "menurut"), (90, 34, "rencana")],
    ],
    ids=["two words", "no amounts"],
)
def test_words_that_could_be_titles_make_no_table_without_amounts(make_content: MakeContent, texts: Texts) -> None:
    assert grids(make_content(texts)) == []


def run(x0: float, x1: float) -> Run:
    return as_run([Word(x0, 0, x1, 9.5, 10, "Tambak", False, False)], 0)


@pytest.mark.parametrize(
    ("reaches", "left"),
    [
        ([(20, 78)], Stripe(78, 90)),
        ([(20, 65), (72, 140)], Stripe(65, 72)),
        ([(20, 68)], Stripe(60, 90)),
        ([(20, 78), (10, 200)], Stripe(78, 90)),
        ([(20, 78), (76, 140)], Stripe(60, 90)),
        ([(20, 70), (74, 80)], Stripe(60, 90)),
    ],
    ids=[
        "from the left",
        "from both sides",
        "not as far as the border",
        "below a title over both",
        "no white is left",
        "a text of its own",
    ],
)
def test_a_border_stands_where_no_text_reaches(reaches: list[tuple[float, float]], left: Stripe) -> None:
    assert cleared([Stripe(60, 90)], [run(*reach) for reach in reaches]) == [left]


def test_a_name_beyond_the_middle_of_the_white_takes_no_amount_into_its_cell(make_content: MakeContent) -> None:
    names = ["Penataan", "Pembinaan", "Lomba Perahu", "Perawatan", "Lomba", "Lampu"]
    printed: Texts = [(12, 12, "No"), (60, 12, "Program"), (170, 12, "Pagu"), (260, 12, "Sumber")]
    printed += [(40, 28, "Pengadaan Perahu Nelayan Muara"), (40, 37, "Tambak")]
    for k, name in enumerate(["", *names]):
        y = 32.5 + 18 * k
        printed += [(14, y, str(k + 1)), (40, y, name), (166, y, "7.350.000"), (260, y, "DAU")]
    (table,) = grids(make_content([cell for cell in printed if cell[2]]))
    assert [row[1] for row in table[1:]] == ["Pengadaan Perahu Nelayan Muara Tambak", *names]
    assert [row[2] for row in table[1:]] == ["7.350.000"] * (1 + len(names))


def test_a_table_that_is_none_with_borders_moved_stands_with_those_it_had(
    make_content: MakeContent, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = make_content(programs(20, ("No", "Program", "Pagu", "Sumber")))
    as_it_is = grids(page)
    monkeypatch.setattr(reader, "cleared", lambda stripes, runs: list(stripes)[:0])
    assert grids(page) == as_it_is != []
