"""Lists that people hand over as CSV: one reader for the commands that answer row by row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def open_list(path: str | Path, needed: str, known: str) -> Iterator[csv.DictReader[str]]:
    """The rows of a UTF-8 file, each by its columns' names; cells that are missing or too many are empty.

    Spreadsheets write semicolons where the comma marks decimals, as in Indonesia: the head tells which mark parts the
    columns. Raises ``OSError`` for a file that cannot be read, ``ValueError`` where the column ``needed`` is missing;
    ``known`` names the columns that are asked for.
    """
    with Path(path).open(encoding="utf-8-sig", newline="") as handle:
        head = handle.readline()
        handle.seek(0)
        rows = csv.DictReader(handle, delimiter=max(",;\t", key=head.count), restkey="", restval="")
        if needed not in (rows.fieldnames or ()):
            raise ValueError(
                f"{path}: kolom '{needed}' tidak ada; kolom yang dikenal: {known} (column {needed} is missing)"
            )
        yield rows
