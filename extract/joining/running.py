"""Lines that run through a document: page headers, page footers and page numbers. They are no captions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.types import Cell, PageResult, PageTable, TextLine

ZONE = 0.13
"""Share of a page's height, at its top and at its bottom, where running lines stand."""
_FEET = 0.25
"""Share at the bottom where a line is looked at that many pages print at one place: margins of filed landscape pages
are wide. At the top such lines may be the title of the table below them."""
_TOLERANCE = 5.0
_MIN_PAGES = 3
_MIN_SHARE = 0.35
_MIN_CHAPTER = 6
_MOST = 0.8
"""Share of a chapter's pages that print what runs through it alone, and how many pages make one at least."""
_STRIP_TEXTS = 2
_PAGE_NUMBER = re.compile(
    r"(?:(?:halaman|hal|page|hlm|lembar(?:an)?|lbr)\W{0,3}(?:ke\W{0,3})?)?[-–—|\s]*(?:[ivxlc]{1,7}|(?:[ivx]{1,5}\s?[-–.|]\s?|\d{1,2}\s?[-–|]\s?)?\d{1,4})"
    r"[-–—|\s]*"
    r"(?:(?:dari|of|/)\s*\d{1,4})?",
    re.IGNORECASE,
)
_COUNTER = re.compile(
    r"[^\W\d_].*(?:[|–—-]|\b(?:halaman|hal|page|hlm)\b\.?)\s*(?:[ivxlc]{1,7}\s?[-–.]\s?)?(\d{1,3})\s*\W?$",
    re.IGNORECASE,
)
"""A page footer or header that ends in the page's number."""
_CAPTION = re.compile(r"\s*(?:lanjutan\s+)?t\s?a\s?b\s?e\s?l\b", re.IGNORECASE)


def is_page_number(text: str) -> bool:
    """True for what a page prints as its own number: ``12``, ``- iv -``, ``III | 7``, ``Lembar 3 dari 15``."""
    return bool(_PAGE_NUMBER.fullmatch(text.strip()))


def body_lines(pages: Sequence[PageResult]) -> dict[int, tuple[TextLine, ...]]:
    """Each page's lines, top to bottom, without those that run through the document. Keys are page numbers."""
    running = _running_keys(pages)
    counting = _counting_keys(pages)
    kept: dict[int, tuple[TextLine, ...]] = {}
    for page in pages:
        lines = (line for line in page.lines if line.text.strip() and not _is_running(line, page, running, counting))
        kept[page.number] = tuple(sorted(lines, key=lambda line: (line.box.y0, line.box.x0)))
    return kept


Stamp = tuple[int, int, int, int]
"""The place of a grid on its page, in points."""


def stamps(pages: Sequence[PageResult]) -> frozenset[Stamp]:
    """Places at the edges of pages at which many pages show a grid of one row: painted headers and footers."""
    seen: dict[Stamp, set[int]] = defaultdict(set)
    for page in pages:
        for table in page.tables:
            middle = (table.box.y0 + table.box.y1) / 2
            if _is_strip(table) and not page.height * ZONE < middle < page.height * (1 - _FEET):
                seen[_place(table)].add(page.number)
    return frozenset(place for place, numbers in seen.items() if len(numbers) >= _MIN_PAGES)


def _is_strip(table: PageTable) -> bool:
    """True for a single row with hardly a text: a table's header that is ruled alone has more."""
    return table.n_rows == 1 and sum(bool(cell.text.strip()) for cell in table.cells) <= _STRIP_TEXTS


def _place(table: PageTable) -> Stamp:
    return round(table.box.x0), round(table.box.y0), round(table.box.x1), round(table.box.y1)


def without_furniture(
    tables: Iterable[PageTable], page: PageResult, stamped: frozenset[Stamp] = frozenset()
) -> list[PageTable]:
    """The page's tables, in their order, without boxes drawn around a page number, alone or below a table's grid.

    ``stamped``: the places of grids that run through the document.
    """
    return [
        _without_number_box(table, page)
        for table in tables
        if not _is_furniture(table, page) and not (_is_strip(table) and _place(table) in stamped)
    ]


def _is_furniture(table: PageTable, page: PageResult) -> bool:
    if table.n_rows > 2 or table.n_cols > 4:
        return False
    middle = (table.box.y0 + table.box.y1) / 2
    if page.height * ZONE < middle < page.height * (1 - ZONE):
        return False
    texts = [cell.text for cell in table.cells if cell.text.strip()]
    return len(texts) <= 1 and all(is_page_number(text) for text in texts)


def _without_number_box(table: PageTable, page: PageResult) -> PageTable:
    """The table without a last row that is only the page's number in a box, and without the columns of that box."""
    last = table.n_rows - 1
    bottom = [cell for cell in table.cells if cell.row == last and cell.text.strip()]
    if last < 3 or len(bottom) != 1 or not is_page_number(bottom[0].text):
        return table
    box = bottom[0].box
    if (box.y0 + box.y1) / 2 < page.height * (1 - ZONE) or len(table.col_edges) != table.n_cols + 1:
        return table
    rest = [cell for cell in table.cells if cell.row != last]
    used = sorted({0, table.n_cols} | {c.col for c in rest} | {c.col + c.colspan for c in rest})
    if len(used) == table.n_cols + 1:
        return table  # a box of its own brings borders of its own; this is a row of the table
    return replace(with_columns(table, rest, used, last), open_bottom=False)


def with_columns(table: PageTable, cells: Sequence[Cell], used: Sequence[int], n_rows: int) -> PageTable:
    """The table with only ``cells``, ``n_rows`` and the column borders in ``used``, which are counted from 0."""
    place = {old: new for new, old in enumerate(used)}
    return replace(
        table,
        n_rows=n_rows,
        n_cols=len(used) - 1,
        cells=tuple(replace(c, col=place[c.col], colspan=place[c.col + c.colspan] - place[c.col]) for c in cells),
        col_edges=tuple(table.col_edges[index] for index in used),
    )


def _in_zone(line: TextLine, page: PageResult) -> bool:
    return not page.height * ZONE < (line.box.y0 + line.box.y1) / 2 < page.height * (1 - ZONE)


def _may_run(line: TextLine, page: PageResult) -> bool:
    return _in_zone(line, page) or (line.box.y0 + line.box.y1) / 2 > page.height * (1 - _FEET)


def shape_of(text: str) -> str:
    """The text as far as it stays the same from page to page."""
    return re.sub(r"\d+", "#", re.sub(r"\s+", " ", text.strip().casefold()))


_Key = tuple[str, int, int]


def _key(line: TextLine, page: PageResult) -> _Key:
    return (shape_of(line.text), round(page.width), round(page.height))


def _is_running(
    line: TextLine, page: PageResult, running: dict[_Key, list[float]], counting: frozenset[tuple[str, int]]
) -> bool:
    if not _may_run(line, page):
        return False
    if _in_zone(line, page) and is_page_number(line.text):
        return True
    if _count(line, page) in counting:
        return True
    return any(abs(y - line.box.y0) <= _TOLERANCE for y in running.get(_key(line, page), ()))


def _count(line: TextLine, page: PageResult) -> tuple[str, int] | None:
    """(wording, what its number is ahead of the page's): None for a line that does not end in a page number."""
    found = _COUNTER.match(line.text.strip())
    return (shape_of(line.text), int(found.group(1)) - page.number) if found else None


def _counting_keys(pages: Sequence[PageResult]) -> frozenset[tuple[str, int]]:
    """Lines whose number rises with the page's: two pages are enough to know these, wherever a page has them."""
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for page in pages:
        for line in page.lines:
            count = _count(line, page)
            if count is not None and _may_run(line, page) and not _CAPTION.match(line.text):
                seen[count].add(page.number)
    return frozenset(count for count, numbers in seen.items() if len(numbers) > 1)


def _running_keys(pages: Sequence[PageResult]) -> dict[_Key, list[float]]:
    """The y of every text that stands at the same place of many pages of one size."""
    seen: dict[_Key, list[tuple[float, int]]] = defaultdict(list)
    sizes: dict[tuple[int, int], list[int]] = defaultdict(list)
    for page in pages:
        sizes[(round(page.width), round(page.height))].append(page.number)
        for line in page.lines:
            if _may_run(line, page) and not _CAPTION.match(line.text):
                seen[_key(line, page)].append((line.box.y0, page.number))
    running: dict[_Key, list[float]] = {}
    for key, places in seen.items():
        ys = [y for y, _ in _clusters(places, sizes[key[1:]], key[2] * (1 - _FEET))]
        if ys:
            running[key] = ys
    return running


def _clusters(places: list[tuple[float, int]], same_size: list[int], foot: float) -> Iterable[tuple[float, int]]:
    """(y, number of pages) of each place where a text stands often enough to be running: below ``foot``, on both
    pages of a document of two.
    """
    places = sorted(places)
    start = 0
    for i in range(1, len(places) + 1):
        if i < len(places) and places[i][0] - places[i - 1][0] <= _TOLERANCE:
            continue
        numbers = sorted({number for _, number in places[start:i]})
        middle = places[(start + i - 1) // 2][0]
        least = 2 if len(same_size) == 2 and middle > foot else _MIN_PAGES
        if (_share(numbers, same_size) >= _MIN_SHARE and len(numbers) >= least) or _runs_through(numbers, same_size):
            yield middle, len(numbers)
        start = i


def _share(numbers: Sequence[int], same_size: Sequence[int]) -> float:
    """How many of the pages of one size between the first and the last of ``numbers`` are among these, 0..1."""
    return len(numbers) / max(1, sum(numbers[0] <= number <= numbers[-1] for number in same_size))


def _runs_through(numbers: Sequence[int], same_size: Sequence[int]) -> bool:
    """True where one chapter has a text on nearly all of its pages, though another one sets it elsewhere."""
    chapters = [numbers]
    while chapters:  # a list of them, not calls within calls: of thousands of pages each may be cut off by itself
        chapter = chapters.pop()
        if len(chapter) < _MIN_CHAPTER:
            continue
        if _share(chapter, same_size) >= _MOST:
            return True
        gaps = [b - a for a, b in pairwise(chapter)]
        cut = gaps.index(max(gaps)) + 1
        chapters += (chapter[:cut], chapter[cut:])
    return False
