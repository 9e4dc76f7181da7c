"""Header cells that an office left unmerged: a heading over its group's first column, empty cells over the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.types import Cell
from normalize.wording import squash

_LEAST_GROUPS = 2
"""Groups of equal headers side by side that show where each begins: one alone may be headed by chance."""
_SIGN = re.compile(r"\(\s*(?:rp\.?|rupiah|%|persen)\s*\)", re.I)
_WIDTHS = (2, 3, 4)
"""Columns of such a group: "K | Rp", "Target | Realisasi | %"."""


def spread(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The header's cells; headings over groups of columns as wide as the groups, also where nobody merged the cells.

    "Target Renja | (empty) | Triwulan I | (empty)" over "K | Rp | K | Rp" is one heading a pair: the lowest row repeats
    itself, and every heading stands where it begins anew. Where one stands elsewhere, or a group has none, the rows
    may have slipped, and nothing is changed.
    """
    filled = [c for c in cells if c.text.strip()]
    lowest = max((c.row for c in filled), default=0)
    wider: dict[tuple[int, int], Cell] = {}
    for starts, end in _groups([c for c in filled if c.row == lowest]):
        over = [c for c in filled if c.row < lowest and starts[0] <= c.col < end]
        reached = [c for c in filled if c.row < lowest and c.col < starts[0] < c.col + c.colspan]
        if not reached and _stand_at(over, starts, end):
            wider |= {(c.row, c.col): c for c in _widened(over, end)}
    return tuple(wider.get((c.row, c.col), c) for c in cells) if wider else tuple(cells)


def _groups(row: Sequence[Cell]) -> Iterator[tuple[list[int], int]]:
    """(first columns, end) of each run of equal groups side by side in the lowest header row."""
    texts = {c.col: _wording(c.text) for c in row if c.colspan == 1}
    for first in sorted(col for col in texts if col - 1 not in texts):
        end = first
        while end in texts:
            end += 1
        run = [texts[col] for col in range(first, end)]
        for width in _WIDTHS:
            group = run[:width]
            if len(set(group)) == width and len(run) >= _LEAST_GROUPS * width and run == group * (len(run) // width):
                yield list(range(first, end, width)), end
                break


def _wording(text: str) -> str:
    """A header without its sign, where it has more: "Anggaran (Rp)" and "Anggaran" head the same of two groups."""
    return squash(_SIGN.sub("", text)) or squash(text)


def _stand_at(over: Sequence[Cell], starts: Sequence[int], end: int) -> bool:
    """True where every heading begins with a group and ends with one or is unmerged, and every group has one."""
    bounds = {*starts, end}
    fit = all(c.col in bounds and (c.colspan == 1 or c.col + c.colspan in bounds) for c in over)
    return fit and {c.col for c in over} >= set(starts)


def _widened(over: Sequence[Cell], end: int) -> Iterator[Cell]:
    """Each unmerged heading up to the next one of its row, or of a row above."""
    for cell in over:
        after = min((c.col for c in over if c.row <= cell.row and c.col > cell.col), default=end)
        if cell.colspan == 1:
            yield replace(cell, colspan=after - cell.col)
