"""Labels of several rows in tables without any rule: in the white between rows, or longer than their first row."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.aligned.bands import Placed
from extract.aligned.fragments import Word, as_run
from extract.aligned.labels import rows_with_labels
from extract.types import PageContent
from tests.extract.aligned.grids import body

MakeContent = Callable[..., PageContent]
Texts = list[tuple[float, float, str]]
HEAD: Texts = [(10, 12, "No"), (40, 12, "Prioritas"), (160, 12, "Program"), (300, 12, "Pagu")]
NAMES = (("Penataan tambak", "garam"), ("Pembinaan juru", "pantun"), ("Lomba perahu hias", "pelajar"))
NAMES += (("Perawatan sumur", "bor dusun"), ("Pengadaan tenun", "ibu"))
PAGU = ("81.400.000", "7.350.000", "112.600.000", "9.150.000", "23.700.000")
PITCH, LEADING = 22.0, 9.0


def rows(make_content: MakeContent, labels: Texts, at: float) -> list[list[str]]:
    """Five works of two lines each, their numbers and amounts so far (points) below the first line."""
    cells = [*HEAD, *labels]
    for k, name in enumerate(NAMES):
        y = 28 + PITCH * k
        cells += [(160, y + LEADING * n, line) for n, line in enumerate(name)]
        cells += [(10, y + at, f"{k + 1}"), (300, y + at, PAGU[k])]
    return body(make_content(cells))


def lines(x: float, y: float, *printed: str) -> Texts:
    return [(x, y + LEADING * k, line) for k, line in enumerate(printed)]


def test_a_label_in_the_white_between_two_rows_does_not_join_them(make_content: MakeContent) -> None:
    labels = lines(40, 28 + PITCH / 2, "Garam rakyat", "bermutu") + lines(
        40, 28 + 3 * PITCH, "Budaya pesisir", "lestari"
    )
    found = rows(make_content, labels, LEADING / 2)
    assert [row[0] for row in found] == ["1", "2", "3", "4", "5"]
    assert [row[3] for row in found] == list(PAGU)
    assert [row[1] for row in found] == ["Garam rakyat bermutu", "", "Budaya pesisir lestari", "", ""]


def test_a_long_label_goes_on_beside_the_next_rows(make_content: MakeContent) -> None:
    goal = ("Garam rakyat yang", "bermutu dan laku", "di pasar dalam", "negeri", "sendiri")
    found = rows(make_content, lines(40, 28, *goal), 0)
    assert [row[1] for row in found] == [" ".join(goal), "", "", "", ""]
    assert [row[2] for row in found] == [" ".join(name) for name in NAMES]


def test_a_label_that_begins_level_with_its_row_is_no_rest_of_the_one_above(make_content: MakeContent) -> None:
    labels: Sequence[tuple[float, float, str]] = lines(40, 28, "Garam rakyat", "bermutu") + lines(
        40, 50, "Budaya pesisir"
    )
    found = rows(make_content, list(labels), 0)
    assert [row[1] for row in found] == ["Garam rakyat bermutu", "Budaya pesisir", "", "", ""]


def test_column_numbers_above_the_rows_hide_no_label() -> None:
    cells, y = [(c, 0.0, f"({c + 1})") for c in range(4)], 16.0
    names = [("Pembinaan juru", "pantun", "dusun"), *NAMES[:3], ("Pembinaan juru", "pantun", "dusun"), *NAMES[2:]]
    for k, name in enumerate(names):
        middle = y + LEADING * (len(name) - 1) / 2
        cells += [(2, y + LEADING * n, line) for n, line in enumerate(name)]
        cells += [(0, middle, f"{k + 1}"), (3, middle, f"{k + 3}1.400.000")]
        y += LEADING * len(name) + 3.5
    cells += [(2, y, "JUMLAH"), (3, y, "524.800.000")]
    cells += [(1, y, text) for _, y, text in lines(0, 53.0, "Garam rakyat", "bermutu")]
    cells += [(1, y, text) for _, y, text in lines(0, 148.0, "Budaya pesisir", "lestari")]
    heights = sorted({y for _, y, _ in cells})
    placed = [
        Placed(as_run([Word(90 * c, y, 90 * c + 4 * len(t), y + 8, 8, t, False, False)], heights.index(y)), c, c)
        for c, y, t in cells
    ]
    rows = rows_with_labels(placed, ())
    assert [[p.run.text for p in row if p.first == 0] for row in rows] == [
        ["(1)"],
        *([f"{k + 1}"] for k in range(8)),
        [],
    ]
    assert [k for k, row in enumerate(rows[1:], 1) if any(p.first == 1 for p in row)] == [1, 5]
