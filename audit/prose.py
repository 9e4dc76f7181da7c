"""Running text as sentences with their place: what the narrative checks read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from extract.types import Box, PageResult, TextLine

_MOST_LINES = 400
"""Lines of one page that are read; no page of prose has nearly as many."""
_MOST_CHARS = 600
"""A line longer than this is cut: no printed line is."""
_MARKER = re.compile(r"(?:[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]?|[a-zA-Z][.)]|[IVX]{1,4}\.|[-•▪*])\s+\S")
_END = re.compile(r"(?<=[.;:?!])\s+(?=[A-Z(“\"])")
_ABBREVIATED = re.compile(r"\b(?:Rp|No|Nomor|Kab|Kec|Prov|Dr|Drs|Dra|Ir|H|Hj|dr|tgl|Tbk|PT|CV|UU|dll|dsb|[A-Z])\.$")
_SHORT_LINE = 0.85
"""A line that ends before this share of the text's width ends its paragraph."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence on one page. ``paragraph`` counts over the document; ``heading`` is the last title above it."""

    text: str
    page: int
    box: Box
    paragraph: int
    heading: str
    is_scanned: bool


@dataclass(slots=True)
class _Paragraph:
    lines: list[TextLine]
    text: str = ""

    def __post_init__(self) -> None:
        self.text = " ".join(line.text.strip()[:_MOST_CHARS] for line in self.lines)


def sentences(pages: Sequence[PageResult], wanted: Callable[[str], bool] = lambda _: True) -> Iterator[Sentence]:
    """The sentences of all pages, in reading order; a sentence that a page break cuts counts as two.

    Paragraphs whose text is not ``wanted`` give none.
    """
    number = 0
    for page in pages:
        heading = ""
        for paragraph in _paragraphs(page):
            number += 1
            if wanted(paragraph.text):
                for text, box in _split(paragraph):
                    yield Sentence(text, page.number, box, number, heading, page.is_scanned)
            if _is_title(paragraph):
                heading = paragraph.text


def _paragraphs(page: PageResult) -> Iterator[_Paragraph]:
    """Lines put together: a list marker, a wide gap or a line that ends early begins a new paragraph."""
    lines = _merged(sorted(page.lines[:_MOST_LINES], key=lambda line: (line.box.y0, line.box.x0)))
    right = max((line.box.x1 for line in lines), default=0.0)
    left = min((line.box.x0 for line in lines), default=0.0)
    held: list[TextLine] = []
    for line in lines:
        if held and _begins(held[-1], line, left + (right - left) * _SHORT_LINE):
            yield _Paragraph(held)
            held = []
        held.append(line)
    if held:
        yield _Paragraph(held)


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


def _is_title(paragraph: _Paragraph) -> bool:
    text = paragraph.text.strip()
    return len(paragraph.lines) <= 2 and not text.endswith((".", ";", ",")) and len(text) > 8


def _split(paragraph: _Paragraph) -> Iterator[tuple[str, Box]]:
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
            boxes = [
                line.box
                for line, first, last in zip(paragraph.lines, starts, [*starts[1:], len(text)], strict=True)
                if first < start and last > begin
            ]
            yield part, _around(boxes)
        begin = end


def _ends(before: str) -> bool:
    """False behind an abbreviation and behind the paragraph's list marker."""
    return _ABBREVIATED.search(before[-10:]) is None and len(before.strip()) > 4


def _around(boxes: Sequence[Box]) -> Box:
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.union(box)
    return whole
