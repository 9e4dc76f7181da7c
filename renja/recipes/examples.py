"""A recipe's own test: its example rows read under its header must mean what the recipe says that they mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from extract.types import Box, Cell, Table
from normalize.recipes.fit import fit, given_alike
from normalize.recipes.types import Recipe
from normalize.tables import normalize_parts
from normalize.types import BudgetRow, DocumentMeta, JenisDokumen, NormalTable, Value

_APART = str.maketrans(",=", ";:")
"""A slice may be called anything; what parts the axes is written otherwise in it."""
_STEP = 20.0
"""Points from row to row and column to column of the page that the examples stand on."""


@lru_cache(maxsize=512)
def failures(recipe: Recipe) -> tuple[str, ...]:
    """What of its examples a recipe does not bear out, in words; nothing where all hold, or it has none."""
    if not recipe.contoh:
        return ()
    read = example_table(recipe)
    if read.resep is None:
        return ("tata letak resep tidak cocok dengan contohnya sendiri / its examples are of another layout",)
    if alike := given_alike(read.columns):
        return (alike_text(alike),)
    return tuple(_failures(recipe, read))


def alike_text(names: Sequence[str]) -> str:
    """That two columns are given one meaning, and what to do."""
    both = " dan ".join(map(repr, names))
    return (
        f"kolom {both} diberi arti yang sama, jadi uangnya terhitung dua kali; bedakan konteks, tahun, atau "
        "rinciannya, atau sebut satu kolom saja / two columns of one meaning: tell them apart, or name one of them"
    )


def example_table(recipe: Recipe) -> NormalTable:
    """The examples as a table under the recipe's header, read with it."""
    meta = DocumentMeta(JenisDokumen.LAINNYA, None, recipe.tahun_contoh, recipe.tahun_contoh, (), None)
    table = _table(recipe)
    found = fit(recipe, table, recipe.layout.producer)
    return normalize_parts((table,), meta, {} if found is None else {0: found})[0]


def value_text(value: Value) -> str:
    """What a value means, as examples have it: ``pagu,sebelum,2024,-=1250000``."""
    axes = (value.ukuran, value.konteks, value.tahun, value.rincian)
    number = "" if value.nilai is None else f"{value.nilai.normalize():f}"
    return f"{','.join('-' if each is None else str(each).translate(_APART) for each in axes)}={number}"


def _failures(recipe: Recipe, read: NormalTable) -> Iterator[str]:
    rows = {row.grid_row: row for row in read.rows}
    for n, example in enumerate(recipe.contoh):
        row = rows.get(n)
        if row is None:
            if example.nilai or example.tingkat is not None:
                yield f"contoh {n + 1}: tidak terbaca sebagai baris / is read as no row"
            continue
        if example.tingkat is not None and row.level is not example.tingkat:
            yield f"contoh {n + 1}: tingkatnya {row.level or 'tidak tentu'}, mestinya {example.tingkat} / another level"
        yield from _lacking(n, example.nilai, row)


def _lacking(n: int, wanted: tuple[str, ...], row: BudgetRow) -> Iterator[str]:
    found = [value_text(value) for value in row.values]
    for each in wanted:
        if _plain(each) not in map(_plain, found):
            yield f"contoh {n + 1}: mestinya {each}, terbaca {'; '.join(found) or 'tanpa nilai'} / is read otherwise"


def _plain(text: str) -> tuple[str, Decimal | None]:
    """An expectation apart: axes without blanks, and the number however it is written; None where none was read."""
    axes, _, number = text.rpartition("=")
    return "".join(axes.split()), Decimal(number) if number else None


def _table(recipe: Recipe) -> Table:
    layout = recipe.layout
    head = layout.rows + bool(layout.numbers)
    cells = [_cell(c.row, c.col, c.text, rowspan=c.rowspan, colspan=c.colspan, head=True) for c in layout.cells]
    cells += [_cell(layout.rows, i, text, head=True) for i, text in enumerate(layout.numbers) if text]
    for n, example in enumerate(recipe.contoh):
        cells += [_cell(head + n, i, text, bold=example.tebal) for i, text in enumerate(example.sel) if text]
    number = layout.rows if layout.numbers else None
    n_rows = head + len(recipe.contoh)
    return Table((1,), None, None, n_rows, layout.n_cols, head, tuple(cells), "contoh", 1.0, number)


def _cell(
    row: int, col: int, text: str, *, rowspan: int = 1, colspan: int = 1, bold: bool = False, head: bool = False
) -> Cell:
    box = Box(_STEP * col, _STEP * row, _STEP * (col + colspan), _STEP * (row + rowspan))
    return Cell(row, col, rowspan, colspan, text, 1, box, bold, head)
