"""Words that a narrow cell broke over two lines, with a hyphen or without, made whole by the document's own words.

"Pengembanga" over "n" is one word where the document prints "pengembangan" elsewhere in one piece; "Ling-" over
"kungan" is, and "undang-" over "undangan" keeps its hyphen. The print itself stays in
``sel.teks``; names, indicators and units are read from the mended text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.types import Table

_WHOLE = re.compile(r"(?<![\w\n])[^\W\d_]{2,}(?![\w\n])")
_LAST = re.compile(r"[^\W\d_]+$")
_HYPHENED = re.compile(r"[^\W\d_]+(?=-$)")
_FIRST = re.compile(r"[^\W\d_]+")
_SUFFIXES = frozenset({"an", "kan", "nya"})
"""What Indonesian words take at their ends, and no word itself; it may follow a whole word."""
_ENDINGS = frozenset({"n", "nnya", "ya", "nan", "gan", "tan"})
"""Ends of broken words, that follow what is no word."""
_PIECE = re.compile(r"[^\W\d_]+")
_MOST_PIECES = 4
"""Lines behind the first over which one word is broken."""
_LEAST_STEM = 4
_LONGEST = 40
"""Letters of the longest word."""
_PREFIX = 3
"""Letters of the longest prefix: only so short a part is put before what is a word itself."""


def whole_words(tables: Iterable[Table]) -> frozenset[str]:
    """The words, in lower case, that the tables print with no line break beside them."""
    return frozenset(_WHOLE.findall("\0".join({cell.text for table in tables for cell in table.cells}).lower()))


def mended(text: str, whole: frozenset[str]) -> str:
    r"""The text with the words made whole that its line breaks cut; other line breaks become blanks.

    >>> mended("Pengembanga\nn Pasar\nDesa", frozenset({"pengembangan", "pasar"}))
    'Pengembangan Pasar Desa'
    >>> mended("24 Pera\nngka\nt\nDaer\nah", frozenset({"perangkat", "daerah"}))
    '24 Perangkat Daerah'
    >>> mended("Ling-\nkungan dan undang-\nundangan", frozenset({"lingkungan"}))
    'Lingkungan dan undang-undangan'
    """
    first, *others = _without_pieces([line.strip() for line in text.split("\n")], whole)
    for line in others:
        tail = _FIRST.match(line)
        cut = _HYPHENED.search(first[-_LONGEST:]) if first.endswith("-") else None
        if cut and tail and tail.group().islower():
            first = _with_hyphen(first, cut.group().lower(), line, tail.group(), whole)
            continue
        # Words end before a blank: only the last of them is looked at, and only where one can go on.
        head = _LAST.search(first[-_LONGEST:].rpartition(" ")[2]) if tail and not _is_list_mark(line) else None
        is_one = head and tail and _is_one_word(head.group(), tail.group(), whole)
        first += line if is_one else f" {line}"
    return first


def _without_pieces(lines: list[str], whole: frozenset[str]) -> list[str]:
    """The lines, those put together over which a word was broken that stands whole elsewhere: "kelo / mpo / k".

    Between its ends only pieces stand, one of them no word itself: "per / orang / an" may be three words.
    """
    at = 0
    while at + 2 < len(lines):
        head = _LAST.search(lines[at][-_LONGEST:])
        end = at + 1
        while head and end + 1 < len(lines) and end - at < _MOST_PIECES and _PIECE.fullmatch(lines[end]):
            end += 1
            tail = _FIRST.match(lines[end])
            pieces = [line.lower() for line in (head.group(), *lines[at + 1 : end], tail.group() if tail else "")]
            if tail and "".join(pieces) in whole and not whole.issuperset(pieces[1:-1]):
                lines[at : end + 1] = ["".join(lines[at : end + 1])]
                break
        else:
            at += 1
    return lines


def _with_hyphen(first: str, head: str, line: str, tail: str, whole: frozenset[str]) -> str:
    """Two lines of which the first ends in a hyphen: one of the break, or of a doubled word; else both stay apart."""
    if tail.startswith(head):
        return first + line
    return first[:-1] + line if head + tail in whole else f"{first} {line}"


def _is_list_mark(line: str) -> bool:
    """True for "a. ..." and "b) ...": a letter that counts, no end of a word."""
    return line[1:2] in {".", ")"} and line[:1].isalpha()


def _is_one_word(head: str, tail: str, whole: frozenset[str]) -> bool:
    """True where two parts are one word: it stands whole elsewhere and they do not, or the second is but an ending."""
    if not (tail.islower() or (head.isupper() and tail.isupper())):
        return False
    head, tail = head.lower(), tail.lower()
    if tail in whole:
        return head + tail in whole and head not in whole and len(head) <= _PREFIX
    ending = tail in _SUFFIXES or (tail in _ENDINGS and head not in whole)
    return head + tail in whole or (ending and len(head) >= _LEAST_STEM)
