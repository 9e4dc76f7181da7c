"""The white between two columns."""

from __future__ import annotations

from typing import NamedTuple


class Stripe(NamedTuple):
    """A white stripe between two columns, from ``x0`` to ``x1``."""

    x0: float
    x1: float

    @property
    def middle(self) -> float:
        """X of the border to draw."""
        return (self.x0 + self.x1) / 2
