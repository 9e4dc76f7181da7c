"""Borders between rows that one column leaves out: values one above the other, each level with a row of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from extract.types import PageContent
from tests.extract.ruled.grids import rows

MakeContent = Callable[..., PageContent]
Text = tuple[float, str]
WORKS = ("Saluran Tirta", "Pasar Manggar", "Jembatan Waru", "Talud Beringin")
TOPS = (36, 66, 96, 126)


def listed(make_content: MakeContent, values: Sequence[Text], owners: Sequence[Text] = ()) -> PageContent:
    """Works with their amounts row by row; a column of values, and one of owners, that no rule parts in the midst."""
    rules = [(10, y, 330, y) for y in (10, 30, 60, 120, 150)] + [(10, 90, 210, 90)]
    rules += [(x, 10, x, 150) for x in (10, 110, 210, 270, 330)]
    words = [(20, 16, "Pekerjaan"), (120, 16, "Pagu"), (215, 16, "Rencana"), (275, 16, "Pemilik")]
    for top, work in zip(TOPS, WORKS, strict=True):
        words += [(20, top, work), (120, top, f"{top}.450.000"), (20, top + 9, "tahap dua")]
    words += [(215, 36, "71,00"), (215, 126, "64,00"), (275, 36, "Bidang A"), (275, 126, "Bidang B")]
    words += [(215, y, text) for y, text in values] + [(275, y, text) for y, text in owners]
    return make_content(words, rules)


def column(page: PageContent, col: int) -> list[str]:
    return [row[col] for row in rows(page)][2:4]


def test_values_on_the_heights_of_two_rows_are_of_one_row_each(make_content: MakeContent) -> None:
    assert column(listed(make_content, ((66, "88,50"), (96, "42"))), 2) == ["88,50", "42"]


def test_texts_that_begin_beside_the_values_are_parted_with_them(make_content: MakeContent) -> None:
    values = ((66, "88,50"), (96, "42"))
    assert column(listed(make_content, values, ((66, "Seksi Utara"), (96, "Seksi"), (105, "Timur"))), 3) == [
        "Seksi Utara",
        "Seksi Timur",
    ]
    assert column(listed(make_content, values, ((78, "Seksi Utara"), (87, "dan Timur"))), 3) == [
        "Seksi Utara dan Timur",
        "",
    ]


@pytest.mark.parametrize(
    "values",
    [
        ((78, "88,50"), (87, "42")),  # in the middle of both rows
        ((66, "1.250."), (96, "000")),
        ((66, "128.450"), (96, "375")),
        ((66, "128.450"), (96, ",00")),
        ((66, "88,50"), (75, "42")),  # both in the first row
        ((66, "Tahap satu"), (96, "Tahap dua")),
    ],
)
def test_what_may_be_one_value_or_a_list_for_both_rows_stays_whole(
    make_content: MakeContent, values: Sequence[Text]
) -> None:
    assert column(listed(make_content, values), 2) == [" ".join(text for _, text in values), ""]
