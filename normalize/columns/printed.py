"""The relations between columns that the table itself prints: ``8 = (7/6)``, ``Capaian (5/4 x 100%)``, ``Sisa (3-4)``.

A formula says more than any relation that only holds among the numbers: it is the author's own word. It counts where
the numbers do not contradict it (offices copy number rows of other forms).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from normalize.columns.facts import Facts, Numbers
from normalize.columns.relations import Relation
from normalize.rumus import Formula, column_numbers, header_formula, read_formulas

_HOLDS = 0.5
"""Share of the rows with all terms in which a printed formula must hold: half of hand-made columns err no further."""
_LEAST_NUMBERED = 3


def printed_relations(facts: Sequence[Facts]) -> tuple[Relation, ...]:
    """The ratios and differences that number row and headers print, with the rows in which they hold."""
    numbered = [f.number for f in facts]
    numbers = column_numbers(numbered)
    if len(numbers) < _LEAST_NUMBERED:
        numbers = {f.indeks + 1: f.indeks for f in facts}
    formulas = {formula.target: formula for formula in read_formulas(numbered)}
    for f in facts:
        for level in f.levels:
            found = header_formula(f.indeks, level.text, numbers) if level.first == level.last else None
            if found is not None:
                formulas.setdefault(f.indeks, found)
    return tuple(r for r in (_held(formula, facts) for formula in formulas.values()) if r is not None)


def _held(formula: Formula, facts: Sequence[Facts]) -> Relation | None:
    """The relation that a formula of two terms states, None where the table's numbers contradict it."""
    if len(formula.terms) != 2:
        return None
    (_, one), (sign, two) = formula.terms
    left, right, printed = (facts[i].numbers for i in (one, two, formula.target))
    if formula.kind == "rasio":
        with np.errstate(divide="ignore", invalid="ignore"):
            meant = np.where(right != 0, left / right, np.nan)
        close = (np.abs(meant * 100 - printed) <= 0.51) | (np.abs(meant - printed) <= 0.0051)
        return _relation("persen", (one, two, formula.target), close, meant, printed)
    meant = left + sign * right
    columns = (formula.target, one, two) if sign > 0 else (one, two, formula.target)
    return _relation("selisih", columns, np.abs(meant - printed) < 1.0, meant, printed)


def _relation(
    kind: str, columns: tuple[int, ...], close: np.ndarray, meant: Numbers, printed: Numbers
) -> Relation | None:
    both = int((np.isfinite(meant) & np.isfinite(printed)).sum())
    held = int(close.sum())
    if not held or held < _HOLDS * both:
        return None
    return Relation(kind, columns, held, held / both, printed=True)
