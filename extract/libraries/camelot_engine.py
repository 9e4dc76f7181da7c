"""camelot as a table engine: it finds rows, columns and borders, our characters give the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from extract.errors import EngineMissing
from extract.libraries.boxgrid import grid_of_boxes
from extract.ruled.lattice import Lattice, find_regions
from extract.source import PdfSource
from extract.types import Box, PageContent, PageTable


class CamelotEngine:
    """Tables as camelot finds them: by lines, and where it sees none by aligned text."""

    name = "camelot"

    def read(self, page: PageContent, source: PdfSource) -> tuple[PageTable, ...]:
        """The page's tables. Raises ``EngineMissing`` where camelot is not installed."""
        try:
            import camelot  # over a second, with OpenCV: only those pay who ask for it
        except ImportError as error:
            raise EngineMissing("camelot belum terpasang: pip install camelot-py / not installed") from error
        library: Any = camelot
        found = library.read_pdf(source.path, pages=str(page.number), flavor="lattice", suppress_stdout=True)
        if not len(found):
            found = library.read_pdf(source.path, pages=str(page.number), flavor="hybrid", suppress_stdout=True)
        tables = (
            grid_of_boxes(page, list(_boxes(table, page.height)), self.name, _confidence(table)) for table in found
        )
        return tuple(table for table in tables if table is not None)


def _confidence(table: Any) -> float:
    """Camelot's own share of text that fits its cells, never quite certain."""
    return round(min(max(float(table.parsing_report.get("accuracy", 0.0)) / 100.0, 0.0), 0.9), 3)


def _boxes(table: Any, height: float) -> Iterator[Box]:
    """Boxes of camelot's cells, those without a border between them joined; camelot turns sideways pages itself."""
    cells: list[list[Any]] = table.cells
    if not cells or not cells[0]:
        return
    xs = np.array([cell.x1 for cell in cells[0]] + [cells[0][-1].x2])
    ys = np.array([height - row[0].y2 for row in cells] + [height - cells[-1][0].y1])
    level = np.ones((len(ys), len(xs) - 1), np.bool_)
    upright = np.ones((len(ys) - 1, len(xs)), np.bool_)
    for r, row in enumerate(cells):
        for c, cell in enumerate(row):
            level[r + 1, c] = cell.bottom or r + 1 == len(cells)
            upright[r, c + 1] = cell.right or c + 1 == len(row)
    for r0, c0, r1, c1 in find_regions(Lattice(xs, ys, level, upright, False, False)).spans.tolist():
        yield Box(float(xs[c0]), float(ys[r0]), float(xs[c1]), float(ys[r1]))
