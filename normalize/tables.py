"""The stage's entry: joined tables to tables with a kind, columns with a meaning, and meaningful rows."""

from __future__ import annotations

from collections.abc import Sequence

from extract.types import Table
from normalize.grid import Grid
from normalize.jenis import table_kind
from normalize.kolom import draft_columns
from normalize.peran import Period, assign_columns, title_year
from normalize.rows import build_rows
from normalize.types import DocumentMeta, JenisDokumen, NormalTable


def normalize_tables(tables: Sequence[Table], meta: DocumentMeta) -> tuple[NormalTable, ...]:
    """Each table with its kind, its columns' meaning and its rows, in the order given."""
    return tuple(normalize_table(table, meta) for table in tables)


def normalize_table(table: Table, meta: DocumentMeta) -> NormalTable:
    """One table with its kind, its columns' meaning and its meaningful rows."""
    grid = Grid(table)
    drafts = draft_columns(grid)
    title = " ".join(part for part in (table.nomor, table.judul) if part)
    jenis = table_kind(title, drafts, meta.jenis)
    columns = assign_columns(grid, drafts, jenis, _period(table, meta))
    return NormalTable(table, jenis, columns, build_rows(grid, columns))


def _period(table: Table, meta: DocumentMeta) -> Period:
    in_title = title_year(table.judul or "")
    reported = meta.tahun
    if reported is not None and meta.jenis is JenisDokumen.RENJA:
        reported -= 2
    return Period(tahun=meta.tahun, akhir=meta.tahun_akhir, judul=in_title, laporan=reported)
