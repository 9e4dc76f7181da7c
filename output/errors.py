"""Errors of the dataset as a whole; what is wrong with one document is written in its ``pesan``."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_UNWRITABLE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM)


class OutputError(Exception):
    """Base of the errors that this stage raises; its text says what, where, and what to do."""


class BadRequest(OutputError):  # noqa: N818
    """What was asked for cannot be, whatever the dataset holds: a kind of file, a code that is none."""


class DatasetBusy(OutputError):  # noqa: N818 - the name says what the dataset is
    """Another ingest is writing the dataset."""


class NotADataset(OutputError):  # noqa: N818
    """The folder holds no dataset of renja."""


class DocumentNotFound(OutputError):  # noqa: N818
    """The dataset holds no such document."""


class DatasetUnwritable(OutputError):  # noqa: N818
    """The dataset's disk is full, or may not be written."""


class CannotSwap(OutputError):  # noqa: N818
    """The file system cannot exchange two folders in one step, which compaction beside readers needs."""


@contextmanager
def disk_errors(root: Path) -> Iterator[None]:
    """A full or forbidden disk is the dataset's trouble (``DatasetUnwritable``), not the document's."""
    try:
        yield
    except OSError as error:
        if error.errno in _UNWRITABLE:
            raise DatasetUnwritable(
                f"{root}: tidak dapat ditulis ({error.strerror}). Yang sudah tersimpan tetap utuh; beri ruang atau "
                "izin, lalu jalankan lagi / cannot be written; what was saved is whole: make room, then run again"
            ) from error
        raise
