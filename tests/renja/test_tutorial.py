"""The tutorial does what it says: its commands, in their order, print what stands below them."""

from __future__ import annotations

import glob
import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from renja.cli import app
from renja.errors import ExitCode

SAMPLES = Path("samples").resolve()
BLOCKS = re.findall(r"```(sh|text)\n(.*?)```", Path("docs/tutorial.md").read_text(encoding="utf-8"), re.DOTALL)
LEARNER = CliRunner()


def _one_space(text: str) -> str:
    return re.sub(r"[ \t]+", " ", text)


def _done(line: str, *, workers: int) -> str:
    """Does what a line of the shell says; what it prints."""
    command, *words = shlex.split(line)
    if command == "mkdir":
        Path(words[0]).mkdir()
    elif command == "cp":
        for path in glob.glob(words[0]):
            shutil.copy(path, words[1])
    elif command == "renja":
        more = ["--workers", str(workers)] if words[0] == "ingest" else []
        done = LEARNER.invoke(app, [*words, *more])
        assert done.exit_code in (ExitCode.OK, ExitCode.ERROR if words[0] == "audit" else ExitCode.OK), done.output
        return done.output
    return ""


def test_the_tutorial_leads_from_a_folder_of_documents_to_a_comparison(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "samples").symlink_to(SAMPLES)
    monkeypatch.chdir(tmp_path)
    told, shown = "", []
    for kind, block in BLOCKS:
        if kind == "sh":
            told += "".join(_done(line, workers=2) for line in block.splitlines())
        else:
            shown += block.splitlines()
    assert len(shown) > 12
    assert [line for line in shown if _one_space(line) not in _one_space(told)] == []
    assert Path("rehabilitasi.xlsx").exists()
