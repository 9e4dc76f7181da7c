"""Texts that belong to several rows of a table without rules: long ones go on beside the next row, and centred ones
stand in the white between two rows and hide it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from extract.aligned.bands import Placed, bands_of
from extract.aligned.fragments import Run, is_value
from extract.aligned.merged import merged_rows
from extract.aligned.rowbands import Row, split_rows
from extract.judge import is_amount

_EVEN, _WHITE = 0.12, 0.2
"""A text's lines differ in spacing by so little, and rows have so much more white between them (font sizes)."""
_LEAST = 0.7
"""Lines stand no nearer below each other than this (font sizes)."""
_TIGHT = 1.45
"""Lines of one text stand no farther below each other than this."""
_LABELS = 0.6
"""A column of labels is filled in so few of the rows; elsewhere the rest of a text begins small."""
_NEAR = 0.45
"""A text's middle is so near to that of the rows it belongs to (font sizes)."""
_COUNT = re.compile(r"(\d{1,3})[.)]?")
_COLUMN_NUMBER, _FEWEST = re.compile(r"\(?(\d{1,2})\)?"), 3
_MOST = 2
"""So many columns of labels may stand left of the items."""


def rows_with_labels(body: Sequence[Placed], separators: Sequence[float]) -> list[Row]:
    """The runs of a table's body by row, as ``split_rows`` gives them, a text over several rows with the first one."""
    merged = merged_rows(body, separators)
    if merged:
        return merged
    rows = split_rows(body, separators)
    if any(map(_are_several, rows)):
        numbers = _column_numbers(body)
        items = [p for p in body if p not in numbers]
        found = _without_labels(items, separators, len(rows) - bool(numbers))
        rows = [*([numbers] if numbers else []), *found] if found else rows
    return _with_long_texts(rows)


def _column_numbers(body: Sequence[Placed]) -> Row:
    """The row of column numbers that a body begins with: no row of items, whose habits it has none of; else none."""
    bands = bands_of(body)
    first = sorted(bands[0].placed, key=lambda p: p.first) if len(bands) > 1 else []
    counts = [found for p in first if (found := _COLUMN_NUMBER.fullmatch(p.run.text))]
    numbers = [int(found.group(1)) for found in counts]
    if len(numbers) < max(_FEWEST, len(first)) or any(b != a + 1 for a, b in pairwise(numbers)):
        return []
    return first


def _are_several(row: Row) -> bool:
    """True for a row with several running numbers that count up, or several amounts, in one column."""
    return any(_counts_up(texts) or sum(map(is_amount, texts)) > 1 for texts in _texts(row).values())


def _texts(row: Row) -> dict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for p in sorted(row, key=lambda p: p.run.middle):
        found[p.first].append(p.run.text)
    return found


def _counts_up(texts: Sequence[str]) -> bool:
    counts = [_COUNT.fullmatch(text) for text in texts]
    numbers = [int(count.group(1)) for count in counts if count]
    return len(numbers) == len(texts) > 1 and all(b == a + 1 for a, b in pairwise(numbers))


def _without_labels(body: Sequence[Placed], separators: Sequence[float], least: int) -> list[Row]:
    """The rows that show without the columns of labels, which are then given to the rows that they are centred beside;
    none where no few columns of words hide them.
    """
    columns = sorted({p.first for p in body})
    words = [c for c in columns if not any(is_value(p.run.text) for p in body if p.first <= c <= p.last)]
    for labels in (set(some) for count in range(1, _MOST + 1) for some in combinations(words, count)):
        rows = split_rows([p for p in body if p.first not in labels], separators)
        if len(rows) <= least or any(map(_are_several, rows)):
            continue
        size = max(p.run.size for p in body)
        borders = [*_borders(rows)]
        homes = [_homes(_blocks([p for p in body if p.first == c]), borders, size) for c in sorted(labels)]
        if all(homes):
            for row, runs in (home for found in homes for home in found):
                rows[row].extend(runs)
            return rows
    return []


def _borders(rows: Sequence[Row]) -> Iterator[float]:
    """Where each row begins, and the last one ends."""
    yield min(p.run.y0 for p in rows[0])
    for above, below in pairwise(rows):
        yield (max(p.run.y1 for p in above) + min(p.run.y0 for p in below)) / 2
    yield max(p.run.y1 for p in rows[-1])


def _blocks(runs: Row) -> list[Row]:
    """A column's texts: lines that follow each other without white."""
    found: list[Row] = []
    steps = [step for step in _steps(runs) if step > _LEAST]
    for p in sorted(runs, key=lambda p: p.run.middle):
        if not found or _step(found[-1][-1].run, p.run) > min(steps, default=0.0) + _WHITE:
            found.append([])
        found[-1].append(p)
    return found


def _homes(texts: Sequence[Row], borders: Sequence[float], size: float) -> list[tuple[int, Row]]:
    """Each text with the first of the rows in whose middle it stands, none left out; empty where one does not."""
    start, found = 0, []
    for text in texts:
        middle = (text[0].run.y0 + text[-1].run.y1) / 2
        ends = range(start + 1, len(borders))
        far, end = min(((abs(borders[start] + borders[end] - 2 * middle) / 2, end) for end in ends), default=(size, 0))
        if far > _NEAR * size:
            return []
        found.append((start, text))
        start = end
    return found


def _with_long_texts(rows: Sequence[Row]) -> list[Row]:
    """The rows, the lines of a text that goes on evenly beside rows set apart by white with its first one."""
    steps = [step for row in rows for runs in _by_column(row).values() for step in _steps(runs) if step > _LEAST]
    leading = min(steps, default=0.0)
    if not 0 < leading <= _TIGHT:
        return list(rows)
    filled = Counter(column for row in rows for column in {p.first for p in row})
    found = [list(row) for row in rows]
    last: dict[int, tuple[int, Placed]] = {}
    for at, row in enumerate(rows):
        columns = _by_column(row)
        apart = [
            _step(last[c][1].run, runs[0].run) for c, runs in columns.items() if c in last and last[c][0] == at - 1
        ]
        wide, even = sum(s >= leading + _WHITE for s in apart), sum(abs(s - leading) <= _EVEN for s in apart)
        is_set_apart = wide + even == len(apart) and wide >= max(even, 1)
        for c, runs in columns.items():
            home, above = last.get(c, (at, runs[0]))
            may_go_on = filled[c] <= _LABELS * len(rows) or runs[0].run.text[:1].islower()
            goes_on = c in last and is_set_apart and may_go_on and _is_rest(above.run, runs, leading)
            if goes_on:
                found[at] = [p for p in found[at] if p not in runs]
                found[home] += runs
            last[c] = (home if goes_on else at, runs[-1])
    return found


def _is_rest(above: Run, runs: Row, leading: float) -> bool:
    steps = [_step(above, runs[0].run), *_steps(runs)]
    return all(abs(step - leading) <= _EVEN for step in steps) and not any(is_value(p.run.text) for p in runs)


def _by_column(row: Iterable[Placed]) -> dict[int, Row]:
    found: defaultdict[int, Row] = defaultdict(list)
    for p in sorted(row, key=lambda p: p.run.middle):
        found[p.first].append(p)
    return found


def _steps(runs: Row) -> list[float]:
    return [_step(a.run, b.run) for a, b in pairwise(sorted(runs, key=lambda p: p.run.middle))]


def _step(above: Run, below: Run) -> float:
    return (below.middle - above.middle) / below.size
