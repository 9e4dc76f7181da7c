"""A page as a picture: drawn once at the resolution that its scan has, cleaned, and made straight.

A scan is tilted by the feeder and often slightly bent by the lid. Both are undone in one step before rules and text
are looked for, so that everything after may count on level lines. OpenCV is imported on demand: digital pages never
come here.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.page import pdfium_calls as c

Grey = NDArray[np.uint8]
Array = NDArray[np.float64]
Labels = NDArray[np.uint16] | NDArray[np.int32]

MIN_DPI, MAX_DPI = 150.0, 300.0
_MAX_PIXELS = 60_000_000
_MAX_TILT = 7.0
"""Degrees: a page tilted farther is not straightened (it is no page of text, or lies crosswise)."""
_STRIP_WIDTH = 6
"""Pixels of a page of a thousand: in a strip this narrow no line falls by a pixel."""
_GROUND = 7.0
"""Points: strokes are thinner than this, shaded cells wider."""
_MAX_REMOVED = 20_000
INK = 18
"""Grey levels by which ink is darker than its neighbourhood."""
_GRID, _STRIP = 16, 8
"""Pixels from node to node of the grid by which a page is straightened, and steps of it done at once."""


@dataclass(frozen=True, eq=False)
class Picture:
    """``grey`` (height, width): 0 black .. 255 white; ``scale``: pixels a PDF point."""

    grey: Grey
    scale: float

    @cached_property
    def darkness(self) -> Grey:
        """How many grey levels each pixel is darker than its neighbourhood (a third of an inch around it).

        That takes the shade of shaded cells and of unevenly lit paper out of it.
        """
        import cv2

        side = self.points(12) | 1
        background = cv2.blur(self.grey, (side, side))
        return np.asarray(cv2.subtract(background, self.grey), np.uint8)

    def points(self, value: float) -> int:
        """A length in points as whole pixels, at least one."""
        return max(1, round(value * self.scale))


@dataclass(frozen=True, slots=True, eq=False)
class Straightening:
    """How a picture was made straight: a rotation about its middle, then a small smooth shift of x and y.

    ``bend_x`` and ``bend_y``: weights of ``_terms``; what is added to a rotated place to make rules level.
    """

    angle: float
    middle: tuple[float, float]
    bend_x: Array
    bend_y: Array
    unit: float

    def forward(self, places: Array) -> Array:
        """Where places (n, 2) of the picture, in pixels, stand after straightening."""
        x, y = (places - self.middle).T
        turn = np.deg2rad(self.angle)
        x, y = x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)
        shift_x, shift_y = self._shift(x, y)
        return np.stack([x + shift_x, y + shift_y], axis=1) + self.middle

    def backward(self, places: Array) -> Array:
        """Where straightened places (n, 2) stood before."""
        x, y = goal_x, goal_y = (places - self.middle).T
        for _ in range(3):
            shift_x, shift_y = self._shift(x, y)
            x, y = goal_x - shift_x, goal_y - shift_y
        turn = np.deg2rad(self.angle)
        x, y = x * np.cos(turn) - y * np.sin(turn), y * np.cos(turn) + x * np.sin(turn)
        return np.stack([x, y], axis=1) + self.middle

    def _shift(self, x: Array, y: Array) -> tuple[Array, Array]:
        x, y = x / self.unit, y / self.unit
        return _bend(y, x, self.bend_x), _bend(x, y, self.bend_y)


def bend_terms(along: Array, across: Array) -> Array:
    """(n, 5): the shapes a scanned rule takes: slope, bow, S, and slope and bow that change over the page."""
    return np.stack([along, along**2, along**3, along * across, along**2 * across], axis=1)


def _bend(along: Array, across: Array, weights: Array) -> Array:
    """(n,): ``bend_terms`` times their weights, without laying them out."""
    slope, bow, bow3, turn, turn2 = weights.tolist()
    shift: Array = along * (slope + turn * across + along * (bow + turn2 * across + along * bow3))
    return shift


def draw_page(page: Any, width: float, height: float, *, with_text: bool = False) -> Picture:
    """The page's pictures and drawings in grey, without its text objects, at the resolution of its largest image.

    ``page`` is a pdfium page that is thrown away afterwards: its text objects are removed, because the text layer of a
    scan must not be taken for what is seen.
    """
    scale = _resolution(page, width, height) / 72.0
    scale *= min(1.0, (_MAX_PIXELS / (width * height * scale * scale)) ** 0.5)
    if not with_text:
        _remove_text(page)
    columns, rows = max(1, round(width * scale)), max(1, round(height * scale))
    bitmap = c.library.FPDFBitmap_CreateEx(columns, rows, c.library.FPDFBitmap_Gray, None, 0)
    try:
        c.library.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, 0xFFFFFFFF)
        flags = c.library.FPDF_GRAYSCALE | c.library.FPDF_ANNOT
        c.library.FPDF_RenderPageBitmap(bitmap, page, 0, 0, columns, rows, 0, flags)
        stride = c.library.FPDFBitmap_GetStride(bitmap)
        buffer = ctypes.cast(c.library.FPDFBitmap_GetBuffer(bitmap), ctypes.POINTER(ctypes.c_ubyte * (stride * rows)))
        grey = np.frombuffer(buffer.contents, np.uint8).reshape(rows, stride)[:, :columns].copy()
    finally:
        c.library.FPDFBitmap_Destroy(bitmap)
    return Picture(grey, scale)


def _resolution(page: Any, width: float, height: float) -> float:
    """Dots an inch of the largest image on the page, within what reading needs; 200 where there is none."""
    best, dpi = 0.0, 200.0
    for k in range(min(c.library.FPDFPage_CountObjects(page), 200)):
        item = c.library.FPDFPage_GetObject(page, k)
        if c.library.FPDFPageObj_GetType(item) != c.library.FPDF_PAGEOBJ_IMAGE:
            continue
        sides = [ctypes.c_float() for _ in range(4)]
        columns, rows = ctypes.c_uint(), ctypes.c_uint()
        if not c.library.FPDFPageObj_GetBounds(item, *sides):
            continue
        if not c.library.FPDFImageObj_GetImagePixelSize(item, columns, rows):
            continue
        across, up = abs(sides[2].value - sides[0].value), abs(sides[3].value - sides[1].value)
        if across * up > best and across > 0.2 * min(width, height) and up > 0.0:
            best = across * up
            dpi = 72.0 * (columns.value * rows.value / (across * up)) ** 0.5
    return min(max(dpi, MIN_DPI), MAX_DPI)


def _remove_text(page: Any) -> None:
    count = min(c.library.FPDFPage_CountObjects(page), _MAX_REMOVED)
    items = [c.library.FPDFPage_GetObject(page, k) for k in range(count)]
    for item in items:
        if c.library.FPDFPageObj_GetType(item) == c.library.FPDF_PAGEOBJ_TEXT and c.library.FPDFPage_RemoveObject(
            page, item
        ):
            c.library.FPDFPageObj_Destroy(item)


def shrunk(picture: Picture, dpi: float) -> Picture:
    """The picture at no more than this resolution: for questions whose answer needs no fine print."""
    import cv2

    factor = dpi / 72.0 / picture.scale
    if factor >= 1.0:
        return picture
    rows, columns = (max(1, round(side * factor)) for side in picture.grey.shape)
    # Where no pixel is left out both say the same, and the first does so in a tenth of the time.
    how = cv2.INTER_LINEAR if factor > 0.5 else cv2.INTER_AREA
    small = cv2.resize(picture.grey, (columns, rows), interpolation=how)
    return Picture(np.asarray(small, np.uint8), dpi / 72.0)


def depth(picture: Picture) -> Grey:
    """How many grey levels each pixel is darker than the ground on which it stands: paper, or the shade of its cell.

    Unlike ``Picture.darkness`` it is not less beside black letters: a pale rule under a line of bold ones is whole.
    """
    import cv2

    side = picture.points(_GROUND) | 1
    # The lightest of noisy pixels is lighter than the paper, so that they are smoothed first.
    smooth = cv2.GaussianBlur(picture.grey, (0, 0), max(0.4 * picture.scale, 0.8))
    ground = cv2.morphologyEx(smooth, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    return np.asarray(cv2.subtract(ground, picture.grey), np.uint8)


def ink(picture: Picture, contrast: int = INK) -> Grey:
    """255 where the picture is darker than its neighbourhood by ``contrast`` grey levels, else 0."""
    return darker(picture.darkness, contrast)


def darker(dark: Grey, contrast: int) -> Grey:
    """255 where ``dark`` is more than ``contrast``, else 0."""
    import cv2

    return np.asarray(cv2.threshold(dark, contrast, 255, cv2.THRESH_BINARY)[1], np.uint8)


def halved(marks: Grey) -> Grey:
    """The marks at half the size, marked wherever any of them is: what is not found there is not on the page."""
    import cv2

    grown = cv2.dilate(marks, np.ones((2, 2), np.uint8), anchor=(0, 0))
    return np.ascontiguousarray(grown[::2, ::2])


def grown(marks: Grey, across: int, up: int) -> Grey:
    """The marks with so many pixels more on either side and above and below."""
    import cv2

    return np.asarray(cv2.dilate(marks, np.ones((2 * up + 1, 2 * across + 1), np.uint8)), np.uint8)


def holding(marks: Grey, across: int, up: int) -> Grey:
    """Where so many marked pixels stand on either side, above and below: marks shrunk by as much."""
    import cv2

    return np.asarray(cv2.erode(marks, np.ones((2 * up + 1, 2 * across + 1), np.uint8)), np.uint8)


class Spots(NamedTuple):
    """Connected spots of ink: ``labels`` (height, width) numbers them from 1; ``stats`` (k + 1, 5): left, top, width,
    height, area of each; ``middles`` (k + 1, 2). Row 0 is the paper.
    """

    labels: Labels
    stats: NDArray[np.int32]
    middles: Array

    def marked(self, chosen: NDArray[np.bool_]) -> Grey:
        """255 where a spot stands that is ``chosen`` (k + 1,)."""
        marks = np.zeros(self.labels.shape, np.uint8)
        # Ink is a small part of a page: looked up for each pixel of it, this would cost as much as finding the spots.
        inked = np.flatnonzero(self.labels != 0)
        marks.ravel()[inked] = (chosen * np.uint8(255))[self.labels.ravel()[inked]]
        return marks


def spots(marks: Grey) -> Spots:
    """The connected spots of some marks (not 0 where marked)."""
    import cv2

    # Short numbers are counted three times as fast; where there may be too many spots for them, they would be wrong.
    most, marked = np.iinfo(np.uint16).max, cv2.countNonZero(marks)
    if not marked:
        return _no_spots(marks)
    kind = cv2.CV_16U if marked < most or _new_marks(marks) < most else cv2.CV_32S
    found: Any = cv2.connectedComponentsWithStats(marks, connectivity=8, ltype=kind)
    return Spots(*found[1:])


def _no_spots(marks: Grey) -> Spots:
    rows, columns = marks.shape
    paper = np.array([[0, 0, columns, rows, rows * columns]], np.int32)
    return Spots(np.zeros(marks.shape, np.uint16), paper, np.array([[(columns - 1) / 2, (rows - 1) / 2]]))


def _new_marks(marks: Grey) -> int:
    """Marked pixels with none before them, above or to the left: where a pass over the marks counts one more spot."""
    import cv2

    before = cv2.dilate(marks, np.array([[1, 1, 1], [1, 0, 0], [0, 0, 0]], np.uint8))
    return int(cv2.countNonZero(cv2.subtract(marks, before)))


def tilt(marks: Grey) -> float:
    """Degrees by which the page's lines fall to the right (clockwise); 0 where none stands out.

    The angle at which rows of ink and gaps between them are told apart best.
    """
    import cv2

    factor = max(1, round(max(marks.shape) / 1000))
    small = np.asarray(cv2.resize(marks, None, fx=1 / factor, fy=1 / factor, interpolation=cv2.INTER_AREA), np.uint8)
    if not small.any():
        return 0.0
    # Upright strips of the page, moved up or down against each other, show what the page turned would.
    size = (max(1, small.shape[1] // _STRIP_WIDTH), small.shape[0])
    strips = np.asarray(cv2.resize(small, size, interpolation=cv2.INTER_AREA), np.uint8)
    width = small.shape[1] / size[0]
    best = _sharpest(strips, width, np.arange(-_MAX_TILT, _MAX_TILT + 0.01, 0.5))
    best = _sharpest(strips, width, best + np.arange(-0.5, 0.51, 0.1))
    return 0.0 if abs(best) >= _MAX_TILT else float(round(best, 2))


def _sharpest(strips: Grey, width: float, angles: Array) -> float:
    return float(angles[int(np.argmax([_sharpness(strips, width, angle) for angle in np.deg2rad(angles)]))])


def _sharpness(strips: Grey, width: float, angle: float) -> float:
    import cv2

    rows, columns = strips.shape
    fall, stays = width * np.sin(angle), np.cos(angle)
    turn = np.array([[1, 0, 0], [-fall, stays, (1 - stays) * rows / 2 + fall * columns / 2]])
    turned = cv2.warpAffine(strips, turn, (columns, rows))
    profile = np.asarray(cv2.reduce(turned, 1, cv2.REDUCE_SUM, dtype=cv2.CV_32S), np.float64).ravel()
    return float(np.square(np.diff(profile)).sum())


def straighten(picture: Picture, how: Straightening) -> Picture:
    """The picture made straight, of the same size; what comes from outside it is white."""
    import cv2

    rows, columns = picture.grey.shape
    if not (how.bend_x.any() or how.bend_y.any()):
        return Picture(_rotated(picture.grey, how), picture.scale)
    step = _GRID
    xs, ys = np.meshgrid(np.arange(0, columns + step, step), np.arange(0, rows + step, step))
    source = how.backward(np.stack([xs.ravel(), ys.ravel()], axis=1).astype(np.float64))
    maps = source.reshape(*xs.shape, 2).astype(np.float32)
    grey, none = np.empty_like(picture.grey), np.zeros(0, np.float32)
    # Strip by strip: the places of a whole page's pixels are a hundred megabytes, which take longer to get than to use.
    for top in range(0, rows, _STRIP * step):
        strip = grey[top : top + _STRIP * step]
        nodes = maps[top // step : top // step + _STRIP + 1]
        # Nodes of the coarse grid stand at pixels 0, 16, 32, ...: exactly what this affine enlargement puts there.
        grow = np.array([[step, 0, 0], [0, step, 0]], np.float64)
        size = (columns, len(strip))
        full = cv2.warpAffine(nodes, grow, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        cv2.remap(picture.grey, full, none, cv2.INTER_CUBIC, strip, cv2.BORDER_CONSTANT, 255)
    return Picture(grey, picture.scale)


def _rotated(grey: Grey, how: Straightening) -> Grey:
    """As the way over every pixel's place, in half of the time."""
    import cv2

    side = float(max(grey.shape))
    corners = np.array([[0.0, 0.0], [side, 0.0], [0.0, side]])
    source = how.backward(corners).astype(np.float32)
    turn = cv2.getAffineTransform(corners.astype(np.float32), source)
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    size = (grey.shape[1], grey.shape[0])
    return np.asarray(cv2.warpAffine(grey, turn, size, flags=flags, borderValue=255), np.uint8)
