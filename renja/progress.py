"""A progress bar by pages, on a terminal; nothing where the output goes elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager

from extract.errors import ExtractError
from extract.pdf import open_pdf


@contextmanager
def page_progress(files: Sequence[str], pages: Collection[int] | None) -> Iterator[Callable[[], None]]:
    """A function to call for every page that is read; the bar is drawn on standard error."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("Membaca {task.fields[files]} dokumen"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("halaman"),
        TimeRemainingColumn(),
    )
    total = sum(_pages_of(path, pages) for path in files)
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total, files=len(files))
        yield lambda: progress.advance(task)


def _pages_of(path: str, pages: Collection[int] | None) -> int:
    """How many pages will be read of a file; 0 where it cannot be opened, which the ingest will tell."""
    try:
        with open_pdf(path) as pdf:
            return pdf.n_pages if pages is None else sum(1 <= page <= pdf.n_pages for page in pages)
    except (ExtractError, OSError):
        return 0
