"""Reads the planning PDFs of Indonesian regional governments (Renja, Renstra, LKjIP) into structured data.

>>> import renja
>>> sorted(renja.__all__)
['Dataset', 'Document', 'Report', '__version__', 'ingest', 'open_dataset', 'read', 'tables']

Only these names are public; every other module of this distribution may move.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from renja._guard import check_neighbours
from renja._version import __version__

check_neighbours()

if TYPE_CHECKING:
    from renja.api import Dataset, Document, ingest, open_dataset, read, tables
    from renja.batch.report import Report

__all__ = ["Dataset", "Document", "Report", "__version__", "ingest", "open_dataset", "read", "tables"]

_HOME = {"Report": "renja.batch.report"}


def __getattr__(name: str) -> Any:
    """The public names, imported when first used: ``import renja`` and ``renja --help`` stay quick."""
    if name not in __all__:
        raise AttributeError(f"module 'renja' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME.get(name, "renja.api")), name)
