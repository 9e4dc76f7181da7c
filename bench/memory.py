"""The most memory that a worker takes for a document of many pages, printed as Markdown.

    python bench/memory.py --pages 2000
    python bench/memory.py --pages 2000 --scanned

The document is made of the pages of a sample, over and over; with ``--scanned`` of made pages that are pictures, no two
alike, so that each is recognised, one of ``--dense-each`` a full sheet. Then it is also printed what was taken at most
while each 200 pages were read. Exits non-zero where the worker took more than ``--limit``
megabytes. The worker imports this file anew, as it does any program that starts it; so what it does not need for its
documents is imported where it is used, as the command line has it.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
import time
from pathlib import Path
from typing import ClassVar

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from renja.batch.reader import Limits, Reader  # noqa: E402 - found by the line above
from renja.batch.report import Outcome  # noqa: E402

STEP = 200
SAMPLE = ROOT / "samples" / "luwu_renja_2024_excel.pdf"


def long_pdf(sample: Path, pages: int) -> bytes:
    """A PDF of so many pages, those of the sample repeated."""
    import pypdfium2

    source, target = pypdfium2.PdfDocument(sample), pypdfium2.PdfDocument.new()
    while len(target) < pages:
        target.import_pages(source, pages=list(range(min(len(source), pages - len(target)))))
    buffer = io.BytesIO()
    target.save(buffer)
    return buffer.getvalue()


def _scanned(pages: int, dense_each: int) -> bytes:
    from bench.made_scans import long_scan

    return long_scan(pages, dense_each)


class Watched(Reader):
    """A reader that remembers the most memory that it was seen to take, in all and in each ``STEP`` pages."""

    peak = 0.0
    steps: ClassVar[dict[int, float]] = {}

    def memory_mb(self) -> float:
        """As the pool asks for it ten times a second."""
        now, step = super().memory_mb(), self.pages // STEP * STEP
        Watched.peak = max(Watched.peak, now)
        Watched.steps[step] = max(Watched.steps.get(step, 0.0), now)
        return now


def peak_of(file: Path, out: Path) -> tuple[float, Outcome]:
    """Megabytes of the worker that reads the file, and how that went."""
    import renja.batch.pool
    from renja.batch.ingest import ProcessExecutor, ingest_files

    renja.batch.pool.Reader = Watched  # type: ignore[attr-defined]
    Watched.peak = 0.0
    Watched.steps.clear()
    report = ingest_files([str(file)], out, executor=ProcessExecutor(1, Limits(7200, max_memory_mb=4000)))
    return Watched.peak, report.outcomes[0]


def main() -> None:
    """Prints the table; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[2000])
    parser.add_argument("--sample", type=Path, default=SAMPLE)
    parser.add_argument("--scanned", action="store_true")
    parser.add_argument("--dense-each", type=int, default=50)
    parser.add_argument("--limit", type=int, default=400)
    arguments = parser.parse_args()
    most = 0.0
    print("| pages | cells | peak of the worker, MB | seconds |\n|---:|---:|---:|---:|", flush=True)
    for pages in arguments.pages:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "panjang.pdf"
            dense = arguments.dense_each
            file.write_bytes(_scanned(pages, dense) if arguments.scanned else long_pdf(arguments.sample, pages))
            start = time.perf_counter()
            peak, outcome = peak_of(file, Path(folder) / "hasil")
            seconds = time.perf_counter() - start
        if outcome.status != "ok" or outcome.pages != pages:
            sys.exit(f"{outcome.status}: {outcome.pesan}")
        print(f"| {pages} | {outcome.counts['sel']} | {peak:.0f} | {seconds:.0f} |", flush=True)
        if arguments.scanned:
            print("; ".join(f"from page {page}: {mb:.0f}" for page, mb in sorted(Watched.steps.items())), flush=True)
        most = max(most, peak)
    sys.exit(most > arguments.limit)


if __name__ == "__main__":
    main()
