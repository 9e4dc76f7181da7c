"""Speed, memory and accuracy of our engine beside other table readers, on the same pages, written as Markdown.

Every measurement is a process of its own (its peak memory is its own), and the tools take turns, A B C A B C, so that a
machine that slows down slows all. Import time is not counted. Run by ``make bench``; ``--help`` for less or more.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import statistics
import subprocess
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[0:0] = [str(ROOT), str(ROOT / "bench")]

from tools import TOOLS, installed  # noqa: E402 - found by the line above

STEMS = (
    "sulbar_renja_2024_sipd",
    "bali_renja_2026_s40_borderless",
    "luwu_renja_2024_excel",
    "tarakan_renja_2024_word",
    "bengkulu_lkjip_2025_s49_rotated",
    "banyumas_renja_2026_s50_kanvas",
)


STAGE_HEAD = """## Where the time goes

All samples with a text layer, whole, on one core, by `python bench/throughput.py --stages`; writing the dataset is
in it."""
SCAN_HEAD = """## Scanned pages

CPU seconds a page on one core, by `python bench/scan.py`, which also takes other files; crops are the pictures of text
lines that were recognised, second looks included."""
WHOLE = "renja, whole pipeline"
Results = dict[tuple[str, str], list[dict[str, Any]]]
"""Measurements by (tool, sample), one a round."""


@dataclass(frozen=True, slots=True)
class Job:
    """Pages of a sample, and the rows that its truth says stand there."""

    stem: str
    pages: tuple[int, ...]
    truth: tuple[tuple[str, ...], ...]

    @property
    def path(self) -> str:
        """The sample's file."""
        return str(ROOT / "samples" / f"{self.stem}.pdf")


def make_job(stem: str, n_pages: int) -> Job:
    """At most ``n_pages`` pages of a sample (or its shortest table's): whole tables, the most columns first."""
    truth = json.loads((ROOT / "samples" / f"{stem}.truth.json").read_text(encoding="utf-8"))
    pages: set[int] = set()
    shortest = min(len(set(table["pages"])) for table in truth["tables"])
    for table in sorted(truth["tables"], key=lambda t: -t["n_cols"]):
        if len(pages | set(table["pages"])) <= max(n_pages, shortest):
            pages |= set(table["pages"])
    rows = [row for table in truth["tables"] if set(table["pages"]) <= pages for row in table["grid"]]
    return Job(stem, tuple(sorted(pages)), tuple(key for row in rows if (key := row_key(row))))


def row_key(row: list[str]) -> tuple[str, ...]:
    """A row's filled cells without white space: what must agree for a row to be read."""
    texts = (re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell)) for cell in row)
    return tuple(text for text in texts if text)


def rows_found(job: Job, rows: list[list[str]]) -> float:
    """The share of the truth's rows that were read exactly, every cell of them."""
    want, got = Counter(job.truth), Counter(map(row_key, rows))
    return (want & got).total() / max(1, want.total())


def measure_here(tool: str, job: Job) -> dict[str, Any]:
    """Seconds, peak megabytes and accuracy of one tool on one job, in this process."""
    import resource

    run = TOOLS[tool][1]
    run(job.path, job.pages[:1])  # imports and caches
    start = time.perf_counter()
    rows = run(job.path, job.pages)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return {"seconds": seconds, "peak": peak, "found": rows_found(job, rows)}


def measure(tool: str, stem: str, n_pages: int) -> dict[str, Any] | None:
    """The same in a process of its own; None where the tool fails."""
    call = [sys.executable, __file__, "--one", tool, stem, "--pages", str(n_pages)]
    done = subprocess.run(call, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        print(f"{tool} on {stem}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def run_all(tools: list[str], jobs: list[Job], rounds: int, n_pages: int) -> Results:
    """All measurements by (tool, sample), the tools taking turns."""
    results: Results = defaultdict(list)
    for job in jobs:
        for _ in range(rounds):
            for tool in tools:
                result = measure(tool, job.stem, n_pages)
                if result is not None:
                    results[tool, job.stem].append(result)
                    print(f"{job.stem} {tool}: {len(job.pages) / result['seconds']:.2f} pages/s", file=sys.stderr)
    return results


def speed(results: list[dict[str, Any]], n_pages: int) -> float:
    """Pages a second, the median of the rounds."""
    return n_pages / statistics.median(r["seconds"] for r in results)


def markdown(tools: list[str], jobs: list[Job], results: Results, rounds: int) -> str:
    """The page ``docs/benchmarks.md``."""
    lines = [
        "# Benchmarks",
        "",
        f"Written by `make bench` on {platform.system()} {platform.machine()}, Python {platform.python_version()}; "
        f"median of {rounds} rounds, tools taking turns, each measurement in a process of its own, without imports.",
        "*Rows* is the share of the printed table rows that came out exactly, every cell of them, white space apart.",
        "",
        "## All samples",
        "",
        "| tool | pages/s | renja is faster by | its whole pipeline by | rows | peak MB |",
        "|---|---:|---:|---:|---:|---:|",
        *(_total_line(tool, jobs, results) for tool in tools),
        "",
        "## By sample",
        "",
        "| sample | pages | " + " | ".join(f"{t}: pages/s, rows" for t in tools) + " |",
        "|---|---:|" + "---:|" * len(tools),
        *(_sample_line(job, tools, results) for job in jobs),
    ]
    return "\n".join(lines) + "\n"


def _total_line(tool: str, jobs: list[Job], results: Results) -> str:
    mine = [job for job in jobs if results[tool, job.stem]]
    if not mine:
        return f"| {tool} | failed | | | | |"
    seconds = sum(len(j.pages) / speed(results[tool, j.stem], len(j.pages)) for j in mine)
    ratios = (_ratio(seconds, mine, results, ours) for ours in ("renja", WHOLE))
    found = sum(results[tool, j.stem][0]["found"] * len(j.truth) for j in mine) / sum(len(j.truth) for j in mine)
    peak = max(r["peak"] for j in mine for r in results[tool, j.stem])
    pages = sum(len(j.pages) for j in mine)
    return f"| {tool} | {pages / seconds:.1f} | {' | '.join(ratios)} | {found:.1%} | {peak:.0f} |"


def _ratio(seconds: float, jobs: list[Job], results: Results, ours: str) -> str:
    """How many times as long a tool took for these samples as ours did; empty where ours was not measured."""
    if not all(results.get((ours, job.stem)) for job in jobs):
        return ""
    return f"{seconds / sum(len(job.pages) / speed(results[ours, job.stem], len(job.pages)) for job in jobs):.1f}x"


def _sample_line(job: Job, tools: list[str], results: Results) -> str:
    cells = []
    for tool in tools:
        rounds = results[tool, job.stem]
        cells.append(f"{speed(rounds, len(job.pages)):.1f}, {rounds[0]['found']:.1%}" if rounds else "failed")
    return f"| {job.stem} | {len(job.pages)} | " + " | ".join(cells) + " |"


def section(head: str, script: str, *options: str) -> str:
    """What another script of this folder prints, in a process of its own; nothing where it cannot run."""
    call = [sys.executable, str(ROOT / "bench" / script), *options]
    done = subprocess.run(call, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        print(f"{script}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return ""
    return f"\n{head}\n\n{done.stdout}"


def main() -> None:
    """Measures and writes, or with ``--one`` measures once and prints JSON."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--pages", type=int, default=6, help="pages of each sample, about")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--tools", nargs="+", default=list(installed()), choices=list(TOOLS))
    arguments.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks.md")
    arguments.add_argument("--one", nargs=2, metavar=("TOOL", "STEM"), help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.one:
        print(json.dumps(measure_here(options.one[0], make_job(options.one[1], options.pages))))
        return
    jobs = [make_job(stem, options.pages) for stem in STEMS]
    results = run_all(options.tools, jobs, options.rounds, options.pages)
    page = markdown(options.tools, jobs, results, options.rounds)
    page += section(STAGE_HEAD, "throughput.py", "--stages") + section(SCAN_HEAD, "scan.py")
    options.out.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
