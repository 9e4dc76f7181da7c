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
