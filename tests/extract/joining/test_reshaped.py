"""Pages of one table in other column widths: turned from landscape to portrait, or scaled."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.joining.reshaped import holds_the_same
from extract.joining.stitch import join_pages
from extract.types import Box, Cell, PageResult, PageTable

HEADER = ["Kode", "Program/Kegiatan", "Indikator Kinerja", "Target", "Pagu (Rp)"]
BODY = [
    ["1.06.01", "PROGRAM PENUNJANG", "Nilai SAKIP", "80", "1.000.000"],
    ["1.06.01.2.01", "Perencanaan", "Jumlah dokumen perencanaan", "4", "400.000"],
    ["1.06.01.2.02", "Administrasi keuangan", "Jumlah laporan keuangan", "2", "600.000"],
    ["1.06.02", "PROGRAM PEMBERDAYAAN", "Persentase PSKS", "75", "2.000.000"],
]
WIDE = (50.0, 120.0, 420.0, 640.0, 700.0, 790.0)
TALL = (40.0, 105.0, 210.0, 390.0, 480.0, 555.0)


def table(page: int, rows: Sequence[Sequence[str]], edges: Sequence[float]) -> PageTable:
    cells = tuple(
        Cell(r, c, 1, 1, text, page, Box(edges[c], 40 + 20 * r, edges[c + 1], 60 + 20 * r))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    whole = Box(edges[0], 40, edges[-1], 40 + 20 * len(rows))
    return PageTable(page, whole, len(rows), len(edges) - 1, cells, "test", 0.9, tuple(edges))


def joined_count(*tables: PageTable) -> int:
    return len(join_pages([PageResult(t.page, 842, 595, (), (t,)) for t in tables]))


def test_a_table_goes_on_when_the_page_turns_to_portrait() -> None:
    assert joined_count(table(1, [HEADER, *BODY], WIDE), table(2, BODY, TALL)) == 1


@pytest.mark.parametrize(
    "rows",
    [
        [row[::-1] for row in BODY],
        [[*row, "APBD"] for row in BODY],
        BODY[:2],
        [["Uraian", "Jabatan", "Pendidikan", "Umur", "Gaji"], *BODY],
    ],
)
def test_grids_that_hold_other_things_stay_apart(rows: list[list[str]]) -> None:
    edges = (*TALL, 575.0)[: len(rows[0]) + 1]
    assert joined_count(table(1, [HEADER, *BODY], WIDE), table(2, rows, edges)) == 2


def test_columns_of_one_kind_only_prove_nothing() -> None:
    words = [["satu", "dua", "tiga", "empat"]] * 4
    assert not holds_the_same(table(1, words, WIDE[:5]), 0, table(2, words, TALL[:5]), 0)


def test_further_columns_of_a_sheet_below_its_labels_again_are_a_table_of_their_own() -> None:
    edges = (50.0, 200.0, 300.0, 400.0)
    names = ["Asri", "Bahari", "Cemara", "Dahlia"]
    left = [["Desa", "Laki-laki", "Perempuan"], *([name, f"3{k}1", f"2{k}8"] for k, name in enumerate(names))]
    right = [["Desa", "Keluarga", "Rumah"], *([name, f"1{k}0", f"1{k}2"] for k, name in enumerate(names))]
    assert joined_count(table(1, left, edges), table(2, right, edges)) == 2
