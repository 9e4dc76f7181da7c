"""Amounts beside the first of several items, in tables of levels side by side."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.columns.reader import read_columns
from normalize.grid import Grid
from normalize.rows import build_rows
from normalize.types import BudgetRow, DocumentMeta, JenisDokumen, Ukuran
from tests.normalize.columns.grids import make_table

META = DocumentMeta(JenisDokumen.LAINNYA, None, 2029, 2029, (), None)
HEADER = (("Kegiatan", "Sub Kegiatan", "Anggaran Tahun 2029 (Rp)"),)
ITEMS = ("Penataan taman kota", "Perawatan jalan desa", "Pelatihan nelayan muda")


def rows(body: Sequence[Sequence[str]], header: Sequence[Sequence[str]] = HEADER) -> tuple[BudgetRow, ...]:
    grid = Grid(make_table(header, body))
    return build_rows(grid, read_columns(grid, META).columns)


def amounts(found: Sequence[BudgetRow]) -> list[tuple[str, str, float]]:
    return [(row.nama, v.teks, v.keyakinan) for row in found for v in row.values if v.ukuran is Ukuran.PAGU]


def test_an_amount_where_a_kegiatan_begins_and_none_below_is_the_kegiatans() -> None:
    body = [
        row
        for k, item in enumerate(ITEMS)
        for row in ([item, f"{item} tahap satu", f"{k + 4}25.000.000"], ["", f"{item} tahap dua", ""])
    ]
    found = rows(body)
    assert [row.nama for row in found[:3]] == [ITEMS[0], f"{ITEMS[0]} tahap satu", f"{ITEMS[0]} tahap dua"]
    assert [(name, text) for name, text, _ in amounts(found)] == [
        (item, f"{k + 4}25.000.000") for k, item in enumerate(ITEMS)
    ]
    assert all(0.5 < sure <= 0.8 for *_, sure in amounts(found))  # the habit tells, nothing printed does


def test_levels_with_equal_headings_side_by_side_each_have_their_own_money() -> None:
    header = (
        ("Program", "<", "<", "Kegiatan", "<", "<"),
        ("Uraian", "Indikator", "Pagu 2029", "Uraian", "Indikator", "Pagu 2029"),
    )
    names = [("Penataan Kota", "Luas taman", "12"), ("Pelayanan Desa", "Jumlah balai", "7"), ("Kelautan", "Hasil", "9")]
    body = [
        row
        for name, indikator, pagu in names
        for row in (
            [f"Program {name}", indikator, f"{pagu}.500.000", f"Perencanaan {name}", f"Dokumen {name}", "4.000.000"],
            ["", "", "", f"Pembangunan {name}", f"Gedung {name}", f"{int(pagu) - 4}.500.000"],
        )
    ]
    found = rows(body, header)
    assert [(row.nama, row.indikator, *((v.konteks, v.teks) for v in row.values)) for row in found[:3]] == [
        ("Program Penataan Kota", "Luas taman", (None, "12.500.000")),
        ("Perencanaan Penataan Kota", "Dokumen Penataan Kota", (None, "4.000.000")),
        ("Pembangunan Penataan Kota", "Gedung Penataan Kota", (None, "8.500.000")),
    ]


def test_amounts_of_every_sub_kegiatan_are_their_own() -> None:
    body = [
        row
        for k, item in enumerate(ITEMS)
        for row in (
            [item, f"{item} tahap satu", f"{k + 4}25.000.000"],
            ["", f"{item} tahap dua", f"{k + 2}10.000.000"],
        )
    ]
    assert all(sure > 0.5 for *_, sure in amounts(rows(body)))


def test_an_amount_of_a_kegiatan_with_one_sub_kegiatan_is_sure() -> None:
    assert all(sure > 0.5 for *_, sure in amounts(rows([[item, f"{item} satu", "425.000.000"] for item in ITEMS])))
