"""Columns that are no measure however they look: scores, lists of numbers, words in the place of amounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extract.types import Box, TextLine
from normalize.columns.looks import classify
from normalize.columns.reader import read_columns
from normalize.grid import Grid
from normalize.types import DocumentMeta, JenisDokumen
from tests.normalize.columns.test_budget_reports import META, NAMES, amounts, grid_of, meanings


def roles(head: list[list[str | tuple[str, int]]], body: list[list[str]]) -> list[str | None]:
    return [role for role, _, _ in meanings(grid_of(head, [[*row] for row in body]))]


def test_scores_by_criteria_are_no_measures_also_under_words_that_name_one_elsewhere() -> None:
    head: list[list[str | tuple[str, int]]] = [
        ["Kegiatan", ("Kriteria", 3), "Total Skor", "Urutan Prioritas"],
        ["", "Mempercepat pencapaian target", "Dukungan anggaran", "Lain-lain", "", ""],
    ]
    body = [[name, "8", "6", f"{k + 4}", f"{k + 18}", f"Prioritas {k + 1}"] for k, name in enumerate(NAMES)]
    assert set(roles(head, body)[1:]) == {"keterangan"}


def test_what_one_output_costs_and_how_far_a_plan_was_reached_are_no_targets() -> None:
    """The report's appendix on efficiency: input, output, cost of one output, result, each planned and realised."""
    groups = ("Input", "Output", "Unit Cost Output", "Hasil Perhitungan")
    head: list[list[str | tuple[str, int]]] = [
        ["Kegiatan", *((group, 2) for group in groups), "Tercapai/Tidak"],
        ["", *("Rencana", "Realisasi") * 4, ""],
    ]
    body = [
        [name, f"{k + 3}1.450.000", f"{k + 2}9.300.000", f"{k + 4}", f"{k + 4}", *costs]
        for k, name in enumerate(NAMES)
        for costs in [[f"{k + 7}.215.000", f"{k + 7}.180.000", "101,35", "100,00", "V"]]
    ]
    found = roles(head, body)
    assert found[1:4] == ["pagu", "realisasi", "target"]
    assert set(found[5:]) == {"keterangan"}


def test_what_stands_below_awal_beside_the_years_of_a_period_is_no_certain_target() -> None:
    head: list[list[str | tuple[str, int]]] = [
        ["Sasaran", "Indikator", ("Target Kinerja Sasaran pada Tahun Ke-", 4)],
        ["", "", "Awal", "1", "2", "3"],
    ]
    body = [[name, f"Mutu {k}", *(f"{k + 61 + n}" for n in range(4))] for k, name in enumerate(NAMES)]
    found = read_columns(grid_of(head, [[*row] for row in body]), META).columns
    assert [c.peran for c in found[3:]] == ["target"] * 3
    assert (found[2].peran, found[2].keyakinan > 0.5) != ("target", True)


def test_offices_named_by_the_numbers_of_a_list_are_no_amounts() -> None:
    assert [classify(t) for t in ("1,2,4,7", "3, 5, 11", "2,5", "12,50", "1.250.000")] == [
        "kata", "kata", "kecil", "kecil", "uang",
    ]  # fmt: skip
    head: list[list[str | tuple[str, int]]] = [["Indikator Kinerja", "Satuan", "Target 2031", "OPD Penanggung Jawab"]]
    body = [[name, "Poin", f"{k + 70}", who] for k, (name, who) in enumerate(zip(NAMES, WHO, strict=True))]
    assert roles(head, body)[3] == "penanggung_jawab"


WHO = ("1,2,4,7,9,11", "3,4,5,6", "1", "2,5,6,", "1,2,3,4,5,6,8")


def test_words_in_the_place_of_amounts_are_no_second_name_of_the_row() -> None:
    head: list[list[str | tuple[str, int]]] = [["Program/Kegiatan", "Lokasi", "Indikator Kinerja", "Pagu Indikatif"]]
    funds = ("APBN", "APBD, sumber lainnya", "APBN, APBD, sumber lainnya", "APBN", "APBD, sumber lainnya")
    body = [[name, "Kab. Alfa", f"Tersedianya {name.lower()}", fund] for name, fund in zip(NAMES, funds, strict=True)]
    found = roles(head, body)
    assert found[0] == "nama"
    assert found[3] not in ("nama", "indikator", "sasaran", "tujuan", "pagu")


def test_amounts_below_the_same_headers_are_money() -> None:
    head: list[list[str | tuple[str, int]]] = [["Program/Kegiatan", "Pagu Indikatif"]]
    assert roles(head, amounts(5)) == ["nama", "pagu"]


def test_statistics_of_a_sector_by_years_are_no_certain_money_and_items_by_years_are() -> None:
    def sure(header: str) -> list[bool]:
        grid = grid_of([["No", header, ("Tahun", 2)], ["", "", "2028", "2029"]], numbered)
        return [c.peran == "pagu" and c.keyakinan > 0.5 for c in read_columns(grid, META).columns[2:]]

    numbered = [[str(k + 1), *row] for k, row in enumerate(amounts(7, 8))]
    assert sure("Program/Kegiatan") == [True, True]
    assert sure("Lapangan Usaha") == [False, False]


@pytest.mark.parametrize(("printed", "certain"), [("2028", True), ("20289", False), ("208", False)])
def test_a_year_printed_wrongly_leaves_its_column_in_doubt(printed: str, certain: bool) -> None:
    head: list[list[str | tuple[str, int]]] = [["No", "Program/Kegiatan", f"Pagu Anggaran Tahun {printed}"]]
    grid = grid_of(head, [[str(k + 1), *row] for k, row in enumerate(amounts(7))])
    column = read_columns(grid, META).columns[2]
    assert (column.peran == "pagu" and column.keyakinan > 0.5) is certain


@pytest.mark.parametrize(("unit", "role"), [("Ton", "target"), ("APBD", "pagu")])
def test_large_numbers_before_a_column_of_units_are_no_money(unit: str, role: str) -> None:
    body = [[f"{k + 1}.", f"Jumlah hasil panen {name}", amount, unit] for k, (name, amount) in enumerate(amounts(7))]
    assert read_columns(grid_of([["", "", "", ""]], body), META).columns[2].peran == role


def test_marks_of_a_list_before_the_names_are_no_targets_though_they_skip_numbers() -> None:
    marks = ["A", "I", "1", "2", "II", "7", "4"]
    rows = [["", "Belanja", "Anggaran"]], [[m, *row] for m, row in zip(marks, amounts(7) + amounts(3), strict=False)]
    assert read_columns(grid_of(*rows), META).columns[0].peran == "nomor"


def test_other_sources_of_funds_under_a_budget_are_a_part_of_it_and_words_there_name_them() -> None:
    head: list[list[str | tuple[str, int]]] = [
        ["Program/Kegiatan", ("Pagu Indikatif", 3)],
        ["", "APBD Kabupaten", "Sumber Dana Lainnya", "Total"],
    ]
    body = [[name, a, "0", a] for name, a in amounts(7)]
    columns = read_columns(grid_of(head, body), META).columns
    assert [(c.peran, c.rincian) for c in columns[2:]] == [("pagu", "lainnya"), ("pagu", None)]
    words = [[name, a, "Hibah warga", a] for name, a in amounts(7)]
    assert read_columns(grid_of(head, words), META).columns[2].peran == "sumber_dana"


def test_an_average_beside_the_physical_progress_is_no_second_progress() -> None:
    head: list[list[str | tuple[str, int]]] = [
        ["Pekerjaan", "Anggaran", ("Realisasi Fisik (%)", 2)],
        ["", "", "", "Rerata"],
    ]
    body = [[name, a, f"{60 + k},00", "65,00"] for k, (name, a) in enumerate(amounts(7))]
    assert roles(head, body)[2:] == ["fisik", "keterangan"]


COUNTED = [
    ["Sungai Alfa", "912.400", "87.600", "1.000.000", "8,76"],
    ["Sungai Beta", "450.300", "49.700", "500.000", "9,94"],
]
COUNTED += [
    ["Sungai Gama", "733.250", "66.750", "800.000", "8,34"],
    ["Sungai Delta", "181.900", "18.100", "200.000", "9,05"],
]


def test_what_adds_up_and_gives_a_share_is_no_certain_money_where_no_word_speaks_of_money() -> None:
    silent = grid_of([["Wilayah", "Melaut", "Menambak", "Total", "Menambak (%)"]], [[*row] for row in COUNTED])
    assert all(c.keyakinan < 0.5 for c in read_columns(silent, META).columns if c.peran in _MONEY)
    told = grid_of([["Jenis Retribusi", "Target", "Realisasi", "Sisa", "%"]], _left(COUNTED))
    found = read_columns(told, META).columns
    assert [c.peran for c in found[:4]] == ["nama", "pagu", "realisasi", "sisa"]
    assert found[2].keyakinan > 0.5


_MONEY = {"pagu", "realisasi", "sisa", "selisih", "persen_realisasi"}


def _left(rows: list[list[str]]) -> list[list[str]]:
    return [
        [name, total, most, least, f"{100 - float(share.replace(',', '.')):.2f}"]
        for name, most, least, total, share in rows
    ]


@pytest.mark.parametrize("header", ["Jumlah Nelayan", "Total Produksi", "Hasil Tangkapan (kg)"])
def test_the_number_of_things_is_no_money_however_large(header: str) -> None:
    grid = grid_of(
        [["No", "Pelabuhan", (header, 2)], ["", "", "2028", "2029"]],
        [[str(k + 1), *r] for k, r in enumerate(amounts(7, 8))],
    )
    assert {c.peran for c in read_columns(grid, META).columns[2:]} <= {"capaian", "target", "keterangan"}


def test_what_brings_money_in_is_money_under_the_same_word() -> None:
    grid = grid_of(
        [["No", "Pos", ("Jumlah Setoran", 2)], ["", "", "2028", "2029"]],
        [[str(k + 1), *r] for k, r in enumerate(amounts(7, 8))],
    )
    assert [c.peran for c in read_columns(grid, META).columns[2:]] == ["pagu", "pagu"]


def test_a_share_in_what_the_whole_nation_makes_is_no_measure() -> None:
    head: list[list[str | tuple[str, int]]] = [
        ["Indikator Kinerja", "Realisasi 2029", "Nasional 2029", "Kontribusi terhadap Nasional (%)"]
    ]
    body = [["Produksi Jagung", "87.600", "1.000.000", "8,76"], ["Produksi Kedelai", "49.700", "500.000", "9,94"]]
    body += [["Produksi Padi", "66.750", "800.000", "8,34"]]
    assert roles(head, body)[3] == "keterangan"


def test_the_kind_of_a_levy_names_its_row_beside_the_office_that_collects_it() -> None:
    head: list[list[str | tuple[str, int]]] = [
        ["No", "Kode", "Jenis Retribusi Daerah", "SKPD Pengelola", "Target", "Realisasi"]
    ]
    levies = ("Retribusi Dermaga", "Retribusi Parkir Tepi Jalan", "Sewa Lapak Pasar Malam", "Retribusi Sampah")
    body = [
        [str(k + 1), f"4.1.2.0{k + 1}", levy, "DISHUB", f"{k + 3}5.250.000", f"{k + 3}1.125.500"]
        for k, levy in enumerate(levies)
    ]
    assert roles(head, body)[2:4] == ["nama", "perangkat_daerah"]


def test_the_first_column_of_words_names_rows_of_numbers_where_no_header_does() -> None:
    head: list[list[str | tuple[str, int]]] = [["No", "Status Kepegawaian", ("Jenis Kelamin", 2), "Jumlah"]]
    head.append(["", "", "L", "P", ""])
    staff = ("ASN", "THL", "PPPK", "Magang")
    body = [[f"{k + 1}.", who, f"{k + 4}", f"{2 * k + 3}", f"{3 * k + 7}"] for k, who in enumerate(staff)]
    assert roles(head, body)[1:4] == ["nama", "keterangan", "keterangan"]


def test_a_percentage_beside_indicators_without_any_money_is_what_they_reached() -> None:
    head: list[list[str | tuple[str, int]]] = [["Indikator Kinerja", "Satuan", "Target", "Realisasi", "%"]]
    body = [
        [f"Luas {n.lower()}", "Ha", whole, part, share]
        for n, (_, _, part, whole, share) in zip(NAMES, COUNTED, strict=False)
    ]
    assert roles(head, body)[4] == "capaian"
    head = [["Uraian", "Satuan", "Realisasi 2028", "Target 2029", "Realisasi 2029 terhadap Target (3/4)*100"]]
    body = [
        [row[0], row[1], part, whole, share] for row, (_, _, part, whole, share) in zip(body, COUNTED, strict=False)
    ]
    assert roles(head, body)[4] == "capaian"


def test_equipment_counted_by_its_state_is_no_money_and_no_remainder() -> None:
    head: list[list[str | tuple[str, int]]] = [
        ["No", "Nama Peralatan", "Kebutuhan", ("Kondisi (unit)", 3)],
        ["", "", "", "Baik", "Kurang Baik", "Rusak Berat"],
    ]
    things = ("Perahu karet", "Tenda regu", "Genset", "Pompa apung", "Radio panggil")
    body = [[f"{k + 1}", thing, f"{3 * k + 5}", f"{2 * k + 3}", f"{k}", f"{k + 1}"] for k, thing in enumerate(things)]
    assert set(roles(head, body)[2:]) == {"keterangan"}


def test_what_is_needed_in_amounts_is_money() -> None:
    head: list[list[str | tuple[str, int]]] = [["Program/Kegiatan", "Kebutuhan"]]
    assert roles(head, amounts(5)) == ["nama", "pagu"]


def test_people_counted_by_schooling_with_their_shares_are_no_certain_money() -> None:
    def sure(header: Sequence[str], names: Sequence[str]) -> list[bool]:
        body = [
            [name, f"{k + 3}12.450", f"{9 - k}.804.263", f"{100 * (k * 1000 + 3312.45) / (9804.263 - k * 1000):.2f}"]
            for k, name in enumerate(names)
        ]
        columns = read_columns(grid_of([[*header]], body), META).columns
        return [c.peran in ("pagu", "realisasi", "persen_realisasi") and c.keyakinan > 0.5 for c in columns]

    schools = ("SD ke bawah", "SMP", "SMA", "SMK", "Diploma", "Universitas")
    assert not any(sure(("Pendidikan", "Pengangguran", "Total", "TPT (%)"), schools))
    assert all(sure(("Uraian", "Realisasi", "Anggaran", "%"), [f"Belanja {school}" for school in schools])[1:])


@pytest.mark.parametrize(("header", "is_sure"), [("Pagu", False), ("Pagu (juta)", True)])
def test_a_column_without_a_cell_of_a_thousand_is_no_certain_money_unless_it_is_said_to_be_in_millions(
    header: str, is_sure: bool
) -> None:
    body = [[name, f"{k + 2}", f"{7 * k + 12}"] for k, name in enumerate(NAMES)]
    (column,) = [
        c for c in read_columns(grid_of([["Kegiatan", "Volume", header]], body), META).columns if c.peran == "pagu"
    ]
    assert (column.keyakinan > 0.5) is is_sure


def test_bare_years_beside_what_was_reached_are_no_certain_money_where_nothing_speaks_of_money() -> None:
    head: list[list[str | tuple[str, int]]] = [
        ["Indikator", ("Target Renstra", 2), ("Realisasi Capaian", 2), "", ""],
        ["", "2027", "2028", "2027", "2028", "2029", "2030"],
    ]
    catch = ("Produksi rumput laut", "Produksi garam", "Benih kerapu", "Benih bandeng", "Ekspor udang")
    body = [[name, *(f"{k + 3}{y}.352.{400 + y * 7}" for y in range(1, 7))] for k, name in enumerate(catch)]
    columns = read_columns(grid_of(head, body), META).columns
    assert not [c.judul for c in columns if c.peran in ("pagu", "prakiraan_maju") and c.keyakinan > 0.5]
    assert not [c.judul for c in columns if c.peran == "realisasi" and c.keyakinan > 0.5]  # no unit tells tons
    units = [["Indikator", "Satuan", *head[0][1:]], ["", "", *head[1][1:]]]
    columns = read_columns(grid_of(units, [[row[0], "ton", *row[1:]] for row in body]), META).columns
    assert all(c.keyakinan > 0.5 for c in columns if c.peran == "realisasi")


def test_the_state_of_a_thing_in_words_is_no_value() -> None:
    head: list[list[str | tuple[str, int]]] = [["No", "Nama Barang", "Jumlah", "Satuan", "Kondisi"]]
    states = ("Baik", "Rusak ringan", "Baik", "Baik", "Rusak berat")
    body = [[f"{k + 1}", f"Gedung {k}", f"{k + 2}", "unit", state] for k, state in enumerate(states)]
    assert roles(head, body)[4] == "keterangan"


@pytest.mark.parametrize(
    ("heads", "is_sure"),
    [
        (["Nama Barang", "Jumlah", "Satuan"], False),
        (["Kecamatan", "Jumlah Penduduk (jiwa)", "Satuan"], False),
        (["Golongan", "Jumlah Pegawai", "Satuan"], False),
        (["Jenis Barang", "Banyaknya", "Satuan"], False),
        (["Pelabuhan", "Hasil Tangkapan (kg)", "Keterangan"], False),
        (["Indikator Kinerja", "Target > Jumlah", "Satuan"], True),
        (["Indikator Kinerja", "Jumlah Capaian", "Satuan"], True),
    ],
)
def test_the_number_of_things_is_no_certain_target_nor_achievement_unless_a_header_says_so(
    heads: list[str], is_sure: bool
) -> None:
    levels = [[head.partition(" > ")[0] for head in heads], [head.partition(" > ")[2] for head in heads]]
    body = [[name, f"{3 * k + 2}", "unit"] for k, name in enumerate(("Alfa", "Beta", "Gama", "Delta", "Epsilon"))]
    found = read_columns(grid_of(levels if any(levels[1]) else levels[:1], body), META).columns[1]
    assert (found.peran in ("target", "capaian") and found.keyakinan > 0.5) is is_sure


@pytest.mark.parametrize(("sign", "is_sure"), [("-", False), ("", True)])
def test_percentages_of_which_many_are_negative_are_no_certain_share_of_a_budget(sign: str, is_sure: bool) -> None:
    head: list[list[str | tuple[str, int]]] = [["Uraian", "Anggaran", "Realisasi", "%"]]
    body = [[*row, f"{sign if k % 2 else ''}{k + 4},75"] for k, row in enumerate(amounts(7, 5)[:4])]
    column = read_columns(grid_of(head, body), META).columns[3]
    assert (column.peran == "persen_realisasi" and column.keyakinan > 0.5) is is_sure


GRADES = [("91 ≤ 100", "Sangat Tinggi"), ("76 ≤ 90", "Tinggi"), ("66 ≤ 75", "Sedang"), ("51 ≤ 65", "Rendah")]


@pytest.mark.parametrize(
    "header",
    [
        ("Interval Nilai Realisasi Kinerja", "Kriteria Penilaian Realisasi Kinerja"),  # Permendagri 54/2010
        ("Rentang Capaian", "Kategori"),
        ("Skala Nilai", "Predikat"),
        ("Nilai Capaian Kinerja", "Kriteria"),
        ("Persentase Capaian", "Kategori"),
    ],
)
def test_the_scale_by_which_achievements_are_judged_is_none(header: tuple[str, str]) -> None:
    body = [[f"{k + 1}.", *row] for k, row in enumerate(GRADES)]
    columns = read_columns(grid_of([["No", *header]], body), META).columns
    assert not [c.judul for c in columns if c.peran in _REACHED and c.keyakinan > 0.5]


_REACHED = {"capaian", "realisasi", "target", "persen_realisasi"}


def test_bounds_that_are_aimed_at_are_targets_beside_grades_of_what_was_reached() -> None:
    head: list[list[str | tuple[str, int]]] = [["Indikator Kinerja", "Target", "Kategori"]]
    body = [[f"Indeks {k}", f"> {k + 70}", grade] for k, grade in enumerate(("Baik", "Baik", "Cukup", "Baik"))]
    column = read_columns(grid_of(head, body), META).columns[1]
    assert (column.peran, column.keyakinan > 0.5) == ("target", True)


def test_a_bare_percentage_that_is_the_change_of_a_budget_is_no_share_of_it() -> None:
    head: list[list[str | tuple[str, int]]] = [
        ["Jenis Retribusi", "Anggaran 2028", "Realisasi 2028", "%", "Anggaran 2029", "%", "Penambahan"]
    ]
    body = [
        [f"Retribusi {k}", f"{k + 3}00.000.000", f"{k + 3}00.000.000", "100", f"{k + 4}00.000.000", f"{p},50", more]
        for k, (p, more) in enumerate([(7, "30.000.000"), (4, "22.500.000"), (2, "15.000.000"), (9, "66.500.000")])
    ]
    assert roles(head, body)[5:] == ["keterangan", "selisih"]


@pytest.mark.parametrize(("header", "is_sure"), [("2031 2032 2033", False), ("2031", True), ("2031-2033", True)])
def test_numbers_of_several_years_in_one_column_are_of_none_for_certain(header: str, is_sure: bool) -> None:
    head: list[list[str | tuple[str, int]]] = [["Indikator", "Target Renstra"], ["", header]]
    each = 3 if " " in header else 1
    body = [[f"Jumlah sanggar ke-{k}", " ".join(f"{k}{n}.250" for n in range(each))] for k in range(3, 8)]
    column = read_columns(grid_of(head, body), META).columns[1]
    assert (column.peran, column.keyakinan > 0.5) == ("target", is_sure)


def test_what_a_plan_of_space_means_for_an_office_is_no_target() -> None:
    head: list[list[str | tuple[str, int]]] = [["No", "Rencana Pola Ruang", "Pengaruh Rencana Pola Ruang"]]
    body = [["1.", "Kawasan pantai", "Perlu 3 pos jaga"], ["2.", "Hutan kota", "Perlu 12 penjaga baru"]]
    assert roles(head, body)[2] == "keterangan"


@pytest.mark.parametrize(("last", "is_sure"), [(META.tahun_akhir, True), ((META.tahun_akhir or 0) + 1, False)])
def test_nothing_is_said_to_be_reached_in_years_to_come(last: int, is_sure: bool) -> None:
    years = [str(year) for year in range(last - 2, last + 1)]
    head: list[list[str | tuple[str, int]]] = [["Jenis Ikan", ("Populasi (ekor)", 3)], ["", *years]]
    body = [[f"Ikan {k}", *(f"{k + 2}{y}.480" for y in range(3))] for k in range(5)]
    columns = read_columns(grid_of(head, body), META).columns[1:]
    assert [c.peran == "capaian" and c.keyakinan > 0.5 for c in columns] == [is_sure] * 3


def test_tons_are_no_budget_whatever_the_text_above_the_table_speaks_of() -> None:
    def read(names: tuple[str, ...]) -> list[tuple[str | None, bool]]:
        head = [["Uraian", "2016", "Target 2017", "Realisasi 2017", "Capaian thd Target (%)"]]
        body = [
            [name, f"{k}7,415,300.25", f"{k}8,000,000.00", f"{k}8,400,000.00", f"{(k * 10 + 8.4) / (k * 10 + 8):.2%}"]
            for k, name in enumerate(names, 2)
        ]
        grid = grid_of(head, body)
        table = replace(
            grid.table, above=(TextLine(1, "Kegiatan ini mendapat bantuan dana.", Box(0, 0, 90, 9), 9, bold=False),)
        )
        columns = read_columns(Grid(table), META).columns
        return [(c.peran, c.keyakinan > 0.5) for c in (columns[1], columns[3])]

    assert read(("Hasil Garam (Ton)", "Kiriman Rempah (US $)")) == [("pagu", False), ("realisasi", True)]
    assert read(("Hasil Garam", "Kiriman Rempah")) == [("pagu", True), ("realisasi", True)]


def test_the_forward_estimate_of_the_year_after_is_of_a_sure_year() -> None:
    head = [
        ["Program", "Pagu Indikatif", ("Prakiraan Maju Tahun Berikutnya", 2)],
        ["", "", "Target", "Kebutuhan Dana"],
    ]
    body = [[f"Program Pasar {k}", f"{k}20.500.000", f"{k}4", f"{k}31.250.000"] for k in range(1, 7)]
    plan = DocumentMeta(JenisDokumen.RENJA, None, 2031, 2031, (), None)
    forward = read_columns(grid_of(head, body), plan).columns[3]
    assert (forward.peran, forward.tahun, forward.keyakinan > 0.5) == ("prakiraan_maju", 2032, True)
