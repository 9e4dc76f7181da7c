"""Does ``nilai.keyakinan`` mean what it says? The share right, by bound, in number, row, ukuran, konteks and year.

    python bench/certainty.py TRUTH_DIR [TRUTH_DIR ...] [--cache DIR]

A value is right where the truth has a row of its level and name on its page with the same ukuran, konteks, year and
number. Rows of level lainnya and akun, and measures that no truth lists, are left out. Issuers are counted apart, so
that one long document does not speak for all.
"""

from __future__ import annotations

import argparse
import itertools
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from column_truth import documents, issuer

from normalize.types import TingkatBaris, Ukuran
from records.matched import MatchedTable
from renja.pipeline import understand

BOUNDS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
SURE = 0.9
_LEFT_OUT = {TingkatBaris.LAINNYA, TingkatBaris.AKUN}
_UNLISTED = {Ukuran.SELISIH, Ukuran.VOLUME, Ukuran.HARGA_SATUAN, Ukuran.SALDO}
Verdict = tuple[str, float, bool]
"""(document, confidence, is it right?)."""


def verdicts(stem: str, tables: tuple[MatchedTable, ...], truth: dict[str, Any]) -> Iterator[Verdict]:
    """Every value of the labelled pages that the truth can judge."""
    wanted = _wanted(truth)
    pages = {page for table in truth["tables"] for page in table.get("pages") or []}
    for row in (row for table in tables for row in table.rows):
        if row.level in _LEFT_OUT or (pages and row.row.page not in pages):
            continue
        left = Counter(wanted.get((str(row.level), _squash(row.row.nama)), ()))
        for value in row.row.values:
            if value.nilai is None or value.rincian or value.ukuran in _UNLISTED:
                continue
            key = _key(str(value.ukuran), str(value.konteks) if value.konteks else None, value.tahun, value.nilai)
            yield stem, value.keyakinan, left[key] > 0


def _wanted(truth: dict[str, Any]) -> dict[tuple[str, str], list[tuple[object, ...]]]:
    found: defaultdict[tuple[str, str], list[tuple[object, ...]]] = defaultdict(list)
    for row in (row for table in truth["tables"] for row in table["rows"]):
        for v in row["values"]:
            if v["nilai"] not in (None, ""):
                key = _key(v["ukuran"], v["konteks"], v["tahun"], Decimal(v["nilai"]))
                found[row["level"], _squash(row["nama"])].append(key)
    return found


def _key(ukuran: str, konteks: str | None, tahun: int | None, nilai: Decimal) -> tuple[object, ...]:
    return ukuran, konteks, tahun, nilai.quantize(Decimal("0.0001")).normalize()


def _squash(text: str | None) -> str:
    return re.sub(r"[^0-9a-z]", "", unicodedata.normalize("NFKC", text or "").lower())


def report(found: list[Verdict]) -> None:
    """Print the shares right by band of confidence, and over .9 for the worst issuers."""
    print("| keyakinan | values | right |\n|---|---|---|")
    for low, high in itertools.pairwise(BOUNDS):
        band = [ok for _, sure, ok in found if low < sure <= high or (low == 0.0 and sure == 0.0)]
        if band:
            print(f"| {low:.2f} to {min(high, 1.0):.2f} | {len(band)} | {sum(band) / len(band):.3f} |")
    by_issuer: defaultdict[str, list[bool]] = defaultdict(list)
    for stem, sure, ok in found:
        if sure > SURE:
            by_issuer[issuer(stem)].append(ok)
    shares = sorted(sum(oks) / len(oks) for oks in by_issuer.values())
    over = [ok for oks in by_issuer.values() for ok in oks]
    print(f"\nOver {SURE}: {len(over)} of {len(found)} values, {sum(over) / len(over):.4f} right;")
    print(f"by issuer the mean is {sum(shares) / len(shares):.4f}, the worst {shares[0]:.4f} of {len(shares)}.")


def main() -> None:
    """Parse the command line and run."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("truth", nargs="+", type=Path)
    args.add_argument("--cache", type=Path, help="folder in which extractions are kept for further runs")
    args.add_argument("--show", action="store_true", help="count by document what is wrong with confidence over .9")
    options = args.parse_args()
    found: list[Verdict] = []
    for folder in options.truth:
        for stem, extracted, truth, _ in documents(folder, options.cache / folder.name if options.cache else None):
            found += verdicts(stem, understand(extracted).tables, truth)
    report(found)
    if options.show:
        print(Counter(stem for stem, sure, ok in found if sure > SURE and not ok).most_common(20))


if __name__ == "__main__":
    main()
