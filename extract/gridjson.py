"""Page grids in the form that table-structure evaluators read (cells with half-open row and column spans)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from extract.types import Cell, PageResult, PageTable


def grid_json(path: str | Path, pages: Iterable[PageResult]) -> dict[str, Any]:
    """``{"file", "tables": [{"page", "bbox", "cells": [{"r0", "c0", "r1", "c1", "text", "bbox"}]}]}``: the tables as
    printed, page by page, before pages are joined; ``r1`` and ``c1`` are exclusive.
    """
    tables = [_table(table) for page in pages for table in page.tables]
    return {"file": Path(path).name, "tables": tables}


def _table(table: PageTable) -> dict[str, Any]:
    return {
        "page": table.page,
        "bbox": [round(side, 2) for side in table.box],
        "engine": table.engine,
        "confidence": table.confidence,
        "cells": [_cell(cell) for cell in table.cells],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "r0": cell.row,
        "c0": cell.col,
        "r1": cell.row + cell.rowspan,
        "c1": cell.col + cell.colspan,
        "text": cell.text,
        "bbox": [round(side, 2) for side in cell.box],
    }
