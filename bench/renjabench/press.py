"""Prints sheets on pages: with all rules, some or none, cells merged downwards, rows and groups cut by the page end."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from math import ceil

from bench.made_paper import LEADING, MARGIN, Page, spans, width, wrap
from bench.renjabench.figures import Spelling
from bench.renjabench.model import Col, Row, Sheet, texts_of

STYLES = ("grid",) * 6 + ("frame", "lines", "bare", "open", "half", "dashed")
"""All rules; frame and column rules alone; level rules alone; none; all but those at the left and right edge; of level
rules those above items in bold print alone; all rules as dashes. The frequent one more often."""
_UPRIGHT = ("grid", "frame", "open", "half", "dashed")
_LEVEL = ("grid", "lines", "open", "dashed")
_DASH, _INK = 3.0, 2.0
"""Points from dash to dash, and of each."""
_PAGES = ((595.0, 842.0), (842.0, 595.0), (936.0, 612.0), (1191.0, 842.0), (1684.0, 1191.0))
_NUMBERS = ("money", "percent", "count", "plain")


@dataclass(frozen=True, slots=True)
class Look:
    """How a document prints its tables."""

    style: str
    repeat: bool
    cut: bool
    middle: bool
    shaded: bool
    left: bool  # amounts at the left edge
    bold: bool  # levels in bold print
    stretch: float


@dataclass(slots=True)
class Press:
    """Prints one sheet; goes on where the last page stands."""

    look: Look
    sheet: Sheet
    spelling: Spelling
    pages: list[Page]
    y: float
    size: float = 9.0
    widths: list[float] = field(default_factory=list)
    used: list[int] = field(default_factory=list)
    _merged: dict[tuple[int, int], int] = field(default_factory=dict)

    def print(self) -> None:
        """The sheet from where the page stands."""
        texts = [texts_of(self.sheet, row, self.spelling) for row in self.sheet.rows]
        self._measure(texts)
        self._merge(texts)
        self._use()
        self._head()
        heights = self._heights(texts)
        for i, row in enumerate(self.sheet.rows):
            self._row(i, row, texts, heights)
        self._level_rule(self.y)

    # Sizes.

    def _measure(self, texts: Sequence[Sequence[str | None]]) -> None:
        ems = list(map(self._ems, *zip(*enumerate(self.sheet.cols), strict=True), self._columns(texts)))
        page = self.pages[-1]
        room = page.width - 2 * MARGIN
        self.size = min(9.0, max(4.5, room / sum(ems)))
        scale = min(room / (sum(ems) * self.size), self.look.stretch)
        self.widths = [e * self.size * scale for e in ems]

    def _columns(self, texts: Sequence[Sequence[str | None]]) -> list[list[str]]:
        """The texts of each column that must find room in it alone."""
        rows = list(zip(self.sheet.rows, texts, strict=True))
        return [[t[c] or "" for row, t in rows if c >= row.wide] for c in range(len(self.sheet.cols))]

    def _ems(self, c: int, col: Col, texts: Sequence[str]) -> float:
        tight = col.kind in ("money", "percent", "code", "no", "plain")
        longest = max((width(t, 1.0, True) for t in texts), default=0.0)
        words = max((width(w, 1.0, True) for t in texts for w in t.split()), default=0.0)
        head = max((width(w, 1.0, True) for w in col.path[-1].split()), default=0.0)
        return max(longest if tight else min(col.ems, longest), words, head) + 0.9

    @property
    def edges(self) -> list[float]:
        """Left edges of the columns, and the right edge of the last."""
        xs = [(self.pages[-1].width - sum(self.widths)) / 2]
        for w in self.widths:
            xs.append(xs[-1] + w)
        return xs

    @property
    def _leading(self) -> float:
        return self.size * LEADING

    def _wrapped(self, c: int, text: str | None, row: Row) -> list[str]:
        wide = sum(self.widths[: row.wide]) if c == 0 and row.wide else self.widths[c]
        room = wide - 4 - self._indent(c, row)
        return wrap(text, room, self.size, row.bold) if text else []

    def _indent(self, c: int, row: Row) -> float:
        return row.indent * self.size * 0.9 if self.sheet.cols[c].key == "nama" else 0.0

    def _merge(self, texts: Sequence[Sequence[str | None]]) -> None:
        """Notes of each cell that goes on below how many rows it takes."""
        for c in range(len(self.widths)):
            top = 0
            for i, row in enumerate(texts):
                top = top if row[c] is None else i
                self._merged[(top, c)] = i - top + 1

    def _span(self, i: int, c: int) -> int:
        return self._merged.get((i, c), 1)

    def _heights(self, texts: Sequence[Sequence[str | None]]) -> list[float]:
        """Row heights; a merged text longer than its rows makes the last of them taller."""
        rows, heights = self.sheet.rows, []
        for i, row in enumerate(rows):
            lines = [len(self._wrapped(c, t, row)) for c, t in enumerate(texts[i]) if self._span(i, c) == 1]
            heights.append(max([1, *lines]) * self._leading + 4)
        for (i, c), count in self._merged.items():
            if count > 1:
                need = len(self._wrapped(c, texts[i][c], rows[i])) * self._leading + 4
                heights[i + count - 1] += max(0.0, need - sum(heights[i : i + count]))
        return heights

    # Pages.

    def _use(self) -> None:
        number = len(self.pages)
        if number not in self.used:
            self.used.append(number)

    def _bottom(self) -> float:
        return self.pages[-1].height - MARGIN - 14

    def _break(self) -> None:
        self._level_rule(self.y)
        page = self.pages[-1]
        self.pages.append(Page(page.width, page.height, page.rotated))
        self.y = MARGIN + 10
        self._use()
        if self.look.repeat:
            self._head()
        else:
            self._level_rule(self.y)

    # Drawing.

    def _head(self) -> None:
        header = self.sheet.header
        cells = list(spans(header))
        xs, pad = self.edges, 3.0
        heights = [self._leading + 2 * pad for _ in header]
        for r, c, rows, cols, text in sorted(cells, key=lambda s: s[2]):
            need = len(wrap(text, xs[c + cols] - xs[c] - 4, self.size, True)) * self._leading + 2 * pad
            heights[r + rows - 1] += max(0.0, need - sum(heights[r : r + rows]))
        tops = [self.y]
        for h in heights:
            tops.append(tops[-1] + h)
        if self.look.shaded:
            self.pages[-1].fill((xs[0], tops[0], xs[-1], tops[-1]), 0.85)
        for r, c, rows, cols, text in cells:
            self._head_cell((xs[c], tops[r], xs[c + cols], tops[r + rows]), text)
        self.y = tops[-1]
        self._numbers()
        self._level_rule(tops[0])
        self._level_rule(self.y)

    def _head_cell(self, box: tuple[float, float, float, float], text: str) -> None:
        x0, y0, x1, y1 = box
        page, parts = self.pages[-1], wrap(text, x1 - x0 - 4, self.size, True)
        y = (y0 + y1 - len(parts) * self._leading) / 2 + self.size
        for k, line in enumerate(parts):
            x = (x0 + x1 - width(line, self.size, True)) / 2
            page.text(x, y + k * self._leading, line, self.size, True)
        if self.look.style in _UPRIGHT:
            for x in (x0, x1):
                self._rule(x, y0, x, y1)
        if self.look.style != "bare":
            self._rule(x0, y1, x1, y1)

    def _numbers(self) -> None:
        numbers, xs = self.sheet.numbers, self.edges
        if not numbers:
            return
        size = min(
            [
                self.size * 0.85,
                *(0.95 * self.size * w / width(t, self.size) for t, w in zip(numbers, self.widths, strict=True)),
            ]
        )
        bottom = self.y + self._leading + 2
        for c, text in enumerate(numbers):
            x = (xs[c] + xs[c + 1] - width(text, size)) / 2
            self.pages[-1].text(x, self.y + self.size, text, size)
        self._uprights(self.y, bottom)
        self.y = bottom

    def _row(self, i: int, row: Row, texts: Sequence[Sequence[str | None]], heights: list[float]) -> None:
        cells = list(texts[i])
        whole = max(sum(heights[i : i + self._span(i, c)]) for c in range(len(cells)) if cells[c] is not None)
        alone = whole == heights[i] and None not in cells
        if self.y + heights[i] > self._bottom() or (whole > heights[i] and self._torn(whole)):
            if alone and self.look.cut and self._bottom() - self.y > 2 * self._leading + 4:
                self._cut(i, row, cells, heights)
                return
            self._break()
        self._draw(i, row, [self._wrapped(c, t, row) for c, t in enumerate(cells)], heights, i)

    def _torn(self, whole: float) -> bool:
        """True where a group would be torn that fits on a page of its own."""
        return self.y + whole > self._bottom() and whole < (self._bottom() - MARGIN) * 0.7

    def _cut(self, i: int, row: Row, cells: Sequence[str | None], heights: list[float]) -> None:
        parts = [self._wrapped(c, t, row) for c, t in enumerate(cells)]
        room = int((self._bottom() - self.y - 4) / self._leading)
        now, later = [p[:room] for p in parts], [p[room:] for p in parts]
        for some in (now, later):
            if any(some):
                heights[i] = max(map(len, some)) * self._leading + 4
                if some is later:
                    self._break()
                self._draw(i, row, some, heights, i)

    def _draw(self, i: int, row: Row, parts: Sequence[list[str]], heights: list[float], last: int) -> None:
        page, top = self.pages[-1], self.y
        for c, lines in enumerate(parts):
            span = self._span(i, c)
            tall = sum(heights[i : i + span])
            fits = self.y + tall <= self._bottom()
            drop = (tall - 4 - len(lines) * self._leading) / 2 if self.look.middle and fits else 0.0
            for k, text in enumerate(lines):
                y = top + 2 + max(0.0, drop) + k * self._leading + self.size * 0.85
                self._text(page, c, row, text, y)
        self.y = top + heights[i]
        self._uprights(top, self.y, row.wide)
        below = self.sheet.rows[i + 1] if i + 1 < len(self.sheet.rows) else None
        if self.look.style in _LEVEL or (self.look.style == "half" and below is not None and below.bold):
            open_below = {c for (j, c), n in self._merged.items() if j <= i < j + n - 1}
            self._level_rule(self.y, open_below)

    def _text(self, page: Page, c: int, row: Row, text: str, y: float) -> None:
        wide = row.wide if c == 0 and row.wide else 1
        x0, x1 = self.edges[c] + 2 + self._indent(c, row), self.edges[c + wide] - 2
        kind = self.sheet.cols[c].kind
        if kind == "money" and text.startswith("Rp ") and not self.look.left:
            page.text(x0, y, "Rp", self.size, row.bold)
            text = text[3:]
        w = width(text, self.size, row.bold)
        right = kind in ("money", "percent") and not self.look.left
        middle = kind in ("count", "unit", "no", "plain") or wide > 1
        page.text(x1 - w if right else (x0 + x1 - w) / 2 if middle else x0, y, text, self.size, row.bold)

    def _uprights(self, top: float, bottom: float, wide: int = 0) -> None:
        if self.look.style in _UPRIGHT:
            for x in [self.edges[0], *self.edges[max(1, wide) :]]:
                self._rule(x, top, x, bottom)

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A rule as this document prints it: whole, in dashes, or not at the table's sides."""
        if self.look.style == "open" and x0 == x1 and x0 in (self.edges[0], self.edges[-1]):
            return
        if self.look.style != "dashed":
            self.pages[-1].rule(x0, y0, x1, y1)
            return
        length = max(x1 - x0, y1 - y0)
        dx, dy = (x1 - x0) / (length or 1), (y1 - y0) / (length or 1)
        for k in range(ceil(length / _DASH)):
            a, b = k * _DASH, min(length, k * _DASH + _INK)
            self.pages[-1].rule(x0 + a * dx, y0 + a * dy, x0 + b * dx, y0 + b * dy)

    def _level_rule(self, y: float, without: Collection[int] = ()) -> None:
        if self.look.style == "bare":
            return
        for c in range(len(self.widths)):
            if c not in without:
                self._rule(self.edges[c], y, self.edges[c + 1], y)


def page_for(sheet: Sheet, spelling: Spelling) -> tuple[float, float]:
    """The smallest paper on which a sheet can be read."""
    probe = Press(Look("grid", False, False, False, False, False, False, 1.0), sheet, spelling, [Page(1684, 1191)], 0)
    texts = [texts_of(sheet, row, spelling) for row in sheet.rows]
    ems = sum(map(probe._ems, *zip(*enumerate(sheet.cols), strict=True), probe._columns(texts)))
    return next((p for p in _PAGES if (p[0] - 2 * MARGIN) / ems >= (7.5 if p[0] < 600 else 5.5)), _PAGES[-1])
