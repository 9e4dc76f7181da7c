"""A child process that reads documents one after the other, and the hand that holds it: limits, and what it says.

The child is trusted with nothing: its memory and time are watched from outside, since a fault in a C library stops its
Python threads too, and it ends with its parent.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path

from extract.errors import EngineMissing
from output.errors import OutputError
from output.lean import spare_pandas
from renja.batch.start import be_as, here, reader_context
from renja.batch.tasks import Done, OnPage, PageTeller, Task, carry_out
from renja.batch.watch import Watch, moment

Work = Callable[[Task, OnPage], Done]
_OVER = "halaman habis"
"""What a child says when it has read the last page of a document."""
_SPARE_MB = 1024
"""Beyond the limit that is watched, memory cannot even be asked for: a single huge request fails at once."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost: seconds in all and for a page, and megabytes of its process (None: no limit).

    The seconds are those that the process computes; by the clock it may stand still for three times as many
    (``renja.batch.watch``).
    """

    max_seconds: float = 1800.0
    max_page_seconds: float = 180.0
    max_memory_mb: int | None = 2048


class Stop(Exception):  # noqa: N818 - no error of the reader's
    """The child says that going on is of no use; the argument is the error to raise."""


class Reader:
    """A child process with at most one task in hand."""

    def __init__(self, limits: Limits, work: Work = carry_out) -> None:
        """Starts the process; ``work`` carries a task out in it."""
        self.limits = limits
        try:
            self._start(reader_context(), work)
        except (OSError, EOFError):  # what it was to be a copy of died just now
            self._start(multiprocessing.get_context("spawn"), work)
        self.task: Task | None = None
        self.pages = 0
        self.begun = False
        """True from when the child has the task in hand: what it loads before is no page's fault."""
        self._pages_over = False
        self._begin()

    def _start(self, context: ForkServerContext | SpawnContext, work: Work) -> None:
        self.connection, theirs = context.Pipe()
        with theirs:
            args = (theirs, self.limits.max_memory_mb, work, *here())
            self._process = context.Process(target=_serve, args=args, daemon=True)
            self._process.start()

    def _begin(self) -> None:
        self.started = time.perf_counter()
        """When the task in hand began, by ``time.perf_counter``."""
        now = moment(self._process.pid)
        self._whole, self._page = Watch(now), Watch(now)

    def give(self, task: Task) -> None:
        """Hands over a task."""
        self.task, self.pages, self.begun, self._pages_over = task, 0, False, False
        self._begin()
        with suppress(OSError):  # it died meanwhile: ``heard`` will tell
            self.connection.send(task)

    def heard(self) -> tuple[int, Done | None]:
        """Pages that were read since, and the finished task's ``Done``. ``EOFError`` where the process is dead."""
        pages = 0
        try:
            while self.connection.poll():
                said = self.connection.recv()
                if isinstance(said, Done):
                    self.task = None
                    return pages, said
                if isinstance(said, Exception):
                    raise Stop(said)
                if said == _OVER:
                    self._pages_over = True
                elif self.begun:
                    pages += 1
                    self.pages += 1
                self.begun = True
                self._page = Watch(moment(self._process.pid))
        except OSError as error:
            raise EOFError from error
        return pages, None

    def overrun(self) -> str | None:
        """Which limit the task in hand has broken, in words."""
        now = moment(self._process.pid)
        if self._page.is_over(now, self.limits.max_page_seconds) and self.pages_left:
            return (
                f"melebihi {self.limits.max_page_seconds:g} detik untuk satu halaman: isinya rumit atau rusak. "
                "Cetak ulang halaman itu ke PDF / page took too long: print it to PDF anew"
            )
        if self._whole.is_over(now, self.limits.max_seconds):
            return f"melebihi batas waktu {self.limits.max_seconds:g} detik (--max-seconds) / took too long"
        limit = self.limits.max_memory_mb
        if limit is not None and self.memory_mb() > limit:
            return (
                f"melebihi batas memori {limit} MB (--max-memory-mb): isinya mengembang luar biasa. Cetak ulang "
                "halaman itu ke PDF atau naikkan batas / too much memory: print the page to PDF anew or raise the limit"
            )
        return None

    @property
    def pages_left(self) -> bool:
        """True while pages may still be read; what follows the last page is no page's fault."""
        if not self.begun or self._pages_over:
            return False
        return self.task is not None and self.task.page_at(self.pages) is not None

    def memory_mb(self) -> float:
        """Resident memory of the process; 0 where the system does not tell (only Linux does)."""
        try:
            pages = int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1])
        except (OSError, IndexError, ValueError):
            return 0.0
        return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)

    def kill(self) -> None:
        """Ends the process, whatever it does."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self.connection.close()


def _serve(
    connection: Connection, max_memory_mb: int | None, work: Work, place: str, environment: Mapping[str, str]
) -> None:
    """The life of a child: a task in, pages and a ``Done`` out, until the parent closes or dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us
    be_as(place, environment)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _bound_memory(max_memory_mb)
    spare_pandas()
    with suppress(EOFError, BrokenPipeError):
        while True:
            task = connection.recv()
            connection.send(None)
            try:
                teller = PageTeller(lambda: connection.send(None), lambda: connection.send(_OVER))
                connection.send(work(task, teller))
            except (EngineMissing, OutputError) as error:
                connection.send(error)
            except MemoryError:
                os._exit(1)  # the parent takes it for the death that it nearly is


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _bound_memory(max_memory_mb: int | None) -> None:
    if max_memory_mb is None or sys.platform != "linux":
        return
    import resource

    most = (max_memory_mb + _SPARE_MB) << 20
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
