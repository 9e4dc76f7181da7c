"""How long a child process has been at something, by what it computed: on a busy machine the clock alone says nothing.

The clock counts where the system does not tell what a process computed (only Linux does), and where the process hardly
computes any more: then it waits for something that will not come.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

_PATIENCE = 3.0
"""Times the limit that a process may stand still by the clock."""
_STILL = 0.01
"""Of a processor: who gets less than this much of one has come to a stop. Of 45 that want two of them each gets .04."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Seconds of a clock that never goes back, and seconds that a process has computed (None: the system is silent)."""

    clock: float
    computed: float | None


def moment(pid: int | None) -> Moment:
    """Now, of a process with its threads and with those of its children that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
        computed = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, AttributeError):  # no such files, or no such process; Windows has no sysconf
        return Moment(time.monotonic(), None)
    return Moment(time.monotonic(), computed)


class Watch:
    """Since when a process is at something, and since when it got no further."""

    def __init__(self, began: Moment) -> None:
        """``began``: when it set to work."""
        self._began = self._moved = began

    def is_over(self, now: Moment, limit: float) -> bool:
        """True where it took more than ``limit`` seconds, or stands still for three times as many."""
        passed = now.clock - self._began.clock
        if now.computed is None or self._began.computed is None or self._moved.computed is None:
            return passed > limit
        if now.computed - self._moved.computed >= _STILL * _PATIENCE * limit:
            self._moved = now
        computed = min(passed, now.computed - self._began.computed)  # several threads compute more than passes
        return computed > limit or now.clock - self._moved.clock > _PATIENCE * limit
