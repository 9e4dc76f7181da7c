"""What became of every printed sum: it closes, the document is told of it, or it is open and nobody is accused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from audit.chains import chained
from audit.figures import Key
from audit.hierarchy import view_table
from audit.rules.sums import child_trials, total_trials
from records.findings import Cek, Finding, Sebab
from records.matched import MatchedTable

_SUMS = frozenset({Cek.JUMLAH_ANAK, Cek.JUMLAH_TOTAL})
_REJECTED = "ditolak"


class Tanda(StrEnum):
    """The state of a printed sum."""

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
    """Every parent and total whose sum could be formed, those that close too; ``findings``: the document's."""
    accused = {
        (one.table, one.row, one.ukuran, one.konteks, one.tahun, one.rincian)
        for one in findings
        if one.cek in _SUMS and one.sebab is Sebab.DOKUMEN and one.keputusan != _REJECTED
    }
    for view in chained([view_table(number, table) for number, table in enumerate(tables)]):
        for trial in chain(child_trials(view), total_trials(view)):
            is_told = (view.number, trial.whole.index, *trial.key[:4]) in accused
            wrong = Tanda.TIDAK_COCOK if is_told else Tanda.BELUM_COCOK
            yield Mark(view.number, trial.whole.index, trial.key, Tanda.COCOK if trial.agrees else wrong)
