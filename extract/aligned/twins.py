"""White that splits one column in two: texts set to the left, to the middle and to the right of the same column.

A dash in the middle, a short number at the left, a long amount at the right: where no row fills both sides of a white
stripe, and the header names them once, the stripe is no border.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.aligned.columns import split_at
from extract.aligned.fragments import Line, is_numeric
from extract.aligned.heads import number_line
from extract.aligned.stripes import Stripe
from extract.judge import is_amount

_BESIDE = 0.75
"""Texts of one row, centred against each other, stand at most this many font sizes above or below each other."""
_MAX_HEAD = 25
_CENTRED = 0.25
"""A title stands this near to the middle of its column, as a share of the width of the column's texts."""
_APART = 1e6
"""More than the height of a page."""


@dataclass(slots=True)
class _Column:
    """The heights of a column's texts in the body, the middles of those in the header, and its text's extent."""

    body: list[float] = field(default_factory=list)
    head: list[float] = field(default_factory=list)
    over: list[float] = field(default_factory=list)
    """The middles of titles that stand over this column and the next one, and no others."""
    x0: float = 1e9
    x1: float = -1e9

    def with_other(self, other: _Column) -> _Column:
        body = sorted(self.body + other.body)
        return _Column(body, self.head + other.head, other.over, min(self.x0, other.x0), max(self.x1, other.x1))


def without_twins(pages: Sequence[Sequence[Line]], stripes: Sequence[Stripe]) -> list[Stripe]:
    """The stripes without those that split a column; ``pages``: a table's lines on each page, the first with header."""
    if not stripes or not any(pages):
        return list(stripes)
    size = max(line.size for lines in pages for line in lines)
    kept: list[Stripe] = []
    columns = _columns(pages, stripes)
    left = columns[0]
    for at, (stripe, right) in enumerate(zip(stripes, columns[1:], strict=True)):
        beyond = at + 2 if left.head else at - 1
        # A second column without a title beyond means a title over several columns.
        is_free = bool(left.over) or not 0 <= beyond < len(columns) or bool(columns[beyond].head)
        if is_free and _are_twins(left, right, _BESIDE * size):
            left = left.with_other(right)
        else:
            kept.append(stripe)
            left = right
    return kept


def _columns(pages: Sequence[Sequence[Line]], stripes: Sequence[Stripe]) -> list[_Column]:
    borders = [stripe.middle for stripe in stripes]
    columns = [_Column() for _ in range(len(stripes) + 1)]
    titles: set[tuple[str, ...]] = set()
    for number, lines in enumerate(pages):
        body = _body_start(lines) if number == 0 else 0
        titles.update(_texts(line) for line in lines[:body] if len(line.runs) > 1)
        for at, line in enumerate(lines):
            if at >= body and _texts(line) in titles:
                continue  # The header, printed again in the middle of the table.
            for run in (part for whole in line.runs for part in split_at(whole, stripes)):
                first, last = bisect_right(borders, run.x0 + 0.1), bisect_right(borders, run.x1 - 0.1)
                column = columns[first]
                if first != last:
                    if at < body and last == first + 1:
                        column.over.append(run.centre)
                elif at < body:
                    column.head.append(run.centre)
                else:
                    column.body.append(number * _APART + run.middle)
                    column.x0, column.x1 = min(column.x0, run.x0), max(column.x1, run.x1)
    for column in columns:
        column.body.sort()
    return columns


def _texts(line: Line) -> tuple[str, ...]:
    return tuple(run.text for run in line.runs)


def _body_start(lines: Sequence[Line]) -> int:
    """The first line below the header: after the column numbers, or the first with several numbers or an amount."""
    number = number_line(lines)
    if number is not None:
        return number + 1
    for at, line in enumerate(lines[:_MAX_HEAD]):
        figures = sum(is_numeric(run.text) and not _is_year(run.text) for run in line.runs)
        if figures > 1 or any(is_amount(run.text) for run in line.runs):
            return at
    return 1


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and text[:2] in {"19", "20"}


def _are_twins(left: _Column, right: _Column, reach: float) -> bool:
    titles = left.over or left.head or right.head
    if (left.head and right.head) or not titles:
        return False
    if not left.body or not right.body:
        # A title or number alone, and the column below it beside it: set to the middle and to a side.
        return not (left.head or left.body) or not (right.head or right.body) or bool(left.body) != bool(left.head)
    if any(_is_near(y, right.body, reach) for y in left.body):
        return False
    both, middle = left.with_other(right), sum(titles) / len(titles)
    return abs(middle - (both.x0 + both.x1) / 2) < _CENTRED * (both.x1 - both.x0)


def _is_near(y: float, places: Sequence[float], reach: float) -> bool:
    at = bisect_left(places, y - reach)
    return at < len(places) and places[at] <= y + reach
