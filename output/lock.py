"""A lock on a file that the system takes back when its holder dies, so that a crash leaves nothing to clean by hand."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType

from output.errors import DatasetBusy

if sys.platform == "win32":
    import msvcrt

    def _acquire(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _acquire(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FileLock:
    """Held from ``with`` to its end; ``DatasetBusy`` at once where somebody else holds it."""

    def __init__(self, path: Path) -> None:
        """``path``: the lock file; it is created and stays."""
        self._path = path

    def __enter__(self) -> FileLock:
        """Takes the lock."""
        self._file = self._path.open("a+b")
        try:
            _acquire(self._file.fileno())
        except OSError as error:
            self._file.close()
            raise DatasetBusy(
                f"{self._path.parent.parent}: dataset sedang ditulis proses lain; tunggu sampai selesai "
                "(another ingest is writing this dataset; wait for it to end)"
            ) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Gives the lock back: closing the file does."""
        self._file.close()
