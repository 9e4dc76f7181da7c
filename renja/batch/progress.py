"""A progress bar on a terminal, with rate and time left; nothing where the output goes elsewhere.

It goes by the files' bytes, which cost nothing to know: no file is opened here, since any could break its reader.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from renja.batch.report import Outcome
from renja.texts import say


class Watch(Protocol):
    """Who is told of pages and documents."""

    def page(self) -> None:
        """A page was read."""

    def document(self, outcome: Outcome) -> None:
        """A document is done."""


class Silent:
    """A watch that shows nothing."""

    def page(self) -> None:
        """Nothing."""

    def document(self, outcome: Outcome) -> None:
        """Nothing."""


@contextmanager
def progress(files: Sequence[str]) -> Iterator[Watch]:
    """What to tell of every page and document; the bar is drawn on standard error."""
    if not sys.stderr.isatty():
        yield Silent()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.fields[done]}/{task.fields[files]} " + say("progress.documents")),
        BarColumn(),
        TextColumn(
            "{task.percentage:>3.0f}% {task.fields[pages]} "
            + say("progress.pages")
            + " {task.fields[rate]} "
            + say("progress.rate")
        ),
        TimeElapsedColumn(),
        TextColumn(say("progress.left")),
        TimeRemainingColumn(elapsed_when_finished=True),
        TextColumn("{task.fields[failed]}"),
    )
    sizes = {path: _size(path) for path in files}
    with Progress(*columns, console=Console(stderr=True), transient=True, speed_estimate_period=300) as bar:
        task = bar.add_task("", total=sum(sizes.values()), files=len(files), done=0, pages=0, rate="-", failed="")
        yield _Bar(lambda by, fields: bar.update(task, advance=by, **fields), sizes, lambda: bar.tasks[0].elapsed or 0)


class _Bar:
    """The counts behind the bar."""

    def __init__(
        self, update: Callable[[int, dict[str, Any]], None], sizes: dict[str, int], elapsed: Callable[[], float]
    ) -> None:
        self._update, self._sizes, self._elapsed = update, sizes, elapsed
        self._pages = self._done = self._failed = 0

    def page(self) -> None:
        self._pages += 1
        elapsed = self._elapsed()
        self._update(0, {"pages": self._pages, "rate": f"{self._pages / elapsed:.1f}" if elapsed else "-"})

    def document(self, outcome: Outcome) -> None:
        self._done += 1
        self._failed += outcome.status == "gagal"
        failed = say("progress.failed", count=self._failed) if self._failed else ""
        self._update(self._sizes.get(outcome.path, 1), {"done": self._done, "failed": failed})


def _size(path: str) -> int:
    """Bytes of a file; 1 where they cannot be had."""
    try:
        return max(1, os.path.getsize(path))
    except OSError:
        return 1
