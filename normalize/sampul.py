"""Where a document says what it is: cover, running headers, signature, preface, and the head of a bare table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from extract.types import PageResult, PageTable, TextLine
from normalize.instansi import unspaced
from normalize.petunjuk import AMOUNT, Isian, captions, header_cells, headings, is_row, isian, office_cells

BLOCK = "|"
"""Stands between blocks of lines in the texts of a `Front`: a name does not run over it."""

_FRONT_PAGES = 8
_COVER_PAGES = 3
_COVER_WORDS = 90
_INNER_TITLE_WORDS = 60
_FRAME_CELLS = 8
_TITLE_LINES = 14
_TITLE_ROWS, _TITLE_CELLS = 8, 120
_SHORT = 6
_PAGE_NUMBER = r"(?:(?!20[0-9]{2}\b)[0-9]+|[ivxlc]+|[IVXLC]+|(?i:hal(?:aman)?|page|bab))"
_TRAILING_NUMBER = re.compile(rf"(?:[\s|:.\-–]*\b{_PAGE_NUMBER})+[\s|]*$")
_LEADING_NUMBER = re.compile(rf"^(?:{_PAGE_NUMBER}\b[\s|:.\-–]*)+(?=[A-Z|]|$)")
_NO_TITLE = re.compile(r"\b(?:KATA\s*PENGANTAR|DAFTAR\s*(?:ISI|TABEL|GAMBAR))\b", re.IGNORECASE)
_CHAPTER = re.compile(r"^\s*BAB\s*[-:.]?\s*[IVX0-9]", re.IGNORECASE | re.MULTILINE)
# With leaders behind it the word stands in a table of contents.
_PREFACE = re.compile(r"\b(?:KATA\s*PENGANTAR|PRAKATA|SEKAPUR SIRIH)\b(?!\s*[.…_])", re.IGNORECASE)
_NO_COVER = re.compile(
    r"\b(?:KATA\s*PENGANTAR|DAFTAR\s*(?:ISI|TABEL|GAMBAR)|BAB\s*[-:.]?\s*[IVX0-9]+)\b|^\s*TABEL\b",
    re.IGNORECASE | re.MULTILINE,
)
_SIGNER = re.compile(
    r"^\W*(?:(?:PLT|PLH|PJ|AN|A\.N|PENJABAT)\.?\s+)?(?:KEPALA\b|INSPEKTUR\b|SEKRETARIS\s+(?:DAERAH|DPRD|DEWAN)|DIREKTUR\b"
    r"|CAMAT\b|LURAH\b|BUPATI\b|WALI\s?KOTA\b|GUBERNUR\b)"
)
_SIGNED = re.compile(r"\bNIP\b|\bPembina\b|\bPenata\b|\b(?:SH|SE|MM|M\.?Si|S\.Sos|S\.Pd|M\.AP|MH|ST|MT)\b\.?,?")


class Signature(NamedTuple):
    """Official, office and region over a signature; ``is_alone`` false where two officials sign side by side."""

    text: str
    is_alone: bool


@dataclass(frozen=True, slots=True)
class Front:
    """The places of a document that tell what it is, each as text of one or more lines.

    ``cover`` the title page, lines kept apart; ``running`` headers and footers that many pages share; ``signatures``
    the blocks under which officials sign; ``preface`` the Kata Pengantar; ``title`` the lines above the first table (or
    the capitals above the first sentence) of a document without cover and ``head`` its whole first page, with its
    table's first cells; ``opening`` the other text of the first pages; the rest is what ``normalize.petunjuk`` finds.
    """

    cover: str = ""
    running: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    preface: str = ""
    title: str = ""
    head: str = ""
    opening: str = ""
    headings: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    fields: tuple[Isian, ...] = ()
    header_cells: tuple[str, ...] = ()
    office_cells: tuple[str, ...] = ()


def read_front(pages: Sequence[PageResult]) -> Front:
    """The front matter of a document given by its pages in order."""
    running = _running_texts(pages)
    bodies = [_body(page, running) for page in pages[:_FRONT_PAGES]]
    cover = _cover(pages, bodies)
    preface = next((b for b in bodies if _PREFACE.search(b[:400])), "")
    first = next((page for page in pages[:_COVER_PAGES] if page.lines or page.tables), None)
    bare = first if not cover else None
    return Front(
        cover=cover,
        running=tuple(sorted(running, key=lambda t: -running[t])),
        signatures=tuple(_signatures(pages)),
        preface=preface,
        title=_title(bare) if bare else "",
        head=_head(bare) if bare else "",
        opening="\n".join(b for b in bodies if b not in (cover, preface))[:12_000],
        headings=headings(pages),
        captions=captions(pages),
        fields=isian(pages),
        header_cells=header_cells(pages),
        office_cells=office_cells(pages),
    )


def _body(page: PageResult, running: Counter[str]) -> str:
    lines = [line for line in page.lines if not _is_running(line.text, running)]
    text = "\n".join(_with_gaps(lines))
    # A cover inside a frame is a table of a few cells for the extraction.
    framed = [] if _has_table(page) else [c.text for t in page.tables for c in t.cells if c.text.strip()]
    return "\n".join([text, *framed]).strip()


def _is_running(text: str, running: Counter[str]) -> bool:
    return any(known in text for known in running) and _shape(text) in running


def _has_table(page: PageResult) -> bool:
    return any(sum(bool(c.text.strip()) for c in t.cells[:100]) > _FRAME_CELLS for t in page.tables)


def _with_gaps(lines: Sequence[TextLine]) -> Iterator[str]:
    """The lines' texts with a bar of its own where another size or a wide gap begins another block."""
    for i, line in enumerate(lines):
        if i and _starts_block(lines[i - 1], line):
            yield BLOCK
        yield _joined(line)


def _starts_block(above: TextLine, line: TextLine) -> bool:
    height = max(line.size, above.size, 1.0)
    return abs(line.size - above.size) > 0.25 * height or line.box.y0 - above.box.y1 > 3 * height


def _joined(line: TextLine) -> str:
    return unspaced(line.text.strip())


def _cover(pages: Sequence[PageResult], bodies: Sequence[str]) -> str:
    """The title page: the first page with few words and no heading of another part; later ones must be barer still.

    No title page stands behind a table: what does is the table's last rows, or a place, a date and who signed.
    """
    for number, body in enumerate(bodies[:_COVER_PAGES]):
        words = len(body.split())
        limit = _COVER_WORDS if number == 0 else _INNER_TITLE_WORDS
        plain = not _NO_COVER.search(body) and len(AMOUNT.findall(body)) < 2
        if _has_table(pages[number]):
            break
        if 3 <= words <= limit and plain:
            return body
    return ""


def _head(page: PageResult) -> str:
    cells = [c for t in page.tables for c in t.cells][:60]
    texts = [(line.box.y0, _joined(line)) for line in page.lines]
    # A cell as wide as the table holds a title, whose lines count; elsewhere a line break only wraps.
    wide = {id(c) for t in page.tables for c in t.cells[:3] if c.colspan == t.n_cols}
    texts += [(c.box.y0, c.text if id(c) in wide else re.sub(r"\s+", " ", c.text)) for c in cells if c.text.strip()]
    return "\n".join(t for _, t in sorted(texts, key=lambda p: p[0]))[:6000]


def _title(page: PageResult) -> str:
    """What stands above the first table, with the table's cells that are as wide as it.

    Without a table the lines above the first sentence. A chapter's heading is no title of the document.
    """
    top = min((t.box.y0 for t in page.tables), default=page.height)
    texts: list[str] = []
    for line in page.lines:
        text = _joined(line)
        if line.box.y0 > top + 2 or is_row(text) or _is_sentence(text) or len(texts) == _TITLE_LINES:
            break
        texts.append(text)
    texts += [text for t in page.tables[:2] if t.n_cols > 1 for text in _title_rows(t)]
    title = "\n".join(texts)
    return "" if _CHAPTER.search(title) or _NO_TITLE.search(title) else title


def _title_rows(table: PageTable) -> Iterator[str]:
    """The only text of each row above a table's header: the rest of a spreadsheet's title row is empty."""
    first = (c for c in table.cells[:_TITLE_CELLS] if c.row < _TITLE_ROWS and c.text.strip())
    for _, cells in groupby(sorted(first, key=lambda c: (c.row, c.col)), key=lambda c: c.row):
        texts = [c.text for c in cells]
        if len(texts) > 1 or is_row(texts[0]):
            return
        yield texts[0]


def _is_sentence(text: str) -> bool:
    return len(text.split()) > 7 and sum(word[:1].islower() for word in text.split()) > 4


def _shape(text: str) -> str:
    """A running line's text without its page number, which may stand at either end; a year is none.

    >>> _shape("Renja Dinas Sosial Tahun 2024 | II - 4"), _shape("12 | Renja 2024"), _shape("Hal : 3")
    ('Renja Dinas Sosial Tahun 2024', 'Renja 2024', '')
    """
    return _LEADING_NUMBER.sub("", _TRAILING_NUMBER.sub("", text.strip()))


def _running_texts(pages: Sequence[PageResult]) -> Counter[str]:
    """Texts that stand at the edge of a third of the pages (at least three; two of a short document)."""
    seen: Counter[str] = Counter()
    for page in pages:
        edge = [t for t in page.lines if t.box.y1 < page.height * 0.09 or t.box.y0 > page.height * 0.9]
        seen.update({_shape(t.text) for t in edge} - {""})
    least = max(2 if len(pages) < _SHORT else 3, min(len(pages) // 3, 12))
    return Counter({t: n for t, n in seen.items() if n >= least and len(t) > 5})


def _signatures(pages: Sequence[PageResult]) -> list[Signature]:
    """Signature blocks, the last page's first: official, office and region, down to the name."""
    blocks = []
    order = [*reversed(pages[-6:]), *pages[:_FRONT_PAGES]]
    for page in {p.number: p for p in order}.values():
        texts = [line.text.strip() for line in page.lines]
        signers = [i for i, text in enumerate(texts) if _SIGNER.match(text)]
        tops = [page.lines[i].box.y0 for i in signers]
        for i, top in zip(signers, tops, strict=True):
            beside = sum(abs(top - other) < 30 for other in tops) > 1 or texts[i].count("KEPALA") > 1
            blocks.append(Signature(_block(texts, i), not beside))
    return blocks


def is_signer(text: str) -> bool:
    """True for a line that begins a signature block: KEPALA DINAS ..., BUPATI ..."""
    return _SIGNER.match(text) is not None


def _block(texts: Sequence[str], start: int) -> str:
    taken = [texts[start]]
    for text in texts[start + 1 : start + 4]:
        if _SIGNED.search(text) or not text.isupper():
            break
        taken.append(text)
    return " ".join(taken)
