"""Uneven light taken out of a page's picture: the shadow of a hand, a lamp beside it, a bound volume's dark spine.

What comes after tells painted rows from paper by their shade: in a shadow everything is as dark as a painted row.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extract.page.picture import Picture

_WIDE = 66.0
"""Points: what is dark over less than this in either direction is print or paint, what is larger lies in shadow."""
_STEP = 3.0
"""Points: light changes slowly, so that a pixel for each of these squares shows it."""
_PAPER = 95
"""Percentile of the squares' light that is the light of the best lit paper."""
_DIM, _SOME = 0.88, 0.03
"""Share of the paper's light below which a place lies in shadow, and of the page that does where light is uneven."""
_NIGHT = 0.4
"""A shadow leaves more of the light than this: what is darker is a table top, a scanner's lid or dark print."""


def evenly_lit(picture: Picture) -> Picture:
    """The picture as if all of its paper were lit alike; the same one where it is."""
    light = _light(picture)
    paper = float(np.percentile(light, _PAPER))
    share = light / max(paper, 1.0)
    if float(((share < _DIM) & (share >= _NIGHT)).mean()) < _SOME:
        return picture
    return Picture(_lifted(picture.grey, np.where(share < _NIGHT, 1.0, np.clip(share, _NIGHT, 1.0))), picture.scale)


def _light(picture: Picture) -> NDArray[np.float32]:
    """The paper's grey level, one value for each square of ``_STEP`` points: the lightest about it, then smooth."""
    import cv2

    rows, columns = (max(1, round(side / picture.scale / _STEP)) for side in picture.grey.shape)
    small = cv2.resize(picture.grey, (columns, rows), interpolation=cv2.INTER_AREA)
    # The lightest square in a letter's neighbourhood is paper; noise is averaged out by then.
    side = 2 * round(_WIDE / _STEP / 2) + 1
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8), borderType=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.GaussianBlur(closed.astype(np.float32), (0, 0), side / 6), np.float32)


def _lifted(grey: NDArray[np.uint8], share: NDArray[np.float32]) -> NDArray[np.uint8]:
    import cv2

    rows, columns = grey.shape
    gain = cv2.resize((1.0 / share).astype(np.float32), (columns, rows), interpolation=cv2.INTER_LINEAR)
    return np.asarray(np.clip(grey * np.asarray(gain), 0, 255), np.uint8)
