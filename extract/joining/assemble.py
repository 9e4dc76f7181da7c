"""The pages of one table laid under each other: columns aligned, repeated headers dropped, cut rows made whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from operator import attrgetter

from extract.joining.captions import Caption
from extract.joining.colmatch import Columns, edges_of
from extract.joining.header import Header
from extract.joining.rowcut import is_cut, is_quantity, opening, stacked_codes
from extract.joining.trust import PROVEN, believable
from extract.ruled.bulkcells import copied_cells
from extract.types import Box, Cell, PageTable, Table, TextLine

_BY_PLACE = attrgetter("row", "col")
_NEAR = 500
"""Cells looked back at, to learn what the table's rows are like."""
_TITLES = 2
"""Rows that make a kind of title the habit of a table."""
_MERGED = 2
"""So many cells over several rows make merged cells the habit of a column."""
_CODE_COLUMNS = 6
"""Codes stand in a table's first columns."""

_UNPROVEN, _NEARLY, _HARDLY = 0.89, 0.95, 0.97
"""The most that a table is believed one of whose pages is not proven, and where that hardly lowers their mean."""


@dataclass(frozen=True, slots=True)
class Part:
    """A page's share of a table: rows ``0 .. first_body - 1`` are header, titles, or their repetition."""

    table: PageTable
    first_body: int


def assemble(parts: Sequence[Part], header: Header, caption: Caption, certainty: float) -> Table:
    """The joined table. ``header`` is the first part's; ``certainty`` (0..1) that the parts belong together."""
    columns = Columns(edges_of(parts[0].table))
    for part in parts[1:]:
        columns.add(part.table, part.first_body)
    grid = _Grid(columns)
    grid.add_header(parts[0].table, header)
    for index, part in enumerate(parts):
        grid.add_body(parts, index, part)
    cells = tuple(sorted(grid.cells, key=_BY_PLACE))
    engine = Counter(part.table.engine for part in parts).most_common(1)[0][0]
    most = believable(cells, grid.n_rows, columns.count, header.n_rows, engine)
    return Table(
        pages=tuple(sorted({part.table.page for part in parts} | {cell.page for cell in grid.cells})),
        nomor=caption.nomor,
        judul=caption.judul,
        n_rows=grid.n_rows,
        n_cols=columns.count,
        n_header_rows=header.n_rows,
        cells=cells,
        engine=engine,
        confidence=min(most, _confidence(parts, certainty)),
        number_row=None if header.number_row is None else header.number_row - header.first_row,
        above=(*caption.above, *title_lines(parts[0].table, header)),
    )


def _confidence(parts: Sequence[Part], certainty: float) -> float:
    rows = [max(1, part.table.n_rows) for part in parts]
    mean = sum(part.table.confidence * n for part, n in zip(parts, rows, strict=True)) / sum(rows)
    if min(part.table.confidence for part in parts) < PROVEN:
        # Many pages without a doubt do not prove the one that has some.
        mean = min(mean, _UNPROVEN if mean < _HARDLY else _NEARLY)
    return max(0.0, min(1.0, mean * (0.5 + 0.5 * certainty)))


def title_lines(table: PageTable, header: Header) -> tuple[TextLine, ...]:
    """The titles printed inside the grid, above its header, as lines of text."""
    rows = sorted((c for c in table.cells if c.row < header.first_row and c.text.strip()), key=lambda c: c.row)
    return tuple(line for cell in rows for line in _lines_of(cell))


def _lines_of(cell: Cell) -> Iterator[TextLine]:
    texts = cell.text.split("\n")
    height = (cell.box.y1 - cell.box.y0) / len(texts)
    for index, text in enumerate(texts):
        top = cell.box.y0 + height * index
        box = Box(cell.box.x0, top, cell.box.x1, top + height)
        yield TextLine(cell.page, " ".join(text.split()), box, min(12.0, height), cell.bold)


def _has_empty_rows(part: Part) -> bool:
    """True where a body row between the first and the last holds no text."""
    written = (cell for cell in part.table.cells if cell.text.strip())
    filled = {row for cell in written for row in range(cell.row, cell.row + cell.rowspan)}
    return not filled.issuperset(range(part.first_body + 1, part.table.n_rows - 1))


_Place = tuple[int, int, int]
"""A cell's row, its column and how many columns it spans in the joined table."""


def _without_doubles(
    cells: Sequence[Cell], places: Sequence[_Place], covered: Collection[tuple[int, int]]
) -> tuple[list[Cell], list[_Place]]:
    """The cells that stand at no covered place; of two that one column holds since a border was dropped, the one with
    text.
    """
    chosen: dict[tuple[int, int], tuple[Cell, _Place] | None] = dict.fromkeys(covered)
    for cell, place in zip(cells, places, strict=True):
        known = chosen.setdefault(place[:2], (cell, place))
        if known is not None and cell.text.strip() and not known[0].text.strip():
            chosen[place[:2]] = cell, place
    kept = [found for found in chosen.values() if found is not None]
    return [cell for cell, _ in kept], [place for _, place in kept]


class _Grid:
    """The cells gathered so far, in the rows and columns of the joined table."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.cells: list[Cell] = []
        self.n_rows = 0
        self._bottom: dict[int, int] = {}  # column -> index of the cell that touches the last row

    def add_header(self, table: PageTable, header: Header) -> None:
        self._add(0, table, header.first_row, header.end, is_header=True)
        self._bottom = {}

    def add_body(self, parts: Sequence[Part], index: int, part: Part) -> None:
        table, first = part.table, part.first_body
        if first >= table.n_rows:
            return
        if index and self._bottom and self._is_cut(parts[index - 1], index, part):
            self._close_cut(index, part)
            first += 1
            covered: set[tuple[int, int]] = set()
        else:
            covered = self._go_on_merged(index, part) if index else set()
        self._add(index, table, first, table.n_rows, covered=covered)

    def _add(
        self,
        part: int,
        table: PageTable,
        first: int,
        end: int,
        *,
        is_header: bool = False,
        covered: Collection[tuple[int, int]] = (),
    ) -> None:
        if end <= first:
            return
        start = len(self.cells)
        held = [cell for cell in sorted(table.cells, key=_BY_PLACE) if first <= cell.row < end]
        spans = [(cell.col, cell.colspan) for cell in held]
        places = {span: self.columns.place(part, *span) for span in set(spans)}
        down = self.n_rows - first
        moved = [(cell.row + down, *places[span]) for cell, span in zip(held, spans, strict=True)]
        if covered or len({place[:2] for place in moved}) < len(moved):
            held, moved = _without_doubles(held, moved, covered)
        self._put(held, moved, end, is_header)
        self.n_rows += end - first
        self._note_bottom(start)

    def _put(self, cells: Sequence[Cell], places: Sequence[_Place], end: int, is_header: bool) -> None:
        """Adds cells, each at its place in the joined table; they end where row ``end`` of their page begins."""
        row, col, colspan = zip(*places, strict=True) if places else ((), (), ())
        self.cells += copied_cells(
            cells,
            row=row,
            col=col,
            rowspan=[min(cell.rowspan, end - cell.row) for cell in cells],
            colspan=colspan,
            is_header=repeat(is_header),
        )

    def _note_bottom(self, start: int) -> None:
        """Notes the cells that touch the last row: among those added last and those that went on over the page."""
        went_on = {index for index in self._bottom.values() if self._touches_bottom(index)}
        self._bottom = {}
        added = enumerate(self.cells[start:], start)
        ends = [index for index, cell in added if cell.row + cell.rowspan >= self.n_rows]
        for index in (*sorted(went_on), *ends):
            cell = self.cells[index]
            if not cell.is_header:
                self._bottom.update(dict.fromkeys(range(cell.col, cell.col + cell.colspan), index))

    def _touches_bottom(self, index: int) -> bool:
        return self.cells[index].row + self.cells[index].rowspan >= self.n_rows

    def _first_row(self, index: int, part: Part) -> dict[int, Cell]:
        """The cells of the part's first body row by their column in the joined table."""
        row = [cell for cell in part.table.cells if cell.row == part.first_body]
        row.sort(key=lambda cell: bool(cell.text.strip()))
        return {self.columns.place(index, cell.col, cell.colspan)[0]: cell for cell in row}

    def _is_cut(self, before: Part, index: int, part: Part) -> bool:
        last = {col: self.cells[i].text for col, i in self._bottom.items() if col == self.cells[i].col}
        first = {col: cell.text for col, cell in self._first_row(index, part).items()}
        one_empty = not any(map(str.strip, last.values())) or not any(map(str.strip, first.values()))
        # All text of a row in two may stand on one page; a form to be filled in has empty rows elsewhere too.
        if one_empty and not _has_empty_rows(before) and not _has_empty_rows(part):
            return True
        open_bottom, open_top = before.table.open_bottom, part.table.open_top
        return is_cut(
            last,
            first,
            open_bottom,
            open_top,
            valued=self._is_valued,
            lacking=lambda: self._lacks_a_constant(last, first),
            titled=lambda: self._has_titles_like(first),
            stacked=self._stacked,
        )

    def _has_titles_like(self, first: Mapping[int, str]) -> bool:
        """True where several of the last rows have one text only, in the column and with the first word of this one."""
        title = opening(first)
        if title is None:
            return False
        rows: defaultdict[int, dict[int, str]] = defaultdict(dict)
        for cell in self.cells[-_NEAR:]:
            if not cell.is_header and cell.row < self.n_rows - 1:
                rows[cell.row][cell.col] = cell.text
        return sum(opening(row) == title for row in rows.values()) >= _TITLES

    def _lacks_a_constant(self, last: Mapping[int, str], first: Mapping[int, str]) -> bool:
        """True where a row lacks what the last row and nearly every other has, such as the office in charge."""
        near = [cell for cell in self.cells[-_NEAR:] if not cell.is_header]
        n_rows = len({cell.row for cell in near})
        filled = Counter(cell.col for cell in near if cell.text.strip())
        merged = {cell.col for cell in near if cell.rowspan > 1}
        wanted = {col for col, count in filled.items() if count >= 0.97 * n_rows > 10} - merged
        return any(last.get(col, "").strip() and not first.get(col, "").strip() for col in wanted)

    def _stacked(self) -> dict[int, int]:
        """The digits of the codes that narrow columns print as a stack, from the last pages' rows."""
        texts: defaultdict[int, list[str]] = defaultdict(list)
        for cell in self.cells[-_NEAR:]:
            if not cell.is_header and cell.colspan == 1 and cell.col < _CODE_COLUMNS:
                texts[cell.col].append(cell.text)
        return stacked_codes(texts)

    def _is_valued(self) -> bool:
        """True where every body row of the last pages, or nearly, has a value."""
        near = [cell for cell in self.cells[-_NEAR:] if not cell.is_header and cell.text.strip()]
        body = {cell.row for cell in near}
        valued: set[int] = set()
        for cell in near:
            # One value will do for a row: to look at its other cells would take longer than all else here.
            if cell.row not in valued and is_quantity(cell.text):
                valued.add(cell.row)
        return len(body) > 3 and len(valued) >= 0.97 * len(body)

    def _close_cut(self, index: int, part: Part) -> None:
        """Appends the part's first row to the last row."""
        for col, cell in self._first_row(index, part).items():
            known = self._bottom.get(col)
            if known is not None:
                old = self.cells[known]
                text = "\n".join(filter(None, (old.text, cell.text)))
                # What is printed stands where its text does: of an empty cell above the break there is nothing to see.
                seen = old if old.text.strip() or not cell.text.strip() else replace(old, page=cell.page, box=cell.box)
                self.cells[known] = replace(seen, text=text, rowspan=old.rowspan + cell.rowspan - 1)
            elif cell.text.strip():
                place, colspan = self.columns.place(index, cell.col, cell.colspan)
                self.cells.append(replace(cell, row=self.n_rows - 1, col=place, colspan=colspan))

    def _go_on_merged(self, index: int, part: Part) -> set[tuple[int, int]]:
        """Lets a merged cell that the page break cuts between two rows go on; the places of the cells it covers.

        Its text may stand on either page: in the middle of a tall cell it is often below the break.
        """
        covered: set[tuple[int, int]] = set()
        row = self._first_row(index, part)
        begun = self._begun(row, part)
        for col, cell in row.items():
            known = self._bottom.get(col)
            if known is None or (col not in begun and (cell.text.strip() or cell.rowspan < 2)):
                continue
            old = self.cells[known]
            rowspan = old.rowspan + cell.rowspan
            if col in begun:
                self.cells[known] = replace(cell, row=old.row, col=col, colspan=old.colspan, rowspan=rowspan)
                covered.add((self.n_rows, col))
            elif old.rowspan > 1 and old.col == col:
                self.cells[known] = replace(old, rowspan=rowspan)
                covered.add((self.n_rows, col))
        return covered

    def _begun(self, row: Mapping[int, Cell], part: Part) -> set[int]:
        """The columns whose cell at the last page's foot is the empty upper part of that in the first ``row``.

        In such a column an item of several lines has one merged cell and no line has an empty cell of its own. The
        item's key is among them, and its lines go on.
        """
        bottom = {col: self.cells[at] for col, at in self._bottom.items() if self.cells[at].col == col}
        both = [col for col, cell in row.items() if cell.text.strip() and col in bottom]
        going_on = [col for col in both if bottom[col].text.strip()]
        begun = {col for col in both if not bottom[col].text.strip() and self._is_merged(col, bottom[col], part)}
        filled = [col for col, cell in row.items() if cell.text.strip()]
        return begun if begun and going_on and min(filled) in begun else set()

    def _is_merged(self, col: int, last: Cell, part: Part) -> bool:
        """True where the column's cells reach over several rows, and none but ``last`` is empty.

        That one begins below another of its page: at the top of a page it is the rest of the item before.
        """
        near = [c for c in self.cells[-_NEAR:] if c.col == col and not c.is_header and c is not last]
        merged = sum(c.rowspan > 1 for c in near) + sum(
            c.rowspan > 1 and c.col == col and c.row >= part.first_body for c in part.table.cells
        )
        below = any(c.row + c.rowspan == last.row and c.page == last.page for c in near)
        return below and merged >= _MERGED and all(c.text.strip() for c in near)
