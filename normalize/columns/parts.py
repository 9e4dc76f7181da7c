"""Parts of a measure that a report tells apart by time: what was spent until the last month, in this one, until now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from normalize.columns.facts import Facts, Level
from normalize.columns.kinds import MEASURE_WORDS
from normalize.columns.relations import Relation
from normalize.wording import squash

_SINCE = re.compile(
    r"(?:bulan|bln|minggu|periode|triwulan|tribulan|tw|semester|hari)(?:yang)?(?:lalu|ini|sebelumnya|berjalan|laporan)$"
)


def summed_periods(facts: Sequence[Facts], relations: Sequence[Relation]) -> tuple[Relation, ...]:
    """The relations; what a period and the ones before it leave is their sum, and no remainder.

    "s/d Bulan Lalu | Bulan Ini | s/d Bulan Ini" are the columns of the report of spending (SPJ, Permendagri 13/2006
    and 77/2020): all three are of the measure that stands over them. So are "Anggaran | Semester I | Semester II".
    """
    return tuple(
        replace(r, kind="jumlah") if r.kind == "selisih" and _are_periods([facts[i] for i in r.columns]) else r
        for r in relations
    )


def _are_periods(columns: Sequence[Facts]) -> bool:
    """True for three columns of times told from now, and for a year's amount with its two half-years."""
    halves = {f.semester for f in columns[1:]} == {1, 2}
    named = any(p.kind in MEASURE_WORDS for f in columns[1:] for level in f.levels for p in level.phrases)
    return all(map(tells_period, columns)) or (halves and not named)


def tells_period(facts: Facts) -> bool:
    """True where the lowest header text is of a time told from now, "(Rp)" apart."""
    return facts.leaf is not None and says_period(facts.leaf)


def period_above(facts: Facts) -> Level | None:
    """The header text above a column's own that is of a time told from now, if any."""
    return next((level for level in reversed(facts.levels[:-1]) if says_period(level)), None)


def says_period(level: Level) -> bool:
    """True for a header text that is of a time told from now ("Bulan Ini"), its sign apart, or that ends in one."""
    return bool(_SINCE.search(squash(level.text).removesuffix("rp").removesuffix("rupiah").removesuffix("%")))
