"""Pages printed sideways: turned so that most of their text reads from left to right, and boxes turned back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extract.types import Box, Floats, PageContent, PageTable, TextLine


def main_angle(content: PageContent) -> int:
    """The direction in which most visible text reads: 0, 90, 180 or 270 degrees clockwise on the displayed page."""
    if not content.angles.any():
        return 0
    seen = content.angles[content.visible]
    counts = [int(np.count_nonzero(seen == angle)) for angle in (0, 90, 180, 270)]
    best = int(np.argmax(counts))
    # Upright unless another direction clearly rules the page: sideways header cells are common.
    return best * 90 if counts[best] > 1.5 * counts[0] + 20 else 0


def upright(content: PageContent) -> PageContent:
    """The page as a reader would hold it: most text at angle 0. The same object where it already is."""
    return turned(content, main_angle(content))


def turned(content: PageContent, angle: int) -> PageContent:
    """The page turned so that text at ``angle`` (0, 90, 180, 270) comes to read at 0."""
    if angle == 0:
        return content
    w, h = content.width, content.height
    width, height = turned_size(w, h, angle)
    return replace(
        content,
        width=width,
        height=height,
        boxes=_turn(content.boxes, angle, w, h),
        angles=np.mod(content.angles - angle, 360).astype(np.int16),
        rules=_turn(content.rules, angle, w, h),
        fills=_turn(content.fills, angle, w, h),
    )


def turned_size(width: float, height: float, angle: int) -> tuple[float, float]:
    """Width and height of a page of this size after it is turned by ``angle`` (0, 90, 180, 270)."""
    return (height, width) if angle in (90, 270) else (width, height)


def _turn(boxes: Floats, angle: int, w: float, h: float) -> Floats:
    x0, y0, x1, y1 = boxes.T
    turned_boxes: NDArray[np.float32] = np.stack(
        {90: (y0, w - x1, y1, w - x0), 180: (w - x1, h - y1, w - x0, h - y0), 270: (h - y1, x0, h - y0, x1)}[angle],
        axis=1,
    ).astype(np.float32)
    return turned_boxes


def turn_box(box: Box, angle: int, width: float, height: float) -> Box:
    """Where a box of the displayed page (width x height) stands after ``turned(content, angle)``."""
    return box_back(box, -angle % 360, *turned_size(width, height, angle))


def box_back(box: Box, angle: int, width: float, height: float) -> Box:
    """Where a box of the page turned by ``turned(content, angle)`` stands on the displayed page (width x height)."""
    x0, y0, x1, y1 = box
    if angle == 90:
        return Box(width - y1, x0, width - y0, x1)
    if angle == 180:
        return Box(width - x1, height - y1, width - x0, height - y0)
    if angle == 270:
        return Box(y0, height - x1, y1, height - x0)
    return box


def table_back(table: PageTable, angle: int, width: float, height: float) -> PageTable:
    """A table read on the turned page, its boxes on the displayed page; ``col_edges`` stay in reading direction."""
    if angle == 0:
        return table
    cells = tuple(replace(cell, box=box_back(cell.box, angle, width, height)) for cell in table.cells)
    return replace(table, box=box_back(table.box, angle, width, height), cells=cells)


def line_back(line: TextLine, angle: int, width: float, height: float) -> TextLine:
    """A line read on the turned page, its box on the displayed page."""
    return replace(line, box=box_back(line.box, angle, width, height)) if angle else line
