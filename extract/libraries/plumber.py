"""pdfplumber as a table engine: it finds the cells, our characters give the text."""

from __future__ import annotations

from typing import Any

from extract.errors import EngineMissing
from extract.libraries.boxgrid import grid_of_boxes
from extract.source import PdfSource
from extract.types import Box, PageContent, PageTable

_CONFIDENCE = 0.6
"""pdfplumber says nothing about how sure it is."""


class PlumberEngine:
    """Tables as pdfplumber finds them (lattice of lines and rectangles)."""

    name = "pdfplumber"

    def read(self, page: PageContent, source: PdfSource) -> tuple[PageTable, ...]:
        """The page's tables. Raises ``EngineMissing`` where pdfplumber is not installed."""
        try:
            import pdfplumber  # half a second that only those pay who ask for it
        except ImportError as error:
            raise EngineMissing("pdfplumber belum terpasang: pip install pdfplumber / not installed") from error
        with pdfplumber.open(source.path, pages=[page.number]) as pdf:
            shown: Any = pdf.pages[0]
            left, top = float(shown.bbox[0]), float(shown.bbox[1])
            found = [
                [source.on_upright(Box(x0 - left, y0 - top, x1 - left, y1 - top)) for x0, y0, x1, y1 in table.cells]
                for table in shown.find_tables()
            ]
        tables = (grid_of_boxes(page, boxes, self.name, _CONFIDENCE) for boxes in found)
        return tuple(table for table in tables if table is not None)
