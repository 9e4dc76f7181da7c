"""What need not be read again: documents that stand in the dataset, by digest, from this version and these settings."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from extract.scan.ocr import NO_OCR
from output.layout import own_files, settings_of
from output.types import Status
from renja._version import __version__
from renja.batch.report import Outcome
from renja.batch.sources import digest
from renja.batch.tasks import READER_KEY


@dataclass(frozen=True, slots=True)
class Known:
    """A document that stands in the dataset."""

    doc_id: str
    status: str
    pages: int


def known_documents(root: Path, settings: str) -> dict[str, Known]:
    """By SHA-256: the documents that this version has read with these settings, failed ones left out.

    Another reader of scanned pages makes no difference to a document that has none, and to no document where this run
    reads no scanned pages: what a reader has read stays.
    """
    found: dict[str, Known] = {}
    for path in own_files(root, "dokumen"):
        try:
            with_settings = settings_of(path)
            columns = ["doc_id", "sha256", "status", "versi", "jumlah_halaman", "halaman_pindai"]
            with pq.ParquetFile(path) as file:
                rows = file.read(columns).to_pylist()
        except FileNotFoundError:
            continue  # another run has just replaced it
        for row in rows:
            is_done = row["versi"] == __version__ and row["status"] != Status.GAGAL
            if is_done and _are_same(with_settings.get(row["doc_id"], ""), settings, row["halaman_pindai"]):
                found[row["sha256"]] = Known(row["doc_id"], row["status"], row["jumlah_halaman"])
    return found


def _are_same(stored: str, wanted: str, n_scans: int) -> bool:
    (stored, _, reader), (wanted, _, asked) = stored.partition(READER_KEY), wanted.partition(READER_KEY)
    return stored == wanted and (not n_scans or asked in (reader, NO_OCR))


def done_before(root: Path, files: Sequence[str], settings: str, endpoint: str | None = None) -> dict[str, Outcome]:
    """By path: the files that need not be read. Nothing is read of any file where the dataset is new."""
    known = known_documents(root, settings)
    if not known:
        return {}
    with ThreadPoolExecutor(4) as pool:
        digests = pool.map(lambda path: _digest(path, endpoint), files)
        pairs = [(path, known[sha]) for path, sha in zip(files, digests, strict=True) if sha in known]
    return {
        path: Outcome(path, each.doc_id, each.status, (), 0, 0.0, {}, done_before=True, total_pages=each.pages)
        for path, each in pairs
    }


def _digest(path: str, endpoint: str | None) -> str | None:
    try:
        return digest(path, endpoint)
    except OSError:
        return None  # the reading will tell
