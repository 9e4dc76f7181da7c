"""Whether a recipe fits a table: wholly where header, spans and number row are the layout's, in part where most are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extract.joining.colnumbers import counts_columns
from extract.types import Table
from normalize.columns.given import Given
from normalize.recipes.types import ColumnRule, HeadCell, Layout, Recipe
from normalize.types import Column, Ukuran
from normalize.ukuran import MEASURES
from normalize.wording import one_line, years_in

_MAY_REPEAT = (Ukuran.TARGET, Ukuran.CAPAIAN, Ukuran.VOLUME)
"""What several columns of a form may print for one year."""
_MOSTLY = 0.8
"""Share of the columns of recipe and table together that must be the same, in the same order, for a fit in part."""
_LEAST = 3
"""Columns with header words that must be the same for it: two are found in any table."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A recipe on a table: ``pairs``, the table's column for each column of the layout that it has.

    ``is_whole``: the table is of the layout itself.
    """

    recipe: Recipe
    pairs: Mapping[int, int]
    is_whole: bool
    later: Mapping[int, int] = field(default_factory=dict)
    """By the table's column: by how many years its header prints another year than the recipe's does."""
    unplaced: frozenset[int] = frozenset()
    """The layout's columns without header words that stand between other columns here: they may be others."""

    @property
    def rules(self) -> Iterator[tuple[ColumnRule, int]]:
        """The recipe's rules that find their column, each with it."""
        places = zip(self.recipe.columns, self.recipe.places, strict=True)
        return ((rule, here) for rule, col in places if (here := self._here(col)) is not None)

    @property
    def hilang(self) -> tuple[str, ...]:
        """The rules' columns that the table lacks."""
        places = zip(self.recipe.columns, self.recipe.places, strict=True)
        return tuple(rule.shown for rule, col in places if self._here(col) is None)

    def column(self, name: str) -> int | None:
        """The table's column for a name of the layout's, None where it has none."""
        return self._here(self.recipe.layout.column(name))

    def _here(self, col: int) -> int | None:
        """The table's column for one of the layout's that is spoken of."""
        return None if col in self.unplaced else self.pairs.get(col)

    def given(self, tahun: int | None) -> dict[int, Given]:
        """What it says of the table's columns, in a document of a year."""
        mark, scale = self.recipe.mark, self.recipe.skala
        found = {} if scale is None else {col: Given(mark, skala=scale) for col in self.pairs.values()}
        for rule, col in self.rules:
            axes = rule.said if rule.tahun.is_told(tahun) else rule.said - {"tahun"}
            found[col] = Given(
                mark, rule.peran, rule.konteks, rule.tahun.later(self.later.get(col, 0)).of(tahun), rule.rincian,
                scale if rule.skala is None else rule.skala, rule.tingkat, axes,
            )  # fmt: skip
        return found


def layout_of(table: Table, producer: str | None = None) -> Layout:
    """The layout of a table with the header that it has. A title that runs over all columns is none of its words."""
    cells = []
    numbers = [""] * table.n_cols
    for cell in table.cells:
        if cell.row >= table.n_header_rows or not 0 <= cell.col < table.n_cols or not cell.text.strip():
            continue
        if cell.row == table.number_row:
            numbers[cell.col] = one_line(cell.text)
        elif cell.colspan < table.n_cols or table.n_cols == 1:
            cells.append(HeadCell(cell.text, cell.row, cell.col, cell.rowspan, cell.colspan))
    cells.sort(key=lambda cell: (cell.row, cell.col))
    rows = table.n_header_rows - (table.number_row is not None)
    return Layout(table.n_cols, rows, tuple(cells), tuple(numbers) if any(numbers) else (), producer)


def reheaded(table: Table, rows: int | None) -> Table:
    """The table with so many rows as its header (None: as it was read); the row of column numbers is looked for."""
    if rows is None or rows == table.n_header_rows or not 0 <= rows < table.n_rows:
        return table
    cells = tuple(replace(cell, is_header=cell.row < rows) for cell in table.cells)
    number = table.number_row if table.number_row is not None and table.number_row < rows else None
    last = [cell for cell in cells if cell.row == rows - 1 and cell.text.strip()]
    texts, covered = [one_line(cell.text) for cell in last], sum(cell.colspan for cell in last)
    if number is None and last and counts_columns(texts, covered, table.n_cols):
        number = rows - 1
    return replace(table, cells=cells, n_header_rows=rows, number_row=number)


def fit(recipe: Recipe, table: Table, producer: str | None) -> Fit | None:
    """How a recipe fits a table as it was read; None where the table is of another layout."""
    if not recipe.fits_producer(producer):
        return None
    found = layout_of(reheaded(table, recipe.kepala))
    if found.key == recipe.layout.key:
        pairs = {col: col for col in range(found.n_cols)}
        return Fit(recipe, pairs, is_whole=True, later=_later(recipe.layout, found, pairs))
    if recipe.bukan_tabel or recipe.kepala is not None:
        return None  # what is said of the whole grid holds of no other grid
    pairs = _in_common(_words(recipe.layout), _words(found))
    worded = sum(bool(found.paths[col]) for col in pairs.values())
    unplaced = _unplaced(recipe.layout, found, pairs)
    part = Fit(recipe, pairs, is_whole=False, later=_later(recipe.layout, found, pairs), unplaced=unplaced)
    mostly = 2 * len(pairs) >= _MOSTLY * (recipe.layout.n_cols + found.n_cols)
    # Where none of the columns that it speaks of is there, nothing of it is.
    return part if mostly and worded >= _LEAST and (not recipe.columns or any(part.rules)) else None


def ranked_fits(recipes: Sequence[Recipe], tables: Iterable[Table], producer: str | None) -> dict[int, tuple[Fit, ...]]:
    """By table the recipes that fit it: whole ones first, then those with more columns found, then in their order."""
    found: dict[int, tuple[Fit, ...]] = {}
    for n, table in enumerate(tables if recipes else ()):
        fits = [each for recipe in recipes if (each := fit(recipe, table, producer)) is not None]
        if fits:
            found[n] = tuple(sorted(fits, key=lambda each: (not each.is_whole, -len(each.pairs))))
    return found


def given_alike(columns: Sequence[Column]) -> tuple[str, ...]:
    """The names of two columns that a recipe gives one meaning; () where each has its own.

    A form may print several targets of one year; amounts of one meaning in two columns would be counted twice.
    """
    seen: dict[tuple[object, ...], Column] = {}
    for column in columns:
        if column.sumber is None or column.peran not in MEASURES or column.peran in _MAY_REPEAT:
            continue
        first = seen.setdefault((column.peran, column.konteks, column.tahun, column.rincian), column)
        if first is not column:
            return _shown(first), _shown(column)
    return ()


def _shown(column: Column) -> str:
    return f"{one_line(column.judul)} (kolom {column.indeks + 1})"


def _later(ours: Layout, theirs: Layout, pairs: Mapping[int, int]) -> dict[int, int]:
    """A document of another year prints other years over the same columns: what is said of one moves with them."""
    printed = ((col, years_in(ours.titles[our]), years_in(theirs.titles[col])) for our, col in pairs.items())
    return {col: new[-1] - old[-1] for col, old, new in printed if old and new and old != new}


def _unplaced(ours: Layout, theirs: Layout, pairs: Mapping[int, int]) -> frozenset[int]:
    """Columns without header words look all alike: only between the same two neighbours one is surely the same."""
    edges = {-1: -1, ours.n_cols: theirs.n_cols}
    beside = {**pairs, **edges}
    wordless = (col for col in pairs if not ours.titles[col])
    return frozenset(col for col in wordless if any(beside.get(col + step) != pairs[col] + step for step in (-1, 1)))


def _words(layout: Layout) -> list[tuple[str, ...]]:
    """The header words over each column; a group that lost a column covers fewer, so spans say nothing in a part."""
    return [tuple(text for text, _ in path) for path in layout.paths]


def _in_common(ours: Sequence[tuple[str, ...]], theirs: Sequence[tuple[str, ...]]) -> dict[int, int]:
    """The longest run of like columns in the same order: ours to theirs."""
    best = [[0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for i in range(len(ours) - 1, -1, -1):
        for j in range(len(theirs) - 1, -1, -1):
            same = best[i + 1][j + 1] + 1 if ours[i] == theirs[j] else 0
            best[i][j] = max(same, best[i + 1][j], best[i][j + 1])
    pairs, i, j = {}, 0, 0
    while i < len(ours) and j < len(theirs):
        if ours[i] == theirs[j] and best[i][j] == best[i + 1][j + 1] + 1:
            pairs[i] = j
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs
