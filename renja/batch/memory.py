"""Memory that was freed and is still held, given back to the system between the steps of a document.

Reading pages leaves many small blocks behind; glibc keeps them for later, some 20 KB for each page, while the next step
asks for others.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable

_HELD = 2.0
"""Seconds for which freed memory is held while pages are read: a scanned page, or a hundred others."""


def give_back() -> None:
    """Gives freed memory back, where the C library can (glibc's ``malloc_trim``); elsewhere nothing happens."""
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (OSError, TypeError, AttributeError):  # no such library, Windows, another C library
        return
    trim(0)


def giving_back() -> Callable[[], None]:
    """To be called after each page: gives memory back now and then. Each scanned page leaves holes of some 300 KB."""
    last = time.perf_counter()

    def page_read() -> None:
        nonlocal last
        if time.perf_counter() - last > _HELD:
            give_back()
            last = time.perf_counter()

    return page_read
