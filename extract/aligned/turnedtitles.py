"""Titles set upwards, downwards or slanting over narrow columns, as runs that stand where the text meets its column."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extract.aligned.fragments import Line, Run, Word
from extract.page.boxes import boxes_at
from extract.types import Box, PageContent

Indices = NDArray[np.intp]

_UP, _DOWN = 270, 90
_SLANT = (20, 75)
"""Degrees; what is nearer to level is text of a page that was turned a little."""
_FOLLOWS = 1.6
"""Letters of one title stand nearer than so many font sizes to the one before."""
_LETTERS = 3
_ROOM = 1.0


def turned_titles(content: PageContent, zone: Box, foot: Line | None) -> list[Run]:
    """A run for each title in ``zone`` that does not read level, on the height of ``foot`` or at the zone's end."""
    letters = _turned(content, zone)
    if len(letters) < _LETTERS:
        return []
    boxes, angles = boxes_at(content.boxes, letters), content.angles[letters]
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    apart = np.hypot(np.diff(x), np.diff(y)) > _FOLLOWS * np.maximum(content.sizes[letters[1:]], 1.0)
    parts = np.split(letters, np.flatnonzero(apart | (np.diff(angles) != 0)) + 1)
    return [_run(content, part, zone, foot) for part in parts if len(part) >= _LETTERS]


def _turned(content: PageContent, zone: Box) -> Indices:
    """The letters in the zone that are printed upwards, downwards or slanting."""
    angles, boxes = content.angles, content.boxes
    off = np.minimum(angles % 180, 180 - angles % 180)
    turned = np.isin(angles, (_UP, _DOWN)) | ((off >= _SLANT[0]) & (off <= _SLANT[1]))
    inside = (boxes[:, 3] > zone.y0) & (boxes[:, 1] < zone.y1) & (boxes[:, 0] > zone.x0) & (boxes[:, 0] < zone.x1)
    codes = np.frombuffer(content.text.encode("utf-32-le"), "<u4")
    return np.flatnonzero(turned & inside & content.visible & (codes > 0x20))


def _run(content: PageContent, letters: Indices, zone: Box, foot: Line | None) -> Run:
    """The title, as wide as its line is high, or as its letter next to the column."""
    boxes, size = content.boxes[letters], float(content.sizes[letters[0]])
    nearest = int(boxes[:, 3].argmax())
    low, high = float(boxes[nearest, 0]), float(boxes[nearest, 2])
    y1 = zone.y1 - _ROOM if foot is None else foot.y1
    y0 = y1 - 0.95 * size if foot is None else foot.y0
    words = [
        Word(low, y0, high, y1, size, text, bool(content.bold[letters[0]]), k > 0)
        for k, text in enumerate(_words(content, letters))
    ]
    return Run(tuple(words), -1, low, y0, high, y1, size)


def _words(content: PageContent, letters: Indices) -> Sequence[str]:
    """The words of the title: where the page's text has a space between its letters, one ends."""
    gaps = np.flatnonzero(np.diff(letters) > 1) + 1
    return ["".join(content.text[i] for i in part.tolist()) for part in np.split(letters, gaps)]
