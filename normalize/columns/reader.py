"""The entry: a table's grid to its columns, each with its meaning, its certainty, and why."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from normalize.columns.assign import Reading, assign
from normalize.columns.axes import BESIDE, SPOILT, TITLE, Place
from normalize.columns.beside import is_planned
from normalize.columns.candidates import Candidate, table_candidates
from normalize.columns.doubled import without_doubles
from normalize.columns.facts import Facts, table_facts
from normalize.columns.given import NOTHING, Givens, settled
from normalize.columns.layout import Layout, build_layout
from normalize.columns.parts import summed_periods
from normalize.columns.printed import printed_relations
from normalize.columns.regions import without_regions
from normalize.columns.relations import Relation, find_relations
from normalize.columns.rivals import Rivals, towards_the_end
from normalize.columns.slices import with_slices
from normalize.columns.stages import only_past_years, tells_reached
from normalize.columns.stocks import without_stocks
from normalize.columns.unpriced import without_money
from normalize.columns.unproven import without_bare_years, without_displaced, without_proof, without_sums
from normalize.grid import Grid
from normalize.types import Column, DocumentMeta, Konteks, TingkatBaris, Ukuran
from normalize.ukuran import DOUBTFUL

_LEVELS = (
    TingkatBaris.URUSAN,
    TingkatBaris.BIDANG_URUSAN,
    TingkatBaris.PROGRAM,
    TingkatBaris.KEGIATAN,
    TingkatBaris.SUB_KEGIATAN,
)
_QUARTERS = frozenset({Konteks.TRIWULAN_1, Konteks.TRIWULAN_2, Konteks.TRIWULAN_3, Konteks.TRIWULAN_4})
_SEMESTERS = frozenset({Konteks.SEMESTER_1, Konteks.SEMESTER_2})
_SPLIT = frozenset({"realisasi", "sisa", "selisih"})


@dataclass(frozen=True, slots=True)
class ColumnsRead:
    """A table's columns with all that led to them."""

    columns: tuple[Column, ...]
    facts: tuple[Facts, ...]
    candidates: tuple[tuple[Candidate, ...], ...]
    relations: tuple[Relation, ...]
    readings: tuple[Reading, ...]
    layout: Layout


def read_columns(
    grid: Grid,
    meta: DocumentMeta,
    before: ColumnsRead | None = None,
    reported: frozenset[int] = frozenset(),
    given: Givens = NOTHING,
) -> ColumnsRead:
    """What each column of a table means.

    ``before``: the columns of the table right before it in the document, whose header a table without one goes on with.
    ``reported``: the years of which tables before it print what was reached. ``given``: what a person says of columns.
    """
    facts, inner_title = table_facts(grid)
    layout = build_layout(facts, grid.table, inner_title, meta, reported)
    if before is not None and _goes_on(facts, before):
        facts = tuple(replace(f, levels=b.levels, first=b.first) for f, b in zip(facts, before.facts, strict=True))
        layout = replace(before.layout, facts=facts)
    relations = summed_periods(facts, find_relations(facts, printed_relations(facts)))
    past, reached = only_past_years(facts, layout.title, meta), tells_reached(layout.title, meta)
    found = table_candidates(facts, relations, past=past, reached=reached)
    readings = assign(facts, found, relations, layout, given)
    places = _reckoned(_of_their_sum([r.place for r in readings], relations), relations)
    places = _measured_against(places, relations)
    places = towards_the_end(places, relations)
    places = _forward(facts, readings, layout, places)
    places = _physical(facts, readings, _as_quarters(facts, relations, places))
    places = _redated(places, grid.table.redated, layout)
    slices = with_slices(facts, places, relations)
    columns = [_column(f, r, at, part, layout) for f, r, at, part in zip(facts, readings, places, slices, strict=True)]
    columns = _as_sure_as_parts(_doubted_halves(columns, readings, relations), readings, relations)
    columns = without_money(columns, facts, layout, grid)
    columns = without_stocks(columns, facts, layout, grid)
    columns = without_proof(without_regions(columns, facts), facts, readings, grid, layout)
    columns = without_displaced(columns, facts, readings, found, relations)
    columns = without_bare_years(columns, facts, readings, layout.title) if reached else columns
    columns = settled(without_sums(columns, facts, relations), given)
    readings = tuple(replace(r, place=at) for r, at in zip(readings, places, strict=True))
    columns = without_doubles(columns, facts, str(meta.jenis), Rivals(facts, readings, relations))
    return ColumnsRead(tuple(columns), facts, found, relations, readings, layout)


def reported_years(read: ColumnsRead) -> Iterator[int]:
    """The years that headers or the title of a table print for what was reached; what is only expected is none."""
    for r in read.readings:
        at = r.place
        if r.kind == "realisasi" and at and at.tahun and at.because in _PRINTED and at.konteks is not Konteks.PERKIRAAN:
            yield at.tahun


_PRINTED = ("kepala", "judul")


def _goes_on(facts: Sequence[Facts], before: ColumnsRead) -> bool:
    """True where a table without any header word has the columns of the one before it and their look."""
    if len(facts) != len(before.facts) or any(p.kind for f in facts for x in f.levels for p in x.phrases):
        return False
    pairs = [(f, b) for f, b in zip(facts, before.facts, strict=True) if f.filled and b.filled]
    alike = sum(_look(f) == _look(b) for f, b in pairs)
    return any(b.levels for b in before.facts) and alike >= _ALIKE * len(pairs) and bool(pairs)


_ALIKE = 0.7
"""Share of the columns filled in both whose cells must look alike: cells of a page vary, its columns do not."""


def _look(facts: Facts) -> str:
    """Amounts, other numbers, or text."""
    if facts.shares.get("uang", 0.0) > 0.4:
        return "uang"
    return "angka" if facts.numeric > 0.5 else "teks"


def _column(facts: Facts, reading: Reading, at: Place | None, rincian: str | None, layout: Layout) -> Column:
    title = facts.text
    sure = certainty(reading.margin)
    if at is None:
        side = layout.side(facts) if reading.kind in ("nama", "indikator", "kode", "lokasi") else None
        tingkat = _levels(facts) if reading.kind == "nama" else ()
        return Column(facts.indeks, title, reading.kind, side, None, None, sure, tingkat)
    told = any(why.startswith(("kepala", "tanda", "hubungan")) for why in reading.because)
    if not told and not (reading.kind == "target" and is_planned(facts, layout.facts)):
        sure = min(sure, DOUBTFUL)  # only its look speaks for it
    return Column(facts.indeks, title, str(at.ukuran), at.konteks, at.tahun, rincian, round(sure * at.sure, 3))


def certainty(margin: float) -> float:
    """The chance that a column's kind is right by the margin of the joint reading, 0..1."""
    return round(1.0 / (1.0 + math.exp(-0.9 * margin)), 3)


def _levels(facts: Facts) -> tuple[TingkatBaris, ...]:
    """The levels that a name column's lowest telling header text names, highest first."""
    for level in reversed(facts.levels):
        found = tuple(t for t in _LEVELS if str(t) in level.axes)
        if found:
            return found
    return ()


def _of_their_sum(places: Sequence[Place | None], relations: Sequence[Relation]) -> list[Place | None]:
    """Parts of a year are of the year that the header of their sum prints; a caption's other year is the document's.

    What no sum shows (quarters that are still empty, those of the indicator) follows the quarters beside it.
    """
    out = list(places)
    for r in relations:
        whole, parts = places[r.columns[0]], [places[i] for i in r.columns[1:]]
        if r.kind not in ("jumlah", "selisih") or whole is None or not whole.is_told:
            continue
        undated = {p.tahun if p and _is_part(p) and not p.is_told else whole.tahun for p in parts}
        if len(undated) == 1 and whole.tahun not in undated:
            year = undated.pop()
            for i, at in enumerate(places):
                if at and _is_part(at) and not at.is_told and at.tahun == year:
                    out[i] = replace(at, tahun=whole.tahun, sure=max(at.sure, TITLE), because=f"hubungan {r.kind}")
    return out


def _redated(places: Sequence[Place | None], redated: frozenset[int], layout: Layout) -> list[Place | None]:
    """The places; a year that the header of a later page prints otherwise is one of two readings.

    Where the document's own year says which of them is meant (n, or n+1 of a plan) the other one is a slip of the pen.
    """
    plan, _ = layout.plan_year
    meant = {plan, plan + 1} if plan is not None else set()
    return [
        replace(at, sure=min(at.sure, SPOILT), because="kepala; halaman berikut mencetak tahun lain")
        if at is not None and i in redated and at.because == "kepala" and at.tahun not in meant
        else at
        for i, at in enumerate(places)
    ]


def _is_part(at: Place) -> bool:
    return at.konteks in _QUARTERS or at.konteks in _SEMESTERS


def _reckoned(places: Sequence[Place | None], relations: Sequence[Relation]) -> list[Place | None]:
    """A share or remainder whose header prints no year is of the year of the columns that it is reckoned from.

    Also where these print none, and one to their left does: "SiLPA 2027 | Total | Realisasi | Sisa".
    """
    out = list(places)
    for r in relations:
        for i in r.columns:
            at = places[i]
            if at is None or at.ukuran not in _RECKONED or at.is_told:
                continue
            of = {(p.tahun, p.is_told) if p else None for p in _bases(r, i, places)}
            if len(of) == 1 and (told := of.pop()) is not None and (told[1] or at.because == BESIDE):
                out[i] = replace(at, tahun=told[0], sure=max(at.sure, TITLE), because=f"hubungan {r.kind}")
    return out


def _measured_against(places: Sequence[Place | None], relations: Sequence[Relation]) -> list[Place | None]:
    """A table whose numbers measure what was reached by a budget looks back: the document's year is not its own.

    A plan prints what was spent before it was written, beside the budget that it was spent from. Where no header dates
    either, what was reached has no year, and neither has what only the document would date.
    """
    reached = {i for i, p in enumerate(places) if p and p.ukuran is Ukuran.REALISASI and p.tahun is None}
    measured = (r.columns for r in relations if r.kind in ("persen", "selisih") and reached & set(r.columns))
    if not any(_by_document(places[i]) for columns in measured for i in columns):
        return list(places)
    return [replace(p, tahun=None, because="hubungan realisasi") if p and _by_document(p) else p for p in places]


def _by_document(place: Place | None) -> bool:
    return place is not None and place.tahun is not None and place.because == "dokumen"


def _bases(relation: Relation, col: int, places: Sequence[Place | None]) -> list[Place | None]:
    """The places that the year of a column which is reckoned from others follows.

    What was reached is a share of a target, also of a later year's: the share is of the year in which it was reached.
    """
    if relation.kind == "persen" and relation.columns[2] == col:
        part, whole = (places[i] for i in relation.columns[:2])
        if part and whole and (part.ukuran, whole.ukuran) == (Ukuran.REALISASI, Ukuran.TARGET):
            return [part]
    return [places[j] for j in relation.columns if j != col]


_RECKONED = frozenset({Ukuran.PERSEN_REALISASI, Ukuran.CAPAIAN, Ukuran.SISA, Ukuran.SELISIH})


def _forward(
    facts: Sequence[Facts], readings: Sequence[Reading], layout: Layout, places: list[Place | None]
) -> list[Place | None]:
    """The money of n+1 beside that of n in a plan for one year is the forward estimate, whatever heads it."""
    money_now = any(
        r.kind == "pagu" and p and p.konteks is None and f.indeks not in layout.forward_columns
        for f, r, p in zip(facts, readings, places, strict=True)
    )
    out = list(places)
    for f, r, p in zip(facts, readings, places, strict=True):
        named = layout.forward_group(f)
        later = f.indeks in layout.forward_columns and money_now
        money = r.kind == "pagu" or (r.kind == "proyeksi" and later and f.shares.get("uang", 0.0) > _AMOUNTS)
        if p is not None and money and p.konteks in (None, Konteks.PERKIRAAN) and (named or later):
            plan, _ = layout.plan_year
            year = plan + 1 if plan is not None else p.tahun
            out[f.indeks] = replace(p, ukuran=Ukuran.PRAKIRAAN_MAJU, konteks=None, tahun=year)
    return out


_AMOUNTS = 0.4
"""Share of a column's cells that are amounts of money."""


def _as_quarters(
    facts: Sequence[Facts], relations: Sequence[Relation], places: list[Place | None]
) -> list[Place | None]:
    """A "Total" that is the sum of what was spent in the quarters, or of each source, is what was spent.

    No word must say pagu: where all is spent the pagu is that sum too.
    """
    out = list(places)
    for r in relations:
        whole, parts = places[r.columns[0]], [places[i] for i in r.columns[1:]]
        sliced = all(_names_slice(facts[i]) for i in r.columns[1:])
        spent = all(p is not None and p.ukuran is Ukuran.REALISASI for p in parts)
        spent = spent and (sliced or all(p is not None and p.konteks in _QUARTERS for p in parts))
        total = facts[r.columns[0]]
        called = total.spoken("jumlah") and not any(p.kind == "pagu" for x in total.levels for p in x.phrases)
        if r.kind in ("jumlah", "selisih") and spent and called and whole is not None and whole.ukuran is Ukuran.PAGU:
            out[r.columns[0]] = replace(whole, ukuran=Ukuran.REALISASI)
    return out


def _names_slice(facts: Facts) -> bool:
    return any(p.rincian for level in facts.levels for p in level.phrases)


def _physical(facts: Sequence[Facts], readings: Sequence[Reading], places: list[Place | None]) -> list[Place | None]:
    """Of two realisations of one year in a row, money and the indicator's, the indicator's one is ``fisik``."""
    spent = {
        (p.konteks, p.tahun)
        for f, r, p in zip(facts, readings, places, strict=True)
        if p and r.kind == "realisasi" and (f.shares.get("uang", 0.0) > 0.5 or f.spoken("uang"))
    }
    out = list(places)
    for f, r, p in zip(facts, readings, places, strict=True):
        if p and r.kind == "realisasi" and p.konteks is None and f.shares.get("uang", 0.0) < 0.3 and f.filled:
            reached = f.spoken("kinerja") or not (f.spoken("uang") or f.spoken("rp"))
            if (None, p.tahun) in spent and reached:
                out[f.indeks] = replace(p, konteks=Konteks.FISIK)
    return out


def _doubted_halves(
    columns: Sequence[Column], readings: Sequence[Reading], relations: Sequence[Relation]
) -> list[Column]:
    """The columns; two that only their sum calls spent and left, no header, are doubtful: offices add up too.

    So is one that only what two columns of one measure differ by calls a difference: "Penyedia | Swakelola | Jumlah",
    what only a "Selisih" leaves of a budget, which may be another budget: "Usulan | Hasil Asistensi | Selisih", and
    what is the sum of parts that are read as budgets: "Jan | ... | Jun | Semester I | Sisa".
    """
    unsaid = {
        c.indeks
        for c, r in zip(columns, readings, strict=True)
        if r.kind in _SPLIT and all(why.startswith(("isi", "hubungan selisih")) for why in r.because)
    }
    bare = {i for i, r in enumerate(readings) if r.kind == "realisasi" and all(map(_tells_no_measure, r.because))}
    doubtful: set[int] = {
        r.columns[0]
        for r in relations
        if r.kind == "jumlah" and r.columns[0] in bare and all(columns[i].peran == Ukuran.PAGU for i in r.columns[1:])
    }
    for r in relations:
        whole, *parts = (columns[i] for i in r.columns) if r.kind == "selisih" else (None,)
        open_ = {c.indeks for c in parts if c.indeks in unsaid}
        alike = whole is not None and any(_measures(c) == _measures(whole) for c in parts)
        differs = any(c.peran == Ukuran.SELISIH and c.indeks not in unsaid for c in parts)
        if open_ and (len(open_) == len(parts) or alike or differs):
            doubtful |= open_
    return [replace(c, keyakinan=min(c.keyakinan, DOUBTFUL)) if c.indeks in doubtful else c for c in columns]


def _tells_no_measure(why: str) -> bool:
    """True for a reason that is no word of a header: the cells' look, the quarter that it names, a remainder."""
    return why.startswith(("isi", "triwulan tanpa", "hubungan selisih"))


def _as_sure_as_parts(
    columns: Sequence[Column], readings: Sequence[Reading], relations: Sequence[Relation]
) -> list[Column]:
    """The columns; a total that only its parts call what was spent (``_as_quarters``) is no surer than they are."""
    least = {
        r.columns[0]: min(columns[i].keyakinan for i in r.columns[1:])
        for r in relations
        if r.kind in ("jumlah", "selisih")
    }
    return [
        replace(c, keyakinan=min(c.keyakinan, least.get(c.indeks, 1.0)))
        if c.peran == Ukuran.REALISASI and r.kind == "pagu"
        else c
        for c, r in zip(columns, readings, strict=True)
    ]


def _measures(column: Column) -> tuple[str | None, Konteks | None, int | None]:
    return column.peran, column.konteks, column.tahun
