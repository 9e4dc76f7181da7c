"""Which columns of a table make up its rows: codes, names, indicators, places, values, and levels side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from normalize.baris import header_levels
from normalize.grid import Grid
from normalize.kolom import Draft
from normalize.nilai import ValueColumn, value_columns
from normalize.peran import right_half
from normalize.types import Column, JenisTabel, TingkatBaris


@dataclass(frozen=True, slots=True)
class Roles:
    """Column numbers by role, the left and right halves of a two-sided form apart."""

    kode: tuple[int, ...]
    nama: tuple[int, ...]
    nama_kanan: tuple[int, ...]
    indikator: tuple[int, ...]
    indikator_kanan: tuple[int, ...]
    nomor: tuple[int, ...]
    sasaran: tuple[int, ...]
    tujuan: tuple[int, ...]
    lokasi: tuple[int, ...]
    sumber_dana: tuple[int, ...]
    penanggung_jawab: tuple[int, ...]
    values: tuple[ValueColumn, ...]
    levels: tuple[TingkatBaris, ...]
    level_columns: tuple[tuple[int, TingkatBaris], ...]
    """Columns that hold one level each ("Program | Kegiatan | Sub Kegiatan"), empty where one column holds all."""
    plain_names: bool
    """True where rows are accounts or indicators, never program items."""


def find_roles(grid: Grid, columns: Sequence[Column], drafts: Sequence[Draft], jenis: JenisTabel) -> Roles:
    """The table's columns by role."""
    right = right_half(drafts) if jenis is JenisTabel.REVIEW_RKPD else None

    def of(peran: str, *, on_right: bool = False) -> tuple[int, ...]:
        found = [c.indeks for c in columns if c.peran == peran]
        if right is None:
            return () if on_right else tuple(found)
        return tuple(i for i in found if (i >= right) == on_right)

    nama = of("nama")
    per_level = _level_columns(grid, nama)
    name_heading = " ".join(" ".join(grid.paths[c]) for c in nama)
    return Roles(
        kode=of("kode"),
        nama=nama,
        nama_kanan=of("nama", on_right=True),
        indikator=of("indikator"),
        indikator_kanan=of("indikator", on_right=True),
        nomor=of("nomor"),
        sasaran=of("sasaran"),
        tujuan=of("tujuan"),
        lokasi=of("lokasi"),
        sumber_dana=of("sumber_dana"),
        penanggung_jawab=of("penanggung_jawab"),
        values=value_columns(grid, columns),
        levels=header_levels(name_heading),
        level_columns=per_level,
        plain_names=_plain_names(grid, nama, name_heading, jenis),
    )


def _level_columns(grid: Grid, nama: Sequence[int]) -> tuple[tuple[int, TingkatBaris], ...]:
    """Name columns that stand for one level each, where there are two or more of them under different headers."""
    groups = {grid.header_groups[c] for c in nama}
    if len(groups) < 2:
        return ()
    found = []
    for col in nama:
        levels = header_levels(grid.paths[col][-1] if grid.paths[col] else "")
        if len(levels) == 1 or (len(levels) == 2 and levels[0] is TingkatBaris.URUSAN):
            found.append((col, levels[-1]))
    distinct = {level for _, level in found}
    return tuple(found) if len(found) == len(nama) and len(distinct) == len(found) else ()


def _plain_names(grid: Grid, nama: Sequence[int], heading: str, jenis: JenisTabel) -> bool:
    """True for account tables: the header says "Uraian", and no row says program or kegiatan."""
    if jenis is JenisTabel.LAINNYA:
        return True
    if not nama or header_levels(heading):
        return False
    names = [grid.text(r, c).lower() for r in range(grid.n_rows) for c in nama]
    return not any(n.startswith(("program", "kegiatan", "sub kegiatan", "urusan")) for n in names)
