"""The stage's entry: joined tables to tables with columns that have a meaning, a form's label, and meaningful rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.types import Table
from normalize.columns.reader import ColumnsRead, read_columns, reported_years
from normalize.forms.registry import table_form
from normalize.forms.shape import Shape
from normalize.grid import Grid
from normalize.kata_putus import whole_words
from normalize.lipatan import unfolded
from normalize.potong_tabel import split_tables
from normalize.recipes.fit import Fit, reheaded
from normalize.recipes.rows import with_levels
from normalize.rows import build_rows
from normalize.types import DocumentMeta, JenisTabel, NormalTable


@dataclass(frozen=True, slots=True)
class TableRead:
    """A table of one header with its grid and its columns as read, all candidates and reasons kept.

    ``fit``: the recipe that it was read with, None where with none.
    """

    table: Table
    grid: Grid
    columns: ColumnsRead
    fit: Fit | None = None


NO_FITS: Mapping[int, Fit] = {}


def parts_of(tables: Iterable[Table]) -> tuple[Table, ...]:
    """The tables of a document, those in one grid apart, and each in one block: what columns are read of."""
    return tuple(unfolded(part) for joined in tables for part in split_tables(joined))


def read_tables(tables: Iterable[Table], meta: DocumentMeta) -> Iterator[TableRead]:
    """Each table of the document, those in one grid apart, with what its columns mean and why."""
    return read_parts(parts_of(tables), meta)


def read_parts(parts: Sequence[Table], meta: DocumentMeta, fits: Mapping[int, Fit] = NO_FITS) -> Iterator[TableRead]:
    """Each part of the document's tables with what its columns mean and why.

    ``fits``: the recipe of each part that has one, by its index.
    """
    before: ColumnsRead | None = None
    last_page = 0
    reported: set[int] = set()
    whole = whole_words(parts)
    for n, part in enumerate(parts):
        fit = fits.get(n)
        table = part if fit is None else reheaded(part, fit.recipe.kepala)
        grid = Grid(table, whole)
        # A table without a header goes on with the one right before it, on the same page or the next.
        near = before if table.pages and table.pages[0] - last_page in (0, 1) else None
        given = {} if fit is None else fit.given(meta.tahun)
        read = read_columns(grid, meta, near, frozenset(reported), given)
        if fit is None or not fit.recipe.bukan_tabel:  # what is no table tells nothing of those below it
            before, last_page = read, table.pages[-1] if table.pages else 0
            reported.update(reported_years(read))
        yield TableRead(table, grid, read, fit)


def normalize_tables(tables: Iterable[Table], meta: DocumentMeta) -> tuple[NormalTable, ...]:
    """Each table with its columns' meaning, its form's label and its rows, in the order given."""
    return normalize_parts(parts_of(tables), meta)


def normalize_parts(
    parts: Sequence[Table], meta: DocumentMeta, fits: Mapping[int, Fit] = NO_FITS
) -> tuple[NormalTable, ...]:
    """Each part with its columns' meaning, its form's label and its rows, with the recipes of those that have one."""
    return tuple(with_rows(read, meta) for read in read_parts(parts, meta, fits))


def with_rows(read: TableRead, meta: DocumentMeta) -> NormalTable:
    """A table with its form's label and its rows; what a recipe calls no table has neither columns nor rows."""
    fit = read.fit
    if fit is not None and fit.recipe.bukan_tabel:
        return NormalTable(read.table, JenisTabel.LAINNYA, (), (), resep=fit.recipe.nama, matrix=read.grid)
    columns = read.columns.columns
    jenis = table_form(Shape(read.grid, columns, read.columns.layout, meta.jenis))
    rows = build_rows(read.grid, columns)
    if fit is None:
        return NormalTable(read.table, jenis, columns, rows, matrix=read.grid)
    rows = with_levels(rows, read.grid, fit)
    return NormalTable(read.table, jenis, columns, rows, resep=fit.recipe.nama, matrix=read.grid)


def normalize_table(table: Table, meta: DocumentMeta) -> NormalTable:
    """One table by itself, the first of them where its grid holds several."""
    return normalize_tables((table,), meta)[0]
