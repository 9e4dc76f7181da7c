"""A whole document: every page read once, then its tables joined over pages."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from extract.engines import AUTO, engine_named, read_page
from extract.errors import EngineMissing
from extract.pdf import PdfFile, open_pdf
from extract.stitch import join_pages
from extract.types import Extracted, PageResult


def extract(
    path: str | Path,
    *,
    pages: Collection[int] | None = None,
    engine: str = AUTO,
    on_page: Callable[[int, int], None] | None = None,
) -> Extracted:
    """What stands in the PDF at ``path``: pages' running text and tables, and tables joined over pages.

    ``pages`` (from 1) limits what is read; numbers that the document lacks are left out. ``on_page(done, total)`` is
    called after each page. A page that cannot be read becomes a page with ``issue``. Raises the errors of ``open_pdf``
    and ``EngineMissing``.
    """
    engine_named(engine)
    with open_pdf(path) as pdf:
        numbers = [n for n in range(1, pdf.n_pages + 1) if pages is None or n in pages]
        results: list[PageResult] = []
        for number in numbers:
            results.append(_read(pdf, number, engine))
            if on_page is not None:
                on_page(len(results), len(numbers))
    issues = tuple(result.issue for result in results if result.issue)
    return Extracted(pdf.path, pdf.sha256, pdf.n_pages, tuple(results), join_pages(results), issues)


def _read(pdf: PdfFile, number: int, engine: str) -> PageResult:
    """One page's result; whatever goes wrong on it must not cost the other pages."""
    try:
        return read_page(pdf.page(number), pdf.path, engine)
    except EngineMissing:
        raise
    except Exception as error:  # noqa: BLE001 - hostile input: the page's issue names the error
        name = Path(pdf.path).name
        issue = (
            f"{name}, halaman {number}: halaman gagal dibaca ({type(error).__name__}: {error}). Periksa halaman ini "
            f"secara manual. / page could not be read"
        )
        return PageResult(number, 0.0, 0.0, (), (), issue=issue)
