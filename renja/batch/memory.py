"""Memory that was freed and is still held, given back to the system between the steps of a document.

Reading pages leaves many small blocks behind; glibc keeps them for later, some 20 KB for each page, while the next step
asks for others.
"""

from __future__ import annotations

import ctypes


def give_back() -> None:
    """Gives freed memory back, where the C library can (glibc's ``malloc_trim``); elsewhere nothing happens."""
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (OSError, TypeError, AttributeError):  # no such library, Windows, another C library
        return
    trim(0)
