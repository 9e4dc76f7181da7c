"""The number reader: what a cell says, and that it never says more than it knows."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.angka import NumberReader, group_style, read_numbers
from normalize.angka_alasan import RULES
from normalize.pemisah import Evidence, read_numeral
from normalize.satuan import Jenis
from normalize.types import NumberContext, Ukuran
from normalize.ukuran import SURE_VALUE

PAGU = NumberContext(ukuran=Ukuran.PAGU)
TARGET = NumberContext(ukuran=Ukuran.TARGET)
NARRATIVE = NumberContext(narrative=True)


def only(text: str, context: NumberContext = TARGET) -> tuple[str | None, str | None]:
    (number,) = read_numbers(text, context)
    return (None if number.value is None else format(number.value, "f"), number.unit)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4.512.300.450,00", "4512300450.00"),
        ("4,512,300,450.00", "4512300450.00"),
        ("75.250.000", "75250000"),
        ("75,250,000", "75250000"),
        ("75250000", "75250000"),
        ("Rp75.250.000", "75250000"),
        ("Rp. 75.250.000,-", "75250000"),
        ("Rp 75.250.000,00,-", "75250000.00"),
        ("75.250.000 ,-", "75250000"),
        ("75.250.000,", "75250000"),
        ("912.400", "912400"),
        ("3.000,000", "3000000"),
        ("0,00", "0.00"),
        ("Rp. 00,-", "0"),
        ("- 87.500", "-87500"),
        ("−87.500", "-87500"),
        ("(87.500)", "-87500"),
        ("(Rp87.500.000,00)", "-87500000.00"),
        ("2.345678", "2345678"),
        ("1.234.567,8", "1234567.8"),
        ("1.250.000.00", "1250000.00"),
    ],
)
def test_money_is_read_in_either_style(text: str, value: str) -> None:
    assert only(text, PAGU) == (value, "rupiah")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("210,000,00 0", "210000000"),
        ("1. 345.100", "1345100"),
        ("18.273.645.0\n91", "18273645091"),
        ("13.867.555.785,\n00", "13867555785.00"),
        ("250 000 000", "250000000"),
    ],
)
def test_digits_that_a_narrow_cell_broke_are_joined(text: str, value: str) -> None:
    assert only(text, PAGU) == (value, "rupiah")


def test_two_sound_amounts_in_a_cell_stay_two() -> None:
    assert [n.value for n in read_numbers("12.500.000\n13.000.000", PAGU)] == [Decimal(12500000), Decimal(13000000)]


@pytest.mark.parametrize(
    "text", ["", " ", "-", "–", "N/A", "n/a", "NA", "Rp. -", "% %", "#REF!", "####", ",", "nihil", "*", "- **)"]
)
def test_what_is_not_reported_is_no_number(text: str) -> None:
    assert read_numbers(text, PAGU) == ()


@pytest.mark.parametrize(
    "text",
    ["- orang", "-dok", "dok -", "N/A ekor", "…. Unit", "- Kegia tan", "- m2", "-- %", "Dokumen", "Desa/ Kelurahan"],
)
def test_a_unit_whose_number_is_left_out_is_no_value(text: str) -> None:
    assert read_numbers(text, TARGET) == ()


@pytest.mark.parametrize("text", ["- Laporan akhir tahun", "Setiap bulan", "Kategori -", "- Baik", "Dokumen Lelang"])
def test_words_with_a_dash_that_are_no_unit_stay_a_text(text: str) -> None:
    assert [(n.value, n.rule) for n in read_numbers(text, TARGET)] == [(None, "tulisan")]


def test_a_dash_is_zero_only_where_arithmetic_asks_for_zero() -> None:
    sisa = NumberContext(ukuran=Ukuran.SISA, expected=(Decimal(0),))
    assert only("-", sisa) == ("0", "rupiah")
    assert read_numbers("-", NumberContext(ukuran=Ukuran.SISA)) == ()


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("7.125 Org", "7125", "org"),
        ("7125 Orang", "7125", "orang"),
        ("7,125 Org", "7125", "org"),
        ("3 Dok", "3", "dok"),
        ("4 Lap", "4", "lap"),
        ("9 Eks", "9", "eks"),
        ("40.00 Paket", "40.00", "paket"),
        ("150 Orang / Kali", "150", "orang/kali"),
        ("2 Org/Bln", "2", "org/bln"),
        ("10 Unit Saprass", "10", "unit saprass"),
        ("46,5 Persen", "46.5", "persen"),
        ("87,25 %,", "87.25", "persen"),
        ("131,57,%", "131.57", "persen"),
        ("≤ 5 %", "5", "persen"),
        ("12 (dua belas) bulan", "12", "bulan"),
        ("1.500 (seribu lima ratus) orang", "1500", "orang"),
        ("- 5 Dokumen", "5", "dokumen"),
        ("-5,2 %", "-5.2", "persen"),
        ("61.25 / BB", "61.25", "nilai"),
        ("BB (72,5)", "72.5", "nilai"),
        ("1.000 m2", "1000", "m²"),
        ("10 l", "10", "l"),
        ("1,5 juta orang", "1.5", "juta orang"),
        ("120.00 Trilyun rupiah", "120.00", "trilyun rupiah"),
    ],
)
def test_a_target_is_a_value_and_its_unit(text: str, value: str, unit: str) -> None:
    assert only(text) == (value, unit)


@pytest.mark.parametrize("ukuran", [Ukuran.TARGET, Ukuran.REALISASI, Ukuran.CAPAIAN])
def test_what_is_reached_of_a_target_keeps_its_scale_word_as_the_target_does(ukuran: Ukuran) -> None:
    assert only("120,5 Triliun Rupiah", NumberContext(ukuran=ukuran)) == ("120.5", "triliun rupiah")
    assert only("Rp 2,5 miliar", NumberContext(ukuran=ukuran)) == ("2500000000.0", "rupiah")


def test_money_that_was_spent_is_multiplied_by_its_scale_word() -> None:
    spent = NumberContext(ukuran=Ukuran.REALISASI, unit="rupiah")
    assert only("2,5 miliar", spent) == ("2500000000.0", "rupiah")


@pytest.mark.parametrize(
    ("text", "values", "units"),
    [
        ("1.070 orang dan 2.477 KK", ["1070", "2477"], ["orang", "kk"]),
        ("20 org 11 org 11 unit", ["20", "11", "11"], ["org", "org", "unit"]),
        ("70 Poin 66,50 Poin", ["70", "66.50"], ["poin", "poin"]),
        ("39;32 Jenis/71 item", ["39", "32", "71"], ["jenis", "jenis", "item"]),
        ("15-20 orang", ["15", "20"], ["orang", "orang"]),
        ("50% - 60%", ["50", "60"], ["persen", "persen"]),
        ("1 Dok, 2 Lap", ["1", "2"], ["dok", "lap"]),
        ("3 Regu x 14 Hari", ["3", "14"], ["regu", "hari"]),
    ],
)
def test_a_cell_may_list_several_values(text: str, values: list[str], units: list[str]) -> None:
    numbers = read_numbers(text, TARGET)
    assert [format(n.value, "f") for n in numbers if n.value is not None] == values
    assert [n.unit for n in numbers] == units


def test_units_of_a_satuan_column_are_shared_out_in_order() -> None:
    numbers = read_numbers("16.500 24.400", NumberContext(ukuran=Ukuran.TARGET, unit="KPM Org"))
    assert [(n.value, n.unit) for n in numbers] == [(Decimal(16500), "kpm"), (Decimal(24400), "org")]


@pytest.mark.parametrize(
    ("text", "unit", "kept"),
    [
        ("31,50-34,25", "Juta Rupiah", "juta rupiah"),
        ("41 s/d 46", "Trilyun Rp", "trilyun rp"),
        ("7 9", "Ribu Ekor", "ribu ekor"),
        ("12 - 15", "Unit Usaha", "unit usaha"),
    ],
)
def test_a_unit_of_two_words_is_one_where_it_is_a_scale_or_counts_the_ends_of_a_range(
    text: str, unit: str, kept: str
) -> None:
    numbers = read_numbers(text, NumberContext(ukuran=Ukuran.TARGET, unit=unit))
    assert [n.unit for n in numbers] == [kept, kept]


@pytest.mark.parametrize(
    "text", ["BB", "Cepat Berkembang", "WTP", "31 Desember 2024", "Tahun 2024", "3x1 Hari", "120 > X > 100", "1.06.02"]
)
def test_a_text_that_is_no_number_keeps_its_text_and_has_no_value(text: str) -> None:
    (number,) = read_numbers(text, TARGET)
    assert number.value is None
    assert number.text


@pytest.mark.parametrize(
    ("siblings", "value"),
    [
        (("71.250.000", "8.400.000", "3.125.500", "915.000.000"), "3756200"),
        (("71.250.000.00", "8.400.000.00", "3.125.500.00", "915.000.000.00"), "37562.00"),
        ((), "37562.00"),
    ],
)
def test_two_digits_behind_the_last_mark_are_a_cut_group_where_the_column_prints_whole_amounts(
    siblings: tuple[str, ...], value: str
) -> None:
    context = NumberContext(ukuran=Ukuran.PAGU, siblings=siblings)
    assert only("37.562.00", context)[0] == value


@pytest.mark.parametrize("text", ["Rp. (000)", "Rp 000", "(000)"])
def test_the_unit_of_a_repeated_header_is_no_amount(text: str) -> None:
    assert [number.value for number in read_numbers(text, PAGU)] == [None]


class TestOneMarkAndThreeDigits:
    """``1.234``: the one shape that the text alone leaves open."""

    def test_money_and_counted_things_have_no_such_decimals(self) -> None:
        assert only("1.234", PAGU)[0] == "1234"
        assert only("1,234", NumberContext(ukuran=Ukuran.TARGET, unit="orang"))[0] == "1234"

    def test_a_percentage_has_no_thousands(self) -> None:
        assert only("1.234", NumberContext(ukuran=Ukuran.PERSEN_REALISASI)) == ("1.234", "persen")

    def test_a_comma_without_evidence_stays_open_and_says_so(self) -> None:
        (number,) = read_numbers("1,234", TARGET)
        assert (number.value, number.rule) == (None, "tak_tentu")
        assert number.confidence < 0.5

    def test_a_dot_without_evidence_follows_the_spelling_with_little_confidence(self) -> None:
        (number,) = read_numbers("1.234", TARGET)
        assert number.value == 1234
        assert number.confidence <= 0.6

    @pytest.mark.parametrize(("text", "value"), [("1.234", "1234"), ("1,234", "1.234")])
    def test_the_columns_decimal_sign_is_no_group_sign(self, text: str, value: str) -> None:
        assert only(text, NumberContext(ukuran=Ukuran.TARGET, unit="km", siblings=("2,5", "0,75")))[0] == value

    def test_neighbours_of_its_size_make_it_thousands(self) -> None:
        assert only("1,000", NumberContext(ukuran=Ukuran.TARGET, siblings=("600", "1200")))[0] == "1000"

    def test_arithmetic_speaks_before_everything_else(self) -> None:
        context = NumberContext(ukuran=Ukuran.TARGET, siblings=("600", "1200"), expected=(Decimal("1.234"),))
        (number,) = read_numbers("1,234", context)
        assert (number.value, number.rule) == (Decimal("1.234"), "bukti_hitung")

    def test_a_percentage_has_thousands_where_its_column_groups_with_that_mark_and_is_doubted(self) -> None:
        context = NumberContext(ukuran=Ukuran.REALISASI, unit="%", siblings=("2,415,300", "17.25"))
        (number,) = read_numbers("1,746", context)
        assert (number.value, number.rule) == (Decimal(1746), "persen_janggal")
        assert number.confidence < 0.5

    @pytest.mark.parametrize(("amounts", "value"), [("titik", "14.275"), ("koma", "14275")])
    def test_a_length_follows_the_tables_amounts_where_its_column_shows_nothing(self, amounts: str, value: str) -> None:
        lengths = ("14,275 km", "9,340 km")
        context = NumberContext(ukuran=Ukuran.TARGET, style="koma", siblings=lengths, amounts=amounts)
        (number,) = read_numbers("14,275 km", context)
        assert (number.value, number.rule) == (Decimal(value), "gaya_tabel")

    def test_a_length_that_only_its_likes_explain_is_in_doubt(self) -> None:
        context = NumberContext(ukuran=Ukuran.TARGET, style="koma", siblings=("14,275 km", "9,340 km"))
        (number,) = read_numbers("14,275 km", context)
        assert number.confidence < 0.6
        assert read_numbers("14,275 orang", context)[0].confidence > 0.9

    @pytest.mark.parametrize("amounts", ["titik", None])
    def test_a_score_of_thousands_that_only_a_style_tells_is_in_doubt(self, amounts: str | None) -> None:
        context = NumberContext(ukuran=Ukuran.TARGET, style="titik", unit="indeks", amounts=amounts)
        assert read_numbers("3.275", context)[0].confidence < 0.6
        assert read_numbers("3.275", replace(context, unit="km"))[0].confidence > 0.8

    @pytest.mark.parametrize(("text", "is_sure"), [("1.4720650", False), ("51472065,3333", True)])
    def test_a_few_rupiah_with_a_long_fraction_have_lost_something(self, text: str, is_sure: bool) -> None:
        (number,) = read_numbers(text, NumberContext(ukuran=Ukuran.PAGU))
        assert (number.confidence > 0.7) is is_sure

    def test_the_columns_style_decides_last(self) -> None:
        assert only("1,234", NumberContext(ukuran=Ukuran.TARGET, style="koma"))[0] == "1234"
        assert only("1,234", NumberContext(ukuran=Ukuran.TARGET, style="titik"))[0] == "1.234"


def test_narrative_gives_its_amount() -> None:
    assert only("sebesar Rp. 4,183,315,561- pada tahun 2024", NARRATIVE) == ("4183315561", "rupiah")
    assert only("pada tahun 2023 sebesar Rp 1,5 miliar", NARRATIVE) == ("1500000000.0", "rupiah")
    assert only("Rp. 00,- (0 %)", NARRATIVE) == ("0", "rupiah")


def test_a_scale_in_the_header_is_applied_unless_the_amount_is_already_whole() -> None:
    header = "Pagu (dalam juta rupiah)"
    assert only("1.234,5", NumberContext(ukuran=Ukuran.PAGU, header=header))[0] == "1234500000.0"
    assert only("1.234.567.890", NumberContext(ukuran=Ukuran.PAGU, header=header))[0] == "1234567890"


@pytest.mark.parametrize(("text", "value"), [("l.500.000", "1500000"), ("1O0.000", "100000"), ("1.250.OOO", "1250000")])
def test_letters_of_a_scan_become_digits_with_low_confidence(text: str, value: str) -> None:
    (number,) = read_numbers(text, PAGU)
    assert (number.value, number.rule) == (Decimal(value), "ocr")
    assert number.confidence <= 0.5


def test_an_impossible_percentage_is_read_as_printed_and_flagged() -> None:
    (number,) = read_numbers("5512 %", TARGET)
    assert (number.value, number.rule) == (Decimal(5512), "persen_janggal")
    assert number.confidence < 0.5


def test_an_absurd_amount_has_no_value() -> None:
    assert only("9" * 40, PAGU)[0] is None
    assert len(read_numbers("7 " * 5000, TARGET)) < 50


def test_a_columns_style_is_told_from_its_sure_cells() -> None:
    assert group_style(["13.867.555", "8.500", "-"]) == "titik"
    assert group_style(["1,200,000.00", "59,665,500.00"]) == "koma"
    assert group_style(["1,200,000", "3.400.000"]) == "campur"
    assert group_style(["5", "7 Orang", ""]) is None


@given(st.integers(0, 10**13), st.sampled_from([".", ","]), st.sampled_from(["", ",-", " ,-", ","]))
def test_every_grouped_amount_is_read_back(amount: int, mark: str, tail: str) -> None:
    printed = f"{amount:,}".replace(",", mark) + tail
    assert only(printed, PAGU) == (str(amount), "rupiah")


@given(st.decimals(0, 10**11, places=2), st.booleans())
def test_every_amount_with_sen_is_read_back(amount: Decimal, indonesian: bool) -> None:
    printed = f"{amount:,.2f}"
    if indonesian:
        printed = printed.translate(str.maketrans(",.", ".,"))
    (number,) = read_numbers(printed, PAGU)
    assert number.value == amount


@given(st.text(max_size=80), st.sampled_from(Ukuran), st.booleans(), st.booleans())
def test_any_text_is_read_without_a_crash_and_within_bounds(
    text: str, ukuran: Ukuran, narrative: bool, scanned: bool
) -> None:
    for number in read_numbers(text, NumberContext(ukuran=ukuran, narrative=narrative, scanned=scanned)):
        assert 0 <= number.confidence <= 1
        assert number.value is None or (number.value.is_finite() and abs(number.value) < 10**25)


@given(st.text(alphabet="0123456789.,-Rp% ", max_size=40))
def test_nothing_without_a_digit_has_a_value(text: str) -> None:
    if not any(c.isdecimal() for c in text):
        assert all(n.value is None for n in read_numbers(text, PAGU))
    else:
        assert all(n.value is None or n.value.is_finite() for n in read_numbers(text, PAGU))


def test_a_label_before_a_quantity_is_no_part_of_it() -> None:
    target = NumberContext(ukuran=Ukuran.TARGET)
    found = read_numbers("Jalan Alfa = 48,4 Km. Jalan Beta = 15 Km", target)
    assert [(n.value, n.unit) for n in found] == [(Decimal("48.4"), "km"), (Decimal(15), "km")]
    found = read_numbers("ALT : 4.217.365 buah BLT : 2.381 buah", target)
    assert [(n.value, n.unit) for n in found] == [(Decimal(4217365), "buah"), (Decimal(2381), "buah")]
    assert [n.value for n in read_numbers("ISO 9001 : 2008", target)] == [None]


def test_a_count_that_a_narrow_cell_broke_in_its_last_group_is_one() -> None:
    target = NumberContext(ukuran=Ukuran.TARGET)
    assert [n.value for n in read_numbers("3.517.28 0 buah", target)] == [Decimal(3517280)]
    assert [n.value for n in read_numbers("2.345 12 orang", target)] == [Decimal(2345), Decimal(12)]


@pytest.mark.parametrize("text", ["- 48.000.000 - - -", "- - 48.000.000 -", "48.000.000 - - -"])
def test_dashes_of_empty_cells_are_no_minus_and_make_the_amount_doubtful(text: str) -> None:
    (number,) = read_numbers(text, PAGU)
    assert (number.value, number.rule) == (Decimal(48_000_000), "strip_sel")
    assert number.confidence < 0.6


@pytest.mark.parametrize("text", ["#DIV/0!", "#REF!", "- - -", "Rp. ,-", "Rp -", "%", "( - )"])
def test_an_error_of_the_spreadsheet_or_a_sign_alone_is_no_number(text: str) -> None:
    assert read_numbers(text, TARGET) == ()


@pytest.mark.parametrize(
    ("text", "context", "value"),
    [
        ("(412.857.637,00)", NumberContext(), "-412857637.00"),
        ("(412.857.637,00)", TARGET, "-412857637.00"),
        ("Rp (412.857.637)", PAGU, "-412857637"),
        ("(Rp. 412.857.637,-)", PAGU, "-412857637"),
        ("(412.857.63 7,00)", PAGU, "-412857637.00"),
        ("(12,5 %)", NumberContext(ukuran=Ukuran.CAPAIAN), "-12.5"),
        ("(7)", TARGET, "7"),
        ("(0,00)", PAGU, "0.00"),
    ],
)
def test_brackets_are_negative(text: str, context: NumberContext, value: str) -> None:
    (number,) = read_numbers(text, context)
    assert number.value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Meningkat 6,4%", "6.4", "persen"),
        ("Menurun 3 poin", "3", "poin"),
        ("Naik 2% dr tahun n-1", "2", "persen"),
        ("4,5% dari tahun 2019", "4.5", "persen"),
        ("> 70", "70", None),
        ("<=5", "5", None),
    ],
)
def test_a_change_or_a_bound_is_its_number(text: str, value: str, unit: str | None) -> None:
    assert only(text) == (value, unit)


def test_a_unit_that_is_not_printed_is_not_made_up() -> None:
    among_shares = NumberContext(ukuran=Ukuran.TARGET, header="Target 2024", siblings=("5 %", "7,25 %"))
    assert only("3,75", among_shares) == ("3.75", None)
    assert only("100,00", among_shares) == ("100.00", None)
    assert only("12,5", NumberContext(ukuran=Ukuran.CAPAIAN, unit="Jumlah")) == ("12.5", "jumlah")
    assert only("3,75", NumberContext(ukuran=Ukuran.CAPAIAN, header="Kondisi Awal 2020")) == ("3.75", None)


def test_a_share_is_a_percentage_whatever_the_satuan_column_counts() -> None:
    assert only("85,00", NumberContext(ukuran=Ukuran.FISIK, unit="Unit")) == ("85.00", "persen")


def test_a_mistyped_group_mark_leaves_the_decimals_where_they_are() -> None:
    assert only("318,762.400,00", PAGU) == ("318762400.00", "rupiah")


def _grouped(whole: int, decimals: str, group: str) -> str:
    mark = {".": ",", ",": "."}[group]
    return f"{whole:,}".replace(",", group) + (mark + decimals if decimals else "")


@given(
    st.integers(0, 10**14),
    st.sampled_from(["", "00", "50", "07"]),
    st.sampled_from(".,"),
    st.sampled_from(["{}", "Rp{}", "Rp. {}", "Rp {},-", "{},-", " {} ", "({})", "Rp ({})", "-{}", "{} 1)", "{} *)"]),
)
def test_an_amount_is_read_as_it_was_written(whole: int, decimals: str, group: str, frame: str) -> None:
    text = frame.format(_grouped(whole, decimals, group))
    (number,) = read_numbers(text, PAGU)
    wanted = Decimal(f"{whole}.{decimals or 0}")
    numbered = "(" in frame and not decimals and whole < 100  # "(5)" is a numbering
    assert number.value == (wanted if numbered or not ("(" in frame or frame[0] == "-") else -wanted)
    assert number.unit == "rupiah"


@given(
    st.integers(1, 10**6), st.sampled_from(".,"), st.sampled_from(["orang", "dok", "Keg.", "Paket", "org/bln", "Desa"])
)
def test_a_count_is_read_as_it_was_written_and_is_never_rupiah(count: int, group: str, unit: str) -> None:
    assert only(f"{_grouped(count, '', group)} {unit}") == (str(count), unit.lower().rstrip("."))


@given(st.text(max_size=60), st.sampled_from([None, *Ukuran]), st.booleans(), st.booleans())
def test_garbage_never_fails(text: str, ukuran: Ukuran | None, narrative: bool, scanned: bool) -> None:
    context = NumberContext(ukuran=ukuran, narrative=narrative, scanned=scanned, unit=text[:9], header=text[3:20])
    for number in read_numbers(text, context):
        assert number.value is None or number.value.is_finite()


@given(st.text(alphabet="0123456789.,-()RpE+½'% 1)[]*/\n", max_size=40))
def test_garbage_that_looks_like_numbers_never_fails(text: str) -> None:
    for number in read_numbers(text, PAGU):
        assert 0 <= number.confidence <= 1


@pytest.mark.parametrize(("text", "value"), [("5OO", "500"), ("1O %", "10"), ("7O,5 %", "70.5"), ("1OO.OOO", "100000")])
def test_a_letter_o_for_a_zero_is_a_zero_and_no_unit_and_is_doubted(text: str, value: str) -> None:
    (number,) = read_numbers(text, NumberContext(ukuran=Ukuran.TARGET))
    assert (number.value, number.rule) == (Decimal(value), "ocr")
    assert number.confidence < 0.9


@pytest.mark.parametrize(
    ("text", "scanned", "numbers"),
    [
        ("45 000.000", False, [45_000_000]),
        ("3 415.600", True, [3_415_600]),
        ("7.230 415", True, [7_230_415]),
        ("730 000.000,00", True, [730_000_000]),
        ("3 415.600", False, [3, 415_600]),
        ("415.600 230.000", True, [415_600, 230_000]),
    ],
)
def test_a_lost_mark_parts_no_amount(text: str, scanned: bool, numbers: list[int]) -> None:
    found = read_numbers(text, NumberContext(ukuran=Ukuran.PAGU, scanned=scanned))
    assert [n.value for n in found] == numbers
    assert len(numbers) > 1 or found[0].confidence < 0.9


@pytest.mark.parametrize("text", ["641.905.300 B", "641.905.300 l", "I 641.905.300", "641.905.300 e."])
def test_a_stray_letter_of_a_scan_leaves_an_amount_in_doubt(text: str) -> None:
    (found,) = read_numbers(text, NumberContext(Ukuran.PAGU, scanned=True))
    assert found.value == 641_905_300
    assert found.confidence <= 0.5
    (typed,) = read_numbers("Rp 641.905.300", NumberContext(Ukuran.PAGU, scanned=True))
    assert typed.confidence > 0.9


@pytest.mark.parametrize("text", ["5310000.000", "2640.300.000", "Rp 8190.500"])
def test_a_scanned_amount_that_lost_a_mark_is_in_doubt(text: str) -> None:
    (found,) = read_numbers(text, NumberContext(Ukuran.PAGU, scanned=True, style="titik"))
    assert found.confidence <= 0.5


def test_what_may_be_two_numbers_is_in_doubt_where_the_column_has_two() -> None:
    beside = NumberContext(Ukuran.PAGU, scanned=True, siblings=("17 61.390", "40 812.500"))
    alone = NumberContext(Ukuran.PAGU, scanned=True, siblings=("40 812.500", "712.350"))
    assert read_numbers("40 812.500", beside)[0].confidence <= 0.5
    assert read_numbers("40 812.500", alone)[0].confidence > 0.8
    thousands = dataclasses.replace(beside, caption_scale=1000)
    assert read_numbers("40 812.500", thousands)[0].confidence <= 0.5


def test_what_a_scan_leaves_of_an_amount_is_no_sure_one() -> None:
    found = read_numbers("30 177.453", NumberContext(ukuran=Ukuran.PAGU, scanned=True))
    assert all(n.confidence < 0.9 for n in found)
    lines = read_numbers("61 Orang 415.600.000", NumberContext(ukuran=Ukuran.PAGU, scanned=True))
    assert [n.confidence > 0.9 for n in lines if n.unit == "rupiah"] == [True]


@pytest.mark.parametrize("text", ["845.120.000,00 0.00", "845,120,000.00 0,00"])
def test_what_stands_behind_an_amount_with_decimals_is_another_amount(text: str) -> None:
    found = read_numbers(text, NumberContext(Ukuran.PAGU, scanned=True))
    assert [number.value for number in found] == [Decimal("845120000.00"), Decimal("0.00")]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("7/10.000", "7", "/10.000"),
        ("81,5 / 100.000 kelahiran hidup", "81.5", "/100.000 kelahiran hidup"),
        ("12/1000", "12", "/1000"),
    ],
)
def test_a_rate_per_thousand_and_more_is_one_number(text: str, value: str, unit: str) -> None:
    (found,) = read_numbers(text, NumberContext(Ukuran.TARGET))
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("text", ["7/12", "3/25.000", "4/10.000.000.000"])
def test_other_numbers_with_a_slash_are_no_rate(text: str) -> None:
    assert "per" not in {number.rule for number in read_numbers(text, NumberContext(Ukuran.TARGET))}


@given(
    st.from_regex(r"[0-9]{1,4}([.,][0-9]{1,3}){0,3}", fullmatch=True),
    st.sampled_from([*Ukuran, None]),
    st.sampled_from([None, "persen", "orang", "km"]),
    st.sampled_from(["", "Pagu (dalam juta rupiah)", "Capaian (%)", "Kondisi awal"]),
    st.booleans(),
)
def test_a_bare_numeral_is_read_as_the_same_one_among_blanks(
    text: str, ukuran: Ukuran | None, unit: str | None, header: str, scanned: bool
) -> None:
    context = NumberContext(ukuran=ukuran, unit=unit, header=header, scanned=scanned)
    assert read_numbers(text, context) == read_numbers(f" {text} ", context)


@pytest.mark.parametrize(
    "text", ["-Rp 3.250.000", "- Rp. 3.250.000,00", "Rp -3.250.000", "Rp (3.250.000,00)", "(Rp 3.250.000)"]
)
def test_an_amount_keeps_its_sign_on_either_side_of_the_currency(text: str) -> None:
    (number,) = read_numbers(text, PAGU)
    assert number.value == Decimal(-3_250_000)
    assert number.confidence > 0.9


def test_a_dash_between_two_amounts_is_no_sign() -> None:
    assert [n.value for n in read_numbers("Rp3.250.000-Rp4.500.000", PAGU)] == [Decimal(3_250_000), Decimal(4_500_000)]


CUT = (
    "135.0",
    "8.459.321.006,4",
    "(8.459.321,4)",
    "016.775.000",
    "Rp 0.750.000",
    "Rp. 016 775 000,00",
    "Rp. 87 43 000,00",
)
TOO_MUCH = ("2. 317.480.052.164,002", "900.000.000.000.000")


@pytest.mark.parametrize(
    "text",
    [
        "8 300.000.000",
        "61.000.000 72.000.000",
        ".460.000",
        ".07",
        "318.",
        "61.000.000)",
        "27.15ka.436.000",
        *CUT,
        *TOO_MUCH,
    ],
)
def test_pieces_of_amounts_and_several_in_a_cell_prove_nothing(text: str) -> None:
    found = read_numbers(text, PAGU)
    assert found
    assert all(number.confidence < SURE_VALUE for number in found)


@pytest.mark.parametrize("text", ["0,0", "0", "1,5 miliar", "87 430 000", "8.459.321.006,40", "80.000.000.000.000"])
def test_an_amount_that_has_lost_nothing_is_sure(text: str) -> None:
    (number,) = read_numbers(text, PAGU)
    assert number.confidence >= SURE_VALUE


def test_millions_have_one_decimal_where_the_header_says_millions() -> None:
    (number,) = read_numbers("135,5", NumberContext(ukuran=Ukuran.PAGU, header="Pagu (juta rupiah)"))
    assert number.value == Decimal(135_500_000)
    assert number.confidence >= SURE_VALUE


@pytest.mark.parametrize(
    ("beside", "is_sure"),
    [
        (("57.300.000", "41.000.000", "39.000.00"), False),
        (("57.300.000,00", "41.000.000,00", "39.000.00"), True),
        (("57.300.000.00", "41.000.000.00"), True),
        ((), True),
    ],
)
def test_noughts_behind_a_mark_of_groups_are_decimals_where_the_column_prints_decimals(
    beside: tuple[str, ...], is_sure: bool
) -> None:
    (number,) = read_numbers("48.000.00", NumberContext(ukuran=Ukuran.PAGU, siblings=beside))
    assert (number.value, number.confidence >= SURE_VALUE) == (Decimal(48_000), is_sure)


@pytest.mark.parametrize(
    ("text", "is_sure"), [("605.42", False), ("6054.37", False), ("605,42", True), ("8.904", True)]
)
def test_decimals_behind_the_mark_of_the_columns_groups_are_an_amount_that_lost_something(
    text: str, is_sure: bool
) -> None:
    beside = ("14.300.000", "207.100.000", "175.900.000")
    (number,) = read_numbers(text, NumberContext(ukuran=Ukuran.PAGU, siblings=beside, style=group_style(beside)))
    assert (number.confidence >= SURE_VALUE) is is_sure


@pytest.mark.parametrize("text", ["5208.", "8904731.", "Rp 61,"])
def test_an_amount_that_ends_with_its_only_mark_has_lost_what_stood_behind_it(text: str) -> None:
    (number,) = read_numbers(text, PAGU)
    assert number.confidence < SURE_VALUE


def test_a_mark_printed_twice_is_read_once_and_said() -> None:
    (number,) = read_numbers("2..718.000.000", PAGU)
    assert (number.value, number.rule) == (Decimal(2_718_000_000), "tanda_ganda")
    assert number.confidence < 0.9


@pytest.mark.parametrize("between", [" ", "\n", ""])
def test_the_dash_that_closes_an_amount_is_not_the_sign_of_the_next(between: str) -> None:
    found = read_numbers(f"5.413.700,-{between}1.971.300.000,-", PAGU)
    assert [number.value for number in found] == [Decimal(5_413_700), Decimal(1_971_300_000)]
    assert all(number.confidence < SURE_VALUE for number in found)


@pytest.mark.parametrize(
    ("text", "sure"),
    [("81 318/3 92", [81]), ("318/392", []), ("3 : 7.500", []), ("4 laporan/6 bulan", [4, 6]), ("81", [81])],
)
def test_the_parts_of_a_fraction_are_no_certain_values(text: str, sure: list[int]) -> None:
    found = read_numbers(text, NumberContext(ukuran=Ukuran.REALISASI))
    assert [number.value for number in found if number.confidence >= SURE_VALUE] == list(map(Decimal, sure))


def test_every_rule_of_doubt_has_a_sentence() -> None:
    assert {"beberapa", "pecahan", "tanda_ganda"} <= RULES.keys()


@pytest.mark.parametrize(("groups", "is_number"), [(2, True), (7, True), (8, False)])
def test_groups_of_thousands_are_a_number_up_to_the_digits_that_one_may_have(groups: int, is_number: bool) -> None:
    for mark in ".,":
        found = read_numeral(f"412{mark}" + mark.join(["350"] * groups), Evidence(Jenis.UANG))
        assert (found and (found.value, found.rule)) == (
            (Decimal("412" + "350" * groups), "ribuan") if is_number else None
        )


@pytest.mark.parametrize(("n_printed", "is_said"), [(24, False), (25, True), (90, True)])
def test_a_cell_with_more_numbers_than_are_read_says_so_at_the_last_of_them(n_printed: int, is_said: bool) -> None:
    numbers = read_numbers(" ".join(f"{k} unit" for k in range(100, 100 + n_printed)), TARGET)
    assert [n.value for n in numbers] == [Decimal(100 + k) for k in range(24)]
    assert [n.rule == "selebihnya" for n in numbers] == [False] * 23 + [is_said]
    assert (numbers[-1].confidence < SURE_VALUE) is is_said
    assert all(n.confidence >= SURE_VALUE for n in numbers[:-1])


def test_a_number_behind_which_a_long_text_was_cut_off_is_in_doubt() -> None:
    words = "perahu nelayan " * 39
    (last,) = read_numbers(f"{words}jumlah = 12.345.678", TARGET)[-1:]
    assert last.value is None or last.confidence < SURE_VALUE
    (first,) = read_numbers(f"12 {words}tanpa angka lagi", TARGET)
    assert first.rule != "selebihnya"


@pytest.mark.parametrize("mark", ["•", "▪", "➢", "✓"])
def test_the_mark_of_a_lists_item_is_no_part_of_a_unit_and_stands_before_its_number(mark: str) -> None:
    found = read_numbers(f"{mark} 24 unit {mark} 12 orang", TARGET)
    assert [(n.value, n.unit) for n in found] == [(Decimal(24), "unit"), (Decimal(12), "orang")]
    assert only(f"{mark}1.350 perahu") == ("1350", "perahu")


NUMERALS = st.from_regex(r"[0-9]{1,4}([.,][0-9]{1,3}){0,5}", fullmatch=True) | st.from_regex(r"\A0?[0-9]{1,20}\Z")
CONTEXTS = st.builds(
    NumberContext,
    ukuran=st.sampled_from([None, Ukuran.PAGU, Ukuran.TARGET, Ukuran.REALISASI, Ukuran.BOBOT, Ukuran.CAPAIAN]),
    unit=st.sampled_from([None, "orang", "persen", "rupiah", "km", "indeks"]),
    header=st.sampled_from(["", "Pagu (Rp)", "Pagu (dalam ribuan rupiah)", "Capaian (%)"]),
    style=st.sampled_from([None, "titik", "koma", "campur"]),
    siblings=st.sampled_from([(), ("1.250.000", "3.400.000"), ("12,5", "7,25")]),
    expected=st.sampled_from([(), (Decimal(1500),)]),
    narrative=st.booleans(),
    scanned=st.booleans(),
    scaled=st.booleans(),
    caption_scale=st.sampled_from([1, 1000]),
    given_scale=st.sampled_from([None, 1000]),
    counted=st.booleans(),
    share=st.booleans(),
    amounts=st.sampled_from([None, "titik", "koma"]),
)


@given(NUMERALS, CONTEXTS)
def test_a_numeral_alone_is_read_as_in_any_text(text: str, context: NumberContext) -> None:
    assert NumberReader(context).read(text) == read_numbers(text, context)


@pytest.mark.parametrize("text", ["1.500,75", "12.345.678,5", "1.234,567", "1.500.75", "1.234.567.890.123.456.789,00"])
def test_decimals_behind_groups_are_told_at_a_glance_as_group_by_group(text: str) -> None:
    mirrored = text.translate(str.maketrans(".,", ",."))
    for one, two in ((text, mirrored), (mirrored, text)):
        assert read_numeral(one, Evidence()) == read_numeral(two, Evidence())
        assert group_style([one]) == {"titik": "koma", "koma": "titik", None: None}[group_style([two])]
