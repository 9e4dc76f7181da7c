"""Errors as people make them: one or two figures of a sheet typed wrong, each of which breaks a sum or a share."""

from __future__ import annotations

import random
from decimal import Decimal

from bench.made_errors import ERRORS
from bench.renjabench.arithmetic import Broken, broken
from bench.renjabench.figures import Spelling
from bench.renjabench.model import Sheet

SUMMED = frozenset({"pagu", "prakiraan_maju", "realisasi", "sisa", "persen_realisasi"})
_TRIES = 12
_LEAST = 1000
"""What is printed of a figure that is mistyped, at least."""


def with_errors(sheet: Sheet, spelling: Spelling, g: random.Random) -> tuple[list[str], list[Broken]]:
    """Mistypes figures of a sheet in place: the kinds of error, and what did not hold before them."""
    before = broken(sheet)
    never = {one.relation for one in before}
    weighed = any(c.means and c.means[0] == "bobot" for c in sheet.cols)  # a pagu's error would be one of all weights
    may = SUMMED - ({"pagu"} if weighed else set())
    keys = {c.key: c for c in sheet.cols if c.kind in ("money", "percent") and c.means and c.means[0] in may}
    places = [(n, key) for n, row in enumerate(sheet.rows) for key in row.numbers if key in keys]
    made: list[str] = []
    touched: set[int] = set()
    for _ in range(g.choice((1, 1, 2))):
        for _ in range(_TRIES if places else 0):
            n, key = g.choice(places)
            kind = "persen" if keys[key].kind == "percent" else g.choice(sorted(ERRORS))
            right = sheet.rows[n].numbers[key]
            wrong = _mistyped(right, kind, spelling, g)
            if n in touched or wrong is None or wrong in (right, 0):
                continue
            sheet.rows[n].numbers[key] = wrong
            if {one.relation for one in broken(sheet) if one not in before} - never:
                made.append(kind)
                touched.add(n)
                break
            sheet.rows[n].numbers[key] = right
    return made, before


def _mistyped(right: Decimal, kind: str, spelling: Spelling, g: random.Random) -> Decimal | None:
    """The figure as somebody mistypes what is printed of it; a wrong percentage is another whole step away."""
    if kind == "persen":
        return right + Decimal(g.choice((-1, 1)) * g.randint(200, 3000)) / 100 if right > 31 else None
    if right < _LEAST * spelling.scale:
        return None
    wrong = ERRORS[kind](g, int(right / spelling.scale))
    return None if wrong is None or wrong <= 0 else Decimal(wrong) * spelling.scale
