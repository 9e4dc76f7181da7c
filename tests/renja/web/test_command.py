"""The command ``renja dashboard``: what it refuses, and with which settings it serves."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from renja.cli import app
from renja.web import serve
from renja.web.settings import Settings


def test_nothing_is_sent_fetched_or_opened_to_others() -> None:
    options = serve.options("127.0.0.1", 8501)
    assert options["server.address"] == "127.0.0.1"
    assert options["browser.gatherUsageStats"] is False
    assert options["server.enableStaticServing"] is False
    assert options["client.showErrorDetails"] == "none"


def test_a_folder_without_a_dataset_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["dashboard", str(tmp_path)])
    assert result.exit_code == 5
    assert "bukan dataset renja" in result.output


def test_a_missing_folder_of_pdfs_is_refused(page_dataset: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["dashboard", str(page_dataset), "--pdf-root", str(tmp_path / "tiada")])
    assert result.exit_code == 2
    assert "tidak ada folder itu" in result.output


def test_a_port_that_is_taken_is_said_so(page_dataset: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = CliRunner().invoke(app, ["dashboard", str(page_dataset), "--port", str(taken.getsockname()[1])])
    assert result.exit_code == 2
    assert "--port" in result.output


def test_without_streamlit_it_is_said_how_to_install_it(page_dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "streamlit", None)
    monkeypatch.setitem(sys.modules, "streamlit.web", None)
    result = CliRunner().invoke(app, ["dashboard", str(page_dataset)])
    assert result.exit_code == 2
    assert "pip install 'renja[page]'" in result.output


def test_the_address_is_bound_to_this_machine_unless_told_otherwise() -> None:
    assert serve.serve.__defaults__ == ("127.0.0.1", 8501)
    assert Settings(Path("hasil")).pdf_root is None


def test_help_does_not_load_the_page() -> None:
    code = "import sys; from renja.cli import app; sys.exit(any(n in sys.modules for n in ('streamlit', 'altair')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
