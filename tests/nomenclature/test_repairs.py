"""What a canonical code was got by, and names that character recognition misread."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.types import Box, Cell, Table
from nomenclature.catalog import Catalog, Entry
from nomenclature.repairs import joined, kode_repair
from nomenclature.resolve import level_tables, match_tables
from normalize.types import BudgetRow, DocumentMeta, JenisDokumen, JenisTabel, NormalTable, TingkatBaris
from records.matched import MatchedRow, Wilayah

BOX = Box(0.0, 0.0, 1.0, 1.0)
META = DocumentMeta(JenisDokumen.RENJA, None, 2025, None, (), "Dinas Uji")
PROGRAM = Entry("1.06.04", TingkatBaris.PROGRAM, "PROGRAM REHABILITASI SOSIAL", "umum", "", "daftar")
KEGIATAN = Entry("1.06.04.2.01", TingkatBaris.KEGIATAN, "Pembinaan Balai Uji Wilayah", "kabkota", "", "impor")
NAMA = "Penyelenggaraan Pelatihan Petugas Jembatan Gantung Perdesaan"
SUB = Entry("1.06.04.2.01.0003", TingkatBaris.SUB_KEGIATAN, NAMA, "kabkota", "", "impor")
OTHER = Entry("1.06.04.2.01.0004", TingkatBaris.SUB_KEGIATAN, "Pengadaan Kendaraan Uji", "kabkota", "", "impor")
CATALOG = Catalog.build([PROGRAM, KEGIATAN, SUB, OTHER])


@pytest.mark.parametrize(
    ("printed", "kode", "expected"),
    [
        ("1.06.04.2.01.0003", "1.06.04.2.01.0003", None),
        ("1 6 04 2.01. 03", "1.06.04.2.01.0003", None),
        ("1.06.04 - PROGRAM OLAHRAGA", "1.06.04", None),
        ("l.O6.04.2.01.03", "1.06.04.2.01.0003", "kode_huruf"),
        ("1 06 01 06 2 01", "1.06.01.2.01", "kode_pisah"),
        ("04 2.01 03", "1.06.04.2.01.0003", "kode_induk"),
        ("1 06 04 2,1 03", "1.06.04.2.01.0003", "kode_induk"),
        ("X.XX.01.2.06", "1.06.01.2.06", "kode_induk"),
        ("1.06.04.2.01.03", "1.06.04.1.01.0003", "kode_kewenangan"),
        ("1.06.04.2.01.03", "1.06.04.2.01.0004", "kode_nama"),
        ("1.06.04", "1.06.04.2.01", "kode_nama"),
        ("l.06.04", "1.06.05", "kode_huruf;kode_nama"),
        (None, "1.06.04", None),
        ("1.06.04", None, None),
        ("-", "1.06.04", None),
    ],
)
def test_each_way_from_the_print_to_the_code_has_its_word(
    printed: str | None, kode: str | None, expected: str | None
) -> None:
    assert kode_repair(printed, kode) == expected


@given(st.text(max_size=60), st.sampled_from([SUB.kode, KEGIATAN.kode, PROGRAM.kode, None]))
def test_any_print_has_a_record_or_none(printed: str, kode: str | None) -> None:
    found = kode_repair(printed, kode)
    assert found is None or all(word.startswith("kode_") for word in found.split(";"))


def test_records_of_one_row_are_joined() -> None:
    assert joined("kode_induk", None, "nama_baku") == "kode_induk;nama_baku"


def rows_of(*names: tuple[str, str, float | None], catalog: Catalog = CATALOG) -> list[MatchedRow]:
    """Rows after resolving a table of (printed code, name, confidence in its cell) below a program and a kegiatan."""
    printed = [(PROGRAM.kode, PROGRAM.nama, 0.99), (KEGIATAN.kode, KEGIATAN.nama, 0.99), *names]
    cells = tuple(Cell(i + 2, 1, 1, 1, nama, 1, BOX, confidence=sure) for i, (_, nama, sure) in enumerate(printed))
    if all(sure is None for *_, sure in names):
        cells = tuple(replace(cell, confidence=None) for cell in cells)
    rows = tuple(BudgetRow(i, i, None, kode, nama, None, (), 1, BOX) for i, (kode, nama, _) in enumerate(printed))
    table = NormalTable(
        Table((1,), None, None, len(rows) + 2, 2, 2, cells, "uji", 1.0), JenisTabel.RENCANA_PENDANAAN, (), rows
    )
    (done,) = match_tables(level_tables([table], META, Wilayah("kabupaten"), catalog), META)
    assert [m.row for m in done.rows] == list(done.source.rows)
    return list(done.rows[2:])


MISREAD = "Penyelenggaaan Pelatlhan Pctugas Jembtan Gantng Perdesaan"


def test_a_misread_name_becomes_the_official_one_and_says_so() -> None:
    (row,) = rows_of((SUB.kode, MISREAD, 0.7))
    assert (row.row.nama, row.perbaikan) == (NAMA, "nama_baku")
    assert row.row.kode_asli == row.match.kode == SUB.kode


def test_a_clear_reading_of_the_same_item_goes_before_the_official_name() -> None:
    usual = "Penyelenggaraan Pelatihan Petugas Jembatan Gantung Pedesaan"
    first, second = rows_of((SUB.kode, usual, 0.99), (SUB.kode, MISREAD.replace("Perd", "Ped"), 0.7))
    assert (first.row.nama, first.perbaikan) == (usual, None)
    assert (second.row.nama, second.perbaikan) == (usual, "nama_dokumen")


@pytest.mark.parametrize(
    ("nama", "sure"),
    [
        (MISREAD, None),  # the file's own text: the document is printed so
        (MISREAD, 0.97),  # the recogniser was sure
        ("Penyelenggaraan Pelatlhan Pctugas Jembatan Gantung Perdesaan", 0.7),  # letters that look alike
        ("Penyelengaraan Pelatihan Petugas Jembatan Gantung Perdesaan", 0.8),  # a typist's slip
        ("Penyelenggaraan Pelatihan Petugasan Jembatan Gantung Perdesaan", 0.8),  # another ending
        (NAMA.upper(), 0.5),  # nothing differs
    ],
)
def test_what_may_be_printed_so_stays(nama: str, sure: float | None) -> None:
    (row,) = rows_of((SUB.kode, nama, sure))
    assert (row.row.nama, row.perbaikan) == (nama, None)


def test_names_in_capitals_stay_in_capitals() -> None:
    (row,) = rows_of((SUB.kode, MISREAD.upper(), 0.5))
    assert row.row.nama == NAMA.upper()


def test_a_misread_name_that_two_items_are_like_stays() -> None:
    twin = replace(SUB, kode="1.06.04.2.01.0007", nama=NAMA.replace("Gantung", "Gandung"))
    both = Catalog.build([*CATALOG.entries, twin])
    nama = MISREAD.replace("Gantng", "Ganung")
    (row,) = rows_of(("", nama, 0.5), catalog=both)
    assert row.row.nama == nama
