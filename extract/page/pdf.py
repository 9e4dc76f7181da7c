"""The only module that opens a PDF: a file in, one ``PageContent`` a page out."""

from __future__ import annotations

import ctypes
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from extract.errors import DamagedPdf, EncryptedPdf, NotAPdf, TooLarge
from extract.page import pdfium_calls as c
from extract.page.boxes import boxes_where
from extract.page.chars import MAX_CHARS, Chars, angles_of, no_chars, read_chars
from extract.page.covered import struck_out
from extract.page.damage import broken_pages
from extract.page.fields import make_content
from extract.page.filebytes import PdfBytes
from extract.page.inline import set_in_line
from extract.page.layers import has_hidden_layers, remove_hidden_notes, without_hidden
from extract.page.letters import usual_size
from extract.page.notelayers import NoteLayers
from extract.page.paths import Drawing, read_drawing
from extract.page.shapes import DigitWatch
from extract.page.slant import Askew, slant_of
from extract.page.spacing import with_spacing, with_spread_figures
from extract.page.typed import typed_rules
from extract.page.unseen import huge_letters, is_watermark, lost_in_white, under_fills
from extract.types import PageContent

if TYPE_CHECKING:
    from extract.page.picture import Picture

_F = TypeVar("_F", np.float32, np.float64)
MAX_BYTES = 512 * 1024 * 1024
MAX_SIDE = 20_000.0
"""Points: the longest side of a page that we believe (7 metres)."""
_TYPED_WIDTH = 0.5
_SHEET = 0.5
"""A picture over so much of the page is the sheet itself."""
_LONGEST_PRODUCER = 1000
"""Bytes: a hostile file may state a book."""
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\ufffd\ud800-\udfff]")
_PAGES_A_LOAD = 100
"""After so many pages the document is opened anew: pdfium keeps what it parsed of each (45 KB) until it is closed."""
# pdfium is not safe to call from two threads at once, not even for two documents.
PDFIUM_LOCK = threading.RLock()
_DOCUMENT: Any = pypdfium2.PdfDocument  # without annotations of its own


def open_pdf(path: str | Path, *, max_pages: int = 10_000, max_bytes: int = MAX_BYTES) -> PdfFile:
    """The PDF at ``path``, open for reading pages; use it in a ``with``.

    Raises ``NotAPdf``, ``DamagedPdf``, ``EncryptedPdf`` or ``TooLarge`` with a message for the user, and ``OSError``
    where the file cannot be read at all.
    """
    path = Path(path)
    size = path.stat().st_size
    if size > max_bytes:
        raise TooLarge(
            f"{path}: berkas terlalu besar ({size / 1e6:.0f} MB, batas {max_bytes / 1e6:.0f} MB). Pecah berkasnya atau "
            f"naikkan batas. / file is larger than the limit; split it or raise the limit."
        )
    if not path.is_file() and not path.is_dir():  # a pipe or a device may never end
        raise NotAPdf(f"{path}: bukan berkas biasa. Periksa berkasnya. / not a regular file; check the file.")
    data = PdfBytes(path.open("rb"))
    try:
        return _checked(path, data, max_pages)
    except BaseException:
        data.close()
        raise


def _checked(path: Path, data: PdfBytes, max_pages: int) -> PdfFile:
    start = next(data.pieces(), b"")
    if b"%PDF-" not in start[:1024]:
        what = "berkas kosong" if not start else "bukan berkas PDF"
        raise NotAPdf(f"{path}: {what}. Periksa berkasnya. / empty or not a PDF; check the file.")
    document = _load(path, data)
    n_pages = len(document)
    if n_pages == 0 or n_pages > max_pages:
        document.close()
        if n_pages == 0:
            raise DamagedPdf(
                f"{path}: PDF rusak, tidak berisi halaman. Unduh atau cetak ulang berkasnya. / damaged: no pages."
            )
        raise TooLarge(
            f"{path}: {n_pages} halaman, melebihi batas {max_pages}. Pecah berkasnya atau naikkan batas. / "
            f"more pages than the limit; split the file or raise the limit."
        )
    return PdfFile(
        str(path),
        data,
        n_pages,
        document,
        lambda: _load(path, data),
        NoteLayers(data) if has_hidden_layers(data) else None,
        broken_pages(data),
    )


def _load(path: Path, data: PdfBytes) -> Any:
    try:
        with PDFIUM_LOCK:
            return _DOCUMENT(data.source())
    except pypdfium2.PdfiumError as error:
        locked = (c.library.FPDF_ERR_PASSWORD, c.library.FPDF_ERR_SECURITY)
        if getattr(error, "err_code", None) in locked:
            raise EncryptedPdf(
                f"{path}: PDF terkunci kata sandi. Simpan salinan tanpa kata sandi. / password-protected; save a copy "
                f"without the password."
            ) from error
        raise DamagedPdf(
            f"{path}: PDF rusak dan tidak dapat dibuka ({error}). Unduh atau cetak ulang berkasnya. / damaged; "
            f"download or print it again."
        ) from error


class PdfFile:
    """An open PDF: ``path``, ``sha256`` of the bytes read, ``n_pages``. Pages are read one at a time and closed."""

    def __init__(
        self,
        path: str,
        data: PdfBytes,
        n_pages: int,
        document: Any,
        load: Callable[[], Any],
        layered: NoteLayers | None = None,
        broken: frozenset[int] = frozenset(),
    ) -> None:
        """``load`` opens the same bytes as ``document`` anew; ``layered``: its notes, where a part may be hidden.

        ``broken``: pages of which a part is destroyed in the file, 0 among them where some page is.
        """
        self.path = path
        self.sha256 = data.sha256
        self.n_pages = n_pages
        self.broken = broken
        self._data = data
        self._document = document
        self._load = load
        self._layered = layered
        self._opened_pages = 0
        self._digits = DigitWatch()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def producer(self) -> str | None:
        """The program that the file says it was made by, None where it says nothing."""
        with PDFIUM_LOCK:
            size = c.library.FPDF_GetMetaText(self._document.raw, b"Producer\0", None, 0)
            if not 2 < size <= _LONGEST_PRODUCER:
                return None
            buffer = ctypes.create_string_buffer(size)
            c.library.FPDF_GetMetaText(self._document.raw, b"Producer\0", buffer, size)
        stated = buffer.raw[: size - 2].decode("utf-16-le", errors="replace")
        return " ".join(_UNPRINTABLE.sub(" ", stated).split()) or None

    def close(self) -> None:
        """Free the document; reading pages after this fails."""
        with PDFIUM_LOCK:
            self._document.close()
            self._data.close()

    def page(self, number: int) -> PageContent:
        """What stands on page ``number`` (from 1). Raises ``DamagedPdf`` where pdfium cannot load it, ``TooLarge``
        where its size is absurd, ``IndexError`` where there is no such page.
        """
        with self._opened(number) as page:
            return _read_page(page, number, self.path, lambda chars: self._digits.misnamed(self._document.raw, chars))

    def picture(self, number: int, *, with_text: bool = False) -> Picture:
        """Page ``number`` (from 1) as a grey picture, as displayed: what a scan shows, without its text objects.

        ``with_text`` draws them too, for a page whose text can be seen but not trusted. Raises as ``page`` does.
        """
        from extract.page.picture import draw_page

        with self._opened(number) as page:
            frame = _sane_frame(page, number, self.path)
            return draw_page(page, frame.width, frame.height, with_text=with_text)

    @contextmanager
    def _opened(self, number: int) -> Iterator[Any]:
        """The pdfium page, closed again at the end; one at a time, for pdfium is not safe among threads."""
        if not 1 <= number <= self.n_pages:
            raise IndexError(f"{self.path}: halaman {number} tidak ada (1..{self.n_pages}) / no such page")
        with PDFIUM_LOCK:
            if not self._data.is_as_it_was():
                raise DamagedPdf(f"{self.path}: berkas berubah selagi dibaca. Baca lagi. / changed while being read")
            self._forget_pages()
            page = c.library.FPDF_LoadPage(self._document.raw, number - 1)
            if page and self._layered is not None:
                remove_hidden_notes(page, self._layered, number)
            if page and make_content(page):
                page = self._anew(page, number)
            if page and self._layered is not None:
                page = without_hidden(page, lambda loaded: self._anew(loaded, number))
            if not page:
                raise DamagedPdf(f"{self.path}, halaman {number}: halaman rusak / page cannot be loaded")
            try:
                yield page
            finally:
                c.library.FPDF_ClosePage(page)

    def _anew(self, page: Any, number: int) -> Any:
        c.library.FPDF_ClosePage(page)
        return c.library.FPDF_LoadPage(self._document.raw, number - 1)

    def _forget_pages(self) -> None:
        """Opens the document anew from time to time, so that memory does not grow with its length."""
        self._opened_pages += 1
        if self._opened_pages % _PAGES_A_LOAD == 0:
            self._document.close()
            self._document = self._load()
            self._digits = DigitWatch()


def _read_page(page: Any, number: int, path: str, misnamed: Callable[[Chars], bool]) -> PageContent:
    frame = _sane_frame(page, number, path)
    chars = _chars(page, number, path)
    texts = frozenset(chars.runs.objects.tolist())
    letter = usual_size(chars.codes, chars.runs.sizes.take(chars.runs.of), chars.runs.drawn.take(chars.runs.of))
    drawing = _drawing(page, texts, letter)
    has_misnamed = misnamed(chars)
    slant = slant_of(chars, frame.middle)
    if slant is not None and _covered_share(frame.shown_boxes(drawing.images), frame) > _SHEET:
        slant = None  # the letters follow a picture, which stays as it is
    if slant is not None:
        chars, drawing = slant.straightened(chars), _drawing(page, texts, letter, slant.matrix)
    fills, (fill_grey, painted) = _on_page(
        frame.shown_boxes(drawing.fills), frame, drawing.grey, drawing.painted.astype(np.float64)
    )
    images = _on_page(frame.shown_boxes(drawing.images), frame)[0]
    rules, (rule_widths,) = _on_page(frame.shown_boxes(drawing.rules), frame, drawing.widths)
    codes, runs = chars.codes, chars.runs
    of, sizes = runs.of, runs.sizes.take(runs.of)
    angles = angles_of(frame.shown_directions(runs.directions))
    upright = (angles == 0).take(of)
    boxes = with_spacing(codes, frame.shown_boxes(chars.boxes), sizes)
    boxes = with_spread_figures(codes, boxes, sizes, of)
    hidden = is_watermark(runs) | under_fills(boxes, runs, drawing, (fills, painted), frame.size)
    seen = (runs.drawn & ~hidden).take(of)
    seen[chars.clipped] = False
    huge = huge_letters(codes, boxes, sizes, upright, runs)
    if len(huge):
        seen[np.isin(of, of[huge])] = False
    level = set_in_line(codes, boxes, sizes, upright)
    if level is not None:
        seen, of, codes, boxes = seen[level.source], of[level.source], level.codes, level.boxes
    with np.errstate(invalid="ignore", over="ignore"):
        # Comparisons fail for what is not finite too.
        x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
        placed = (x >= 0) & (x <= frame.width) & (y >= 0) & (y <= frame.height)
    if not placed.all():
        boxes, codes, of, x, y = boxes_where(boxes, placed), codes[placed], of[placed], x[placed], y[placed]
    visible = seen if placed.all() else seen[placed]
    struck = struck_out(rules, boxes, visible & (codes > 0x20))
    if len(struck):
        rules, rule_widths = np.delete(rules, struck, axis=0), np.delete(rule_widths, struck)
    visible[lost_in_white(runs, of, x, y, (fills, fill_grey), images)] = False
    text = str(codes.astype("<u4", copy=False).tobytes(), "utf-32-le")
    if of is not runs.of:
        sizes, upright = runs.sizes.take(of), (angles == 0).take(of)
    typed = typed_rules(text, boxes, sizes, visible & upright)
    if typed is not None:
        visible[typed.letters] = False
        rules = np.concatenate([rules, typed.rules])
        rule_widths = np.append(rule_widths, np.full(len(typed.rules), _TYPED_WIDTH))
    return PageContent(
        number=number,
        width=frame.width,
        height=frame.height,
        text=text,
        boxes=boxes,
        sizes=sizes,
        bold=runs.bold.take(of),
        angles=angles.take(of),
        visible=visible,
        rules=rules.astype(np.float32),
        rule_widths=rule_widths.astype(np.float32),
        fills=fills.astype(np.float32),
        fill_grey=fill_grey.astype(np.float32),
        image_share=_covered_share(images, frame),
        images=images.astype(np.float32),
        font_names=runs.font_names,
        tilt=None if slant is None else Askew(slant.angle, frame.width, frame.height),
        misnamed=has_misnamed,
    )


def _drawing(page: Any, texts: frozenset[int], letter: float, turn: NDArray[np.float64] | None = None) -> Drawing:
    return read_drawing(c.handle(page), c.library.FPDFPage_CountObjects(page), texts, turn, letter)


def _chars(page: Any, number: int, path: str) -> Chars:
    text_page = c.library.FPDFText_LoadPage(page)
    if not text_page:
        return no_chars()
    try:
        n = c.library.FPDFText_CountChars(text_page)
        if n > MAX_CHARS:
            raise TooLarge(f"{path}, halaman {number}: {n} huruf, melebihi batas {MAX_CHARS} / too many characters")
        return read_chars(c.handle(text_page), n) if n > 0 else no_chars()
    finally:
        c.library.FPDFText_ClosePage(text_page)


class _Frame:
    """How user space (y upwards, any origin) maps to the displayed page (crop box, rotation undone, y downwards)."""

    def __init__(self, page: Any) -> None:
        box = c.library.FS_RECTF()
        c.library.FPDF_GetPageBoundingBox(page, box)
        self.left, self.bottom, self.right, self.top = box.left, box.bottom, box.right, box.top
        self.turns = c.library.FPDFPage_GetRotation(page) % 4
        across, up = self.right - self.left, self.top - self.bottom
        self.width, self.height = (up, across) if self.turns % 2 else (across, up)
        self.size = np.array([self.width, self.height])
        self.limits = np.array([self.width, self.height, self.width, self.height])

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    @property
    def is_sane(self) -> bool:
        return bool(0 < self.width <= MAX_SIDE and 0 < self.height <= MAX_SIDE)

    def shown_boxes(self, boxes: NDArray[_F]) -> NDArray[_F]:
        """Boxes (n, 4) of user space as displayed, ordered; in memory each side's numbers lie side by side."""
        x0, y0, x1, y1 = boxes.T
        left, bottom, right, top = self.left, self.bottom, self.right, self.top
        sides = (
            ((x0, left), (top, y1), (x1, left), (top, y0)),
            ((y0, bottom), (x0, left), (y1, bottom), (x1, left)),
            ((right, x1), (y0, bottom), (right, x0), (y1, bottom)),
            ((top, y1), (right, x1), (top, y0), (right, x0)),
        )[self.turns]
        shown = np.empty((4, len(boxes)), boxes.dtype)
        for row, (high, low) in zip(shown, sides, strict=True):
            np.subtract(high, low, out=row)
        return shown.T

    def shown_directions(self, directions: NDArray[np.float32]) -> NDArray[np.float64]:
        """Directions (n, 2) of user space as displayed, y downwards."""
        x, y = directions.T.astype(np.float64)
        return np.stack([(x, -y), (y, x), (-x, y), (-y, -x)][self.turns], axis=1)


def _sane_frame(page: Any, number: int, path: str) -> _Frame:
    frame = _Frame(page)
    if not frame.is_sane:
        raise TooLarge(f"{path}, halaman {number}: ukuran halaman tidak masuk akal / absurd page size")
    return frame


def _on_page(
    boxes: NDArray[np.float64], frame: _Frame, *columns: NDArray[np.float64]
) -> tuple[NDArray[np.float64], tuple[NDArray[np.float64], ...]]:
    """The boxes cut to the page, those outside left out, and the columns that go with them."""
    if not len(boxes):
        return boxes, columns
    finite = np.asarray(np.isfinite(boxes).all(axis=1))
    boxes = np.where(finite[:, None], boxes, -1.0)
    inside = finite & (boxes[:, 2] >= 0) & (boxes[:, 3] >= 0) & (boxes[:, 0] <= frame.width)
    inside &= boxes[:, 1] <= frame.height
    return np.clip(boxes[inside], 0.0, frame.limits), tuple(column[inside] for column in columns)


def _covered_share(images: NDArray[np.float64], frame: _Frame) -> float:
    """Share of the page under images, counted on a coarse raster so that overlaps count once."""
    if not len(images):
        return 0.0
    n = 50
    covered = np.zeros((n, n), np.bool_)
    for x0, y0, x1, y1 in (images / frame.limits * n)[:2000]:
        covered[int(np.floor(y0)) : int(np.ceil(y1)), int(np.floor(x0)) : int(np.ceil(x1))] = True
    return float(covered.mean())
