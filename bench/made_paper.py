"""Draws made-up tables as pages of a PDF, the way offices print them: ruled, painted, with few rules or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

# Widths of Helvetica's characters 32 to 126, in thousandths of the type size (Adobe's font metrics).
_WIDTHS = [
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *(556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556),
    *(1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778),
    *(667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556),
    *(333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556),
    *(556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584),
]
_BOLD = 1.07
LEADING = 1.18
MARGIN = 36.0
STYLES = ("ruled", "level", "zebra", "bare")


@dataclass(frozen=True, slots=True)
class Look:
    """How a document prints its table."""

    style: str
    size: float
    page: tuple[float, float]
    rotated: bool
    repeat: bool
    cut: bool
    merged: bool
    middle: bool
    apart: bool = False  # "Rp" at the left border of the cell, its amount at the right one


@dataclass(frozen=True, slots=True)
class Line:
    """A body row as printed: its texts, whether it goes on with the item above, whether it is bold."""

    texts: tuple[str, ...]
    further: bool = False
    bold: bool = False


@dataclass(slots=True)
class Page:
    """What is drawn on one page, in coordinates from the top left."""

    width: float
    height: float
    rotated: bool = False
    marks: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float, bold: bool = False) -> None:
        """A line of text whose baseline stands at ``y``."""
        safe = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        font = "F2" if bold else "F1"
        self.marks.append(f"BT /{font} {size:g} Tf 1 0 0 1 {x:.2f} {self.height - y:.2f} Tm ({safe}) Tj ET")

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A thin rule."""
        self.marks.append(f"0.5 w {x0:.2f} {self.height - y0:.2f} m {x1:.2f} {self.height - y1:.2f} l S")

    def fill(self, box: tuple[float, float, float, float], grey: float) -> None:
        """A painted rectangle (x0, y0, x1, y1)."""
        x0, y0, x1, y1 = box
        self.marks.append(f"{grey} g {x0:.2f} {self.height - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f 0 g")

    def centred(self, y: float, text: str, size: float, bold: bool = False) -> float:
        """Lines of text in the middle of the page; gives where the next would stand."""
        for part in wrap(text, self.width - 4 * MARGIN, size, bold):
            self.text((self.width - width(part, size, bold)) / 2, y, part, size, bold)
            y += size * 1.4
        return y


def width(text: str, size: float, bold: bool = False) -> float:
    """How wide a text is printed."""
    units = sum(_WIDTHS[ord(c) - 32] if 32 <= ord(c) < 127 else 556 for c in text)
    return units * size / 1000 * (_BOLD if bold else 1.0)


def wrap(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    """A text in lines no wider than ``room``; a word that is wider is torn, as narrow cells do."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined, size, bold) <= room:
            lines[-1] = joined
            continue
        lines.append("")
        for char in word:
            if lines[-1] and width(lines[-1] + char, size, bold) > room:
                lines.append("")
            lines[-1] += char
    return lines or [""]


def write(pages: Sequence[Page]) -> bytes:
    """The pages as a PDF."""
    kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(pages)))
    font = "<< /Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding /BaseFont /Helvetica{} >>"
    bodies = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"]
    bodies += [font.format(""), font.format("-Bold")]
    for i, page in enumerate(pages):
        w, h = (page.height, page.width) if page.rotated else (page.width, page.height)
        turn = f"0 1 -1 0 {w:g} 0 cm\n" if page.rotated else ""
        stream = turn + "\n".join(page.marks)
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {w:g} {h:g}] /Rotate {90 if page.rotated else 0} /Contents "
            f"{6 + 2 * i} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
        )
        bodies.append(f"<< /Length {len(stream.encode('latin-1', 'replace'))} >>\nstream\n{stream}\nendstream")
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1", "replace")
    start = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{offset:010d} 00000 n \n" for offset in offsets).encode()
    return out + f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()


def sign(page: Page, y: float, place: str) -> None:
    """The block of the one who signs, on the right."""
    lines = (
        f"{place}, 12 Januari 2031",
        "KEPALA DINAS",
        "",
        "",
        "Drs. WIRA SENTOSA, M.Si",
        "NIP. 19710203 199503 1 004",
    )
    for k, text in enumerate(lines):
        page.text(page.width - MARGIN - 170, y + 24 + 12 * k, text, 9)


def foot(pages: Sequence[Page], text: str) -> None:
    """A running foot with page numbers."""
    for number, page in enumerate(pages, 1):
        page.rule(MARGIN, page.height - 32, page.width - MARGIN, page.height - 32)
        page.text(MARGIN, page.height - 22, text, 8)
        page.text(page.width - MARGIN - 12, page.height - 22, str(number), 8)


@dataclass(slots=True)
class Press:
    """Prints one table over as many pages as it needs."""

    look: Look
    widths: Sequence[float]
    aligns: Sequence[str]
    shared: frozenset[int]  # columns whose cells an item's further lines do not fill
    header: Sequence[Sequence[str]]
    numbers: Sequence[str]
    pages: list[Page] = field(default_factory=list)
    on: dict[int, list[int]] = field(default_factory=dict)
    y: float = 0.0

    @property
    def edges(self) -> list[float]:
        """Left edges of the columns, and the right edge of the last."""
        xs = [(self.look.page[0] - sum(self.widths)) / 2]
        for w in self.widths:
            xs.append(xs[-1] + w)
        return xs

    def new_page(self) -> Page:
        """Goes on at the top of a further page."""
        self.pages.append(Page(*self.look.page, self.look.rotated))
        self.y = MARGIN + 10
        return self.pages[-1]

    def print(self, lines: Sequence[Line]) -> None:
        """The header and all rows, from where the page stands; ``on`` says which pages (from 0) hold each row."""
        self._header()
        for i, line in enumerate(lines):
            nxt = lines[i + 1] if i + 1 < len(lines) else None
            self._row(i, line, nxt is not None and nxt.further)
        self._rule(self.y, range(len(self.widths)))

    def _bottom(self) -> float:
        return self.look.page[1] - MARGIN - 14

    def _leading(self) -> float:
        return self.look.size * LEADING

    def _header(self) -> None:
        size, pad, xs = self.look.size, 3.0, self.edges
        heights = [self._leading() + 2 * pad for _ in self.header]
        cells = list(spans(self.header))
        for r, c, rows, cols, text in sorted(cells, key=lambda s: s[2]):
            need = len(wrap(text, xs[c + cols] - xs[c] - 4, size, True)) * self._leading() + 2 * pad
            heights[r + rows - 1] += max(0.0, need - sum(heights[r : r + rows]))
        tops = [self.y]
        for h in heights:
            tops.append(tops[-1] + h)
        page = self.pages[-1]
        if self.look.style == "zebra":
            page.fill((xs[0], tops[0], xs[-1], tops[-1]), 0.8)
        for r, c, rows, cols, text in cells:
            self._header_cell(page, (xs[c], tops[r], xs[c + cols], tops[r + rows]), text)
        self.y = tops[-1]
        if self.numbers:
            self._plain(Line(tuple(self.numbers)), ["c"] * len(self.widths))
        self._rule(tops[0], range(len(self.widths)))

    def _header_cell(self, page: Page, box: tuple[float, float, float, float], text: str) -> None:
        x0, y0, x1, y1 = box
        size = self.look.size
        parts = wrap(text, x1 - x0 - 4, size, True)
        y = (y0 + y1 - len(parts) * self._leading()) / 2 + size
        for k, part in enumerate(parts):
            page.text((x0 + x1 - width(part, size, True)) / 2, y + k * self._leading(), part, size, True)
        if self.look.style == "ruled":
            for a, b in pairwise(((x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0))):
                page.rule(*a, *b)
        elif self.look.style == "level":
            page.rule(x0, y1, x1, y1)

    def _parts(self, line: Line) -> list[list[str]]:
        texts = zip(line.texts, self.widths, strict=True)
        return [wrap(text, w - 4, self.look.size, line.bold) for text, w in texts]

    def _row(self, index: int, line: Line, goes_on: bool) -> None:
        parts = self._parts(line)
        count = max(map(len, parts))
        room = int((self._bottom() - self.y - 4) / self._leading())
        if room < count and not (self.look.cut and room >= 1 and count > 1):
            self._break()
            room = count
        while True:
            now, parts = [p[:room] for p in parts], [p[room:] for p in parts]
            self.on.setdefault(index, []).append(len(self.pages) - 1)
            more = any(parts)
            self._plain(line, self.aligns, now, index, (line.further, goes_on and not more))
            if not more:
                return
            self._break()
            room = count

    def _break(self) -> None:
        self._rule(self.y, range(len(self.widths)))
        self.new_page()
        if self.look.repeat:
            self._header()
        else:
            self._rule(self.y, range(len(self.widths)))

    def _plain(
        self,
        line: Line,
        aligns: Sequence[str],
        parts: list[list[str]] | None = None,
        index: int = 0,
        joins: tuple[bool, bool] = (False, False),
    ) -> None:
        parts = parts or self._parts(line)
        count = max(1, max(map(len, parts)))
        page, xs, top = self.pages[-1], self.edges, self.y
        bottom = top + count * self._leading() + 4
        if self.look.style == "zebra" and index % 2:
            page.fill((xs[0], top, xs[-1], bottom), 0.93)
        for c, lines in enumerate(parts):
            drop = (count - len(lines)) * self._leading() / 2 if self.look.middle else 0.0
            for k, text in enumerate(lines):
                y = top + 2 + drop + k * self._leading() + self.look.size * 0.85
                if self.look.apart and text.startswith("Rp "):
                    page.text(xs[c] + 2, y, "Rp", self.look.size, line.bold)
                    text = text[3:]
                page.text(self._left(c, text, aligns[c], line.bold), y, text, self.look.size, line.bold)
        self.y = bottom
        free = self.shared if self.look.merged and joins[1] else frozenset()
        self._rule(bottom, [c for c in range(len(self.widths)) if c not in free])
        if self.look.style == "ruled":
            for x in xs:
                page.rule(x, top, x, bottom)

    def _left(self, c: int, text: str, align: str, bold: bool) -> float:
        x0, x1 = self.edges[c], self.edges[c + 1]
        w = width(text, self.look.size, bold)
        return x1 - 2 - w if align == "r" else (x0 + x1 - w) / 2 if align == "c" else x0 + 2

    def _rule(self, y: float, columns: Sequence[int]) -> None:
        if self.look.style in ("ruled", "level"):
            for c in columns:
                self.pages[-1].rule(self.edges[c], y, self.edges[c + 1], y)


def spans(header: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, int, int, str]]:
    """(row, column, rows, columns, text) of each cell of a header whose "<" and "^" go on with their neighbours."""
    for r, row in enumerate(header):
        for c, text in enumerate(row):
            if text in ("<", "^"):
                continue
            cols = next((k for k in range(1, len(row) - c) if row[c + k] != "<"), len(row) - c)
            rows = next((k for k in range(1, len(header) - r) if header[r + k][c] != "^"), len(header) - r)
            yield r, c, rows, cols, text
