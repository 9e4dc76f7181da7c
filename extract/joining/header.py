"""Which rows of a page's grid are its header, and which of them counts the columns.

Nothing here knows what a column means. Wording (the words that header cells are made of), merged cells, bold type and
the row of column numbers are the evidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.headwords import is_datum, squash, wording
from extract.joining.colnumbers import column_number, counts_columns
from extract.types import Cell, PageTable

MAX_ROWS = 9
"""No header is deeper: titles inside the grid, four levels, the column numbers and a row of units below them."""
_MAX_TITLES = 7
_SHORT = 40
_STATED = re.compile(r"(?:(?:visi|misi)\b|(?:tujuan|sasaran)\s+rpjm).{,20}", re.I | re.S)
"""What form T-C.26 states above its header, each with its words beside it: "VISI | ...", "Misi 2 | ..."."""
_WORDED = 0.5
"""Share of a text's letters in words of headers, from which it is one."""

_KEY = re.compile(
    r"(?:[IVXLC]{1,6}|[A-Za-z]|\d{1,3})[.)]{0,2}|\d{1,2}(?:\s?\.\s?[\dxX]{1,4}){1,6}\.?|[1-9]\.?"
    r"|(?:[IVXLC]{1,6}|[A-Za-z])(?:\.(?:\d{1,4}|[xX]{2})){1,6}\.?",
    re.ASCII,
)
_LISTED, _ITEM = re.compile(r"\d{1,3}[.)]"), 3
"""How a list numbers an item, and the cells that its row has at least."""
_CHOICE = re.compile(r"\s*\d(?:\s*/\s*\d){1,5}\s*")
"""A header that lists what its cells may say: "Jenis Kegiatan (1/2/3)"."""
_UNITS = frozenset({"k", "rp", "%", "vol", "target", "realisasi", "satuan", "fisik", "keuangan", "kinerja"})


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a page's grid: rows ``first_row .. first_row + n_rows - 1``.

    Rows above ``first_row`` are titles printed inside the grid. ``n_rows`` is 0 where the grid begins with body rows.
    ``number_row`` is the grid row of column numbers, which counts as a header row, or None.
    """

    first_row: int
    n_rows: int
    number_row: int | None
    confidence: float

    @property
    def end(self) -> int:
        """The first body row."""
        return self.first_row + self.n_rows


_NO_HEADER = Header(0, 0, None, 0.6)


def is_key(text: str) -> bool:
    """True for what stands in a column of numbers or codes: ``3``, ``IV.``, ``a)``, ``1.06.02``, ``VI.2.1``."""
    return bool(_KEY.fullmatch(text.strip()))


def find_header(table: PageTable) -> Header:
    """The header rows of a page's grid; ``n_rows`` 0 for a grid that begins with body rows."""
    rows = _rows(table)
    first = _titles(rows, table.n_cols)
    for start in {_standing_off(rows) or first: None, first: None, 0: None}:
        found = _below(rows, start, table.n_cols)
        if found is not None:
            return found
    return _NO_HEADER


def _rows(table: PageTable) -> list[list[Cell]]:
    """The cells that begin in each of the first rows, left to right."""
    rows: list[list[Cell]] = [[] for _ in range(min(table.n_rows, MAX_ROWS + 1))]
    for cell in table.cells:
        if 0 <= cell.row < len(rows):
            rows[cell.row].append(cell)
    for row in rows:
        row.sort(key=lambda cell: cell.col)
    return rows


def _filled(row: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in row if cell.text.strip()]


def _titles(rows: list[list[Cell]], n_cols: int) -> int:
    """How many rows at the top are empty or one text over the whole width, at most ``_MAX_TITLES`` of the latter.

    So are the vision and mission, each named in front of a text over all other columns.
    """
    count = titles = 0
    for row in rows:
        filled = _filled(row)
        wide = len(filled) == 1 and n_cols > 1 and filled[0].colspan >= max(2, 0.9 * n_cols)
        if filled and not ((wide or _is_stated(filled, n_cols)) and titles < _MAX_TITLES):
            break
        titles += bool(filled)
        count += 1
    return count if count < len(rows) else 0


def _standing_off(rows: list[list[Cell]]) -> int:
    """The row below the empty ones that part titles from the header where a spreadsheet prints its grid lines; else 0.

    A title there begins at the left and reaches over as many columns as it is long.
    """
    filled = [_filled(row) for row in rows]
    top = next((at for at, row in enumerate(filled) if len(row) > 1), 0)
    titles = [row[0] for row in filled[:top] if row]
    parted = top > 1 and not filled[top - 1] and bool(titles) and len(titles) <= _MAX_TITLES
    return top if parted and all(title.col == 0 and not is_datum(title.text) for title in titles) else 0


def _is_stated(filled: Sequence[Cell], n_cols: int) -> bool:
    if len(filled) != 2 or filled[0].col != 0 or not _STATED.fullmatch(filled[0].text.strip()):
        return False
    words = filled[1]
    return words.colspan >= 2 and words.col + words.colspan == n_cols and len(words.text) > len(filled[0].text)


def _below(rows: list[list[Cell]], start: int, n_cols: int) -> Header | None:
    numbered = _number_row(rows, start, n_cols)
    if numbered is not None:
        end = _units_below(rows, start, numbered, n_cols)
        return Header(start, end - start, numbered, 0.97)
    score = _first_row_score(rows, start, n_cols)
    if score < 0.5:
        return None
    end = _grow(rows, start, n_cols)
    return Header(start, end - start, None, min(0.95, score))


def _number_row(rows: list[list[Cell]], start: int, n_cols: int) -> int | None:
    """The first row that counts the columns, if nothing above it is a value."""
    for index in range(start, len(rows)):
        filled = _filled(rows[index])
        covered = sum(cell.colspan for cell in filled)
        if counts_columns([cell.text for cell in filled], covered, n_cols):
            return index + _counts_years(rows, index, n_cols)
        if any(
            is_datum(cell.text) and len(squash(cell.text)) > 2 and not _CHOICE.fullmatch(cell.text) for cell in filled
        ):
            return None
    return None


def _counts_years(rows: list[list[Cell]], index: int, n_cols: int) -> bool:
    """True for a row that counts years anew under each measure ("1 2 3 4 5 1 2 3 4 5"): the next counts the columns."""
    ones = sum(column_number(cell.text) == 1 for cell in _filled(rows[index]))
    if ones < 2 or index + 1 >= len(rows):
        return False
    below = _filled(rows[index + 1])
    return counts_columns([c.text for c in below], sum(c.colspan for c in below), n_cols)


def _units_below(rows: list[list[Cell]], start: int, numbered: int, n_cols: int) -> int:
    """The end of the header: rows merged with the column numbers, or a row of ``K | Rp`` below them, belong to it."""
    end = _closed(rows, numbered, numbered + 1)
    if end >= len(rows):
        return numbered + 1
    if end > numbered + 1:
        return end
    texts = [squash(cell.text) or cell.text.strip() for cell in _filled(rows[end])]
    split = any(cell.colspan > 1 for cell in rows[numbered])
    return end + 1 if split and len(texts) > 1 and all(text in _UNITS for text in texts) else end


def _closed(rows: list[list[Cell]], start: int, end: int) -> int:
    """The end of the rows that merged cells tie to rows ``start .. end - 1``.

    A cell that reaches over values is no merged header cell: the border below it is painted, or not printed at all.
    """
    index, values = start, _first_values(rows, start + 1)
    while index < min(end, len(rows)):
        ends = (cell.row + cell.rowspan for cell in rows[index])
        reach = max((row for row in ends if row <= values), default=end)
        if reach - start > MAX_ROWS - 2:
            return index + 1
        end = max(end, reach)
        index += 1
    return end


def _first_values(rows: list[list[Cell]], start: int) -> int:
    """The first row, from ``start``, that holds several values, or a numbered item and its value: none of a header
    does, column numbers apart.
    """
    for index in range(start, len(rows)):
        if sum(is_datum(c.text) and len(squash(c.text)) > 2 and not _CHOICE.fullmatch(c.text) for c in rows[index]) > 1:
            return index
        if _is_item(_filled(rows[index])):
            return index
    return len(rows)


def _is_item(filled: Sequence[Cell]) -> bool:
    """True for a row that a list numbers, with words and a value behind: "2. | Juru masak | 1"."""
    if len(filled) < _ITEM or filled[0].col or not _LISTED.fullmatch(filled[0].text.strip()):
        return False
    values = [is_datum(cell.text) for cell in filled[1:]]
    return any(values) and not all(values)


def _first_row_score(rows: list[list[Cell]], start: int, n_cols: int) -> float:
    """How much the row looks like the first of a header, 0..1."""
    if start >= len(rows):
        return 0.0
    filled = _filled(rows[start])
    if not filled or (len(filled) < 2 and n_cols > 1):
        return 0.0
    if any(is_datum(cell.text) and not _heads_words(cell, rows[start + 1 :]) for cell in filled):
        return 0.0
    if filled[0].col == 0 and is_key(filled[0].text):
        return 0.0
    words = sum(wording(cell.text) for cell in filled) / len(filled)
    cover = min(1.0, sum(cell.colspan for cell in filled) / max(1, n_cols))
    bold = all(cell.bold for cell in filled) and not _all_bold(rows[start + 1 :])
    merged = any(cell.rowspan > 1 for cell in filled) and any(cell.colspan > 1 for cell in filled)
    unlike = _stands_over_values(filled, rows[start + 1 :])
    return min(1.0, 0.75 * words + 0.2 * cover + 0.25 * bold + 0.15 * merged + 0.2 * unlike)


def _heads_words(cell: Cell, below: Sequence[Sequence[Cell]]) -> bool:
    """True for a number that spans nothing but header words of the next row: a year that lost a digit."""
    inside = [c for c in _filled(below[0] if below else ()) if cell.col <= c.col < cell.col + cell.colspan]
    return len(inside) > 1 and cell.rowspan == 1 and all(wording(c.text) >= _WORDED for c in inside)


def _stands_over_values(row: Sequence[Cell], below: Sequence[Sequence[Cell]]) -> float:
    """Share of a row's short and different texts that stand over columns of values, 0..1."""
    if len({squash(cell.text) for cell in row}) < len(row):
        return 0.0
    over = 0
    for cell in row:
        column = [c.text for cells in below for c in cells if c.col == cell.col and c.text.strip()]
        values = sum(is_datum(text) for text in column)
        over += len(cell.text) <= _SHORT and values > 1 and values >= 0.7 * len(column)
    return over / len(row)


def _all_bold(rows: Sequence[Sequence[Cell]]) -> bool:
    filled = [cell for row in rows for cell in _filled(row)]
    return bool(filled) and all(cell.bold for cell in filled)


def _grow(rows: list[list[Cell]], start: int, n_cols: int) -> int:
    """The end of a header without column numbers: merged cells, then rows that divide its groups."""
    end = _closed(rows, start, start + 1)
    while end < len(rows) and end - start < MAX_ROWS and _divides(rows, start, end, n_cols):
        end = _closed(rows, end, end + 1)
    return min(end, len(rows))


def _divides(rows: list[list[Cell]], start: int, index: int, n_cols: int) -> bool:
    """True where row ``index`` names the parts of groups that the header above it forms."""
    filled = _filled(rows[index])
    groups = [c for row in rows[start:index] for c in _filled(row) if c.colspan > 1 and c.row + c.rowspan == index]
    if len(filled) < 2 or not groups or any(is_datum(cell.text) for cell in filled):
        return False
    inside = [cell for cell in filled if any(g.col <= cell.col < g.col + g.colspan for g in groups)]
    if len(inside) < 2:
        return False
    return sum(wording(cell.text) for cell in filled) >= 0.6 * len(filled)
