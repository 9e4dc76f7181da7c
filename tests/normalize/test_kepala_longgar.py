"""Headings that nobody merged over the columns that they head."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.grid import Grid
from tests.normalize.columns.grids import make_table


def _paths(*header: Sequence[str]) -> list[str]:
    return [" > ".join(path) for path in Grid(make_table(header, [["1"] * len(header[0])])).paths]


def test_headings_over_the_first_of_each_group_are_as_wide_as_the_groups() -> None:
    found = _paths(
        ("Program", "Target", "", "Realisasi Triwulan", "", "", "", "Ket"),
        ("", "", "", "I", "", "II", "", ""),
        ("", "K", "Rp", "K", "Rp", "K", "Rp", ""),
    )
    assert found == [
        "Program",
        "Target > K",
        "Target > Rp",
        "Realisasi Triwulan > I > K",
        "Realisasi Triwulan > I > Rp",
        "Realisasi Triwulan > II > K",
        "Realisasi Triwulan > II > Rp",
        "Ket",
    ]


def test_merged_headings_stay_as_they_are() -> None:
    found = _paths(("Program", "Target", "<", "Realisasi", ""), ("^", "K", "Rp", "K", "Rp"))
    assert found == ["Program", "Target > K", "Target > Rp", "Realisasi > K", "Realisasi > Rp"]


def test_a_heading_that_stands_over_the_second_of_a_group_widens_nothing() -> None:
    found = _paths(("Program", "", "Target", "", "Realisasi"), ("", "K", "Rp", "K", "Rp"))
    assert found == ["Program", "K", "Target > Rp", "K", "Realisasi > Rp"]


def test_a_group_without_a_heading_widens_nothing() -> None:
    found = _paths(("Program", "Target", "", "", "", "Realisasi", ""), ("", "K", "Rp", "K", "Rp", "K", "Rp"))
    assert found == ["Program", "Target > K", "Rp", "K", "Rp", "Realisasi > K", "Rp"]


def test_one_group_alone_does_not_show_where_it_begins() -> None:
    found = _paths(("Program", "Target", "", "Ket"), ("", "K", "Rp", ""))
    assert found == ["Program", "Target > K", "Rp", "Ket"]


def test_signs_tell_no_groups_apart() -> None:
    found = _paths(
        ("Program", "Target", "", "Capaian", ""), ("", "Kinerja", "Anggaran (Rp)", "Kinerja (%)", "Anggaran (%)")
    )
    assert found[2:] == ["Target > Anggaran (Rp)", "Capaian > Kinerja (%)", "Capaian > Anggaran (%)"]
