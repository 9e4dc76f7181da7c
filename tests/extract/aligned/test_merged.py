"""Cells of several rows in tables without level rules: centred beside their rows, or level with the first of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.aligned.bands import Placed
from extract.aligned.fragments import Word, as_run
from extract.aligned.merged import merged_rows
from extract.types import PageContent
from tests.extract.aligned.grids import body

MakeContent = Callable[..., PageContent]
Texts = list[tuple[float, float, str]]
HEAD: Texts = [(10, 12, "No"), (40, 12, "Program"), (160, 12, "Indikator"), (300, 12, "Volume"), (370, 12, "Pagu")]
INDICATORS = (
    ("Jumlah tambak garam", "yang ditata"),
    ("Luas tambak garam yang", "dikeringkan"),
    ("Jumlah juru pantun", "yang dilatih"),
    ("Jumlah sanggar pantun", "yang aktif"),
    ("Jumlah lomba pantun", "antardesa"),
    ("Panjang saluran tambak", "yang dikeruk"),
)
VOLUMES = ("14 Petak", "63 Hektare", "27 Orang", "9 Sanggar", "4 Lomba", "310 Meter")
PITCH, LEADING = 22.0, 9.0
TOP, STEP = 30.0, 27.0


def items(below: float) -> Texts:
    """Six indicators of two lines each; their volumes so far (points) below the first line."""
    cells: Texts = []
    for k, (indicator, volume) in enumerate(zip(INDICATORS, VOLUMES, strict=True)):
        y = TOP + PITCH * k
        cells += [(160, y + LEADING * n, line) for n, line in enumerate(indicator)]
        cells.append((300, y + below, volume))
    return cells


def program(number: int, y: float, pagu: str, *name: str) -> Texts:
    """A program's cells: each in the middle at ``y``."""
    first = y - LEADING * (len(name) - 1) / 2
    lines = [(40.0, first + LEADING * k, line) for k, line in enumerate(name)]
    return [(10, y, str(number)), *lines, (370, y, pagu)]


def middle(first: int, last: int) -> float:
    """Y at which a line stands in the middle of rows."""
    return TOP + PITCH * (first + last) / 2 + LEADING / 2


@pytest.mark.parametrize("total", [False, True])
def test_cells_in_the_middle_of_several_rows_are_of_the_first(make_content: MakeContent, total: bool) -> None:
    printed = [*HEAD, *items(LEADING / 2)]
    printed += program(1, middle(0, 1), "81.400.000", "Penataan tambak", "garam rakyat")
    printed += program(2, middle(2, 4), "7.350.000", "Pembinaan seni", "pantun")
    printed += program(3, middle(5, 5), "9.150.000", "Pengerukan")
    printed += [(40, TOP + PITCH * 6, "Jumlah"), (370, TOP + PITCH * 6, "97.900.000")] if total else []
    found = body(make_content(printed))
    assert [row[0] for row in found[:6]] == ["1", "", "2", "", "", "3"]
    assert [row[1] for row in found[:6]] == [
        "Penataan tambak garam rakyat", "", "Pembinaan seni pantun", "", "", "Pengerukan",
    ]  # fmt: skip
    assert [row[2] for row in found[:6]] == [" ".join(lines) for lines in INDICATORS]
    assert [row[3] for row in found[:6]] == list(VOLUMES)
    assert [row[4] for row in found[:6]] == ["81.400.000", "", "7.350.000", "", "", "9.150.000"]
    assert found[6:] == ([["", "Jumlah", "", "", "97.900.000"]] if total else [])


def test_amounts_level_with_the_middle_one_of_three_rows_go_with_the_name_beside_them(
    make_content: MakeContent,
) -> None:
    printed = [*HEAD, *items(LEADING / 2)]
    printed += program(1, middle(0, 2), "81.400.000", "Penataan tambak", "garam rakyat", "di muara")
    for k, name in enumerate(("Pelatihan", "Pembinaan", "Pengerukan"), start=3):
        printed += program(k - 1, middle(k, k), f"{k}.150.000", name)
    found = body(make_content(printed))
    assert [row[4] for row in found] == ["81.400.000", "", "", "3.150.000", "4.150.000", "5.150.000"]
    assert [row[0] for row in found] == ["1", "", "", "2", "3", "4"]


def test_cells_level_with_the_first_of_several_rows_hide_no_white_below_it(make_content: MakeContent) -> None:
    long = ("Penataan tambak", "garam rakyat", "pesisir selatan")
    printed = [*HEAD, *items(0)]
    for number, row, pagu, name in (
        (1, 0, "81.400.000", long),
        (2, 2, "7.350.000", long),
        (3, 5, "9.150.000", ("Pengerukan",)),
    ):
        y = TOP + PITCH * row
        printed += [(10, y, str(number)), (370, y, pagu), *((40.0, y + LEADING * k, t) for k, t in enumerate(name))]
    found = body(make_content(printed))
    assert [row[0] for row in found] == ["1", "", "2", "", "", "3"]
    assert [row[1] for row in found] == [" ".join(long), "", " ".join(long), "", "", "Pengerukan"]
    assert [row[3] for row in found] == list(VOLUMES)


def placed(*columns: Texts) -> list[Placed]:
    """Texts of 10 points by column, those of one height on one line."""
    heights = sorted({y for texts_ in columns for _, y, _ in texts_})
    return [
        Placed(as_run([Word(x, y - 7.5, x + 5 * len(t), y + 2, 10, t, False, False)], heights.index(y)), column, column)
        for column, texts_ in enumerate(columns)
        for x, y, t in texts_
    ]


def in_lines(codes: tuple[str, ...], mark: str) -> list[str]:
    """The names of rows, each with what begins it; those of two lines leave no white to the next row's.

    ``codes``: of the rows, left of the names; ``mark``: what the names begin with.
    """
    columns_: tuple[Texts, ...] = ([], [], [], [])
    y = TOP
    for k, (code, (name, rest)) in enumerate(zip(codes, INDICATORS, strict=True)):
        lines = [mark + name, rest] if k % 2 == 0 else [mark + name]
        columns_[0].extend([(10.0, y, code)] if code else [])
        columns_[1].extend((40.0, y + 12 * n, line) for n, line in enumerate(lines))
        columns_[2].append((300.0, y, str(31 + k)))
        columns_[3].append((370.0, y, f"{k + 3}.150.000"))
        y += 25.5 if len(lines) > 1 else 30
    return [" ".join(p.run.text for p in row if p.first == 1) for row in merged_rows(placed(*columns_), ())]


@pytest.mark.parametrize(
    ("codes", "mark"),
    [(("4.1.1", "4.1.2", "4.1.3", "4.1.4", "4.2", "4.3"), ""), (("1", "", "2", "", "3", ""), "- ")],
)
def test_lines_of_names_that_leave_no_white_are_parted_where_each_has_a_code_or_a_mark(
    codes: tuple[str, ...], mark: str
) -> None:
    assert in_lines(codes, mark) == [
        f"{mark}{name}" if k % 2 else f"{mark}{name} {rest}" for k, (name, rest) in enumerate(INDICATORS)
    ]


def test_lines_of_one_name_beside_several_rows_stay_one_where_only_the_first_has_a_code() -> None:
    names = in_lines(("1", "", "2", "", "3", ""), "")
    assert names[1::2] == ["", "", ""]


def rows_of(*names: float) -> list[list[str]]:
    """The rows of six indicators, with names of one line at these heights."""
    found = merged_rows(
        placed(
            [(40, y, f"Program {k}") for k, y in enumerate(names)],
            [(160, TOP + STEP * k + n * 11, t) for k, lines in enumerate(INDICATORS) for n, t in enumerate(lines)],
        ),
        (),
    )
    return [[p.run.text for p in row if p.first == 0] for row in found]


def test_a_name_between_rows_is_of_the_rows_around_it() -> None:
    amid = TOP + 5.5
    assert rows_of(amid + STEP / 2, amid + STEP * 3.5) == [["Program 0"], [], ["Program 1"], [], [], []]


def test_lines_of_one_column_alone_show_no_rows() -> None:
    """Programs of two lines each, all else in the middle of them; a prioritas runs into the column of the numbers."""
    middles = [TOP + 24 * k + 5.5 for k in range(len(INDICATORS))]
    goal = [(10.0, middles[1] + y, t) for y, t in ((7.3, "Membaiknya"), (16.7, "hasil laut"))]
    numbers = [(10.0, y, str(k + 1)) for k, y in enumerate(middles)]
    programs = [(80.0, TOP + 24 * k + 11 * n, t) for k, lines in enumerate(INDICATORS) for n, t in enumerate(lines)]
    offices = [(300.0, y, "Dinas Kelautan") for y in middles]
    amounts = [(400.0, y, f"{k + 3}.350.000") for k, y in enumerate(middles)]
    assert merged_rows(placed([*numbers, *goal], programs, offices, amounts), ()) == []


def in_rows(step: float, *columns: tuple[int, Texts]) -> list[dict[int, str]]:
    """The texts by column of each row that six indicators, ``step`` apart, and other columns show."""
    lines = [(160.0, TOP + step * k + n * 11, t) for k, two in enumerate(INDICATORS) for n, t in enumerate(two)]
    volumes = [(300.0, TOP + step * k + 5.5, t) for k, t in enumerate(VOLUMES)]
    texts: dict[int, Texts] = {1: lines, 2: volumes, **dict(columns)}
    found: list[dict[int, str]] = []
    for row in merged_rows(placed(*(texts.get(c, []) for c in range(max(texts) + 1))), ()):
        cells: dict[int, list[str]] = {}
        for p in sorted(row, key=lambda p: p.run.middle):
            cells.setdefault(p.first, []).append(p.run.text)
        found.append({column: " ".join(of) for column, of in cells.items()})
    return found


def column(x: float, step: float, *cells: tuple[float, str]) -> Texts:
    """Texts of as many lines as they have words, centred at a row's number: 0.5 is between the first two."""
    found: Texts = []
    for row, text in cells:
        words = text.split("/")
        top = TOP + step * row + 5.5 - 5.5 * (len(words) - 1)
        found += [(x, top + 11 * k, word) for k, word in enumerate(words)]
    return found


def test_amounts_in_the_white_between_two_rows_are_no_row_of_their_own() -> None:
    """Rows far apart have room for a line between them; a total stands there with its name."""
    names = column(40, 36, (0.5, "Penataan/tambak/garam"), *((k, f"Program {k}") for k in range(2, 6)))
    pagu, estimate = (
        column(x, 36, (0.5, f"{x}.400.000"), *((k, f"{k}.350.000") for k in range(2, 6))) for x in (370, 440)
    )
    rows = in_rows(36, (0, names), (3, pagu), (4, estimate))
    assert [(row.get(3), row.get(4)) for row in rows[:3]] == [
        ("370.400.000", "440.400.000"), (None, None), ("2.350.000", "2.350.000"),
    ]  # fmt: skip
    assert rows[0][0] == "Penataan tambak garam"
    assert len(rows) == len(INDICATORS)


def test_a_text_at_the_top_of_a_cell_that_the_page_s_end_cuts_is_of_its_first_row() -> None:
    goals = [(20.0, TOP + 11 * k, word) for k, word in enumerate(("Majunya", "tambak", "rakyat", "di muara"))]
    names = column(60, STEP, (1, "Penataan/tambak"), (3.5, "Pembinaan"), (5, "Pengerukan"))
    rows = in_rows(STEP, (0, goals), (3, names))
    assert [row.get(3) for row in rows] == ["Penataan tambak", None, None, "Pembinaan", None, "Pengerukan"]
    assert [row.get(0) for row in rows] == ["Majunya tambak rakyat di muara", *[None] * 5]


def test_a_text_too_high_for_the_row_beside_it_is_of_those_above_and_below_too() -> None:
    """Of one line it could as well be of that row alone."""
    rows = in_rows(STEP, (0, column(40, STEP, (0, "Lomba"), (2, "Penataan/tambak/garam"), (4.5, "Pengerukan"))))
    assert [row.get(0) for row in rows] == ["Lomba", "Penataan tambak garam", None, None, "Pengerukan", None]
    tall = (0, "Lomba"), (2, "Penataan/tambak/garam/muara"), (4, "Pengerukan"), (5, "Tenun")
    assert [row.get(0) for row in in_rows(STEP, (0, column(40, STEP, *tall)))] == [
        "Lomba", "Penataan tambak garam muara", None, None, "Pengerukan", "Tenun",
    ]  # fmt: skip
    assert in_rows(STEP, (0, column(40, STEP, (0, "Lomba"), (2, "Penataan"), (4, "Pengerukan"), (5, "Tenun")))) == []


def test_names_that_leave_a_row_out_show_no_rows() -> None:
    amid = TOP + 5.5
    assert rows_of(amid + STEP / 2, amid + STEP * 4) == []


def test_a_name_in_the_middle_of_no_rows_shows_none() -> None:
    amid = TOP + 5.5
    assert rows_of(amid + STEP * 0.75, amid + STEP * 3.5) == []


def test_names_level_with_rows_are_of_these_alone() -> None:
    """In the middle of one row each, the first of them named: nothing says that a cell is of several rows."""
    amid = TOP + 5.5
    assert rows_of(amid, amid + STEP * 2, amid + STEP * 4) == []


def test_names_without_white_between_them_are_no_cell_of_many_rows() -> None:
    """Two lines a name, line below line: only the values show rows, and each has two lines of the names."""
    printed = [(40.0, TOP + 11 * k, text) for k, text in enumerate(line for lines in INDICATORS for line in lines)]
    values = [(300.0, TOP + 22.0 * k, volume) for k, volume in enumerate(VOLUMES)]
    body = placed(
        printed, [(160, y, "Paket") for _, y, _ in values], values, [(370, y, "81.400") for _, y, _ in values]
    )
    assert merged_rows(body, ()) == []
