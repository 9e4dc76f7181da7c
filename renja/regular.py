"""Files that people name: only regular ones are opened, no more is read than was asked for, and how names are shown."""

from __future__ import annotations

import errno
import re
import stat
from pathlib import Path

from renja.texts import say


def read_regular(path: Path, most: int) -> bytes:
    """The file's first ``most`` bytes and one more where it is longer.

    ``OSError`` also where it is a pipe or a device: reading those may wait for ever, or never end.
    """
    with check_regular(path).open("rb") as file:
        return file.read(most + 1)


def check_regular(path: Path) -> Path:
    """The path; ``OSError`` where a pipe or a device is there, and where nothing is."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise OSError(errno.EINVAL, say("common.not_regular"), str(path))
    return path


_UNSHOWN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def shown(text: str) -> str:
    r"""The text with what no terminal and no table can hold written out: bytes that are no UTF-8, escape sequences.

    >>> shown("renja_\udcff.pdf"), shown("a\x1b[31m.pdf"), shown("dua\nbaris")
    ('renja_\\xff.pdf', 'a\\x1b[31m.pdf', 'dua\nbaris')
    """
    return _UNSHOWN.sub(_written_out, text)


def in_a_line(name: str) -> str:
    r"""A file's name as a line of a list holds it: a line feed in it is written out too.

    >>> in_a_line("dua\nbaris.pdf")
    'dua\\x0abaris.pdf'
    """
    return shown(name).replace("\n", "\\x0a").replace("\t", "\\x09")


def _written_out(found: re.Match[str]) -> str:
    """A sign as its code; one that the system made of a byte it could not read as that byte."""
    code = ord(found.group())
    if 0xDC80 <= code <= 0xDCFF:
        code -= 0xDC00
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
