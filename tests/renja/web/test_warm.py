"""What the server asks before anybody looks is what the first view shows."""

from __future__ import annotations

import logging
import shutil
import threading
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from renja.web import warm
from renja.web.data import source
from renja.web.warm import warm_up


def _script(dataset: str) -> None:
    from pathlib import Path

    from renja.web.app import show_page
    from renja.web.settings import Settings

    show_page(Settings(Path(dataset)))


def test_the_first_view_asks_nothing_that_the_server_has_not_asked(
    page_dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(shutil.copytree(page_dataset, tmp_path / "hasil"))
    asked: list[Any] = []
    patiently = source._patiently

    def noting(work: Any, root: Path) -> Any:
        asked.append(work)
        return patiently(work, root)

    monkeypatch.setattr(source, "_patiently", noting)
    warm_up(root)
    assert asked
    asked.clear()
    page = AppTest.from_function(_script, args=(str(root),), default_timeout=600)
    page.query_params["lihat"] = "ringkasan"
    page.run()
    assert not page.exception
    assert not page.error
    assert page.title
    assert asked == []


def test_once_a_changed_dataset_stands_still_its_first_view_is_asked_anew(
    page_dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(shutil.copytree(page_dataset, tmp_path / "hasil"))
    folder = next((root / "dokumen").glob("*/*"))
    ended, looks, asked = threading.Event(), [0], []

    def change() -> None:
        (folder / "baru").touch()
        (folder / "baru").unlink()

    def look(root: Path) -> str:
        looks[0] += 1
        if looks[0] in (4, 5, 6):  # somebody writes
            change()
        if looks[0] == 12:
            ended.set()
        source.forget_state()
        return source.state_of(root)

    monkeypatch.setattr(warm, "state_of", look)
    monkeypatch.setattr(warm, "warm_up", lambda root: asked.append(looks[0]))
    warm.keep_warm(root, ended, look=0.01)
    assert asked == [1, 7]


def test_a_dataset_that_cannot_be_read_is_told_by_the_view_and_not_by_the_server(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    warm_up(tmp_path)
    assert str(tmp_path) in caplog.text


def test_what_nobody_reads_yet_is_asked_without_a_complaint_on_the_terminal(page_dataset: Path) -> None:
    said: list[str] = []

    class Noting(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    log, noting = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context"), Noting()
    log.addHandler(noting)
    try:
        warm_up(page_dataset)
    finally:
        log.removeHandler(noting)
    assert said == []
