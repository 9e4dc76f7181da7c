"""Names that made documents carry: programs of the shipped catalogue, invented ones, indicators, goals, accounts."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_DATA = Path(__file__).resolve().parent / "data"
"""Official names as of Kepmendagri 050-5889/2021; the benchmark's own: it stays as it is when other lists grow."""
OFFICES = {
    "1.01": "Dinas Pendidikan",
    "1.02": "Dinas Kesehatan",
    "1.03": "Dinas Pekerjaan Umum dan Penataan Ruang",
    "1.05": "Satuan Polisi Pamong Praja",
    "1.06": "Dinas Sosial",
    "2.07": "Dinas Tenaga Kerja",
    "2.08": "Dinas Pemberdayaan Perempuan dan Perlindungan Anak",
    "2.11": "Dinas Lingkungan Hidup",
    "2.12": "Dinas Kependudukan dan Pencatatan Sipil",
    "2.13": "Dinas Pemberdayaan Masyarakat dan Desa",
    "2.15": "Dinas Perhubungan",
    "2.16": "Dinas Komunikasi dan Informatika",
    "2.18": "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
    "3.27": "Dinas Pertanian",
}
"""Offices by the bidang urusan they care for."""
UNITS = ("Orang", "Dokumen", "Unit", "Paket", "Kegiatan", "Laporan", "Kelompok", "Lokasi", "Bulan", "%", "%", "Indeks")
_THINGS = (
    *("pos jaga pantai", "sanggar anak", "perahu baca", "taman lansia", "balai warga", "rumah singgah", "kebun gizi"),
    *("jalan setapak", "sumur resapan", "pasar terapung", "regu siaga", "kios layanan", "peta rawan", "loket keliling"),
)
_STATES = ("yang dibina", "yang terlayani", "sesuai standar", "yang berfungsi baik", "tepat waktu", "yang tersedia")
_DOINGS = ("Penataan", "Pemeliharaan", "Pembinaan", "Pengadaan", "Penguatan", "Pendampingan", "Peningkatan")
_GOALS = ("Meningkatnya", "Terwujudnya", "Menguatnya", "Menurunnya", "Membaiknya", "Optimalnya")
_ENDS = (
    *("kualitas layanan bagi warga kepulauan", "tata kelola perangkat daerah yang akuntabel"),
    *("kerentanan keluarga pesisir", "kemandirian kelompok perajin", "mutu data dan informasi pembangunan"),
)
PLACES = ("Kec. Muara Teduh", "Kab. setempat", "12 kecamatan", "Kecamatan Batu Lapis", "Kel. Sungai Jernih", "Tersebar")
ACCOUNTS = (
    ("4", "PENDAPATAN DAERAH"),
    ("4.1", "PENDAPATAN ASLI DAERAH (PAD)"),
    ("4.1.01", "Pajak Daerah"),
    ("4.1.02", "Retribusi Daerah"),
    ("4.1.04", "Lain-lain PAD yang Sah"),
    ("4.2", "PENDAPATAN TRANSFER"),
    ("4.2.01", "Pendapatan Transfer Pemerintah Pusat"),
    ("4.2.02", "Pendapatan Transfer Antar Daerah"),
    ("5", "BELANJA DAERAH"),
    ("5.1", "BELANJA OPERASI"),
    ("5.1.01", "Belanja Pegawai"),
    ("5.1.02", "Belanja Barang dan Jasa"),
    ("5.1.05", "Belanja Hibah"),
    ("5.2", "BELANJA MODAL"),
    ("5.2.02", "Belanja Modal Peralatan dan Mesin"),
    ("5.2.03", "Belanja Modal Gedung dan Bangunan"),
    ("5.2.05", "Belanja Modal Aset Tetap Lainnya"),
)
_OLD_PROGRAMS = (
    "Program Pelayanan Administrasi Perkantoran",
    "Program Peningkatan Sarana dan Prasarana Aparatur",
    "Program Peningkatan Kapasitas Sumber Daya Aparatur",
)


@dataclass(slots=True)
class Item:
    """A program, kegiatan or sub kegiatan with what stands below it."""

    level: str
    nama: str
    parts: tuple[str, ...] = ()
    kode: str | None = None
    children: list[Item] = field(default_factory=list)

    def walk(self, depth: int = 0) -> Iterator[tuple[Item, int]]:
        """The item and all below it in print order, with depths."""
        yield self, depth
        for child in self.children:
            yield from child.walk(depth + 1)

    @property
    def leaves(self) -> list[Item]:
        """The lowest items."""
        return [x for x, _ in self.walk() if not x.children]


@cache
def _catalogue(other: str) -> dict[str, tuple[str, str]]:
    """Level and name by code, without those of the ``other`` authority (provinsi or kabkota)."""
    found: dict[str, tuple[str, str]] = {}
    with (_DATA / "nama.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            if row["kewenangan"] != other:
                found.setdefault(row["kode"], (row["level"], row["nama"]))
    return found


@cache
def regions() -> list[tuple[str, str, str]]:
    """Code, name and level of all regions."""
    with (_DATA / "wilayah.csv").open(encoding="utf-8", newline="") as handle:
        return [(r["kode"], r["nama"], r["tingkat"]) for r in csv.DictReader(handle)]


def bidang_name(bidang: str) -> str:
    """The official name of a bidang urusan."""
    return _catalogue("provinsi")[bidang][1]


@cache
def _below(code: str, other: str) -> list[str]:
    step = 2 if code.count(".") == 2 else 1
    dots = code.count(".") + step
    return [c for c in _catalogue(other) if c.startswith(f"{code}.") and c.count(".") == dots]


def _official(g: random.Random, code: str, bidang: str, levels: list[str], other: str) -> Item:
    level, name = _catalogue(other)[code]
    full = code.replace("X.XX", bidang)
    if other == "kabkota":  # the support program's list has one authority for both
        full = re.sub(r"^(\d\.\d\d\.01)\.2\.", r"\1.1.", full)
    pieces = full.split(".")
    parts = (*pieces[:3], *([".".join(pieces[3:5])] if len(pieces) > 3 else []), *pieces[5:])
    item = Item(level, name, parts, full)
    if levels.index(level) + 1 < len(levels):
        under = _below(code, other)
        under = [c for c in under if levels[-1] != "sub_kegiatan" or level != "program" or _below(c, other)]
        chosen = sorted(g.sample(under, min(len(under), g.randint(1, 4))))
        item.children = [_official(g, c, bidang, levels, other) for c in chosen]
    return item


def official(g: random.Random, bidang: str, levels: list[str], tingkat: str) -> list[Item]:
    """Programs of an office after 2020 down to a level, as the catalogue names them."""
    other = "kabkota" if tingkat == "provinsi" else "provinsi"
    codes = [c for c in _catalogue(other) if c.startswith(f"{bidang}.") and c.count(".") == 2]
    full = [c for c in codes if any(_below(k, other) for k in _below(c, other))]
    chosen = sorted(g.sample(full, min(len(full), g.randint(1, 3)))) if levels[-1] != "program" else codes
    items = [_official(g, c, bidang, levels, other) for c in ("X.XX.01", *chosen)]
    return [x for x in items if x.children or levels[-1] == "program"]


def former(g: random.Random, levels: list[str]) -> list[Item]:
    """Programs and kegiatan of before 2020, numbered within the urusan."""
    names = [*_OLD_PROGRAMS[: g.randint(1, 3)], *(f"Program {_doing(g)}" for _ in range(g.randint(2, 4)))]
    items = []
    for n, name in enumerate(names):
        number = f"{n + 1 if n < 3 else n + 12:02d}"
        program = Item("program", name, ("1", "05", number))
        if "kegiatan" in levels:
            count = g.randint(2, 5)
            program.children = [
                Item("kegiatan", _doing(g), (*program.parts, f"{k:02d}")) for k in sorted(g.sample(range(1, 30), count))
            ]
        items.append(program)
    return items


def _doing(g: random.Random) -> str:
    where = ("Daerah", "Wilayah Pesisir", "Kecamatan", "")
    return f"{g.choice(_DOINGS)} {g.choice(_THINGS).title()} {g.choice(where)}".strip()


def indicator(g: random.Random, unit: str) -> str:
    """What is measured, to go with a unit."""
    start = {"%": "Persentase", "Indeks": "Indeks kepuasan atas"}.get(unit, f"Jumlah {unit.lower()}")
    return f"{start} {g.choice(_THINGS)} {g.choice(_STATES)}"


def goal(g: random.Random) -> str:
    """A sasaran or tujuan."""
    return f"{g.choice(_GOALS)} {g.choice(_ENDS)}"


def work(g: random.Random) -> str:
    """A package of works or goods."""
    return f"{g.choice(('Pengadaan', 'Rehabilitasi', 'Pembangunan', 'Belanja'))} {g.choice(_THINGS)}"
