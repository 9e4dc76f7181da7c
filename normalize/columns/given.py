"""What a person says of a column, as evidence for the joint reading: it decides that column and informs the others.

Who says so (a recipe, and which) is told by ``source``; nothing here knows where it comes from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from normalize.columns.axes import Place
from normalize.columns.candidates import Candidate
from normalize.types import Column, Konteks, TingkatBaris

_CERTAIN = 40.0
"""Log-odds of a kind that a person gives before what header and cells say: relations and siblings add up to less."""


@dataclass(frozen=True, slots=True)
class Given:
    """A column's meaning as a person gives it. ``peran``: a kind of ``kinds``, None where it stays as it is read.

    ``said`` names which of ``konteks``, ``tahun`` and ``rincian`` are given, also as none; what is not said is read.
    """

    source: str
    peran: str | None = None
    konteks: Konteks | None = None
    tahun: int | None = None
    rincian: str | None = None
    skala: int | None = None
    tingkat: tuple[TingkatBaris, ...] = ()
    said: frozenset[str] = frozenset()


Givens = Mapping[int, Given]
NOTHING: Givens = {}


def with_given(found: Sequence[Sequence[Candidate]], given: Givens) -> tuple[tuple[Candidate, ...], ...]:
    """The candidates of each column, the kind that is given far before the others."""
    return tuple(
        _first(options, given[i]) if i in given and given[i].peran is not None else tuple(options)
        for i, options in enumerate(found)
    )


def _first(options: Sequence[Candidate], given: Given) -> tuple[Candidate, ...]:
    best = options[0].score + _CERTAIN
    own = Candidate(str(given.peran), best, (given.source,))
    return (own, *(each for each in options if each.kind != given.peran))


def placed(at: Place, given: Given | None) -> Place:
    """Where a column stands, with what is given of it."""
    if given is None:
        return at
    if "konteks" in given.said:
        at = replace(at, konteks=given.konteks)
    if "tahun" in given.said:
        at = replace(at, tahun=given.tahun, sure=1.0, because=given.source, given=True)
    return at


def settled(columns: Sequence[Column], given: Givens) -> list[Column]:
    """The columns with what is given of them, whatever later steps made of it; what a person says is certain."""
    return [_settled(column, given[column.indeks]) if column.indeks in given else column for column in columns]


def _settled(column: Column, given: Given) -> Column:
    if given.peran is not None:
        column = replace(column, peran=given.peran, keyakinan=1.0, tingkat=given.tingkat or column.tingkat)
    return replace(
        column,
        konteks=given.konteks if "konteks" in given.said else column.konteks,
        tahun=given.tahun if "tahun" in given.said else column.tahun,
        rincian=given.rincian if "rincian" in given.said else column.rincian,
        skala=given.skala,
        sumber=given.source,
    )
