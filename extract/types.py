"""What a page and its tables look like before anybody asks what they mean.

All boxes are in PDF points of the page as displayed (rotation undone), origin at the top left, ``x0 < x1``,
``y0 < y1``. Pages count from 1, rows and columns from 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int16]
else:  # who asks a dataset knows tables and no pages: numpy would be a sixth of its start
    Floats = Bools = Ints = Any


class Box(NamedTuple):
    """A rectangle on a page, in points, origin at the top left."""

    x0: float
    y0: float
    x1: float
    y1: float

    def union(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))


class Displaced(Protocol):
    """How a page's content was moved against the page as displayed: a scan that was made straight."""

    def box(self, box: Box) -> Box:
        """Where what stands in ``box`` is seen on the displayed page."""
        ...

    def boxes(self, boxes: Sequence[Box]) -> list[Box]:
        """As ``box``, for many."""
        ...


def _no_boxes() -> Floats:
    import numpy as np

    return np.zeros((0, 4), np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class PageContent:
    """One page's characters, rules and fills, as displayed. Arrays of n characters, m rules, k fills.

    ``text[i]`` is the character whose box is ``boxes[i]`` (n, 4): the loose box, as tall as the font's line.
    ``sizes`` font size in points, ``bold`` font weight, ``angles`` direction of reading in degrees clockwise on the
    displayed page (0, 90, 180, 270; other angles as they are: a watermark), ``visible`` false for hidden, white or
    fully transparent text. Order is the order of the PDF's text page, without generated characters.
    ``rules`` (m, 4): axis-parallel line segments, x0 == x1 or y0 == y1 (centre line of thin rectangles too);
    ``rule_widths`` (m,) their thickness. ``fills`` (k, 4): filled rectangles that are no rules, with ``fill_grey`` (k,)
    0 black .. 1 white.
    ``image_share``: the share of the page's area that images cover, 0..1.
    """

    number: int
    width: float
    height: float
    text: str
    boxes: Floats
    sizes: Floats
    bold: Bools
    angles: Ints
    visible: Bools
    rules: Floats
    rule_widths: Floats
    fills: Floats
    fill_grey: Floats
    image_share: float = 0.0
    images: Floats = field(default_factory=_no_boxes)
    """(i, 4): the boxes of the images."""
    font_names: tuple[str, ...] = ()
    char_confidence: Floats | None = None
    """(n,) 0..1: how sure the reading of each character is; None where the PDF itself names its characters."""
    reader: str | None = None
    """The OCR reader (``rapidocr``, ``tesseract``, ``lapisan`` for the PDF's own layer) that read a scanned page."""
    tilt: Displaced | None = None
    """Where its boxes are seen on the displayed page; None where they stand there as they are."""
    misnamed: bool = False
    """True where digits are drawn as others than the file names them: its text is well formed and wrong."""

    @property
    def is_scanned(self) -> bool:
        """True where the page is a picture without a usable text layer, and was not read yet."""
        return self.reader is None and self.image_share > 0.5 and int(self.visible.sum()) < 20


@dataclass(frozen=True, slots=True)
class Cell:
    r"""One printed cell of a grid; merged cells cover ``rowspan`` x ``colspan`` places.

    ``text`` keeps line breaks as ``\n``. ``page`` and ``box`` say where it is printed; for a cell that a page break
    cuts, the place of its first part.
    """

    row: int
    col: int
    rowspan: int
    colspan: int
    text: str
    page: int
    box: Box
    bold: bool = False
    is_header: bool = False
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of running text on a page, outside tables (captions, headings, narrative, running headers)."""

    page: int
    text: str
    box: Box
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class PageTable:
    """A grid as it stands on one page, before pages are joined; header rows are not told apart yet."""

    page: int
    box: Box
    n_rows: int
    n_cols: int
    cells: tuple[Cell, ...]
    engine: str
    confidence: float
    col_edges: tuple[float, ...] = ()
    """x of the n_cols + 1 column borders, in points."""
    open_top: bool = False
    """True where the grid's upper border is missing: its first row began on the page before."""
    open_bottom: bool = False
    """True where the grid's lower border is missing: its last row goes on on the next page."""


@dataclass(frozen=True, slots=True)
class PageResult:
    """All that later stages may know of a page: small and picklable."""

    number: int
    width: float
    height: float
    lines: tuple[TextLine, ...]
    tables: tuple[PageTable, ...]
    is_scanned: bool = False
    issue: str | None = None
    """What went wrong on this page, in words a user can act on; None where it was read."""
    is_left: bool = False
    """True where OCR has more to read on it, and was not wanted in this run."""


@dataclass(frozen=True, slots=True)
class Table:
    """A logical table, its pages joined: repeated headers and the column-number row are kept once.

    Rows ``0 .. n_header_rows - 1`` are header rows (their cells have ``is_header``). ``number_row`` is the row of
    column numbers (the last header row) or None.
    """

    pages: tuple[int, ...]
    nomor: str | None
    judul: str | None
    n_rows: int
    n_cols: int
    n_header_rows: int
    cells: tuple[Cell, ...]
    engine: str
    confidence: float
    number_row: int | None = None
    above: tuple[TextLine, ...] = ()
    """The text lines that stand above the table (caption and what is near it), top to bottom."""
    redated: frozenset[int] = frozenset()
    """Columns whose header prints another year on a later page than on the first."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document as extraction leaves it: pages' running text and joined tables."""

    path: str
    sha256: str
    n_pages: int
    pages: tuple[PageResult, ...]
    tables: tuple[Table, ...]
    issues: tuple[str, ...] = field(default=())
    producer: str | None = None
    """The program that the file says it was made by."""

    @property
    def name(self) -> str:
        """The file's name without folder."""
        return Path(self.path).name
