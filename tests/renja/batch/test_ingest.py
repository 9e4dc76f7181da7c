"""Many documents: the same results whoever carries them out, and a worker's death costs one file."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from extract.errors import EngineMissing
from output.verify import verify
from renja.api import Dataset, ingest
from renja.batch import tasks
from renja.batch.ingest import ProcessExecutor, SerialExecutor
from renja.batch.report import Outcome
from renja.batch.sources import find_files, listed_paths
from renja.batch.tasks import Done, OnPage, Task

SCAN = Path("samples/bengkulu_lkjip_2025_s49_rotated.pdf")
PYTHON_PATH = {"PYTHONPATH": str(Path.cwd())}
RENSTRA = Path("samples/bengkulu_renstra_2021_word.pdf")


def _rows(root: Path, table: str) -> list[dict[str, object]]:
    rows = Dataset(root).table(table, "arrow").to_pylist()
    return sorted(({k: v for k, v in r.items() if k != "waktu_ingest"} for r in rows), key=str)


def test_processes_give_what_one_process_gives(tmp_path: Path) -> None:
    ticks: list[int] = []
    ingest([SCAN, RENSTRA], tmp_path / "a", pages="1-4", executor=SerialExecutor())
    ingest([SCAN, RENSTRA], tmp_path / "b", pages="1-4", executor=ProcessExecutor(2), on_page=lambda: ticks.append(1))
    for table in ("dokumen", "tabel", "sel", "baris", "nilai", "temuan", "anggaran"):
        assert _rows(tmp_path / "a", table) == _rows(tmp_path / "b", table)
    assert len(ticks) <= 8


def test_a_bug_of_ours_is_a_failed_document_and_not_a_failed_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("salah hitung")

    monkeypatch.setattr(tasks, "understand", broken)
    report = ingest(RENSTRA, tmp_path, workers=1)
    assert "salah hitung" in report.failed[0].pesan[0]
    assert "Traceback" in caplog.text
    assert list(Dataset(tmp_path).documents()["status"]) == ["gagal"]


class Backwards:
    """An executor of somebody else's: any order will do."""

    def run(self, tasks: Sequence[Task], on_page: OnPage) -> Iterator[Done]:
        return SerialExecutor().run(tasks[::-1], on_page)


def test_another_executor_needs_only_run_and_the_report_keeps_the_order_given(tmp_path: Path) -> None:
    seen: list[Outcome] = []
    report = ingest([SCAN, RENSTRA], tmp_path, pages=[1], executor=Backwards(), on_document=seen.append)
    assert [Path(o.path) for o in report.outcomes] == [SCAN, RENSTRA]
    assert [Path(o.path) for o in seen] == [RENSTRA, SCAN]


def test_two_copies_of_a_file_are_one_document(tmp_path: Path) -> None:
    copy = tmp_path / "salinan.pdf"
    copy.write_bytes(RENSTRA.read_bytes())
    report = ingest([RENSTRA, copy], tmp_path / "hasil", workers=1, pages=[1])
    assert [o.duplicate for o in report.outcomes] == [False, True]
    assert len(Dataset(tmp_path / "hasil").documents()) == 1


def test_a_folder_stands_for_the_pdfs_below_it(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name in ("a/satu.PDF", "dua.pdf", "catatan.txt"):
        (tmp_path / name).write_bytes(b"")
    found = find_files([tmp_path, tmp_path / "dua.pdf"])
    assert [Path(p).name for p in found] == ["satu.PDF", "dua.pdf"]


def test_a_pattern_and_a_list_file_name_files_too(tmp_path: Path) -> None:
    for name in ("satu.pdf", "dua.pdf", "[3].pdf"):
        (tmp_path / name).write_bytes(b"")
    names = tmp_path / "daftar.txt"
    names.write_text(f"# dokumen tahun ini\n\n{tmp_path}/[3].pdf\n{tmp_path}/s*.pdf\n", encoding="utf-8")
    found = find_files([*listed_paths(names), tmp_path / "*.pdf"])
    assert [Path(p).name for p in found] == ["[3].pdf", "satu.pdf", "dua.pdf"]


def test_a_path_that_does_not_exist_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"tiada\.pdf"):
        find_files(["tiada.pdf"])


def test_an_ingest_that_is_killed_leaves_whole_documents_and_the_next_one_finishes(tmp_path: Path) -> None:
    start = [sys.executable, "-c", "from renja.cli import main; main()"]
    command = [*start, "ingest", "samples", "--workers", "1", "--out", str(tmp_path), "--pages", "1"]
    deadline = time.monotonic() + 300
    with subprocess.Popen([*command, "--out", str(tmp_path), "--pages", "1"], env=os.environ | PYTHON_PATH) as running:
        while not list(tmp_path.glob("dokumen/**/*.parquet")) and running.poll() is None:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        running.kill()
    listed = [row["doc_id"] for row in _rows(tmp_path, "dokumen")]
    assert listed
    assert len(set(listed)) == len(listed)
    assert {len(list(tmp_path.glob(f"*/*/*/{doc_id}.parquet"))) for doc_id in listed} == {7}
    ingest([SCAN, RENSTRA], tmp_path, workers=1, pages=[1])
    after = [row["doc_id"] for row in _rows(tmp_path, "dokumen")]
    assert len(set(after)) == len(after)
    assert set(listed) <= set(after)
    names = {path.name for path in (tmp_path / ".renja").iterdir()}
    assert names == {"antar", "lock", "log.jsonl", "resep.json", "teks"}
    assert verify(tmp_path) == []


@pytest.mark.parametrize("workers", [1, 2])
def test_a_wrong_engine_stops_the_run_and_replaces_nothing(workers: int, tmp_path: Path) -> None:
    ingest([RENSTRA, SCAN], tmp_path, workers=1, pages=[1])
    with pytest.raises(EngineMissing, match="salahketik"):
        ingest([RENSTRA, SCAN], tmp_path, workers=workers, engine="salahketik")
    assert list(Dataset(tmp_path).documents()["status"]) == ["ok", "ok"]
