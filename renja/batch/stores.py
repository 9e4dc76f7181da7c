"""Datasets in object stores: each has a working folder on this machine, which all commands use as any other dataset.

Reading brings the folder up to date first. Writing goes into the folder, and from there into the store, document by
document (``output.publish`` says what holds there).
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from output.publish import Publisher, differences, refresh
from output.remote import Store, is_remote
from output.verify_rows import Fault
from renja.batch.report import Outcome

FOLDER = "RENJA_STORES"
"""Environment variable: where working folders lie; else the user's cache folder."""


def working_folder(address: str | Path, endpoint: str | None = None) -> Path:
    """Where the dataset at an address lies on this machine: the same place for the same address.

    >>> working_folder("s3://ember/hasil") == working_folder("s3://ember/hasil/")
    True
    """
    base = os.environ.get(FOLDER) or Path.home() / ".cache" / "renja"
    store = re.sub(r":/+", "://", str(address), count=1).rstrip("/")
    name = re.sub(r"[^A-Za-z0-9]+", "-", store).strip("-")[-60:]
    return Path(base) / f"{name}-{hashlib.sha256(f'{store} {endpoint}'.encode()).hexdigest()[:12]}"


def _local(dataset: str | Path) -> Path | None:
    """The folder, where a dataset lies in one: a path, or an address of this machine's own files."""
    if not is_remote(dataset):
        return Path(dataset)
    own = re.match(r"(?:file|local):/+", str(dataset))
    return Path("/" + str(dataset)[own.end() :]) if own else None


def is_folder(dataset: str | Path) -> bool:
    """True for a dataset that lies in a folder of this machine, False for one in a store."""
    return _local(dataset) is not None


def folder_of(dataset: str | Path, endpoint: str | None = None) -> Path:
    """The folder to read a dataset from; one in a store is brought up to date on this machine first."""
    local = _local(dataset)
    if local is not None:
        return local
    folder = working_folder(dataset, endpoint)
    refresh(Store.at(dataset, endpoint), folder)
    return folder


def unpublished(dataset: str | Path, endpoint: str | None = None) -> list[Fault]:
    """Where the store and the working folder differ; nothing for a dataset in a folder."""
    if _local(dataset) is not None:
        return []
    what = "berbeda antara object store dan folder kerja; jalankan lagi ingest / store and working folder differ"
    return [
        Fault("terbit", key, what)
        for key in differences(Store.at(dataset, endpoint), working_folder(dataset, endpoint))
    ]


@contextmanager
def writing(out: str | Path, endpoint: str | None = None) -> Iterator[tuple[Path, Callable[[Outcome], None]]]:
    """The folder to write into, and what to call after each document; at the end all is in the store."""
    local = _local(out)
    if local is not None:
        yield local, lambda outcome: None
        return
    publisher = Publisher(working_folder(out, endpoint), Store.at(out, endpoint))
    publisher.open()

    def publish(outcome: Outcome) -> None:
        if outcome.doc_id is not None and not outcome.done_before and not outcome.duplicate:
            publisher.document(outcome.doc_id)

    yield publisher.folder, publish
    publisher.everything()
