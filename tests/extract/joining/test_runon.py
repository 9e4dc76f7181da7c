"""Tables without column rules over several pages: one set of columns for all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from extract import document
from extract.document import extract
from extract.types import Table

MakePdf = Callable[..., Path]
COLUMNS = (30, 60, 200, 280)
HEADER = ("No", "Uraian Kegiatan", "Target", "Pagu")
NAMES = ("Penyediaan makanan", "Pendataan warga", "Pelatihan tagana", "Rapat koordinasi", "Jasa kebersihan")


def page(rows: Sequence[Sequence[str]], top: float = 270.0, others: str = "") -> str:
    """A content stream with the rows' texts in the columns, 16 points apart."""
    return others + "".join(
        f"BT /F1 8 Tf {x} {top - 16 * number} Td ({text}) Tj ET "
        for number, row in enumerate(rows)
        for x, text in zip(COLUMNS, row, strict=True)
        if text
    )


def rows(first: int, *, target: bool = True, key: bool = True) -> list[tuple[str, str, str, str]]:
    """Five body rows."""
    return [
        (str(first + k) if key else "", name, f"{k + 1} Laporan" if target else "", f"{k + 3}.250.000")
        for k, name in enumerate(NAMES)
    ]


def texts(table: Table) -> list[list[str]]:
    grid = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        grid[cell.row][cell.col] = cell.text
    return grid


def test_a_page_that_fills_some_columns_only_is_read_with_the_columns_of_the_page_before(make_pdf: MakePdf) -> None:
    path = make_pdf(page([HEADER, *rows(1)]), page(rows(6, target=False, key=False)), page(rows(11)))
    (table,) = extract(path).tables
    assert table.pages == (1, 2, 3)
    assert (table.n_header_rows, table.n_rows, table.n_cols) == (1, 16, 4)
    assert texts(table)[7] == ["", "Pendataan warga", "", "4.250.000"]
    assert texts(table)[15] == ["15", "Jasa kebersihan", "5 Laporan", "7.250.000"]


def test_a_repeated_header_is_kept_once_and_lends_no_columns(make_pdf: MakePdf) -> None:
    path = make_pdf(page([HEADER, *rows(1)]), page([HEADER, *rows(6, target=False)]))
    (table,) = extract(path).tables
    assert (table.n_header_rows, table.n_rows, table.n_cols) == (1, 11, 4)


def test_a_row_alone_on_the_last_page_begins_with_no_page_number(make_pdf: MakePdf) -> None:
    """At a page's top a code's parts look like numbers of pages."""
    path = make_pdf(page([HEADER, *rows(1), *rows(6)]), page([("11", "Jasa kebersihan", "", "7.250.000")], top=280))
    (table,) = extract(path).tables
    assert table.pages == (1, 2)
    assert texts(table)[11] == ["11", "Jasa kebersihan", "", "7.250.000"]


def test_a_row_alone_goes_on_below_a_page_head_that_only_two_pages_print(make_pdf: MakePdf) -> None:
    head = "BT /F1 6 Tf 20 290 Td (Rancangan Renja Dinas Perikanan) Tj ET "
    last = [("11", "Jasa kebersihan", "2 Laporan", "7.250.000"), ("", "gedung kantor", "", "")]
    path = make_pdf(page([HEADER, *rows(1), *rows(6)], 262, head), page(last, 262, head))
    (table,) = extract(path).tables
    assert table.pages == (1, 2)
    assert [text.split("\n")[0] for text in texts(table)[11]] == list(last[0])


def test_a_caption_begins_a_table_of_its_own(make_pdf: MakePdf) -> None:
    caption = "BT /F1 8 Tf 30 286 Td (Tabel 2.2 Sarana) Tj ET "
    path = make_pdf(page([HEADER, *rows(1)]), page([HEADER, *rows(1)], others=caption))
    assert [table.pages for table in extract(path).tables] == [(1,), (2,)]


def test_text_across_the_columns_is_no_further_page(make_pdf: MakePdf) -> None:
    prose = "".join(
        f"BT /F1 8 Tf 30 {270 - 11 * k} Td (Rencana kerja ini disusun sebagai pedoman pelaksanaan tugas) Tj ET "
        for k in range(6)
    )
    found = extract(make_pdf(page([HEADER, *rows(1)]), prose))
    assert [table.pages for table in found.tables] == [(1,)]
    assert len(found.pages[1].lines) == 6


def test_pages_stay_as_they_were_read_where_sharing_fails(make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("rusak")

    monkeypatch.setattr(document, "with_shared_columns", fail)
    found = extract(make_pdf(page([HEADER, *rows(1)])))
    assert len(found.tables) == 1
    assert "rusak" in found.issues[0]


def test_a_page_with_amounts_where_the_codes_stand_holds_further_columns_and_is_read_by_itself(
    make_pdf: MakePdf,
) -> None:
    names = [(f"3.31.2.{k + 1:02}", "", "Tenun", f"{k + 3}.250.000") for k in range(8)]
    further = [(f"{k + 1}.750.000", "", "Tidak ada", "") for k in range(8)]
    head, more = ("Kode", "", "Kegiatan", "Pagu"), ("Sisa", "", "Kendala", "")
    found = extract(make_pdf(page([head, *names]), page([more, *further])))
    assert [(table.pages, table.n_rows, table.n_cols) for table in found.tables] == [((1,), 9, 3), ((2,), 9, 2)]
