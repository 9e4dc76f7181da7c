"""Painted rows turned to dark letters on light ground."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2")

import cv2

from extract.page.picture import Picture
from extract.page.shades import dark_on_light

SCALE = 200 / 72


def painted(ground: int) -> Picture:
    """A sheet with a painted row, its cells apart by white rules, white words in them; darker about the words, as a
    JPEG's ground is uneven.
    """
    sheet = np.full((900, 1300), 255, np.uint8)
    sheet[100:220, 100:1200] = ground
    sheet[100:220, 470:472] = sheet[100:220, 840:842] = 255
    for x, word in ((140, "URAIAN BELANJA"), (510, "NAMA SATUAN"), (880, "PAGU USULAN")):
        sheet[150:176, x - 4 : x + 170] = ground - 3
        cv2.putText(sheet, word, (x, 170), cv2.FONT_HERSHEY_DUPLEX, 0.6, 255, 2, cv2.LINE_AA)
    return Picture(sheet, SCALE)


@pytest.mark.parametrize("ground", [50, 100, 114, 115, 116, 130])
def test_a_painted_row_is_turned_once_however_near_its_shade_is_to_a_limit(ground: int) -> None:
    row = dark_on_light(painted(ground)).grey[106:214, 110:1190]
    # Letters and rules are a small part of it; what is turned twice is dark again about the letters.
    assert np.mean(row > 200) > 0.8
    assert np.mean(row < 128) > 0.01
