"""Where things that were found on a page made straight stand on the page as it is displayed, tilt, bend and all."""

from __future__ import annotations

from collections import defaultdict
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
        return self.boxes([box])[0]

    def boxes(self, boxes: Sequence[Box]) -> list[Box]:
        """As ``box``, for all cells of a page at once: one by one they take longer than finding its rules."""
        if not boxes:
            return []
        upright = np.array([turn_box(box, self.angle, self.width, self.height) for box in boxes])
        places = _outlines(upright)
        stood = self.how.backward(places.reshape(-1, 2) * self.scale).reshape(places.shape) / self.scale
        corners = np.concatenate([stood.min(axis=1), stood.max(axis=1)], axis=1)
        return [
            self._on_page(box, Box(*corner)) if known else box
            for box, corner, known in zip(boxes, corners.tolist(), np.isfinite(corners).all(axis=1), strict=True)
        ]

    def _on_page(self, box: Box, stood: Box) -> Box:
        """``stood`` turned to the displayed page and cut to it, where ``box`` is not outside itself."""
        x0, y0, x1, y1 = box_back(stood, self.angle, self.width, self.height)
        x0, y0 = max(x0, min(box.x0, 0.0)), max(y0, min(box.y0, 0.0))
        x1, y1 = min(x1, max(box.x1, self.width)), min(y1, max(box.y1, self.height))
        return Box(x0, y0, x1, y1) if x0 < x1 and y0 < y1 else box


def _outlines(boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Places (n, 20, 2) on the four sides of boxes (n, 4)."""
    x0, y0, x1, y1 = boxes.T
    xs, ys = [x0 + (x1 - x0) * share for share in _ALONG], [y0 + (y1 - y0) * share for share in _ALONG]
    level = [(x, y) for x in xs for y in (y0, y1)]
    upright = [(x, y) for y in ys for x in (x0, x1)]
    return np.moveaxis(np.array(level + upright, np.float64), 2, 0)


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
    box, *cells = tilt.boxes([table.box, *(cell.box for cell in table.cells)])
    return replace(table, box=box, cells=tuple(map(_moved, table.cells, cells)))


def tables_as_displayed(tables: Sequence[Table], tilts: Mapping[int, Displaced]) -> tuple[Table, ...]:
    """The joined tables with each cell's box on the displayed page that it is printed on."""
    if not tilts:
        return tuple(tables)
    return tuple(
        table if tilts.keys().isdisjoint(table.pages) else replace(table, cells=_cells_back(table.cells, tilts))
        for table in tables
    )


def _cells_back(cells: Sequence[Cell], tilts: Mapping[int, Displaced]) -> tuple[Cell, ...]:
    back = list(cells)
    by_page: dict[int, list[int]] = defaultdict(list)
    for place, cell in enumerate(cells):
        by_page[cell.page].append(place)
    for page in by_page.keys() & tilts.keys():
        boxes = tilts[page].boxes([cells[place].box for place in by_page[page]])
        for place, box in zip(by_page[page], boxes, strict=True):
            back[place] = _moved(cells[place], box)
    return tuple(back)


def _moved(cell: Cell, box: Box) -> Cell:
    return replace(cell, box=box)
