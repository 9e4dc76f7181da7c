"""What a grid's places print, letter by letter and line by line, for all that looks for borders a grid leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.page.letters import letter_size
from extract.page.stretches import stretch_starts
from extract.ruled.lattice import Lattice, Regions
from extract.types import PageContent

Indices = NDArray[np.intp]

LEVEL = 0.35
"""Letters whose middles differ by less than this share of the font size stand in one line."""
_SPACE = 0x20


class RowCells(NamedTuple):
    """The filled cells of single rows: their letters cell by cell, where each cell begins among them, and its place."""

    letters: Indices
    starts: Indices
    region: Indices
    row: Indices
    height: NDArray[np.float32]
    """From the middle of its first line to that of its last one."""
    size: NDArray[np.float32]

    def members(self, cell: int) -> Indices:
        """The letters of one cell, in the order of the page."""
        return self.letters[self.starts[cell] : self.starts[cell + 1] if cell + 1 < len(self.starts) else None]


class Filled:
    """A grid with the region of each of the page's characters (``labels``, -1 for none)."""

    def __init__(self, content: PageContent, lattice: Lattice, regions: Regions, labels: Indices) -> None:
        self.content = content
        self.lattice = lattice
        self.regions = regions
        self.labels = labels

    @cached_property
    def codes(self) -> NDArray[np.uint32]:
        """The characters' codes."""
        return np.frombuffer(self.content.text.encode("utf-32-le"), "<u4")

    @cached_property
    def inked(self) -> Indices:
        """The upright letters that stand in the grid."""
        return np.flatnonzero((self.labels >= 0) & (self.codes > _SPACE) & (self.content.angles == 0))

    @cached_property
    def _by_region(self) -> tuple[Indices, Indices]:
        """The upright letters region by region, in each in the order of the page, and the region of each."""
        held = self.labels.take(self.inked)
        order = held.argsort(kind="stable")
        return self.inked.take(order), held.take(order)

    def members(self, region: int) -> Indices:
        """The upright letters of a region, in the order of the page."""
        letters, held = self._by_region
        first, end = held.searchsorted((region, region + 1)).tolist()
        return letters[first:end]

    @cached_property
    def letter(self) -> float:
        """The usual font size (points) of the grid's letters, the page's where it holds few."""
        return letter_size(self.content, np.flatnonzero((self.labels >= 0) & (self.codes > _SPACE)))

    @cached_property
    def row_cells(self) -> RowCells:
        """The filled cells that stand in one row."""
        spans, content = self.regions.spans, self.content
        single = spans[:, 2] - spans[:, 0] == 1
        letters, held = self._by_region
        kept = single.take(held).nonzero()[0]
        letters, held = letters.take(kept), held.take(kept)
        starts = stretch_starts(held)
        region = held[starts]
        height = content.sizes[:0]
        if len(letters):
            middle = _middles(content, letters)
            height = np.maximum.reduceat(middle, starts) - np.minimum.reduceat(middle, starts)
        return RowCells(letters, starts, region, spans[region, 0], height, content.sizes[letters[starts]])


Mend = Callable[[Filled], Lattice | None]
"""Gives a lattice what it lacks, or takes what it has too much; None where it is as it should be."""


def lines_of(content: PageContent, members: Indices) -> Iterator[Indices]:
    """A cell's letters line by line, top to bottom."""
    # Asked of some dozen letters hundreds of times a page: what numpy's functions do before they begin counts.
    middle = _middles(content, members)
    order = middle.argsort(kind="stable")
    ranked, middle = members.take(order), middle.take(order)
    apart = middle[1:] - middle[:-1] > LEVEL * np.maximum(content.sizes.take(ranked[1:]), 1.0)
    return (ranked[low:high] for low, high in pairwise((0, *(apart.nonzero()[0] + 1).tolist(), len(ranked))))


def _middles(content: PageContent, letters: Indices) -> NDArray[np.float32]:
    _, y0, _, y1 = content.boxes.T
    return np.asarray((y0.take(letters) + y1.take(letters)) / 2)
