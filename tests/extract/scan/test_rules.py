"""Rules and lines of text on pictures of pages: tilted, bent, broken, doubled and noisy ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("cv2")

from extract.page.pdf import open_pdf
from extract.page.picture import Picture, Straightening, straighten, tilt
from extract.page.shades import dark_on_light
from extract.ruled.edges import grids, merged_edges
from extract.ruled.lattice import build_lattice, find_regions
from extract.scan.lines import find_layout
from extract.scan.rules import image_rules
from extract.scan.straight import straightened
from extract.scan.upright import is_sideways, turn_picture

MakePdf = Callable[..., Path]
COLUMNS, ROWS = [40, 80, 200, 290, 360], [40, 60, 75, 90, 105, 120]


def stream(columns: list[int] = COLUMNS, rows: list[int] = ROWS, width: float = 0.7, text: bool = True) -> str:
    """A page's content: a table with words and numbers in its cells, y from the top of a 400 x 300 page."""
    lines = [f"{columns[0]} {300 - y} m {columns[-1]} {300 - y} l S" for y in rows]
    lines += [f"{x} {300 - rows[0]} m {x} {300 - rows[-1]} l S" for x in columns]
    if text:
        for y in rows[1:]:
            for x, word in zip(columns, ("1.06", "Rehabilitasi Sosial Dasar", "350.000.000", "100"), strict=False):
                lines.append(f"BT /F1 7 Tf {x + 3} {304 - y} Td ({word}) Tj ET")
    return f"{width} w\n" + "\n".join(lines)


@pytest.fixture
def picture(make_pdf: MakePdf) -> Callable[..., Picture]:
    """Draws a content stream as a scanner would see it: text drawn as well, so with letters in the picture."""

    def draw(content: str, dpi: float = 200.0) -> Picture:
        import pypdfium2

        document = pypdfium2.PdfDocument(make_pdf(content))
        grey = np.array(document[0].render(scale=dpi / 72, grayscale=True).to_numpy(), np.uint8)
        document.close()
        return Picture(grey, dpi / 72)

    return draw


def shape(picture: Picture) -> list[tuple[int, int, int]]:
    """Rows, columns and cells of each grid that stands on a picture."""
    straight, _ = straightened(picture)
    rules, _ = image_rules(straight)
    found = []
    for grid in grids(merged_edges(rules)):
        lattice = build_lattice(grid)
        assert lattice is not None
        found.append((len(lattice.ys) - 1, len(lattice.xs) - 1, len(find_regions(lattice).spans)))
    return found


def tilted(picture: Picture, degrees: float) -> Picture:
    rows, columns = picture.grey.shape
    none = np.zeros(5)
    return straighten(picture, Straightening(-degrees, (columns / 2, rows / 2), none, none, 1000.0))


def noisy(picture: Picture, seed: int = 1) -> Picture:
    random = np.random.default_rng(seed)
    grey = picture.grey + random.normal(0, 9, picture.grey.shape)
    specks = random.random(picture.grey.shape) < 0.0004
    return Picture(np.clip(np.where(specks, 40, grey), 0, 255).astype(np.uint8), picture.scale)


@pytest.mark.parametrize("degrees", [-3.0, -0.6, 0.0, 0.4, 2.0])
def test_a_tilted_noisy_table_keeps_its_grid(picture: Callable[..., Picture], degrees: float) -> None:
    assert shape(noisy(tilted(picture(stream()), degrees))) == [(5, 4, 20)]


@pytest.mark.parametrize("degrees", [-4.2, -0.5, 1.3, 3.0])
def test_the_tilt_is_measured_to_a_quarter_of_a_degree(picture: Callable[..., Picture], degrees: float) -> None:
    from extract.page.picture import ink

    assert tilt(ink(tilted(picture(stream()), degrees))) == pytest.approx(degrees, abs=0.25)


def test_a_bent_table_keeps_its_grid(picture: Callable[..., Picture]) -> None:
    flat = picture(stream())
    bow = Straightening(0.3, (555.0, 417.0), np.array([2, 6, 0, 1, 0.0]), np.array([1, 9, 2, 2, 0.0]), 555.0)
    assert shape(straighten(flat, bow)) == [(5, 4, 20)]


def test_long_rules_that_lean_are_found_among_letters(picture: Callable[..., Picture]) -> None:
    rows = list(range(40, 285, 20))
    leaning = zip(COLUMNS, (-1.5, -1.2, 1.2, 1.5, 1.4), strict=True)
    uprights = "\n".join(f"{x - lean} {300 - rows[0]} m {x + lean} {300 - rows[-1]} l S" for x, lean in leaning)
    levels = "\n".join(f"{COLUMNS[0]} {300 - y} m {COLUMNS[-1]} {300 - y} l S" for y in rows)
    words = "\n".join(
        f"BT /F2 8 Tf {x + 2.5} {303.5 - y - 8 * line} Td (1.06) Tj {right - x - 18.5} 0 Td (000) Tj ET"
        for x, right in pairwise(COLUMNS)
        for y in rows[1:]
        for line in (0, -1)
    )
    content = f"0.7 w\n{levels}\n{uprights}\n{words}"
    rules, _ = image_rules(picture(content, 150.0))
    assert np.sort(rules[rules[:, 0] == rules[:, 2], 0]) == pytest.approx(COLUMNS, abs=1.0)


@pytest.mark.parametrize(("dpi", "blur"), [(150.0, 0.0), (200.0, 0.0), (200.0, 0.8), (300.0, 0.8)])
def test_rules_in_dashes_are_whole_and_their_dashes_no_text(
    picture: Callable[..., Picture], dpi: float, blur: float
) -> None:
    import cv2

    page = picture("[2 1] 0 d\n" + stream(), dpi)
    grey = cv2.GaussianBlur(page.grey, (0, 0), blur) if blur else page.grey
    page = Picture(np.asarray(grey, np.uint8), page.scale)
    assert shape(page) == [(5, 4, 20)]
    layout = find_layout(page, *image_rules(page))
    assert len(layout.lines) == 4 * (len(ROWS) - 1)


def test_leaders_and_rows_of_hyphens_beside_words_are_no_rules(picture: Callable[..., Picture]) -> None:
    words = "\n".join(f"BT /F1 8 Tf 20 {280 - 20 * k} Td (Bab {k} Pendahuluan {'. ' * 90}{k}) Tj ET" for k in range(12))
    assert len(image_rules(picture(words))[0]) == 0


def test_rules_with_gaps_are_whole_again(picture: Callable[..., Picture]) -> None:
    page = picture(stream())
    grey = page.grey.copy()
    for x in range(150, 1000, 90):
        grey[:, x : x + 7] = np.maximum(grey[:, x : x + 7], 215)
    assert shape(Picture(grey, page.scale)) == [(5, 4, 20)]


def test_doubled_rules_are_one(picture: Callable[..., Picture]) -> None:
    beside = [x + 1 for x in COLUMNS], [y + 1 for y in ROWS]
    twice = stream(width=0.4) + "\n" + stream(*beside, width=0.4, text=False)
    straight, _ = straightened(picture(twice))
    rules, _ = image_rules(straight)
    (grid,) = grids(merged_edges(rules))
    lattice = build_lattice(grid)
    assert lattice is not None
    assert (len(lattice.ys), len(lattice.xs)) == (6, 5)


@pytest.mark.parametrize("dpi", [150.0, 200.0, 300.0])
def test_letters_are_no_rules(picture: Callable[..., Picture], dpi: float) -> None:
    words = "mmmm minimum Pemerintahan Daerah Tahun 2024 HIKHE lllll Urusan ini menunjukkan"
    prose = "\n".join(
        f"BT /F2 {size} Tf 20 {280 - k * 16} Td ({words}) Tj ET" for k, size in enumerate([6, 7, 8, 9, 10, 11] * 2)
    )
    import cv2

    page = picture(prose, dpi)
    blurred = Picture(np.asarray(cv2.GaussianBlur(page.grey, (0, 0), 0.35 * page.scale), np.uint8), page.scale)
    assert shape(page) == []
    assert len(image_rules(blurred)[0]) == 0
    assert np.array_equal(dark_on_light(blurred).grey, blurred.grey)


def test_a_blurred_table_loses_no_words_to_its_rules(picture: Callable[..., Picture]) -> None:
    import cv2

    page = picture(stream(), 150.0)
    blurred = Picture(np.asarray(cv2.GaussianBlur(page.grey, (0, 0), 0.9), np.uint8), page.scale)
    rules, widths = image_rules(blurred)
    layout = find_layout(blurred, rules, widths)
    assert len(rules) == len(COLUMNS) + len(ROWS)
    assert [line.cell for line in layout.lines] == list(range(1, 21))


def test_each_line_of_a_cell_is_found_and_columns_are_parted(picture: Callable[..., Picture]) -> None:
    two = stream([40, 200, 360], [40, 90], text=False) + "".join(
        f"\nBT /F1 8 Tf {x} {y} Td ({word}) Tj ET"
        for x, y, word in [
            (44, 248, "Pagu dan"),
            (44, 238, "realisasi"),
            (44, 228, "gabungan"),
            (204, 240, "Rp"),
            (300, 240, "5.000"),
        ]
    )
    page = picture(two)
    layout = find_layout(page, *image_rules(page))
    assert [line.x0 < 200 * page.scale for line in layout.lines] == [True, True, True, False, False]
    assert len({(line.y0, line.x0) for line in layout.lines}) == 5


def test_white_letters_on_a_dark_header_are_turned_dark(picture: Callable[..., Picture]) -> None:
    dark = stream([40, 200, 360], [40, 60, 90], text=False)
    dark += "\n0.1 0.2 0.5 rg 40 240 320 20 re f 1 1 1 rg BT /F2 9 Tf 60 246 Td (Program) Tj ET"
    page = dark_on_light(picture(dark))
    layout = find_layout(page, *image_rules(page))
    (header,) = [line for line in layout.lines if line.y0 < 60 * page.scale]
    part = layout.clean.grey[header.y0 : header.y1, header.x0 : header.x1]
    assert np.median(layout.clean.grey[header.y0 - 3 : header.y0, header.x0 : header.x1]) > 150
    assert part.min() < 60


@pytest.mark.parametrize("dpi", [150.0, 200.0, 300.0])
def test_texts_beside_the_middle_of_two_lines_are_lines_by_themselves(
    picture: Callable[..., Picture], dpi: float
) -> None:
    words = []
    for y in (250, 215, 180):
        texts = [(20, y - 4.5, "7"), (30, y, "Penguatan lumbung"), (30, y - 9, "garam rakyat lama")]
        texts += [(108, y - 4.5, "41.350.000"), (156, y, "Tambak Ujung"), (156, y - 9, "dan muara")]
        words += [f"BT /F1 8 Tf {x} {at} Td ({text}) Tj ET" for x, at, text in texts]
    page = picture("\n".join(words), dpi)
    layout = find_layout(page, *image_rules(page))

    assert len(layout.lines) == 6 * 3
    assert max(line.height for line in layout.lines) < 9 * page.scale


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_a_sideways_page_is_known_by_its_letters(picture: Callable[..., Picture], angle: int) -> None:
    page = turn_picture(picture(stream()), angle)
    assert is_sideways(page) == (angle in (90, 270))


@pytest.mark.parametrize("thick", [2.8, 4.0])
def test_a_thick_band_that_reaches_no_border_is_a_line_of_words_run_together(
    picture: Callable[..., Picture], thick: float
) -> None:
    wide = stream([40, 80, 330, 360], [40, 60, 90, 120], text=False)
    found, _ = image_rules(picture(f"{wide}\n0 g 84 222 170 {thick} re f"))
    level = sorted({round(float(rule[1])) for rule in found if rule[1] == rule[3]})
    assert level == [40, 60, 90, 120]


@pytest.mark.parametrize("angle", [0, 90])
def test_words_run_together_stand_above_each_other_and_are_not_sideways(angle: int) -> None:
    # Small print at 150 dpi: words of 6 by 26 pixels, 3 apart, lines 12 pixels apart.
    grey = np.full((600, 500), 250, np.uint8)
    for y in range(60, 500, 12):
        for x in range(60, 400, 29):
            grey[y : y + 6, x : x + 26] = 40
    assert is_sideways(turn_picture(Picture(grey, 150 / 72), angle)) == (angle == 90)


@settings(max_examples=60, deadline=None)
@given(
    angle=st.floats(-7, 7),
    bend=st.lists(st.floats(-6, 6), min_size=10, max_size=10),
    x=st.floats(0, 2000),
    y=st.floats(0, 1400),
)
def test_straightening_can_be_undone(angle: float, bend: list[float], x: float, y: float) -> None:
    how = Straightening(angle, (1000.0, 700.0), np.array(bend[:5]), np.array(bend[5:]), 1000.0)
    place = np.array([[x, y]])
    assert how.forward(how.backward(place)) == pytest.approx(place, abs=0.5)


def test_a_page_of_noise_costs_no_crash_and_gives_no_table() -> None:
    random = np.random.default_rng(3)
    page = Picture(random.integers(0, 255, (900, 700), np.uint8), 2.2)
    rules, widths = image_rules(replace(page))
    assert find_layout(page, rules, widths).tables == ()
    empty = Picture(np.full((5, 7), 255, np.uint8), 2.0)
    assert find_layout(empty, *image_rules(straightened(empty)[0])).lines == ()


def test_the_text_layer_is_not_in_the_picture(make_pdf: MakePdf) -> None:
    with open_pdf(make_pdf("BT /F1 30 Tf 100 100 Td (Terlihat) Tj ET 20 20 50 50 re f")) as pdf:
        grey = pdf.picture(1).grey
    dark = np.argwhere(grey < 128)
    assert dark[:, 1].max() < 75 * grey.shape[1] / 400


def test_a_pale_rule_close_under_bold_letters_is_whole(picture: Callable[..., Picture]) -> None:
    rows = [40, 60, 75, 90]
    ground = f"0.8 g {COLUMNS[0]} {300 - rows[-1]} {COLUMNS[-1] - COLUMNS[0]} {rows[-1] - rows[0]} re f 0 g 0.62 G\n"
    words = [f"BT /F2 11 Tf {COLUMNS[0] + 70} {301.5 - y} Td (Pembinaan Olahraga) Tj ET" for y in rows[1:]]
    page = picture(ground + "\n".join([stream([COLUMNS[0], 290, COLUMNS[-1]], rows, 0.6, text=False), *words]))
    assert shape(page) == [(3, 2, 6)]


@pytest.mark.parametrize(("ground", "letters"), [(0.55, 1.0), (0.6, 0.1), (0.62, 0.97)])
def test_letters_on_a_coloured_header_are_dark_on_paper_whether_they_were_white_or_black(
    picture: Callable[..., Picture], ground: float, letters: float
) -> None:
    header = f"{ground} g 40 230 320 30 re f {letters} g BT /F2 10 Tf 60 242 Td (Anggaran Setelah Pergeseran) Tj ET"
    page = dark_on_light(picture(f"{stream([40, 200, 360], [70, 90], text=False)}\n{header}"))
    assert page.grey[round(48 * page.scale), round(300 * page.scale)] > 240
    (line,) = [line for line in find_layout(page, *image_rules(page)).lines if line.y0 < 66 * page.scale]
    assert page.grey[line.y0 : line.y1, line.x0 : line.x1].min() < 60
    assert 55 * page.scale < line.x0 < line.x1 < 230 * page.scale


def test_letters_close_under_a_dark_row_keep_their_shade_and_a_paler_cell_beside_it_becomes_paper(
    picture: Callable[..., Picture],
) -> None:
    dark = "0.4 g 40 230 160 20 re f 1 g BT /F2 11 Tf 50 236 Td (Sasaran Daerah) Tj ET"
    paler = "0.65 g 200 230 160 20 re f 0 g BT /F2 11 Tf 220 236 Td (Keterangan) Tj ET"
    below = "BT /F2 9 Tf 45 223 Td (Tersedianya layanan air minum) Tj ET"
    before = picture("\n".join((dark, paler, below)))
    after = dark_on_light(before)
    k = before.scale
    boxes = {"below": (40, 71, 200, 84), "paler": (206, 54, 354, 66), "dark": (45, 52, 195, 68)}
    parts = {
        name: np.s_[round(y0 * k) : round(y1 * k), round(x0 * k) : round(x1 * k)]
        for name, (x0, y0, x1, y1) in boxes.items()
    }
    assert (before.grey[parts["below"]] != after.grey[parts["below"]]).mean() < 0.02
    assert [np.median(after.grey[parts[name]]) > 240 for name in ("dark", "paler")] == [True, True]
    assert after.grey[parts["paler"]].min() < 40


def test_a_rule_that_runs_into_a_stamp_ends_before_it(picture: Callable[..., Picture]) -> None:
    frame = stream([40, 200, 340], [40, 60, 80, 200], text=False)
    foot = "\n1 w 25 90 m 345 90 l S"
    modules = [(x, y) for x in range(332, 380, 3) for y in range(75, 123, 3) if (7 * x + 5 * y + x * y) % 4 < 2]
    code = "0 g\n" + "\n".join(f"{x} {y} 3 3 re f" for x, y in modules)
    assert shape(picture(frame + foot + "\n" + code)) == shape(picture(frame + foot)) == [(3, 2, 6)]


def test_a_rule_that_meets_a_heavy_frame_reaches_it(picture: Callable[..., Picture]) -> None:
    frame = "\n".join(f"2.4 w {x} 260 m {x} 180 l S" for x in (39, 361))
    assert shape(picture(f"{stream()}\n{frame}", 150)) == [(5, 4, 20)]


def test_bold_white_letters_set_close_are_turned_whole(picture: Callable[..., Picture]) -> None:
    row = "0.35 g 40 226 320 20 re f 1 g BT /F2 13 Tf -0.4 Tc 60 231 Td (8.906.808.688.000) Tj ET"
    before = picture(row)
    k = before.scale
    inside = np.s_[round(56 * k) : round(72 * k), round(45 * k) : round(355 * k)]
    after = dark_on_light(before)
    assert (after.grey[inside] > 240).mean() == pytest.approx((before.grey[inside] < 100).mean(), abs=0.03)
    assert (after.grey[inside] < 60).mean() == pytest.approx((before.grey[inside] > 220).mean(), abs=0.03)


def test_black_rules_between_white_letters_are_found(picture: Callable[..., Picture]) -> None:
    ground = "0.4 g 40 230 320 30 re f 1 g " + " ".join(
        f"BT /F2 10 Tf {x} 241 Td ({word}) Tj ET" for x, word in ((50, "Uraian"), (210, "Pagu"), (300, "Sisa"))
    )
    page = picture(f"{ground} 0 g 0 G {stream([40, 200, 290, 360], [40, 70, 90, 110], text=False)}")
    rules, _ = image_rules(dark_on_light(page))
    inner = [rule for rule in rules if rule[0] == rule[2] and 190 < rule[0] < 300]
    assert len(inner) == 2
    assert all(rule[1] < 42 for rule in inner)


@pytest.mark.parametrize(
    ("dpi", "size", "high"), [(200.0, 7, 8), (200.0, 6.5, 8), (150.0, 6.5, 8), (150.0, 7, 9), (150.0, 7, 8)]
)
def test_a_year_over_two_columns_is_not_cut_by_the_rule_that_ends_below_it(
    picture: Callable[..., Picture], dpi: float, size: float, high: float
) -> None:
    import cv2

    rows = [40, 60, 60 + high, 85, 100, 115, 130]
    lines = [f"{COLUMNS[0]} {300 - y} m {COLUMNS[-1]} {300 - y} l S" for y in rows]
    lines += [f"{x} {300 - (rows[2] if x == 200 else rows[0])} m {x} {300 - rows[-1]} l S" for x in COLUMNS]
    stem = 200 - 0.38 * size
    lines += [
        f"BT /F2 {size} Tf {stem - shift:.1f} {300 - rows[2] + 1.2:.1f} Td (2031) Tj ET" for shift in (size * 1.1,)
    ]
    drawn = picture("0.7 w\n" + "\n".join(lines), dpi)
    page = Picture(np.asarray(cv2.GaussianBlur(drawn.grey, (0, 0), 1.1), np.uint8), drawn.scale)
    rules, _ = image_rules(page)
    (top,) = [rule[1] for rule in rules if rule[0] == rule[2] and 198 < rule[0] < 202]
    assert top == pytest.approx(rows[2], abs=1.5)


def test_a_rule_ends_below_the_large_bold_letter_that_it_runs_into(picture: Callable[..., Picture]) -> None:
    rows = [40, 64, 85, 100, 115, 130]
    lines = [f"{COLUMNS[0]} {300 - y} m {COLUMNS[-1]} {300 - y} l S" for y in rows]
    lines += [f"{x} {300 - (rows[1] if x == 200 else rows[0])} m {x} {300 - rows[-1]} l S" for x in COLUMNS]
    # The stem of its d stands on the rule.
    lines += ["BT /F2 11 Tf 192.6 238.5 Td (Oda) Tj ET", "1.6 w 200 236 m 200 246 l S"]
    rules, _ = image_rules(picture("0.7 w\n" + "\n".join(lines)))
    (top,) = [rule[1] for rule in rules if rule[0] == rule[2] and 198 < rule[0] < 202]
    assert top == pytest.approx(rows[1], abs=1.5)


def hanging(share: float) -> Picture:
    """A grid of pixels at 200 dpi with letters run together that hang on its second rule over this share of it."""
    grey = np.full((400, 700), 245, np.uint8)
    for y in (60, 120, 180, 240):
        grey[y : y + 2, 60:520] = 60
    for x in (60, 290, 518):
        grey[60 if x != 290 else 120 : 242, x : x + 2] = 60
    for x in range(120, 120 + round(460 * share), 5):
        grey[110:120, x : x + 3] = 60
    return Picture(grey, 200 / 72)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.4])
def test_a_long_rule_on_which_letters_hang_is_found_where_it_is(share: float) -> None:
    rules, _ = image_rules(hanging(share))
    level = sorted(float(rule[1]) for rule in rules if rule[1] == rule[3] and rule[2] - rule[0] > 150)
    assert level == pytest.approx([y * 72 / 200 for y in (60.5, 120.5, 180.5, 240.5)], abs=0.6)


def blurred(picture: Picture, points: float) -> Picture:
    import cv2

    grey = cv2.GaussianBlur(picture.grey, (0, 0), points * picture.scale)
    return Picture(np.asarray(grey, np.uint8), picture.scale)


@pytest.mark.parametrize(("text", "x"), [("2026", 182.4), ("2026", 185.6), ("Target", 196.0)])
def test_a_rule_ends_below_letters_that_a_blur_has_joined_to_it(
    picture: Callable[..., Picture], text: str, x: float
) -> None:
    rows = [40, 52, 66, 80, 94]
    lines = [f"{COLUMNS[0]} {300 - y} m {COLUMNS[-1]} {300 - y} l S" for y in rows]
    lines += [f"{at} {300 - rows[at == 200]} m {at} {300 - rows[-1]} l S" for at in COLUMNS]
    lines += [f"BT /F2 8 Tf {x} 249.2 Td ({text}) Tj ET"]
    rules, _ = image_rules(blurred(picture(".75 g 40 234 320 26 re f 0 g .5 w\n" + "\n".join(lines)), 0.36))
    (top,) = [rule[1] for rule in rules if rule[0] == rule[2] and 198 < rule[0] < 202]
    assert top == pytest.approx(rows[1], abs=1.5)


def test_a_table_photographed_at_an_angle_keeps_its_grid(picture: Callable[..., Picture]) -> None:
    import cv2

    flat = picture(stream(rows=list(range(40, 261, 20))))
    rows, columns = flat.grey.shape
    corners = np.array([(0, 0), (columns, 0), (columns, rows), (0, rows)], np.float32)
    seen = corners + np.array([(0.05, 0.04), (-0.03, 0.05), (0.02, -0.03), (-0.03, -0.05)], np.float32) * columns
    turn = cv2.getPerspectiveTransform(corners, seen.astype(np.float32))
    grey = cv2.warpPerspective(flat.grey, turn, (columns, rows), borderValue=255.0)
    assert shape(Picture(np.asarray(grey, np.uint8), flat.scale)) == [(11, 4, 44)]


def test_the_edges_of_a_painted_header_bend_no_page() -> None:
    grey = np.full((1400, 2000), 255, np.uint8)
    columns = (150, 400, 1100, 1400, 1850)
    for y in range(250, 560, 37):
        grey[y : y + 3, columns[0] : columns[-1]] = 0
    for x in columns:
        grey[250:560, x : x + 3] = 0
    grey[150:285, columns[0] - 2 : columns[-1] + 2] = 115  # its ground ends beside the rules below, which are no part
    for x in columns[1:-1]:
        grey[150:285, x : x + 3] = 255
    _, how = straightened(Picture(grey, 200 / 72))
    assert not how.bend_x.any()
    assert not how.bend_y.any()
