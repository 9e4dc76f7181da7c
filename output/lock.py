"""A lock on a file that the system takes back when its holder dies, so that a crash leaves nothing to clean by hand."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from types import TracebackType

from output.errors import DatasetBusy, disk_errors

if sys.platform == "win32":
    import msvcrt

    def _acquire(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _acquire(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


_PAUSE = 0.02
"""Seconds between two tries."""


class FileLock:
    """Held from ``with`` to its end; ``DatasetBusy`` where somebody else holds it for longer than we wait."""

    def __init__(self, path: Path, wait: float = 0.0) -> None:
        """``path``: the lock file; it is created and stays. ``wait``: seconds to wait for another holder."""
        self._path = path
        self._wait = wait

    def __enter__(self) -> FileLock:
        """Takes the lock."""
        deadline = time.monotonic() + self._wait
        with disk_errors(self._path.parent.parent):
            self._file = self._path.open("a+b")
        while True:
            try:
                _acquire(self._file.fileno())
                return self
            except OSError as error:
                if time.monotonic() >= deadline:
                    self._file.close()
                    raise DatasetBusy(
                        f"{self._path.parent.parent}: dataset sedang ditulis proses lain; tunggu sampai selesai "
                        "/ somebody else is writing this dataset; wait for it to end"
                    ) from error
                time.sleep(_PAUSE)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Gives the lock back: closing the file does."""
        self._file.close()
