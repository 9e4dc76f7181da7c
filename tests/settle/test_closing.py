"""Levels moved by sums: only where more of them close, and never by what is in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
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


def test_nothing_that_sums_to_nothing_moves_no_row() -> None:
    flat = settled([P, K, K, K], [K, K, P, K], [SURE, SURE, DOUBTFUL, SURE])
    assert close_levels(table([700, 700, 0, 0]), flat).levels == (P, K, K, K)
    # The row would be a program that closes: one of nothing over a kegiatan of nothing.
    assert close_levels(table([700, 700, 300, 300]), flat).levels == (P, K, P, K)


def test_where_the_sums_close_already_nothing_moves() -> None:
    done = close_levels(table([1000, 500, 200, 300]), LEVELS)
    assert (done.levels, done.by_sums) == (LEVELS.levels, frozenset())


def test_values_in_doubt_move_no_row() -> None:
    alike = Settled(LEVELS.levels, LEVELS.second, LEVELS.margin, ((0,), (1,), (2,), (2,)))
    assert close_levels(table([500, 500, 200, 300], keyakinan=0.5), alike).levels == LEVELS.levels


def test_a_column_in_doubt_moves_no_row() -> None:
    alike = Settled(LEVELS.levels, LEVELS.second, LEVELS.margin, ((0,), (1,), (2,), (2,)))
    assert close_levels(table([500, 500, 200, 300], column=0.3), alike).levels == LEVELS.levels


def test_a_table_in_thousands_closes_as_far_as_rounding_allows_and_moves_no_row_for_it() -> None:
    printed = table([6_812_524, 4_982_002, 469_857, 1_360_666])  # the parts are one thousand more than the whole
    rows = tuple(
        replace(row, values=tuple(replace(v, nilai=v.nilai * 1000) for v in row.values)) for row in printed.rows
    )
    done = close_levels(replace(printed, rows=rows), LEVELS)
    assert (done.levels, done.by_sums) == (LEVELS.levels, frozenset())
    sideways = settled([P, K, S, S], [K, K, K, K], [SURE, SURE, DOUBTFUL, DOUBTFUL])
    alike = replace(sideways, classes=((0,), (1,), (2,), (2,)))
    assert close_levels(replace(printed, rows=rows), alike).levels == (P, K, K, K)


def test_a_row_goes_back_by_itself_where_its_class_was_moved_too_far() -> None:
    x = [i in (2, 5, 6, 10, 11) for i in range(13)]
    levels = [P if i in (0, 3, 8) else K for i in range(13)]
    margin = [DOUBTFUL if is_x else SURE for is_x in x]
    found = settled(levels, [S] * 13, margin)
    alike = replace(found, classes=tuple((is_x,) for is_x in x))
    done = close_levels(table([700, 300, 400, 1000, 500, 200, 300, 500, 1000, 600, 100, 500, 400]), alike)
    assert done.levels == (P, K, K, P, K, S, S, K, P, K, S, S, K)


def test_a_clearer_row_moves_where_a_sum_of_several_that_fails_asks_for_it() -> None:
    # The last kegiatan was read as a sub kegiatan of the one before: its own only child equals it.
    levels = settled([P, K, S, S, S, S], [K, S, K, K, K, K], [SURE, SURE, SURE, SURE, 2.0, SURE])
    done = close_levels(table([1000, 700, 300, 400, 300, 300]), levels)
    assert done.levels == (P, K, S, S, K, S)
    assert done.by_sums == {4}


def test_a_clearer_row_stays_where_only_a_sum_of_one_would_close() -> None:
    # The document's own error: the second kegiatan is not what its two sub kegiatan make.
    levels = settled([P, K, S, S, S], [K, S, K, K, K], [SURE, SURE, SURE, 2.0, SURE])
    assert close_levels(table([900, 700, 300, 250, 250]), levels).levels == levels.levels


def test_a_clearer_row_stays_where_a_sum_that_closes_would_be_lost() -> None:
    # Moved up, the fourth row would leave a kegiatan that closes without it.
    levels = settled([P, K, S, S, S], [K, S, K, K, K], [SURE, SURE, SURE, 2.0, SURE])
    assert close_levels(table([900, 700, 300, 200, 200]), levels).levels == levels.levels
