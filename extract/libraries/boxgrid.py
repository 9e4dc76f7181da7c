"""A grid from loose cell boxes, as the table libraries hand them over; the text is read from our characters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extract.page.text import texts_by_label
from extract.ruled.edges import SNAP, cluster_places
from extract.types import Box, Cell, PageContent, PageTable

MAX_CELLS = 20_000


def grid_of_boxes(content: PageContent, boxes: Sequence[Box], engine: str, confidence: float) -> PageTable | None:
    """The table whose cells are ``boxes``: rows and columns from the boxes' borders; None where nothing is in it."""
    if not 2 <= len(boxes) <= MAX_CELLS:
        return None
    sides = np.array(boxes, dtype=np.float64)
    labels = _labels(content, sides)
    texts = texts_by_label(content, labels, len(boxes))
    if not any(texts):
        return None
    cols, edges = _numbers(sides[:, [0, 2]])
    rows, _ = _numbers(sides[:, [1, 3]])
    inked = np.bincount(labels[labels >= 0], minlength=len(boxes))
    bold = np.bincount(labels[labels >= 0], weights=content.bold[labels >= 0], minlength=len(boxes)) * 2 > inked
    cells = [
        Cell(r0, c0, max(r1 - r0, 1), max(c1 - c0, 1), text, content.number, box, is_bold)
        for (r0, r1), (c0, c1), text, box, is_bold in zip(
            rows.tolist(), cols.tolist(), texts, boxes, bold.tolist(), strict=True
        )
    ]
    return PageTable(
        page=content.number,
        box=Box(*map(float, (*sides[:, :2].min(axis=0), *sides[:, 2:].max(axis=0)))),
        n_rows=max(int(rows.max()), 1),
        n_cols=max(int(cols.max()), 1),
        cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.col))),
        engine=engine,
        confidence=confidence,
        col_edges=edges,
    )


def _labels(
    content: PageContent, sides: np.ndarray[tuple[int, int], np.dtype[np.float64]]
) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    middle = (content.boxes[:, :2] + content.boxes[:, 2:]) / 2
    labels = np.full(len(middle), -1, np.intp)
    for number, (x0, y0, x1, y1) in enumerate(sides.tolist()):
        inside = (middle[:, 0] >= x0) & (middle[:, 0] < x1) & (middle[:, 1] >= y0) & (middle[:, 1] < y1)
        labels[inside & content.visible] = number
    return labels


def _numbers(
    spans: np.ndarray[tuple[int, int], np.dtype[np.float64]],
) -> tuple[np.ndarray[tuple[int, int], np.dtype[np.intp]], tuple[float, ...]]:
    """Border numbers (k, 2) of spans in one direction, and the borders' places."""
    flat = spans.ravel()
    numbers = cluster_places(flat, SNAP)
    places = np.bincount(numbers, weights=flat) / np.bincount(numbers)
    return numbers.reshape(-1, 2), tuple(map(float, places))
