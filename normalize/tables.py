"""The stage's entry: joined tables to tables with columns that have a meaning, a form's label, and meaningful rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.types import Table
from normalize.columns.reader import ColumnsRead, read_columns, reported_years
from normalize.forms.registry import table_form
from normalize.forms.shape import Shape
from normalize.grid import Grid
from normalize.kata_putus import whole_words
from normalize.lipatan import unfolded
from normalize.potong_tabel import split_tables
from normalize.rows import build_rows
from normalize.types import DocumentMeta, NormalTable


@dataclass(frozen=True, slots=True)
class TableRead:
    """A table of one header with its grid and its columns as read, all candidates and reasons kept."""

    table: Table
    grid: Grid
    columns: ColumnsRead


def read_tables(tables: Iterable[Table], meta: DocumentMeta) -> Iterator[TableRead]:
    """Each table of the document, those in one grid apart, with what its columns mean and why."""
    before: ColumnsRead | None = None
    last_page = 0
    reported: set[int] = set()
    parts = [unfolded(part) for joined in tables for part in split_tables(joined)]
    whole = whole_words(parts)
    for table in parts:
        grid = Grid(table, whole)
        # A table without a header goes on with the one right before it, on the same page or the next.
        near = before if table.pages and table.pages[0] - last_page in (0, 1) else None
        before = read_columns(grid, meta, near, frozenset(reported))
        reported.update(reported_years(before))
        last_page = table.pages[-1] if table.pages else 0
        yield TableRead(table, grid, before)


def normalize_tables(tables: Iterable[Table], meta: DocumentMeta) -> tuple[NormalTable, ...]:
    """Each table with its columns' meaning, its form's label and its rows, in the order given."""
    return tuple(with_rows(read, meta) for read in read_tables(tables, meta))


def with_rows(read: TableRead, meta: DocumentMeta) -> NormalTable:
    """A table with its form's label and its rows."""
    columns = read.columns.columns
    jenis = table_form(Shape(read.grid, columns, read.columns.layout, meta.jenis))
    rows = build_rows(read.grid, columns)
    return NormalTable(read.table, jenis, columns, rows, matrix=read.grid)


def normalize_table(table: Table, meta: DocumentMeta) -> NormalTable:
    """One table by itself, the first of them where its grid holds several."""
    return normalize_tables((table,), meta)[0]
