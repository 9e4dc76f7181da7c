"""Pages as pictures for the page, kept once drawn: what ``renja.review.pages`` draws, and where the marks are in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import streamlit as st

from renja.review import pages
from renja.review.evidence import RED, Mark
from renja.review.pages import NoPage, Page, draw_page, on_page, strip_of
from renja.web.language import say

__all__ = ["Page", "PageError", "marked", "middle", "on_page", "page_picture"]
WIDTH = 1440.0
"""Pixels across a page, so that small print can be read on a large screen."""
_SECONDS = 20.0
_MOST_PAGES, _MOST_MARKED = 48, 8


class PageError(Exception):
    """A page that cannot be shown; the text says why, for people."""


def page_picture(pdf: Path, sha256: str, page: int) -> Page:
    """The page as a picture of bounded size. ``PageError`` where the page breaks the PDF library or its limits."""
    drawn = _drawn(str(pdf), sha256, page)
    if isinstance(drawn, Page):
        return drawn
    if drawn is NoPage.LAMA:
        raise PageError(say("page_picture.page_was_not_drawn", page=page, seconds=_SECONDS))
    raise PageError(say("page_picture.page_cannot_be_drawn", page=page))


@st.cache_data(max_entries=_MOST_PAGES, show_spinner=False)
def _drawn(pdf: str, sha256: str, page: int) -> Page | NoPage:
    """The picture, or what went wrong: kept too, so that a hostile page costs its time once."""
    return draw_page(pdf, page, WIDTH, _SECONDS)


def marked(page: Page, marks: Sequence[Mark], crop: bool = False) -> bytes:
    """The page's PNG with the marks on it, kept: any click shows the same page once more, and packing takes longest."""
    return _marked(page, tuple(marks), crop)


@lru_cache(maxsize=_MOST_MARKED)
def _marked(page: Page, marks: tuple[Mark, ...], crop: bool) -> bytes:
    return pages.marked(page, marks, crop)


def middle(page: Page, marks: Sequence[Mark], crop: bool = False) -> tuple[float, float]:
    """Where in the picture the first red mark stands (else the first), as parts of its width and height from 0 to 1."""
    width, height = (int.from_bytes(page.png[at : at + 4], "big") for at in (16, 20))  # of PNG's first chunk
    mark = next((each for each in marks if each.colour == RED), marks[0])
    left, top, right, bottom = strip_of(width, height, page.scale, marks) if crop else (0, 0, width, height)
    across = ((mark.x0 + mark.x1) / 2 * page.scale - left) / max(1, right - left)
    down = ((mark.y0 + mark.y1) / 2 * page.scale - top) / max(1, bottom - top)
    return min(max(across, 0.0), 1.0), min(max(down, 0.0), 1.0)
