"""Votes on what a document is: every place of it that speaks casts some, the heaviest value wins and keeps its why.

One place may be wrong: a cover is a picture, a running head was copied from last year, a preface tells of the
medium-term plan, a file was renamed. Weights follow how closely a place belongs to the document: a cover is written for
it, a sentence may be about another one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T", bound=Hashable)
_QUOTE = 60


class Sumber(StrEnum):
    """Where a vote comes from, in words for the reasons."""

    SAMPUL = "sampul"
    JUDUL = "judul dokumen"
    ISIAN = "isian kepala"
    KOP = "kop"
    KEPALA_HALAMAN = "kepala halaman"
    TANDA_TANGAN = "tanda tangan"
    PENGANTAR = "kata pengantar"
    BAB = "judul bab"
    TABEL = "judul tabel"
    SEL = "sel tabel"
    ISI = "isi"
    BERKAS = "nama berkas"


BOBOT = {
    Sumber.SAMPUL: 8.0,
    Sumber.JUDUL: 6.0,
    Sumber.ISIAN: 6.0,
    Sumber.KOP: 5.0,
    Sumber.KEPALA_HALAMAN: 5.0,
    Sumber.TANDA_TANGAN: 4.0,
    Sumber.PENGANTAR: 3.0,
    Sumber.BAB: 2.0,
    Sumber.TABEL: 2.0,
    Sumber.SEL: 2.0,
    Sumber.ISI: 2.0,
    Sumber.BERKAS: 1.5,
}
"""Only their order of size matters: no two weak places together outweigh a cover, and three of them do a file name."""


class Suara(NamedTuple, Generic[T]):
    """A vote: a value, its weight, where it stands and the words that say it."""

    nilai: T
    bobot: float
    sumber: Sumber
    kutipan: str = ""


class Putusan(NamedTuple, Generic[T]):
    """The winner of a vote with what spoke for it."""

    nilai: T
    bobot: float
    suara: tuple[Suara[T], ...]

    def alasan(self, perihal: str) -> str:
        """The reasons in one line, the heaviest first: ``tahun 2024: sampul "TAHUN 2024"; kepala halaman``."""
        parts: dict[Sumber, str] = {}
        for vote in sorted(self.suara, key=lambda v: -v.bobot):
            quote = " ".join(vote.kutipan.split())[:_QUOTE]
            parts.setdefault(vote.sumber, f'{vote.sumber} "{quote}"' if quote else vote.sumber.value)
        return f"{perihal}: {'; '.join(list(parts.values())[:4])}"


def kutip(teks: str, cari: str | re.Pattern[str]) -> str:
    r"""The line of a text that says it; the text where it goes over lines.

    >>> kutip("RENCANA KERJA\nTAHUN 2024", "2024")
    'TAHUN 2024'
    """
    pattern = re.compile(re.escape(cari)) if isinstance(cari, str) else cari
    return next((line for line in teks.split("\n") if pattern.search(line)), teks)


def satu(nilai: T, sumber: Sumber, kutipan: str = "", kali: float = 1.0) -> Suara[T]:
    """One vote with the whole weight of its place, ``kali`` a factor."""
    return Suara(nilai, BOBOT[sumber] * kali, sumber, kutipan)


def bagi(temuan: Sequence[tuple[T, str]], sumber: Sumber, kali: float = 1.0) -> list[Suara[T]]:
    """Votes of a place that speaks many times: its weight is shared out by how often it says what.

    >>> [(v.nilai, v.bobot) for v in bagi([(2024, ""), (2024, ""), (2023, "")], Sumber.TABEL)]
    [(2024, 1.3333333333333333), (2023, 0.6666666666666666)]
    """
    said: defaultdict[T, list[str]] = defaultdict(list)
    for value, quote in temuan:
        said[value].append(quote)
    return [
        Suara(value, kali * BOBOT[sumber] * len(quotes) / len(temuan), sumber, quotes[0])
        for value, quotes in said.items()
    ]


def pilih(suara: Iterable[Suara[T]]) -> Putusan[T] | None:
    """The value with the heaviest votes, the first one cast where two weigh the same; None without any vote."""
    votes = list(suara)
    sums: defaultdict[T, float] = defaultdict(float)
    for vote in votes:
        sums[vote.nilai] += vote.bobot
    if not sums:
        return None
    winner = max(sums, key=lambda value: round(sums[value], 6))
    return Putusan(winner, sums[winner], tuple(v for v in votes if v.nilai == winner))
