"""Grid rows to meaningful rows: labels, totals, items over two grid rows, further indicator lines."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extract.types import Box, Cell, Table
from normalize.tables import normalize_table
from normalize.types import DocumentMeta, JenisDokumen, JenisTabel, Konteks, NormalTable, TingkatBaris, Ukuran

META = DocumentMeta(JenisDokumen.RENJA, None, 2024, 2024, (), "Dinas Sosial")


def make_table(header: list[list[str]], body: list[list[str]], judul: str = "") -> Table:
    """A table whose cells are the given texts; a header text over several columns is repeated in each of them."""
    rows = [*header, *body]
    cells = []
    for r, texts in enumerate(rows):
        for c, text in enumerate(texts):
            box = Box(c * 60.0, r * 12.0, c * 60.0 + 60.0, r * 12.0 + 12.0)
            cells.append(Cell(r, c, 1, 1, text, 1, box, is_header=r < len(header)))
    return Table((1,), "4.1", judul, len(rows), len(header[0]), len(header), tuple(cells), "uji", 1.0)


PLAN = [
    [
        "Kode",
        "Program / Kegiatan / Sub Kegiatan",
        "Indikator",
        "Target 2024",
        "Pagu Indikatif (Rp)",
        "Prakiraan Maju (Rp)",
    ]
]


def plan(body: list[list[str]]) -> NormalTable:
    return normalize_table(make_table(PLAN, body, "Rumusan Rencana Program dan Prakiraan Maju Tahun 2025"), META)


def test_a_plan_table_is_known_by_title_and_columns() -> None:
    assert (
        plan([["1.06.01", "PROGRAM A", "x", "1 Dokumen", "1.000.000", "2.000.000"]]).jenis
        is JenisTabel.RENCANA_PENDANAAN
    )


def test_a_row_of_shares_below_amounts_is_in_percent_and_no_item() -> None:
    table = plan(
        [
            ["1.06.01", "PROGRAM A", "", "", "1.000.000,00", "2.000.000,00"],
            ["", "Terhadap Seluruh Belanja (%)", "", "", "61,25", "48,10"],
            ["1.06.02", "PROGRAM B (%)", "", "", "3.000.000,00", "2.000.000,00"],
        ]
    )
    assert [r.level for r in table.rows][1] is TingkatBaris.LAINNYA
    assert [[v.satuan for v in r.values] for r in table.rows] == [["rupiah"] * 2, ["persen"] * 2, ["rupiah"] * 2]


def test_what_a_scan_leaves_of_column_numbers_is_no_row() -> None:
    body = [
        ["1.06.01", "PROGRAM A", "x", "1 Dokumen", "1.000.000", "2.000.000"],
        ["n1", "(2)", "|3", "(4)", "(5)", "161"],
        ["1.06.02", "PROGRAM B", "y", "(4)", "(5)", ""],
    ]
    scanned = replace(make_table(PLAN, body, "Rencana Program"), engine="uji+ocr")
    assert [row.nama for row in normalize_table(scanned, META).rows] == ["PROGRAM A", "PROGRAM B"]
    assert len(normalize_table(make_table(PLAN, body, "Rencana Program"), META).rows) == 3


def test_a_stray_mark_is_no_name_of_what_is_aimed_at() -> None:
    head = [["Tujuan", "Sasaran", "Indikator", "Target 2024"]]
    body = [
        ["Petani sejahtera", "Panen naik", "Jumlah padi (ton)", "412"],
        [".", "", "Jumlah jagung (ton)", "96"],
    ]
    assert "." not in [row.nama for row in normalize_table(make_table(head, body), META).rows]


def test_an_item_printed_over_two_grid_rows_is_one_row() -> None:
    table = plan(
        [
            ["1.06.01.2.01.0001", "Penyusunan Dokumen", "", "", "", ""],
            ["", "", "Jumlah Dokumen", "4 Dokumen", "70.000.000,00", "80.000.000,00"],
        ]
    )
    assert [r.nama for r in table.rows] == ["Penyusunan Dokumen"]
    assert table.rows[0].indikator == "Jumlah Dokumen"
    assert [v.nilai for v in table.rows[0].values] == [Decimal(4), Decimal("70000000.00"), Decimal("80000000.00")]


def test_a_further_indicator_line_repeats_the_name_and_points_to_its_item() -> None:
    table = plan(
        [
            ["1.06.01.2.01.0001", "Penyusunan Dokumen", "Jumlah A", "1 Dokumen", "70.000.000", ""],
            ["", "", "Jumlah B", "2 Dokumen", "", ""],
        ]
    )
    assert [(r.nama, r.lanjutan, r.kode_asli) for r in table.rows] == [
        ("Penyusunan Dokumen", None, "1.06.01.2.01.0001"),
        ("Penyusunan Dokumen", 0, None),
    ]


def test_small_numbers_beside_the_rupiah_of_a_realisasi_are_its_percentage_whatever_their_header_looks_like() -> None:
    head = [["Program", "Pagu", "Keuangan", "Keuangan"], ["", "", "(Rp)", "9%6"]]
    body = [[f"PROGRAM {i}", "2.000.000.000", f"{i}.900.000.000", f"{95 + i},50"] for i in range(4)]
    table = normalize_table(make_table(head, body, "Realisasi Anggaran Tahun 2024"), META)
    assert [c.peran for c in table.columns[2:]] == ["realisasi", "persen_realisasi"]
    assert [v.nilai for v in table.rows[0].values if v.ukuran is Ukuran.PERSEN_REALISASI] == [Decimal("95.50")]


def test_an_indicator_that_begins_with_jumlah_is_no_total() -> None:
    table = plan(
        [["1.06.01", "PROGRAM A", "Jumlah Dokumen", "1", "5.000.000", ""], ["JUMLAH", "", "", "", "5.000.000", ""]]
    )
    assert [r.level for r in table.rows] == [None, TingkatBaris.JUMLAH]


def test_a_nameless_last_row_of_sums_is_the_total() -> None:
    table = plan([["1.06.01", "PROGRAM A", "x", "1", "5.000.000", ""], ["", "", "", "", "5.000.000", ""]])
    assert table.rows[-1].level is TingkatBaris.JUMLAH
    assert table.rows[-1].lanjutan is None


def test_a_nameless_last_row_of_counts_that_are_the_sums_of_a_list_is_no_line_of_the_last_item() -> None:
    body = [[str(k), name, str(7 * k), f"{k}%"] for k, name in enumerate(["Perahu", "Jaring", "Dermaga", "Pasar"], 1)]
    header = [["No", "Sarana", "Jumlah", "%"]]
    (*_, total) = normalize_table(make_table(header, [*body, ["", "", "70", "100%"]]), META).rows
    assert (total.nama, total.lanjutan) == ("", None)
    (*_, line) = normalize_table(make_table(header, [*body, ["", "", "68", "100%"]]), META).rows
    assert (line.nama, line.lanjutan) == ("Pasar", 3)


def test_a_nameless_total_below_an_item_without_amounts_is_no_part_of_that_item() -> None:
    table = plan(
        [
            ["1", "PROGRAM A", "", "", "5.000.000", ""],
            ["2", "PROGRAM B", "", "", "-", ""],
            ["", "", "", "", "5.000.000", ""],
        ]
    )
    assert [r.level for r in table.rows] == [None, None, TingkatBaris.JUMLAH]


def test_a_lone_text_under_indikator_is_a_further_indicator_not_a_heading() -> None:
    table = plan(
        [
            ["1.06.01", "PROGRAM A", "Nilai reformasi birokrasi", "1", "5.000.000", ""],
            ["", "", "Predikat reformasi birokrasi", "", "", ""],
        ]
    )
    assert [(r.nama, r.indikator, r.lanjutan) for r in table.rows] == [
        ("PROGRAM A", "Nilai reformasi birokrasi", None),
        ("PROGRAM A", "Predikat reformasi birokrasi", 0),
    ]


def test_a_dash_in_the_remainder_is_zero_only_where_nothing_remains() -> None:
    header = [["Program/Kegiatan", "Pagu Anggaran", "Realisasi", "Sisa Pagu"]]
    body = [["Program A", "5.000.000", "5.000.000", "-"], ["Program B", "5.000.000", "4.000.000", "-"]]
    rows = normalize_table(make_table(header, body, "Realisasi Anggaran"), META).rows
    sisa = [[(v.nilai, v.perbaikan) for v in r.values if v.ukuran is Ukuran.SISA] for r in rows]
    assert sisa == [[(Decimal(0), "bukti:sisa")], []]


def test_a_label_before_the_name_is_its_level_and_no_part_of_it() -> None:
    table = plan([["", "Sub. Kegiatan : Penyediaan Sandang", "x", "1 Paket", "5.000.000", ""]])
    assert (table.rows[0].nama, table.rows[0].level) == ("Penyediaan Sandang", TingkatBaris.SUB_KEGIATAN)


def test_a_label_behind_the_name_announces_the_next_row() -> None:
    table = plan(
        [
            ["", "Program Penanganan Bencana, Kegiatan :", "x", "", "5.000.000", ""],
            ["", "Perlindungan", "x", "", "5.000.000", ""],
        ]
    )
    assert table.rows[0].nama == "Program Penanganan Bencana"
    assert table.rows[1].hints.announced is TingkatBaris.KEGIATAN


def test_a_label_behind_a_long_name_announces_the_next_row_also_without_its_colon() -> None:
    table = plan([["", "Perlindungan Sosial Korban Bencana Alam Daerah, sub kegiatan", "x", "", "5.000.000", ""]] * 2)
    assert table.rows[0].nama == "Perlindungan Sosial Korban Bencana Alam Daerah"
    assert table.rows[1].hints.announced is TingkatBaris.SUB_KEGIATAN


def test_the_forward_estimate_is_of_the_year_after_whatever_the_header_says() -> None:
    header = [["Kode", "Program/Kegiatan", "Pagu Indikatif (Rp)", "Prakiraan Maju Rencana Tahun 2023 (Rp)"]]
    table = normalize_table(
        make_table(header, [["1.06.01", "PROGRAM A", "5.000.000", "6.000.000"]], "Rencana Program"), META
    )
    assert [(v.ukuran, v.tahun) for v in table.rows[0].values] == [(Ukuran.PAGU, 2024), (Ukuran.PRAKIRAAN_MAJU, 2025)]


def test_the_two_halves_of_a_review_are_told_apart_and_named_by_the_left() -> None:
    half = ["Program/Kegiatan", "Lokasi", "Indikator Kinerja", "Target Capaian", "Pagu Indikatif (Rp)"]
    body = [["1", "PROGRAM A", "Kota", "i", "100%", "5.000.000", "PROGRAM B", "Kota", "i", "90%", "6.000.000"]]
    judul = "Review terhadap Rancangan Awal RKPD Tahun 2024"
    table = normalize_table(make_table([["No", *half, *half]], body, judul), META)
    row = table.rows[0]
    assert row.nama == "PROGRAM A"
    assert [(v.ukuran, v.konteks) for v in row.values] == [
        (Ukuran.TARGET, Konteks.RANCANGAN_AWAL),
        (Ukuran.PAGU, Konteks.RANCANGAN_AWAL),
        (Ukuran.TARGET, Konteks.HASIL_ANALISIS),
        (Ukuran.PAGU, Konteks.HASIL_ANALISIS),
    ]


def test_a_number_that_goes_on_from_those_above_it_is_no_account_code() -> None:
    header = [["No", "Program/Kegiatan", "Pagu Indikatif (Rp)"]]
    numbers = ["1", "1.1", "1.1.1", "2", "2.1", "3", "3.1", "4", "4.1", "4.1.1", "4.1.2"]
    body = [[number, f"Penataan Dermaga {number}", "5.000.000"] for number in numbers]
    codes = [row.kode_asli for row in normalize_table(make_table(header, body, "Rencana Kerja"), META).rows]
    assert codes == [None] * len(numbers)
    of_accounts = [["1", "Penataan Dermaga", "5.000.000"], ["4.1.1", "Retribusi Dermaga", "5.000.000"]]
    codes = [row.kode_asli for row in normalize_table(make_table(header, of_accounts, "Rencana Kerja"), META).rows]
    assert codes == [None, "4.1.1"]


def test_a_column_headed_indikator_that_holds_targets_is_a_target_column() -> None:
    header = [["Kode", "Program/ Kegiatan", "Indikator Kinerja Program", "Indikator Kinerja", "Pagu Indikatif (Rp.)"]]
    body = [
        [f"1.06.0{i}", f"PROGRAM NOMOR {i}", "Persentase layanan yang terpenuhi", f"{i} Laporan", "5.000.000"]
        for i in range(1, 5)
    ]
    table = normalize_table(make_table(header, body, "Rencana Program"), META)
    assert table.columns[3].peran == "target"


def test_of_levels_side_by_side_the_deepest_is_the_row_and_a_level_alone_has_a_row_of_its_own() -> None:
    header = [["Program", "Kegiatan", "Sub Kegiatan", "Pagu (Rp)"]]
    body = [
        ["Program A", "", "", "11.000.000"],
        ["Program A", "Kegiatan B", "Sub C", "5.000.000"],
        ["", "", "Sub D", "6.000.000"],
    ]
    table = normalize_table(make_table(header, body, "Rencana Program dan Kegiatan"), META)
    assert [(r.level, r.nama, len(r.values)) for r in table.rows] == [
        (TingkatBaris.PROGRAM, "Program A", 1),
        (TingkatBaris.SUB_KEGIATAN, "Sub C", 1),
        (TingkatBaris.SUB_KEGIATAN, "Sub D", 1),
    ]


def test_the_foot_of_an_evaluation_form_gives_no_rows() -> None:
    header = [["No", "Program/Kegiatan", "Indikator", "Target Renstra", "Realisasi Renstra s/d Tahun 2022"]]
    body = [["", "", "", "", ""], ["Faktor pendorong keberhasilan kinerja:", "", "", "", ""]]
    assert normalize_table(make_table(header, body, "Evaluasi Terhadap Hasil Renja"), META).rows == ()


def test_an_indicator_that_is_worded_as_a_forms_foot_keeps_its_target() -> None:
    header = [["No", "Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target 2024"]]
    body = [
        ["1", "Meningkatnya tata kelola pulau", "Nilai tata kelola", "Nilai", "71,5"],
        ["", "", "Predikat kinerja pulau", "Skor", "3,4"],
        ["", "", "Rata-rata capaian kinerja dermaga", "Persen", "93"],
        ["", "", "Predikat kinerja pasar", "Predikat", "Tinggi"],
    ]
    rows = normalize_table(make_table(header, body), META).rows
    assert [row.indikator for row in rows] == [line[2] for line in body]
    assert [row.values[0].teks for row in rows] == [line[4] for line in body]


def test_a_nameless_count_below_coded_rows_is_a_line_of_the_last_one_whatever_it_sums_to() -> None:
    header = [["Kode", "Program / Kegiatan / Sub Kegiatan", "Indikator", "Target 2024"]]
    names = ["Program Perahu", "Kegiatan Jaring", "Kegiatan Dermaga", "Kegiatan Pasar"]
    body = [[f"1.01.02.{k}", name, f"Jumlah {name}", "1 unit"] for k, name in enumerate(names)]
    (*_, line) = normalize_table(make_table(header, [*body, ["", "", "", "4 unit"]]), META).rows
    assert (line.nama, line.lanjutan) == ("Kegiatan Pasar", 3)
