"""The six arithmetic checks on small tables, one behaviour each."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extract.types import Box, Cell
from normalize.types import Column


def brief(findings):
    return [(f.cek.value, f.row, f.ukuran and f.ukuran.value, f.tertulis, f.dihitung) for f in findings]


def test_children_that_do_not_reach_their_parent_are_reported_with_both_sums(row, table, audit):
    found = audit(
        table(
            [
                row("kegiatan", "Pemeliharaan Barang", kode="1.06.01.2.09", pagu="72329500"),
                row("sub_kegiatan", "Kendaraan", pagu="60000000"),
                row("sub_kegiatan", "Gedung", pagu="12329500"),
                row("sub_kegiatan", "Mesin", pagu="1735000"),
            ]
        )
    )
    assert brief(found) == [("jumlah_anak", 0, "pagu", 72329500, 74064500)]
    assert found[0].penjelasan == (
        'Pada Tabel 4.1 halaman 3, pagu tahun 2024 kegiatan 1.06.01.2.09 "Pemeliharaan Barang" tertulis '
        "Rp72.329.500,00, sedangkan jumlah 3 sub kegiatan di bawahnya adalah Rp74.064.500,00 "
        '(dihitung, selisih -Rp1.735.000,00), selisih itu persis sama dengan nilai sub kegiatan "Mesin" yang '
        "rupanya tidak ikut dijumlahkan."
    )
    assert found[0].bukti == ((0, 0), (0, 1), (0, 2), (0, 3))
    assert found[0].selisih == Decimal(-1735000)
    assert (found[0].keparahan, found[0].sebab, found[0].page) == ("galat", "dokumen", 3)


def test_an_empty_child_counts_as_zero(row, table, audit):
    rows = [row("program", "P", pagu="100"), row("kegiatan", "A", pagu="60"), row("kegiatan", "B")]
    assert brief(audit(table(rows))) == [("jumlah_anak", 0, "pagu", 100, 60)]


def test_a_parent_none_of_whose_children_carries_the_measure_is_not_checked(row, table, audit):
    rows = [row("program", "P", pagu="100"), row("kegiatan", "A"), row("sub_kegiatan", "a", pagu="7")]
    assert audit(table(rows)) == ()


def test_an_empty_parent_is_not_checked(row, table, audit):
    assert audit(table([row("program", "P"), row("kegiatan", "A", pagu="5")])) == ()


def test_children_are_the_next_level_present_so_a_program_may_sum_its_sub_kegiatan(row, table, audit):
    rows = [
        row("program", "P", pagu="9"),
        row("sub_kegiatan", "a", pagu="4"),
        row("sub_kegiatan", "b", pagu="6"),
        row("program", "Q", pagu="3"),
        row("kegiatan", "A", pagu="3"),
        row("sub_kegiatan", "c", pagu="3"),
    ]
    assert brief(audit(table(rows))) == [("jumlah_anak", 0, "pagu", 9, 10)]


@pytest.mark.parametrize(
    "levels",
    [
        ("perangkat_daerah", "urusan", "bidang_urusan", "program"),
        ("urusan", "bidang_urusan", "perangkat_daerah", "program"),
        ("tujuan", "sasaran", "program", "kegiatan"),
    ],
)
def test_offices_and_aims_stand_where_the_table_prints_them(row, table, audit, levels):
    rows = [row(level, level, pagu="10") for level in levels[:-1]]
    rows += [row(levels[-1], "A", pagu="4"), row(levels[-1], "B", pagu="6")]
    assert audit(table(rows)) == ()


def test_the_money_of_an_item_is_the_sum_over_its_indicator_lines(row, table, audit):
    rows = [
        row("program", "P", pagu="10"),
        row("kegiatan", "A", pagu="4"),
        row("kegiatan", "A", pagu="3", lanjutan=1),
        row("kegiatan", "A", pagu="3", lanjutan=2),
    ]
    assert audit(table(rows)) == ()


def test_rows_without_a_place_in_the_hierarchy_take_no_part_in_sums(row, table, audit):
    rows = [
        row("lainnya", "Belanja Pegawai", pagu="5"),
        row("lainnya", "Gaji", pagu="4"),
        row("jumlah", "JUMLAH", pagu="9"),
    ]
    assert audit(table(rows)) == ()


def test_contexts_and_years_are_summed_apart(row, table, audit):
    rows = [
        row("program", "P", pagu__rancangan_awal__2024="10", pagu__hasil_analisis__2024="20"),
        row("kegiatan", "A", pagu__rancangan_awal__2024="10", pagu__hasil_analisis__2024="19"),
    ]
    (only,) = audit(table(rows, "review_rkpd"))
    assert (only.konteks, only.tahun, only.tertulis, only.dihitung) == ("hasil_analisis", 2024, 20, 19)


def test_the_top_level_must_reach_the_printed_total(row, table, audit):
    rows = [
        row("kegiatan", "A", pagu="143468270"),
        row("kegiatan", "B"),
        row("jumlah", "TOTAL", pagu="191699670"),
    ]
    (only,) = audit(table(rows, "perjanjian_kinerja"))
    assert brief([only]) == [("jumlah_total", 2, "pagu", 191699670, 143468270)]
    assert "pada baris jumlah tertulis Rp191.699.670,00" in only.penjelasan


def test_the_total_sums_the_highest_level_that_carries_the_measure(row, table, audit):
    rows = [
        row("sasaran", "S"),
        row("program", "P", pagu="7"),
        row("kegiatan", "A", pagu="7"),
        row("program", "Q", pagu="5"),
        row("jumlah", "JUMLAH", pagu="12"),
    ]
    assert audit(table(rows)) == ()


def test_subtotals_and_a_grand_total_all_agree(row, table, audit):
    rows = [
        row("program", "P", pagu="7"),
        row("jumlah", "Jumlah I", pagu="7"),
        row("program", "Q", pagu="5"),
        row("jumlah", "Jumlah II", pagu="5"),
        row("jumlah", "JUMLAH I + II", pagu="12"),
    ]
    assert audit(table(rows)) == ()


def test_a_zero_totals_the_rows_of_its_section_that_print_nothing(row, table, audit):
    rows = [
        row("program", "P", pagu="7"),
        row("jumlah", "Jumlah I", pagu="7"),
        row("program", "Q", pagu="5"),
        row("jumlah", "Jumlah II", pagu="5"),
        row("program", "R"),
        row("jumlah", "Jumlah III", pagu="0"),
    ]
    assert audit(table(rows)) == ()
    lost = [*rows[:3], row("jumlah", "Jumlah II", pagu="0")]
    (only,) = audit(table(lost))
    assert (only.tertulis, only.dihitung) == (0, 5)


def test_a_total_that_names_a_program_of_an_office_closes_that_program_alone(row, table, audit):
    rows = [
        row("perangkat_daerah", "Dinas Pasar", pagu="30"),
        row("program", "PROGRAM TERUMBU", pagu="12"),
        row("kegiatan", "Peta", pagu="12"),
        row("jumlah", "Jumlah PROGRAM TERUMBU", pagu="12"),
        row("program", "PROGRAM TENUN", pagu="18"),
        row("kegiatan", "Benang", pagu="18"),
        row("jumlah", "Jumlah PROGRAM TENUN", pagu="18"),
    ]
    assert audit(table(rows)) == ()
    rows[3] = row("jumlah", "Jumlah PROGRAM TERUMBU", pagu="11")
    assert [(cek, at) for cek, at, *_ in brief(audit(table(rows)))] == [("jumlah_total", 3)]


def test_a_total_printed_first_is_compared_with_the_rows_below(row, table, audit):
    rows = [row("jumlah", "TOTAL", pagu="13"), row("program", "P", pagu="7"), row("program", "Q", pagu="5")]
    assert brief(audit(table(rows))) == [("jumlah_total", 0, "pagu", 13, 12)]


def test_less_than_a_rupiah_is_no_finding(row, table, audit):
    rows = [row("program", "P", pagu="7.71"), row("jumlah", "JUMLAH", pagu="7")]
    assert audit(table(rows)) == ()


def test_years_must_reach_the_closing_column(row, table, audit):
    rows = [row("sub_kegiatan", "a", pagu__2023="10", pagu__2024="30", pagu__akhir_renstra__2026="400")]
    (only,) = audit(table(rows, "pendanaan_renstra"))
    assert brief([only]) == [("jumlah_tahun", 0, "pagu", 400, 40)]
    assert (only.konteks, only.tahun) == ("akhir_renstra", 2026)
    assert "satu angka nol" in only.penjelasan


def test_a_closing_column_that_repeats_the_last_year_is_no_total(row, table, audit):
    rows = [
        row("sub_kegiatan", name, pagu__2023="10", pagu__2024="30", pagu__akhir_renstra__2024="30") for name in "abc"
    ]
    assert audit(table(rows, "pendanaan_renstra")) == ()


@pytest.mark.parametrize(
    ("printed", "realisasi", "expected"),
    [
        ("98.46", "11790643219", None),
        ("98.47", "11790643219", "98.46"),
        ("98", "11790643219", None),
        ("99", "11790643219", "98"),
        ("0.98", "11790643219", None),
    ],
)
def test_percentages_are_compared_as_precisely_as_they_are_printed(row, table, audit, printed, realisasi, expected):
    rows = [row("program", "P", pagu="11974854860", realisasi=realisasi, persen_realisasi=printed)]
    found = audit(table(rows, "realisasi_anggaran"))
    wanted = [] if expected is None else [("persen", 0, "persen_realisasi", Decimal(printed), Decimal(expected))]
    assert brief(found) == wanted


def test_a_truncated_percentage_is_not_wrong(row, table, audit):
    rows = [row("program", "P", pagu="100000", realisasi="99996", persen_realisasi="99.99")]
    assert audit(table(rows)) == ()


def test_a_printed_pagu_of_zero_has_no_percentage_but_can_be_overspent(row, table, audit):
    rows = [row("lainnya", "Belanja Sewa", pagu="0", realisasi="500", persen_realisasi="0")]
    assert brief(audit(table(rows))) == [("realisasi_lebih", 0, "realisasi", 500, 0)]


def test_overspending_is_reported_although_all_figures_agree(row, table, audit):
    rows = [
        row("kegiatan", "K", pagu="43036000", realisasi="43685000", persen_realisasi="101.51", sisa="-649000"),
    ]
    (only,) = audit(table(rows, "realisasi_anggaran"))
    assert brief([only]) == [("realisasi_lebih", 0, "realisasi", 43685000, 43036000)]
    assert only.penjelasan.endswith("melampaui pagunya Rp43.036.000,00 (dihitung, lebih Rp649.000,00).")


def test_a_wrong_remainder_is_reported(row, table, audit):
    rows = [row("kegiatan", "K", pagu="100000000", realisasi="86298861", sisa="13701339")]
    (only,) = audit(table(rows, "realisasi_anggaran"))
    assert brief([only]) == [("sisa", 0, "sisa", 13701339, 13701139)]
    assert "salah ketik satu angka" in only.penjelasan


@pytest.mark.parametrize("doubt", [{"keyakinan": 0.4}, {"keyakinan": 0.3, "perbaikan": "pemisah_rusak"}])
def test_a_doubtful_reading_does_not_convict_the_document(row, table, value, audit, doubt):
    rows = [
        row("program", "P", pagu="10"),
        row("kegiatan", "A", values=[value("pagu", "9", **doubt)]),
    ]
    (only,) = audit(table(rows))
    assert only.sebab == "tak_pasti"


def test_a_reading_that_a_rule_settled_beyond_doubt_convicts_the_document(row, table, value, audit):
    rows = [
        row("program", "P", pagu="10"),
        row("kegiatan", "A", values=[value("pagu", "9", keyakinan=0.95, perbaikan="uang_ribuan")]),
    ]
    (only,) = audit(table(rows))
    assert only.sebab == "dokumen"


def test_a_parent_with_an_unreadable_child_is_not_checked(row, table, audit):
    rows = [row("program", "P", pagu="10"), row("kegiatan", "A", pagu="4"), row("kegiatan", "B", pagu="?")]
    assert audit(table(rows)) == ()


def test_a_column_that_fails_nearly_everywhere_is_blamed_on_our_reading_once(row, table, audit):
    rows = [row("kegiatan", str(n), pagu="100", realisasi="50", persen_realisasi="12.34") for n in range(6)]
    (only,) = audit(table(rows, "realisasi_anggaran"))
    assert (only.cek, only.sebab, only.row, only.tertulis) == ("pembacaan", "pembacaan", None, None)
    assert "6 dari 6" in only.penjelasan
    assert len(only.bukti) == 6


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "9e999999", "-1e40"])
def test_absurd_amounts_are_passed_over(row, table, audit, amount):
    rows = [
        row("program", "P", pagu=amount, realisasi="5", persen_realisasi="7", sisa=amount),
        row("kegiatan", "A", pagu="4", realisasi=amount, persen_realisasi=amount),
        row("jumlah", "JUMLAH", pagu=amount),
    ]
    assert audit(table(rows)) == ()


def test_a_document_without_tables_has_no_findings(audit):
    assert audit() == ()


def test_a_dash_among_remainders_states_zero_and_elsewhere_nothing(row, table, audit):
    rows = [
        row("kegiatan", "Administrasi Umum", pagu="1000", realisasi="900"),
        row("kegiatan", "Penyediaan Jasa", pagu="500", realisasi="500"),
        row("kegiatan", "Pemeliharaan", pagu="700", realisasi="600", sisa="100"),
        row("kegiatan", "Pengadaan", pagu="800"),
    ]
    plain = table(rows, "realisasi_anggaran")
    assert audit(plain) == ()
    texts = ["-", " - ", "100", "-"]
    cells = tuple(Cell(n + 1, 4, 1, 1, text, 3, Box(80, n, 90, n + 1)) for n, text in enumerate(texts))
    grid = replace(plain.source.table, cells=cells)
    columns = (Column(4, "Sisa Anggaran", "sisa"),)
    (found,) = audit(replace(plain, source=replace(plain.source, table=grid, columns=columns)))
    assert (found.cek, found.row, found.tertulis, found.dihitung) == ("sisa", 0, 0, 100)


@pytest.mark.parametrize(("keyakinan", "judged"), [(0.99, "galat dokumen"), (0.72, "peringatan tak_pasti")])
def test_a_sum_over_cells_of_a_scan_is_an_error_only_where_all_were_likely_read_as_printed(
    row, table, value, audit, keyakinan, judged
):
    amounts = ("3000", "1000", "1500")
    levels = ("kegiatan", "sub_kegiatan", "sub_kegiatan")
    rows = [
        row(level, level, values=[value("pagu", amount, keyakinan=keyakinan)])
        for level, amount in zip(levels, amounts, strict=True)
    ]
    (found,) = audit(table(rows))
    assert (found.dihitung, f"{found.keparahan} {found.sebab}") == (2500, judged)


def test_a_short_table_may_have_many_slips_of_its_own_where_it_was_surely_read(row, table, value, audit):
    def blocks(keyakinan):
        for number in range(9):
            parent = "900" if number < 5 else "500"
            yield row("kegiatan", f"Kegiatan {number}", values=[value("pagu", parent, keyakinan=keyakinan)])
            yield row("sub_kegiatan", f"Rincian {number}", values=[value("pagu", "500", keyakinan=keyakinan)])

    assert len(audit(table(list(blocks(0.99))))) == 5
    (doubt,) = audit(table(list(blocks(0.5))))
    assert doubt.cek == "pembacaan"


def years_without_names(row, value, amounts, columns):
    """A table of anggaran, realisasi and ratio of as many years, none of which the header names."""
    cells = [Cell(0, col, 1, 1, text, 3, Box(10 * col, 0, 10 * col + 9, 9)) for col, text in enumerate(amounts)]
    values = [
        value(column, text, tahun=None, box=cell.box)
        for column, text, cell in zip(columns, amounts, cells, strict=True)
    ]
    heads = tuple(Column(index, column, column) for index, column in enumerate(columns))
    return row("akun", "Belanja modal", values=values), tuple(cells), heads


def of_unnamed_years(table, built):
    one, cells, heads = built
    plain = table([one], jenis="realisasi_anggaran")
    grid = replace(plain.source.table, cells=cells)
    return replace(plain, source=replace(plain.source, table=grid, columns=heads))


def test_years_that_the_header_does_not_name_are_compared_one_by_one(row, table, audit, value):
    columns = ["pagu"] * 3 + ["realisasi"] * 3 + ["persen_realisasi"] * 3
    amounts = ["4100", "5200", "6300", "4000", "5720", "6300", "97.56", "110.00", "10.00"]
    found = audit(of_unnamed_years(table, years_without_names(row, value, amounts, columns)))
    assert sorted((one.cek.value, one.tertulis, one.dihitung, one.box.x0) for one in found) == [
        ("persen", Decimal(10), Decimal(100), 80),
        ("realisasi_lebih", Decimal(5720), Decimal(5200), 40),
    ]


def test_columns_of_one_measure_that_do_not_pair_are_not_compared(row, table, audit, value):
    columns = ["pagu"] * 3 + ["realisasi"] * 2
    amounts = ["4100", "5200", "6300", "9000", "9000"]
    assert audit(of_unnamed_years(table, years_without_names(row, value, amounts, columns))) == ()


def test_a_word_in_place_of_an_amount_is_an_empty_cell(row, table, audit, value):
    rows = [
        row("program", "A", values=[value("pagu", "?", teks="Dinas lama", nilai=None)]),
        row("program", "B", pagu="300"),
        row("program", "C", pagu="450"),
        row("jumlah", "Jumlah", pagu="740"),
    ]
    (found,) = audit(table(rows))
    assert (found.cek, found.dihitung) == ("jumlah_total", Decimal(750))


@pytest.mark.parametrize("text", ["#######", "#REF!", "3OO.0OO"])
def test_an_amount_that_cannot_be_read_is_no_empty_cell(row, table, audit, value, text):
    rows = [
        row("program", "A", values=[value("pagu", "?", teks=text, nilai=None)]),
        row("program", "B", pagu="300"),
        row("jumlah", "Jumlah", pagu="740"),
    ]
    assert audit(table(rows)) == ()


def test_a_sentence_calls_printed_only_what_is_printed(row, table, audit, value):
    scaled = row("program", "P", values=[value("pagu", "850000", teks="850")])
    lines = [row("program", "Q", pagu="30"), row("program", "Q", lanjutan=2, pagu="25")]
    rows = [scaled, row("kegiatan", "K", pagu="900000"), *lines, row("kegiatan", "L", pagu="70")]
    texts = [one.penjelasan for one in audit(table(rows))]
    assert any('tertulis Rp850.000,00 (tercetak "850")' in text for text in texts)
    assert any("dihitung dari 2 angka sebesar Rp55,00" in text for text in texts)
    assert not any("tertulis Rp55,00" in text for text in texts)


def test_a_count_beside_its_rupiah_is_no_second_column_of_it(row, table, audit, value):
    columns = ["pagu", "realisasi", "realisasi"]
    one, cells, heads = years_without_names(row, value, ["5200", "12", "5720"], columns)
    printed = one(0).row.values
    counted = replace(printed[1], satuan="bulan")
    built = row("akun", "A", values=[printed[0], counted, printed[2]]), cells, heads
    (found,) = audit(of_unnamed_years(table, built))
    assert (found.cek, found.tertulis, found.box) == ("realisasi_lebih", Decimal(5720), None)


def test_columns_that_each_level_fills_in_turn_are_one(row, table, audit, value):
    cells = [Cell(n, n, 1, 1, text, 3, Box(10 * n, 10 * n, 10 * n + 9, 10 * n + 9)) for n, text in enumerate("97")]
    rows = [
        row(level, level, values=[value("pagu", cell.text, box=cell.box)])
        for level, cell in zip(("program", "kegiatan"), cells, strict=True)
    ]
    plain = table(rows)
    grid = replace(plain.source.table, cells=tuple(cells))
    heads = tuple(Column(n, "pagu", "pagu", None, 2024) for n in range(2))
    (found,) = audit(replace(plain, source=replace(plain.source, table=grid, columns=heads)))
    assert (found.cek, found.tertulis, found.dihitung) == ("jumlah_anak", Decimal(9), Decimal(7))


def test_overspending_and_shares_say_which_amounts_are_sums_or_scaled(row, table, audit, value):
    spent = [value("pagu", "100000", teks="100"), value("realisasi", "70000", teks="70")]
    rows = [
        row("kegiatan", "K", values=[*spent, value("realisasi", "50000", teks="50"), value("persen_realisasi", "90")]),
        row("kegiatan", "L", pagu="500", realisasi="400", persen_realisasi="10.00"),
    ]
    texts = {one.cek.value: one.penjelasan for one in audit(table(rows, "realisasi_anggaran")) if one.row == 0}
    assert (
        'sebesar Rp120.000,00 (dihitung dari 2 angka) melampaui pagunya Rp100.000,00 (tercetak "100")'
        in (texts["realisasi_lebih"])
    )
    assert "realisasi Rp120.000,00 (dihitung dari 2 angka) dibagi pagu" in texts["persen"]


def test_a_grand_total_takes_in_the_account_above_an_earlier_subtotal(row, table, audit):
    rows = [
        row("akun", "BELANJA TIDAK LANGSUNG", pagu="50"),
        row("program", "A", pagu="20"),
        row("program", "B", pagu="30"),
        row("jumlah", "TOTAL APBN", pagu="40"),
        row("program", "C", pagu="40"),
        row("jumlah", "TOTAL APBD DAN APBN", pagu="140"),
    ]
    assert [one for one in audit(table(rows)) if one.row == 5] == []


def test_an_amount_read_in_pieces_with_a_unit_accuses_nobody(row, table, audit, value):
    torn = [value("pagu", "100", satuan="u", keyakinan=0.59), value("pagu", "0", teks="00", keyakinan=0.69)]
    rows = [
        row("program", "P", pagu="754"),
        row("kegiatan", "K", values=torn),
        row("kegiatan", "L", pagu="654"),
    ]
    assert {one.sebab.value for one in audit(table(rows))} <= {"tak_pasti"}


def test_a_grand_total_may_add_the_first_sections_heading_to_the_others_total(row, table, audit):
    rows = [
        row("lainnya", "APBD PROVINSI", pagu="100"),
        row("program", "A", pagu="20"),
        row("program", "B", pagu="78"),
        row("jumlah", "TOTAL APBN", pagu="40"),
        row("program", "C", pagu="40"),
        row("jumlah", "TOTAL APBD DAN APBN", pagu="140"),
    ]
    assert [one for one in audit(table(rows)) if one.row == 5] == []


def test_a_sentence_says_of_every_figure_that_is_not_printed_that_it_was_computed(row, table, audit):
    spent = table(
        [
            row("program", "P", pagu="90", realisasi="95", persen_realisasi="50.00", sisa="9", bobot="70.00"),
            row("kegiatan", "K", pagu="50", realisasi="40", persen_realisasi="70.00", sisa="11", bobot="50.00"),
            row("kegiatan", "L", pagu="30", realisasi="20", persen_realisasi="66.67", sisa="10", bobot="30.00"),
            row("jumlah", "JUMLAH", pagu="100", realisasi="95", sisa="9", bobot="100.00"),
        ],
        "realisasi_anggaran",
    )
    period = table([row("program", "P", pagu__2023="10", pagu__2024="20", pagu__akhir_renstra__2024="31")], nomor="5")
    found = audit(spent, period)
    assert {"jumlah_anak", "jumlah_total", "persen", "sisa", "realisasi_lebih", "jumlah_tahun"} <= {
        f.cek for f in found
    }
    assert all("dihitung" in finding.penjelasan for finding in found if finding.dihitung is not None)
