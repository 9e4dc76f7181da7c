"""Column borders that a single row leaves out, and its figures keep to: a program's sums, a total behind its label.

Offices merge the cells of such a row, or lose its rules where tables are pasted together. What stands behind its label
are values, each within one of the columns that the other rows rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from extract.headwords import is_datum, is_total
from extract.ruled.filled import Filled, Indices, lines_of
from extract.ruled.heaped import letters_of
from extract.ruled.lattice import Lattice

_WIDE = 0.9
"""Texts of two columns stand at least this many font sizes apart; words of one text do not."""
_CUT = 0.055
"""A border cuts a letter that reaches over it by more than this (font sizes): then its word stays whole."""
_FIGURES = 3
"""So many values within columns of their own are a row's, whatever it is called; a total has one."""
_AVERAGE = re.compile(r"rata\W{0,3}rata", re.I)


class _Text(NamedTuple):
    """A text of a line: its letters as one string, the column of its middle, and whether a border parts its words."""

    text: str
    column: int
    torn: bool


def with_merged_figures(grid: Filled) -> Lattice | None:
    """The lattice with the borders before the figures of rows that leave them out; None where none does."""
    upright = grid.lattice.upright.copy()
    found = False
    for region, members in _merged(grid):
        row, c0, _, c1 = grid.regions.spans[region].tolist()
        texts = _texts(grid, members)
        label, figures = _parted(texts)
        if not _are_figures(label, figures):
            continue
        found = True
        upright[row, figures[0].column : c1] = True
        if len(label) > 1 and _in_columns(label):
            upright[row, c0 + 1 : figures[0].column] = True
    return grid.lattice._replace(upright=upright) if found else None


def _merged(grid: Filled) -> Iterator[tuple[int, Indices]]:
    """The places of one row and several columns that hold digits in a single line, each with its letters."""
    spans, labels = grid.regions.spans, grid.labels
    merged = (spans[:, 3] - spans[:, 1] > 1) & (spans[:, 2] - spans[:, 0] == 1)
    codes = grid.codes[grid.inked]
    digits = grid.inked[(codes >= 0x30) & (codes <= 0x39)]
    for region in np.flatnonzero(merged & (np.bincount(labels[digits], minlength=len(spans)) > 0)).tolist():
        members: Indices = grid.inked[labels[grid.inked] == region]
        if len(list(lines_of(grid.content, members))) == 1:
            yield region, members


def _texts(grid: Filled, members: Indices) -> list[_Text]:
    """The texts of a line, left to right, parted where the white between letters is wide."""
    content = grid.content
    x0, x1 = content.boxes[members, 0], content.boxes[members, 2]
    order = x0.argsort(kind="stable")
    members, x0, x1 = members[order], x0[order], x1[order]
    wide = _WIDE * float(content.sizes[members].max())
    starts = [0, *(np.flatnonzero(x0[1:] - np.maximum.accumulate(x1)[:-1] > wide) + 1).tolist()]
    return [_text(grid, members[low:high]) for low, high in zip(starts, [*starts[1:], len(members)], strict=True)]


def _text(grid: Filled, members: Indices) -> _Text:
    xs, boxes = grid.lattice.xs, grid.content.boxes[members]
    x0, x1, letters = boxes[:, 0], boxes[:, 2], _spaced(grid, members)
    columns = np.searchsorted(xs, (x0 + x1) / 2)
    blank = np.array([letter[0] == " " for letter in letters[1:]], np.bool_)
    parts = np.flatnonzero((columns[1:] != columns[:-1]) & ~blank)
    slack, border = _CUT * float(grid.content.sizes[members].max()), xs[columns[parts]]
    torn = (x1[parts] <= border + slack) & (x0[parts + 1] >= border - slack)
    middle = int(np.searchsorted(xs, float(x0.min() + x1.max()) / 2)) - 1
    return _Text("".join(letters), middle, bool(torn.any()))


def _spaced(grid: Filled, members: Indices) -> list[str]:
    """A text's letters, with a blank where one is printed or some white stands."""
    boxes, letters = grid.content.boxes[members], letters_of(grid.content, members)
    blank = 0.15 * float(grid.content.sizes[members].max())
    gaps = [0.0, *(boxes[1:, 0] - boxes[:-1, 2]).tolist()]
    return [f" {letter}" if gap > blank else letter for letter, gap in zip(letters, gaps, strict=True)]


def _parted(texts: list[_Text]) -> tuple[list[_Text], list[_Text]]:
    """A line's label, and the values behind it."""
    at = len(texts)
    while at and is_datum(texts[at - 1].text):
        at -= 1
    return texts[:at], texts[at:]


def _in_columns(texts: list[_Text]) -> bool:
    """True where texts stand in a column each, and no border parts a word of them."""
    return len({text.column for text in texts}) == len(texts) and not any(text.torn for text in texts)


def _are_figures(label: list[_Text], figures: list[_Text]) -> bool:
    """True where values are a row's: it has a label, and they are several, or its name says that it adds up."""
    numbers = sum(any(map(str.isdigit, figure.text)) for figure in figures)
    if not label or not numbers or not _in_columns(figures):
        return False
    name = " ".join(text.text for text in label)
    return numbers >= _FIGURES or is_total(name) or _AVERAGE.fullmatch(name.strip(" :")) is not None
