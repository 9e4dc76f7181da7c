"""The quick part of bench/hostile.py: mutants of the samples end in a status, and nothing escapes."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

from renja.reader import Limits


def test_mutants_end_in_a_status_within_their_limits_and_nothing_escapes(tmp_path: Path) -> None:
    before = list(sys.path)
    try:
        run = runpy.run_path("bench/hostile.py")["run"]
    finally:
        sys.path[:] = before
    limits = Limits(max_seconds=30, max_page_seconds=15, max_memory_mb=1200)
    report, wrong = run(tmp_path, 32, 2, limits, seed=7, heavy=False)
    assert wrong == []
    assert len(report.outcomes) == 32
    assert set(report.by_status) >= {"ok", "gagal"}
    said = {Path(outcome.path).stem: outcome.pesan for outcome in report.failed}
    assert "bukan berkas PDF" in said["bukan_pdf"][0]
    assert all(outcome.pesan for outcome in report.failed)
