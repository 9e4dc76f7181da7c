"""Columns in one frame whose texts follow each other without white: parted where they stand in the rows beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from extract.types import PageContent
from tests.extract.ruled.grids import rows

MakeContent = Callable[..., PageContent]
GridRules = Callable[..., list[tuple[float, float, float, float]]]
XS = (10, 140, 270, 350, 430, 510)
LEADING, PAD = 9.0, 3.0
Printed = tuple[int, int, int, str]
"""The column, the first row and the one behind the last, and the lines of a text."""


def page(
    make: MakeContent, rules: GridRules, heights: Sequence[int], texts: Sequence[Printed], at: str = "middle"
) -> PageContent:
    """A frame with column rules alone; ``heights``: the lines of each row, ``at``: where texts stand in theirs."""
    tops = [40.0]
    for lines in heights:
        tops.append(tops[-1] + lines * LEADING + PAD)
    laid = [
        (x + 4, 14, title) for x, title in zip(XS, ("Program", "Indikator", "Target", "Pagu", "Lokasi"), strict=False)
    ]
    for column, first, below, text in texts:
        lines = text.split("/")
        room = tops[below] - tops[first] - PAD - len(lines) * LEADING
        y = tops[first] + (room / 2 if at == "middle" else 0)
        laid += [(XS[column] + 4, y + LEADING * k, line) for k, line in enumerate(lines)]
    return make(laid, rules(XS, (10, tops[0] - PAD / 2, tops[-1] - PAD / 2)))


def column(page: PageContent, number: int) -> list[str]:
    return [row[number] for row in rows(page)[1:]]


NAMES = ["Penataan tambak garam/di muara", "Pembinaan juru pantun", "Lomba perahu hias/antar kampung pesisir/dan pulau"]
NAMES += ["Perawatan sumur bor", "Pengadaan alat tenun/kelompok ibu"]
GAINS = ["Luas tambak yang ditata/dengan benar", "Jumlah juru pantun yang/dibina", "Jumlah perahu hias yang/ikut lomba"]
GAINS += ["Jumlah sumur bor yang/dirawat", "Jumlah alat tenun yang/diadakan"]
HEIGHTS = (2, 2, 3, 2, 2)
VALUES = ("14 Hektar", "35 Orang", "21 Unit", "6 Unit", "48 Unit")
PAGU = ("81.400.000", "7.350.000", "112.600.000", "9.150.000", "23.700.000")


def items(column: int, texts: Sequence[str]) -> list[Printed]:
    return [(column, row, row + 1, text) for row, text in enumerate(texts)]


@pytest.mark.parametrize("at", ["middle", "top"])
def test_sentences_that_stand_in_their_rows_are_parted_though_little_white_is_between_them(
    make_content: MakeContent, grid_rules: GridRules, at: str
) -> None:
    texts = items(0, NAMES) + items(1, GAINS) + items(2, VALUES) + items(3, PAGU)
    found = page(make_content, grid_rules, HEIGHTS, texts, at)
    assert column(found, 0) == [text.replace("/", " ") for text in NAMES]
    assert column(found, 1) == [text.replace("/", " ") for text in GAINS]
    assert column(found, 3) == list(PAGU)


def test_labels_in_the_middle_of_several_rows_stand_with_the_first_of_them(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    groups = [(0, 0, 2, "Mutu garam rakyat/meningkat"), (0, 2, 5, "Budaya pesisir/lestari")]
    texts = groups + items(1, NAMES) + items(2, VALUES) + items(3, PAGU)
    found = page(make_content, grid_rules, HEIGHTS, texts)
    assert column(found, 0) == ["Mutu garam rakyat meningkat", "", "Budaya pesisir lestari", "", ""]


def test_amounts_and_codes_of_works_with_several_indicators_stand_with_the_first_of_them(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    works = ((0, 1), (1, 3), (3, 4), (4, 7), (7, 9))
    codes = [(0, *rows, f"4.07.0{k}") for k, rows in enumerate(works, 1)]
    gains = [*GAINS, "Panjang saluran yang/dikeruk", "Jumlah tambak yang/diairi", "Jumlah kincir yang/dipasang"]
    gains += ["Jumlah pompa yang/diperbaiki"]
    targets = [*VALUES, "850 Meter", "19 Unit", "27 Unit", "11 Unit"]
    pagu = [(3, *rows, text) for rows, text in zip(works, PAGU, strict=True)]
    texts = codes + items(1, gains) + items(2, targets) + pagu
    found = page(make_content, grid_rules, [2] * 9, texts)
    assert column(found, 0) == ["4.07.01", "4.07.02", "", "4.07.03", "4.07.04", "", "", "4.07.05", ""]
    assert column(found, 3) == [PAGU[0], PAGU[1], "", PAGU[2], PAGU[3], "", "", PAGU[4], ""]


def test_amounts_that_stand_in_rows_and_between_them_follow_how_the_names_join_the_rows(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    """The middle of three rows has an amount level with it, that of two has none."""
    works = ((0, 1), (1, 4), (4, 5), (5, 7))
    gains = [*GAINS, "Panjang saluran yang/dikeruk", "Jumlah tambak yang/diairi"]
    targets = [*VALUES, "850 Meter", "19 Unit"]
    names = ("Penataan tambak/garam/di muara", "Pembinaan juru/pantun", "Lomba perahu/hias", "Perawatan sumur bor")
    texts = items(1, gains) + items(2, targets)
    texts += [(c, *rows, of[k]) for c, of in ((0, names), (3, PAGU)) for k, rows in enumerate(works)]
    texts += [(4, *rows, "Pulau Lontar/Selatan") for rows in works[1:]]
    found = page(make_content, grid_rules, [3, *[2] * 6], texts)
    assert column(found, 3) == [PAGU[0], PAGU[1], "", "", PAGU[2], PAGU[3], ""]
    assert column(found, 0) == [
        names[0].replace("/", " "),
        "Pembinaan juru pantun",
        "",
        "",
        "Lomba perahu hias",
        names[3],
        "",
    ]
    assert column(found, 4) == ["", "Pulau Lontar Selatan", "", "", *["Pulau Lontar Selatan"] * 2, ""]


def test_a_column_that_leaves_groups_out_follows_how_the_others_join_the_rows(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    works = ((0, 1), (1, 3), (3, 4), (4, 7), (7, 9))
    names = [(0, *rows, text) for rows, text in zip(works, NAMES, strict=True)]
    targets = ("14 Hektar", "35 Orang", "21 Unit", "6 Unit", "48 Unit", "850 Meter", "19 Unit", "27 Unit", "11 Unit")
    gains = [*GAINS, "Panjang saluran yang/dikeruk", "Jumlah tambak yang/diairi", "Jumlah kincir yang/dipasang"]
    gains += ["Jumlah pompa yang/diperbaiki"]
    funds = [(3, *works[at], text) for at, text in ((1, "DAK"), (3, "DAU"), (4, "PAD"))]
    texts = names + items(1, gains) + items(2, targets) + funds
    found = page(make_content, grid_rules, [2] * 9, texts)
    assert column(found, 3) == ["", "DAK", "", "", "DAU", "", "", "PAD", ""]


def test_a_lone_text_level_with_a_lower_row_is_that_rows_but_for_the_number_of_all(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    texts = items(1, GAINS) + items(2, VALUES) + items(3, PAGU)
    found = page(make_content, grid_rules, HEIGHTS, [(0, 3, 4, "7."), *texts, (4, 3, 4, "Pulau Lontar")])
    assert column(found, 4) == ["", "", "", "Pulau Lontar", ""]
    assert column(found, 0) == ["7.", "", "", "", ""]


def test_a_text_in_the_middle_of_all_rows_stays_whole(make_content: MakeContent, grid_rules: GridRules) -> None:
    goal = "Terwujudnya kampung pesisir/yang mandiri dan sejahtera/bagi keluarga nelayan/dan petani tambak"
    found = page(
        make_content, grid_rules, HEIGHTS, [(0, 0, 5, goal), *items(1, GAINS), *items(2, VALUES), *items(3, PAGU)]
    )
    assert column(found, 0) == [goal.replace("/", " "), "", "", "", ""]


def test_a_number_over_its_unit_is_one_value_among_values_with_units(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    targets = ["14 Hektar", "3.150/Orang", "21 Unit", "6 Unit", "2.480/Unit"]
    pagu = [(3, 0, 2, PAGU[0]), (3, 2, 3, PAGU[1]), (3, 3, 5, PAGU[2])]
    found = page(make_content, grid_rules, HEIGHTS, items(0, NAMES) + items(1, GAINS) + items(2, targets) + pagu)
    assert column(found, 2) == ["14 Hektar", "3.150 Orang", "21 Unit", "6 Unit", "2.480 Unit"]
    assert column(found, 3) == [PAGU[0], "", PAGU[1], PAGU[2], ""]


@pytest.mark.parametrize("at_end", [True, False])
def test_a_total_ruled_together_with_the_row_beside_it_is_a_row_of_its_own(
    make_content: MakeContent, grid_rules: GridRules, at_end: bool
) -> None:
    shift = 0 if at_end else 1
    items = [
        (column, row + shift, row + shift + 1, text)
        for column, texts in enumerate((NAMES, GAINS, VALUES, PAGU))
        for row, text in enumerate(texts)
    ]
    total = 5 if at_end else 0
    heights = (*HEIGHTS, 1) if at_end else (1, *HEIGHTS)
    texts = [*items, (0, total, total + 1, "JUMLAH TOTAL"), (3, total, total + 1, "234.200.000")]
    found = rows(page(make_content, grid_rules, heights, texts))[1:]
    assert found[total] == ["JUMLAH TOTAL", "", "", "234.200.000", ""]
    assert [row[3] for row in found if row[3] != "234.200.000"] == list(PAGU)


def test_an_indicator_that_begins_like_a_total_is_none(make_content: MakeContent, grid_rules: GridRules) -> None:
    names = ["Jumlah perahu hias", "Jumlah sumur bor yang/dirawat", "Jumlah pompa"]
    texts = items(0, names) + items(2, ("35 Orang", "21 Unit", "6 Unit")) + items(3, PAGU[:3])
    found = page(make_content, grid_rules, (1, 2, 1), texts)
    assert column(found, 0) == [name.replace("/", " ") for name in names]
    assert column(found, 3) == list(PAGU[:3])


def test_a_name_at_the_top_of_its_row_may_reach_into_the_row_of_its_next_indicator(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    names = [
        (0, 0, 2, "Penataan tambak garam/di muara dan pulau/serta kanalnya"),
        (0, 2, 3, NAMES[2]),
        (0, 3, 5, NAMES[3]),
    ]
    funds = [(4, 0, 1, "-"), (4, 2, 3, "-"), (4, 3, 4, "3.250.000")]
    pagu = [(3, 0, 1, PAGU[0]), (3, 2, 3, PAGU[1]), (3, 3, 4, PAGU[2])]
    found = page(
        make_content, grid_rules, HEIGHTS, [*names, *items(1, GAINS), *items(2, VALUES), *pagu, *funds], at="top"
    )
    assert column(found, 0) == [names[0][3].replace("/", " "), "", NAMES[2].replace("/", " "), NAMES[3], ""]
    assert column(found, 4) == ["-", "", "-", "3.250.000", ""]


@pytest.mark.parametrize(("lines", "joined"), [(3, True), (1, False)])
def test_rows_are_joined_around_a_works_texts_where_other_rows_show_that_texts_stand_in_the_middle(
    make_content: MakeContent, grid_rules: GridRules, lines: int, joined: bool
) -> None:
    name = "/".join(["Penataan tambak garam", "di muara dan", "pulau"][:lines])
    works = [(0, 0, 1, name), (0, 2, 3, "Pembinaan juru pantun"), (3, 0, 1, PAGU[0]), (3, 2, 3, PAGU[1])]
    gains = [text.split("/")[0] for text in GAINS[:4]]
    found = page(
        make_content, grid_rules, (lines, 1, 1, 1), [*works, *items(1, gains), *items(2, VALUES[:4])], at="middle"
    )
    where = ["", "Pembinaan juru pantun", ""]
    assert column(found, 0)[1:] == (sorted(where, reverse=True) if joined else where)
    assert column(found, 3)[1:] == ([PAGU[1], "", ""] if joined else ["", PAGU[1], ""])


def test_an_item_below_its_account_has_its_quantity_unit_and_price_in_its_own_row(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    texts = [*items(0, ("Belanja Barang Pakai Habis", "Tikar lontar")), (1, 1, 2, "36"), (2, 1, 2, "Lembar")]
    texts += [(3, 1, 2, "85.000"), *items(4, ("3.060.000", "3.060.000"))]
    found = page(make_content, grid_rules, (2, 2), texts)
    assert rows(found)[1:] == [
        ["Belanja Barang Pakai Habis", "", "", "", "3.060.000"],
        ["Tikar lontar", "36", "Lembar", "85.000", "3.060.000"],
    ]
