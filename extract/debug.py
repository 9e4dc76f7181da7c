"""A page as a picture with what was read drawn over it: characters grey, rules blue, cells red, text lines green."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2

from extract.page.pdf import PDFIUM_LOCK
from extract.types import Box, PageContent, PageResult

_MOST_PIXELS = 8_000.0
"""Longest side of a picture."""


def draw_grid(path: str | Path, page: PageResult, out: str | Path, content: PageContent | None = None) -> None:
    """Write the picture of ``page`` of the PDF at ``path`` to ``out`` (the suffix tells the format, PNG or so).

    Cells are drawn with their row and column, tables with engine and confidence; with ``content`` its characters and
    rules too. Raises ``OSError`` where ``out`` cannot be written.
    """
    from PIL import ImageDraw  # only those who debug need it

    picture, scale = render_page(path, page.number, 1.5)
    draw: Any = ImageDraw.Draw(picture)
    if content is not None:
        _draw_content(draw, content, scale)
    for line in page.lines:
        draw.rectangle(_scaled(line.box, scale), outline="#2a9d2a")
    for table in page.tables:
        for cell in table.cells:
            draw.rectangle(_scaled(cell.box, scale), outline="#e03131")
            draw.text((cell.box.x0 * scale + 1, cell.box.y0 * scale), f"{cell.row},{cell.col}", fill="#e03131")
        draw.rectangle(_scaled(table.box, scale), outline="#9c36b5", width=2)
        label = f"{table.engine} {table.confidence:.2f} {table.n_rows}x{table.n_cols}"
        draw.text((table.box.x0 * scale, table.box.y0 * scale - 11), label, fill="#9c36b5")
    picture.save(str(out))


def render_page(path: str | Path, number: int, scale: float) -> tuple[Any, float]:
    """Page ``number`` (from 1) as an RGB picture of PIL, and its scale in pixels a point.

    A page so large that its picture would not fit in memory is drawn smaller than asked.
    """
    document: Any = pypdfium2.PdfDocument
    with PDFIUM_LOCK:
        pdf = document(str(path))
        try:
            page = pdf[number - 1]
            fitting = min(scale, _MOST_PIXELS / max(*page.get_size(), 1.0))
            return page.render(scale=fitting).to_pil().convert("RGB"), fitting
        finally:
            pdf.close()


def _draw_content(draw: Any, content: PageContent, scale: float) -> None:
    for box in content.boxes.tolist():
        draw.rectangle(_scaled(Box(*box), scale), outline="#ced4da")
    for x0, y0, x1, y1 in (content.rules * scale).tolist():
        draw.line((x0, y0, x1, y1), fill="#1c7ed6", width=2)


def _scaled(box: Box, scale: float) -> tuple[float, ...]:
    return tuple(side * scale for side in box)
