"""Page tables joined into the document's tables: which grid goes on on the next page, and which is a new one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from rapidfuzz import fuzz

from extract.headwords import is_datum, squash
from extract.joining.assemble import Part, assemble, title_lines
from extract.joining.captions import Caption, find_caption, is_title_like, list_of_tables, parse_label, with_list
from extract.joining.colmatch import edges_of, likeness
from extract.joining.colnumbers import counts_columns
from extract.joining.header import Header, find_header, is_key
from extract.joining.inbetween import heads_next_section, is_spilt
from extract.joining.instep import in_step
from extract.joining.reshaped import has_the_same_labels, holds_the_same
from extract.joining.running import body_lines, is_page_number, stamps, without_furniture
from extract.joining.sheets import Meeting, first_body, side_by_side
from extract.joining.sideways import are_known, goes_on, meeting, widened
from extract.joining.titlerows import titled_rows
from extract.joining.uprights import as_read
from extract.types import Box, Cell, PageResult, PageTable, Table, TextLine

_SAME_COLUMNS = 0.5
_SURE_COLUMNS = 0.9
_EXACT_COLUMNS = 0.97
_RESHAPED = 0.75
"""How alike the columns of pages are taken to be whose columns hold the same in other widths."""
_SAME_HEADER = 92
"""How like a repeated header is to the first one (percent); a page's damage costs it less."""
_MANY_COLUMNS = 5
_TOUCHING = 8.0
"""Grids of one page nearer than this (points) and of the same columns are one grid that an engine broke."""
_MAX_WORDS_BETWEEN = 14
_MAX_SKIPPED = 2
"""So many pages without a table may lie between the pages of one."""
_BLANK = re.compile(r"halaman\s+ini\s+(?:sengaja\s+)?dikosongkan", re.IGNORECASE)
_LEADS = re.compile(r"\b(?:berikut(?:\s+ini)?|di\s?bawah\s+ini|sbb)\s*[:.]?\s*$", re.IGNORECASE)
"""How a sentence ends that leads to what stands below it."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TOTALS = frozenset({"jumlah", "total", "jumlahtotal", "grandtotal", "jumlahkeseluruhan", "jumlahseluruhnya"})
_FIRST_KEYS = frozenset({"1", "i", "a", "01"})


class _Join(NamedTuple):
    """How a page's grid goes on with a table: its first body row, how sure that is (0..1), and the columns whose header
    prints another year here than on the first page.
    """

    first_body: int
    certainty: float
    redated: frozenset[int]


@dataclass(slots=True)
class _Group:
    """A table while its pages are gathered."""

    parts: list[Part]
    header: Header
    header_rows: tuple[str, ...]
    caption: Caption
    certainty: float = 1.0
    redated: frozenset[int] = frozenset()
    page_end: int = field(init=False)

    def __post_init__(self) -> None:
        self.page_end = self.parts[-1].table.page

    @property
    def last(self) -> PageTable:
        return self.parts[-1].table

    def go_on(self, table: PageTable, join: _Join) -> None:
        self.parts.append(Part(table, join.first_body))
        self.certainty = min(self.certainty, join.certainty)
        self.redated |= join.redated
        self.page_end = table.page


def join_pages(pages: Sequence[PageResult]) -> tuple[Table, ...]:
    """The document's tables in reading order: pages joined, headers and captions told apart from content."""
    displayed = sorted(pages, key=lambda page: page.number)
    ordered = [as_read(page) for page in displayed]
    lines = body_lines(ordered)
    listed = list_of_tables(ordered)
    groups: list[_Group] = []
    stamped = stamps(ordered)
    furnished = [
        replace(page, tables=tuple(map(in_step, without_furniture(page.tables, page, stamped)))) for page in ordered
    ]
    wide = widened(furnished, lines)
    taken = frozenset(
        page.number for page, left in zip(furnished, wide, strict=True) if page.tables and not left.tables
    )
    for page in wide:
        upper: list[PageTable] = []
        for table in page.tables:
            above = _above(table, upper, lines[page.number])
            between = _between(groups, table, upper, above, lines, taken)
            join = _joins(groups[-1], table, between) if groups and between is not None else None
            if join is not None:
                groups[-1].go_on(table, join)
            else:
                tail = _tail(page.number, groups, lines) if not upper and not above else ()
                groups.append(_begin(table, above or tail, listed))
            upper.append(table)
    places = _displayed_lines(displayed, ordered)
    groups = _widen(groups)
    for group in groups:
        above = tuple(places.get(line, line) for line in group.caption.above)
        group.caption = replace(group.caption, above=above)
    return tuple(
        replace(assemble(group.parts, group.header, group.caption, group.certainty), redated=group.redated)
        for group in groups
    )


def _widen(groups: Sequence[_Group]) -> list[_Group]:
    """Groups whose columns go on in the next group (printed down first, then over) put side by side with it."""
    result: list[_Group] = []
    for group in groups:
        left = result[-1] if result else None
        met = _further(left, group) if left and not _is_named(group.caption, left.caption) else None
        if left is None or met is None:
            result.append(group)
            continue
        left.parts = [
            Part(side_by_side(mine.table, more.table, each), first_body(mine.table, more.table, each))
            for mine, more, each in zip(left.parts, group.parts, met, strict=True)
        ]
        left.header = find_header(left.parts[0].table)
        left.certainty = min(left.certainty, group.certainty)
    return result


def _is_named(caption: Caption, left: Caption) -> bool:
    """True for a caption that is printed above the grid; a title inside may be that of the sheet's columns.

    One that the sheet before prints too stands over columns that a spreadsheet repeats.
    """
    named = bool(caption.nomor or (caption.judul and caption.above))
    return named and not (caption.above and are_known(caption.above, left.above))


def _further(left: _Group, right: _Group) -> list[Meeting] | None:
    """How the pages of ``right`` lie beside those of ``left``; None where they do not."""
    if len(left.parts) != len(right.parts) or right.parts[0].table.page <= left.page_end:
        return None
    first = meeting(left.parts[0].table, right.parts[0].table)
    if first is None:
        return None
    met = [first]
    for mine, more in zip(left.parts[1:], right.parts[1:], strict=True):
        each = goes_on(mine.table, mine.first_body, more.table, more.first_body)
        if each is None:
            return None
        met.append(each._replace(repeated=first.repeated))
    return met


def _displayed_lines(displayed: Sequence[PageResult], read: Sequence[PageResult]) -> dict[TextLine, TextLine]:
    """For lines of sideways pages: from the line as read to the line as displayed."""
    turned = ((old, new) for old, new in zip(displayed, read, strict=True) if old is not new)
    return {line: shown for old, new in turned for line, shown in zip(new.lines, old.lines, strict=True)}


def _begin(table: PageTable, above: Sequence[TextLine], listed: Mapping[str, str]) -> _Group:
    header = find_header(table)
    inside = [line.text for line in title_lines(table, header)]
    width = table.box.x1 - table.box.x0
    caption = find_caption(above, inside, width, (table.box.x0 + table.box.x1) / 2)
    rows = _row_texts(table, header.end)[header.first_row :]
    return _Group([Part(table, header.end)], header, rows, with_list(caption, listed))


def _above(table: PageTable, upper: Sequence[PageTable], lines: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """The lines between a table and what stands above it on its page."""
    top = max((t.box.y1 for t in upper if t.box.y1 <= table.box.y0 + _TOUCHING), default=float("-inf"))
    return tuple(line for line in lines if top - 2 <= _middle(line.box) <= table.box.y0 + 2)


def _middle(box: Box) -> float:
    return (box.y0 + box.y1) / 2


def _tail(page: int, groups: Sequence[_Group], lines: Mapping[int, tuple[TextLine, ...]]) -> tuple[TextLine, ...]:
    """What the page break parts from its table: a caption, or the sentence that leads to it, at the last page's end."""
    before = lines.get(page - 1, ())
    floor = max((g.last.box.y1 for g in groups[-3:] if g.page_end == page - 1), default=float("-inf"))
    last = [line for line in before if _middle(line.box) > floor][-4:]
    for index, line in enumerate(last):
        if parse_label(line.text) or (line.bold and all(other.bold for other in last[index:])):
            return tuple(last[index:])
    return tuple(last) if last and _LEADS.search(last[-1].text) else ()


def _between(
    groups: Sequence[_Group],
    table: PageTable,
    upper: Sequence[PageTable],
    above: tuple[TextLine, ...],
    lines: Mapping[int, tuple[TextLine, ...]],
    taken: frozenset[int],
) -> tuple[TextLine, ...] | None:
    """The lines printed between the last table and this one; None where other things lie between them.

    Pages ``taken``, whose columns stand beside those of the page before, are no pages between.
    """
    if not groups:
        return None
    last = groups[-1].last
    if upper:
        beside = last.box.y1 > table.box.y0 + _TOUCHING
        return None if beside or last.page != table.page else above
    skipped_pages = [number for number in range(last.page + 1, table.page) if number not in taken]
    if last.page >= table.page or len(skipped_pages) > _MAX_SKIPPED:
        return None
    after = [line for line in lines.get(last.page, ()) if _middle(line.box) > last.box.y1]
    for number in skipped_pages:
        skipped = [line for line in lines.get(number, ()) if not _BLANK.search(line.text)]
        if skipped or number not in lines:
            return None
    return (*after, *above)


def _joins(group: _Group, table: PageTable, between: tuple[TextLine, ...]) -> _Join | None:
    """How ``table`` goes on with ``group``, None where it is a table of its own."""
    alike = likeness(edges_of(table), edges_of(group.last))
    if len(group.parts) > 1:
        alike = max(alike, likeness(edges_of(table), edges_of(group.parts[0].table)))
    own = find_header(table)
    repeated = _repeated_rows(group, table, own)
    if group.header.n_rows and repeated >= group.header.end and table.n_cols == group.last.n_cols:
        alike = max(alike, _SAME_COLUMNS)
    if alike < _SAME_COLUMNS and _is_reshaped(group, table, own, repeated):
        alike = _RESHAPED
    if alike < _SAME_COLUMNS:
        return None
    if own.n_rows and not repeated and _is_new_header(own, alike, table.n_cols):
        return None
    if not repeated and has_the_same_labels(group.last, table):
        return None
    same = alike > _EXACT_COLUMNS and table.n_cols >= _MANY_COLUMNS and not own.n_rows
    again = titled_rows(group.parts[0].table, group.parts[0].first_body, table, repeated) if repeated else 0
    # Titles alone, above what the page break cut off from a signature, are no table of their own.
    empty = again > 0 and repeated + again == table.n_rows and not any(parse_label(line.text) for line in between)
    if not empty and not _may_cross(group, table, between, repeated > 0, same):
        return None
    if not repeated and alike < 0.75 and not table.open_top:
        return None
    if repeated and _starts_again(group, table, repeated):
        return None
    if repeated and _is_next_sheet(group, table, own, repeated):
        return None
    redated = _redated(group.parts[0], Part(table, repeated))
    if redated and _begins_anew(group, table, repeated):
        return None
    return _Join(repeated + again, min(1.0, alike + 0.1 * (repeated > 0)), redated)


def _is_reshaped(group: _Group, table: PageTable, own: Header, repeated: int) -> bool:
    """True where the next page's grid has no header of its own and goes on in columns of other widths."""
    if table.page == group.last.page or not group.header.n_rows or own.end > repeated:
        return False
    return holds_the_same(group.last, group.parts[-1].first_body, table, repeated)


def _is_new_header(own: Header, alike: float, n_cols: int) -> bool:
    """True where a header that repeats nothing is one, and not body rows without values."""
    if own.number_row is not None or alike < _SURE_COLUMNS:
        return True
    # Two tables hardly have the same many columns to the point; words at the top of a page often look like a header.
    return own.confidence > 0.75 and not (alike > _EXACT_COLUMNS and n_cols >= _MANY_COLUMNS)


def _may_cross(group: _Group, table: PageTable, between: tuple[TextLine, ...], repeated: bool, same: bool) -> bool:
    """True where nothing printed between the two grids parts them; ``same``: without header and of the same columns."""
    if table.page == group.last.page:
        # A gap parts the sections of one table ("Pendapatan, Belanja | Pembiayaan") where the columns go on.
        return not between and (same or table.box.y0 - group.last.box.y1 < _TOUCHING)
    strange = [line for line in between if not is_page_number(line.text) and not _is_known(line, group)]
    if repeated:
        known = [line.text for line in group.caption.above]
        strange = [x for x in strange if not (heads_next_section(x, known) or is_spilt(x, group.last))]
    if any(parse_label(line.text) or is_title_like(line) for line in strange):
        return False
    words = sum(len(line.text.split()) for line in strange)
    return words <= (_MAX_WORDS_BETWEEN if repeated or table.open_top else 0)


def _is_known(line: TextLine, group: _Group) -> bool:
    """True for a line that a table prints again above each of its pages."""
    label = parse_label(line.text)
    if label is not None:
        return label.continued or (label.nomor == group.caption.nomor and _same(label.rest, group.caption.judul or ""))
    return any(fuzz.ratio(squash(line.text), squash(known.text)) >= 92 for known in group.caption.above)


def _same(text: str, other: str) -> bool:
    a, b = squash(text), squash(other)
    return not a or not b or fuzz.partial_ratio(a, b) >= 85


def _redated(first: Part, again: Part) -> frozenset[int]:
    """The columns over which a repeated header prints other years than the first one.

    A recogniser misreads digits: there the same header is taken to be the same.
    """
    if first.table.n_cols != again.table.n_cols or any(c.confidence is not None for c in again.table.cells):
        return frozenset()
    old, new = _years(first), _years(again)
    return frozenset(col for col in old.keys() & new.keys() if old[col] != new[col])


def _years(part: Part) -> dict[int, list[str]]:
    """Column to the years that its header prints."""
    found: dict[int, list[str]] = {}
    head = [cell for cell in part.table.cells if cell.row < part.first_body and cell.text]
    for cell in sorted(head, key=lambda c: c.row):
        years = _YEAR.findall(cell.text)
        for col in range(cell.col, cell.col + cell.colspan) if years else ():
            found.setdefault(col, []).extend(years)
    return found


def _begins_anew(group: _Group, table: PageTable, first_body: int) -> bool:
    """True where the first row below a header begins as that of the first page: the same rows once more."""
    first = group.parts[0]
    old, new = (_rows(t, at + 1)[at:] for t, at in ((first.table, first.first_body), (table, first_body)))
    if not old or not new:
        return False
    return [squash(cell.text) for cell in old[0][:2]] == [squash(cell.text) for cell in new[0][:2]]


def _is_next_sheet(group: _Group, table: PageTable, header: Header, first_body: int) -> bool:
    """True where a header with other columns stands over the same rows once more: more of a wide sheet."""
    if any(cell.confidence is not None for cell in table.cells) or not _begins_anew(group, table, first_body):
        return False
    own = "".join(_row_texts(table, first_body)[header.first_row :])
    return fuzz.ratio(own, "".join(group.header_rows)) < _SAME_HEADER


def _rows(table: PageTable, end: int) -> list[list[Cell]]:
    rows: list[list[Cell]] = [[] for _ in range(min(end, table.n_rows))]
    for cell in table.cells:
        if cell.row < len(rows) and cell.text.strip():
            rows[cell.row].append(cell)
    for row in rows:
        row.sort(key=lambda cell: cell.col)
    return rows


def _row_texts(table: PageTable, end: int) -> tuple[str, ...]:
    """The squashed text of each of the first rows."""
    return tuple(squash("".join(cell.text for cell in row)) for row in _rows(table, end))


def _repeated_rows(group: _Group, table: PageTable, own: Header) -> int:
    """How many rows at the table's top repeat the group's header, whole or in part, perhaps damaged."""
    if not group.header_rows:
        return 0
    count = 0
    rows = _rows(table, len(group.header_rows) + group.header.first_row + 2)
    for index, row in enumerate(rows):
        text = squash("".join(cell.text for cell in row))
        if text and not _repeats(text, row, group, table.n_cols):
            break
        count = index + 1 if text else count
    if own.n_rows and own.end > count:
        mine, theirs = "".join(_row_texts(table, own.end)[own.first_row :]), "".join(group.header_rows)
        if fuzz.ratio(mine, theirs) >= 70 or (
            len(mine) >= 0.3 * len(theirs) and fuzz.partial_ratio(mine, theirs) >= 85
        ):
            count = own.end
    return count


def _repeats(text: str, row: Sequence[Cell], group: _Group, n_cols: int) -> bool:
    covered = sum(cell.colspan for cell in row)
    if group.header.number_row is not None and counts_columns([cell.text for cell in row], covered, n_cols):
        return True
    if sum(is_datum(cell.text) for cell in row) > 0.5 * len(row):
        return text in group.header_rows
    return any(fuzz.ratio(text, known) >= 78 for known in group.header_rows if known)


def _starts_again(group: _Group, table: PageTable, first_body: int) -> bool:
    """True where the table before ended with its total and this one begins as it began: another table of one form."""
    last = group.last.n_rows - 1
    end = (cell for cell in group.last.cells if cell.row == last and cell.text.strip())
    total = min(end, key=lambda cell: cell.col, default=None)
    if total is None or squash(total.text) not in _TOTALS:
        return False
    begin = _rows(group.parts[0].table, group.parts[0].first_body + 1)
    mine = _rows(table, first_body + 1)
    if len(begin) <= group.parts[0].first_body or len(mine) <= first_body:
        return False
    old, new = begin[group.parts[0].first_body], mine[first_body]
    if not old or not new:
        return False
    restarts = squash(new[0].text) == squash(old[0].text) and squash(new[0].text) in _FIRST_KEYS
    return restarts and len(new) > 1 and not is_key(new[1].text)
