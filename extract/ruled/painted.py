"""Tables without rules whose cells are painted one by one: the borders of the paint are the borders of the cells.

Word's table styles paint each cell of the header and of every other row, and draw no rules. The rows between two
painted ones have no paint; their columns are those of the rows above and below, where the text keeps to them.
All lengths are points beside letters of 9: a page is looked at as if it were printed in these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.headwords import is_datum
from extract.page.boxes import boxes_at
from extract.page.letters import print_size, resized
from extract.page.stretches import distinct
from extract.ruled.edges import SNAP, TOUCH, cluster_places, merged_edges
from extract.types import Box, Floats, PageContent, PageTable

Array = NDArray[np.float64]

_LEAST = 4.0
"""Paint narrower than this (points) is a rule or a mark."""
_MOST_AREA = 0.5
"""Paint over more than this share of the page is its background."""
_LEAST_CELLS = 8
_LEAST_COLUMNS = 3
_LEAST_ROWS = 6
"""Heights at which painted cells must begin: a header of several levels alone shows no rows."""
_MANY_COLUMNS = 6
_TALL = 0.5
"""Painted cells taller than this share of a table make it up nearly alone: a row that piles up several items. Fewer
heights will do there, and so many values."""
_SPACED = 4.5
"""White between painted cells, and what their sides are out of line, is less than this (points)."""
_LEAST_VALUES = 4
"""Rows with values, the column numbers among them."""
_FILLED = 0.75
_SUPPORT = 3
"""Painted cells that must share a column border."""
_MOST_CELLS = 1500
"""More paint than any table's cells is a picture."""
_MOST_CROSSED = 0.34
"""Share of the column borders that texts of rows without paint may go over: some of their cells are merged."""
_APART = 0.7
"""Font sizes between the texts of two cells; words of one text stand nearer."""
_NEXT_LINE = 13.5
"""Points below the paint, or below a line, within which the next line still belongs to a row."""
_MOST_TAIL = 1.5
"""Heights of the tallest painted cell that a last row without paint may have."""
_PADDING = 2.0
_NEAR = 40.0
"""Points from a border within which its neighbours' letters are looked at."""
_LINE = 4.0
"""Letters whose middles differ by less than about this (points) stand in one line."""


class _Letters(NamedTuple):
    """The letters that a page shows: their boxes, the middles of these, and font sizes."""

    x0: Floats
    y0: Floats
    x1: Floats
    y1: Floats
    x: Floats
    y: Floats
    size: Floats


def painted_rules(content: PageContent, ruled: Sequence[Box] = ()) -> Floats:
    """Rules (m, 4) along the borders of the painted cells of an upright page; none where no cells are painted.

    Nor where all of them lie in what is ``ruled``: rules say more than paint.
    """
    size = print_size(content)
    content, ruled = resized(content, 1 / size), [Box(*(side / size for side in box)) for box in ruled]
    cells = _cell_like(content)
    cells = cells[:0] if _lie_in(cells, ruled) else _in_columns(_outermost(cells))
    rules = _rules(_letters(content), cells, merged_edges(content.rules).level) if len(cells) else []
    return np.asarray(np.concatenate([np.zeros((0, 4)), *rules]) * size, dtype=np.float32)


def _rules(letters: _Letters, cells: Array, level: Array) -> list[Array]:
    rules = []
    for stack in _stacks(letters, cells):
        levelled = _levelled(stack)
        table = levelled if _is_one_tall_row(levelled) else stack if _is_table(stack) else None
        bottom = None if table is None else _bottom(letters, table)
        if table is not None and bottom is not None:
            rules += [_borders(letters, table, bottom), _row_rules(table, bottom, level)]
    return rules


def _letters(content: PageContent) -> _Letters:
    """All that is printed but the spaces."""
    codes = np.frombuffer(content.text.encode("utf-32-le"), "<u4")
    seen = np.flatnonzero(content.visible & (codes != 0x20))
    x0, y0, x1, y1 = boxes_at(content.boxes, seen).T
    return _Letters(x0, y0, x1, y1, (x0 + x1) / 2, (y0 + y1) / 2, content.sizes[seen])


def is_filled(content: PageContent, table: PageTable) -> bool:
    """True where painted cells hold a table: values in several rows, text in nearly all columns.

    Paint behind texts alone, apart from that of their cells' margins, makes a grid with empty columns. A column that is
    painted from top to bottom without a text is a cell that the row leaves empty. Where each of many columns is written
    in, a single row with a few values will do.
    """
    cells = [cell for cell in table.cells if cell.text.strip()]
    values = [cell.row for cell in cells if is_datum(cell.text)]
    rows = len(set(values))
    several = rows > 1 and table.n_cols >= _MANY_COLUMNS <= len(values)
    written = {cell.col for cell in cells}
    whole = table.n_cols >= _MANY_COLUMNS and len(written) == table.n_cols and len(values) >= _LEAST_COLUMNS
    held = len(written) + len(_painted_columns(content, table) - written)
    return (rows >= _LEAST_VALUES or several or whole) and held >= _FILLED * table.n_cols


def _painted_columns(content: PageContent, table: PageTable) -> set[int]:
    """The columns that one painted cell fills for most of the table's height."""
    size = print_size(content)
    tall = _cell_like(resized(content, 1 / size))
    tall = tall[tall[:, 3] - tall[:, 1] > _TALL * (table.box.y1 - table.box.y0) / size]
    edges = np.array(list(zip(table.col_edges, table.col_edges[1:], strict=False))) / size
    sides = tall[:, None, [0, 2]] - edges[None]
    return set(np.flatnonzero((np.abs(sides) <= _SPACED).all(axis=2).any(axis=0)).tolist())


def _is_table(cells: Array) -> bool:
    columns = len(_shared(cells[:, [0, 2]])) - 1
    rows = len(distinct(np.round(cells[:, 1])))
    return len(cells) >= _LEAST_CELLS and columns >= _LEAST_COLUMNS and rows >= _LEAST_ROWS


def _lie_in(cells: Array, boxes: Sequence[Box]) -> bool:
    inside = np.zeros(len(cells), np.bool_)
    for box in boxes:
        inside |= ((cells[:, :2] >= np.array(box[:2]) - SNAP) & (cells[:, 2:] <= np.array(box[2:]) + SNAP)).all(axis=1)
    return bool(inside.all())


def _levelled(cells: Array) -> Array:
    """The cells with the sides in line that stand nearly so: white between them is closed."""
    sides = cells.copy()
    for axis in (0, 1):
        places = cells[:, axis::2].ravel()
        order = np.argsort(places, kind="stable")
        clusters = np.zeros(len(places), np.intp)
        clusters[order[1:]] = np.cumsum(np.diff(places[order]) > _SPACED)
        means = np.bincount(clusters, weights=places) / np.bincount(clusters)
        sides[:, axis::2] = means[clusters].reshape(-1, 2)
    return sides


def _is_one_tall_row(cells: Array) -> bool:
    """True where nearly every one of many columns has a cell that takes most of the table's height."""
    columns = len(distinct(cells[:, [0, 2]])) - 1
    height = cells[:, 3] - cells[:, 1]
    tall = np.count_nonzero(height > _TALL * (cells[:, 3].max() - cells[:, 1].min()))
    return len(cells) >= _LEAST_CELLS and columns >= _MANY_COLUMNS and bool(tall >= _FILLED * columns)


def _cell_like(content: PageContent) -> Array:
    if len(content.fills) < _LEAST_CELLS:
        return np.zeros((0, 4))
    boxes: Array = np.array(sorted(set(map(tuple, np.round(content.fills.astype(np.float64), 1).tolist()))))
    if len(boxes) > _MOST_CELLS:
        return boxes[:0]
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    fit = (width >= _LEAST) & (height >= _LEAST) & (width * height < _MOST_AREA * content.width * content.height)
    return np.asarray(boxes[fit])


def _outermost(boxes: Array) -> Array:
    """The boxes that lie in no other: paint behind the lines of a text lies in that of its cell."""
    area = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    low, high = boxes[:, :2], boxes[:, 2:]
    inside = (low[:, None] >= low[None] - SNAP).all(axis=2) & (high[:, None] <= high[None] + SNAP).all(axis=2)
    # Of two boxes that lie in each other, the larger one stays, or the first.
    order = np.argsort(np.argsort(-area, kind="stable"))
    return np.asarray(boxes[~(inside & (order[:, None] > order[None])).any(axis=1)])


def _in_columns(cells: Array) -> Array:
    """The cells that have a neighbour at their side: bands over a whole row have none."""
    if len(cells) < _LEAST_CELLS:
        return cells[:0]
    x0, y0, x1, y1 = cells.T
    level = np.minimum(y1[:, None], y1[None]) - np.maximum(y0[:, None], y0[None])
    beside = (np.abs(x1[:, None] - x0[None]) <= SNAP) & (level > 0.6 * np.minimum(y1 - y0, (y1 - y0)[:, None]))
    return np.asarray(cells[beside.any(axis=0) | beside.any(axis=1)])


def _shared(sides: Array) -> list[float]:
    """Places at which the sides of several cells stand."""
    places = sides.ravel()
    clusters = cluster_places(places, SNAP)
    counts = Counter(clusters.tolist())
    return [float(places[clusters == cluster].mean()) for cluster, n in sorted(counts.items()) if n >= _SUPPORT]


def _stacks(letters: _Letters, cells: Array) -> list[Array]:
    """The cells of each table: what lies between two painted rows parts them unless it keeps to their columns."""
    stacks: list[list[Array]] = []
    bottom = 0.0
    for cell in cells[np.argsort(cells[:, 1], kind="stable")]:
        if not stacks or (
            cell[1] > bottom + _SPACED and not _goes_on(letters, np.array(stacks[-1]), cells, bottom, cell[1])
        ):
            stacks.append([])
            bottom = 0.0
        stacks[-1].append(cell)
        bottom = max(bottom, float(cell[3]))
    return [np.array(stack) for stack in stacks]


def _goes_on(letters: _Letters, above: Array, cells: Array, top: float, bottom: float) -> bool:
    """True where rows without paint between ``top`` and ``bottom`` keep to the borders above and below them."""
    upper = above[np.abs(above[:, 3] - top) <= SNAP][:, [0, 2]].ravel()
    lower = cells[np.abs(cells[:, 1] - bottom) <= SNAP][:, [0, 2]].ravel()
    shared = [x for x in distinct(np.round(upper)).tolist() if np.abs(lower - x).min() <= SNAP]
    if len(shared) <= _LEAST_COLUMNS:
        return False
    return sum(_is_crossed(letters, x, top, bottom) for x in shared[1:-1]) <= _MOST_CROSSED * len(shared)


def _bottom(letters: _Letters, cells: Array) -> float | None:
    """Where the table ends: below its paint where a last row without any follows; None where more than one does.

    Then only the header is painted, and nothing tells the rows of the body.
    """
    bottom = float(cells[:, 3].max())
    end = _text_end(letters, cells, bottom)
    if end is None or not _is_row(letters, _shared(cells[:, [0, 2]]), bottom, end):
        return bottom
    tallest = float((cells[:, 3] - cells[:, 1]).max())
    return end + _PADDING if end - bottom <= _MOST_TAIL * tallest else None


def _is_row(letters: _Letters, borders: list[float], top: float, bottom: float) -> bool:
    """True where a stretch holds texts of several columns: neither a note below the table nor the page's footer."""
    inside = letters.x[(letters.y > top) & (letters.y < bottom)]
    columns = len(set(np.searchsorted(borders, inside).tolist()))
    return columns >= _LEAST_COLUMNS and sum(_is_crossed(letters, x, top, bottom) for x in borders[1:-1]) < 2


def _text_end(letters: _Letters, cells: Array, bottom: float) -> float | None:
    """The lower end of the lines that follow right below the paint; None where none do."""
    wide = (letters.x1 > cells[:, 0].min()) & (letters.x0 < cells[:, 2].max())
    below = wide & (letters.y > bottom)
    end = bottom
    for top, low in sorted(zip(letters.y0[below].tolist(), letters.y1[below].tolist(), strict=True)):
        if top > end + _NEXT_LINE:
            break
        end = max(end, low)
    return end if end > bottom else None


def _borders(letters: _Letters, cells: Array, bottom: float) -> Array:
    """The sides of a table's cells, its frame, and column borders on through places without paint."""
    x0, y0, x1, y1 = cells.T
    lines = [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]
    left, top, right = x0.min(), y0.min(), x1.max()
    frame = [
        [left, top, right, top],
        [left, bottom, right, bottom],
        [left, top, left, bottom],
        [right, top, right, bottom],
    ]
    further = [
        [x, begin, x, end]
        for x in _shared(cells[:, [0, 2]])[1:-1]
        for begin, end in _unpainted(cells, x, bottom)
        if _is_begun(cells, x, begin, end) and not _is_crossed(letters, x, begin, end)
    ]
    return np.concatenate([*(np.stack(line, axis=1) for line in lines), np.array(frame + further)])


def _row_rules(cells: Array, bottom: float, level: Array) -> Array:
    """The level rules inside a table that reach from one column border to another: they part rows without paint."""
    y, x0, x1 = level.T
    inside = (y > cells[:, 1].min() + SNAP) & (y < bottom - SNAP)
    borders = np.array([cells[:, 0].min(), *_shared(cells[:, [0, 2]]), cells[:, 2].max()])
    ends = [np.abs(x[:, None] - borders).min(axis=1) <= TOUCH for x in (x0, x1)]
    y, x0, x1 = level[inside & ends[0] & ends[1]].T
    return np.stack([x0, y, x1, y], axis=1)


def _unpainted(cells: Array, x: float, end: float) -> list[tuple[float, float]]:
    """The stretches (y0, y1) of a column border at which neither side of it is painted."""
    near = cells[(cells[:, 0] <= x + SNAP) & (cells[:, 2] >= x - SNAP)]
    stretches, bottom = [], float(cells[:, 1].min())
    for _, y0, _, y1 in near[np.argsort(near[:, 1], kind="stable")].tolist():
        if y0 > bottom + _LEAST:
            stretches.append((bottom, y0))
        bottom = max(bottom, y1)
    return [*stretches, (bottom, end)] if end > bottom + _LEAST else stretches


def _is_begun(cells: Array, x: float, top: float, bottom: float) -> bool:
    """True where a painted cell right above or below the stretch has this border."""
    ends = (np.abs(cells[:, 3] - top) <= SNAP) | (np.abs(cells[:, 1] - bottom) <= SNAP)
    return bool((np.abs(cells[ends][:, [0, 2]] - x) <= SNAP).any())


def _is_crossed(letters: _Letters, x: float, top: float, bottom: float) -> bool:
    """True where a text goes on over a column border: letters on both sides of it nearer than two cells' texts."""
    here = np.flatnonzero((letters.y > top) & (letters.y < bottom) & (np.abs(letters.x - x) < _NEAR))
    if not len(here):
        return False
    apart = _APART * float(np.median(letters.size[here]))
    line = np.round(letters.y[here] / _LINE).astype(np.intp)
    line -= line.min()
    before = letters.x[here] < x
    # Of each line, where what stands before the border ends, and where what stands after it begins.
    ends, begins = np.full(line.max() + 1, -np.inf, np.float32), np.full(line.max() + 1, np.inf, np.float32)
    np.maximum.at(ends, line[before], letters.x1[here][before])
    np.minimum.at(begins, line[~before], letters.x0[here][~before])
    return bool((begins - ends < apart).any())
