"""Titles that stand over several columns: where they stand tells no column's place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from extract.aligned.fragments import Run, is_numeric
from extract.aligned.stripes import Stripe

_AMOUNT = re.compile(r"\d[.,]\d")
_YEAR = re.compile(r"(?:19|20)\d\d")


def has_figures(runs: Sequence[Run]) -> bool:
    """True for a line with an amount, or with several numbers that are no years."""
    numbers = sum(is_numeric(run.text) and not _YEAR.fullmatch(run.text) for run in runs)
    return numbers > 1 or any(_AMOUNT.search(run.text) for run in runs)


def without_between(head: Sequence[Sequence[Run]], white: Sequence[Stripe]) -> list[list[Run]]:
    """A header's lines without the titles that stand in the white between two columns: they are over both.

    Both columns have titles of their own in lines below, and none in the title's line; a column that is empty but for
    its title has neighbours whose titles stand beside it.
    """
    borders = [stripe.middle for stripe in white]
    homes = [[bisect_right(borders, run.centre) for run in runs] for runs in head]
    return [
        [run for run in runs if not _is_between(run, homes[at], homes[at + 1 :], white)] for at, runs in enumerate(head)
    ]


def _is_between(run: Run, beside: Sequence[int], below: Sequence[Sequence[int]], white: Sequence[Stripe]) -> bool:
    at = next((k for k, s in enumerate(white) if s.x0 <= run.x0 and run.x1 <= s.x1), None)
    if at is None:
        return False
    sides = {at, at + 1}
    return beside.count(at) + beside.count(at + 1) == 1 and sides <= {home for homes in below for home in homes}


def leans_out(run: Run, stripes: Sequence[Stripe]) -> bool:
    """True for a title that stands over a column's text and over more than half of the white beside it."""
    x0, x1 = run.x0, run.x1
    return any(x0 < s.middle < x1 and (x0 < s.x0 or x1 > s.x1) for s in stripes)
