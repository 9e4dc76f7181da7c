"""Where a document's PDF is: where it was at the ingest, beside the dataset, or below a folder that somebody names."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from output.remote import is_remote
from renja.regular import in_a_line

_MOST_FILES = 200_000
"""So many files below that folder are looked at."""


def find_pdf(dataset: Path, berkas: str, sha256: str, pdf_root: Path | None = None) -> Path | None:
    """The file whose digest begins so: where it was read from, from the dataset's folder, or below ``pdf_root``.

    ``berkas``: the path under which it was read, and then its name alone. None where it is nowhere of these.
    """
    found = (path for path in _places(dataset, berkas, pdf_root) if path.is_file())
    return next((path for path in found if (_digest_now(path) or "").startswith(sha256)), None)


def changed_pdf(dataset: Path, berkas: str, sha256: str, pdf_root: Path | None = None) -> Path | None:
    """The file that lies where the document's was and is another one now; None where there is none."""
    found = (path for path in _places(dataset, berkas, pdf_root) if path.is_file())
    return next((path for path in found if not (_digest_now(path) or sha256).startswith(sha256)), None)


def _places(dataset: Path, berkas: str, pdf_root: Path | None) -> Iterator[Path]:
    name = berkas.replace("\\", "/").rsplit("/", 1)[-1]
    roots = [pdf_root] if pdf_root else []
    if not is_remote(berkas):
        yield from _read_from(Path(berkas))
        # A path that was given from another folder goes on from one that the dataset lies in, or below.
        for root in [*roots, *dataset.resolve().parents]:
            yield root / Path(berkas).relative_to(Path(berkas).anchor)
    for root in roots:
        yield from _named(root, name)


def _read_from(path: Path) -> Iterator[Path]:
    """The file by its path; one whose name no line can hold stands in the dataset with its signs written out."""
    yield path
    if "\\x" in path.name:
        with suppress(OSError):
            yield from (each for each in path.parent.iterdir() if in_a_line(each.name) == path.name)


@lru_cache(maxsize=8)
def _by_name(root: Path, changed: int) -> dict[str, list[Path]]:
    """Files below a folder by their name; looked up anew when the folder itself changes."""
    found: dict[str, list[Path]] = {}
    count = 0
    for folder, _, names in os.walk(root):
        for name in names:
            found.setdefault(name, []).append(Path(folder) / name)
        count += len(names)
        if count > _MOST_FILES:
            break
    return found


def _named(root: Path, name: str) -> list[Path]:
    try:
        changed = root.stat().st_mtime_ns
    except OSError:
        return []
    return _by_name(root, changed).get(name, [])


def _digest_now(path: Path) -> str | None:
    try:
        held = path.stat()
        return _digest(path, held.st_mtime_ns, held.st_size)
    except OSError:
        return None


@lru_cache(maxsize=4096)
def _digest(path: Path, changed: int, size: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
