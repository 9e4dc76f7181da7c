"""Rows of totals that no rule parts from the row above or below: named as such, with amounts level with the name."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import numpy as np

from extract.headwords import is_total
from extract.judge import is_amount
from extract.ruled.filled import LEVEL, Filled, Indices, lines_of
from extract.ruled.heaped import Heap, HeapLine, heap_of, letters_of
from extract.ruled.lattice import Lattice
from extract.ruled.parting import with_borders

_NAMED = re.compile("[Jj](?:UMLAH|umlah)|[Tt](?:OTAL|otal)")
_WORD = re.compile(r"[^\W\d_]+")


def with_total_rows(grid: Filled) -> Lattice | None:
    """The lattice with the border between a row of totals and the row that it is ruled together with; None where all
    are ruled.
    """
    added = []
    for heap, row, at_end in _named(grid):
        cells = _cells_of(grid, row, heap, 2 if at_end else 0)
        y = _parting(heap, cells, at_end)
        low, high = grid.lattice.ys[row : row + 2].tolist()
        if y is not None and low < y < high:
            parted = [cell.region for cell in cells if _is_single(grid, cell.region)]
            columns = [c for region in parted for c in range(*grid.regions.spans[region, [1, 3]].tolist())]
            added.append((y, row, columns))
    return with_borders(grid, added) if added else None


def _named(grid: Filled) -> Iterator[tuple[Heap, int, bool]]:
    """The cells whose last line, or first one, names a total, each with that line's row; True for the last one."""
    spans, labels, text = grid.regions.spans, grid.labels, grid.content.text
    # Most that begins so is an indicator, whose next word tells before its lines are looked at.
    named = {int(labels[at]) for found in _NAMED.finditer(text) if _may_end(grid, at := found.start(), found.end())}
    for region in sorted(named - {-1}):
        r0, _, r1, _ = spans[region].tolist()
        members = grid.members(region)
        if not len(members) or not _may_be_named(grid, members):
            continue
        heap = heap_of(grid, region, members)
        if is_total(heap.lines[-1].text):
            yield heap, r1 - 1, True
        elif is_total(heap.lines[0].text) and r0:
            yield heap, r0, False


def _may_be_named(grid: Filled, members: Indices) -> bool:
    """False where neither a cell's last line nor its first one names a total, however its letters are parted."""
    lines = tuple(lines_of(grid.content, members))
    # What names a total names one without its blanks too.
    return any(is_total("".join(letters_of(grid.content, lines[at]))) for at in {0, len(lines) - 1})


def _may_end(grid: Filled, start: int, end: int) -> bool:
    """True where the text behind a total's name is another cell's, or no small word that no total has."""
    text, labels = grid.content.text, grid.labels
    while end < len(text) and text[end].isspace():
        end += 1
    is_own = end < len(text) and labels[end] == labels[start]
    word = _WORD.match(text, end) if is_own else None
    return bool(labels[start] >= 0) and (word is None or is_total(f"{text[start:end]} {word[0]}"))


def _cells_of(grid: Filled, row: int, named: Heap, side: int) -> list[Heap]:
    """The filled cells that begin in a row (``side`` 0), or end in it (2), first the one that names the total."""
    spans = grid.regions.spans
    inked = np.bincount(grid.labels[grid.inked], minlength=len(spans)) > 0
    regions = np.flatnonzero((spans[:, side] == row + side // 2) & inked).tolist()
    others = (heap_of(grid, region, grid.members(region)) for region in regions if region != named.region)
    return [named, *others]


def _is_single(grid: Filled, region: int) -> bool:
    r0, _, r1, _ = grid.regions.spans[region].tolist()
    return bool(r1 - r0 == 1)


def _parting(named: Heap, cells: list[Heap], at_end: bool) -> float | None:
    """The height between the total and what stands next to it; None where that is nothing, or other values than amounts
    are level with the name.
    """
    name = named.lines[-1 if at_end else 0]
    near = LEVEL * name.size
    level: list[HeapLine] = []
    rest = -math.inf if at_end else math.inf
    for cell in cells:
        here = [line for line in cell.lines if abs(line.middle - name.middle) < near]
        others = [line.middle for line in cell.lines if abs(line.middle - name.middle) >= near]
        level += here
        rest = max([rest, *others]) if at_end else min([rest, *others])
    amounts = [line for line in level if line.text != name.text]
    if not amounts or not all(is_amount(line.text) for line in amounts) or not math.isfinite(rest):
        return None
    is_apart = rest < name.middle - near if at_end else rest > name.middle + near
    return (rest + name.middle) / 2 if is_apart else None
