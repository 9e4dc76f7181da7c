"""What a page at half its size shows not to be there: bent rules, upright rules, stamps. Looked for in full only then.

Halved marks are marked wherever any of their pixels is, and the shapes asked for are no larger than half: what is found
in full is found here too, in a fifth of the time, and most pages of prose have none of it.
"""

from __future__ import annotations

import numpy as np

from extract.page.picture import Grey, grown, halved, holding, spots

_DRIFT = 1.2
"""Points by which parts of one rule stand apart across it."""


def count_long(smooth: Grey, length: int, whole: int) -> int:
    """So many level strokes of ``length`` pixels hang together over ``whole``, or seem to at half the size."""
    half = (length - 1) // 4
    strokes = grown(holding(halved(smooth), half, 0), half + 1, 0)
    return int(np.count_nonzero(spots(strokes).stats[1:, 2] >= whole // 2))


def may_run(strokes: Grey, bridge: int, whole: int, scale: float) -> bool:
    """False where no level strokes make a rule of ``whole`` pixels, gaps of ``bridge`` bridged."""
    if not strokes.any():
        return False
    beside = grown(halved(strokes), bridge // 4 + 1, round(_DRIFT * scale / 2) + 1)
    return bool(holding(beside, (whole - 1) // 4, 0).any())


def may_stand(marks: Grey, reach: int, wide: float, high: float) -> bool:
    """False where nothing wider and higher than this is left of ``marks``, holes up to ``reach`` pixels closed."""
    joined = holding(grown(halved(marks), (reach + 1) // 2, (reach + 1) // 2), reach // 2, reach // 2)
    width, height = spots(joined).stats[1:, 2:4].T
    return bool(((2 * width > wide) & (2 * height > high)).any())
