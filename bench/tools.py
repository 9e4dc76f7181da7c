"""The table readers that are measured: each gives the rows of text of some pages of a PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from typing import Any

Rows = list[list[str]]
"""Rows of cell texts, all tables in order; a merged cell's text once."""


def _texts(rows: Sequence[Sequence[Any]]) -> Rows:
    return [[str(cell or "") for cell in row] for row in rows]


def renja_grids(path: str, pages: Sequence[int]) -> Rows:
    """Our extraction: pages read, tables joined over pages."""
    from extract.document import extract
    from renja.show.grids import grid_texts

    return [row for table in extract(path, pages=pages).tables for row in grid_texts(table)]


def renja_whole(path: str, pages: Sequence[int]) -> Rows:
    """Our whole pipeline: what stands in the tables, what it means, what does not add up."""
    import renja
    from renja.show.grids import grid_texts

    result = renja.read(path, pages=pages).result
    return [row for table in result.tables for row in grid_texts(table.source.table)]


def pdfplumber_tables(path: str, pages: Sequence[int]) -> Rows:
    """Pdfplumber with its default settings."""
    import pdfplumber

    rows: Rows = []
    with pdfplumber.open(path, pages=list(pages)) as pdf:
        for page in pdf.pages:
            for table in page.extract_tables():
                rows += _texts(table)
            page.close()
    return rows


def _camelot(path: str, pages: Sequence[int], flavor: str) -> Rows:
    import camelot

    tables = camelot.read_pdf(path, pages=",".join(map(str, pages)), flavor=flavor)
    return [row for table in tables for row in _texts(table.df.to_numpy().tolist())]


def camelot_lattice(path: str, pages: Sequence[int]) -> Rows:
    """camelot, tables with ruling lines."""
    return _camelot(path, pages, "lattice")


def camelot_hybrid(path: str, pages: Sequence[int]) -> Rows:
    """camelot, both its parsers."""
    return _camelot(path, pages, "hybrid")


def tabula_lattice(path: str, pages: Sequence[int]) -> Rows:
    """tabula-java by tabula-py; needs Java."""
    import tabula

    frames = tabula.read_pdf(path, pages=list(pages), lattice=True, pandas_options={"header": None, "dtype": str})
    return [row for frame in frames for row in _texts(frame.fillna("").to_numpy().tolist())]


def img2table_tables(path: str, pages: Sequence[int]) -> Rows:
    """img2table on the PDF's own text."""
    from img2table.document import PDF

    found = PDF(path, pages=[page - 1 for page in pages]).extract_tables(implicit_rows=False)
    return [row for tables in found.values() for t in tables for row in _texts(t.df.to_numpy().tolist())]


TOOLS: dict[str, tuple[str, Callable[[str, Sequence[int]], Rows]]] = {
    "renja": ("extract", renja_grids),
    "renja, whole pipeline": ("renja", renja_whole),
    "pdfplumber": ("pdfplumber", pdfplumber_tables),
    "camelot lattice": ("camelot", camelot_lattice),
    "camelot hybrid": ("camelot", camelot_hybrid),
    "tabula lattice": ("tabula", tabula_lattice),
    "img2table": ("img2table", img2table_tables),
}
"""Name, the module that must be installed, the function."""


def installed() -> Iterator[str]:
    """Names of the tools that this environment has."""
    for name, (module, _) in TOOLS.items():
        if find_spec(module) is not None:
            yield name
