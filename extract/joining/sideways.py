"""Tables too wide for a page, whose further columns a spreadsheet printed on pages of their own.

Joined only on clear evidence: the rows have the same heights, and the column numbers go on (``.. 7`` and ``8 ..``) or
the grids have different headers. Heights that many tables have tell nothing, unless the further grid holds values alone
and no names that they are of. It may print the first columns, such as the names, once more. A header has rows of its
own on each sheet: the names need one where the measures behind them need three.
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
from extract.joining.sheets import (
    Meeting,
    has_values,
    lacks_names,
    may_stand_alone,
    meet,
    repeated_columns,
    side_by_side,
)
from extract.types import PageResult, PageTable, TextLine

_SAME_HEIGHT = 1.5
_MIN_ROWS = 3
_MIN_OPEN_ROWS = 8
_SAME_STEPS = 0.9
"""Share of the distances between rows that must be the same where no rules tell the rows' heights."""
_ALIKE = 0.9
_MIN_KINDS = 3
"""Different row heights that must recur before equal heights prove anything."""
_MIN_ODD = 4
"""So do as many rows that are not as high as most."""
_UNLIKE, _UNLIKE_IN_STEP = 60, 80
"""How like the headers of two sheets may be (percent), the latter where rules say that their rows are the same."""


def widened(pages: Sequence[PageResult], lines: Mapping[int, tuple[TextLine, ...]]) -> list[PageResult]:
    """The pages, where pages that carry only further columns of the page before have given their tables to it."""
    result = list(pages)
    known: list[PageTable] = []
    index = 0
    while index < len(result):
        panels: list[PageTable] = []
        wide = _only_table(result[index])
        above = _only_table(result[index - 1]) if index else None
        for at in range(index + 1, len(result)):
            right = _only_table(result[at])
            if wide is None or right is None or not _adjoin(wide, right, above, lines, len(panels)):
                break
            joined = _joined(wide, right, panels or [wide], known)
            if joined is None:
                break
            wide, panels = joined, [*(panels or [wide]), right]
        if wide is not None and panels:
            known = panels
            result[index] = replace(result[index], tables=(wide,))
            for at in range(index + 1, index + len(panels)):
                result[at] = replace(result[at], tables=())
        index += max(1, len(panels))
    return result


def _only_table(page: PageResult) -> PageTable | None:
    return page.tables[0] if len(page.tables) == 1 else None


def _adjoin(
    left: PageTable,
    right: PageTable,
    above: PageTable | None,
    lines: Mapping[int, tuple[TextLine, ...]],
    joined: int,
) -> bool:
    """True where nothing stands between the grids, and the sheets are printed over, then down.

    ``above``: the table of the page before ``left``. ``joined``: how many pages' columns ``left`` has by now, 0 for its
    own alone.
    """
    downwards = above is not None and likeness(edges_of(left), edges_of(above)) > _ALIKE
    follows = right.page == left.page + max(1, joined)
    # A text that an engine left outside the further columns stands at the height of a row, and is no caption.
    apart = [x for x in lines.get(right.page, ()) if not left.box.y0 < (x.box.y0 + x.box.y1) / 2 < left.box.y1]
    return follows and not downwards and are_known(apart, lines.get(left.page, ()))


def are_known(again: Sequence[TextLine], first: Sequence[TextLine]) -> bool:
    """True where each line begins one of the first page: a title over columns that a spreadsheet repeats is cut."""
    titles = [squash(line.text) for line in first]
    return all(any(known.startswith(squash(line.text)) for known in titles) for line in again)


def _joined(
    wide: PageTable, right: PageTable, panels: Sequence[PageTable], known: Sequence[PageTable]
) -> PageTable | None:
    """The two side by side: on their own evidence, or with the columns of the sheets joined before."""
    found = meeting(wide, right)
    if found is not None:
        return side_by_side(wide, right, found)
    if len(known) <= len(panels) or _columns_differ((*panels, right), known):
        return None
    met = _met(wide, find_header(wide).end, right)
    return None if met is None else side_by_side(wide, right, met)


def _columns_differ(panels: Sequence[PageTable], known: Sequence[PageTable]) -> bool:
    return any(likeness(edges_of(t), edges_of(k)) <= _ALIKE for t, k in zip(panels, known, strict=False))


def meeting(left: PageTable, right: PageTable) -> Meeting | None:
    """How ``right`` holds further columns of the rows of ``left``; None where nothing shows that it does."""
    head = find_header(left)
    met = _met(left, head.end, right) if min(left.n_rows, right.n_rows) >= _MIN_ROWS else None
    if met is None:
        return None
    numbers, further = _numbers(left), _numbers(right)[met.repeated :]
    if numbers and not further and met.by_rules:
        # Two numbers alone look like values, unless they go on at the height of the others.
        further = _counted(right, met.right - 1)
    if numbers and further:
        return met if further[0] == numbers[-1] + 1 else None
    if numbers or further or not met.left or not met.right or not head.n_rows:
        return None
    mine, theirs = _text(left, met.left, met.repeated), _text(right, met.right, met.repeated)
    if fuzz.ratio(mine, theirs) >= (_UNLIKE_IN_STEP if met.by_rules else _UNLIKE):
        return None
    if met.by_rules and lacks_names(right, met.right) and not may_stand_alone(left, right, met):
        return met
    if not met.by_rules and met.left != met.right:
        return met if _is_telling(_steps(left, right, met), 0) else None
    return met if _is_telling(_heights(left), met.left if met.by_rules else 0) else None


def _met(left: PageTable, first: int, right: PageTable) -> Meeting | None:
    """How the rows of two grids meet, ``left``'s body beginning at row ``first``: by their rules, or by distances."""
    met = meet(left, first, right)
    if met is not None and has_values(right, met.right):
        met = None
    if met is None and _same_rows(left, right):
        same_head = find_header(right).end == first or _numbers(left)
        met = Meeting(first, first, by_rules=False) if same_head else None
    elif met is None:
        met = Meeting(first, find_header(right).end, by_rules=False)
        met = met if met.left != met.right and _steps(left, right, met) else None
    return met and met._replace(repeated=repeated_columns(left, right, met))


def goes_on(left: PageTable, first: int, right: PageTable, other: int) -> Meeting | None:
    """How the rows of later pages meet that begin at rows ``first`` and ``other``; None where they do not."""
    met = meet(left, first, right)
    if met is None and left.n_rows - first == right.n_rows - other:
        met = Meeting(first, other, by_rules=False)
    return met if met is not None and met.right == other else None


def _is_telling(heights: Mapping[int, float], first: int) -> bool:
    """True where rows, from row ``first`` on, are so differently high that others hardly are so by chance."""
    kinds = [round(height / (2 * _SAME_HEIGHT)) for row, height in heights.items() if row >= first]
    most = max(map(kinds.count, set(kinds)), default=0)
    return len(set(kinds)) >= _MIN_KINDS or len(kinds) - most >= _MIN_ODD


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
    return bool(_steps(left, right, Meeting(0, 0)))


def _steps(left: PageTable, right: PageTable, met: Meeting) -> dict[int, float]:
    """How far below each row the next one stands, where rows of two grids without row rules follow each other alike.

    Texts stand at the top of their rows (``share`` 0) or in their middle (0.5). Empty where the grids are unlike.
    """
    if left.n_rows - met.left != right.n_rows - met.right:
        return {}
    for share in (0.0, 0.5):
        mine, theirs = (
            {row - first: y for row, y in _places(grid, share).items()}
            for grid, first in ((left, met.left), (right, met.right))
        )
        rows = sorted(mine.keys() & theirs.keys())
        if len(rows) < max(_MIN_OPEN_ROWS, 0.8 * (left.n_rows - met.left)):
            continue
        steps = {a: mine[b] - mine[a] for a, b in pairwise(rows)}
        off = [steps[a] - (theirs[b] - theirs[a]) for a, b in pairwise(rows)]
        if sum(abs(step) <= _SAME_HEIGHT for step in off) >= _SAME_STEPS * len(off):
            return steps
    return {}


def _places(table: PageTable, share: float) -> dict[int, float]:
    """The y of each body row's text: its top, its middle, or between."""
    first = find_header(table).end
    ends: dict[int, tuple[float, float]] = {}
    for cell in table.cells:
        if cell.rowspan == 1 and cell.row >= first and cell.text.strip():
            top, bottom = ends.get(cell.row, (cell.box.y0, cell.box.y1))
            ends[cell.row] = min(top, cell.box.y0), max(bottom, cell.box.y1)
    return {row: top + share * (bottom - top) for row, (top, bottom) in ends.items()}


def _numbers(table: PageTable) -> list[int]:
    """The column numbers that the table's header prints."""
    header = find_header(table)
    if header.number_row is None:
        return []
    row = sorted((cell.col, cell.text) for cell in table.cells if cell.row == header.number_row)
    return [number for number in (column_number(text) for _, text in row) if number is not None]


def _counted(table: PageTable, row: int) -> list[int]:
    """The numbers of a row that counts each of the columns, one after the other; none where it does not."""
    texts = [cell.text for cell in sorted(table.cells, key=lambda cell: cell.col) if cell.row == row]
    numbers = [number for number in map(column_number, texts) if number is not None]
    counts = len(numbers) == table.n_cols == len(texts) and all(b == a + 1 for a, b in pairwise(numbers))
    return numbers if counts else []


def _text(table: PageTable, end: int, col: int) -> str:
    return squash("".join(cell.text for cell in table.cells if cell.row < end and cell.col >= col))
