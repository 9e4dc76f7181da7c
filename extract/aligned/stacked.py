"""Tables below each other that leave white in the same places: the titles of the second one begin it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.aligned.fragments import Line, Run
from extract.headwords import is_datum, squash, wording
from extract.judge import is_amount

_APART = 1.2
"""Between two tables stands at least so much white (font sizes), and nowhere in them much more."""
_WIDEST = 0.8
_TITLED = 0.8
"""A title is made of header words to this share."""
_TITLES = 3
"""So many titles head a table."""
_COLUMNS, _ROWS = 2, 2
"""A table has so many columns, and so many lines of several texts."""
_HEIGHT = 4
"""Titles take so many lines at most."""


def stacked(block: Sequence[Line]) -> Iterator[list[Line]]:
    """The tables of a block of lines, top to bottom: apart from each other, each below titles of its own."""
    start = 0
    gaps = [below.y0 - above.y1 for above, below in pairwise(block)]
    for at in range(1, len(block)):
        apart = gaps[at - 1] >= max(_APART * block[at].size, _WIDEST * max(gaps))
        if apart and begins_anew(block[at:], block[start:at]):
            yield list(block[start:at])
            start = at
    yield list(block[start:])


def begins_anew(block: Sequence[Line], before: Sequence[Line]) -> bool:
    """True for a table below another one that has titles of its own.

    Titles that the first ones of the table above repeat are those of one table that goes on.
    """
    first = frozenset(squash(run.text) for line in before[:_HEIGHT] for run in line.runs)
    return _is_table(before) and _is_table(block) and _are_titles(block, first)


def has_titles(block: Sequence[Line], alone: bool) -> bool:
    """True where a block's first line is titles and nothing else, which makes it a table however short it is.

    ``alone``: no table in the same columns was parted from it; then its amounts have to speak for it, too.
    """
    titles, rows = block[0].runs, block[1:]
    if len(titles) < _COLUMNS or not all(map(_is_title, titles)):
        return False
    if len(titles) < _TITLES and alone:
        return all(is_amount(line.runs[-1].text) for line in rows)
    priced = any(is_amount(run.text) for line in rows for run in line.runs)
    return priced or (len(titles) >= _TITLES and not alone)


def _is_title(run: Run) -> bool:
    return wording(run.text) >= _TITLED and not is_datum(run.text)


def _is_table(lines: Sequence[Line]) -> bool:
    return sum(len(line.runs) > 1 for line in lines) >= _ROWS


def _are_titles(lines: Sequence[Line], first: frozenset[str]) -> bool:
    """True where titles begin the lines, close below each other, and hardly one of them is among the ``first``."""
    head = [lines[0]]
    for above, below in pairwise(lines[:_HEIGHT]):
        if below.y0 - above.y1 > 0.5 * below.size or len(head[-1].runs) >= _TITLES:
            break
        head.append(below)
    runs = [run for line in head for run in line.runs]
    new = sum(squash(run.text) not in first for run in runs)
    return len(runs) >= _TITLES and 2 * new >= len(runs) and all(map(_is_title, runs))
