"""Marks that are raised or lowered, blanks without width, digits spread apart, and huge letters over the print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from extract.page.pdf import open_pdf
from extract.page.text import text_lines

MakePdf = Callable[..., Path]


def text_at(x: float, y: float, text: str, size: float = 10, more: str = "") -> str:
    return f"BT {more} /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET "


def lines(path: Path) -> list[str]:
    with open_pdf(path) as pdf:
        return [line.text for line in text_lines(pdf.page(1))]


@pytest.mark.parametrize(
    ("word", "width", "mark", "rise", "read"),
    [
        ("7.250.300", 42.3, "1\\)", 5.5, "7.250.300 1)"),
        ("7.250.300", 42.3, "2", 5.5, "7.250.300 2"),
        ("3.05.11", 33.4, "4", 5.5, "3.05.11 4"),
        ("m", 8.4, "2", 5.5, "m2"),
        ("ton CO", 31.8, "2", -2.5, "ton CO2"),
    ],
)
def test_a_mark_set_off_its_line_is_read_behind_its_word(
    make_pdf: MakePdf, word: str, width: float, mark: str, rise: float, read: str
) -> None:
    page = text_at(50, 200, word) + text_at(50.2 + width, 200 + rise, mark, 6)
    assert lines(make_pdf(page)) == [read]


def test_a_mark_drawn_later_than_its_word_is_read_behind_it(make_pdf: MakePdf) -> None:
    page = text_at(50, 200, "7.250.300") + text_at(120, 200, "ubah") + text_at(92.6, 205.5, "*\\)", 6)
    assert lines(make_pdf(page)) == ["7.250.300 *) ubah"]


def test_marks_drawn_one_after_another_are_read_each_behind_its_word(make_pdf: MakePdf) -> None:
    words = text_at(50, 200, "7.250.300") + text_at(50, 170, "9.110.400") + text_at(50, 140, "8.020.700")
    marks = text_at(92.6, 205.5, "a\\)", 6) + text_at(92.6, 175.5, "*\\)", 6)
    assert lines(make_pdf(words + marks)) == ["7.250.300 a)", "9.110.400 *)", "8.020.700"]


def test_small_print_below_a_number_is_no_mark(make_pdf: MakePdf) -> None:
    assert lines(make_pdf(text_at(50, 200, "12") + text_at(50, 191, "unit", 6))) == ["12", "unit"]


def test_a_blank_that_the_next_digit_covers_is_none(make_pdf: MakePdf) -> None:
    page = text_at(50, 200, "318. ") + text_at(69.5, 200, "450")
    assert lines(make_pdf(page)) == ["318.450"]


def test_an_amount_with_its_digits_spread_is_one_number(make_pdf: MakePdf) -> None:
    page = text_at(50, 200, "4.120.600", more="2.4 Tc") + text_at(50, 150, "30512", more="2.4 Tc")
    amount, code = lines(make_pdf(page))
    assert amount == "4.120.600"
    assert code == "3 0 5 1 2"


def test_huge_letters_over_the_print_are_a_watermark_and_a_title_is_none(make_pdf: MakePdf) -> None:
    print_ = "".join(text_at(40, 200 - 12 * k, f"Baris anggaran nomor {k} dari seluruh daftar") for k in range(6))
    assert "SALINAN" not in "".join(lines(make_pdf(print_ + text_at(40, 150, "SALINAN", 44))))
    assert "RENJA" in "".join(lines(make_pdf(print_ + text_at(40, 240, "RENJA", 44))))


def test_values_of_form_fields_are_read_and_signatures_are_not(make_pdf: MakePdf) -> None:
    stream = "BT /F1 10 Tf 2 4 Td (950.400.000) Tj ET"
    look = (
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 80 16] /Resources << /Font << /F1 3 0 R >> >> "
        f"/Length {len(stream)} >>\nstream\n{stream}\nendstream"
    )
    field = (
        "<< /Type /Annot /Subtype /Widget /FT /{} /T (a) /V (950.400.000) /F 4 /Rect [{} 100 {} 116] "
        "/AP << /N 5 0 R >> >>"
    )
    objects = [look, field.format("Tx", 50, 130), field.format("Sig", 200, 280)]
    path = make_pdf(text_at(50, 130, "Pagu"), objects=objects, page_extra="/Annots [6 0 R 7 0 R]")
    assert lines(path) == ["Pagu", "950.400.000"]


def test_a_field_filled_in_without_a_look_shows_its_value_where_the_form_asks_for_one(make_pdf: MakePdf) -> None:
    field = (
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (38.250.000) /DA (/F1 10 Tf 0 g) /F 4 "
        "/Rect [50 100 130 116] >>"
    )
    for asks, shown in (("true", ["Pagu", "38.250.000"]), ("false", ["Pagu"])):
        form = f"<< /Fields [5 0 R] /NeedAppearances {asks} /DR << /Font << /F1 3 0 R >> >> >>"
        path = make_pdf(text_at(50, 130, "Pagu"), objects=[field, form], page_extra="/Annots [5 0 R]")
        path.write_bytes(path.read_bytes().replace(b"/Type /Catalog ", b"/AcroForm 6 0 R /Type /Catalog "))
        assert lines(path) == shown


def test_boxes_and_flags_go_with_their_characters_when_marks_are_moved(make_pdf: MakePdf) -> None:
    with open_pdf(make_pdf(text_at(50, 200, "7.250.300") + text_at(92.6, 205.5, "1\\)", 6))) as pdf:
        page = pdf.page(1)
    assert len(page.text) == len(page.boxes) == len(page.sizes) == len(page.visible)
    assert np.ptp(page.boxes[:, 3]) < 0.1
