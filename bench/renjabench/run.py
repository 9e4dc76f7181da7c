"""Runs a tool on every document of a folder, each in a process of its own: seconds of CPU and peak memory of each.

A tool is a command to which the PDF and the file for its JSON are added. What it costs to start is measured on a
page of one sentence and told apart. Works where ``os.wait4`` does (Linux, macOS).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from bench.made_paper import Page, write

ROOT = Path(__file__).resolve().parents[2]
COSTS = "_biaya.json"
"""Beside a tool's JSON files: what each document cost."""
_STARTS = 3


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of CPU, peak megabytes, and why there is no result; None where there is one."""

    seconds: float
    peak: float
    error: str | None = None


def command_of(tool: str, python: str = sys.executable) -> list[str]:
    """What runs one of the tools that the benchmark knows; ``python``: of the environment where it is installed."""
    return [python, "-m", "bench.renjabench.adapters", tool]


def run(command: Sequence[str], folder: Path, out: Path, timeout: float = 300.0) -> dict[str, Cost]:
    """Reads every PDF of a folder: the costs by stem, that of the start under ""."""
    out.mkdir(parents=True, exist_ok=True)
    costs = {"": _start(command, timeout)}
    for pdf in sorted(folder.glob("*.pdf")):
        costs[pdf.stem] = cost = once(command, pdf, out / f"{pdf.stem}.json", timeout)
        if cost.error:
            print(f"{pdf.stem}: {cost.error}", file=sys.stderr)
    (out / COSTS).write_text(json.dumps({stem: asdict(c) for stem, c in costs.items()}, indent=1), encoding="utf-8")
    return costs


def _start(command: Sequence[str], timeout: float) -> Cost:
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "kosong.pdf"
        page = Page(595, 842)
        page.text(72, 100, "Halaman ini tidak memuat tabel.", 11)  # a page without text would be a scan to some
        pdf.write_bytes(write([page]))
        tries = [once(command, pdf, Path(folder) / "kosong.json", timeout) for _ in range(_STARTS)]
    return Cost(median(t.seconds for t in tries), median(t.peak for t in tries), tries[0].error)


def once(command: Sequence[str], pdf: Path, out: Path, timeout: float) -> Cost:
    """One document in a process of its own."""
    out.unlink(missing_ok=True)
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [*command, str(pdf), str(out)], stdout=said, stderr=said, env={**os.environ, "PYTHONPATH": path}
        )
        timer = threading.Timer(timeout, process.kill)
        timer.start()
        _, status, used = os.wait4(process.pid, 0)
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        last = said.read().decode("utf-8", "replace").strip().splitlines()[-1:]
    peak = used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    error = None
    if process.returncode:
        out.unlink(missing_ok=True)  # half a result is none
        error = f"ended with {process.returncode}: {' '.join(last)[:300]}"
    elif not out.exists():
        error = "wrote no result"
    return Cost(used.ru_utime + used.ru_stime, peak, error)


def stored_costs(out: Path) -> dict[str, Cost]:
    """What an earlier run cost; {} where nothing is known of it."""
    path = out / COSTS
    return {k: Cost(**v) for k, v in json.loads(path.read_text(encoding="utf-8")).items()} if path.exists() else {}
