"""How a command ends, for whoever calls it from a script."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of the command line; documented in README.md and kept stable."""

    OK = 0
    """Everything was read."""
    ERROR = 1
    """Something unforeseen; the traceback is ours to mend."""
    USAGE = 2
    """The command was called wrongly, or a path does not exist."""
    SOME_FAILED = 3
    """The run is complete, but at least one document could not be read; its ``pesan`` says why."""
    ALL_FAILED = 4
    """No document could be read."""
    DATASET = 5
    """The dataset is missing, cannot be written (a full disk), or lacks the document asked for."""
    INTERRUPTED = 130
    """Stopped by the user; what was written before stays."""


class UsageFault(ValueError):  # noqa: N818 - says what was given
    """What a user gave cannot be used; the text says where and why."""
