"""Tables too wide for a page, whose further columns a spreadsheet printed on pages of their own.

Joined only on clear evidence: the rows have the same heights, and the column numbers go on (``.. 7`` and ``8 ..``) or
the two grids have different headers of the same depth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from rapidfuzz import fuzz

from extract.headwords import squash
from extract.joining.colmatch import edges_of, likeness
from extract.joining.colnumbers import column_number
from extract.joining.header import find_header
from extract.types import Box, PageResult, PageTable, TextLine

_SAME_HEIGHT = 1.5
_MIN_ROWS = 3
_MIN_OPEN_ROWS = 8
_SAME_STEPS = 0.9
"""Share of the distances between rows that must be the same where no rules tell the rows' heights."""
_ALIKE = 0.9
_MIN_KINDS = 3
"""Different row heights that must recur before equal heights prove anything."""


def widened(pages: Sequence[PageResult], lines: Mapping[int, tuple[TextLine, ...]]) -> list[PageResult]:
    """The pages, where a page that carries only further columns of the page before has given its table to it."""
    result = list(pages)
    pair: tuple[PageTable, PageTable] | None = None
    index = 0
    while index + 1 < len(result):
        left, right = _only_table(result[index]), _only_table(result[index + 1])
        if left and right and _adjoin(left, right, result[:index], lines) and _is_pair(left, right, pair):
            result[index] = replace(result[index], tables=(side_by_side(left, right),))
            result[index + 1] = replace(result[index + 1], tables=())
            pair = (left, right)
            index += 1
        index += 1
    return result


def _only_table(page: PageResult) -> PageTable | None:
    return page.tables[0] if len(page.tables) == 1 else None


def _adjoin(
    left: PageTable, right: PageTable, before: Sequence[PageResult], lines: Mapping[int, tuple[TextLine, ...]]
) -> bool:
    """True where nothing stands between the grids, and the sheets are printed over, then down."""
    above = _only_table(before[-1]) if before else None
    downwards = above is not None and likeness(edges_of(left), edges_of(above)) > _ALIKE
    return right.page == left.page + 1 and not lines.get(right.page) and not downwards


def are_beside(left: PageTable, right: PageTable) -> bool:
    """True where ``right`` holds further columns of the rows of ``left``."""
    if not _same_rows(left, right):
        return False
    numbers, further = _numbers(left), _numbers(right)
    if numbers and further:
        return further[0] == numbers[-1] + 1
    head, other = find_header(left), find_header(right)
    if numbers or further or not head.n_rows or head.end != other.end:
        return False
    unlike = fuzz.ratio(_text(left, head.end), _text(right, head.end)) < 60
    return unlike and _kinds(_heights(left)) >= _MIN_KINDS


def _is_pair(left: PageTable, right: PageTable, known: tuple[PageTable, PageTable] | None) -> bool:
    """True for two grids side by side: on their own evidence, or with the columns of the pair found before."""
    if are_beside(left, right):
        return True
    if known is None or not _same_rows(left, right):
        return False
    return all(likeness(edges_of(t), edges_of(k)) > _ALIKE for t, k in zip((left, right), known, strict=True))


def side_by_side(left: PageTable, right: PageTable) -> PageTable:
    """One grid of the columns of both; its cells keep their own pages and boxes."""
    edges, more = edges_of(left), edges_of(right)
    shift = edges[-1] - more[0]
    cells = (*left.cells, *(replace(cell, col=cell.col + left.n_cols) for cell in right.cells))
    box = Box(left.box.x0, left.box.y0, more[-1] + shift, left.box.y1)
    return replace(
        left,
        box=box,
        n_cols=left.n_cols + right.n_cols,
        cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.col))),
        col_edges=(*edges, *(edge + shift for edge in more[1:])),
        confidence=min(left.confidence, right.confidence),
    )


def _heights(table: PageTable) -> dict[int, float]:
    """Height by row, in points, of the rows that some cell fills alone; sideways pages give widths."""
    heights: dict[int, float] = {}
    for cell in table.cells:
        if cell.rowspan == 1:
            heights.setdefault(cell.row, min(cell.box.y1 - cell.box.y0, table.box.y1 - table.box.y0))
    return heights


def _same_rows(left: PageTable, right: PageTable) -> bool:
    if left.n_rows != right.n_rows or left.n_rows < _MIN_ROWS:
        return False
    mine, theirs = _heights(left), _heights(right)
    both = mine.keys() & theirs.keys()
    if len(both) >= 0.8 * left.n_rows and all(abs(mine[row] - theirs[row]) <= _SAME_HEIGHT for row in both):
        return True
    return any(_same_steps(left, right, share) for share in (0.0, 0.5))


def _same_steps(left: PageTable, right: PageTable, share: float) -> bool:
    """True where the rows of two grids without row rules follow each other at the same distances.

    Texts stand at the top of their rows (``share`` 0) or in their middle (0.5).
    """
    mine, theirs = _places(left, share), _places(right, share)
    rows = sorted(mine.keys() & theirs.keys())
    if len(rows) < max(_MIN_OPEN_ROWS, 0.8 * left.n_rows):
        return False
    off = [(mine[b] - mine[a]) - (theirs[b] - theirs[a]) for a, b in pairwise(rows)]
    return sum(abs(step) <= _SAME_HEIGHT for step in off) >= _SAME_STEPS * len(off)


def _places(table: PageTable, share: float) -> dict[int, float]:
    """The y of each body row's text: its top, its middle, or between."""
    first = find_header(table).end
    ends: dict[int, tuple[float, float]] = {}
    for cell in table.cells:
        if cell.rowspan == 1 and cell.row >= first and cell.text.strip():
            top, bottom = ends.get(cell.row, (cell.box.y0, cell.box.y1))
            ends[cell.row] = min(top, cell.box.y0), max(bottom, cell.box.y1)
    return {row: top + share * (bottom - top) for row, (top, bottom) in ends.items()}


def _kinds(heights: Mapping[int, float]) -> int:
    return len({round(height / (2 * _SAME_HEIGHT)) for height in heights.values()})


def _numbers(table: PageTable) -> list[int]:
    """The column numbers that the table's header prints."""
    header = find_header(table)
    if header.number_row is None:
        return []
    row = sorted((cell.col, cell.text) for cell in table.cells if cell.row == header.number_row)
    return [number for number in (column_number(text) for _, text in row) if number is not None]


def _text(table: PageTable, end: int) -> str:
    return squash("".join(cell.text for cell in table.cells if cell.row < end))
