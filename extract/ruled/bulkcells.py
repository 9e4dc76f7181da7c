"""Many cells at once: a page has hundreds, and making them one by one costs more than finding their borders."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import fields
from itertools import repeat
from typing import Any

from extract.types import Box, Cell

# A frozen dataclass sets each field through a Python-level detour. Its slots can be filled column by column in C.
_SETTERS = {field.name: getattr(Cell, field.name).__set__ for field in fields(Cell)}


def make_boxes(sides: Iterable[Iterable[float]]) -> list[Box]:
    """Boxes from the columns of their x0, y0, x1 and y1."""
    return list(map(Box._make, zip(*sides, strict=True)))


def make_cells(
    rows: list[int],
    cols: list[int],
    rowspans: list[int],
    colspans: list[int],
    texts: list[str],
    page: int,
    boxes: list[Box],
    bold: list[bool],
) -> tuple[Cell, ...]:
    """The cells that columns of equal length describe, as ``Cell(...)`` would make them."""
    cells = list(map(object.__new__, repeat(Cell, len(rows))))
    columns: dict[str, Iterable[Any]] = {
        "row": rows,
        "col": cols,
        "rowspan": rowspans,
        "colspan": colspans,
        "text": texts,
        "page": repeat(page),
        "box": boxes,
        "bold": bold,
        "is_header": repeat(False),
        "confidence": repeat(None),
    }
    for name, set_field in _SETTERS.items():
        deque(map(set_field, cells, columns[name]), maxlen=0)
    return tuple(cells)
