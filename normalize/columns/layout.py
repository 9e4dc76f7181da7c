"""What the columns of a table say together: halves, a period's years, the evaluation's groups, the plan's year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from extract.types import Table
from normalize.columns.facts import Facts, names_last_year
from normalize.columns.stages import (
    before_the_changed,
    beside_year,
    closes,
    closes_with_own_year,
    compares_plans,
    is_after,
    is_running_year,
    of_whole_period,
    part_reached,
    period_totals,
    plans_ahead,
    repaired_years,
    repeated_from,
    stage_words,
    tells_reached,
    year_runs,
    years_named,
)
from normalize.columns.yearly import SPAN, among_years
from normalize.types import DocumentMeta, JenisDokumen, Konteks
from normalize.ukuran import DOUBTFUL
from normalize.wording import squash, years_in
from vocabulary.spelling import mended

_AMOUNT = re.compile(r"\d{1,3}(?:[.,]\d{3}){2}")
_ZERO = re.compile(r"\btahun\s*-?\s*0\b", re.I)
_NEAR_LINES = 4
_REACHED = frozenset({"realisasi", "capaian", "persen_realisasi", "fisik", "bobot", "tertimbang", "sisa"})
_TOLD = frozenset({"realisasi", "capaian", "capaianrealisasi", "sisa", "proyeksi"})
_REPORT_LAG = 2
"""A Renja for year n reports on n-2, the last whole year when it is drafted (Permendagri 86/2017, annex, T-C.29)."""
_BEGINS_WITH_YEAR = re.compile(r"\W*(?:\d{1,3}\s+)?(?:tahun\s*)?(?:19|20)\d\d\b", re.I)


@dataclass(frozen=True)
class Layout:
    """A table's columns and surroundings; all answers are about the table as a whole or a column in it."""

    facts: tuple[Facts, ...]
    title: str
    above: tuple[str, ...]
    meta: DocumentMeta
    reported: frozenset[int] = frozenset()
    """Years of which tables before this one print what was spent or reached."""

    @cached_property
    def evaluasi(self) -> bool:
        """True for the evaluation of a Renja (T-C.29, E.81): targets of Renstra and Renja beside what was reached."""
        spoken = [(f, f.kinds) for f in self.facts]
        quarters = self.quarters > 1
        # Beside what was reached in quarters the target "Renstra Akhir Periode" is that of the evaluated Renstra.
        renstra = any("target" in kinds and f.spoken("renstra") and (quarters or not closes(f)) for f, kinds in spoken)
        renja = any("target" in kinds and f.spoken("renja") for f, kinds in spoken)
        reached = any("realisasi" in kinds and (f.spoken("sd") or f.spoken("perkiraan")) for f, kinds in spoken)
        if not quarters and plans_ahead(self.facts):
            return False
        # One target beside what was reached until now is what a report of performance compares (Permenpan 53/2014).
        if sum("target" in kinds and "persen" not in kinds for _, kinds in spoken) < 2 and not (quarters or renja):
            return False
        return renstra + renja + reached + quarters >= 2 and (renstra or renja) and (reached or quarters)

    @cached_property
    def quarters(self) -> int:
        """How many different quarters the headers name."""
        return len({f.quarter for f in self.facts} - {None})

    @cached_property
    def semesters(self) -> int:
        """How many different half-years the headers name."""
        return len({f.semester for f in self.facts} - {None})

    @cached_property
    def split(self) -> int | None:
        """First column of the right half of a two-sided form (T-C.31), None where there is one side only.

        Either half may say what it is; else the headers of the left side come again, in the same order, on the right.
        """
        right = [f.indeks for f in self.facts if f.spoken("kanan")]
        left = [f.indeks for f in self.facts if f.spoken("kiri")]
        if right and (left or min(right) > 1):
            return min(right)
        return repeated_from(self.facts)

    @cached_property
    def right_end(self) -> int:
        """Last column of the right half: what stands behind it under a header of its own is outside of both."""
        if self.split is None:
            return len(self.facts)
        outside = [f.indeks for f in self.facts if f.indeks > self.split and f.spoken("maju")]
        return min(outside) - 1 if outside else len(self.facts)

    def side(self, facts: Facts) -> Konteks | None:
        """The half of a two-sided form that a column stands in."""
        if self.split is None or facts.spoken("maju"):
            return None
        if facts.spoken("kiri") != facts.spoken("kanan") and not self.copied_heading(facts):
            # What a column's own header says needs no order of the halves.
            return Konteks.HASIL_ANALISIS if facts.spoken("kanan") else Konteks.RANCANGAN_AWAL
        if facts.indeks > self.right_end or stage_words(facts):
            return None  # "Semula | Menjadi" are halves too, of a change
        return Konteks.HASIL_ANALISIS if facts.indeks >= self.split else Konteks.RANCANGAN_AWAL

    def copied_heading(self, facts: Facts) -> bool:
        """True for a column of the right half of T-C.31 where the left one's heading stands over both."""
        if self.split is None or any(f.spoken("kanan") for f in self.facts):
            return False
        return facts.indeks >= self.split and facts.spoken("kiri")

    @cached_property
    def changed(self) -> bool:
        """True where some column says that it stands after a change, and is filled: before that the budget is one."""
        return any(is_after(f) and (f.filled or not any(x.filled for x in self.facts)) for f in self.facts)

    def is_before(self, facts: Facts) -> bool:
        """True for a column of what stood before a change ("Sebelum Perubahan"; "Murni" beside "Perubahan")."""
        words = stage_words(facts)
        if not words:
            return facts.indeks in self._before_the_changed
        if "sebelum" not in words[0].axes:
            return False
        return "sebelum" in words[0].text or self.changed

    @cached_property
    def _before_the_changed(self) -> frozenset[int]:
        return before_the_changed(self.facts)

    def is_closing(self, facts: Facts) -> bool:
        """True for the closing column of a period: its end, or a total over its years."""
        if closes(facts) or facts.indeks in self._period_totals or among_years(facts, self.facts, "akhir"):
            return True
        years = {y for level in facts.levels for y in years_in(level.text)}
        summed = facts.spoken("jumlah") and len(years) > 1 and len(self.printed_years) > 1
        return summed or (self.spans_years and of_whole_period(facts, self.document_span))

    def is_start(self, facts: Facts) -> bool:
        """True for a column of what was reached before a period began."""
        measured = any(p.kind for level in facts.levels for p in level.phrases)  # "Target Renstra Tahun ke- > Awal"
        return facts.spoken("awal") or (not measured and among_years(facts, self.facts, "awal"))

    @cached_property
    def _period_totals(self) -> frozenset[int]:
        return period_totals(self.facts, self.document_span[0] if self.spans_years else None)

    @cached_property
    def printed_years(self) -> frozenset[int]:
        """The single years that columns' headers print."""
        return frozenset(f.years[0] for f in self.facts if len(f.years) == 1)

    @cached_property
    def services(self) -> bool:
        """True for performance of services (T-C.23, T-C.30): targets of several years, then what they reached."""
        heads = {"target": set[int](), "realisasi": set[int](), "pagu": set[int]()}
        for f in self.facts:
            named = [(i, p.kind) for i, level in enumerate(f.levels) for p in level.phrases if p.kind]
            if not named:
                continue
            at, kind = named[0]
            if kind == "pagu":
                return False
            # The measure stands above the years; "2024 > Target | Realisasi" measures one year after the other.
            if kind in heads and (f.years or f.nth) and at < len(f.levels) - 1:
                heads[kind].add(f.years[0] if f.years else f.nth or 0)
        aimed, reached = heads["target"], heads["realisasi"]
        if not (len(aimed) > 1 and len(reached) > 1):
            return False
        # "Realisasi 2023 | 2024" before "Target 2025 | 2026" is where a plan begins, no service that is measured.
        printed = self.printed_years
        return not (aimed | reached <= printed and max(reached) < min(aimed))

    @cached_property
    def counted(self) -> bool:
        """True where columns are headed "Tahun ke-1", "Tahun ke-2" ..."""
        return sum(f.nth is not None for f in self.facts) > 1

    def nth_year(self, k: int) -> int | None:
        """Year k of the period: of the title's span, of twin columns that print their years, else of the document's.

        Where "Tahun 0" prints its year, the others count from there. Else the last counted year is the period's last: a
        Renstra of 2021 to 2026 plans five years (Permendagri 86/2017). What was spent is of no year that the document
        only plans.
        """
        zero = next((f.years[0] for f in self.facts if f.years and _ZERO.search(mended(f.text))), None)
        begin, close = self.document_span
        if zero is not None and (not self.spans_years or (begin or 0) - 1 <= zero + 1 <= (close or 0)):
            return zero + k  # that of another period is a slip of the pen
        last = max((f.nth or 0 for f in self.facts), default=0)
        years = sorted(self.printed_years)
        if len(years) == last and k <= last:
            return years[k - 1]
        spans = self.title_spans if self.looks_back else (*self.title_spans, self.document_span)
        for first, end in spans:
            if first is not None and end is not None and end - first + 1 >= last > 1:
                return first + k - 1 if self._closes_with_own_year else end - last + k
        return None

    @cached_property
    def _closes_with_own_year(self) -> bool:
        return closes_with_own_year(self.facts)

    @cached_property
    def looks_back(self) -> bool:
        """True where a column is headed by what was spent or reached."""
        return any(p.kind == "realisasi" for f in self.facts for level in f.levels for p in level.phrases[:1])

    @cached_property
    def title_spans(self) -> tuple[tuple[int, int], ...]:
        """Spans of years that the title or the lines above name."""
        texts = (self.title, *reversed(self.above[-_NEAR_LINES:]))
        return tuple((int(m[1]), int(m[2])) for text in texts for m in SPAN.finditer(text) if int(m[1]) < int(m[2]))

    @property
    def document_span(self) -> tuple[int | None, int | None]:
        """First and last year of the document."""
        return self.meta.tahun, self.meta.tahun_akhir

    @property
    def spans_years(self) -> bool:
        """True for a document of several years: it knows better where its period ends than a header does."""
        first, last = self.document_span
        return first is not None and last is not None and last > first

    @cached_property
    def last_year(self) -> int | None:
        """The last year of the period: the document's, else the title's span, else the last that a column prints."""
        first, last = self.document_span
        if last is not None and first is not None and last > first:
            return last
        if self.title_spans:
            return self.title_spans[0][1]
        years = [y for f in self.facts if not (self.is_closing(f) or f.spoken("maju")) for y in f.years]
        return max(years, default=last)

    @cached_property
    def plan_year(self) -> tuple[int | None, str]:
        """(n, by what): the year that a plan with a forward estimate is for."""
        first, last = self.document_span
        if first is not None and first == last:
            return first, "dokumen"
        years = self._title_years
        return (min(years), "judul") if years else (first, "dokumen")

    def header_year(self, facts: Facts) -> int | None:
        """The year that the column's own header prints, relative to the document's or counted in the period too."""
        for level in reversed(facts.levels):
            repaired = self.sequence.get((level.first, level.last, level.text))
            if repaired is not None:
                return repaired
        if facts.years:
            spans = len(facts.years) > 1 and SPAN.search(facts.text)
            return facts.years[-1] if spans else facts.years[0]
        if facts.nth is not None and self.counted:
            return self.nth_year(facts.nth)
        if facts.offset is not None and self.meta.tahun is not None:
            return self.meta.tahun + facts.offset
        if self.meta.tahun is not None and is_running_year(facts, self.facts):
            return self.meta.tahun - 1
        return None

    def beside_year(self, facts: Facts) -> int | None:
        """The year of the columns to the left of a share or remainder that prints none: "Realisasi 2023 | %"."""
        return beside_year(self.facts, facts) if len(self.printed_years) > 1 else None

    @cached_property
    def compares_plans(self) -> bool:
        """True where a pagu of the Renstra stands beside one that is not of it."""
        return compares_plans(self.facts)

    @cached_property
    def sequence(self) -> dict[tuple[int, int, str], int]:
        """Years of header cells that a run of years side by side contradicts or supplies, by their place and text.

        Under one header the years of a period stand in order: where most agree on where it begins, one that prints
        another year, or none, was misread or misprinted.
        """
        rows: dict[tuple[int, int], dict[tuple[int, int], str]] = {}
        for f in self.facts:
            for above, level in zip((None, *f.levels), f.levels, strict=False):
                parent = (above.first, above.last) if above is not None else (0, len(self.facts) - 1)
                rows.setdefault(parent, {})[level.first, level.last] = level.text
        found: dict[tuple[int, int, str], int] = {}
        for cells in rows.values():
            for run in year_runs(cells):
                found.update(repaired_years(run))
        return found

    def neighbour_year(self, facts: Facts, konteks: Konteks) -> int | None:
        """The year that the columns of the same group of an evaluation print (columns 6 to 8; 10 and 11)."""
        if not self.evaluasi:
            return None
        if konteks is Konteks.RENJA and self.in_past_group(facts):
            return next((f.years[0] for f in self.facts if f.years and self.in_past_group(f)), None)
        if konteks is Konteks.PERKIRAAN:
            near = [f for f in self.facts if f.years and f.spoken("perkiraan")]
            own = [f.years[0] for f in near if f.leaf and years_in(f.leaf.text)]
            plan = [f.years[0] for f in self.facts if f.years and f.spoken("renja") and not self.in_past_group(f)]
            return next(iter((*own, *(f.years[0] for f in near), *plan)), self.meta.tahun)
        return None

    def in_past_group(self, facts: Facts) -> bool:
        """True for columns 6 to 8 of T-C.29: target and realisation of last year side by side under one header."""
        return any((level.first, level.last) in self._past_groups for level in facts.levels[:-1])

    @cached_property
    def _past_groups(self) -> frozenset[tuple[int, int]]:
        groups = {(x.first, x.last) for f in self.facts for x in f.levels[:-1] if x.last > x.first}
        found = set()
        for first, last in groups:
            inside = [f for f in self.facts[first : last + 1] if not f.spoken("perkiraan") and f.quarter is None]
            heads = {next((p.kind for p in f.leaf.phrases if p.kind), None) for f in inside if f.leaf}
            if {"target", "realisasi"} <= heads and last - first < len(self.facts) // 2:
                found.add((first, last))
        return frozenset(found)

    def forward_group(self, facts: Facts) -> bool:
        """True for a column that stands with the forward estimate of the year after."""
        return facts.spoken("maju")

    @cached_property
    def forward_columns(self) -> frozenset[int]:
        """Columns of a second group of years, n+1 beside n, of a plan for one year ("2024 > Rp", "2025 > Rp")."""
        plan, _ = self.plan_year
        first, last = self.document_span
        if plan is None or first != last or self.evaluasi:
            return frozenset()
        dated = {f.indeks: self._named_year(f) for f in self.facts if len(f.years) < 2 and not f.spoken("realisasi")}
        years = {year for year in dated.values() if year is not None and year >= plan}  # before: what was reached
        if not years <= {plan, plan + 1} or plan + 1 not in years:
            return frozenset()
        return frozenset(i for i, year in dated.items() if year == plan + 1)

    def _named_year(self, facts: Facts) -> int | None:
        """The year that a header prints, or names from the document's ("Rencana Tahun n+1")."""
        if facts.years:
            return facts.years[0]
        if facts.offset is None or self.meta.tahun is None:
            return None
        return self.meta.tahun + facts.offset

    def year_before(self, kind: str) -> tuple[int | None, float, str]:
        """``year_around`` of a "Tahun Lalu": one before its table's, unless the title says so and no other column."""
        year, sure, why = self.year_around(kind)
        whole = names_last_year(self.title) and not any("tahunini" in squash(mended(f.text)) for f in self.facts)
        return (year - 1 if year is not None and not whole else year), sure, why

    def year_around(self, kind: str) -> tuple[int | None, float, str]:
        """(year, how sure, by what) of a column whose header names none: title, lines above, document."""
        single = self._single(self._title_years, kind)
        if single is not None:
            return single, 0.97, "judul"
        if self._year_above is not None:
            return self._year_above, 0.93, "teks di atas tabel"
        first, last = self.document_span
        if first is None or first != last:
            return None, 0.85, "-"
        if self.meta.jenis is JenisDokumen.RENJA and (kind in _REACHED or self.reports):
            # What was reached cannot belong to the year that is only planned; a table of one year looks back.
            proven = first - _REPORT_LAG == max(self.reported, default=None)
            sure = 0.9 if proven else DOUBTFUL if part_reached(self.facts) else 0.6
            year = (first - _REPORT_LAG, sure, "n-2, tabel sebelumnya" if proven else "n-2")
            return year if self.reports else (None, 0.85, "-")
        return first, 0.9, "dokumen"

    @cached_property
    def _year_above(self) -> int | None:
        """The one year of the nearest line above that names one."""
        for before, line in reversed([*pairwise(("", *self.above))][-_NEAR_LINES:]):
            if _AMOUNT.search(line) or "rp" in line.lower().split(":")[-1][:6]:
                continue  # "Jumlah 2023: Rp 2.500.000.000" is a figure of its own, no heading
            if _BEGINS_WITH_YEAR.match(line) and not years_named(f"{before} {line}"):
                continue  # of a law that the line before begins to name: "... Permendagri Nomor 17 / Tahun 2011 ..."
            years = years_named(line, dated=False)
            impossible = self.meta.jenis is JenisDokumen.RENJA and self.reports and years == (self.meta.tahun,)
            if len(years) == 1 and not impossible:
                return years[0]
        return None

    @cached_property
    def tells_reached(self) -> bool:
        """True where headers, title or document speak of what was spent or reached since a period began."""
        return self.says_reached or tells_reached(self.title, self.meta)

    @cached_property
    def says_reached(self) -> bool:
        """True where headers do."""
        return any(p.kind in _TOLD and "awal" not in p.axes for f in self.facts for x in f.levels for p in x.phrases)

    @cached_property
    def reports(self) -> bool:
        """True where the headers speak of what was spent or reached and name no year."""
        # A part of a year stands above its columns also in the plan that is changed within it.
        levels = (f.levels[-1:] if part_reached(self.facts) else f.levels for f in self.facts)
        heads = (next((p.kind for p in x.phrases if p.kind), None) for of in levels for x in of)
        return "realisasi" in heads and not self.printed_years and not self.evaluasi

    def _single(self, years: Sequence[int], kind: str) -> int | None:
        """The one year that a title means: its only one; of two in sequence the plan's, or the report's later one."""
        if len(years) == 1:
            return years[0]
        if not years or max(years) - min(years) != 1 or SPAN.search(self.title):
            return None
        forward = "maju" in self.title.lower()
        return min(years) if forward and kind not in _REACHED else None if forward else max(years)

    @cached_property
    def _title_years(self) -> tuple[int, ...]:
        return years_named(self.title)


def build_layout(
    facts: tuple[Facts, ...], table: Table, inner_title: str, meta: DocumentMeta, reported: frozenset[int]
) -> Layout:
    """The layout of a table: ``inner_title`` are titles that stand inside of its grid."""
    title = " ".join(part for part in (table.judul, inner_title) if part)
    return Layout(facts, title, tuple(line.text for line in table.above), meta, reported)
