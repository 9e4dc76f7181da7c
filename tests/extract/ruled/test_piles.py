"""Ruled rows that pile up several items, set apart by white only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from extract.ruled.reader import read_ruled
from extract.types import PageContent, PageTable

MakeContent = Callable[..., PageContent]
GridRules = Callable[..., list[tuple[float, float, float, float]]]
XS = [10, 40, 160, 300, 360, 420]
HEAD = [(12, 12, "Kode"), (42, 12, "Program"), (162, 12, "Indikator"), (302, 12, "Target"), (362, 12, "Realisasi")]
ITEMS = [["Persentase warga", "yang terlatih"], ["Jumlah balai"], ["Persentase aduan", "yang selesai"]]


def texts(table: PageTable) -> list[list[str]]:
    rows = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        rows[cell.row][cell.col] = cell.text
    return rows


def piled(tops: list[float], values: list[tuple[str, str]], shift: float = 0.0) -> list[tuple[float, float, str]]:
    """A programme's row: its indicators from ``tops`` on, their values ``shift`` points below each one's first line."""
    words = [(12.0, 34.0, "1"), (42.0, 34.0, "Program Latihan"), (42.0, 46.0, "Kerja")]
    for top, item, (target, real) in zip(tops, ITEMS, values, strict=False):
        words += [(162.0, top + 12 * k, part) for k, part in enumerate(item)]
        words += [(302.0, top + shift, target), (362.0, top + shift, real)]
    return words


VALUES = [("70", "71,5"), ("3", "2"), ("95", "97,20")]


def test_items_piled_up_in_one_ruled_row_are_rows_and_what_they_share_is_merged(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    for shift in (0.0, 5.0):
        words = piled([34.0, 74.0, 100.0], VALUES, shift)
        (table,) = read_ruled(make_content([*HEAD, *words], grid_rules(XS, [10, 30, 140])))
        assert texts(table)[1:] == [
            ["1", "Program Latihan\nKerja", "Persentase warga\nyang terlatih", "70", "71,5"],
            ["", "", "Jumlah balai", "3", "2"],
            ["", "", "Persentase aduan\nyang selesai", "95", "97,20"],
        ]
        assert {cell.col: cell.rowspan for cell in table.cells if cell.row == 1} == {0: 3, 1: 3, 2: 1, 3: 1, 4: 1}


def test_amounts_too_long_for_their_column_are_no_pile(make_content: MakeContent, grid_rules: GridRules) -> None:
    words = [(12, 34, "1"), (42, 34, "Program Latihan"), (42, 46, "Kerja"), (162, 34, "Persentase warga")]
    words += [(162, 46, "yang terlatih"), (302, 34, "1.250.000.0"), (302, 46, "00"), (362, 34, "1.100.000.0")]
    (table,) = read_ruled(make_content([*HEAD, *words, (362, 46, "00")], grid_rules(XS, [10, 30, 60])))
    assert table.n_rows == 2


def test_values_beside_a_text_without_white_stay_in_their_row(make_content: MakeContent, grid_rules: GridRules) -> None:
    words = [(12.0, 34.0, "1"), (42.0, 34.0, "Program Latihan")]
    words += [
        (162.0, 34.0 + 12 * k, part) for k, part in enumerate(["Hasil latihan", "bagi warga", "di semua", "desa"])
    ]
    words += [(x, y, text) for x in (302.0, 362.0) for y, text in ((34.0, "70"), (58.0, "75"))]
    (table,) = read_ruled(make_content([*HEAD, *words], grid_rules(XS, [10, 30, 90])))
    assert table.n_rows == 2


def test_a_single_column_of_values_divides_no_row(make_content: MakeContent, grid_rules: GridRules) -> None:
    words = [word for word in piled([34.0, 74.0, 100.0], VALUES) if word[0] != 362.0]
    (table,) = read_ruled(make_content([*HEAD, *words], grid_rules(XS, [10, 30, 140])))
    assert table.n_rows == 2


WIDE = [10, 40, 160, 280, 340, 420]
LONG = [["Kursus menjahit", "bagi ibu muda"], ["Pameran kerajinan"], ["Lomba masak", "antar desa"]]
GAINS = [["Jumlah peserta", "kursus", "menjahit"], ["Jumlah pengunjung"], ["Jumlah regu"]]
TOPS = [34.0, 90.0, 130.0]


def doubly_worded(amounts: list[str], counts: list[str]) -> list[tuple[float, float, str]]:
    """Three items in one row, each with a name, an indicator, and what is printed of its count and amount."""
    words = []
    for top, name, gain, amount, count in zip(TOPS, LONG, GAINS, amounts, counts, strict=True):
        words += [(42.0, top + 12 * k, part) for k, part in enumerate(name)]
        words += [(162.0, top + 12 * k, part) for k, part in enumerate(gain)]
        words += [(x, top, text) for x, text in ((282.0, count), (342.0, amount)) if text]
    return words


def test_an_item_of_a_pile_may_lack_a_value_that_the_others_have(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    amounts = ["17.350.000", "8.125.000", "4.410.000"]
    for counts in (["24", "", "9"], ["24", "310", ""], ["", "", "9"]):
        content = make_content([*HEAD, *doubly_worded(amounts, counts)], grid_rules(WIDE, [10, 30, 170]))
        (table,) = read_ruled(content)
        assert [row[1:] for row in texts(table)[1:]] == [
            ["\n".join(name), "\n".join(gain), count, amount]
            for name, gain, count, amount in zip(LONG, GAINS, counts, amounts, strict=True)
        ]


def test_a_lone_value_in_a_piles_middle_or_beside_whole_items_is_that_of_all(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    amounts = ["17.350.000", "8.125.000", "4.410.000"]
    words = [*doubly_worded(amounts, ["", "", ""]), (282.0, 82.0, "343")]
    (table,) = read_ruled(make_content([*HEAD, *words], grid_rules(WIDE, [10, 30, 170])))
    assert [(cell.rowspan, cell.text) for cell in table.cells if cell.row == 1 and cell.col == 3] == [(3, "343")]
    # Where each item has its values already, a further one is all items', wherever it stands.
    words = [*doubly_worded(amounts, ["24", "310", "9"]), (12.0, 130.0, "6.")]
    (table,) = read_ruled(make_content([*HEAD, *words], grid_rules(WIDE, [10, 30, 170])))
    assert [(cell.rowspan, cell.text) for cell in table.cells if cell.row == 1 and cell.col == 0] == [(3, "6.")]


def test_texts_that_a_page_break_cuts_stand_before_and_behind_a_pile_without_a_value(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    words = [(42.0, 14.0, "dan kriya"), *doubly_worded(["17.350.000", "8.125.000", "4.410.000"], ["24", "310", "9"])]
    words += [(42.0, 190.0, "Lomba lari"), (162.0, 190.0, "Jumlah pelari")]
    page = make_content(words, grid_rules(WIDE, [10, 210]))
    (table,) = read_ruled(replace(page, height=230.0))
    assert [row[1:3] for row in texts(table)] == [
        ["dan kriya", ""],
        *(["\n".join(name), "\n".join(gain)] for name, gain in zip(LONG, GAINS, strict=True)),
        ["Lomba lari", "Jumlah pelari"],
    ]
    assert read_ruled(replace(page, height=800.0))[0].n_rows == 1


def test_a_text_of_a_pile_may_begin_in_the_line_in_which_the_one_beside_it_ends(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    words = [(42.0, 34.0 + 12 * k, part) for k, part in enumerate(["Kursus", "menjahit", "bagi ibu", "muda"])]
    words += [(162.0, 34.0, "Jumlah peserta"), (42.0, 94.0, "Pameran kerajinan")]
    words += [(162.0, 70.0 + 12 * k, part) for k, part in enumerate(["Jumlah", "pengunjung", "pameran"])]
    words += [(282.0, 34.0, "24"), (342.0, 34.0, "17.350.000"), (282.0, 94.0, "310"), (342.0, 94.0, "8.125.000")]
    (table,) = read_ruled(make_content([*HEAD, *words], grid_rules(WIDE, [10, 30, 120])))
    assert [row[1:] for row in texts(table)[1:]] == [
        ["Kursus\nmenjahit\nbagi ibu\nmuda", "Jumlah peserta", "24", "17.350.000"],
        ["Pameran kerajinan", "Jumlah\npengunjung\npameran", "310", "8.125.000"],
    ]


def test_two_values_beside_one_text_are_those_of_one_item(make_content: MakeContent, grid_rules: GridRules) -> None:
    words = [(42.0, 34.0, "Kursus menjahit"), (42.0, 46.0, "bagi ibu muda"), (282.0, 34.0, "24"), (282.0, 90.0, "310")]
    words += [(162.0, 34.0, "Jumlah peserta"), (162.0, 90.0, "Jumlah pengunjung"), (342.0, 34.0, "17.350.000")]
    (table,) = read_ruled(make_content([*HEAD, *words], grid_rules(WIDE, [10, 30, 120])))
    assert table.n_rows == 2


def test_an_amount_that_its_column_breaks_stays_whole_where_a_pile_is_divided(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    words = piled([34.0, 74.0, 100.0], [("3.417.", "71,5"), *VALUES[1:]])
    (table,) = read_ruled(make_content([*HEAD, *words, (302.0, 46.0, "206")], grid_rules(XS, [10, 30, 140])))
    assert [row[3] for row in texts(table)[1:]] == ["3.417.\n206", "3", "95"]


def test_short_names_of_places_with_values_beside_them_are_rows_and_units_alone_are_none(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    def read(names: list[str]) -> list[list[str]]:
        words = [(12.0, 16.0, "Wilayah"), (72.0, 16.0, "Desa"), (132.0, 16.0, "Jiwa"), (192.0, 16.0, "KK")]
        words += [(12.0, 36.0, "Pesisir")]
        for k, name in enumerate(names):
            words += [(72, 36 + 17.0 * k, name), (132, 36 + 17.0 * k, f"41{k}7"), (192, 36 + 17.0 * k, f"1{k}6")]
        return texts(read_ruled(make_content(words, grid_rules([10, 70, 130, 190, 250], [10, 30, 90])))[0])

    assert read(["Rejo", "Muara", "Pasir"])[1:] == [
        ["Pesisir", "Rejo", "4107", "106"], ["", "Muara", "4117", "116"], ["", "Pasir", "4127", "126"],
    ]  # fmt: skip
    assert len(read(["unit", "buah", "unit"])) == 2


def test_labels_level_with_some_of_the_piled_rows_are_those_of_groups(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    names = ("Rejo", "Muara", "Pasir", "Karang")
    words = [(12.0, 16.0, "Wilayah"), (72.0, 16.0, "Desa"), (132.0, 16.0, "Jiwa"), (192.0, 16.0, "KK")]
    words += [(12.0, 36.0, "Pesisir"), (12.0, 70.0, "Lembah")]
    for k, name in enumerate(names):
        words += [(72, 36 + 17.0 * k, name), (132, 36 + 17.0 * k, f"41{k}7"), (192, 36 + 17.0 * k, f"1{k}6")]
    (table,) = read_ruled(make_content(words, grid_rules([10, 70, 130, 190, 250], [10, 30, 106])))
    assert [row[:2] for row in texts(table)[1:]] == [
        ["Pesisir", "Rejo"], ["", "Muara"], ["Lembah", "Pasir"], ["", "Karang"],
    ]  # fmt: skip
