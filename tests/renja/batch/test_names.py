"""File names that are no UTF-8, and names that speak to terminals: read, stored and shown like any other."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from output.verify import verify
from renja.api import Dataset, ingest
from renja.batch.summary import summary_text
from renja.cli.printing import Guarded
from renja.regular import shown
from renja.review.pdfs import find_pdf

SAMPLE = Path("samples/bengkulu_renstra_2021_word.pdf")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such names")
def test_a_name_that_is_not_utf8_is_read_in_every_run(tmp_path: Path) -> None:
    folder = tmp_path / "pdf"
    folder.mkdir()
    for name in (b"renja_\xff\xfe.pdf", b"rusak_\xe9.pdf"):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(
            SAMPLE.read_bytes() if b"renja" in name else b"%PDF-1.7\n"
        )
    call = [sys.executable, "-m", "renja", "ingest", str(folder), "--out", str(tmp_path / "hasil"), "--pages", "1"]
    for _ in range(2):
        done = subprocess.run(call, capture_output=True, env=os.environ | {"PYTHONPATH": str(Path.cwd())}, check=False)
        assert (done.returncode, b"renja_\\xff\\xfe.pdf" in done.stdout) == (3, True), done.stderr
    assert any("renja_\\xff" in name for name in Dataset(tmp_path / "hasil").documents()["berkas"])
    assert verify(tmp_path / "hasil") == []
    log = (tmp_path / "hasil" / ".renja" / "log.jsonl").read_text(encoding="utf-8")
    assert all(json.loads(line) for line in log.splitlines())


@pytest.mark.skipif(sys.platform == "win32", reason="the system allows no such names")
def test_an_escape_sequence_in_a_name_is_written_out(tmp_path: Path) -> None:
    file = tmp_path / "a\x1b]0;judul\x07.pdf"
    file.write_bytes(SAMPLE.read_bytes())
    report = ingest(file, tmp_path / "hasil", workers=1, pages="1")
    assert "\x1b" not in json.dumps(report.as_dict(), ensure_ascii=False)
    assert "\x1b" not in Dataset(tmp_path / "hasil").documents()["berkas"][0]


def test_nothing_that_is_printed_speaks_to_the_terminal() -> None:
    held = io.StringIO()
    terminal = Guarded(held)
    terminal.write("Dinas\x1b[2J\x9b31m Sosial\tA\nB \u202efdp\r")
    assert held.getvalue() == "Dinas\\x1b[2J\\x9b31m Sosial\tA\nB \\u202efdp\\x0d"
    assert shown("Dinas Kesehatan (RSUD) é 100 %") == "Dinas Kesehatan (RSUD) é 100 %"


@pytest.mark.skipif(sys.platform == "win32", reason="the system allows no such names")
def test_a_line_feed_in_a_name_breaks_no_list_and_the_file_is_found_again(tmp_path: Path) -> None:
    file = tmp_path / "dua\nbaris.pdf"
    file.write_bytes(SAMPLE.read_bytes())
    out = tmp_path / "hasil"
    report = ingest(file, out, workers=1, pages="1")
    assert "dua\\x0abaris.pdf" in summary_text(report)
    row = Dataset(out).documents("arrow").to_pylist()[0]
    assert row["berkas"].endswith("dua\\x0abaris.pdf")
    assert find_pdf(out, row["berkas"], row["sha256"]) == file
