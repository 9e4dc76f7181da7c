"""The scale of a table's amounts ("Rp. 000", "dalam jutaan rupiah"), said by its headers or once above the table.

Whether it is meant is another question: forms keep it where an office fills in whole rupiah.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from extract.types import Table
from normalize.angka import group_style, read_numbers
from normalize.grid import Grid
from normalize.satuan import header_scale
from normalize.types import Column, NumberContext, Ukuran
from normalize.ukuran import ALWAYS_MONEY

_FEW = 4
"""So many amounts tell nothing of how a table is filled in."""
_TOO_LARGE = Decimal(10) ** 10
"""Rupiah. Of a list of programs and kegiatan some are small: not three in four are above ten thousand million."""
_BEYOND = Decimal(10) ** 8
"""As printed. Were they thousands, three in four programs and kegiatan would be above a hundred thousand million."""
_ZEROS = 1000
"""Whole rupiah of a plan are rounded to thousands; amounts in thousands, as large, end in any digits."""


_NEAR = 4
"""A scale that holds for a whole table stands in its title or in one of so many lines above it."""
_WORD = r"(?:ribu|juta|mil[iy]ar|tril[iy]un|000)"
_SAID = re.compile(
    rf"(?:^|\()((?:(?:dalam|dlm|satuan|nilai|x|rp|rupiah|{_WORD}(?:an)?)[\s.,:]*){{1,5}})\)?$", re.IGNORECASE
)


def said_above(table: Table) -> str | None:
    """What a table says above itself of the scale of all its amounts, None where it says nothing.

    It is a line of its own or the bracket that ends the title; a sentence that speaks of millions says no scale.
    """
    lines = [table.judul or "", *(line.text for line in reversed(table.above[-_NEAR:]))]
    notes = (found[1].strip() for line in lines if (found := _SAID.search(line.strip())))
    return next((note for note in notes if header_scale(f"({note})") > 1), None)


def scaled_header(column: Column, said: str | None) -> str:
    """A column's header, with the scale that is said above the table where it has none of its own."""
    return f"{column.judul} ({said})" if said and header_scale(column.judul) == 1 else column.judul


def unmeant_scales(grid: Grid, columns: Sequence[Column]) -> frozenset[int]:
    """The columns whose header announces a scale that the amounts cannot bear: they are in whole rupiah already.

    All columns under one scale are judged together: one hand filled in the table, and one side of it may be sparse.
    """
    scaled: defaultdict[int, list[Column]] = defaultdict(list)
    said = said_above(grid.table)
    for column in columns:
        factor = header_scale(scaled_header(column, said))
        if factor > 1 and (column.peran in ALWAYS_MONEY or column.peran == Ukuran.REALISASI):
            scaled[factor].append(column)
    return frozenset(
        column.indeks
        for factor, group in scaled.items()
        if _are_whole([a for c in group for a in _amounts(grid, c.indeks)], factor)
        for column in group
    )


def _are_whole(amounts: list[Decimal], factor: int) -> bool:
    """True where the scale makes nearly all amounts larger than budgets are; in doubt most end in zeros already."""
    if len(amounts) < _FEW:
        return False
    quartile = sorted(amounts)[len(amounts) // 4]
    if quartile >= _BEYOND:
        return True
    return quartile * factor >= _TOO_LARGE and 2 * sum(a % _ZEROS == 0 for a in amounts) >= len(amounts)


def _amounts(grid: Grid, col: int) -> list[Decimal]:
    """The column's amounts as printed, zeros left out."""
    texts = [t for t in grid.column_texts(col) if t.strip()]
    context = NumberContext(ukuran=Ukuran.PAGU, style=group_style(texts))
    numbers = (n for t in texts for n in read_numbers(t, context))
    return [n.value for n in numbers if n.value]
