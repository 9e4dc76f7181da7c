"""Rules of a sheet's back go where its letters show through too; rules in grey stay where no letters are pale."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2")

from extract.page.picture import Picture
from extract.scan.back import without_back

SCALE = 200 / 72
RULES = np.array([(50.0, 100.0, 250.0, 100.0), (50.0, 140.0, 250.0, 140.0)], np.float32)


def sheet(letters: bool) -> Picture:
    """Black letters and a black rule, a second rule in pale grey, and pale letters where told."""
    grey = np.full((700, 900), 250, np.uint8)
    for y, ink in ((200, 20), (230, 20), (500, 205 if letters else 20)):
        for x in range(150, 600, 20):
            grey[y : y + 14, x : x + 3] = ink
            grey[y : y + 3, x : x + 9] = ink
    for (x0, y0, x1, _), ink in zip((RULES * SCALE).round().astype(int).tolist(), (20, 205), strict=True):
        grey[y0 - 1 : y0 + 1, x0:x1] = ink
    return Picture(grey, SCALE)


@pytest.mark.parametrize(("letters", "n_rules"), [(True, 1), (False, 2)])
def test_a_pale_rule_is_the_backs_where_letters_show_through(letters: bool, n_rules: int) -> None:
    rules, widths = without_back(sheet(letters), RULES, np.full(2, 0.7, np.float32))
    assert len(rules) == len(widths) == n_rules
    assert rules[0, 1] == 100.0
