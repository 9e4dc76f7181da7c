"""What was to be spent until now, beside the budget of the whole year: "Pagu | Rencana s.d. Oktober | Realisasi"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize.columns.facts import Facts
from normalize.columns.kinds import MEASURE_WORDS
from normalize.columns.relations import Relation
from normalize.columns.weights import HEADER
from vocabulary.spelling import mended

_PLAN = re.compile(r"\b(?:rencana|target)\b", re.I)
_AMOUNTS = 0.4


def planned_parts(columns: Sequence[Facts]) -> frozenset[int]:
    """Columns of amounts below "Rencana" or "Target" in a report that prints a budget and what was spent beside them.

    Neither a second budget nor spent: what of the budget was to be spent by then. Those of a quarter or of a year of
    their own are told apart by it; where no plain budget stands beside them, they are the budget.
    """
    money = [f for f in columns if f.shares.get("uang", 0.0) > _AMOUNTS and f.quarter is None and f.semester is None]
    planned = [f for f in money if not f.years and _is_planned(f)]
    if not planned:
        return frozenset()
    told = [[p.kind for x in reversed(f.levels) for p in x.phrases if p.kind] for f in money if f not in planned]
    budget = any(kinds[:1] == ["pagu"] and MEASURE_WORDS & {*kinds} <= {"pagu", "jumlah"} for kinds in told)
    spent = any("realisasi" in kinds for kinds in told)
    return frozenset(f.indeks for f in planned) if budget and spent else frozenset()


def of_plan(
    facts: Facts, columns: Sequence[Facts], relations: Sequence[Relation], planned: frozenset[int]
) -> dict[str, float]:
    """What was planned until now is nothing that was spent, and what share of the budget that is, is aimed at."""
    if facts.indeks in planned:
        return {"realisasi": -HEADER["head"]}
    mine = [r.columns for r in relations if r.kind == "persen" and r.columns[2] == facts.indeks]
    if not facts.spoken("persen") or not any(part in planned for part, _, _ in mine):
        return {}
    return {"target": HEADER["head"], "persen_realisasi": -HEADER["head"], "capaian": -HEADER["head"]}


def plan_text(facts: Facts) -> str:
    """The header text that says of what time a planned part is."""
    told = (level.text for level in reversed(facts.levels) if _PLAN.search(mended(level.text)))
    return next(told, facts.text).lower()


def _is_planned(facts: Facts) -> bool:
    texts = [mended(level.text) for level in facts.levels]
    return any(map(_PLAN.search, texts)) and not facts.axes & {"renja", "renstra", "sebelum", "setelah"}
