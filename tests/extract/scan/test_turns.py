"""Turns at recognising letters: two processes at most, and never a process that waits for ever."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from extract.scan import turns
from extract.scan.turns import PROCESSES_VARIABLE, ocr_turn

fcntl = pytest.importorskip("fcntl", reason="file locks are there on Linux and macOS only")


@pytest.fixture(autouse=True)
def _own_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Turns that no other run on this machine takes part in."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.delenv(PROCESSES_VARIABLE, raising=False)


class Clock:
    """One that goes on only while somebody sleeps by it: how busy the machine is makes no difference."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(turns, "time", made)
    return made


def seconds_to_get_a_turn(patience: float) -> float:
    begun = turns.time.monotonic()
    with ocr_turn(patience):
        return turns.time.monotonic() - begun


def test_a_third_reader_waits_and_then_reads_all_the_same() -> None:
    with ocr_turn():
        assert seconds_to_get_a_turn(0.4) < 0.2
        with ocr_turn():
            assert seconds_to_get_a_turn(0.4) >= 0.4
        assert seconds_to_get_a_turn(0.4) < 0.2


@pytest.mark.parametrize(("named", "waits"), [("1", True), ("8", False), ("0", False), ("banyak", False)])
def test_the_environment_says_how_many(named: str, waits: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PROCESSES_VARIABLE, named)
    with ocr_turn():
        assert (seconds_to_get_a_turn(0.3) >= 0.3) is waits


def test_a_killed_reader_gives_its_turn_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PROCESSES_VARIABLE, "1")
    hold = "with ocr_turn(): print('ada', flush=True); time.sleep(60)"
    code = f"import time\nfrom extract.scan.turns import ocr_turn\n{hold}"
    child = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, env={**os.environ, "TMPDIR": str(tmp_path)}
    )
    assert child.stdout is not None
    with child.stdout:
        assert child.stdout.readline().strip() == b"ada"
        assert seconds_to_get_a_turn(0.3) >= 0.3
        child.kill()
        child.wait()
    assert seconds_to_get_a_turn(5.0) < 5.0


def test_without_a_place_for_locks_reading_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/tidak/ada")
    assert seconds_to_get_a_turn(0.3) < 0.3
