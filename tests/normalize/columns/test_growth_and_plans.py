"""Columns that print growth, plans in words, units and spans: none of them a measure of an item."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.types import Box, TextLine
from normalize.columns.reader import read_columns
from normalize.grid import Grid
from normalize.types import Column, JenisDokumen
from tests.normalize.columns.test_budget_reports import META, NAMES, grid_of

Row = list[str | tuple[str, int]]
TAXES = (("Pajak Layar", 410, 533), ("Pajak Jangkar", 820, 779), ("Pajak Dermaga", 290, 348), ("Pajak Suar", 640, 656))


def read(head: list[Row], body: list[Row]) -> tuple[Column, ...]:
    return read_columns(grid_of(head, body), META).columns


def percent(share: float) -> str:
    return f"{share:.2f}".replace(".", ",")


def grown(old: int, new: int) -> str:
    return percent((new - old) / old * 100)


@pytest.mark.parametrize("word", ["Kenaikan", "Peningkatan", "Laju Pertumbuhan", "Naik/Turun", "Selisih"])
def test_what_a_measure_grew_by_from_year_to_year_is_no_achievement(word: str) -> None:
    head: list[Row] = [["Uraian", ("Realisasi", 2), (word, 1)], ["", "2017", "2018", "(%)"]]
    body: list[Row] = [[name, str(old), str(new), grown(old, new)] for name, old, new in TAXES]
    assert read(head, body)[3].peran == "keterangan"


def test_growth_beside_a_share_of_the_target_leaves_the_share_what_it_is() -> None:
    head: list[Row] = [
        ["Uraian", "Realisasi 2017", ("2018", 2), ("Pencapaian", 2)],
        ["", "", "Target", "Realisasi", ("Pencapaian Target", 1), ("Peningkatan", 1)],
        ["", "", "", "", "(%)", "(%)"],
    ]
    body: list[Row] = [
        [name, f"{old}.125.000", f"{new + 90}.250.000", f"{new}.375.000", share(new, new + 90), grown(old, new)]
        for name, old, new in TAXES
    ]
    found = read(head, body)
    assert [c.peran for c in found[2:]] == ["target", "realisasi", "capaian", "keterangan"]
    assert all(c.keyakinan > 0.6 for c in found[2:])


def share(new: int, aim: int) -> str:
    return percent((new + 0.375) / (aim + 0.25) * 100)


def test_a_share_of_a_budget_under_a_word_of_change_stays_a_share() -> None:
    head: list[Row] = [["Kegiatan", "Anggaran 2018", "Realisasi 2018", ("Lebih/(Kurang)", 1)], ["", "", "", "%"]]
    body: list[Row] = [
        [name, f"{k + 4}00.000.000", f"{k + 3}50.000.000", percent((k + 3.5) / (k + 4) * 100)]
        for k, name in enumerate(NAMES)
    ]
    assert read(head, body)[3].peran == "persen_realisasi"


@pytest.mark.parametrize(
    ("header", "cells", "role"),
    [
        ("Rencana Struktur Ruang", ("Pelabuhan pengumpul di teluk", "Jalan lingkar pantai utara"), "keterangan"),
        ("Rencana", ("12 dermaga", "40 km"), "target"),
        ("Target Rencana Kerja", ("Tersusunnya peta pelayaran", "Terpeliharanya mercusuar"), "target"),
    ],
)
def test_what_is_planned_in_words_is_a_target_only_where_a_header_calls_it_so(
    header: str, cells: tuple[str, str], role: str
) -> None:
    body: list[Row] = [[f"{k + 1}.", f"Kawasan {k}", text] for k, text in enumerate(cells)]
    assert read([["No", "Kegiatan", header]], body)[2].peran == role


def test_rows_are_named_by_spans_that_their_header_calls_what_they_are_and_never_by_units() -> None:
    head: list[Row] = [["No", "Kelompok Umur", "Satuan", "Jumlah"]]
    spans = ("< 25 tahun", "25 - 34 tahun", "35 - 44 tahun", "> 44 tahun")
    body: list[Row] = [[str(k + 1), span, "orang", str(k + 6)] for k, span in enumerate(spans)]
    assert [c.peran for c in read(head, body)[:3]] == ["nomor", "nama", "satuan"]


def test_the_year_of_a_law_that_two_lines_above_a_table_name_dates_no_column() -> None:
    def year(*lines: str) -> int | None:
        grid = grid_of([["No", "Unsur", "Bobot"]], [[str(k + 1), n, str(k + 4)] for k, n in enumerate(NAMES)])
        above = tuple(
            TextLine(1, text, Box(0, n * 12.0, 90, n * 12.0 + 10), 9.0, False) for n, text in enumerate(lines)
        )
        return read_columns(Grid(replace(grid.table, above=above)), META).columns[2].tahun

    assert year("Pembobotan menurut Permendagri Nomor", "17 Tahun 2011 tentang Syahbandar") == META.tahun
    assert year("Pembobotan unsur pelayaran", "Tahun 2016") == 2016


@pytest.mark.parametrize("taken", ["Input", "Masukan"])
def test_the_money_that_an_activity_takes_is_its_budget_and_what_a_unit_of_its_output_costs_is_no_measure(
    taken: str,
) -> None:
    groups: Row = [(taken, 2), ("Output", 2), ("Unit Cost Output", 2), ("Hasil Perhitungan", 2)]
    head: list[Row] = [["Kegiatan", *groups], ["", *["Rencana", "Realisasi"] * 4]]
    body: list[Row] = [
        [
            name,
            f"{k + 4}4.000.000",
            f"{k + 4}1.500.000",
            f"{k + 2}",
            f"{k + 2}",
            f"{(k + 4) * 2}.125.000",
            f"{(k + 4) * 2}.055.000",
            f"10{k},50",
            "100,00",
        ]
        for k, name in enumerate(NAMES)
    ]
    found = [c.peran for c in read(head, body)]
    assert found == ["nama", "pagu", "realisasi", "target", "realisasi", *["keterangan"] * 4]


@pytest.mark.parametrize(("beside", "is_sure"), [("Keterangan", False), ("Indikator", True)])
def test_the_volume_of_what_there_is_is_no_certain_target(beside: str, is_sure: bool) -> None:
    head: list[Row] = [["No", "Jenis Prasarana", beside, "Vol."]]
    body: list[Row] = [[str(k + 1), name, f"Terawatnya {name.lower()}", str(k + 2)] for k, name in enumerate(NAMES)]
    column = read(head, body)[3]
    assert (column.peran, column.keyakinan > 0.6) == ("target", is_sure)


@pytest.mark.parametrize("word", ["Realisasi Nasional", "Capaian Nasional", "Rata-Rata Nasional", "Target Nasional"])
def test_what_the_whole_country_reached_is_no_value_of_the_region(word: str) -> None:
    body: list[Row] = [
        [f"{k + 1}.", f"Angka pelayaran {k}", f"{k + 71},{k}5", f"{k + 64},{k}1"] for k, _ in enumerate(NAMES)
    ]
    found = read([["No", "Indikator Kinerja", "Realisasi 2018", word]], body)
    assert [c.peran for c in found[2:]] == ["realisasi", "keterangan"]
    assert found[2].keyakinan > 0.6


@pytest.mark.parametrize(
    ("years", "role"),
    [((2016, 2017, 2018, 2019, 2020, 2021), "realisasi"), ((2021, 2022, 2023), "target"), ((2021,), "target")],
)
def test_below_bare_years_that_a_plan_of_five_years_has_behind_it_stands_what_was_reached(
    years: tuple[int, ...], role: str
) -> None:
    plan = replace(META, jenis=JenisDokumen.RENSTRA, tahun=2021, tahun_akhir=2026)
    head: list[Row] = [["No", "Uraian", *map(str, years)]]
    body: list[Row] = [
        [f"{k + 1}.", name, *(str(old + 7 * k + year % 5) for year in years)] for k, (name, old, _) in enumerate(TAXES)
    ]
    found = read_columns(grid_of(head, body), plan).columns
    assert {c.peran for c in found[2:]} == {role}


def test_small_numbers_below_no_header_are_no_certain_measures_though_they_are_percentages_of_each_other() -> None:
    body: list[Row] = [
        [f"Tersedianya peta laut {k}", f"{aim}", f"{aim * k // 10}", f"{aim * k // 10 * 100 / aim:.2f}", "1", "1", "1"]
        for k, aim in ((4, 30), (7, 20), (6, 50), (9, 40))
    ]
    found = read([], body)
    assert all(c.keyakinan <= 0.45 for c in found[1:])


@pytest.mark.parametrize("header", ["Kenaikan/ Penurunan", "Naik/Turun", "Selisih"])
def test_whether_a_measure_rose_is_told_in_words_and_names_no_row(header: str) -> None:
    told = ("Naik", "Terjadi penurunan", "Tetap", "Turun")
    body: list[Row] = [[f"Angka suar {k}", f"{70 + k}", f"{66 + 3 * k}", text] for k, text in enumerate(told)]
    found = read([["Indikator Kinerja", "Target 2018", "Realisasi 2018", header]], body)
    assert [c.peran for c in found] == ["indikator", "target", "realisasi", "keterangan"]


def test_what_stands_beside_an_indicator_under_one_header_is_how_much_of_it_is_aimed_at() -> None:
    head: list[Row] = [
        ["Kode", "Kegiatan", ("Indikator Kinerja", 4), "Pagu Indikatif (Rp. 000)"],
        ["", "", ("Keluaran", 2), ("Hasil", 2), ""],
    ]
    body: list[Row] = [
        [
            f"1.02.0{k}",
            name,
            f"Tersedianya {name.lower()}",
            f"{k + 2} Unit",
            "Lancarnya kerja kantor",
            "100%",
            f"{k}1.250",
        ]
        for k, name in enumerate(NAMES, 1)
    ]
    assert [column.peran for column in read(head, body)][2:6] == ["indikator", "target"] * 2
