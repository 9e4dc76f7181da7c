"""Titles over several columns that no rule sets off, and columns that stand a point apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from extract.aligned.reader import read_aligned
from extract.types import PageContent

MakeContent = Callable[..., PageContent]
Texts = list[tuple[float, float, str]]
SIZE = 8.0
YEARS = ("2031", "2032", "2033")
NAMES = ("Balai benih", "Balai uji tanah", "Kebun bibit", "Rumah kaca", "Gudang pupuk")


def read(page: PageContent) -> list[list[str]]:
    (table,) = read_aligned(page)
    rows = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        rows[cell.row][cell.col] = cell.text
    return rows


def centred(x: float, y: float, text: str) -> tuple[float, float, str]:
    return (x - 0.25 * SIZE * len(text), y, text)


def right(x: float, y: float, text: str) -> tuple[float, float, str]:
    return (x - 0.5 * SIZE * len(text), y, text)


@pytest.mark.parametrize("pair", [("T", "R"), ("Target", "Hasil")])
def test_titles_in_the_white_between_two_columns_are_over_both(make_content: MakeContent, pair: Sequence[str]) -> None:
    centres = [220 + 60 * k for k in range(8)]
    page: Texts = [(40, 40, "Unit"), centred(310, 40, "Keuangan"), centred(550, 40, "Fisik")]
    page += [centred(250 + 120 * k, 53, f"Tahap {k % 2 + 1}") for k in range(4)]
    page += [centred(x, 66, pair[k % 2]) for k, x in enumerate(centres)]
    for row, name in enumerate(NAMES):
        page += [(40, 82 + 14 * row, name)]
        page += [centred(x, 82 + 14 * row, str(11 + 7 * row + k)) for k, x in enumerate(centres)]
    grid = read(make_content(page, width=700.0))
    assert grid[0] == ["Unit", "Keuangan", "", "", "", "Fisik", "", "", ""]
    assert grid[1] == ["", "Tahap 1", "", "Tahap 2", "", "Tahap 1", "", "Tahap 2", ""]
    assert grid[2] == ["", *pair * 4]
    assert grid[3] == ["Balai benih", *(str(11 + k) for k in range(8))]


def test_a_column_with_nothing_but_its_title_stays_a_column(make_content: MakeContent) -> None:
    heads = ((40, "Unit"), (200, "Rencana"), (320, "Catatan"), (440, "Hasil"))
    page: Texts = [(x, 40, title) for x, title in heads]
    for row, name in enumerate(NAMES):
        page += [(40, 56 + 14 * row, name), (200, 56 + 14 * row, f"{30 + row}"), (440, 56 + 14 * row, f"{20 + row}")]
    assert read(make_content(page))[:2] == [["Unit", "Rencana", "Catatan", "Hasil"], ["Balai benih", "30", "", "20"]]


def test_a_low_title_has_one_over_it_where_those_of_the_whole_height_stand_at_its_half(
    make_content: MakeContent,
) -> None:
    page: Texts = [(40, 52, "Unit"), centred(310, 40, "Anggaran"), centred(245, 58, "Pagu")]
    page += [centred(355, 52, "Realisasi"), centred(335, 64, "Rp"), centred(400, 64, "%")]
    for row, name in enumerate(NAMES):
        y = 80 + 14 * row
        page += [(40, y, name), right(287, y, f"{41 + row}.250.000"), right(377, y, f"{37 + row}.110.500")]
        page += [right(417, y, f"8{row},5")]
    assert read(make_content(page))[:3] == [
        ["Unit", "Anggaran", "", ""], ["", "Pagu", "Realisasi", ""], ["", "", "Rp", "%"],
    ]  # fmt: skip


@pytest.mark.parametrize("gap", [1.0, 2.0, 3.5])
def test_amounts_a_point_apart_are_of_two_columns(make_content: MakeContent, gap: float) -> None:
    ends = (200.0, 244.0 + gap, 288.0 + 2 * gap)
    page: Texts = [(40, 40, "Unit"), *(right(x, 40, str(2027 + k)) for k, x in enumerate(ends))]
    for row, name in enumerate(NAMES):
        page += [(40, 54 + 14 * row, name)]
        page += [right(x, 54 + 14 * row, f"{211 + 40 * row + k}.418.000") for k, x in enumerate(ends)]
    grid = read(make_content(page))
    assert grid[:2] == [["Unit", "2027", "2028", "2029"], ["Balai benih", "211.418.000", "212.418.000", "213.418.000"]]


def test_digits_of_one_amount_set_apart_stay_one_number(make_content: MakeContent) -> None:
    page: Texts = [(40, 40, "Unit"), (140, 40, "Target"), (200, 40, "Pagu")]
    for row, name in enumerate(NAMES):
        page += [(40, 54 + 14 * row, name), (140, 54 + 14 * row, f"{row + 12}")]
        page += [(200 + 4.8 * k, 54 + 14 * row, digit) for k, digit in enumerate(f"{3 + row}.271.400")]
    assert [line[2] for line in read(make_content(page))[1:]] == [f"{3 + row}.271.400" for row in range(5)]


def test_column_numbers_end_a_header_whose_titles_stand_otherwise_than_the_figures_below(
    make_content: MakeContent,
) -> None:
    page: Texts = [(40, 40, "Unit"), *(centred(232 + 130 * k, 40, year) for k, year in enumerate(YEARS))]
    for k in range(3):
        page += [centred(199 + 130 * k, 52, "Target"), centred(264 + 130 * k, 52, "Rp")]
    centres = [95.0, *(x + 130 * k for k in range(3) for x in (199, 264))]
    page += [centred(x, 67, str(k + 1)) for k, x in enumerate(centres)]
    for row, name in enumerate(NAMES):
        page += [(40, 82 + 14 * row, name)]
        for k in range(3):
            page += [right(222 + 130 * k, 82 + 14 * row, f"{row + 13} unit")]
            page += [right(288 + 130 * k, 82 + 14 * row, f"{row + 31}2.500.000")]
    grid = read(make_content(page))
    assert grid[0] == ["Unit", "2031", "", "2032", "", "2033", ""]
    assert grid[2] == [str(k + 1) for k in range(7)]
    assert grid[3] == ["Balai benih", *["13 unit", "312.500.000"] * 3]


def test_a_short_table_below_tall_titles_keeps_the_columns_of_each_year(make_content: MakeContent) -> None:
    centres = [300 + 40 * k for k in range(4)]
    page: Texts = [(40, 40, "Balai"), (180, 49, "Satuan"), (180, 58, "Baku"), (180, 67, "Mutu")]
    page += [centred(360, 40, "SASARAN MUTU BALAI BENIH"), centred(360, 49, "DAN KEBUN BIBIT DAERAH")]
    page += [centred(x, 76, str(2031 + k)) for k, x in enumerate(centres)]
    for row, name in enumerate(NAMES):
        y = 91 + 13 * row
        page += [(40, y, name), (180, y, "Unit")] + [centred(x, y, str(3 * row + k)) for k, x in enumerate(centres)]
    found = read(make_content(page))
    assert found[-1] == ["Gudang pupuk", "Unit", "12", "13", "14", "15"]
