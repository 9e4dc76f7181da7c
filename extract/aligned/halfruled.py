"""Ruled grids with borders missing: rows that hold several logical rows, rows without their column borders.

Typical are printed budgets with a frame and column rules only, grids where many row borders were not drawn, and tables
whose header alone shows the columns.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.aligned.bands import Placed
from extract.aligned.cells import row_cells
from extract.aligned.fragments import Run, Word, as_run, is_numeric, is_value, read_lines, read_words
from extract.aligned.heads import is_number_row
from extract.aligned.listed import listed_rows
from extract.aligned.merged import merged_rows
from extract.aligned.rowbands import Row, split_rows
from extract.aligned.twolevels import parted_rows
from extract.judge import is_amount
from extract.types import Box, Cell, PageContent, PageTable

ENGINE = "halfruled"
_BULK = 0.5
"""A table without row rules is one row for more than this share of its height."""
_CUT = re.compile(r"(?:Rp\.?\s*)?\d{1,3}(?:[.,]\d{3})*[.,]\d{0,2}", re.IGNORECASE)
"""An amount whose last group lacks digits."""
_MANY_LINES = 6
_MANY_ROWS = 4


@dataclass(frozen=True, slots=True)
class _Section:
    """Rows of the hint that no border separates in every column: ``first .. last``, from y0 to y1."""

    first: int
    last: int
    y0: float
    y1: float
    cells: tuple[Cell, ...]

    @property
    def texts(self) -> list[str]:
        """The filled cells' texts, left to right."""
        return [cell.text for cell in sorted(self.cells, key=lambda c: (c.row, c.col)) if cell.text.strip()]


def split_table(content: PageContent, hint: PageTable) -> PageTable | None:
    """The hint with every heap of rows split; None where it has no columns or nothing is to be split."""
    if len(hint.col_edges) != hint.n_cols + 1 or hint.n_cols < 2 or not hint.cells:
        return None
    sections = _sections(hint)
    body = _body_start(sections)
    words = _words_by_section(content, hint, sections[body:])
    open_rows = _open_columns(sections[body:], words, hint.col_edges)
    rows, merged = _split(sections[body:], words, open_rows, hint.col_edges)
    figures = _figure_columns([row for found in rows for row in found])
    values = _value_columns([row for found in rows for row in found])
    rows = rows if merged else [parted_rows(found, values) for found in rows]
    cells: list[Cell] = []
    number, split = 0, False
    for i, section in enumerate(sections):
        found = rows[i - body] if i >= body else []
        height = section.last - section.first + 1
        heap = _are_rows(found, figures) and (len(found) > 1.5 * height or _is_heap(section))
        heap = heap or (_is_bulk(section, hint) and _have_values(found, values))
        heap = heap or (merged and len(found) >= max(height, 2))
        if not heap and (_is_heap(section) or _is_bulk(section, hint)) and (listed := listed_rows(found, values)):
            heap, found = True, listed
        if (heap and not _are_torn(found)) or (i - body in open_rows and found):
            split = True
            for k, row in enumerate(found):
                cells.extend(row_cells(row, number + k, hint.page))
            number += len(found)
        else:
            cells.extend(replace(cell, row=cell.row - section.first + number) for cell in section.cells)
            number += height
    if not split:
        return None
    score = _confidence(cells, hint.n_cols)
    return replace(hint, n_rows=number, cells=tuple(cells), engine=ENGINE, confidence=score)


def _sections(hint: PageTable) -> list[_Section]:
    bound = set(range(hint.n_rows + 1))
    for cell in hint.cells:
        bound.difference_update(range(cell.row + 1, cell.row + cell.rowspan))
    cuts = sorted(bound)
    homes: dict[int, list[Cell]] = {}
    for cell in hint.cells:
        homes.setdefault(bisect_right(cuts, cell.row) - 1, []).append(cell)
    found = []
    for i, (first, end) in enumerate(pairwise(cuts)):
        cells = homes.get(i, [])
        if cells:
            y0, y1 = min(cell.box.y0 for cell in cells), max(cell.box.y1 for cell in cells)
            found.append(_Section(first, end - 1, y0, y1, tuple(cells)))
    return found


def is_incomplete(table: PageTable) -> bool:
    """True where a ruled grid may lack borders inside, by its cells alone: worth a call of ``split_table``."""
    sections = _sections(table)
    wide = sum(_is_open(section) for section in sections)
    return wide >= 3 or any(_is_heap(section) or _is_bulk(section, table) for section in sections)


def _is_open(section: _Section) -> bool:
    """True for a row whose only text spans several columns."""
    return any(cell.colspan > 1 and " " in cell.text for cell in section.cells) and len(section.texts) == 1


def _figure_columns(rows: Sequence[Row]) -> frozenset[int]:
    """Columns whose texts are mostly figures or codes."""
    seen: dict[int, list[bool]] = {}
    for row in rows:
        for p in row:
            seen.setdefault(p.first, []).append(is_numeric(p.run.text))
    return frozenset(column for column, flags in seen.items() if sum(flags) * 5 >= len(flags) * 3)


def _are_rows(rows: Sequence[Row], figures: frozenset[int]) -> bool:
    """True where nearly all of the rows have a figure or code and one more cell; a wrapped cell's lines have not."""
    if len(rows) < 2:
        return False
    full = 0
    for row in rows:
        columns = {p.first for p in row}
        full += len(columns) > 1 and any(p.first in figures and is_numeric(p.run.text) for p in row)
    return full * 10 >= 7 * len(rows)


def _is_heap(section: _Section) -> bool:
    """True where two cells pile up lines, one of them figures or codes: rows of their own, not one merged row."""
    piles = [lines for cell in section.cells if len(lines := cell.text.split("\n")) >= 3]
    return len(piles) > 1 and any(sum(is_numeric(line) for line in lines) * 5 >= 4 * len(lines) for lines in piles)


def _is_bulk(section: _Section, table: PageTable) -> bool:
    """True where most of the table is one row with heaps of text, a value in most lines of one: no row rules at all."""
    if section.y1 - section.y0 < _BULK * (table.box.y1 - table.box.y0):
        return False
    piles = [lines for cell in section.cells if len(lines := cell.text.split("\n")) >= _MANY_LINES]
    return len(piles) > 1 and any(sum(map(is_value, lines)) * 2 >= len(lines) for lines in piles)


def _value_columns(rows: Sequence[Row]) -> frozenset[int]:
    """Columns whose texts are mostly values."""
    seen: dict[int, list[bool]] = {}
    for row in rows:
        for p in row:
            seen.setdefault(p.first, []).append(is_value(p.run.text))
    return frozenset(column for column, flags in seen.items() if sum(flags) * 5 >= len(flags) * 3)


def _are_torn(rows: Sequence[Row]) -> bool:
    """True where amounts go on in the next of the rows in as many cells as not: lines of one row in narrow columns.

    No amount begins with a dot, nor ends in a group that lacks digits: ``44.000`` / ``.000``, ``352.00`` / ``0.000``.
    """
    torn = whole = 0
    for row, below in pairwise(rows):
        upper = {p.first: p.run.text for p in row}
        pairs = [(upper[p.first], p.run.text) for p in below if p.first in upper]
        figures = [(one, rest) for one, rest in pairs if is_numeric(one) and is_numeric(rest)]
        broken = sum(
            is_amount(one + rest) and (rest[0] in ".," or _CUT.fullmatch(one) is not None) for one, rest in figures
        )
        torn, whole = torn + broken, whole + len(figures) - broken
    return torn > 0 and torn >= whole


def _have_values(rows: Sequence[Row], columns: frozenset[int]) -> bool:
    """True where nearly all of the rows have exactly one value in a column of values, and text in another column."""
    if len(rows) < _MANY_ROWS:
        return False
    full = 0
    for row in rows:
        values = Counter(p.first for p in row if p.first in columns and is_value(p.run.text))
        full += bool(values) and values.most_common(1)[0][1] == 1 and len({p.first for p in row}) > 1
    return full * 10 >= 8 * len(rows)


def _body_start(sections: Sequence[_Section]) -> int:
    """The first section below the header: after the row of column numbers, or the first with figures."""
    for i, section in enumerate(sections[:8]):
        if is_number_row(section.texts):
            return i + 1
    for i, section in enumerate(sections):
        lines = [line for text in section.texts for line in text.split("\n")]
        if sum(is_numeric(line) for line in lines) >= 2:
            return i
    return min(1, len(sections))


def _words_by_section(content: PageContent, hint: PageTable, sections: Sequence[_Section]) -> list[list[Word]]:
    if not sections:
        return []
    words = read_words(content, Box(hint.box.x0 - 1, hint.box.y0 - 1, hint.box.x1 + 1, hint.box.y1 + 1))
    borders = [section.y0 for section in sections[1:]]
    parts: list[list[Word]] = [[] for _ in sections]
    for word in words:
        if sections[0].y0 <= word.middle <= sections[-1].y1:
            parts[bisect_right(borders, word.middle)].append(word)
    return parts


def _open_columns(
    sections: Sequence[_Section], words: Sequence[Sequence[Word]], edges: Sequence[float]
) -> frozenset[int]:
    """Sections whose one wide cell holds texts for several columns: its column borders are not drawn."""
    wide, apart = 0, []
    for i, section in enumerate(sections):
        if not _is_open(section):
            continue
        wide += 1
        runs = [run for line in read_lines(words[i]) for run in line.runs]
        crossing = sum(any(run.x0 + 1 < edge < run.x1 - 1 for edge in edges) for run in runs)
        if len(runs) > 1 and not crossing:
            apart.append(i)
    # A single such row may be a title that happens to have a wide space; a habit of the table is none.
    return frozenset(apart) if len(apart) >= 3 and len(apart) * 3 >= 2 * wide else frozenset()


def _split(
    sections: Sequence[_Section], words: Sequence[Sequence[Word]], open_rows: frozenset[int], edges: Sequence[float]
) -> tuple[list[list[Row]], bool]:
    """For each section its logical rows, and whether cells of several rows prove them; line spacing and row habits are
    judged over all sections together.
    """
    placed: list[Placed] = []
    at = 0
    for i, (section, own) in enumerate(zip(sections, words, strict=True)):
        lines = read_lines(own, gap=1e9)
        drawn = range(len(edges)) if i in open_rows else sorted({*_drawn(section), *_white_borders(own, edges)})
        placed += [p for line in lines for run in line.runs for p in _by_edges(run, at, drawn, edges)]
        at += len(lines)
    borders = [section.y0 for section in sections[1:]]
    rows: list[list[Row]] = [[] for _ in sections]
    merged = merged_rows(placed, borders)
    for row in merged or split_rows(placed, borders):
        rows[bisect_right(borders, row[0].run.middle)].append(row)
    return rows, bool(merged)


def _drawn(section: _Section) -> list[int]:
    """The column borders that some cell of the section has."""
    return sorted({0, *(cell.col for cell in section.cells), *(cell.col + cell.colspan for cell in section.cells)})


def _white_borders(words: Sequence[Word], edges: Sequence[float]) -> list[int]:
    """Column borders that a rule broken by overlong text leaves out: white parts the words there, line after line."""
    pairs = [pair for line in read_lines(words, gap=1e9) for run in line.runs for pair in pairwise(run.words)]
    found = []
    for k, edge in enumerate(edges[1:-1], 1):
        crossed = any(word.x0 + 1 < edge < word.x1 - 1 for word in words)
        apart = sum(a.x1 <= edge + 1 and b.x0 >= edge - 1 and b.x0 - a.x1 > a.size for a, b in pairs)
        if apart >= _MANY_ROWS and not crossed:
            found.append(k)
    return found


def _by_edges(run: Run, offset: int, drawn: Sequence[int], edges: Sequence[float]) -> list[Placed]:
    """A line's words by the columns whose borders are ``drawn``."""
    inner = [k for k in drawn if 0 < k < len(edges) - 1]
    xs = [edges[k] for k in inner]
    starts = [0, *inner, len(edges) - 1]
    parts: dict[int, list[Word]] = {}
    for word in run.words:
        parts.setdefault(bisect_right(xs, (word.x0 + word.x1) / 2), []).append(word)
    return [
        Placed(as_run(words, run.line + offset), starts[part], max(starts[part + 1] - 1, starts[part]))
        for part, words in parts.items()
    ]


def _confidence(cells: Sequence[Cell], n_cols: int) -> float:
    """High where the rows that were made have few empty cells and hold no stack of figures."""
    if not cells:
        return 0.0
    n_rows = 1 + max(cell.row for cell in cells)
    stacked = sum(sum(is_numeric(line) for line in cell.text.split("\n")) > 1 for cell in cells if cell.rowspan == 1)
    fill = min(1.0, len(cells) / (n_rows * n_cols))
    return round(max(0.3, 0.7 + 0.25 * fill - 2.0 * stacked / len(cells)), 3)
