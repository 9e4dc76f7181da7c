"""Of two columns that were read as one measure: which of them it is, where something tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalize.columns.assign import Reading
from normalize.columns.axes import Place
from normalize.columns.facts import Facts
from normalize.columns.relations import Relation
from normalize.types import Konteks, Ukuran
from normalize.ukuran import MONEY

_SUMS = ("jumlah", "selisih")


def towards_the_end(places: Sequence[Place | None], relations: Sequence[Relation]) -> list[Place | None]:
    """The places; of two achievements of one year that which is a share of the period's last target is that of the end.

    "Target 2028 | Realisasi 2028 | Capaian (%) | Target 2030 (Akhir RPJMD) | Capaian terhadap 2030 (%)".
    """
    out = list(places)
    for r in relations:
        share, whole = (places[r.columns[i]] for i in (2, 1)) if r.kind == "persen" else (None, None)
        if share is None or whole is None or whole.konteks is not Konteks.AKHIR_RENSTRA:
            continue
        alike = [at for at in places if at is not None and _measure(at) == _measure(share)]
        if share.ukuran is Ukuran.CAPAIAN and share.konteks is None and len(alike) > 1:
            out[r.columns[2]] = replace(share, konteks=Konteks.AKHIR_RENSTRA)
    return out


def _measure(at: Place) -> tuple[Ukuran, Konteks | None, int | None]:
    return at.ukuran, at.konteks, at.tahun


class Rivals:
    """The columns of a table that may share a measure, and what tells the true one from the others."""

    def __init__(self, facts: Sequence[Facts], readings: Sequence[Reading], relations: Sequence[Relation]) -> None:
        """``facts``, ``readings``: one a column; ``relations``: those that its numbers keep."""
        self._facts = facts
        self._readings = readings
        sums = [r.columns for r in relations if r.kind in _SUMS]
        self._parts = {(of[0], i) for of in sums if len({self._year(i) for i in of[1:]}) == 1 for i in of[1:]}

    def keeps(self, one: int, other: int) -> bool:
        """True where the first column is the measure and the second in doubt alone.

        A total is ("Alokasi | Tambahan | Total Pagu"), but for one of several years; else what its header names, beside
        what only its look or its numbers call so ("Alokasi | Diterima"); else what prints the year, beside what took it
        from the title ("2028 > Realisasi | Total > Realisasi"). Of what is counted nothing tells: what a report heads
        "Capaian" may be what was reached, and the "%" beside it the achievement.
        """
        if any(self._readings[i].kind not in MONEY or not self._facts[i].is_of_money for i in (one, other)):
            return False
        if self._is_total(one, other) or self._is_total(other, one):
            return self._is_total(one, other)
        named = [self._is_named(i) for i in (one, other)]
        if named[0] != named[1]:
            return named[0]
        return self._year(one) is not None and self._year(other) is None

    def _is_total(self, whole: int, part: int) -> bool:
        return (whole, part) in self._parts and self._facts[whole].spoken("jumlah") and self._is_named(whole)

    def _year(self, i: int) -> int | None:
        at = self._readings[i].place
        return at.tahun if at is not None and at.is_told else None

    def _is_named(self, i: int) -> bool:
        return self._readings[i].kind in self._facts[i].kinds
