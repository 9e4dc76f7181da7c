"""The overlay's file: ``koreksi.jsonl`` in the dataset's folder, one entry a line, only ever appended to.

Writers take turns by a lock of their own, so a correction never waits for an ingest. A line that a crash cut short is
closed by the next writer and left out, and named, by readers.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from output.errors import disk_errors
from output.layout import WORK
from output.lock import FileLock
from output.overlay.check import BadEntry, entry_from
from output.overlay.types import Entri, JenisEntri

FILE = "koreksi.jsonl"
_LONGEST_LINE = 100_000
_MOST_FAULTS = 100
_WAIT_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Overlay:
    """The entries in the order of their time, and the lines that could not be read (number and reason)."""

    entries: tuple[Entri, ...]
    faults: tuple[str, ...] = ()


def read_overlay(root: Path, sha256: str | None = None) -> Overlay:
    """The dataset's entries, or those of one document; empty where there are none yet."""
    entries: dict[str, Entri] = {}
    faults: list[str] = []
    try:
        with (root / FILE).open("rb") as file:
            for number, line in enumerate(bounded_lines(file), 1):
                if not line.strip() or (sha256 is not None and sha256.encode() not in line):
                    continue
                try:
                    entry = parse_line(line)
                    entries.setdefault(entry.id, entry)
                except BadEntry as error:
                    faults.append(f"{FILE} baris {number}: {error}")
    except FileNotFoundError:
        return Overlay(())
    kept = [entry for entry in entries.values() if sha256 in (None, entry.sha256)]
    return Overlay(tuple(sorted(kept, key=_by_time)), tuple(faults[:_MOST_FAULTS]))


class Said:
    """What holds of each document, as the file stands whenever it is asked: others may append at any time."""

    def __init__(self, root: Path) -> None:
        """``root``: the dataset's folder."""
        self._path = root / FILE
        self._size = -1
        self._held: dict[str, tuple[Entri, ...]] = {}

    def by_document(self) -> dict[str, tuple[Entri, ...]]:
        """The entries that hold, by doc_id. The file only grows, so its size tells whether it is to be read again."""
        size = self._path.stat().st_size if self._path.exists() else 0
        if size != self._size:
            found: dict[str, list[Entri]] = {}
            for entry in active(read_overlay(self._path.parent).entries):
                found.setdefault(entry.doc_id, []).append(entry)
            self._size, self._held = size, {doc_id: tuple(entries) for doc_id, entries in found.items()}
        return self._held


def bounded_lines(file: BinaryIO) -> Iterator[bytes]:
    """The file's lines; of one that is longer than any entry, pieces, which are none: memory stays small."""
    while line := file.readline(_LONGEST_LINE + 1):
        yield line


def parse_line(line: bytes) -> Entri:
    """The entry of a JSON line; ``BadEntry`` where it holds none."""
    if len(line) > _LONGEST_LINE:
        raise BadEntry("baris terlalu panjang / line too long")
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadEntry("bukan JSON / not JSON") from error
    return entry_from(record)


def active(entries: Iterable[Entri]) -> tuple[Entri, ...]:
    """The corrections and decisions that hold: those that nobody revoked, in the order of their time.

    Only an entry about the same document revokes. The order does not depend on who merged whose file when.
    """
    held = tuple(entries)
    revoked = {(entry.sha256, entry.mencabut) for entry in held if entry.jenis is JenisEntri.CABUT}
    standing = (e for e in held if e.jenis is not JenisEntri.CABUT and (e.sha256, e.id) not in revoked)
    return tuple(sorted(standing, key=_by_time))


def moment_after(root: Path, now: datetime) -> Callable[[str], str]:
    """When an entry about a document (its digest) is made: now, but behind all that the file holds of the document.

    The last word counts, and a word said now is later than one that came from a computer whose clock runs ahead.
    """
    latest: dict[str, str] = {}
    for entry in read_overlay(root).entries:
        latest[entry.sha256] = entry.waktu

    def moment(sha256: str) -> str:
        before = latest.get(sha256)
        behind = now if before is None else datetime.fromisoformat(before) + timedelta(microseconds=1)
        return max(now, behind).astimezone(UTC).isoformat(timespec="microseconds")

    return moment


def append(root: Path, entries: Sequence[Entri]) -> tuple[Entri, ...]:
    """Writes the entries that the file does not hold yet, and waits until they stand on the disk; those written.

    ``DatasetBusy`` where another writer holds the file for too long, ``DatasetUnwritable`` where it cannot be written;
    then none is.
    """
    with _ours(root):
        known = {entry.id for entry in read_overlay(root).entries}
        fresh = {entry.id: entry for entry in entries if entry.id not in known}
        if fresh:
            _write(root / FILE, (as_line(entry).encode("utf-8", "replace") for entry in fresh.values()))
    return tuple(fresh.values())


@contextmanager
def _ours(root: Path) -> Iterator[None]:
    """The file for one writer alone."""
    with disk_errors(root / FILE):
        work = root / WORK
        work.mkdir(parents=True, exist_ok=True)
        with FileLock(work / "koreksi.lock", _WAIT_SECONDS):
            yield


def take_in(root: Path, other: bytes) -> None:
    """Appends the lines of another copy of the file that this one does not hold, also those that no reader understands.

    Nothing of either copy is lost; an entry that both hold is held once. Errors as for ``append``.
    """
    with _ours(root):
        known: set[str | bytes] = {b""}
        with suppress(FileNotFoundError), (root / FILE).open("rb") as file:
            known.update(map(_identity, bounded_lines(file)))
        fresh = {_identity(line): line.rstrip(b"\r\n") + b"\n" for line in bounded_lines(BytesIO(other))}
        lines = [line for identity, line in fresh.items() if identity not in known]
        if lines:
            _write(root / FILE, lines)


def _identity(line: bytes) -> str | bytes:
    """What makes two lines the same: the entry's id, or where it is none the line itself."""
    try:
        return parse_line(line).id
    except BadEntry:
        return line.strip()


def _write(path: Path, lines: Iterable[bytes]) -> None:
    is_new = not path.exists()
    text = b"".join(lines)
    with path.open("ab+", buffering=0) as file:  # what cannot be written must not be tried again at the end
        before = file.tell()
        if before and not _ends_line(path):
            text = b"\n" + text  # a crash cut the last line short: it must not swallow ours
        try:
            while text:
                text = text[file.write(text) :]
            os.fsync(file.fileno())
        except OSError:
            os.ftruncate(file.fileno(), before)  # all of it stands there, or nothing
            raise
    if is_new and hasattr(os, "O_DIRECTORY"):
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _ends_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def as_line(entry: Entri) -> str:
    """The entry as a JSON line."""
    return json.dumps(entry.as_record(), ensure_ascii=False) + "\n"


def _by_time(entry: Entri) -> tuple[str, str]:
    return entry.waktu, entry.id
