"""How many relations hold in a table as it was read, whatever its columns are called: the judge of a given reading.

Counted are the sums of children to their parents, column by column of printed amounts, so that a column which is given
another name loses none of them; and the rows in which the columns' own relations hold, unless what the columns are
said to be contradicts these.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from normalize.columns.facts import Facts, table_facts
from normalize.columns.fits import fit
from normalize.columns.kinds import MEASURES
from normalize.columns.printed import printed_relations
from normalize.columns.relations import Relation, find_relations
from normalize.types import Ukuran
from normalize.ukuran import ALWAYS_MONEY, SURE_COLUMN, Certainty, Measure
from records.matched import MatchedTable
from settle.ledger import Ledger, build_sums, measures_of, read_ledger

_MONEY = 1000.0
"""A column of such a median size holds amounts; what is smaller counts and adds up to nothing."""
_LEAST = 3
"""Figures that must be small before a column is no money: two may be slips."""


def relations_held(table: MatchedTable) -> int:
    """The relations of a table that hold."""
    facts, _ = table_facts(table.source.grid)
    return _sums_held(table, facts) + _rows_held(table, facts)


def sums_closed(table: MatchedTable) -> tuple[int, int]:
    """(sums of the table's certain money that close, those that do not), by what its columns are called."""
    source = table.source
    ledger = read_ledger(source.rows, Certainty(source.columns))
    parents, levels = [m.induk for m in table.rows], [m.level for m in table.rows]
    states = [one.holds(ledger) for one in build_sums(source.rows, parents, levels, measures_of(ledger))]
    return states.count(True), states.count(False)


def understood_held(table: MatchedTable) -> int:
    """The relations that hold of measures which the table was surely understood to print: what makes it a table.

    Figures of other lists (a score of scale and weight) are related too, and prove none.
    """
    facts, _ = table_facts(table.source.grid)
    columns = table.source.columns
    if len(columns) != len(facts):
        return 0
    sure = [c.peran in MEASURES and c.keyakinan >= SURE_COLUMN for c in columns]
    found = find_relations(facts, printed_relations(facts))
    held = (relation.support for relation in found if all(sure[i] for i in relation.columns))
    return sums_closed(table)[0] + sum(held)


def is_no_money(table: MatchedTable) -> bool:
    """True where columns that a person calls money hold nothing but counts: the header is the same, the table another.

    "No | Uraian | Jumlah" heads lists of staff and of budgets. No item of a budget falls below a thousand rupiah.
    """
    given = {
        (c.peran, c.konteks, c.tahun, c.rincian) for c in table.source.columns if c.sumber and c.peran in ALWAYS_MONEY
    }
    values = (v for row in table.rows for v in row.row.values if (v.ukuran, v.konteks, v.tahun, v.rincian) in given)
    amounts = [abs(v.nilai) for v in values if v.nilai]
    return len(amounts) >= _LEAST and max(amounts) < _MONEY


def _sums_held(table: MatchedTable, facts: Sequence[Facts]) -> int:
    ledger = _printed_ledger(table, facts)
    parents, levels = [m.induk for m in table.rows], [m.level for m in table.rows]
    sums = build_sums(table.source.rows, parents, levels, measures_of(ledger))
    return sum(one.holds(ledger) is True for one in sums)


def _printed_ledger(table: MatchedTable, facts: Sequence[Facts]) -> Ledger:
    """The printed amounts of each row, every column of money as a measure of its own."""
    found: dict[tuple[int, Measure], Decimal | None] = {}
    for f in facts:
        known = f.numbers[np.isfinite(f.numbers) & (f.numbers != 0)]
        if not known.size or float(np.median(np.abs(known))) < _MONEY:
            continue
        for i, row in enumerate(table.source.rows):
            if 0 <= row.grid_row < len(f.numbers) and np.isfinite(amount := f.numbers[row.grid_row]):
                found[i, Measure(Ukuran.PAGU, ke=f.indeks)] = Decimal(float(amount))
    return found


def _rows_held(table: MatchedTable, facts: Sequence[Facts]) -> int:
    kinds = [str(column.peran) for column in table.source.columns]
    if len(kinds) != len(facts):
        return 0  # no table: nothing of it is claimed to hold
    found = find_relations(facts, printed_relations(facts))
    return sum(relation.support for relation in found if not _is_contradicted(relation, kinds))


def _is_contradicted(relation: Relation, kinds: Sequence[str]) -> bool:
    """True where all of its columns are measures that do not suit it; what is called no measure contradicts nothing."""
    return all(kinds[i] in MEASURES for i in relation.columns) and fit(relation, kinds) < 0
