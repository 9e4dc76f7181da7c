"""Two sheets' grids laid side by side: which rows meet, which columns recur, and what the cut between them parted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from extract.headwords import is_datum, squash
from extract.joining.colmatch import edges_of
from extract.joining.colnumbers import column_number
from extract.types import Box, Cell, PageTable

_SAME = 1.5
"""Rules nearer than this (points) are one."""
_MIN_NAMES = 3
"""Different rows whose first columns must recur before they are taken for the same rows."""


_MIN_VALUED = 5
"""So many rows of values alone are no table."""


class Meeting(NamedTuple):
    """How two grids meet: the first body row of each, how many columns of the right one repeat the left one's, and
    whether rules say which rows meet, else their number does.
    """

    left: int
    right: int
    repeated: int = 0
    by_rules: bool = True


def meet(left: PageTable, first: int, right: PageTable) -> Meeting | None:
    """How the body of ``left``, from row ``first``, meets rows of ``right`` by their rules; None where it does not.

    Both begin at the height of the header, and every row of ``right`` ends where one of ``left`` does; it may lack rows
    at its end whose cells are empty.
    """
    mine, theirs = _rules(left), _rules(right)
    if mine is None or theirs is None or first >= left.n_rows:
        return None
    other = _at(theirs, mine[first])
    if other is None or other >= right.n_rows:
        return None
    mine, theirs = mine[first:], theirs[other:]
    if len(theirs) > len(mine) or len(theirs) - 1 < 0.8 * (len(mine) - 1):
        return None
    if any(abs(a - b) > _SAME for a, b in zip(mine, theirs, strict=False)):
        return None
    return Meeting(first, other)


def _rules(table: PageTable) -> list[float] | None:
    """How far below the grid's top each of its rows begins, and the last one ends; None where its boxes do not say."""
    tops: dict[int, float] = {}
    for cell in table.cells:
        tops[cell.row] = min(tops.get(cell.row, cell.box.y0), cell.box.y0)
    if not tops or set(tops) != set(range(table.n_rows)):
        return None
    rules = [tops[row] - tops[0] for row in range(table.n_rows)]
    rules.append(max(cell.box.y1 for cell in table.cells) - tops[0])
    return rules if all(b - a > _SAME for a, b in pairwise(rules)) else None


def _at(rules: Sequence[float], place: float) -> int | None:
    index = bisect_left(rules, place - _SAME)
    return index if index < len(rules) and abs(rules[index] - place) <= _SAME else None


def has_values(table: PageTable, end: int) -> bool:
    """True where a row before ``end`` holds what no header does."""
    head = (cell.text for cell in table.cells if cell.row < end)
    return any(is_datum(text) and column_number(text) is None and len(squash(text)) > 4 for text in head)


def lacks_names(table: PageTable, first: int) -> bool:
    """True where the body, from row ``first``, holds values alone in each of many rows: it is no table by itself."""
    body = [cell for cell in table.cells if cell.row >= first and cell.text.strip()]
    valued = {cell.row for cell in body if is_datum(cell.text)}
    return len(valued) >= max(_MIN_VALUED, table.n_rows - first - 1) and all(is_datum(cell.text) for cell in body)


def may_stand_alone(left: PageTable, right: PageTable, met: Meeting) -> bool:
    """True for two columns of values after a grid of codes and names alone: each may be a list of its own."""
    mine = [cell for cell in left.cells if cell.row >= met.left and cell.col > 0]
    return right.n_cols <= _FEW_COLUMNS and not any(is_datum(cell.text) for cell in mine)


_FEW_COLUMNS = 2


def repeated_columns(left: PageTable, right: PageTable, met: Meeting) -> int:
    """How many of the right grid's first columns print again what the left one's do, in every row."""
    widths = [[b - a for a, b in pairwise(edges_of(table))] for table in (left, right)]
    texts = [_column_texts(left, met.left), _column_texts(right, met.right)]
    names: set[tuple[str, ...]] = set()
    count = 0
    for col in range(min(left.n_cols, right.n_cols - 1)):
        # What stands over the further columns may reach over the names' header where the cut hides its beginning.
        title, again = ("".join(columns[col][0]) for columns in texts)
        if abs(widths[0][col] - widths[1][col]) > _SAME or title not in again:
            break
        mine, theirs = texts[0][col][1:], texts[1][col][1:]
        if mine[: len(theirs)] != theirs:
            break
        names.update(text for text in mine if any(text))
        count = col + 1
    return count if len(names) >= _MIN_NAMES else 0


def _column_texts(table: PageTable, first: int) -> list[list[tuple[str, ...]]]:
    """By column: what its header says, then each row."""
    columns: list[list[tuple[str, ...]]] = [[()] * (1 + table.n_rows - first) for _ in range(table.n_cols)]
    for cell in sorted(table.cells, key=lambda cell: cell.row):
        row = max(0, cell.row - first + 1)
        if cell.col < table.n_cols and row < len(columns[cell.col]) and squash(cell.text):
            columns[cell.col][row] = (*columns[cell.col][row], squash(cell.text))
    return columns


def side_by_side(left: PageTable, right: PageTable, met: Meeting) -> PageTable:
    """One grid of the columns of both; its cells keep their own pages and boxes.

    The deeper header gives the rows. What the cut parted is one again: ``Tahun 2025`` over both columns of that year.
    """
    places = _header_rows(left, right, met)
    edges, more = edges_of(left), edges_of(right)[met.repeated :]
    shift = edges[-1] - more[0]
    mine = [_moved(cell, met.left, places[0], 0) for cell in left.cells]
    further = (cell for cell in right.cells if cell.col >= met.repeated)
    theirs = [_moved(cell, met.right, places[1], left.n_cols - met.repeated) for cell in further]
    head = places[0][-1]
    cells = _mended([*mine, *theirs], head)
    box = Box(left.box.x0, left.box.y0, more[-1] + shift, left.box.y1)
    return replace(
        left,
        box=box,
        n_rows=left.n_rows - met.left + head,
        n_cols=left.n_cols + right.n_cols - met.repeated,
        cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.col))),
        col_edges=(*edges, *(edge + shift for edge in more[1:])),
        confidence=min(left.confidence, right.confidence),
    )


def first_body(left: PageTable, right: PageTable, met: Meeting) -> int:
    """The first body row of the two side by side."""
    return _header_rows(left, right, met)[0][-1]


def _header_rows(left: PageTable, right: PageTable, met: Meeting) -> tuple[list[int], list[int]]:
    """For each grid: where its header rows, and the first body row, stand among the header rows of both."""
    mine, theirs = _rules(left), _rules(right)
    if mine is None or theirs is None or not met.by_rules:
        head = max(met.left, met.right)
        return [*range(met.left), head], [*range(met.right), head]
    mine, theirs = mine[: met.left + 1], theirs[: met.right + 1]
    both = list(mine)
    both += [rule for rule in theirs if _at(mine, rule) is None]
    both.sort()
    return [_at(both, rule) or 0 for rule in mine], [_at(both, rule) or 0 for rule in theirs]


def _moved(cell: Cell, first: int, places: Sequence[int], cols: int) -> Cell:
    """The cell among the rows of both headers; ``first``: the first body row of its own grid."""

    def place(row: int) -> int:
        return places[row] if row <= first else row - first + places[first]

    row = place(cell.row)
    return replace(cell, row=row, rowspan=place(cell.row + cell.rowspan) - row, col=cell.col + cols)


def _mended(cells: Sequence[Cell], head: int) -> list[Cell]:
    """The cells, the two parts of each group's title that a cut parted made one.

    A part may have no text, or each a half. A group that the lower rows show to be cut is cut in the rows above too.
    All cuts are looked at: the groups of a further sheet may tell what one before has halved.
    """
    upper = [cell for cell in cells if cell.row + cell.rowspan < head]
    header = [cell for cell in cells if cell.row + cell.rowspan <= head]
    gone: set[int] = set()
    whole: list[Cell] = []
    for seam in _cuts(cells, head):
        mine = {cell.row: cell for cell in upper if cell.col + cell.colspan == seam}
        theirs = {cell.row: cell for cell in upper if cell.col == seam}
        below = False
        for row in sorted(mine.keys() & theirs.keys(), reverse=True):
            one, other = mine[row], theirs[row]
            texts = [cell.text for cell in (one, other) if cell.text.strip()]
            if one.rowspan == other.rowspan and texts and (len(texts) == 1 or below or _is_cut(one, other, header)):
                told = one if one.text.strip() else other
                colspan = one.colspan + other.colspan
                whole.append(replace(told, col=one.col, colspan=colspan, text="\n".join(texts)))
                gone |= {id(one), id(other)}
                below = True
    return [*(cell for cell in cells if id(cell) not in gone), *whole]


def _cuts(cells: Sequence[Cell], head: int) -> list[int]:
    """The columns with which another sheet begins, by the pages of the first body row."""
    row = sorted((cell for cell in cells if cell.row == head), key=lambda cell: cell.col)
    return [b.col for a, b in pairwise(row) if a.page != b.page]


def _is_cut(one: Cell, other: Cell, header: Sequence[Cell]) -> bool:
    """True where two groups hold only together what another of their row does: ``K`` and ``Rp`` beside ``K | Rp``."""
    below = sorted((c for c in header if c.row == one.row + one.rowspan), key=lambda cell: cell.col)

    def holds(first: int, end: int) -> list[str]:
        return [squash(cell.text) for cell in below if first <= cell.col < end]

    end = other.col + other.colspan
    groups = [c for c in header if c.row == one.row and c.rowspan == one.rowspan and c not in (one, other)]
    others = [holds(c.col, c.col + c.colspan) for c in groups]
    return (
        holds(one.col, end) in others
        and holds(one.col, other.col) not in others
        and holds(other.col, end) not in others
    )
