"""Rules that are drawn and not seen: painted over, struck through a text, cut by a clip; and rules that are typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extract.page.pdf import open_pdf
from extract.ruled.reader import read_ruled
from extract.types import PageContent

MakePdf = Callable[..., Path]
GRID = "".join(f"50 {y} m 250 {y} l S " for y in (100, 150, 200, 250)) + "".join(
    f"{x} 100 m {x} 250 l S " for x in (50, 150, 250)
)
WORDS = "".join(
    f"BT /F1 9 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET "
    for x, y, text in [
        (60, 220, "Uraian"),
        (160, 220, "Pagu"),
        (60, 170, "Gaji"),
        (160, 170, "8.250"),
        (60, 120, "Alat"),
    ]
)


def read(path: Path) -> PageContent:
    with open_pdf(path) as pdf:
        return pdf.page(1)


def texts(path: Path) -> list[tuple[str, int, int]]:
    (table,) = read_ruled(read(path))
    return [(cell.text, cell.rowspan, cell.colspan) for cell in table.cells if cell.text]


def test_cells_are_merged_by_a_white_box_painted_over_their_border(make_pdf: MakePdf) -> None:
    over = GRID + "1 g 150.6 150.6 98.8 98.8 re f 0 g " + WORDS
    assert ("Pagu\n8.250", 2, 1) in texts(make_pdf(over))


def test_a_white_background_below_the_borders_merges_nothing(make_pdf: MakePdf) -> None:
    below = "1 g 150.6 150.6 98.8 98.8 re f 0 g " + GRID + WORDS
    assert {("Pagu", 1, 1), ("8.250", 1, 1)} <= set(texts(make_pdf(below)))


def test_a_line_through_a_text_is_no_border(make_pdf: MakePdf) -> None:
    struck = GRID + WORDS + "51 173 m 149 173 l S "
    assert texts(make_pdf(struck)) == texts(make_pdf(GRID + WORDS))


def test_a_line_through_the_texts_of_a_whole_row_is_no_border(make_pdf: MakePdf) -> None:
    struck = GRID + WORDS + "53 173 m 247 173 l S "
    assert texts(make_pdf(struck)) == texts(make_pdf(GRID + WORDS))
    # Beside a single text it may be the border of a row that reaches over the frame.
    assert 177 in read(make_pdf(GRID + WORDS + "53 123 m 247 123 l S ")).rules[:, 1]


def test_a_border_that_meets_others_is_one_even_where_a_text_lies_on_it(make_pdf: MakePdf) -> None:
    assert 127 in read(make_pdf(GRID + WORDS + "50 173 m 250 173 l S ")).rules[:, 1]


def test_a_border_that_ends_at_the_edge_of_a_heavy_one_is_one_even_where_a_text_lies_on_it(make_pdf: MakePdf) -> None:
    """Spreadsheets fill heavy borders; one that crosses them begins half of their width beside their middle."""
    assert 127 in read(make_pdf(GRID + WORDS + "50.7 173 m 249.3 173 l S ")).rules[:, 1]


def test_rules_end_where_a_clip_cuts_them(make_pdf: MakePdf) -> None:
    beyond = "q 40 95 220 160 re W n " + GRID.replace(" 100 m", " 20 m") + "50 60 m 250 60 l S Q " + WORDS
    assert read(make_pdf(beyond)).rules[:, 3].max() < 300 - 93


@pytest.mark.parametrize("rise", [3.5, 30])
def test_a_line_that_a_clip_hides_over_the_next_row_is_not_read(make_pdf: MakePdf, rise: float) -> None:
    hidden = f"q 50 150 100 50 re W n BT /F1 9 Tf 1 0 0 1 60 {120 + rise} Tm (tak tampak) Tj ET Q "
    found = " ".join(text for text, _, _ in texts(make_pdf(GRID + WORDS + hidden)))
    assert ("tak tampak" in found) == (rise > 10)


def test_typed_rules_part_a_table_and_are_no_text(make_pdf: MakePdf) -> None:
    rows = ["+------+--------+", "| Kode | Pagu   |", "+------+--------+", "| 3.05 | 41.700 |", "+------+--------+"]
    page = read(
        make_pdf("".join(f"BT /F1 9 Tf 1 0 0 1 50 {200 - 11 * k} Tm ({row}) Tj ET " for k, row in enumerate(rows)))
    )
    shown = "".join(letter for letter, seen in zip(page.text, page.visible, strict=True) if seen)
    assert "-" not in shown
    assert "|" not in shown
    assert len(page.rules) > len(rows)


def test_a_line_of_hyphens_without_bars_is_text(make_pdf: MakePdf) -> None:
    page = read(make_pdf("BT /F1 9 Tf 1 0 0 1 50 200 Tm (Paraf ------------------) Tj ET "))
    assert page.visible.all()
    assert not len(page.rules)


@pytest.mark.parametrize(("box", "read"), [("1 g 155 165 60 14 re f 0 g ", "9.400"), ("", "8.250 9.400")])
def test_a_figure_below_the_box_on_which_the_new_one_is_written_is_not_read(
    make_pdf: MakePdf, box: str, read: str
) -> None:
    new = "BT /F1 9 Tf 1 0 0 1 190 170 Tm (9.400) Tj ET "
    assert read in [text for text, _, _ in texts(make_pdf(GRID + WORDS + box + new))]


def test_a_shade_that_others_shine_through_hides_no_text(make_pdf: MakePdf) -> None:
    shade = "q /G0 gs 1 1 0 rg 155 165 60 14 re f Q "
    page = make_pdf(GRID + WORDS + shade, resources="/ExtGState << /G0 << /ca 0.4 >> >>")
    assert "8.250" in [text for text, _, _ in texts(page)]


def test_a_row_that_a_spreadsheet_hides_is_not_read_though_it_lies_over_no_other(make_pdf: MakePdf) -> None:
    hidden = "".join(
        f"q {x} 200 100 0.5 re W n BT /F1 9 Tf 1 0 0 1 {x + 8} 191 Tm ({text}) Tj ET Q "
        for x, text in ((50, "Dihapus"), (150, "4.400"))
    )
    assert texts(make_pdf(GRID + WORDS + hidden)) == texts(make_pdf(GRID + WORDS))


def test_a_column_that_a_spreadsheet_hides_is_not_read(make_pdf: MakePdf) -> None:
    hidden = "".join(
        f"q 150 {y} 0.5 30 re W n BT /F1 9 Tf 1 0 0 1 200 {y + 20} Tm ({text}) Tj ET Q "
        for y, text in ((200, "Lama"), (150, "4.400"), (100, "4.500"))
    )
    assert texts(make_pdf(GRID + WORDS + hidden)) == texts(make_pdf(GRID + WORDS))


def test_a_figure_below_a_broad_white_stroke_is_overwritten(make_pdf: MakePdf) -> None:
    old = "BT /F1 9 Tf 1 0 0 1 158 170 Tm (7.900) Tj ET q 1 G 12 w 152 173 m 240 173 l S Q "
    assert texts(make_pdf(GRID + old + WORDS)) == texts(make_pdf(GRID + WORDS))


def test_pale_words_repeated_below_the_print_are_a_watermark(make_pdf: MakePdf) -> None:
    pale = "".join(f"q 0.85 g BT /F1 16 Tf 1 0 0 1 60 {y} Tm (SALINAN SALINAN) Tj ET Q " for y in (108, 165, 212))
    assert texts(make_pdf(pale + GRID + WORDS)) == texts(make_pdf(GRID + WORDS))


def test_a_pale_heading_over_nothing_is_read(make_pdf: MakePdf) -> None:
    page = read(make_pdf(GRID + WORDS + "0.75 g BT /F1 16 Tf 1 0 0 1 60 270 Tm (BELANJA) Tj ET "))
    assert "BELANJA" in "".join(t for t, seen in zip(page.text, page.visible, strict=True) if seen)


def test_a_line_of_which_a_clip_leaves_the_upper_half_is_read(make_pdf: MakePdf) -> None:
    half = "q 50 114 100 36 re W n BT /F1 9 Tf 1 0 0 1 60 111 Tm (tulis) Tj ET Q "
    assert ("Alat\ntulis", 1, 1) in texts(make_pdf(GRID + WORDS + half))
