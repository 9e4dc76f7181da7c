"""Where in a TOML file a key stands: ``tomllib`` tells it of syntax alone, and people look for it by line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

_HEAD = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_-]+)\s*\]")
_KEY = re.compile(r'\s*(?:"([^"]*)"|([A-Za-z0-9_-]+))\s*=')
_INLINE = re.compile(r"\s*\{")
Where = tuple[str, int]
"""A section and its number among those of its name, from 0; "" above all sections."""


class Lines:
    """The lines of a file's sections and keys."""

    def __init__(self, text: str) -> None:
        """``text``: the file's."""
        self._sections: dict[Where, int] = {("", 0): 1}
        self._keys: dict[tuple[Where, str], int] = {}
        for number, where, key in _walk(text):
            if key is None:
                self._sections.setdefault(where, number)
            else:
                self._keys.setdefault((where, key), number)

    def __bool__(self) -> bool:
        """False where there is no file."""
        return bool(self._keys)

    def of(self, where: Where, key: str | None = None) -> int:
        """The line of a key, of its section where the key is not found there."""
        found = None if key is None else self._keys.get((where, key))
        if found is None and key is not None and where == ("", 0):
            found = self._sections.get((key, 0))
        return found if found is not None else self._sections.get(where, 1)


def _walk(text: str) -> Iterator[tuple[int, Where, str | None]]:
    """(line, section, key) of each key, and of each section with no key.

    A table in one line of a list is a section too, of the key that the list belongs to.
    """
    where, seen, last = ("", 0), Counter[str](), ""
    for number, line in enumerate(text.splitlines(), 1):
        head = _HEAD.match(line)
        if head:
            where = (head[2], seen[head[2]])
            seen[head[2]] += 1
            yield number, where, None
        elif key := _KEY.match(line):
            last = key[1] if key[1] is not None else key[2]
            yield number, where, last
        elif _INLINE.match(line):
            yield number, (last, seen[last]), None
            seen[last] += 1
