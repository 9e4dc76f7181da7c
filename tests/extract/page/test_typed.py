"""Tables typed with box-drawing letters: their strokes, as far as their neighbours'."""

from __future__ import annotations

import numpy as np
import pytest

from extract.page.typed import typed_rules
from extract.ruled.edges import merged_edges

WIDE, SIZE = 4.2, 7.0
PAGE = ("┌──┬──┐", "│ab│cd│", "├──┼──┤", "│ef│gh│", "└──┴──┘")


@pytest.mark.parametrize("step", [8.2, 9.6])
def test_column_rules_are_whole_also_where_they_cross_row_rules(step: float) -> None:
    text = "".join(PAGE)
    places = [(col * WIDE, row * step) for row, line in enumerate(PAGE) for col in range(len(line))]
    boxes = np.array([(x, y, x + WIDE, y + SIZE) for x, y in places], np.float32)
    found = typed_rules(text, boxes, np.full(len(text), SIZE, np.float32), np.ones(len(text), np.bool_))
    assert found is not None
    upright = merged_edges(found.rules * np.float32(9 / SIZE)).upright * SIZE / 9
    middle = SIZE / 2
    assert [(round(low, 1), round(high, 1)) for _, low, high in upright.tolist()] == [
        (round(middle, 1), round(4 * step + middle, 1))
    ] * 3
    assert len(found.letters) == sum(not letter.isalpha() for letter in text)
