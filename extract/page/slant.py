"""A page that is drawn slightly askew, text and rules alike, made straight before anything is looked for on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extract.page.chars import Chars
from extract.types import Box, Floats

_LEAST, _MOST = 0.15, 8.0
"""Degrees: less is none, more is meant."""
_ALIKE, _SHARE = 0.1, 0.8
"""This share of the letters leans alike, to so many degrees."""
_LETTERS = 20


@dataclass(frozen=True, slots=True)
class Slant:
    """How far (radians, against the clock) a page's content is turned about its ``middle``, in user space."""

    angle: float
    middle: tuple[float, float]

    @property
    def matrix(self) -> NDArray[np.float64]:
        """The PDF matrix that makes user space straight."""
        (x, y), cos, sin = self.middle, np.cos(self.angle), np.sin(self.angle)
        return np.array([cos, -sin, sin, cos, x - cos * x - sin * y, y + sin * x - cos * y])

    def straightened(self, chars: Chars) -> Chars:
        """The characters as they stand on the straight page."""
        a, b, c, d, e, f = self.matrix
        turn = np.array([[a, b], [c, d]])
        boxes = self._upright(chars.boxes.astype(np.float64), turn, np.array([e, f]))
        directions = (chars.runs.directions @ turn).astype(np.float32)
        # Nobody sees what is left of a rounding, and exact directions are what others look for.
        directions[np.abs(directions) < np.abs(directions).max(axis=1, keepdims=True) * 1e-4] = 0.0
        return chars._replace(boxes=boxes, runs=chars.runs._replace(directions=directions))

    def _upright(self, boxes: NDArray[np.float64], turn: NDArray[np.float64], shift: NDArray[np.float64]) -> Floats:
        """The boxes of letters, whose sides pdfium tells of the leaning letter, about their moved middles."""
        middle = (boxes[:, :2] + boxes[:, 2:]) / 2 @ turn + shift
        cos, sin = np.cos(self.angle), np.sin(abs(self.angle))
        width, height = (boxes[:, 2:] - boxes[:, :2]).T / (cos * cos - sin * sin)
        half = np.stack([width * cos - height * sin, height * cos - width * sin], axis=1).clip(min=0.0) / 2
        return np.concatenate([(middle - half).T, (middle + half).T]).astype(np.float32).T


def slant_of(chars: Chars, middle: tuple[float, float]) -> Slant | None:
    """How nearly all letters of a page lean against its sides; None where they stand straight."""
    directions = chars.runs.directions.astype(np.float64)
    if len(chars.codes) < _LETTERS or ((directions == 0).any(axis=1)).mean() > 1 - _SHARE / 2:
        return None
    degrees = np.degrees(np.arctan2(directions[:, 1], directions[:, 0]))
    off = (degrees - np.round(degrees / 90.0) * 90.0)[chars.runs.of]
    usual = float(np.median(off))
    if not _LEAST < abs(usual) < _MOST or np.mean(np.abs(off - usual) < _ALIKE) < _SHARE:
        return None
    return Slant(float(np.radians(usual)), middle)


@dataclass(frozen=True, slots=True)
class Askew:
    """Where the boxes of a straightened page are seen on the displayed page of this size."""

    angle: float
    width: float
    height: float

    def box(self, box: Box) -> Box:
        """The box around what stood in ``box`` of the straight page."""
        return self.boxes([box])[0]

    def boxes(self, boxes: Sequence[Box]) -> list[Box]:
        """As ``box``, for many."""
        x0, y0, x1, y1 = np.array(boxes, np.float64).reshape(-1, 4).T
        across, down = self.width / 2, self.height / 2
        x, y = np.stack([x0, x1, x0, x1]) - across, np.stack([y0, y0, y1, y1]) - down
        cos, sin = np.cos(self.angle), np.sin(self.angle)
        xs = (x * cos + y * sin + across).clip(0.0, self.width)
        ys = (y * cos - x * sin + down).clip(0.0, self.height)
        sides = np.stack([xs.min(0), ys.min(0), xs.max(0), ys.max(0)], axis=1)
        return [Box(*side) for side in sides.tolist()]
