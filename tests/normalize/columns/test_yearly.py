"""Columns in a row of years or of quarters whose own header does not say of what they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from normalize.columns.reader import read_columns
from normalize.grid import Grid
from normalize.types import Column, JenisDokumen, Ukuran
from normalize.ukuran import DOUBTFUL
from tests.normalize.columns.test_budget_reports import META, grid_of

QUARTERS = ("Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV")
MEASURES = {str(u) for u in Ukuran}
INDICATORS = ("Jumlah mercusuar yang dirawat", "Persentase dermaga layak pakai", "Jumlah nelayan yang dilatih")
INDICATORS += ("Jumlah perahu yang diuji", "Cakupan pasar ikan bersih", "Jumlah peta arus yang disusun")


def plan(of_quarters: Callable[[int], tuple[int, ...]], *, total: str = "Target 2019") -> tuple[Column, ...]:
    """Indicators with a year's target of 40 and more, and what its quarters print for each."""
    head: list[list[str | tuple[str, int]]] = [["No", "Indikator", total, *QUARTERS]]
    body: list[list[str | tuple[str, int]]] = [
        [str(k), name, str(40 + 4 * k), *map(str, of_quarters(40 + 4 * k))] for k, name in enumerate(INDICATORS, 1)
    ]
    return read_columns(grid_of(head, body), META).columns[3:]


@pytest.mark.parametrize(
    "of_quarters",
    [lambda aim: (aim // 4,) * 4, lambda aim: (aim // 4, aim // 2, aim * 3 // 4, aim)],
    ids=["parts", "what is to be reached by then"],
)
def test_bare_quarters_that_make_up_the_years_target_are_its_targets(
    of_quarters: Callable[[int], tuple[int, ...]],
) -> None:
    found = plan(of_quarters)
    assert [(c.peran, str(c.konteks)) for c in found] == [("target", f"triwulan_{k}") for k in (1, 2, 3, 4)]
    assert all(c.keyakinan > DOUBTFUL for c in found)


def test_bare_quarters_that_do_not_make_up_the_target_are_kept_in_doubt() -> None:
    found = plan(lambda aim: (7, 11, aim % 7 + 3, aim % 5 + 2))
    assert {c.peran for c in found} <= MEASURES
    assert all(c.keyakinan <= DOUBTFUL for c in found)


def test_quarters_beside_a_realisation_are_kept_in_doubt_also_where_they_make_up_the_target() -> None:
    head: list[list[str | tuple[str, int]]] = [["No", "Indikator", "Target", *QUARTERS, "Realisasi"]]
    body: list[list[str | tuple[str, int]]] = [
        [str(k), name, str(4 * k), *[str(k)] * 4, str(4 * k)] for k, name in enumerate(INDICATORS, 1)
    ]
    found = read_columns(grid_of(head, body), META).columns[3:7]
    assert all(c.keyakinan <= DOUBTFUL for c in found if c.peran in MEASURES)


def test_marks_below_bare_quarters_are_no_values() -> None:
    head: list[list[str | tuple[str, int]]] = [["Kegiatan", "Target", *QUARTERS]]
    body: list[list[str | tuple[str, int]]] = [
        [name, f"{k} Unit", "v", "", "v", "v"] for k, name in enumerate(INDICATORS, 2)
    ]
    assert not {c.peran for c in read_columns(grid_of(head, body), META).columns[2:]} & MEASURES


def test_words_below_counted_years_are_no_targets() -> None:
    head: list[list[str | tuple[str, int]]] = [["Sasaran", "Indikator", "Tahun 1", "Tahun 2", "Tahun 3"]]
    told = ("Penyusunan rencana induk pelabuhan", "Pembangunan dermaga kayu", "Perluasan pasar lelang")
    body: list[list[str | tuple[str, int]]] = [["Meratanya layanan pelabuhan", name, *told] for name in INDICATORS]
    assert not {c.peran for c in read_columns(grid_of(head, body), META).columns[2:]} & MEASURES


def test_a_shift_between_two_budgets_that_say_only_that_they_changed_is_the_one_that_is_added() -> None:
    head: list[list[str | tuple[str, int]]] = [["Uraian", "Murni", "Pergeseran", "Perubahan"]]
    sums = ((310, 25), (480, -60), (725, 40), (150, -15), (935, 110))
    body: list[list[str | tuple[str, int]]] = [
        [name, amount(first), amount(moved), amount(first + moved)]
        for name, (first, moved) in zip(INDICATORS, sums, strict=False)
    ]
    found = read_columns(grid_of(head, body), META).columns
    assert [(c.peran, c.konteks and str(c.konteks)) for c in found[1:]] == [
        ("pagu", "sebelum"),
        ("selisih", None),
        ("pagu", None),
    ]


def amount(million: int) -> str:
    return f"({-million}.000.000)" if million < 0 else f"{million}.000.000"


def test_a_quarter_over_two_columns_leaves_all_quarters_in_doubt() -> None:
    head: list[list[str | tuple[str, int]]] = [
        ["Indikator", "Target 2019", ("Target Triwulanan", 4)],
        ["", "Q1", "Q2", ("Q3", 2), "Q4"],
    ]
    body: list[list[str | tuple[str, int]]] = [
        [name, str(40 + k), str(3 * k + 1), str(5 * k), str(7 * k + 2), str(9 * k)]
        for k, name in enumerate(INDICATORS, 1)
    ]
    found = read_columns(grid_of(head, body), META).columns[1:]
    assert all(c.keyakinan <= DOUBTFUL for c in found if c.peran in MEASURES)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Realisasi Kinerja per Triwulan", JenisDokumen.LAINNYA),
        ("Pengukuran Kinerja", JenisDokumen.LAINNYA),
        ("", JenisDokumen.LKJIP),
    ],
)
def test_bare_quarters_of_a_report_are_no_certain_targets_though_all_was_reached(
    title: str, kind: JenisDokumen
) -> None:
    head: list[list[str | tuple[str, int]]] = [["No", "Indikator", "Target", *QUARTERS]]
    body: list[list[str | tuple[str, int]]] = [
        [str(k), name, str(40 + 4 * k), *[str(10 + k)] * 4] for k, name in enumerate(INDICATORS, 1)
    ]
    grid = Grid(replace(grid_of(head, body).table, judul=title))
    found = read_columns(grid, replace(META, jenis=kind)).columns[3:]
    assert all(c.keyakinan <= DOUBTFUL for c in found)
