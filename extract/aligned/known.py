"""What the other pages of a table tell about a page of it."""

from __future__ import annotations

from typing import NamedTuple

from extract.aligned.stripes import Stripe


class Known(NamedTuple):
    """A table without column rules that stands on the upright page from ``y0`` to ``y1``.

    ``stripes`` is the white between its columns, left to right, as all its pages show it. ``body`` is the y where its
    body begins, below a repeated header; None on the page where the table begins: the page tells.
    """

    y0: float
    y1: float
    stripes: tuple[Stripe, ...]
    body: float | None
