"""Tables drawn with ruling lines, in pure stages: edges, lattice, regions, characters, cells.

Characters go to cells one by one by their middle, never by whole lines; a word that overhangs a border stays together.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from extract.judge import is_amount, judge_grid
from extract.page.letters import print_size
from extract.page.median import median
from extract.page.stretches import distinct
from extract.page.text import texts_by_label
from extract.ruled.amid import with_joined_rows
from extract.ruled.boxtrees import box_trees
from extract.ruled.bulkcells import make_boxes, make_cells
from extract.ruled.doubt import believed
from extract.ruled.edges import SNAP
from extract.ruled.figures import has_axis, is_boxed_text, is_tree
from extract.ruled.filled import Filled, Indices, Mend
from extract.ruled.frames import without_frame
from extract.ruled.implied import with_implied_columns
from extract.ruled.inner import with_group_columns, with_label_rows
from extract.ruled.lattice import (
    LOWEST_ROW,
    NARROWEST_COLUMN,
    SHIFT_ACROSS,
    SHIFT_DOWN,
    Lattice,
    Regions,
    build_lattice,
    collapse,
    find_regions,
)
from extract.ruled.lostborders import with_lost_borders
from extract.ruled.mergedfigures import with_merged_figures
from extract.ruled.neighbours import grids_apart
from extract.ruled.overflow import keep_lines_whole
from extract.ruled.painted import is_filled, painted_rules
from extract.ruled.piles import with_piled_rows
from extract.ruled.placed import with_placed_texts
from extract.ruled.quantities import with_quantity_columns
from extract.ruled.spill import keep_texts_whole
from extract.ruled.totalrows import with_total_rows
from extract.ruled.wordpiles import with_word_rows
from extract.source import PdfSource
from extract.types import Bools, Box, Cell, Floats, PageContent, PageTable

_CUT = 0.055
"""A border cuts a character that reaches over it by more than this (font sizes)."""
_CROSSES = 0.2
"""A text crosses a line above which so much of it stands (font sizes)."""
_SLANT = 0.4
"""Nor do they overlap by more than this share."""
_SPILT = 2
"""So many letters of a word may lie wholly beyond the border of its cell."""
_SMALL, _MARK = 0.8, 4
"""A mark behind a word is smaller than its letters by this factor at least, and has no more letters than this."""
_TIGHT = 0.08
"""Characters of one word stand no farther apart than this share of the font size."""


_MENDS_OF_SCANS: tuple[Mend, ...] = (without_frame, with_implied_columns)
_MENDS: tuple[Mend, ...] = (
    *_MENDS_OF_SCANS,
    with_merged_figures,
    with_label_rows,
    with_lost_borders,
    with_group_columns,
    with_quantity_columns,
    with_piled_rows,
    with_word_rows,
    with_total_rows,
    with_placed_texts,
    with_joined_rows,
)
"""What a lattice may lack or have too much, in the order in which it is looked for."""


def read_ruled(content: PageContent) -> tuple[PageTable, ...]:
    """The ruled tables of an upright page, top to bottom, each with a confidence."""
    return survey(content).tables


class Survey(NamedTuple):
    """What the rules of a page enclose: tables, and charts and trees of boxes that hold none."""

    tables: tuple[PageTable, ...]
    charts: tuple[Box, ...]
    trees: tuple[Box, ...]


def survey(content: PageContent) -> Survey:
    """The ruled tables of an upright page and its ruled charts, top to bottom."""
    tables: list[PageTable] = []
    charts: list[Box] = []
    singles: list[Box] = []
    trees: list[Box] = []
    size = print_size(content)
    for lattice in _lattices(content.rules, size):
        if has_axis(content, lattice):
            charts.append(_frame_box(lattice))
        elif isinstance(found := _read_grid(content, lattice), PageTable):
            tables.append(found)
        elif found is not None:
            trees.append(found)
        elif len(lattice.xs) == 2:
            singles.append(_frame_box(lattice))
    taken = [*(table.box for table in tables), *charts]
    for lattice in _lattices(painted_rules(content, taken), size):
        # Rules say more than paint: cells are painted inside of ruled tables too.
        if not any(_meet(_frame_box(lattice), box) for box in taken) and not has_axis(content, lattice):
            table = _read_grid(content, lattice)
            tables += [table] if isinstance(table, PageTable) and is_filled(content, table) else []
    return Survey(
        tuple(sorted(tables, key=lambda table: (table.box.y0, table.box.x0))),
        tuple(charts),
        (*trees, *box_trees(singles)),
    )


def _lattices(rules: Floats, size: float) -> Iterator[Lattice]:
    """The lattices of a page that is printed ``size`` times as large as with common letters.

    How near edges meet, and which are one, is told beside these: a sheet is drawn once and printed at any size.
    """
    for grid in grids_apart(rules / np.float32(size)) if len(rules) else ():
        lattice = build_lattice(grid)
        if lattice is not None:
            yield lattice._replace(xs=lattice.xs * size, ys=lattice.ys * size)


def _meet(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 and other.y0 < one.y1


def _frame_box(lattice: Lattice) -> Box:
    return Box(float(lattice.xs[0]), float(lattice.ys[0]), float(lattice.xs[-1]), float(lattice.ys[-1]))


def _read_grid(content: PageContent, lattice: Lattice) -> PageTable | Box | None:
    """The table of a lattice; its place where it is a tree of boxes, None where it is nothing of the kind."""
    regions = find_regions(lattice)
    if len(regions.spans) < 2:
        return None
    grid = Filled(content, lattice, regions, _labels(content, lattice, regions))
    for mend in _MENDS if content.reader is None else _MENDS_OF_SCANS:
        mended = mend(grid)
        if mended is not None:
            regions = find_regions(mended)
            grid = Filled(content, mended, regions, _labels(content, mended, regions))
    lattice, regions, labels = grid.lattice, grid.regions, grid.labels
    count = np.bincount(labels[labels >= 0], minlength=len(regions.spans))
    frame = _numbered(lattice, regions, count > 0, grid.letter)
    cells = _cells(content, lattice, regions, frame, labels, count)
    if is_boxed_text(lattice, cells, frame.n_rows, frame.n_cols):
        return None
    if is_tree(cells, frame.n_rows, frame.n_cols):
        return _frame_box(lattice)
    # A recogniser's heights are not fine enough to tell lines of two cells level.
    most = believed(grid, cells, frame.row_of) if content.reader is None else 1.0
    xs = np.bincount(frame.col_of, weights=lattice.xs) / np.bincount(frame.col_of)
    return PageTable(
        page=content.number,
        box=_frame_box(lattice),
        n_rows=frame.n_rows,
        n_cols=frame.n_cols,
        cells=cells,
        engine="ruled",
        confidence=min(judge_grid(cells, _overhang(content, lattice, regions, labels)), most),
        col_edges=tuple(xs.tolist()),
        open_top=lattice.open_top,
        open_bottom=lattice.open_bottom,
    )


def printed_characters(content: PageContent) -> Bools:
    """The characters that may stand in a table: visible and at a right angle (no watermark)."""
    return np.asarray(content.visible & (content.angles % 90 == 0))


def _labels(content: PageContent, lattice: Lattice, regions: Regions) -> Indices:
    """The region of each character, -1 for none."""
    x0, y0, x1, y1 = content.boxes.T
    col = np.searchsorted(lattice.xs, (x0 + x1) / 2)
    row = np.searchsorted(lattice.ys, (y0 + y1) / 2)
    # A frame of no regions stands around the grid's own places.
    owner = np.full((len(lattice.ys) + 1, len(lattice.xs) + 1), -1, np.intp)
    owner[1:-1, 1:-1] = regions.owner
    printed = printed_characters(content)
    labels = np.where(printed, owner[row, col], -1)
    # Words may also hang out of the grid's sides: look at everything on the height of its rows.
    level = np.flatnonzero((row > 0) & (row < len(lattice.ys)) & printed)
    keep_lines_whole(content, lattice, regions, labels, level)
    _keep_words_whole(content, lattice, regions, labels, level)
    keep_texts_whole(content, lattice, regions, labels, level)
    _leave_axis_out(content, lattice, regions, labels)
    return labels


def _leave_axis_out(content: PageContent, lattice: Lattice, regions: Regions, labels: Indices) -> None:
    """Take an axis label out of the open corner of a chart's data table, whose first line it stands across."""
    corner = int(regions.owner[0, 0])
    held = np.flatnonzero(labels == corner)
    x1, y = float(lattice.xs[regions.spans[corner, 3]]), float(lattice.ys[0])
    if not len(held) or (content.boxes[held, 1] > y - _CROSSES * content.sizes[held]).any():
        return
    rx0, ry0, rx1, ry1 = content.rules.T
    level = (ry0 == ry1) & (np.abs(ry0 - y) <= SNAP * print_size(content))
    letter = float(median(content.sizes[held]))
    if not (level & (rx0 < x1 - NARROWEST_COLUMN * letter) & (rx1 > lattice.xs[0])).any():
        labels[held] = -1


def _keep_words_whole(content: PageContent, lattice: Lattice, regions: Regions, labels: Indices, here: Indices) -> None:
    """Give the letters of a word that overhangs a border to the region where most of it stands.

    Letters belong to one word only where they touch and the border cuts one of them, or a letter or two lie beyond it:
    texts of two cells may stand a point apart, or touch at the border, and two whole amounts are never one word.
    """
    label = labels[here]
    cut = np.flatnonzero(label[1:] != label[:-1])
    cut = cut[_touching(content, here[cut], here[cut + 1])]
    cut = cut[[not _keep_mark_whole(content, labels, here, k) for k in cut.tolist()]] if len(cut) else cut
    if not len(cut):
        return
    border = np.where(label[cut] >= 0, lattice.xs[regions.spans[label[cut], 3]], lattice.xs[0])
    slack = _CUT * content.sizes[here[cut]]
    whole = (content.boxes[here[cut], 2] <= border + slack) & (content.boxes[here[cut + 1], 0] >= border - slack)
    joined = _touching(content, here[:-1], here[1:])
    for n in np.flatnonzero(whole).tolist():
        whole[n] = not _spills(content, here, label, joined, int(cut[n]))
    if whole.all():
        return
    joined[cut[whole]] = False
    word = np.concatenate([[0], np.cumsum(~joined)])
    for number in distinct(word[cut[~whole]]).tolist():
        first, last = np.searchsorted(word, [number, number + 1])
        parts = np.split(here[first:last], np.flatnonzero(np.diff(label[first:last])) + 1)
        if all(is_amount("".join(content.text[i] for i in part.tolist())) for part in parts):
            continue
        homes, counts = np.unique(label[first:last], return_counts=True)
        labels[here[first:last]] = homes[counts.argmax()] if counts.max() * 2 != counts.sum() else label[first]


def _keep_mark_whole(content: PageContent, labels: Indices, here: Indices, last: int) -> bool:
    """Give a footnote's small mark that reaches over the border behind ``last`` to its word; False where none does."""
    size = float(content.sizes[here[last]])
    first, end = last, last + 1
    while first and last - first < _MARK and content.sizes[here[first]] == size:
        first -= 1
    while (
        end < len(here) and end - last <= _MARK and content.sizes[here[end]] == size and here[end] == here[end - 1] + 1
    ):
        end += 1
    base = here[first]
    beside = labels[base] == labels[here[last]] >= 0 and here[last] - base == last - first
    if not beside or end - first - 1 > _MARK or size >= _SMALL * float(content.sizes[base]):
        return False
    if abs(float(content.boxes[here[first + 1], 0] - content.boxes[base, 2])) > size / 2:
        return False
    labels[here[last + 1 : end]] = labels[base]
    return True


def _spills(content: PageContent, here: Indices, label: Indices, joined: Bools, last: int) -> bool:
    """True where a word's last small letters, one or two, stand beyond the border behind ``last``."""
    first, end = last, last + 2
    while first and joined[first - 1] and label[first - 1] == label[last]:
        first -= 1
    while end < len(here) and joined[end - 1] and label[end] == label[last + 1]:
        end += 1
    word, rest = ("".join(content.text[i] for i in here[a:b].tolist()) for a, b in ((first, last + 1), (last + 1, end)))
    return len(rest) <= _SPILT and rest.isalpha() and rest.islower() and len(word) > _SPILT and word[-2:].isalpha()


def _touching(content: PageContent, left: Indices, right: Indices) -> Bools:
    """Which of the characters ``right`` follow at once, touching, on those of ``left`` beside them."""
    x0, y0, x1, y1 = content.boxes.T
    slack = np.maximum(content.sizes[right], 1.0)
    level = np.abs((y0[right] + y1[right]) - (y0[left] + y1[left])) < 0.3 * slack
    # The boxes of slanted letters overlap.
    gap = x0[right] - x1[left]
    near = (gap <= _TIGHT * slack) & (gap >= -_SLANT * slack) & (x0[right] > x0[left])
    codes = np.frombuffer(content.text.encode("utf-32-le"), "<u4")
    inked = (codes[left] != 0x20) & (codes[right] != 0x20)
    return np.asarray(level & near & inked & (right == left + 1) & (content.angles[right] == 0))


class RuledEngine:
    """Tables drawn with ruling lines."""

    name = "ruled"

    def read(self, page: PageContent, source: PdfSource | None = None) -> tuple[PageTable, ...]:
        """The ruled tables of an upright page, top to bottom, each with a confidence."""
        return read_ruled(page)


def _overhang(content: PageContent, lattice: Lattice, regions: Regions, labels: Indices) -> float:
    """The share of the characters in cells that reach well over their cell's side borders."""
    held = np.flatnonzero((labels >= 0) & (content.angles == 0))
    if not len(held):
        return 0.0
    x0, x1, mine = content.boxes[held, 0], content.boxes[held, 2], labels[held]
    slack = 0.3 * (x1 - x0) + 0.5
    over = (x0 < lattice.xs[regions.spans[:, 1]][mine] - slack) | (x1 > lattice.xs[regions.spans[:, 3]][mine] + slack)
    return float(np.count_nonzero(over)) / len(held)


class _Frame(NamedTuple):
    """The grid's final row and column numbers: of each border of the lattice."""

    row_of: Indices
    col_of: Indices
    n_rows: int
    n_cols: int


def _numbered(lattice: Lattice, regions: Regions, has_text: Bools, letter: float) -> _Frame:
    spans = regions.spans
    row_of = collapse(lattice.ys, spans[:, 0], spans[:, 2], has_text, SHIFT_DOWN * letter, LOWEST_ROW * letter)
    col_of = collapse(lattice.xs, spans[:, 1], spans[:, 3], has_text, SHIFT_ACROSS * letter, NARROWEST_COLUMN * letter)
    return _Frame(row_of, col_of, int(row_of[-1]), int(col_of[-1]))


def _cells(
    content: PageContent, lattice: Lattice, regions: Regions, frame: _Frame, labels: Indices, count: Indices
) -> tuple[Cell, ...]:
    """The cells in rows, left to right; regions that vanish between double borders are left out."""
    spans = regions.spans
    texts = texts_by_label(content, labels, len(spans))
    bold = np.bincount(labels[content.bold & (labels >= 0)], minlength=len(spans)) * 2 > count
    r0, r1 = frame.row_of[spans[:, 0]], frame.row_of[spans[:, 2]]
    c0, c1 = frame.col_of[spans[:, 1]], frame.col_of[spans[:, 3]]
    kept = np.flatnonzero((r1 > r0) & (c1 > c0))
    kept = kept[np.lexsort((c0[kept], r0[kept]))]
    rows, cols, rowspans, colspans = (column[kept].tolist() for column in (r0, c0, r1 - r0, c1 - c0))
    boxes = make_boxes(lattice.xs.tolist(), lattice.ys.tolist(), spans[kept])
    kept_texts = [texts[region] for region in kept.tolist()]
    return make_cells(rows, cols, rowspans, colspans, kept_texts, content.number, boxes, bold[kept].tolist())
