"""Pages as pictures with cells marked on them; each page is drawn by a child process within limits."""

from __future__ import annotations

import io
import logging
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from renja.review.evidence import FARTHEST, Mark, draw_marks

LOG = logging.getLogger("renja")
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


class NoPage(StrEnum):
    """Why a page could not be drawn."""

    LAMA = "lama"  # it took too long
    RUSAK = "rusak"  # it broke the PDF library, or the library's memory


def draw_page(pdf: str | Path, page: int, width: float, seconds: float) -> Page | NoPage:
    """The page as a picture so many pixels wide, of bounded size; or why there is none."""
    command = [sys.executable, "-m", "renja.review.render", str(pdf), str(page), str(width)]
    with _TURN:
        try:
            done = subprocess.run(command, capture_output=True, timeout=seconds, stdin=subprocess.DEVNULL, check=False)
        except subprocess.TimeoutExpired:
            return NoPage.LAMA
    if done.returncode or not 0 < len(done.stdout) <= _MOST_BYTES:
        LOG.warning("%s, page %s: %s", pdf, page, done.stderr.decode(errors="replace")[-500:])
        return NoPage.RUSAK
    return Page(done.stdout, float(done.stderr.decode(errors="replace").split()[-1]))


def marked(page: Page, marks: Sequence[Mark], crop: bool = False) -> bytes:
    """The page's PNG with the marks on it; with ``crop`` only the strip of the page around them."""
    if not marks:
        return page.png
    file = io.BytesIO()
    marked_picture(page, marks, crop).save(file, "PNG", compress_level=3)
    return file.getvalue()


def marked_picture(page: Page, marks: Sequence[Mark], crop: bool = False) -> Any:
    """The same as a picture of PIL."""
    from PIL import Image

    picture: Any = Image.open(io.BytesIO(page.png))
    picture.load()
    draw_marks(picture, page.scale, marks)
    return picture.crop(strip_of(picture.width, picture.height, page.scale, marks)) if crop and marks else picture


def on_page(marks: Sequence[Mark], page: int) -> list[Mark]:
    """Those of the marks that are on a page and can be drawn: a hostile file's places may be no numbers."""
    return [m for m in marks if m.page == page and all(abs(side) < FARTHEST for side in (m.x0, m.y0, m.x1, m.y1))]


def strip_of(width: int, height: int, scale: float, marks: Sequence[Mark]) -> tuple[int, int, int, int]:
    """The strip of the picture with the marks, as wide as the page, since what a figure belongs to stands beside it."""
    top = int((min(m.y0 for m in marks) - _CROP_MARGIN) * scale)
    bottom = int((max(m.y1 for m in marks) + _CROP_MARGIN) * scale)
    top = min(max(0, top), height - 1)
    return (0, top, width, min(height, max(bottom, top + 1)))
