"""Documents as tasks on a Dask cluster: another ``Executor``, so all else stays as it is.

Each Dask worker holds every document in a child process within the same limits as the local pool does. Input files and
the dataset's folder must be reachable from the workers under the same paths, or the input be in an object store. A
document whose worker is lost is done again elsewhere by Dask; what the lost worker had staged is dropped with the run.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from output.errors import OutputError
from renja._version import __version__
from renja.batch.pool import ProcessExecutor
from renja.batch.reader import Limits
from renja.batch.tasks import Done, OnPage, Task, failure

if TYPE_CHECKING:
    from distributed import Client


class DaskMissing(OutputError):  # noqa: N818 - says what is missing
    """Dask is not installed, or its scheduler does not answer."""


_WORKER_SECONDS = 60.0
"""So long a run waits for the first worker."""


def version_here() -> str:
    """On a Dask worker: its version of this software."""
    return __version__


def read_on_worker(task: Task, limits: Limits, version: str) -> tuple[Done, int]:
    """On a Dask worker: the document, read in a child process, and how many pages were read.

    ``DaskMissing`` where the worker has another ``version``: it would read documents otherwise than the run says.
    """
    if version != __version__:
        raise _other_version({socket.gethostname(): __version__}, version)
    pages: list[None] = []
    (done,) = ProcessExecutor(1, limits).run([task], lambda: pages.append(None))
    return done, len(pages)


class DaskExecutor:
    """Carries tasks out on the workers of a Dask scheduler."""

    def __init__(
        self, address: str, limits: Limits | None = None, timeout: float = 30.0, wait: float = _WORKER_SECONDS
    ) -> None:
        """``address`` of the scheduler, like ``tcp://10.0.0.1:8786``.

        ``timeout``: seconds for it to answer; ``wait``: for the first worker to come.
        """
        self._address, self._limits, self._timeout, self._wait = address, limits or Limits(), timeout, wait

    def run(self, tasks: Sequence[Task], on_page: OnPage) -> Iterator[Done]:
        """One ``Done`` for each task, as they end. ``DaskMissing`` where no scheduler answers."""
        client = self._connect()
        try:
            from distributed import as_completed

            self._check_workers(client)
            start = time.perf_counter()
            futures = client.map(read_on_worker, tasks, limits=self._limits, version=__version__, pure=False)
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

    def _check_workers(self, client: Client) -> None:
        """Waits for the first worker. ``DaskMissing`` where none comes, or one has another version of this software."""
        try:
            client.wait_for_workers(1, timeout=self._wait)
        except TimeoutError as error:
            raise DaskMissing(
                f"{self._address}: tidak ada worker selama {self._wait:g} detik; jalankan `dask worker` / no worker "
                "came; start one"
            ) from error
        found: dict[str, str] = client.run(version_here, on_error="return")
        others = {name: str(version) for name, version in found.items() if version != __version__}
        if others:
            raise _other_version(others, __version__)

    def _connect(self) -> Client:
        try:
            from distributed import Client

            return Client(self._address, timeout=self._timeout, set_as_default=False)  # type: ignore[no-untyped-call]
        except ImportError as error:
            raise DaskMissing("--scheduler butuh paket tambahan: pasang renja[dask] (install renja[dask])") from error
        except (OSError, ValueError) as error:
            raise DaskMissing(f"{self._address}: scheduler Dask tidak menjawab ({error}) / no answer") from error


def _other_version(workers: Mapping[str, str], ours: str) -> DaskMissing:
    named = ", ".join(f"{name}: {version}" for name, version in list(workers.items())[:5])
    return DaskMissing(
        f"worker memakai renja versi lain ({named}), di sini {ours}; samakan versinya / workers have another version"
    )


def _result(future: Any, task: Task, start: float) -> tuple[Done, int]:
    """What a future holds; a document that took too many workers with it has failed."""
    from concurrent.futures import CancelledError

    from distributed import KilledWorker
    from distributed.comm.core import CommClosedError

    try:
        found: tuple[Done, int] = future.result()
        return found
    except (CancelledError, CommClosedError) as error:
        raise DaskMissing(
            "scheduler Dask hilang di tengah jalan; yang sudah tersimpan tetap utuh, jalankan lagi / the scheduler is "
            "gone; what was saved is whole: run again"
        ) from error
    except KilledWorker:
        return failure(task, f"{task.path}: worker Dask hilang berulang kali / lost several workers", start), 0
