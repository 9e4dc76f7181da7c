"""Tables without column rules that run over several pages: one set of columns, learned from all their pages.

A page alone may fill only some of a table's columns, and without its header it may show white where no border is. So
the lines of all its pages are laid over each other, and each page is read again with the columns that they share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from extract.aligned.columns import crossed, find_columns
from extract.aligned.fragments import MAX_WORDS, Line, read_lines, read_words
from extract.aligned.heads import number_line
from extract.aligned.known import Known
from extract.aligned.pageends import without_signature
from extract.aligned.regions import CAPTION
from extract.aligned.stripes import Stripe
from extract.aligned.twins import without_twins
from extract.headwords import squash
from extract.joining.header import find_header
from extract.joining.running import body_lines
from extract.joining.uprights import as_read
from extract.judge import is_amount
from extract.page.median import median
from extract.page.orientation import upright
from extract.types import Box, PageContent, PageResult, PageTable, TextLine

ALIGNED = "aligned"
_MOST_PAGES = 40
"""So many pages are looked at to learn a table's columns; those that follow are a table to be learned anew."""
_RECENT = 6
_WIDEST_STEP = 4.0
"""White between two lines of a table, in font sizes, that a page may have at most."""
_LARGER = 1.3
_SAME_HEAD = 75.0
_MAX_FOREIGN = 2
_MAX_ACROSS = 0.15
"""Share of a page's lines that may lie across the columns of the pages before."""
_MOVED = 5
"""So many amounts in a table's first column, where its other pages have none, are none of that column."""

Load = Callable[[int], PageContent]
"""The content of a page by its number."""
Read = Callable[[PageContent, tuple[Known, ...]], PageResult]
"""A page read again, with what is known of its tables."""


@dataclass(slots=True)
class _Sheet:
    """A page's share of a table: its lines below ``head`` header lines."""

    page: int
    lines: list[Line]
    head: int = 0


@dataclass(slots=True)
class _Chain:
    """The pages of one table; ``head`` is the squashed text of its header's lines."""

    sheets: list[_Sheet]
    width: float
    stripes: list[Stripe]
    head: tuple[str, ...] = field(default=())

    def learn(self, sheets: Sequence[_Sheet]) -> list[Stripe]:
        """The columns of some of the pages, the first with its header."""
        first = self.sheets[0].lines
        number = number_line(first)
        body = [line for sheet in sheets for line in sheet.lines[sheet.head :]]
        lines = [*first[number or 0 :], *body]
        return find_columns(lines, self.width, None if number is None else lines[0])

    def known(self) -> dict[int, Known]:
        """For each page what it is to be read with."""
        pages = [sheet.lines[sheet.head :] for sheet in self.sheets]
        stripes = tuple(without_twins(pages, self.learn(self.sheets[1:])))
        found = {}
        for sheet in self.sheets:
            body = None if sheet is self.sheets[0] else _top(sheet)
            found[sheet.page] = Known(sheet.lines[0].y0, sheet.lines[-1].y1, stripes, body)
        return found


def _top(sheet: _Sheet) -> float:
    """The y where the body begins."""
    return sheet.lines[sheet.head].y0 if sheet.head < len(sheet.lines) else sheet.lines[-1].y1


def with_shared_columns(results: Sequence[PageResult], load: Load, read: Read) -> list[PageResult]:
    """The results, with pages read again whose aligned table runs on from the page before or to the next."""
    if not any(table.engine == ALIGNED for result in results for table in result.tables):
        return list(results)
    pages = [as_read(page) for page in results]
    lines = body_lines(pages)
    known: dict[int, list[Known]] = {}
    at = 0
    while at < len(pages) - 1:
        chain = _begin(pages[at], lines, load, known)
        end = at + 1
        while chain is not None and end < len(pages) and end - at < _MOST_PAGES:
            if pages[end].number != pages[end - 1].number + 1 or not _take(chain, pages[end], lines, load):
                break
            end += 1
        if chain is not None and len(chain.sheets) > 1:
            for page, one in chain.known().items():
                known.setdefault(page, []).append(one)
            at = end - 1 if end - 1 > at and not _is_whole(chain.sheets[-1], pages[end - 1], lines) else end
        else:
            at += 1
    return [read(load(r.number), tuple(known[r.number])) if r.number in known else r for r in results]


def _is_whole(sheet: _Sheet, page: PageResult, lines: dict[int, tuple[TextLine, ...]]) -> bool:
    """True where nothing else stands below the table on its last page."""
    bottom = sheet.lines[-1].y1
    return all(table.box.y0 < bottom for table in page.tables)


def _begin(
    page: PageResult, lines: dict[int, tuple[TextLine, ...]], load: Load, known: dict[int, list[Known]]
) -> _Chain | None:
    """The table that ends the page, where it has no rules for columns; None if there is none."""
    table = max(page.tables, key=lambda table: table.box.y1, default=None)
    if table is None or table.engine != ALIGNED:
        return None
    if any(line.box.y0 > table.box.y1 - 1 for line in lines[page.number]):
        return None
    if any(one.y1 > table.box.y0 for one in known.get(page.number, ())):
        return None
    content = upright(load(page.number))
    if abs(content.width - page.width) > 1:
        return None
    own = [line for line in _lines(content, page, lines) if table.box.y0 <= line.middle <= table.box.y1]
    if len(own) < 2:
        return None
    chain = _Chain([_Sheet(page.number, own)], content.width, [], _head(table, own))
    chain.stripes = chain.learn(())
    return chain if chain.stripes else None


def _head(table: PageTable, lines: Sequence[Line]) -> tuple[str, ...]:
    """The text of the header's lines."""
    header = find_header(table)
    bottom = max((c.box.y1 for c in table.cells if c.row < header.end), default=None)
    if not header.n_rows or bottom is None:
        return ()
    return tuple(_text(line) for line in lines if line.middle < bottom)


def _text(line: Line) -> str:
    return squash("".join(run.text for run in line.runs))


def _lines(content: PageContent, page: PageResult, body: dict[int, tuple[TextLine, ...]]) -> list[Line]:
    """The page's lines outside ruled tables and running headers and footers."""
    others = [table.box for table in page.tables if table.engine != ALIGNED]
    kept = set(body[page.number])
    # Beside an amount what looks like a page's number is a row's.
    rows = [line.box for line in kept if any(map(is_amount, line.text.split()))]
    running = [line.box for line in page.lines if line not in kept]
    running = [box for box in running if not any(box.y0 < row.y1 and row.y0 < box.y1 for row in rows)]
    strips = [Box(-1e5, box.y0, 1e5, box.y1) for box in running]
    # Lines of several pages are laid over each other, and told apart by their number.
    return without_signature(read_lines(read_words(content, None, [*others, *strips]), first=page.number * MAX_WORDS))


def _take(chain: _Chain, page: PageResult, body: dict[int, tuple[TextLine, ...]], load: Load) -> bool:
    """Adds the table's share of the page to the chain; False where the table does not go on there."""
    if page.issue is not None:
        return False
    content = upright(load(page.number))
    if abs(content.width - chain.width) > 2 or abs(content.width - page.width) > 1:
        return False
    lines = _lines(content, page, body)
    ruled = min((t.box.y0 for t in page.tables if t.engine != ALIGNED), default=1e9)
    lines = [line for line in lines if line.middle < ruled]
    head = _repeated(lines, chain.head)
    if not head:
        lines = _below_head_of_page(lines, body[page.number], body.get(page.number - 1, ()))
    if not head and _has_own_header(page, lines, len(chain.stripes)):
        return False
    stretch = _stretch(lines, head, chain.stripes, _extent(chain.sheets[0].lines))
    if not _fits_well(stretch[head:], chain.stripes) or _has_moved(chain, stretch[head:]):
        return False
    sheet = _Sheet(page.number, stretch, head)
    stripes = chain.learn([*chain.sheets[1:][-_RECENT:], sheet])
    if len(stripes) < 0.85 * len(chain.stripes) or len(stripes) > 1.5 * len(chain.stripes) + 1:
        return False
    chain.sheets.append(sheet)
    chain.stripes = stripes
    return True


def _has_moved(chain: _Chain, lines: Sequence[Line]) -> bool:
    """True where amounts stand in a column of codes or names: the page holds further columns of a wide sheet."""
    end = chain.stripes[0].x1

    def are_amounts(lines: Sequence[Line]) -> Iterator[bool]:
        return (is_amount(run.text) for line in lines for run in line.runs if run.x1 <= end)

    # Asked of the page first, and of the pages before only until one has an amount there: chains are long.
    if sum(are_amounts(lines)) < _MOVED:
        return False
    told = 0
    for sheet in chain.sheets:
        known = list(are_amounts(sheet.lines[sheet.head :]))
        if any(known):
            return False
        told += len(known)
    return told >= _MOVED


def _below_head_of_page(lines: list[Line], own: Sequence[TextLine], before: Sequence[TextLine]) -> list[Line]:
    """The lines without those at the top that the page before prints at the same place: two pages show no more."""
    places = {(line.text, round(line.box.x0), round(line.box.y0)) for line in before}
    tops = [line.box for line in own if (line.text, round(line.box.x0), round(line.box.y0)) in places]
    while lines and len(lines[0].runs) == 1 and any(box.y0 < lines[0].middle < box.y1 for box in tops):
        lines = lines[1:]
    return lines


def _extent(lines: Sequence[Line]) -> tuple[float, float]:
    return min(line.x0 for line in lines), max(line.x1 for line in lines)


def _repeated(lines: Sequence[Line], head: Sequence[str]) -> int:
    """How many lines at the page's top repeat the table's header."""
    wanted = "".join(head)
    if not wanted:
        return 0
    best, count, text = 0.0, 0, ""
    for number, line in enumerate(lines[: len(head) + 3], start=1):
        text += _text(line)
        alike = fuzz.ratio(text, wanted)
        if alike > best:
            best, count = alike, number
    if best < _SAME_HEAD:
        return 0
    counted = number_line(lines[: count + 4])
    return count if counted is None else max(count, counted + 1)


def _has_own_header(page: PageResult, lines: Sequence[Line], n_stripes: int) -> bool:
    """True where the page's first table has a header that is none of the chain's."""
    first = min(page.tables, key=lambda table: table.box.y0, default=None)
    if first is None or not lines or first.box.y0 > lines[0].y1 + 2 * lines[0].size:
        return False
    header = find_header(first)
    if header.number_row is not None:
        return True
    return header.n_rows > 0 and header.confidence > 0.75 and n_stripes < 4


def _stretch(lines: Sequence[Line], head: int, stripes: Sequence[Stripe], extent: tuple[float, float]) -> list[Line]:
    """The lines from the page's top on that keep to the columns."""
    last, foreign = head, 0
    size = float(median([line.size for line in lines[head:]])) if len(lines) > head else 1.0
    for at in range(head, len(lines)):
        line = lines[at]
        far = at > 0 and line.y0 - lines[at - 1].y1 > _WIDEST_STEP * line.size
        if far or line.size > _LARGER * size or (CAPTION.match(line.runs[0].text) and len(line.runs) < 3):
            break
        if _fits(line, stripes, extent):
            last, foreign = at + 1, 0
        else:
            foreign += 1
            if foreign > _MAX_FOREIGN or at == head:
                break
    return list(lines[:last])


def _fits(line: Line, stripes: Sequence[Stripe], extent: tuple[float, float]) -> bool:
    across = sum(crossed(run, stripes) for run in line.runs)
    if len(line.runs) > 1:
        return across * 3 <= len(line.runs)
    return across == 0 and line.x0 > extent[0] - 2 * line.size and line.x1 < extent[1] + 2 * line.size


def _fits_well(lines: Sequence[Line], stripes: Sequence[Stripe]) -> bool:
    several = sum(len(line.runs) > 1 for line in lines)
    across = sum(any(crossed(run, stripes) for run in line.runs) for line in lines)
    return several > 0 and across <= _MAX_ACROSS * len(lines)
