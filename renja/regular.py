"""Files that people name: only regular ones are opened, and no more of them is read than is asked for."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

from renja.texts import say


def read_regular(path: Path, most: int) -> bytes:
    """The file's first ``most`` bytes and one more where it is longer.

    ``OSError`` also where it is a pipe or a device: reading those may wait for ever, or never end.
    """
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise OSError(errno.EINVAL, say("common.not_regular"), str(path))
    with path.open("rb") as file:
        return file.read(most + 1)
