"""Tables pasted as pictures into pages of live text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from extract.errors import OcrLeft
from extract.page.picture import Picture
from extract.scan.ocr import NO_OCR, ocr_reader
from extract.scan.pasted import with_pasted_tables
from extract.scan.types import Grey, Reading
from extract.types import PageContent

MakeContent = Callable[..., PageContent]
SCALE = 150 / 72
PLACE = (100.0, 100.0, 400.0, 220.0)


class Reader:
    """An OCR that reads one word everywhere."""

    name = "uji"

    def read(self, crops: Sequence[Grey]) -> list[Reading]:
        return [Reading("kata", (0.9,) * 4, (0.2, 0.4, 0.6, 0.8)) for _ in crops]


def drawn(xs: Sequence[float], ys: Sequence[float]) -> Picture:
    """A page with the lines of a grid at xs and ys (points), and a dash in each cell."""
    grey = np.full((round(842 * SCALE), round(595 * SCALE)), 255, np.uint8)
    left, right, top, bottom = (round(side * SCALE) for side in (xs[0], xs[-1], ys[0], ys[-1]))
    for y in ys:
        grey[round(y * SCALE) : round(y * SCALE) + 2, left : right + 2] = 0
    for x in xs:
        grey[top : bottom + 2, round(x * SCALE) : round(x * SCALE) + 2] = 0
    for y in ys[:-1]:
        for x in xs[:-1]:
            for k in range(4):
                at = round((x + 14 + 7 * k) * SCALE)
                grey[round((y + 9) * SCALE) : round((y + 17) * SCALE), at : at + 8] = 0
    return Picture(grey, SCALE)


def page(make_content: MakeContent, place: tuple[float, float, float, float] = PLACE) -> PageContent:
    content = make_content([(60, 40, "Uraian halaman ini dicetak sebagai teks")], width=595.0, height=842.0)
    return replace(content, images=np.array([place], np.float32), image_share=0.1)


def test_a_grid_in_a_picture_is_read_and_stands_where_the_picture_stands(make_content: MakeContent) -> None:
    content = page(make_content)
    picture = drawn((104, 200, 300, 396), (104, 132, 160, 188, 216))
    read = with_pasted_tables(content, lambda: picture, Reader())
    assert read.text.startswith(content.text)
    assert read.text.count("kata") >= 12
    added = read.boxes[len(content.text) :]
    assert added[:, 0].min() > PLACE[0]
    assert added[:, 3].max() < PLACE[3]
    assert 103 < read.rules[:, 1].min() < 106


def test_a_grid_in_a_picture_is_known_to_be_left_where_ocr_is_not_wanted(make_content: MakeContent) -> None:
    picture = drawn((104, 200, 300, 396), (104, 132, 160, 188, 216))
    with pytest.raises(OcrLeft) as left:
        with_pasted_tables(page(make_content), lambda: picture, ocr_reader(NO_OCR))
    assert not left.value.whole


def test_a_chart_with_lines_across_only_is_left_alone(make_content: MakeContent) -> None:
    content = page(make_content)
    assert with_pasted_tables(content, lambda: drawn((104, 396), (104, 132, 160, 188, 216)), Reader()) is content


def test_a_picture_below_live_text_and_a_logo_are_not_even_drawn(make_content: MakeContent) -> None:
    def never() -> Picture:
        raise AssertionError

    ground, logo = page(make_content, (50.0, 30.0, 400.0, 220.0)), page(make_content, (100.0, 100.0, 160.0, 160.0))
    assert with_pasted_tables(ground, never, Reader()) is ground
    assert with_pasted_tables(logo, never, Reader()) is logo


class Numbered(Reader):
    """An OCR that reads a word in the first crop of each three, and numbers in the others."""

    def read(self, crops: Sequence[Grey]) -> list[Reading]:
        wide = [crop.shape[1] for crop in crops]
        texts = ["Nila Lele Mas" if width > 2 * min(wide) else "1.250" for width in wide]
        return [Reading(t, (0.9,) * len(t), tuple(np.linspace(0.02, 0.98, len(t)))) for t in texts]


def columns(rows: int) -> Picture:
    """A page with a wide and two narrow words beside each other in so many lines, without any rule."""
    grey = np.full((round(842 * SCALE), round(595 * SCALE)), 255, np.uint8)
    for row in range(rows):
        for x, letters in ((110, 16), (240, 5), (330, 5)):
            for k in range(letters):
                at, y = round((x + 5 * k) * SCALE), round((108 + 16 * row) * SCALE)
                grey[y : y + round(7 * SCALE), at : at + round(3 * SCALE)] = 0
    return Picture(grey, SCALE)


def test_letters_in_columns_without_rules_are_read_too(make_content: MakeContent) -> None:
    content = page(make_content)
    read = with_pasted_tables(content, lambda: columns(7), Numbered())
    assert read.text.count("1.250") == 14
    assert read.boxes[len(content.text) :, 1].min() > PLACE[1]


def test_what_is_no_table_once_it_is_read_leaves_the_page_as_it_is(make_content: MakeContent) -> None:
    class Prose(Reader):
        def read(self, crops: Sequence[Grey]) -> list[Reading]:
            return [Reading("", (), ()) for _ in crops]

    content = page(make_content)
    assert with_pasted_tables(content, lambda: columns(7), Prose()) is content
