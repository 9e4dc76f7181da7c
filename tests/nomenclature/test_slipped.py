"""Codes that a scan's reader misread in their parent's part."""

from __future__ import annotations

import pytest

from extract.types import Box, Cell, Table
from nomenclature.catalog import Catalog, Entry
from nomenclature.resolve import level_tables, match_tables
from normalize.types import BudgetRow, DocumentMeta, JenisDokumen, JenisTabel, NormalTable, TingkatBaris
from records.matched import MatchedRow, Wilayah

BOX = Box(0.0, 0.0, 1.0, 1.0)
META = DocumentMeta(JenisDokumen.RENJA, None, 2025, None, (), "Dinas Uji")
PROGRAM = Entry("1.02.01", TingkatBaris.PROGRAM, "PROGRAM PENUNJANG URUSAN BALAI UJI", "umum", "", "daftar")
GUDANG = Entry("1.02.01.2.02", TingkatBaris.KEGIATAN, "Administrasi Gudang Balai Uji", "kabkota", "", "impor")
MESIN = Entry("1.02.01.2.07", TingkatBaris.KEGIATAN, "Pengadaan Mesin Balai Uji", "kabkota", "", "impor")
JAHIT = Entry("1.02.01.2.07.0002", TingkatBaris.SUB_KEGIATAN, "Pengadaan Mesin Jahit", "kabkota", "", "impor")
CATALOG = Catalog.build([PROGRAM, GUDANG, MESIN, JAHIT])
FIRST, THIRD = ("1.02.01.2.02.0001", "Penyediaan Rak Besi"), ("1.02.01.2.02.0003", "Penataan Halaman Muka")
MISREAD = ("1.02.01.2.07.0002", "Pemeliharaan Atap Seng")


def rows_of(*printed: tuple[str, str], scanned: bool = True) -> list[MatchedRow]:
    """Rows after resolving a table of printed codes and names below the program."""
    all_rows = [(PROGRAM.kode, PROGRAM.nama), *printed]
    cells = tuple(
        Cell(i + 2, col, 1, 1, text, 1, BOX, confidence=0.95 if scanned else None)
        for i, row in enumerate(all_rows)
        for col, text in enumerate(row)
    )
    rows = tuple(BudgetRow(i, i, None, kode, nama, None, (), 1, BOX) for i, (kode, nama) in enumerate(all_rows))
    grid = Table((1,), None, None, len(rows) + 2, 2, 2, cells, "uji", 1.0)
    table = NormalTable(grid, JenisTabel.RENCANA_PENDANAAN, (), rows)
    (done,) = match_tables(level_tables([table], META, Wilayah("kabupaten"), CATALOG), META)
    return list(done.rows)


def test_a_code_of_another_parent_by_one_digit_is_the_one_that_parent_and_siblings_ask_for() -> None:
    row = rows_of((GUDANG.kode, GUDANG.nama), FIRST, MISREAD, THIRD)[3]
    assert (row.row.kode_asli, row.match.kode) == (MISREAD[0], "1.02.01.2.02.0002")
    assert row.perbaikan == "kode_induk"
    assert row.match.skor <= 0.6


@pytest.mark.parametrize(
    ("printed", "scanned"),
    [
        ([(GUDANG.kode, GUDANG.nama), FIRST, MISREAD, THIRD], False),  # the file's own text: the document prints so
        ([(GUDANG.kode, GUDANG.nama), FIRST, MISREAD], True),  # one sibling alone is no witness
        ([(GUDANG.kode, GUDANG.nama), FIRST, (JAHIT.kode, JAHIT.nama), THIRD], True),  # its name speaks for it
        ([(GUDANG.kode, GUDANG.nama), FIRST, MISREAD, THIRD, (MESIN.kode, MESIN.nama)], True),  # that parent is there
        ([(GUDANG.kode, GUDANG.nama), FIRST, MISREAD, THIRD, ("1.02.01.2.02.0002", "Cat Dinding Luar")], True),
        ([(GUDANG.kode, GUDANG.nama), FIRST, ("1.02.01.2.13.0002", MISREAD[1]), THIRD], True),  # two digits differ
    ],
)
def test_a_code_that_may_be_meant_so_stays(printed: list[tuple[str, str]], scanned: bool) -> None:
    row = rows_of(*printed, scanned=scanned)[3]
    assert row.match.kode == printed[2][0]
