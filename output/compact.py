"""Many small files of a dataset merged into few, beside readers and writers.

Each partition's folder is built anew aside and then exchanged with the old one in a single step, so that every listing
of the folder shows each document exactly once. A reader that listed the old files and has not opened them all yet gets
an error for a file that is gone, never a document twice or not at all; ``output.read`` then lists anew by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from output.kept import renew_kept
from output.layout import partitions
from output.merge import merge_folder
from output.read import check_dataset
from output.schema import SCHEMAS
from output.write import WAIT_SECONDS, DatasetWriter

LARGEST = 64 * 1024 * 1024
"""Bytes of a merged file: large enough for any reader, small enough to be rewritten when one document changes."""


@dataclass(frozen=True, slots=True)
class Compacted:
    """Parquet files of the dataset before and after."""

    before: int
    after: int


def compact(root: Path, largest: int = LARGEST, wait: float = WAIT_SECONDS) -> Compacted:
    """Merges the files of each partition; others may write between two partitions.

    Raises ``NotADataset``, ``CannotSwap`` where the file system lacks the exchange (nothing is changed then),
    ``DatasetUnwritable`` where the disk is full.
    """
    check_dataset(root)
    before = after = 0
    with DatasetWriter(root, wait) as writer:
        for schema in SCHEMAS.values():
            for folder in partitions(root, schema.name):
                with writer.turn():
                    before += sum(1 for _ in folder.glob("*.parquet"))
                    after += merge_folder(schema, folder, writer.area, largest)
    renew_kept(root)  # every file is another one now; else the next question would have to
    return Compacted(before, after)
