"""Rows from columns whose meaning is given: which text is the name, which rows exist, whose office they are."""

from __future__ import annotations

import string
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.types import Box, Cell, Table
from normalize.grid import Grid
from normalize.nomor_urut import running_numbers
from normalize.rows import build_rows
from normalize.types import BudgetRow, Column, Konteks, TingkatBaris

L = TingkatBaris


def grid_of(
    head: Sequence[str], body: Sequence[Sequence[str]], judul: str = "", tall: dict[tuple[int, int], int] | None = None
) -> Grid:
    """A grid with one header row; ``tall`` gives cells of the body that reach down over several rows."""
    cells = []
    for r, texts in enumerate([head, *body]):
        for c, text in enumerate(texts):
            box = Box(c * 60.0, r * 12.0, c * 60.0 + 60.0, r * 12.0 + 12.0)
            rows = (tall or {}).get((r - 1, c), 1)
            cells.append(Cell(r, c, rows, 1, text, 1, box, is_header=r == 0))
    return Grid(Table((1,), None, judul, len(body) + 1, len(head), 1, tuple(cells), "uji", 1.0))


def columns(*meanings: str | tuple[str, Konteks | None]) -> tuple[Column, ...]:
    """One column a meaning, in order; amounts are of 2024."""
    pairs = [m if isinstance(m, tuple) else (m, None) for m in meanings]
    year = {"pagu", "target"}
    return tuple(Column(i, "", p or None, k, 2024 if p in year else None) for i, (p, k) in enumerate(pairs))


def names(rows: Sequence[BudgetRow]) -> list[str]:
    return [row.nama for row in rows]


def test_the_name_is_one_columns_text_whatever_else_is_called_a_name() -> None:
    head = ["Program/Kegiatan", "Pagu", "Jenis Kegiatan", "Kategori"]
    grid = grid_of(head, [["Program Alfa", "5.000.000", "Lanjutan", "Belanja Langsung"]])
    assert names(build_rows(grid, columns("nama", "pagu", "nama", "nama"))) == ["Program Alfa"]


def test_a_name_printed_at_two_indents_is_one_name_and_its_number_is_none() -> None:
    head = ["Program/Kegiatan", "", "Pagu"]
    grid = grid_of(head, [["Program Alfa", "", "5.000.000"], ["1", "Kegiatan Beta", "5.000.000"]])
    rows = build_rows(grid, columns("nama", "nama", "pagu"))
    assert [(r.nama, r.kode_asli, r.hints.numbering) for r in rows] == [
        ("Program Alfa", None, None),
        ("Kegiatan Beta", None, "1"),
    ]


def test_numbers_of_a_list_below_a_coded_row_are_no_codes_also_in_the_column_of_codes() -> None:
    printed = ["1.", "1.14", "1.14.07", "1.", "2.", "3.", "1.14.09", "1.", "2.", "3."]
    body = [[code, f"Penataan wilayah {at}", f"{at + 2}5.000.000"] for at, code in enumerate(printed)]
    rows = build_rows(grid_of(["Kode", "Uraian", "Pagu"], body), columns("kode", "nama", "pagu"))
    coded = ["1.", "1.14", "1.14.07", None, None, None, "1.14.09", None, None, None]
    assert [row.kode_asli for row in rows] == coded


def test_a_column_without_a_text_names_no_row_and_the_indicator_does() -> None:
    head = ["", "Indikator Kinerja", "Target"]
    body = [["", "Luas kebun bibit", "12 ha"], ["", "Jumlah pembibit", "40 orang"]]
    for foot in ([], [["Rencana Kerja Dinas Kebun 17"]]):
        rows = build_rows(grid_of(head, [*body, *foot]), columns("nama", "indikator", "target"))
        assert names(rows)[:2] == ["Luas kebun bibit", "Jumlah pembibit"]


def test_the_halves_of_a_form_are_told_apart_by_konteks() -> None:
    left, right = Konteks.RANCANGAN_AWAL, Konteks.HASIL_ANALISIS
    head = ["Kegiatan", "Pagu", "Kegiatan", "Pagu"]
    body = [["Kegiatan Alfa", "1.000.000", "Kegiatan Alfa Baru", "2.000.000"], ["", "", "Kegiatan Beta", "3.000.000"]]
    rows = build_rows(grid_of(head, body), columns(("nama", left), ("pagu", left), ("nama", right), ("pagu", right)))
    assert names(rows) == ["Kegiatan Alfa", "Kegiatan Beta"]


def test_two_name_columns_of_the_same_levels_are_two_halves_also_without_konteks() -> None:
    head = ["Kegiatan (RKPD)", "Anggaran", "Kegiatan (usulan)", "Anggaran"]
    grid = grid_of(head, [["Kegiatan Alfa", "1.000.000", "Kegiatan Alfa", "2.000.000"]])
    assert names(build_rows(grid, columns("nama", "pagu", "nama", "pagu"))) == ["Kegiatan Alfa"]


def test_a_row_of_column_numbers_is_no_item() -> None:
    body = [
        ["1", "2", "3c", "5=(4/3)"],
        ["1.01.01", "Program Alfa", "5 dokumen", "5.000.000"],
        ["(1)", "(2)", "", "(4)"],
    ]
    rows = build_rows(grid_of(["Kode", "Program", "Target", "Pagu"], body), columns("kode", "nama", "target", "pagu"))
    assert names(rows) == ["Program Alfa"]


def test_a_sasaran_beside_a_program_has_no_row_and_one_alone_has() -> None:
    body = [
        ["Terwujudnya Alfa", "", "", "80 %"],
        ["", "Meningkatnya Beta", "", "70 %"],
        ["", "Meningkatnya Gama", "Program Delta", "60 %"],
    ]
    grid = grid_of(["Tujuan", "Sasaran", "Program", "Target"], body)
    rows = build_rows(grid, columns("tujuan", "sasaran", "nama", "target"))
    assert [(r.level, r.nama) for r in rows] == [
        (L.TUJUAN, "Terwujudnya Alfa"),
        (L.SASARAN, "Meningkatnya Beta"),
        (None, "Program Delta"),
    ]


def test_a_sasaran_beside_a_program_that_reaches_down_to_it_is_a_further_line_of_the_program() -> None:
    body = [["Meningkatnya Alfa", "Program Delta", "Nilai A", "60 %"], ["Meningkatnya Beta", "", "Nilai B", "50 %"]]
    grid = grid_of(["Sasaran", "Program", "Indikator", "Target"], body, tall={(0, 1): 2})
    rows = build_rows(grid, columns("sasaran", "nama", "indikator", "target"))
    assert [(r.nama, r.lanjutan) for r in rows] == [("Program Delta", None), ("Program Delta", 0)]


@pytest.mark.parametrize("reach", [(0, 2, 3), (2, 3), (0,), (0, 3)])
def test_words_beside_the_number_and_all_values_of_the_row_above_are_the_end_of_its_name(
    reach: tuple[int, ...],
) -> None:
    body = [
        ["7", "Pengaturan Laju Pertambahan", "80 %", "4.000.000"],
        ["", "Perahu", "", ""],
        ["8", "Kajian Dermaga", "1 Dokumen", "2.000.000"],
    ]
    grid = grid_of(["No", "Kegiatan", "Target", "Pagu"], body, tall={(0, col): 2 for col in reach})
    found = names(build_rows(grid, columns("nomor", "nama", "target", "pagu")))
    apart = ["Pengaturan Laju Pertambahan", "Perahu", "Kajian Dermaga"]
    assert found == (["Pengaturan Laju Pertambahan Perahu", "Kajian Dermaga"] if len(reach) == 3 else apart)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (("3\n4", "0\n0\n7"), "34 007"),
        (("34", "007"), "34 007"),
        (("3\n3", "21\n21"), "3 3 21 21"),
        (("1\n1\n3\n5\n8", ""), "1 1 3 5 8"),
    ],
)
def test_digits_that_a_narrow_cell_stacks_are_one_part_of_a_code(cells: tuple[str, str], code: str) -> None:
    grid = grid_of(["Kode", "", "Kegiatan", "Pagu"], [[*cells, "Pengerukan Alur", "6.000.000"]])
    assert build_rows(grid, columns("kode", "kode", "nama", "pagu"))[0].kode_asli == code


def test_a_kegiatan_that_is_listed_below_its_sasaran_is_no_sasaran() -> None:
    body = [
        ["1. Tertatanya arsip wilayah", ""],
        ["a. Kegiatan Penataan Arsip", "80 %"],
        ["b. Kegiatan Alih Media", "9"],
    ]
    rows = build_rows(grid_of(["Sasaran", "Target"], body), columns("sasaran", "target"))
    assert [row.level for row in rows] == [L.SASARAN, L.KEGIATAN, L.KEGIATAN]


def test_a_sasaran_column_that_lists_programs_is_a_column_of_names() -> None:
    body = [["Meningkatnya Alfa", "1"], ["Program Beta", "2"], ["Pengadaan Gama", "3"], ["Program Delta", "4"]]
    rows = build_rows(grid_of(["Sasaran", "Target"], body), columns("sasaran", "target"))
    assert [r.level for r in rows] == [None] * 4
    assert rows[0].hints.header_levels == (L.SASARAN, L.PROGRAM, L.KEGIATAN)


def test_indicators_without_names_are_rows_of_no_level() -> None:
    grid = grid_of(["Indikator", "Target"], [["Persentase Alfa", "70 %"], ["Cakupan Beta", "80 %"]])
    assert [(r.level, r.nama) for r in build_rows(grid, columns("indikator", "target"))] == [
        (L.LAINNYA, "Persentase Alfa"),
        (L.LAINNYA, "Cakupan Beta"),
    ]


def test_an_account_code_in_a_number_column_is_a_code_and_a_running_number_is_none() -> None:
    body = [["5.1.02.01", "Belanja Barang", "5.000.000"], ["1.2", "Belanja Alfa", "4.000.000"]]
    rows = build_rows(grid_of(["No", "Uraian", "Pagu"], body), columns("nomor", "nama", "pagu"))
    assert [r.kode_asli for r in rows] == ["5.1.02.01", None]


def test_a_column_of_offices_gives_the_office_of_the_rows_down_to_the_next() -> None:
    body = [
        ["Dinas Alfa", "Program Satu", "1.000.000"],
        ["", "Program Dua", "2.000.000"],
        ["Dinas Beta", "Program Satu", "4.000.000"],
        ["", "JUMLAH", "7.000.000"],
    ]
    rows = build_rows(
        grid_of(["Perangkat Daerah", "Program", "Pagu"], body), columns("perangkat_daerah", "nama", "pagu")
    )
    assert [r.perangkat_daerah for r in rows] == ["Dinas Alfa", "Dinas Alfa", "Dinas Beta", None]


def test_who_answers_for_a_row_is_its_office_where_the_column_names_offices_and_not_one_alone() -> None:
    def offices(*texts: str) -> list[str | None]:
        body = [[f"Program Uji {k}", text, f"{k + 2}.000.000"] for k, text in enumerate(texts)]
        grid = grid_of(["Program", "SKPD Penanggung Jawab", "Pagu"], body)
        return [r.perangkat_daerah for r in build_rows(grid, columns("nama", "penanggung_jawab", "pagu"))]

    assert offices("Dinas Alfa", "Badan Beta", "Dinas Alfa") == ["Dinas Alfa", "Badan Beta", "Dinas Alfa"]
    assert offices("Dinas Alfa", "Dinas Alfa") == [None, None]
    assert offices("Dinas Alfa", "Kasubbag Keuangan") == [None, None]
    assert offices("Dinas Alfa, Dinas Beta", "Badan Beta") == [None, None]


def test_lines_that_add_up_to_their_item_are_no_further_money_of_it() -> None:
    body = [
        ["Kegiatan Alfa", "", "5.000.000"],
        ["", "Jumlah Beta", "2.000.000"],
        ["", "Jumlah Gama", "3.000.000"],
    ]
    rows = build_rows(grid_of(["Kegiatan", "Indikator", "Pagu"], body), columns("nama", "indikator", "pagu"))
    assert [(r.level, r.nama, r.lanjutan) for r in rows[1:]] == [
        (L.LAINNYA, "Jumlah Beta", None),
        (L.LAINNYA, "Jumlah Gama", None),
    ]


def test_a_nameless_row_of_amounts_above_all_items_or_right_above_a_named_total_is_a_total() -> None:
    body = [
        ["", "9.000.000"],
        ["Program Alfa", "4.000.000"],
        ["Program Beta", "5.000.000"],
        ["", "9.500.000"],
        ["JUMLAH", "9.000.000"],
    ]
    rows = build_rows(grid_of(["Program", "Pagu"], body), columns("nama", "pagu"))
    assert [r.level for r in rows] == [L.JUMLAH, None, None, L.JUMLAH, L.JUMLAH]


def test_running_numbers_are_taken_out_of_names_only_where_the_rows_count() -> None:
    counted = ["1 Jalan Alfa", "Jembatan\n2 Beta", "Saluran\n3\nGama"]
    assert [running_numbers(counted)[i][1] for i in range(3)] == ["Jalan Alfa", "Jembatan Beta", "Saluran Gama"]
    assert running_numbers(["3 Pilar Alfa", "12 Bulan Beta", "7 Desa"]) == {}


def test_running_letters_count_beside_the_numbers_that_they_stand_under() -> None:
    texts = ["1 Pengadaan Mebel", "a Lemari arsip", "b Meja rapat", "2 Rapat dinas", "a Konsumsi", "c Cetak", "APAR"]
    found = running_numbers([*texts[:3], "c Kursi", *texts[3:], "3 Survei"])
    assert [text for _, (_, text) in sorted(found.items())] == [
        *("Pengadaan Mebel", "Lemari arsip", "Meja rapat", "Kursi", "Rapat dinas", "Konsumsi", "Survei"),
    ]


def test_a_bullet_is_no_part_of_a_name() -> None:
    grid = grid_of(["Uraian", "Pagu"], [["[#] Belanja Alfa", "5.000.000"], ["- Belanja Beta", "4.000.000"]])
    assert names(build_rows(grid, columns("nama", "pagu"))) == ["Belanja Alfa", "Belanja Beta"]


TEXT = st.text(string.ascii_letters + " ", max_size=30)


@given(st.lists(st.tuples(TEXT, st.sampled_from(["", "1.000.000", "2.500.000"])), max_size=8), TEXT, TEXT)
def test_a_tables_title_changes_no_row(body: list[tuple[str, str]], one: str, two: str) -> None:
    meaning = columns("nama", "pagu")
    first = build_rows(grid_of(["Program/Kegiatan", "Pagu"], body, one), meaning)
    assert build_rows(grid_of(["Program/Kegiatan", "Pagu"], body, two), meaning) == first


@given(st.lists(st.lists(st.sampled_from(["", "1", "(2)", "Program A", "5.1.02", "70 %"]), min_size=4, max_size=4)))
def test_any_cells_give_rows_in_the_order_of_the_grid(body: list[list[str]]) -> None:
    rows = build_rows(grid_of(["a", "b", "c", "d"], body), columns("kode", "nama", "target", "pagu"))
    assert [r.urutan for r in rows] == list(range(len(rows)))
    assert [r.grid_row for r in rows] == sorted(r.grid_row for r in rows)
    assert all(r.lanjutan is None or 0 <= r.lanjutan < i for i, r in enumerate(rows))


def test_where_the_rows_are_years_each_rows_values_are_of_its_year_and_a_year_in_a_header_stays() -> None:
    head = ["Tahun", "Anggaran", "Target 2030"]
    body = [[str(2016 + k), f"{k + 3}.250.000.000", f"{k + 1}.000"] for k in range(4)]
    heads = columns("nama", "pagu", "target")
    named = tuple(Column(c.indeks, text, c.peran, None, c.tahun) for c, text in zip(heads, head, strict=True))
    rows = build_rows(grid_of(head, body), named)
    assert [(r.nama, r.level) for r in rows] == [(str(2016 + k), L.LAINNYA) for k in range(4)]
    assert [[v.tahun for v in r.values] for r in rows] == [[2016 + k, 2024] for k in range(4)]


def test_a_year_beside_a_named_item_dates_its_values_and_names_nothing() -> None:
    head = ["Program", "Tahun", "Anggaran"]
    body = [["Program Alfa", "2021", "5.000.000"], ["Program Beta", "2022", "6.000.000"], ["Jumlah", "", "11.000.000"]]
    named = tuple(
        Column(i, text, role, None, year)
        for i, (text, role, year) in enumerate(
            zip(head, ("nama", "keterangan", "pagu"), (None, None, 2024), strict=True)
        )
    )
    rows = build_rows(grid_of(head, body), named)
    assert [(r.nama, r.values[0].tahun) for r in rows] == [
        ("Program Alfa", 2021),
        ("Program Beta", 2022),
        ("Jumlah", 2024),
    ]


def test_targets_of_levels_merged_beside_a_row_are_not_the_rows() -> None:
    """Each level has its own indicator and target; the program's are merged down beside its kegiatan."""
    head = ["Sasaran", "Target", "Program", "Indikator", "Target", "Kegiatan", "Indikator", "Target", "Pagu"]
    body = [
        ["Warga sehat", "71", "Program Alfa", "Cakupan alfa", "64", "Kegiatan Beta", "Jumlah beta", "12", "3.500.000"],
        ["", "", "", "", "", "Kegiatan Gama", "Jumlah gama", "5", "1.200.000"],
        ["", "", "Program Delta", "Cakupan delta", "33", "", "", "", "8.000.000"],
    ]
    meanings = ["sasaran", "target", "nama", "indikator", "target", "nama", "indikator", "target", "pagu"]
    rows = build_rows(grid_of(head, body), columns(*meanings))
    assert [(r.nama, r.indikator, [v.teks for v in r.values]) for r in rows] == [
        ("Kegiatan Beta", "Jumlah beta", ["12", "3.500.000"]),
        ("Kegiatan Gama", "Jumlah gama", ["5", "1.200.000"]),
        ("Program Delta", "Cakupan delta", ["33", "8.000.000"]),
    ]


def test_targets_of_a_program_that_only_stands_beside_its_kegiatan_are_not_the_kegiatans() -> None:
    head = ["Program", "Indikator Program", "Target", "Kegiatan", "Indikator Kegiatan", "Target", "Pagu"]
    body = [
        ["Program Alfa", "Indeks alfa", "70 %", "Kegiatan Beta", "Jumlah beta", "4 dokumen", "5.000.000"],
        ["", "", "", "Kegiatan Gama", "Jumlah gama", "6 dokumen", "7.000.000"],
    ]
    meanings = columns("nama", "indikator", "target", "nama", "indikator", "target", "pagu")
    rows = build_rows(grid_of(head, body, tall={(0, 0): 2, (0, 1): 2, (0, 2): 2}), meanings)
    assert [(r.nama, [v.teks for v in r.values]) for r in rows] == [
        ("Kegiatan Beta", ["4 dokumen", "5.000.000"]),
        ("Kegiatan Gama", ["6 dokumen", "7.000.000"]),
    ]


def test_targets_of_a_program_with_a_row_of_its_own_are_its_own() -> None:
    head = ["Program", "Target", "Kegiatan", "Target", "Pagu"]
    body = [["Program Alfa", "70 %", "", "", "12.000.000"], ["", "", "Kegiatan Beta", "4 dokumen", "5.000.000"]]
    rows = build_rows(grid_of(head, body), columns("nama", "target", "nama", "target", "pagu"))
    assert [(r.nama, [v.teks for v in r.values]) for r in rows] == [
        ("Program Alfa", ["70 %", "12.000.000"]),
        ("Kegiatan Beta", ["4 dokumen", "5.000.000"]),
    ]


def test_the_money_that_indicators_take_is_the_pagu() -> None:
    head = ["Indikator", "Tolok Ukur Kinerja", "Target Kinerja"]
    body = [
        ["Capaian Program", "Persentase alfa", "100 %"],
        ["Masukan", "Dana yang dibutuhkan", "Rp. 47.310.000"],
        ["Keluaran", "Jumlah beta", "12 Dokumen"],
    ]
    rows = build_rows(grid_of(head, body), columns("indikator", "indikator", "target"))
    assert [(r.nama, [str(v.ukuran) for v in r.values]) for r in rows] == [
        ("Capaian Program", ["target"]),
        ("Masukan", ["pagu"]),
        ("Keluaran", ["target"]),
    ]


def test_jumlah_among_other_words_begins_an_indicator_and_makes_no_total() -> None:
    head = ["Sasaran", "Indikator", "Kelompok", "Pagu", "Penanggung Jawab"]
    body = [
        ["Meningkatnya", "Jumlah", "Petani muda", "5.000.000", "Bidang Alfa"],
        ["Jumlah", "", "", "5.000.000", "APBD Kota"],
    ]
    rows = build_rows(
        grid_of(head, body), columns("sasaran", "indikator", "kelompok_sasaran", "pagu", "penanggung_jawab")
    )
    assert [r.level for r in rows] == [L.SASARAN, L.JUMLAH]


def test_rows_of_places_that_nothing_else_names_are_named_by_the_place() -> None:
    head = ["No", "Kecamatan/Kelurahan", "Anggaran", "Realisasi"]
    body = [["1", "Kecamatan Muara Biru", "5.000.000", "4.000.000"], ["2", "Kelurahan Alfa", "7.000.000", "6.500.000"]]
    rows = build_rows(grid_of(head, body), columns("nomor", "lokasi", "pagu", "realisasi"))
    assert names(rows) == ["Kecamatan Muara Biru", "Kelurahan Alfa"]
    named = build_rows(grid_of(head, body), columns("nomor", "lokasi", "indikator", "realisasi"))
    assert [row.lokasi for row in named] == ["Kecamatan Muara Biru", "Kelurahan Alfa"]


def test_a_running_number_glued_to_the_name_is_no_part_of_it_and_initials_and_brands_are() -> None:
    printed = ["6.Membangun Gudang Pasar", "7)Kegiatan Beta", "a)Survei Lapangan", "A.Yani, Jalan", "3D Peta Desa"]
    rows = build_rows(grid_of(["Kegiatan", "Pagu"], [[name, "5.000.000"] for name in printed]), columns("nama", "pagu"))
    assert names(rows) == [
        "Membangun Gudang Pasar",
        "Kegiatan Beta",
        "Survei Lapangan",
        "A.Yani, Jalan",
        "3D Peta Desa",
    ]


def test_of_goals_side_by_side_the_deepest_is_the_row_whose_indicator_and_money_stand_behind_it() -> None:
    head = ["Sasaran Strategis", "Target", "Sasaran Kegiatan", "Indikator", "Target", "Anggaran"]
    body = [
        ["Meningkatnya daya saing pesisir", "70", "Terlatihnya nelayan muda", "Jumlah nelayan", "40", "5.000.000"],
        ["", "", "Tersalurnya jaring ikan", "Jumlah jaring", "90", "7.000.000"],
    ]
    rows = build_rows(grid_of(head, body), columns("sasaran", "target", "sasaran", "indikator", "target", "pagu"))
    assert names(rows) == ["Terlatihnya nelayan muda", "Tersalurnya jaring ikan"]
    assert [[v.teks for v in row.values] for row in rows] == [["40", "5.000.000"], ["90", "7.000.000"]]


def test_a_list_counts_on_behind_the_list_within_one_of_its_items() -> None:
    printed = ["1 Jalan Alfa", "2 Irigasi Beta", "1. Talud", "2. Pintu air", "3. Saluran", "3 Pasar Gama", "12 Bulan"]
    found = running_numbers(printed)
    assert {row: number for row, (number, _) in found.items() if row in (0, 1, 5)} == {0: "1", 1: "2", 5: "3"}
    assert 6 not in found


def test_the_second_line_of_a_name_that_got_a_row_of_its_own_is_part_of_the_name() -> None:
    body = [
        ["Pembinaan Sanggar, Galeri", ""],
        ["dan Pasar Seni", "7.000.000"],
        ["Pengadaan Perahu dan", "4.000.000"],
        ["motor tempel", ""],
        ["Lomba Layar", "2.000.000"],
    ]
    rows = build_rows(grid_of(["Kegiatan", "Pagu"], body), columns("nama", "pagu"))
    assert [(r.nama, [v.teks for v in r.values]) for r in rows] == [
        ("Pembinaan Sanggar, Galeri dan Pasar Seni", ["7.000.000"]),
        ("Pengadaan Perahu dan motor tempel", ["4.000.000"]),
        ("Lomba Layar", ["2.000.000"]),
    ]


@pytest.mark.parametrize(
    ("heading", "below"),
    [
        ("Bantuan bagi", ("nelayan", "petani garam", "juru pantun")),
        ("Program Penataan Pesisir, Muara,", ("tambak garam desa", "tambak udang desa")),
        ("Saluran Desa", ("dan muara alfa", "dan muara beta")),
    ],
)
def test_a_list_in_small_letters_below_a_heading_is_no_second_line_of_it(heading: str, below: tuple[str, ...]) -> None:
    body = [[heading, ""], *([name, f"{k + 3}.000.000"] for k, name in enumerate(below)), ["Lomba Layar", "2.000.000"]]
    rows = build_rows(grid_of(["Kegiatan", "Pagu"], body), columns("nama", "pagu"))
    assert [(r.nama, [v.teks for v in r.values]) for r in rows] == [
        (name, [pagu] if pagu else []) for name, pagu in body
    ]


def test_two_rows_with_values_or_codes_of_their_own_are_two_items_however_their_names_begin() -> None:
    body = [["3", "Talud Desa Alfa", "7.000.000"], ["", "di Desa Beta", "4.000.000"], ["4", "Talud", ""]]
    body += [["5", "di Desa Gama", "6.000.000"], ["6", "Saluran", ""], ["", "Pintu Air", "1.000.000"]]
    rows = build_rows(grid_of(["No", "Pekerjaan", "Pagu"], body), columns("nomor", "nama", "pagu"))
    assert len(rows) == len(body)


def test_what_both_lines_of_a_name_print_of_indicators_stays_two_lines_of_one_item() -> None:
    body = [["Meningkatnya hasil kebun dan", "Panen kopi", ""], ["hasil ternak", "Telur", "12 ton"]]
    rows = build_rows(grid_of(["Sasaran", "Indikator", "Target"], body), columns("sasaran", "indikator", "target"))
    assert [(r.nama, r.indikator, r.lanjutan) for r in rows] == [
        ("Meningkatnya hasil kebun dan hasil ternak", "Panen kopi", None),
        ("Meningkatnya hasil kebun dan hasil ternak", "Telur", 0),
    ]


def test_a_header_that_a_page_prints_again_is_no_row() -> None:
    head = ["Kegiatan", "Indikator", "Target", "Pagu"]
    body = [["Lomba Layar", "Peserta", "12", "5.000.000"], ["Kegiatan", "Indikator", "Target", "Pagu"]]
    body += [["Kegiatan", "Indikator Warga", "Target", "Pagu"], ["Kegiatan", "Kegiatan", "12", "6.000.000"]]
    rows = build_rows(grid_of(head, body), columns("nama", "indikator", "target", "pagu"))
    assert [r.grid_row for r in rows] == [0, 3]


@pytest.mark.parametrize(
    ("cut", "is_row"),
    [
        ("Tolok Ukur\nPersentase dermaga laik (Perda 7/2031)", False),
        ("Tolok Ukur", False),
        ("Persentase dermaga laik (Perda 7/2031)", True),
        ("Tolok Ukur 12", True),
    ],
)
def test_a_header_that_the_page_cut_is_no_row_also_where_what_stands_below_it_prints_numbers(
    cut: str, is_row: bool
) -> None:
    head = ["Kegiatan", "Tolok Ukur", "Target", "Pagu"]
    body = [["Lomba Layar", "Peserta", "12", "5.000.000"], ["Kegiatan", cut, "Target", "Pagu"]]
    rows = build_rows(grid_of(head, body), columns("nama", "indikator", "target", "pagu"))
    assert [r.grid_row for r in rows] == ([0, 1] if is_row else [0])


def test_an_indicator_over_the_column_in_which_others_are_numbered_names_no_row_that_has_a_goal() -> None:
    cells = [(0, 0, 1, "Sasaran"), (0, 1, 2, "Indikator"), (0, 3, 1, "Target")]
    cells += [(1, 0, 1, "Warga pesisir sejahtera"), (1, 1, 2, "Indeks kepuasan pelaut"), (1, 3, 1, "80")]
    cells += [(2, 0, 1, "Pelabuhan tertib"), (2, 1, 1, "1"), (2, 2, 1, "Kapal terdaftar"), (2, 3, 1, "70")]
    made = tuple(
        Cell(r, c, 1, n, text, 1, Box(c * 60.0, r * 12.0, (c + n) * 60.0, r * 12.0 + 12.0), is_header=r == 0)
        for r, c, n, text in cells
    )
    grid = Grid(Table((1,), None, "", 3, 4, 1, made, "uji", 1.0))
    rows = build_rows(grid, columns("sasaran", "nomor", "indikator", "target"))
    assert [(r.level, r.nama, r.indikator) for r in rows] == [
        (L.SASARAN, "Warga pesisir sejahtera", "Indeks kepuasan pelaut"),
        (L.SASARAN, "Pelabuhan tertib", "Kapal terdaftar"),
    ]


def test_a_row_of_an_indicator_is_named_by_it_and_the_office_behind_it_answers_for_it() -> None:
    head = ["No", "Indikator", "Target", "SKPD"]
    body = [["1", "Panjang dermaga", "12", "Dinas Pelabuhan"], ["2", "Jumlah suar", "7", "Dinas Menara"]]
    rows = build_rows(grid_of(head, body), columns("nomor", "indikator", "target", "perangkat_daerah"))
    assert [(r.nama, r.level, r.perangkat_daerah) for r in rows] == [
        ("Panjang dermaga", L.LAINNYA, "Dinas Pelabuhan"),
        ("Jumlah suar", L.LAINNYA, "Dinas Menara"),
    ]


def test_an_office_before_its_indicators_is_what_the_rows_are_about() -> None:
    head = ["SKPD", "Indikator", "Target"]
    body = [["Dinas Pelabuhan", "Panjang dermaga", "12"], ["Dinas Menara", "Jumlah suar", "7"]]
    rows = build_rows(grid_of(head, body), columns("perangkat_daerah", "indikator", "target"))
    assert names(rows) == ["Dinas Pelabuhan", "Dinas Menara"]


def test_no_more_rows_are_looked_up_than_the_tallest_cell_reaches_over(monkeypatch: pytest.MonkeyPatch) -> None:
    body = [[f"Kegiatan Pasar {k}", "1.000" if k == 0 else "", ""] for k in range(300)]
    grid = grid_of(["Uraian", "Pagu", "Target"], body)
    asked, cell = [0], Grid.cell

    def counted(self: Grid, row: int, col: int) -> Cell | None:
        asked[0] += 1
        return cell(self, row, col)

    monkeypatch.setattr(Grid, "cell", counted)
    assert len(build_rows(grid, columns("nama", "pagu", "target"))) == len(body)
    assert asked[0] < 50 * len(body)
