"""Amounts and shares that are no budget: what is owned and owed, and the part of a whole that each item has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from normalize.columns.looks import classify, quick_number
from normalize.columns.reader import read_columns
from normalize.grid import Grid
from normalize.types import JenisDokumen
from tests.normalize.columns.test_budget_reports import META, NAMES, grid_of

ACCOUNTS = ("Belanja Pegawai", "Belanja Barang dan Jasa", "Belanja Modal", "Belanja Hibah", "Belanja Transfer")
OWNED = ("ASET", "Kas di Bendahara", "Gedung dan Bangunan", "KEWAJIBAN", "EKUITAS")


def certain(title: str, heads: tuple[str, str], names: tuple[str, ...]) -> list[bool]:
    """Which of two columns of amounts below these headers are certain."""
    body = [[name, f"{k + 3}17.250.{k}40", f"{k + 2}06.180.{k}15"] for k, name in enumerate(names)]
    table = replace(grid_of([["Uraian", *heads]], body).table, judul=title)
    return [c.keyakinan > 0.5 for c in read_columns(Grid(table), META).columns[1:]]


@pytest.mark.parametrize(
    ("title", "heads", "names", "expected"),
    [
        ("Laporan Operasional", ("2031", "2030"), ACCOUNTS, False),
        ("Neraca", ("2031 (Rp)", "2030 (Rp)"), ACCOUNTS, False),
        ("", ("2031", "2030"), OWNED, False),
        ("", ("31 Desember 2031 (Rp)", "31 Desember 2030 (Rp)"), ACCOUNTS, False),
        ("Belanja", ("2031 (Rp)", "2030 (Rp)"), ACCOUNTS, True),
        ("Laporan Operasional", ("Anggaran 2031", "Anggaran 2030"), ACCOUNTS, True),
        ("", ("Realisasi s.d. 31 Desember 2031 (Rp)", "Realisasi s.d. 31 Desember 2030 (Rp)"), ACCOUNTS, True),
    ],
)
def test_amounts_of_a_statement_that_no_word_calls_a_budget_are_no_certain_one(
    title: str, heads: tuple[str, str], names: tuple[str, ...], expected: bool
) -> None:
    assert certain(title, heads, names) == [expected, expected]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Nilai Perolehan (Rp)", False),
        ("Nilai Buku (Rp)", False),
        ("Jumlah Pinjaman (Rp)", False),
        ("Sisa Utang (Rp)", False),
        ("Anggaran Pemeliharaan Aset (Rp)", True),
        ("Jumlah (Rp)", True),
    ],
)
def test_what_is_owned_or_owed_is_no_certain_budget(head: str, expected: bool) -> None:
    assert certain("", (head, "Realisasi (Rp)"), ACCOUNTS)[0] is expected


def test_a_percentage_in_proportion_to_the_amounts_is_the_part_of_the_whole_and_not_what_was_spent() -> None:
    pagu = [410_000_000, 180_500_000, 96_250_000, 311_000_000, 54_300_000, 228_750_000]
    spent = [0.91, 0.85, 0.97, 0.88, 0.93, 0.79]
    body = [
        [name, f"{p:,}", f"{p / sum(pagu):.2%}", f"{p * s:,.0f}", f"{s:.2%}"]
        for name, p, s in zip((*NAMES, *NAMES), pagu, spent, strict=False)
    ]
    heads = ["Program", "Anggaran (Rp)", "% Anggaran", "Realisasi (Rp)", "% Realisasi"]
    columns = read_columns(grid_of([heads], body), META).columns
    assert [c.peran for c in columns[1:]] == ["pagu", "keterangan", "realisasi", "persen_realisasi"]


@pytest.mark.parametrize(
    ("text", "number"), [("796.142 .000", 796_142_000.0), ("4.760.4 68.271", 4_760_468_271.0), ("1.06.01.2 09", None)]
)
def test_an_amount_that_a_narrow_cell_tore_inside_of_a_group_is_no_code(text: str, number: float | None) -> None:
    assert classify(text) == ("kode" if number is None else "uang")
    assert quick_number(text) == number


GRADES = ("Golongan IV", "Golongan III", "Golongan II", "Golongan I")


def share(heads: list[str], rows: list[list[str]], jenis: JenisDokumen = META.jenis) -> tuple[str, bool]:
    """What the last of these columns is, and whether it is certain."""
    column = read_columns(grid_of([heads], rows), replace(META, jenis=jenis)).columns[-1]
    return column.peran, column.keyakinan > 0.5


def test_a_percentage_beside_how_many_there_are_is_no_certain_achievement() -> None:
    counts = [7, 31, 19, 3]
    rows = [[name, str(n), f"{n * 100 / 60:.2f} %"] for name, n in zip(GRADES, counts, strict=True)]
    assert share(["Golongan", "Jumlah", "Persentase"], rows) != ("capaian", True)


def test_a_percentage_beside_an_indicator_and_its_target_is_an_achievement_in_a_report() -> None:
    rows = [[f"Jumlah sanggar tari ke-{k}", f"{k}", f"{80 + k},25 %"] for k in range(4, 9)]
    heads = ["Indikator Kinerja", "Target", "Persentase"]
    assert share(heads, rows, JenisDokumen.LKJIP) == ("capaian", True)
    assert share(heads, rows, JenisDokumen.RENJA) == ("capaian", False)
