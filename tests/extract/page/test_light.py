"""Uneven light is taken out of a picture; paint, print and what lies beside the sheet keep their shade."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2")

from extract.page.light import evenly_lit
from extract.page.picture import Picture

SCALE = 200 / 72


def sheet() -> Picture:
    """A white page with lines of ink and one painted row, from 100 to 130 points."""
    grey = np.full((1600, 1200), 250, np.uint8)
    for y in range(500, 1500, 40):
        grey[y : y + 12, 100:1100:9] = 20
    grey[round(100 * SCALE) : round(130 * SCALE), 100:1100] = 165
    return Picture(grey, SCALE)


def shaded(page: Picture, least: float) -> Picture:
    """In the shadow of a hand that lies over its left."""
    x = np.linspace(0, 1, page.grey.shape[1])
    light = least + (1 - least) / (1 + np.exp(-(x - 0.55) * 30))
    return Picture((page.grey * light).astype(np.uint8), page.scale)


@pytest.mark.parametrize("least", [0.5, 0.62, 0.8])
def test_a_shadow_is_lifted_and_a_painted_row_in_it_stays_painted(least: float) -> None:
    lit = evenly_lit(shaded(sheet(), least)).grey
    assert lit[480, 150] > 230
    assert lit[480, 1050] > 230
    assert abs(int(lit[320, 150]) - 165) < 20
    assert lit[506, 100] < 60


def test_a_page_that_is_lit_alike_stays_as_it_is() -> None:
    page = sheet()
    assert evenly_lit(page) is page


def test_a_dark_table_top_beside_the_sheet_is_no_shadow() -> None:
    page = sheet()
    page.grey[:, :200] = 70
    assert evenly_lit(page).grey[800, 50] < 90
