"""One document as a task: read and staged here, in a child or on a cluster; only a small ``Done`` comes back."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from extract.document import extract
from extract.errors import EngineMissing, ExtractError
from normalize.recipes.types import Recipe
from output.errors import OutputError
from output.overlay.store import active, read_overlay
from output.overlay.types import Entri
from output.types import DocumentResult, Status
from output.write import Staged, stage
from renja.batch.memory import give_back, giving_back
from renja.batch.report import Outcome
from renja.batch.sources import local_copy
from renja.pipeline import failed_document, identity_of, understand, without_grids
from renja.regular import in_a_line, shown
from renja.texts import say

LOG = logging.getLogger("renja")
MOST_PAGES = 10_000
"""A document of more pages is refused by ``extract``."""
_LONG = 90.0
"""Seconds that are better told in minutes."""
READER_KEY = ";ocr="
"""What stands before the reader's name at the end of a task's settings."""
_LOST_KEY, _ORIGIN_KEY = ";hilang=", ";asal="
"""What stands behind the settings of a document: pages that a reader's death cost, and where the file lies."""
DIED = "proses pembaca mati mendadak, mungkin kehabisan memori / the reader died, maybe for lack of memory"
OnPage = Callable[[], None]


class PageTeller:
    """Tells whoever holds this process of each page that is read, and when the pages are over."""

    def __init__(self, page: Callable[[], None], over: Callable[[], None]) -> None:
        """``page`` is called after each page, ``over`` once after the last: what follows is no page's fault."""
        self._page = page
        self.over = over

    def __call__(self) -> None:
        """A page was read."""
        self._page()


@dataclass(frozen=True, slots=True)
class Task:
    """One file to read and stage into ``area``. ``skip``: pages that broke their reader before, and why.

    ``ocr``: the reader of scanned pages, None where there is none. ``recipes``: what people said of layouts of tables;
    what they change is known without reading the file again (``renja.recipes.renew``), so they are no settings.
    ``origin``: where the file lies, for the machine that runs: a later file of the same place replaces this one.
    """

    path: str
    area: str
    pages: frozenset[int] | None = None
    engine: str = "auto"
    max_pages: int | None = None
    skip: tuple[tuple[int, str], ...] = ()
    endpoint: str | None = None
    ocr: str | None = None
    recipes: tuple[Recipe, ...] = ()
    origin: str = ""

    @property
    def settings(self) -> str:
        """What of this changes the result: a document read with other settings is not yet done."""
        pages = "semua" if self.pages is None else ",".join(map(str, sorted(self.pages)))
        return f"halaman={pages};mesin={self.engine};paling={self.max_pages or 'semua'}{READER_KEY}{self.ocr or ''}"

    @property
    def lost(self) -> tuple[int, ...]:
        """Pages that are left out as their reader died: maybe by no fault of theirs, so the next run tries them."""
        return tuple(page for page, why in self.skip if why == DIED)

    @property
    def kept(self) -> str:
        """What is kept beside the document: its settings, what was lost of it, and where it came from."""
        lost = f"{_LOST_KEY}{','.join(map(str, self.lost))}" if self.lost else ""
        return f"{self.settings}{lost}{_ORIGIN_KEY}{self.origin}"

    def said(self, sha256: str) -> tuple[Entri, ...]:
        """What people said of the document with this digest."""
        return active(read_overlay(Path(self.area).parent.parent, sha256).entries)

    def chosen(self) -> Collection[int] | None:
        """The pages to read; None: all."""
        if not self.skip and self.max_pages is None:
            return self.pages
        bad = {page for page, _ in self.skip}
        wanted = range(1, MOST_PAGES + 1) if self.pages is None else sorted(self.pages)
        return [page for page in wanted if page not in bad and page <= (self.max_pages or MOST_PAGES)]

    def page_at(self, done: int) -> int | None:
        """The page that is being read after so many are done; None where there is none."""
        chosen = self.chosen()
        if chosen is None:
            return done + 1
        numbers = sorted(chosen)
        return numbers[done] if done < len(numbers) else None


def kept_apart(kept: str) -> tuple[str, bool, str]:
    """(settings, whether pages were lost, where the file lay), of what is kept beside a document.

    >>> kept_apart(Task("a.pdf", "", skip=((3, DIED),), origin="/arsip/a.pdf").kept)
    ('halaman=semua;mesin=auto;paling=semua;ocr=', True, '/arsip/a.pdf')
    """
    rest, _, origin = kept.partition(_ORIGIN_KEY)
    settings, lost, _ = rest.partition(_LOST_KEY)
    return settings, bool(lost), origin


@dataclass(frozen=True, slots=True)
class Done:
    """What a worker sends back: how it went, and what it staged (None where nothing could be).

    ``is_cut``: pages are missing that another reading may have.
    """

    outcome: Outcome
    staged: Staged | None
    is_cut: bool = False


class Executor(Protocol):
    """Something that carries tasks out."""

    def run(self, tasks: Sequence[Task], on_page: OnPage) -> Iterator[Done]:
        """One ``Done`` for each task, in any order; ``on_page`` is called here for every page that is read."""
        ...


def carry_out(task: Task, on_page: OnPage) -> Done:
    """Reads and stages one document. A failure is an outcome, whatever the file holds.

    Only what would fail every file is raised: a wrong setting (``EngineMissing``), which would put failures in place of
    documents that were read before, and a dataset that cannot be written (``OutputError``). And ``MemoryError``: what
    is left of this process cannot be relied on.
    """
    start = time.perf_counter()
    try:
        with local_copy(task.path, task.endpoint) as local:
            try:
                result = _read(task, local, on_page)
            except EngineMissing:
                raise
            except ExtractError as error:
                result = failed_document(local, str(error).replace(str(local), task.path), task.said)
        result = replace(result, berkas=in_a_line(task.path), pesan=tuple(map(shown, result.pesan)))
        give_back()
        staged = stage(result, Path(task.area), task.kept)
    except (EngineMissing, OutputError, MemoryError):
        raise
    except OSError as error:
        return failure(task, f"{task.path}: tidak dapat dibuka ({error}) / cannot be opened", start)
    except Exception as error:
        LOG.exception("%s", task.path)
        message = f"{task.path}: galat tak terduga ({type(error).__name__}: {error}) / unexpected error"
        return failure(task, message, start)
    return _done(task, result, staged, start)


def _done(task: Task, result: DocumentResult, staged: Staged, start: float) -> Done:
    chosen = task.chosen()
    read = result.jumlah_halaman if chosen is None else sum(page <= result.jumlah_halaman for page in chosen)
    seconds = time.perf_counter() - start
    outcome = Outcome(
        task.path, result.doc_id, result.status.value, result.pesan, read, seconds, staged.counts,
        total_pages=result.jumlah_halaman, uang=staged.uang,
    )  # fmt: skip
    return Done(outcome, staged, bool(task.lost))


def _read(task: Task, local: Path, on_page: OnPage) -> DocumentResult:
    """The document without the pages that must be left out, which are named."""
    page_read = giving_back()

    def tell(done: int, total: int) -> None:
        on_page()
        page_read()
        if done == total and isinstance(on_page, PageTeller):
            on_page.over()

    def tell_time(left: int, seconds: float) -> None:
        unit = "minutes" if seconds >= _LONG else "seconds"
        rest = say(f"ingest.{unit}", count=f"{seconds / 60 if seconds >= _LONG else seconds:.0f}")
        LOG.warning("%s", say("ingest.scans_only", file=task.path, pages=left, rest=rest))

    extracted = extract(local, pages=task.chosen(), engine=task.engine, ocr=task.ocr, on_page=tell, on_scan=tell_time)
    identity, extracted = identity_of(extracted), without_grids(extracted)
    give_back()
    result = understand(extracted, task.pages, task.said(extracted.sha256), task.recipes, identity)
    left_out = [f"Halaman {page} tidak terbaca: {why}" for page, why in task.skip]
    if task.max_pages is not None and extracted.n_pages > task.max_pages:
        left_out.append(
            f"Hanya {task.max_pages} halaman pertama dari {extracted.n_pages} yang dibaca (--max-pages) / only the "
            "first pages were read"
        )
    if not left_out:
        return result
    nothing_left = result.status is Status.GAGAL or not extracted.pages
    status = Status.GAGAL if nothing_left else Status.SEBAGIAN
    return replace(result, status=status, pesan=(*left_out, *result.pesan))


def failure(task: Task, message: str, start: float) -> Done:
    """The outcome of a file that broke the reading; in the dataset, where its digest can be had."""
    message = shown(message)
    try:
        with local_copy(task.path, task.endpoint) as local:
            result = replace(failed_document(local, message, task.said), berkas=in_a_line(task.path))
        staged = stage(result, Path(task.area), task.kept)
    except OSError:
        return Done(Outcome(task.path, None, "gagal", (message,), 0, time.perf_counter() - start, {}), None)
    seconds = time.perf_counter() - start
    return Done(Outcome(task.path, result.doc_id, "gagal", (message,), 0, seconds, staged.counts), staged)


class SerialExecutor:
    """One document after the other, in this process, without limits."""

    def run(self, tasks: Sequence[Task], on_page: OnPage) -> Iterator[Done]:
        """One ``Done`` for each task, in order."""
        for task in tasks:
            start = time.perf_counter()
            try:
                yield carry_out(task, on_page)
            except MemoryError:
                yield failure(task, f"{task.path}: memori habis / out of memory", start)
