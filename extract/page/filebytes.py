"""The bytes of a PDF: held where they are few, asked of the file piece by piece where they are many.

A scanned page is some 150 KB of a file: whole, a book of them would take more memory than all that is read of it.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator
from typing import BinaryIO

PIECE = 1 << 24
"""Bytes: files up to this size are held."""
OVERLAP = 1 << 22
"""Bytes that two pieces share: more than an object or a page's compressed drawing has, which are looked for."""


class PdfBytes:
    """A file's bytes and their ``sha256``; the file is closed at once where it is held, else by ``close``."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._size = file.seek(0, os.SEEK_END)
        self._held: bytes | None = None
        if self._size <= PIECE:
            file.seek(0)
            self._held = file.read()
            file.close()
        self._state = self._state_now()
        digest = hashlib.sha256()
        for piece in self._pieces(0):
            digest.update(piece)
        self.sha256 = digest.hexdigest()

    def pieces(self) -> Iterator[bytes]:
        """All bytes in order; what is not longer than ``OVERLAP`` stands wholly in one piece."""
        return self._pieces(OVERLAP)

    def _pieces(self, overlap: int) -> Iterator[bytes]:
        if self._held is not None:
            yield self._held
            return
        for start in range(0, self._size, PIECE - overlap):
            self._file.seek(start)
            yield self._file.read(PIECE)

    def source(self) -> bytes | BinaryIO:
        """What pdfium reads: the bytes, or the file, in which it looks for what it needs."""
        return self._file if self._held is None else self._held

    def stream(self) -> BinaryIO:
        """The bytes for a reader that wants a file; it is the one that pdfium reads, which seeks before each look."""
        return self._file if self._held is None else io.BytesIO(self._held)

    def is_as_it_was(self) -> bool:
        """False where the file that is not held was written to since: its pages are no longer those of ``sha256``."""
        return self._state == self._state_now()

    def _state_now(self) -> tuple[int, int] | None:
        if self._held is not None:
            return None
        now = os.fstat(self._file.fileno())
        return now.st_size, now.st_mtime_ns

    def close(self) -> None:
        """Closes the file, or lets the bytes go."""
        self._file.close()
        if self._held is not None:
            self._held = b""
