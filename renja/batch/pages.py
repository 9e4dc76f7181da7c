"""Page ranges as people write them."""

from __future__ import annotations

LAST_PAGE = 10_000
"""The page that an open range ends with."""


def parse_pages(text: str) -> frozenset[int]:
    """The pages that a text like ``3-9,12,40-`` names. ``ValueError`` says what is wrong with it.

    >>> sorted(parse_pages("3-5, 9"))
    [3, 4, 5, 9]
    """
    pages: set[int] = set()
    for part in text.split(","):
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        try:
            start = int(first)
            end = (int(last) if last else LAST_PAGE) if dash else start
        except ValueError:
            start = end = 0
        if not 1 <= start <= end <= LAST_PAGE:
            raise ValueError(f"{text!r}: bukan rentang halaman, contoh 3-9,12 (not a range of pages)")
        pages.update(range(start, end + 1))
    return frozenset(pages)
