"""Running text as sentences with their place: what the narrative checks read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from extract.types import Box, PageResult, TextLine

_MOST_LINES = 400
"""Lines of one page that are read; no page of prose has nearly as many."""
_MOST_CHARS = 600
"""A line longer than this is cut: no printed line is."""
_MARKER = re.compile(r"(?:[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]?|[a-zA-Z][.)]|[IVX]{1,4}\.|[-•▪*])\s+\S")
_END = re.compile(r"(?<=[.;:?!])\s+(?=[A-Z(“\"])")
_ABBREVIATED = re.compile(r"\b(?:Rp|No|Nomor|Kab|Kec|Prov|Dr|Drs|Dra|Ir|H|Hj|dr|tgl|Tbk|PT|CV|UU|dll|dsb|[A-Z])\.$")
_PAGE_NUMBER = re.compile(r"\W*(?:[0-9]{1,4}|[ivxlc]{1,6}|[IVXLC]{1,4}\s?[-–.]\s?[0-9]{1,3})\W*")
_MARGIN = 0.08
"""Share of a page's height, at its top and at its foot, in which nothing but running headers and footers stands."""
_SHORT_LINE = 0.85
"""A line that ends before this share of the text's width ends its paragraph."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence. ``paragraph`` counts over the document; ``heading`` is the last title above it.

    ``page`` and ``box`` say where it begins; where a page break cuts it, ``turn`` is the place in ``text`` from which
    on it stands on the next page, in ``rest``.
    """

    text: str
    page: int
    box: Box
    paragraph: int
    heading: str
    is_scanned: bool
    turn: int | None = None
    rest: Box | None = None

    def at(self, place: int) -> Sentence:
        """The sentence as standing where the character at ``place`` is printed."""
        if self.turn is None or self.rest is None or place < self.turn:
            return self
        return replace(self, page=self.page + 1, box=self.rest)


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, of one page or of two that follow each other; ``heading``: the title above.

    ``is_full``: its last line goes to the right edge of the page's text.
    """

    lines: list[TextLine]
    heading: str = ""
    is_full: bool = False
    text: str = ""

    def __post_init__(self) -> None:
        self.text = " ".join(line.text.strip()[:_MOST_CHARS] for line in self.lines)


def sentences(pages: Sequence[PageResult], wanted: Callable[[str], bool] = lambda _: True) -> Iterator[Sentence]:
    """The sentences of all pages, in reading order; one that a page break cuts is put together.

    Paragraphs whose text is not ``wanted`` give none.
    """
    for number, (page, paragraph) in enumerate(_flow(pages, wanted), 1):
        if wanted(paragraph.text):
            for part in _split(paragraph):
                yield Sentence(part.text, page.number, part.box, number, paragraph.heading, page.is_scanned, *part[2:])


def _flow(pages: Sequence[PageResult], wanted: Callable[[str], bool]) -> Iterator[tuple[PageResult, Paragraph]]:
    """The paragraphs of the pages that have something wanted, and of their neighbours, with their first page."""
    has = [any(wanted(line.text) for line in page.lines[:_MOST_LINES]) for page in pages]
    held: tuple[PageResult, list[Paragraph]] | None = None
    for place, page in enumerate(pages):
        if not any(has[max(place - 1, 0) : place + 2]):
            continue
        paragraphs = _titled(page)
        if held is not None:
            join_over_break(*held, page, paragraphs)
            yield from ((held[0], paragraph) for paragraph in held[1])
        held = page, paragraphs
    if held is not None:
        yield from ((held[0], paragraph) for paragraph in held[1])


def join_over_break(before: PageResult, above: list[Paragraph], page: PageResult, below: list[Paragraph]) -> None:
    """Puts the last paragraph of a page and the first one of the next together, where the page break cuts one."""
    tail = next((one for one in reversed(above) if not _is_margin(one, before)), None)
    head = next((one for one in below if not _is_margin(one, page)), None)
    if tail is None or head is None or page.number != before.number + 1 or not _goes_on(tail, head):
        return
    end, begin = tail.lines[-1].box.y1, head.lines[0].box.y0
    if any(table.box.y0 >= end for table in before.tables) or any(table.box.y1 <= begin for table in page.tables):
        return
    above[above.index(tail)] = Paragraph(tail.lines + head.lines, tail.heading, head.is_full)
    below.remove(head)


def _is_margin(paragraph: Paragraph, page: PageResult) -> bool:
    """True for a running header or footer, and for a page number wherever it stands."""
    top, bottom = paragraph.lines[0].box.y0, paragraph.lines[-1].box.y1
    in_margin = bottom < page.height * _MARGIN or top > page.height * (1 - _MARGIN)
    return in_margin or _PAGE_NUMBER.fullmatch(paragraph.text.strip()) is not None


def _goes_on(tail: Paragraph, head: Paragraph) -> bool:
    """True where a paragraph without an end, in a full line, meets one that does not begin like a new one."""
    end, begin = tail.text.rstrip(), head.text.lstrip()
    if not tail.is_full or not begin or end.endswith((".", ";", ":", "?", "!")):
        return False
    is_new = _MARKER.match(begin) is not None or tail.lines[-1].bold != head.lines[0].bold
    return not is_new and not (begin[:40].isupper() and not end[-40:].isupper())


def _titled(page: PageResult) -> list[Paragraph]:
    """The page's paragraphs, each with the title above it."""
    found = list(_paragraphs(page))
    heading = ""
    for paragraph in found:
        paragraph.heading = heading
        if _is_title(paragraph):
            heading = paragraph.text
    return found


def _paragraphs(page: PageResult) -> Iterator[Paragraph]:
    """Lines put together: a list marker, a wide gap or a line that ends early begins a new paragraph."""
    lines = _merged(sorted(page.lines[:_MOST_LINES], key=lambda line: (line.box.y0, line.box.x0)))
    right = max((line.box.x1 for line in lines), default=0.0)
    left = min((line.box.x0 for line in lines), default=0.0)
    early = left + (right - left) * _SHORT_LINE
    held: list[TextLine] = []
    for line in lines:
        if held and _begins(held[-1], line, early):
            yield Paragraph(held, is_full=held[-1].box.x1 >= early)
            held = []
        held.append(line)
    if held:
        yield Paragraph(held, is_full=held[-1].box.x1 >= early)


def _merged(lines: Sequence[TextLine]) -> list[TextLine]:
    """Pieces of one printed line (justified text comes in several) as one."""
    found: list[TextLine] = []
    for line in lines:
        last = found[-1] if found else None
        if (
            last is not None
            and abs(last.box.y0 - line.box.y0) < max(line.size, 4.0) / 2
            and line.box.x0 >= last.box.x1 - 2
        ):
            found[-1] = TextLine(
                last.page, f"{last.text} {line.text}", last.box.union(line.box), last.size, last.bold and line.bold
            )
        else:
            found.append(line)
    return found


def _begins(last: TextLine, line: TextLine, early: float) -> bool:
    height = max(last.box.y1 - last.box.y0, 1.0)
    if line.box.y0 - last.box.y1 > 1.2 * height or line.bold != last.bold:
        return True
    return last.box.x1 < early or _MARKER.match(line.text.strip()) is not None


def _is_title(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    return len(paragraph.lines) <= 2 and not text.endswith((".", ";", ",")) and len(text) > 8


class _Part(NamedTuple):
    """A sentence of a paragraph and its place; ``turn`` and ``rest`` as in ``Sentence``."""

    text: str
    box: Box
    turn: int | None
    rest: Box | None


def _split(paragraph: Paragraph) -> Iterator[_Part]:
    """The paragraph's sentences, each with the box of the lines that it stands on."""
    text, starts = "", []
    for line in paragraph.lines:
        starts.append(len(text))
        text += line.text.strip()[:_MOST_CHARS] + " "
    begin = 0
    cuts = [found for found in _END.finditer(text) if _ends(text[: found.start()])]
    for start, end in [(found.start(), found.end()) for found in cuts] + [(len(text), len(text))]:
        part = text[begin:start].strip()
        if part:
            lines = [
                (first, line)
                for line, first, last in zip(paragraph.lines, starts, [*starts[1:], len(text)], strict=True)
                if first < start and last > begin
            ]
            yield _placed(part, lines, begin + len(text[begin:start]) - len(text[begin:start].lstrip()))
        begin = end


def _placed(text: str, lines: Sequence[tuple[int, TextLine]], begin: int) -> _Part:
    """A sentence that begins at ``begin`` of its paragraph, on these lines, each with its place in the paragraph."""
    page = lines[0][1].page
    here = [line.box for _, line in lines if line.page == page]
    after = [(first, line.box) for first, line in lines if line.page != page]
    if not after:
        return _Part(text, _around(here), None, None)
    return _Part(text, _around(here), after[0][0] - begin, _around([box for _, box in after]))


def _ends(before: str) -> bool:
    """False behind an abbreviation and behind the paragraph's list marker."""
    return _ABBREVIATED.search(before[-10:]) is None and len(before.strip()) > 4


def _around(boxes: Sequence[Box]) -> Box:
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.union(box)
    return whole
