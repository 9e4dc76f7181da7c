"""Whether a scale ("Rp. 000", "ribuan") of header or caption is meant: forms keep it over amounts in whole rupiah."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from normalize.angka import group_style, read_numbers
from normalize.grid import Grid
from normalize.satuan import RUPIAH, caption_scale, header_scale
from normalize.types import Column, Konteks, NumberContext, Ukuran, Value
from normalize.ukuran import ALWAYS_MONEY, DOUBTFUL

_FEW = 4
"""So many amounts tell nothing of how a table is filled in."""
_TOO_LARGE = Decimal(10) ** 10
"""Rupiah. Of a list of programs and kegiatan some are small: not three in four are above ten thousand million."""
_BEYOND = Decimal(10) ** 8
"""As printed. Were they thousands, three in four programs and kegiatan would be above a hundred thousand million."""
_ONE_SIZE = 10
"""In whole rupiah, beside a pagu in thousands, what was spent would be some hundred times as large, and a remainder
some tens of times."""
_ZEROS = 1000
"""Whole rupiah of a plan are rounded to thousands; amounts in thousands, as large, end in any digits."""


_COUNTED = frozenset({Ukuran.TARGET, Ukuran.VOLUME})
_LEAST_SPENT, _MOST_SPENT = Decimal("0.05"), Decimal("1.5")
"""What an office has spent of its budget, in half of the rows at most, where money is what was realised."""
_BY_ROW = 0.85
"""Confidence of an amount whose scale the amount beside it shows: it has the same digits, which is no chance."""
_MUCH_SMALLER = 100
"""What is so many times as small as the amount beside it, under a header of thousands, is hardly a change of plans."""
_NEAR = 3
"""So many lines above a table may state its scale: below the caption, at the right edge."""


def stated_scale(grid: Grid, columns: Sequence[Column]) -> int:
    """The scale that the caption states for all money; 1 where a header states one or the amounts cannot bear it."""
    above = [line.text for line in grid.table.above[-_NEAR:]]
    factor = next((f for text in (grid.table.judul or "", *above) if (f := caption_scale(text)) > 1), 1)
    if factor == 1 or any(header_scale(c.judul) > 1 for c in columns):
        return 1
    quartile = _quartile([a for c in columns if _is_scaled(c) for a in _amounts(grid, c.indeks)])
    # A caption is copied more easily than a header: amounts that it makes too large need not end in zeros as well.
    return 1 if quartile is not None and quartile * factor >= _TOO_LARGE else factor


def unmeant_scales(grid: Grid, columns: Sequence[Column]) -> frozenset[int]:
    """The columns whose header announces a scale that the amounts cannot bear: they are in whole rupiah already.

    All columns under one scale are judged together: one hand filled in the table, and one side of it may be sparse.
    """
    scaled: defaultdict[int, list[Column]] = defaultdict(list)
    for column in columns:
        factor = header_scale(column.judul)
        if factor > 1 and _is_scaled(column):
            scaled[factor].append(column)
    return frozenset(
        column.indeks
        for factor, group in scaled.items()
        if _are_whole([a for c in group for a in _amounts(grid, c.indeks)], factor)
        for column in group
    )


def shared_scales(grid: Grid, columns: Sequence[Column], unmeant: frozenset[int]) -> dict[int, int]:
    """The scale of amounts whose own header names none, beside amounts in the same rows whose header does.

    Offices say "(Rp. 000)" over the first column of money alone. In whole rupiah an amount of the same row were about
    a thousand times as large as it is printed; what is of one size is counted in one unit. ``unmeant``: the columns
    whose header names a scale that their amounts do not have (``unmeant_scales``).
    """
    money = [c for c in columns if _is_scaled(c) and c.peran != Ukuran.HARGA_SATUAN]
    scaled = {c.indeks: header_scale(c.judul) for c in money if c.indeks not in unmeant and header_scale(c.judul) > 1}
    if len(set(scaled.values())) != 1:
        return {}
    factor = next(iter(scaled.values()))
    beside = [_by_row(grid, col) for col in scaled]
    silent = [c.indeks for c in money if header_scale(c.judul) == 1]
    return {col: factor for col in silent if _of_one_size(_by_row(grid, col), beside)}


def scaled_spending(grid: Grid, columns: Sequence[Column], stated: int) -> frozenset[int]:
    """The columns of what was realised that are money since the pagu beside them is, in thousands or millions.

    "875,60" below a bare "Realisasi" looks like no money. Beside a target it may be something counted, and so it may
    where it is not about as large as the pagu. ``stated``: what the caption says of all money.
    """
    plans = [c for c in columns if c.peran == Ukuran.PAGU and max(stated, header_scale(c.judul)) > 1]
    if not plans or any(c.peran in _COUNTED for c in columns):
        return frozenset()
    budget = [_by_row(grid, c.indeks) for c in plans]
    spent = [c.indeks for c in columns if c.peran == Ukuran.REALISASI and c.konteks is not Konteks.FISIK]
    return frozenset(col for col in spent if _LEAST_SPENT <= _ratio(_by_row(grid, col), budget) <= _MOST_SPENT)


def by_row(values: Sequence[Value], factors: Sequence[int]) -> list[Value]:
    """A row's values, those put right that alone have the scale which their columns announce and do not keep.

    ``factors``: for each value what its header announces in vain, else 1. One hand that fills a column headed
    "(Rp. 000)" in whole rupiah forgets itself in a row: of two plans side by side one prints a thousandth of the other.
    Exactly that is the same amount in thousands; about that may be one, so neither reading is sure.
    """
    found = list(values)
    for i, (value, factor) in enumerate(zip(values, factors, strict=True)):
        if factor == 1 or not value.nilai or value.satuan != RUPIAH:
            continue
        beside = [v.nilai for v, f in zip(values, factors, strict=True) if f == factor and v.nilai and v is not value]
        scaled = value.nilai * factor
        if scaled in beside:
            found[i] = replace(value, nilai=scaled, keyakinan=min(value.keyakinan, _BY_ROW), perbaikan="skala_baris")
        elif any(scaled / _ONE_SIZE < o < scaled * _ONE_SIZE and o > value.nilai * _MUCH_SMALLER for o in beside):
            found[i] = replace(value, keyakinan=min(value.keyakinan, DOUBTFUL), perbaikan="skala_ragu")
    return found


def _of_one_size(mine: dict[int, Decimal], others: Sequence[dict[int, Decimal]]) -> bool:
    """True where half of a column's amounts are no tenfold of a scaled one's in their row."""
    return 0 < _ratio(mine, others) < _ONE_SIZE


def _ratio(mine: dict[int, Decimal], others: Sequence[dict[int, Decimal]]) -> Decimal:
    """What half of a column's amounts are at most of those beside them; 0 where none stands beside one."""
    ratios = sorted(mine[row] / of[row] for of in others for row in mine.keys() & of.keys())
    return ratios[len(ratios) // 2] if ratios else Decimal(0)


def _by_row(grid: Grid, col: int) -> dict[int, Decimal]:
    """The column's amounts by row, zeros left out; a change may be negative, and is as large."""
    texts = grid.column_texts(col)
    context = NumberContext(ukuran=Ukuran.PAGU, style=group_style([t for t in texts if t.strip()]))
    read = {row: read_numbers(t, context) for row, t in enumerate(texts) if t.strip()}
    return {row: abs(n[0].value) for row, n in read.items() if len(n) == 1 and n[0].value}


def _are_whole(amounts: list[Decimal], factor: int) -> bool:
    """True where the scale makes nearly all amounts larger than budgets are; in doubt most end in zeros already."""
    quartile = _quartile(amounts)
    if quartile is None:
        return False
    rounded = 2 * sum(a % _ZEROS == 0 for a in amounts) >= len(amounts)
    return quartile >= _BEYOND or (quartile * factor >= _TOO_LARGE and rounded)


def _quartile(amounts: list[Decimal]) -> Decimal | None:
    """What three in four amounts reach; None where they are too few to tell anything."""
    return sorted(amounts)[len(amounts) // 4] if len(amounts) >= _FEW else None


def _is_scaled(column: Column) -> bool:
    return column.peran in ALWAYS_MONEY or column.peran == Ukuran.REALISASI


def _amounts(grid: Grid, col: int) -> list[Decimal]:
    """The column's amounts as printed, zeros left out."""
    texts = [t for t in grid.column_texts(col) if t.strip()]
    context = NumberContext(ukuran=Ukuran.PAGU, style=group_style(texts))
    numbers = (n for t in texts for n in read_numbers(t, context))
    return [n.value for n in numbers if n.value]
