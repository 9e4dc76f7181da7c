"""Whose an amount is where the print leaves a name, a total's word or a code's place out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extract.types import Table
from nomenclature.resolve import level_tables
from normalize.rows import build_rows
from normalize.tables import normalize_table
from normalize.types import BudgetRow, DocumentMeta, JenisDokumen, TingkatBaris
from records.matched import Wilayah
from tests.normalize.test_rows import META, make_table, plan
from tests.normalize.test_rows_by_columns import columns, grid_of

OLD = DocumentMeta(JenisDokumen.RENJA, None, 2016, 2016, (), "Dinas Perkebunan")


def spanned(table: Table, row: int, col: int, rows: int = 1, cols: int = 1) -> Table:
    """The table with one cell over several rows or columns, the cells that it covers left out."""
    kept = [c for c in table.cells if not (row <= c.row < row + rows and col <= c.col < col + cols)]
    whole = next(c for c in table.cells if (c.row, c.col) == (row, col))
    return replace(table, cells=(*kept, replace(whole, rowspan=rows, colspan=cols)))


def said(rows: tuple[BudgetRow, ...]) -> list[tuple[str, bool]]:
    return [(row.nama, row.lanjutan is not None) for row in rows]


def test_amounts_alone_below_an_item_with_its_own_are_nobodys() -> None:
    table = plan(
        [
            ["1.06.01.2.01.0001", "Penyusunan Dokumen", "Jumlah A", "1 Dokumen", "70.000.000", "80.000.000"],
            ["", "", "", "", "900.000.000", "950.000.000"],
            ["1.06.01.2.01.0002", "Rapat", "Jumlah B", "2 Rapat", "5.000.000", "6.000.000"],
        ]
    )
    assert said(table.rows) == [("Penyusunan Dokumen", False), ("", False), ("Rapat", False)]
    assert table.rows[1].level is TingkatBaris.LAINNYA
    assert [v.nilai for v in table.rows[1].values] == [Decimal(900_000_000), Decimal(950_000_000)]


def test_amounts_alone_are_an_items_where_its_name_reaches_down_to_them() -> None:
    body = [
        ["1", "Program Penyediaan Sarana", "DK", "600.000.000"],
        ["", "", "TP", "1.740.000.000"],
        ["2", "Program Peningkatan Mutu", "DK", "900.000.000"],
        ["", "", "TP", "2.600.000.000"],
        ["", "Jumlah", "", "5.840.000.000"],
    ]
    table = make_table([["No", "Program/Kegiatan", "KW", "Pagu (Rp)"]], body)
    table = spanned(spanned(table, 1, 1, rows=2), 3, 1, rows=2)
    rows = normalize_table(table, OLD).rows
    assert [row.lanjutan for row in rows] == [None, 0, None, 2, None]
    assert [row.level for row in rows][3:] == [None, TingkatBaris.JUMLAH]


def test_a_nameless_last_row_above_an_amount_of_its_column_is_the_total() -> None:
    body = [
        ["Pelatihan", "30.000.000"],
        ["Rapat", "20.000.000"],
        ["", "55.000.000"],
    ]
    rows = normalize_table(make_table([["Kegiatan", "Pagu (Rp)"]], body), META).rows
    assert [row.level is TingkatBaris.JUMLAH for row in rows] == [False, False, True]


def test_a_last_row_that_is_the_sum_of_a_list_is_its_total_whatever_it_is_called() -> None:
    body = [[f"Kegiatan {name}", "30.000.000"] for name in ("Alfa", "Beta", "Gama", "Delta")]
    rows = normalize_table(make_table([["Kegiatan", "Pagu (Rp)"]], [*body, ["Count=4", "120.000.000"]]), META).rows
    assert rows[-1].level is TingkatBaris.JUMLAH
    rows = normalize_table(make_table([["Kegiatan", "Pagu (Rp)"]], [*body, ["Kegiatan E", "30.000.000"]]), META).rows
    assert rows[-1].level is None


def test_the_right_half_names_a_row_whose_left_name_is_a_dash() -> None:
    header = [
        ["No", *["Rancangan Awal RKPD"] * 2, *["Hasil Analisis Kebutuhan"] * 2],
        ["No", "Kegiatan", "Pagu (Rp)", "Kegiatan", "Pagu (Rp)"],
    ]
    body = [
        ["1", "Kegiatan Alfa", "50.000.000", "Kegiatan Alfa", "60.000.000"],
        ["2", "-", "0", "Kegiatan Beta", "200.000.000"],
        ["3", "Kegiatan Gama", "70.000.000", "Kegiatan Gama", "70.000.000"],
    ]
    rows = normalize_table(make_table(header, body, "Review Terhadap Rancangan Awal RKPD Tahun 2024"), META).rows
    assert said(rows) == [("Kegiatan Alfa", False), ("Kegiatan Beta", False), ("Kegiatan Gama", False)]


def test_an_amount_in_a_code_column_is_no_code() -> None:
    table = plan(
        [
            ["1.06.01.2.01.0001", "Penyusunan Dokumen", "Jumlah A", "1 Dokumen", "70.000.000", "80.000.000"],
            ["318.400.000", "Penanganan Jalan", "Panjang", "2 km", "318.400.000", "325.000.000"],
        ]
    )
    assert [row.kode_asli for row in table.rows] == ["1.06.01.2.01.0001", None]


def test_the_last_part_of_a_code_in_front_of_a_name_over_its_column_is_part_of_the_code() -> None:
    header = [["Kode", "Kode", "Program / Kegiatan", "Indikator", "Pagu (Rp)"]]
    body = [
        ["13", "", "Program Pengendalian Pencemaran", "Mutu air", "90.000.000"],
        ["13", "1 Penyusunan Status Lingkungan", "", "Dokumen", "40.000.000"],
        ["13", "2", "Pembinaan Teknis", "Orang", "50.000.000"],
    ]
    table = spanned(make_table(header, body), 2, 1, cols=2)
    rows = normalize_table(table, OLD).rows
    assert [(row.kode_asli, row.nama) for row in rows][1:] == [
        ("13 1", "Penyusunan Status Lingkungan"),
        ("13 2", "Pembinaan Teknis"),
    ]


def test_a_number_column_that_holds_codes_gives_them_to_the_rows() -> None:
    header = [["No.", "Urusan / Program / Kegiatan", "Indikator", "Pagu Indikatif (Rp)"]]
    body = [
        ["3.07.", "PERDAGANGAN", "", "200.000.000"],
        ["3.07.3.07.04.05.", "Program Pelayanan", "Mutu", "200.000.000"],
        ["3.07.3.07.04.05.001.", "Penyediaan Jasa", "Bulan", "150.000.000"],
        ["3.07.3.07.04.05.002.", "Penyediaan Alat", "Paket", "50.000.000"],
    ]
    rows = normalize_table(make_table(header, body), OLD).rows
    assert [row.kode_asli for row in rows] == [line[0] for line in body]


def test_a_total_called_by_an_office_is_a_total() -> None:
    body = [
        ["1", "Program Sarana", "600.000.000"],
        ["2", "Program Mutu", "400.000.000"],
        ["", "TOTAL DINAS PERKEBUNAN", "1.000.000.000"],
    ]
    table = normalize_table(make_table([["No", "Kegiatan", "Pagu (Rp)"]], body), OLD)
    (settled,) = level_tables((table,), OLD, Wilayah()).levels
    assert settled.levels[-1] is TingkatBaris.JUMLAH


def test_a_number_in_front_of_a_name_over_its_column_and_the_source_below_are_no_part_of_the_rows() -> None:
    body = [
        ["1", "Pemeliharaan Gedung", "30.000.000"],
        ["2", "Pemeliharaan Mesin", "20.000.000"],
        ["3 Pengelolaan Keuangan", "", "10.000.000"],
        ["Sumber : Aplikasi Alfa, 2016", "", ""],
    ]
    table = spanned(make_table([["No", "Kegiatan", "Pagu (Rp)"]], body), 3, 0, cols=2)
    rows = normalize_table(table, OLD).rows
    assert [row.nama for row in rows] == ["Pemeliharaan Gedung", "Pemeliharaan Mesin", "Pengelolaan Keuangan"]


def test_the_second_line_of_a_name_brings_its_place_and_its_source_along() -> None:
    head = ["Kegiatan", "Pagu", "Lokasi", "Sumber Dana"]
    grid = grid_of(head, [["Pengadaan Perahu dan", "", "", ""], ["motor tempel", "4.000.000", "Desa Alfa", "DAU"]])
    (row,) = build_rows(grid, columns("nama", "pagu", "lokasi", "sumber_dana"))
    assert (row.nama, row.lokasi, row.sumber_dana) == ("Pengadaan Perahu dan motor tempel", "Desa Alfa", "DAU")


def test_an_average_of_all_rows_is_of_no_goal_and_of_no_item() -> None:
    header = [["No", "Sasaran Strategis", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"]]
    body = [
        ["1", "Meningkatnya minat baca warga", "Jumlah pembaca", "40 orang", "30 orang", "75"],
        ["", "Rata - Rata Capaian", "", "", "", "75"],
    ]
    rows = normalize_table(make_table(header, body), META).rows
    assert [(row.level, row.nama) for row in rows][1:] == [(TingkatBaris.LAINNYA, "Rata - Rata Capaian")]
    header = [["Kode", "Program/Kegiatan", "Indikator Kinerja", "Target 2031", "Realisasi 2031", "Capaian (%)"]]
    body = [
        ["1.01", "Program Literasi Pulau", "Jumlah taman baca", "8 unit", "6 unit", "75"],
        ["1.01.02", "Kegiatan Perahu Pustaka", "Jumlah perahu", "2 unit", "2 unit", "100"],
        ["", "", "Rata-rata lama pinjam", "4 hari", "3 hari", "75"],
        ["", "", "RATA-RATA", "", "", "83,3"],
    ]
    rows = normalize_table(make_table(header, body), META).rows
    assert said(rows)[2:] == [("Kegiatan Perahu Pustaka", True), ("RATA-RATA", False)]
    assert rows[-1].level is TingkatBaris.LAINNYA


def test_the_average_achievement_below_a_table_is_a_row_and_the_foot_of_an_evaluation_form_is_none() -> None:
    columns = ["Sasaran Strategis", "Indikator Kinerja", "Target 2031", "Realisasi 2031", "Capaian (%)"]
    body = [[str(k), f"Terawatnya taman {k}", f"Nilai {k}", "50", str(50 + k), str(100 + 2 * k)] for k in range(4)]
    feet = [["", "Rata-rata capaian kinerja", "", "", "", "103"], ["", "Predikat kinerja", "", "", "", "Sangat Baik"]]
    rows = normalize_table(make_table([["No", *columns]], body + feet), META).rows
    assert [(r.nama, r.level, [v.teks for v in r.values]) for r in rows[4:]] == [
        ("Rata-rata capaian kinerja", TingkatBaris.LAINNYA, ["103"]),
        ("Predikat kinerja", TingkatBaris.LAINNYA, ["Sangat Baik"]),
    ]
    of_plans = ["Target Renstra Tahun 2035", "Target Renja Tahun 2031", "Realisasi Renja Tahun 2031"]
    header = ["No", "Program/Kegiatan", "Indikator", *of_plans]
    assert len(normalize_table(make_table([header], body + feet), META).rows) == 4


def test_the_marks_of_a_word_processors_lists_are_no_part_of_a_name_and_hide_no_quantity() -> None:
    header = [["No", "Sasaran Strategis", "Indikator Kinerja", "Target 2031"]]
    body = [
        [
            "1",
            "\uf0b7 Terawatnya taman kota",
            "\uf0b7Jumlah taman\n\uf0d8 Jumlah pohon",
            "\uf0b712 taman\n\uf0d8 3.400 pohon",
        ],
        ["2", "\uf0fc Terawatnya dermaga", "Jumlah dermaga", "8 dermaga"],
    ]
    rows = normalize_table(make_table(header, body), META).rows
    assert [row.nama for row in rows] == ["Terawatnya taman kota", "Terawatnya dermaga"]
    assert rows[0].indikator == "•Jumlah taman ➢ Jumlah pohon"
    assert [(v.nilai, v.satuan) for v in rows[0].values] == [(Decimal(12), "taman"), (Decimal(3400), "pohon")]
