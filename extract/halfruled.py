"""Ruled grids with rows that hold several logical rows: their columns are kept, their rows split by the text.

Typical are printed budgets with a frame and column rules only, and grids where many row borders were not drawn.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.cells import row_cells
from extract.fragments import Run, Word, as_run, is_numeric, read_lines, read_words
from extract.heads import is_number_row
from extract.rowbands import Placed, Row, split_rows
from extract.types import Box, Cell, PageContent, PageTable

ENGINE = "halfruled"


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
    rows = _split(content, hint, sections[body:])
    cells: list[Cell] = []
    number, split = 0, False
    for i, section in enumerate(sections):
        found = rows[i - body] if i >= body else []
        height = section.last - section.first + 1
        if len(found) > height or _is_heap(section):
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
    for i, (first, end) in enumerate(zip(cuts, cuts[1:], strict=False)):
        cells = homes.get(i, [])
        if cells:
            y0, y1 = min(cell.box.y0 for cell in cells), max(cell.box.y1 for cell in cells)
            found.append(_Section(first, end - 1, y0, y1, tuple(cells)))
    return found


def _is_heap(section: _Section) -> bool:
    """True where two cells pile up lines, one of them figures or codes: rows of their own, not one merged row."""
    piles = [lines for cell in section.cells if len(lines := cell.text.split("\n")) >= 3]
    return len(piles) > 1 and any(sum(is_numeric(line) for line in lines) * 5 >= 4 * len(lines) for lines in piles)


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


def _split(content: PageContent, hint: PageTable, sections: Sequence[_Section]) -> list[list[Row]]:
    """For each section its logical rows; line spacing and row habits are judged over all sections together."""
    words = read_words(content, Box(hint.box.x0 - 1, hint.box.y0 - 1, hint.box.x1 + 1, hint.box.y1 + 1))
    borders = [section.y0 for section in sections[1:]]
    parts: list[list[Word]] = [[] for _ in sections]
    for word in words:
        if sections and sections[0].y0 <= word.middle <= sections[-1].y1:
            parts[bisect_right(borders, word.middle)].append(word)
    placed: list[Placed] = []
    at = 0
    for section, own in zip(sections, parts, strict=True):
        lines = read_lines(own, gap=1e9)
        placed += [p for line in lines for run in line.runs for p in _by_edges(run, at, section, hint.col_edges)]
        at += len(lines)
    rows: list[list[Row]] = [[] for _ in sections]
    for row in split_rows(placed, borders):
        rows[bisect_right(borders, row[0].run.middle)].append(row)
    return rows


def _by_edges(run: Run, offset: int, section: _Section, edges: Sequence[float]) -> list[Placed]:
    """A line's words by the columns that are drawn in this section."""
    drawn = sorted({0, *(cell.col for cell in section.cells), *(cell.col + cell.colspan for cell in section.cells)})
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
