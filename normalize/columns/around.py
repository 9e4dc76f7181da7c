"""What stands around a column's own header: what columns beside it and headers above it say of its kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

import numpy as np

from normalize.columns.facts import Facts, Level
from normalize.columns.kinds import MEASURE_WORDS
from normalize.columns.relations import Relation
from normalize.columns.weights import HEADER
from normalize.columns.yearly import among_years
from vocabulary.spelling import mended
from vocabulary.words import compared

DEPTHS = frozenset({"urusan", "bidang_urusan", "program", "kegiatan", "sub_kegiatan"})
"""Axes that levels of the hierarchy speak for."""


def of_indicator(
    facts: Facts, columns: Sequence[Facts], relations: Sequence[Relation], moneyless: bool
) -> dict[str, float]:
    """A bare "%" in a table without any money is what an indicator reached; so is "Capaian terhadap Target (%)".

    "Pencapaian Target > (%)" is that beside money too, where no header calls it money's; so is the "%" that prints what
    share a "Realisasi" of things is of their "Target", and a "Capaian (%)" that is one of counts of things.
    """
    kinds = [p.kind for p in facts.leaf.phrases if p.kind] if facts.leaf else []
    bare = "persen" in kinds and kinds[0] in ("persen", "capaian") and set(kinds) <= {"persen", "capaian", "target"}
    above = [{p.kind for p in level.phrases} for level in facts.levels[:-1]]
    aimed = kinds == ["persen"] and {"capaian", "target"} in above and not facts.spoken("uang")
    shared = bare or (kinds == ["capaian"] and "persen" in facts.axes)  # "Persentase Capaian"
    counted = shared and _is_of_things(facts, columns, relations, kinds[0] == "capaian")
    is_reached = (moneyless and bare) or aimed or counted
    if is_reached:
        return {"capaian": HEADER["further"] * 2, "persen_realisasi": -HEADER["further"]}
    return {"persen_realisasi": -HEADER["head"]} if moneyless and kinds[:1] == ["capaian"] else {}


def _is_of_things(facts: Facts, columns: Sequence[Facts], relations: Sequence[Relation], reached: bool) -> bool:
    """True where a percentage is what a realisation is of a target, neither of them of money nor said to be; any two
    such columns where its header says that it is what was ``reached``.
    """
    mine = (r.columns for r in relations if r.kind == "persen" and r.columns[2] == facts.indeks)
    pairs = ((columns[part], columns[whole]) for part, whole, _ in mine)
    return not facts.spoken("uang") and any(
        (reached or [_headed(part), _headed(whole)] == ["realisasi", "target"])
        and not any(map(_is_of_money, (part, whole)))
        for part, whole in pairs
    )


def _is_of_money(facts: Facts) -> bool:
    return facts.spoken("uang") or _is_of_amounts(facts)


def bare_slice(facts: Facts) -> bool:
    """True where the lowest header text is nothing but a source of funds or a kind of belanja."""
    found = facts.leaf.phrases if facts.leaf else ()
    return len(found) == 1 and found[0].rincian is not None


def total(facts: Facts, sliced: bool) -> dict[str, float]:
    """A "Jumlah" beside sources of funds, or of budgets (``sliced``), adds money up, also where the amounts are in
    millions and look like counts.
    """
    bare = facts.leaf is not None and {p.kind for p in facts.leaf.phrases} == {"jumlah"}
    return {"pagu": HEADER["head"] - HEADER["unnamed"], "capaian": -HEADER["head"]} if sliced and bare else {}


def sums_budgets(facts: Facts, columns: Sequence[Facts], relations: Sequence[Relation]) -> bool:
    """True where a column is the sum of others whose headers all name a budget ("Pagu 2031 | Pagu 2032 | Jumlah")."""
    sums = (r.columns[1:] for r in relations if r.kind in ("jumlah", "selisih") and r.columns[0] == facts.indeks)
    return any(all(_headed(columns[i]) == "pagu" for i in parts) for parts in sums)


def shift(facts: Facts, columns: Sequence[Facts], relations: Sequence[Relation]) -> dict[str, float]:
    """What was moved between two budgets, not a budget."""
    moved = _is_moved(facts, columns, relations)
    return {"selisih": HEADER["head"] - HEADER["unsaid"], "pagu": -HEADER["slice"]} if moved else {}


def _is_moved(facts: Facts, columns: Sequence[Facts], relations: Sequence[Relation]) -> bool:
    """True for a bare "Pergeseran", "Perubahan (Rp)" or "Perubahan > Rp" by which two budgets differ."""
    if not _says_change(facts):
        return False
    mine = [r.columns for r in relations if r.kind == "selisih" and facts.indeks in r.columns]
    budgets = {f.indeks for f in columns if _is_budget(f) and not _says_change(f)}
    # "Murni | Pergeseran | Perubahan": of two that say only this, what the others make up is the budget.
    sums = {three[0] for three in mine if three[0] != facts.indeks and _says_change(columns[three[0]])}
    return any({*three} - {facts.indeks} <= budgets | sums for three in mine)


def _says_change(facts: Facts) -> bool:
    over = facts.levels[:-1] if facts.leaf and facts.leaf.sign == "rp" else facts.levels
    found = [p for p in over[-1].phrases if p.axes != {"rp"}] if over else []
    return len(found) == 1 and found[0].kind is None and found[0].axes == {"setelah"}


def _is_budget(facts: Facts) -> bool:
    """True for amounts under a word for a budget, or that say whether they stand before a change or after it."""
    staged = facts.axes & {"sebelum", "setelah"} and facts.shares.get("uang", 0.0) > _AMOUNTS
    return bool(staged) or (facts.leaf is not None and any(p.kind == "pagu" for p in facts.leaf.phrases))


def of_change(facts: Facts, of_change: bool) -> dict[str, float]:
    if not of_change or not facts.spoken("persen"):
        return {}
    denied = {"persen_realisasi", "capaian", "fisik"}
    if not any(p.kind == "target" for level in facts.levels for p in level.phrases[:1]):
        denied.add("target")
    if not facts.spoken("rp") and facts.shares.get("uang", 0.0) <= _AMOUNTS:
        denied.add("selisih")  # "Naik/Turun (%)": what it differs by is not said
    return {"keterangan": HEADER["ignored"]} | dict.fromkeys(denied, -HEADER["ignored"])


def shares_of_change(columns: Sequence[Facts], relations: Sequence[Relation]) -> frozenset[int]:
    """Percentages whose numbers are the change in percent, not what was realised: under "Bertambah/(Berkurang)", or
    headed by nothing but their sign.
    """
    changes = {f.indeks for f in columns if any(p.kind == "selisih" for x in f.levels for p in x.phrases[:1])}
    changes |= {f.indeks for f in columns if _is_moved(f, columns, relations)}
    bare = {f.indeks for f in columns if f.leaf and f.leaf.sign == "persen"}
    shares = [r.columns for r in relations if r.kind == "persen" and r.columns[2] in changes | bare]
    parts = {r.columns[2] for r in relations if r.kind == "persen"}
    grown = {f.indeks for f in columns if f.indeks not in parts and _is_growth(f, columns)}
    of_change = frozenset(share for part, _, share in shares if part in changes)
    of_change |= {f.indeks for f in columns if f.spoken("persen") and any(map(_of_total, f.levels))}
    return of_change | _left_over(columns) | grown | _of_the_whole(columns, relations)


def _of_total(level: Level) -> bool:
    """True for a share of a sum: "% thd Total"."""
    return {p.kind for p in compared(level.text)} == {"jumlah"}


def _of_the_whole(columns: Sequence[Facts], relations: Sequence[Relation]) -> frozenset[int]:
    """Percentages that are in one proportion to a column of amounts, row by row: the part that each has of them all,
    not what was spent of it ("Persentase Anggaran", "% terhadap Total").
    """
    told = {r.columns[2] for r in relations if r.kind == "persen"}
    # Shares by number make up a hundred, staff by schooling; a printed total doubles it.
    counted = {f.indeks for f in columns if _is_bare_share(f) and _makes_up_all(f)}
    weighted = {f.indeks for f in columns if any(p.kind in _WEIGHTS for x in f.levels for p in x.phrases)}
    shares = [f for f in columns if f.spoken("persen") and f.indeks not in told | weighted]
    return frozenset(
        share.indeks
        for share, whole in product(shares, columns)
        if (whole.shares.get("uang", 0.0) > _AMOUNTS or (share.indeks in counted and whole is not share))
        and _is_proportional(share, whole)
    )


def _is_bare_share(facts: Facts) -> bool:
    """True for a percentage whose header says nothing else: "Persentase (%)"."""
    return facts.kinds == {"persen"}


def _makes_up_all(share: Facts) -> bool:
    known = share.numbers[np.isfinite(share.numbers)]
    return any(abs(float(known.sum()) - whole) <= _ROUNDED for whole in _WHOLES)


_WHOLES = (100.0, 200.0)


def _is_proportional(share: Facts, whole: Facts) -> bool:
    known = np.isfinite(share.numbers) & np.isfinite(whole.numbers) & (whole.numbers > 0) & (share.numbers > 0)
    parts, amounts = share.numbers[known], whole.numbers[known]
    if len(set(parts)) < _LEAST_PARTS or len(set(amounts)) < _LEAST_PARTS:
        return False
    rate = float(parts.sum() / amounts.sum())
    return bool((np.abs(amounts * rate - parts) <= _CUT).mean() >= _MOSTLY)


_WEIGHTS = frozenset({"bobot", "tertimbang"})
_LEAST_PARTS, _CUT = 4, 0.011
"""Different shares that must be in proportion, and how far two decimals may be off."""


def _is_growth(share: Facts, columns: Sequence[Facts]) -> bool:
    """True where percentages print by how much a measure grew from one year to another.

    Their header says nothing but that ("Kenaikan (%)"), or the numbers of two years under one measure show it.
    """
    if not share.spoken("persen"):
        return False
    dated = [f for f in columns if f.years and f is not share and f.numeric > _DATED]
    pairs = ((old, new) for old, new in product(dated, dated) if max(old.years) < min(new.years))
    return any(_GROWTH.fullmatch(mended(level.text)) for level in share.levels) or any(
        _headed(old) == _headed(new) and _misses(new, old, share) for old, new in pairs
    )


_GROWTH = re.compile(
    r"\W*(?:(?:persen(?:tase)?|prosentase|tingkat|laju)\s+)?(?:pertumbuhan|peningkatan|kenaikan|penurunan|naik|turun)"
    r"(?:\s*(?:/|dan|atau)?\s*\(?(?:pertumbuhan|peningkatan|kenaikan|penurunan|turun)\)?)?"
    r"(?:\s+(?:target|pagu|anggaran|belanja|realisasi|capaian|kinerja))?\s*(?:\(?\s*(?:%|persen)\s*\)?)?\W*",
    re.I,
)
_DATED = 0.5
"""Share of a year's cells that are numbers."""


def _left_over(columns: Sequence[Facts]) -> frozenset[int]:
    """Columns of percentages that print by how much what was spent misses its budget, not what was spent of it.

    The numbers say so where no header does: 95 spent of 100 beside a 5. Some reckon it of what was spent.
    """
    money = [f for f in columns if f.shares.get("uang", 0.0) > 0.3]
    spent, budgets = ([f for f in money if _headed(f) == kind] for kind in ("realisasi", "pagu"))
    shares = [f for f in columns if f.spoken("persen")]
    return frozenset(
        share.indeks
        for share, part, whole in product(shares, spent, budgets)
        if _of_one_year(part, whole, share) and (_misses(part, whole, share) or _misses(whole, part, share))
    )


def _of_one_year(*columns: Facts) -> bool:
    """True where no two of the columns print other years: five years side by side have pairs that fit by chance."""
    return len({tuple(f.years) for f in columns if f.years}) < 2


def _misses(part: Facts, whole: Facts, share: Facts) -> bool:
    """True where the percentage is what the part is short of the whole, or above it, in most rows that can tell."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(whole.numbers != 0, part.numbers / whole.numbers * 100, np.nan)
    # At 50 percent both are the same, at 100 nothing is printed.
    telling = np.isfinite(ratio) & np.isfinite(share.numbers) & (np.abs(ratio - 50) > 1) & (np.abs(ratio - 100) > 1)
    missed = telling & (np.abs(np.abs(100 - ratio) - np.abs(share.numbers)) <= _ROUNDED)
    # Rows that print the same numbers, an item and its total, are one row that tells.
    return bool(len(set(share.numbers[missed])) >= _LEAST_MISSED and missed.sum() >= _MOSTLY * telling.sum())


_ROUNDED, _LEAST_MISSED, _MOSTLY = 0.51, 3, 0.7
"""How far a percentage without decimals may be off; other percentages that must show it, and their share of rows."""


def of_spending(facts: Facts, columns: Sequence[Facts], relations: Sequence[Relation]) -> dict[str, float]:
    """A "Target" over amounts of which a "Realisasi (Rp)" is printed as a share is the budget of the programs; so is
    that of another year, whose "Realisasi" over amounts says no "Rp".

    What an office aims to collect is a target as well, but no program's: there the names decide nothing.
    """
    found = facts.leaf.phrases if facts.leaf else ()
    if [p.kind for p in found if p.kind] != ["target"] or facts.shares.get("uang", 0.0) <= _AMOUNTS:
        return {}
    budget = {"pagu": HEADER["head"], "target": -HEADER["head"]}
    if any(_headed(f) == "target" and _is_balanced(f, columns, relations) for f in columns):
        return budget  # itself, or as it was set first: "Target Murni | Target Perubahan"
    parts = (columns[r.columns[0]] for r in relations if r.kind == "persen" and r.columns[1] == facts.indeks)
    # "2030 > Realisasi (Rp) | 2031 > Realisasi": people name the unit once.
    priced = any(_headed(f) == "realisasi" and f.spoken("rp") for f in columns)
    spent = priced and any(_headed(part) == "realisasi" and _is_of_amounts(part) for part in parts)
    items = any(_ITEMS.search(level.text) for f in columns for level in f.levels if f.indeks < facts.indeks)
    return budget if spent and items and len(found) == 1 else {}


def _is_balanced(facts: Facts, columns: Sequence[Facts], relations: Sequence[Relation]) -> bool:
    """True where amounts leave what a "Bertambah/(Berkurang)" prints with what was realised of them: a report of the
    budget, whose revenue is headed by a target.
    """
    mine = [r.columns for r in relations if r.kind == "selisih" and facts.indeks in r.columns]
    others = [{_headed(columns[i]) for i in three if i != facts.indeks} for three in mine]
    return facts.shares.get("uang", 0.0) > _BUDGETS and {"realisasi", "selisih"} in others


_BUDGETS = 0.8
"""Share of a column's cells that are amounts in a report of nothing but money: zeros and dashes stand between."""


def _is_of_amounts(facts: Facts) -> bool:
    return facts.spoken("rp") or facts.shares.get("uang", 0.0) > _AMOUNTS


def of_start(facts: Facts, columns: Sequence[Facts]) -> dict[str, float]:
    """What stands under an "Awal" in a row of years was reached before them, its money apart."""
    is_start = among_years(facts, columns, "awal") and facts.shares.get("uang", 0.0) <= _AMOUNTS
    return {"capaian": HEADER["head"], "target": -HEADER["head"]} if is_start else {}


def of_end(facts: Facts, columns: Sequence[Facts]) -> dict[str, float]:
    """What stands under a bare "Akhir Renstra" beside the years of a period is to be reached by then."""
    bare = facts.spoken("akhir") and not any(p.kind for level in facts.levels for p in level.phrases)
    years = {f.years[0] for f in columns if f.years and not f.spoken("akhir")}
    if not bare or len(years) < _LEAST_PLANNED:
        return {}
    kind = "pagu" if facts.shares.get("uang", 0.0) > _AMOUNTS else "target"
    return {kind: HEADER["head"] - HEADER["unsaid"], "keterangan": -HEADER["head"]}


_LEAST_PLANNED = 2
_AMOUNTS = 0.3
_ITEMS = re.compile(r"\b(?:program|(?:sub\s*)?kegiatan)\b", re.I)
"""Headings of the names that have a budget."""


def of_formula(
    facts: Facts, columns: Sequence[Facts], relations: Sequence[Relation], things: bool = False
) -> dict[str, float]:
    """What a column that prints itself a ratio of two others is, where its own header names another kind.

    "Realisasi 2024 terhadap 2023 (5/4)*100" compares two realisations, which has no measure in the contract; under a
    "Realisasi" that spans the number and its ratio the second is what was reached. ``things``: the table is of things.
    """
    mine = next((r for r in relations if r.printed and r.kind == "persen" and r.columns[2] == facts.indeks), None)
    own = next((p.kind for p in facts.leaf.phrases if p.kind), None) if facts.leaf else None
    if mine is None or own in _SHARES:
        return {}
    part, whole = (columns[i] for i in mine.columns[:2])
    no_amount = {"realisasi": -HEADER["head"], "target": -HEADER["head"], "pagu": -HEADER["head"]}
    if _headed(part) == _headed(whole) is not None:
        return {"keterangan": HEADER["ignored"], "persen_realisasi": -HEADER["head"]} | no_amount
    spent = part.shares.get("uang", 0.0) > 0.3 and not things
    return {"persen_realisasi" if spent else "capaian": HEADER["head"] - HEADER["unnamed"]} | no_amount


_SHARES = frozenset({"persen", "capaian", "persen_realisasi", "bobot", "tertimbang", "fisik", "selisih", "sisa"})


def _headed(facts: Facts) -> str | None:
    """The first measure that the column's lowest telling header text names."""
    named = (p.kind for level in reversed(facts.levels) for p in level.phrases if p.kind in MEASURE_WORDS)
    return next(named, None)


def weighted_above(level: Level, facts: Facts) -> bool:
    """True where the header right above a lone "%" says that it is a weight: "Fisik > Bobot > %"."""
    at = facts.levels.index(level)
    above = facts.levels[at - 1].phrases if at else ()
    return bool(above) and above[0].kind in ("bobot", "tertimbang")


def share_above(level: Level, facts: Facts) -> bool:
    """True where a header above says that what the level names is a share: "Persentase Realisasi > Anggaran"."""
    above = facts.levels[: facts.levels.index(level)] if level in facts.levels else ()
    return any(x.phrases and x.phrases[0].kind == "persen" for x in above)


def measured_above(level: Level, facts: Facts) -> str | None:
    """The measure that the nearest header above names of which the level may only say a part or the total."""
    above = facts.levels[: facts.levels.index(level)] if level in facts.levels else ()
    named = (p.kind for x in reversed(above) for p in x.phrases[:1])
    return next((kind for kind in named if kind in ("realisasi", "sisa", "target", "capaian")), None)


def plan_above(facts: Facts) -> bool:
    """True where a heading above a column's own header begins with what is planned, and names nothing reached."""
    over = [x.phrases for x in facts.levels[:-1]]
    planned = any(found and (found[0].text == "rencana" or found[0].kind == "prakiraan_maju") for found in over)
    return planned and not any(p.kind in ("realisasi", "capaian") for found in over for p in found)


def named_above(level: Level, facts: Facts) -> bool:
    """True where a header above names what the rows are about."""
    above = facts.levels[: facts.levels.index(level)] if level in facts.levels else ()
    return any(p.kind in ("sasaran", "tujuan", "indikator", "nama") for x in above for p in x.phrases[:1])


def ignored_above(level: Level, facts: Facts) -> bool:
    """True where a header above begins with what has no value: "Rata-rata Pertumbuhan > Realisasi" is growth."""
    return any(map(begins_ignored, facts.levels[: facts.levels.index(level)]))


def begins_ignored(level: Level) -> bool:
    """True where a header text begins with what has no value, its "%" apart: "% Efisiensi", "Efisiensi (%)"."""
    told = [p for p in level.phrases if p.kind != "persen"] or level.phrases
    return bool(told) and "abaikan" in told[0].axes
