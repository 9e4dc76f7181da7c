"""Many cells at once: a page has hundreds, and making them one by one costs more than finding their borders."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.types import Box, Cell

# A frozen dataclass sets each field through a Python-level detour. Its slots can be filled column by column in C.
_SLOTS = {field.name: getattr(Cell, field.name) for field in fields(Cell)}


def make_boxes(xs: Sequence[float], ys: Sequence[float], spans: NDArray[np.intp]) -> list[Box]:
    """Boxes between the borders ``xs`` and ``ys`` of a grid; ``spans`` (k, 4): first row, column, last row, column.

    A grid's cells share their borders: four numbers of its own for each would take more memory than all its text.
    """
    r0, c0, r1, c1 = spans.T.tolist()
    x, y = xs.__getitem__, ys.__getitem__
    # As ``Box._make``, without its detour through Python.
    return list(map(tuple.__new__, repeat(Box), zip(map(x, c0), map(y, r0), map(x, c1), map(y, r1), strict=True)))


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
    return tuple(_filled(len(rows), columns))


def copied_cells(cells: Sequence[Cell], **changed: Iterable[Any]) -> list[Cell]:
    """The cells with other values in some columns, as ``replace`` would make them one by one."""
    kept = {name: map(slot.__get__, cells) for name, slot in _SLOTS.items() if name not in changed}
    return _filled(len(cells), {**kept, **changed})


def _filled(count: int, columns: Mapping[str, Iterable[Any]]) -> list[Cell]:
    cells = list(map(object.__new__, repeat(Cell, count)))
    for name, slot in _SLOTS.items():
        deque(map(slot.__set__, cells, columns[name]), maxlen=0)
    return cells
