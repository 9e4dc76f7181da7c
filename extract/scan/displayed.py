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


def put_as_displayed(pages: list[PageResult], tables: list[Table], tilts: Mapping[int, Displaced]) -> None:
    """Puts the boxes of the pages' grids, and of the tables joined of them, where the displayed pages show them.

    In place and a page at a time, each box once for both: of a long scan, what stood straight and what is displayed
    would be too much to be held together. Lines of running text keep their straight places: who reads them on counts on
    lines being level.
    """
    cells, on_page = _taken_out(tables, tilts)
    for at, page in enumerate(pages):
        tilt, joined = tilts.get(page.number), on_page.pop(page.number, {})
        if tilt is None:
            continue
        straight = [box for table in page.tables for box in (table.box, *(cell.box for cell in table.cells))]
        straight += [cells[k][place].box for k, places in joined.items() for place in places]
        shown = dict(zip(straight, tilt.boxes(straight), strict=True))
        pages[at] = replace(page, tables=tuple(_page_table(table, shown) for table in page.tables))
        for k, places in joined.items():
            for place in places:
                cells[k][place] = _moved(cells[k][place], shown)
    for k, moved in cells.items():
        tables[k] = replace(tables[k], cells=tuple(moved))


def _taken_out(
    tables: list[Table], tilts: Mapping[int, Displaced]
) -> tuple[dict[int, list[Cell]], dict[int, dict[int, list[int]]]]:
    """The cells of tables with moved pages, taken out of them, and by page and table their places among these."""
    cells: dict[int, list[Cell]] = {}
    on_page: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for k, table in enumerate(tables):
        if tilts.keys().isdisjoint(table.pages):
            continue
        cells[k], tables[k] = list(table.cells), replace(table, cells=())
        for place, cell in enumerate(table.cells):
            if cell.page in tilts:
                on_page[cell.page][k].append(place)
    return cells, on_page


def _page_table(table: PageTable, shown: Mapping[Box, Box]) -> PageTable:
    return replace(table, box=shown[table.box], cells=tuple(_moved(cell, shown) for cell in table.cells))


def _moved(cell: Cell, shown: Mapping[Box, Box]) -> Cell:
    return replace(cell, box=shown[cell.box])
