"""Where a page comes from, for table engines that open the file themselves."""

from __future__ import annotations

from typing import NamedTuple

from extract.aligned.known import Known
from extract.page.orientation import turn_box
from extract.types import Box


class PdfSource(NamedTuple):
    """A page's file and how the upright page was turned from the displayed one (``width`` x ``height`` points)."""

    path: str
    angle: int = 0
    width: float = 0.0
    height: float = 0.0
    known: tuple[Known, ...] = ()
    """What the neighbouring pages tell about tables of this page, in points of the upright page."""

    def on_upright(self, box: Box) -> Box:
        """Where a box of the displayed page stands on the upright page."""
        return turn_box(box, self.angle, self.width, self.height)
