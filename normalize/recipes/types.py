"""A recipe: a layout of tables, what a person says of it, and a few rows that show it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from normalize.recipes.words import producer_key, word_key
from normalize.types import Konteks, TingkatBaris
from normalize.wording import squash

MARK = "resep:"
"""Beginning of what ``explain`` and the tables say where a recipe decided; its name follows."""


class HeadCell(NamedTuple):
    """A printed header cell: its text, its place from 0, and the rows and columns that it covers."""

    text: str
    row: int
    col: int
    rowspan: int
    colspan: int


_PLACE = re.compile(r"#\s*(\d{1,3})")
Path = tuple[tuple[str, int], ...]
"""The header over a column from top to bottom: each text as it is compared, and the columns that its cell covers."""


@dataclass(frozen=True)
class Layout:
    """A table's header as a graph: its cells over columns, the row of column numbers, and the file's producer.

    ``rows``: header rows, the row of column numbers left out. ``producer`` None: of any.
    """

    n_cols: int
    rows: int
    cells: tuple[HeadCell, ...]
    numbers: tuple[str, ...] = ()
    producer: str | None = None

    @cached_property
    def paths(self) -> tuple[Path, ...]:
        """The header over each column, a text that stands twice kept once."""
        return tuple(tuple(dict(self._over(col)).items()) for col in range(self.n_cols))

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The header over each column as printed, its texts joined by " > "."""
        found = (dict.fromkeys(" ".join(c.text.split()) for c in self._cells(col)) for col in range(self.n_cols))
        return tuple(" > ".join(texts) for texts in found)

    @cached_property
    def key(self) -> tuple[tuple[Path, ...], tuple[str, ...]]:
        """What two tables of one layout share; the producer is compared apart."""
        return self.paths, tuple("".join(text.split()) for text in self.numbers)

    @property
    def is_worded(self) -> bool:
        """True where the header says anything: a layout without words cannot be told from others."""
        return any(self.paths)

    def column(self, wanted: str, nth: int = 1) -> int:
        """The column that a text names: its whole header, else a part of it that no other column's header has.

        ``nth`` tells columns of one name apart, from the left. A column without header words is named by its place,
        ``#5``: spans, words and numbers of the whole header stand around it. ``LookupError`` where none or several
        answer to it.
        """
        place = _PLACE.fullmatch(wanted.strip())
        if place is not None and wanted not in self.titles:
            return self._wordless(int(place[1]))
        for answers in (self._called(wanted), self._containing(wanted)):
            if answers and len({squash(self.titles[col]) for col in answers}) > 1:
                raise LookupError(_ambiguous(wanted, [self.titles[col] for col in answers]))
            if len(answers) >= nth >= 1:
                return answers[nth - 1]
        there = ", ".join(dict.fromkeys(repr(self.name_of(col)[0]) for col in range(self.n_cols)))
        raise LookupError(f"tidak ada kolom {wanted!r}; yang ada: {there} / no such column")

    def name_of(self, col: int) -> tuple[str, int]:
        """(the name of a column, its number among those of that name)."""
        if not self.titles[col]:
            return f"#{col + 1}", 1
        same = self._called(self.titles[col])
        return self.titles[col], same.index(col) + 1

    def _wordless(self, nth: int) -> int:
        """The ``nth`` column from the left, which must be one without header words: words outlast a place."""
        if not 1 <= nth <= self.n_cols:
            raise LookupError(f"tidak ada kolom ke-{nth}; tata letak ini punya {self.n_cols} kolom / no such column")
        if title := self.titles[nth - 1]:
            raise LookupError(f"kolom ke-{nth} punya kata kepala; sebut dengan {title!r} / name it by its header words")
        return nth - 1

    def _cells(self, col: int) -> list[HeadCell]:
        return sorted((c for c in self.cells if c.col <= col < c.col + c.colspan), key=lambda c: c.row)

    def _over(self, col: int) -> Iterator[tuple[str, int]]:
        for cell in self._cells(col):
            if key := word_key(cell.text):
                yield key, cell.colspan

    def _called(self, wanted: str) -> list[int]:
        return [i for i, title in enumerate(self.titles) if squash(title) == squash(wanted)]

    def _containing(self, wanted: str) -> list[int]:
        key = squash(wanted)
        return [i for i, title in enumerate(self.titles) if key and key in squash(title)]


def _ambiguous(wanted: str, titles: Sequence[str]) -> str:
    named = ", ".join(map(repr, titles))
    return f"{len(titles)} kolom bernama {wanted!r} ({named}); sebut lebih lengkap / several columns, say more of it"


@dataclass(frozen=True, slots=True)
class Year:
    """A year as a recipe gives it: itself, as ``offset`` from the document's, or (both None) none at all."""

    absolute: int | None = None
    offset: int | None = None

    def of(self, document: int | None) -> int | None:
        """The year in a document of a year; None where there is none, or it cannot be told."""
        if self.offset is None:
            return self.absolute
        return None if document is None else document + self.offset

    def later(self, years: int) -> Year:
        """An absolute year moved by so many years; a relative one stays."""
        return self if self.absolute is None else Year(self.absolute + years)

    def is_told(self, document: int | None) -> bool:
        """True where it says something in a document of that year (None: unknown)."""
        return self.offset is None or document is not None


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """What is said of the column ``name`` (``nth`` of that name). ``said``: as in ``columns.given.Given``."""

    name: str
    nth: int = 1
    peran: str | None = None
    konteks: Konteks | None = None
    tahun: Year = Year()
    rincian: str | None = None
    skala: int | None = None
    tingkat: tuple[TingkatBaris, ...] = ()
    said: frozenset[str] = frozenset()

    @property
    def shown(self) -> str:
        """The column's name for people."""
        return self.name if self.nth == 1 else f"{self.name} #{self.nth}"


@dataclass(frozen=True, slots=True)
class RowRule:
    """Which rows are of a level: those for which all that is given holds."""

    tingkat: TingkatBaris
    bagian_kode: int | None = None
    """So many parts has the printed code (``1.06.02`` has three)."""
    tebal: bool | None = None
    huruf_besar: bool | None = None
    nomor: str | None = None
    """How the row is numbered: ``romawi``, ``huruf``, ``angka`` or ``tanpa``."""
    awalan: str | None = None
    """What the name, or the cell of the column ``kolom``, begins with."""
    kolom: str | None = None
    """The column that is filled in such rows."""
    masuk: int | None = None
    """So many steps is the name indented; 0 is the outermost indent of the table."""


@dataclass(frozen=True, slots=True)
class Example:
    """A printed row, cell by cell, and what it means: ``nilai`` as ``ukuran,konteks,tahun,rincian=number``."""

    sel: tuple[str, ...]
    nilai: tuple[str, ...] = ()
    tingkat: TingkatBaris | None = None
    tebal: bool = False


@dataclass(frozen=True)
class Recipe:
    """What a person says of a layout. ``sidik``: a digest of all that it says, given by who read or made it.

    ``kepala``: so many rows of the grid, from the top, are its header (None: as it was read).
    """

    nama: str
    layout: Layout
    keterangan: str = ""
    columns: tuple[ColumnRule, ...] = ()
    rows: tuple[RowRule, ...] = ()
    kepala: int | None = None
    skala: int | None = None
    bukan_tabel: bool = False
    contoh: tuple[Example, ...] = ()
    tahun_contoh: int | None = None
    sidik: str = ""

    @property
    def mark(self) -> str:
        """What is written where it decided."""
        return MARK + self.nama

    @cached_property
    def places(self) -> tuple[int, ...]:
        """For each of ``columns`` its column in the layout. ``LookupError`` where one is not there."""
        return tuple(self.layout.column(rule.name, rule.nth) for rule in self.columns)

    def fits_producer(self, producer: str | None) -> bool:
        """True for files of the layout's producer, where the layout names one."""
        return self.layout.producer is None or producer_key(self.layout.producer) == producer_key(producer)


@dataclass(frozen=True, slots=True)
class RecipeUse:
    """What became of a recipe on a table of a document; kept with the document.

    ``hilang``: columns of the recipe that the table lacks. ``sebelum``, ``sesudah``: relations that hold without and
    with it; ``ditolak``: it was left out, as fewer hold with it, or (``cacahan``) what it calls money only counts, or
    (``kembar``) it gives these two columns one meaning. A table that refuses one is read with the next that fits.
    ``kepala``, ``nomor``: the header rows and the row of column numbers as they had been read, where the recipe says
    otherwise.
    """

    tabel: int
    resep: str
    sidik: str
    utuh: bool
    hilang: tuple[str, ...] = ()
    sebelum: int = 0
    sesudah: int = 0
    ditolak: bool = False
    cacahan: bool = False
    kepala: int | None = None
    nomor: int | None = None
    kembar: tuple[str, ...] = ()
