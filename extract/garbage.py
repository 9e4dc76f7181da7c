"""Python's search for reference cycles, made rare while a document is read.

A page is hundreds of thousands of small objects that live as long as its document and hardly ever refer to each other
in circles. The interpreter's search, begun anew after some hundred of them, looked at all of them again and again: a
twelfth of all time spent on a document.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_YOUNG = 50_000
"""So many new objects before a search: a few megabytes at most that are forgotten late."""


class _Readers:
    """The documents that are being read at once, and the interpreter's own thresholds while there are any."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._count = 0
        self._usual = gc.get_threshold()

    def enter(self) -> None:
        with self._lock:
            self._count += 1
            if self._count == 1:
                self._usual = gc.get_threshold()
                # 0 is nobody's wish for more searches: it turns them off.
                if 0 < self._usual[0] < _YOUNG:
                    gc.set_threshold(_YOUNG, *self._usual[1:])

    def leave(self) -> None:
        with self._lock:
            self._count -= 1
            if self._count == 0:
                gc.set_threshold(*self._usual)


_READERS = _Readers()


@contextmanager
def seldom_searched() -> Iterator[None]:
    """While this holds, reference cycles are searched for seldom; afterwards as before, with whatever went wrong."""
    _READERS.enter()
    try:
        yield
    finally:
        _READERS.leave()
