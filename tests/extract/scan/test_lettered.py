"""Pictures whose letters stand in columns, told from letters in lines, photos and charts before any is read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extract.page.picture import Picture
from extract.scan.lettered import shows_columns

SCALE = 200 / 72
Words = Sequence[tuple[float, float, int]]


def printed(words: Words, width: float = 300, height: float = 120) -> Picture:
    """A picture with words (x, y, letters) of upright strokes as high as small print."""
    grey = np.full((round(height * SCALE), round(width * SCALE)), 250, np.uint8)
    for x, y, letters in words:
        for k in range(letters):
            left, top = round((x + 4.5 * k) * SCALE), round(y * SCALE)
            grey[top : top + round(6 * SCALE), left : left + round(2.8 * SCALE)] = 20
    return Picture(grey, SCALE)


def test_words_in_columns_line_after_line_show_columns() -> None:
    assert shows_columns(printed([(x, 10 + 15 * k, 6 + k % 3) for k in range(7) for x in (10, 110, 210)]))


def test_lines_of_prose_show_none() -> None:
    prose = [(x, 10 + 15 * k, 5) for k in range(7) for x in range(10 + 5 * k % 9, 260, 27)]
    assert not shows_columns(printed(prose))


def test_two_short_lines_show_none() -> None:
    assert not shows_columns(printed([(x, 10 + 15 * k, 8) for k in range(2) for x in (10, 110, 210)]))


def test_a_photo_shows_none() -> None:
    noise = np.random.default_rng(7).normal(130, 45, (330, 830))
    assert not shows_columns(Picture(np.clip(noise, 0, 255).astype(np.uint8), SCALE))


def test_bars_with_labels_show_none() -> None:
    chart = printed([(12 + 40 * k, 105, 4) for k in range(7)])
    for k in range(7):
        chart.grey[round((20 + 8 * k) * SCALE) : round(100 * SCALE), round((12 + 40 * k) * SCALE) :][
            :, : round(25 * SCALE)
        ] = 60
    assert not shows_columns(chart)
