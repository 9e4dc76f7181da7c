"""What a user says of a table's place: the area of a page that holds it, and where its columns end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from extract.aligned.bands import Placed
from extract.aligned.fragments import Run, Word, as_run, read_lines, read_words
from extract.aligned.heads import is_number_row
from extract.aligned.prose import Evidence
from extract.aligned.reader import build, read_aligned
from extract.aligned.regions import box_of, full_rules
from extract.aligned.stripes import Stripe
from extract.page.text import only_characters
from extract.types import Bools, Box, Floats, PageContent, PageTable

_PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Measures:
    """Numbers in points, or in percent of the page's width or height."""

    values: tuple[float, ...]
    in_percent: bool = False

    def of(self, *sides: float) -> tuple[float, ...]:
        """The numbers in points; ``sides`` are the lengths that percents count from, taken in turn."""
        if not self.in_percent:
            return self.values
        return tuple(value * sides[k % len(sides)] / 100 for k, value in enumerate(self.values))


def parse_measures(text: str, count: int | None = None) -> Measures:
    """Numbers parted by commas, percents behind a leading ``%``. Raises ``ValueError`` that says what is wrong.

    >>> parse_measures("%10,0,50.5,100", 4)
    Measures(values=(10.0, 0.0, 50.5, 100.0), in_percent=True)
    """
    try:
        values = tuple(float(part) for part in text.strip().removeprefix(_PERCENT).split(","))
    except ValueError as error:
        raise ValueError(f"{text!r}: bukan deret angka, contoh 72,36,540,560 / not numbers") from error
    if not all(np.isfinite(values)) or (count is not None and len(values) != count):
        raise ValueError(f"{text!r}: perlu {count} angka / so many numbers are needed")
    return Measures(values, text.strip().startswith(_PERCENT))


@dataclass(frozen=True, slots=True)
class Window:
    """``area``: top, left, bottom, right of the page as displayed. ``columns``: x of the borders between columns."""

    area: Measures | None = None
    columns: Measures | None = None

    def cut(self, content: PageContent) -> PageContent:
        """The page with nothing but what stands in the area."""
        if self.area is None:
            return content
        y0, x0, y1, x1 = self.area.of(content.height, content.width)
        x, y = content.boxes[:, [0, 2]].mean(axis=1), content.boxes[:, [1, 3]].mean(axis=1)
        inside = only_characters(content, (x >= x0) & (x <= x1) & (y >= y0) & (y <= y1))
        rules, ruled = _clipped(content.rules, (x0, y0, x1, y1))
        fills, filled = _clipped(content.fills, (x0, y0, x1, y1))
        return replace(
            inside,
            rules=rules,
            rule_widths=content.rule_widths[ruled],
            fills=fills,
            fill_grey=content.fill_grey[filled],
        )

    def tables(self, page: PageContent, found: tuple[PageTable, ...]) -> tuple[PageTable, ...]:
        """The tables of an upright page: as ``found``, but one with the columns given, or one where an area is given
        and nothing was found in it.
        """
        if self.columns is not None:
            table = _with_columns(page, sorted(self.columns.of(page.width)))
            return () if table is None else (table,)
        if self.area is not None and not found:
            return read_aligned(page, Box(0.0, 0.0, page.width, page.height))
        return found


def _clipped(boxes: Floats, limits: tuple[float, float, float, float]) -> tuple[Floats, Bools]:
    """Rules or fills cut to the limits, and which of them are left."""
    low, high = np.array(limits[:2], np.float32), np.array(limits[2:], np.float32)
    kept = np.asarray(((boxes[:, 2:] >= low) & (boxes[:, :2] <= high)).all(axis=1))
    return np.concatenate([np.maximum(boxes[kept, :2], low), np.minimum(boxes[kept, 2:], high)], axis=1), kept


def _with_columns(page: PageContent, borders: list[float]) -> PageTable | None:
    """The page's text as one table whose columns end at ``borders``."""
    lines = read_lines(read_words(page))
    if not lines:
        return None
    box = box_of(lines)
    rules = [y for y in full_rules(page, box.x0, box.x1) if box.y0 - 30 < y < box.y1 + 30]
    placed = [part for line in lines for run in line.runs for part in _by_column(run, borders)]
    rows: dict[int, list[str]] = {}
    for p in placed:
        rows.setdefault(p.run.line, []).append(p.run.text)
    numbers = next((lines[number].y0 for number, texts in rows.items() if is_number_row(texts)), None)
    stripes = [Stripe(x, x) for x in borders]
    return build(page, placed, stripes, box, rules, Evidence(rules=len(rules)), numbers, sure=True)


def _by_column(run: Run, borders: list[float]) -> Iterator[Placed]:
    """A run's words by the column in which their middle stands."""
    parts: dict[int, list[Word]] = {}
    for word in run.words:
        parts.setdefault(bisect_right(borders, (word.x0 + word.x1) / 2), []).append(word)
    for column, words in parts.items():
        yield Placed(as_run(words, run.line), column, column)
