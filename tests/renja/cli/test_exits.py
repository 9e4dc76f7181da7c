"""How commands end on full and read-only disks, on torn files and on words that mean nothing: a message and a code."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from renja.api import ingest
from renja.cli import app

SAMPLE = "samples/bengkulu_renstra_2021_word.pdf"
RUN = CliRunner()
ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path.cwd()), "RENJA_LANG": "id"}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("hasil")
    ingest(SAMPLE, out, workers=1, pages="1-6")
    return out


def _run(*words: str, **more: Any) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-m", "renja", *words]
    return subprocess.run(call, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True, check=False, **more)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no disk that is always full")
@pytest.mark.parametrize("command", [("query", "SELECT * FROM nilai"), ("status",), ("audit", "--format", "csv")])
def test_an_answer_that_cannot_be_written_says_so(command: tuple[str, ...], root: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = _run(command[0], str(root), *command[1:], stdout=full)
    assert (done.returncode, "tidak dapat ditulis" in done.stderr, "Traceback" in done.stderr) == (5, True, False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no disk that is always full")
@pytest.mark.parametrize(
    "words",
    [("ingest", SAMPLE, "--pages", "1", "--log", "/dev/full", "--out"), ("audit", "--xlsx", "/dev/full")],
)
def test_a_log_or_a_paper_on_a_full_disk_ends_the_command_with_a_message(words: tuple[str, ...], root: Path) -> None:
    done = _run(*words, str(root), stdout=subprocess.DEVNULL)
    assert (done.returncode, "Traceback" in done.stderr) == (5, False), done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="the number of open files is bounded by the shell")
def test_with_few_open_files_there_is_an_answer_or_a_message(root: Path) -> None:
    import resource

    for most in (8, 12, 24):
        done = _run(
            "query", str(root), "SELECT 1", stdout=subprocess.DEVNULL,
            preexec_fn=lambda most=most: resource.setrlimit(resource.RLIMIT_NOFILE, (most, most)),
        )  # fmt: skip
        assert (done.returncode in (0, 5), "Traceback" in done.stderr) == (True, False), done.stderr


@pytest.fixture
def read_only(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The dataset on a disk that nothing can be written to."""
    real = Path.open

    def refused(self: Path, mode: str = "r", *more: Any, **named: Any) -> Any:
        if set(mode) & set("wax+") and root in self.parents:
            raise OSError(errno.EROFS, "Read-only file system", str(self))
        return real(self, mode, *more, **named)

    monkeypatch.setattr(Path, "open", refused)
    return root


@pytest.mark.parametrize(
    "words",
    [
        ("audit", "{root}", "--save"),
        ("compact", "{root}"),
        ("verify", "{root}"),
        ("remove", "{root}", "bengkulu"),
        ("recipe", "apply", "{root}"),
        ("corrections", "document", "{root}", "bengkulu", "--tahun", "2031", "--oleh", "Sri"),
        ("ingest", SAMPLE, "--pages", "2", "--out", "{root}"),
    ],
)
def test_a_read_only_dataset_is_the_datasets_trouble(words: tuple[str, ...], read_only: Path) -> None:
    done = RUN.invoke(app, [word.format(root=read_only) for word in words])
    assert done.exit_code == 5, done.output
    assert "tidak dapat ditulis" in done.output


@pytest.mark.parametrize(
    ("words", "known"),
    [
        (("audit", "{root}", "--cek", "salah"), "jumlah_anak"),
        (("audit", "{root}", "--keputusan", "salah"), "ditolak"),
        (("corrections", "row", "{root}", "b", "--tingkat", "salah", "--oleh", "Sri"), "sub_kegiatan"),
        (("corrections", "value", "{root}", "b", "--ukuran", "salah", "--nilai", "1", "--oleh", "Sri"), "pagu"),
        (("corrections", "value", "{root}", "b", "--ukuran", "pagu", "--nilai", "lima", "--oleh", "Sri"), "bilangan"),
        (("corrections", "export", "{root}", "a.docx"), ".jsonl"),
        (("corrections", "import", "{root}", SAMPLE), ".jsonl"),
        (("compare", "{root}", "--kode", "abc"), "nomenklatur"),
    ],
)
def test_a_wrong_word_is_a_usage_error_that_says_which_are_right(
    words: tuple[str, ...], known: str, root: Path
) -> None:
    done = RUN.invoke(app, [word.format(root=root) for word in words])
    assert done.exit_code == 2, done.output
    assert known in done.output
    assert "is not a valid" not in done.output


def test_what_a_correction_cannot_say_is_a_usage_error(root: Path) -> None:
    row = RUN.invoke(app, ["query", str(root), "SELECT baris_id FROM baris LIMIT 1", "--format", "csv"])
    baris = row.stdout.splitlines()[1].strip('"')
    words = ["corrections", "value", str(root), baris, "--ukuran", "pagu", "--nilai", "1e30", "--oleh", "Sri"]
    assert RUN.invoke(app, words).exit_code == 2
    assert RUN.invoke(app, ["corrections", "row", str(root), baris, "--oleh", "Sri"]).exit_code == 2
    assert (
        RUN.invoke(app, ["corrections", "row", str(root), "tiada", "--nama", "A", "--oleh", "Sri", "--yes"]).exit_code
        == 5
    )


def test_a_list_that_is_not_utf8_is_named_in_our_own_words(tmp_path: Path) -> None:
    file = tmp_path / "daftar.csv"
    file.write_bytes(b"kode,nama\n1.06,caf\xe9\n")
    for words in (["match", "--csv", str(file)], ["ingest", "--list", str(file), "--out", str(tmp_path / "x")]):
        done = RUN.invoke(app, words)
        assert (done.exit_code, "codec" in done.output) == (2, False), done.output


def test_a_csv_whose_quotation_mark_is_left_open_is_told_without_a_traceback(tmp_path: Path) -> None:
    file = tmp_path / "daftar.csv"
    file.write_text('text,nama_asli,kode\n"' + "Lomba layar\n" * 12_000, encoding="utf-8")
    for words in (["match", "--csv", str(file)], ["number", "--csv", str(file)], ["nomenclature", "import", str(file)]):
        done = RUN.invoke(app, words)
        assert (done.exit_code, "CSV" in done.output) == (2, True), done.output


def test_a_torn_file_of_the_dataset_is_told_and_who_finds_it(root: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(root, tmp_path / "hasil")
    file = next(copy.glob("dokumen/*/*/*.parquet"))
    file.write_bytes(file.read_bytes()[:300])
    for words in (["status", str(copy)], ["query", str(copy), "SELECT * FROM dokumen"], ["show", str(copy), "x"]):
        done = RUN.invoke(app, words)
        assert (done.exit_code, "renja verify" in done.output) == (5, True), done.output
    assert RUN.invoke(app, ["verify", str(copy)]).exit_code in (1, 5)


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such pipes")
@pytest.mark.parametrize(
    "words",
    [
        ("ingest", "{pipe}", "--out", "{out}"),
        ("tables", "{pipe}"),
        ("query", "{root}", "--file", "{pipe}"),
        ("number", "--csv", "{pipe}"),
        ("match", "--csv", "{pipe}"),
    ],
)
def test_a_pipe_given_by_name_is_refused_and_not_waited_for(words: tuple[str, ...], root: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipa.pdf"
    os.mkfifo(pipe)
    told = [word.format(pipe=pipe, root=root, out=tmp_path / "hasil") for word in words]
    done = _run(*told, stdout=subprocess.DEVNULL, timeout=600)
    assert (done.returncode in (2, 4), "bukan berkas biasa" in done.stderr) == (True, True), done.stderr
