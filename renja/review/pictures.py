"""The cells of findings cut out of their pages, to be pasted into a working paper."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

from audit.listing import ListedFinding
from output.read import read_table
from renja.review.evidence import BLUE, Mark, marks_in, stacked
from renja.review.pages import NoPage, Page, draw_page, marked_picture, on_page, strip_of
from renja.review.pdfs import find_pdf

_WIDTH, _SECONDS = 1100.0, 20.0
"""Pixels across a page: small print can still be read, and three hundred of them stay a file to be mailed."""
_TALLEST = 700
"""Pixels of a strip: a page's sums may be marked from its head to its foot."""
_MOST_PAGES = 3
"""Pages in one picture: the finding's own, then those of the other rows that take part."""
Picture = Callable[[ListedFinding], bytes | None]


def cut_out(root: Path, pdf_root: Path | None = None) -> Picture:
    """A function that gives a finding's picture as PNG; None where its PDF is gone, is another now, or cannot be drawn.

    Each page is drawn once, as far as findings come near one another. ``pdf_root``: a folder to look for PDFs in too.
    """
    page = lru_cache(maxsize=64)(lambda pdf, number: draw_page(pdf, number, _WIDTH, _SECONDS))
    tables = lru_cache(maxsize=8)(lambda doc_id: _tables_of(root, doc_id))
    place = lru_cache(maxsize=256)(lambda berkas, doc_id: find_pdf(root, berkas, doc_id, pdf_root))

    def picture(finding: ListedFinding) -> bytes | None:
        pdf = place(finding.berkas, finding.doc_id)
        return None if pdf is None else _picture(finding, marks_in(tables(finding.doc_id), finding), pdf, page)

    return picture


def _tables_of(root: Path, doc_id: str) -> duckdb.DuckDBPyConnection:
    """A connection that sees the rows and values of one document alone: its files are few, the dataset's many."""
    connection = duckdb.connect()
    for name in ("baris", "nilai"):
        connection.register(name, read_table(root, name, doc_id))
    return connection


def _picture(
    finding: ListedFinding, marks: Sequence[Mark], pdf: Path, draw: Callable[[Path, int], Page | NoPage]
) -> bytes | None:
    pages = list(dict.fromkeys([finding.halaman, *sorted({mark.page for mark in marks})]))[:_MOST_PAGES]
    strips = []
    for number in pages:
        here, drawn = on_page(marks, number), draw(pdf, number)
        if isinstance(drawn, Page) and (here or number == finding.halaman):
            strips.append(_strip(drawn, here))
    if not strips:
        return None
    file = io.BytesIO()
    stacked(strips).save(file, "PNG", compress_level=6)
    return file.getvalue()


def _strip(page: Page, marks: Sequence[Mark]) -> Any:
    """The strip with the marks; where they stand far apart, what is around the finding's own row."""
    picture = marked_picture(page, marks)
    width, height = picture.size
    top, bottom = 0, min(height, _TALLEST)
    if marks:
        _, top, _, bottom = strip_of(width, height, page.scale, marks)
    if bottom - top > _TALLEST:
        own = [mark for mark in marks if mark.colour != BLUE] or marks
        _, first, _, last = strip_of(width, height, page.scale, own)
        top = max(top, min((first + last - _TALLEST) // 2, bottom - _TALLEST))
        bottom = top + _TALLEST
    cut: Any = picture.crop((0, top, width, bottom))
    return cut.convert("RGB")
