"""What speaks for our own reading: the finding stays, names nobody, and says why."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from audit import doubts, total_doubts
from extract.types import Box, Cell
from normalize.types import RowHints
from records.findings import Keparahan, Sebab


def only(found, cek="jumlah_anak"):
    (one,) = [finding for finding in found if finding.cek.value == cek]
    return one


def is_doubted(finding, clause):
    return (
        finding.sebab is Sebab.TAK_PASTI
        and finding.keparahan is Keparahan.PERINGATAN
        and f", tetapi {clause}" in finding.penjelasan
    )


def test_a_sum_of_certain_rows_still_accuses(row, table, audit):
    rows = [row("program", "P", pagu="50"), row("kegiatan", "K", pagu="30"), row("kegiatan", "L", pagu="40")]
    found = only(audit(table(rows)))
    assert (found.sebab, found.keparahan) == (Sebab.DOKUMEN, Keparahan.GALAT)


def test_rows_joined_into_one_accuse_nobody(row, table, audit, value):
    joined = row("kegiatan", "K dan L", values=[value("pagu", "30"), value("pagu", "15")])
    rows = [row("program", "P", pagu="50"), joined, row("kegiatan", "M", pagu="40")]
    assert is_doubted(only(audit(table(rows))), doubts.JOINED)


def test_an_amount_that_slipped_under_a_target_accuses_nobody(row, table, audit, value):
    slipped = row("sub_kegiatan", "B", values=[value("target", "20", satuan="rupiah")])
    rows = [row("kegiatan", "K", pagu="50"), row("sub_kegiatan", "A", pagu="30"), slipped]
    assert is_doubted(only(audit(table(rows))), doubts.SLIPPED)


def test_works_without_codes_among_coded_items_accuse_nobody(row, table, audit):
    rows = [
        row("kegiatan", "K", asli="2.01", pagu="50"),
        row("sub_kegiatan", "A", asli="2.01.01", pagu="30"),
        row("sub_kegiatan", "Paket A", pagu="30"),
        row("sub_kegiatan", "B", asli="2.01.02", pagu="20"),
    ]
    assert is_doubted(only(audit(table(rows))), doubts.UNEVEN)


def test_rows_without_a_level_between_uncoded_children_accuse_nobody(row, table, audit):
    rows = [
        row("program", "P", pagu="50"),
        row("kegiatan", "K", pagu="50"),
        row("lainnya", "Belanja jasa", pagu="45"),
        row("kegiatan", "Cetak", pagu="5"),
    ]
    assert is_doubted(only(audit(table(rows))), doubts.UNRANKED)


@pytest.mark.parametrize("nama", ["DANA ALOKASI", "TOTAL DINAS"])
def test_a_heading_or_total_read_as_a_child_accuses_nobody(row, table, audit, nama):
    rows = [
        row("program", "P", pagu="30"),
        row("kegiatan", "K", pagu="30"),
        row("kegiatan", nama, pagu="90"),
        row("program", "Q", pagu="50"),
        row("kegiatan", "L", pagu="50"),
        row("program", "R", pagu="40"),
        row("kegiatan", "M", pagu="40"),
    ]
    assert is_doubted(only(audit(table(rows))), doubts.HEADING)


def test_a_child_that_repeats_the_row_above_it_accuses_nobody(row, table, audit):
    rows = [
        row("program", "P", pagu="70"),
        row("kegiatan", "K", pagu="30"),
        row("kegiatan", "Pelatihan K", pagu="30"),
        row("kegiatan", "L", pagu="40"),
    ]
    assert is_doubted(only(audit(table(rows))), doubts.REPEATED)


def test_a_subtotal_read_as_a_further_line_accuses_nobody(row, table, audit):
    rows = [
        row("program", "P", pagu="30"),
        row("kegiatan", "K", pagu="30"),
        row("kegiatan", "K", pagu="90", lanjutan=1),
    ]
    assert is_doubted(only(audit(table(rows))), doubts.FURTHER)


def test_a_name_long_enough_for_all_its_lines_accuses_nobody_unless_such_lines_add_up_elsewhere(row, table, audit):
    nama = "Penataan Tambatan Perahu Penyediaan Jaring Apung Pembinaan Nelayan Pesisir"
    read_as_one = [
        row("program", "P", pagu="60"),
        row("kegiatan", nama, pagu="30"),
        row("kegiatan", nama, pagu="40", lanjutan=1),
        row("kegiatan", "Studi", pagu="5"),
    ]
    lines = [
        row("program", "Q", pagu="9"),
        row("kegiatan", "Pelatihan", pagu="2"),
        row("kegiatan", "Pelatihan", pagu="3", lanjutan=5),
        row("kegiatan", "Studi", pagu="4"),
    ]
    assert is_doubted(only(audit(table(read_as_one))), doubts.SPREAD)
    assert only(audit(table([*read_as_one, *lines]))).sebab is Sebab.DOKUMEN
    total = [
        row("program", nama, pagu="30"),
        row("program", nama, pagu="40", lanjutan=0),
        row("jumlah", "JUMLAH", pagu="30"),
    ]
    assert is_doubted(only(audit(table(total)), "jumlah_total"), doubts.SPREAD)


def test_rows_that_a_subtotal_adds_up_all_alike_accuse_nobody(row, table, audit):
    rows = [
        row("program", "P"),
        row("kegiatan", "Pembangunan dermaga", pagu="225"),
        row("sub_kegiatan", "Rehabilitasi dermaga", pagu="450"),
        row("sub_kegiatan", "Pemeliharaan dermaga", pagu="150"),
    ]
    alike = audit(table([*rows, row("jumlah", "Jumlah P", pagu="825")]))
    assert is_doubted(next(one for one in alike if one.cek == "jumlah_anak"), doubts.LEVEL)
    of_kegiatan = audit(table([*rows, row("jumlah", "Jumlah P", pagu="225")]))
    assert next(one for one in of_kegiatan if one.cek == "jumlah_anak").sebab is Sebab.DOKUMEN


def test_amounts_of_a_lower_level_above_the_first_child_accuse_nobody(row, table, audit):
    rows = [
        row("bidang_urusan", "B", pagu="90"),
        row("kegiatan", "K", pagu="20"),
        row("program", "P", pagu="50"),
        row("kegiatan", "L", pagu="50"),
    ]
    assert is_doubted(only(audit(table(rows))), doubts.ORPHANED)


def test_a_torn_name_accuses_nobody(row, table, audit):
    rows = [
        row("program", "Program Pemeliharaan", pagu="50"),
        row("kegiatan", "Sarana dan Prasarana"),
        row("kegiatan", "Pemeliharaan Kantor", pagu="30"),
    ]
    assert is_doubted(only(audit(table(rows))), doubts.TORN)


def test_children_of_another_parents_code_accuse_nobody(row, table, audit):
    rows = [
        row("bidang_urusan", "B", asli="3.07", pagu="50"),
        row("program", "P", asli="3.07.01", pagu="50"),
        row("program", "Q", asli="3.08.15", pagu="20"),
    ]
    assert is_doubted(only(audit(table(rows))), doubts.STRANGERS)


def test_a_lone_child_that_outgrows_its_parent_accuses_nobody_where_no_other_family_closes(row, table, audit):
    lone = [row("kegiatan", "K", pagu="30"), row("sub_kegiatan", "A", pagu="90")]
    vouched = [row("kegiatan", "L", pagu="20"), row("sub_kegiatan", "B", pagu="20")]
    assert is_doubted(only(audit(table(lone))), doubts.UNVOUCHED)
    assert only(audit(table([*lone, *vouched]))).sebab is Sebab.DOKUMEN


def test_what_stands_below_a_total_is_no_child_of_what_stands_above_it(row, table, audit):
    rows = [
        row("program", "P", pagu="30"),
        row("kegiatan", "K", pagu="30"),
        row("jumlah", "Jumlah", pagu="30"),
        row("kegiatan", "Dana tugas", pagu="90"),
    ]
    assert audit(table(rows)) == ()


def test_a_nameless_total_accuses_nobody(row, table, audit):
    rows = [row("program", "P", pagu="30"), row("program", "Q", pagu="40"), row("jumlah", "", pagu="40")]
    assert is_doubted(only(audit(table(rows)), "jumlah_total"), total_doubts.NAMELESS)


def test_a_total_that_another_level_meets_accuses_nobody(row, table, audit):
    rows = [
        row("program", "P", pagu="60"),
        row("kegiatan", "K", pagu="50"),
        row("program", "Q", pagu="10"),
        row("kegiatan", "L", pagu="10"),
        row("jumlah", "Jumlah", pagu="60"),
    ]
    assert is_doubted(only(audit(table(rows)), "jumlah_total"), total_doubts.OTHER_LEVEL)


def test_amounts_of_cells_that_span_different_rows_accuse_nobody(row, table, audit, value):
    boxes = [Box(0, 0, 10, 10), Box(10, 0, 20, 10), Box(20, 0, 30, 20)]
    spans = (1, 1, 2)
    cells = tuple(
        Cell(1, at, span, 1, str(at), 3, box) for at, (box, span) in enumerate(zip(boxes, spans, strict=True))
    )
    values = [
        value(name, text, box=box)
        for name, text, box in zip(("pagu", "sisa", "realisasi"), ("20", "5", "30"), boxes, strict=True)
    ]
    made = table([row("lainnya", "Lemari", values=values)], "realisasi_anggaran")
    grid = replace(made.source.table, cells=cells)
    found = audit(replace(made, source=replace(made.source, table=grid)))
    assert is_doubted(only(found, "sisa"), doubts.MERGED)


def test_amounts_in_thousands_may_lose_half_a_thousand_each(row, table, audit, value):
    def thousands(level, nama, printed):
        return row(level, nama, values=[value("pagu", f"{printed}000", teks=printed)])

    near = [thousands("program", "P", "71"), thousands("kegiatan", "K", "30"), thousands("kegiatan", "L", "40")]
    far = [thousands("program", "P", "75"), *near[1:]]
    assert audit(table(near)) == ()
    assert only(audit(table(far))).selisih == 5000


def test_a_child_that_was_read_a_level_too_deep_accuses_nobody(row, table, audit):
    rows = [
        row("program", "P", pagu="90"),
        row("kegiatan", "A", pagu="40"),
        row("sub_kegiatan", "B", pagu="20"),
        row("kegiatan", "C", pagu="30"),
    ]
    found = audit(table(rows))
    assert all(one.sebab is not Sebab.DOKUMEN for one in found if one.row == 0)
    assert is_doubted(next(one for one in found if one.row == 0), doubts.DEEPER)


def test_a_missing_amount_that_a_closed_family_repeats_is_the_documents(row, table, audit):
    rows = [
        row("program", "P", pagu="85"),
        row("kegiatan", "A", pagu="20"),
        row("sub_kegiatan", "A1", pagu="15"),
        row("sub_kegiatan", "A2", pagu="5"),
        row("kegiatan", "C", pagu="50"),
        row("sub_kegiatan", "C1", pagu="50"),
    ]
    assert only(audit(table(rows))).sebab is Sebab.DOKUMEN


def test_a_total_over_rows_of_several_levels_accuses_nobody(row, table, audit):
    rows = [
        row("kegiatan", "A", pagu="15"),
        row("program", "P", pagu="30"),
        row("program", "Q", pagu="40"),
        row("jumlah", "JUMLAH", pagu="86"),
    ]
    assert is_doubted(only(audit(table(rows)), "jumlah_total"), total_doubts.MIXED)


def test_a_total_that_a_row_of_no_level_prints_too_accuses_nobody(row, table, audit):
    rows = [
        row("program", "P", pagu="30"),
        row("program", "Q", pagu="40"),
        row("lainnya", "JUMLAH SKPD", pagu="75"),
        row("jumlah", "JUMLAH", pagu="75"),
    ]
    assert is_doubted(only(audit(table(rows)), "jumlah_total"), total_doubts.REPRINTED)


def test_rows_read_too_deep_that_only_close_together_accuse_nobody(row, table, audit):
    rows = [
        row("program", "P", pagu="90"),
        row("kegiatan", "A", pagu="40"),
        row("sub_kegiatan", "B", pagu="20"),
        row("sub_kegiatan", "C", pagu="30"),
    ]
    assert is_doubted(next(one for one in audit(table(rows)) if one.row == 0), doubts.DEEPER)


def test_a_total_printed_above_the_only_row_that_it_may_total_accuses_nobody(row, table, audit):
    rows = [row("jumlah", "Jumlah", pagu="100"), row("sasaran", "S", pagu="36")]
    assert is_doubted(only(audit(table(rows)), "jumlah_total"), total_doubts.FIRST)


def test_a_child_read_too_deep_before_all_others_accuses_nobody(row, table, audit):
    rows = [
        row("program", "P", pagu="90"),
        row("sub_kegiatan", "B", pagu="20"),
        row("kegiatan", "A", pagu="40"),
        row("kegiatan", "C", pagu="30"),
    ]
    assert is_doubted(only(audit(table(rows))), doubts.DEEPER)


def test_children_read_as_peers_of_their_parent_accuse_nobody(row, table, audit):
    rows = [
        row("program", "P", pagu="90"),
        row("kegiatan", "A", pagu="40"),
        row("program", "B", pagu="20"),
        row("program", "C", pagu="30"),
        row("program", "Q", pagu="70"),
        row("kegiatan", "D", pagu="70"),
    ]
    assert is_doubted(only(audit(table(rows))), doubts.HIGHER)


def test_a_child_read_as_a_peer_that_took_the_children_behind_it_accuses_nobody(row, table, audit):
    rows = [
        row("program", "P", pagu="90"),
        row("kegiatan", "A", pagu="40"),
        row("program", "B", pagu="20"),
        row("kegiatan", "C", pagu="25"),
        row("kegiatan", "D", pagu="5"),
        row("program", "Q", pagu="70"),
        row("kegiatan", "E", pagu="70"),
    ]
    findings = audit(table(rows))
    assert len(findings) == 2
    assert all(is_doubted(finding, doubts.HIGHER) for finding in findings)
    rows[1] = row("kegiatan", "A", pagu="41")
    assert not any(is_doubted(finding, doubts.HIGHER) for finding in audit(table(rows)))


def test_a_child_that_both_sums_want_a_level_higher_accuses_nobody(row, table, audit):
    rows = [
        row("program", "P", pagu="100"),
        row("kegiatan", "K", pagu="40"),
        row("sub_kegiatan", "A", pagu="25"),
        row("sub_kegiatan", "B", pagu="15"),
        row("sub_kegiatan", "C", pagu="10"),
        row("kegiatan", "L", pagu="50"),
    ]
    of_kegiatan = next(one for one in audit(table(rows)) if one.row == 1)
    assert is_doubted(of_kegiatan, doubts.LIFTED)
    rows[0] = row("program", "P", pagu="90")
    assert only(audit(table(rows))).sebab is Sebab.DOKUMEN


def test_a_child_whose_code_goes_on_from_its_parents_stands_below_it_whatever_sums_want(row, table, audit):
    rows = [
        row("program", "P", asli="1.06.02", pagu="100"),
        row("kegiatan", "K", asli="1.06.02.2.01", pagu="40"),
        row("sub_kegiatan", "A", asli="1.06.02.2.01.01", pagu="40"),
        row("sub_kegiatan", "C", asli="1.06.02.2.01.02", pagu="10"),
        row("kegiatan", "L", asli="1.06.02.2.02", pagu="50"),
    ]
    assert next(one for one in audit(table(rows)) if one.row == 1).sebab is Sebab.DOKUMEN


def test_a_child_printed_in_the_column_of_its_parents_level_too_accuses_nobody(row, table, audit, value):
    """One column for each level: a sub kegiatan in that of the kegiatan is counted beside them."""
    printed = [
        ("program", "P", "1.06.02", {3: "100"}),
        ("kegiatan", "K", "1.06.02.2.01", {2: "40"}),
        ("sub_kegiatan", "A", "1.06.02.2.01.01", {1: "40"}),
        ("sub_kegiatan", "C", "1.06.02.2.01.02", {1: "10", 2: "10"}),
        ("kegiatan", "L", "1.06.02.2.02", {2: "50"}),
    ]

    def findings(last_column):
        cells = [
            Cell(1 + n, col, 1, 1, text, 3, Box(20 * col, 20 * n, 20 * col + 10, 20 * n + 10))
            for n, (*_, amounts) in enumerate(printed)
            for col, text in amounts.items()
            if col <= last_column or n != 3
        ]
        boxes = [next(cell.box for cell in cells if cell.row == 1 + n) for n in range(len(printed))]
        made = table(
            [
                row(level, name, asli=code, values=[value("pagu", next(iter(amounts.values())), box=box)])
                for (level, name, code, amounts), box in zip(printed, boxes, strict=True)
            ]
        )
        return audit(replace(made, source=replace(made.source, table=replace(made.source.table, cells=tuple(cells)))))

    assert is_doubted(next(one for one in findings(2) if one.row == 1), doubts.LIFTED)
    assert next(one for one in findings(1) if one.row == 1).sebab is Sebab.DOKUMEN


def test_a_total_that_closes_without_a_repeated_row_accuses_nobody(row, table, audit):
    rows = [
        row("program", "P", pagu="30"),
        row("program", "Q", pagu="40"),
        row("program", "Q", pagu="40"),
        row("jumlah", "JUMLAH", pagu="70"),
    ]
    assert is_doubted(only(audit(table(rows)), "jumlah_total"), doubts.REPEATED)


def test_a_total_of_two_kinds_of_spending_is_held_against_both_whatever_stands_between(row, table, audit):
    rows = [
        row("akun", "BELANJA TIDAK LANGSUNG", pagu="30"),
        row("akun", "Belanja Pegawai", pagu="30"),
        row("akun", "BELANJA LANGSUNG", pagu="70"),
        row("program", "P", pagu="45"),
        row("program", "Q", pagu="20"),
        row("jumlah", "JUMLAH BELANJA", pagu="100"),
    ]
    assert not [one for one in audit(table(rows)) if one.cek.value == "jumlah_total"]


def test_a_total_beside_an_account_that_its_parts_leave_out_accuses_nobody(row, table, audit):
    rows = [
        row("akun", "BELANJA TIDAK LANGSUNG", pagu="30"),
        row("program", "P", pagu="45"),
        row("program", "Q", pagu="20"),
        row("jumlah", "JUMLAH", pagu="66"),
    ]
    assert is_doubted(only(audit(table(rows)), "jumlah_total"), total_doubts.UNCOVERED)


def test_of_the_readings_of_a_total_the_one_a_slip_away_goes_before_a_nearer_one(row, table, audit):
    rows = [
        row("program", "P", pagu="4125000"),
        row("jumlah", "Jumlah I", pagu="4125000"),
        row("program", "Q", pagu="12374000"),
        row("jumlah", "Jumlah II", pagu="12374000"),
        row("jumlah", "TOTAL", pagu="164990"),
    ]
    found = only(audit(table(rows)), "jumlah_total")
    assert (found.dihitung, found.penyebab.value) == (Decimal(16499000), "terpotong")


@pytest.mark.parametrize(
    ("numbers", "is_open"),
    [("1 2 4", True), ("a b d", True), ("2.2 2.3 2.4", True), ("1 2 3", False), ("04 06 09", False), ("1 2 40", False)],
)
def test_a_running_number_left_out_among_the_children_accuses_nobody(row, table, audit, numbers, is_open):
    def numbered(index, number):
        made = row("kegiatan", f"Kegiatan {number}", pagu="10")(index)
        return replace(made, row=replace(made.row, hints=RowHints(numbering=number)))

    def program(index):
        made = row("program", "P", pagu="90")(index)
        return replace(made, row=replace(made.row, hints=RowHints(numbering="2")))

    children = [lambda index, number=number: numbered(index, number) for number in numbers.split()]
    found = only(audit(table([program, *children])))
    assert is_doubted(found, doubts.SKIPPED) is is_open
    assert is_open is (found.sebab is Sebab.TAK_PASTI)


def test_an_empty_part_above_rows_with_amounts_accuses_nobody(row, table, audit):
    parts = [row("kegiatan", "K", sisa="5"), row("sub_kegiatan", "A", pagu="30"), row("kegiatan", "L", pagu="40")]
    ended = row("program", "Q", pagu="7")
    assert is_doubted(only(audit(table([row("program", "P", pagu="95"), *parts, ended]))), doubts.HOLLOW)
    assert is_doubted(only(audit(table([*parts, row("jumlah", "JUMLAH", pagu="95")])), "jumlah_total"), doubts.HOLLOW)


def test_a_wrong_grand_total_is_compared_with_all_that_it_totals_and_not_with_the_nearest_subtotal(row, table, audit):
    rows = [
        row("kegiatan", "K", pagu="10000"),
        row("jumlah", "Jumlah Bidang Satu", pagu="10000"),
        row("kegiatan", "L", pagu="20000"),
        row("jumlah", "Jumlah Bidang Dua", pagu="20000"),
        row("jumlah", "TOTAL", pagu="23713"),
    ]
    found = only(audit(table(rows)), "jumlah_total")
    assert (found.row, found.dihitung, found.sebab) == (4, 30000, Sebab.DOKUMEN)


def test_a_row_whose_cells_were_read_as_one_text_accuses_nobody_and_a_name_that_speaks_of_prices_does(
    row, table, audit
):
    fused = row("kegiatan", "61 Program Taman 4 unit 2.150.000 - 312.400 6 96.500 - 85")
    priced = row("kegiatan", "Kenaikan tarif dari 5.000 ke 7.500")
    for other, doubt in ((fused, doubts.FUSED), (priced, None)):
        rows = [row("program", "P", pagu="50"), row("kegiatan", "K", pagu="50"), other, row("kegiatan", "L", pagu="40")]
        found = only(audit(table(rows)))
        assert (doubt is None) is (doubts.FUSED not in found.penjelasan)
        total = only(audit(table([*rows[1:], row("jumlah", "JUMLAH", pagu="95")])), "jumlah_total")
        assert (doubt is None) is (doubts.FUSED not in total.penjelasan)


def test_a_row_whose_cells_were_read_as_one_text_puts_only_the_total_of_its_own_block_in_doubt(row, table, audit):
    fused = row("kegiatan", "61 Program Taman 4 unit 2.150.000 - 312.400 6 96.500 - 85")
    parts = [row("kegiatan", "K", pagu="50"), row("kegiatan", "L", pagu="40")]
    right, wrong = ([*parts, row("jumlah", "JUMLAH", pagu=amount)] for amount in ("90", "97"))
    for rows, expected in (
        ([*right, *parts, fused, wrong[-1], *right, *right, *wrong, *right], [True, False]),
        ([*right, *wrong, *right, *right, *parts, fused, wrong[-1], *right], [False, True]),
        ([*right, *wrong, *right, *right, *wrong, *parts, fused, right[-1]], [False, False]),
    ):
        found = [f for f in audit(table(rows)) if f.cek == "jumlah_total"]
        assert [doubts.FUSED in f.penjelasan for f in sorted(found, key=lambda f: f.row)] == expected


def test_a_parent_above_a_row_whose_cells_were_read_as_one_text_is_not_said_to_be_empty(row, table, audit):
    full = [row("program", "P", pagu="50"), row("kegiatan", "K", pagu="50")]
    fused = row("kegiatan", "61 Program Taman 4 unit 2.150.000 - 312.400 6 96.500 - 85")
    rows = [*full, *full, row("program", "Q"), row("kegiatan", "L", pagu="40"), fused]
    found = only(audit(table(rows)), "induk_kosong")
    assert is_doubted(found, doubts.FUSED)


def test_a_parent_whose_amount_a_scan_may_have_lost_is_not_said_to_be_empty(row, table, audit):
    rows = [row("program", "P", pagu="50"), row("kegiatan", "K", pagu="50"), *[row("program", "Q", pagu="9")] * 2]
    made = table([*rows, row("kegiatan", "M", pagu="9"), row("program", "R"), row("kegiatan", "L", pagu="40")])
    assert only(audit(made), "induk_kosong").sebab is Sebab.DOKUMEN
    scanned = replace(made.source.table, cells=(Cell(1, 0, 1, 1, "P", 3, Box(0, 0, 9, 9), confidence=0.9),))
    found = only(audit(replace(made, source=replace(made.source, table=scanned))), "induk_kosong")
    assert is_doubted(found, doubts.UNREAD)


def test_an_amount_above_the_first_part_that_none_of_them_holds_accuses_nobody(row, table, audit):
    rows = [
        row("kegiatan", "gram Perencanaan Alfa", pagu="30"),
        row("kegiatan", "K", pagu="30"),
        row("program", "Q", pagu="50"),
        row("kegiatan", "L", pagu="50"),
        row("program", "R", pagu="40"),
        row("kegiatan", "M", pagu="40"),
        row("jumlah", "JUMLAH SELURUH PROGRAM", pagu="120"),
    ]
    assert is_doubted(only(audit(table(rows)), "jumlah_total"), total_doubts.UNCOVERED)
    held = [row("program", "P", pagu="30"), *rows[1:]]
    assert not [one for one in audit(table(held)) if one.cek.value == "jumlah_total"]
