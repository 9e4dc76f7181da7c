"""How well damaged pages are read, by kind of damage: pages of our samples with exact truth, made bad; as Markdown.

    python bench/damaged.py                              # every kind, the usual pages
    python bench/damaged.py --kinds foto cap --keep OUT  # two kinds, the pages kept to be looked at
    python bench/damaged.py --samples samples/luwu_renja_2024_excel.pdf --pages 3 --seed 7

Of each sample those pages are taken whose own reading alone is all in the truth file. The damaged page's values
in rupiah (measure, context, year, amount) and rows (level and code, else a like name) are then compared with it.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pypdfium2

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.composed import COMPOSED, DPI, Source, drawn  # noqa: E402 - found by the line above
from bench.damage import DAMAGES, as_pdf, pair  # noqa: E402 - found by the line above
from output.types import DocumentResult  # noqa: E402
from renja.pipeline import read_document  # noqa: E402

SAMPLES = (
    "luwu_renja_2024_excel", "sulbar_renja_2024_sipd", "tarakan_renja_2024_word", "metro_renja_2026_s31_word",
)  # fmt: skip
PAIRED, CLEAN = "berdua", "bersih"
KINDS = (CLEAN, *DAMAGES, PAIRED, *COMPOSED)
_OF_TWO = (PAIRED, "tanpa_garis")
"""Kinds whose sheet shows two pages."""
_LEAST, _MOST = 8, 60
"""Amounts on a page that is taken: fewer tell little, more take long."""
_LIKE = 0.85
_SURE = 0.9
Value = tuple[str, str | None, int | None, str | None, Decimal]


class Facts(NamedTuple):
    """What was read of a page: values in rupiah, rows by level and code or name, and how sure each value is."""

    values: Counter[Value]
    rows: list[tuple[str, str]]
    sure: Counter[Value]


@dataclass(slots=True)
class Tally:
    """Hits, what was read and what there was to read."""

    pages: int = 0
    seconds: float = 0.0
    counts: dict[str, list[int]] = field(default_factory=lambda: {"rupiah": [0, 0, 0], "baris": [0, 0, 0]})
    sure_and_wrong: int = 0

    def add(self, read: Facts, truth: Facts, seconds: float) -> None:
        """A page's reading."""
        self.pages, self.seconds = self.pages + 1, self.seconds + seconds
        self._count("rupiah", (read.values & truth.values).total(), read.values.total(), truth.values.total())
        self._count("baris", alike(read.rows, truth.rows), len(read.rows), len(truth.rows))
        amounts = Counter(value[-1] for value in truth.values.elements())
        said = Counter(value[-1] for value in read.sure.elements())
        self.sure_and_wrong += (said - amounts).total()

    def _count(self, what: str, *found: int) -> None:
        self.counts[what] = [a + b for a, b in zip(self.counts[what], found, strict=True)]

    def f1(self, what: str) -> float:
        """Of ``rupiah`` or ``baris``."""
        hits, read, wanted = self.counts[what]
        return 2 * hits / (read + wanted) if read + wanted else 1.0


def facts(result: DocumentResult) -> Facts:
    """A document's rows with money, and their values."""
    values: Counter[Value] = Counter()
    sure: Counter[Value] = Counter()
    rows = []
    for matched in (row for table in result.tables for row in table.rows):
        money = [v for v in matched.row.values if v.satuan == "rupiah" and v.nilai is not None]
        keys = [(str(v.ukuran), v.konteks and str(v.konteks), v.tahun, v.rincian, v.nilai or Decimal(0)) for v in money]
        values.update(keys)
        sure.update(key for key, v in zip(keys, money, strict=True) if v.keyakinan > _SURE)
        if money:
            rows.append((str(matched.level), matched.match.kode or squashed(matched.row.nama or "")))
    return Facts(values, rows, sure)


def squashed(text: str) -> str:
    """Letters and digits alone."""
    return "".join(filter(str.isalnum, text)).lower()


def alike(read: Iterable[tuple[str, str]], truth: Sequence[tuple[str, str]]) -> int:
    """How many rows are found again, each once: of the same level, and named the same or nearly so."""
    left, hits = list(truth), 0
    for level, name in read:
        same = [k for k, (its, other) in enumerate(left) if its == level and _is_like(name, other)]
        if same:
            hits += 1
            del left[same[0]]
    return hits


def _is_like(name: str, other: str) -> bool:
    return name == other or (not name[:1].isdigit() and SequenceMatcher(None, name, other).ratio() >= _LIKE)


def amounts_of(path: Path) -> Counter[Decimal]:
    """All numbers of the sample's truth."""
    tables = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))["tables"]
    found = (value["nilai"] for table in tables for row in table["rows"] for value in row["values"])
    return Counter(Decimal(number) for number in found if number is not None)


def chosen(path: Path, count: int) -> list[tuple[int, Facts]]:
    """Pages of a sample, evenly taken from those whose reading alone is exact, with what stands on them."""
    known, found = amounts_of(path), []
    with pypdfium2.PdfDocument(path) as document:
        n_pages = len(document)
    for number in range(1, n_pages + 1):
        read = facts(read_document(path, pages=[number]))
        amounts = Counter(value[-1] for value in read.values.elements())
        if _LEAST <= amounts.total() <= _MOST and not amounts - known:
            found.append((number, read))
    step = max(1, len(found) // count)
    return found[step // 2 :: step][:count]


def damaged(kind: str, pages: Sequence[Source], seed: int) -> bytes:
    """A PDF of one sheet: the first page made bad, or both on one."""
    random = np.random.default_rng([seed, zlib.crc32(kind.encode())])
    if kind in COMPOSED:
        return COMPOSED[kind](pages, random)
    sheet = drawn(*pages[0])
    if kind == PAIRED:
        return as_pdf(pair(sheet, drawn(*pages[1])), DPI / 72)
    if kind == CLEAN:
        return as_pdf(sheet, DPI / 72)
    height = sheet.shape[0] * 72 / DPI
    bad = DAMAGES[kind](sheet, DPI / 72, random)
    long = bad.shape[1] if kind == "rebah" else bad.shape[0]
    return as_pdf(bad, long / height)


def together(parts: Sequence[Facts]) -> Facts:
    """What stands on several pages."""
    values: Counter[Value] = sum((part.values for part in parts), Counter())
    return Facts(values, [row for part in parts for row in part.rows], Counter())


def measured(kind: str, pages: Sequence[tuple[Path, int, Facts]], seed: int, keep: Path) -> Iterator[tuple[str, Tally]]:
    """Each damaged page's name and tally."""
    for k, (path, number, truth) in enumerate(pages):
        both = [(path, number, truth), next((p for p in pages[k + 1 :] if p[0] == path), (path, number, truth))]
        used = both if kind in _OF_TWO else both[:1]
        file = keep / f"{kind}_{path.stem}_{number}.pdf"
        file.write_bytes(damaged(kind, [page[:2] for page in both], seed + k))
        start, tally = time.process_time(), Tally()
        read = facts(read_document(file))
        tally.add(read, together([facts_ for _, _, facts_ in used]), time.process_time() - start)
        yield file.stem, tally


def summed(tallies: Iterable[Tally]) -> Tally:
    """All of them as one."""
    whole = Tally()
    for one in tallies:
        whole.pages, whole.seconds = whole.pages + one.pages, whole.seconds + one.seconds
        whole.sure_and_wrong += one.sure_and_wrong
        for what, found in one.counts.items():
            whole.counts[what] = [a + b for a, b in zip(whole.counts[what], found, strict=True)]
    return whole


def line(name: str, tally: Tally) -> str:
    """A row of the report."""
    figures = f"{tally.f1('rupiah'):.3f} | {tally.f1('baris'):.3f} | {tally.sure_and_wrong}"
    return f"| {name} | {tally.pages} | {figures} | {tally.seconds / max(tally.pages, 1):.1f} |"


def main() -> None:
    """Prints a row for each kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--samples", nargs="*", type=Path, default=[ROOT / "samples" / f"{s}.pdf" for s in SAMPLES])
    parser.add_argument("--kinds", nargs="*", choices=KINDS, default=KINDS)
    parser.add_argument("--pages", type=int, default=1, help="pages of each sample")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder where the damaged pages stay")
    parser.add_argument("--each", action="store_true", help="a row for each page, too")
    options = parser.parse_args()
    pages = [(path, number, read) for path in options.samples for number, read in chosen(path, options.pages)]
    print("| kind | pages | rupiah.f1 | baris.f1 | sure and wrong | CPU s a page |\n|---|---:|---:|---:|---:|---:|")
    every = []
    with tempfile.TemporaryDirectory() as made:
        keep = options.keep or Path(made)
        keep.mkdir(parents=True, exist_ok=True)
        for kind in options.kinds:
            found = list(measured(kind, pages, options.seed, keep))
            every += [tally for _, tally in found]
            for name, tally in found if options.each else []:
                print(line(name, tally), flush=True)
            print(line(f"**{kind}**", summed(tally for _, tally in found)), flush=True)
    print(line("**all**", summed(every)))


if __name__ == "__main__":
    main()
