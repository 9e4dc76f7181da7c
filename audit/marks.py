"""What became of every printed figure that others give (sums, totals of years, remainders, percentages).

It agrees, the document is told of it, or it is open and nobody is accused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from audit.chains import chained
from audit.figures import Key
from audit.hierarchy import view_table
from audit.rules.realisation import row_trials
from audit.rules.sums import child_trials, total_trials
from audit.rules.years import year_trials
from records.findings import Cek, Finding, Sebab
from records.matched import MatchedTable

_CHECKS = frozenset({Cek.JUMLAH_ANAK, Cek.JUMLAH_TOTAL, Cek.JUMLAH_TAHUN, Cek.SISA, Cek.PERSEN})
_REJECTED = "ditolak"


class Tanda(StrEnum):
    """The state of a printed figure; of several checks on one figure the worst counts."""

    COCOK = "cocok"
    TIDAK_COCOK = "tidak_cocok"
    BELUM_COCOK = "belum_cocok"
    """It does not close, and nobody is accused: the reading is not certain, or a person rejected the finding."""

    @property
    def sign(self) -> str:
        """The mark beside the figure."""
        return {Tanda.COCOK: "✓", Tanda.TIDAK_COCOK: "✗", Tanda.BELUM_COCOK: "?"}[self]


class Mark(NamedTuple):
    """The state of what one row prints under one measure; ``table`` and ``row`` as in a finding."""

    table: int
    row: int
    key: Key
    tanda: Tanda


def marks(tables: Sequence[MatchedTable], findings: Iterable[Finding]) -> Iterator[Mark]:
    """Every figure that could be computed from others, those that agree too; ``findings``: the document's."""
    accused = {
        (one.table, one.row, one.ukuran, one.konteks, one.tahun, one.rincian)
        for one in findings
        if one.cek in _CHECKS and one.sebab is Sebab.DOKUMEN and one.keputusan != _REJECTED
    }
    for view in chained([view_table(number, table) for number, table in enumerate(tables)]):
        sums = ((one.whole.index, one.key, one.agrees) for one in chain(child_trials(view), total_trials(view)))
        agreed: dict[tuple[int, Key], bool] = {}
        for row, key, agrees in chain(sums, row_trials(view), year_trials(view)):
            agreed[row, key] = agreed.get((row, key), True) and agrees
        for (row, key), agrees in agreed.items():
            wrong = Tanda.TIDAK_COCOK if (view.number, row, *key[:4]) in accused else Tanda.BELUM_COCOK
            yield Mark(view.number, row, key, Tanda.COCOK if agrees else wrong)
