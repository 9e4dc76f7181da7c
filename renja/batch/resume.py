"""What need not be read again: documents that stand in the dataset, by digest, from this version and these settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from extract.scan.ocr import NO_OCR
from output.layout import own_files, settings_of
from output.types import Status
from renja._version import __version__
from renja.batch.report import Outcome
from renja.batch.sources import digest
from renja.batch.tasks import READER_KEY, kept_apart


@dataclass(frozen=True, slots=True)
class Known:
    """A document that stands in the dataset. ``origin``: where its file lay, empty where an older version read it."""

    doc_id: str
    sha256: str
    status: str
    pages: int
    n_scans: int
    version: str
    settings: str
    is_cut: bool
    origin: str

    def is_done(self, settings: str) -> bool:
        """True where this version has read it with these settings, and whole.

        Another reader of scanned pages makes no difference to a document that has none, and to no document where this
        run reads no scanned pages: what a reader has read stays.
        """
        if self.version != __version__ or self.status == Status.GAGAL or self.is_cut:
            return False
        (stored, _, reader), (wanted, _, asked) = self.settings.partition(READER_KEY), settings.partition(READER_KEY)
        return stored == wanted and (not self.n_scans or asked in (reader, NO_OCR))


def held_documents(root: Path) -> list[Known]:
    """All documents that stand in the dataset."""
    found: list[Known] = []
    for path in own_files(root, "dokumen"):
        try:
            kept = settings_of(path)
            with pq.ParquetFile(path) as file:
                rows = file.read(list(_COLUMNS)).to_pylist()
        except FileNotFoundError:
            continue  # another run has just replaced it
        found.extend(_known(row, kept.get(row["doc_id"], "")) for row in rows)
    return found


def _known(row: Mapping[str, Any], kept: str) -> Known:
    settings, is_cut, origin = kept_apart(kept)
    pages, n_scans = row["jumlah_halaman"], row["halaman_pindai"]
    return Known(
        row["doc_id"], row["sha256"], row["status"], pages, n_scans, row["versi"], settings, is_cut, origin
    )  # fmt: skip


_COLUMNS = ("doc_id", "sha256", "status", "jumlah_halaman", "halaman_pindai", "versi")


def done_before(
    held: Sequence[Known], files: Sequence[str], settings: str, endpoint: str | None = None
) -> dict[str, Outcome]:
    """By path: the files that need not be read. Nothing is read of any file where the dataset is new."""
    known = {each.sha256: each for each in held if each.is_done(settings)}
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
