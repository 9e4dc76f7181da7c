"""Two processes at most recognise letters at once on a machine, unless told otherwise: each takes a core and memory.

Locks on files, not a semaphore: the system gives a lock back when its process is killed, as those at their limits are.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROCESSES_VARIABLE = "RENJA_OCR_PROCESSES"
"""The environment variable that says how many processes may read at once; 0 is as many as there are."""
_USUAL, _MOST = 2, 256
_PATIENCE = 60.0
"""Seconds after which a process reads without a turn: waiting counts against its page's time."""
_PAUSE = 0.02


@contextmanager
def ocr_turn(patience: float = _PATIENCE) -> Iterator[None]:
    """Holds one of the machine's turns at recognising letters; waits ``patience`` seconds for it at most."""
    held = _wait_for_turn(_limit(), patience)
    try:
        yield
    finally:
        if held is not None:
            os.close(held)


def _limit() -> int:
    named = os.environ.get(PROCESSES_VARIABLE, "").strip()
    return min(int(named), _MOST) if named.isdecimal() else _USUAL


def _wait_for_turn(limit: int, patience: float) -> int | None:
    """The descriptor of a locked file; None where there are no limits, no locks, or no turn was to be had."""
    end = time.monotonic() + patience
    while limit:
        for number in range(limit):
            try:
                held = _locked(number)
            except OSError:
                return None  # no place for locks: reading goes first
            if held is not None:
                return held
        if time.monotonic() >= end:
            return None
        time.sleep(_PAUSE)
    return None


def _locked(number: int) -> int | None:
    """The descriptor of this turn's file, locked; None where another holds it."""
    try:
        import fcntl
    except ImportError:  # Windows: no limit there
        raise OSError("no file locks") from None
    path = Path(tempfile.gettempdir()) / f"renja-ocr-{os.getuid()}-{number}.lock"
    held = os.open(path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(held)
        return None
    return held
