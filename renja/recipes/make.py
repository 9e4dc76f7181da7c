"""A recipe made of a table that somebody looks at: its layout, what they say of it, and rows of it as its test."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.types import Table
from normalize.recipes.fit import Fit, given_alike, layout_of, reheaded
from normalize.recipes.types import ColumnRule, Example, Layout, Recipe, RowRule
from normalize.tables import normalize_parts
from normalize.types import BudgetRow, DocumentMeta, NormalTable
from normalize.ukuran import MEASURES
from output.overlay.identity import NO_META
from output.types import DocumentResult
from renja.recipes.errors import RecipeError
from renja.recipes.examples import alike_text, failures, value_text
from renja.recipes.parse import parse_recipe
from renja.recipes.reread import as_extracted
from renja.recipes.section import LONGEST_TEXT
from renja.recipes.written import recipe_text

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_EXAMPLES = 3
_TRIED = 30
"""Rows that are tried as examples: some mean what they mean by what stands around them."""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of a table; the columns by name, or a part of it. ``any_producer``: whatever made the file."""

    columns: tuple[ColumnRule, ...] = ()
    rows: tuple[RowRule, ...] = ()
    kepala: int | None = None
    skala: int | None = None
    bukan_tabel: bool = False
    keterangan: str = ""
    any_producer: bool = False


def tables_of(document: DocumentResult) -> tuple[Table, ...]:
    """The tables of a document as extraction gave them; their order is that of ``document.tables``."""
    return tuple(as_extracted(document))


def table_on_page(document: DocumentResult, page: int, nth: int = 1) -> int:
    """The index of the ``nth`` table that stands on a page. ``RecipeError`` where there are fewer."""
    found = [n for n, table in enumerate(document.tables) if page in table.source.table.pages]
    if not 1 <= nth <= len(found):
        raise RecipeError(f"{document.berkas}: halaman {page} memuat {len(found)} tabel, bukan {nth} / fewer tables")
    return found[nth - 1]


def make_recipe(document: DocumentResult, table: int, nama: str, said: Said) -> Recipe:
    """The recipe, with its digest and examples. ``RecipeError`` where a column is not found, or nothing is said."""
    grid = reheaded(tables_of(document)[table], said.kepala)
    return with_examples(draft_recipe(document, table, nama, said), grid, document.meta or NO_META)


def draft_recipe(document: DocumentResult, table: int, nama: str, said: Said) -> Recipe:
    """The same without examples: enough to try it on the table. ``RecipeError`` as ``make_recipe``."""
    meta, grid = document.meta or NO_META, reheaded(tables_of(document)[table], said.kepala)
    layout = _clean(layout_of(grid, None if said.any_producer else document.pembuat))
    if not layout.is_worded:
        raise RecipeError(
            f"{document.berkas}: tabel ini tidak punya kata kepala, jadi tata letaknya tidak dikenali. Bila kepalanya "
            "terbaca sebagai isi, sebut berapa baris kepalanya (--header-rows) / a table without header words"
        )
    try:
        columns = tuple(_named(rule, layout) for rule in said.columns)
        rows = tuple(_whose_column_is_named(rule, layout) for rule in said.rows)
    except LookupError as error:
        raise RecipeError(f"{document.berkas}: {error}") from error
    draft = Recipe(
        nama, layout, said.keterangan, columns, rows, said.kepala, said.skala, said.bukan_tabel,
        tahun_contoh=meta.tahun,
    )  # fmt: skip
    return checked(draft)


def checked(recipe: Recipe) -> Recipe:
    """The recipe as its file would be read, with its digest. ``RecipeError`` where that would be refused."""
    return parse_recipe(recipe_text(recipe).encode(), f"{recipe.nama}.toml", recipe.nama)


def with_examples(recipe: Recipe, table: Table, meta: DocumentMeta) -> Recipe:
    """The recipe with a few rows of the table that show it: such as mean the same where they stand by themselves."""
    if recipe.bukan_tabel:
        return recipe
    whole = Fit(recipe, {col: col for col in range(table.n_cols)}, is_whole=True)
    read = normalize_parts((table,), meta, {0: whole})[0]
    if alike := given_alike(read.columns):
        raise RecipeError(f"{recipe.nama}: {alike_text(alike)}")
    kept: list[Example] = []
    for example in [each for row in read.rows if (each := _example(row, read))][:_TRIED]:
        # A level that where a name stands tells is not to be seen in cells alone; what its values mean still is.
        ways = (example, replace(example, tingkat=None)) if example.nilai else (example,)
        kept += [way for way in ways if not failures(replace(recipe, contoh=(*kept, way)))][:1]
        if len(kept) == _EXAMPLES:
            break
    return checked(replace(recipe, contoh=tuple(kept)))


def _named(rule: ColumnRule, layout: Layout) -> ColumnRule:
    name, nth = layout.name_of(layout.column(rule.name, rule.nth))
    return replace(rule, name=name, nth=nth)


def _whose_column_is_named(rule: RowRule, layout: Layout) -> RowRule:
    return rule if rule.kolom is None else replace(rule, kolom=layout.name_of(layout.column(rule.kolom))[0])


def _example(row: BudgetRow, read: NormalTable) -> Example | None:
    """A row as an example of what is said of its columns and its level; None where nothing is said of it."""
    given = {(c.peran, c.konteks, c.tahun, c.rincian) for c in read.columns if c.sumber and c.peran in MEASURES}
    values = [v for v in row.values if (str(v.ukuran), v.konteks, v.tahun, v.rincian) in given and v.nilai is not None]
    if row.lanjutan is not None or not (values or row.hints.given):
        return None
    cells = [read.grid.cell(row.grid_row, col) for col in range(read.grid.n_cols)]
    texts = tuple(_writable(cell.text) if cell else "" for cell in cells)
    return Example(texts, tuple(map(value_text, values)), row.hints.given, row.hints.bold)


def _clean(layout: Layout) -> Layout:
    """The layout with texts that a file may hold; what is compared of them stays the same."""
    cells = tuple(cell._replace(text=_writable(cell.text)) for cell in layout.cells)
    return replace(layout, cells=cells, numbers=tuple(map(_writable, layout.numbers)))


def _writable(text: str) -> str:
    return _UNPRINTABLE.sub(" ", text)[:LONGEST_TEXT]
