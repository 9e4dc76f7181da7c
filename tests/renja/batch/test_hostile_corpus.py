"""The quick part of bench/hostile.py: mutants of the samples end in a status, and nothing escapes."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

from renja.batch.reader import Limits


@pytest.fixture(scope="module")
def bench() -> dict[str, Any]:
    before = list(sys.path)
    try:
        return runpy.run_path("bench/hostile.py")
    finally:
        sys.path[:] = before


def test_mutants_end_in_a_status_within_their_limits_and_nothing_escapes(bench: dict[str, Any], tmp_path: Path) -> None:
    limits = Limits(max_seconds=30, max_page_seconds=15, max_memory_mb=1200)
    done, wrong = bench["run"](tmp_path, bench["Plan"](32, 2, limits, seed=7, heavy=False))
    assert wrong == []
    assert len(done) == 32
    assert {"ok", "gagal"} <= {line["status"] for line in done}
    said = {Path(line["berkas"]).stem: line["pesan"] for line in done if line["status"] == "gagal"}
    assert "bukan berkas PDF" in said["bukan_pdf"][0]
    assert all(said.values())


def test_a_bench_that_was_stopped_goes_on_with_the_files_that_are_left(bench: dict[str, Any], tmp_path: Path) -> None:
    limits = Limits(max_seconds=30, max_page_seconds=15, max_memory_mb=1200)
    first, _ = bench["run"](tmp_path, bench["Plan"](3, 1, limits, heavy=False))
    both, wrong = bench["run"](tmp_path, bench["Plan"](5, 1, limits, heavy=False))
    assert both[:3] == first
    assert len(both) == 5
    assert wrong == []
