"""A real scheduler and two real workers in processes of their own; one worker is killed in the middle."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from output.verify import verify
from renja.batch.dask import DaskExecutor, DaskMissing, _result, read_on_worker
from renja.batch.ingest import ingest_files
from renja.batch.reader import Limits
from renja.batch.report import Outcome
from renja.batch.tasks import Task

FILES = [
    "samples/bengkulu_lkjip_2025_s49_rotated.pdf",
    "samples/bengkulu_renstra_2021_word.pdf",
    "samples/luwu_renja_2024_excel.pdf",
]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path.cwd())}


def _dask(*arguments: str) -> subprocess.Popen[bytes]:
    code = "from dask.__main__ import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler, and its two workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    scheduler = _dask("scheduler", "--host", address, "--no-dashboard", "--no-show")
    worker = ("worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0")
    workers = [_dask(*worker, "--local-directory", str(tmp_path / f"dask{i}")) for i in range(2)]
    try:
        yield address, workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def test_a_lost_workers_documents_are_done_elsewhere_and_one_report_comes_back(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    address, workers = cluster
    _wait_for_workers(address, 2)
    seen: list[Outcome] = []

    def kill_one(outcome: Outcome) -> None:
        seen.append(outcome)
        if len(seen) == 1:
            workers[0].kill()

    executor = DaskExecutor(address, Limits(max_seconds=60))
    out = tmp_path / "hasil"
    report = ingest_files(FILES, out, executor=executor, pages=[1], on_document=kill_one)
    assert report.by_status == {"ok": 3}
    assert [outcome.path for outcome in report.outcomes] == FILES
    assert workers[0].poll() is not None
    assert verify(out) == []


def _wait_for_workers(address: str, n: int) -> None:
    from distributed import Client

    deadline = time.monotonic() + 600
    with Client(address, timeout=30, set_as_default=False) as client:
        while len(client.scheduler_info()["workers"]) < n:
            assert time.monotonic() < deadline
            time.sleep(0.1)


def test_a_scheduler_that_does_not_answer_is_named(tmp_path: Path) -> None:
    with pytest.raises(DaskMissing, match="tidak menjawab"):
        ingest_files(FILES[:1], tmp_path, executor=DaskExecutor("tcp://127.0.0.1:9", timeout=1.0))


def test_a_cluster_without_workers_and_workers_of_another_version_are_named(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, workers = cluster
    _wait_for_workers(address, 2)
    monkeypatch.setattr("renja.batch.dask.__version__", "99.0")
    with pytest.raises(DaskMissing, match=r"versi lain .*di sini 99\.0"):
        ingest_files(FILES[:1], tmp_path, executor=DaskExecutor(address))
    for worker in workers:
        worker.kill()
        worker.wait()
    with pytest.raises(DaskMissing, match=r"tidak ada worker|versi lain"):
        ingest_files(FILES[:1], tmp_path, executor=DaskExecutor(address, wait=1.0))


def test_a_worker_of_another_version_refuses_the_document() -> None:
    with pytest.raises(DaskMissing, match="versi lain"):
        read_on_worker(Task("a.pdf", "."), Limits(), "0.0.0")


def test_a_scheduler_that_goes_in_the_middle_ends_the_run_with_a_message() -> None:
    from concurrent.futures import CancelledError

    class Gone:
        def result(self) -> None:
            raise CancelledError

    with pytest.raises(DaskMissing, match="hilang di tengah jalan"):
        _result(Gone(), Task("a.pdf", "."), 0.0)
