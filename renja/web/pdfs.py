"""Where a document's PDF is: where it was at the ingest, beside the dataset, or below the folder of ``--pdf-root``."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from renja.batch.sources import is_remote
from renja.web.settings import Settings

_MOST_FILES = 200_000
"""So many files below ``--pdf-root`` are looked at."""


def find_pdf(settings: Settings, berkas: str, sha256: str) -> Path | None:
    """The file with this digest, looked for by the path and then by the name under which it was read; else None."""
    found = (path for path in _places(settings, berkas) if path.is_file())
    return next((path for path in found if _digest_now(path) == sha256), None)


def _places(settings: Settings, berkas: str) -> Iterator[Path]:
    name = berkas.replace("\\", "/").rsplit("/", 1)[-1]
    roots = [settings.pdf_root] if settings.pdf_root else []
    if not is_remote(berkas):
        yield Path(berkas)
        for root in [*roots, settings.dataset.resolve().parent]:
            yield root / Path(berkas).relative_to(Path(berkas).anchor)
    for root in roots:
        yield from _named(root, name)


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
