"""Seconds and memory of the audit over 1,000 documents' rows on one core, and which part takes how much; as Markdown.

    python bench/audit_speed.py --documents 1000

The documents are the samples with a text layer, their sentences included, repeated in turn. They are read once, before
the clock starts. Time is that of the process, so that a busy machine does not count; memory is what the audit adds to
the documents that are held.
"""

from __future__ import annotations

import argparse
import sys
import time
import tracemalloc
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from audit.document import DocumentView  # noqa: E402 - found by the line above
from audit.hierarchy import view_table  # noqa: E402
from audit.registry import CHECKS  # noqa: E402
from audit.run import audit_tables  # noqa: E402
from extract.document import extract  # noqa: E402
from extract.types import PageResult  # noqa: E402
from nomenclature.resolve import level_tables, match_tables  # noqa: E402
from nomenclature.wilayah import find_wilayah  # noqa: E402
from normalize.dokumen import read_meta  # noqa: E402
from normalize.tables import normalize_tables  # noqa: E402
from normalize.types import DocumentMeta  # noqa: E402
from records.matched import MatchedTable, Wilayah  # noqa: E402
from settle.run import settle_levels, settle_readings  # noqa: E402


class Read(NamedTuple):
    """A document as far as the audit takes it."""

    tables: tuple[MatchedTable, ...]
    meta: DocumentMeta
    wilayah: Wilayah
    pages: tuple[PageResult, ...]


def read(path: Path) -> Read:
    """A sample, understood up to the audit."""
    extracted = extract(path)
    meta = read_meta(extracted.pages, berkas=extracted.name)
    place = find_wilayah(meta.wilayah)
    leveled = settle_levels(level_tables(normalize_tables(extracted.tables, meta), meta, place))
    return Read(settle_readings(match_tables(leveled, meta)), meta, place, extracted.pages)


def seconds(documents: Sequence[Read], number: int) -> tuple[float, int]:
    """CPU seconds of so many audits, and how many rows they looked at."""
    rows, start = 0, time.process_time()
    for one in islice(cycle(documents), number):
        audit_tables(one.tables, one.meta, one.wilayah, one.pages)
        rows += sum(len(table.rows) for table in one.tables)
    return time.process_time() - start, rows


def peak(documents: Sequence[Read]) -> float:
    """Megabytes that the audit of the largest document holds at most beside the document."""
    tracemalloc.start()
    for one in documents:
        audit_tables(one.tables, one.meta, one.wilayah, one.pages)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


def shares(documents: Sequence[Read], rounds: int = 5) -> dict[str, float]:
    """Milliseconds a document of each check, and of what all checks share."""
    spent: dict[str, float] = {}
    for one in list(documents) * rounds:
        clock = time.process_time()
        views = tuple(view_table(number, table) for number, table in enumerate(one.tables))
        spent["(rows)"] = spent.get("(rows)", 0.0) + time.process_time() - clock
        document = DocumentView(views, one.meta, one.wilayah, one.pages)
        for check in CHECKS:
            if check.run is not None:
                clock = time.process_time()
                tuple(check.run(document))
                spent[check.cek.value] = spent.get(check.cek.value, 0.0) + time.process_time() - clock
    return {name: value * 1000 / rounds / len(documents) for name, value in spent.items()}


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    wanted = parser.parse_args()
    samples = [path for path in sorted((ROOT / "samples").glob("*.pdf")) if "scan" not in path.name]
    documents = [read(path) for path in samples]
    seconds(documents, len(documents))  # loads everything
    spent, rows = seconds(documents, wanted.documents)
    print("| documents | rows | seconds of one core | seconds per 1,000 documents | memory added, MB |")
    print("|---|---|---|---|---|")
    per_thousand = spent * 1000 / wanted.documents
    print(f"| {wanted.documents} | {rows} | {spent:.1f} | {per_thousand:.1f} | {peak(documents):.1f} |")
    print("\n| part | ms a document |\n|---|---|")
    for name, value in sorted(shares(documents).items(), key=lambda each: -each[1]):
        print(f"| {name} | {value:.2f} |")


if __name__ == "__main__":
    main()
