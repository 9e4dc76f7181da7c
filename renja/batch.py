"""Many documents, one after the other or in several processes, through an ``Executor``.

The unit of work is a document: a picklable ``Task`` goes to a worker, which reads the file and stages its tables on
disk (``output.write.stage``); a small ``Done`` comes back, and the one writer commits it. This is an executor's whole
duty, so one for a cluster needs nothing else.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from extract.errors import EngineMissing, ExtractError
from output.write import DatasetWriter, Staged, stage
from renja.pipeline import failed_document, read_document
from renja.report import Outcome, Report

LOG = logging.getLogger("renja")
OnPage = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Task:
    """One file to read into the dataset at ``root``."""

    path: str
    root: str
    pages: frozenset[int] | None = None
    engine: str = "auto"


@dataclass(frozen=True, slots=True)
class Done:
    """What a worker sends back: how it went, and what it staged (None where nothing could be)."""

    outcome: Outcome
    staged: Staged | None


class Executor(Protocol):
    """Something that carries tasks out."""

    def run(self, tasks: Sequence[Task], on_page: OnPage) -> Iterator[Done]:
        """One ``Done`` for each task, in any order; ``on_page`` is called here for every page that is read."""
        ...


def carry_out(task: Task, on_page: OnPage) -> Done:
    """Reads and stages one document. A failure is an outcome, whatever the file holds.

    Only a wrong setting is raised (``EngineMissing``): it would fail every file, and put failures in place of documents
    that were read before.
    """
    start = time.perf_counter()
    try:
        try:
            result = read_document(
                task.path, pages=task.pages, engine=task.engine, on_page=lambda done, total: on_page()
            )
        except EngineMissing:
            raise
        except ExtractError as error:
            result = failed_document(task.path, str(error))
        staged = stage(result, Path(task.root))
    except EngineMissing:
        raise
    except OSError as error:
        return _failure(task, f"{task.path}: tidak dapat dibuka ({error}) / cannot be opened", start)
    except Exception as error:
        LOG.exception("%s", task.path)
        message = f"{task.path}: galat tak terduga ({type(error).__name__}: {error}) / unexpected error"
        return _failure(task, message, start)
    seconds = time.perf_counter() - start
    read = len(task.pages) if task.pages is not None else result.jumlah_halaman
    pages = min(read, result.jumlah_halaman)
    return Done(
        Outcome(task.path, result.doc_id, result.status.value, result.pesan, pages, seconds, staged.counts), staged
    )


def _failure(task: Task, message: str, start: float) -> Done:
    """The outcome of a file that broke the reading; in the dataset, where its digest can be had."""
    seconds = time.perf_counter() - start
    try:
        result = failed_document(task.path, message)
        staged = stage(result, Path(task.root))
    except OSError:
        return Done(Outcome(task.path, None, "gagal", (message,), 0, seconds, {}), None)
    return Done(Outcome(task.path, result.doc_id, "gagal", (message,), 0, seconds, staged.counts), staged)


class SerialExecutor:
    """One document after the other, in this process."""

    def run(self, tasks: Sequence[Task], on_page: OnPage) -> Iterator[Done]:
        """One ``Done`` for each task, in order."""
        for task in tasks:
            yield carry_out(task, on_page)


_pages_read: Any = None
"""In a worker: the queue on which it tells of every page."""


def _attach(queue: Any) -> None:
    global _pages_read
    _pages_read = queue


def _in_worker(task: Task) -> Done:
    return carry_out(task, lambda: _pages_read.put(1))


class ProcessExecutor:
    """Several documents at once, each in a process of its own making (spawned: safe on every system)."""

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def run(self, tasks: Sequence[Task], on_page: OnPage) -> Iterator[Done]:
        """One ``Done`` for each task, as they end; large files begin first, so that none is left alone at the end.

        A file that kills its process (out of memory, a fault in a C library) breaks the whole pool. What was not done
        by then is done again, each file in a process of its own, and the one that kills it again is the culprit.
        """
        left = dict.fromkeys(sorted(tasks, key=_size, reverse=True))
        try:
            for task, done in self._pool(list(left), on_page, self._workers):
                del left[task]
                yield done
        except BrokenProcessPool:
            LOG.warning("a worker died; %d files are read one by one", len(left))
            yield from self._one_by_one(list(left), on_page)

    def _one_by_one(self, tasks: Sequence[Task], on_page: OnPage) -> Iterator[Done]:
        for task in tasks:
            start = time.perf_counter()
            try:
                for _, done in self._pool([task], on_page, 1):
                    yield done
            except BrokenProcessPool:
                message = f"{task.path}: proses pembaca mati mendadak, mungkin kehabisan memori / the reader died"
                yield _failure(task, message, start)

    def _pool(self, tasks: Sequence[Task], on_page: OnPage, workers: int) -> Iterator[tuple[Task, Done]]:
        context = multiprocessing.get_context("spawn")
        queue = context.SimpleQueue()
        with ProcessPoolExecutor(workers, context, _attach, (queue,)) as pool:
            waiting: dict[Future[Done], Task] = {pool.submit(_in_worker, task): task for task in tasks}
            try:
                while waiting:
                    ended, _ = wait(waiting, timeout=0.1, return_when=FIRST_COMPLETED)
                    while not queue.empty():
                        queue.get()
                        on_page()
                    for future in ended:
                        yield waiting.pop(future), future.result()
            finally:
                pool.shutdown(wait=False, cancel_futures=True)


def _processors() -> int:
    """Processors that this process may use: a container often has fewer than the machine."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _size(task: Task) -> int:
    try:
        return os.path.getsize(task.path)
    except OSError:
        return 0


def executor_for(workers: int | None, n_tasks: int) -> Executor:
    """The executor for so many workers; None: as many as there are processors, never more than documents."""
    wanted = min(workers or _processors(), n_tasks)
    return SerialExecutor() if wanted <= 1 else ProcessExecutor(wanted)


def find_files(paths: Collection[str | Path]) -> list[str]:
    """The files that ``paths`` name, in order: a folder stands for the PDFs in it and below. ``FileNotFoundError``."""
    found: dict[str, None] = {}
    for path in map(Path, paths):
        if path.is_dir():
            found |= dict.fromkeys(sorted(str(p) for p in path.rglob("*") if p.suffix.lower() == ".pdf"))
        elif path.exists():
            found[str(path)] = None
        else:
            raise FileNotFoundError(f"{path}: tidak ada berkas atau folder itu (no such file or folder)")
    return list(found)


def ingest_files(
    files: Sequence[str],
    root: Path,
    *,
    executor: Executor,
    pages: Collection[int] | None = None,
    engine: str = "auto",
    on_page: OnPage = lambda: None,
    on_document: Callable[[Outcome], None] = lambda outcome: None,
) -> Report:
    """Reads the files into the dataset at ``root``, each document whole or not at all; the report of the run."""
    start = time.perf_counter()
    wanted = None if pages is None else frozenset(pages)
    tasks = [Task(path, str(root), wanted, engine) for path in files]
    outcomes: dict[str, Outcome] = {}
    seen: set[str] = set()
    with DatasetWriter(root) as writer:
        for done in executor.run(tasks, on_page):
            outcome = _commit(writer, done, seen)
            outcomes[outcome.path] = outcome
            on_document(outcome)
    return Report(str(root), tuple(outcomes[path] for path in files), time.perf_counter() - start)


def _commit(writer: DatasetWriter, done: Done, seen: set[str]) -> Outcome:
    """Makes a staged document the dataset's, but once for files of the same content."""
    outcome, staged = done.outcome, done.staged
    if staged is None:
        return outcome
    if staged.doc_id in seen:
        writer.drop(staged)
        return Outcome(
            outcome.path, outcome.doc_id, outcome.status, outcome.pesan, outcome.pages, outcome.seconds, {}, True
        )
    seen.add(staged.doc_id)
    writer.commit(staged)
    return outcome
