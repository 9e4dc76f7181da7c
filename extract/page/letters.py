"""How large the letters of a page are: what is near, narrow or low on it is so beside these.

A sheet is printed on whatever paper there is, its rows, its rules' gaps and its letters larger or smaller together.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extract.page.median import median
from extract.types import Bools, Floats, PageContent

COMMON = 9.0
"""Points: the usual letters of a table, beside which lengths are told in points; taken where nothing is printed."""
_FEW = 10
"""Fewer letters do not tell: a page number, a footnote's mark."""
_SMALLEST, _LARGEST = 3.0, 36.0
"""Points: no table is printed smaller or larger; fonts that claim so count in other units than they say."""
_SPACE = 0x20


def letter_size(content: PageContent, which: NDArray[np.intp] | None = None) -> float:
    """The usual font size (points) of the letters ``which`` (numbers), or of the page's where these are few."""
    sizes = content.sizes[which] if which is not None else content.sizes[:0]
    sizes = sizes[sizes > 0]
    if len(sizes) >= _FEW:
        return _printed(sizes)
    return usual_size(np.frombuffer(content.text.encode("utf-32-le"), "<u4"), content.sizes, content.visible)


def usual_size(codes: NDArray[np.uint32], sizes: Floats, shown: Bools) -> float:
    """The usual font size (points) of a page's characters: of the letters that are ``shown``, and have one."""
    letters = np.flatnonzero(shown & (codes > _SPACE) & (sizes > 0))
    return _printed(sizes[letters]) if len(letters) >= _FEW else COMMON


def _printed(sizes: Floats) -> float:
    return min(max(float(median(sizes)), _SMALLEST), _LARGEST)


def print_size(content: PageContent) -> float:
    """How many times as large as with common letters the page is printed."""
    return letter_size(content) / COMMON


def resized(content: PageContent, factor: float) -> PageContent:
    """The page printed so many times as large: its paper, letters, rules, paint and pictures."""
    times = np.float32(factor)
    return replace(
        content,
        width=content.width * factor,
        height=content.height * factor,
        boxes=content.boxes * times,
        sizes=content.sizes * times,
        rules=content.rules * times,
        rule_widths=content.rule_widths * times,
        fills=content.fills * times,
        images=content.images * times,
    )
