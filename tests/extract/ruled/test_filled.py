"""The lines of a cell, of which piles, labels and columns of a group are told."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from extract.ruled.filled import lines_of
from extract.types import PageContent


def test_letters_of_one_height_are_a_line_whatever_their_order_on_the_page(
    make_content: Callable[..., PageContent],
) -> None:
    content = make_content([(12, 30, "bawah"), (12, 12, "atas"), (60, 12.5, "kanan")])
    lines = lines_of(content, np.arange(len(content.text)))
    assert ["".join(content.text[i] for i in sorted(line)).strip() for line in lines] == ["ataskanan", "bawah"]
