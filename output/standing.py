"""What an item of a plan stands under: the program and kegiatan that the rows above it name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from normalize.types import TingkatBaris
from records.matched import MatchedRow, MatchedTable

Place = tuple[str | None, str | None]
"""Program and kegiatan, each by its code, else its name."""
_PARTS = {TingkatBaris.PROGRAM: 3, TingkatBaris.KEGIATAN: 5}
"""How many numbers the codes of the levels have that something stands under."""


def name_key(matched: MatchedRow) -> str:
    """What makes two rows one item: the official code, else the name without case and punctuation."""
    return matched.match.kode or re.sub(r"\W+", "", matched.row.nama).lower()


class Places:
    """Where the rows of a plan stand; an item is named alike wherever it is printed."""

    def __init__(self, tables: Mapping[int, MatchedTable]) -> None:
        """``tables``: those of the plan, by their index in the document."""
        self._tables = tables
        self._names: dict[tuple[TingkatBaris, str], str] = {}
        for table in tables.values():
            for row in table.rows:
                if row.level in _PARTS:
                    self._names.setdefault((row.level, name_key(row)), row.match.sure_kode or row.row.nama)

    def of(self, table: int, index: int) -> Place:
        """The program and kegiatan that the row is or stands under, by the rows of its table."""
        row = self._tables[table].rows[index]
        found = {each.level: self._names[each.level, name_key(each)] for each in self._way(table, index)}
        program, kegiatan = (_agreeing(found.get(level), row, parts) for level, parts in _PARTS.items())
        return program, kegiatan

    def _way(self, table: int, index: int) -> Iterator[MatchedRow]:
        """The rows from the top down to this one that are something to stand under."""
        rows, way, at = self._tables[table].rows, list[MatchedRow](), index
        while True:
            if rows[at].level in _PARTS:
                way.append(rows[at])
            above = rows[at].induk
            if above is None:
                return reversed(way)
            at = above


def _agreeing(above: str | None, row: MatchedRow, parts: int) -> str | None:
    """What a row stands under; None where its own code says another one, since the code knows."""
    kode = row.match.sure_kode
    if above is None or kode is None or not re.fullmatch(r"[0-9X]+(?:\.[0-9X]+)+", above):
        return above
    return above if kode.split(".")[:parts] == above.split(".") else None


def only(names: set[str | None]) -> str | None:
    """The one name; None where there are several."""
    return next(iter(names)) if len(names) == 1 else None
