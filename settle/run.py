"""The stage's two steps: levels by sums before codes are matched, doubtful readings by sums after.

Both need to know who is whose child; neither goes back to the grid but for rows whose cells may have slipped, and then
to the grid that the columns were read from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from nomenclature.levels import Leveled
from normalize.rumus import read_formulas
from normalize.types import BudgetRow, Konteks, Ukuran, Value
from normalize.ukuran import Certainty
from records.matched import MatchedRow, MatchedTable
from settle.alignment import realign_rows
from settle.closing import close_levels
from settle.evidence import settle_rows
from settle.ledger import build_sums, followed_states, measures_of, read_ledger

_PILE, _IN_A_PILE = 10, 0.85
"""So many values of one measure and time in a row are a pile, and how sure a value in one is at most: labelled rows
list up to nine indicators in a cell; published ones with eleven and more were several rows without a border.
"""

Key = tuple[Ukuran, Konteks | None, int | None, str | None]


def settle_levels(leveled: Leveled) -> Leveled:
    """The tables with doubtful rows moved to the level under which more sums close."""
    levels = (close_levels(*pair) for pair in zip(leveled.tables, leveled.levels, strict=True))
    return replace(leveled, levels=tuple(levels))


def settle_readings(tables: Sequence[MatchedTable]) -> tuple[MatchedTable, ...]:
    """The tables with the doubtful readings that arithmetic decides decided, and every value's certainty in the end."""
    return tuple(map(_decided, tables))


def _decided(table: MatchedTable) -> MatchedTable:
    decided = with_certainty(_settle(table))
    if decided.source.matrix is not None:
        decided.source.matrix.let_go()  # its rows are read: what follows asks for them, not for the grid
    return decided


def with_certainty(table: MatchedTable) -> MatchedTable:
    """The table with each value's confidence that of its number, its column's meaning and its row's level together.

    The three are read from different evidence, so their chances are multiplied.
    """
    of_column = Certainty(table.source.columns).of_column

    def together(value: Value, yakin: float, most: float) -> Value:
        sure = min(round(value.keyakinan * of_column(value) * yakin, 4), most)
        return value if sure == value.keyakinan else value.surely(sure)

    def settled(m: MatchedRow) -> MatchedRow:
        piled = _piled(m.row.values)
        values = [together(v, m.yakin, _IN_A_PILE if piled and _key(v) in piled else 1.0) for v in m.row.values]
        return m.of_row(m.row.holding(tuple(values))) if values else m

    matched = tuple(map(settled, table.rows))
    return MatchedTable(replace(table.source, rows=tuple(m.row for m in matched)), matched)


def _piled(values: Sequence[Value]) -> frozenset[Key]:
    """What a row has so many values of that it may be several rows which no border parts: which of them is whose?"""
    if len(values) < _PILE or len(values) - len(set(map(_key, values))) < _PILE - 1:
        return frozenset()
    return frozenset(key for key, n in Counter(map(_key, values)).items() if n >= _PILE)


def _key(value: Value) -> Key:
    return value.ukuran, value.konteks, value.tahun, value.rincian


def _settle(table: MatchedTable) -> MatchedTable:
    source = table.source
    ledger = read_ledger(source.rows, Certainty(source.columns))
    sums = build_sums(source.rows, [m.induk for m in table.rows], [m.level for m in table.rows], measures_of(ledger))
    formulas = read_formulas(source.grid.numbers) if source.table.number_row is not None else ()
    kept = followed_states(sums, ledger)
    rows = settle_rows(source.rows, [one for one, _ in kept], source.columns, formulas, ledger)
    if _are_same(rows, source.rows) and not any(state is False for _, state in kept):
        return table
    rows = realign_rows(rows, sums, source.grid, source.columns)
    if _are_same(rows, source.rows):
        return table
    matched = tuple(replace(m, row=row) for m, row in zip(table.rows, rows, strict=True))
    return MatchedTable(replace(source, rows=rows), matched)


def _are_same(rows: Sequence[BudgetRow], before: Sequence[BudgetRow]) -> bool:
    return all(new is old for new, old in zip(rows, before, strict=True))
