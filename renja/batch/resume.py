"""What need not be read again: documents that stand in the dataset, by digest, from this version and these settings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from extract.scan.ocr import NO_OCR
from output.layout import documents_of, own_files, settings_of
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


class Held:
    """The documents that stand in a dataset, which of them came of certain places; and more of those asked for."""

    def __init__(self, root: Path, origins: Collection[str]) -> None:
        """Reads the footers of ``dokumen``. ``origins``: the places that will be asked (:meth:`of_origins`)."""
        self._paths: dict[str, Path] = {}
        self._origins: dict[str, list[str]] = {each: [] for each in origins}
        for path in own_files(root, "dokumen"):
            try:
                kept, doc_ids = settings_of(path, self._origins), documents_of(path)
            except FileNotFoundError:
                continue  # another run has just replaced it
            self._paths |= dict.fromkeys(doc_ids, path)
            for doc_id, said in kept.items():
                origin = kept_apart(said)[2]
                if origin in self._origins:
                    self._origins[origin].append(doc_id)

    @property
    def doc_ids(self) -> Collection[str]:
        """All that stood there."""
        return self._paths.keys()

    def known(self, doc_ids: Iterable[str]) -> list[Known]:
        """These documents, as far as they stand there."""
        of_path: dict[Path, set[str]] = {}
        for doc_id in self._paths.keys() & set(doc_ids):
            of_path.setdefault(self._paths[doc_id], set()).add(doc_id)
        return [each for path, wanted in of_path.items() for each in _read(path) if each.doc_id in wanted]

    def of_origins(self, origins: Iterable[str]) -> list[Known]:
        """The documents whose files lay at these places."""
        return self.known(doc_id for origin in origins for doc_id in self._origins.get(origin, ()))


def _read(path: Path) -> list[Known]:
    try:
        kept = settings_of(path)
        with pq.ParquetFile(path) as file:
            rows = file.read(list(_COLUMNS)).to_pylist()
    except FileNotFoundError:
        return []  # another run has just replaced it
    return [_known(row, kept.get(row["doc_id"], "")) for row in rows]


def _known(row: Mapping[str, Any], kept: str) -> Known:
    settings, is_cut, origin = kept_apart(kept)
    pages, n_scans = row["jumlah_halaman"], row["halaman_pindai"]
    return Known(
        row["doc_id"], row["sha256"], row["status"], pages, n_scans, row["versi"], settings, is_cut, origin
    )  # fmt: skip


_ID_LETTERS = 16
_COLUMNS = ("doc_id", "sha256", "status", "jumlah_halaman", "halaman_pindai", "versi")


def done_before(held: Held, files: Sequence[str], settings: str, endpoint: str | None = None) -> dict[str, Outcome]:
    """By path: the files that need not be read. Nothing is read of any file where the dataset is new."""
    if not held.doc_ids:
        return {}
    with ThreadPoolExecutor(4) as pool:
        digests = list(pool.map(lambda path: _digest(path, endpoint), files))
    read = held.known(sha[:_ID_LETTERS] for sha in digests if sha is not None)
    known = {each.sha256: each for each in read if each.is_done(settings)}
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
