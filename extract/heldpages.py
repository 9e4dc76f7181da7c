"""Pages that are likely to be asked for again: a few at hand, the others in a file of the system's temporary folder.

What OCR has read of a page is some hundred KB, and too dear to be read twice.
"""

from __future__ import annotations

import logging
import os
import pickle
import tempfile
from typing import IO

from extract.types import PageContent

LOG = logging.getLogger("renja")


class HeldPages:
    """Pages by number; what memory they take does not grow with how many they are."""

    def __init__(self, most: int) -> None:
        """``most``: so many are kept at hand."""
        self._most = most
        self._near: dict[int, PageContent] = {}
        self._places: dict[int, int] = {}
        self._file: IO[bytes] | None = None

    def __len__(self) -> int:
        return len(self._near) + len(self._places)

    def __contains__(self, number: int) -> bool:
        return number in self._near or number in self._places

    def __getitem__(self, number: int) -> PageContent:
        """The page as it was kept; ``KeyError`` where it was not."""
        if number in self._near:
            return self._near[number]
        place = self._places[number]
        assert self._file is not None
        self._file.seek(place)
        page: PageContent = pickle.load(self._file)  # our own, in a file without a name
        return page

    def __setitem__(self, number: int, page: PageContent) -> None:
        """Keeps a page."""
        if len(self._near) >= self._most:
            try:
                self._places[number] = self._written(page)
                return
            except OSError as error:  # a full disk must not cost the page: memory may last
                LOG.info("page %d is held in memory: %s", number, error)
        self._near[number] = page

    def _written(self, page: PageContent) -> int:
        """Where the page stands in the file."""
        if self._file is None:
            # Unbuffered: what a full disk did not take would be written again by every look, and by ``close``.
            self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed by ``close``
        place = self._file.seek(0, os.SEEK_END)
        left = memoryview(pickle.dumps(page, pickle.HIGHEST_PROTOCOL))
        while left:  # it may take less than it is given
            left = left[self._file.write(left) :]
        return place

    def close(self) -> None:
        """Lets all go."""
        self._near.clear()
        self._places.clear()
        if self._file is not None:
            self._file.close()
