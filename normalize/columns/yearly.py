"""What columns are that stand in a row of years, or of the quarters of one, and whose own header does not say it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from normalize.columns.facts import Facts
from normalize.wording import squash

SPAN = re.compile(
    r"((?:19|20)\d\d)\s*(?:[-–—/]|s\.?\s*/?\s*d\.?|sampai(?:\s+dengan)?|hingga)\s*(?:tahun\s*)?((?:19|20)\d\d)", re.I
)
"""The first and the last year of several."""
_YEAR = 4
_LEAST, _MOSTLY = 3, 0.8
"""Different targets that must show it, and their share of the rows that can tell."""


def among_years(facts: Facts, columns: Sequence[Facts], word: str) -> bool:
    """True for a column under a bare ``word``, "awal" or "akhir", in a row of years: "Awal | 2031 | 2032 | Akhir".

    What stands above the word and below it is that of two and more years: "Akhir > Target | Rp" beside "2031 > Target".
    """
    at = next((i for i, x in enumerate(facts.levels) if [p.text for p in x.phrases] == [word]), None)
    if at is None:
        return False
    around = _around(facts, at)
    dated = (f for f in columns if f.years or f.nth is not None)
    return sum(len(f.levels) == len(facts.levels) and _around(f, at) == around for f in dated) > 1


def is_stage(facts: Facts, columns: Sequence[Facts]) -> bool:
    """True for a column of several years of a longer period ("Tahap I (2031-2035) | Tahap II (2036-2040)")."""
    return _is_span(facts) and len({f.years for f in columns if _is_span(f)}) > 1


def _is_span(facts: Facts) -> bool:
    """True where the nearest years of a header are the first and the last of three and more."""
    return len(facts.years) > 1 and facts.years[-1] - facts.years[0] > 1 and SPAN.search(facts.text) is not None


def _around(facts: Facts, at: int) -> list[str]:
    """The header texts over a column but for the one of level ``at``."""
    return [squash(x.text) for i, x in enumerate(facts.levels) if i != at]


def quarters_of_target(columns: Sequence[Facts]) -> frozenset[int]:
    """The columns of a year's four quarters whose numbers add up to its target, or grow to it in the fourth.

    A plan of action prints both ways (Permenpan 53/2014: the target of a quarter, or what is to be reached by then).
    """
    quarters = [f for f in columns if f.quarter is not None]
    if len(quarters) != _YEAR or len({f.quarter for f in quarters}) != _YEAR:
        return frozenset()
    parts = np.vstack([f.numbers for f in sorted(quarters, key=lambda f: f.quarter or 0)])
    known = np.isfinite(parts).sum(axis=0) > 0
    summed = np.where(known, np.nansum(parts, axis=0), np.nan)
    yearly = (f.numbers for f in columns if f.quarter is None and _is_target(f))
    shown = any(_agree(whole, summed) or _agree(whole, parts[-1]) for whole in yearly)
    return frozenset(f.indeks for f in quarters) if shown else frozenset()


def _is_target(facts: Facts) -> bool:
    return facts.leaf is not None and any(p.kind == "target" for p in facts.leaf.phrases)


def _agree(one: NDArray[np.float64], two: NDArray[np.float64]) -> bool:
    both = np.isfinite(one) & np.isfinite(two)
    alike = both & (np.abs(one - two) < 0.01 + 1e-6 * np.abs(np.nan_to_num(one)))
    return bool(len(set(one[alike])) >= _LEAST and alike.sum() >= _MOSTLY * both.sum())
