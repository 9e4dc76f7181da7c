"""Samples, hostile files, and one dataset that all tests of this folder read."""

from __future__ import annotations

import importlib.util
import runpy
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from renja.api import Dataset, ingest

SAMPLES = Path("samples")
GOLDEN = runpy.run_path("tests/golden/regenerate.py")
READS_SCANS = all(map(importlib.util.find_spec, ("onnxruntime", "rapidocr")))
STEMS = GOLDEN["STEMS"] + (GOLDEN["SCANS"] if READS_SCANS else ())
"""One document of each kind and family: those of the golden rows."""


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """A dataset of a Renstra, an LKjIP, three Renja and a scanned LKjIP: read once for all tests."""
    out = tmp_path_factory.mktemp("hasil")
    report = ingest(
        [SAMPLES / f"{stem}.pdf" for stem in STEMS], out, workers=2, ocr="rapidocr" if READS_SCANS else None
    )
    assert report.exit_code == 0
    return Dataset(out)


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of one document, of which nobody has said anything."""
    out = tmp_path_factory.mktemp("satu")
    assert ingest(SAMPLES / "bengkulu_renstra_2021_word.pdf", out, workers=1).exit_code == 0
    return out


@pytest.fixture
def one(read_once: Path, tmp_path: Path) -> Dataset:
    """A copy of it that a test may change."""
    return Dataset(shutil.copytree(read_once, tmp_path / "hasil"))


def _truncated() -> bytes:
    data = (SAMPLES / "bengkulu_renstra_2021_word.pdf").read_bytes()
    return data[: len(data) // 2]


@pytest.fixture
def hostile(tmp_path: Path) -> dict[str, Path]:
    """Files that are no readable PDFs, by what is wrong with them."""
    folder = tmp_path / "rusak"
    folder.mkdir()
    contents = {
        "kosong": b"",
        "teks": b"Rencana Kerja Perangkat Daerah Tahun 2024\n" * 20,
        "kepala_saja": b"%PDF-1.7\n",
        "terpotong": _truncated(),
        "derau": b"%PDF-1.4\n" + bytes(range(256)) * 64 + b"\n%%EOF",
        "terkunci": _encrypted(),
    }
    for name, data in contents.items():
        (folder / f"{name}.pdf").write_bytes(data)
    return {name: folder / f"{name}.pdf" for name in contents}


def _encrypted() -> bytes:
    """A small PDF that asks for a password: the standard handler, with keys that no empty password opens."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>",
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % o for o in offsets)
    identity = b"/ID [<" + b"43" * 16 + b"> <" + b"43" * 16 + b">]"
    tail = b"trailer << /Size 5 /Root 1 0 R /Encrypt 4 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (identity, len(body))
    return body + table + tail


@pytest.fixture(autouse=True, scope="session")
def _indonesian() -> Iterator[None]:
    """The texts of all tests here are those in Indonesian, whatever the machine speaks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RENJA_LANG", "id")
        yield
