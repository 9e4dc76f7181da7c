"""Several documents at once, each in a child process within limits.

A child that crashes, hangs or takes too much memory costs the page that it was at: the document is read again without
it, and named ``sebagian``. After ``MOST_BAD_PAGES`` such pages, or where no page is to blame, the document fails alone.
"""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from multiprocessing.connection import wait

from renja.batch.reader import Limits, Reader, Stop, Work
from renja.batch.tasks import DIED, Done, OnPage, Task, carry_out, failure

LOG = logging.getLogger("renja")
MOST_BAD_PAGES = 3
MOST_FALSE_STARTS = 10
"""So many readers may die before they have a task in hand until one is done: the system's trouble, not a file's."""
_TICK = 0.1
"""Seconds between two looks at the limits."""


class ProcessExecutor:
    """Child processes of its own making (``renja.batch.start``) that read one document each at a time."""

    def __init__(self, workers: int, limits: Limits | None = None, work: Work = carry_out) -> None:
        """``workers``: documents at once; ``work`` carries a task out in a child."""
        self._work = work
        self._false_starts = 0
        self._workers = workers
        self._limits = limits or Limits()

    def run(self, tasks: Sequence[Task], on_page: OnPage) -> Iterator[Done]:
        """One ``Done`` for each task, as they end; large files begin first, so that none is left alone at the end."""
        waiting = deque(sorted(tasks, key=_size, reverse=True))
        readers: list[Reader] = []
        try:
            while waiting or any(reader.task for reader in readers):
                self._hand_out(waiting, readers)
                wait([reader.connection for reader in readers if reader.task], timeout=_TICK)
                for reader in [reader for reader in readers if reader.task]:
                    done = self._look(reader, readers, waiting, on_page)
                    if done is not None:
                        self._hand_out(waiting, readers)  # who takes what is done may wait for a disk
                        yield done
        except Stop as stop:
            raise stop.args[0] from None
        finally:
            for reader in readers:
                reader.kill()

    def _hand_out(self, waiting: deque[Task], readers: list[Reader]) -> None:
        for reader in [reader for reader in readers if not reader.task]:
            if self._is_swollen(reader):
                self._dismiss(reader, readers)
        while waiting and sum(1 for reader in readers if reader.task) < self._workers:
            free = next((reader for reader in readers if not reader.task), None)
            if free is None:
                free = Reader(self._limits, self._work)
                readers.append(free)
            free.give(waiting.popleft())

    def _is_swollen(self, reader: Reader) -> bool:
        """True for a process that an earlier document left large: the next one shall not pay for it."""
        limit = self._limits.max_memory_mb
        return limit is not None and reader.memory_mb() > limit / 2

    def _look(self, reader: Reader, readers: list[Reader], waiting: deque[Task], on_page: OnPage) -> Done | None:
        """What became of a reader's task: done, failed, or (None) still in hand or put back."""
        try:
            pages, done = reader.heard()
        except EOFError:
            return self._lost(reader, readers, waiting, DIED)
        for _ in range(pages):
            on_page()
        if done is not None:
            self._false_starts = 0
            return done
        reason = reader.overrun()
        return None if reason is None else self._lost(reader, readers, waiting, reason)

    def _lost(self, reader: Reader, readers: list[Reader], waiting: deque[Task], reason: str) -> Done | None:
        """Ends a reader; its document is read again without the page it was at, or has failed."""
        task, started = reader.task, reader.started
        page = task.page_at(reader.pages) if task is not None and reader.pages_left else None
        begun = reader.begun
        self._dismiss(reader, readers)
        if task is None:
            return None
        LOG.warning("%s, page %s: %s", task.path, page, reason)
        if not begun and self._false_starts < MOST_FALSE_STARTS:
            self._false_starts += 1
            waiting.appendleft(task)
            return None
        if page is None or "--max-seconds" in reason or len(task.skip) >= MOST_BAD_PAGES:
            return failure(task, _message(task, reason), started)
        waiting.appendleft(replace(task, skip=(*task.skip, (page, reason))))
        return None

    @staticmethod
    def _dismiss(reader: Reader, readers: list[Reader]) -> None:
        readers.remove(reader)
        reader.kill()


def _message(task: Task, reason: str) -> str:
    pages = ", ".join(str(page) for page, _ in task.skip)
    before = f"; sebelumnya juga di halaman {pages}" if pages else ""
    return f"{task.path}: {reason}{before}"


def _size(task: Task) -> int:
    try:
        return os.path.getsize(task.path)
    except OSError:
        return 0
