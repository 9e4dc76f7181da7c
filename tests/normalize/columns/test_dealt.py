"""Years in one header cell over as many groups of columns are dealt to them in order, and doubted."""

from __future__ import annotations

import pytest

from normalize.columns.axes import DEALT
from normalize.columns.reader import read_columns
from normalize.grid import Grid
from normalize.types import Column
from tests.normalize.columns.grids import make_meta, make_table

HEAD = ["Kode", "Program", "Indikator"]
BODY = [
    f"2.05.0{k} | Program Pengelolaan Terumbu {k} | Luas terumbu yang pulih"
    f" | {k + 3} Ha | {k + 2}.450.000.000 | {k + 5} Ha | {k + 4}.175.000.000".split(" | ")
    for k in range(2, 8)
]


def columns(years: str, *below: str, meta: str = "renstra 2025-2029") -> tuple[Column, ...]:
    """The last four columns under one cell with these years."""
    header = [[*HEAD, years, "<", "<", "<"], ["^", "^", "^", *below]]
    return read_columns(Grid(make_table(header, BODY)), make_meta(meta)).columns[3:]


@pytest.mark.parametrize("years", ["2026 2027", "Tahun 2026 Tahun 2027", "2026\n2027"])
def test_each_year_is_of_one_group_and_doubted(years: str) -> None:
    found = columns(years, "Target", "Rp", "Target", "Rp")
    assert [c.tahun for c in found] == [2026, 2026, 2027, 2027]
    assert [c.peran for c in found] == ["target", "pagu", "target", "pagu"]
    assert all(c.keyakinan <= DEALT for c in found)


def test_a_group_whose_text_was_misread_is_one_of_them() -> None:
    assert [c.tahun for c in columns("2026 2027", "Target", "Rp", "Targel", "Rp")] == [2026, 2026, 2027, 2027]


def test_years_of_two_cells_are_not_doubted_for_it() -> None:
    header = [[*HEAD, "2026", "<", "2027", "<"], ["^", "^", "^", "Target", "Rp", "Target", "Rp"]]
    found = read_columns(Grid(make_table(header, BODY)), make_meta("renstra 2025-2029")).columns[3:]
    assert [c.tahun for c in found] == [2026, 2026, 2027, 2027]
    assert all(c.keyakinan > DEALT for c in found)


@pytest.mark.parametrize("years", ["2026-2027", "2026 s/d 2027", "2026 dan 2027"])
def test_a_span_is_of_all_its_columns(years: str) -> None:
    assert len({c.tahun for c in columns(years, "Target", "Rp", "Target", "Rp")}) == 1


def test_columns_that_do_not_repeat_are_not_dealt_to() -> None:
    found = columns("2026 2027", "Target", "Rp", "Realisasi", "Sisa")
    assert [c.judul.partition(" >")[0] for c in found] == ["2026 2027"] * 4


def test_bare_years_over_as_many_columns_are_dealt_too() -> None:
    header = [[*HEAD, "Pagu Indikatif (Rp)", "<", "<"], ["^", "^", "^", "2026 2027 2028", "<", "<"]]
    body = [[*row[:3], row[4], row[6], f"{k + 7}.310.000.000"] for k, row in enumerate(BODY)]
    found = read_columns(Grid(make_table(header, body)), make_meta("renstra 2025-2029")).columns[3:]
    assert [c.tahun for c in found] == [2026, 2027, 2028]
    assert all(c.keyakinan <= DEALT for c in found)
