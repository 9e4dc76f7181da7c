"""A single row that leaves its column borders out: its figures stand in the columns that the other rows rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from extract.ruled.reader import read_ruled
from extract.types import PageContent

MakeContent = Callable[..., PageContent]
XS = (10, 40, 190, 260, 330, 400, 470)


def rows(make_content: MakeContent, last: Sequence[tuple[float, str]], merged: int = 6) -> list[list[str]]:
    """The texts of three ruled rows and a last one without borders in its first columns, which prints ``last``."""
    rules = [(10.0, y, 470.0, y) for y in (10.0, 30.0, 50.0, 70.0, 90.0)]
    rules += [(x, 10.0, x, 90.0 if k in (0, 6) or k >= merged else 70.0) for k, x in enumerate(XS)]
    words = [
        (14, 16, "No"),
        (60, 16, "Program"),
        (200, 16, "Target"),
        (270, 16, "Pagu"),
        (340, 16, "Realisasi"),
        (410, 16, "Sisa"),
    ]
    for k in range(2):
        words += [
            (14, 36 + 20 * k, f"{k + 1}"),
            (44, 36 + 20 * k, f"Program Taman {k}"),
            (200, 36 + 20 * k, f"{k + 4} unit"),
        ]
        words += [
            (270, 36 + 20 * k, f"{k + 1}.250.000"),
            (340, 36 + 20 * k, f"{k + 1}.150.000"),
            (410, 36 + 20 * k, "100.000"),
        ]
    (table,) = read_ruled(make_content([*words, *((x, 76, text) for x, text in last)], rules))
    found = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        found[cell.row][cell.col] = cell.text
    return found


def test_figures_within_columns_of_their_own_are_their_cells(make_content: MakeContent) -> None:
    printed = [
        (14, "3"),
        (44, "Program Pasar"),
        (200, "6 unit"),
        (270, "3.250.000"),
        (340, "3.150.000"),
        (410, "100.000"),
    ]
    assert rows(make_content, printed)[-1] == [text for _, text in printed]


def test_a_figure_that_a_border_would_part_between_its_digits_is_not_parted(make_content: MakeContent) -> None:
    row = [(14, "3"), (44, "Pasar"), (200, "6 unit"), (340, "3.150.000"), (410, "-")]
    assert sum(bool(text) for text in rows(make_content, [*row, (256, "13.250.000")])[-1]) == 1
    cut = rows(make_content, [*row, (258, "13.250.000")])
    assert cut[-1][3:] == ["13.250.000", "3.150.000", "-"]


@pytest.mark.parametrize(("label", "amount"), [("Rata-rata", "2.150.000"), ("JUMLAH", "6.450.000")])
def test_a_lone_figure_behind_a_totals_label_is_its_column_s(
    make_content: MakeContent, label: str, amount: str
) -> None:
    assert rows(make_content, [(235, label), (340, amount)])[-1] == [label, "", "", "", amount, ""]


@pytest.mark.parametrize(
    "last",
    [
        [(44, "Program Pasar"), (340, "3.150.000")],
        [(44, "Program Pasar dan Pergudangan untuk"), (270, "2031"), (340, "2032")],
        [(44, "Program Pasar"), (250, "3.250.000"), (305, "3.150.000"), (370, "1.2")],
    ],
)
def test_a_heading_with_few_figures_or_such_as_cross_borders_stays_one_text(
    make_content: MakeContent, last: list[tuple[float, str]]
) -> None:
    assert sum(bool(text) for text in rows(make_content, last)[-1]) == 1
