"""Samples, hostile files, and one dataset that all tests of this folder read."""

from __future__ import annotations

import importlib.util
import os
import runpy
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from output.lock import FileLock
from renja.api import Dataset, ingest

SAMPLES = Path("samples")
GOLDEN = runpy.run_path("tests/golden/regenerate.py")
READS_SCANS = all(map(importlib.util.find_spec, ("onnxruntime", "rapidocr")))
STEMS = GOLDEN["STEMS"] + (GOLDEN["SCANS"] if READS_SCANS else ())
"""One document of each kind and family: those of the golden rows."""


Once = Callable[[str, Callable[[Path], None]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """A folder of that name, filled once for all workers of pytest-xdist; nobody changes what is in it.

    Whoever comes while it is being filled waits.
    """
    here = tmp_path_factory.getbasetemp()
    shared = (here.parent if "PYTEST_XDIST_WORKER" in os.environ else here) / "sekali"

    def filled(name: str, fill: Callable[[Path], None]) -> Path:
        folder, done = shared / name, shared / f"{name}.jadi"
        shared.mkdir(exist_ok=True)
        with FileLock(shared / f"{name}.lock", wait=600):
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                fill(folder)
                done.touch()
        return folder

    return filled


def _read_all_kinds(out: Path) -> None:
    ocr = "rapidocr" if READS_SCANS else None
    assert ingest([SAMPLES / f"{stem}.pdf" for stem in STEMS], out, workers=2, ocr=ocr).exit_code == 0


@pytest.fixture(scope="session")
def dataset(once: Once) -> Dataset:
    """A dataset of a Renstra, an LKjIP, three Renja and a scanned LKjIP: read once for all tests, changed by none."""
    return Dataset(once("semua", _read_all_kinds))


def _read_one(out: Path) -> None:
    assert ingest(SAMPLES / "bengkulu_renstra_2021_word.pdf", out, workers=1).exit_code == 0


@pytest.fixture(scope="session")
def read_once(once: Once) -> Path:
    """A dataset of one document, of which nobody has said anything."""
    return once("satu", _read_one)


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
