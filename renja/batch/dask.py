"""Documents as tasks on a Dask cluster: another ``Executor``, so all else stays as it is.

Each Dask worker holds every document in a child process within the same limits as the local pool does. Input files and
the dataset's folder must be reachable from the workers under the same paths, or the input be in an object store. A
document whose worker is lost is done again elsewhere by Dask; what the lost worker had staged is dropped with the run.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from output.errors import OutputError
from renja.batch.pool import ProcessExecutor
from renja.batch.reader import Limits
from renja.batch.tasks import Done, OnPage, Task, failure

if TYPE_CHECKING:
    from distributed import Client


class DaskMissing(OutputError):  # noqa: N818 - says what is missing
    """Dask is not installed, or its scheduler does not answer."""


def read_on_worker(task: Task, limits: Limits) -> tuple[Done, int]:
    """On a Dask worker: the document, read in a child process, and how many pages were read."""
    pages: list[None] = []
    (done,) = ProcessExecutor(1, limits).run([task], lambda: pages.append(None))
    return done, len(pages)


class DaskExecutor:
    """Carries tasks out on the workers of a Dask scheduler."""

    def __init__(self, address: str, limits: Limits | None = None, timeout: float = 30.0) -> None:
        """``address`` of the scheduler, like ``tcp://10.0.0.1:8786``; ``timeout`` seconds for it to answer."""
        self._address, self._limits, self._timeout = address, limits or Limits(), timeout

    def run(self, tasks: Sequence[Task], on_page: OnPage) -> Iterator[Done]:
        """One ``Done`` for each task, as they end. ``DaskMissing`` where no scheduler answers."""
        client = self._connect()
        try:
            from distributed import as_completed

            start = time.perf_counter()
            futures = client.map(read_on_worker, tasks, limits=self._limits, pure=False)
            of = {future.key: task for future, task in zip(futures, tasks, strict=True)}
            completed = as_completed(futures, loop=client.loop)  # type: ignore[no-untyped-call]
            del futures  # a finished document's result is kept no longer than it is needed
            for future in completed:
                done, pages = _result(future, of[future.key], start)
                for _ in range(pages):
                    on_page()
                yield done
        finally:
            client.close()  # type: ignore[no-untyped-call]

    def _connect(self) -> Client:
        try:
            from distributed import Client

            return Client(self._address, timeout=self._timeout, set_as_default=False)  # type: ignore[no-untyped-call]
        except ImportError as error:
            raise DaskMissing("--scheduler butuh paket tambahan: pasang renja[dask] (install renja[dask])") from error
        except (OSError, ValueError) as error:
            raise DaskMissing(f"{self._address}: scheduler Dask tidak menjawab ({error}) / no answer") from error


def _result(future: Any, task: Task, start: float) -> tuple[Done, int]:
    """What a future holds; a document that took too many workers with it has failed."""
    from distributed import KilledWorker

    try:
        found: tuple[Done, int] = future.result()
        return found
    except KilledWorker:
        return failure(task, f"{task.path}: worker Dask hilang berulang kali / lost several workers", start), 0
