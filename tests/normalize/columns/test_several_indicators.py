"""Indicators side by side in one row: the target of each, what was reached of it, and how sure that is."""

from __future__ import annotations

import pytest

from normalize.columns.reader import read_columns
from normalize.types import Column, Konteks
from normalize.ukuran import SURE_COLUMN
from tests.normalize.columns.test_budget_reports import META, NAMES, grid_of

Row = list[str | tuple[str, int]]


def read(head: list[Row], body: list[Row]) -> tuple[Column, ...]:
    return read_columns(grid_of(head, body), META).columns


def sure(columns: tuple[Column, ...], peran: str) -> list[bool]:
    return [c.keyakinan >= SURE_COLUMN for c in columns if c.peran == peran]


@pytest.mark.parametrize(
    ("above", "groups", "is_sure"),
    [
        ("Indikator Kinerja", ("Keluaran", "Hasil"), True),
        ("Pengukuran", ("Output", "Outcome"), True),
        ("Pengukuran", ("Kelompok Alfa", "Kelompok Beta"), False),
    ],
)
def test_what_was_reached_of_several_indicators_is_as_certain_as_the_target_of_each(
    above: str, groups: tuple[str, str], is_sure: bool
) -> None:
    head: list[Row] = [
        ["Kegiatan", (above, 6)],
        ["", *((group, 3) for group in groups)],
        ["", *("Uraian", "Target", "Realisasi") * 2],
    ]
    body: list[Row] = [
        [name, f"Tersedianya {name.lower()}", f"{k + 20}", f"{k + 18}", "Tertibnya layanan", f"{k + 50}", f"{k + 47}"]
        for k, name in enumerate(NAMES, 1)
    ]
    found = read(head, body)
    assert [c.peran for c in found if c.peran in ("target", "realisasi")] == ["target", "realisasi"] * 2
    assert sure(found, "target") == [True, True]
    assert sure(found, "realisasi") == [is_sure, is_sure]


@pytest.mark.parametrize(("money", "is_sure"), [("Pagu Indikatif", True), ("Realisasi Anggaran", False)])
def test_what_stands_beside_an_indicator_is_its_certain_target_only_where_nothing_is_told_as_reached(
    money: str, is_sure: bool
) -> None:
    head: list[Row] = [["Kegiatan", ("Indikator Kinerja", 4), money], ["", ("Keluaran", 2), ("Hasil", 2), ""]]
    body: list[Row] = [
        [name, f"Tersedianya {name.lower()}", f"{k + 2} Unit", "Lancarnya kerja kantor", f"{k + 71}%", f"{k}1.250.000"]
        for k, name in enumerate(NAMES, 1)
    ]
    found = read(head, body)
    assert [c.peran for c in found[1:5]] == ["indikator", "target"] * 2
    assert sure(found, "target") == [is_sure, is_sure]


@pytest.mark.parametrize("word", ["Hasil Tahun 2019", "Hasil sampai dengan 2019", "Hasil s.d. 2019", "Hasil s/d 2019"])
def test_the_result_of_a_year_beside_a_target_is_what_was_reached_also_where_few_rows_print_one(word: str) -> None:
    head: list[Row] = [["No", "Indikator Kinerja", word, "Target Akhir Renstra"]]
    body: list[Row] = [["1", "Nilai hasil penilaian mandiri", "", "BB"], ["2", "Indeks kepuasan warga", "71,35", "83"]]
    found = read(head, body)
    assert [(c.peran, c.tahun) for c in found[1:3]] == [("indikator", None), ("realisasi", 2019)]
    assert found[2].konteks is not Konteks.PERKIRAAN


def test_results_without_a_year_are_still_the_words_of_an_indicator() -> None:
    head: list[Row] = [["Kegiatan", "Hasil", "Target 2019"]]
    body: list[Row] = [[name, f"Lancarnya {name.lower()}", f"{k + 3} unit"] for k, name in enumerate(NAMES)]
    assert [c.peran for c in read(head, body)] == ["nama", "indikator", "target"]


def test_targets_that_a_standard_or_the_region_sets_are_no_targets_of_the_office() -> None:
    years = ("2017", "2018", "2019")
    head: list[Row] = [
        ["Indikator", "Target SPM", "Target IKK", "Target IKD", ("Target Renstra", 3)],
        ["", "", "", "", *years],
    ]
    body: list[Row] = [
        [f"Cakupan {name.lower()}", "", f"{k + 81}", f"{k + 4}", *(f"{k + n + 62}" for n in range(3))]
        for k, name in enumerate(NAMES)
    ]
    assert [c.peran for c in read(head, body)] == ["indikator", *["keterangan"] * 3, *["target"] * 3]
