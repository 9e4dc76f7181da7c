"""Characters of a scanned line get boxes as a font would set them, and the spaces that its picture shows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.scan.charboxes import char_boxes, font_sizes, settled_sizes, white_gaps, with_seen_spaces
from extract.scan.types import Line, Reading

SIZE = 20.0


def drawn(widths: list[tuple[int, int]], height: int = 15) -> tuple[np.ndarray, Line, tuple[float, ...]]:
    """Letters as black bars of these (white before, width) in pixels; their line and their middles."""
    x, bars = 0, []
    for white, width in widths:
        bars.append((x + white, x + white + width))
        x += white + width
    grey = np.full((height + 4, x + 8), 240, np.uint8)
    for begin, end in bars:
        grey[2 : 2 + height, begin:end] = 20
    return grey, Line(0, 2, x, 2 + height, 1), tuple((begin + end) / 2 / x for begin, end in bars)


def read(text: str, grey: np.ndarray, line: Line, middle: tuple[float, ...]) -> tuple[Reading, np.ndarray]:
    reading = Reading(text, (0.9,) * len(text), middle)
    gaps = white_gaps(grey, line, reading, (line.x0, line.x1))
    return with_seen_spaces(reading, gaps, SIZE)


def test_a_space_that_the_recogniser_left_out_is_seen_in_the_picture() -> None:
    reading, gaps = read("danPe", *drawn([(0, 9), (2, 9), (2, 9), (7, 9), (2, 9)]))
    assert reading.text == "dan Pe"
    boxes = char_boxes(Line(0, 2, 56, 17, 1), reading, SIZE, gaps)
    assert boxes[:, 0].tolist() == sorted(boxes[:, 0].tolist())
    assert boxes[2, 2] == pytest.approx(31)
    assert boxes[4, 0] == pytest.approx(38)


def test_digits_with_white_beside_them_stay_one_number() -> None:
    reading, gaps = read("1115", *drawn([(0, 4), (6, 4), (6, 4), (6, 9)]))
    assert reading.text == "1115"
    boxes = char_boxes(Line(0, 2, 39, 17, 1), reading, SIZE, gaps)
    assert boxes[1:, 0].tolist() == pytest.approx(boxes[:-1, 2].tolist())


def test_white_far_wider_than_a_space_parts_two_columns() -> None:
    letters = [(0, 9), (2, 9), (7, 9), (2, 9), (7, 9), (2, 9), (30, 9), (2, 9)]
    grey, line, middle = drawn(letters)
    spaced = [*middle[:2], 0.25, *middle[2:4], 0.45, *middle[4:6], 0.7, *middle[6:]]
    reading, gaps = read("ab cd ef gh", grey, line, tuple(spaced))
    assert reading.text == "ab cd efgh"
    boxes = char_boxes(line, reading, SIZE, gaps)
    assert boxes[8, 0] - boxes[7, 2] == pytest.approx(30)


def test_wide_spaces_of_a_justified_line_stay_spaces() -> None:
    grey, line, middle = drawn([(0, 9), (16, 9), (17, 9), (16, 9)])
    between = [middle[0], 0.2, middle[1], 0.5, middle[2], 0.8, middle[3]]
    assert read("a b c d", grey, line, tuple(between))[0].text == "a b c d"


def test_lines_of_one_font_have_one_height_whatever_their_letters_are() -> None:
    # Ink of a 20 pixel font on baselines 100 and 124: capitals 14.4, small letters 10.4 high, 4 below.
    lines = [Line(0, 86, 60, 100, 1), Line(0, 114, 60, 128, 1), Line(0, 117, 10, 119, 1)]
    texts = ["AB", "yang", "-"]
    sizes = settled_sizes(font_sizes(lines, texts))
    gaps = [np.repeat(np.linspace(5, 55, len(text) - 1)[:, None], 2, axis=1) for text in texts]
    boxes = [
        char_boxes(line, Reading(text, (1.0,) * len(text), (0.5,) * len(text)), size, gap)
        for line, text, size, gap in zip(lines, texts, sizes, gaps, strict=True)
    ]
    tops = [float(box[0, 1]) for box in boxes]
    assert tops[1] - tops[0] == pytest.approx(24, abs=1)
    assert tops[2] == pytest.approx(tops[1], abs=1.5)
    assert len({round(float(box[0, 3] - box[0, 1]), 3) for box in boxes}) == 1


@pytest.mark.parametrize(("text", "below"), [("Desa/Kelurahan", 0), ("Kabupaten,", 3), ("(Rupiah)", 4), ("Orang", 4)])
def test_a_slash_stands_on_the_line_and_a_comma_reaches_below_it_less_than_a_bracket(text: str, below: int) -> None:
    # A 20 pixel font's capitals on a baseline at 100.
    lines, texts = [Line(0, 86, 60, 100, 1), Line(0, 86, 90, 100 + below, 1)], ["KOTA", text]
    sizes = settled_sizes(font_sizes(lines, texts))
    tops = [
        char_boxes(
            line, Reading(text, (1.0,) * len(text), (0.5,) * len(text)), size, np.full((len(text) - 1, 2), 30.0)
        )[0, 1]
        for line, text, size in zip(lines, texts, sizes, strict=True)
    ]
    assert tops[1] == pytest.approx(tops[0], abs=0.8)


@settings(deadline=None)
@given(st.lists(st.floats(4, 80), max_size=40))
def test_settling_changes_no_size_by_much(sizes: list[float]) -> None:
    settled = settled_sizes(np.array(sizes, np.float64))
    assert len(settled) == len(sizes)
    assert all(a / 1.2 <= b <= a * 1.2 for a, b in zip(sizes, settled.tolist(), strict=True))


@settings(deadline=None)
@given(st.text("ab1. ", max_size=12), st.integers(0, 3))
def test_any_reading_gets_a_box_for_each_character(text: str, noise: int) -> None:
    rng = np.random.default_rng(noise)
    grey = rng.integers(0, 255, (30, 90)).astype(np.uint8)
    line = Line(5, 4, 80, 22, 1)
    reading = Reading(text, (0.5,) * len(text), tuple(sorted(rng.random(len(text)).tolist())))
    if not text:
        return
    reading, gaps = with_seen_spaces(reading, white_gaps(grey, line, reading, (3, 84)), SIZE)
    boxes = char_boxes(line, reading, SIZE, gaps)
    assert len(boxes) == len(reading.text) == len(reading.sure) == len(reading.middle)
    assert np.isfinite(boxes).all()
    assert (boxes[:, 2] > boxes[:, 0]).all()
