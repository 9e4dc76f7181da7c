"""Memory that is given back between the steps of a document."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from renja.batch import memory
from renja.batch.ingest import ProcessExecutor
from renja.batch.memory import give_back, giving_back
from renja.batch.report import Outcome
from renja.batch.tasks import Done, OnPage, Task


def _resident() -> int:
    """Pages that the process has in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1])


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="another C library than glibc")
def test_small_blocks_that_were_freed_leave_the_process() -> None:
    libc = ctypes.CDLL(None)
    libc.malloc.restype, libc.malloc.argtypes, libc.free.argtypes = (
        ctypes.c_void_p,
        [ctypes.c_size_t],
        [ctypes.c_void_p],
    )
    blocks = [libc.malloc(4000) for _ in range(20_000)]
    for block in blocks:
        ctypes.memset(block, 1, 4000)
    last = libc.malloc(4000)  # what is still used above them keeps them in the process
    for block in blocks:
        libc.free(block)
    held = _resident()
    give_back()
    assert held - _resident() > 10_000
    libc.free(last)


@pytest.mark.parametrize("error", [OSError, TypeError, AttributeError])
def test_where_the_system_cannot_nothing_happens(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    def missing(*_: Any) -> ctypes.CDLL:
        raise error

    monkeypatch.setattr(ctypes, "CDLL", missing)
    give_back()


def test_pages_that_take_long_give_their_memory_back_each_and_quick_ones_now_and_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now, given = [0.0], []
    monkeypatch.setattr(memory.time, "perf_counter", lambda: now[0])
    monkeypatch.setattr(memory, "give_back", lambda: given.append(now[0]))
    page_read = giving_back()
    for seconds in (5, 5, *[0.5] * 9):
        now[0] += seconds
        page_read()
    assert given == [5, 10, 12.5]


def naming_the_pool(task: Task, on_page: OnPage) -> Done:
    return Done(Outcome(task.path, None, "ok", (pa.default_memory_pool().backend_name,), 0, 0.0, {}), None)


def pool_of_a_reader() -> str:
    (done,) = ProcessExecutor(1, work=naming_the_pool).run([Task("a.pdf", "")], lambda: None)
    return done.outcome.pesan[0]


@pytest.mark.parametrize("pool", ["system", "mimalloc"])
def test_a_reader_writes_with_the_memory_of_the_system_unless_another_is_asked_for(pool: str) -> None:
    code = f"from {__name__} import pool_of_a_reader as pool\nif __name__ == '__main__': print(pool())"
    others = {name: value for name, value in os.environ.items() if name != "ARROW_DEFAULT_MEMORY_POOL"}
    asked = {} if pool == "system" else {"ARROW_DEFAULT_MEMORY_POOL": pool}
    environment = others | asked | {"PYTHONPATH": str(Path.cwd())}
    said = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == pool
