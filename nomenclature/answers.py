"""Candidates for a row's official item: when one is good enough, and the answer that it makes."""

from __future__ import annotations

from typing import NamedTuple

from nomenclature.catalog import Entry
from nomenclature.twin import KEMBARAN
from normalize.types import TingkatBaris
from records.matched import CocokMetode, Match

ALIKE = 0.87
"""Likeness from which two spellings are one name without further evidence."""
ALIKE_CODED, ALIKE_CHILD = 0.72, 0.75
"""The same where the printed code or the parent speaks for it."""
_SURE_TWIN = 0.8
"""How sure a number is that only the twin has: the share of public lists' numbers that agree."""


class Candidate(NamedTuple):
    """An entry that a row may name: its code in this document, likeness of the names, and the total score."""

    kode: str
    entry: Entry
    alike: float
    score: float
    by_code: bool
    by_parent: bool


class Printed(NamedTuple):
    """A code derived from the print, whether it stands under the row's parent, and whether neither print nor parent but
    the document alone gives its bidang.
    """

    kode: str
    agrees: bool
    guessed: bool = False


def is_accepted(candidate: Candidate) -> bool:
    """True where the names are alike enough, less so where code or parent speak for it."""
    if candidate.by_code:
        return candidate.alike >= ALIKE_CODED
    under_parent = candidate.by_parent and candidate.entry.level is not TingkatBaris.BIDANG_URUSAN
    return candidate.alike >= (ALIKE_CHILD if under_parent else ALIKE)


def named_match(best: Candidate, printed: Printed | None, runner: str | None, edisi: str | None) -> Match:
    """The answer where the name speaks for the candidate and no printed code against it."""
    how = CocokMetode.KODE_NAMA if printed else CocokMetode.NAMA
    word = "sama" if best.alike == 1.0 else f"{best.alike:.2f}"
    derived = best.entry.sumber == KEMBARAN
    reason = f"nama {word}" + ", kode tercetak sama" * (printed is not None) + ", di bawah induknya" * best.by_parent
    reason += ", nomor menurut kembarannya pada kewenangan lain" * derived
    skor = min(1.0, best.alike) * (_SURE_TWIN if derived and printed is None else 1.0)
    return Match(best.kode, official(best.entry), how, skor, reason, runner, edisi)


def official(entry: Entry) -> str | None:
    """The entry's name where it is one of this kewenangan, not that of its twin."""
    return entry.nama if entry.sumber != KEMBARAN else None
