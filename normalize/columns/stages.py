"""What columns together say of stages and years: before and after a change, a period's end, a second half."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from normalize.columns.around import DEPTHS
from normalize.columns.facts import Facts
from normalize.types import DocumentMeta, JenisDokumen
from normalize.wording import squash, years_in
from vocabulary.words import Phrase

_LEAST_RUN = 3
"""Header cells side by side from which years can be told to be a run."""
_LEAST_YEARS = 3
"""Years of money from which a table tells what a period costs."""


_LAW = re.compile(
    r"\b(?:nomor|no\.?|uu|pp|undang-undang|peraturan|permendagri|perda|perbup|perwal|pergub|keputusan)\b[^.;]{0,60}?"
    r"\btahun\s*(?:19|20)\d\d",
    re.I,
)
_DATE = re.compile(
    r"\b\d{1,2}\s+(?:januari|februari|pebruari|maret|april|mei|juni|juli|agustus|september|oktober|nopember|november|"
    r"desember)\s+(?:19|20)\d\d|\b[0-3]?\d[/.-][01]?\d[/.-](?:19|20)\d\d\b",
    re.I,
)


def years_named(text: str, *, dated: bool = True) -> tuple[int, ...]:
    """The years that a title or a line above a table names, those of laws left out, of dates too if not ``dated``."""
    text = _LAW.sub(" ", text)
    return tuple(dict.fromkeys(years_in(text if dated else _DATE.sub(" ", text))))


def names_date(text: str) -> bool:
    """True where a text names a day: "per 31 Desember 2030"."""
    return _DATE.search(text) is not None


def stage_words(facts: Facts) -> list[Phrase]:
    """The phrases over a column that say before or after a change, from top to bottom."""
    return [p for level in facts.levels for p in level.phrases if p.axes & {"sebelum", "setelah"}]


def _unstaged(facts: Facts) -> tuple[str, ...]:
    """The kinds and axes of a column's header without what says that it stands after a change."""
    kinds = {p.kind for level in facts.levels for p in level.phrases if p.kind}
    return (*sorted(kinds), *sorted(facts.axes - {"setelah", "rp", "uang"}))


def is_after(facts: Facts) -> bool:
    """True for a column of what stands after a change."""
    words = stage_words(facts)
    return bool(words) and "setelah" in words[0].axes


def before_the_changed(facts: Sequence[Facts]) -> frozenset[int]:
    """Amounts and targets whose header says nothing of a change, beside those of the same wording "Setelah Perubahan".

    Only where no other column says that it stands before: "Pagu (Rp) | Pagu (Rp) Setelah Perubahan", and below
    "Target" "Renja 2018 | Perubahan Renja 2018". A part ("Perubahan | DAU | DAK") is no whole as it was before.
    """
    if any("sebelum" in p.axes for f in facts for p in stage_words(f)[:1]):
        return frozenset()
    staged = [f for f in facts if f.shares.get("uang", 0.0) > 0.4 or _is_target(f)]
    after = [f for f in staged if is_after(f)]
    alike, changed = {(_unstaged(f), f.years[:1]) for f in after}, set(map(_parts, after))
    plain = [f for f in staged if not stage_words(f) and (_unstaged(f), f.years[:1]) in alike]
    parts = {_parts(f) for f in plain} - changed - {frozenset()}
    return frozenset(f.indeks for f in plain if len(parts) < _SEVERAL or _parts(f) not in parts)


_SEVERAL = 2
"""Parts beside what they make up; one may be the wording of a whole: "APBD | P-APBD"."""


def _parts(facts: Facts) -> frozenset[str]:
    """The sources of funds and kinds of belanja that a header names."""
    return frozenset(p.rincian for level in facts.levels for p in level.phrases if p.rincian)


def _is_target(facts: Facts) -> bool:
    return any(p.kind == "target" for level in facts.levels for p in level.phrases)


def closes(facts: Facts) -> bool:
    """True for a column whose header says that it stands at the end of a period."""
    for level in facts.levels:
        for phrase in level.phrases:
            if "akhir" in phrase.axes and (phrase.text != "akhir" or _of_period(level.phrases)):
                return True
    return False


def closes_with_own_year(columns: Sequence[Facts]) -> bool:
    """True where the closing column prints money of its own: neither the years' sum nor the last year again.

    Then the period's last year stands there, and the counted years begin with the first.
    """
    years = [f for f in columns if f.nth is not None and f.shares.get("uang", 0.0) > 0.4]
    closing = [f for f in columns if closes(f) and f.shares.get("uang", 0.0) > 0.4]
    if len(years) < 2 or not closing:
        return False
    total = np.nansum(np.vstack([f.numbers for f in years]), axis=0)
    printed = closing[0].numbers
    known = np.isfinite(printed) & (total > 0)
    again = (np.abs(printed - total) < 1.0) | (printed == years[-1].numbers)
    return bool(known.sum() > 2 and (again & known).sum() < 0.5 * known.sum())


def of_whole_period(facts: Facts, span: tuple[int | None, int | None]) -> bool:
    """True for a target or an amount of all years of the period ``span``: "Pagu 5 Tahun (Rp)", "Pagu 2031-2035"."""
    told = [x for x in facts.levels if x.phrases and x.phrases[0].kind in _PLANNED_KINDS]
    if facts.years:
        return facts.years == span and any(years_in(x.text) == span for x in told)
    return facts.nth is None and any(_WHOLE_PERIOD.search(x.text) for x in told)


_PLANNED_KINDS = frozenset({"pagu", "target", "jumlah", "kebutuhan"})
_WHOLE_PERIOD = re.compile(
    r"(?<!usia )(?<!umur )\b(?:[3-6]|tiga|empat|lima|enam)\s*(?:tahun|thn?)\b(?!\s*(?:terakhir|lalu|sebelum|ke))", re.I
)


def _of_period(found: Sequence[Phrase]) -> bool:
    return any(p.kind in ("kondisi", "target") or "renstra" in p.axes for p in found)


def period_totals(columns: Sequence[Facts], begin: int | None) -> frozenset[int]:
    """Columns "Total Pagu" without a year beside amounts of three and more years: what the period costs.

    What stands with it below one "Jumlah" ("Jumlah > Kinerja | Anggaran") is what the period is to reach. Where the
    numbers show it, amounts of two years suffice in a document of several, whose first is ``begin``, also below bare
    years that it plans; and of three any words that name an amount ("Nilai Pekerjaan | Rencana 2031 | Rencana 2032 |
    Rencana 2033").
    """
    named = [f for f in columns if f.numeric > 0.5 and (f.spoken("uang") or f.spoken("rp") or "pagu" in f.kinds)]
    money = [f for f in columns if f.shares.get("uang", 0.0) > 0.4 or f in named]
    dated = [f for f in money if f.years or f.nth is not None]
    yearly = {f.years[0] if f.years else f.nth: f for f in dated}
    is_told = any(f in named for f in money)
    if not is_told and (begin is None or any(f.years and f.years[0] < begin for f in dated)):
        return frozenset()  # else years of large counts, passengers or visitors
    undated = [f for f in columns if not f.years and f.nth is None]
    called = [f for f in undated if f.spoken("jumlah")]
    if len(yearly) >= _LEAST_YEARS:
        totals = [f for f in called if (is_told and f in money) or _adds_up(f, [*yearly.values()])]
        totals += [f for f in undated if f in money and f not in called and "jumlah" in f.kinds and _adds_up(f, dated)]
    else:
        totals = [f for f in called if begin is not None and len(yearly) == _TWO_YEARS and _adds_up(f, dated)]
    shared = {(x.first, x.last) for f in totals for x in f.levels[:-1] if "jumlah" in x.axes}
    twins = (f.indeks for f in columns if any((x.first, x.last) in shared for x in f.levels))
    return frozenset(f.indeks for f in totals).union(twins)


def _adds_up(total: Facts, parts: Sequence[Facts]) -> bool:
    """True where a column prints the sum of others in nearly all rows that tell."""
    summed = np.nansum(np.vstack([f.numbers for f in parts]), axis=0)
    known = np.isfinite(total.numbers) & (summed > 0)
    held = known & (np.abs(total.numbers - summed) <= 1e-3 * np.abs(summed))
    return len(set(total.numbers[held])) >= _LEAST_SUMS and held.sum() >= 0.8 * known.sum()


_TWO_YEARS = 2
_LEAST_SUMS = 3
"""Different totals that must be sums."""


def beside_year(columns: Sequence[Facts], facts: Facts) -> int | None:
    """The year of the column to the left that prints one, where all headers between stand in one row."""
    if len(facts.levels) != 1 or facts.years:
        return None
    for left in reversed(columns[: facts.indeks]):
        if len(left.levels) != 1 or left.years:
            return left.years[0] if len(left.levels) == len(left.years) == 1 else None
    return None


def is_running_year(facts: Facts, columns: Sequence[Facts]) -> bool:
    """True for a "Tahun Berjalan" beside a "Tahun Rencana": the year in which a plan for the next one is made
    (Permendagri 86/2017).
    """
    return _says(facts, "tahunberjalan") and any(_says(f, "tahunrencana") for f in columns)


def _says(facts: Facts, words: str) -> bool:
    return any(words in squash(level.text) for level in facts.levels)


def compares_plans(columns: Sequence[Facts]) -> bool:
    """True where a column headed by a pagu speaks of the Renstra and another one does not."""
    money = [f for f in columns if f.leaf and f.shares.get("uang", 0.0) > 0.4]
    return len({f.spoken("renstra") for f in money if f.leaf and any(p.kind == "pagu" for p in f.leaf.phrases)}) > 1


def repeated_from(facts: Sequence[Facts]) -> int | None:
    """Where the sequence of the first columns' wordings begins again; at least a name and a measure must repeat.

    Amounts under one header text that stands twice are a measure, whatever the text ("APBD Provinsi"). Numbers name
    nothing: "Penyedia > Paket | Pagu | Swakelola > Paket | Pagu" counts packages.
    """
    kinds = [next((p.kind for p in f.leaf.phrases if p.kind), None) if f.leaf else None for f in facts]
    names = [
        i
        for i, kind in enumerate(kinds)
        if kind == "nama" and not _is_goal(facts[i]) and (i == 0 or facts[i - 1].first != facts[i].first)
    ]
    if len(names) < 2:
        return None
    first, second = names[0], names[1]
    before = [k for k in kinds[first:second] if k]
    after = [k for k in kinds[second:] if k]
    if not _same_wording(facts[first], facts[second]):
        return None  # a cascade: "Program | Pagu | Kegiatan | Pagu"
    if facts[first].numeric > _NUMBERS or facts[second].numeric > _NUMBERS:
        return None
    common = [k for k in before if k in after]
    measured = "pagu" in common or "target" in common or _amounts_again(facts, first, second)
    return second if second - first > 1 and len(common) > 1 and measured else None


_NUMBERS = 0.5
"""Share of a column's cells from which it holds numbers."""


def halves_headed(facts: Sequence[Facts], split: int | None) -> bool:
    """True where each half of a table has a heading of its own over two and more columns that no T-C.31 has.

    Two offices that share a goal print "Sub Kegiatan | Target | Pagu" side by side too, each below its name.
    """
    if split is None or any(f.spoken("kiri") or f.spoken("kanan") for f in facts):
        return False
    over = [{squash(x.text) for x in f.levels[:-1] if x.last > x.first} for f in facts]
    left = set().union(*(texts for texts, f in zip(over, facts, strict=True) if f.indeks < split))
    right = set().union(*(texts for texts, f in zip(over, facts, strict=True) if f.indeks >= split))
    return bool(left - right) and bool(right - left)


def _is_goal(facts: Facts) -> bool:
    """True for "Uraian" under a heading "Tujuan" or "Sasaran": the level above the programs, in no half of its own."""
    return any(phrase.kind in ("tujuan", "sasaran") for level in facts.levels for phrase in level.phrases)


def _same_wording(left: Facts, right: Facts) -> bool:
    """True where two columns of names speak of a common level, or of none."""
    levels = [_depths(f) for f in (left, right)]
    if not all(levels):
        return not any(levels) and bool(left.leaf and right.leaf and squash(left.leaf.text) == squash(right.leaf.text))
    return bool(levels[0] & levels[1])


def _depths(facts: Facts) -> set[str]:
    """The levels that the nearest header text speaks of which speaks of any ("Program" over "Uraian")."""
    found = ({axis for axis in level.axes if axis in DEPTHS} for level in reversed(facts.levels))
    return next((depths for depths in found if depths), set())


def _amounts_again(facts: Sequence[Facts], first: int, second: int) -> bool:
    """True where amounts stand on both sides of column ``second`` under the same header text."""
    texts = [squash(f.leaf.text) if f.leaf and f.shares.get("uang", 0.0) > 0.5 else "" for f in facts]
    return any(text and text in texts[second:] for text in texts[first:second])


def only_past_years(columns: Sequence[Facts], title: str, meta: DocumentMeta) -> bool:
    """True where all years over the columns were over when the document was made, and no word speaks of a plan.

    A Renja for year n is made in n-1; a report of performance is of its own year; a Renstra is made in its first one,
    whose targets it may print alone. What stands below bare years then was reached, as far as anything tells.
    """
    years = {year for f in columns for year in f.years}
    first = 0 if len(years) > 1 else 1
    lag = {JenisDokumen.LKJIP: 0, JenisDokumen.RENSTRA: first, JenisDokumen.RENJA: 2}.get(meta.jenis)
    if lag is None or meta.tahun is None or not years or max(years) > meta.tahun - lag:
        return False
    return not PLANNED.search(title) and not any(f.spoken("rencana") for f in columns)


def tells_reached(title: str, meta: DocumentMeta) -> bool:
    """True for a table of what was reached: its title says so, or a report's that speaks of no plan."""
    return bool(_REACHED.search(title)) or (meta.jenis is JenisDokumen.LKJIP and not PLANNED.search(title))


_REACHED = re.compile(r"\b(?:realisasi|(?:pen)?capaian|evaluasi|pengukuran|hasil|kemajuan)\b", re.I)
PLANNED = re.compile(r"\b(?:target|rencana|renstra|rpjmd|sasaran|perjanjian|penetapan)\b", re.I)


def plans_ahead(columns: Sequence[Facts]) -> bool:
    """True for a plan that begins with what was reached: "Realisasi n-2 | Prakiraan Capaian n-1 | Target n".

    It prints the forward estimate, or all that it aims at is of later years than what was reached; an evaluation of a
    Renja (T-C.29) prints what was reached of the Renstra until then ("s/d").
    """
    spoken = [(f, f.kinds) for f in columns]
    reached = [f.years[0] for f, kinds in spoken if "realisasi" in kinds and f.years]
    aimed = [f.years[0] for f, kinds in spoken if kinds & {"target", "pagu"} and "realisasi" not in kinds and f.years]
    until = any("realisasi" in kinds and f.spoken("sd") for f, kinds in spoken)
    later = bool(reached and aimed) and not until and max(reached) < min(aimed)
    return later or any(f.spoken("maju") for f in columns)


def part_reached(columns: Sequence[Facts]) -> bool:
    """True where what was reached is that of one part of a year: of one that was not over yet, n-1 or n."""
    parts = {f.quarter or f.semester for f in columns if f.quarter or f.semester}
    open_ = any((f.spoken("sd") and (f.quarter or 4) < 4) or f.semester == 1 for f in columns)
    return open_ and len(parts) == 1


def shows_progress(columns: Sequence[Facts]) -> bool:
    """True for the columns of a report of progress: "Fisik (%) | Keu (Rp)"."""
    return any(f.spoken("fisik") or squash(f.text).endswith("keurp") for f in columns)


def year_runs(cells: dict[tuple[int, int], str]) -> Iterator[list[tuple[int, int, str]]]:
    """Runs of three or more cells of one width side by side whose texts are alike but for a year."""
    run: list[tuple[int, int, str]] = []
    for (first, last), text in sorted(cells.items()):
        alike = run and last - first == run[-1][1] - run[-1][0] and first == run[-1][1] + 1
        if not (alike and _shape(text) == _shape(run[-1][2])):
            if len(run) >= _LEAST_RUN:
                yield run
            run = []
        run.append((first, last, text))
    if len(run) >= _LEAST_RUN:
        yield run


def _shape(text: str) -> str:
    """A header text without its year and without what a misread digit leaves of it."""
    return re.sub(r"\b\w*\d\w*\b", "", text).strip().lower()


def repaired_years(run: Sequence[tuple[int, int, str]]) -> dict[tuple[int, int, str], int]:
    """The years of those cells of a run that do not print what the others ask for."""
    printed = [years_in(text) for _, _, text in run]
    starts = Counter(years[0] - i for i, years in enumerate(printed) if len(years) == 1)
    if not starts:
        return {}
    start, count = starts.most_common(1)[0]
    if count < max(2, 0.6 * len(run)) or count == len(run):
        return {}
    return {cell: start + i for i, cell in enumerate(run) if printed[i] != (start + i,)}
