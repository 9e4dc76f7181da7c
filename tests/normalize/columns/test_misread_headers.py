"""Headers as recognisers misread them: what columns mean, and that the printed words stay."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.types import Box, Cell, Table
from normalize.columns.reader import read_columns
from normalize.grid import Grid
from normalize.types import Column, DocumentMeta, JenisDokumen, Konteks, Ukuran

META = DocumentMeta(JenisDokumen.RENSTRA, None, 2031, 2034, (), "Dinas Uji")
_ROWS = 6


def columns_of(group: str, leaves: Sequence[str]) -> tuple[Column, ...]:
    """The columns of code, name and amounts under a header group, read by a recogniser that was sure of all."""
    texts = [["Kode", "Program/Kegiatan", group], leaves]
    cells = [
        _cell(0, col, text, 2 if col < 2 else 1, len(leaves) if col == 2 else 1) for col, text in enumerate(texts[0])
    ]
    cells += [_cell(1, 2 + k, text) for k, text in enumerate(leaves)]
    for k in range(1, _ROWS + 1):
        amounts = [f"{(7 * k + j) * 1_358_000:,}".replace(",", ".") for j in range(len(leaves))]
        row = [f"1.06.0{k}.2.01", f"Kegiatan Penyediaan Lemari Arsip {k}", *amounts]
        cells += [_cell(1 + k, col, text) for col, text in enumerate(row)]
    table = Table((1,), None, None, 2 + _ROWS, 2 + len(leaves), 2, tuple(cells), "uji", 1.0)
    return read_columns(Grid(table), META).columns[2:]


def _cell(row: int, col: int, text: str, rows: int = 1, columns: int = 1) -> Cell:
    box = Box(40.0 * col, 12.0 * row, 40.0 * (col + columns), 12.0 * (row + rows))
    return Cell(row, col, rows, columns, text, 1, box, confidence=0.99)


@pytest.mark.parametrize(
    "misread", ["Realisas1 Anggaran", "Reallsasi Angaran", "REALISASl ANGGARAN", "Rea1isasi Anggaran"]
)
def test_a_misread_word_is_the_header_word_that_it_nearly_is(misread: str) -> None:
    columns = columns_of(misread, ["2031", "2032", "2033"])
    assert [column.peran for column in columns] == [Ukuran.REALISASI] * 3
    assert all(column.judul.startswith(misread) for column in columns)


@pytest.mark.parametrize(
    "years", [["2031", "2032", "2038", "2034"], ["2081", "2032", "2033", "2034"], ["2031", "2032", "2033", "2084"]]
)
def test_a_year_that_its_neighbours_contradict_is_the_one_they_ask_for(years: list[str]) -> None:
    columns = columns_of("Realisasi Anggaran", years)
    assert [column.tahun for column in columns] == [2031, 2032, 2033, 2034]
    assert [column.judul.split(" > ")[1] for column in columns] == years


@pytest.mark.parametrize("quarters", [["I", "Il", "lll", "lV"], ["I", "II", "Ill", "IV"]])
def test_quarters_are_counted_where_bars_are_read_as_letters(quarters: list[str]) -> None:
    columns = columns_of("Target Triwulan", quarters)
    assert [column.konteks for column in columns] == [
        Konteks.TRIWULAN_1, Konteks.TRIWULAN_2, Konteks.TRIWULAN_3, Konteks.TRIWULAN_4,
    ]  # fmt: skip


def test_quarters_are_told_also_where_their_word_is_misprinted() -> None:
    found = columns_of("Realisasi Angaran", ["Triblan I", "Tribulan II", "Tribuan III", "Tribulan IV"])
    assert [c.konteks for c in found] == [Konteks(f"triwulan_{n}") for n in (1, 2, 3, 4)]


def test_kinds_of_belanja_are_told_apart_where_one_is_misprinted() -> None:
    found = columns_of("Anggaran (Rp)", ["Belanja Operasi", "Belanja Modal", "Belanja Tidak Teduga", "Jumlah"])
    assert [c.rincian for c in found] == ["belanja operasi", "belanja modal", "belanja tidak terduga", None]


def test_two_pairs_of_indicator_and_target_are_no_two_sides_where_code_and_name_stand_in_one_column() -> None:
    header = [["Program/Kegiatan", "", "Keluaran Kegiatan", "", "Hasil Kegiatan", "", "Pagu"]]
    header += [["Uraian", "Target", "Uraian", "Target", "Uraian", "Target", ""]]
    things = ("tangga", "rak", "meja", "lampu", "pagar", "gerobak")
    body = [
        [
            f"1.06.0{k} PROGRAM UJI COBA Jumlah bulan\nPELAYANAN DAERAH {thing} terpasang",
            *(f"{k + 8} Ruang", f"Jumlah {thing} yang\ntersedia", f"{k + 3} Unit"),
            *(f"Persentase {thing}\nyang baik", f"{k} Buah", f"{7 * k}.358.000"),
        ]
        for k, thing in enumerate(things, 1)
    ]
    cells = [_cell(r, c, text) for r, row in enumerate([*header, *body]) for c, text in enumerate(row)]
    table = Table((1,), None, None, len(header) + len(body), 7, 2, tuple(cells), "uji", 1.0)
    columns = read_columns(Grid(table), META).columns
    assert {column.konteks for column in columns} == {None}
