"""Grids of forms written as text: header rows, what each column means, and how its cells are made up.

A form is a block of lines (``formulir/*.txt``)::

    == name
    dok lainnya 2025                     kind and year(s) of the document; without years it names none
    judul Tabel 4.1 Plafon ...           the caption; left out where none is printed
    gaya koma                            commas group digits; "rp" prints Rp, "strip" "Rp. 1.000,-", "sen" ",00"
    h Kode | Uraian | Pagu | <           header rows; "<" goes on with the cell on its left, "^" with the one above
    h ^    | ^      | 2024 | 2025
    # 1 | 2 | 3 | 4                      the row of column numbers; "#" alone counts by itself
    ~ rek  | akun   | rp   | <3          recipes of the cells, see ``_RECIPES`` and ``_computed``
    > kode | nama   | pagu,-,2024 | pagu,-,2025
    jenis lainnya                        where the contract says it
    gagal 3 4: reason                    columns (from 1) or "jenis" that are known to be read wrongly
    urut reason                          what a column means hangs on its place among the others

Expected: a role of words (``kode``), a measure as ``ukuran,konteks,tahun[,rincian]`` with ``-`` for null, ``*`` for no
measure at all, ``ragu`` for none that is certain, ``?`` (for a column or a part) where the contract is silent. All
names and amounts are invented.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from extract.types import Box, Cell, Table
from normalize.columns.reader import read_columns
from normalize.forms.registry import table_form
from normalize.forms.shape import Shape
from normalize.grid import Grid
from normalize.types import Column, DocumentMeta, JenisDokumen, JenisTabel, Ukuran
from normalize.ukuran import SURE_COLUMN

MEASURES = frozenset(str(u) for u in Ukuran)
_FOLDER = Path(__file__).parent / "formulir"
_ROWS = 9


@dataclass(frozen=True)
class Form:
    """A made-up grid and what its columns mean."""

    name: str
    header: tuple[tuple[str, ...], ...]
    body: tuple[tuple[str, ...], ...]
    expected: tuple[str, ...]
    meta: DocumentMeta
    judul: str = ""
    numbers: tuple[str, ...] = ()
    jenis: str | None = None
    failing: dict[str, str] = field(default_factory=dict)
    recipes: tuple[str, ...] = ()
    ordered: str | None = None

    @property
    def table(self) -> Table:
        """The form as extraction hands it on."""
        return make_table(self.header, self.body, self.judul, self.numbers)

    def permuted(self, order: Sequence[int]) -> Form:
        """The form with its columns in another order; cells of the header must not be torn apart by it."""

        def moved(row: Sequence[str]) -> tuple[str, ...]:
            return tuple(row[i] for i in order)

        return replace(
            self,
            header=tuple(moved(row) for row in self.header),
            body=tuple(moved(row) for row in self.body),
            expected=moved(self.expected),
            numbers=(),
            recipes=moved(self.recipes),
        )

    @property
    def groups(self) -> list[list[int]]:
        """Columns that stand under one header cell, directly or over others, kept together."""
        groups: list[list[int]] = []
        for i in range(len(self.expected)):
            if groups and any(row[i] == "<" for row in self.header):
                groups[-1].append(i)
            else:
                groups.append([i])
        return groups


def make_table(
    header: Sequence[Sequence[str]], body: Sequence[Sequence[str]], judul: str = "", numbers: Sequence[str] = ()
) -> Table:
    """A table of header rows with spans (``<``, ``^``), an optional row of column numbers, and body rows."""
    cells = [
        _header_cell(header, r, c) for r, row in enumerate(header) for c, t in enumerate(row) if t not in ("<", "^")
    ]
    head = len(header) + bool(numbers)
    cells += [_cell(len(header), c, text, head) for c, text in enumerate(numbers)]
    cells += [_cell(head + r, c, text, head) for r, row in enumerate(body) for c, text in enumerate(row)]
    number_row = len(header) if numbers else None
    width = len(header[0])
    return Table((1,), None, judul or None, head + len(body), width, head, tuple(cells), "uji", 1.0, number_row)


def _cell(row: int, col: int, text: str, head: int) -> Cell:
    box = Box(col * 60.0, row * 12.0, col * 60.0 + 60.0, row * 12.0 + 12.0)
    return Cell(row, col, 1, 1, text, 1, box, is_header=row < head)


def _header_cell(header: Sequence[Sequence[str]], row: int, col: int) -> Cell:
    width = 1
    while col + width < len(header[row]) and header[row][col + width] == "<":
        width += 1
    height = 1
    while row + height < len(header) and header[row + height][col] == "^":
        height += 1
    return replace(_cell(row, col, header[row][col], len(header)), rowspan=height, colspan=width)


def read(form: Form) -> tuple[tuple[Column, ...], JenisTabel]:
    """The columns and the label that the reader gives a form."""
    grid = Grid(form.table)
    done = read_columns(grid, form.meta)
    return done.columns, table_form(Shape(grid, done.columns, done.layout, form.meta.jenis))


def meaning(column: Column) -> str:
    """A column as a form's ``>`` line writes it."""
    if column.peran not in MEASURES:
        return str(column.peran)
    konteks = str(column.konteks) if column.konteks else "-"
    parts = [str(column.peran), konteks, str(column.tahun or "-")]
    return ",".join(parts + ([column.rincian] if column.rincian else []))


def agrees(expected: str, column: Column) -> bool:
    """True where a column means what the form says."""
    if expected == "?":
        return True
    if expected == "*":
        return column.peran not in MEASURES
    if expected == "ragu":
        return column.peran not in MEASURES or column.keyakinan < SURE_COLUMN
    want, got = expected.split(","), meaning(column).split(",")
    return len(want) == len(got) and all(w in ("?", g) for w, g in zip(want, got, strict=True))


# Bodies: cells are made up by recipe, so that what a form adds up really adds up.

_NAMES = (
    "PROGRAM PENGELOLAAN TERUMBU", "Kegiatan Pemeliharaan Pasar Ikan", "Penyusunan Peta Rawan Longsor",
    "Penyediaan Alat Tenun bagi Perajin", "PROGRAM PENINGKATAN LITERASI", "Kegiatan Pembinaan Sanggar Tari",
    "Penyelenggaraan Lomba Perahu Daerah", "Pembangunan Jembatan Gantung", "Penyediaan Bibit Kakao",
)  # fmt: skip
_ACCOUNTS = (
    "BELANJA DAERAH", "Belanja Operasi", "Belanja Pegawai", "Belanja Barang dan Jasa", "Belanja Bahan Cetak",
    "Belanja Modal", "Belanja Modal Peralatan dan Mesin", "Belanja Hibah", "Belanja Perjalanan Dinas Biasa",
)  # fmt: skip
_INDICATORS = (
    "Persentase nelayan yang dibina", "Jumlah peta rawan longsor yang disusun", "Indeks literasi masyarakat",
    "Jumlah jembatan gantung yang dibangun", "Persentase perajin yang naik kelas", "Jumlah sanggar tari aktif",
    "Cakupan rumah yang berair bersih", "Jumlah bibit kakao yang disalurkan", "Nilai evaluasi kinerja",
)  # fmt: skip
_OFFICES = (
    "Dinas Kelautan", "Dinas Pendidikan", "Badan Keuangan Daerah", "Kecamatan Muara Biru", "Sekretariat Dewan",
    "Dinas Kebudayaan", "Inspektorat Daerah", "Dinas Perhubungan", "Satuan Polisi Pamong Praja",
)  # fmt: skip
_PLACES = ("Kec. Muara Biru", "Desa Karang Jati", "Kel. Suka Damai", "Kabupaten Tirta Asri")
_SOURCES = ("DAU", "PAD", "DAK Fisik", "APBD")
_UNITS = ("Persen", "Dokumen", "Indeks", "Unit", "Orang", "Sanggar", "Paket", "Kali", "Nilai")
_SENTENCES = (
    "Meningkatnya kualitas hidup warga pesisir", "Terwujudnya tata kelola yang bersih dan terbuka",
    "Menguatnya daya saing hasil kebun rakyat",
)  # fmt: skip
_NOTES = ("Selesai", "", "Dalam proses", "", "Tercapai", "")

Recipe = Callable[[random.Random, int], str | float]
_RECIPES: dict[str, Recipe] = {
    "no": lambda _, r: str(r + 1),
    "romawi": lambda _, r: ("I", "1", "2", "3", "II", "1", "2", "3", "4")[r % 9],
    "kode": lambda _, r: ("2.05.03", "2.05.03.2.01", "2.05.03.2.01.0004", "2.05.03.2.01.0007")[r % 4],
    "rek": lambda _, r: ("5", "5.1", "5.1.01", "5.1.02", "5.1.02.01.01.0026", "5.2", "5.2.02", "5.1.05", "5.1.02.04")[
        r
    ],
    "akhiran": lambda _, r: f"{r % 4 + 1:02d}",
    "nama": lambda _, r: _NAMES[r],
    "akun": lambda _, r: _ACCOUNTS[r],
    "opd": lambda _, r: _OFFICES[r],
    "ind": lambda _, r: _INDICATORS[r],
    "sat": lambda _, r: _UNITS[r],
    "satsama": lambda _, r: ("Orang", "Paket", "Lembar")[r % 3],
    "kalimat": lambda _, r: _SENTENCES[r // 3],
    "lok": lambda _, r: _PLACES[r % 4],
    "sumber": lambda _, r: _SOURCES[r % 4],
    "ket": lambda _, r: _NOTES[r % 6],
    "pj": lambda _, r: ("Bidang Pesisir", "Sekretariat", "Bidang Pasar")[r % 3],
    "kosong": lambda _r, _i: "",
    "prog": lambda _, r: f"PROGRAM {_NAMES[r // 3 * 3].removeprefix('PROGRAM ').upper()}" if r % 3 == 0 else "",
    "keg": lambda _, r: _NAMES[r // 3 * 3 + 1] if r % 3 == 0 else "",
    "subkeg": lambda _, r: _NAMES[8 - r],
    "cek": lambda _, r: ("√", "", "√")[r % 3],
    "bulan": lambda _, r: ("Januari", "Maret", "April", "Juni")[r % 4],
    "tahun": lambda _r, _i: "2025",
    "deret": lambda _, r: str(2031 + r),
    "rumus": lambda _, r: "Jumlah yang dibina dibagi jumlah seluruhnya dikali seratus",
    "tgt": lambda g, r: f"{g.randint(2, 95)} {_UNITS[r]}",
    "jml": lambda g, _: str(g.randint(2, 95)),
    "pct": lambda g, _: f"{g.uniform(40, 99):.2f}".replace(".", ","),
    "pct%": lambda g, _: f"{g.uniform(40, 99):.2f} %".replace(".", ","),
    "rp": lambda g, _: float(g.randint(20_000, 900_000) * 1_000),
    "jt": lambda g, _: float(g.randint(20_000, 900_000)) / 100,
    "harga": lambda g, _: float(g.randint(3, 80) * 2_500),
    "vol": lambda g, _: float(g.randint(2, 40)),
}
_TERM = re.compile(r"([+-]?)(\d+)")


def _computed(recipe: str, rows: list[list[str | float]], r: int, g: random.Random) -> float | None:
    """A cell that follows from others of its row: ``=5-4``, ``=5*6``, ``%4/3``, ``<3`` (a part of), ``bobot3``."""

    def at(col: str) -> float:
        value = rows[r][int(col) - 1]
        return value if isinstance(value, float) else float(value.split()[0].replace(",", "."))

    if recipe.startswith("=") and "*" in recipe:
        left, right = recipe[1:].split("*")
        return at(left) * at(right)
    if recipe.startswith("="):
        return sum((-1 if sign == "-" else 1) * at(col) for sign, col in _TERM.findall(recipe[1:]))
    if recipe.startswith("%"):
        part, whole = recipe[1:].split("/")
        return at(part) / at(whole) * 100
    if recipe.startswith("bobot"):
        column = int(recipe[5:]) - 1
        return at(recipe[5:]) / sum(float(row[column]) for row in rows) * 100
    if recipe.startswith("<"):
        share = g.randint(700, 990) / 1000
        return float(round(at(recipe[1:]) * share)) if at(recipe[1:]) > 1e5 else at(recipe[1:]) * share
    return None


def _body(recipes: Sequence[str], gaya: str, seed: str) -> tuple[tuple[str, ...], ...]:
    g = random.Random(seed)
    rows: list[list[str | float]] = [[""] * len(recipes) for _ in range(_ROWS)]
    for c in _in_order(recipes):
        for r in range(_ROWS):
            made = _RECIPES[recipes[c]](g, r) if recipes[c] in _RECIPES else None
            rows[r][c] = made if made is not None else _must(_computed(recipes[c], rows, r, g), recipes[c])
    share = [re.match(r"%|bobot", recipe) is not None for recipe in recipes]
    million = ["jt" in recipe for recipe in recipes]
    return tuple(
        tuple(_printed(x, gaya, share[c], million[c] or "juta" in gaya) for c, x in enumerate(row)) for row in rows
    )


def _in_order(recipes: Sequence[str]) -> list[int]:
    """The columns so that each comes behind those that it is computed from; a total may be printed before its parts."""
    order: list[int] = []
    while len(order) < len(recipes):
        ready = [
            c
            for c, recipe in enumerate(recipes)
            if c not in order and (recipe in _RECIPES or all(int(n) - 1 in order for n in re.findall(r"\d+", recipe)))
        ]
        if not ready:
            raise ValueError(f"columns computed from each other: {recipes}")
        order += ready
    return order


def _must(value: float | None, recipe: str) -> float:
    if value is None:
        raise ValueError(f"no such recipe: {recipe}")
    return value


def _printed(value: str | float, gaya: str, share: bool, million: bool) -> str:
    if isinstance(value, str):
        return value
    if share or (million and abs(value) < 1e5) or value != int(value):
        text = f"{value:,.2f}"
    else:
        text = f"{abs(value):,.0f}" + (".00" if "sen" in gaya and abs(value) > 999 else "")
        text = f"({text})" if value < 0 else text
    if "koma" not in gaya:
        text = text.translate(str.maketrans(",.", ".,"))
    if "strip" in gaya and abs(value) > 999 and not share:
        return f"Rp. {text},-"
    return f"Rp {text}" if "rp" in gaya and abs(value) > 999 and not share else text


# The catalogue's text.


@cache
def catalogue() -> tuple[Form, ...]:
    """All forms of ``formulir/*.txt``."""
    blocks = [b for path in sorted(_FOLDER.glob("*.txt")) for b in re.split(r"(?m)^== ", path.read_text())[1:]]
    return tuple(form_of(block) for block in blocks)


def _cut(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|"))


def form_of(block: str) -> Form:
    """The form that a block of lines writes, its name first."""
    name, *lines = block.strip().splitlines()
    found: dict[str, list[str]] = {}
    for line in lines:
        key, _, rest = line.strip().partition(" ")
        if key:
            found.setdefault(key, []).append(rest)
    header = tuple(_cut(text) for text in found["h"])
    expected, recipes = _cut(found[">"][0]), _cut(found["~"][0])
    wrong = [row for row in (*header, expected, recipes) if len(row) != len(header[0])]
    if wrong:
        raise ValueError(f"{name}: {len(header[0])} columns, but {wrong[0]}")
    return Form(
        name,
        header,
        _body(recipes, found.get("gaya", [""])[0], name),
        expected,
        make_meta(found["dok"][0]),
        judul=found.get("judul", [""])[0],
        numbers=_numbers(found.get("#"), len(header[0])),
        jenis=found.get("jenis", [None])[0],
        failing=_failing(found.get("gagal", ())),
        ordered=found.get("urut", [None])[0],
        recipes=recipes,
    )


def _numbers(lines: Sequence[str] | None, width: int) -> tuple[str, ...]:
    if lines is None:
        return ()
    return _cut(lines[0]) if lines[0] else tuple(map(str, range(1, width + 1)))


def _failing(lines: Sequence[str]) -> dict[str, str]:
    pairs = [line.split(":", 1) for line in lines]
    return {column: why.strip() for columns, why in pairs for column in columns.split()}


def make_meta(text: str) -> DocumentMeta:
    """``renja 2025``, ``renstra 2025-2029``, ``lainnya``."""
    kind, *years = text.split()
    first, last = (*map(int, years[0].split("-")), None)[:2] if years else (None, None)
    return DocumentMeta(JenisDokumen(kind), None, first, last or first, (), "Dinas Kelautan")
