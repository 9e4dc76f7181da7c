"""What an item of a plan stands under: the program and kegiatan that the rows above it name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from normalize.types import TingkatBaris
from records.matched import MatchedRow, MatchedTable

Place = tuple[str | None, str | None]
"""Program and kegiatan, each by its code, else its name."""
_PARTS = {TingkatBaris.PROGRAM: 3, TingkatBaris.KEGIATAN: 5}
"""How many numbers the codes of the levels have that something stands under."""
_CODE = re.compile(r"[0-9X]+(?:\.[0-9X]+)+")


def name_key(matched: MatchedRow) -> str:
    """What makes two rows one item: the official code, else the name without case and punctuation."""
    return matched.match.kode or letters_of(matched.row.nama)


@lru_cache(maxsize=1 << 12)
def letters_of(name: str) -> str:
    """A name without case and punctuation: coverage, authority and items ask for the same ones.

    >>> letters_of("Jalan & Jembatan (Baru)")
    'jalanjembatanbaru'
    """
    return re.sub(r"\W+", "", name).lower()


class Places:
    """Where the rows of a plan stand; an item is named alike wherever it is printed."""

    def __init__(self, tables: Mapping[int, MatchedTable]) -> None:
        """``tables``: those of the plan, by their index in the document."""
        self._tables = tables
        self._names: dict[tuple[TingkatBaris, str], str] = {}
        self._above: dict[tuple[int, int], Mapping[TingkatBaris, str]] = {}
        for table in tables.values():
            for row in table.rows:
                if row.level in _PARTS:
                    self._names.setdefault((row.level, name_key(row)), row.match.sure_kode or row.row.nama)

    def of(self, table: int, index: int) -> Place:
        """The program and kegiatan that the row is or stands under, by the rows of its table."""
        row, found = self._tables[table].rows[index], self._named(table, index)
        if not found:
            return None, None
        program, kegiatan = [_agreeing(found.get(level), row, parts) for level, parts in _PARTS.items()]
        return program, kegiatan

    def _named(self, table: int, index: int) -> Mapping[TingkatBaris, str]:
        """What the row and those above it are called that are something to stand under; remembered by row."""
        found = self._above.get((table, index))
        if found is None:
            row = self._tables[table].rows[index]
            found = {} if row.induk is None else self._named(table, row.induk)
            if row.level in _PARTS:
                found = {**found, row.level: self._names[row.level, name_key(row)]}
            self._above[table, index] = found
        return found


def _agreeing(above: str | None, row: MatchedRow, parts: int) -> str | None:
    """What a row stands under; None where its own code says another one, since the code knows."""
    kode = row.match.sure_kode
    if above is None or kode is None or not _CODE.fullmatch(above):
        return above
    return above if kode.split(".")[:parts] == above.split(".") else None


def only(names: set[str | None]) -> str | None:
    """The one name; None where there are several."""
    return next(iter(names)) if len(names) == 1 else None
