"""Loaded by the process that readers are copied from (``renja.batch.start``): what each would load for its first page.

The list of codes is read once for all of them. One that the user imports later has another time or size, and is read by
whoever needs it.
"""

from __future__ import annotations

import gc
from contextlib import suppress

from nomenclature.catalog import Catalog
from output.lean import spare_pandas
from renja.batch import reader

__all__ = ["reader"]

spare_pandas()
with suppress(OSError, ValueError):  # a list that cannot be read is told by the document that needs it
    Catalog.load()
gc.collect()
gc.freeze()  # what is never freed is not looked through again by each copy, nor copied by it
