"""A second run does what is new or failed; its log, its status and its commands say so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from renja import resume
from renja.api import Dataset, ingest
from renja.cli import app
from renja.errors import ExitCode
from renja.runlog import log_of
from renja.status import standing

SCAN = Path("samples/bengkulu_lkjip_2025_s49_rotated.pdf")
RENSTRA = Path("samples/bengkulu_renstra_2021_word.pdf")
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
