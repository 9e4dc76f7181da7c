"""The stage's entry: joined tables to tables with columns that have a meaning, a form's label, and meaningful rows."""

from __future__ import annotations

from collections.abc import Sequence

from extract.types import Table
from normalize.columns.reader import ColumnsRead, read_columns
from normalize.forms.registry import table_form
from normalize.forms.shape import Shape
from normalize.grid import Grid
from normalize.lipatan import unfolded
from normalize.potong_tabel import split_tables
from normalize.rows import build_rows
from normalize.types import DocumentMeta, NormalTable


def normalize_tables(tables: Sequence[Table], meta: DocumentMeta) -> tuple[NormalTable, ...]:
    """Each table with its columns' meaning, its form's label and its rows, in the order given."""
    done: list[NormalTable] = []
    before: ColumnsRead | None = None
    last_page = 0
    for table in (unfolded(part) for whole in tables for part in split_tables(whole)):
        grid = Grid(table)
        near = before if table.pages and table.pages[0] - last_page in (0, 1) else None
        before = read_columns(grid, meta, near)
        last_page = table.pages[-1] if table.pages else 0
        jenis = table_form(Shape(grid, before.columns, before.layout, meta.jenis))
        rows = build_rows(grid, before.columns)
        done.append(NormalTable(table, jenis, before.columns, rows))
    return tuple(done)


def normalize_table(table: Table, meta: DocumentMeta) -> NormalTable:
    """One table by itself, the first of them where its grid holds several."""
    return normalize_tables((table,), meta)[0]
