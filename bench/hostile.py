"""Thousands of hostile files through one ingest: each must end in a status, within its limits, and nothing escape.

    python bench/hostile.py --n 5000 --workers 2

Exits non-zero where a file has no status, the run crashed, a promise of the dataset is broken, a process stayed behind
or a file appeared outside the dataset.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0:0] = [str(ROOT), str(ROOT / "bench")]

from mutants import write_corpus  # noqa: E402 - found by the line above

from output.verify import verify  # noqa: E402
from renja.batch import ProcessExecutor, ingest_files  # noqa: E402
from renja.reader import Limits  # noqa: E402
from renja.report import Report  # noqa: E402
from renja.sources import find_files  # noqa: E402


def run(
    folder: Path, n: int, workers: int, limits: Limits, seed: int = 0, heavy: bool = True
) -> tuple[Report, list[str]]:
    """The report of an ingest of ``n`` hostile files, and what went wrong with it (nothing, it is hoped)."""
    write_corpus(folder / "berkas", ROOT / "samples", n, seed, heavy)
    before = _everything(folder)
    files = find_files([folder / "berkas"])
    report = ingest_files(files, folder / "hasil", executor=ProcessExecutor(workers, limits))
    wrong = [f"{o.path}: {o.status}" for o in report.outcomes if o.status not in ("ok", "sebagian", "gagal")]
    longest = limits.max_seconds * 4 + 30
    wrong += [f"{o.path}: {o.seconds:.0f} s" for o in report.outcomes if o.seconds > longest]
    wrong += [f"outside: {path}" for path in _everything(folder) - before if path.parts[0] != "hasil"]
    wrong += [f"{fault.promise}: {fault.where}: {fault.what}" for fault in verify(folder / "hasil")]
    if len(report.outcomes) != len(files):
        wrong.append(f"{len(files)} files, {len(report.outcomes)} outcomes")
    return report, wrong


def _everything(folder: Path) -> set[Path]:
    return {Path(base, name).relative_to(folder) for base, _, names in os.walk(folder) for name in names}


def main() -> None:
    """Prints the sums, the slowest and the dead, and what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=5000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    limits = Limits(max_seconds=60, max_page_seconds=20, max_memory_mb=1200)
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        report, wrong = run(Path(folder), arguments.n, arguments.workers, limits, arguments.seed)
        print(f"{len(report.outcomes)} files in {time.perf_counter() - start:.0f} s: {report.by_status}")
        deaths = Counter(
            kind for o in report.outcomes for kind in ("mati", "melebihi") if any(kind in m for m in o.pesan)
        )
        print(f"readers that died: {deaths['mati']}, stopped at a limit: {deaths['melebihi']}")
        for outcome in sorted(report.outcomes, key=lambda o: -o.seconds)[:5]:
            print(f"{outcome.seconds:6.1f} s  {outcome.status:9} {Path(outcome.path).name!r}")
        for outcome in [o for o in report.outcomes if any("mati" in m for m in o.pesan)][:20]:
            print(f"died: {Path(outcome.path).name!r}")
    print("\n".join(wrong) or "nothing wrong")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
