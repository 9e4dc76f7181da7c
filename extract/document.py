"""A whole document: every page read once, then its tables joined over pages."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from extract.aligned.known import Known
from extract.engines import AUTO, engine_named, read_page
from extract.errors import EngineMissing, OcrLeft, OcrMissing
from extract.garbage import seldom_searched
from extract.heldpages import HeldPages
from extract.joining.feet import with_feet_as_lines
from extract.joining.runon import ALIGNED, with_shared_columns
from extract.joining.stitch import join_pages
from extract.page.pdf import PdfFile, open_pdf
from extract.page.text import only_characters
from extract.scan.displayed import put_as_displayed
from extract.scan.kind import ScanKind, scan_kind
from extract.types import Displaced, Extracted, PageContent, PageResult, Table
from extract.window import Window

if TYPE_CHECKING:
    from extract.page.picture import Picture

_COVERS = 0.9
"""A scan's picture covers so much of its page at least."""
_PICTURES = 0.04
"""Pictures that cover less of a page are logos and seals."""

_SCAN_SECONDS = 2.0
"""What a scanned page takes, of those with tables and those without (``bench/scan.py``)."""
_MANY_SCANS = 64
"""So many scanned pages leave much for the steps that follow; half a second loads the readers of letters anew."""
_MOST_HELD = 48
"""Pages whose letters are at hand while columns are shared among pages: some hundred KB each."""


class _Kept(NamedTuple):
    """What reading the pages leaves for later, by page number."""

    seen: set[int]
    """The pages that were read as a picture, wholly or in part."""
    tilts: dict[int, Displaced]
    """How a page that stands askew was made straight."""
    open_ones: set[int]
    """The pages with tables that rules do not part."""
    contents: HeldPages
    """The pages that are likely to be read again with columns of other pages."""

    def note(self, content: PageContent, result: PageResult) -> None:
        """Keeps a page that is likely to be asked for again: what OCR has read is too dear to be read twice."""
        number = content.number
        if any(table.engine == ALIGNED for table in result.tables):
            self.open_ones.add(number)
            likely = number in self.seen or len(self.contents) < _MOST_HELD
        else:
            likely = number in self.seen and number - 1 in self.open_ones
        if likely:
            self.contents[number] = content


@seldom_searched()
def extract(
    path: str | Path,
    *,
    pages: Collection[int] | None = None,
    engine: str = AUTO,
    ocr: str | None = None,
    window: Window | None = None,
    on_page: Callable[[int, int], None] | None = None,
    on_scan: Callable[[int, float], None] | None = None,
) -> Extracted:
    """What stands in the PDF at ``path``: pages' running text and tables, and tables joined over pages.

    ``pages`` (from 1) limits what is read; numbers that the document lacks are left out. ``ocr`` names the reader of
    scanned pages (None: the usual one), ``window`` where tables stand. ``on_page(done, total)`` is called after each
    page, ``on_scan(left, seconds)`` once, after the first page of a document of scans alone: how many are left, and
    about how long they take. A page that cannot be read
    becomes a page with ``issue``. Raises the errors of ``open_pdf`` and ``EngineMissing``.
    """
    engine_named(engine)
    with open_pdf(path) as pdf, closing(HeldPages(_MOST_HELD)) as held:
        numbers = [n for n in range(1, pdf.n_pages + 1) if pages is None or n in pages]
        kept = _Kept(set(), {}, set(), held)
        results: list[PageResult] = []
        for number in numbers:
            start = time.perf_counter()
            results.append(_read(pdf, number, engine, ocr, kept, window))
            first_scan = number == numbers[0] and number in kept.seen
            if on_scan is not None and first_scan and _are_pictures(pdf, numbers[1:]):
                on_scan(len(numbers) - 1, _expected(len(numbers) - 1, time.perf_counter() - start))
            if on_page is not None:
                on_page(len(results), len(numbers))
        if engine == AUTO and window is None:
            results = _with_shared_columns(pdf, results, kept, ocr)
        results = [_told_broken(pdf, result) for result in with_feet_as_lines(results)]
        producer = pdf.producer
    if len(kept.seen) >= _MANY_SCANS:
        _let_readers_go()
    issues = tuple(result.issue for result in results if result.issue)
    if 0 in pdf.broken:
        issues += (f"{Path(pdf.path).name}: {_BROKEN}",)
    tables = list(join_pages(results))
    put_as_displayed(results, tables, kept.tilts)
    read = _with_readers(tables, kept.seen, ocr)
    return Extracted(pdf.path, pdf.sha256, pdf.n_pages, tuple(results), read, issues, producer)


_BROKEN = (
    "sebagian isi berkas rusak: yang tampil mungkin kosong atau terpotong. Unduh atau cetak ulang berkasnya. / a part "
    "is destroyed in the file: what shows may be empty or cut; download or print it again"
)


_MISNAMED = (
    "angka tergambar lain daripada yang dinamai berkasnya (peta huruf keliru); gambarnya yang dibaca, seperti "
    "pindaian. Cocokkan angkanya, atau minta berkas yang dicetak ulang. / digits are drawn as others than the file "
    "names; the picture was read, as a scan's: check the figures, or ask for a new print"
)


def _told_broken(pdf: PdfFile, result: PageResult) -> PageResult:
    """The page's result, which says so where the file has lost a part of the page."""
    if result.number not in pdf.broken or result.issue:
        return result
    return replace(result, issue=f"{Path(pdf.path).name}, halaman {result.number}: {_BROKEN}")


def _are_pictures(pdf: PdfFile, numbers: Sequence[int]) -> bool:
    """True where a picture covers each of these pages: told without drawing one."""
    return bool(numbers) and all(pdf.page(number).image_share > _COVERS for number in numbers)


def _expected(n_pages: int, first: float) -> float:
    """Seconds that so many scanned pages take; ``first``: what the first took, a cover on most, and on this machine."""
    return n_pages * max(_SCAN_SECONDS, first)


def _with_readers(tables: Sequence[Table], scans: Collection[int], ocr: str | None) -> tuple[Table, ...]:
    """The tables, those with scanned pages saying also what read their letters: ``ruled+rapidocr``."""
    if not scans:
        return tuple(tables)
    from extract.scan.ocr import reader_name
    from extract.scan.reader import LAYER_NAME

    letters = reader_name(ocr) or LAYER_NAME
    return tuple(
        replace(table, engine=f"{table.engine}+{letters}") if any(page in scans for page in table.pages) else table
        for table in tables
    )


def _with_shared_columns(pdf: PdfFile, results: list[PageResult], kept: _Kept, ocr: str | None) -> list[PageResult]:
    """The results, with pages of one table without column rules read with the columns of all of them."""

    # Each page is asked for to find out where its table goes on, and again to be read with the shared columns.
    @lru_cache(maxsize=_MOST_HELD)
    def load(number: int) -> PageContent:
        if number in kept.contents:
            return kept.contents[number]
        content = pdf.page(number)
        return _as_seen(pdf, content, ocr) if number in kept.seen else content

    def read(content: PageContent, known: tuple[Known, ...]) -> PageResult:
        return read_page(content, pdf.path, AUTO, known)

    try:
        return with_shared_columns(results, load, read)
    except Exception as error:  # noqa: BLE001 - hostile input: each page as it was read alone is still worth having
        issue = (
            f"{Path(pdf.path).name}: kolom tabel tanpa garis tidak dapat disamakan antarhalaman "
            f"({type(error).__name__}: {error}). Periksa tabel yang bersambung. / columns could not be shared"
        )
        return [replace(result, issue=result.issue or issue) if result is results[-1] else result for result in results]


def _read(
    pdf: PdfFile,
    number: int,
    engine: str,
    ocr: str | None,
    kept: _Kept,
    window: Window | None,
) -> PageResult:
    """One page's result, and what of it is ``kept``; whatever goes wrong on it must not cost the other pages."""
    try:
        content = pdf.page(number)
        try:
            seen = _as_seen(pdf, content, ocr)
            if seen is not content:
                kept.seen.add(number)
            if seen.tilt is not None:
                kept.tilts[number] = seen.tilt
            result = read_page(seen, pdf.path, engine, window=window)
            if content.misnamed and seen is not content:
                result = replace(result, issue=f"{Path(pdf.path).name}, halaman {number}: {_MISNAMED}")
            kept.note(seen, result)
            return result
        except OcrLeft as left:
            # Of a scan nothing is told yet: a layer that nothing weighs against its picture would be believed.
            live = read_page(_nameless(content) if left.whole else content, pdf.path, engine, window=window)
            return replace(live, is_scanned=True, is_left=True)
        except OcrMissing as error:
            # The live text that a scan may carry (a stamp, a page number, half a page) is still worth having.
            # What a font misnames is well formed and wrong: it is not.
            live = read_page(_nameless(content) if content.misnamed else content, pdf.path, engine, window=window)
            return replace(live, is_scanned=True, issue=f"{Path(pdf.path).name}, halaman {number}: {error}")
    except EngineMissing:
        raise
    except Exception as error:  # noqa: BLE001 - hostile input: the page's issue names the error
        issue = (
            f"{Path(pdf.path).name}, halaman {number}: halaman gagal dibaca ({type(error).__name__}: {error}). "
            f"Periksa halaman ini secara manual. / page could not be read"
        )
        return PageResult(number, 0.0, 0.0, (), (), issue=issue)


def _with_pictures(content: PageContent, picture: Callable[[], Picture], ocr: str | None) -> PageContent:
    """A page of live text with the tables that are pasted into it as pictures."""
    from extract.scan.ocr import ocr_reader
    from extract.scan.pasted import with_pasted_tables

    return with_pasted_tables(content, picture, ocr_reader(ocr) if ocr is not None else None)


def _as_seen(pdf: PdfFile, content: PageContent, ocr: str | None) -> PageContent:
    """The page as a reader sees it: a scan's picture is read by OCR, a digital page comes back as it is."""
    picture = cache(lambda: pdf.picture(content.number))
    kind = scan_kind(content, picture)
    if kind is ScanKind.DIGITAL and content.image_share > _PICTURES:
        return _with_pictures(content, picture, ocr)
    if kind not in (ScanKind.SCAN, ScanKind.SCAN_WITH_LAYER, ScanKind.GARBLED):
        return content
    # OpenCV and the OCR take seconds to load: only documents with scans pay for them.
    from extract.scan.ocr import NO_OCR, ocr_reader, reader_name
    from extract.scan.reader import read_picture

    if reader_name(ocr) == NO_OCR:
        raise OcrLeft(whole=True)
    reader = ocr_reader(ocr) if ocr is not None else None
    if kind is ScanKind.GARBLED:
        # Its letters are drawn well and only named wrongly: the picture is read, the wrong names are forgotten.
        return read_picture(pdf.picture(content.number, with_text=True), _nameless(content), reader=reader)
    return read_picture(picture(), content, has_layer=kind is ScanKind.SCAN_WITH_LAYER, reader=reader)


def _let_readers_go() -> None:
    from extract.scan.ocr import let_go

    let_go()


def _nameless(content: PageContent) -> PageContent:
    """The page without its characters."""
    return only_characters(content, np.zeros(len(content.text), np.bool_))
