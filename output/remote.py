"""A dataset's objects in an object store (``s3://...`` and whatever fsspec knows): listed, put, fetched, deleted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from output.errors import OutputError

_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:/")


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

        options = {"endpoint_url": endpoint} if endpoint else {}
        found: tuple[Any, str] = url_to_fs(address, **options)  # type: ignore[no-untyped-call]
    except (ImportError, ValueError) as error:
        raise FileNotFoundError(
            f"{address}: alamat ini butuh paket tambahan ({error}); pasang renja[s3] / this address needs a package"
        ) from error
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
        try:
            self.system.invalidate_cache()
            found = self.system.find(self.path, detail=True)
        except FileNotFoundError:
            return {}
        except Exception as error:
            raise self._trouble(error) from error
        start = len(self.path.lstrip("/")) + 1
        return {name.lstrip("/")[start:]: _stamp(info) for name, info in found.items()}

    def put(self, key: str, data: bytes, *, new: bool = False) -> None:
        """Puts an object; ``FileExistsError`` where it must be ``new`` and is not."""
        try:
            if new:
                self.system.pipe_file(self._name(key), data, mode="create")
            else:
                self.system.pipe_file(self._name(key), data)
        except FileExistsError:
            raise
        except Exception as error:
            raise self._trouble(error) from error

    def get(self, key: str) -> bytes:
        """An object; ``FileNotFoundError`` where there is none."""
        try:
            data: bytes = self.system.cat_file(self._name(key))
        except FileNotFoundError:
            raise
        except Exception as error:
            raise self._trouble(error) from error
        return data

    def delete(self, key: str) -> None:
        """Takes an object away; nothing happens where there is none."""
        try:
            self.system.rm_file(self._name(key))
        except FileNotFoundError:
            return
        except Exception as error:
            raise self._trouble(error) from error

    def _name(self, key: str) -> str:
        return f"{self.path}/{key}"

    def _trouble(self, error: Exception) -> StoreUnreachable:
        return StoreUnreachable(
            f"{self.address}: object store tidak menjawab atau menolak ({type(error).__name__}: {error}). Periksa "
            "alamat, --endpoint dan kunci akses, lalu jalankan lagi. / the store does not answer or refuses; check "
            "address, endpoint and credentials and run again"
        )


def _stamp(info: dict[str, Any]) -> str:
    changed = info.get("ETag") or info.get("created") or info.get("mtime") or ""
    return f"{info.get('size')}:{changed}"
