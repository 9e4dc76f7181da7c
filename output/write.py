"""A document's tables into the dataset, all or nothing, exactly once.

A document has one file in each of the seven tables, ``<table>/<year key>=YYYY/kode_provinsi=PP/<doc_id>.parquet``.
Getting there takes three steps:

1. ``stage`` writes the seven files and a manifest of where they belong into the writer's own folder
   ``<dataset>/.renja/<name>.run``. No reader looks there. Any number of processes may stage at once.
2. ``commit`` takes the dataset's lock and renames the staged folder to ``.renja/<name>.commit``. This one rename
   decides: before it the document is as it was, after it the document will be replaced, whatever happens.
3. Each file is moved to its place by single renames. Where the document was already there, the new file first takes the
   old one's place, and is then moved on if year or province changed: a reader finds the document once in each table at
   every moment, never twice and never missing. The file of ``dokumen`` goes last, so a document that is listed there
   has all its rows. A document that ``compact`` has put into a merged file is first taken out of it, by one exchange.

A document is removed in the same way: the manifest names no places then.

After a crash in step 3 whoever writes next finds the ``.commit`` folder and finishes it. Each run holds a lock on its
own folder as long as it lives; the folder of one that died is dropped. So several runs may write one dataset at once.
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from types import TracebackType

import pyarrow as pa
import pyarrow.parquet as pq

from extract.garbage import seldom_searched
from output.arrow import each_table, year
from output.datapackage import write_datapackage
from output.errors import DatasetBusy, DatasetUnwritable, disk_errors
from output.layout import COMMITTED, RUN, WORK, with_footer
from output.lock import FileLock
from output.merge import take_out
from output.offices import await_renewal
from output.pagetext import STAGED, drop_pages, place_pages, write_pages
from output.places import Places
from output.schema import SCHEMAS, UNKNOWN_PROVINCE, UNKNOWN_YEAR, TableSchema
from output.types import DocumentResult

WAIT_SECONDS = 3600.0
"""So long a commit waits for another writer's turn, which takes milliseconds, or the length of a ``verify``."""

_ORDER = tuple(sorted(SCHEMAS, key=lambda name: name == "dokumen"))
"""The tables in the order in which their files are moved: dokumen last."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A document that is written but not yet seen: its folder, how many rows each table has, its ``cakupan``."""

    doc_id: str
    folder: Path
    counts: dict[str, int]
    uang: dict[str, int]


@seldom_searched()
def stage(result: DocumentResult, area: Path, settings: str = "") -> Staged:
    """Writes the document's seven files into a writer's ``area``, ready for ``DatasetWriter.commit``.

    ``settings`` is kept beside the document: with which it was read. ``DatasetUnwritable`` where the disk is full;
    nothing stays behind then.
    """
    folder = area / f"{result.doc_id}-{uuid.uuid4().hex[:8]}"
    try:
        with disk_errors(area):
            folder.mkdir()
            counts, uang = _write_all(result, folder, settings)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Staged(result.doc_id, folder, counts, uang)


def _write_all(result: DocumentResult, folder: Path, settings: str) -> tuple[dict[str, int], dict[str, int]]:
    """How many rows each table has, now that its file stands, and the document's ``cakupan``."""
    targets: dict[str, str] = {}
    counts: dict[str, int] = {}
    uang: dict[str, int] = {}
    for name, parts in each_table(result):
        schema = SCHEMAS[name].file
        if name == "dokumen":
            (document,) = parts
            uang, parts = document["cakupan"][0].as_py(), iter((document,))
            people = _corrections(result), _recipes(result)
            schema = with_footer(schema, {result.doc_id: settings}, None, *people)
        counts[name] = _write(parts, schema, folder / f"{name}.parquet")
        targets[name] = _target(SCHEMAS[name], result).as_posix()
    if result.pages:
        write_pages(result.pages, folder / STAGED)
    manifest = folder / "manifest.json"
    manifest.write_text(json.dumps({"doc_id": result.doc_id, "targets": targets}), encoding="utf-8")
    _sync(manifest)
    return counts, uang


def _corrections(result: DocumentResult) -> dict[str, str]:
    """For the footer: what became of the document's corrections, where it has any."""
    return {result.doc_id: json.dumps(asdict(result.koreksi))} if result.koreksi.aktif else {}


def _recipes(result: DocumentResult) -> dict[str, str]:
    """For the footer: what became of recipes on the document's tables, where any fitted one."""
    return {result.doc_id: json.dumps([asdict(use) for use in result.resep])} if result.resep else {}


def _target(schema: TableSchema, result: DocumentResult) -> Path:
    """Place of a document's file in a table, relative to the dataset."""
    first = year(result.meta.tahun if result.meta else None) or UNKNOWN_YEAR
    province = result.wilayah.kode_provinsi or UNKNOWN_PROVINCE
    return Path(schema.name, f"{schema.year_key}={first}", f"kode_provinsi={province}", f"{result.doc_id}.parquet")


def _write(parts: Iterator[pa.Table], schema: pa.Schema, path: Path) -> int:
    """Writes a table part by part; how many rows it has."""
    first = next(parts)
    if first.num_rows:
        data, n_rows = _made(chain((first,), parts), schema)
    else:
        data, n_rows = _without_rows(first.schema.metadata[b"tabel"].decode()), 0
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return n_rows


def _made(parts: Iterable[pa.Table], schema: pa.Schema) -> tuple[pa.Buffer, int]:
    """A file of the parts, and how many rows it has.

    It is made in memory, where it is compressed already: a small one is many small pieces, each of which would go to
    the disk on its own.
    """
    made, n_rows = pa.BufferOutputStream(), 0
    # With dictionaries, though most texts stand once: without, DuckDB 2.0 gives rows that "k IS DISTINCT FROM 'a'"
    # leaves out, where a column holds nothing but 'a' and nulls.
    with pq.ParquetWriter(made, schema, compression="zstd", write_page_checksum=True) as writer:
        for part in parts:
            writer.write_table(part.select(schema.names).replace_schema_metadata(schema.metadata))
            n_rows += part.num_rows
    return made.getvalue(), n_rows


@cache
def _without_rows(table: str) -> pa.Buffer:
    """The file of a table that a document has no rows of: the same for all, and many short documents have several."""
    return _made([SCHEMAS[table].arrow.empty_table()], SCHEMAS[table].file)[0]


def _sync(path: Path) -> None:
    """Waits until the file stands on the disk, so that a rename never runs ahead of what it names."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


class DatasetWriter:
    """A run that writes a dataset, beside others: finishes what a crash left, commits documents, describes the dataset.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, DatasetWriter(Path(folder)) as writer:
    ...     writer.area.parent == writer.root / ".renja"
    True
    """

    def __init__(self, root: Path, wait: float = WAIT_SECONDS) -> None:
        """``root``: the dataset's folder; it is created. ``wait``: seconds to wait for others' turns."""
        self.root = root
        self.area = root / WORK / f"{uuid.uuid4().hex[:12]}{RUN}"
        self._lock = FileLock(root / WORK / "lock", wait)
        self._alive = FileLock(self.area / "hidup")
        self.places = Places(root, self.area)

    def __enter__(self) -> DatasetWriter:
        """Recovers, and makes the folder for staging; ``DatasetBusy`` where somebody else writes for too long."""
        with disk_errors(self.root):
            (self.root / WORK).mkdir(parents=True, exist_ok=True)
            with self.turn():
                if self._drop_dead_runs():
                    self._describe()  # those that died could not
                self.area.mkdir()
                self._alive.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Writes ``datapackage.json`` and drops what was staged but not committed."""
        try:
            with disk_errors(self.root), self.turn():
                self._describe()
        except DatasetUnwritable:
            if kind is None:
                raise
        finally:
            self._alive.__exit__(kind, error, trace)
            shutil.rmtree(self.area, ignore_errors=True)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """The dataset for this run alone, and whole: what another run decided and did not finish is finished."""
        with self._lock:
            for folder in sorted((self.root / WORK).glob(f"*{COMMITTED}")):
                self._finish(folder)
            yield

    def commit(self, staged: Staged) -> None:
        """Makes a staged document the dataset's, in place of what was there of it."""
        with disk_errors(self.root), self.turn():
            self.settle(staged)

    def settle(self, staged: Staged) -> None:
        """As ``commit``, for who holds the turn already: a document read and written again within one turn."""
        with disk_errors(self.root):
            decided = self.root / WORK / f"{staged.folder.name}{COMMITTED}"
            await_renewal(self.root, [staged.doc_id])
            staged.folder.rename(decided)
            self._finish(decided)

    def remove(self, doc_id: str) -> bool:
        """Takes a document out of the dataset, for who holds the turn; False where it is not there.

        Decided by one rename as a commit is: from then on it will be gone, whatever happens.
        """
        if self.places.find("dokumen", doc_id) is None:
            return False
        with disk_errors(self.root):
            await_renewal(self.root, [doc_id])
            folder = self.area / f"{doc_id}-{uuid.uuid4().hex[:8]}"
            folder.mkdir()
            manifest = folder / "manifest.json"
            manifest.write_text(json.dumps({"doc_id": doc_id, "targets": {}}), encoding="utf-8")
            _sync(manifest)
            decided = self.root / WORK / f"{folder.name}{COMMITTED}"
            folder.rename(decided)
            self._finish(decided)
        return True

    def drop(self, staged: Staged) -> None:
        """Forgets a staged document."""
        shutil.rmtree(staged.folder)

    def write(self, result: DocumentResult) -> Staged:
        """Stages and commits at once."""
        staged = stage(result, self.area)
        self.commit(staged)
        return staged

    def others(self) -> list[Path]:
        """Folders of the other runs that live now; to be asked within a turn."""
        return [area for area in (self.root / WORK).glob(f"*{RUN}") if area != self.area]

    def _describe(self) -> None:
        if any(self.root.glob("dokumen/*/*/*.parquet")):
            write_datapackage(self.root)

    def _drop_dead_runs(self) -> int:
        """Forgets what runs that died had staged (their lock is free); how many runs these were."""
        dead = 0
        for area in self.others():
            with suppress(DatasetBusy, FileNotFoundError), FileLock(area / "hidup"):
                shutil.rmtree(area, ignore_errors=True)
                dead += 1
        return dead

    def _finish(self, folder: Path) -> None:
        """Moves a decided document's files to their places. May be repeated: a step already done is skipped."""
        manifest = folder / "manifest.json"
        if manifest.exists():  # else all is in place, and only the folder's end was missed
            decided = json.loads(manifest.read_text(encoding="utf-8"))
            if not decided["targets"]:
                self._take_away(decided["doc_id"], folder)
                return
            old = {table: self._old(table, decided["doc_id"], folder) for table in _ORDER}
            self.places.announce(decided["doc_id"], decided["targets"].values())
            place_pages(self.root, decided["doc_id"], folder / STAGED)
            for table in _ORDER:
                _place(folder / f"{table}.parquet", self.root / decided["targets"][table], old[table])
        shutil.rmtree(folder)

    def _take_away(self, doc_id: str, folder: Path) -> None:
        """Removes a document's files, that of ``dokumen`` first: what is listed there has all its rows."""
        if self.places.find("dokumen", doc_id) is None:
            self.places.look_everywhere()
        for table in reversed(_ORDER):
            for path in self._old(table, doc_id, folder):
                path.unlink()
                _drop_empty(path.parent)
        drop_pages(self.root, doc_id)
        shutil.rmtree(folder)

    def _old(self, table: str, doc_id: str, area: Path) -> list[Path]:
        """The document's file in a table, none where it is new; taken out of a merged file where it is in one."""
        old = self.places.own(table, doc_id)
        merged = None if old else self.places.merged(table, doc_id)
        return old if merged is None else [take_out(SCHEMAS[table], merged, doc_id, area)]


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
