"""Every printed sum has a mark: those that close, those that accuse, those that are open."""

from __future__ import annotations

from dataclasses import replace

from audit.marks import Tanda, marks


def states(table, found):
    return {(mark.row, mark.key.ukuran.value): mark.tanda for mark in marks([table], found)}


def test_a_sum_that_closes_is_marked_as_well_as_one_that_accuses(row, table, audit):
    plan = table(
        [
            row("program", "P", pagu="70", realisasi="30"),
            row("kegiatan", "K", pagu="30", realisasi="10"),
            row("kegiatan", "L", pagu="40", realisasi="15"),
            row("jumlah", "JUMLAH", pagu="70", realisasi="30"),
        ]
    )
    assert states(plan, audit(plan)) == {
        (0, "pagu"): Tanda.COCOK,
        (0, "realisasi"): Tanda.TIDAK_COCOK,
        (3, "pagu"): Tanda.COCOK,
        (3, "realisasi"): Tanda.COCOK,
    }


def test_a_sum_that_may_be_our_reading_is_open(row, table, audit, value):
    joined = row("kegiatan", "K dan L", values=[value("pagu", "30"), value("pagu", "15")])
    plan = table([row("program", "P", pagu="50"), joined, row("kegiatan", "M", pagu="40")])
    assert states(plan, audit(plan)) == {(0, "pagu"): Tanda.BELUM_COCOK}


def test_a_finding_that_a_person_rejected_leaves_its_sum_open(row, table, audit):
    plan = table([row("program", "P", pagu="50"), row("kegiatan", "K", pagu="40")])
    rejected = [replace(one, keputusan="ditolak") for one in audit(plan)]
    assert states(plan, audit(plan)) == {(0, "pagu"): Tanda.TIDAK_COCOK}
    assert states(plan, rejected) == {(0, "pagu"): Tanda.BELUM_COCOK}


def test_a_row_without_parts_or_with_parts_that_print_nothing_has_no_mark(row, table, audit):
    plan = table([row("program", "P", pagu="50"), row("kegiatan", "K", realisasi="4")])
    assert states(plan, audit(plan)) == {}


def test_percentages_remainders_and_totals_of_years_have_marks_too(row, table, audit):
    spent = table(
        [
            row("kegiatan", "K", pagu="80", realisasi="60", persen_realisasi="75.00", sisa="20"),
            row("kegiatan", "L", pagu="50", realisasi="20", persen_realisasi="45.00", sisa="25"),
        ],
        "realisasi_anggaran",
    )
    assert states(spent, audit(spent)) == {
        (0, "persen_realisasi"): Tanda.COCOK,
        (0, "sisa"): Tanda.COCOK,
        (1, "persen_realisasi"): Tanda.TIDAK_COCOK,
        (1, "sisa"): Tanda.TIDAK_COCOK,
    }
    plan = table(
        [
            row("program", "P", pagu__2023="10", pagu__2024="20", pagu__akhir_renstra__2024="30"),
            row("program", "Q", pagu__2023="10", pagu__2024="20", pagu__akhir_renstra__2024="40"),
        ]
    )
    closing = {mark.row: mark.tanda for mark in marks([plan], audit(plan)) if mark.key.konteks == "akhir_renstra"}
    assert closing == {0: Tanda.COCOK, 1: Tanda.TIDAK_COCOK}


def test_of_several_checks_on_one_figure_the_worst_counts(row, table, audit):
    spent = table(
        [
            row("program", "P", pagu="80", realisasi="60", sisa="20"),
            row("kegiatan", "K", pagu="50", realisasi="40", sisa="10"),
            row("kegiatan", "L", pagu="30", realisasi="20", sisa="9"),
        ],
        "realisasi_anggaran",
    )
    found = [mark for mark in marks([spent], audit(spent)) if mark.key.ukuran == "sisa"]
    assert {mark.row: mark.tanda for mark in found} == {0: Tanda.TIDAK_COCOK, 1: Tanda.COCOK, 2: Tanda.TIDAK_COCOK}
    assert len(found) == 3


def test_weights_and_weighted_progress_have_marks_also_in_the_total(row, table, audit):
    progress = table(
        [
            row("program", "P", pagu="600", bobot="60.00", fisik="50.00", tertimbang__fisik__2024="30.00"),
            row("program", "Q", pagu="300", bobot="30.00", fisik="40.00", tertimbang__fisik__2024="12.00"),
            row("program", "R", pagu="100", bobot="11.00", fisik="80.00", tertimbang__fisik__2024="8.90"),
            row("jumlah", "JUMLAH", pagu="1000", bobot="101.00", tertimbang__fisik__2024="50.90"),
        ],
        "realisasi_anggaran",
    )
    found = states(progress, audit(progress))
    assert [found[at, "bobot"] for at in range(4)] == [Tanda.COCOK, Tanda.COCOK, Tanda.TIDAK_COCOK, Tanda.COCOK]
    weighted = [found[at, "tertimbang"] for at in range(4)]
    assert weighted == [Tanda.COCOK, Tanda.COCOK, Tanda.TIDAK_COCOK, Tanda.COCOK]


def test_weights_that_follow_a_rule_of_their_own_are_open(row, table, audit):
    of_programs = table(
        [
            row("program", "P", pagu="600", bobot="100.00"),
            row("kegiatan", "K", pagu="400", bobot="100.00"),
            row("kegiatan", "L", pagu="200", bobot="100.00"),
            row("jumlah", "JUMLAH", pagu="600", bobot="300.00"),
        ],
        "realisasi_anggaran",
    )
    found = audit(of_programs)
    assert not [one for one in found if one.cek == "bobot"]
    assert states(of_programs, found)[3, "bobot"] is Tanda.BELUM_COCOK


def test_a_printed_total_that_cannot_be_computed_is_open(row, table, audit):
    unread = table(
        [row("program", "P", pagu="?"), row("program", "Q", pagu="40"), row("jumlah", "JUMLAH", pagu="90")],
    )
    assert states(unread, audit(unread)) == {(2, "pagu"): Tanda.BELUM_COCOK}


def test_accounts_have_the_mark_of_the_accounts_below_them_by_code_and_accuse_nobody(row, table, audit):
    accounts = table(
        [
            row("akun", "Belanja", asli="5", pagu="90"),
            row("akun", "Belanja Operasi", asli="5.1", pagu="60"),
            row("akun", "Belanja Pegawai", asli="5.1.01", pagu="40"),
            row("akun", "Belanja Barang", asli="5.1.02", pagu="20"),
            row("akun", "Belanja Modal", asli="5.2", pagu="30"),
            row("akun", "Belanja Modal Tanah", asli="5.2.01", pagu="29"),
        ],
        "realisasi_anggaran",
    )
    found = audit(accounts)
    assert not [one for one in found if one.cek.startswith("jumlah")]
    expected = {(0, "pagu"): Tanda.COCOK, (1, "pagu"): Tanda.COCOK, (4, "pagu"): Tanda.BELUM_COCOK}
    assert states(accounts, found) == expected


def test_codes_that_most_sums_contradict_are_no_tree_of_accounts(row, table, audit):
    lists = table(
        [
            row("akun", "Belanja", asli="5", pagu="90"),
            row("akun", "Belanja Operasi", asli="5.1", pagu="60"),
            row("akun", "Belanja Pegawai", asli="5.1.01", pagu="41"),
        ]
    )
    assert states(lists, audit(lists)) == {}


def test_a_total_of_accounts_that_closes_has_its_tick_and_one_that_does_not_is_open(row, table, audit):
    ledger = table(
        [
            row("akun", "PENDAPATAN", asli="4", pagu="90"),
            row("akun", "Pajak", asli="4.1.01", pagu="60"),
            row("akun", "Retribusi", asli="4.1.02", pagu="30"),
            row("jumlah", "JUMLAH PENDAPATAN", pagu="90"),
            row("akun", "BELANJA", asli="5", pagu="70"),
            row("akun", "Belanja Pegawai", asli="5.1.01", pagu="70"),
            row("jumlah", "JUMLAH BELANJA", pagu="71"),
        ]
    )
    found = states(ledger, audit(ledger))
    assert (found[3, "pagu"], found[6, "pagu"]) == (Tanda.COCOK, Tanda.BELUM_COCOK)


def test_sums_that_are_carried_from_page_to_page_are_totals_and_accuse_nobody(row, table, audit):
    rows = [row("kegiatan", "A", pagu="30"), row("kegiatan", "B", pagu="20"), row("jumlah", "Dipindahkan", pagu="50")]
    rows += [row("jumlah", "Pindahan", pagu="50"), row("kegiatan", "C", pagu="5"), row("jumlah", "JUMLAH", pagu="55")]
    plan = table(rows)
    assert audit(plan) == ()
    assert set(states(plan, ()).values()) == {Tanda.COCOK}


def test_sums_at_the_foot_of_a_page_part_no_program_from_its_kegiatan(row, table, audit):
    rows = [
        row("program", "P", pagu="80"),
        row("kegiatan", "A", pagu="30"),
        row("kegiatan", "B", pagu="20"),
        row("jumlah", "Jumlah halaman ini", pagu="50"),
        row("kegiatan", "C", pagu="30"),
        row("program", "Q", pagu="5"),
        row("kegiatan", "D", pagu="5"),
        row("jumlah", "Jumlah halaman ini", pagu="35"),
        row("jumlah", "JUMLAH", pagu="85"),
    ]
    plan = table(rows)
    assert audit(plan) == ()
    assert set(states(plan, ()).values()) == {Tanda.COCOK}


def test_a_wrong_total_is_compared_with_rows_and_not_with_what_pages_carry_on(row, table, audit):
    rows = [row("kegiatan", "A", pagu="30"), row("jumlah", "Jumlah dipindahkan", pagu="30")]
    rows += [row("jumlah", "Jumlah pindahan", pagu="30"), row("kegiatan", "B", pagu="10")]
    (found,) = audit(table([*rows, row("jumlah", "JUMLAH", pagu="55")]))
    assert (found.row, found.dihitung) == (4, 40)
