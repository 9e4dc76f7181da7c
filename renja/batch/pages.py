"""Page ranges as people write them."""

from __future__ import annotations

from collections.abc import Collection

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
            raise ValueError(f"{text!r}: bukan rentang halaman, contoh 3-9,12 / not a range of pages")
        pages.update(range(start, end + 1))
    return frozenset(pages)


def missing_page(pages: Collection[int] | None, n_pages: int) -> int | None:
    """The first of the pages that a document of ``n_pages`` lacks; None where it has them, or an open range's first.

    >>> missing_page({2, 9}, 5), missing_page(parse_pages("3-"), 5), missing_page(parse_pages("7-"), 5)
    (9, None, 7)
    """
    missing = sorted(page for page in pages or () if page > n_pages)
    is_open = LAST_PAGE in missing and any(page <= n_pages for page in pages or ())
    return None if not missing or is_open else missing[0]
