"""Texts too long for their row: their last lines stand below the row's border, above the next row's own text.

A spreadsheet whose rows were set by hand prints them so. The lines of such a text follow each other in the file at one
spacing; the lower cell's own text comes later, after the rest of the upper row.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extract.ruled.lattice import Lattice, Regions
from extract.types import PageContent

Indices = NDArray[np.intp]

_STEP = (0.7, 1.7)
"""Lines of one text stand so many font sizes below each other."""
_LEVEL = 0.2
_ALIKE = 0.05
_LETTERS = 2


def keep_texts_whole(content: PageContent, lattice: Lattice, regions: Regions, labels: Indices, here: Indices) -> None:
    """Give the lines of a text that stand below its row to the cell above, in ``labels``; ``here``: those to look at.

    No text reaches over a border that texts imply. What OCR has read is left as it is: it reads line by line over all
    cells.
    """
    here = here[labels[here] >= 0]
    if len(here) < 2 or content.reader is not None:
        return
    starts = _line_starts(content, here)
    if len(starts) < 2:
        return
    firsts, bounds = here[starts], [*starts.tolist(), len(here)]
    upper, lower = labels[firsts[:-1]], labels[firsts[1:]]
    spans = regions.spans
    below = (spans[upper, 2] == spans[lower, 0]) & (spans[upper, 1] == spans[lower, 1])
    below &= (spans[upper, 3] == spans[lower, 3]) & _next_lines(content, firsts)
    if lattice.implied:
        below &= ~np.isin(lattice.ys[spans[upper, 2]], lattice.implied)
    # Printed row by row, a line goes on with the next cell's text: what comes after that is no rest of the first's.
    below &= labels[here[starts[1:] - 1]] == upper
    for k in np.flatnonzero(below).tolist():
        home, cell = int(labels[here[bounds[k]]]), int(lower[k])
        end = k + 2
        while end < len(firsts) and labels[firsts[end]] == cell and _next_lines(content, firsts[end - 1 : end + 1])[0]:
            end += 1
        spilt = here[bounds[k + 1] : bounds[end]]
        spilt = spilt[labels[spilt] == cell]
        if not _is_prose(content, here[bounds[k] : bounds[k + 1]], spilt):
            continue
        evenly = k > 0 and labels[firsts[k - 1]] == home and _is_even(content, firsts[k - 1 : k + 2])
        if (evenly and _goes_on_beside(labels, spans, home, int(spilt[-1]))) or _stands_over_others(
            content, labels, cell, spilt
        ):
            labels[spilt] = home


def _line_starts(content: PageContent, here: Indices) -> Indices:
    """Where in ``here`` a new height begins."""
    _, y0, _, y1 = content.boxes.T
    middle = (y0.take(here) + y1.take(here)) / 2
    fresh = np.ones(len(here), np.bool_)
    fresh[1:] = np.abs(middle[1:] - middle[:-1]) > _LEVEL * np.maximum(content.sizes.take(here[1:]), 1.0)
    fresh[1:] |= here[1:] - here[:-1] > 1
    return np.flatnonzero(fresh)


def _next_lines(content: PageContent, firsts: Indices) -> NDArray[np.bool_]:
    """Which of the lines that begin with ``firsts`` go on with the line before: right below, flush or centred."""
    x0, size = content.boxes[firsts, 0], np.maximum(content.sizes[firsts], 1.0)
    middle = (content.boxes[firsts, 1] + content.boxes[firsts, 3]) / 2
    step = np.diff(middle) / size[1:]
    alike = np.abs(np.diff(size)) < _ALIKE * size[1:]
    return np.asarray((step > _STEP[0]) & (step < _STEP[1]) & alike & (np.abs(np.diff(x0)) < size[1:] / 2))


def _stands_over_others(content: PageContent, labels: Indices, cell: int, spilt: Indices) -> bool:
    """True where the cell has text of its own, and it reaches farther down than the lines."""
    held = labels == cell
    held[spilt] = False
    inked = [i for i in np.flatnonzero(held).tolist() if not content.text[i].isspace()]
    return bool(inked and content.boxes[inked, 3].max() > content.boxes[spilt, 3].max() + 1.0)


def _is_prose(content: PageContent, line: Indices, following: Indices) -> bool:
    """True for words that may go on in words; a code, a number or a list's next point is no rest of a text."""
    before, after = ("".join(content.text[i] for i in part.tolist()).strip() for part in (line, following))
    return sum(map(str.isalpha, before)) >= _LETTERS and after[:_LETTERS].isalpha()


def _is_even(content: PageContent, firsts: Indices) -> bool:
    """True where three lines stand at one spacing."""
    upper, lower = np.diff((content.boxes[firsts, 1] + content.boxes[firsts, 3]) / 2).tolist()
    return bool(abs(upper - lower) < _ALIKE * upper)


def _goes_on_beside(labels: Indices, spans: Indices, home: int, last: int) -> bool:
    """True where the file prints cells to the right of ``home``, in its row, after the character ``last``."""
    beside = np.flatnonzero((spans[:, 0] == spans[home, 0]) & (spans[:, 1] >= spans[home, 3]))
    return bool(np.isin(labels[last + 1 :], beside).any())
