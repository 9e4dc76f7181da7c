"""Where things that were found on a page made straight stand on the page as it is displayed, tilt, bend and all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from extract.page.orientation import box_back, turn_box
from extract.page.picture import Straightening
from extract.types import Box, Cell, Displaced, PageResult, PageTable, Table

_ALONG = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Places along a box's sides that are turned back: a bent page's boxes bulge between their corners."""


@dataclass(frozen=True, slots=True)
class Tilt:
    """How a scanned page was made straight.

    ``angle``: how its text reads as displayed (0, 90, 180, 270); ``scale``: pixels a point; ``width`` and ``height`` of
    the page as displayed, in points.
    """

    how: Straightening
    scale: float
    angle: int
    width: float
    height: float

    def box(self, box: Box) -> Box:
        """The box around what stood in ``box`` of the straight page, within the displayed page; all in points."""
        upright = np.array(turn_box(box, self.angle, self.width, self.height))
        stood = self.how.backward(_outline(upright) * self.scale) / self.scale
        if not np.isfinite(stood).all():
            return box
        x0, y0, x1, y1 = box_back(Box(*stood.min(axis=0), *stood.max(axis=0)), self.angle, self.width, self.height)
        placed = (
            max(float(x0), min(box.x0, 0.0)),
            max(float(y0), min(box.y0, 0.0)),
            min(float(x1), max(box.x1, self.width)),
            min(float(y1), max(box.y1, self.height)),
        )
        return Box(*placed) if placed[0] < placed[2] and placed[1] < placed[3] else box


def _outline(box: NDArray[np.float64]) -> NDArray[np.float64]:
    """Places (n, 2) on the four sides of a box (4,)."""
    x0, y0, x1, y1 = box.tolist()
    xs, ys = [x0 + (x1 - x0) * share for share in _ALONG], [y0 + (y1 - y0) * share for share in _ALONG]
    level = [(x, y) for x in xs for y in (y0, y1)]
    return np.array(level + [(x, y) for y in ys for x in (x0, x1)], np.float64)


def pages_as_displayed(results: Sequence[PageResult], tilts: Mapping[int, Displaced]) -> tuple[PageResult, ...]:
    """The results with the boxes of tables and cells on the displayed page.

    Lines of running text keep their straight places: who reads them on counts on lines being level.
    """
    return tuple(
        replace(page, tables=tuple(_page_table(table, tilts[page.number]) for table in page.tables))
        if page.number in tilts
        else page
        for page in results
    )


def _page_table(table: PageTable, tilt: Displaced) -> PageTable:
    cells = tuple(replace(cell, box=tilt.box(cell.box)) for cell in table.cells)
    return replace(table, box=tilt.box(table.box), cells=cells)


def tables_as_displayed(tables: Sequence[Table], tilts: Mapping[int, Displaced]) -> tuple[Table, ...]:
    """The joined tables with each cell's box on the displayed page that it is printed on."""

    def cell_back(cell: Cell) -> Cell:
        return replace(cell, box=tilts[cell.page].box(cell.box)) if cell.page in tilts else cell

    if not tilts:
        return tuple(tables)
    return tuple(
        replace(table, cells=tuple(map(cell_back, table.cells))) if not tilts.keys().isdisjoint(table.pages) else table
        for table in tables
    )
