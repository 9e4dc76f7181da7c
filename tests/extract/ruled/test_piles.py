"""Ruled rows that pile up several items, set apart by white only."""

from __future__ import annotations

from collections.abc import Callable

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
