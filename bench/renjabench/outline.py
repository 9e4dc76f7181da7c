"""Rows of programs with their kegiatan: codes and names as offices print them, sums that hold, indicator lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bench.renjabench.model import Col, Context, Row
from bench.renjabench.names import UNITS, Item, former, indicator, official

CODES = ("one", "one", "parts", "spaced", "none", "numbers", "numbers+one", "tail", "inline")
"""How codes are printed: in one cell, one part a column, spaced out, not at all, running numbers, with the name;
"inline": running numbers in the cell of the name."""
_NAMES = {
    "program": ("Program", "PROGRAM", "Nama Program", "Uraian Program", "Program Prioritas"),
    "kegiatan": ("Program/Kegiatan", "PROGRAM / KEGIATAN", "Program dan Kegiatan", "Uraian Program/Kegiatan"),
    "sub_kegiatan": (
        "Program/Kegiatan/Sub Kegiatan",
        "PROGRAM, KEGIATAN DAN SUB KEGIATAN",
        "Urusan/ Bidang Urusan Pemerintahan Daerah dan Program/ Kegiatan/ Sub Kegiatan",
        "Nomenklatur Program/ Kegiatan/ Subkegiatan",
        "Nama Program / Kegiatan / Sub Kegiatan",
        "Uraian",
        "Program / Keg / Sub Keg",
    ),
}
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_TOTALS = ("JUMLAH", "Jumlah", "TOTAL", "Total Anggaran", "JUMLAH TOTAL", "Jumlah Keseluruhan")
Leaf = Callable[[], dict[str, Decimal]]
Dress = Callable[[Row, Item | None], list[Row]]


def levels_of(ctx: Context) -> list[str]:
    """The levels that a document prints."""
    deep = [["program"], ["program", "kegiatan"], ["program", "kegiatan"], ["program", "kegiatan", "sub_kegiatan"]]
    return ctx.rng.choice(deep[:3]) if ctx.old else ctx.rng.choice([*deep, deep[3], deep[3]])


def items_of(ctx: Context, levels: list[str], bidang: str = "") -> list[Item]:
    """The programs of a document's office, or of another bidang."""
    return former(ctx.rng, levels) if ctx.old else official(ctx.rng, bidang or ctx.bidang, levels, ctx.tingkat)


@dataclass(slots=True)
class Outline:
    """How one sheet prints codes and names."""

    ctx: Context
    levels: list[str]
    mode: str = ""
    bold: bool = False
    indent: bool = False
    prefix: bool = False
    merged: bool = False
    total: str = ""
    wide: bool = False
    subtotals: bool = False
    words: str = ""
    _counts: list[int] = field(default_factory=lambda: [0] * 4)

    def __post_init__(self) -> None:
        """Draws the habits."""
        g, single = self.ctx.rng, len(self.levels) == 1
        self.mode = self.mode or g.choice([m for m in CODES if not (single and m in ("parts", "tail"))])
        self.bold, self.indent = g.random() < 0.7 and not single, g.random() < 0.25
        self.prefix = self.ctx.old and not single and self.mode == "none"
        self.merged = g.random() < 0.5
        self.total = g.choice(("bottom", "bottom", "top", ""))
        self.wide, self.subtotals = g.random() < 0.4, g.random() < 0.12 and not single
        names = _NAMES[self.levels[-1]]
        coded = self.mode not in ("none", "numbers", "inline")
        self.words = g.choice([n for n in names if coded or n != "Uraian"])

    @property
    def width(self) -> int:
        """How many columns of code parts there are."""
        return {"program": 3, "kegiatan": 4, "sub_kegiatan": 5}[self.levels[-1]]

    @property
    def across(self) -> int:
        """How many columns a total runs over: those of codes and of names."""
        before = {"parts": self.width, "numbers+one": 2, "none": 0, "tail": 0, "inline": 0}
        return before.get(self.mode, 1) + 1

    @property
    def cols(self) -> list[Col]:
        """The columns of codes and names."""
        g = self.ctx.rng
        made = []
        if self.mode.startswith("numbers"):
            made.append(Col("no", (g.choice(("No", "No.", "NO", "Nomor")),), "no", 2.5))
        if self.mode in ("one", "spaced", "numbers+one"):
            made.append(
                Col("kode", (g.choice(("Kode", "KODE", "Kode Rekening", "Nomor Kode", "Kode Program")),), "code")
            )
        if self.mode == "parts":
            head = (g.choice(("Kode", "KODE REKENING", "Kode")),)
            made += [Col(f"k{n}", head, "code", 2.0) for n in range(self.width)]
        return [*made, Col("nama", (self.words,), "text", 18.0)]

    def label(self, row: Row, item: Item, depth: int) -> None:
        """Prints code, number and name of an item."""
        self._counts[depth] += 1
        self._counts[depth + 1 :] = [0] * (3 - depth)
        k = self._counts[depth]
        word = {"kegiatan": "Kegiatan ", "sub_kegiatan": "Sub Kegiatan "}.get(item.level, "") if self.prefix else ""
        row.nama = row.texts["nama"] = f"{word}{item.nama}"
        row.bold, row.indent, row.kode = self.bold and item.level != self.levels[-1], depth * self.indent, item.kode
        if self.mode.startswith("numbers"):
            flat = str(sum(self._counts[:1])) if len(self.levels) == 1 else ""
            row.texts["no"] = flat or (_ROMAN[(k - 1) % 12], str(k), "abcdefghijklmnop"[(k - 1) % 16])[depth]
        if self.mode == "inline":
            sign = (f"{_ROMAN[(k - 1) % 12]}.", f"{k}.", f"{'abcdefghijklmnop'[(k - 1) % 16]}.")[depth]
            row.texts["nama"] = f"{sign} {row.texts['nama']}"
        self._code(row, list(item.parts))

    def _code(self, row: Row, parts: list[str]) -> None:
        if not self.ctx.old and self.ctx.tahun < 2024 and len(parts) == 5:
            parts[4] = parts[4][-2:]
        if self.mode in ("one", "spaced", "numbers+one"):
            row.kode_asli = row.texts["kode"] = (" . " if self.mode == "spaced" else ".").join(parts)
        elif self.mode == "parts":
            row.kode_asli = ".".join(parts)
            row.texts |= {f"k{n}": p for n, p in enumerate(parts)}
        elif self.mode == "tail":
            row.kode_asli = ".".join(parts)
            row.texts["nama"] = f"{row.kode_asli} {row.texts['nama']}"


def sums(item: Item, leaf: Leaf, kept: dict[int, dict[str, Decimal]]) -> dict[str, Decimal]:
    """The amounts of an item: its leaves' own, added up."""
    if not item.children:
        kept[id(item)] = leaf()
    else:
        parts = [sums(child, leaf, kept) for child in item.children]
        kept[id(item)] = {k: sum((p[k] for p in parts), Decimal(0)) for k in parts[0]}
    return kept[id(item)]


def outline_rows(
    outline: Outline, items: Sequence[Item], leaf: Leaf, dress: Dress, total: str | None = None
) -> list[Row]:
    """All rows of a sheet: items in order with their further lines, and the total where the outline has one."""
    kept: dict[int, dict[str, Decimal]] = {}
    tops = [sums(item, leaf, kept) for item in items]
    rows: list[Row] = []
    for item in items:
        for x, depth in item.walk():
            row = Row(x.level, x.nama, numbers=dict(kept[id(x)]))
            outline.label(row, x, depth)
            rows += [row, *dress(row, x)]
        if outline.subtotals and tops[0] and item.children:
            rows.append(_subtotal(item, kept[id(item)], dress))
    place = outline.total if total is None else total
    if place and tops[0]:
        words = outline.ctx.pick(_TOTALS)
        whole = {k: sum((t[k] for t in tops), Decimal(0)) for k in tops[0]}
        last = Row("jumlah", words, {"nama": words}, whole, bold=True)
        last.wide = outline.across if outline.wide else 0
        dress(last, None)
        rows = [last, *rows] if place == "top" else [*rows, last]
    return rows


def _subtotal(item: Item, amounts: dict[str, Decimal], dress: Dress) -> Row:
    """What a program comes to, printed once more below it."""
    words = f"Jumlah {item.nama}"
    row = Row("jumlah", words, {"nama": words}, dict(amounts), bold=True)
    dress(row, None)
    return row


def further(outline: Outline, owner: Row, keys: Sequence[str]) -> Row:
    """A further indicator line of an item, whose other cells are merged with the first line's or empty."""
    texts: dict[str, str | None] = {}
    if outline.merged:
        texts = {k: None for k in [*owner.texts, *owner.numbers] if k not in keys}
    return Row(owner.level, owner.nama, texts, kode=owner.kode, owner=owner, bold=owner.bold)


def measure(ctx: Context, row: Row, target: str = "target", ind: str = "ind", unit: str = "") -> str:
    """Gives a row an indicator with its target; the unit stands in the cell or in a column of its own."""
    g = ctx.rng
    unit = unit or g.choice(UNITS)
    value = quantity(ctx, unit)
    row.texts[ind] = indicator(g, unit)
    put(ctx, row, target, value, unit)
    return unit


def put(ctx: Context, row: Row, key: str, value: Decimal, unit: str) -> None:
    """A quantity in its column, its unit where this document prints units."""
    row.numbers[key] = value
    if ctx.unit_column:
        row.texts["unit"] = "Persen" if unit == "%" else unit
    else:
        row.units[key] = unit


def quantity(ctx: Context, unit: str) -> Decimal:
    """How much of a unit is aimed at."""
    g = ctx.rng
    if unit == "%":
        return (
            Decimal(g.choice((100, 100, 85, 90, g.randint(30, 99))))
            if g.random() < 0.6
            else Decimal(g.randint(3000, 9999)) / 100
        )
    if unit == "Indeks":
        return Decimal(g.randint(6000, 9500)) / 100
    return (
        Decimal(12) if unit == "Bulan" else Decimal(g.choice((g.randint(1, 40), g.randint(1, 40), g.randint(50, 4000))))
    )
