"""Pictures of pages: spots of ink, and pages made straight."""

from __future__ import annotations

import numpy as np
import pytest

from extract.page.picture import Picture, Straightening, spots, straighten, tilt


@pytest.mark.parametrize("apart", [2, 3])
def test_each_spot_has_a_number_of_its_own_however_many_there_are(apart: int) -> None:
    marks = np.zeros((700, 800), np.uint8)
    marks[::apart, ::apart] = 255
    found = spots(marks)
    count = int(np.count_nonzero(marks))
    assert found.labels.max() == count == len(found.stats) - 1
    assert found.labels.dtype == (np.int32 if count > 65_534 else np.uint16)
    assert (found.stats[1:, 4] == 1).all()
    assert np.array_equal(found.labels > 0, marks > 0)


def test_only_the_chosen_spots_are_marked() -> None:
    marks = np.zeros((20, 30), np.uint8)
    marks[2:6, 2:6] = marks[10:12, 20:28] = 255
    found = spots(marks)
    wide = found.stats[:, 2] > found.stats[:, 3]
    wide[0] = False
    assert np.array_equal(np.argwhere(found.marked(wide))[[0, -1]], [[10, 20], [11, 27]])


def test_a_page_is_made_straight_without_a_seam() -> None:
    rows, columns = 413, 300
    slope = np.add.outer(np.arange(rows), np.arange(columns)) / 4
    how = Straightening(1.5, (columns / 2, rows / 2), np.zeros(5), np.zeros(5), rows / 2)
    level = straighten(Picture(slope.astype(np.uint8), 2.0), how).grey[40:-40, 40:-40].astype(int)
    assert np.abs(np.diff(level, axis=0)).max() <= 1
    assert np.abs(np.diff(level, axis=1)).max() <= 1


@pytest.mark.parametrize("angle", [-3.2, 0.4])
def test_lines_of_words_tell_the_tilt(angle: float) -> None:
    page = np.zeros((1400, 1000), np.uint8)
    page[200:1200:40, 150:850] = page[206:1206:40, 150:850] = 255
    turn = np.deg2rad(angle)
    y, x = np.mgrid[0:1400, 0:1000] - np.array([700, 500])[:, None, None]
    back = np.stack([y * np.cos(turn) - x * np.sin(turn) + 700, x * np.cos(turn) + y * np.sin(turn) + 500])
    at = np.clip(back.round().astype(int), 0, [[[1399]], [[999]]])
    assert tilt(page[at[0], at[1]]) == pytest.approx(angle, abs=0.11)
