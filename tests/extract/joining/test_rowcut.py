"""What goes on over a page break, and what does not."""

from __future__ import annotations

import pytest

from extract.joining.rowcut import is_cut

LAST = {1: "Sisa Lebih Pembiayaan", 2: "0,00"}


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("Enrekang, 29 Desember 2031\nBUPATI ENREKANG", False),
        ("Mamuju, ...... Januari 2031", False),
        ("Kab. Sigi,  Januari 2031\nKEPALA DINAS", False),
        ("anggaran tahun berkenaan", True),
        ("anggaran, 29 desa, tahun 2031", True),
    ],
)
def test_a_place_and_a_date_below_the_last_row_are_a_signature_and_no_rest_of_it(text: str, goes_on: bool) -> None:
    assert is_cut(LAST, {1: text}, open_bottom=False, open_top=False) is goes_on


@pytest.mark.parametrize("number", ["IV.1", "C.2.", "IV.1.3", "X.XX.01"])
def test_a_row_with_a_number_below_the_one_of_the_row_before_is_its_own(number: str) -> None:
    last = {0: "IV", 1: "PROGRAM TAMBAK RAKYAT", 3: "85 %"}
    assert not is_cut(last, {0: number, 1: "Penataan Saluran dan Pintu Air"}, open_bottom=False, open_top=False)


def test_words_without_a_number_may_go_on_with_the_row_before() -> None:
    last = {0: "IV", 1: "PROGRAM TAMBAK RAKYAT", 3: "85 %"}
    assert is_cut(last, {1: "dan Penataan Saluran"}, open_bottom=False, open_top=False)


TORN = {1: "b", 2: "Pemeliharaan Dermaga Kayu", 3: "Panjang dermaga yang", 4: "65", 5: "318.442.0", 6: "301.775.2"}


@pytest.mark.parametrize(
    ("tails", "goes_on"),
    [
        (("00,00", "18,00"), True),
        (("00", "18"), True),
        (("00.000", "18.450"), True),  # groups further on
        (("45.000.000,00", "41.250.000,00"), False),  # amounts of their own
    ],
)
def test_amounts_torn_inside_of_a_group_by_the_page_end_are_one(tails: tuple[str, str], goes_on: bool) -> None:
    rest = {2: "Nelayan", 5: tails[0], 6: tails[1]}
    assert is_cut(TORN, rest, open_bottom=False, open_top=False) is goes_on


def test_the_dash_behind_an_amount_and_its_last_digits_go_on_with_it() -> None:
    last = {2: "Pendampingan Nelayan", 5: "Rp 318.442.092,", 6: "Rp 301.775.04"}
    assert is_cut(last, {5: "-", 6: "5,-"}, open_bottom=False, open_top=False)
    assert not is_cut({**last, 5: "Rp 318.442.092,-"}, {5: "-", 6: "45"}, open_bottom=False, open_top=False)


def test_an_amount_goes_on_with_the_sign_that_the_page_before_ended_with() -> None:
    last = {0: "1.07.21", 1: "PROGRAM PENGUATAN DERMAGA", 4: "85", 5: "Rp", 6: "(Rp"}
    first = {1: "NELAYAN PESISIR", 5: "318.442.04\n5,-", 6: "12.442.045,-\n)"}
    assert is_cut(last, first, open_bottom=False, open_top=False)
    assert not is_cut({**last, 5: "Rp 4.000.000", 6: "Rp 100.000"}, first, open_bottom=False, open_top=False)


def test_whole_amounts_are_not_made_longer_by_the_numbers_below_them() -> None:
    last = {2: "Pemeliharaan Dermaga Kayu", 5: "318.442.000", 6: "301.775.218"}
    assert not is_cut(last, {2: "Nelayan", 5: "10", 6: "20"}, open_bottom=False, open_top=False)
