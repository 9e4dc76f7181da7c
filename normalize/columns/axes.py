"""Where a column stands besides its kind: stage (konteks), year, slice; read from its own header, then from around it.

Printed years anchor: in the column's header, in the table's title, in the lines above it, in the document, in this
order (dataset contract, "Conventions of reading"). Forms are not asked: what a form would add follows from the
columns that stand together (``layout``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from normalize.columns.facts import Facts
from normalize.columns.layout import Layout
from normalize.columns.stages import halves_headed, shows_progress
from normalize.columns.yearly import is_stage
from normalize.types import Konteks, Ukuran
from normalize.ukuran import DOUBTFUL
from normalize.wording import spoilt_year, squash, years_in
from vocabulary.spelling import mended

_QUARTERS = {1: Konteks.TRIWULAN_1, 2: Konteks.TRIWULAN_2, 3: Konteks.TRIWULAN_3, 4: Konteks.TRIWULAN_4}
_SEMESTERS = {1: Konteks.SEMESTER_1, 2: Konteks.SEMESTER_2}
_OF_THE_LEFT = frozenset({"persen_realisasi", "capaian", "sisa", "selisih"})
"""Kinds that are reckoned from the columns to their left."""
_NEXT_YEAR = re.compile(r"\b(?:tahun|thn|th)\s*\.?\s*(?:depan|berikut\w*|mendatang|(?:yang|yg)\s+akan\s+datang)", re.I)
"""The year after, of which nobody can tell whether a plan means its own or the one behind: it is drafted in n-1."""
_OTHER_PLAN = re.compile(r"\b(?:rkpd|rkt|rad|sdgs|tpb|pk|perjanjian\s+kinerja)\b", re.I)
"""Plans whose targets are none of the Renstra, in tables made up as its performance of services."""
PRINTED, TITLE, ABOVE, DOCUMENT, NONE = 1.0, 0.97, 0.93, 0.9, 0.85
"""How sure a year is by where it was found; estimated on labelled columns by ``bench/columns.py``."""
BESIDE = "kolom sebelah"
"""What a year is by that a column to the left prints."""

DEALT = 0.7
"""A year that stands with others in one header cell, and is given to one of as many groups of columns by its order."""

SPOILT = 0.5
"""A year that takes the place of one printed wrongly: one of two readings ("20278" is 2027 or 2028), no evidence."""


@dataclass(frozen=True, slots=True)
class Place:
    """The projections of a column's axes, how sure its year is, and by what."""

    ukuran: Ukuran
    konteks: Konteks | None
    tahun: int | None
    sure: float
    because: str
    given: bool = False
    """True where a person gave the year."""

    @property
    def is_told(self) -> bool:
        """True where the year is that of the column's own header, or a person's word for it."""
        return self.given or self.because == "kepala"


def place(facts: Facts, kind: str, layout: Layout) -> Place:
    """Ukuran, konteks and year of a column read as ``kind`` (one of ``candidates.MEASURES``)."""
    at = _place(facts, kind, layout)
    if layout.copied_heading(facts) and at.konteks is Konteks.HASIL_ANALISIS:
        at = replace(at, sure=min(at.sure, NONE), because=f"{at.because}; kepala kiri tercetak lagi di kanan")
    if at.konteks in (Konteks.RANCANGAN_AWAL, Konteks.HASIL_ANALISIS) and halves_headed(layout.facts, layout.split):
        at = replace(at, sure=min(at.sure, DOUBTFUL), because=f"{at.because}; kepala belahan lain")
    spoilt = spoilt_year(facts.text) if at.tahun is not None else None
    if spoilt is None or at.because == "kepala":
        return at
    # The header names a year that cannot be read: what the form or the other columns say in its place is a guess.
    return replace(at, sure=SPOILT, because=f"{at.because}; kepala mencetak tahun {spoilt}")


def _place(facts: Facts, kind: str, layout: Layout) -> Place:
    if kind == "prakiraan_maju":
        year, sure, why = _forward_year(facts, layout)
        return Place(Ukuran.PRAKIRAAN_MAJU, None, year, sure, why)
    ukuran = Ukuran.REALISASI if kind == "proyeksi" else Ukuran(kind)
    if kind in ("capaian", "target", "pagu", "realisasi") and layout.is_start(facts):
        year, sure, why = _baseline_year(facts, layout)
        return Place(Ukuran.PAGU if kind == "pagu" else Ukuran.CAPAIAN, None, year, sure, why)
    if kind in ("capaian", "target", "pagu") and layout.is_closing(facts) and not layout.evaluasi:
        ukuran = Ukuran.PAGU if kind == "pagu" else Ukuran.TARGET
        return Place(ukuran, Konteks.AKHIR_RENSTRA, *_closing_year(facts, layout))
    if kind in ("capaian", "persen_realisasi") and facts.is_of_end and not layout.evaluasi:
        return Place(ukuran, Konteks.AKHIR_RENSTRA, *_year(facts, kind, None, layout))
    ukuran, konteks = _stage(facts, kind, ukuran, layout)
    year, sure, why = _year(facts, kind, konteks, layout)
    return Place(ukuran, konteks, year, sure, why)


def _stage(facts: Facts, kind: str, ukuran: Ukuran, layout: Layout) -> tuple[Ukuran, Konteks | None]:
    if kind == "proyeksi":
        return ukuran, Konteks.PERKIRAAN
    if kind == "tertimbang":
        return ukuran, Konteks.FISIK if facts.spoken("fisik") else Konteks.KEUANGAN
    timed = _part_of_year(facts, layout)
    if timed is not None:
        return _in_quarter(facts, kind, ukuran, layout), timed
    if layout.evaluasi and kind in ("target", "realisasi", "persen_realisasi", "pagu", "capaian"):
        return _evaluated(facts, kind, ukuran, layout)
    if kind in ("target", "fisik") and facts.spoken("fisik") and facts.spoken("rencana"):
        return Ukuran.TARGET, Konteks.FISIK
    if kind == "target" and _is_planned_spending(facts, layout):
        return ukuran, Konteks.KEUANGAN
    if kind in ("pagu", "realisasi", "target", "volume", "harga_satuan") and layout.is_before(facts):
        return ukuran, Konteks.SEBELUM
    side = layout.side(facts)
    if side is not None and kind in ("target", "pagu", "realisasi", "capaian", "volume"):
        return ukuran, side
    served = layout.services and not any(_OTHER_PLAN.search(level.text) for level in facts.levels)
    if kind == "target" and (facts.spoken("renstra") or served) and not facts.spoken("uang"):
        return ukuran, Konteks.RENSTRA
    if kind == "pagu" and facts.spoken("renstra") and layout.compares_plans:
        return ukuran, Konteks.RENSTRA
    if kind == "realisasi" and facts.spoken("perkiraan"):
        return ukuran, Konteks.PERKIRAAN
    return ukuran, None


def _is_planned_spending(facts: Facts, layout: Layout) -> bool:
    """True for a share of the money that is planned to be spent, beside that of the works: "Rencana (%) > Keuangan"."""
    named = any(p.kind == "keuangan" for level in facts.levels for p in level.phrases)
    beside = any(f.spoken("fisik") and f.spoken("rencana") for f in layout.facts if f is not facts)
    return named and beside and facts.spoken("rencana") and facts.shares.get("uang", 0.0) == 0.0


def _part_of_year(facts: Facts, layout: Layout) -> Konteks | None:
    if facts.quarter is not None and (layout.quarters > 1 or not facts.spoken("sd")):
        return _QUARTERS[facts.quarter]
    if facts.semester is not None and (layout.semesters > 1 or not facts.spoken("sd")):
        return _SEMESTERS[facts.semester]
    return None


def _in_quarter(facts: Facts, kind: str, ukuran: Ukuran, layout: Layout) -> Ukuran:
    """In quarters of the evaluation form the column K holds what was reached, Rp what was spent; a plan prints both."""
    if not (layout.tells_reached or shows_progress(layout.facts)):
        return ukuran
    spoken = facts.kinds
    sign = facts.leaf.sign if facts.leaf else None
    if kind == "pagu" and sign == "rp" and not spoken & {"pagu", "target"}:
        return Ukuran.REALISASI
    if sign == "k" and kind in ("target", "realisasi") and "target" not in spoken:
        return Ukuran.CAPAIAN
    return ukuran


def _evaluated(facts: Facts, kind: str, ukuran: Ukuran, layout: Layout) -> tuple[Ukuran, Konteks | None]:
    """Columns 4 to 11 of form T-C.29 (Permendagri 86/2017): whose target or realisation it is."""
    renstra, renja = facts.spoken("renstra"), facts.spoken("renja")
    past = layout.in_past_group(facts)
    estimate = facts.spoken("perkiraan")
    if kind == "persen_realisasi" or (kind == "capaian" and facts.spoken("persen")):
        last = estimate or (renstra and not past)
        return Ukuran.PERSEN_REALISASI, Konteks.PERKIRAAN if last else Konteks.RENJA
    if kind in ("realisasi", "capaian"):
        if estimate:
            return Ukuran.REALISASI, Konteks.PERKIRAAN
        if past or (renja and not facts.spoken("sd")):
            return Ukuran.REALISASI, Konteks.RENJA
        return Ukuran.REALISASI, Konteks.RENSTRA
    return ukuran, Konteks.RENSTRA if renstra and not renja and not past else Konteks.RENJA


def _forward_year(facts: Facts, layout: Layout) -> tuple[int | None, float, str]:
    """n+1 by Permendagri 86/2017, also where the printed header names another year."""
    plan, why = layout.plan_year
    if plan is not None:
        return plan + 1, PRINTED, f"n+1 ({why})"
    return (facts.years[-1], PRINTED, "kepala") if facts.years else (None, NONE, "-")


def _baseline_year(facts: Facts, layout: Layout) -> tuple[int | None, float, str]:
    if facts.years:
        return facts.years[-1], PRINTED, "kepala"
    if layout.counted and "tahun0" in squash(mended(facts.text)):
        first = layout.nth_year(1)
        return (first - 1 if first is not None else None), TITLE, "tahun 0"
    return None, NONE, "-"


def _closing_year(facts: Facts, layout: Layout) -> tuple[int | None, float, str]:
    last = layout.last_year
    printed = facts.years[-1] if facts.years else None
    if printed is not None and _looks_back(layout):
        return printed, PRINTED, "akhir periode sebelumnya"
    if last is not None and (printed is None or printed <= last or layout.spans_years):
        return last, PRINTED, "akhir periode"
    return (facts.years[-1], TITLE, "kepala") if facts.years else (None, NONE, "-")


def _looks_back(layout: Layout) -> bool:
    """True for a table of the period before the document's own: the last year that it prints is where that begins."""
    first, years = layout.document_span[0], layout.printed_years
    return layout.spans_years and first is not None and len(years) > 1 and max(years) <= first


_PLANNED = frozenset({"target", "pagu", "volume"})


def _year(facts: Facts, kind: str, konteks: Konteks | None, layout: Layout) -> tuple[int | None, float, str]:
    if konteks is not None and not (facts.leaf and years_in(facts.leaf.text)):
        near = None if layout.counted and facts.nth is not None else layout.neighbour_year(facts, konteks)
        if near is not None:
            return near, TITLE, BESIDE
    if layout.forward_group(facts) and kind == "target":
        return _forward_year(facts, layout)
    printed = layout.header_year(facts)
    if printed is not None:
        if kind in _PLANNED and is_stage(facts, layout.facts):
            return printed, DOUBTFUL, "tahap beberapa tahun"
        return (printed, DEALT, "tahun dibagi menurut urutannya") if facts.is_dealt else (printed, PRINTED, "kepala")
    if layout.counted and facts.nth is not None:
        return None, TITLE, f"tahun ke-{facts.nth} dari masa yang tidak tercetak"
    beside = layout.beside_year(facts) if kind in _OF_THE_LEFT else None
    if beside is not None:
        return beside, TITLE, BESIDE
    if _NEXT_YEAR.search(facts.text) and not facts.spoken("maju"):
        return None, DOUBTFUL, "tahun sesudah yang mana"
    return layout.year_before(kind) if facts.names_last_year else layout.year_around(kind)
