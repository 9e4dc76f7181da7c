"""A table that goes on in other column widths: a page turned from landscape to portrait, a sheet that was scaled.

The borders no longer lie over each other, but the columns are as many, and each holds what it held: figures, keys or
words.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto

from extract.headwords import is_datum
from extract.joining.header import is_key
from extract.types import PageTable

_LEAST_COLUMNS = 4
_LEAST_ROWS = 3
_MOST_ROWS = 60
_SURE = 0.7
"""A column is of a kind by this share of its texts."""
_COMPARED = 3
"""So many columns must be of a known kind on both pages."""


class _Kind(Enum):
    """What a column holds."""

    VALUES = auto()
    WORDS = auto()


def holds_the_same(upper: PageTable, first: int, lower: PageTable, start: int) -> bool:
    """True where the columns of two grids, from rows ``first`` and ``start`` on, are as many and of the same kinds."""
    if upper.n_cols != lower.n_cols or upper.n_cols < _LEAST_COLUMNS or lower.n_rows - start < _LEAST_ROWS:
        return False
    mine, theirs = _kinds(upper, first), _kinds(lower, start)
    both = mine.keys() & theirs.keys()
    alike = sum(mine[column] is theirs[column] for column in both)
    kinds = {mine[column] for column in both}
    return len(both) >= _COMPARED and alike == len(both) and len(kinds) == len(_Kind)


def _kinds(table: PageTable, first: int) -> dict[int, _Kind]:
    """The kind of each column with at least two texts of which nearly all are of one kind."""
    texts: dict[int, list[str]] = {}
    for cell in table.cells:
        if first <= cell.row < first + _MOST_ROWS and cell.colspan == 1 and cell.text.strip():
            texts.setdefault(cell.col, []).append(cell.text)
    return {column: kind for column, own in texts.items() if (kind := _kind(own)) is not None}


def _kind(texts: list[str]) -> _Kind | None:
    values = _share(is_datum(text) or is_key(text) for text in texts)
    if len(texts) < 2 or 1 - _SURE < values < _SURE:
        return None
    return _Kind.VALUES if values >= _SURE else _Kind.WORDS


def _share(flags: Iterable[bool]) -> float:
    known = list(flags)
    return sum(known) / max(1, len(known))
