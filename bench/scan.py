"""CPU seconds of each scanned page on one core, and what there was to read on it; printed as Markdown.

    python bench/scan.py                      # the scanned sample
    python bench/scan.py scans/*.pdf
    python bench/scan.py --alone scans/*.pdf      # each page as a document of its own

Everything runs on one thread in this process: the figure is CPU time, though a busy machine makes it larger. A file's
first page is read once before, not counted, which loads the model. Digital pages are left out. A document is opened
once and its pages read one after the other, as an ingest does; with ``--alone`` it is opened anew for each page, which
adds some .03 to .06 s to each. Of a table over several pages a header that is repeated counts once.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_variable] = "1"

import cv2  # noqa: E402 - read the variables above

from extract.document import extract  # noqa: E402 - found by the path above
from extract.page.pdf import open_pdf  # noqa: E402
from extract.scan.kind import ScanKind, scan_kind  # noqa: E402
from extract.scan.ocr import ocr_reader  # noqa: E402
from extract.scan.types import Grey, OcrReader  # noqa: E402

_TABLE, _DENSEST, _PROSE = 2.0, 8.0, 0.5
"""CPU seconds that a page with a table, the densest of them and a page without one may take."""
_UNREAD = (ScanKind.DIGITAL, ScanKind.BLANK)


class Page(NamedTuple):
    """What one page has and costs. ``crops``: pictures of lines that were recognised, second looks included."""

    file: str
    number: int
    kind: str
    cells: int
    crops: int
    seconds: float


class Counted:
    """Counts the crops that pass through a reader."""

    def __init__(self, reader: OcrReader) -> None:
        self._read, self._skim = reader.read, getattr(reader, "skim", reader.read)
        self.crops = 0
        reader.read = self.read  # type: ignore[method-assign]
        reader.skim = self.skim  # type: ignore[attr-defined]

    def read(self, crops: Sequence[Grey]) -> list:  # type: ignore[type-arg]
        """As the reader's own."""
        self.crops += len(crops)
        return self._read(crops)

    def skim(self, crops: Sequence[Grey]) -> list:  # type: ignore[type-arg]
        """As the reader's own."""
        self.crops += len(crops)
        return self._skim(crops)


def scanned_pages(path: Path) -> list[tuple[int, str]]:
    """Numbers and kinds of the pages that are read from their picture."""
    with open_pdf(path) as pdf:
        kinds = [(n, scan_kind(pdf.page(n), lambda n=n: pdf.picture(n))) for n in range(1, pdf.n_pages + 1)]
    return [(number, kind.value) for number, kind in kinds if kind not in _UNREAD]


def measured(paths: Sequence[Path], ocr: str | None, *, alone: bool = False) -> Iterator[Page]:
    """Each scanned page of the files, after the first of each file has been read once."""
    counted = Counted(ocr_reader(ocr))
    for path in paths:
        kinds = dict(scanned_pages(path))
        for number in sorted(kinds)[:1]:
            extract(path, pages=[number], ocr=ocr)
        for numbers in [[number] for number in sorted(kinds)] if alone else [sorted(kinds)]:
            marks = [(counted.crops, time.process_time())]

            def note(done: int, total: int, marks: list[tuple[int, float]] = marks) -> None:
                del done, total
                marks.append((counted.crops, time.process_time()))

            tables = extract(path, pages=numbers, ocr=ocr, on_page=note).tables
            cells = Counter(cell.page for table in tables for cell in table.cells)
            for number, (before, start), (after, end) in zip(numbers, marks, marks[1:], strict=False):
                yield Page(path.stem, number, kinds[number], cells[number], after - before, end - start)


def summary(pages: Sequence[Page]) -> str:
    """The median page with a table, the densest one and the median page without, beside what they may take."""
    tables = [page for page in pages if page.cells]
    lines = ["| pages | n | CPU s | goal | maximum |", "|---|---:|---:|---:|---:|"]
    for name, goal, group in (
        ("with a table, median", _TABLE, tables),
        (f"densest: {max((page.cells for page in tables), default=0)} cells", _DENSEST, _densest(tables)),
        ("without, median", _PROSE, [page for page in pages if not page.cells]),
    ):
        seconds = [page.seconds for page in group]
        if seconds:
            usual = statistics.median(seconds)
            lines.append(f"| {name} | {len(seconds)} | {usual:.2f} | {goal} | {max(seconds):.2f} |")
    return "\n".join(lines)


def _densest(pages: Sequence[Page]) -> list[Page]:
    return sorted(pages, key=lambda page: page.cells)[-1:]


def main() -> None:
    """Prints a line for each page, then the summary."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=sorted((ROOT / "samples").glob("*scan*.pdf")))
    parser.add_argument("--ocr", choices=["rapidocr", "tesseract"], help="the reader (default: the best installed)")
    parser.add_argument("--alone", action="store_true", help="open the document for each page")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    pages = []
    print("| file | page | kind | cells | crops | CPU s |\n|---|---:|---|---:|---:|---:|")
    for page in measured(options.files, options.ocr, alone=options.alone):
        pages.append(page)
        print(
            f"| {page.file} | {page.number} | {page.kind} | {page.cells} | {page.crops} | {page.seconds:.2f} |",
            flush=True,
        )
    print(f"\n{summary(pages)}")


if __name__ == "__main__":
    main()
