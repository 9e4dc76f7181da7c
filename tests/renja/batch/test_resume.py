"""A second run does what is new or failed; its log, its status and its commands say so."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

pytest.importorskip("cv2")

from extract.errors import OcrMissing
from extract.scan import ocr, reader
from extract.scan.types import Grey, OcrReader, Reading
from renja.api import Dataset, ingest
from renja.batch import resume
from renja.batch.ingest import SerialExecutor, ingest_files
from renja.batch.pool import ProcessExecutor
from renja.batch.reader import Work
from renja.batch.report import Outcome
from renja.batch.runlog import log_of
from renja.batch.status import standing
from renja.batch.summary import summary_text
from renja.batch.tasks import Done, OnPage, Task, carry_out
from renja.cli import app
from renja.errors import ExitCode

SCAN = Path("samples/bengkulu_lkjip_2025_s49_rotated.pdf")
RENSTRA = Path("samples/bengkulu_renstra_2021_word.pdf")
PICTURE = Path("samples/mamuju_lkjip_2024_scan_4p.pdf")
RUN = CliRunner()


def _skipped(*paths: Path, out: Path, pages: str = "1", force: bool = False) -> list[bool]:
    report = ingest(paths, out, workers=1, pages=pages, force=force)
    return [outcome.done_before for outcome in report.outcomes]


def test_only_what_is_new_is_read(tmp_path: Path) -> None:
    assert _skipped(RENSTRA, out=tmp_path) == [False]
    assert _skipped(RENSTRA, SCAN, out=tmp_path) == [True, False]
    assert _skipped(RENSTRA, SCAN, out=tmp_path) == [True, True]
    assert len(Dataset(tmp_path).documents()) == 2


def test_a_copy_under_another_name_is_known_by_its_digest(tmp_path: Path) -> None:
    copy = tmp_path / "salinan.pdf"
    copy.write_bytes(RENSTRA.read_bytes())
    _skipped(RENSTRA, out=tmp_path / "hasil")
    assert _skipped(copy, out=tmp_path / "hasil") == [True]


def test_force_other_pages_and_another_version_are_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _skipped(RENSTRA, out=tmp_path)
    assert _skipped(RENSTRA, out=tmp_path, force=True) == [False]
    assert _skipped(RENSTRA, out=tmp_path, pages="1-2") == [False]
    monkeypatch.setattr(resume, "__version__", "99")
    assert _skipped(RENSTRA, out=tmp_path, pages="1-2") == [False]


def test_failed_documents_are_tried_again(tmp_path: Path) -> None:
    bad = tmp_path / "rusak.pdf"
    bad.write_bytes(b"%PDF-1.7\n")
    assert _skipped(bad, out=tmp_path / "hasil") == [False]
    assert _skipped(bad, out=tmp_path / "hasil") == [False]


class _Named:
    """A reader of scans that is quick."""

    def __init__(self, name: str) -> None:
        self.name = name

    def read(self, crops: Sequence[Grey]) -> list[Reading]:
        text = "1.250" if self.name == "rapidocr" else "9.999"
        return [Reading(text, (0.95,) * 5, (0.1, 0.3, 0.5, 0.7, 0.9))] * len(crops)


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The readers of scans that are installed; a test takes them away and puts them back."""
    installed = {"rapidocr", "tesseract"}

    def load(name: str | None = None, threads: int = 1) -> OcrReader:
        found = ocr.reader_name(name)
        if found is None:
            raise OcrMissing("belum terpasang")
        return _Named(found)

    monkeypatch.delenv(ocr.READER_VARIABLE, raising=False)
    monkeypatch.setattr(ocr, "_is_installed", installed.__contains__)
    for module in (ocr, reader):
        monkeypatch.setattr(module, "ocr_reader", load)
    return installed


def _read_by(name: str | None, out: Path) -> list[bool]:
    report = ingest([PICTURE, RENSTRA], out, workers=1, pages="2", ocr=name)
    return [outcome.done_before for outcome in report.outcomes]


def test_a_scan_read_by_one_reader_is_not_done_for_another_and_a_digital_document_is(
    tmp_path: Path, readers: set[str]
) -> None:
    assert _read_by("tesseract", tmp_path) == [False, False]
    assert "9.999" in set(Dataset(tmp_path).of(PICTURE.stem, "sel")["teks"])
    assert _read_by("tesseract", tmp_path) == [True, True]
    assert _read_by(None, tmp_path) == [False, True]
    assert "1.250" in set(Dataset(tmp_path).of(PICTURE.stem, "sel")["teks"])
    assert _read_by("rapidocr", tmp_path) == [True, True]


def test_scans_that_nothing_could_read_are_read_once_a_reader_is_installed(
    tmp_path: Path, readers: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    readers.clear()
    assert _read_by(None, tmp_path) == [False, False]
    readers.update({"rapidocr", "tesseract"})
    monkeypatch.setenv(ocr.READER_VARIABLE, "tesseract")
    assert _read_by(None, tmp_path) == [False, True]
    assert _read_by("tesseract", tmp_path) == [True, True]


def test_scans_left_by_no_ocr_are_read_by_a_later_run_and_nothing_else_is(tmp_path: Path, readers: set[str]) -> None:
    readers.clear()  # nothing needs to be installed to leave scans alone
    assert _read_by("tanpa", tmp_path) == [False, False]
    documents = {row["berkas"]: row for row in Dataset(tmp_path).documents().to_dict("records")}
    scan = documents[str(PICTURE)]
    assert scan["status"] == "sebagian"
    assert scan["halaman_pindai"] == 1
    assert any("halaman 2)" in text and "tanpa --no-ocr" in text for text in scan["pesan"])
    assert not any("--no-ocr" in text for text in documents[str(RENSTRA)]["pesan"])
    assert not len(Dataset(tmp_path).of(PICTURE.stem, "sel"))
    assert _read_by("tanpa", tmp_path) == [True, True]
    readers.add("rapidocr")
    assert _read_by(None, tmp_path) == [False, True]
    assert "1.250" in set(Dataset(tmp_path).of(PICTURE.stem, "sel")["teks"])
    assert _read_by("tanpa", tmp_path) == [True, True]


def test_a_document_of_scans_alone_tells_how_long_it_takes(
    tmp_path: Path, readers: set[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("WARNING", "renja"):
        ingest([PICTURE, RENSTRA], tmp_path, workers=1, pages="1-4")
    (said,) = [record.getMessage() for record in caplog.records if "seluruhnya pindaian" in record.getMessage()]
    assert PICTURE.name in said
    assert "3 halaman lagi, kira-kira" in said


def test_no_ocr_and_a_reader_cannot_both_be_asked_for(tmp_path: Path) -> None:
    done = RUN.invoke(app, ["ingest", str(PICTURE), "--out", str(tmp_path), "--ocr", "rapidocr", "--no-ocr"])
    assert done.exit_code == ExitCode.USAGE


def test_a_reader_that_is_not_installed_stops_the_run_before_it_writes(tmp_path: Path, readers: set[str]) -> None:
    readers.remove("tesseract")
    done = RUN.invoke(app, ["ingest", str(PICTURE), "--out", str(tmp_path / "hasil"), "--ocr", "tesseract"])
    assert done.exit_code == ExitCode.USAGE
    assert "tesseract belum terpasang" in done.output
    assert not (tmp_path / "hasil" / "dokumen").exists()


def test_the_summary_has_a_line_for_a_file_whatever_became_of_it(tmp_path: Path) -> None:
    bad, copy, none = (tmp_path / name for name in ("rusak.pdf", "salinan.pdf", "hilang.pdf"))
    bad.write_bytes(b"bukan")
    copy.write_bytes(RENSTRA.read_bytes())
    none.symlink_to(tmp_path / "tidak_ada")
    runs = [
        ingest_files(
            [str(p) for p in (RENSTRA, copy, bad, none)], tmp_path / "hasil", executor=SerialExecutor(), pages=[1]
        )
        for _ in range(2)
    ]
    first, again = map(summary_text, runs)
    assert [line.split()[-1] for line in first.splitlines()[1:5]] == ["ok", "dilewati", "GAGAL", "GAGAL"]
    assert [line.split()[-1] for line in again.splitlines()[1:5]] == ["dilewati", "dilewati", "GAGAL", "GAGAL"]
    assert all(isinstance(outcome.counts, dict) for report in runs for outcome in report.outcomes)


@pytest.fixture(scope="module")
def commanded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of a good and a bad file, made and made again by the command."""
    folder = tmp_path_factory.mktemp("perintah")
    (folder / "rusak.pdf").write_bytes(b"bukan")
    names = folder / "daftar.txt"
    names.write_text(f"{RENSTRA}\n{folder}/*.pdf\n", encoding="utf-8")
    call = ["ingest", "--list", str(names), "--out", str(folder / "hasil"), "--pages", "1"]
    for wanted in ("1 gagal, 1 ok", "1 gagal, 1 sudah"):
        done = RUN.invoke(app, call)
        assert done.exit_code == ExitCode.SOME_FAILED, done.output
        assert f"Status: {wanted}" in done.output
    return folder / "hasil"


def test_the_log_has_a_line_for_each_document_and_run(commanded: Path) -> None:
    lines = [json.loads(line) for line in log_of(commanded).read_text(encoding="utf-8").splitlines()]
    assert [line["peristiwa"] for line in lines] == ["mulai", "dokumen", "dokumen", "selesai"] * 2
    assert {line["status"] for line in lines if line["peristiwa"] == "dokumen"} == {"ok", "gagal"}
    assert lines[-1]["status"] == {"sudah": 1, "gagal": 1}
    assert len({line["jalan"] for line in lines}) == 2


def test_status_tells_how_the_dataset_stands(commanded: Path) -> None:
    text = RUN.invoke(app, ["status", str(commanded)]).stdout
    assert "2 dokumen" in text
    assert "1 gagal, 1 ok" in text
    assert "bukan berkas PDF" in text
    found = json.loads(RUN.invoke(app, ["status", str(commanded), "--json"]).stdout)
    assert (found["berjalan"], found["jalan_terakhir"]["selesai"], found["jalan_terakhir"]["keadaan"]) == (
        0,
        2,
        "selesai",
    )


def test_a_torn_line_in_the_log_is_left_out(commanded: Path) -> None:
    with log_of(commanded).open("a", encoding="utf-8") as file:
        file.write('{"waktu": "2026')
    assert standing(commanded).dokumen == 2


def test_status_of_no_dataset_says_so(tmp_path: Path) -> None:
    assert RUN.invoke(app, ["status", str(tmp_path)]).exit_code == ExitCode.DATASET


def test_compact_and_verify_end_with_what_they_found(commanded: Path) -> None:
    assert RUN.invoke(app, ["verify", str(commanded)]).exit_code == 0
    merged = json.loads(RUN.invoke(app, ["compact", str(commanded), "--json"]).stdout)
    assert merged["sebelum"] >= merged["sesudah"] >= 7
    next((commanded / "sel").glob("**/*.parquet")).write_bytes(b"PAR1")
    broken = RUN.invoke(app, ["verify", str(commanded), "--json"])
    assert broken.exit_code == 1
    assert json.loads(broken.stdout)[0]["janji"] == "skema"


def test_a_reading_that_fails_does_not_replace_a_good_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest(RENSTRA, tmp_path, workers=1, pages="1")

    def broken(*given: object, **more: object) -> None:
        raise RuntimeError("rusak di tengah jalan")

    monkeypatch.setattr("renja.batch.tasks.understand", broken)
    report = ingest(RENSTRA, tmp_path, workers=1, pages="1", force=True)
    assert report.exit_code == ExitCode.ALL_FAILED
    assert any("lebih baik tetap" in line for line in report.outcomes[0].pesan)
    assert list(Dataset(tmp_path).documents()["status"]) == ["ok"]


def _dies_at_the_second_page(task: Task, on_page: OnPage) -> Done:
    """Dies where the second page is read, unless that page is left out."""

    def tell() -> None:
        on_page()
        if 2 not in {page for page, _ in task.skip}:
            os._exit(9)

    return carry_out(task, tell)


def test_a_page_that_a_workers_death_cost_is_tried_again_by_the_next_run(tmp_path: Path) -> None:
    def run(work: Work) -> Outcome:
        report = ingest_files(
            [str(RENSTRA)], tmp_path, executor=ProcessExecutor(1, work=work), pages=[1, 2, 3], force=False
        )
        return report.outcomes[0]

    assert run(_dies_at_the_second_page).status == "sebagian"
    again = run(carry_out)
    assert (again.status, again.done_before) == ("ok", False)
    assert run(_dies_at_the_second_page).done_before


def test_a_reading_that_a_death_cut_short_does_not_replace_a_whole_one(tmp_path: Path) -> None:
    ingest(RENSTRA, tmp_path, workers=1, pages="1-3")
    executor = ProcessExecutor(1, work=_dies_at_the_second_page)
    report = ingest_files([str(RENSTRA)], tmp_path, executor=executor, pages=[1, 2, 3], force=True)
    assert report.outcomes[0].status == "sebagian"
    assert list(Dataset(tmp_path).documents()["status"]) == ["ok"]
