"""Cases in a CSV file: the context's grammar and the columns of the answer."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from normalize.angka_csv import number_context, parse_context, read_case, read_cases
from normalize.types import NumberContext, Ukuran

# (text, context, value, unit): written for this test after the patterns that the five studied documents show.
CASES = [
    ("9.450.120.300,00", "ukuran=pagu;gaya=titik", "9450120300.00", "rupiah"),
    ("8,120,000", "ukuran=pagu;gaya=campur", "8120000", "rupiah"),
    ("22.400", "ukuran=sisa;gaya=titik", "22400", "rupiah"),
    ("2.281925", "ukuran=pagu;gaya=titik;tabel_lain=2.281.925;induk=28263416", "2281925", "rupiah"),
    ("- 749.000", "ukuran=sisa;pagu=43036000;realisasi=43785000", "-749000", "rupiah"),
    ("-", "ukuran=target", "", ""),
    ("", "ukuran=pagu", "", ""),
    ("N/a", "ukuran=capaian", "", ""),
    ("% %", "ukuran=realisasi", "", "persen"),
    ("Rp. 0,Prosentase Realisasi : 0 %", "narasi", "0", "rupiah"),
    ("Rp.2. 336.155,-", "narasi", "2336155", "rupiah"),
    ("79,38", "ukuran=bobot;gaya=koma", "79.38", "persen"),
    ("96.22", "ukuran=persen_realisasi;gaya=titik", "96.22", "persen"),
    ("4,17", "ukuran=capaian;header=%;rumus=417/100", "4.17", "persen"),
    ("100% 7,900,000", "dua_sel_menyatu=target|pagu", "100|7900000", "persen|rupiah"),
    ("B", "ukuran=target;indikator=Nilai Akip", "", "predikat"),
    ("A", "ukuran=target;satuan=Predikat", "", "predikat"),
    ("68.172", "ukuran=target;rasio=51,81;pembilang=35.320", "68172", ""),
    ("1.294", "ukuran=capaian;rumus=688+604+2", "1294", ""),
    ("1,000", "ukuran=target;satuan=keluarga;saudara=600|1200|1200;jumlah=5000", "1000", "keluarga"),
    ("1,234", "ukuran=target;satuan=km;saudara=2,5|0,75", "1.234", "km"),
    ("1.234,57", "ukuran=pagu;header=(dalam juta rupiah)", "1234570000.00", "rupiah"),
    ("Rp 250 juta", "narasi", "250000000", "rupiah"),
    ("2.06", "kolom=kode", "", ""),
    ("-5", "baris=nomor_kolom", "", ""),
    ("10=(5+7+9)", "baris=nomor_kolom", "", ""),
    ("19700101 199003 1 001", "bukan_angka", "", ""),
    ("78.000.000,- (tujuh puluh delapan juta rupiah)", "narasi", "78000000", "rupiah"),
]


@pytest.mark.parametrize(("text", "context", "value", "unit"), CASES)
def test_a_case_is_read_with_its_context(text: str, context: str, value: str, unit: str) -> None:
    row = read_case(text, context)
    got = [Decimal(v) for v in row.value.split("|") if v]
    assert (got, row.unit) == ([Decimal(v) for v in value.split("|") if v], unit)


def test_a_file_is_answered_in_its_order(tmp_path: Path) -> None:
    source = tmp_path / "cases.csv"
    source.write_text('text,context\n"1.500 Orang",ukuran=target\n-,ukuran=pagu\n', encoding="utf-8")
    assert [(r.text, r.value, r.unit) for r in read_cases(source)] == [("1.500 Orang", "1500", "orang"), ("-", "", "")]


def test_a_spreadsheet_s_semicolons_part_columns_and_commas_stay_in_their_numbers(tmp_path: Path) -> None:
    source = tmp_path / "cases.csv"
    text = 'text;context\n1.500,25;ukuran=pagu\n"12,5 Persen";"ukuran=target;gaya=titik"\n'
    source.write_text(text, encoding="utf-8")
    assert [(r.value, r.unit) for r in read_cases(source)] == [("1500.25", "rupiah"), ("12.5", "persen")]


def test_a_file_without_the_column_text_is_refused_by_name(tmp_path: Path) -> None:
    source = tmp_path / "cases.csv"
    source.write_text("angka\n5\n", encoding="utf-8")
    with pytest.raises(ValueError, match="text"):
        read_cases(source)


def test_the_context_becomes_the_readers_context() -> None:
    keys = parse_context("ukuran=pagu;gaya=titik;saudara=5|7;narasi")
    assert number_context(keys) == NumberContext(ukuran=Ukuran.PAGU, style="titik", siblings=("5", "7"), narrative=True)


@pytest.mark.parametrize("rule", ["rumus=1/0", "rumus=+-", "rumus=a+b", "jumlah=", "rasio=0;pembilang=5"])
def test_evidence_that_makes_no_sense_is_no_evidence(rule: str) -> None:
    assert read_case("1.234 Orang", f"ukuran=target;{rule}").value == "1234"
