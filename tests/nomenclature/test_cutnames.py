"""Names that a page break parts, rejoined where something else prints them whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from extract.types import Box, Cell, Table
from nomenclature.catalog import Catalog
from nomenclature.cutnames import TERPOTONG, rejoin_cut_names
from normalize.types import BudgetRow, JenisTabel, NormalTable, Ukuran, Value

BOX = Box(0, 0, 1, 1)
CATALOG = Catalog.load(user=False)
HALF, REST = "Pembinaan Kelompok Tari", "dan Musik Tingkat Kecamatan"


def row(nama: str, page: int, indikator: str | None = None, pagu: int | None = None, **more: object) -> BudgetRow:
    money = () if pagu is None else (Value(Ukuran.PAGU, None, 2024, str(pagu), Decimal(pagu), "rupiah", 1, BOX, 1.0),)
    return replace(BudgetRow(0, 0, None, None, nama, indikator, money, page, BOX), **more)  # type: ignore[arg-type]


def table(rows: Sequence[BudgetRow], beside: str = "") -> NormalTable:
    """A table whose first row prints ``beside`` in a further column."""
    cells = [Cell(i, 0, 1, 1, r.nama, r.page, BOX) for i, r in enumerate(rows)]
    cells.append(Cell(0, 1, 1, 1, beside, 1, BOX))
    grid = Table((1, 2), None, None, len(rows), 2, 0, tuple(cells), "uji", 1.0)
    numbered = (replace(r, urutan=i, grid_row=i) for i, r in enumerate(rows))
    return NormalTable(grid, JenisTabel.REVIEW_RKPD, (), tuple(numbered))


def test_a_rest_with_an_indicator_of_its_own_is_a_line_of_the_item_whose_name_its_other_half_prints() -> None:
    cut = [row(HALF, 1, "Jumlah kelompok", 500, kode_asli="1"), row(REST, 2, "Jumlah pentas"), row("Hal Lain", 2)]
    (done,) = rejoin_cut_names([table(cut, beside=f"{HALF}\n{REST}")], CATALOG)
    assert [r.nama for r in done.rows] == [f"{HALF} {REST}", f"{HALF} {REST}", "Hal Lain"]
    assert [r.lanjutan for r in done.rows] == [None, 0, None]
    assert done.rows[0].perbaikan == TERPOTONG


def test_a_rest_that_brings_what_the_item_lacks_becomes_one_row_with_it() -> None:
    cut = [row("Hal Lain", 1), row(HALF, 1, kode_asli="1"), row(REST, 2, pagu=500), row("Lain", 2, lanjutan=2)]
    whole = table([row(f"{HALF} {REST}", 1)])
    done, _ = rejoin_cut_names([table(cut), whole], CATALOG)
    assert [(r.urutan, r.nama, r.lanjutan) for r in done.rows] == [
        (0, "Hal Lain", None),
        (1, f"{HALF} {REST}", None),
        (2, f"{HALF} {REST}", 1),
    ]
    assert done.rows[1].values[0].nilai == 500


def test_an_official_name_parted_by_the_page_is_known() -> None:
    cut = [
        row("Pemeliharaan Taman Makam", 1, "Taman", kode_asli="1"),
        row("Pahlawan Nasional Kabupaten/Kota", 2, "Nisan"),
    ]
    (done,) = rejoin_cut_names([table(cut)], CATALOG)
    assert done.rows[1].lanjutan == 0


@pytest.mark.parametrize(
    "rest",
    [
        row(REST, 1, "Jumlah pentas"),
        row(REST, 2, "Jumlah pentas", kode_asli="2"),
        row(REST, 2, "Jumlah pentas", pagu=300),
        row("dan Seni Rupa", 2, "Jumlah pameran"),
    ],
    ids=["same page", "a code of its own", "money of its own", "no name of anything"],
)
def test_without_proof_rows_stay_as_printed(rest: BudgetRow) -> None:
    before = table([row(HALF, 1, "Jumlah kelompok", 500), rest], beside=f"{HALF} {REST}")
    assert rejoin_cut_names([before], CATALOG) == (before,)
