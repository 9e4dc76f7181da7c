"""A store that refuses, breaks off, answers nonsense or never ends: a message and the documented exit code, in time."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from output import remote
from renja.batch.ingest import ingest_files
from renja.batch.tasks import SerialExecutor
from renja.cli import app
from renja.errors import ExitCode

pytest.importorskip("s3fs")
KEYS = {"AWS_ACCESS_KEY_ID": "uji", "AWS_SECRET_ACCESS_KEY": "uji", "AWS_DEFAULT_REGION": "us-east-1"}
BADLY = ["403", "503", "omong", "putus", "berputar", "diam", "menetes"]
LISTING = b"""<?xml version="1.0"?><ListBucketResult><Name>b</Name><IsTruncated>false</IsTruncated>
<KeyCount>1</KeyCount><Contents><Key>masuk/a.pdf</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>"a"</ETag><Size>900</Size>
</Contents></ListBucketResult>"""


class _Badly(BaseHTTPRequestHandler):
    """Answers as the first part of the address says; ``isi-...``: lists a document, and gives it badly."""

    protocol_version = "HTTP/1.1"
    over = threading.Event()

    def log_message(self, *_: Any) -> None:
        """Nothing: the test's own output is read."""

    def _send(self, code: int, body: bytes, size: int | None = None, **headers: str) -> None:
        self.send_response(code)
        for name, value in {"Content-Length": str(size or len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
            self.wfile.flush()

    def _answer(self) -> None:
        how = self.path.strip("/").split("/")[0].split("?")[0]
        if how.startswith("isi-"):
            if "list-type" in self.path:
                return self._send(200, LISTING, Content_Type="application/xml")
            if self.command == "HEAD":
                return self._send(200, b"", 900, ETag='"a"', Last_Modified="Thu, 01 Jan 2026 00:00:00 GMT")
            how = how.removeprefix("isi-")
        self.close_connection = True
        if how.isdigit():
            return self._send(int(how), b"<?xml version='1.0'?><Error><Code>X</Code><Message>tidak</Message></Error>")
        if how == "omong":
            return self._send(200, b"bukan xml <<<")
        if how == "berputar":
            return self._send(307, b"", Location=self.path)
        if how == "menetes":
            self._send(200, b"<", 10**9)
        while how in ("diam", "menetes") and not self.over.wait(0.2):
            if how == "menetes":
                self.wfile.write(b"x" * (self.command != "HEAD"))
        return None

    do_GET = do_PUT = do_HEAD = do_POST = do_DELETE = _answer  # noqa: N815


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: Any) -> None:
        """Nothing: that clients hang up is what is tested."""


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = _Server(("127.0.0.1", 0), _Badly)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    _Badly.over.set()
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("RENJA_STORES", str(tmp_path / "stores"))
    monkeypatch.setattr(remote, "SECONDS", 1.0)


@pytest.mark.parametrize("how", BADLY)
def test_a_store_that_answers_badly_ends_every_command_with_a_message_and_its_code(
    how: str, endpoint: str, tmp_path: Path
) -> None:
    sample = "samples/bengkulu_renstra_2021_word.pdf"
    for call in (
        ["status", f"s3://{how}/hasil"],
        ["ingest", f"s3://{how}/masuk", "--out", str(tmp_path / "hasil")],
        ["ingest", sample, "--pages", "1", "--workers", "1", "--out", f"s3://{how}/hasil"],
    ):
        began = time.monotonic()
        said = CliRunner().invoke(app, [*call, "--endpoint", endpoint])
        assert said.exit_code == ExitCode.DATASET, (call, said.output, said.exception)
        assert "--endpoint" in said.stderr
        assert f"s3://{how}" in said.stderr
        assert time.monotonic() - began < 120  # two waits of the usual length, however busy the machine


@pytest.mark.parametrize("how", ["403", "omong", "putus", "menetes"])
def test_a_document_that_a_store_lists_and_does_not_give_is_that_documents_failure(
    how: str, endpoint: str, tmp_path: Path
) -> None:
    report = ingest_files([f"s3://isi-{how}/masuk"], tmp_path / "hasil", endpoint=endpoint, executor=SerialExecutor())
    assert [outcome.status for outcome in report.outcomes] == ["gagal"]
    assert "object store" in " ".join(report.outcomes[0].pesan)
    assert not list((tmp_path / "hasil" / "dokumen").rglob("*.parquet"))
