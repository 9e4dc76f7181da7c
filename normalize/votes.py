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


class Source(StrEnum):
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


WEIGHTS = {
    Source.SAMPUL: 8.0,
    Source.JUDUL: 6.0,
    Source.ISIAN: 6.0,
    Source.KOP: 5.0,
    Source.KEPALA_HALAMAN: 5.0,
    Source.TANDA_TANGAN: 4.0,
    Source.PENGANTAR: 3.0,
    Source.BAB: 2.0,
    Source.TABEL: 2.0,
    Source.SEL: 2.0,
    Source.ISI: 2.0,
    Source.BERKAS: 1.5,
}
"""Only their order of size matters: no two weak places together outweigh a cover, and three of them do a file name."""


class Vote(NamedTuple, Generic[T]):
    """A vote: a value, its weight, where it stands and the words that say it."""

    value: T
    weight: float
    source: Source
    quote: str = ""


class Verdict(NamedTuple, Generic[T]):
    """The winner of a vote with what spoke for it."""

    value: T
    weight: float
    votes: tuple[Vote[T], ...]

    def reasons(self, about: str) -> str:
        """The reasons in one line, the heaviest first: ``tahun 2024: sampul "TAHUN 2024"; kepala halaman``."""
        parts: dict[Source, str] = {}
        for vote in sorted(self.votes, key=lambda v: -v.weight):
            quote = " ".join(vote.quote.split())[:_QUOTE]
            parts.setdefault(vote.source, f'{vote.source} "{quote}"' if quote else vote.source.value)
        return f"{about}: {'; '.join(list(parts.values())[:4])}"


def quoted_line(text: str, wanted: str | re.Pattern[str]) -> str:
    r"""The line of a text that says it; the text where it goes over lines.

    >>> quoted_line("RENCANA KERJA\nTAHUN 2024", "2024")
    'TAHUN 2024'
    """
    pattern = re.compile(re.escape(wanted)) if isinstance(wanted, str) else wanted
    return next((line for line in text.split("\n") if pattern.search(line)), text)


def one_vote(value: T, source: Source, quote: str = "", factor: float = 1.0) -> Vote[T]:
    """One vote with the whole weight of its place, times ``factor``."""
    return Vote(value, WEIGHTS[source] * factor, source, quote)


def shared_votes(said: Sequence[tuple[T, str]], source: Source, factor: float = 1.0) -> list[Vote[T]]:
    """Votes of a place that speaks many times: its weight is shared out by how often it says what.

    >>> [(v.value, v.weight) for v in shared_votes([(2024, ""), (2024, ""), (2023, "")], Source.TABEL)]
    [(2024, 1.3333333333333333), (2023, 0.6666666666666666)]
    """
    quotes_of: defaultdict[T, list[str]] = defaultdict(list)
    for value, quote in said:
        quotes_of[value].append(quote)
    return [
        Vote(value, factor * WEIGHTS[source] * len(quotes) / len(said), source, quotes[0])
        for value, quotes in quotes_of.items()
    ]


def heaviest(cast: Iterable[Vote[T]]) -> Verdict[T] | None:
    """The value with the heaviest votes, the first one cast where two weigh the same; None without any vote."""
    votes = list(cast)
    sums: defaultdict[T, float] = defaultdict(float)
    for vote in votes:
        sums[vote.value] += vote.weight
    if not sums:
        return None
    winner = max(sums, key=lambda value: round(sums[value], 6))
    return Verdict(winner, sums[winner], tuple(v for v in votes if v.value == winner))
