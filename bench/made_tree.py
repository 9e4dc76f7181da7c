"""The rows of made-up documents: programs with their kegiatan, accounts, offices, goals with their indicators."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path

from tests.normalize.columns.grids import _RECIPES, Form

_DATA = Path(__file__).resolve().parent.parent / "nomenclature" / "data"
_BIDANG = ("2", "11")
_DOINGS = ("Penyediaan", "Penataan", "Pemeliharaan", "Pembinaan", "Pengadaan", "Pendampingan", "Penguatan")
_THINGS = (
    "Peta Terumbu",
    "Pasar Ikan",
    "Alat Tenun",
    "Sanggar Tari",
    "Jembatan Gantung",
    "Bibit Kakao",
    "Balai Nelayan",
    "Perahu Latih",
)
_PLACES = ("Pesisir", "Kecamatan", "bagi Perajin", "Sekolah", "Wilayah Pulau Kecil", "Berbasis Kelompok", "Daerah")
_STATES = ("yang dibina", "yang tersedia", "yang dilayani", "sesuai standar")
_GOALS = ("Meningkatnya", "Terwujudnya", "Menguatnya", "Terkendalinya", "Membaiknya", "Tersedianya")
_ENDS = (
    "kualitas hidup warga pesisir",
    "tata kelola yang bersih dan terbuka",
    "daya saing hasil kebun rakyat",
    "layanan dasar yang merata",
)
_OFFICES = (
    *(
        "Dinas Lingkungan Hidup",
        "Dinas Pendidikan",
        "Badan Keuangan Daerah",
        "Kecamatan Muara Biru",
        "Sekretariat Daerah",
    ),
    *("Dinas Kebudayaan", "Inspektorat Daerah", "Dinas Perhubungan", "Satuan Polisi Pamong Praja", "Dinas Sosial"),
    *("Kecamatan Sungai Emas", "Kecamatan Batu Apung", "Dinas Perpustakaan", "Dinas Kesehatan", "Dinas Pariwisata"),
)
_ACCOUNTS = (
    ("5", "BELANJA DAERAH"),
    ("5.1", "BELANJA OPERASI"),
    ("5.1.01", "Belanja Pegawai"),
    ("5.1.01.01", "Belanja Gaji dan Tunjangan ASN"),
    ("5.1.01.02", "Belanja Tambahan Penghasilan ASN"),
    ("5.1.02", "Belanja Barang dan Jasa"),
    ("5.1.02.01", "Belanja Barang"),
    ("5.1.02.02", "Belanja Jasa"),
    ("5.1.02.03", "Belanja Pemeliharaan"),
    ("5.1.02.04", "Belanja Perjalanan Dinas"),
    ("5.1.05", "Belanja Hibah"),
    ("5.1.05.05", "Belanja Hibah kepada Badan dan Lembaga"),
    ("5.2", "BELANJA MODAL"),
    ("5.2.02", "Belanja Modal Peralatan dan Mesin"),
    ("5.2.02.05", "Belanja Modal Alat Kantor"),
    ("5.2.02.10", "Belanja Modal Komputer"),
    ("5.2.03", "Belanja Modal Gedung dan Bangunan"),
    ("5.2.03.01", "Belanja Modal Bangunan Gedung"),
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_BESIDE = {"prog": "program", "keg": "kegiatan", "subkeg": "sub_kegiatan"}


@dataclass(slots=True)
class Item:
    """A row's subject, its numbers by column, and what stands below it."""

    level: str
    nama: str
    depth: int = 0
    parts: tuple[str, ...] = ()
    kode: str | None = None
    number: str = ""
    lines: int = 1
    named: bool = True
    summing: bool = False
    bold: bool = False
    group: str = ""
    beside: tuple[str, str] = ("", "")
    salt: int = 0
    numbers: dict[int, Decimal | None] = field(default_factory=dict)
    children: list[Item] = field(default_factory=list)

    def subject(self, k: int) -> str:
        """What an indicator of the item is about."""
        n = self.salt * 5 + k
        return f"{_THINGS[n % 8].lower()} {_STATES[n // 3 % 4]}"

    def code(self, form: Form) -> str | None:
        """The printed code, None where none is printed."""
        cells = [
            self.text(r, c, form)
            for c, r in enumerate(form.recipes)
            if r in ("kode", "rek", "akhiran") and form.expected[c] == "kode"
        ]
        return " ".join(x for x in cells if x) or None

    def text(self, recipe: str, c: int, form: Form) -> str:
        """What the item prints in a column without numbers."""
        if recipe in ("nama", "akun", "opd", *_BESIDE) and c == main_column(form):
            return self.nama
        if self.summing or recipe == "kosong":
            return ""
        if recipe in ("no", "romawi"):
            return self.number
        if recipe in ("kode", "rek"):
            return ".".join(self.parts)
        if recipe == "akhiran":
            return self._suffix(c, form)
        if recipe in ("prog", "keg"):
            return self.beside[recipe == "keg"]
        if recipe == "kalimat":
            return self.group
        if recipe in ("nama", "akun"):
            return self.nama
        if recipe == "opd":
            return _OFFICES[0]
        return str(_RECIPES[recipe](random.Random(self.salt), self.salt % 9))

    def _suffix(self, c: int, form: Form) -> str:
        columns = [k for k, r in enumerate(form.recipes) if r == "akhiran"]
        n, parts = len(columns), list(self.parts)
        if n == 6 and len(parts) > 3 and "." in parts[3]:
            parts[3:4] = parts[3].split(".")
        if n == 1:
            return ".".join(parts)
        if len(parts) > n or n <= 3:
            parts = parts[2:] if n <= 3 else [".".join(parts[:2]), *parts[2:]]
        place = columns.index(c)
        return parts[place] if place < len(parts) else ""


def main_column(form: Form) -> int:
    """The column that names a form's rows, -1 where only an indicator does."""
    for recipe in ("nama", "subkeg", "keg", "prog", "akun", "opd"):
        if recipe in form.recipes and (recipe != "opd" or not {"ind", "kalimat"} & set(form.recipes)):
            return form.recipes.index(recipe)
    return -1


def levels_of(form: Form) -> list[str]:
    """The levels that a form's name column announces."""
    c = main_column(form)
    recipe = form.recipes[c] if c >= 0 else ""
    if recipe == "opd":
        return ["perangkat_daerah"]
    if recipe in _BESIDE:
        return [_BESIDE[recipe]]
    if recipe != "nama":
        return ["lainnya"]
    words = " ".join(row[c] for row in form.header).lower()
    without = re.sub(r"sub[ -]?kegiatan", "", words)
    old = (form.meta.tahun or 2020) < 2020
    found = [
        level
        for level, hit in (
            ("program", "program" in words),
            ("kegiatan", "kegiatan" in without),
            ("sub_kegiatan", without != words and not old),
        )
        if hit
    ]
    coded = {"kode", "akhiran"} & set(form.recipes)
    if not found and (coded or re.search(r"uraian|nomenklatur", words)):
        found = ["program", "kegiatan"] + ([] if old else ["sub_kegiatan"])
    return found or ["lainnya"]


@cache
def _overhead() -> list[tuple[str, str, str]]:
    with (_DATA / "umum.csv").open(encoding="utf-8", newline="") as handle:
        rows = [r for r in csv.DictReader(handle) if r["kewenangan"] != "provinsi"]
    return [(r["kode"], r["level"], r["nama"]) for r in rows]


def _invented(g: random.Random, level: str, old: bool) -> str:
    name = f"{g.choice(_DOINGS)} {g.choice(_THINGS)} {g.choice(_PLACES)}"
    return f"PROGRAM {name.upper()}" if level == "program" else name


def _official(g: random.Random, levels: list[str]) -> list[Item]:
    """A part of the overhead program as the shipped catalogue has it, down to the levels that are printed."""
    wanted = set(g.sample(range(1, 9), 2))
    top: list[Item] = []
    path: dict[str, Item] = {}
    for code, level, name in _overhead():
        parts = code.split(".")
        if level not in levels or (len(parts) > 4 and int(parts[4]) not in wanted):
            continue
        if len(parts) > 5 and (int(parts[5]) > 4 or (len(levels) > 1 and g.random() < 0.3)):
            continue
        full = (*_BIDANG, parts[2], *([f"{parts[3]}.{parts[4]}"] if len(parts) > 4 else []), *parts[5:])
        item = Item(level, name, parts=full, kode=".".join(full))
        above = [path[x] for x in levels[: levels.index(level)] if x in path]
        (above[-1].children if above else top).append(item)
        path[level] = item
    return top


def _made(g: random.Random, levels: list[str], number: int, old: bool, parent: tuple[str, ...] = ()) -> Item:
    """An invented item of the first level with all below it."""
    level, *below = levels
    base = parent or (("1", "03") if old else _BIDANG)
    base = {
        "program": base[:2],
        "kegiatan": base[:2] + (("16",) if old else ("04",)) if len(base) < 3 else base,
        "sub_kegiatan": base if len(base) > 3 else (*base[:2], "04", "2.01"),
    }[level]
    own = {
        "program": f"{number + 15 if old else number + 1:02d}",
        "kegiatan": f"{number:02d}" if old else f"2.{number:02d}",
        "sub_kegiatan": f"{number:04d}",
    }[level]
    item = Item(level, _invented(g, level, old), parts=(*base, own))
    if below:
        item.children = [_made(g, below, n, old, item.parts) for n in range(1, g.randint(2, 4))]
    return item


def _budget(form: Form, g: random.Random, levels: list[str]) -> list[Item]:
    old = (form.meta.tahun or 2020) < 2020
    tops = [] if old else _official(g, levels)
    tops += [_made(g, levels, n, old) for n in range(1, (9 if len(levels) == 1 else 4) + old * 3)]
    if len(levels) == 1:
        tops = tops[:20]
        for top in tops:
            top.children = []
    if len(levels) > 1 and not {"kode", "akhiran"} & set(form.recipes):
        _say_level(tops)
    c = main_column(form)
    words = " ".join(row[c] for row in form.header).lower()
    if "urusan" in words and "kode" in form.recipes and not old and "program" in levels:
        head = Item("bidang_urusan", "URUSAN PEMERINTAHAN BIDANG LINGKUNGAN HIDUP", parts=_BIDANG, kode="2.11")
        head.children, head.kode = tops, "2.11"
        return [head]
    return tops


def _say_level(items: list[Item]) -> None:
    """Names that begin with the word of their level, where no code tells it."""
    for item in items:
        word = {"kegiatan": "Kegiatan", "sub_kegiatan": "Sub Kegiatan"}.get(item.level)
        if word and item.kode is None:
            item.nama = f"{word} {item.nama}"
        _say_level(item.children)


def _accounts(form: Form) -> list[Item]:
    made: dict[str, Item] = {}
    tops: list[Item] = []
    flat = "rek" not in form.recipes
    for code, name in _ACCOUNTS:
        item = Item("lainnya", name, parts=tuple(code.split(".")))
        made[code] = item
        above = made.get(code.rpartition(".")[0])
        if flat and any(other.startswith(f"{code}.") for other, _ in _ACCOUNTS):
            continue
        (tops if flat or above is None else above.children).append(item)
    return tops


def _goals(form: Form, g: random.Random) -> list[Item]:
    sasaran = "kalimat" in form.recipes and any(e in ("sasaran", "tujuan") for e in form.expected)
    tops = []
    for n in range(10):
        goal = f"{_GOALS[n % 6]} {_ENDS[n * 3 % 4]}" + (f" dan {_ENDS[(n + 1) % 4]}" if n >= 4 else "")
        tops += (
            [Item("sasaran" if "sasaran" in form.expected else "tujuan", goal, group=goal, lines=g.randint(1, 3))]
            if sasaran
            else [Item("lainnya", "", named=False) for _ in range(2)]
        )
    return tops


def _flat(form: Form, g: random.Random, level: str) -> list[Item]:
    if level == "perangkat_daerah":
        return [Item(level, name, parts=("2", "11", f"{n + 1:02d}")) for n, name in enumerate(_OFFICES)]
    names = [f"{d} {t} {_PLACES[(i + j) % 7]}" for i, d in enumerate(_DOINGS) for j, t in enumerate(_THINGS[:3])]
    return [Item("lainnya", name, parts=("2", "11", f"{n + 1:02d}")) for n, name in enumerate(names)]


def grow(form: Form, g: random.Random, offices: bool = False) -> list[Item]:
    """The items of a document in print order; ``offices``: each heads a part of the programs."""
    levels = levels_of(form)
    c = main_column(form)
    if c < 0:
        tops = _goals(form, g)
    elif form.recipes[c] == "akun":
        tops = _accounts(form)
    elif levels[0] in ("program", "kegiatan", "sub_kegiatan"):
        tops = _budget(form, g, levels)
    else:
        tops = _flat(form, g, levels[0])
    if offices and len(tops) > 2 and tops[0].level in ("program", "kegiatan") and form.recipes[c] == "nama":
        half = len(tops) // 2
        tops = [
            Item("perangkat_daerah", _OFFICES[5], children=tops[:half]),
            Item("perangkat_daerah", _OFFICES[9], children=tops[half:]),
        ]
    items = list(_flatten(tops, 0))
    _dress(form, items, g)
    money = any(r in ("rp", "jt") for r in form.recipes)
    if c >= 0 and money and g.random() < 0.6:
        items.append(Item("jumlah", g.choice(("JUMLAH", "Jumlah", "TOTAL")), summing=True, bold=True))
    return items


def _dress(form: Form, items: list[Item], g: random.Random) -> None:
    """Running numbers, indicator lines, what stands beside, and bold print."""
    tree = max(x.depth for x in items) > 0
    counters = [0] * 8
    lined = main_column(form) >= 0 and "ind" in form.recipes and g.random() < 0.6
    lined = lined and any(e.startswith("target") for e in form.expected) and "rumus" not in form.recipes
    for n, item in enumerate(items):
        counters[item.depth] += 1
        counters[item.depth + 1 :] = [0] * (7 - item.depth)
        k = counters[item.depth]
        item.number = (
            (_ROMAN[(k - 1) % 10], str(k), "abcdefghijklmnopqrst"[(k - 1) % 20], f"{k})")[min(item.depth, 3)]
            if tree
            else str(k)
        )
        item.salt = n * 7 + g.randint(0, 6)
        item.bold = item.depth == 0 and tree
        if lined and g.random() < 0.35:
            item.lines = g.randint(2, 3)
        if item.level not in ("sasaran", "tujuan") and item.depth == 0:
            item.group = f"{_GOALS[n % 6]} {_ENDS[n % 4]}"
        if {"prog", "keg"} & set(form.recipes):
            item.beside = (
                f"PROGRAM {_THINGS[n // 4 % 8].upper()}" if n % 4 == 0 else "",
                f"{_DOINGS[n % 7]} {_THINGS[(n + 3) % 8]}" if n % 4 == 0 else "",
            )


def _flatten(items: list[Item], depth: int) -> Iterator[Item]:
    for item in items:
        item.depth = depth
        yield item
        yield from _flatten(item.children, depth + 1)
