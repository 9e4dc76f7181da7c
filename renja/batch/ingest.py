"""Many documents into a dataset, through an ``Executor``.

The unit of work is a document: a picklable ``Task`` goes to a worker, which reads the file and stages its tables on
disk (``output.write.stage``); a small ``Done`` comes back, and this process commits it. This is an executor's whole
duty, so one for a cluster needs nothing else.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq

from extract.scan.ocr import reader_name
from output.overlay.store import read_overlay
from output.reapply import applied_entries, reapply
from output.types import Status
from output.write import DatasetWriter
from renja.batch.metadata import take_metadata
from renja.batch.pool import ProcessExecutor
from renja.batch.replaced import origin_of, supersede
from renja.batch.report import Corrections, Outcome, Replaced, Report
from renja.batch.resume import Held, done_before
from renja.batch.sources import find_files
from renja.batch.tasks import Done, Executor, OnPage, SerialExecutor, Task
from renja.recipes.files import load_recipes
from renja.recipes.renew import renew
from renja.recipes.renewal import renewal
from renja.review.across import save_across
from renja.texts import say

LOG = logging.getLogger("renja")
__all__ = ["Executor", "ProcessExecutor", "SerialExecutor", "executor_for", "find_files", "ingest_files", "processors"]


def processors() -> int:
    """Processors that this process may use: a container often has fewer than the machine."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def executor_for(workers: int | None, n_tasks: int) -> Executor:
    """The executor for so many workers; None: as many as there are processors, never more than documents."""
    wanted = min(workers or processors(), n_tasks)
    return SerialExecutor() if wanted <= 1 else ProcessExecutor(wanted)


def ingest_files(
    files: Sequence[str],
    root: Path,
    *,
    executor: Executor,
    pages: Collection[int] | None = None,
    engine: str = "auto",
    max_pages: int | None = None,
    force: bool = False,
    endpoint: str | None = None,
    ocr: str | None = None,
    metadata: Path | None = None,
    oleh: str | None = None,
    keep_both: bool = False,
    on_page: OnPage = lambda: None,
    on_document: Callable[[Outcome], None] = lambda outcome: None,
) -> Report:
    """Reads the files into the dataset at ``root``, each document whole or not at all; the report of the run.

    What stands there already is left alone, unless ``force``: documents of the same digest, read by this version with
    the same pages, engine and limit of pages, and their scanned pages by the same reader, that did not fail. ``ocr``
    names that reader (None: the usual one). ``metadata``: a CSV that says what the documents are, ``oleh`` who says so
    (``renja.batch.metadata``); ``UsageFault``, and nothing is read, where it cannot be used. ``keep_both``: a file that
    lies where another one lay when it was read does not take its place (``renja.batch.replaced``). Where a recipe of
    the dataset or of the user changed, all documents that it concerns are understood again from what is stored of
    them. Raises ``EngineMissing``, ``OcrMissing`` for a named reader that is not installed, and the errors of
    ``output`` where going on is of no use; what was committed before stays.
    """
    start = time.perf_counter()
    wanted = None if pages is None else frozenset(pages)
    library = load_recipes(root)
    for fault in library.faults:
        LOG.warning("resep tidak dipakai / recipe not used: %s", fault)
    template = Task("", "", wanted, engine, max_pages, endpoint=endpoint, ocr=reader_name(ocr), recipes=library.recipes)
    outcomes: dict[str, Outcome] = {}
    seen: set[str] = set()

    def note(outcome: Outcome) -> None:
        outcomes[outcome.path] = outcome
        on_document(outcome)

    known = None if metadata is None else take_metadata(root, metadata, files, oleh=oleh, endpoint=endpoint)
    with DatasetWriter(root) as writer:
        held = Held(root, [*map(origin_of, files)])
        skipped = {} if force else done_before(held, files, template.settings, endpoint)
        for outcome in skipped.values():
            note(outcome)
        waiting = [path for path in files if path not in skipped]
        tasks = [replace(template, path=path, area=str(writer.area), origin=origin_of(path)) for path in waiting]
        for done in executor.run(tasks, on_page):
            note(_commit(writer, done, seen, held.doc_ids))
        replaced = Replaced() if keep_both else supersede(writer, held, outcomes)
    found = tuple(outcomes[path] for path in files)
    is_any = any(outcome.doc_id is not None for outcome in found)
    renewed = renew(root, library.recipes, across=save_across) if is_any else ()
    corrected, changed = _corrected(root, found)
    ours = seen if corrected is None else {one.doc_id for one in found if one.doc_id is not None}
    if any(root.glob("dokumen/*/*/*.parquet")):  # else all of it was taken out meanwhile
        save_across(root, ours | changed)
    return Report(str(root), found, time.perf_counter() - start, corrected, known, len(renewed), replaced)


def _corrected(root: Path, outcomes: Sequence[Outcome]) -> tuple[Corrections | None, set[str]]:
    """Brings what people said and nobody applied into all documents: of this run, read while somebody corrected, and of
    a run that died. What became of this run's corrections, and the documents that changed.
    """
    overlay = read_overlay(root)
    doc_ids = {outcome.doc_id for outcome in outcomes if outcome.doc_id is not None}
    if not overlay.entries and not overlay.faults:
        return None, set()
    changed = {each.doc_id for each in reapply(root, renewal(root))} if doc_ids else set[str]()
    return Corrections.of(applied_entries(root, doc_ids).values(), len(overlay.faults)), changed


def _commit(writer: DatasetWriter, done: Done, seen: set[str], stood: Collection[str]) -> Outcome:
    """Makes a staged document the dataset's, but once for files of the same content.

    One of those that ``stood`` there when the run began and do no more was taken out meanwhile: it stays out.
    """
    outcome, staged = done.outcome, done.staged
    if staged is None:
        return outcome
    if staged.doc_id in seen:
        writer.drop(staged)
        return replace(outcome, counts={}, uang={}, duplicate=True)
    if (done.is_cut or outcome.status == Status.GAGAL) and _stands_better(writer, done):
        writer.drop(staged)
        return replace(outcome, counts={}, uang={}, pesan=(*outcome.pesan, say("ingest.kept_better")))
    with writer.turn():
        if staged.doc_id in stood and writer.places.find("dokumen", staged.doc_id) is None:
            writer.drop(staged)
            left_out = (*outcome.pesan, say("ingest.removed_meanwhile"))
            return replace(outcome, doc_id=None, counts={}, uang={}, pesan=left_out)
        writer.settle(staged)
    seen.add(staged.doc_id)
    return outcome


def _stands_better(writer: DatasetWriter, done: Done) -> bool:
    """True where the dataset has a reading of the document that this one, broken off by a death or a fault, lacks."""
    with writer.turn():
        path = writer.places.find("dokumen", done.staged.doc_id) if done.staged is not None else None
        if path is None:
            return False
        held = pq.read_table(path, columns=["doc_id", "status"], partitioning=None).to_pylist()
    better = {Status.OK} if done.outcome.status != Status.GAGAL else {Status.OK, Status.SEBAGIAN}
    return any(row["doc_id"] == done.outcome.doc_id and row["status"] in better for row in held)
