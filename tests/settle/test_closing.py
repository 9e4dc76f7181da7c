"""Levels moved by sums: only where more of them close, and never by what is in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extract.types import Box, Table
from nomenclature.levels import Settled
from normalize.types import BudgetRow, Column, JenisTabel, NormalTable, TingkatBaris, Ukuran, Value
from settle.closing import close_levels

P, K, S = TingkatBaris.PROGRAM, TingkatBaris.KEGIATAN, TingkatBaris.SUB_KEGIATAN
BOX = Box(0, 0, 1, 1)
SURE, DOUBTFUL = 9.0, 0.5


def table(amounts: Sequence[int], keyakinan: float = 1.0, column: float = 1.0) -> NormalTable:
    """A table of one money column; how surely its values and its column were read."""
    rows = tuple(
        BudgetRow(
            i, i, None, None, f"baris {i}", None,
            (Value(Ukuran.PAGU, None, 2026, str(n), Decimal(n), "rupiah", 1, BOX, keyakinan),), 1, BOX,
        )
        for i, n in enumerate(amounts)
    )  # fmt: skip
    columns = (Column(1, "Pagu", "pagu", None, 2026, None, column),)
    return NormalTable(Table((1,), None, None, len(rows), 2, 0, (), "ruled", 1.0), JenisTabel.LAINNYA, columns, rows)


def settled(levels: Sequence[TingkatBaris], second: Sequence[TingkatBaris], margin: Sequence[float]) -> Settled:
    return Settled(tuple(levels), tuple(second), tuple(margin), tuple((i,) for i in range(len(levels))))


LEVELS = settled([P, K, K, K], [K, K, S, S], [SURE, SURE, DOUBTFUL, DOUBTFUL])
"""Two rows that may be kegiatan like the one above them, or its sub kegiatan."""


def test_a_doubtful_row_goes_to_the_level_under_which_the_sums_close() -> None:
    alike = Settled(LEVELS.levels, LEVELS.second, LEVELS.margin, ((0,), (1,), (2,), (2,)))
    done = close_levels(table([500, 500, 200, 300]), alike)
    assert done.levels == (P, K, S, S)
    assert done.by_sums == {2, 3}


def test_where_the_sums_close_already_nothing_moves() -> None:
    done = close_levels(table([1000, 500, 200, 300]), LEVELS)
    assert (done.levels, done.by_sums) == (LEVELS.levels, frozenset())


def test_values_in_doubt_move_no_row() -> None:
    alike = Settled(LEVELS.levels, LEVELS.second, LEVELS.margin, ((0,), (1,), (2,), (2,)))
    assert close_levels(table([500, 500, 200, 300], keyakinan=0.5), alike).levels == LEVELS.levels


def test_a_column_in_doubt_moves_no_row() -> None:
    alike = Settled(LEVELS.levels, LEVELS.second, LEVELS.margin, ((0,), (1,), (2,), (2,)))
    assert close_levels(table([500, 500, 200, 300], column=0.3), alike).levels == LEVELS.levels
