"""Pages as pictures with cells marked on them; each page is drawn by a child process within limits, and kept."""

from __future__ import annotations

import io
import logging
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from renja.review.evidence import FARTHEST, RED, Mark, draw_marks
from renja.web.language import say

LOG = logging.getLogger("renja")
WIDTH = 1440.0
"""Pixels across a page, so that small print can be read on a large screen."""
_SECONDS = 20.0
_MOST_PAGES = 48
_MOST_CHILDREN = 2
_MOST_BYTES = 40 << 20
_CROP_MARGIN = 36.0
"""Points above and below the marks in a strip: so much that the rows there can be seen."""
_TURN = threading.BoundedSemaphore(_MOST_CHILDREN)


@dataclass(frozen=True, slots=True)
class Page:
    """A page's picture as PNG, and its pixels a point."""

    png: bytes
    scale: float


class PageError(Exception):
    """A page that cannot be shown; the text says why, for people."""


def page_picture(pdf: Path, sha256: str, page: int) -> Page:
    """The page as a picture of bounded size. ``PageError`` where the page breaks the PDF library or its limits."""
    drawn = _drawn(str(pdf), sha256, page)
    if isinstance(drawn, Page):
        return drawn
    if drawn == "lama":
        raise PageError(say("page_picture.page_was_not_drawn", page=page, seconds=_SECONDS))
    raise PageError(say("page_picture.page_cannot_be_drawn", page=page))


@st.cache_data(max_entries=_MOST_PAGES, show_spinner=False)
def _drawn(pdf: str, sha256: str, page: int) -> Page | str:
    """The picture, or what went wrong: kept too, so that a hostile page costs its time once."""
    command = [sys.executable, "-m", "renja.web.render", pdf, str(page), str(WIDTH)]
    with _TURN:
        try:
            done = subprocess.run(command, capture_output=True, timeout=_SECONDS, stdin=subprocess.DEVNULL, check=False)
        except subprocess.TimeoutExpired:
            return "lama"
    if done.returncode or not 0 < len(done.stdout) <= _MOST_BYTES:
        LOG.warning("%s, page %s: %s", pdf, page, done.stderr.decode(errors="replace")[-500:])
        return "rusak"
    return Page(done.stdout, float(done.stderr.decode(errors="replace").split()[-1]))


def marked(page: Page, marks: Sequence[Mark], crop: bool = False) -> bytes:
    """The page's PNG with the marks on it; with ``crop`` only the strip of the page around them."""
    from PIL import Image

    if not marks:
        return page.png

    picture: Any = Image.open(io.BytesIO(page.png))
    picture.load()
    draw_marks(picture, page.scale, marks)
    if crop:
        picture = picture.crop(_strip(picture.width, picture.height, page.scale, marks))
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=3)
    return file.getvalue()


def middle(page: Page, marks: Sequence[Mark], crop: bool = False) -> tuple[float, float]:
    """Where in the picture the first red mark stands (else the first), as parts of its width and height from 0 to 1."""
    width, height = (int.from_bytes(page.png[at : at + 4], "big") for at in (16, 20))  # of PNG's first chunk
    mark = next((each for each in marks if each.colour == RED), marks[0])
    left, top, right, bottom = _strip(width, height, page.scale, marks) if crop else (0, 0, width, height)
    across = ((mark.x0 + mark.x1) / 2 * page.scale - left) / max(1, right - left)
    down = ((mark.y0 + mark.y1) / 2 * page.scale - top) / max(1, bottom - top)
    return min(max(across, 0.0), 1.0), min(max(down, 0.0), 1.0)


def on_page(marks: Sequence[Mark], page: int) -> list[Mark]:
    """Those of the marks that are on a page and can be drawn: a hostile file's places may be no numbers."""
    return [m for m in marks if m.page == page and all(abs(side) < FARTHEST for side in (m.x0, m.y0, m.x1, m.y1))]


def _strip(width: int, height: int, scale: float, marks: Sequence[Mark]) -> tuple[int, int, int, int]:
    """The strip of the picture with the marks, as wide as the page, since what a figure belongs to stands beside it."""
    top = int((min(m.y0 for m in marks) - _CROP_MARGIN) * scale)
    bottom = int((max(m.y1 for m in marks) + _CROP_MARGIN) * scale)
    top = min(max(0, top), height - 1)
    return (0, top, width, min(height, max(bottom, top + 1)))
