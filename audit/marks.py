"""What became of every printed figure that others give (sums, totals of years, remainders, percentages, weights).

It agrees, the document is told of it, or it is open and nobody is accused. A printed total that could not be computed
is open too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from audit.chains import chained
from audit.figures import Key
from audit.hierarchy import TableView, view_table
from audit.rules.account_sums import account_totals, account_trials
from audit.rules.realisation import row_trials
from audit.rules.sums import child_trials, total_trials
from audit.rules.weighted import weighted_trials
from audit.rules.weights import weight_trials
from audit.rules.years import year_trials
from normalize.types import Ukuran
from normalize.ukuran import BUDGET
from records.findings import Cek, Finding, Sebab
from records.matched import MatchedTable

_CHECKS = frozenset(
    {Cek.JUMLAH_ANAK, Cek.JUMLAH_TOTAL, Cek.JUMLAH_TAHUN, Cek.SISA, Cek.PERSEN, Cek.BOBOT, Cek.TERTIMBANG}
)
_STATED = frozenset({*BUDGET, Ukuran.SISA, Ukuran.PERSEN_REALISASI, Ukuran.BOBOT, Ukuran.TERTIMBANG})
"""What a total states, money or not."""
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
        agreed: dict[tuple[int, Key], bool] = {}
        for row, key, agrees in _trials(view):
            agreed[row, key] = agreed.get((row, key), True) and agrees
        for row, key, _ in account_totals(view):
            agreed.setdefault((row, key), True)
        for place in _totals(view):
            agreed.setdefault(place, False)
        for (row, key), agrees in agreed.items():
            wrong = Tanda.TIDAK_COCOK if (view.number, row, *key[:4]) in accused else Tanda.BELUM_COCOK
            yield Mark(view.number, row, key, Tanda.COCOK if agrees else wrong)


def _trials(view: TableView) -> Iterator[tuple[int, Key, bool]]:
    """Every figure of the table that could be computed, and whether it agrees."""
    yield from ((one.whole.index, one.key, one.agrees) for one in chain(child_trials(view), total_trials(view)))
    yield from chain(
        row_trials(view), year_trials(view), weight_trials(view), weighted_trials(view), account_trials(view)
    )


def _totals(view: TableView) -> Iterator[tuple[int, Key]]:
    """Every figure of a printed total that others could give."""
    for item in view.items:
        if item.is_total:
            yield from ((item.index, key) for key, figure in item.money.items() if figure.values)
            yield from ((item.index, key) for key in view.other[item.index] if key.ukuran in _STATED)
