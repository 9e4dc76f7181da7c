"""A dataset in a store that speaks S3: written, known again, read, checked, through the command line."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("moto")
pytest.importorskip("s3fs")
FILES = ["samples/bengkulu_renstra_2021_word.pdf", "samples/luwu_renja_2024_excel.pdf"]
KEYS = {"AWS_ACCESS_KEY_ID": "uji", "AWS_SECRET_ACCESS_KEY": "uji", "AWS_DEFAULT_REGION": "us-east-1"}
_SERVER = "import sys; from moto.server import main; main(sys.argv[1:])"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """A server of its own that speaks S3, with a bucket."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        [sys.executable, "-c", _SERVER, "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _make_bucket(address)
        yield address
    finally:
        server.kill()
        server.wait()


def _make_bucket(address: str) -> None:
    deadline = time.monotonic() + 600
    while True:
        try:
            request = urllib.request.Request(f"{address}/ember", method="PUT")
            urllib.request.urlopen(request, timeout=5).close()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def _renja(endpoint: str, stores: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join([str(Path.cwd()), *sys.path])
    environment = os.environ | KEYS | {"PYTHONPATH": paths, "RENJA_STORES": str(stores)}
    call = [sys.executable, "-c", "from renja.cli import main; main()", *arguments, "--endpoint", endpoint]
    return subprocess.run(call, env=environment, capture_output=True, text=True, timeout=900, check=False)


def test_a_dataset_in_a_bucket_is_written_known_again_read_and_checked(endpoint: str, tmp_path: Path) -> None:
    here, there = tmp_path / "sini", tmp_path / "sana"
    ingest = ["ingest", *FILES, "--out", "s3://ember/hasil", "--pages", "1", "--workers", "1"]
    first = _renja(endpoint, here, *ingest)
    assert first.returncode == 0, first.stderr
    checked = _renja(endpoint, there, "verify", "s3://ember/hasil")
    assert (checked.returncode, checked.stdout.split(":")[0]) == (0, "Utuh"), checked.stdout + checked.stderr
    moved = _renja(endpoint, there, *ingest, "--json")
    assert '"sudah": 2' in moved.stdout, moved.stdout + moved.stderr
    assert "2 dokumen" in _renja(endpoint, tmp_path / "lain", "status", "s3://ember/hasil").stdout


def test_a_store_that_refuses_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    said = _renja("http://127.0.0.1:9", tmp_path, "ingest", FILES[0], "--out", "s3://ember/x", "--pages", "1")
    assert said.returncode not in (0, 1)
    assert "--endpoint" in said.stderr
    assert "Traceback" not in said.stderr
