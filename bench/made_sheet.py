"""What the made tables are put together from: sheets, plans whose amounts add up, and figures that follow from them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

DOINGS = ("Penyediaan", "Penyusunan", "Pemeliharaan", "Pembinaan", "Pengadaan", "Peningkatan", "Fasilitasi")
THINGS = ("Jasa", "Peta", "Gedung", "Peralatan", "Kelompok Tani", "Sarana Belajar", "Jalan Desa", "Tenaga Teknis")
WHERE = ("Kantor", "Daerah", "Kecamatan", "Sekolah", "Pasar", "Wilayah Pesisir", "Dermaga", "Lapangan")
OFFICES = ("Dinas Sosial", "Dinas Perikanan", "Badan Keuangan Daerah", "Dinas Pendidikan", "Satuan Polisi Pamong Praja")
Printed = str | int | Decimal | None


@dataclass(slots=True)
class Sheet:
    """A table before it is printed: header cells (text, columns covered) by row, body, and the figures that follow."""

    title: str
    head: list[list[tuple[str, int]]]
    body: list[list[Printed]] = field(default_factory=list)
    sums: list[tuple[int, int]] = field(default_factory=list)
    bold: set[int] = field(default_factory=set)

    def add(self, *cells: Printed, sums: tuple[int, ...] = (), bold: bool = False) -> None:
        """One more row; ``sums``: its columns that follow from others."""
        self.sums += [(len(self.body), col) for col in sums]
        self.bold |= {len(self.body)} if bold else set()
        self.body.append(list(cells))


class Line(NamedTuple):
    """A row of a plan: how deep (0: program), its place among its peers on each level, name and amounts."""

    depth: int
    path: tuple[int, ...]
    name: str
    amounts: list[int]


def plan(chance: random.Random, columns: int, depth: int = 3) -> list[Line]:
    """Programs, kegiatan and sub kegiatan whose amounts add up, top down."""
    lines: list[Line] = []
    for at in range(chance.randint(1, 4)):
        _branch(chance, columns, depth, (at + 1,), lines)
    return lines


def _branch(chance: random.Random, columns: int, depth: int, path: tuple[int, ...], lines: list[Line]) -> list[int]:
    """A row with all below it, appended to ``lines``; its amounts."""
    at = len(lines)
    words = chance.choice(DOINGS), chance.choice(THINGS), chance.choice(WHERE)
    name = " ".join(words if len(path) > 1 else ("Program", *words))
    lines.append(Line(len(path) - 1, path, name, []))
    if len(path) == depth:
        amounts = [amount(chance) for _ in range(columns)]
    else:
        below = [_branch(chance, columns, depth, (*path, n + 1), lines) for n in range(chance.randint(1, 4))]
        amounts = [sum(column) for column in zip(*below, strict=True)]
    lines[at].amounts.extend(amounts)
    return amounts


def amount(chance: random.Random) -> int:
    """Round amounts are as common as those down to the rupiah."""
    unit = chance.choice((1, 500, 1_000, 50_000, 1_000_000, 5_000_000))
    return max(1, round(10 ** chance.uniform(6.5, 9.5) / unit)) * unit


def code(path: tuple[int, ...]) -> str:
    widths = (f"{path[0]:02d}", *(f"2.{n:02d}" for n in path[1:2]), *(f"{n:04d}" for n in path[2:]))
    return ".".join(("1.06", *widths))


def number(path: tuple[int, ...]) -> str:
    return ".".join(map(str, path))


def totals(lines: list[Line]) -> list[int]:
    return [sum(column) for column in zip(*(line.amounts for line in lines if line.depth == 0), strict=True)]


def share(part: int, whole: int) -> Decimal:
    return (Decimal(part) * 100 / (whole or 1)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def spent(chance: random.Random) -> list[Line]:
    """Programs and kegiatan with (pagu, realisasi); nobody spends more than he may."""
    lines = plan(chance, 1, 2)
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at]
        if line.depth == 1:
            line.amounts.append(line.amounts[0] * chance.randint(600, 1000) // 1000)
        else:
            below = [other for other in lines[at + 1 :] if other.depth == 1 and other.path[0] == line.path[0]]
            line.amounts.append(sum(other.amounts[1] for other in below))
    return lines


def result(pagu: int, realisasi: int) -> tuple[Printed, ...]:
    return pagu, realisasi, share(realisasi, pagu), pagu - realisasi
