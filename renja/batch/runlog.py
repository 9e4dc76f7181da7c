"""The log of an ingest in JSON lines: a line when it begins, for each document, and when it ends."""

from __future__ import annotations

import json
import os
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from output.errors import disk_errors
from output.layout import WORK
from renja.batch.report import Outcome, Report
from renja.regular import in_a_line, shown

NAME = "log.jsonl"


def log_of(root: Path) -> Path:
    """Where the log of a dataset lies, unless another place is asked for."""
    return root / WORK / NAME


class RunLog:
    """One run's lines. Several runs may write one file: each line is one write at its end."""

    def __init__(self, path: Path) -> None:
        """``path``: the file; it and its folder are created."""
        self._path = path
        self._run = uuid.uuid4().hex[:8]
        with disk_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)

    def begin(self, root: Path, n_files: int) -> None:
        """So many files are given."""
        self._write("mulai", dataset=shown(str(root)), berkas=n_files, proses=os.getpid())

    def document(self, outcome: Outcome) -> None:
        """How a file went."""
        self._write(
            "dokumen", berkas=in_a_line(outcome.path), doc_id=outcome.doc_id, status=outcome.status,
            halaman=outcome.pages,
            detik=round(outcome.seconds, 3), pesan=list(outcome.pesan), baris=outcome.counts,
            uang=outcome.uang,
            ganda=outcome.duplicate, sudah=outcome.done_before,
        )  # fmt: skip

    def end(self, report: Report) -> None:
        """The sums."""
        self._write(
            "selesai", status=report.by_status, halaman=report.pages, detik=round(report.seconds, 3),
            baris=report.counts, exit_code=int(report.exit_code),
        )  # fmt: skip

    def broken_off(self, why: str) -> None:
        """The run could not go on."""
        self._write("berhenti", sebab=shown(why))

    def _write(self, event: str, **fields: Any) -> None:
        line = {"waktu": datetime.now(UTC).isoformat(timespec="milliseconds"), "jalan": self._run, "peristiwa": event}
        data = (json.dumps(line | fields, ensure_ascii=False) + "\n").encode()
        with disk_errors(self._path):
            descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
            try:
                os.write(descriptor, data)
            finally:
                os.close(descriptor)
