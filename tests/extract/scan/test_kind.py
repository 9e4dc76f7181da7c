"""Which pages are scans, and what their text layer is worth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("cv2")

from extract.document import _as_seen
from extract.page.pdf import open_pdf
from extract.page.picture import Picture
from extract.scan.kind import ScanKind, is_garbled, scan_kind
from extract.scan.ocrlayer import Layer, weighed
from extract.scan.types import Reading

MakePdf = Callable[..., Path]
WORDS = ["Program Rehabilitasi Sosial 350.000.000", "Kegiatan Penyediaan Jasa 12.500.000", "Sub Kegiatan Gaji 99,91"]
TEXT = "\n".join(f"BT /F1 9 Tf 30 {250 - 14 * k} Td ({WORDS[k % 3]}) Tj ET" for k in range(12))


@pytest.fixture
def scan_of(make_pdf: MakePdf) -> Callable[..., Path]:
    """A PDF whose page is a picture of ``drawn``, under the text objects of ``layer``."""

    def make(drawn: str, layer: str = "", box: str = "400 0 0 300 0 0") -> Path:
        import pypdfium2

        document = pypdfium2.PdfDocument(make_pdf(drawn, name="asli.pdf"))
        grey = np.array(document[0].render(scale=150 / 72, grayscale=True).to_numpy(), np.uint8)
        document.close()
        rows, columns = grey.shape
        image = (
            f"<< /Type /XObject /Subtype /Image /Width {columns} /Height {rows} /ColorSpace /DeviceGray "
            f"/BitsPerComponent 8 /Length {grey.size} >>\nstream\n{grey.tobytes().decode('latin-1')}\nendstream"
        )
        content = f"q {box} cm /Im1 Do Q\n{layer}"
        return make_pdf(content, objects=[image], resources="/XObject << /Im1 5 0 R >>")

    return make


def kind_of(path: Path) -> ScanKind:
    with open_pdf(path) as pdf:
        return scan_kind(pdf.page(1), lambda: pdf.picture(1))


def test_a_digital_page_is_known_without_drawing_it(make_pdf: MakePdf) -> None:
    def no_picture() -> Picture:
        raise AssertionError("a digital page was drawn")

    with open_pdf(make_pdf(TEXT)) as pdf:
        assert scan_kind(pdf.page(1), no_picture) is ScanKind.DIGITAL


def garbled(text: str) -> str:
    """The text as a font without a map to Unicode gives it: letters by their number in the font."""
    return "".join(chr(ord(c) - 29) if c.isalpha() else c for c in text)


def test_drawn_text_with_a_wrong_map_is_read_from_its_picture(make_pdf: MakePdf) -> None:
    pytest.importorskip("rapidocr")
    with open_pdf(make_pdf(TEXT)) as pdf:
        page = pdf.page(1)
        seen = _as_seen(pdf, replace(page, text=garbled(page.text)), None)
        assert seen.reader is not None
        assert "RehabilitasiSosial" in seen.text.replace(" ", "")
        assert garbled("Program") not in seen.text


@pytest.mark.parametrize("text", [garbled("Program Penunjang Urusan Pemerintahan Daerah " * 5), "\uf0b7\ue001 " * 20])
def test_codes_that_cannot_be_what_is_shown_are_known(make_pdf: MakePdf, text: str) -> None:
    with open_pdf(make_pdf(TEXT)) as pdf:
        page = pdf.page(1)
        shown = (text * 20)[: len(page.text)]
        assert scan_kind(replace(page, text=shown), lambda: pdf.picture(1)) is ScanKind.GARBLED


@pytest.mark.parametrize(
    "text", ["1.06.01.2.01 13.867.555.785,00 100 % ", "\uf0b7 Meningkatnya mutu layanan ", "APBD DPRD SKPD "]
)
def test_codes_bullets_and_abbreviations_are_not_garbled(text: str) -> None:
    assert not is_garbled(text * 6)


def test_a_blank_page_is_blank_and_no_scan(make_pdf: MakePdf, scan_of: Callable[..., Path]) -> None:
    assert kind_of(make_pdf("")) is ScanKind.BLANK
    assert kind_of(scan_of("")) is ScanKind.BLANK


def test_a_picture_of_text_is_a_scan(scan_of: Callable[..., Path]) -> None:
    assert kind_of(scan_of(TEXT)) is ScanKind.SCAN


def test_an_invisible_layer_over_the_picture_is_a_second_opinion(scan_of: Callable[..., Path]) -> None:
    assert kind_of(scan_of(TEXT, TEXT.replace("BT", "BT 3 Tr"))) is ScanKind.SCAN_WITH_LAYER


def test_visible_text_exactly_on_the_letters_of_a_picture_is_a_layer_too(scan_of: Callable[..., Path]) -> None:
    assert kind_of(scan_of(TEXT, TEXT)) is ScanKind.SCAN_WITH_LAYER


def test_a_stamp_on_a_scan_does_not_make_it_digital(scan_of: Callable[..., Path]) -> None:
    stamp = "BT /F1 6 Tf 30 12 Td (Dokumen ini ditandatangani secara elektronik oleh BSrE) Tj ET"
    assert kind_of(scan_of(TEXT, stamp)) is ScanKind.SCAN


def test_live_text_over_a_pale_background_picture_is_digital(scan_of: Callable[..., Path]) -> None:
    assert kind_of(scan_of("0.9 g 50 50 300 200 re f", TEXT)) is ScanKind.DIGITAL


def test_text_turned_to_outlines_is_read_as_a_picture(make_pdf: MakePdf) -> None:
    strokes = "\n".join(
        f"{x} {y} m {x + 3} {y + 5} l {x + 4} {y} l f" for y in range(40, 250, 12) for x in range(30, 300, 6)
    )
    assert kind_of(make_pdf(strokes)) is ScanKind.SCAN


def reading(text: str, sure: float = 0.8) -> Reading:
    return Reading(text, (sure,) * len(text), tuple((k + 0.5) / len(text) for k in range(len(text))))


def test_a_layer_that_agrees_raises_confidence() -> None:
    both = weighed(reading("350.000"), "350.000")
    assert both.text == "350.000"
    assert min(both.sure) > 0.85


def test_a_layer_that_differs_lowers_the_letter_in_question_only() -> None:
    doubtful = weighed(reading("350.000"), "850.000")
    assert doubtful.text == "350.000"
    assert doubtful.sure[0] < 0.5 < min(doubtful.sure[1:])


def test_a_layer_about_something_else_says_nothing() -> None:
    alone = reading("350.000")
    assert weighed(alone, "Program") == alone
    assert weighed(alone, "") == alone


def test_the_layer_of_a_line_is_read_from_left_to_right() -> None:
    boxes = np.array([[20, 0, 25, 10], [10, 0, 15, 10], [10, 40, 15, 50]], np.float64)
    assert Layer("bax", boxes).line((8, 0, 30, 10)) == ("ab", pytest.approx((4.5 / 22, 14.5 / 22)))


@pytest.mark.parametrize(
    "text",
    [
        "Сводный отчёт о расходах бюджета за год ",
        "تقرير موحد عن نفقات الميزانية السنوية ",
        "ꦥꦼꦩꦼꦫꦶꦤ꧀ꦠꦃꦢꦌꦫꦃ ",
        "年度预算执行情况汇总表及说明 ",
        "Chính quyền địa phương và ngân sách hằng năm của thành phố ",
        "Σύνολο δαπανών του προϋπολογισμού ανά έτος Rp ",
    ],
)
def test_text_in_another_alphabet_or_with_accents_is_not_garbled(text: str) -> None:
    assert not is_garbled(text * 12)


def test_letters_of_many_alphabets_are_garbled() -> None:
    assert is_garbled("ϨЖقमԱঅ字ⴰ漢ぃ" * 40)
