"""Two folders exchanged in one step: what lets many files give way to one without a moment of neither or both."""

from __future__ import annotations

import ctypes
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

from output.errors import CannotSwap

_EXCHANGE = 2
"""RENAME_EXCHANGE on Linux, RENAME_SWAP on macOS."""
_HERE = -100
"""AT_FDCWD: paths are taken as any other call takes them."""


@cache
def _library() -> Any:
    return ctypes.CDLL(None, use_errno=True)


def exchange(one: Path, other: Path) -> None:
    """Gives each of two folders of one file system the other's name, at once. ``CannotSwap`` where that is unknown."""
    if sys.platform == "win32":
        code = -1
    elif sys.platform == "darwin":
        code = _library().renamex_np(os.fsencode(one), os.fsencode(other), _EXCHANGE)
    else:
        code = _library().renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    if code != 0:
        raise CannotSwap(
            f"{one}: sistem berkas ini tidak dapat menukar dua folder sekaligus; padatkan salinannya di disk lokal "
            "Linux atau macOS / this file system cannot exchange two folders at once; compact a copy on a local disk"
        )
