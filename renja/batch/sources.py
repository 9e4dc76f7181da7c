"""What to read: files, folders, globs, list files, and the same in object stores (``s3://...``, through fsspec)."""

from __future__ import annotations

import glob
import hashlib
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from output.remote import StoreUnreachable, answering, filesystem, is_remote, limit, pieces
from renja.regular import check_regular

__all__ = ["digest", "filesystem", "find_files", "is_remote", "listed_paths", "local_copy"]


def find_files(paths: Collection[str | Path], endpoint: str | None = None) -> list[str]:
    """The files that ``paths`` name, in order and each once: a folder stands for the PDFs in it and below.

    A path may be a glob, and an address of an object store. ``FileNotFoundError`` for one that names nothing.
    """
    found: dict[str, None] = {}
    for path in map(str, paths):
        found |= dict.fromkeys(_remote_files(path, endpoint) if is_remote(path) else _local_files(path))
    return list(found)


def listed_paths(file: Path) -> list[str]:
    """The paths in a list file: one a line, empty lines and those that begin with # left out."""
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _local_files(path: str) -> list[str]:
    place = Path(path)
    if place.is_dir():
        return sorted(str(p) for p in place.rglob("*") if p.suffix.lower() == ".pdf" and p.is_file())
    if place.exists():
        return [str(check_regular(place))]
    matches = sorted(glob.glob(path, recursive=True)) if glob.has_magic(path) else []
    if not matches:
        raise FileNotFoundError(f"{path}: tidak ada berkas atau folder itu / no such file or folder")
    return [file for match in matches for file in _local_files(match)]


def _remote_files(address: str, endpoint: str | None) -> list[str]:
    with answering(address):
        system, path = filesystem(address, endpoint)
        most = limit(system)
        is_folder = system.isdir(path, **most)
        if glob.has_magic(path):
            names = sorted(system.glob(path, **most))
        elif is_folder:
            names = sorted(name for name in system.find(path, **most) if name.lower().endswith(".pdf"))
        else:
            names = [path] if system.exists(path, **most) else []
        if not names and not is_folder:
            raise FileNotFoundError(f"{address}: tidak ada berkas atau folder itu / no such file or folder")
        return [str(system.unstrip_protocol(name)) for name in names]


@contextmanager
def local_copy(path: str, endpoint: str | None = None) -> Iterator[Path]:
    """The file where it can be opened: itself, or a copy of a remote one that is gone afterwards."""
    if not is_remote(path):
        yield Path(path)
        return
    with tempfile.TemporaryDirectory(prefix="renja-") as folder:
        local = Path(folder) / "dokumen.pdf"
        with local.open("wb") as target:
            target.writelines(_pieces(path, endpoint))
        yield local


def digest(path: str, endpoint: str | None = None) -> str:
    """The SHA-256 of a file, as hex. ``OSError`` where it cannot be read."""
    if not is_remote(path):
        with check_regular(Path(path)).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    sha = hashlib.sha256()
    for piece in _pieces(path, endpoint):
        sha.update(piece)
    return sha.hexdigest()


def _pieces(path: str, endpoint: str | None) -> Iterator[bytes]:
    """A document that a store does not give is that document's failure, as a file is that cannot be opened."""
    try:
        yield from pieces(path, endpoint)
    except StoreUnreachable as error:
        raise OSError(str(error)) from error
