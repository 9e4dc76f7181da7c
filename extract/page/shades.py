"""Painted rows (headers, totals) turned to dark letters on light ground, as everything after expects."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from extract.page.picture import Grey, Picture, spots

_DARK, _MEDIUM = 115, 0.68
"""Grey level of ground on which letters are white; ground up to this share of the paper's level may carry them too."""
_OTHER_SHADE, _SOME = 32, 0.015
"""Letters differ from their ground by so many grey levels, and cover this share of it at least."""
_DENSE = 0.5
"""Share of ground about any place of such an area: letters leave more of it."""
_MOSTLY = 0.6
"""So much of an area at least is of one shade where it is ground."""
_SPARSE, _NEARLY = 4, 0.8
"""Every so manieth pixel tells where an area is far from that: less than this share of it."""
_GRAIN = 12
"""Grey levels by which a print's dark ground is uneven, and a JPEG's beside letters."""
_PAPER = 90
"""Percentile of a page's grey levels that is its paper's."""
_LETTER = 3
"""Letters are no higher than so many reaches."""
_ROW = 60.0
"""Points: a painted row is no higher; a shadow or a picture may be."""
_MAX_AREAS = 200


def dark_on_light(picture: Picture) -> Picture:
    """The picture with its dark areas (header rows, most with white letters) turned to dark on light, edges drawn.

    Dark ground first, then that of middle shade: side by side they are two areas.
    """
    paper = float(np.percentile(picture.grey[::8, ::8], _PAPER))
    done = np.zeros(picture.grey.shape, np.bool_)
    for most in sorted({float(_DARK), max(_DARK, _MEDIUM * paper)}):
        picture = _turned(picture, most, paper, done)
    return picture


def _turned(picture: Picture, most: float, paper: float, done: NDArray[np.bool_]) -> Picture:
    """The picture with the areas turned whose ground is darker than ``most``, but for what is ``done``; that grows.

    Ground about as dark as the first limit is turned in part by the first of two passes.
    """
    import cv2

    # Odd sides: even ones shift the area by a pixel, and its border is lost.
    reach = picture.points(4) | 1
    dark = np.asarray(cv2.threshold(picture.grey, math.ceil(most) - 1, 255, cv2.THRESH_BINARY_INV)[1], np.uint8)
    # Closing fills white letters, opening then takes away everything that is thinner than a row of them.
    closed = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    areas = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((2 * reach + 1, 4 * reach + 1), np.uint8))
    if not cv2.countNonZero(areas):
        return picture
    inner = cv2.erode(np.asarray(areas, np.uint8), np.ones((3, 3), np.uint8), iterations=picture.points(0.5))
    grey = picture.grey.copy()
    found = spots(np.asarray(inner, np.uint8))
    for number, (x, y, width, height, _) in enumerate(found.stats[1:_MAX_AREAS].tolist(), 1):
        part = grey[y : y + height, x : x + width]
        here = found.labels[y : y + height, x : x + width] == number
        if _alike(part[::_SPARSE, ::_SPARSE][here[::_SPARSE, ::_SPARSE]])[1] < _NEARLY * _MOSTLY:
            continue  # as most areas of prose: told by few pixels
        ground, share = _alike(part[here])
        # Lines of letters set close have places as dark as a ground, but no shade that most of their area has.
        if share < _MOSTLY:
            continue
        here &= _of_shade(part, ground, reach) & ~done[y : y + height, x : x + width]
        # The ground becomes as light as paper: another shade would have edges of its own.
        if here.any() and _carries_white(part[here], ground):
            part[here] = _as_on_paper(part[here], ground, paper)
            done[y : y + height, x : x + width] |= here
        elif here.any() and height <= picture.points(_ROW) and _is_painted(part[here], ground, paper):
            part[here] = np.clip(part[here] * (paper / ground), 0, 255).astype(np.uint8)
    return Picture(grey, picture.scale)


def _alike(shades: Grey) -> tuple[float, float]:
    """The usual grey level, 0 of none, and the share of those that are near to it."""
    ground = float(np.median(shades)) if shades.size else 0.0
    return ground, float((np.abs(shades - ground) < _OTHER_SHADE).mean()) if shades.size else 1.0


def _as_on_paper(shades: Grey, ground: float, paper: float) -> Grey:
    """White letters as dark as they are lighter than their ground; black rules on it stay dark."""
    lighter = (shades - ground) * (paper / (255.0 - ground))
    darker = (ground - _GRAIN - shades) * (paper / max(ground, 1.0))
    return np.asarray(np.clip(paper - np.maximum(lighter, darker), 0, 255), np.uint8)


def _of_shade(part: Grey, ground: float, reach: int) -> NDArray[np.bool_]:
    """Where a part of the picture is of this shade, letters on it included.

    Close lines of letters below a dark row, and a paler cell beside it, belong to its area but are not of its shade.
    """
    import cv2

    alike = cv2.blur((np.abs(part - ground) < _OTHER_SHADE).astype(np.float32), (2 * reach + 1, reach))
    dense = (np.asarray(alike) >= _DENSE).astype(np.uint8)
    shade = np.asarray(cv2.morphologyEx(dense, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8)))
    # Bold letters set close leave little of their ground: holes no larger than they belong to it.
    holes = spots(np.pad(1 - shade, 1, constant_values=1))
    small = holes.stats[:, 3] <= _LETTER * reach
    small[[0, holes.labels[0, 0]]] = False
    return (shade > 0) | small[holes.labels[1:-1, 1:-1]]


def _is_painted(shades: Grey, ground: float, paper: float) -> bool:
    """True for ground of a middle shade that no paper shows through, as it does between letters that are blurred."""
    return ground >= _DARK and float((shades > (ground + paper) / 2).mean()) < _SOME


def _carries_white(shades: Grey, ground: float) -> bool:
    """True for an area of dark ground, not of close lines of dark letters; on a ground of middle shade (a coloured
    header row, a faded copy) the letters must be seen to be lighter than it.
    """
    if float((shades < ground + _OTHER_SHADE).mean()) < 0.6:
        return False
    if ground < _DARK:
        return float((shades < _DARK).mean()) >= 0.6
    lighter = float((shades > ground + _OTHER_SHADE).mean())
    return lighter >= _SOME and lighter > 3 * float((shades < ground - _OTHER_SHADE).mean())
