"""Rows read in the wrong columns are put right by their sums, in the only way that fits; nothing else is touched."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from extract.types import Box, Cell, Table
from normalize.grid import Grid
from normalize.kolom_nilai import value_columns
from normalize.nilai import read_values
from normalize.types import BudgetRow, Column, Konteks, TingkatBaris, Ukuran
from normalize.ukuran import Certainty
from settle.alignment import DOUBTFUL, realign_rows
from settle.ledger import build_sums, measures_of, read_ledger

YEARS = (2022, 2023, 2024)
COLUMNS = (
    Column(0, "Program", "nama"),
    *(Column(1 + i, f"Rp {tahun}", "pagu", None, tahun) for i, tahun in enumerate(YEARS)),
    Column(4, "Rp akhir", "pagu", Konteks.AKHIR_RENSTRA, 2024),
    Column(5, "Unit", "penanggung_jawab"),
)
PLAN = [
    ["PROGRAM A", "9.150.000", "12.400.000", "7.310.000", "28.860.000", ""],
    ["Kegiatan 1", "4.100.000", "8.250.000", "", "12.350.000", ""],
    ["Kegiatan 2", "5.050.000", "4.150.000", "7.310.000", "16.510.000", ""],
]
PARENTS = (None, 0, 0)
LEVELS = (TingkatBaris.PROGRAM, TingkatBaris.KEGIATAN, TingkatBaris.KEGIATAN)


def read(texts: list[list[str]]) -> tuple[BudgetRow, ...]:
    """The rows of a grid of texts, read as they stand and then aligned by their sums."""
    cells = tuple(
        Cell(r, c, 1, 1, text, 1, Box(10 * c, 10 * r, 10 * c + 9, 10 * r + 9))
        for r, row in enumerate(texts)
        for c, text in enumerate(row)
        if text
    )
    grid = Grid(Table((1,), None, None, len(texts), len(texts[0]), 0, cells, "ruled", 1.0))
    columns = value_columns(grid, COLUMNS)
    rows = tuple(
        BudgetRow(r, r, None, None, row[0], None, read_values(grid, r, columns), 1, Box(0, 10 * r, 60, 10 * r + 9))
        for r, row in enumerate(texts)
    )
    keys = measures_of(read_ledger(rows, Certainty(COLUMNS)))
    return realign_rows(rows, build_sums(rows, PARENTS, LEVELS, keys), grid, COLUMNS)


def amounts(row: BudgetRow) -> dict[tuple[Konteks | None, int | None], Decimal | None]:
    return {(v.konteks, v.tahun): v.nilai for v in row.values}


def changed(row: int, *texts: str) -> list[list[str]]:
    grid = [list(line) for line in PLAN]
    grid[row] = [grid[row][0], *texts]
    return grid


TRUE = [amounts(row) for row in read(PLAN)]

DAMAGE = {
    "a doubled cell that pushes the others out": (
        2,
        ("5.050.000", "5.050.000", "4.150.000", "7.310.000", "16.510.000"),
        "sel_ganda",
    ),
    "a stretch shifted over an empty cell": (1, ("4.100.000", "", "8.250.000", "12.350.000", ""), "geser_kolom"),
    "a whole row shifted out of its columns": (
        2,
        ("", "5.050.000", "4.150.000", "7.310.000", "16.510.000"),
        "geser_kolom",
    ),
    "an amount cut by a column border": (1, ("4.100.000", "8.250", ".000", "12.350.000", ""), "angka_terpotong"),
    "two amounts in one cell": (2, ("5.050.000 4.150.000", "", "7.310.000", "16.510.000", ""), "angka_menyatu"),
}


def test_a_sound_table_is_left_alone() -> None:
    assert all(v.perbaikan is None and v.keyakinan > 0.9 for row in read(PLAN) for v in row.values)


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_with_one_explanation_is_repaired_and_recorded(name: str) -> None:
    row, texts, what = DAMAGE[name]
    rows = read(changed(row, *texts))
    assert [amounts(one) for one in rows] == TRUE
    recorded = {v.perbaikan for one in rows for v in one.values} - {None, "pemisah_rusak"}
    assert recorded == {f"bukti:{what}"}


def test_what_is_printed_stays_as_it_is_printed() -> None:
    row, texts, _ = DAMAGE["a stretch shifted over an empty cell"]
    rows = read(changed(row, *texts))
    assert [v.teks for v in rows[row].values] == [t for t in texts if t]


@pytest.mark.parametrize("seed", range(25))
def test_wrong_amounts_of_the_document_are_never_explained_away(seed: int) -> None:
    rng = random.Random(seed)
    grid = [list(line) for line in PLAN]
    row, col = rng.randrange(3), rng.randrange(1, 5)
    mishap = rng.choice(["digit", "paste", "lost"])
    text = grid[row][col]
    if mishap == "digit" and text:
        grid[row][col] = str(rng.choice([d for d in range(1, 10) if str(d) != text[0]])) + text[1:]
    elif mishap == "paste":
        grid[row][col] = grid[rng.randrange(3)][rng.randrange(1, 5)]
    else:
        grid[row][col] = ""
    rows = read(grid)
    printed = [[t for t in line[1:5] if t] for line in grid]
    assert [[v.teks for v in one.values] for one in rows] == printed
    assert not any(v.perbaikan for one in rows for v in one.values)


def test_two_explanations_settle_nothing_and_leave_a_doubt() -> None:
    # Either kegiatan may be the one whose only amount stands a year too late.
    grid = [
        ["PROGRAM A", "5.000.000", "5.000.000", "", "10.000.000", ""],
        ["Kegiatan 1", "", "5.000.000", "", "5.000.000", ""],
        ["Kegiatan 2", "", "5.000.000", "", "5.000.000", ""],
    ]
    rows = read(grid)
    assert [[v.teks for v in one.values] for one in rows] == [[t for t in line[1:5] if t] for line in grid]
    disputed = [v for one in rows[1:] for v in one.values if v.konteks is None]
    assert [v.keyakinan for v in disputed] == [DOUBTFUL, DOUBTFUL]
    assert all(v.keyakinan > DOUBTFUL for one in rows for v in one.values if v not in disputed)


def test_counts_under_realisasi_are_no_money() -> None:
    columns = (Column(0, "", "nama"), Column(1, "Realisasi", "realisasi", Konteks.RENJA, 2024))
    cells = (Cell(0, 1, 1, 1, "12 orang", 1, Box(0, 0, 1, 1)),)
    grid = Grid(Table((1,), None, None, 1, 2, 0, cells, "ruled", 1.0))
    values = read_values(grid, 0, value_columns(grid, columns))
    row = BudgetRow(0, 0, None, None, "x", None, values, 1, Box(0, 0, 1, 1))
    assert read_ledger([row], Certainty(columns)) == {}
    assert values[0].ukuran is Ukuran.REALISASI
