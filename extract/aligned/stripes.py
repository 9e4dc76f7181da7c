"""The white between two columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extract.aligned.fragments import Run

_CLEAR = 0.4
"""White that no text reaches into is a border from this width on (font sizes)."""


class Stripe(NamedTuple):
    """A white stripe between two columns, from ``x0`` to ``x1``."""

    x0: float
    x1: float

    @property
    def middle(self) -> float:
        """X of the border to draw."""
        return (self.x0 + self.x1) / 2


def cleared(stripes: Sequence[Stripe], runs: Iterable[Run]) -> list[Stripe]:
    """The stripes; one into which a text reaches beyond its middle is what white is left of it: a long name ends there.

    What lies over a whole stripe, as titles over several columns do, takes nothing from it.
    """
    spans = [(run.x0, run.x1, run.size) for run in runs]
    return [_cleared(stripe, [s for s in spans if s[0] < stripe.x1 and s[1] > stripe.x0]) for stripe in stripes]


def _cleared(stripe: Stripe, spans: Sequence[tuple[float, float, float]]) -> Stripe:
    left = [x1 for x0, x1, _ in spans if x0 < stripe.x0 and x1 < stripe.x1]
    right = [x0 for x0, x1, _ in spans if x0 > stripe.x0 and x1 > stripe.x1]
    inside = any(x0 >= stripe.x0 and x1 <= stripe.x1 for x0, x1, _ in spans)
    clear = Stripe(max([stripe.x0, *left]), min([stripe.x1, *right]))
    widest = max((size for _, _, size in spans), default=0.0)
    # Where no text reaches the border as it is, the stripe says best where the columns' other texts stand.
    reached = clear.x0 > stripe.middle or clear.x1 < stripe.middle
    return clear if reached and not inside and clear.x1 - clear.x0 >= _CLEAR * widest else stripe
