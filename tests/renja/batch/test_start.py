"""Readers as copies of one process: they are as the process that wants them, and load nothing once more."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from multiprocessing import forkserver
from pathlib import Path

import pytest

from renja.batch.ingest import ProcessExecutor
from renja.batch.report import Outcome
from renja.batch.start import be_as, here, reader_context
from renja.batch.tasks import Done, OnPage, Task

linux = pytest.mark.skipif(sys.platform != "linux", reason="readers are copied on Linux alone")


def telling(task: Task, on_page: OnPage) -> Done:
    told = (os.environ.get("RENJA_UJI", ""), str(gc.get_freeze_count() > 10_000), str(os.getpid()))
    return Done(Outcome(task.path, None, "ok", told, 0, 0.0, {}), None)


def _told() -> tuple[str, ...]:
    (done,) = ProcessExecutor(1, work=telling).run([Task("a.pdf", "")], lambda: None)
    return done.outcome.pesan


def test_a_reader_has_the_environment_of_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RENJA_UJI", raising=False)
    assert _told()[0] == ""
    monkeypatch.setenv("RENJA_UJI", "kemudian")
    assert _told()[0] == "kemudian"


@linux
def test_a_reader_is_a_copy_that_has_loaded_everything() -> None:
    first, second = _told(), _told()
    assert (first[1], second[1]) == ("True", "True")
    assert first[2] != second[2]


@linux
def test_beginning_readers_leaves_the_environment_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "lain")
    monkeypatch.delenv("PYTHONSAFEPATH", raising=False)
    reader_context()
    assert os.environ["PYTHONPATH"] == "lain"
    assert "PYTHONSAFEPATH" not in os.environ


@linux
def test_what_lies_where_the_user_stands_is_not_run(tmp_path: Path) -> None:
    for name in ("extract", "renja", "numpy"):
        (tmp_path / f"{name}.py").write_text(f"open('{name}.dijalankan', 'w')")
    (tmp_path / "perintah").mkdir()
    script = tmp_path / "perintah" / "jalan.py"  # as an installed command, which has not the user's folder before it
    script.write_text(
        "from renja.batch.start import reader_context\n"
        "if __name__ == '__main__':\n"
        "    process = reader_context().Process(target=print, args=('selesai',))\n"
        "    process.start(), process.join()\n"
    )
    environment = os.environ | {"PYTHONPATH": str(Path.cwd())}
    call = [sys.executable, str(script)]
    said = subprocess.run(call, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "selesai"
    assert not list(tmp_path.glob("*.dijalankan"))


@linux
def test_a_reader_begins_anew_where_what_it_was_to_be_a_copy_of_has_just_died(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(fds: object) -> None:
        raise EOFError

    monkeypatch.setattr(forkserver, "connect_to_new_process", gone)
    monkeypatch.setenv("RENJA_UJI", "tetap")
    assert _told()[0] == "tetap"


def test_where_no_copies_can_be_had_each_reader_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> None:
        raise OSError("no sockets")

    monkeypatch.setattr(forkserver, "ensure_running", refused)
    assert reader_context().get_start_method() == "spawn"
    monkeypatch.setenv("RENJA_UJI", "sama")
    assert _told()[:2] == ("sama", "False")


def test_a_reader_with_other_modules_reads_nothing() -> None:
    place, environment = here()
    be_as(place, environment)
    with pytest.raises(ImportError, match=r"not /lain/start\.py"):
        be_as("/lain/start.py", environment)
