"""A table's number and title, from the lines above it, from titles inside its grid, and from the list of tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extract.headwords import squash
from extract.types import PageResult, TextLine

MAX_ABOVE = 10
"""Lines above a table that are looked at."""
_MAX_TITLE_LINES = 6

_LABEL = re.compile(
    r"""^\W{0,3}(?P<more>(?:lanjutan|sambungan)\W{0,3})?
    t\s?a\s?b\s?e\s?l\s?[.:]?\s?(?:nomor\b\.?|no\b\.?)?\s*
    (?P<nomor>
        t\s?-?\s?[a-d]\s?[.\-]?\s?\d{1,2}(?!\d)(?:\.[a-z]\b)?
      | [ivxl]{1,5}(?:\s?[.\-–]\s?\d{1,2})+(?!\d)(?:\.?[a-z]\b)?
      | [ivxl]{1,5}\b(?=\W|$)
      | \d{1,2}(?!\d)(?:\s?[.\-–]\s?\d{1,2}(?!\d)){0,3}(?:\.?[a-z]\b)?
      | [a-z](?:\s?[.\-–]\s?\d{1,2}(?!\d))+
    )
    (?P<rest>.*)$""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_MORE = re.compile(r"\W*\(?\s*(?:lanjutan|sambungan|lanj\.?)\s*\)?\W*", re.IGNORECASE)
# A paragraph may begin with "Tabel 2.1": these words go on with a sentence, not with a title.
_SENTENCE = re.compile(
    r"""di | diatas | dibawah | berikut | tersebut | ini | itu | menunjukkan | menyajikan | memperlihatkan |
    menggambarkan | menjelaskan | terlihat | dapat | maka | adalah | merupakan | memuat | dan | sampai | hingga |
    menampilkan | memberikan | mengenai | tampak | telah | atas | bawah | sebagai | memaparkan | mendeskripsikan""",
    re.VERBOSE,
)
_NOTE = re.compile(
    r"""^\W*(?:
        (?:nama\s*)?(?:unit\s*organisasi|perangkat\s*daerah|skpd|opd|pd|unit\s*kerja|satuan\s*kerja|urusan|instansi)\s*:
      | (?:unit\s*organisasi|nama\s*(?:perangkat\s*daerah|skpd|opd|unit)|tahun\s*anggaran|lembar|halaman|bulan)\s*:
      | \(?\s*(?:dalam|satuan)\s*(?:ribu|ribuan|juta|jutaan|rupiah|rp)
      | (?:sasaran|tujuan|program|periode\s*pelaksanaan)[\w\s]{0,20}:
      | sumber\s*:
      | [.…\s]{5,}$
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_AREA = re.compile(r"^(?:pemerintah\s*)?(?:provinsi|kabupaten|kota|kab\.|prov\.)(?:\s?[\w.'-]+){1,4}$", re.IGNORECASE)
_HEADING = re.compile(r"^\s*(?:bab\s+[ivx\d]+\b|\d{1,2}(?:\.\d{1,2})+\.?\s|[a-z]\.\s|\d{1,2}\.\s)", re.IGNORECASE)
_LISTED = re.compile(
    r"^(?P<judul>.*?)(?:\s*[.…_]{3,}\s*|\s{2,}|\s+)(?P<page>[ivxlc\d]{1,4}(?:[-–.]\d{1,3})?)\s*$", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Label:
    """A line that begins with a table's number: ``Tabel 2.1 Judul``."""

    nomor: str
    rest: str
    continued: bool
    """True for ``Lanjutan Tabel 2.1`` and ``Tabel 2.1 (lanjutan)``."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands above a table: its number as printed, its title as one line, and the lines themselves."""

    nomor: str | None
    judul: str | None
    above: tuple[TextLine, ...] = ()
    continued: bool = False


def parse_label(text: str) -> Label | None:
    """The table number that a line begins with, None for lines that only speak of a table.

    >>> parse_label("Tabel 2.1 REKAPITULASI").nomor, parse_label("TabelT-C.33.").nomor
    ('2.1', 'T-C.33')
    >>> parse_label("Tabel 2.1 berikut menunjukkan capaian") is None
    True
    """
    match = _LABEL.match(" ".join(text.split()))
    if match is None:
        return None
    rest = match["rest"].lstrip(" .:-–—)")
    more = _MORE.fullmatch(rest) or _MORE.match(rest) if rest else None
    first = re.match(r"[^\W\d_]+", rest)
    if first and more is None and (_SENTENCE.fullmatch(first[0]) or first[0].islower()):
        return None
    return Label(
        re.sub(r"\s", "", match["nomor"]),
        rest[more.end() :].strip() if more else rest.strip(),
        bool(match["more"]) or more is not None,
    )


def find_caption(
    above: Sequence[TextLine], inside: Sequence[str] = (), width: float = 0.0, centre: float | None = None
) -> Caption:
    """The caption made of the lines above a table (top to bottom) and of titles inside its grid.

    ``width`` and ``centre`` are the table's, in points: they tell a centred title and a line broken for want of room.
    """
    lines = tuple(above[-MAX_ABOVE:])
    for index in range(len(lines) - 1, -1, -1):
        label = parse_label(lines[index].text)
        if label is not None:
            judul = _labelled_title(label, lines[index], lines[index + 1 :], width)
            return Caption(label.nomor, judul or _inside_title(inside), lines, label.continued)
    for text in inside:
        label = parse_label(text)
        if label is not None:
            rest = [label.rest, *inside[inside.index(text) + 1 :]]
            return Caption(label.nomor, _inside_title(rest), lines, label.continued)
    return Caption(None, _inside_title(inside) or _free_title(lines, width, centre), lines)


def _one_line(parts: Sequence[str]) -> str | None:
    return " ".join(" ".join(parts).split()) or None


def _inside_title(texts: Sequence[str]) -> str | None:
    lines = [text.strip() for text in texts if text.strip()]
    kept = [line for line in lines if not _NOTE.match(line) and not _AREA.match(line)]
    return _one_line(kept or lines)


def _labelled_title(label: Label, first: TextLine, below: Sequence[TextLine], width: float) -> str | None:
    """The title that begins beside or below a table number."""
    parts = [label.rest] if label.rest else []
    last = first if label.rest else None
    for line in below[:_MAX_TITLE_LINES]:
        if _NOTE.match(line.text):
            break
        if last is not None and not _goes_on(last, line, width, " ".join(parts)):
            break
        parts.append(line.text)
        last = line
    return _one_line(parts)


def _goes_on(last: TextLine, line: TextLine, width: float, so_far: str) -> bool:
    """True where ``line`` belongs to the title whose line before is ``last``."""
    height = max(1.0, last.box.y1 - last.box.y0)
    same_row = abs(line.box.y0 - last.box.y0) < 0.4 * height
    if not same_row and (line.box.y0 - last.box.y1 > 1.1 * height or abs(line.size - last.size) > 0.6):
        return False
    if line.bold != last.bold:
        return False
    if not _AREA.match(line.text.strip()) or not _had_room(last, line, width):
        return True
    # An area on a line of its own ends the title, unless it is set like the title and says something new.
    return line.text.isupper() == so_far.isupper() and squash(line.text) not in squash(so_far)


def _had_room(last: TextLine, line: TextLine, width: float) -> bool:
    """True where the first word of ``line`` would have stood beside ``last``: the break is the author's."""
    words = line.text.split()
    per_char = (line.box.x1 - line.box.x0) / max(1, len(line.text))
    used = last.box.x1 - last.box.x0 + per_char * (len(words[0]) + 1 if words else 1)
    return width <= 0 or used < 0.97 * width


def _free_title(lines: Sequence[TextLine], width: float, centre: float | None) -> str | None:
    """A title without number: the bold, centred or capital lines right above the table."""
    end = len(lines)
    while end and _is_side_note(lines[end - 1]):
        end -= 1
    if not end:
        areas = [line.text for line in lines if _AREA.match(line.text.strip())]
        return _one_line(areas[-1:])
    start = end
    while start and end - start < _MAX_TITLE_LINES and _is_title(lines[start - 1], width, centre):
        if start < end and not _goes_on(lines[start - 1], lines[start], 0.0, lines[start - 1].text):
            break
        if _HEADING.match(lines[start - 1].text):
            start -= start == end
            break
        start -= 1
    return _one_line([line.text for line in lines[start:end]])


def _is_side_note(line: TextLine) -> bool:
    return bool(_NOTE.match(line.text) or _AREA.match(line.text.strip()))


def _is_title(line: TextLine, width: float, centre: float | None) -> bool:
    """True for a line set off from running text: bold, capitals, or in the table's middle."""
    text = line.text.strip()
    if not any(c.isalpha() for c in text):
        return False
    if text.endswith((":", ";", ",")) or (text.endswith(".") and not line.bold):
        return False
    if line.bold or text.isupper():
        return True
    if centre is None or width <= 0:
        return False
    middle = (line.box.x0 + line.box.x1) / 2
    return abs(middle - centre) < 0.03 * width and line.box.x1 - line.box.x0 < 0.75 * width


def is_title_like(line: TextLine) -> bool:
    """True for a line that may head a table or a chapter: bold, capitals or numbered."""
    return bool(_HEADING.match(line.text)) or (_is_title(line, 0.0, None) and not _is_side_note(line))


def list_of_tables(pages: Sequence[PageResult]) -> dict[str, str]:
    """Title by table number, as the document's own list (``DAFTAR TABEL``) prints them; empty where it has none."""
    titles: dict[str, str] = {}
    inside = False
    pending: list[str] = []
    for line in (line for page in pages[:40] for line in page.lines):
        text = line.text.strip()
        if re.fullmatch(r"daftar\s*tabel", text, re.IGNORECASE):
            inside, pending = True, []
        elif inside and re.match(r"(?:daftar|bab|kata\s+pengantar|ringkasan)\b", text, re.IGNORECASE):
            inside = False
        elif inside:
            pending = _read_entry(text, pending, titles)
    return titles


def _read_entry(text: str, pending: list[str], titles: dict[str, str]) -> list[str]:
    """The lines of an entry that is not yet closed by its page number."""
    pending = [text] if parse_label(text) else [*pending, text] if pending else []
    listed = _LISTED.match(" ".join(pending)) if pending else None
    label = parse_label(listed["judul"]) if listed else None
    if label is None:
        return pending[:_MAX_TITLE_LINES]
    titles.setdefault(label.nomor, label.rest.rstrip(" ."))
    return []


def with_list(caption: Caption, listed: Mapping[str, str]) -> Caption:
    """The caption, with the title that only the list of tables has, or has whole.

    A number that only the list has is not taken over: ``nomor`` is what stands at the table.
    """
    judul = listed.get(caption.nomor or "")
    if not judul:
        return caption
    mine, theirs = squash(caption.judul or ""), squash(judul)
    if mine and not (len(theirs) > len(mine) and theirs.startswith(mine)):
        return caption
    return replace(caption, judul=judul)
