"""Rows below a boxed header that are too few for a table, far below it, or parted by a total and a group's title."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extract.engines import AUTO, engine_named
from extract.source import PdfSource
from extract.types import PageContent
from tests.extract.aligned.grids import texts

MakeContent = Callable[..., PageContent]
Text = tuple[float, float, str]
EDGES = (28.0, 100.0, 300.0, 380.0, 480.0)
HEAD: list[Text] = [(30, 34, "Kode"), (110, 34, "Nama Kegiatan"), (310, 34, "Lokasi"), (390, 34, "Pagu (Rp)")]
RULES = [(28.0, y, 480.0, y) for y in (30.0, 46.0)] + [(x, 30.0, x, 46.0) for x in EDGES]
TOTAL: list[Text] = [(110, 60, "JUMLAH SELURUHNYA"), (420, 60, "96.500.000")]
SENTENCE: Text = (30, 52, "Angka pada tabel di atas masih dapat berubah menurut pembahasan dengan dewan.")


def row(y: float, number: int, name: str = "Menata Tambak") -> list[Text]:
    return [(30, y, f"7.12.0{number}"), (110, y, name), (310, y, "Muara"), (420, y, f"{number}7.250.000")]


def read(page: PageContent) -> list[list[list[str]]]:
    source = PdfSource(str(Path("uji.pdf")), 0, page.width, page.height, ())
    return [texts(table) for table in engine_named(AUTO).read(page, source)]


@pytest.mark.parametrize("y", [52.0, 72.0])
def test_a_single_row_below_a_header_that_the_page_prints_again_is_its_row(make_content: MakeContent, y: float) -> None:
    (table,) = read(make_content([*HEAD, *row(y, 8)], RULES))
    assert table == [[text for *_, text in HEAD], ["7.12.08", "Menata Tambak", "Muara", "87.250.000"]]


def test_a_total_and_a_groups_title_stand_between_the_header_and_the_rows(make_content: MakeContent) -> None:
    page = [*HEAD, *TOTAL, (30.0, 84.0, "Bidang Tambak"), *(t for n in range(1, 6) for t in row(94 + 14 * n, n))]
    (table,) = read(make_content(page, RULES))
    assert table[1] == ["", "JUMLAH SELURUHNYA", "", "96.500.000"]
    assert [line[0] for line in table[2:]] == ["Bidang Tambak", *(f"7.12.0{n}" for n in range(1, 6))]


def test_numbers_set_tight_before_their_names_stand_in_the_headers_own_column(make_content: MakeContent) -> None:
    head = [(30.0, 34.0, "No"), (60.0, 34.0, "Nama Kegiatan"), (310.0, 34.0, "Lokasi"), (390.0, 34.0, "Pagu (Rp)")]
    rules = [*RULES[:2], *((x, 30.0, x, 46.0) for x in (28.0, 46.0, 300.0, 380.0, 480.0))]
    names = ("Menata Tambak Rakyat", "Menata Dermaga Kayu di Pesisir Selatan dan Barat Laut")
    rows: list[Text] = [(30.0, 56.0, "Bidang Tambak dan Rawa")]
    for n in range(1, 7):
        name = names[n % 2]
        rows += [(37.0, 60.0 + 14 * n, str(n)), (172.0 - 2 * len(name), 60.0 + 14 * n, name), *row(60 + 14 * n, n)[2:]]
    (table,) = read(make_content([*head, *rows], rules))
    assert [line[:2] for line in table[2:]] == [[str(n), names[n % 2]] for n in range(1, 7)]


def test_a_total_in_a_box_below_the_header_is_no_table_of_its_own(make_content: MakeContent) -> None:
    page = [*HEAD, (110, 50, "JUMLAH"), (420, 50, "96.500.000"), *(t for n in range(1, 6) for t in row(56 + 14 * n, n))]
    (table,) = read(make_content(page, [*RULES, (28, 62, 480, 62), *((x, 46.0, x, 62.0) for x in EDGES)]))
    assert [line[-1] for line in table[1:]] == ["96.500.000", *(f"{n}7.250.000" for n in range(1, 6))]


def test_a_name_and_an_amount_without_white_between_stand_in_the_columns_that_the_header_parts(
    make_content: MakeContent,
) -> None:
    long = "Menata Tambak dan Merawat Dermaga Rakyat di Muara"
    page = [*HEAD, *row(52, 8)[:1], (110.0, 52.0, long[:47]), (302.0, 52.0, "Muara"), (420.0, 52.0, "87.250.000")]
    (table,) = read(make_content(page, RULES))
    assert table[1][2:] == ["Muara", "87.250.000"]


def test_rows_far_below_a_header_are_its_own_where_nothing_is_printed_between(make_content: MakeContent) -> None:
    rows = [t for n in range(1, 6) for t in row(68 + 16 * n, n)]
    (table,) = read(make_content([*HEAD, *rows], RULES))
    assert [line[0] for line in table] == ["Kode", *(f"7.12.0{n}" for n in range(1, 6))]
    assert len(read(make_content([*HEAD, SENTENCE, *rows], RULES))) == 2


def test_a_sentence_below_a_header_alone_is_no_row(make_content: MakeContent) -> None:
    (table,) = read(make_content([*HEAD, SENTENCE], RULES))
    assert len(table) == 1
