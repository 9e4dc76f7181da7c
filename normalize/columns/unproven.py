"""Measures that a header's words leave open or a column's own numbers deny: kept, and said to be in doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from normalize.columns.around import DEPTHS
from normalize.columns.assign import Reading
from normalize.columns.candidates import Candidate
from normalize.columns.facts import Facts, Level
from normalize.columns.kinds import MEASURE_WORDS
from normalize.columns.layout import Layout
from normalize.columns.parts import tells_period
from normalize.columns.planned import planned_parts
from normalize.columns.relations import Relation
from normalize.columns.stages import PLANNED, shows_progress
from normalize.columns.subject import counts_things
from normalize.grid import Grid
from normalize.types import Column, DocumentMeta, JenisDokumen, Ukuran
from normalize.ukuran import DOUBTFUL, MEASURES, MONEY, SURE_COLUMN
from normalize.wording import years_in
from vocabulary.spelling import mended
from vocabulary.words import compared

_COUNTS = frozenset({Ukuran.CAPAIAN, Ukuran.TARGET})
_SHARES = frozenset({Ukuran.PERSEN_REALISASI, Ukuran.FISIK, Ukuran.BOBOT, Ukuran.TERTIMBANG})
_LEAST_NEGATIVE, _MANY = 2, 0.2
_COUNTING = frozenset({"banyaknya"})
_COUNTED = _COUNTING | {"populasi"}
_TOLD_OTHERWISE = frozenset({"awal", "akhir", "kinerja", "renstra", "renja", "perkiraan"})
"""Axes that say of a number of things whose it is: what was reached, or what is aimed at."""


_GRADED = frozenset({Ukuran.CAPAIAN, Ukuran.TARGET, Ukuran.REALISASI, Ukuran.PERSEN_REALISASI})
_GRADE = re.compile(
    r"(?:(?:sangat|amat|cukup|kurang|tidak)\s+)?(?:baik|tinggi|sedang|rendah|buruk|kurang|cukup|memuaskan|berhasil|gagal"
    r"|hijau|kuning|merah|biru|[a-e]{1,3})(?:\s+sekali)?\s*(?:\([^()]*\))?",
    re.I,
)
_BOUND = re.compile(
    r"[<>≤≥]|\d\s*%?\s*(?:[-–]|s\s*[./]?\s*d\b|sampai|hingga)[^\d]*\d|\b(?:di\s?)?(?:atas|bawah)\b"
    r"|\b(?:lebih|kurang) dari\b",
    re.I,
)
_LEAST_GRADES = 3


def without_proof(
    columns: Sequence[Column], facts: Sequence[Facts], readings: Sequence[Reading], grid: Grid, layout: Layout
) -> list[Column]:
    """The columns; those whose measure nothing shows, or something denies, are doubtful.

    "Jumlah" alone counts staff, vehicles, inhabitants of a district as well as what an indicator reached: neither a
    target nor an achievement is said, and no share printed beside it shows one. So does "Volume" in a list without
    money, items or indicators, of what there is, and "Persentase" beside such counts alone of the part of them all.
    And no part of a budget that was spent is negative: percentages of which many are, are growth. Small numbers below
    no header at all may be each other's percentages by chance. Bounds beside as many grades are the scale by which
    achievements are judged. A "Populasi" of years after the document's last year was not reached but is aimed at, and
    that of the years before it below one heading may be. Nothing was reached either in a table of a plan whose headers
    speak of no such thing. "Progres" without a word of money or works is that of any task: of what auditors asked for.
    """
    meta = layout.meta
    last_year = meta.tahun_akhir or meta.tahun
    is_weighed = any(c.peran in _WEIGHED for c in columns)
    said = {kind for f in facts for kind in f.kinds}
    priced = not said & _TELLING and _PRICED.search(layout.title) is not None
    is_stock = not any(c.peran in _PLANNED for c in columns) and not any(f.axes & DEPTHS for f in facts)
    is_census = is_stock and all(_counts_only(c, f, r) for c, f, r in zip(columns, facts, readings, strict=True))
    is_scale = any(_holds_grades(grid.column_texts(c.indeks)) for c in columns if c.peran not in _GRADED)
    counted = {c.indeks for c, f in zip(columns, facts, strict=True) if c.peran == Ukuran.CAPAIAN and _is_counted(f)}
    later = {c.indeks for c in columns if last_year is not None and (c.tahun or 0) > last_year}
    to_come = {_heading(c) for c in columns if c.indeks in counted & later}
    return [
        replace(c, keyakinan=min(c.keyakinan, DOUBTFUL))
        if _is_open(c, f, r)
        or (is_stock and _is_open(c, f, r, _VOLUME))
        or _is_growth(c, f)
        or (c.peran == Ukuran.TERTIMBANG and not is_weighed)
        or _is_unnamed(c, f)
        or _is_share_of_other(c, f, r)
        or _is_number_of_other(c, f)
        or (is_census and _is_part_of_whole(c, f, r))
        or _is_of_no_budget(c, f)
        or (is_scale and c.peran in _GRADED and _holds_bounds(c, grid))
        or (c.indeks in counted and _heading(c) in to_come)
        or (not layout.tells_reached and _is_planned(c, f, r, layout))
        or _is_unsaid_part(c, f, r, layout)
        or (not said & _OF_WORKS and _is_bare_progress(c, f))
        or (priced and c.peran in _COUNTS and not f.kinds & _TELLING)
        or (r.kind == "proyeksi" and _is_budget_to_come(c, f, meta))
        or _is_before_plan(c, r, layout)
        else c
        for c, f, r in zip(columns, facts, readings, strict=True)
    ]


def _is_planned(column: Column, facts: Facts, reading: Reading, layout: Layout) -> bool:
    """True for a share in a table of what is planned that only its "%" calls reached: "2031 > Target | Rp | %".

    So are "Fisik" and "Keuangan" below a title that speaks of a plan.
    """
    named = facts.kinds & MEASURE_WORDS
    if column.peran not in _SHARED or (column.peran == Ukuran.REALISASI and not (named & _PROGRESS)):
        return False
    said = (p for f in layout.facts for x in f.levels for p in x.phrases)
    if named == {"persen"}:  # also where it is in truth a part of the budget: "Semester I > Rp | %"
        return any(p.kind == "pagu" or "rencana" in p.axes for p in said)
    return not reading.is_shown and named <= _PROGRESS and PLANNED.search(layout.title) is not None


def _is_unsaid_part(column: Column, facts: Facts, reading: Reading, layout: Layout) -> bool:
    """True for amounts of a quarter or half-year of which only "Rp" is said, no measure: "Semester I > Rp".

    That they add up to the budget says that they are its parts, but where the title tells of what was spent: all may
    be. So are those of a month, "Keu (Rp)" or said to be since the year's begin: no part of the budget, with no sum.
    """
    named = facts.kinds & MEASURE_WORDS
    if facts.month is not None and column.peran in MONEY | {Ukuran.REALISASI} and not reading.is_shown:
        return named <= _PROGRESS or facts.spoken("sd")
    timed = facts.quarter is not None or facts.semester is not None
    if not timed or named or column.peran not in MONEY or layout.says_reached or shows_progress(layout.facts):
        return False
    return not reading.is_shown or layout.tells_reached


def _is_bare_progress(column: Column, facts: Facts) -> bool:
    """True for a physical progress that no header word calls so: "Progres (%)"."""
    told = {p.text for level in facts.levels for p in level.phrases if p.kind == "fisik"}
    return column.peran == Ukuran.FISIK and told <= _ANY_PROGRESS


_ANY_PROGRESS = frozenset({"progres", "progress"})
_OF_WORKS = frozenset({"pagu", "realisasi", "belanja", "kontrak", "bobot", "tertimbang", "volume"})
"""Kinds that headers of reports on works or budgets name."""
_SHARED = frozenset({Ukuran.REALISASI, Ukuran.CAPAIAN, Ukuran.PERSEN_REALISASI, Ukuran.FISIK, Ukuran.TERTIMBANG})
_PROGRESS = frozenset({"persen", "fisik", "keuangan", "tertimbang"})


def _is_before_plan(column: Column, reading: Reading, layout: Layout) -> bool:
    """True for a "target" that only a bare year before those of the plan calls one: its baseline, as well.

    A Renja also prints the targets of its Renstra, whose title says so; a title's own period may begin earlier.
    """
    told = any(not why.startswith(("kepala tahun", "isi")) for why in reading.because)
    first, year = layout.meta.tahun, column.tahun
    if column.peran != Ukuran.TARGET or told or first is None or year is None or year >= first:
        return False
    if layout.meta.jenis is JenisDokumen.RENSTRA:
        return not any(begin <= year <= end for begin, end in layout.title_spans)
    return layout.meta.jenis is JenisDokumen.RENJA and not PLANNED.search(layout.title)


def _is_budget_to_come(column: Column, facts: Facts, meta: DocumentMeta) -> bool:
    """True for a "Proyeksi" over amounts of a year that the document plans: nothing of it is spent, expected or not."""
    projected = any(p.text == "proyeksi" for level in facts.levels for p in level.phrases)
    money = facts.spoken("rp") or facts.spoken("uang") or facts.shares.get("uang", 0.0) > _MOSTLY
    planned = meta.jenis is not JenisDokumen.LKJIP and meta.tahun is not None and (column.tahun or 0) >= meta.tahun
    return projected and money and planned and column.peran == Ukuran.REALISASI


def without_displaced(
    columns: Sequence[Column],
    facts: Sequence[Facts],
    readings: Sequence[Reading],
    found: Sequence[Sequence[Candidate]],
    relations: Sequence[Relation],
) -> list[Column]:
    """The columns; a measure that a column's own header and cells are far from, and that no relation of its numbers
    shows, is doubtful: only another column that took the likelier one ("Bobot (%)" twice) made it that. A second
    budget beside one is the forward estimate by design of the plan's form. So is an achievement that no word names and
    that is a share of a budget: beside "% thd Pagu" a "% thd Rencana Penarikan" is left no other measure; and a share
    of money that is one of counts, where no form of a plan (T-C.29) calls it that.
    """
    shares = [r.columns for r in relations if r.kind == "persen"]
    planned = planned_parts(facts)
    of_budget = {share for _, whole, share in shares if readings[whole].kind == "pagu"}
    plans = any(f.axes & {"renja", "renstra"} for f in facts)
    of_counts = {three[2] for three in shares if not plans and not any(facts[i].is_of_money for i in three)}
    return [
        replace(c, keyakinan=min(c.keyakinan, DOUBTFUL))
        if (c.peran in _DISPLACED and _best(options) - r.score > _FAR and not r.is_shown)
        or (c.peran == Ukuran.CAPAIAN and c.indeks in of_budget and not _says_reached(f))
        or (c.peran == Ukuran.PERSEN_REALISASI and c.indeks in of_counts)
        or (c.peran == Ukuran.PAGU and c.indeks in planned)
        else c
        for c, f, r, options in zip(columns, facts, readings, found, strict=True)
    ]


def without_sums(columns: Sequence[Column], facts: Sequence[Facts], relations: Sequence[Relation]) -> list[Column]:
    """The columns; a bare "Jumlah" of columns that are all in doubt, of one measure with it, is no more certain."""
    open_ = {c.indeks for c in columns if c.keyakinan < SURE_COLUMN}
    sums = [(r.columns[0], r.columns[1:]) for r in relations if r.kind in ("jumlah", "selisih")]
    bare = {
        whole
        for whole, parts in sums
        if open_.issuperset(parts)
        and {columns[i].peran for i in parts} == {columns[whole].peran}
        and facts[whole].kinds & MEASURE_WORDS == {"jumlah"}
    }
    return [replace(c, keyakinan=min(c.keyakinan, DOUBTFUL)) if c.indeks in bare else c for c in columns]


def without_bare_years(
    columns: Sequence[Column], facts: Sequence[Facts], readings: Sequence[Reading], title: str
) -> list[Column]:
    """The columns of a table of what was reached; amounts that only a year heads are doubtful, a budget or what was
    spent of it, where neither the title nor their own header speaks of a budget; and so is a bare "%" beside them that
    no numbers show.
    """
    told = [f.kinds & MEASURE_WORDS for f in facts]
    bare = {
        c.indeks
        for c, f in zip(columns, facts, strict=True)
        if c.peran == Ukuran.PAGU and f.years and not told[c.indeks] and not _BUDGET.search(c.judul)
    }
    if not bare or _BUDGET.search(title):
        return list(columns)
    shares = {c.indeks for c in columns if c.peran == Ukuran.PERSEN_REALISASI and told[c.indeks] <= {"persen"}}
    bare |= {i for i in shares if not readings[i].is_shown}
    return [replace(c, keyakinan=min(c.keyakinan, DOUBTFUL)) if c.indeks in bare else c for c in columns]


_BUDGET = re.compile(
    r"\b(?:anggaran|pagu|alokasi|plafon\w*|apbd\w*|dppa|dpa|rka|rba|pergeseran|dana|pendanaan)\b", re.I
)


def _says_reached(facts: Facts) -> bool:
    kinds = facts.kinds
    return bool(kinds & {"capaian", "capaianrealisasi", "fisik"}) or facts.spoken("kinerja")


_DISPLACED = frozenset(Ukuran) - {Ukuran.PRAKIRAAN_MAJU}
_FAR = 3.0
"""Log-odds by which a likelier measure was left: more than between two that one header word may mean ("Capaian")."""


def _best(options: Sequence[Candidate]) -> float:
    return max(option.score for option in options)


_TELLING = frozenset({"indikator", "target", "capaian", "realisasi", "volume", "satuan", "kondisi"})
_PRICED = re.compile(
    r"\b(?:pagu|anggaran|pendanaan|dana|belanja|biaya)\b.*\((?:dalam\s+)?[^()]*\b(?:rp|rupiah|juta\w*|mil[iy]ar\w*)",
    re.I,
)
"""Titles of amounts in millions: small numbers below bare years are no targets ("Pagu Program (Rp Miliar)")."""


def _is_counted(facts: Facts) -> bool:
    """True where no word of the header but "Populasi" says that something was reached."""
    return {p.text for level in facts.levels for p in level.phrases if p.kind == "capaian"} <= _COUNTED


def _heading(column: Column) -> str:
    """What stands above the column's own header; the header itself where nothing does."""
    above, _, own = column.judul.rpartition(">")
    return above or own


def _holds_grades(texts: Sequence[str]) -> bool:
    """True where every row names a grade of its own: "Sangat Tinggi", "Tinggi", "Sedang"."""
    told = [text.lower() for text in texts if text]
    return len(told) >= _LEAST_GRADES and len(set(told)) == len(told) and all(map(_GRADE.fullmatch, told))


def _holds_bounds(column: Column, grid: Grid) -> bool:
    told = [text for text in grid.column_texts(column.indeks) if text]
    return 2 * sum(_BOUND.search(text) is not None for text in told) > len(told)


_WEIGHED = frozenset({Ukuran.PAGU, Ukuran.FISIK, Ukuran.PERSEN_REALISASI})
"""What reports of works weigh; points of a survey are weighed too ("NRR Tertimbang")."""
_PLANNED = frozenset({"indikator", "sasaran", "tujuan", *MONEY, Ukuran.HARGA_SATUAN})
_VOLUME = frozenset({"volume"})


def _counts_items(facts: Facts) -> bool:
    """True for a column of how many programs, indicators or sasaran there are: "Jumlah Indikator", no target of one."""
    kinds = [p.kind for p in facts.leaf.phrases] if facts.leaf else []
    return len(kinds) > 1 and kinds[0] == "jumlah" and set(kinds[1:]) <= _ITEMS


_ITEMS = frozenset({"indikator", "nama", "sasaran", "tujuan", "perangkat_daerah", "kelompok_sasaran"})
_NUMBER = frozenset({"jumlah"})


def _is_open(column: Column, facts: Facts, reading: Reading, open_words: frozenset[str] = _NUMBER) -> bool:
    if column.peran not in _COUNTS or reading.is_shown:
        return False
    phrases = [p for level in facts.levels for p in level.phrases]
    if open_words == _NUMBER and _counts_items(facts):
        return True
    named = {"jumlah" if p.text in _COUNTING else p.kind for p in phrases} & MEASURE_WORDS
    told = any(level.sign for level in facts.levels) or facts.axes & _TOLD_OTHERWISE
    return not told and (named == open_words or (not named and any(map(counts_things, facts.levels))))


def _is_part_of_whole(column: Column, facts: Facts, reading: Reading) -> bool:
    """True for a share of which no word and no number says what was reached."""
    named = facts.kinds & MEASURE_WORDS
    return (
        column.peran == Ukuran.CAPAIAN and named <= _SHARE and not reading.is_shown and not facts.axes & _TOLD_OTHERWISE
    )


_SHARE = frozenset({"persen"})


def _counts_only(column: Column, facts: Facts, reading: Reading) -> bool:
    """True for a column that measures nothing, or nothing but how many there are and which part of them all."""
    is_open = _is_open(column, facts, reading) or _is_part_of_whole(column, facts, reading)
    return column.peran not in MEASURES or is_open


def _is_of_no_budget(column: Column, facts: Facts) -> bool:
    """True for a budget of which a header says only when: what was received until now is no budget."""
    named = facts.kinds & MEASURE_WORDS
    return column.peran == Ukuran.PAGU and not named and tells_period(facts)


def _is_unnamed(column: Column, facts: Facts) -> bool:
    """True for a measure that no word of a header names, and no amounts show."""
    return column.peran in _UNNAMED and not facts.levels and facts.shares.get("uang", 0.0) <= _MOSTLY


_UNNAMED = _GRADED | _SHARES
_MOSTLY = 0.5


def _is_share_of_other(column: Column, facts: Facts, reading: Reading) -> bool:
    """True for a percentage whose header says of what it is one in words of no measure: "Rasio Kemandirian (%)"."""
    if column.peran not in _SHARES | {Ukuran.CAPAIAN} or reading.is_shown:
        return False
    return facts.kinds == {"persen"} and facts.leaf is not None and _says_more(facts.leaf)


def _is_number_of_other(column: Column, facts: Facts) -> bool:
    """True for what a header says whose it is in words of no measure, and the year: "SiLPA 2027", "Nasional > 2027"."""
    named = facts.kinds & MEASURE_WORDS
    bare = column.peran in _OF_YEARS and not named and facts.leaf is not None and bool(years_in(facts.leaf.text))
    return bare and any(map(_says_more, facts.levels))


_OF_YEARS = frozenset({Ukuran.PAGU, Ukuran.REALISASI, Ukuran.TARGET})
"""What numbers below bare years may be."""


def _says_more(level: Level) -> bool:
    """True where a header text holds a word that is none of the field's, nor says when."""
    known = " ".join(p.text for p in (*level.phrases, *compared(level.text)))
    return any(word not in known and not _WHEN.fullmatch(word) for word in _NOUN.findall(mended(level.text).lower()))


_NOUN = re.compile(r"[^\W\d_]{5,}")
_WHEN = re.compile(
    r"terhadap|dibanding\w*|sampai|dengan|tahun\w*|bulan\w*|triwulan\w*|semester|kumulatif|rata|dalam|anggar\w*"
)
"""What else stands beside a "%": when, and compared with what."""


def _is_growth(column: Column, facts: Facts) -> bool:
    if column.peran not in _SHARES:
        return False
    known = facts.numbers[np.isfinite(facts.numbers)]
    negative = int((known < 0).sum())
    return negative >= _LEAST_NEGATIVE and negative > _MANY * len(known)
