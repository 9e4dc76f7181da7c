"""A table's texts line by line, each with the columns it stands in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.aligned.fragments import Run, as_run

_TOUCH = 0.1
"""Lines that overlap by no more than this stand below each other (font sizes)."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A run of text and the columns ``first .. last`` it stands in."""

    run: Run
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Band:
    """The runs of one text line inside a table."""

    placed: tuple[Placed, ...]
    middle: float
    y0: float
    y1: float
    size: float

    @property
    def by_column(self) -> dict[int, Placed]:
        """The line's runs by the first column they stand in."""
        return {p.first: p for p in self.placed}


def _whole(line: Sequence[Placed]) -> tuple[Placed, ...]:
    """A line's runs left to right, those of one column as one: a page may draw its words one by one."""
    found: list[Placed] = []
    for p in sorted(line, key=lambda p: p.run.x0):
        if found and found[-1].first == p.first == p.last == found[-1].last:
            found[-1] = replace(p, run=as_run((*found[-1].run.words, *p.run.words), p.run.line))
        else:
            found.append(p)
    return tuple(found)


def bands_of(placed: Iterable[Placed]) -> list[Band]:
    """The lines of ``placed``, top to bottom."""
    lines: dict[int, list[Placed]] = defaultdict(list)
    for p in placed:
        lines[p.run.line].append(p)
    bands = [
        Band(
            _whole(line),
            sum(p.run.middle for p in line) / len(line),
            min(p.run.y0 for p in line),
            max(p.run.y1 for p in line),
            max(p.run.size for p in line),
        )
        for line in lines.values()
    ]
    return sorted(bands, key=lambda band: band.middle)


def overlapping(lines: Iterable[Sequence[Run]]) -> Iterator[list[Run]]:
    """The runs of each stretch of lines that overlap in height, left to right: cells of different numbers of lines,
    centred in their row, stand like this.
    """
    row: list[Run] = []
    bottom = 0.0
    for runs in filter(None, lines):
        if row and min([run.y0 for run in runs]) > bottom - _TOUCH * row[0].size:
            yield sorted(row, key=lambda run: run.x0)
            row, bottom = [], 0.0
        row.extend(runs)
        bottom = max(bottom, *[run.y1 for run in runs])
    if row:
        yield sorted(row, key=lambda run: run.x0)
