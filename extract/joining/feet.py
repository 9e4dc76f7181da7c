"""Page footers and signatures that a grid without a lower border took for its last row.

``Dinas Kesehatan    1`` below a table without rules stands in its columns like a row: the page's number became an
amount, and a sum that did not add up. That it is no row is shown by another page, which prints the same at its foot,
with its own number, or by the number and the gap above it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce

from extract.aligned.pageends import DATED
from extract.joining.running import ZONE, shape_of, with_columns
from extract.types import Box, Cell, PageResult, PageTable, TextLine

_MOST_TEXTS = 3
"""An office, a title of the document and a number: a row of a table with more texts is one."""
_SET_OFF = 1.5
"""Heights of the row by which it stands below the one above; the rows of a table stand less than one apart."""
_NUMBER = re.compile(r"\d+")
_Print = tuple[str, tuple[int, ...], int, int]
"""What a page prints at its foot: its words, how far its last number is ahead of the page's, and the page's size."""


def with_feet_as_lines(pages: Sequence[PageResult]) -> list[PageResult]:
    """The pages, in their order; a last row that is a page footer or signature is lines of running text instead."""
    rows = [(page, table, cells) for page in pages for table in page.tables if (cells := _last_row(table))]
    if not rows:
        return list(pages)
    seen: dict[_Print, set[int]] = defaultdict(set)
    for page in pages:
        for line in page.lines:
            if _is_low(line.box, page):
                seen[_print(page, line.text)].add(page.number)
    low = {id(table) for page, table, cells in rows if _is_low(_around(cells), page)}
    for page, table, cells in rows:
        for cell in cells if id(table) in low else ():
            seen[_print(page, cell.text)].add(page.number)

    def is_none_of_it(page: PageResult, table: PageTable, cells: Sequence[Cell]) -> bool:
        if _is_signature(cells):
            return True
        return id(table) in low and (_is_foot(page, cells, seen) or _is_lone_foot(page, cells, table))

    feet = {id(table): cells for page, table, cells in rows if is_none_of_it(page, table, cells)}
    return [_moved(page, {id(t): feet[id(t)] for t in page.tables if id(t) in feet}) for page in pages]


def _is_foot(page: PageResult, cells: Sequence[Cell], seen: Mapping[_Print, set[int]]) -> bool:
    """True where another page of the same size prints all of it at its foot, and its last numbers count pages."""
    return bool(set.intersection(*(seen[_print(page, cell.text)] for cell in cells)) - {page.number})


def _is_lone_foot(page: PageResult, cells: Sequence[Cell], table: PageTable) -> bool:
    """True for a text and the page's own number, set off from the rows above: no other page need print it."""
    if len(cells) != 2 or cells[1].text.strip() != str(page.number) or _NUMBER.search(cells[0].text):
        return False
    above = max((c.box.y1 for c in table.cells if c.row + c.rowspan < table.n_rows and c.text.strip()), default=0.0)
    foot = _around(cells)
    return foot.y0 - above > _SET_OFF * (foot.y1 - foot.y0)


def _is_low(box: Box, page: PageResult) -> bool:
    return (box.y0 + box.y1) / 2 > page.height * (1 - ZONE)


def begins_signature(text: str) -> bool:
    """True for a place and a date, with which a signature below a table begins: "Enrekang, 29 Desember 2031"."""
    return DATED.match(text) is not None


def _is_signature(cells: Sequence[Cell]) -> bool:
    return len(cells) == 1 and begins_signature(cells[0].text)


def _last_row(table: PageTable) -> tuple[Cell, ...]:
    """The few texts of a table's last row, left to right; nothing where there are many, or cells reach into it."""
    last = table.n_rows - 1
    cells = [cell for cell in table.cells if cell.row + cell.rowspan > last and cell.text.strip()]
    if last < 2 or not 0 < len(cells) <= _MOST_TEXTS or any(cell.row != last for cell in cells):
        return ()
    return tuple(sorted(cells, key=lambda cell: cell.col))


def _around(cells: Sequence[Cell]) -> Box:
    return reduce(Box.union, (cell.box for cell in cells))


def _print(page: PageResult, text: str) -> _Print:
    ahead = tuple(int(number) - page.number for number in _NUMBER.findall(text)[-1:])
    return shape_of(text), ahead, round(page.width), round(page.height)


def _moved(page: PageResult, feet: dict[int, tuple[Cell, ...]]) -> PageResult:
    if not feet:
        return page
    tables = tuple(_without_last_row(table) if id(table) in feet else table for table in page.tables)
    lines = tuple(
        TextLine(page.number, text, box, box.y1 - box.y0, cell.bold)
        for cells in feet.values()
        for cell in cells
        for text, box in _printed_lines(cell)
    )
    return replace(page, tables=tables, lines=(*page.lines, *lines))


def _printed_lines(cell: Cell) -> Iterator[tuple[str, Box]]:
    texts = cell.text.split("\n")
    height = (cell.box.y1 - cell.box.y0) / len(texts)
    for n, text in enumerate(texts):
        yield text, cell.box._replace(y0=cell.box.y0 + n * height, y1=cell.box.y0 + (n + 1) * height)


def _without_last_row(table: PageTable) -> PageTable:
    """The table without its last row, and without columns at its right that only this row filled."""
    last = table.n_rows - 1
    cells = [cell for cell in table.cells if cell.row != last]
    filled = max((cell.col + cell.colspan for cell in cells if cell.text.strip()), default=table.n_cols)
    if len(table.col_edges) != table.n_cols + 1 or filled == table.n_cols:
        return replace(table, n_rows=last, cells=tuple(cells))
    return with_columns(table, [c for c in cells if c.col + c.colspan <= filled], range(filled + 1), last)
