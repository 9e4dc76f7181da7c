"""Shares that are printed as parts of one: "0,98" where the form asks for 98 percent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from normalize.columns.looks import quick_number
from normalize.grid import Grid
from normalize.types import Column, Ukuran

PART_OF_ONE = "bagian_satu"
"""The rule of such a share: its number is kept as it is printed, its unit is not percent, so that it is in doubt."""
_SHARES = frozenset({Ukuran.PERSEN_REALISASI, Ukuran.CAPAIAN})
_PARTS = frozenset({Ukuran.REALISASI})
_WHOLES = frozenset({Ukuran.TARGET, Ukuran.PAGU})
_LARGEST = 5.0
"""A target is seldom surpassed so many times; where it is, the column's other rows say so."""
_ROUNDED = 0.0051
_LEAST, _MOSTLY = 3, 0.7


def parts_of_one(grid: Grid, columns: Sequence[Column]) -> frozenset[int]:
    """The columns of shares in which no row prints a sign and most print what was reached divided by what was aimed at.

    What is less than one percent by the same numbers is a percentage; so is "1" where they say so.
    """
    shares = [c.indeks for c in columns if c.peran in _SHARES]
    parts = [c.indeks for c in columns if c.peran in _PARTS]
    wholes = [c.indeks for c in columns if c.peran in _WHOLES]
    return frozenset(
        share
        for share in shares
        if _may_be(grid, share) and any(_holds(grid, part, whole, share) for part in parts for whole in wholes)
    )


def _may_be(grid: Grid, share: int) -> bool:
    count = 0
    for text in grid.column_texts(share):
        if "%" in text:
            return False
        number = quick_number(text) if text else None
        if number is not None and abs(number) > _LARGEST:
            return False
        count += number is not None
    return count >= _LEAST


def _holds(grid: Grid, part: int, whole: int, share: int) -> bool:
    exact = list(_ratios(grid, part, whole, share))
    right = sum(abs(ratio - printed) <= _ROUNDED for ratio, printed in exact)
    return right >= _LEAST and right >= _MOSTLY * len(exact)


def _ratios(grid: Grid, part: int, whole: int, share: int) -> Iterator[tuple[float, float]]:
    """What the row's numbers come to and what it prints, where both are more than nothing: of one aimed at, any count
    of what was reached is its share.
    """
    for row in range(grid.n_rows):
        reached, aimed, printed = (quick_number(grid.text(row, col)) for col in (part, whole, share))
        if reached and aimed and printed and aimed != 1:
            yield reached / aimed, printed
