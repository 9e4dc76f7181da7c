"""Table engines behind one Protocol, and the choice among them for each page.

``auto`` reads ruled tables first; a grid that our own evidence doubts goes to the alignment engine, as does text
outside the grids that stands in columns. The libraries (pdfplumber, camelot) are read on request only: they are slow.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from extract.aligned.firstrows import with_first_rows
from extract.aligned.fragments import is_value
from extract.aligned.halfruled import is_incomplete
from extract.aligned.known import Known
from extract.aligned.leftlabels import with_left_labels
from extract.aligned.overhead import with_heads
from extract.aligned.reader import ENGINE as ALIGNED
from extract.aligned.reader import read_aligned
from extract.aligned.totals import with_totals
from extract.aligned.underhead import with_bodies
from extract.errors import EngineMissing
from extract.judge import agreement
from extract.libraries.camelot_engine import CamelotEngine
from extract.libraries.plumber import PlumberEngine
from extract.page.orientation import line_back, main_angle, table_back, turn_box, turned
from extract.page.text import only_characters, text_lines
from extract.ruled.reader import RuledEngine, survey
from extract.scan.sureness import with_sureness
from extract.source import PdfSource
from extract.types import Bools, Box, PageContent, PageResult, PageTable
from extract.window import Window

SURE = 0.5
"""Below this confidence a ruled grid is read again by alignment."""
AUTO = "auto"
_FEW = 20
"""Fewer letters than this that stand outside the grids are no table."""
_SIDEWAYS, _LETTERS = 0.8, 40
_LEGIBLE = 0.75
"""Mean sureness of letters in columns without rules: .58 to .67 in pictures, .95 and more in scans of tables."""
"""A table of so many letters is printed sideways if this share of them is."""
CHART_MARGIN = 30.0


class TableEngine(Protocol):
    """Something that finds the tables of one upright page."""

    name: str

    def read(self, page: PageContent, source: PdfSource) -> tuple[PageTable, ...]:
        """The page's tables, top to bottom, boxes in points of ``page``."""
        ...


class AlignedEngine:
    """Tables from the alignment of their text alone."""

    name = "aligned"

    def read(self, page: PageContent, source: PdfSource) -> tuple[PageTable, ...]:
        """Tables that stand in columns of text; rules serve as hints only."""
        return read_aligned(page)


class AutoEngine:
    """The choice: ruled, then alignment where rules are missing or not enough."""

    name = AUTO

    def read(self, page: PageContent, source: PdfSource) -> tuple[PageTable, ...]:
        """The tables of whichever engine the page's own evidence favours, top to bottom."""
        ruled = survey(page)
        kept = with_left_labels(page, [b for table in ruled.tables for b in _readings(page, table)])
        kept = with_totals(page, kept)
        taken = [table.box for table in kept]
        charts = [*(_with_labels(chart) for chart in ruled.charts), *ruled.trees]
        open_ones = _outside(page, taken + charts, source.known)
        kept = with_bodies(page, with_first_rows(page, (*kept, *open_ones), ALIGNED), ALIGNED)
        return _in_reading_order(with_heads(page, kept))


ENGINES: dict[str, TableEngine] = {
    engine.name: engine for engine in (AutoEngine(), RuledEngine(), AlignedEngine(), PlumberEngine(), CamelotEngine())
}


def engine_named(name: str) -> TableEngine:
    """The engine of this name. Raises ``EngineMissing`` for a name that no engine has."""
    if name not in ENGINES:
        raise EngineMissing(
            f"mesin tabel {name!r} tidak dikenal; pilih salah satu: {', '.join(ENGINES)} / unknown table engine"
        )
    return ENGINES[name]


def read_page(
    content: PageContent, path: str, engine: str = AUTO, known: tuple[Known, ...] = (), window: Window | None = None
) -> PageResult:
    """Tables and running text of one page; a sideways page is read upright, its boxes are as displayed.

    ``known``: what the pages before and after tell about the page's tables. ``window``: what the user does.

    A scan that no OCR has read gives an empty result with ``is_scanned``. Raises ``EngineMissing``.
    """
    reader = engine_named(engine)
    if content.is_scanned:
        return PageResult(content.number, content.width, content.height, (), (), is_scanned=True)
    content = window.cut(content) if window is not None else content
    angle = main_angle(content)
    page = turned(content, angle)
    found = reader.read(page, PdfSource(path, angle, content.width, content.height, known))
    found = window.tables(page, found) if window is not None else found
    tables = [with_sureness(page, table) for table in found]
    lines = text_lines(only_characters(page, ~_inside(page, [table.box for table in tables])))
    width, height = content.width, content.height
    return PageResult(
        content.number,
        width,
        height,
        tuple(line_back(line, angle, width, height) for line in lines),
        tuple(table_back(table, angle, width, height) for table in tables),
        is_scanned=content.reader is not None,
    )


def _in_reading_order(tables: Sequence[PageTable]) -> tuple[PageTable, ...]:
    """Top to bottom; of tables beside each other the left one first, wherever each begins."""
    bands: list[list[PageTable]] = []
    for table in sorted(tables, key=lambda table: (round(table.box.y0), table.box.x0)):
        if bands and _are_beside(bands[-1][0].box, table.box):
            bands[-1].append(table)
        else:
            bands.append([table])
    return tuple(table for band in bands for table in sorted(band, key=lambda table: table.box.x0))


def _are_beside(one: Box, other: Box) -> bool:
    apart = one.x1 < other.x0 or other.x1 < one.x0
    return apart and min(one.y1, other.y1) - other.y0 > 0.5 * max(one.y1 - one.y0, other.y1 - other.y0)


def _readings(page: PageContent, table: PageTable) -> list[PageTable]:
    """The ruled grid as it is read best; one whose text reads sideways on an upright page is turned first."""
    if not page.angles.any():
        return [_better(page, table)]
    inside = _inside(page, [table.box]) & page.visible
    angles = page.angles[inside]
    for angle in (90, 270):
        if len(angles) > _LETTERS and np.count_nonzero(angles == angle) > _SIDEWAYS * len(angles):
            own = turned(only_characters(page, inside), angle)
            box = turn_box(table.box, angle, page.width, page.height)
            found = [_better(own, other) for other in survey(own).tables if _overlap(other.box, box) > 0.3]
            if found:
                return [table_back(other, angle, page.width, page.height) for other in found]
    return [_better(page, table)]


def _better(page: PageContent, table: PageTable) -> PageTable:
    """The ruled grid, or its rows split by alignment where that explains the page better."""
    if table.confidence >= SURE and not _has_piles(table):
        return table
    rivals = (*read_aligned(page, table.box, table), table)
    return max(rivals, key=lambda rival: rival.confidence * agreement(rival))


def _has_piles(table: PageTable) -> bool:
    """True where cells pile up numbers or codes: rows without rules between them."""
    piles = (cell.text for cell in table.cells if cell.text.count("\n") > 1)
    # The first line may be a title: the rule below the header may be missing too.
    return any(is_value(text.split("\n", 2)[1]) for text in piles) and is_incomplete(table)


def _with_labels(chart: Box) -> Box:
    """A chart's box with the room in which its axes' labels stand."""
    return Box(chart.x0 - CHART_MARGIN, chart.y0 - CHART_MARGIN, chart.x1 + CHART_MARGIN, chart.y1 + CHART_MARGIN)


def _outside(page: PageContent, taken: Sequence[Box], known: Sequence[Known] = ()) -> tuple[PageTable, ...]:
    """Tables by alignment in what the grids leave over."""
    left = ~_inside(page, taken)
    if np.count_nonzero(left & page.visible & (page.angles == 0)) < _FEW:
        return ()
    page = only_characters(page, left)
    found = read_aligned(page, None, None, taken, known)
    apart = (table for table in found if not any(_overlap(table.box, box) > 0.3 for box in taken))
    return tuple(table for table in apart if _is_legible(with_sureness(page, table)))


def _is_legible(table: PageTable) -> bool:
    """True but for what a recogniser made of a cover's pictures: no rule, and hardly a letter that it is sure of."""
    sure = [cell.confidence for cell in table.cells if cell.text and cell.confidence is not None]
    return not sure or sum(sure) / len(sure) >= _LEGIBLE


def _inside(page: PageContent, boxes: Sequence[Box]) -> Bools:
    """Which characters have their middle in one of the boxes."""
    middle = (page.boxes[:, :2] + page.boxes[:, 2:]) / 2
    inside = np.zeros(len(middle), np.bool_)
    for x0, y0, x1, y1 in boxes:
        inside |= (middle[:, 0] >= x0) & (middle[:, 0] <= x1) & (middle[:, 1] >= y0) & (middle[:, 1] <= y1)
    return inside


def _overlap(box: Box, other: Box) -> float:
    """Share of ``box`` that lies in ``other``."""
    width = min(box.x1, other.x1) - max(box.x0, other.x0)
    height = min(box.y1, other.y1) - max(box.y0, other.y0)
    area = (box.x1 - box.x0) * (box.y1 - box.y0)
    return width * height / area if width > 0 and height > 0 and area > 0 else 0.0
