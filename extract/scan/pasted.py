"""Tables that are pasted as pictures into a page of live text: read as scans are, and set into the page.

Only a picture is read whose rules make a grid, or whose lines of letters stand in columns: photos, charts and logos are
far more frequent, and reading is dear. What is no table once it is read leaves the page as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from extract.aligned.reader import read_aligned
from extract.errors import OcrMissing
from extract.page.picture import Picture
from extract.page.shades import dark_on_light
from extract.ruled.edges import grids, merged_edges
from extract.ruled.lattice import Lattice, build_lattice
from extract.scan.lettered import shows_columns
from extract.scan.ocr import ocr_reader
from extract.scan.reader import read_picture
from extract.scan.rules import image_rules
from extract.scan.types import OcrReader
from extract.types import Box, PageContent

_WIDE, _HIGH = 120.0, 40.0
"""A table's picture has these sides at least (points)."""
_MOST = 12
_LIVE = 5
"""A picture on which more live letters stand is their ground."""
_ROWS, _COLUMNS = 3, 2
"""A grid has so many rows and columns at least."""
_SHARE = 0.4
"""It fills this share of the picture."""
_BELIEVED = 0.5
"""Without rules a table is believed from this confidence on."""
_DRAWN = 0.6
"""And draws this share of its inner borders."""


def with_pasted_tables(
    content: PageContent, picture: Callable[[], Picture], reader: OcrReader | None = None
) -> PageContent:
    """The page with the characters and rules of the tables that its pictures show; the same page where none does.

    ``picture`` draws the page without its text. Where no OCR is installed the page stays as it is.
    """
    places = _places(content)
    if not places:
        return content
    whole = picture()
    for place in places:
        part = _cut(whole, place)
        ruled = _is_table(part)
        if not ruled and not shows_columns(part):
            continue
        try:
            reader = reader or ocr_reader()
        except OcrMissing:
            return content
        read = read_picture(part, _blank(content, part), reader=reader)
        if ruled or _holds_table(read):
            content = _with(content, read, place)
    return content


def _places(content: PageContent) -> list[Box]:
    """The pictures large enough for a table, on which no live text stands."""
    boxes = content.boxes[content.visible]
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    places = []
    for x0, y0, x1, y1 in content.images[:_MOST].tolist():
        live = np.count_nonzero((x > x0) & (x < x1) & (y > y0) & (y < y1))
        if x1 - x0 >= _WIDE and y1 - y0 >= _HIGH and live <= _LIVE:
            places.append(Box(x0, y0, x1, y1))
    return places


def _holds_table(read: PageContent) -> bool:
    """True where what a picture says stands in columns and rows that fill a good part of it."""
    area = read.width * read.height
    tables = [table for table in read_aligned(read) if table.n_cols >= _COLUMNS and table.n_rows >= _ROWS]
    boxes = [table.box for table in tables if table.confidence >= _BELIEVED]
    return any((box.x1 - box.x0) * (box.y1 - box.y0) >= _SHARE * area for box in boxes)


def _cut(whole: Picture, place: Box) -> Picture:
    x0, y0, x1, y1 = (round(side * whole.scale) for side in place)
    return Picture(np.ascontiguousarray(whole.grey[max(y0, 0) : y1, max(x0, 0) : x1]), whole.scale)


def _is_table(part: Picture) -> bool:
    """True where the picture's rules make a grid that fills a good part of it."""
    rules, _ = image_rules(dark_on_light(part))
    rows, columns = part.grey.shape
    area = rows * columns / part.scale**2
    lattices = (build_lattice(grid) for grid in grids(merged_edges(rules)))
    return any(_is_full(lattice, area) for lattice in lattices if lattice is not None)


def _is_full(lattice: Lattice, area: float) -> bool:
    """False for charts and trees of boxes: most of the places between their lines have no border of their own."""
    rows, columns = len(lattice.ys) - 1, len(lattice.xs) - 1
    if rows < _ROWS or columns < _COLUMNS or np.ptp(lattice.xs) * np.ptp(lattice.ys) < _SHARE * area:
        return False
    return bool(min(lattice.level[1:-1].mean(), lattice.upright[:, 1:-1].mean()) >= _DRAWN)


def _blank(content: PageContent, part: Picture) -> PageContent:
    """An empty page of the picture's size."""
    rows, columns = part.grey.shape
    none = content.boxes[:0]
    return replace(
        content,
        width=columns / part.scale,
        height=rows / part.scale,
        text="",
        boxes=none,
        sizes=content.sizes[:0],
        bold=content.bold[:0],
        angles=content.angles[:0],
        visible=content.visible[:0],
        rules=content.rules[:0],
        rule_widths=content.rule_widths[:0],
        fills=content.fills[:0],
        fill_grey=content.fill_grey[:0],
        images=content.images[:0],
        char_confidence=None,
    )


def _with(content: PageContent, read: PageContent, place: Box) -> PageContent:
    """The page with what was read of a picture, set where the picture stands."""
    shift = np.array([place.x0, place.y0, place.x0, place.y0], np.float32)
    sure = content.char_confidence
    sure = np.ones(len(content.text), np.float32) if sure is None else sure
    mine = read.char_confidence if read.char_confidence is not None else np.ones(len(read.text), np.float32)
    return replace(
        content,
        text=content.text + read.text,
        boxes=np.concatenate([content.boxes, read.boxes + shift]),
        sizes=np.concatenate([content.sizes, read.sizes]),
        bold=np.concatenate([content.bold, read.bold]),
        angles=np.concatenate([content.angles, read.angles]),
        visible=np.concatenate([content.visible, read.visible]),
        rules=np.concatenate([content.rules, read.rules + shift]),
        rule_widths=np.concatenate([content.rule_widths, read.rule_widths]),
        char_confidence=np.concatenate([sure, mine]),
    )
