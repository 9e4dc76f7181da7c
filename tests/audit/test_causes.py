"""Probable causes: given where exactly one explanation fits, and never where two do."""

from __future__ import annotations

from decimal import Decimal

import pytest

from audit.digits import rounded_slip, slip
from audit.run import audit_tables
from extract.types import PageResult
from normalize.types import DocumentMeta, JenisDokumen
from records.findings import Penyebab


def only(found, cek):
    (one,) = [finding for finding in found if finding.cek == cek]
    return one


@pytest.mark.parametrize(
    ("tertulis", "dihitung", "cause"),
    [
        ("400000000", "40000000", Penyebab.ANGKA_NOL),
        ("13701339", "13701139", Penyebab.SALAH_KETIK),
        ("48512", "48512000", Penyebab.RIBUAN),
        ("137011399", "13701139", Penyebab.ANGKA_LEBIH),
        ("1370139", "13701139", Penyebab.ANGKA_KURANG),
        ("55649679", "56549679", Penyebab.ANGKA_TERTUKAR),
        ("4876245", "4876245268", Penyebab.TERPOTONG),
        ("98.45", "98.55", Penyebab.SALAH_KETIK),
        ("120000000", "210000000", None),  # round amounts differ in two digits by chance
        ("468000000", "486000000", Penyebab.ANGKA_TERTUKAR),  # neighbours among three digits hardly do
        ("468000000", "864000000", None),
        ("4770000000", "477000000", Penyebab.ANGKA_NOL),
        ("4477000000", "477000000", Penyebab.ANGKA_LEBIH),
        ("468000000", "478000000", None),
        ("72329500", "74064500", None),
        ("-5000", "50000", None),
        ("0", "12345", None),
    ],
)
def test_a_slip_of_the_pen_is_told_by_its_digits(tertulis, dihitung, cause):
    assert slip(Decimal(tertulis), Decimal(dihitung)) is cause


def test_a_slip_in_thousands_is_told_beside_a_unit_of_rounding():
    assert rounded_slip(Decimal(6_815_000), Decimal(9_237_000), Decimal(1000)) is None
    assert rounded_slip(Decimal(86_151_000), Decimal(68_152_000), Decimal(1000)) is Penyebab.ANGKA_TERTUKAR
    assert rounded_slip(Decimal(86_151_000), Decimal(68_156_000), Decimal(1000)) is None


def test_a_child_printed_as_text_and_left_out_is_a_text_cell(row, table, audit, value):
    rows = [
        row("kegiatan", "Pemeliharaan", pagu="72329500"),
        row("sub_kegiatan", "Kendaraan", pagu="72329500"),
        row("sub_kegiatan", "Mesin", values=[value("pagu", "1735000", teks="1.735.000,-")]),
    ]
    found = only(audit(table(rows)), "jumlah_anak")
    assert found.penyebab is Penyebab.SEL_TEKS
    assert 'tertulis sebagai teks ("1.735.000,-")' in found.penjelasan


def test_a_child_added_twice_is_named(row, table, audit):
    rows = [
        row("program", "P", pagu="104936"),
        row("kegiatan", "A", pagu="81234"),
        row("kegiatan", "B", pagu="11851"),
    ]
    found = only(audit(table(rows)), "jumlah_anak")
    assert found.penyebab is Penyebab.TERJUMLAH_GANDA
    assert 'kegiatan "B" yang rupanya terjumlah dua kali' in found.penjelasan


def test_a_total_pasted_from_the_other_half_of_the_form_is_told(row, table, audit):
    def both(one, two):
        return {"pagu__rancangan_awal__2024": one, "pagu__hasil_analisis__2024": two}

    rows = [
        row("program", "P", **both("3983215", "3983215")),
        row("kegiatan", "A", **both("3024340", "3373203")),
        row("kegiatan", "B", **both("919434", "610012")),
    ]
    found = only(audit(table(rows, "review_rkpd")), "jumlah_anak")
    assert (found.konteks, found.penyebab) == ("rancangan_awal", Penyebab.TOTAL_TEMPELAN)


def test_a_row_that_another_table_has_is_a_lost_row(row, table, audit):
    parent = {"kode": "1.06.04.2.01", "pagu": "177453"}
    kept = [row("sub_kegiatan", "Permakanan", kode="1.06.04.2.01.0001", pagu="167643")]
    lost = row("sub_kegiatan", "Layanan Rujukan", kode="1.06.04.2.01.0012", pagu="9810")
    one = table([row("kegiatan", "Rehabilitasi", **parent), *kept], nomor="7")
    two = table([row("kegiatan", "Rehabilitasi", **parent), *kept, lost], nomor="8")
    found = only(audit(one, two), "jumlah_anak")
    assert (found.table, found.penyebab, found.sebab) == (0, Penyebab.BARIS_HILANG, "dokumen")
    assert "yang ada pada Tabel 8 halaman 3 tetapi tidak ada di sini" in found.penjelasan


def test_a_row_without_a_level_that_has_the_missing_amount_clears_the_document(row, table, audit):
    rows = [
        row("program", "P", pagu="104936"),
        row("kegiatan", "A", pagu="81234"),
        row("lainnya", "Pengadaan", pagu="23702"),
    ]
    found = only(audit(table(rows)), "jumlah_anak")
    assert (found.penyebab, found.sebab) == (Penyebab.TINGKAT_TERBACA, "tak_pasti")


def test_a_sum_that_stands_one_parent_too_low_is_a_shifted_row(row, table, audit):
    rows = [
        row("program", "P", pagu="45671"),
        row("kegiatan", "A", pagu="12345"),
        row("program", "Q", pagu="12345"),
        row("kegiatan", "B", pagu="67891"),
    ]
    found = [finding.penyebab for finding in audit(table(rows)) if finding.row == 2]
    assert found == [Penyebab.GESER_BARIS]


@pytest.mark.parametrize(
    ("printed", "cause"),
    [("0.50", Penyebab.SKALA_PERSEN), ("200.00", Penyebab.RASIO_TERBALIK), ("77.77", None)],
)
def test_a_wrong_percentage_is_explained_to_its_last_digit_or_not_at_all(row, table, audit, value, printed, cause):
    share = value("persen_realisasi", printed, teks=f"{printed.replace('.', ',')}%")
    rows = [row("program", "P", values=[value("pagu", "200000"), value("realisasi", "100000"), share])]
    assert only(audit(table(rows, "realisasi_anggaran")), "persen").penyebab is cause


def test_the_percentage_of_the_whole_office_pasted_on_a_program_is_told(row, table, audit):
    def line(level, name, pagu, realisasi, persen):
        return row(level, name, pagu=pagu, realisasi=realisasi, persen_realisasi=persen)

    rows = [
        line("program", "P", "277530", "275657", "98.11"),
        line("program", "Q", "100000", "95000", "95.00"),
        line("program", "R", "200000", "195999", "98.00"),
        line("jumlah", "JUMLAH", "577530", "566656", "98.12"),
    ]
    rows[0] = line("program", "P", "277530", "275657", "98.12")
    found = only(audit(table(rows, "realisasi_anggaran")), "persen")
    assert (found.row, found.penyebab) == (0, Penyebab.TOTAL_TEMPELAN)


def test_two_explanations_give_none(row, table, audit):
    rows = [
        row("program", "P", pagu="123456"),
        row("kegiatan", "A", pagu="113456"),
        row("kegiatan", "B", pagu="20000"),  # left out: 113456; one digit wrong: 133456
        row("kegiatan", "C", pagu="10000"),
    ]
    found = only(audit(table(rows)), "jumlah_anak")
    assert (found.dihitung, found.penyebab) == (143456, None)
    assert found.penjelasan.endswith("(dihitung, selisih -Rp20.000,00).")


@pytest.mark.parametrize(
    ("whole", "parts", "keparahan", "cause"),
    [
        ("150468136", ("100312091", "50156046"), "info", Penyebab.PEMBULATAN),
        ("150000001", ("100000000", "50000000"), "galat", None),  # round figures have no rest
        ("150468135", ("100312091", "50156046"), "galat", None),  # two rupiah are more than two figures explain
    ],
)
def test_a_rupiah_that_figures_rounded_singly_explain_is_no_error(row, table, audit, whole, parts, keparahan, cause):
    below = [row("kegiatan", f"K{n}", prakiraan_maju=part) for n, part in enumerate(parts)]
    found = only(audit(table([row("program", "P", prakiraan_maju=whole), *below])), "jumlah_anak")
    assert (found.keparahan, found.sebab) == (keparahan, "dokumen")
    assert (found.penyebab is Penyebab.PEMBULATAN) == (cause is Penyebab.PEMBULATAN)
    assert ("dibulatkan sendiri-sendiri" in found.penjelasan) == (cause is not None)


@pytest.mark.parametrize(
    ("parts", "cause"),
    [
        (("12340", "33260000"), Penyebab.RIBUAN),
        (("12340000000", "33260000"), Penyebab.RIBUAN),
        (("1234000", "33260000"), Penyebab.ANGKA_NOL),
        (("13340000", "33260000"), None),
    ],
)
def test_a_part_printed_in_another_unit_is_named_where_the_sum_then_closes(row, table, audit, parts, cause):
    below = [row("kegiatan", f"K{n}", pagu=part) for n, part in enumerate(parts)]
    found = only(audit(table([row("program", "P", pagu="45600000"), *below])), "jumlah_anak")
    assert found.penyebab == cause
    assert ('cocok bila kegiatan "K0" sebesar Rp12.340.000,00' in found.penjelasan) == (cause is not None)


def test_a_slip_in_a_figure_read_from_a_picture_accuses_nobody(row, table):
    rows = [
        row("kegiatan", "Perawatan Suar", pagu="413150070"),
        row("sub_kegiatan", "Lampu", pagu="300150000"),
        row("sub_kegiatan", "Menara", pagu="113000000"),
    ]

    meta = DocumentMeta(JenisDokumen.LAINNYA, None, 2024, 2024, (), None)

    def found(*, is_scanned):
        page = PageResult(3, 600, 800, (), (), is_scanned)
        return only(audit_tables([table(rows)], meta, None, [page]), "jumlah_anak")

    printed, scanned = found(is_scanned=False), found(is_scanned=True)
    assert (printed.penyebab, printed.sebab, printed.keparahan) == (Penyebab.SALAH_KETIK, "dokumen", "galat")
    assert (scanned.penyebab, scanned.sebab, scanned.keparahan) == (Penyebab.SALAH_KETIK, "tak_pasti", "peringatan")
    assert "salah terbaca dari hasil pindai" in scanned.penjelasan
