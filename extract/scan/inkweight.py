"""Which lines of a scanned page are printed bold: those with more ink a letter than most of their kind."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extract.page.picture import Grey
from extract.scan.types import Line

_HEAVIER = 1.16
"""Bold lines have at least this much ink for each letter, against the page's light lines."""
_HEAVIER_NUMBER = 1.24
_LIGHT = 30
"""Percentile of ink that light lines have: fewer lines than these are taken to be bold."""
_CAPITAL = 1.4
"""Ink of a capital letter against a small one."""
_ENOUGH = 6


def bold_lines(grey: Grey, lines: Sequence[Line], texts: Sequence[str], sizes: Sequence[float]) -> NDArray[np.bool_]:
    """(n,) True for bold lines. ``sizes``: each line's font size in pixels. None is bold where too few can be compared.

    Numbers and words are compared among themselves: digits carry other amounts of ink than letters.
    """
    size = _snapped(np.array(sizes, np.float64))
    letters = np.array([_letters(text) for text in texts], np.float64)
    weight = np.array([_ink(grey, line) for line in lines], np.float64) / np.maximum(letters * size**2, 1e-6)
    is_word = np.array([any(letter.isalpha() for letter in text) for text in texts], np.bool_)
    is_long = np.array([sum(letter.isalnum() for letter in text) >= 3 for text in texts], np.bool_)
    bold = np.zeros(len(lines), np.bool_)
    for kind, heavier in ((is_word & is_long, _HEAVIER), (~is_word & is_long, _HEAVIER_NUMBER)):
        if np.count_nonzero(kind) >= _ENOUGH:
            light = float(np.percentile(weight[kind], _LIGHT))
            bold |= kind & (weight > heavier * light)
    return bold


def _snapped(sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sizes near the usual one taken as that: they are measured on ink and waver by a pixel."""
    usual = float(np.median(sizes)) if len(sizes) else 1.0
    return np.where(np.abs(sizes - usual) <= 0.25 * usual, usual, sizes)


def _ink(grey: Grey, line: Line) -> float:
    """How dark a line is in all, against the paper around it."""
    part = grey[line.y0 : line.y1, line.x0 : line.x1].astype(np.float32)
    if not part.size:
        return 0.0
    around = grey[max(line.y0 - 3, 0) : line.y1 + 3, max(line.x0 - 3, 0) : line.x1 + 3].ravel()
    rank = round(0.8 * (around.size - 1))  # as a percentile of 80, which takes ten times as long
    paper = float(np.partition(around, rank)[rank])
    return float(np.clip(paper - part - 6, 0, None).sum())


def _letters(text: str) -> float:
    """Letters and digits of a text, capitals counted by their greater ink."""
    return sum(_CAPITAL if letter.isupper() else 1.0 for letter in text if letter.isalnum())
