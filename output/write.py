"""A document's tables into the dataset, all or nothing, exactly once.

A document has one file in each of the seven tables, ``<table>/<year key>=YYYY/kode_provinsi=PP/<doc_id>.parquet``.
Getting there takes three steps:

1. ``stage`` writes the seven files and a manifest of where they belong into ``<dataset>/.renja/<name>.tmp``. No reader
   looks there. Any number of processes may stage at once.
2. ``commit`` renames that folder to ``<name>.commit``. This one rename decides: before it the document is as it was,
   after it the document will be replaced, whatever happens.
3. Each file is moved to its place by single renames. Where the document was already there, the new file first takes the
   old one's place, and is then moved on if year or province changed: a reader finds the document once in each table at
   every moment, never twice and never missing. The file of ``dokumen`` goes last, so a document that is listed there
   has all its rows.

After a crash in step 3 the next writer finds the ``.commit`` folder and finishes it; ``.tmp`` folders are dropped.
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import pyarrow as pa
import pyarrow.parquet as pq

from output.arrow import to_tables, year
from output.datapackage import write_datapackage
from output.lock import FileLock
from output.schema import SCHEMAS, UNKNOWN_PROVINCE, UNKNOWN_YEAR, TableSchema
from output.types import DocumentResult

WORK = ".renja"
"""Folder of the dataset for what is not yet, or only for us: staged documents, the lock."""

_STAGED, _COMMITTED = ".tmp", ".commit"
_ORDER = tuple(sorted(SCHEMAS, key=lambda name: name == "dokumen"))
"""The tables in the order in which their files are moved: dokumen last."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A document that is written but not yet seen: its folder, and how many rows each table has."""

    doc_id: str
    folder: Path
    counts: dict[str, int]


def stage(result: DocumentResult, root: Path) -> Staged:
    """Writes the document's seven files where no reader looks, ready for ``DatasetWriter.commit``."""
    folder = root / WORK / f"{result.doc_id}-{uuid.uuid4().hex[:8]}{_STAGED}"
    folder.mkdir(parents=True)
    tables = to_tables(result)
    targets = {}
    for name, table in tables.items():
        _write(table.select(SCHEMAS[name].file.names).cast(SCHEMAS[name].file), folder / f"{name}.parquet")
        targets[name] = _target(SCHEMAS[name], result).as_posix()
    manifest = folder / "manifest.json"
    manifest.write_text(json.dumps({"doc_id": result.doc_id, "targets": targets}), encoding="utf-8")
    _sync(manifest)
    return Staged(result.doc_id, folder, {name: table.num_rows for name, table in tables.items()})


def _target(schema: TableSchema, result: DocumentResult) -> Path:
    """Place of a document's file in a table, relative to the dataset."""
    first = year(result.meta.tahun if result.meta else None) or UNKNOWN_YEAR
    province = result.wilayah.kode_provinsi or UNKNOWN_PROVINCE
    return Path(schema.name, f"{schema.year_key}={first}", f"kode_provinsi={province}", f"{result.doc_id}.parquet")


def _write(table: pa.Table, path: Path) -> None:
    pq.write_table(table, path, compression="zstd")
    _sync(path)


def _sync(path: Path) -> None:
    """Waits until the file stands on the disk, so that a rename never runs ahead of what it names."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


class DatasetWriter:
    """The one writer of a dataset at a time: finishes what a crash left, commits documents, describes the dataset.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, DatasetWriter(Path(folder)) as writer:
    ...     sorted(p.name for p in writer.root.iterdir())
    ['.renja']
    """

    def __init__(self, root: Path) -> None:
        """``root``: the dataset's folder; it is created."""
        self.root = root
        self._lock = FileLock(root / WORK / "lock")

    def __enter__(self) -> DatasetWriter:
        """Takes the dataset's lock and recovers; ``DatasetBusy`` where somebody else writes."""
        (self.root / WORK).mkdir(parents=True, exist_ok=True)
        self._lock.__enter__()
        self._recover()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Writes ``datapackage.json`` and gives the lock back."""
        try:
            if _document_files(self.root, "dokumen"):
                write_datapackage(self.root)
        finally:
            self._lock.__exit__(kind, error, trace)

    def commit(self, staged: Staged) -> None:
        """Makes a staged document the dataset's, in place of what was there of it."""
        decided = staged.folder.with_suffix(_COMMITTED)
        staged.folder.rename(decided)
        _finish(self.root, decided)

    def drop(self, staged: Staged) -> None:
        """Forgets a staged document."""
        shutil.rmtree(staged.folder)

    def write(self, result: DocumentResult) -> Staged:
        """Stages and commits at once."""
        staged = stage(result, self.root)
        self.commit(staged)
        return staged

    def _recover(self) -> None:
        """Finishes decided documents and drops undecided ones of a run that died."""
        for folder in sorted((self.root / WORK).glob(f"*{_COMMITTED}")):
            _finish(self.root, folder)
        for folder in (self.root / WORK).glob(f"*{_STAGED}"):
            shutil.rmtree(folder, ignore_errors=True)


def _finish(root: Path, folder: Path) -> None:
    """Moves a decided document's files to their places. May be repeated: a step already done is skipped."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for table in _ORDER:
        target = root / manifest["targets"][table]
        old = _document_files(root, table, manifest["doc_id"])
        _place(folder / f"{table}.parquet", target, old)
    shutil.rmtree(folder)


def _place(new: Path, target: Path, old: list[Path]) -> None:
    """Puts ``new`` at ``target`` in place of ``old`` by renames alone."""
    target.parent.mkdir(parents=True, exist_ok=True)
    current = target if target in old else next(iter(old), None)
    for surplus in old:
        if surplus != current:
            surplus.unlink()
    if new.exists():
        os.replace(new, current or target)
    if current is not None and current != target:
        os.replace(current, target)
        _drop_empty(current.parent)


def _drop_empty(folder: Path) -> None:
    """Removes a partition's folders that nothing is left in."""
    with suppress(OSError):  # not empty: another document lives there
        folder.rmdir()
        folder.parent.rmdir()


def _document_files(root: Path, table: str, doc_id: str = "*") -> list[Path]:
    """A document's files in a table (one, or none), or with ``*`` all documents'."""
    return sorted(root.glob(f"{table}/*=*/kode_provinsi=*/{doc_id}.parquet"))
