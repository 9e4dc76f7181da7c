"""Table readers that give grids of text and no more, each with its default settings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

Grids = list[list[list[str]]]
"""Tables in order, of rows of cell texts; a merged cell's text once."""


def _texts(rows: Iterable[Sequence[Any]]) -> list[list[str]]:
    return [[str(cell or "") for cell in row] for row in rows]


def renja_grids(path: str) -> Grids:
    """Our extraction alone: pages read, tables joined over pages."""
    from extract.document import extract
    from renja.show.grids import grid_texts

    return [grid_texts(table) for table in extract(path).tables]


def pdfplumber_tables(path: str) -> Grids:
    """Pdfplumber."""
    import pdfplumber

    grids: Grids = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            grids += map(_texts, page.extract_tables())
            page.close()
    return grids


def _camelot(path: str, flavor: str) -> Grids:
    import camelot

    return [_texts(table.df.to_numpy().tolist()) for table in camelot.read_pdf(path, pages="all", flavor=flavor)]


def camelot_lattice(path: str) -> Grids:
    """camelot, tables with ruling lines."""
    return _camelot(path, "lattice")


def camelot_hybrid(path: str) -> Grids:
    """camelot, both its parsers."""
    return _camelot(path, "hybrid")


def tabula_lattice(path: str) -> Grids:
    """tabula-java by tabula-py; needs Java."""
    import tabula

    frames = tabula.read_pdf(path, pages="all", lattice=True, pandas_options={"header": None, "dtype": str})
    return [_texts(frame.fillna("").to_numpy().tolist()) for frame in frames]


def img2table_tables(path: str) -> Grids:
    """img2table on the PDF's own text."""
    from img2table.document import PDF

    found = PDF(path).extract_tables(implicit_rows=False)
    return [_once(table.content.values()) for tables in found.values() for table in tables]


def _once(rows: Iterable[Sequence[Any]]) -> list[list[str]]:
    """Rows of cells with a value and a box, a cell that comes in several places once."""
    seen: set[Any] = set()
    made = []
    for row in rows:
        boxes = [(cell.bbox.x1, cell.bbox.y1, cell.bbox.x2, cell.bbox.y2) for cell in row]
        texts = []
        for cell, box in zip(row, boxes, strict=True):
            texts.append("" if box in seen else str(cell.value or ""))
            seen.add(box)
        made.append(texts)
    return made


def docling_tables(path: str) -> Grids:
    """Docling; loads its models when it is first used."""
    from docling.document_converter import DocumentConverter

    document = DocumentConverter().convert(path).document
    frames = (table.export_to_dataframe(doc=document) for table in document.tables)
    return [_texts([list(frame.columns), *frame.to_numpy().tolist()]) for frame in frames]
