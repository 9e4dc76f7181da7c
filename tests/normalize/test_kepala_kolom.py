"""What columns mean by headers and habits of print that offices have besides the forms' own wordings."""

from __future__ import annotations

from collections.abc import Sequence

from extract.types import Box, Cell, Table
from normalize.columns.looks import classify, quick_number
from normalize.columns.reader import read_columns
from normalize.grid import Grid
from normalize.types import Column, DocumentMeta, JenisDokumen

RENJA = DocumentMeta(JenisDokumen.RENJA, None, 2024, 2024, (), None)


def read(head: Sequence[Sequence[tuple[str, int]]], body: Sequence[Sequence[str]], judul: str = "") -> list[Column]:
    """The columns of a grid; a header row is given as (text, columns that it spans)."""
    cells: list[Cell] = []
    for r, row in enumerate(head):
        col = 0
        for text, span in row:
            if text:
                cells.append(_cell(r, col, text, span, True))
            col += span
    for r, texts in enumerate(body, len(head)):
        cells += [_cell(r, c, text, 1, False) for c, text in enumerate(texts)]
    n_cols = sum(span for _, span in head[0])
    table = Table((1,), None, judul, len(head) + len(body), n_cols, len(head), tuple(cells), "uji", 1.0)
    return list(read_columns(Grid(table), RENJA).columns)


def _cell(row: int, col: int, text: str, span: int, header: bool) -> Cell:
    box = Box(col * 60.0, row * 12.0, (col + span) * 60.0, row * 12.0 + 12.0)
    return Cell(row, col, 1, span, text, 1, box, is_header=header)


def flat(*texts: str) -> list[tuple[str, int]]:
    return [(text, 1) for text in texts]


def roles(columns: Sequence[Column]) -> list[str | None]:
    return [c.peran for c in columns]


NAMES = [
    "Program Penataan Ruang Wilayah",
    "Kegiatan Pemetaan Kawasan",
    "Kegiatan Survei Lapangan",
    "Program Data Spasial",
]
AMOUNTS = ["950.000.000", "450.000.000", "500.000.000", "350.000.000"]


def test_codes_whose_parts_blanks_hold_apart_are_no_amounts() -> None:
    assert [classify(t) for t in ("2 03 44 10 01", "25 01", "1 250 000", "12 bulan")] == [
        "kode",
        "kode",
        "uang",
        "satuan",
    ]
    assert quick_number("2 03 44 10 01") is None
    codes = ["4 01 07 11", "4 01 07 11 02", "4 01 07 11 05", "4 01 07 12"]
    body = [[code, name, a, a] for code, name, a in zip(codes, NAMES, AMOUNTS, strict=True)]
    columns = read([flat("Kode Rekening", "Program / Kegiatan", "Semula", "Menjadi")], body)
    assert roles(columns) == ["kode", "nama", "pagu", "pagu"]


def test_a_budget_after_its_revision_stands_beside_the_one_before() -> None:
    body = [[name, a, b] for name, a, b in zip(NAMES, AMOUNTS, AMOUNTS[::-1], strict=True)]
    columns = read([flat("Program/Kegiatan", "Pagu Semula (Rp)", "Pagu Revisi (Rp)")], body)
    assert [(c.peran, c.konteks) for c in columns[1:]] == [("pagu", "sebelum"), ("pagu", None)]


def test_the_target_beside_the_forward_estimate_is_of_the_year_after_whatever_its_header_prints() -> None:
    body = [[name, "70 persen", a, "75 persen", b] for name, a, b in zip(NAMES, AMOUNTS, AMOUNTS[::-1], strict=True)]
    head = [
        [("Program/Kegiatan", 1), ("Rencana Tahun 2024", 2), ("Prakiraan Maju Rencana Tahun 2024", 2)],
        flat("", "Target Capaian", "Pagu Indikatif", "Target Capaian", "Pagu Indikatif"),
    ]
    columns = read(head, body, "Rencana Program dan Kegiatan Tahun 2024")
    assert [(c.peran, c.tahun) for c in columns[1:]] == [
        *(("target", 2024), ("pagu", 2024), ("target", 2025), ("prakiraan_maju", 2025)),
    ]


def test_places_that_are_counted_are_places() -> None:
    body = [[name, "27 Kab/Kota", "1 dokumen", a] for name, a in zip(NAMES, AMOUNTS, strict=True)]
    columns = read([flat("Program/Kegiatan", "Lokasi", "Target", "Pagu Indikatif")], body)
    assert roles(columns) == ["nama", "lokasi", "target", "pagu"]


def test_what_budget_and_spending_leave_under_efisiensi_is_no_remainder() -> None:
    spent = ["940.000.000", "430.000.000", "495.000.000", "300.000.000"]
    left = ["10.000.000", "20.000.000", "5.000.000", "50.000.000"]
    body = [list(row) for row in zip(NAMES, AMOUNTS, spent, left, strict=True)]
    columns = read([flat("Sasaran", "Anggaran", "Realisasi", "Efisiensi")], body)
    assert roles(columns)[1:] == ["pagu", "realisasi", "keterangan"]


def test_halves_that_repeat_their_headers_are_two_sides_also_where_amounts_stand_under_a_source_alone() -> None:
    body = [[name, "Desa Alfa", a, name, "Desa Alfa", b] for name, a, b in zip(NAMES, AMOUNTS, AMOUNTS, strict=True)]
    half = ["Program/Kegiatan", "Lokasi", "APDB Provinsi"]
    columns = read([flat(*half, *half)], body)
    assert [(c.peran, c.konteks) for c in columns if c.peran == "pagu"] == [
        *(("pagu", "rancangan_awal"), ("pagu", "hasil_analisis")),
    ]


def test_words_for_notes_and_codes_that_plans_of_provinces_print_are_known() -> None:
    body = [["1", name, a, "DK", "3"] for name, a in zip(NAMES, AMOUNTS, strict=True)]
    columns = read([flat("Kodering", "Program/Kegiatan", "Pagu", "KW", "Tematik Sektoral")], body)
    assert roles(columns) == ["kode", "nama", "pagu", "keterangan", "keterangan"]


def test_rows_that_only_count_the_columns_say_nothing_of_what_columns_hold() -> None:
    counted = [f"({k})" for k in range(1, 6)]
    body = [["Jawa Alfa", name, "", "1 dokumen", a] for name, a in zip(NAMES, AMOUNTS, strict=True)]
    columns = read(
        [flat("Lokasi", "Program/Kegiatan", "Sasaran Daerah", "Target", "Pagu")], [*body, counted, counted, counted]
    )
    assert roles(columns) == ["lokasi", "nama", "sasaran", "target", "pagu"]
