"""renja as a user calls it: grids, rows with their meaning, findings."""

from __future__ import annotations

from bench.renjabench.predicted import Predicted, from_tables


def renja_whole(path: str) -> Predicted:
    """The whole pipeline on one file."""
    import renja

    document = renja.read(path)
    (got,) = from_tables(lambda name: document.table(name, "arrow").to_pylist()).values()
    return got
