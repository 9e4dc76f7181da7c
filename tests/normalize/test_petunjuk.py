"""Clues of the body: filled-in lines, headings, cells that hold an office."""

from __future__ import annotations

import pytest

from extract.types import Box, Cell, PageResult, PageTable, TextLine
from normalize.petunjuk import captions, headings, is_row, isian, office_cells


def page(*texts: str, cells: tuple[str, ...] = ()) -> PageResult:
    lines = tuple(TextLine(1, text, Box(80, 30 * i, 520, 30 * i + 16), 11, False) for i, text in enumerate(texts))
    grid = tuple(Cell(0, c, 1, 1, text, 1, Box(90 * c, 500, 90 * c + 90, 520)) for c, text in enumerate(cells))
    tables = (PageTable(1, Box(0, 500, 500, 520), 1, len(cells), grid, "uji", 1.0),) if cells else ()
    return PageResult(1, 600, 850, lines, tables)


@pytest.mark.parametrize(
    ("lines", "label", "value"),
    [
        (("SKPD : 1.06.01 DINAS SOSIAL",), "SKPD", "1.06.01 DINAS SOSIAL"),
        (("Nama OPD: Dinas Sosial",), "NAMA OPD", "Dinas Sosial"),
        (("Perangkat Daerah", ": Dinas Sosial"), "PERANGKAT DAERAH", "Dinas Sosial"),
        (("Organisasi : Dinas Sosial dan", "Tenaga Kerja"), "ORGANISASI", "Dinas Sosial dan Tenaga Kerja"),
        (("Bulan : Mei 2024",), "BULAN", "Mei 2024"),
        (("Nama SKPD D:inas Kelautan",), "NAMA SKPD", "Dinas Kelautan"),
        (("Nama SKPD Badan Pemberdayaan Desa Lembar : 1 dari 3",), "NAMA SKPD", "Badan Pemberdayaan Desa"),
    ],
)
def test_a_filled_in_line_has_a_label_and_a_value(lines: tuple[str, ...], label: str, value: str) -> None:
    assert isian([page(*lines)])[0] == (label, value)


def test_a_label_without_colon_is_filled_in_only_by_an_office() -> None:
    assert isian([page("Nama SKPD yang bertanggung jawab", "Nama OPD Pengusul")]) == ()


def test_label_and_value_may_stand_in_cells_beside_each_other() -> None:
    assert ("SKPD", "Dinas Sosial") in isian([page(cells=("SKPD", ":", "Dinas Sosial"))])


def test_a_row_of_codes_or_money_is_no_heading() -> None:
    found = headings([page("1.2 Landasan Hukum", "1.06.02 Penyusunan Renja", "2.1 Belanja 12.500.000")])
    assert [text.split(" 1.06")[0] for text in found] == ["1.2 Landasan Hukum"]
    assert is_row("4.02.01 Penyusunan laporan kinerja")
    assert not is_row("3.2. Tujuan dan Sasaran Renja 2024")


def test_a_tables_title_is_known_by_its_first_word_also_where_a_scan_glues_the_number_to_it() -> None:
    lines = ("TabelB-3", "Rencana Kerja Tahun 2019", "Tabelaris", "Tabel 4 Dermaga")
    assert captions([page(*lines)]) == ("TabelB-3 Rencana Kerja Tahun 2019 Tabelaris", "Tabel 4 Dermaga")


def test_only_cells_that_are_an_office_and_nothing_else_count() -> None:
    cells = ("Dinas Sosial", "Dinas terkait", "Badan jalan 12 km", "1.06 Dinas\nKesehatan", "Tujuan Dinas Sosial")
    assert office_cells([page(cells=cells)]) == ("Dinas Sosial", "Dinas Kesehatan")
