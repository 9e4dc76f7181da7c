"""A spreadsheet's page that holds only further columns: amounts at its left, and no names whose lines tell the rows.

Rows are as high as the names on the page before need, so their amounts stand unevenly far apart, which no other table's
lines do. The place of the amounts tells instead that they are one column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.aligned.fragments import Line
from extract.headwords import is_datum
from extract.judge import is_amount

_ROWS = 6
"""So many amounts in one column are a sheet's."""
_EVEN = 2.0
"""They end at one x (points)."""
_HEAD, _NEAR = 4, 4.0
"""So many lines of titles stand above them, no farther from each other (font sizes)."""
_ZERO = re.compile(r"[-–]|0(?:[.,]0+)?")


def further_sheet(lines: Sequence[Line]) -> list[Line]:
    """The titles and rows of a page whose first column holds amounts alone; empty for any other page."""
    body = [at for at, line in enumerate(lines) if _first_amount(line) is not None]
    if len(body) < _ROWS:
        return []
    ends = [end for at in body if (end := _first_amount(lines[at])) is not None]
    left = min(lines[at].x0 for at in body)
    inside = lines[body[0] : body[-1] + 1]
    if max(ends) - min(ends) > _EVEN or not all(_keeps_clear(line, left, ends[0]) for line in inside):
        return []
    top = body[0]
    while top > max(body[0] - _HEAD, 0) and _is_title(lines[top - 1], lines[top]):
        top -= 1
    end = body[-1] + 1
    while end < len(lines) and lines[end].x0 <= ends[0] and _keeps_clear(lines[end], left, ends[0]):
        end += 1
    return list(lines[top:end])


def _first_amount(line: Line) -> float | None:
    """Where the amount ends with which a line begins; None where it begins otherwise."""
    first = line.runs[0].words[0]
    return first.x1 if is_amount(first.text) else None


def _keeps_clear(line: Line, left: float, end: float) -> bool:
    """True for a row: it begins with an amount, with nothing, or with a sign for zero."""
    first = line.runs[0].words[0]
    return is_amount(first.text) or first.x0 > end or (first.x0 >= left and _ZERO.fullmatch(first.text) is not None)


def _is_title(line: Line, below: Line) -> bool:
    return below.y0 - line.y1 <= _NEAR * line.size and not any(is_datum(run.text) for run in line.runs)
