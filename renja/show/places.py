"""The regions of a map: where each stands, what is known of it for one code and year, and why nothing is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

from output.compare import Alasan, Comparison, RegionRow
from records.matched import Wilayah
from renja.show.wording import short_number
from renja.texts import text

Measure = Literal["bagian", "pagu", "realisasi", "persen", "cakupan"]
MEASURES: tuple[Measure, ...] = ("bagian", "pagu", "realisasi", "persen", "cakupan")
"""What a map can show; the share first, since rupiah tell above all how large a region is."""
LOW = 90.0
"""Of a region's printed amounts so many in a hundred must be understood; where fewer are, its figures are marked."""

TILES: dict[str, tuple[int, int, str, str]] = {
    "11": (0, 0, "Aceh", "AC"), "12": (1, 1, "Sumut", "SU"), "13": (1, 2, "Sumbar", "SB"),
    "14": (2, 2, "Riau", "RI"), "15": (2, 3, "Jambi", "JA"), "16": (2, 4, "Sumsel", "SS"),
    "17": (1, 3, "Bkulu", "BE"), "18": (2, 5, "Lampg", "LA"), "19": (3, 3, "Babel", "BB"),
    "21": (3, 1, "Kepri", "KR"), "31": (4, 5, "Jkt", "JK"), "32": (4, 6, "Jabar", "JB"),
    "33": (5, 6, "Jateng", "JT"), "34": (5, 7, "DIY", "YO"), "35": (6, 6, "Jatim", "JI"),
    "36": (3, 6, "Banten", "BT"), "51": (7, 6, "Bali", "BA"), "52": (8, 6, "NTB", "NB"), "53": (9, 6, "NTT", "NT"),
    "61": (4, 2, "Kalbar", "KB"), "62": (5, 2, "Kalteng", "KT"), "63": (6, 2, "Kalsel", "KS"),
    "64": (6, 1, "Kaltim", "KI"), "65": (6, 0, "Kaltara", "KU"), "71": (8, 1, "Sulut", "SA"),
    "72": (8, 2, "Sulteng", "ST"), "73": (7, 3, "Sulsel", "SN"), "74": (8, 3, "Sultra", "SG"),
    "75": (7, 1, "Gtalo", "GO"), "76": (7, 2, "Sulbar", "SR"), "81": (9, 3, "Maluku", "MA"),
    "82": (9, 1, "Malut", "MU"), "91": (12, 2, "Papua", "PA"), "92": (10, 2, "Pabar", "PB"),
    "93": (12, 4, "Pasel", "PS"), "94": (11, 3, "Pateng", "PT"), "95": (12, 3, "Papeg", "PE"),
    "96": (10, 1, "PBD", "PD"),
}  # fmt: skip
"""Kemendagri's code of each province: column and row of its square, a name that fits into it, and for narrow squares
its letters after ISO 3166-2."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What became of the amounts in the tables of a region's documents of a year.

    ``gelap``: documents of which nothing is known, since they failed or no table of theirs was read. ``dibaca``: when
    the last of them was read.
    """

    tabel: int
    bermakna: int
    dokumen: int
    gelap: int
    dibaca: datetime | None = None

    @property
    def percent(self) -> float | None:
        """Of the printed amounts those that are understood, of 100; None where none is printed."""
        return 100.0 * self.bermakna / self.tabel if self.tabel else None

    @property
    def is_low(self) -> bool:
        """True where so little was understood that the region's figures may lack something."""
        share = self.percent
        return self.gelap > 0 or share is None or share < LOW


@dataclass(frozen=True, slots=True)
class Place:
    """A region on a map. ``row``: its figures; None where there are none, ``alasan`` says why.

    ``is_marked``: its figures are of another stage or kind of document than the one asked for.
    """

    kode: str
    nama: str
    row: RegionRow | None
    alasan: Alasan | None
    cover: Cover | None
    is_marked: bool = False

    @property
    def is_low(self) -> bool:
        """True where figures are shown that may lack something."""
        return self.row is not None and (self.cover is None or self.cover.is_low)

    def value(self, measure: Measure) -> Decimal | float | None:
        """The figure; None where it is not printed. Nothing is ever zero for want of a figure."""
        if measure == "cakupan":
            return None if self.cover is None else self.cover.percent
        return None if self.row is None else _figure(self.row, measure)


def low_text(place: Place, language: str) -> str:
    """Why a region's figures may lack something; empty where so much was understood that they hardly do."""
    if not place.is_low:
        return ""
    cover = place.cover
    if cover is None:
        return text(language, "chart.cover_unknown")
    share = cover.percent
    lack = [text(language, "chart.cover_none")] if share is None else []
    if share is not None and share < LOW:
        lack.append(text(language, "chart.cover_low", share=f"{short_number(share, language, 1)} %"))
    if cover.gelap:
        lack.append(text(language, "chart.cover_dark", count=cover.gelap))
    return "; ".join(lack)


def _figure(row: RegionRow, measure: Measure) -> Decimal | float | None:
    figures: dict[str, Decimal | float | None] = {
        "bagian": row.bagian, "pagu": row.pagu, "realisasi": row.realisasi, "persen": row.persen,
    }  # fmt: skip
    return figures[measure]


def provinces(found: Comparison, official: Iterable[Wilayah], covers: Mapping[str, Cover]) -> tuple[Place, ...]:
    """Every official province, by code, with what the comparison has of it."""
    names = {e.kode_provinsi: e.provinsi for e in official if e.kode_kabkota is None and e.kode_provinsi}
    return _places(found, {kode: nama or kode for kode, nama in names.items() if kode}, covers)


def regencies(
    found: Comparison, official: Iterable[Wilayah], covers: Mapping[str, Cover], province: str
) -> tuple[Place, ...]:
    """Every official kabupaten and kota of the province, by code."""
    names = {e.kode_kabkota: e.kabkota for e in official if e.kode_provinsi == province and e.kode_kabkota}
    return _places(found, {kode: nama or kode for kode, nama in names.items() if kode}, covers)


def _places(found: Comparison, names: Mapping[str, str], covers: Mapping[str, Cover]) -> tuple[Place, ...]:
    rows = {row.kode_wilayah: row for row in found.rows}
    reasons = {each.kode_wilayah: each.alasan for each in found.hilang}
    marked = found.marked()
    return tuple(
        Place(kode, names[kode], rows.get(kode), _reason(kode, rows, reasons), covers.get(kode), kode in marked)
        for kode in sorted(names)
    )


def _reason(kode: str, rows: Mapping[str, RegionRow], reasons: Mapping[str, Alasan]) -> Alasan | None:
    """Why there are no figures; a region of which the comparison knows nothing has no document."""
    return None if kode in rows else reasons.get(kode, Alasan.TANPA_DOKUMEN)


def ranked(places: Sequence[Place], measure: Measure) -> list[Place]:
    """Those with figures first, the largest on top; then the others by name."""
    have = [each for each in places if each.value(measure) is not None and each.row is not None]
    rest = [each for each in places if each not in have]
    return [
        *sorted(have, key=lambda each: (-(each.value(measure) or 0), each.kode)),
        *sorted(rest, key=lambda each: (each.row is None, each.nama)),
    ]
