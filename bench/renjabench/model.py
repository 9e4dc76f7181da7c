"""What a made document consists of: columns with their meaning, rows with their numbers, sheets, and their truth."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bench.renjabench.figures import Spelling

Means = tuple[str, str | None, int | None]
UNSCORED = frozenset({"selisih", "volume", "harga_satuan", "saldo"})
"""Measures that no truth file lists."""


@dataclass(frozen=True, slots=True)
class Col:
    """A column: its header from top to bottom, how its cells look, what its numbers mean."""

    key: str
    path: tuple[str, ...]
    kind: str = "text"  # no, code, text, unit, count; money, percent, plain
    ems: float = 9.0
    means: Means | None = None
    rumus: str = ""  # in the row of column numbers: keys of columns in braces


@dataclass(slots=True)
class Row:
    """A printed row; a text that is None goes on with the cell above."""

    level: str
    nama: str | None
    texts: dict[str, str | None] = field(default_factory=dict)
    numbers: dict[str, Decimal] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    kode: str | None = None
    kode_asli: str | None = None
    bold: bool = False
    indent: int = 0
    owner: Row | None = None
    wide: int = 0  # columns from the first that the name runs over


@dataclass(slots=True)
class Sheet:
    """A table as it is printed, and its label."""

    jenis: str
    cols: list[Col]
    rows: list[Row]
    judul: str = ""
    numbered: str = ""  # "", "1" or "(1)"
    above: tuple[str, ...] = ()

    @property
    def header(self) -> list[list[str]]:
        """Header rows; "<" goes on with the cell on the left, "^" with the one above."""
        return [[self._head(r, c) for c in range(len(self.cols))] for r in range(max(len(c.path) for c in self.cols))]

    def _head(self, r: int, c: int) -> str:
        path = self.cols[c].path
        if r >= len(path):
            return "^" if not (c and self._wide(r, c)) else "<"
        return "<" if c and self._wide(r, c) else path[r]

    def _wide(self, r: int, c: int) -> bool:
        mine, left = self.cols[c].path, self.cols[c - 1].path
        if r >= len(mine) or r >= len(left):
            return mine == left and r >= len(mine)
        return mine[: r + 1] == left[: r + 1]

    @property
    def numbers(self) -> list[str]:
        """The row of column numbers, empty where none is printed."""
        if not self.numbered:
            return []
        place = {c.key: str(n) for n, c in enumerate(self.cols, 1)}
        return [self._number(c, n, place) for n, c in enumerate(self.cols, 1)]

    def _number(self, col: Col, n: int, place: dict[str, str]) -> str:
        keys = re.findall(r"{(\w+)}", col.rumus)
        if col.rumus and all(k in place for k in keys):
            return f"{n}={col.rumus.format(**place)}"
        return f"({n})" if self.numbered == "(1)" else str(n)


def texts_of(sheet: Sheet, row: Row, spelling: Spelling) -> list[str | None]:
    """What a row prints in each column; a name that runs over several stands in the first."""
    made = [_cell(col, row, spelling) for col in sheet.cols]
    return [row.texts["nama"], *[""] * (row.wide - 1), *made[row.wide :]] if row.wide else made


def _cell(col: Col, row: Row, spelling: Spelling) -> str | None:
    if col.key in row.numbers:
        return spelling.spell(col.kind, row.numbers[col.key], row.units.get(col.key, ""))
    return row.texts.get(col.key, "")


def values_of(sheet: Sheet, row: Row, spelling: Spelling) -> list[dict[str, object]]:
    """The values of a row as the truth lists them."""
    made: list[dict[str, object]] = []
    for col in sheet.cols:
        if col.key not in row.numbers or col.means is None or col.means[0] in UNSCORED:
            continue
        value, unit = row.numbers[col.key], row.units.get(col.key, "")
        satuan = "rupiah" if col.kind == "money" else "persen" if col.kind == "percent" or unit == "%" else unit.lower()
        made.append(
            {
                "ukuran": col.means[0],
                "konteks": col.means[1],
                "tahun": col.means[2],
                "teks": spelling.spell(col.kind, value, unit),
                "nilai": str(value),
                "satuan": satuan or None,
            }
        )
    return made


def truth_of(sheet: Sheet, pages: Sequence[int], spelling: Spelling) -> dict[str, object]:
    """A sheet's entry in the truth file."""
    places = {id(row): i for i, row in enumerate(sheet.rows)}
    rows = []
    for i, row in enumerate(sheet.rows):
        entry: dict[str, object] = {"grid_row": i, "level": row.level, "kode_asli": row.kode_asli, "kode": row.kode}
        entry |= {"nama": row.nama, "indikator": None, "values": values_of(sheet, row, spelling)}
        rows.append(entry if row.owner is None else entry | {"lanjutan_dari": places[id(row.owner)]})
    return {
        "nomor": None,
        "judul": sheet.judul,
        "jenis_tabel": sheet.jenis,
        "pages": list(pages),
        "header": sheet.header,
        "n_cols": len(sheet.cols),
        "grid": [[t or "" for t in texts_of(sheet, row, spelling)] for row in sheet.rows],
        "rows": rows,
    }


@dataclass(slots=True)
class Context:
    """What a document is about, and the habits of whoever prints it."""

    rng: random.Random
    tahun: int
    jenis: str
    region: str
    kode_provinsi: str
    kode_kabkota: str
    tingkat: str
    office: str
    bidang: str
    spelling: Spelling
    numbered: str
    unit_column: bool
    years: str  # where years stand: "header", "caption" or "document"

    @property
    def old(self) -> bool:
        """True before the nomenclature of Permendagri 90/2019."""
        return self.tahun < 2020

    def pick(self, words: Sequence[str]) -> str:
        """One of several wordings, with or without the unit of money after it."""
        return self.rng.choice(words)

    def dated(self, words: str, year: int) -> str:
        """A header with its year, where this document prints years in headers."""
        if self.years != "header":
            return words
        return self.rng.choice((f"{words} Tahun {year}", f"{words} {year}", f"{words} TA {year}"))

    def caption(self, words: str, year: int | None = None) -> str:
        """A caption, with the year unless only the document names it."""
        if self.years == "document":
            return words
        return f"{words} Tahun {year or self.tahun}"


@dataclass(slots=True)
class Document:
    """Sheets in order under one cover or head."""

    context: Context
    title: tuple[str, ...]
    sheets: list[Sheet]
    tahap: str | None = None
    tahun_akhir: int | None = None
    whole_region: bool = False

    def meta(self) -> dict[str, object]:
        """The truth of the document itself."""
        ctx = self.context
        return {
            "jenis_dokumen": ctx.jenis,
            "tahap": self.tahap,
            "tahun": ctx.tahun,
            "tahun_akhir": self.tahun_akhir or ctx.tahun,
            "tingkat": ctx.tingkat,
            "kode_provinsi": ctx.kode_provinsi,
            "kode_kabkota": ctx.kode_kabkota or None,
            "perangkat_daerah": None if self.whole_region else ctx.office,
        }
