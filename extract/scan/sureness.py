"""How sure a scanned page's cells are read: from the OCR's word on each character."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from extract.types import Cell, PageContent, PageTable


def with_sureness(content: PageContent, table: PageTable) -> PageTable:
    """The table with each filled cell's ``confidence``: that of its least sure character. As it is where the PDF
    itself names its characters.
    """
    if content.char_confidence is None:
        return table
    middle = (content.boxes[:, :2] + content.boxes[:, 2:]) / 2
    sure = np.where(content.visible, content.char_confidence, 1.0)

    def rated(cell: Cell) -> Cell:
        x0, y0, x1, y1 = cell.box
        inside = (middle[:, 0] >= x0) & (middle[:, 0] <= x1) & (middle[:, 1] >= y0) & (middle[:, 1] <= y1)
        if not cell.text or not inside.any():
            return cell
        return replace(cell, confidence=round(float(sure[inside].min()), 3))

    return replace(table, cells=tuple(map(rated, table.cells)))
