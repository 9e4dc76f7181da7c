"""Real kills, a really full disk, real races: each document exactly once, at every moment."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from output.schema import SCHEMAS
from output.verify import verify
from renja.api import Dataset

FILES = [
    "samples/bengkulu_lkjip_2025_s49_rotated.pdf",
    "samples/bengkulu_renstra_2021_word.pdf",
    "samples/luwu_renja_2024_excel.pdf",
    "samples/sulbar_renja_2024_sipd.pdf",
]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path.cwd())}


def _start(out: Path, *more: str, files: list[str] = FILES, limit: int | None = None) -> subprocess.Popen[str]:
    code = "from renja.cli import main; main()"
    call = [sys.executable, "-c", code, "ingest", *files, "--out", str(out), "--pages", "1", "--workers", "1", *more]

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit or 0, limit or 0))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write beyond the limit fails, as on a full disk

    return subprocess.Popen(
        call, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=small_files if limit else None,
    )  # fmt: skip


def _seen(out: Path) -> tuple[int, int]:
    """Rows and documents of ``dokumen``, as any DuckDB user reads it; no dataset yet is none of both."""
    pattern = f"{out}/dokumen/**/*.parquet"
    try:
        query = f"SELECT count(*), count(DISTINCT doc_id) FROM read_parquet('{pattern}', hive_partitioning=true)"
        row = duckdb.connect().execute(query).fetchone()
    except duckdb.IOException:
        return 0, 0
    return (int(row[0]), int(row[1])) if row else (0, 0)


def _children(pid: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.append(int(stat.parent.name))
    return found


def _lives(pid: int) -> bool:
    """False too for what is dead and has nobody who takes note of it, as where a container's first process does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def _readers(pid: int) -> list[int]:
    """The readers of a run: on Linux children of the process that they are copied from."""
    return [reader for child in _children(pid) for reader in _children(child)]


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_killed_again_and_again_the_dataset_is_whole_and_the_rest_is_done_in_the_end(tmp_path: Path) -> None:
    chance = random.Random(6)
    for _ in range(3):
        running = _start(tmp_path, "--force")
        while running.poll() is None and not _readers(running.pid):
            time.sleep(0.02)
        time.sleep(chance.uniform(0.0, 1.5))
        children = [*_children(running.pid), *_readers(running.pid)]
        running.kill()
        running.communicate()
        rows, documents = _seen(tmp_path)
        assert rows == documents
        deadline = time.monotonic() + 300
        while any(map(_lives, children)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not any(map(_lives, children)), "a worker outlived its parent"
    out, _ = _start(tmp_path).communicate(timeout=600)
    assert _seen(tmp_path) == (4, 4), out
    assert verify(tmp_path) == []
    assert not list((tmp_path / ".renja").glob("*.run"))


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_a_worker_killed_from_outside_costs_nothing_but_a_page(tmp_path: Path) -> None:
    running = _start(tmp_path, files=FILES[:2])
    killed = False
    while not killed and running.poll() is None:
        for reader in _readers(running.pid):
            os.kill(reader, signal.SIGKILL)
            killed = True
        time.sleep(0.02)
    running.communicate(timeout=600)
    assert killed
    assert _seen(tmp_path) == (2, 2)
    assert verify(tmp_path) == []


def test_two_ingests_of_overlapping_folders_and_a_reader_at_the_same_time(tmp_path: Path) -> None:
    runs = [_start(tmp_path, "--force", files=files) for files in (FILES[:3], FILES[1:][::-1])]
    looks = 0
    while any(run.poll() is None for run in runs):
        rows, documents = _seen(tmp_path)
        assert rows == documents
        looks += 1
    assert [run.communicate() and run.returncode for run in runs] == [0, 0]
    assert looks > 3
    assert _seen(tmp_path) == (4, 4)
    assert verify(tmp_path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="RLIMIT_FSIZE with an ignored signal")
def test_a_full_disk_stops_the_run_and_harms_nothing(tmp_path: Path) -> None:
    _start(tmp_path, files=FILES[:1]).communicate(timeout=600)
    before = {table: pq.read_table(tmp_path / table).num_rows for table in SCHEMAS}
    full = _start(tmp_path, files=FILES[1:], limit=3000)
    _, said = full.communicate(timeout=600)
    assert full.returncode == 5, said
    assert "beri ruang" in said
    assert {table: pq.read_table(tmp_path / table).num_rows for table in SCHEMAS} == before
    assert verify(tmp_path) == []
    _start(tmp_path).communicate(timeout=600)
    assert list(Dataset(tmp_path).documents()["status"]) == ["ok"] * 4
