"""Pages a second by number of workers, as a ratio, and where one document's time goes; printed as Markdown.

    python bench/throughput.py --rounds 3
    python bench/throughput.py --stages FILES...

The numbers of workers take turns (1, 2, 1, 2 ...), so that a machine that slows down slows both. Stages stand beside
what pdfium's own calls for text and paths take, which no reader through it can go below.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from audit.run import audit_tables  # noqa: E402 - found by the line above
from bench.pdfium_floor import pdfium_floor  # noqa: E402
from extract.document import extract  # noqa: E402
from extract.garbage import seldom_searched  # noqa: E402
from extract.page.pdf import open_pdf  # noqa: E402
from nomenclature.resolve import level_tables, match_tables  # noqa: E402
from nomenclature.wilayah import find_wilayah  # noqa: E402
from normalize.dokumen import read_meta  # noqa: E402
from normalize.tables import normalize_tables  # noqa: E402
from output.coverage import shortfalls  # noqa: E402
from output.write import DatasetWriter  # noqa: E402
from renja.batch.ingest import ProcessExecutor, ingest_files  # noqa: E402
from renja.pipeline import understand  # noqa: E402
from settle.run import settle_levels, settle_readings  # noqa: E402


def digital_samples() -> list[str]:
    """The samples with a text layer: scans take as long as OCR does, which is another figure."""
    return [str(path) for path in sorted((ROOT / "samples").glob("*.pdf")) if "scan" not in path.name]


def pages_a_second(files: list[str], workers: int) -> float:
    """Of one ingest into a new dataset, start of the processes included."""
    with tempfile.TemporaryDirectory() as out:
        report = ingest_files(files, Path(out), executor=ProcessExecutor(workers))
        return report.pages / report.seconds


STEPS = (
    "extract", "normalize", "nomenclature", "settle", "nomenclature", "settle", "audit", "output", "(all again)",
    "output",
)  # fmt: skip
"""What each reading of the clock ends, in order."""


@seldom_searched()  # as whoever reads a document does
def stages(files: list[str]) -> dict[str, float]:
    """CPU seconds of each stage over all files, in this process, after a first document that loads everything.

    Reference cycles are searched for as seldom as an ingest does: with the interpreter's own thresholds the stages that
    are called one by one here took up to twice as long as in an ingest.
    """
    spent: dict[str, float] = defaultdict(float)
    with tempfile.TemporaryDirectory() as out, DatasetWriter(Path(out)) as writer:
        writer.write(understand(extract(files[0], pages=[1])))
    with tempfile.TemporaryDirectory() as out, DatasetWriter(Path(out)) as writer, seldom_searched():
        for path in files:
            clock = [time.process_time()]
            extracted = extract(path)
            clock.append(time.process_time())
            meta = read_meta(extracted.pages, berkas=extracted.name)
            tables = normalize_tables(extracted.tables, meta)
            clock.append(time.process_time())
            place = find_wilayah(meta.wilayah)
            leveled = level_tables(tables, meta, place)
            clock.append(time.process_time())
            closed = settle_levels(leveled)
            clock.append(time.process_time())
            matched = match_tables(closed, meta)
            clock.append(time.process_time())
            matched = settle_readings(matched)
            clock.append(time.process_time())
            audit_tables(matched, meta, place, extracted.pages)
            clock.append(time.process_time())
            shortfalls(matched, meta)
            clock.append(time.process_time())
            result = understand(extracted)
            clock.append(time.process_time())
            writer.write(result)
            clock.append(time.process_time())
            for n, name in enumerate(STEPS):
                spent[name] += clock[n + 1] - clock[n]
            del spent["(all again)"]  # what is written is understood anew, as an ingest does it
    return spent


def stage_table(files: list[str]) -> str:
    """The share of each stage, its pages a CPU second and its distance from pdfium's own calls, as Markdown."""
    spent = stages(files)
    total = sum(spent.values())
    pages = sum(page_count(path) for path in files)
    floors = [pdfium_floor(path) for path in files]
    floor = sum(one.total for one in floors)
    rows = [
        ("pdfium: pages and their text parsed", sum(one.parsed for one in floors)),
        ("pdfium: asked for each box and point", sum(one.asked for one in floors)),
        *spent.items(),
        ("all stages", total),
    ]
    lines = "\n".join(
        f"| {name} | {took:.2f} | {took / total:.0%} | {pages / max(took, 1e-9):,.0f} | {took / floor:.2f} |"
        for name, took in rows
    )
    told = f"{pages} pages of {len(files)} documents in {total:.2f} CPU s: {pages / total:.1f} pages a CPU second."
    return f"{told}\n\n| stage | CPU s | share | pages/s | times pdfium |\n|---|---:|---:|---:|---:|\n{lines}"


def page_count(path: str) -> int:
    """The pages of a sample."""
    with open_pdf(path) as pdf:
        return pdf.n_pages


def start_up(rounds: int) -> float:
    """Seconds of ``renja --help``, the least of some rounds."""
    call = [sys.executable, "-c", "from renja.cli import main; main()", "--help"]
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run(call, check=True, capture_output=True, cwd=ROOT)
        taken.append(time.perf_counter() - start)
    return min(taken)


def main() -> None:
    """Prints the three figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", metavar="FILES", help="PDFs; without any, the samples that are no scans")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--files", type=int, default=None, help="only so many of them")
    parser.add_argument("--stages", action="store_true", help="only where the time goes")
    arguments = parser.parse_args()
    files = (arguments.paths or digital_samples())[: arguments.files]
    if arguments.stages:
        print(stage_table(files))
        return
    rates: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(arguments.rounds):
        for workers, found in rates.items():
            found.append(pages_a_second(files, workers))
    one, two = (statistics.median(rates[n]) for n in (1, 2))
    print(
        f"| workers | pages/s | ratio |\n|---:|---:|---:|\n| 1 | {one:.1f} | 1 |\n| 2 | {two:.1f} | {two / one:.2f} |\n"
    )
    print(stage_table(files))
    print(f"\n`renja --help`: {start_up(5):.2f} s")


if __name__ == "__main__":
    main()
