"""A dataset's objects in an object store (``s3://...`` and whatever fsspec knows): listed, put, fetched, deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from output.errors import OutputError

_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:/")
PIECE = 8 << 20
"""Bytes that are asked for at a time."""
SECONDS = 600.0
"""That one call may take, its retries included; listing 700,000 objects takes some minutes."""
_TRIES, _ROUNDS = 3, 2
"""Tries of botocore, and rounds of them by s3fs. As they come it is 5 times 5 and more: a store that takes calls and
says nothing kept a run for twelve minutes before it was given up."""


class StoreUnreachable(OutputError):  # noqa: N818 - says what the store is
    """The object store does not answer, or refuses."""


def is_remote(path: str | Path) -> bool:
    """True for an address like ``s3://bucket/key``, also where a ``Path`` has made one slash of two.

    >>> is_remote("s3://dokumen/2024"), is_remote(Path("s3://dokumen/2024")), is_remote("dokumen/2024")
    (True, True, False)
    """
    return _ADDRESS.match(str(path)) is not None


def filesystem(address: str, endpoint: str | None = None) -> tuple[Any, str]:
    """The fsspec file system of an address, and the path in it. ``FileNotFoundError`` where its driver is missing."""
    try:
        from fsspec.core import url_to_fs

        options: dict[str, Any] = {"endpoint_url": endpoint} if endpoint else {}
        if address.startswith(("s3:", "s3a:")):
            options["config_kwargs"] = {"retries": {"total_max_attempts": _TRIES}}
        found: tuple[Any, str] = url_to_fs(address, **options)  # type: ignore[no-untyped-call]
    except (ImportError, ValueError) as error:
        raise FileNotFoundError(
            f"{address}: alamat ini butuh paket tambahan ({error}); pasang renja[s3] / this address needs a package"
        ) from error
    if hasattr(found[0], "retries"):
        found[0].retries = _ROUNDS
    return found


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of an object store. Keys are relative to it; a put replaces an object in one step."""

    address: str
    system: Any
    path: str

    @classmethod
    def at(cls, address: str | Path, endpoint: str | None = None) -> Store:
        """The store at an address, ``endpoint`` being the service's where it is not the usual one."""
        text = re.sub(r":/+", "://", str(address), count=1).rstrip("/")
        system, path = filesystem(text, endpoint)
        return cls(text, system, path.rstrip("/"))

    def keys(self) -> dict[str, str]:
        """All objects by key, with what changes when one is replaced."""
        with answering(self.address):
            self.system.invalidate_cache()
            try:
                found = self.system.find(self.path, detail=True, **limit(self.system))
            except FileNotFoundError:
                return {}
        start = len(self.path.lstrip("/")) + 1
        return {name.lstrip("/")[start:]: _stamp(info) for name, info in found.items()}

    def put(self, key: str, data: bytes, *, new: bool = False) -> None:
        """Puts an object; ``FileExistsError`` where it must be ``new`` and is not."""
        mode = {"mode": "create"} if new else {}
        with answering(self.address):
            self.system.pipe_file(self._name(key), data, **mode, **limit(self.system))

    def get(self, key: str) -> bytes:
        """An object; ``FileNotFoundError`` where there is none."""
        with answering(self.address):
            data: bytes = self.system.cat_file(self._name(key), **limit(self.system))
        return data

    def delete(self, key: str) -> None:
        """Takes an object away; nothing happens where there is none."""
        with answering(self.address), suppress(FileNotFoundError):
            self.system.rm_file(self._name(key), **limit(self.system))

    def _name(self, key: str) -> str:
        return f"{self.path}/{key}"


def pieces(address: str, endpoint: str | None = None) -> Iterator[bytes]:
    """An object, a piece at a time, each in a time of its own: a large file has its time, a store that dribbles not."""
    with answering(address):
        system, path = filesystem(address, endpoint)
        size = system.info(path, **limit(system))["size"]
    for start in range(0, size, PIECE):
        end = min(start + PIECE, size)
        with answering(address):
            piece: bytes = system.cat_file(path, start=start, end=end, **limit(system))
            if len(piece) != end - start:
                raise OSError(f"{len(piece)} bytes for {end - start}")
        yield piece


@contextmanager
def answering(address: str) -> Iterator[None]:
    """Whatever a store or its driver breaks with is one error, except that an object is there or is not."""
    try:
        yield
    except (FileNotFoundError, FileExistsError):
        raise
    except Exception as error:
        raise StoreUnreachable(
            f"{address}: object store tidak menjawab atau menolak ({type(error).__name__}: {error}). Periksa "
            "alamat, --endpoint dan kunci akses, lalu jalankan lagi. / the store does not answer or refuses; check "
            "address, endpoint and credentials and run again"
        ) from error


def limit(system: Any) -> dict[str, float]:
    """What a call is told so that it ends: a store that answers without end is no store."""
    return {"timeout": SECONDS} if getattr(system, "async_impl", False) else {}


def _stamp(info: dict[str, Any]) -> str:
    changed = info.get("ETag") or info.get("created") or info.get("mtime") or ""
    return f"{info.get('size')}:{changed}"
