"""Codes by their form and place, names by their halves, indicators by their rows: what differs, no variants."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.types import Box, Cell, Table
from normalize.types import Column
from records.matched import CocokMetode, Match

PROGRAMS = ["1.06.02", "1.06.04", "1.06.05", "1.06.06"]


def official(kode, nama, **changes):
    return Match(kode, nama, CocokMetode.KODE_NAMA, 1.0, **changes)


def of(findings, cek):
    return [finding for finding in findings if finding.cek == cek]


@pytest.fixture
def programs(row):
    """Four programs whose codes are printed as they are, but for the changes."""

    def made(changes):
        return [
            row("program", f"Program {kode}", asli=changes.get(kode, kode), match=official(kode, f"Program {kode}"))
            for kode in PROGRAMS
        ]

    return made


@pytest.mark.parametrize(
    ("asli", "said"),
    [("1.006.04", "nol sisipan"), ("1.06. 004", "nol sisipan"), ("01.06.04", "nol sisipan"), ("1.06.04.0", "ekor nol")],
)
def test_zeros_put_into_a_code_or_hung_on_it_are_told(table, audit, programs, asli, said):
    (only,) = of(audit(table(programs({"1.06.04": asli}))), "kode_format")
    assert (only.row, only.keparahan, only.tertulis) == (1, "info", None)
    assert said in only.penjelasan
    assert "bentuk resminya 1.06.04" in only.penjelasan


@pytest.mark.parametrize(
    "asli", ["1 06 04", "1. 6. 4.", "1.06.04.", "106.04", "1.06.4", "1.060.4", "1.06.04 0", "04", "-"]
)
def test_other_writings_of_a_code_are_no_fault_of_its_form(table, audit, programs, asli):
    assert of(audit(table(programs({"1.06.04": asli}))), "kode_format") == []


def test_zeros_that_half_of_a_level_has_are_the_documents_writing(table, audit, programs):
    assert of(audit(table(programs({kode: f"0{kode}" for kode in PROGRAMS[:2]}))), "kode_format") == []
    assert of(audit(table(programs({kode: f"{kode}.0.00.0000" for kode in PROGRAMS}))), "kode_format") == []


def test_a_form_is_not_judged_where_the_item_is_not_surely_known(row, table, audit, programs):
    doubtful = replace(official("1.06.07", "Program Taman Makam"), skor=0.8)
    rows = [*programs({}), row("program", "Program Taman Makam", asli="1.006.07", match=doubtful)]
    assert of(audit(table(rows)), "kode_format") == []


@pytest.fixture
def plan(row):
    """A program with kegiatan of the given official codes, each printed unless ``coded`` is False."""

    def made(program, *children, coded=True):
        rows = [row("program", f"Program {program}", match=official(program, f"Program {program}"))]
        for number, kode in enumerate(children):
            name = f"Kegiatan Nomor {number} dari {kode}"
            rows.append(row("kegiatan", name, asli=kode if coded else None, match=official(kode, name)))
        parents = (None, *(0 for _ in children))
        return [
            lambda i, one=one, induk=induk: replace(one(i), induk=induk)
            for one, induk in zip(rows, parents, strict=True)
        ]

    return made


@pytest.mark.parametrize("coded", [True, False])
def test_a_kegiatan_under_another_program_is_told_with_both_codes(table, audit, plan, coded):
    rows = plan("1.06.05", "1.06.05.2.01", "1.06.02.2.03", "1.06.05.2.02", coded=coded)
    (only,) = of(audit(table(rows)), "induk_salah")
    assert (only.row, only.bukti) == (2, ((0, 2), (0, 0)))
    assert "1.06.02.2.03" in only.penjelasan
    assert "bukan turunan 1.06.05" in only.penjelasan


def test_a_family_that_is_another_programs_throughout_is_told_once(table, audit, plan):
    (only,) = of(audit(table(plan("1.06.05", "1.06.02.2.01", "1.06.02.2.03"))), "induk_salah")
    assert only.bukti == ((0, 1), (0, 0), (0, 2))


def test_strays_behind_the_programs_own_are_a_missing_heading_rather(table, audit, plan):
    assert of(audit(table(plan("1.06.05", "1.06.05.2.01", "1.06.06.2.01"))), "induk_salah") == []


def test_the_support_program_is_one_under_every_bidang(table, audit, plan):
    assert of(audit(table(plan("2.13.01", "1.06.01.2.01", "2.13.01.2.02"))), "induk_salah") == []


def test_a_printed_code_that_is_the_parents_speaks_for_the_parent(row, table, audit, plan):
    program, *_ = plan("1.06.05")
    match = official("1.06.02.2.03", "Pengembangan Potensi")
    stray = row("kegiatan", "Pengembangan Potensi", asli="1.06.05.2.03", match=match)
    found = audit(table([program, lambda i: replace(stray(i), induk=0)]))
    assert of(found, "induk_salah") == []


def test_a_sub_kegiatan_by_its_name_alone_is_not_judged(row, table, audit):
    rows = [
        row("kegiatan", "Rehabilitasi Lanjut Usia", match=official("1.06.04.1.03", "Rehabilitasi Lanjut Usia")),
        row("sub_kegiatan", "Penyediaan Permakanan", match=official("1.06.04.1.04.0001", "Penyediaan Permakanan")),
    ]
    below = [rows[0], lambda i: replace(rows[1](i), induk=0)]
    assert of(audit(table(below)), "induk_salah") == []


NAMES = ["Penyediaan Permakanan bagi Lanjut Usia", "Pelayanan Reunifikasi Keluarga", "Bimbingan Fisik dan Mental"]


@pytest.fixture
def halves(row, table):
    """A form T-C.31 of these names on the left and on the right."""

    def made(rights, lefts=NAMES):
        matched = table([row("sub_kegiatan", left) for left in lefts], "review_rkpd")
        cells = tuple(
            Cell(at, col, 1, 1, text, 3, Box(col * 50, at * 10, col * 50 + 50, at * 10 + 10), False, False)
            for at, pair in enumerate(zip(lefts, rights, strict=True))
            for col, text in enumerate(pair)
        )
        grid = Table((3,), "2.3", None, len(lefts), 2, 0, cells, "ruled", 1.0)
        columns = (Column(0, "Program", "nama"), Column(1, "Program", "nama"))
        return replace(matched, source=replace(matched.source, table=grid, columns=columns))

    return made


def test_a_right_half_with_another_rows_name_is_told_with_that_row(halves, audit):
    (only,) = of(audit(halves([NAMES[0], f"Sub Kegiatan : {NAMES[0]}", NAMES[2]])), "nama_kiri_kanan")
    assert only.bukti == ((0, 1), (0, 0))
    assert f'bernama lain, yaitu "Sub Kegiatan : {NAMES[0]}"' in only.penjelasan


@pytest.mark.parametrize(
    "right",
    [
        "",
        "-",
        "PELAYANAN REUNIFIKASI KELUARGA",
        "Sub Kegiatan Pelayanan Reunifikasi Kelurga",
        "Pelayanan Reunifikasi  Keluarga/Kerabat",
        "Pel. Reunifikasi Kel.",
        "Reunifikasi",
        "Pemungutan Retribusi Parkir",  # a new item
        "lSaeghb-no ygtK aesZnmiabdil-sano",  # a broken font
    ],
)
def test_spelling_short_forms_and_empty_halves_are_no_other_name(halves, audit, right):
    assert of(audit(halves([NAMES[0], right, NAMES[2]])), "nama_kiri_kanan") == []


def test_halves_that_differ_in_most_rows_accuse_nobody(halves, audit):
    assert of(audit(halves([NAMES[1], NAMES[2], "Pemungutan Retribusi Parkir"])), "nama_kiri_kanan") == []


LAMPS = "Jumlah jenis komponen instalasi listrik yang disediakan"


@pytest.fixture
def told(row, table, audit):
    """The findings on indicators of a table of these (name, indicator) pairs, behind some that are right."""
    usual = [
        (f"Pembinaan {w}", f"Jumlah {w} yang dibina") for w in ("koperasi tani", "perajin batik", "nelayan pesisir")
    ]

    def found(*pairs):
        def at(name, indicator):
            made = row("sub_kegiatan", name)
            return lambda i: replace(made(i), row=replace(made(i).row, indikator=indicator))

        return of(audit(table([at(*pair) for pair in (*pairs, *usual)])), "indikator_lain")

    return found


BEARER = ("Penyediaan Komponen Instalasi Listrik", LAMPS)


def test_an_indicator_that_is_another_rows_by_name_and_print_is_told(told):
    (only,) = told(
        ("Penyediaan Gaji ASN", "Jumlah orang komponen instalasi listrik"), ("Rapat", "Jumlah rapat"), BEARER
    )
    assert only.bukti == ((0, 0), (0, 2))
    assert 'milik sub kegiatan "Penyediaan Komponen Instalasi Listrik"' in only.penjelasan


@pytest.mark.parametrize(
    ("name", "indicator"),
    [
        ("Pemeliharaan Komponen Lampu", LAMPS),  # a word of its own name
        ("Pemasangan Penginstalasian Kabel", LAMPS),  # the same stem
        ("Penyediaan Gaji ASN", "Jumlah laporan yang disediakan"),  # what every indicator says
        ("Penyediaan Gaji ASN", "Jumlah komponen genset, pompa air dan kabel laut"),  # nobody's here
        ("Penyediaan Gaji ASN", None),
    ],
)
def test_an_indicator_that_may_be_the_rows_own_is_left_alone(told, name, indicator):
    assert told((name, indicator), ("Rapat", "Jumlah rapat"), BEARER) == []


def test_one_indicator_over_neighbouring_rows_is_shared(told):
    assert told(("Penyediaan Gaji ASN", LAMPS), BEARER) == []


@pytest.mark.parametrize(
    "others", [("Penyediaan Gaji ASN", "Sewa Gedung"), ("Sewa Gedung", "Penyediaan Gaji ASN", "Cuti")]
)
def test_one_indicator_by_which_several_items_far_apart_are_measured_is_shared(told, others):
    between = [("Rapat", "Jumlah rapat"), ("Arsip", "Jumlah berkas arsip")]
    assert told(*((name, LAMPS) for name in others), *between, BEARER) == []
    assert len(told((others[0], LAMPS), *between, BEARER, *between, BEARER)) == 1
