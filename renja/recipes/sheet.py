"""A table as somebody looks at it who is about to say what it means: columns with their words and first cells, rows.

Nothing is written here. ``sheet`` is the table as it is read without any recipe; ``tried`` the same table with what has
been said so far, so that rows can be shown as they would be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.types import Table
from normalize.grid import Grid
from normalize.recipes.fit import Fit, fit, layout_of, reheaded
from normalize.recipes.rows import code_parts, holds, indents, numbering
from normalize.recipes.types import Layout, Recipe, RecipeUse, RowRule
from normalize.types import BudgetRow, Column, DocumentMeta, TingkatBaris
from output.overlay.identity import NO_META
from output.types import DocumentResult
from records.matched import MatchedTable
from renja.meaning import Told, meaning_of_parts
from renja.recipes.make import Said, tables_of
from renja.steps import Steps

_CELLS = 3
_MOST_VALUES = 12
"""Conditions of one kind that are offered: more are kinds of rows no longer."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its name and number among those of that name (as rules give them), its first cells, and its reading."""

    name: str
    nth: int
    cells: tuple[str, ...]
    read: Column | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table for who says what it means, read without recipes; ``n_header_rows``: those that are its header now."""

    layout: Layout
    columns: tuple[SheetColumn, ...]
    n_header_rows: int
    n_rows: int
    meta: DocumentMeta


@dataclass(frozen=True, slots=True)
class Tried:
    """The table with what was said so far. ``refused``: what became of it, where it is not applied."""

    table: MatchedTable
    fit: Fit | None
    refused: RecipeUse | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """What rows may have in common: a key of ``RowRule`` and its value; so many rows of the table have it."""

    key: str
    value: object
    count: int = 0


def sheet(document: DocumentResult, table: int, kepala: int | None = None) -> Sheet:
    """A table of a document, with so many header rows (None: as extraction gave them)."""
    grid = reheaded(tables_of(document)[table], kepala)
    layout = layout_of(grid, document.pembuat)
    stored = document.tables[table].source
    as_stored = stored.resep is None and kepala is None
    read = stored.columns if as_stored else _read(document, grid, ()).source.columns
    by_place = {column.indeks: column for column in read}
    names = [layout.name_of(col) for col in range(layout.n_cols)]
    columns = [SheetColumn(*names[col], _first_cells(grid, col), by_place.get(col)) for col in range(layout.n_cols)]
    return Sheet(layout, tuple(columns), grid.n_header_rows, grid.n_rows, document.meta or NO_META)


def tried(document: DocumentResult, table: int, recipe: Recipe | None, kepala: int | None = None) -> Tried:
    """The table read with a recipe (None: with none, its header so many rows)."""
    part = tables_of(document)[table]
    if recipe is None:
        return Tried(_read(document, reheaded(part, kepala), ()), None)
    steps = Steps(document.berkas)
    found = meaning_of_parts(steps, (part,), _told(document), (recipe,))
    if found is None:
        return Tried(document.tables[table], None)
    use = next(iter(found.resep), None)
    refused = use if use is not None and use.ditolak else None
    return Tried(found.tables[0], fit(recipe, part, document.pembuat), refused)


def said_by(document: DocumentResult, table: int, recipe: Recipe) -> Said | None:
    """What a recipe says, in the words of a table that it fits, to be changed; None where it does not fit wholly.

    Another year's document prints other years in the same header: names and years are those of this one.
    """
    part = tables_of(document)[table]
    found = fit(recipe, part, document.pembuat)
    if found is None or not found.is_whole:
        return None
    layout = layout_of(reheaded(part, recipe.kepala))
    columns = []
    for rule, col in found.rules:
        name, nth = layout.name_of(col)
        columns.append(replace(rule, name=name, nth=nth, tahun=rule.tahun.later(found.later.get(col, 0))))
    return Said(
        tuple(columns), tuple(_in_words_of(layout, rule, found) for rule in recipe.rows), recipe.kepala, recipe.skala,
        recipe.bukan_tabel, recipe.keterangan, recipe.layout.producer is None,
    )  # fmt: skip


def _in_words_of(layout: Layout, rule: RowRule, found: Fit) -> RowRule:
    col = None if rule.kolom is None else found.column(rule.kolom)
    return rule if col is None else replace(rule, kolom=layout.name_of(col)[0])


def conditions(layout: Layout, table: MatchedTable) -> tuple[Condition, ...]:
    """What tells rows of the table apart: each condition that some of them meet and some do not, with their number."""
    rows = _items(table)
    counted: dict[tuple[str, object], int] = {}
    for key, values in _features(layout, table.source.grid, rows).items():
        found = Counter(value for value in values if value is not None)
        for value, n in found.most_common(_MOST_VALUES):
            if n < len(rows):
                counted[key, value] = n
    return tuple(Condition(key, value, n) for (key, value), n in counted.items())


def rows_of(rule: RowRule, table: MatchedTable, found: Fit) -> Iterator[tuple[BudgetRow, TingkatBaris]]:
    """The rows that a rule speaks of, each with its level as it is read now."""
    grid = table.source.grid
    steps = indents([matched.row for matched in table.rows], grid) if rule.masuk is not None else {}
    for matched in table.rows:
        if matched.row.lanjutan is None and holds(rule, matched.row, grid, found, steps):
            yield matched.row, matched.level


def whole_fit(recipe: Recipe) -> Fit:
    """A recipe on a table of its own layout."""
    return Fit(recipe, {col: col for col in range(recipe.layout.n_cols)}, is_whole=True)


def _features(layout: Layout, grid: Grid, rows: Sequence[BudgetRow]) -> dict[str, list[object]]:
    steps = indents(rows, grid)
    found: dict[str, list[object]] = {
        "bagian_kode": [code_parts(row.kode_asli) for row in rows],
        "tebal": [row.hints.bold for row in rows],
        "huruf_besar": [row.hints.capitals for row in rows],
        "nomor": [numbering(row.hints.numbering) for row in rows],
        "masuk": [steps.get(row.grid_row) for row in rows],
        "kolom": [],
    }
    for col in range(layout.n_cols):
        name, nth = layout.name_of(col)
        if nth == 1:
            found["kolom"] += [name for row in rows if grid.text(row.grid_row, col).strip(" -–")]
    return found


def _items(table: MatchedTable) -> list[BudgetRow]:
    return [matched.row for matched in table.rows if matched.row.lanjutan is None]


def _first_cells(table: Table, col: int) -> tuple[str, ...]:
    cells = sorted((c for c in table.cells if c.col == col and c.row >= table.n_header_rows), key=lambda c: c.row)
    texts = (" ".join(cell.text.split()) for cell in cells if cell.row != table.number_row)
    return tuple([text for text in texts if text][:_CELLS])


def _read(document: DocumentResult, grid: Table, recipes: Sequence[Recipe]) -> MatchedTable:
    found = meaning_of_parts(Steps(document.berkas), (grid,), _told(document), recipes)
    if found is None:
        raise LookupError(document.berkas)
    return found.tables[0]


def _told(document: DocumentResult) -> Told:
    return Told(document.meta or NO_META, document.wilayah, document.pembuat)
