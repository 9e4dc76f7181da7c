"""Doubtful readings settled once levels and parents are known: the sums over the hierarchy are the evidence.

The judging itself is ``normalize.evidence``; it needs to know who is whose child, which only this stage can say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nomenclature.types import MatchedTable
from normalize.alignment import realign_rows
from normalize.evidence import settle_rows
from normalize.grid import Grid
from normalize.rumus import read_formulas


def settle_tables(tables: Sequence[MatchedTable]) -> tuple[MatchedTable, ...]:
    """The tables with the doubtful readings that arithmetic decides decided; all else is as it was."""
    return tuple(_settle(table) for table in tables)


def _settle(table: MatchedTable) -> MatchedTable:
    source = table.source
    grid = Grid(source.table)
    formulas = read_formulas(grid.numbers)
    parents = [m.induk for m in table.rows]
    rows = settle_rows(source.rows, parents, source.columns, formulas)
    rows = realign_rows(rows, parents, [m.level for m in table.rows], grid, source.columns)
    if all(new is old for new, old in zip(rows, source.rows, strict=True)):
        return table
    matched = tuple(replace(m, row=row) for m, row in zip(table.rows, rows, strict=True))
    return MatchedTable(replace(source, rows=rows), matched)
