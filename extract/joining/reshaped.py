"""A table that goes on in other column widths: a page turned from landscape to portrait, a sheet that was scaled.

The borders no longer lie over each other, but the columns are as many, and each holds what it held: figures, keys or
words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from enum import Enum, auto

from extract.headwords import is_datum, squash
from extract.joining.header import is_key
from extract.types import PageTable

_LEAST_COLUMNS = 4
_LEAST_ROWS = 3
_MOST_ROWS = 60
_ALIKE = 0.8
"""This share of the names comes again, and of one grid's names no more than the rest twice."""
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


def has_the_same_labels(upper: PageTable, lower: PageTable) -> bool:
    """True where the rows of two grids have the same names: further columns of a sheet, its labels printed again.

    The lower one has titles of its own: pages of one table may list the same names for office after office.
    """
    titles = [cell.text for cell in lower.cells if cell.row == 0 and cell.text.strip()]
    if any(map(is_datum, titles)) or len(titles) < _ALIKE * lower.n_cols:
        return False
    mine, theirs = _labels(upper), _labels(lower)
    told = len(set(theirs)) >= _LEAST_ROWS and len(set(theirs)) >= _ALIKE * len(theirs)
    return told and sum(text in set(mine) for text in theirs) >= _ALIKE * len(theirs)


def _labels(table: PageTable) -> list[str]:
    """The names in the first column of words, the header left out; squashed."""
    columns: dict[int, list[str]] = defaultdict(list)
    for cell in table.cells[: _MOST_ROWS * table.n_cols]:
        if cell.row and cell.text.strip() and not is_datum(cell.text) and not is_key(cell.text):
            columns[cell.col].append(squash(cell.text))
    return next((texts for _, texts in sorted(columns.items()) if 2 * len(texts) > table.n_rows), [])


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
