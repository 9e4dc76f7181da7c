"""Opening PDFs, and what a page's content says about characters, rules and fills."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.errors import DamagedPdf, EncryptedPdf, NotAPdf, TooLarge
from extract.page import paths
from extract.page.pdf import open_pdf
from extract.types import PageContent

MakePdf = Callable[..., Path]


def read(path: Path, number: int = 1) -> PageContent:
    with open_pdf(path) as pdf:
        return pdf.page(number)


def text_at(x: float, y: float, text: str, more: str = "") -> str:
    return f"q {more} BT /F1 10 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET Q "


def test_sha256_is_that_of_the_bytes_and_pages_are_counted(make_pdf: MakePdf) -> None:
    path = make_pdf("", "", "")
    with open_pdf(path) as pdf:
        assert (pdf.n_pages, pdf.sha256) == (3, hashlib.sha256(path.read_bytes()).hexdigest())


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 a spreadsheet", b"\x00" * 5000])
def test_what_is_no_pdf_is_refused_by_name(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "laporan.pdf"
    path.write_bytes(data)
    with pytest.raises(NotAPdf, match=r"laporan\.pdf"):
        open_pdf(path)


def test_a_truncated_pdf_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "putus.pdf"
    path.write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Cat")
    with pytest.raises(DamagedPdf, match="rusak"):
        open_pdf(path)


def test_a_locked_pdf_asks_for_a_copy_without_password(make_pdf: MakePdf) -> None:
    key = "<" + "41" * 32 + ">"
    lock = f"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >>"
    with pytest.raises(EncryptedPdf, match="kata sandi"):
        open_pdf(make_pdf("", trailer=lock))


def test_limits_on_pages_and_bytes_hold(make_pdf: MakePdf) -> None:
    path = make_pdf("", "")
    with pytest.raises(TooLarge, match="halaman"):
        open_pdf(path, max_pages=1)
    with pytest.raises(TooLarge, match="besar"):
        open_pdf(path, max_bytes=100)


def test_pages_outside_the_document_are_an_index_error(make_pdf: MakePdf) -> None:
    with open_pdf(make_pdf("")) as pdf, pytest.raises(IndexError):
        pdf.page(2)


def test_characters_stand_where_they_are_displayed(make_pdf: MakePdf) -> None:
    page = read(make_pdf(text_at(50, 250, "Pagu")))
    assert page.text == "Pagu"
    assert page.boxes[0, 0] == pytest.approx(50, abs=1)
    assert page.boxes[0, 1] < 300 - 250 < page.boxes[0, 3] + 1
    assert page.sizes.tolist() == [10.0] * 4


@pytest.mark.parametrize(("rotate", "size"), [(0, (400, 300)), (90, (300, 400)), (180, (400, 300)), (270, (300, 400))])
def test_page_rotation_is_undone(make_pdf: MakePdf, rotate: int, size: tuple[int, int]) -> None:
    page = read(make_pdf(text_at(50, 250, "A") + "0 0 10 2 re f", page_extra=f"/Rotate {rotate}"))
    assert (page.width, page.height) == size
    assert page.angles.tolist() == [rotate]
    x, y = {0: (50, 50), 90: (250, 50), 180: (350, 250), 270: (50, 350)}[rotate]
    assert page.boxes[0, :2] == pytest.approx((x, y), abs=12)
    # The bar in the user space's origin marks the corner that the page turns.
    corner = {0: (0, 299), 90: (1, 0), 180: (390, 1), 270: (299, 390)}[rotate]
    assert page.rules[0, :2] == pytest.approx(corner, abs=1)


def test_the_crop_box_is_the_page(make_pdf: MakePdf) -> None:
    page = read(make_pdf(text_at(150, 150, "A") + text_at(5, 5, "x"), page_extra="/CropBox [100 100 300 200]"))
    assert (page.width, page.height, page.text) == (200, 100, "A")
    assert page.boxes[0, :2] == pytest.approx((50, 42), abs=4)


def test_a_hyphen_at_the_lines_end_stays_a_hyphen(make_pdf: MakePdf) -> None:
    page = read(make_pdf(text_at(50, 250, "Rp 50.000,-") + text_at(50, 238, "tahun")))
    assert "50.000,-" in page.text


def test_bold_comes_from_the_font(make_pdf: MakePdf) -> None:
    page = read(make_pdf(text_at(50, 250, "ab") + "BT /F2 10 Tf 1 0 0 1 100 250 Tm (cd) Tj ET"))
    assert page.bold.tolist() == [False, False, True, True]


@pytest.mark.parametrize("hidden", ["3 Tr", "1 g", "1 1 1 rg"])
def test_text_without_ink_or_white_on_white_is_invisible(make_pdf: MakePdf, hidden: str) -> None:
    page = read(make_pdf(text_at(50, 250, "nyata") + text_at(50, 200, "gaib", hidden)))
    assert page.visible.tolist() == [True] * 5 + [False] * 4


def test_white_text_on_a_dark_fill_is_visible(make_pdf: MakePdf) -> None:
    page = read(make_pdf("0 0 .5 rg 40 190 100 30 re f " + text_at(50, 200, "Judul", "1 g")))
    assert page.visible.all()
    assert page.fills.shape == (1, 4)


def test_a_thin_filled_rectangle_is_a_rule_on_its_middle(make_pdf: MakePdf) -> None:
    page = read(make_pdf("50 100 200 1 re f 50 50 1 100 re f .8 g 60 60 80 40 re f"))
    assert page.rules == pytest.approx(np.array([[50, 199.5, 250, 199.5], [50.5, 150, 50.5, 250]]), abs=0.01)
    assert page.fills == pytest.approx(np.array([[60, 200, 140, 240]]), abs=0.01)
    assert page.fill_grey == pytest.approx([0.8], abs=0.01)


def test_white_rectangles_are_no_rules(make_pdf: MakePdf) -> None:
    page = read(make_pdf("1 g 50 100 200 1 re f 60 60 80 40 re f"))
    assert (len(page.rules), len(page.fills)) == (0, 1)


def test_a_stroked_rectangle_gives_four_rules_and_dashes_count_as_lines(make_pdf: MakePdf) -> None:
    assert len(read(make_pdf("10 10 100 50 re S")).rules) == 4
    assert len(read(make_pdf("[2 2] 0 d 10 10 m 200 10 l S")).rules) == 1


@pytest.mark.parametrize("end", ["h S", "s", "h 10 60 m 20 60 l S", "h 20 10 l S"])
def test_a_figure_that_closes_itself_has_its_last_side_too(make_pdf: MakePdf, end: str) -> None:
    rules = read(make_pdf(f"10 10 m 110 10 l 110 60 l 10 60 l {end}")).rules
    sides = [(10, 240, 10, 290), (10, 290, 110, 290), (110, 240, 110, 290), (10, 240, 110, 240)]
    assert {tuple(rule) for rule in rules.round().tolist()} >= set(sides)


@pytest.mark.parametrize(
    "path",
    [
        "10 10 m 10 60 110 60 110 10 c",
        "10 10 m 10 60 110 60 110 10 c 10 10 l",
        "10 10 m 110 10 l 110 60 10 60 10 10 c",
        "10 10 m 10 60 l 110 60 l 110 60 110 10 110 10 c h",
    ],
)
def test_a_figure_with_a_curve_is_no_rectangle_wherever_the_curve_stands(make_pdf: MakePdf, path: str) -> None:
    assert len(read(make_pdf(f"{path} f")).fills) == 0


def test_lines_of_one_path_that_do_not_meet_are_not_joined(make_pdf: MakePdf) -> None:
    rules = read(make_pdf("10 10 m 110 10 l 110 60 m 10 60 l S 10 80 m 60 80 l 60 90 l 60 95 m 10 95 l S")).rules
    lines = [(10, 205, 60, 205), (10, 220, 60, 220), (60, 210, 60, 220), (10, 240, 110, 240), (10, 290, 110, 290)]
    assert sorted(map(tuple, rules.round().tolist())) == sorted(lines)


def test_curves_and_slanting_lines_are_no_rules(make_pdf: MakePdf) -> None:
    assert not len(read(make_pdf("10 10 m 50 60 100 60 140 10 c S 10 10 m 100 90 l S")).rules)


def test_paths_in_forms_are_placed_by_the_forms_matrix(make_pdf: MakePdf) -> None:
    form = (
        "<< /Type /XObject /Subtype /Form /BBox [0 0 500 500] /Matrix [2 0 0 2 0 0] /Length 19 >>\n"
        "stream\n10 10 m 60 10 l S  \nendstream"
    )
    page = read(make_pdf("q 1 0 0 1 30 40 cm /X Do Q", objects=[form], resources="/XObject << /X 5 0 R >>"))
    assert page.rules == pytest.approx(np.array([[50, 240, 150, 240]]), abs=0.01)


def test_what_lies_off_the_page_is_left_out(make_pdf: MakePdf) -> None:
    page = read(make_pdf(text_at(5000, 20, "jauh") + "-500 50 m 100 50 l S 900 900 m 950 900 l S"))
    assert page.text == ""
    assert page.rules == pytest.approx(np.array([[0, 250, 100, 250]]), abs=0.01)


def test_letters_of_negative_size_are_turned_once_more(make_pdf: MakePdf) -> None:
    page = read(make_pdf("BT /F1 -10 Tf -1 0 0 -1 100 150 Tm (Tegak) Tj 1 0 0 1 100 50 Tm (Terbalik) Tj ET"))
    assert page.angles.tolist() == [0] * 5 + [180] * 8


def test_sideways_and_slanting_text_tell_their_direction(make_pdf: MakePdf) -> None:
    up = "BT /F1 10 Tf 0 1 -1 0 50 50 Tm (naik) Tj ET "
    slant = "BT /F1 10 Tf .7071 .7071 -.7071 .7071 200 100 Tm (cap) Tj ET"
    assert read(make_pdf(up + slant)).angles.tolist() == [270] * 4 + [315] * 3


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["re f", "re S", "m 10 10 l S", "w", "cm", "Td", "Tf"]),
            st.lists(st.sampled_from(["0", "-1", "1e38", "99999999999", "nan", "3.5"]), min_size=2, max_size=6),
        ),
        max_size=8,
    )
)
def test_no_content_stream_can_crash_reading(make_pdf: MakePdf, parts: list[tuple[str, list[str]]]) -> None:
    stream = " ".join(f"{' '.join(numbers)} {operator}" for operator, numbers in parts)
    page = read(make_pdf(stream + text_at(20, 20, "ok")))
    assert np.isfinite(page.boxes).all()
    assert np.isfinite(page.rules).all()
    assert len(page.text) == len(page.boxes) == len(page.visible) == len(page.angles)


@pytest.mark.parametrize("across", [False, True], ids=["upright", "sideways"])
def test_letters_of_a_font_with_an_absurd_ascent_are_as_high_as_a_line(make_pdf: MakePdf, across: bool) -> None:
    drawn = f"BT /F3 10 Tf {'0 1 -1 0' if across else '1 0 0 1'} 100 150 Tm (Kegiatan) Tj ET"
    form = (
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 400 300] /Resources << /Font << /F3 6 0 R >> >> "
        f"/Length {len(drawn)} >>\nstream\n{drawn}\nendstream"
    )
    font = (
        "<< /Type /Font /Subtype /TrueType /BaseFont /Buatan /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 126 "
        f"/Widths [{' '.join(['500'] * 95)}] /FontDescriptor 7 0 R >>"
    )
    descriptor = (
        "<< /Type /FontDescriptor /FontName /Buatan /Flags 32 /FontBBox [0 -250 1000 250000] /ItalicAngle 0 "
        "/Ascent 25000 /Descent -250 /CapHeight 700 /StemV 80 >>"
    )
    page = read(make_pdf("/X1 Do", objects=(form, font, descriptor), resources="/XObject << /X1 5 0 R >>"))
    assert page.text == "Kegiatan"
    x0, y0, x1, y1 = page.boxes[0].tolist()
    assert ((x0, x1) if across else (y0, y1)) == pytest.approx((91.0, 102.1) if across else (141.0, 152.1), abs=0.1)


def test_a_number_that_its_cell_cuts_away_is_not_printed_among_the_words_that_cover_it(make_pdf: MakePdf) -> None:
    number = "q 20 140 30 30 re W n BT /F1 10 Tf 1 0 0 1 80 150 Tm (7.) Tj ET Q "
    page = read(make_pdf(text_at(60, 150, "Pemeliharaan rutin") + number))
    shown = "".join(letter for letter, seen in zip(page.text, page.visible, strict=True) if seen)
    assert shown == "Pemeliharaan rutin"


def test_all_cells_of_a_row_that_a_spreadsheet_hides_are_not_printed(make_pdf: MakePdf) -> None:
    """Its name lies under the next row's, its amount under nothing."""
    hidden = "".join(
        f"q {x} 158 80 1 re W n BT /F1 10 Tf 1 0 0 1 {x} 149 Tm ({text}) Tj ET Q "
        for x, text in ((60, "Irigasi desa"), (300, "725.000"))
    )
    page = read(make_pdf(hidden + text_at(60, 150, "Jalan desa") + text_at(300, 120, "410.000")))
    shown = "".join(letter for letter, seen in zip(page.text, page.visible, strict=True) if seen)
    assert "".join(shown.split()) == "Jalandesa410.000"


def test_overlapping_texts_that_their_clipping_paths_leave_open_are_printed(make_pdf: MakePdf) -> None:
    beside = "q 70 140 25 30 re W n BT /F1 10 Tf 1 0 0 1 80 150 Tm (DAK) Tj ET Q "
    page = read(make_pdf(text_at(60, 150, "Pemeliharaan rutin") + beside))
    assert page.visible.all()


def test_a_text_that_its_cell_cuts_off_half_way_is_read_whole(make_pdf: MakePdf) -> None:
    cut = "q 20 140 60 30 re W n BT /F1 10 Tf 1 0 0 1 30 150 Tm (Irigasi ) Tj (Kecamatan) Tj ET Q "
    assert read(make_pdf(cut + text_at(82, 150, "DAK"))).visible.all()


def test_rules_before_and_after_a_drawing_of_countless_strokes_are_seen(
    make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "MAX_OBJECTS", 10)
    strokes = " ".join(f"{20 + k} 100 m {24 + k} 130 l S" for k in range(40))
    with open_pdf(make_pdf(f"10 250 m 300 250 l S {strokes} 10 30 m 300 30 l S")) as pdf:
        assert pdf.page(1).rules[:, 1].tolist() == [50, 270]
