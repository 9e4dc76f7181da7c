"""Which columns of a table make up its rows: codes, names, indicators, places, offices, values, levels side by side.

Only the columns' meaning decides, never the table's title or kind: a column's konteks says which half of a two-sided
form it belongs to, its ``tingkat`` (else the levels that its heading names) what its names may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from normalize.baris import header_levels, is_code_by_form
from normalize.grid import Grid, letters
from normalize.kolom_nilai import ValueColumn, value_columns
from normalize.nomor_urut import counts_on, numbers_among_codes
from normalize.types import Column, Konteks, TingkatBaris
from normalize.ukuran import MEASURES, MONEY
from normalize.wording import squash, years_in

_WORKS = re.compile(r"\b(?:pekerjaan|paket|proyek)\b", re.I)
"""Headings of lists of works, which are finer than any kegiatan."""
_BOTH_FILLED = 0.05
"""Share of rows that may fill two neighbouring name columns which still are one name, printed at two indents."""
_SEVERAL_BESIDE = 2
"""Rows that an indicator of a higher level stands beside, at least and all in all."""
_MIXED = 0.1
"""Share of a sasaran column's texts that begin with "Program" from which the column holds a whole hierarchy: a true
column of sasaran has none of them, one that lists the programs below each sasaran has one for every few kegiatan."""
_YEARS_BELOW = re.compile(r"(?:tahun|thn|t\.?a)\.?(?:\s+anggaran)?", re.I)
"""Headings whose cells, where they are years, are the years of their rows; "Tahun pengadaan" says something else."""
_OFFICES = re.compile(
    r"dinas|badan|inspektorat|kantor|satuanpolisi|sekretariatd(?:aerah|prd|ewan)|kecamatan|rumahsakit"
)
"""With what the name of an office begins; squashed."""
_ROW_IS = frozenset({"nama", "indikator", "sasaran", "tujuan", "perangkat_daerah"})
"""What rows may be about, before the places where they are."""
_YEAR_CELL = re.compile(r"(?:tahun\s+)?(20[0-4][0-9])", re.I)
_MOSTLY_YEARS = 0.75
"""Share of such a column's texts that must be years: totals, averages and notes stand below them."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Column numbers by role, the left and right halves of a two-sided form apart."""

    kode: tuple[int, ...]
    nama: tuple[int, ...]
    nama_kanan: tuple[int, ...]
    indikator: tuple[int, ...]
    indikator_kanan: tuple[int, ...]
    nomor: tuple[int, ...]
    counted: frozenset[int]
    """Of these the columns that only count their rows ("1", "1.1", "1.1.1")."""
    listed: frozenset[int]
    """The rows of a lone code column that print the number of an item there, and no code."""
    sasaran: tuple[int, ...]
    tujuan: tuple[int, ...]
    lokasi: tuple[int, ...]
    sumber_dana: tuple[int, ...]
    penanggung_jawab: tuple[int, ...]
    perangkat_daerah: tuple[int, ...]
    values: tuple[ValueColumn, ...]
    levels: tuple[TingkatBaris, ...]
    """The levels that the name column may hold, empty where nothing says."""
    level_columns: tuple[tuple[int, tuple[TingkatBaris, ...]], ...]
    """Columns that hold levels of their own ("Program | Kegiatan / Sub Kegiatan"), empty where one holds all."""
    tahun: int | None
    """The column that gives each row its year ("Tahun" over 2013, 2014, ...), None in most tables."""

    def values_of(self, tahun: int | None, name: int | None = None) -> tuple[ValueColumn, ...]:
        """The value columns as they are in a row of a year: a year that a column's own header prints stays.

        ``name``: the column that names the row; what stands left of it behind a higher level's column ("Program |
        Indikator | Target | Kegiatan | ...") are that level's values, which only stand beside this row.
        """
        own = tuple(v for v in self.values if not self.is_above(v.column.indeks, name))
        if tahun is None:
            return own
        return tuple(v if years_in(v.column.judul) else replace(v, column=replace(v.column, tahun=tahun)) for v in own)

    @property
    def name_columns(self) -> tuple[int, ...]:
        """The columns that name rows: the name's, or those of levels side by side."""
        return (*self.nama, *(col for col, _ in self.level_columns))

    @property
    def goals(self) -> tuple[int, ...]:
        """The columns of tujuan and sasaran."""
        return (*self.tujuan, *self.sasaran)

    def is_above(self, value: int, name: int | None) -> bool:
        """True for a column of a level above that of the row which the column ``name`` names."""
        if name is None or value >= name:
            return False
        return any(col < value for col in (*self.tujuan, *self.sasaran, *(col for col, _ in self.level_columns)))

    @property
    def only_indicators(self) -> bool:
        """True where the table has indicators, but nothing that they could be the indicators of.

        An office behind its indicator answers for it ("Indikator | Target | SKPD", form T-B.45 of an RPJMD).
        """
        offices = [col for col in self.perangkat_daerah if self.indikator and col < self.indikator[0]]
        named = self.nama or self.level_columns or self.sasaran or self.tujuan or offices
        return bool(self.indikator) and not named


def find_roles(grid: Grid, columns: Sequence[Column]) -> Roles:
    """The table's columns by role."""
    right = _right_half(grid, columns)

    def of(peran: str, *, on_right: bool = False) -> tuple[int, ...]:
        return tuple(c.indeks for c in columns if c.peran == peran and (c.indeks in right) == on_right)

    names = [c for c in columns if c.peran == "nama" and c.indeks not in right and _names_rows(grid, c.indeks)]
    mixed = () if names else _mixed_column(grid, of("sasaran"))
    names = names or [c for c in columns if c.indeks in mixed]
    if _follow_goals(names, columns):
        names = []
    kode = tuple(sorted((*of("kode"), *(c for c in of("nomor") if _holds_codes(grid, c)))))
    nomor = tuple(c for c in of("nomor") if c not in kode)
    places, counted = of("lokasi"), False
    if not names and not any(c.peran in _ROW_IS for c in columns):
        # Kecamatan, kabupaten or UPTD that nothing else names are what the rows are about; without money they are
        # places where something is counted, no offices.
        names, places = [c for c in columns if c.indeks in places], ()
        counted = not any(c.peran in MONEY for c in columns)
    cascade = _cascade(grid, names)
    nama = () if cascade else _one_name(grid, names)
    levels = tuple(dict.fromkeys(level for c in names if c.indeks in nama for level in column_levels(grid, c)))
    if counted or (not levels and any(_WORKS.search(" ".join(grid.paths[c])) for c in nama)):
        levels = (TingkatBaris.LAINNYA,)
    if mixed:
        levels = (TingkatBaris.SASARAN, TingkatBaris.PROGRAM, TingkatBaris.KEGIATAN)
    return Roles(
        kode=kode,
        nama=nama,
        nama_kanan=of("nama", on_right=True),
        indikator=_own_first(grid, of("indikator"), nomor),
        indikator_kanan=of("indikator", on_right=True),
        nomor=nomor,
        counted=frozenset(c for c in nomor if counts_on(grid.column_texts(c))),
        listed=_listed(grid, kode),
        sasaran=() if mixed else of("sasaran"),
        tujuan=of("tujuan"),
        lokasi=places,
        sumber_dana=of("sumber_dana"),
        penanggung_jawab=of("penanggung_jawab"),
        perangkat_daerah=of("perangkat_daerah") or _answering_offices(grid, of("penanggung_jawab")),
        values=value_columns(grid, columns),
        levels=levels,
        level_columns=cascade,
        tahun=_year_column(grid, columns),
    )


def _own_first(grid: Grid, indicators: Sequence[int], nomor: Sequence[int]) -> tuple[int, ...]:
    """The columns of indicators; of two side by side, between which at most rows are numbered, the rows' own first.

    "Indikator Program | No | Indikator Kegiatan | Target": the left one's cells stand beside several rows of the right
    one, whose targets the values are. Where both are filled alike, the left one is the rows'.
    """
    own = list(indicators)
    for left, right in pairwise(indicators):
        beside = set(range(left + 1, right)) <= set(nomor)
        filled = [sum(letters(text) > 1 for text in grid.column_texts(col)) for col in (left, right)]
        if beside and _SEVERAL_BESIDE * filled[0] <= filled[1]:
            own.remove(left)
            own.append(left)
    return tuple(own)


def _follow_goals(names: Sequence[Column], columns: Sequence[Column]) -> bool:
    """True for names behind all values of a table of goals ("Sasaran | Indikator | Target | Kebijakan | Program").

    They are how the goals are to be reached; the values are the goals', and were lost with rows of programs.
    """
    values = [c.indeks for c in columns if c.peran in MEASURES]
    goals = [c.indeks for c in columns if c.peran in ("tujuan", "sasaran")]
    if not (names and values and goals):
        return False
    return min(goals) < min(values) and max(values) < min(c.indeks for c in names)


def _answering_offices(grid: Grid, columns: Sequence[int]) -> tuple[int, ...]:
    """The columns of who answers for a row that name one office each, and not the same in all.

    Plans of a whole region print so whose a program is; an office's own plan names its units and posts there.
    """
    found = []
    for col in columns:
        texts = [squash(text) for text in grid.column_texts(col) if text.strip(" -")]
        if len(set(texts)) > 1 and all(len(_OFFICES.findall(text)) == 1 and _OFFICES.match(text) for text in texts):
            found.append(col)
    return tuple(found)


def _names_rows(grid: Grid, col: int) -> bool:
    """True for a column with a text beside others: white beside a page's frame holds at most the page's foot."""
    return any(grid.text(row, col).strip() and len(grid.row_cells(row)) > 1 for row in range(grid.n_rows))


def _holds_codes(grid: Grid, col: int) -> bool:
    """True for a column "No" most of whose cells are codes by their form: what heads them is one too, "4.03."."""
    texts = [t for t in grid.column_texts(col) if t]
    return 2 * sum(map(is_code_by_form, texts)) > len(texts) and not counts_on(grid.column_texts(col))


def _listed(grid: Grid, coded: Sequence[int]) -> frozenset[int]:
    # Codes in parts, a column each, count too: "1 | 03 | 02".
    return (
        numbers_among_codes([grid.text(row, coded[0]) for row in range(grid.n_rows)])
        if len(coded) == 1
        else frozenset()
    )


def _year_column(grid: Grid, columns: Sequence[Column]) -> int | None:
    """The first column headed "Tahun" whose cells are years, several of them: rows of the print are years."""
    for c in columns:
        if c.peran in MEASURES or not _YEARS_BELOW.fullmatch(c.judul.strip()):
            continue
        texts = [t for t in grid.column_texts(c.indeks) if t.strip()]
        years = [t for t in texts if row_year(t) is not None]
        if len(set(years)) > 1 and len(years) > _MOSTLY_YEARS * len(texts):
            return c.indeks
    return None


def row_year(text: str) -> int | None:
    """The year that a cell of such a column prints, None for another text."""
    found = _YEAR_CELL.fullmatch(text.strip())
    return int(found[1]) if found else None


def column_levels(grid: Grid, column: Column) -> tuple[TingkatBaris, ...]:
    """The levels that a name column holds: its own ``tingkat``, else what the lowest heading that names one says."""
    if column.tingkat:
        return column.tingkat
    named = (header_levels(text) for text in reversed(grid.paths[column.indeks]))
    return next((levels for levels in named if levels), ())


def _right_half(grid: Grid, columns: Sequence[Column]) -> frozenset[int]:
    """The columns of a two-sided form's right half; empty where the table has no second half.

    Names without a konteks stand on the right of the last value of the left half; where no value has a konteks either,
    two name columns that name the same levels under separate headings are a left and a right one.
    """
    left = [c.indeks for c in columns if c.konteks is Konteks.RANCANGAN_AWAL]
    right = [c.indeks for c in columns if c.konteks is Konteks.HASIL_ANALISIS]
    if right:
        start = max([i for i in left if i < max(right)], default=min(right) - 1)
        return frozenset(c.indeks for c in columns if c.indeks in right or (c.konteks is None and c.indeks > start))
    named = [c for c in columns if c.peran == "nama" and column_levels(grid, c)]
    twins = [c for c in named[1:] if c.indeks > named[0].indeks + 1 and _twins(grid, named[0], c)]
    return frozenset(range(twins[0].indeks, grid.n_cols)) if twins else frozenset()


def _twins(grid: Grid, one: Column, two: Column) -> bool:
    apart = grid.header_groups[one.indeks] != grid.header_groups[two.indeks]
    return apart and column_levels(grid, one) == column_levels(grid, two)


def _mixed_column(grid: Grid, sasaran: Sequence[int]) -> tuple[int, ...]:
    """The sasaran column that lists programs and kegiatan below each sasaran, else nothing."""
    for col in sasaran:
        texts = [t.lower() for t in grid.column_texts(col) if t]
        programs = sum(t.startswith("program ") for t in texts)
        if programs >= 2 and programs > _MIXED * len(texts):
            return (col,)
    return ()


def _cascade(grid: Grid, names: Sequence[Column]) -> tuple[tuple[int, tuple[TingkatBaris, ...]], ...]:
    """Name columns that stand for levels of their own, where there are two or more of them under different headers."""
    found: list[tuple[int, tuple[TingkatBaris, ...]]] = []
    for column in names:
        levels = column_levels(grid, column)
        seen = {level for _, others in found for level in others}
        if levels and not seen & set(levels) and (not found or _is_below(levels, found[-1][1])):
            found.append((column.indeks, levels))
    apart = {grid.header_groups[col] for col, _ in found}
    return tuple(found) if len(found) == len(apart) > 1 else ()


def _is_below(levels: Sequence[TingkatBaris], above: Sequence[TingkatBaris]) -> bool:
    order = list(TingkatBaris)
    return order.index(levels[0]) > order.index(above[-1])


def _one_name(grid: Grid, names: Sequence[Column]) -> tuple[int, ...]:
    """The columns of one name: those under one header cell, or that are one column printed at two indents.

    Of several name columns the one whose heading names levels is the name, else the one with the most text; the others
    ("Jenis Kegiatan" behind the amounts) are no part of it.
    """
    groups: list[list[Column]] = []
    for column in names:
        if groups and _belong_together(grid, groups[-1][-1].indeks, column.indeks):
            groups[-1].append(column)
        else:
            groups.append([column])
    best = max(groups, key=lambda g: _name_weight(grid, g), default=[])
    return tuple(c.indeks for c in best)


def _belong_together(grid: Grid, one: int, two: int) -> bool:
    if grid.header_groups[one] == grid.header_groups[two]:
        return True
    if two != one + 1 or grid.paths[two]:
        return False
    both = sum(letters(grid.text(r, one)) > 1 and letters(grid.text(r, two)) > 1 for r in range(grid.n_rows))
    return both <= _BOTH_FILLED * grid.n_rows


def _name_weight(grid: Grid, group: Sequence[Column]) -> tuple[bool, int]:
    texts = (t for c in group for t in _texts(grid, c.indeks))
    return any(column_levels(grid, c) for c in group), sum(letters(t) for t in texts)


def _texts(grid: Grid, col: int) -> Iterator[str]:
    return (t for t in grid.column_texts(col) if t)
