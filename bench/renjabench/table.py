"""The table of results in ``docs/benchmark.md``: the same documents for every tool, with a seed that nobody could use.

The held-out seed follows from the commit that last changed the reader: who changes the reader gets another one, so that
nothing can be mended for it before it is measured.
"""

from __future__ import annotations

import platform
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from bench.renjabench.adapters.registry import TOOLS, missing
from bench.renjabench.make import VERSION, make
from bench.renjabench.predicted import predictions
from bench.renjabench.report import HEAD, as_dict, table_row, truths_of
from bench.renjabench.run import ROOT, command_of, run
from bench.renjabench.score import FIGURES, score_all

READER = ("vocabulary", "extract", "normalize", "records", "nomenclature", "settle", "audit", "output", "renja")
PAGE = ROOT / "docs" / "benchmark.md"
BEGIN, END = "<!-- hasil: make bench -->", "<!-- /hasil -->"


@dataclass(frozen=True, slots=True)
class Part:
    """A set of documents of the table."""

    name: str
    seed: int
    documents: int
    scans: float = 0.0


def reader_commit() -> str:
    """The commit that last changed the reader; an error where that cannot be known."""
    call = ["git", "-C", str(ROOT), "log", "-1", "--format=%H", "--", *READER]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    if not done.stdout.strip():
        raise SystemExit(f"the held-out seed follows from the reader's last commit; git: {done.stderr.strip()}")
    return done.stdout.strip()


def held_out(commit: str) -> int:
    """The seed that nobody could use before the reader was as it is."""
    return int(commit[:8], 16)


def parts(documents: int, scans: int, commit: str) -> list[Part]:
    """What is measured: an open seed, the held-out one, and scans of the held-out one."""
    held = held_out(commit)
    return [
        Part(f"Open seed 1, {documents} documents", 1, documents),
        Part(f"Held out: seed {held} (reader at {commit[:12]}), {documents} documents", held, documents),
        Part(f"Scans, held out: seed {held}, {scans} documents, each damaged in one way", held, scans, 1.0),
    ]


def measured(part: Part, tools: Sequence[str], work: Path, pythons: Mapping[str, str]) -> list[str]:
    """A part's lines: its documents made, read by each tool, scored."""
    folder = work / f"seed{part.seed}{'_scans' if part.scans else ''}"
    # A tool's process begins with the peak of the one that starts it: what makes scans, and is large, is another one.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as maker:
        maker.submit(make, folder, part.documents, part.seed, part.scans).result()
    truths = truths_of(folder)
    rows = []
    for tool in tools:
        lacks = missing(tool) if tool not in pythons else None
        if lacks:
            rows.append(f"| {tool} | not installed here: `pip install {lacks}` {'|' * (len(FIGURES) + 4)}")
            continue
        print(f"{part.name}: {tool}", file=sys.stderr)
        out = work / f"{folder.name}_{tool}"
        costs = run(command_of(tool, pythons.get(tool, sys.executable)), folder, out)
        rows.append(table_row(tool, as_dict(score_all(truths, predictions(out)), costs, truths)))
    pages = sum(truth["renjabench"]["pages"] for truth in truths.values())
    return [f"### {part.name}, {pages} pages", "", HEAD, *rows, ""]


def write_table(
    documents: int, scans: int, tools: Sequence[str], work: Path, pythons: Mapping[str, str], page: Path = PAGE
) -> None:
    """Measures all parts and writes them between the page's marks."""
    commit = reader_commit()
    head = (
        f"Renjabench {VERSION}, written by `make bench` on {datetime.now(UTC):%Y-%m-%d}, {platform.system()} "
        f"{platform.machine()}, Python {platform.python_version()}; means over documents."
    )
    found = [line for part in parts(documents, scans, commit) for line in measured(part, tools, work, pythons)]
    page.write_text(between(page.read_text(encoding="utf-8"), [head, "", *found]), encoding="utf-8")


def between(text: str, lines: Sequence[str]) -> str:
    """A page with other lines between its marks."""
    before, _, rest = text.partition(BEGIN)
    _, mark, after = rest.partition(END)
    if not mark:
        raise SystemExit(f"the page has no marks {BEGIN} and {END}")
    return "\n".join([before + BEGIN, *lines]).rstrip() + f"\n{mark}{after}"


ALL = tuple(name for name in TOOLS if name != "tabula")
"""The tools of the table."""
