"""Fonts whose digits are drawn as other digits than the file says."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

from extract.document import extract
from extract.page.pdf import open_pdf
from extract.scan.kind import ScanKind, scan_kind
from extract.scan.ocr import NO_OCR

MakePdf = Callable[..., Path]
AMOUNTS = "1.234.567.890,00 9.876.543.210,00"


def _font(name: str, swapped: str) -> tuple[str, str]:
    """A font of the usual ones whose map to Unicode names the drawn digits otherwise: ``38`` for 3 and 8."""
    names = {digit: digit for digit in "0123456789"} | dict(zip(swapped, swapped[1:] + swapped[:1], strict=True))
    lines = "".join(f"<{ord(code):02x}> <{ord(shown):04x}>\n" for code, shown in names.items())
    others = "".join(f"<{code:02x}> <{code:04x}>\n" for code in range(32, 127) if not chr(code).isdigit())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n10 beginbfchar\n{lines}endbfchar\n"
        f"85 beginbfchar\n{others}endbfchar\nendcmap end end"
    )
    font = f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding /ToUnicode 6 0 R >>"
    return font, f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream"


def _misnamed(make_pdf: MakePdf, name: str, swapped: str, text: str = AMOUNTS) -> bool:
    page = f"BT /F9 9 Tf 1 0 0 1 20 200 Tm ({text}) Tj ET "
    path = make_pdf(page, page, objects=_font(name, swapped), resources="/Font << /F9 5 0 R >>")
    path.write_bytes(path.read_bytes().replace(b"/F1 3 0 R /F2 4 0 R >>", b"/F9 5 0 R >>         "))
    with open_pdf(path) as pdf:
        pdf.page(1)
        return pdf.page(2).misnamed


@pytest.mark.parametrize("name", ["Helvetica", "Helvetica-Bold", "Times-Roman", "Times-Bold", "Courier"])
def test_a_font_that_names_its_digits_as_it_draws_them_is_believed(make_pdf: MakePdf, name: str) -> None:
    assert not _misnamed(make_pdf, name, "")


@pytest.mark.parametrize("name", ["Helvetica", "Times-Bold"])
def test_two_digits_that_are_exchanged_are_seen_whichever_they_are(make_pdf: MakePdf, name: str) -> None:
    unseen = [a + b for a, b in combinations("0123456789", 2) if not _misnamed(make_pdf, name, a + b)]
    assert len(unseen) <= 3, unseen
    assert all("1" in pair for pair in unseen), "a 1 has a foot or none, and may look like anything"


@pytest.mark.parametrize("turned", ["358", "0692", "23456789"])
def test_digits_that_are_turned_among_each_other_are_seen(make_pdf: MakePdf, turned: str) -> None:
    assert _misnamed(make_pdf, "Helvetica", turned)


def test_a_digit_that_a_clip_cuts_accuses_no_font(make_pdf: MakePdf) -> None:
    cut = " ".join(
        f"q 20 {y} 300 5 re W n BT /F1 9 Tf 1 0 0 1 20 {y} Tm ({AMOUNTS}) Tj ET Q" for y in range(20, 280, 20)
    )
    with open_pdf(make_pdf(cut)) as pdf:
        assert not pdf.page(1).misnamed


def test_a_page_whose_digits_are_misnamed_is_read_from_its_picture_and_left_where_nothing_reads_pictures(
    make_pdf: MakePdf,
) -> None:
    page = f"BT /F9 12 Tf 1 0 0 1 20 200 Tm (Belanja pegawai {AMOUNTS}) Tj ET "
    path = make_pdf(page, objects=_font("Helvetica", "38"), resources="/Font << /F9 5 0 R >>")
    path.write_bytes(path.read_bytes().replace(b"/F1 3 0 R /F2 4 0 R >>", b"/F9 5 0 R >>         "))
    with open_pdf(path) as pdf:
        content = pdf.page(1)
        assert "1.284.567.390,00" in content.text, "what the file says"
        assert scan_kind(content, lambda: pdf.picture(1)) is ScanKind.GARBLED
    left = extract(path, ocr=NO_OCR).pages[0]
    assert left.is_left
    assert "284" not in " ".join(line.text for line in left.lines)


def test_the_picture_of_misnamed_digits_is_read_and_the_page_says_so(make_pdf: MakePdf) -> None:
    page = f"BT /F9 14 Tf 1 0 0 1 20 200 Tm (Belanja pegawai {AMOUNTS}) Tj ET "
    path = make_pdf(page, objects=_font("Helvetica", "38"), resources="/Font << /F9 5 0 R >>")
    path.write_bytes(path.read_bytes().replace(b"/F1 3 0 R /F2 4 0 R >>", b"/F9 5 0 R >>         "))
    found = extract(path)
    assert "1.234.567.890" in " ".join(line.text for line in found.pages[0].lines)
    assert "halaman 1: angka tergambar lain" in " ".join(found.issues)
