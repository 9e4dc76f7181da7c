"""The tools by name: what must be installed, and what reads a file."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec

from bench.renjabench.adapters import grids, whole
from bench.renjabench.predicted import Predicted

Tool = Callable[[str], Predicted]


def _only(read: Callable[[str], grids.Grids]) -> Tool:
    return lambda path: Predicted(read(path), None, None)


TOOLS: dict[str, tuple[str, Tool]] = {
    "renja": ("renja", whole.renja_whole),
    "renja_grids": ("extract", _only(grids.renja_grids)),
    "pdfplumber": ("pdfplumber", _only(grids.pdfplumber_tables)),
    "camelot_lattice": ("camelot", _only(grids.camelot_lattice)),
    "camelot_hybrid": ("camelot", _only(grids.camelot_hybrid)),
    "tabula": ("tabula", _only(grids.tabula_lattice)),
    "img2table": ("img2table", _only(grids.img2table_tables)),
    "docling": ("docling", _only(grids.docling_tables)),
}


def missing(name: str) -> str | None:
    """The module that a tool lacks here; None where it can run."""
    module = TOOLS[name][0]
    return None if find_spec(module) else module
